"""A sheet gives back what was put into it, whatever a spreadsheet does on the way."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.deck.roundtrip import TextRow
from ac_tui.deck.sheets import COLUMNS, read_sheet, write_sheet
from ac_tui.registry.faults import FileError

ROWS = (
    TextRow("welcome.heading", "La tua Area Clienti", seal="s-1"),
    TextRow("a.b", 'Due righe\ne «virgolette», "apici"; punto e virgola', "source", "draft", "note", "20", "en", "s-2"),
    TextRow("formulas", "=1+1", "+39", "", "-x", seal="s-3"),
    TextRow("quoted", "'=1+1", "''@", "", "'parola'", seal="s-4"),
    TextRow("at", "@SUM(A1)", seal="s-5"),
    TextRow("empty", "", seal="s-6"),
    TextRow("spaces", " prima e dopo ", seal="s-7"),
    TextRow("accents", "È così: perché più là, 100 %", seal="s-8"),
)
KINDS = ("csv", "xlsx")


@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_in_comes_out(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"words.{kind}"
    write_sheet(path, ROWS)
    assert read_sheet(path) == ROWS
    assert [row.line for row in read_sheet(path)] == list(range(2, 2 + len(ROWS)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_are_the_same_bytes(tmp_path: Path, kind: str) -> None:
    write_sheet(tmp_path / f"a.{kind}", ROWS)
    write_sheet(tmp_path / f"b.{kind}", ROWS)
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\r") | st.just("\n"))


@given(
    text=st.one_of(TEXTS, st.builds(lambda head, rest: head + rest, st.text("'=+-@\t", min_size=1, max_size=4), TEXTS))
)
def test_any_text_comes_back_from_csv(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    write_sheet(path, [TextRow("k", text, text, seal="s-1")])
    assert read_sheet(path) == (TextRow("k", text, text, seal="s-1"),)


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "'=1", "\t=1"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "words.csv"
    write_sheet(path, [TextRow("k", text, text, "", text, seal="s-1")])
    for cells in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "words.xlsx"
    write_sheet(path, ROWS)
    cells = [cell for row in load_workbook(path).active.iter_rows() for cell in row if cell.value is not None]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.quotePrefix] == ["=1+1", "+39", "-x", "'=1+1", "''@", "@SUM(A1)"]


def test_a_csv_opens_with_its_accents_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    write_sheet(path, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfkey,text,")


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv_may_come_back_as_other_spreadsheets_save_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["Seal", "Text", "Anything", "KEY"])
    writer.writerow(["s-1", "Uno, due; tre", "x", " a.b "])
    writer.writerow(["", "", "", ""])
    writer.writerow(["s-2", "Riga\r\nsotto", "", "c.d"])
    (tmp_path / "w.csv").write_text(out.getvalue(), encoding=encoding, newline="")
    found = read_sheet(tmp_path / "w.csv")
    assert found == (TextRow("a.b", "Uno, due; tre", seal="s-1"), TextRow("c.d", "Riga\nsotto", seal="s-2"))
    assert [row.line for row in found] == [2, 4]


def test_a_workbook_may_come_back_with_another_sheet_first_and_numbers_typed_in(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["something else"])  # type: ignore[union-attr]
    words = book.create_sheet("words")
    words.append(["key", "text", "seal", "limit"])
    words.append(["a.b", 48, "s-1", 20.0])
    book.save(tmp_path / "w.xlsx")
    assert read_sheet(tmp_path / "w.xlsx") == (TextRow("a.b", "48", limit="20", seal="s-1"),)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("=B1&C1", "a formula"),
        (True, "a truth value"),
        (datetime(2026, 1, 15), "a date or time"),  # noqa: DTZ001 - workbooks have no time zone
        (time(9, 41), "a date or time"),
        ("#N/A", "an error of the spreadsheet"),
    ],
)
def test_what_is_no_text_in_a_workbook_is_named(tmp_path: Path, value: object, kind: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for cells in (["key", "text", "seal"], ["a.b", value, "s-1"], ["c.d", "Bene", "s-2"]):
        book.active.append(cells)  # type: ignore[union-attr]
    book.save(tmp_path / "w.xlsx")
    odd, good = read_sheet(tmp_path / "w.xlsx")
    assert odd.unread == f"holds {kind} in column `text`: write it as text"
    assert good.unread == ""


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("w.csv", b"key,text\na,b\n", "no column `seal`"),
        ("w.csv", b"", "no column `key`"),
        ("w.csv", "key,text,seal\na,perch\u00e8,s\n".encode("cp1252"), "CSV UTF-8"),
        ("w.ods", b"", "a sheet is a .csv, an .xlsx or a .po file"),
    ],
)
def test_what_is_no_sheet_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(FileError, match=said) as raised:
        read_sheet(put(tmp_path / name, data))
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith(f"{tmp_path / name}:")


def test_an_ending_nobody_knows_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"\.csv, an \.xlsx"):
        write_sheet(tmp_path / "w.txt", ROWS)
    assert list(tmp_path.iterdir()) == []


def test_the_columns_are_the_row_s_own() -> None:
    assert set(COLUMNS) == {name for name in TextRow.__slots__ if name not in ("line", "unread")}
