"""The words of a deck as rows for people who work in a sheet, and edited rows back into the files of screens/.

A row's `seal` tells whether its text, what it translates, its status or its note has changed here since it was written:
one that was edited too is refused as stale. Nothing is written that would not load.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from ac_tui import assets
from ac_tui.assets import replace_all, shown
from ac_tui.deck import model as m
from ac_tui.deck.files import VARIANTS, flat
from ac_tui.deck.lint.texts import DeckText, deck_texts
from ac_tui.deck.load import PSEUDO, load_deck, read_deck, variant_folder, variant_names
from ac_tui.deck.text import BraceError, meant, placeholder_change
from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.toml import dotted, locate_toml

_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text of one variant ("" for the original) as a sheet shows it: `source` is what it replaces, `limit` its most
    characters, `line` where it stands in its sheet (0: nowhere), `unread` what a cell holds that is no text.
    """

    key: str
    text: str
    source: str = ""
    status: str = ""
    note: str = ""
    limit: str = ""
    variant: str = ""
    seal: str = ""
    line: int = field(default=0, compare=False)
    unread: str = field(default="", compare=False)


class ImportResult(NamedTuple):
    """What came of a sheet: the keys that changed, the files they are in, the rows that were refused."""

    changed: tuple[str, ...]
    files: tuple[Path, ...]
    refused: tuple[Fault, ...]


_RowAndText = tuple[TextRow, DeckText]


class _Wanted(NamedTuple):
    row: TextRow
    file: Path
    path: m.Path
    edits: tuple[TomlEdit, ...]


class _RefusedError(Exception):
    """A row that cannot be taken in: the rule, and why."""


def rows_of(directory: Path | None = None, variant: str = "") -> tuple[TextRow, ...]:
    """Every text of a folder of screens, or of a variant of it beside the original; raises FileError."""
    return tuple(row for row, _ in _known(directory, variant).values())


def _known(directory: Path | None, variant: str) -> dict[str, _RowAndText]:
    """By key each text of a variant, and its row as it would be written now."""
    if variant == PSEUDO:
        message = "is made up from the original each time: there is nothing to edit"
        raise FileError([Fault(PSEUDO, 1, "generated", message)])
    original = load_deck(directory)
    deck = load_deck(directory, variant) if variant else original
    known = {}
    for text in deck_texts(deck, directory, original if variant else None):
        path, limit, carrier = text.path, None, _carrier(text)
        if text.step and path[0] == "body" and path[2] not in ("error", "hint"):
            limit = original.screens[text.step].body[str(path[1])].max_length
        remarks: Any = text.home.data if text.own and carrier is not None else {}
        for key in carrier or ():
            remarks = remarks.get(key, {})
        status, note = (str(remarks.get(name, "")) for name in ("status", "note"))
        said, source = (text.text, text.original or "") if text.own else ("", text.text)
        row = TextRow(text.key, said, source, status, note, str(limit or ""), variant)
        known[text.key] = replace(row, seal=_seal(row)), text
    return known


def _carrier(text: DeckText) -> m.Path | None:
    """The table with the status and note of a text, if it can have any: its block, advice, message or screen."""
    path = text.path
    if text.place in ("desk/messages", "desk/advice"):
        return path[:2]
    keys = {"heading": 0, "body": 2, "desk": 3 if path[1:2] == ("outcomes",) else 1}
    return path[: keys[str(path[0])]] if text.step and path[0] in keys else None


def _seal(row: TextRow) -> str:
    parts = (row.variant, row.key, row.text, row.source, row.status, _plain(row.note))
    return f"s-{blake2b(chr(0x1F).join(parts).encode(), digest_size=5).hexdigest()}"


def _plain(text: str) -> str:
    """A remark without what a file of another kind does to its spaces."""
    return " ".join(text.split())


