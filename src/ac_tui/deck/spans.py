"""A length of time as people write it: "90", "45 min", "2h30", "1 ora e 5 minuti", "2 giorni"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from ac_tui.deck.deck import Deck

_UNITS: Final = ("second", "minute", "hour", "day")
_PART: Final = re.compile(r"([0-9]{1,6})\s*([^\W\d_]*)", re.ASCII)


def read_span(deck: Deck, text: str) -> timedelta | None:
    """The span that a text means in the deck's words for units, None where it means none. A number alone is minutes."""
    units = {word: unit for unit in _UNITS for word in deck.words(f"time.unit.{unit}").split()}
    joints = set(deck.words("time.unit.joint").split())
    rest = _PART.sub(" ", text.casefold())
    if set(rest.replace(",", " ").split()) - joints:
        return None
    total = timedelta()
    parts = _PART.findall(text.casefold())
    for number, word in parts:
        unit = units.get(word, "" if word else "minute")
        if not unit:
            return None
        total += timedelta(**{f"{unit}s": int(number)})
    return total if parts and total else None
