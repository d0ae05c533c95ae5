"""Names of companies: what may stand in the field of the Ragione Sociale (guide 3B); the same: `registry.companies`."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ac_tui.journey.rules.near import near
from ac_tui.registry.companies import company_names
from ac_tui.registry.letters import APOSTROPHES, fold
from ac_tui.registry.reading import UNSEEN, Reading

LONGEST: Final = 250
"""Characters of a name that the field takes (assumption)."""
_TYPEABLE_SYMBOLS: Final = frozenset(APOSTROPHES) | frozenset("+=$€£%°®™©|<>^~ºª№")
"""Symbols that stand in real company names; other symbols are pictures."""


def read_company(text: str) -> Reading:
    """Read a company's name; digits and punctuation are fine. Errors: `empty`, `long`, `symbols`, `control`."""
    name = text.strip()
    if not name:
        return Reading(error="empty")
    if len(name) > LONGEST:
        return Reading(error="long")
    kinds = {unicodedata.category(c) for c in name if c not in _TYPEABLE_SYMBOLS}
    if kinds & {"So", "Sk", "Sm", "Sc", "Co", "Cn"}:
        return Reading(error="symbols")
    if kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"} or not UNSEEN.isdisjoint(name):
        return Reading(error="control")
    if not any(c.isalnum() for c in name):
        return Reading(error="symbols")
    return Reading(re.sub(r"\s+", " ", name))


def near_company(a: str, b: str) -> bool:
    """Whether two names may be the same company misspelt, shortened, or of another legal form: a hint, no pass."""
    name, other = company_names(a)[0], company_names(b)[0]
    return near(fold(" ".join(name.words)), fold(" ".join(other.words)))
