"""First and last names: what may stand in the field, and when two spellings are the same name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

from ac_tui.journey.rules.near import near
from ac_tui.registry.letters import APOSTROPHES, name_keys
from ac_tui.registry.reading import UNSEEN, Reading

__all__ = ["NameHint", "name_hint", "near", "read_name", "same_name"]

NameHint = Literal["", "swapped", "first_name", "last_name", "both"]

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z' .,-]*")
LONGEST: Final = 100
"""Characters of a name that a field takes (assumption)."""
_HEAPED: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}")
"""More accents on one letter than any language has."""
_PUNCTUATION: Final = frozenset(APOSTROPHES) | frozenset(".,·‧・")


def read_name(text: str) -> Reading:
    """Read a first or last name.

    Errors: `empty`, `digits`, `symbols` (emoji too, and heaps of accents), `control` (invisible ones too), `long`.
    Spaces at the ends are dropped, several in a row become one.
    """
    name = text.strip()
    if not name:
        return Reading(error="empty")
    if len(name) > LONGEST:
        return Reading(error="long")
    error = "" if _PLAIN.fullmatch(name) else _fault(name)
    return Reading(error=error) if error else Reading(re.sub(r"\s+", " ", name))


def _fault(name: str) -> str:
    """The first of the errors that holds, in the order in which they are worth saying."""
    if _HEAPED.search(name):
        return "symbols"
    categories = {_kind(c) for c in name}
    for error in ("digits", "symbols", "control"):
        if error in categories:
            return error
    return "" if "letter" in categories else "symbols"


def _kind(character: str) -> str:
    """What a character is to a name: `letter`, `digits`, `symbols`, `control`, or `joint` for what joins letters."""
    if character in UNSEEN:
        return "control"
    category = unicodedata.category(character)
    if character in _PUNCTUATION or category in ("Pd", "Zs"):
        return "joint"
    return {"L": "letter", "M": "joint", "N": "digits", "C": "control", "Z": "control"}.get(category[0], "symbols")


def same_name(a: str, b: str) -> bool:
    """Whether two spellings are one name: D'Angelo is Dangelo, Müller is Mueller; an empty one is nobody's."""
    return not name_keys(a).isdisjoint(name_keys(b))


def name_hint(given_first: str, given_last: str, known_first: str, known_last: str) -> NameHint:
    """Which part of a name is off: `swapped`, `first_name`, `last_name`, `both`, or "" when neither is.

    A hint for the desk; whether the part that is off is a slip or another person's, `near` tells.
    """
    first, last = same_name(given_first, known_first), same_name(given_last, known_last)
    if first and last:
        return ""
    if near(given_first, known_last) and near(given_last, known_first) and not first and not last:
        return "swapped"
    if first:
        return "last_name"
    return "first_name" if last else "both"
