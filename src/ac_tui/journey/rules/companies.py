"""Names of companies: the Ragione Sociale as given to the Agenzia (guide 3B)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ac_tui.journey.rules.near import near
from ac_tui.journey.rules.reading import UNSEEN, Reading
from ac_tui.registry.keys import APOSTROPHES, company_key, company_words

_TYPEABLE_SYMBOLS: Final = frozenset(APOSTROPHES) | frozenset("+=$€£%°®™©|<>^~ºª№")
"""Symbols that stand in real company names; other symbols are pictures."""


def read_company(text: str) -> Reading:
    """Read a company's name; digits and punctuation are fine. Errors: `empty`, `symbols` (emoji), `control`."""
    name = text.strip()
    if not name:
        return Reading(error="empty")
    kinds = {unicodedata.category(c) for c in name if c not in _TYPEABLE_SYMBOLS}
    if kinds & {"So", "Sk", "Sm", "Sc", "Co", "Cn"}:
        return Reading(error="symbols")
    if kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"} or not UNSEEN.isdisjoint(name):
        return Reading(error="control")
    if not any(c.isalnum() for c in name):
        return Reading(error="symbols")
    return Reading(re.sub(r"\s+", " ", name))


def same_company(a: str, b: str) -> bool:
    """Whether two spellings are one company: a missing legal form is accepted, a different one is not.

    Wellion is Wellion S.r.l. is WELLION SRL is Wellion Società a responsabilità limitata; not Wellion S.r.l.s.
    """
    (base, form), (other_base, other_form) = company_key(a), company_key(b)
    if not base:
        return False
    if base + form == other_base + other_form:
        return True  # also a form written without a space: WellionSRL
    return base == other_base and (not form or not other_form)


def near_company(a: str, b: str) -> bool:
    """Whether two names may be the same company misspelt, shortened, or of another legal form: a hint, no pass."""
    (words, _), (others, _) = company_words(a), company_words(b)
    return near(" ".join(words), " ".join(others))