def take_in(rows: Iterable[TextRow], sheet: str, directory: Path | None = None, *, write: bool = True) -> ImportResult:
    """Put the edited rows of a sheet of this name into the files of a folder, where the deck still loads with them.

    Each row stands alone: the good ones are taken in, the others refused. Files are replaced whole, all or none.
    Raises FileError where the deck does not load to begin with, OSError where a file cannot be replaced.
    """
    home = assets.screens_dir() if directory is None else directory
    load_deck(home)
    refused: list[Fault] = []

    def refuse(row: TextRow, rule: str, message: str) -> None:
        name = f"{row.variant}: {row.key}" if row.variant else row.key
        name = name if len(name) <= 100 else f"{name[:99]}…"
        refused.append(Fault(sheet, row.line, rule, f"{name}: {message}"))

    known = cache(partial(_known, home))
    wanted, files = list[_Wanted](), dict[Path, str]()
    made: dict[tuple[Path, m.Path], str] = {}
    for row in rows:
        try:
            if one := _edits(home, row, known):
                for edit in one.edits:  # rows can share one status and note
                    if made.get((one.file, edit.path), edit.text) != edit.text:
                        raise _RefusedError("row-twice", f"another row says something else of {dotted(edit.path)}")
                made |= {(one.file, edit.path): edit.text for edit in one.edits}
                wanted.append(one)
        except _RefusedError as error:
            refuse(row, *error.args)
    while wanted and (bad := _spoilt(home, files := _with_edits(wanted), wanted)):
        for one, fault in bad:
            refuse(one.row, fault.rule, fault.message)
            wanted.remove(one)
        files = {}
    if write:
        replace_all({path: text.encode() for path, text in files.items()})
    changed = dict.fromkeys(f"{row.variant}.{row.key}" if row.variant else row.key for row, *_ in wanted)
    return ImportResult(tuple(changed), tuple(files), tuple(refused))


def _edits(home: Path, row: TextRow, known: Callable[[str], Mapping[str, _RowAndText]]) -> _Wanted | None:
    """The edits a row makes, None for none."""
    if row.unread:
        raise _RefusedError("no-text", row.unread)
    if _seal(row) == row.seal:  # nobody edited it, whatever has changed here since
        return None
    if row.variant and variant_folder(home, row.variant) is None:
        raise _RefusedError("unknown-variant", f"no such variant{meant(row.variant, variant_names(home))}")
    texts = known(row.variant)
    if row.key not in texts:
        raise _RefusedError("unknown-row", f"there is no such text{meant(row.key, texts)}")
    now, text = texts[row.key]
    remarks = {key: new for key in ("status", "note") if _plain(new := getattr(row, key)) != _plain(getattr(now, key))}
    if row.text == now.text and not remarks:
        return None
    _refuse_unusable(row, now)
    file = (home / VARIANTS / row.variant if row.variant else home) / f"{text.place}.toml"
    if not row.variant and not file.exists():
        raise _RefusedError("not-here", f"{shown(file)} is not there: the text is from the screens ac-tui ships")
    length = 0
    if isinstance(text.path[-1], int):  # so many sentences are in its list
        length = sum(key.rpartition(".")[0] == row.key.rpartition(".")[0] for key in texts)
    edits = [TomlEdit(text.path, row.text, length)] if row.text != now.text else []
    if remarks:
        if (carrier := _carrier(text)) is None:
            raise _RefusedError("no-status", "carries no status and no note")
        edits += [TomlEdit((*carrier, name), new) for name, new in remarks.items()]
    return _Wanted(row, file, text.path, tuple(edits))


def _refuse_unusable(row: TextRow, now: TextRow) -> None:
    if row.seal != now.seal:
        raise _RefusedError("stale-row", "has changed since the sheet was written: export again")
    if not row.text:
        raise _RefusedError("empty-text", "is empty")
    if len(row.text) > 10_000:
        raise _RefusedError("too-long", f"has {len(row.text)} characters: no screen shows so many")
    try:
        m.printable(row.text + row.note)
        change, _ = placeholder_change(now.text or now.source, row.text)
    except ValueError as error:
        raise _RefusedError("brace" if isinstance(error, BraceError) else "control-character", str(error)) from None
    if change:
        raise _RefusedError("placeholder", change)
    if row.status not in ("", *get_args(m.Status)):
        raise _RefusedError("bad-status", f"`{row.status}` is no status: there are draft, review, final, or nothing")


