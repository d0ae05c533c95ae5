"""A length of time as people write it: "90", "45 min", "2h30", "1,5 ore", "un'ora e mezza", "2 giorni"."""

from __future__ import annotations

import re
from collections import deque
from datetime import timedelta
from typing import Final

from ac_tui.deck.deck import Deck

_UNITS: Final = ("second", "minute", "hour", "day")
_TOKEN: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|[^\s\w'’]", re.ASCII | re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9]{1,6}(?:([.,])([0-9]{1,2}))?")
"""Longer numbers are slips: no call lasts so long, and the calendar ends before."""


def read_span(deck: Deck, text: str) -> timedelta | None:
    """The span that a text means in the deck's words for numbers and units, None where it means none.

    A number alone is minutes; the deck's own sign parts a fraction, and "e mezza" is half of the unit before it.
    """
    return _SpanReader(deck).read(text)


class _SpanReader:
    """The deck's words for time, ready to read with."""

    def __init__(self, deck: Deck) -> None:
        self._units = {word: unit for unit in _UNITS for word in deck.words(f"time.unit.{unit}").split()}
        self._joints = {*deck.words("time.unit.joint").split(), ","}
        self._decimal = deck.words("time.number.decimal")
        self._ones = set(deck.words("time.number.one").split())
        self._fillers = {*self._ones, *deck.words("time.unit.of").split()}
        self._parts = dict.fromkeys(deck.words("time.number.half").split(), 0.5)
        self._parts |= dict.fromkeys(deck.words("time.number.quarter").split(), 0.25)
        self._counts = {word: float(number) for number, word in enumerate(deck.words("time.number.count").split())}

    def read(self, text: str) -> timedelta | None:
        """The span, None where any word of it is not understood."""
        words = deque(_TOKEN.findall(text.casefold()))
        total, unit = timedelta(), ""
        try:
            while words:
                amount, unit = self._next(words, unit)
                total += timedelta(**{f"{unit}s": amount})
                if len(words) > 1 and words[0] in self._joints:
                    words.popleft()
        except (LookupError, ValueError):
            return None
        return total or None

    def _next(self, words: deque[str], before: str) -> tuple[float, str]:
        """The next amount and its unit; a half or quarter without one is of the unit before. ValueError for neither."""
        word = words.popleft()
        if word in self._ones and words and words[0] in self._parts:
            word = words.popleft()  # a quarter, un quarto
        part = word in self._parts
        amount = self._amount(word)
        while part and words and words[0] in self._fillers:
            words.popleft()  # of an hour, d'ora
        if words and words[0] in self._units:
            return amount, self._units[words.popleft()]
        if (words and words[0] not in self._joints) or (part and not before):
            raise ValueError(word)
        return amount, before if part else "minute"

    def _amount(self, word: str) -> float:
        number = _NUMBER.fullmatch(word)
        if number is not None and number[1] in (None, self._decimal):
            return float(word.replace(self._decimal, "."))
        return 1.0 if word in self._ones else self._parts.get(word) or self._counts[word]
