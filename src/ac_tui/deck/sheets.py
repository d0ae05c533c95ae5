"""Rows of a deck as a file: CSV that every spreadsheet reads, an Excel workbook, or PO for who translates.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it. In PO a text's key is its
context, and `msgstr` is edited; `fuzzy` is a text that is not final: taken in, one becomes a draft, any other final.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from ac_tui.assets import AssetError, replace_all
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.roundtrip import TextRow
from ac_tui.registry.faults import Fault, FileError

_WIDTHS: Final = {"key": 44, "text": 70, "source": 70, "status": 10, "note": 30, "limit": 8, "variant": 12, "seal": 14}
COLUMNS: Final = tuple(_WIDTHS)

_Contexts = Callable[[], Mapping[str, Mapping[str, str]]]

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPE: Final = re.compile(r"^'(?='*[=+\-@\t\r])")
_MADE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - workbooks have no time zone, and this is nobody's time
_BIGGEST: Final = 64 * 2**20
_MOST_ROWS, _MOST_COLUMNS = 50_000, 200
_TOO_LARGE: Final = "is far larger than a sheet of words"
_ENDINGS: Final = "a sheet is a .csv, an .xlsx or a .po file"
_KINDS: Final = {"f": "a formula", "b": "a truth value", "d": "a date or time", "e": "an error of the spreadsheet"}
"""What a cell may hold that nobody meant as words, by the workbook's name for it."""
_VARIANT: Final = "X-AcTui-Variant"
_UNFINISHED: Final = ("draft", "review")
_GOOD: Final = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*')
"""A line of a PO file; polib takes the last letter of one for the quote that it lacks."""
_LINE: Final = re.compile(r"\(line (\d+)\)(?:: )?")


def write_sheet(path: Path, rows: Sequence[TextRow], separator: str = ",", contexts: _Contexts = dict) -> None:
    """Write a file, its kind by the ending, the same for the same rows; FileError for another ending. `separator` is
    between the cells of a CSV; `contexts` are told in PO, by key of the text and name.
    """
    match path.suffix.lower():
        case ".csv":
            data = _as_csv(rows, separator)
        case ".xlsx":
            data = _as_xlsx(rows)
        case ".po":
            data = _as_po(rows, contexts())
        case _:
            raise _unusable(path, _ENDINGS)
    if not path.parent.is_dir():
        raise AssetError(path, "no such folder")
    replace_all({path: data})


