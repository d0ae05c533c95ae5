"""Words of the desk that depend on a number, and back: "1 ora 30 minuti", "3 min fa"; "2h30", "un'ora e mezza"."""

from __future__ import annotations

import re
from collections import deque
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
    reader = _SpanReader(deck)
    words = deque(re.findall(_TOKEN, text.casefold(), re.ASCII))
    total, unit = timedelta(), ""
    try:
        while words:
            amount, unit = reader.next(words, unit)
            total += timedelta(**{f"{unit}s": amount})
            if len(words) > 1 and words[0] in reader.joints:
                words.popleft()
    except (LookupError, ValueError):
        return None
    return total or None


class _SpanReader:
    """The deck's words for time, ready to read with."""

    def __init__(self, deck: Deck) -> None:
        self.joints = {*deck.words("time.unit.joint").split(), ","}
        self._units = {word: unit for unit in _UNITS for word in deck.words(f"time.unit.{unit}").split()}
        self._decimal = deck.words("time.number.decimal")
        self._ones = set(deck.words("time.number.one").split())
        self._fillers = {*self._ones, *deck.words("time.unit.of").split()}
        self._parts = dict.fromkeys(deck.words("time.number.half").split(), 0.5)
        self._parts |= dict.fromkeys(deck.words("time.number.quarter").split(), 0.25)
        counts = enumerate(deck.words("time.number.count").split())
        self._amounts = {word: float(n) for n, word in counts} | self._parts | dict.fromkeys(self._ones, 1.0)

    def next(self, words: deque[str], before: str) -> tuple[float, str]:
        """The next amount and its unit; a half or quarter without one is of the unit before.

        Raises ValueError or LookupError for neither.
        """
        word = words.popleft()
        if word in self._ones and words and words[0] in self._parts:
            word = words.popleft()  # a quarter, un quarto
        part = word in self._parts
        number = re.fullmatch(_NUMBER, word)
        if number is not None and number[1] in (None, self._decimal):
            amount = float(word.replace(self._decimal, "."))
        else:
            amount = self._amounts[word]
        while part and words and words[0] in self._fillers:
            words.popleft()  # of an hour, d'ora
        if words and words[0] in self._units:
            return amount, self._units[words.popleft()]
        if (words and words[0] not in self.joints) or (part and not before):
            raise ValueError(word)
        return amount, before if part else "minute"
