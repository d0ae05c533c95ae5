"""Rows of a deck as PO, for who translates in a PO editor: a text's key is its context, the original its `msgid`.

Of the original `msgid` and `msgstr` are the same text, and the second is edited. `fuzzy` is a text that is not final;
taken in, one becomes a draft, and one that is no longer fuzzy is final.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.roundtrip import TextRow
from ac_tui.registry.faults import Fault, FileError

if TYPE_CHECKING:
    from polib import POEntry

_VARIANT: Final = "X-AcTui-Variant"
_UNFINISHED: Final = ("draft", "review")
_GOOD: Final = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*')
"""A line of a PO file; polib takes the last letter of one for the quote that it lacks."""
_LINE: Final = re.compile(r"\(line (\d+)\)(?:: )?")


def unusable(path: Path, message: str, line: int = 1) -> FileError:
    """What is raised of a file whose rows cannot be read."""
    return FileError([Fault(str(path), line, "sheet", message)])


class TextContext(NamedTuple):
    """What a translator wants to know of a text: its step, the steps of the guide, the address of a state with it."""

    step: str = ""
    guide: tuple[str, ...] = ()
    state: str = ""


def as_po(rows: Sequence[TextRow], contexts: Mapping[str, TextContext]) -> bytes:
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


def from_po(path: Path, data: bytes) -> Iterator[TextRow]:
    """The rows of an edited PO file; raises FileError where it is none."""
    import polib

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise unusable(path, "not UTF-8 text: save it as UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    bad = next((number for number, line in enumerate(text.split("\n"), start=1) if not _GOOD.fullmatch(line)), 0)
    if bad:
        raise unusable(path, "not a PO file: no keyword and a text in quotes, and no comment", bad)
    try:
        # A file's name alone would be opened; no PO file is without a line feed.
        file = polib.pofile(f"{text}\n", wrapwidth=0)
    except Exception as error:
        line = _LINE.search(str(error))
        said = _LINE.sub("", str(error)).strip() or type(error).__name__
        raise unusable(path, f"not a PO file: {said}", int(line[1]) if line else 1) from None
    if not len(file):
        raise unusable(path, "no entries: it is no PO file that `deck export` writes")
    if _VARIANT not in file.metadata:
        raise unusable(path, f"the header has no `{_VARIANT}`: it is the one that `deck export` writes")
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