def read_sheet(path: Path) -> tuple[TextRow, ...]:
    """Read an edited file back; raises FileError where it is none, AssetError where it cannot be read."""
    readers = {".csv": _from_csv, ".xlsx": _from_xlsx, ".po": _from_po}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise _unusable(path, _ENDINGS)
    try:
        if path.exists() and not path.is_file():
            raise _unusable(path, "no file that can be read")
        if path.stat().st_size > _BIGGEST:
            raise _unusable(path, _TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise AssetError(path, error.strerror or "cannot be read") from None
    return tuple(reader(path, data))


def _unusable(path: Path, message: str, line: int = 1) -> FileError:
    return FileError([Fault(str(path), line, "sheet", message)])


# Tables --------------------------------------------------------------------------------------------------------------


def _rows(path: Path, table: Iterable[Sequence[tuple[str, str]]]) -> Iterator[TextRow]:
    """The rows of a table whose cells are a text each, and what it is where it is no text."""
    lines = enumerate(table, start=1)
    names = [name.strip().casefold() for name, _ in next(lines, (1, ()))[1]]
    # The other columns may be left out, and any may be moved.
    for missing in (name for name in ("key", "text", "seal") if name not in names):
        raise _unusable(path, f"the first row has no column `{missing}`: it is the one that `deck export` writes")
    places = {name: names.index(name) for name in COLUMNS if name in names}
    for line, cells in lines:
        if any(text.strip() for text, _ in cells):
            here = {name: cells[at] for name, at in places.items() if at < len(cells)}
            odd = [f"holds {kind} in column `{name}`: write it as text" for name, (_, kind) in here.items() if kind]
            given: dict[str, Any] = {name: text for name, (text, _) in here.items()}
            given["key"] = given.get("key", "").strip()
            yield TextRow(**{"text": "", **given}, line=line, unread=odd[0] if odd else "")


def _as_csv(rows: Iterable[TextRow], separator: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (str(getattr(row, name)) for name in COLUMNS)
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")  # the mark tells a spreadsheet that accents are UTF-8


def _from_csv(path: Path, data: bytes) -> Iterator[TextRow]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unusable(path, "not UTF-8 text: save it as `CSV UTF-8`, or as .xlsx") from None
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from _rows(path, ([(_ESCAPE.sub("", cell).replace("\r\n", "\n"), "") for cell in row] for row in reader))
    except csv.Error as error:
        raise _unusable(path, f"not a CSV file: {error}", reader.line_num or 1) from None


def _as_xlsx(rows: Sequence[TextRow]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.properties.creator = "ac-tui"
    book.properties.created = book.properties.modified = _MADE
    sheet: Any = book.active
    sheet.title = "words"
    sheet.freeze_panes = "B2"
    for column, (name, width) in enumerate(_WIDTHS.items(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        for line, text in enumerate([name, *(getattr(row, name) for row in rows)], start=1):
            if text:
                cell = sheet.cell(line, column, text)
                cell.data_type = "s"  # whatever it begins with
                cell.quotePrefix = bool(_FORMULA.match(text))
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.auto_filter.ref = sheet.dimensions
    # Without the moment it was made at, which `book.save` writes, so that the same words are the same file.
    ExcelWriter(book, zipfile.ZipFile(data := io.BytesIO(), "w")).save()
    with zipfile.ZipFile(data) as made, zipfile.ZipFile(out := io.BytesIO(), "w") as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _MADE.timetuple()[:6]), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _from_xlsx(path: Path, data: bytes) -> Iterator[TextRow]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, warnings.catch_warnings(action="ignore"):
            if sum(part.file_size for part in packed.infolist()) > _BIGGEST:
                raise _unusable(path, _TOO_LARGE)
            book = load_workbook(io.BytesIO(data), read_only=True)
            sheet: Any = book["words"] if "words" in book.sheetnames else book.worksheets[0]
            rows = islice(sheet.iter_rows(max_col=_MOST_COLUMNS), _MOST_ROWS)
            table = [[_cell(cell) for cell in cells] for cells in rows]
    except FileError:
        raise
    except Exception as error:  # openpyxl raises anything on a damaged file
        raise _unusable(path, f"not an Excel workbook: {str(error) or type(error).__name__}") from None
    if len(table) == _MOST_ROWS:
        raise _unusable(path, _TOO_LARGE)
    return _rows(path, table)


def _cell(cell: Any) -> tuple[str, str]:
    """A cell as text, and what it is where it is none; a number that somebody typed is read as it was typed."""
    value = "" if cell.value is None else cell.value
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    return str(value).replace("\r\n", "\n"), _KINDS.get(cell.data_type, "") if cell.value is not None else ""


# PO ------------------------------------------------------------------------------------------------------------------


def _as_po(rows: Sequence[TextRow], contexts: Mapping[str, Mapping[str, str]]) -> bytes:
    import polib

    variant = rows[0].variant if rows else ""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "ac-tui",
        "Language": language_of(variant),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _VARIANT: variant,
    }
    for row in rows:
        limit = row.limit and f"{row.limit} characters"
        told = {**contexts.get(row.key, {}), "limit": limit, "status": row.status, "seal": row.seal}
        entry = polib.POEntry(msgctxt=row.key, msgid=row.source if variant else row.text, msgstr=row.text)
        entry.comment = "\n".join(f"{name}: {value}" for name, value in told.items() if value)
        entry.tcomment = row.note
        entry.flags = ["fuzzy"] if row.status in _UNFINISHED else []
        entry.flags += [f"max-length:{row.limit}"] if row.limit else []
        file.append(entry)
    return str(file).encode() + b"\n"


def _from_po(path: Path, data: bytes) -> Iterator[TextRow]:
    import polib

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unusable(path, "not UTF-8 text: save it as UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    if bad := next((number for number, line in enumerate(text.split("\n"), start=1) if not _GOOD.fullmatch(line)), 0):
        raise _unusable(path, "not a PO file: no keyword and a text in quotes, and no comment", bad)
    try:
        # A file's name alone would be opened; no PO file is without a line feed.
        file = polib.pofile(f"{text}\n", wrapwidth=0)
    except Exception as error:
        line = _LINE.search(str(error))
        said = _LINE.sub("", str(error)).strip() or type(error).__name__
        raise _unusable(path, f"not a PO file: {said}", int(line[1]) if line else 1) from None
    if not len(file):
        raise _unusable(path, "no entries: it is no PO file that `deck export` writes")
    if _VARIANT not in file.metadata:
        raise _unusable(path, f"the header has no `{_VARIANT}`: it is the one that `deck export` writes")
    variant = file.metadata[_VARIANT]
    for entry in (entry for entry in file if not entry.obsolete):
        told = dict(line.partition(": ")[::2] for line in entry.comment.split("\n"))
        status = told.get("status", "")
        if entry.msgstr and entry.fuzzy != (status in _UNFINISHED):
            status = "draft" if entry.fuzzy else "final"
        yield TextRow(
            key=entry.msgctxt or entry.msgid,
            text=entry.msgstr,
            source=entry.msgid if variant else "",
            status=status,
            note=entry.tcomment,
            variant=variant,
            seal=told.get("seal", ""),
            line=entry.linenum or 1,
            unread="has plural forms: a text of a screen has none" if entry.msgid_plural else "",
        )
