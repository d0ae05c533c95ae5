"""How much of a query a text covers, word by word: what tells a text that fits from letters that happen to be alike."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from ac_tui.journey.rules.names import distance

_SHORT: Final = 6
"""In shorter words no letter may differ: "volto" is not "tolto"."""
_MIDDLE, _LONG = 7, 10
"""From _LONG letters on two may differ, else one; from _MIDDLE on two may where it is a guess."""
GUESS: Final = 0.45
"""What a guess counts of a word that is known."""
_STRANGE: Final = 4
"""A word that no text has weighs like one that so many texts have."""
_STEM: Final = 4
"""Words that begin alike are forms of one: from this many letters on, the more the longer their endings may be."""


class Covered(NamedTuple):
    """Of a query: the share that some text knows, and the share that each text covers; all where it says nothing."""

    known: float
    each: tuple[float, ...]


class Coverage:
    """The words of all texts, weighed: rare ones say more, those that every caller uses (`ignored`) nothing.

    `same` are groups of words that callers use one for the other.
    """

    def __init__(self, texts: Iterable[str], ignored: Collection[str], same: Iterable[str] = ()) -> None:
        self._groups = [frozenset(group.split()) for group in same]
        self._texts = [frozenset(text.split()) for text in texts]
        self._ignored = frozenset(ignored)
        self._seen: dict[str, int] = {}
        for words in self._texts:
            for word in words:
                self._seen[word] = self._seen.get(word, 0) + 1

    def of(self, query: str) -> Covered:
        """What of the query's weight the texts know at all, and what share of it each text covers, by its number."""
        words = dict.fromkeys(word for word in query.split() if word not in self._ignored and len(word) > 1)
        meant = {word: self._meant(word) for word in words}
        weights = {word: self._weight(known) for word, known in meant.items()}
        whole = sum(weights.values())
        if not whole:
            return Covered(1.0, (1.0,) * len(self._texts))
        known = sum(weights[word] * self._how_well(word, texts) for word, texts in meant.items() if texts) / whole
        each = (
            sum(weights[word] for word, texts in meant.items() if not texts.isdisjoint(text)) for text in self._texts
        )
        return Covered(known, tuple(share / whole for share in each))

    def _meant(self, word: str) -> frozenset[str]:
        """The words of the texts that a word of the query may stand for."""
        others = [other for group in self._groups if any(alike(word, one) for one in group) for other in group]
        return frozenset(
            known for known in self._seen if any(alike(one, known) for one in (word, *others)) or maybe(word, known)
        )

    def _how_well(self, word: str, known: Collection[str]) -> float:
        """How sure it is that a word is one of these: all of them may be guesses."""
        return 1.0 if any(alike(word, one) for one in known) or not any(maybe(word, one) for one in known) else GUESS

    def _weight(self, known: Collection[str]) -> float:
        seen = sum(self._seen[word] for word in known) if known else _STRANGE
        return math.log(1 + len(self._texts) / (1 + seen))


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are the same, misread, or forms of one."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    stem = 0
    while stem < shorter and one[stem] == other[stem]:
        stem += 1
    if stem >= _STEM and longer - stem <= (1 if stem == _STEM else stem - 1):
        return True
    slips = 2 if shorter >= _LONG else 1
    return shorter >= _SHORT and distance(one, other, slips) <= slips


@lru_cache(maxsize=20_000)
def maybe(one: str, other: str) -> bool:
    """Whether two words may be the same one, misread more than a word of that length mostly is: a guess."""
    shorter = min(len(one), len(other))
    slips = 2 if shorter >= _MIDDLE else 1
    return shorter >= _STEM and distance(one, other, slips) <= slips