def _with_edits(wanted: Sequence[_Wanted]) -> dict[Path, str]:
    files: dict[Path, str] = {}
    for file in dict.fromkeys(one.file for one in wanted):
        try:
            text = file.read_bytes().decode("utf-8") if file.exists() else ""
            files[file] = edited(text, (edit for one in wanted if one.file == file for edit in one.edits))
        except ValueError as error:
            raise assets.AssetError(file, str(error)) from None
    return files


def _spoilt(home: Path, files: dict[Path, str], wanted: Sequence[_Wanted]) -> list[tuple[_Wanted, Fault]]:
    """The rows that the deck would have faults with; all of a file's where the fault is nobody's alone."""
    bad: dict[int, tuple[_Wanted, Fault]] = {}
    unsaved = {file: text.removeprefix(_MARK).replace("\r\n", "\n") for file, text in files.items()}
    for variant in sorted({one.row.variant for one in wanted}):
        for fault in read_deck(home, variant, unsaved)[1]:
            here = [one for one in wanted if shown(one.file) == fault.file]
            mine = [one for one in here if locate_toml(unsaved[one.file], one.path) == fault.line]
            bad |= {id(one): (one, fault) for one in mine or here or wanted}
    return list(bad.values())


# Single values of a TOML text change; everything else in it, comments, order and spaces, stays byte for byte.


class TomlEdit(NamedTuple):
    """A text to put at a key path; "" takes the key out. `length` is how long a list is made where there is none."""

    path: m.Path
    text: str
    length: int = 0


def edited(text: str, edits: Iterable[TomlEdit]) -> str:
    """The TOML text with these edits made, in its own line ends; raises ValueError where an edit has no place in it."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    plain, said = text.removeprefix(_MARK), dict[m.Path, TomlEdit]()
    try:
        document = tomlkit.parse(plain)
        for edit in edits:
            _make(document, edit)
            said[edit.path[:-1] if isinstance(edit.path[-1], int) else edit.path] = edit
    except (TOMLKitError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"cannot be edited: {error}") from error
    made = document.as_string()
    if "\r\n" in text and "\n" not in text.replace("\r\n", ""):
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    before, after = (dict(flat(tomllib.loads(one.replace("\r\n", "\n")))) for one in (plain, made))
    for path, edit in said.items():
        before[path] = edit.text if path == edit.path else after.get(path)
        after.setdefault(path, "")
    if before != after:
        raise ValueError("cannot be edited without changing something else")
    return (_MARK if text.startswith(_MARK) else "") + made


def _make(document: Any, edit: TomlEdit) -> None:
    """Make one edit: a new text stands in a list of its own, under a new heading, or as a dotted key of its table."""
    import tomlkit

    *above, last = edit.path
    keys = [key for key in edit.path if isinstance(key, str)]
    table, depth = document, 0
    while depth < len(above) and above[depth] in table:
        table, depth = table[above[depth]], depth + 1
    if not edit.text:
        if depth == len(above) and last in table:
            del table[last]
        return
    value: Any = tomlkit.string(edit.text, multiline="\n" in edit.text)
    if depth == len(above):
        if isinstance(last, int) and last >= len(table):
            table.append(value)
        else:
            table[last] = value
        return
    if isinstance(last, int):
        value = tomlkit.array()
        value.extend(edit.text if place == last else "" for place in range(edit.length))
    heading = 2 if keys[0] in ("body", "words") else len(keys) - 1  # so many keys: [body.code], [desk.outcomes.done]
    if depth < heading and any(key and key.is_dotted() and key.key == keys[0] for key, _ in document.body):
        document.append(tomlkit.key(keys), value)  # a heading would part keys that are written in full
        return
    for key in keys[depth:heading]:
        table[key] = tomlkit.table()
        table = table[key]
    *parts, name = keys[max(depth, heading) :]
    if parts:
        table.append(tomlkit.key([*parts, name]), value)
    else:
        table[name] = value
