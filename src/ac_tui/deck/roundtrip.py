"""The words of a deck as rows for people who work in a sheet, and edited rows back into the files of screens/.

A row is one text. Its `seal` tells whether the text, what it translates, its status or its note has changed since the
row was written: a row that was edited and has changed here meanwhile is stale and refused, one that nobody edited is
passed over. Nothing is written that would not load.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple, get_args

from ac_tui import assets
from ac_tui.assets import shown
from ac_tui.deck import model as m
from ac_tui.deck.files import VARIANTS
from ac_tui.deck.lint.texts import DeckText, deck_texts
from ac_tui.deck.load import DeckError, load_deck, variant_folder, variant_names
from ac_tui.deck.pseudo import PSEUDO
from ac_tui.deck.replace import UnwrittenError, replace_all
from ac_tui.deck.text import BraceError, meant, placeholder_change
from ac_tui.deck.toml_edit import TomlEdit, edited
from ac_tui.registry.faults import Fault, Level
from ac_tui.registry.toml import locate_toml

STATUSES: Final = ("", *get_args(m.Status))
_LONGEST: Final = 10_000
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text of one variant ("" for the original), as a sheet shows it.

    `source` is what a variant's text replaces; a variant's row without text replaces nothing yet. `limit` is the most
    characters the text may have, for information. `line` is where the row stands in its sheet, 0 where it never was in
    one. `unread` says what one of its cells holds that is no text, "" where all are texts; `obsolete` is one that the
    file itself has given up.
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
    obsolete: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of a sheet: the keys that changed, the files they are in, the rows that were refused or passed over.

    `unwritten` are files that could not be replaced, for the reason `trouble`; what was to change in them did not.
    """

    changed: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    refused: tuple[Fault, ...] = ()
    unwritten: tuple[Path, ...] = ()
    trouble: str = ""


class _Place(NamedTuple):
    """Where a row belongs: its file's name within a folder, the key of its text, the key of what carries its status.

    `sentences` is how many stand in the list that the text is of; 0 for a text that is in none.
    """

    place: str
    path: m.Path
    carrier: m.Path | None
    sentences: int


def rows_of(directory: Path | None = None, variant: str = "") -> tuple[TextRow, ...]:
    """Every text of a folder of screens, or of a variant of it beside the original; raises DeckError."""
    return tuple(row for row, _ in _rows(directory, variant))


def _rows(directory: Path | None, variant: str) -> list[tuple[TextRow, _Place]]:
    if variant == PSEUDO:
        message = "is made up from the original each time: there is nothing to edit"
        raise DeckError([Fault(PSEUDO, 1, "generated", message)])
    original = load_deck(directory)
    deck = load_deck(directory, variant) if variant else original
    before = {text.key: text.text for text in deck_texts(original, directory)} if variant else {}
    texts = deck_texts(deck, directory, original if variant else None)
    lists = Counter((text.place, text.path[:-1]) for text in texts if isinstance(text.path[-1], int))
    found = []
    for text in texts:
        carrier, path = _carrier(text), text.path
        block = original.screens[text.step].body[str(path[1])] if text.step and path[0] == "body" else None
        limit = block.max_length if block is not None and path[2] not in ("error", "hint") else None
        table: Any = text.home.data
        for key in carrier or ():
            table = table.get(str(key), {})
        remarks = table if text.own and carrier is not None else {}
        row = TextRow(
            text.key,
            text.text if text.own else "",
            before.get(text.key, ""),
            str(remarks.get("status", "")),
            str(remarks.get("note", "")),
            str(limit or ""),
            variant,
        )
        found.append((_sealed(row), _Place(text.place, path, carrier, lists[text.place, path[:-1]])))
    return found


def _carrier(entry: DeckText) -> m.Path | None:
    """The key of the table that carries a text's status: its block, advice, message or screen; None for none."""
    path = entry.path
    if entry.place in ("desk/messages", "desk/advice") or (entry.step and path[0] == "body"):
        return path[:2]
    if entry.step and path[0] == "desk":
        return path[:3] if path[1] == "outcomes" else path[:1]
    return () if entry.step and path[0] == "heading" else None


