"""Rows of a deck as a sheet: CSV that every spreadsheet reads, or an Excel workbook.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which spreadsheets read as
"this is text", and comes back without it.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ac_tui.assets import AssetError
from ac_tui.deck.roundtrip import Row
from ac_tui.registry.faults import Fault, FileError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS: Final = ("key", "text", "source", "status", "note", "limit", "variant", "seal")
NEEDED: Final = ("key", "text", "seal")
"""Columns that a sheet cannot do without; the others may be left out, and any may be moved."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")
_DELIMITERS: Final = ",;\t"
_MAKING: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - workbooks have no time zone, and this is nobody's time
_ZIPPED: Final = (2026, 1, 1, 0, 0, 0)
_WIDTHS: Final = {"key": 44, "text": 70, "source": 70, "status": 10, "note": 30, "limit": 8, "variant": 12, "seal": 14}
_BIGGEST: Final = 64 * 2**20


def write_sheet(path: Path, rows: Sequence[Row]) -> None:
    """Write a sheet, the kind by the name's ending; FileError for another ending. The same rows give the same bytes."""
    if path.suffix.lower() == ".csv":
        data = _as_csv(rows)
    elif path.suffix.lower() == ".xlsx":
        data = _as_xlsx(rows)
    else:
        raise _unusable(path, "a sheet is a .csv or an .xlsx file")
    path.write_bytes(data)


def read_sheet(path: Path) -> tuple[Row, ...]:
    """Read an edited sheet back; raises FileError where it is none, AssetError where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AssetError(path, error.strerror or "cannot be read") from None
    if path.suffix.lower() == ".xlsx":
        table = _from_xlsx(path, data)
    elif path.suffix.lower() == ".csv":
        table = _from_csv(path, data)
    else:
        raise _unusable(path, "a sheet is a .csv or an .xlsx file")
    return tuple(_rows(path, table))


def _unusable(path: Path, message: str, line: int = 1) -> FileError:
    return FileError([Fault(str(path), line, "sheet", message)])


def _cells(row: Row) -> Iterator[str]:
    return (getattr(row, name) for name in COLUMNS)


def _rows(path: Path, table: Iterable[Sequence[str]]) -> Iterator[Row]:
    lines = iter(enumerate(table, start=1))
    _, heading = next(lines, (1, ()))
    names = [name.strip().casefold() for name in heading]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise _unusable(path, f"the first row has no column `{missing[0]}`: it is the one that `deck export` writes")
    places = {name: names.index(name) for name in COLUMNS if name in names}
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            given = {name: cells[at] if at < len(cells) else "" for name, at in places.items()}
            given["key"] = given["key"].strip()
            yield Row(**given, line=line)


# CSV -----------------------------------------------------------------------------------------------------------------


def _as_csv(rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in _cells(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig")  # the mark tells a spreadsheet that accents are UTF-8


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _bared(cell: str) -> str:
    return cell[1:] if _ESCAPED.match(cell) else cell


def _from_csv(path: Path, data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unusable(path, "not UTF-8 text: save it as `CSV UTF-8`, or as .xlsx") from None
    heading = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield [_bared(cell.replace("\r\n", "\n")) for cell in cells]
    except csv.Error as error:
        raise _unusable(path, f"not a CSV file: {error}", reader.line_num or 1) from None


# Excel ---------------------------------------------------------------------------------------------------------------


def _as_xlsx(rows: Sequence[Row]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = "ac-tui"
    book.properties.created = _MAKING
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "words"
    sheet.freeze_panes = "B2"
    for column, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    for line, cells in enumerate([COLUMNS, *map(_cells, rows)], start=1):
        for column, text in enumerate(cells, start=1):
            if not text and line > 1:
                continue
            cell: Any = sheet.cell(line, column)
            cell.value = text
            cell.data_type = "s"  # whatever it begins with
            cell.quotePrefix = bool(_FORMULA.match(text))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
            elif COLUMNS[column - 1] not in ("text", "status", "note"):
                cell.font, cell.fill = Font(color="666666"), PatternFill("solid", start_color="F2F2F2")
    sheet.auto_filter.ref = sheet.dimensions
    made = io.BytesIO()
    book.save(made)
    return _timeless(made.getvalue())


def _timeless(data: bytes) -> bytes:
    """The workbook without the moment it was made at, so that the same words are the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", content)
            kept.writestr(zipfile.ZipInfo(name, _ZIPPED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _from_xlsx(path: Path, data: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _BIGGEST:
                raise _unusable(path, "is far larger than a sheet of words")
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheet: Any = book["words"] if "words" in book.sheetnames else book.worksheets[0]
        table = [[_text(cell) for cell in cells] for cells in sheet.iter_rows(values_only=True)]
    except FileError:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, SyntaxError, OSError) as error:
        raise _unusable(path, f"not an Excel workbook: {str(error) or type(error).__name__}") from None
    return iter(table)


def _text(value: object) -> str:
    """A cell's text; a number that somebody typed is read as it was typed."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n")
