"""Whatever is handed to `deck import` and `deck export` as a file: one line on stderr, exit code 2, nothing changed."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.deck.roundtrip import TextRow, rows_of
from ac_tui.deck.sheets import write_sheet
from tests.deck.worlds import screens_copy

SHEET = "xl/worksheets/sheet1.xml"


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook with its parts changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def damaged(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Damaged workbooks, each with what is wrong."""
    yield "truncated", good[: len(good) // 2]
    yield "without its end", good[:-30]
    yield "bytes flipped", good[:200] + bytes(byte ^ 0xFF for byte in good[200:400]) + good[400:]
    for part in ("[Content_Types].xml", "xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"):
        yield f"no {part}", repacked(good, lambda name, data, part=part: None if name == part else data)  # type: ignore[misc]
        yield f"no XML in {part}", repacked(good, lambda name, data, part=part: b"<a><b>" if name == part else data)  # type: ignore[misc]
        yield f"other XML in {part}", repacked(good, lambda name, data, part=part: b"<a/>" if name == part else data)  # type: ignore[misc]
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    yield "a cell far away", repacked(good, lambda _, data: data.replace(b"</sheetData>", far))
    yield "a bomb", repacked(good, lambda name, data: b" " * (70 * 2**20) if name == SHEET else data)
    yield "no archive", b"PK\x03\x04" + bytes(range(256))
    yield "nothing", b""


def test_a_damaged_workbook_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "w.xlsx"
    write_sheet(path, [TextRow("welcome.heading", "Ciao"), TextRow("b", "due")])
    good = path.read_bytes()
    for what, data in damaged(good):
        path.write_bytes(data)
        code = main(["deck", "import", str(path), "--dry-run"])
        said = capsys.readouterr()
        assert said.out == "", what
        if code == 2:
            (line,) = said.err.splitlines()
            assert line.startswith(f"{path}:1: [sheet] "), what
        else:  # a spreadsheet would open it as well: its rows are refused one by one
            assert code == 1, what
            assert said.err.splitlines()[-1].endswith("refused (nothing written)"), what


def test_a_csv_that_is_none_is_one_line_at_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for data, line in (
        (b"key,text,seal\na," + b"x" * 200_000 + b",s\n", 2),
        (b'key,text,seal\na,b,s\nc,"d\n', 3),
        (b"\xff\xfe" + "key,text,seal\n".encode("utf-16-le"), 1),
        (bytes(range(256)), 1),
    ):
        path = tmp_path / "w.csv"
        path.write_bytes(data)
        assert main(["deck", "import", str(path)]) == 2
        (told,) = capsys.readouterr().err.splitlines()
        assert told.startswith(f"{path}:{line}: [sheet] ")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "po"])
def test_what_is_no_file_is_neither_read_nor_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    fifo, folder, huge = (tmp_path / f"{name}.{kind}" for name in ("fifo", "folder", "huge"))
    os.mkfifo(fifo)
    folder.mkdir()
    with huge.open("wb") as file:
        file.truncate(100 * 2**20)
    for path in (fifo, folder, huge, tmp_path / f"gone.{kind}"):
        assert main(["deck", "import", str(path)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    for path in (fifo, folder, tmp_path / "gone" / "w.csv") if kind == "csv" else (folder,):
        assert main(["deck", "export", str(path)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {fifo.name, folder.name, huge.name}


def test_signs_that_a_terminal_obeys_and_texts_without_an_end_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    screens, path = screens_copy(tmp_path), tmp_path / "w.csv"
    rows = [
        TextRow("welcome.heading", "Ciao\x1b]0;x\x07", seal="s-1"),
        TextRow("welcome.\x1b[31m", "Ciao", seal="s-2"),
        TextRow("login.heading", "x" * 100_000, seal="s-3"),
        TextRow("help.heading", "Ciao", variant="../../etc", seal="s-4"),
        TextRow("k" * 100_000, "Ciao", seal="s-5"),
    ]
    write_sheet(path, rows)
    assert main(["deck", "import", str(path), "--screens", str(screens)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == len(rows) + 1
    assert all(line.isprintable() and len(line) < 1000 for line in said.err.splitlines())


def test_a_pipe_among_the_screens_keeps_no_row_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    screens, path = screens_copy(tmp_path), tmp_path / "w.csv"
    os.mkfifo(screens / "rules" / "own.toml")
    heading = next(row for row in rows_of(screens) if row.key == "welcome.heading")
    write_sheet(path, [replace(heading, text="Ciao")])
    assert main(["deck", "import", str(path), "--screens", str(screens)]) == 0
    assert capsys.readouterr().out == "welcome.heading\n"
