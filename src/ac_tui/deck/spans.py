"""Words of the desk that depend on a number, and back: "1 ora 30 minuti", "3 min fa"; "2h30"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from ac_tui.deck.deck import Deck

_UNITS: Final = {"day": 86_400, "hour": 3600, "minute": 60, "second": 1}


def span(deck: Deck, length: timedelta) -> str:
    """A length of time in its two largest units that count, rounded up to a second: "48 ore", "9 minuti 30 secondi"."""
    rest = max(0, -(-length // timedelta(seconds=1)))
    parts: list[tuple[str, int]] = []
    for unit in ("hour", "minute", "second"):
        number, rest = divmod(rest, _UNITS[unit])
        if number or parts:
            parts.append((unit, number))
    said = [(unit, number) for unit, number in parts[:2] if number] or [("second", 0)]
    return " ".join(deck.words(f"time.{unit}{'' if number == 1 else 's'}", n=number) for unit, number in said)


def age(deck: Deck, length: timedelta) -> str:
    """How long ago something was, in one short unit: "adesso", "3 min fa", "2 h fa", "4 g fa"."""
    for unit in ("day", "hour", "minute"):
        if number := length // timedelta(seconds=_UNITS[unit]):
            return deck.words(f"time.{unit}s_ago", n=number)
    return deck.words("time.now")


def source(deck: Deck, name: str) -> str:
    """Where a rule comes from, as the desk shows it: "guide 5A" is "guida 5A"."""
    step = name.removeprefix("guide ")
    return deck.words("source.assumption") if step == name else deck.words("source.guide", step=step)


def read_span(deck: Deck, text: str) -> timedelta | None:
    """The span that a text means in the deck's words for units, None where it means none: "45", "2h30", "1 g e 3 ore".

    A number without a unit comes last and is minutes; the deck's own sign parts a fraction.
    """
    units = {word: unit for unit in _UNITS for word in deck.words(f"time.unit.{unit}").split()}
    joints = "|".join(deck.words("time.unit.joint").split())
    said = re.sub(rf",(?![0-9])|\b(?:{joints})\b", " ", text.casefold())
    # Longer numbers are slips: no call lasts so long, and the calendar ends before.
    number = rf"[0-9]{{1,6}}+(?:{re.escape(deck.words('time.number.decimal'))}[0-9]{{1,2}}+)?(?![0-9])"
    if not re.fullmatch(rf"\s*(?:{number}\s*[^\W\d_]+\s*)*(?:{number}\s*)?", said):
        return None
    total = 0.0
    for amount, word in re.findall(rf"({number})\s*([^\W\d_]*)", said):
        unit = units.get(word) if word else "minute"
        if unit is None:
            return None
        total += float(amount.replace(",", ".")) * _UNITS[unit]
    return timedelta(seconds=total) or None
