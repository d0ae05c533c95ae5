"""Words of the desk that depend on a number, and back: "1 ora 30 minuti", "3 min fa"; "2h30", "un'ora e mezza"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from ac_tui.deck.deck import Deck

_UNITS: Final = {"day": 86_400, "hour": 3600, "minute": 60, "second": 1}
# Compiled when first used: a start reads no length of time.
_TOKEN: Final = r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|[^\s\w'’]"
_NUMBER: Final = r"[0-9]{1,6}(?:([.,])([0-9]{1,2}))?"
"""Longer numbers are slips: no call lasts so long, and the calendar ends before."""


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
    """The span that a text means in the deck's words for numbers and units, None where it means none.

    A number alone is minutes; the deck's own sign parts a fraction, and "e mezza" is half of the unit before it.
    """
    count, one, half, quarter, unit_of, joint = (
        deck.words(f"time.{name}").split()
        for name in ("number.count", "number.one", "number.half", "number.quarter", "unit.of", "unit.joint")
    )
    units = {word: unit for unit in _UNITS for word in deck.words(f"time.unit.{unit}").split()}
    amounts = {word: float(number) for number, word in enumerate(count)} | dict.fromkeys(one, 1.0)
    amounts |= (parts := dict.fromkeys(half, 0.5) | dict.fromkeys(quarter, 0.25))
    decimal = deck.words("time.number.decimal")
    amount: float | None = None
    total, unit, part = timedelta(), "", False
    for word in (*re.findall(_TOKEN, text.casefold(), re.ASCII), ","):
        ends = word in (*joint, ",")
        if amount is not None and part and word in unit_of:
            continue
        if amount is not None and (ends or word in units):
            if not (unit := units.get(word, unit if part else "minute")):
                return None
            total, amount = total + amount * timedelta(seconds=_UNITS[unit]), None
        elif not ends:
            number = re.fullmatch(_NUMBER, word)
            read = number and number[1] in (None, decimal)
            said = float(word.replace(decimal, ".")) if read else amounts.get(word)
            if said is None or (amount is not None and sorted((amount, said)) not in ([0.25, 1], [0.5, 1])):
                return None
            part = word in parts or (part and amount is not None)
            amount = said if amount is None else said * amount  # a quarter, half an hour
    return total or None
