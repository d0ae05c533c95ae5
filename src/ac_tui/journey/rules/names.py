"""Names of people and companies: what may stand in their fields, and how far apart spellings are: a hint, no pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from ac_tui.registry.companies import company_names
from ac_tui.registry.faults import Reading
from ac_tui.registry.keys import APOSTROPHES, fold, name_key, name_keys

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z' .,-]*")
_HEAPED: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}")
"""More accents on one letter than any language has."""
_PUNCTUATION: Final = frozenset(APOSTROPHES) | frozenset(".,·‧・")
_TYPEABLE_SYMBOLS: Final = frozenset(APOSTROPHES) | frozenset("+=$€£%°®™©|<>^~ºª№")
"""Symbols that stand in real company names; other symbols are pictures."""
UNSEEN: Final = frozenset("\u034f\u115f\u1160\u3164\uffa0\u2800\ufe0e\ufe0f")
"""Characters that show nothing though their category does not say so."""


def read_name(text: str) -> Reading:
    """Read a first or last name; spaces at the ends are dropped, several in a row become one."""
    return _read(text, 100, _fault_of_person)  # longer than any (assumption)


def read_company(text: str) -> Reading:
    """Read a company's name (guide 3B); digits and punctuation are fine."""
    return _read(text, 250, _fault_of_company)


def _read(text: str, longest: int, fault: Callable[[str], str]) -> Reading:
    name = text.strip()
    error = "empty" if not name else "long" if len(name) > longest else fault(name)
    return Reading(error=error) if error else Reading(re.sub(r"\s+", " ", name))


def _fault_of_person(name: str) -> str:
    """The first of the errors that holds, in the order in which they are worth saying."""
    if _PLAIN.fullmatch(name):
        return ""
    if _HEAPED.search(name):
        return "symbols"
    found = {_kind(c) for c in name}
    errors = [error for error in ("digits", "symbols", "control") if error in found]
    return errors[0] if errors else "" if "L" in found else "symbols"


def _kind(character: str) -> str:
    """What a character is to a name: an error, `L` for a letter, or `joint` for what joins letters."""
    if character in UNSEEN:
        return "control"
    category = unicodedata.category(character)
    if character in _PUNCTUATION or category in ("Pd", "Zs"):
        return "joint"
    return {"L": "L", "M": "joint", "N": "digits", "C": "control", "Z": "control"}.get(category[0], "symbols")


def _fault_of_company(name: str) -> str:
    found = {unicodedata.category(c) for c in name if c not in _TYPEABLE_SYMBOLS}
    if found & {"So", "Sk", "Sm", "Sc", "Co", "Cn"}:
        return "symbols"
    if found & {"Cc", "Cf", "Cs", "Zl", "Zp"} or not UNSEEN.isdisjoint(name):
        return "control"
    return "" if any(c.isalnum() for c in name) else "symbols"


def same_name(a: str, b: str) -> bool:
    """Whether two spellings are one name: D'Angelo is Dangelo, Müller is Mueller; an empty one is nobody's."""
    return not name_keys(a).isdisjoint(name_keys(b))


def name_hint(given_first: str, given_last: str, known_first: str, known_last: str) -> str:
    """Which part of a name is off: `swapped`, `first_name`, `last_name`, `both`, or "" when neither is."""
    first, last = same_name(given_first, known_first), same_name(given_last, known_last)
    if first or last:
        return "" if first and last else "last_name" if first else "first_name"
    return "swapped" if near(given_first, known_last) and near(given_last, known_first) else "both"


def distance(a: str, b: str, limit: int = 3) -> int:
    """How many letters were dropped, added, changed or swapped between two texts; more than `limit` is `limit + 1`."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > limit or max(len(a), len(b)) > 80:  # nobody mistypes so much so little
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def near(a: str, b: str) -> bool:
    """Whether two names may be one, misspelt (one slip in up to four letters, else two) or shortened (`Maria`)."""
    one, other = name_key(a), name_key(b)
    if not one or not other:
        return False
    shorter = min(len(one), len(other))
    slips = 1 if shorter <= 4 else 2
    if distance(one, other, slips) <= slips < shorter:
        return True
    words, others = set(fold(a).split()), set(fold(b).split())
    return words <= others or others <= words


def near_company(a: str, b: str) -> bool:
    """Whether two names may be the same company misspelt, shortened, or of another legal form: a hint, no pass."""
    name, other = company_names(a)[0], company_names(b)[0]
    return near(fold(" ".join(name.words)), fold(" ".join(other.words)))
