"""How words are put together: spaces and full stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ac_tui.deck.lint.remarks import Remark, Slip, remark
from ac_tui.deck.lint.texts import ITALIAN, PLACEHOLDER, Entry

_DOUBLED: Final = re.compile(r"\S*[ \u00a0]{2,}\S*|\t+")
_BEFORE_STOP: Final = re.compile(r"\S*[ \u00a0]+[,.;:!?](?=\s|$)")
_AFTER_APOSTROPHE: Final = re.compile(
    r"\b(?:[ldcstmv]|un|all|dell|nell|dall|sull|coll|quell|quest|bell|anch|dov|com|cos|nient|tutt|altr|senz|mezz)"
    r"['’][ \u00a0]+\w+",
    re.IGNORECASE,
)
_DOUBLED_STOP: Final = re.compile(r"\S*(?:(?<!\.)\.\.(?!\.)|(?<=\w)\.{4,}(?!\w)|,,|;;|::|[,;:]\.|[?!]\.|!!|\?\?)")
_JOINED: Final = re.compile(r"[^\W\d_]+[,;:!?][^\W\d_]+|\b[^\W\d_][^\W\d_A-Z]+[.…][A-ZÀ-Ý][^\W\d_A-Z]+")
_ADDRESS: Final = re.compile(r"\S*(?:@|://)\S*")
_ENDED: Final = re.compile(r"[.?!…:][»”\")\]]*$")


def spaces(entry: Entry) -> Iterator[Remark]:
    """`doubled-space`: two spaces in a row, one at either end, one before a comma or stop, one after an elision."""
    slips: list[Slip] = []
    for wording in entry.wordings:
        for line in wording.strip("\n").split("\n"):
            prompt = entry.use == "label" and entry.reader == "operator" and line.endswith(": ")
            text = line.rstrip(" ") if prompt else line  # what is typed stands right behind a prompt
            if text != text.strip(" \u00a0"):
                slips.append(Slip("a space at the end" if text.startswith(text.strip(" \u00a0")) else "a space before"))
            patterns = (_DOUBLED, _BEFORE_STOP, *((_AFTER_APOSTROPHE,) if entry.language == ITALIAN else ()))
            slips += [
                Slip(_shown(match[0])) for pattern in patterns for match in pattern.finditer(text.strip(" \u00a0"))
            ]
    if found := remark("doubled-space", "error", slips, ": a space too many"):
        yield found


def _shown(text: str) -> str:
    return text.replace("\t", "⇥").replace("\u00a0", " ").replace(" ", "␣")


def doubled_stop(texts: Iterator[str] | tuple[str, ...]) -> Iterator[Remark]:
    """`doubled-stop`: two stops in a row, in the words or where a value meets them ("Rossi S.r.l..")."""
    slips = [Slip(match[0]) for text in texts for match in _DOUBLED_STOP.finditer(text)]
    if found := remark("doubled-stop", "error", slips[:1], ": one stop is enough"):
        yield found


def joined(entry: Entry) -> Iterator[Remark]:
    """`missing-space`: a comma or stop with the next word right behind it."""
    texts = (_ADDRESS.sub(" ", PLACEHOLDER.sub("x", wording)) for wording in entry.wordings)
    slips = [Slip(match[0]) for text in texts for match in _JOINED.finditer(text)]
    if found := remark("missing-space", "error", slips, ": a space is missing"):
        yield found


def final_stop(entry: Entry) -> Iterator[Remark]:
    """`final-stop`: whole sentences end in a stop, and so do words of which another wording does; labels do not."""
    if entry.use != "sentence" and not any(map(_ended, entry.others)):
        return
    for wording in entry.wordings:
        if not _ended(wording):
            last = next(reversed(wording.split()), "")
            yield Remark("final-stop", "warning", f"`… {last}`: a sentence ends in a full stop")
            return


def _ended(text: str) -> bool:
    return bool(_ENDED.search(text.rstrip()))
