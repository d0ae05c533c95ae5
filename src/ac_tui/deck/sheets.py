"""Rows of a deck as a file: CSV that every spreadsheet reads, an Excel workbook, or PO for who translates.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which spreadsheets read as
"this is text", and comes back without it.

In PO a text's key is its context, the original its `msgid`; of the original `msgid` and `msgstr` are the same text, and
the second is edited. `fuzzy` is a text that is not final; taken in, one becomes a draft, and one that is not any more
is final.
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
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ac_tui.assets import AssetError
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.replace import UnwrittenError, replace_all
from ac_tui.deck.roundtrip import TextRow
from ac_tui.registry.faults import Fault, FileError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from polib import POEntry

COLUMNS: Final = ("key", "text", "source", "status", "note", "limit", "variant", "seal")
NEEDED: Final = ("key", "text", "seal")
"""Columns that a sheet cannot do without; the others may be left out, and any may be moved."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")
_DELIMITERS: Final = ",;\t"
_SEPARATOR: Final = re.compile(r'"?sep=([,;\t])"?[,;\t]*\r?\n', re.IGNORECASE)
_MAKING: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - workbooks have no time zone, and this is nobody's time
_ZIPPED: Final = (2026, 1, 1, 0, 0, 0)
_WIDTHS: Final = {"key": 44, "text": 70, "source": 70, "status": 10, "note": 30, "limit": 8, "variant": 12, "seal": 14}
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


class _Cell(NamedTuple):
    """What stands in a cell: its text, and what it is where it is no text."""

    text: str
    kind: str = ""


def write_sheet(
    path: Path,
    rows: Sequence[TextRow],
    separator: str = ",",
    contexts: Callable[[], Mapping[str, TextContext]] = dict,
) -> None:
    """Write a file, its kind by the name's ending; FileError for another ending. The same rows give the same bytes.

    `separator` stands between the cells of a CSV: Excel looks for the one of its own language. `contexts` are told in
    PO, by the keys of the texts.
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
    try:
        replace_all({path: data})
    except UnwrittenError as error:
        raise AssetError(path, error.reason) from None


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
    """What is raised of a file whose rows cannot be read."""
    return FileError([Fault(str(path), line, "sheet", message)])


# Tables --------------------------------------------------------------------------------------------------------------


def _cells(row: TextRow) -> Iterator[str]:
    return (getattr(row, name) for name in COLUMNS)


def _rows(path: Path, table: Iterable[tuple[int, Sequence[_Cell]]]) -> Iterator[TextRow]:
    lines = iter(table)
    _, heading = next(lines, (1, ()))
    names = [name.text.strip().casefold() for name in heading]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise _unusable(path, f"the first row has no column `{missing[0]}`: it is the one that `deck export` writes")
    places = {name: names.index(name) for name in COLUMNS if name in names}
    for line, cells in lines:
        if any(cell.text.strip() for cell in cells):
            here: dict[str, _Cell] = {name: cells[at] for name, at in places.items() if at < len(cells)}
            given: dict[str, Any] = {name: here[name].text if name in here else "" for name in places}
            given["key"] = given["key"].strip()
            odd = [f"holds {one.kind} in column `{name}`: write it as text" for name, one in here.items() if one.kind]
            yield TextRow(**given, line=line, unread=odd[0] if odd else "")


def _as_csv(rows: Iterable[TextRow], separator: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([f"'{cell}" if _FORMULA.match(cell) else cell for cell in _cells(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig")  # the mark tells a spreadsheet that accents are UTF-8


def _from_csv(path: Path, data: bytes) -> Iterator[TextRow]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unusable(path, "not UTF-8 text: save it as `CSV UTF-8`, or as .xlsx") from None
    told = _SEPARATOR.match(text)  # a line for Excel's eyes, above the table
    text = text[told.end() :] if told else text
    heading = text.partition("\n")[0]
    delimiter = told[1] if told else max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    above = 1 if told else 0

    def table() -> Iterator[tuple[int, list[_Cell]]]:
        for number, cells in enumerate(reader, start=1 + above):
            texts = (cell.replace("\r\n", "\n") for cell in cells)
            yield number, [_Cell(text[1:] if _ESCAPED.match(text) else text) for text in texts]

    try:
        yield from _rows(path, table())
    except csv.Error as error:
        raise _unusable(path, f"not a CSV file: {error}", reader.line_num + above or 1) from None


def _as_xlsx(rows: Sequence[TextRow]) -> bytes:
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
    return _rows(path, enumerate(table, start=1))


def _cell(cell: Any) -> _Cell:
    """A cell as text; a number that somebody typed is read as it was typed."""
    value = cell.value
    if value is None:
        return _Cell("")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _Cell(str(value).replace("\r\n", "\n"), _KINDS.get(cell.data_type, ""))


# PO ------------------------------------------------------------------------------------------------------------------


class TextContext(NamedTuple):
    """What a translator wants to know of a text: its step, the steps of the guide, the address of a state with it."""

    step: str = ""
    guide: tuple[str, ...] = ()
    state: str = ""


def _as_po(rows: Sequence[TextRow], contexts: Mapping[str, TextContext]) -> bytes:
    """The rows of one variant as PO; the same rows give the same bytes."""
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
        context = contexts.get(row.key, TextContext())
        told = {
            "step": context.step,
            "guide": ", ".join(context.guide),
            "state": context.state and f"#state={context.state}",
            "limit": row.limit and f"{row.limit} characters",
            "status": row.status,
            "seal": row.seal,
        }
        flags = [*(["fuzzy"] if row.status in _UNFINISHED else []), *([f"max-length:{row.limit}"] if row.limit else [])]
        file.append(
            polib.POEntry(
                msgctxt=row.key,
                msgid=row.source if variant else row.text,
                msgstr=row.text,
                comment="\n".join(f"{name}: {value}" for name, value in told.items() if value),
                tcomment=row.note,
                flags=flags,
            )
        )
    return str(file).encode() + b"\n"


def _from_po(path: Path, data: bytes) -> Iterator[TextRow]:
    """The rows of an edited PO file; raises FileError where it is none."""
    import polib

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unusable(path, "not UTF-8 text: save it as UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    bad = next((number for number, line in enumerate(text.split("\n"), start=1) if not _GOOD.fullmatch(line)), 0)
    if bad:
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
    for entry in file:
        yield _row(entry, file.metadata[_VARIANT])


def _row(entry: POEntry, variant: str) -> TextRow:
    told = dict(line.partition(": ")[::2] for line in entry.comment.split("\n"))
    status = told.get("status", "")
    if entry.fuzzy and entry.msgstr:
        status = status if status in _UNFINISHED else "draft"
    elif status in _UNFINISHED and not entry.fuzzy:
        status = "final"
    unread = ""
    if not entry.msgctxt:
        unread = "has no msgctxt: it is the key that `deck export` writes"
    elif entry.msgid_plural:
        unread = "has plural forms: a text of a screen has none"
    return TextRow(
        key=entry.msgctxt or entry.msgid,
        text=entry.msgstr,
        source=entry.msgid if variant else "",
        status=status,
        note=entry.tcomment,
        limit=told.get("limit", "").removesuffix(" characters"),
        variant=variant,
        seal=told.get("seal", ""),
        line=entry.linenum or 1,
        unread=unread,
        obsolete=bool(entry.obsolete),
    )