def _sealed(row: TextRow) -> TextRow:
    parts = (row.variant, row.key, row.text, row.source, row.status, _plain(row.note))
    digest = blake2b("\x1f".join(parts).encode(), digest_size=5).hexdigest()
    return replace(row, seal=f"s-{digest}")


def _plain(text: str) -> str:
    """A remark without what a file of another kind does to its spaces."""
    return " ".join(text.split())


def take_in(rows: Iterable[TextRow], sheet: str, directory: Path | None = None, *, write: bool = True) -> ImportResult:
    """Put the edited rows of a sheet into the files of a folder; `sheet` is its name in what is said of refused rows.

    Each row stands alone: the good ones are taken in, the others refused, each by its key with one line. Files are
    replaced whole, once all of them are written, and only where the deck still loads; comments, order and everything
    else in them stay as they are.
    Raises DeckError where the deck does not load to begin with.
    """
    home = assets.screens_dir() if directory is None else directory
    load_deck(home)
    judge = _Judge(home, sheet)
    wanted = judge.wanted(rows)
    taken, files = _loading(home, wanted, judge)
    unwritten: tuple[Path, ...] = ()
    trouble = ""
    try:
        replace_all({path: text.encode() for path, text in files.items()} if write else {})
    except UnwrittenError as error:
        unwritten, trouble = error.unwritten, f"{shown(error.blamed)}: {error.reason}"
    rows_in = (one.row for one in taken if one.file not in unwritten)
    names = (f"{row.variant}.{row.key}" if row.variant else row.key for row in rows_in)
    written = tuple(file for file in files if file not in unwritten)
    return ImportResult(tuple(dict.fromkeys(names)), written, tuple(judge.refused), unwritten, trouble)


class _Wanted(NamedTuple):
    """A row that is to be taken in, with the edits it makes to a file."""

    row: TextRow
    file: Path
    path: m.Path
    edits: tuple[TomlEdit, ...]


class _Judge:
    """Decides row by row what may be taken in, and notes what may not."""

    def __init__(self, home: Path, sheet: str) -> None:
        self._home = home
        self._sheet = sheet
        self._known: dict[str, dict[str, tuple[TextRow, _Place]]] = {}
        self._remarked: dict[tuple[Path, m.Path], tuple[str, str]] = {}
        self.refused: list[Fault] = []

    def refuse(self, row: TextRow, rule: str, message: str, level: Level = "error") -> None:
        """Note a row that is not taken in."""
        name = f"{row.variant}: {row.key}" if row.variant else row.key
        name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        self.refused.append(Fault(self._sheet, row.line, rule, f"{name}: {message}", level))

    def wanted(self, rows: Iterable[TextRow]) -> list[_Wanted]:
        """The rows that change something and may."""
        found: dict[tuple[str, str], _Wanted] = {}
        for row in rows:
            if row.obsolete:
                self.refuse(row, "obsolete", "is obsolete, and passed over", "suggestion")
                continue
            wanted = self._judged(row)
            if isinstance(wanted, _Wanted):
                first = found.setdefault((row.variant, row.key), wanted)
                if first is not wanted:
                    self.refuse(row, "row-twice", f"stands in row {first.row.line} already, with other words")
            elif wanted is not None:
                self.refuse(row, *wanted)
        return list(found.values())

    def _judged(self, row: TextRow) -> _Wanted | tuple[str, str] | None:
        """The edits a row makes; None where it changes nothing, or why it cannot be taken in: a rule and a sentence."""
        if row.unread:
            return "no-text", row.unread
        if _sealed(row).seal == row.seal:  # nobody edited it, whatever has changed here since
            return None
        if row.variant and variant_folder(self._home, row.variant) is None:
            return "unknown-variant", f"no such variant{meant(row.variant, variant_names(self._home))}"
        if row.variant not in self._known:
            self._known[row.variant] = {found.key: (found, place) for found, place in _rows(self._home, row.variant)}
        known = self._known[row.variant]
        if row.key not in known:
            return "unknown-row", f"there is no such text{meant(row.key, known)}"
        now, place = known[row.key]
        remarks = {
            name: new for name in ("status", "note") if _plain(new := getattr(row, name)) != _plain(getattr(now, name))
        }
        if row.text == now.text and not remarks:
            return None
        if problem := _problem(row, now, place):
            return problem
        file = (self._home / VARIANTS / row.variant if row.variant else self._home) / f"{place.place}.toml"
        if not row.variant and not file.exists():
            return "not-here", f"{shown(file)} is not there: the text is from the screens ac-tui ships"
        edits = [] if row.text == now.text else [TomlEdit(place.path, row.text, place.sentences)]
        if remarks and place.carrier is not None:
            # Of rows that share status and note the first decides.
            if self._remarked.setdefault((file, place.carrier), (row.status, row.note)) != (row.status, row.note):
                return "status-twice", "shares its status and note with another row, which says something else"
            edits += [TomlEdit((*place.carrier, name), new) for name, new in remarks.items()]
        return _Wanted(row, file, place.path, tuple(edits))


def _problem(row: TextRow, now: TextRow, place: _Place) -> tuple[str, str] | None:
    """Why a row cannot be taken in: a rule and a sentence; None where it can."""
    if row.seal != now.seal:
        return "stale-row", "has changed since the sheet was written: export again"
    if not row.text:
        return "empty-text", "is empty"
    if len(row.text) > _LONGEST:
        return "too-long", f"has {len(row.text)} characters: no screen shows so many"
    try:
        m.printable(row.text)
        m.printable(row.note)
        change, _ = placeholder_change(now.text or now.source, row.text)
    except BraceError as error:
        return "brace", str(error)
    except ValueError as error:
        return "control-character", str(error)
    if change:
        return "placeholder", change
    if row.status not in STATUSES:
        return "bad-status", f"`{row.status}` is no status: there are draft, review, final, or nothing"
    if place.carrier is None and (row.status, _plain(row.note)) != (now.status, _plain(now.note)):
        return "no-status", "carries no status and no note"
    return None


def _loading(home: Path, wanted: Sequence[_Wanted], judge: _Judge) -> tuple[list[_Wanted], dict[Path, str]]:
    """The rows and the new texts of their files, without those that would keep the deck from loading."""
    left = list(wanted)
    while left:
        files = {}
        for file in dict.fromkeys(w.file for w in left):
            text = file.read_bytes().decode("utf-8") if file.exists() else ""
            files[file] = edited(text, [edit for w in left if w.file == file for edit in w.edits])
        bad = _spoilt(home, files, left)
        if not bad:
            return left, files
        for row, fault in bad:
            judge.refuse(row, fault.rule, fault.message)
        left = [w for w in left if all(w.row is not row for row, _ in bad)]
    return [], {}


def _spoilt(home: Path, files: dict[Path, str], wanted: Sequence[_Wanted]) -> list[tuple[TextRow, Fault]]:
    """The rows that a trial in a folder apart finds faults with; all of a file's where the fault is nobody's alone.

    Other variants than the edited are not at stake: a sheet renames nothing.
    """

    def no_files(folder: str, names: list[str]) -> list[str]:  # nothing of a deck
        return [name for name in names if not (Path(folder, name).is_file() or Path(folder, name).is_dir())]

    faults: list[Fault] = []
    with TemporaryDirectory() as folder:
        trial = Path(folder) / "screens"
        shutil.copytree(home, trial, ignore=no_files)
        for file, text in files.items():
            copy = trial / file.relative_to(home)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(text.encode())
        for variant in sorted({w.row.variant for w in wanted}):
            try:
                load_deck(trial, variant)
            except DeckError as error:
                faults += error.faults
        places = {shown(trial / file.relative_to(home)): file for file in files}
    as_read = {file: text.removeprefix("\ufeff").replace("\r\n", "\n") for file, text in files.items()}
    bad: dict[int, tuple[TextRow, Fault]] = {}
    for fault in faults:
        here = [w for w in wanted if w.file == places.get(fault.file)]
        mine = [w for w in here if locate_toml(as_read[w.file], w.path) == fault.line]
        bad |= {id(w.row): (w.row, fault) for w in mine or here or wanted}
    return list(bad.values())
