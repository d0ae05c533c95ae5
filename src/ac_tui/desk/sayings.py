"""Which cause a caller means: free words against how callers say it, tolerant of spelling, endings and dialect."""

from __future__ import annotations

import math
import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.desk.stories import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ac_tui.desk.causes import Causes

MOST: Final = 300
"""Letters of what was said that are looked at: nobody says more in one breath."""
LEAST: Final = 0.5
"""Scores below this are chance."""
SURE, LIKELY = 0.8, 0.6
"""Scores from which a cause is said to be sure, or likely."""
_LITTLE, _UNHEARD = 0.15, 0.55
"""The weight of a word that says little, and of one that no caller was heard to say, beside a word said once."""

_ELSEWHERE: Final = ""
"""Stands for the cause of what is no trouble with registering."""


class Meant(NamedTuple):
    """A cause by its name, and how well it fits: from 0 to 1."""

    name: str
    score: float


class Ear:
    """Knows how callers say each cause; made once for all that they are asked."""

    def __init__(self, causes: Causes) -> None:
        groups = enumerate(causes.same.split("|"))
        self._group = {word: f"={number}" for number, group in groups for word in _words(group)}
        self._little = frozenset(_words(causes.ignored))
        self._phrases = [
            (name, [*dict.fromkeys(map(self._sense, _words(phrase)))])
            for name, cause in causes.causes.items()
            for phrase in (cause.title, *cause.heard)
        ]
        self._phrases += [(_ELSEWHERE, [*map(self._sense, _words(one))]) for one in causes.elsewhere.split("|")]
        heard = Counter(word for _, words in self._phrases for word in words)
        self._rare = {word: math.log(1 + len(self._phrases) / n) for word, n in heard.items()}
        self._most = math.log(1 + len(self._phrases))
        self._alike = lru_cache(maxsize=4096)(self._nearest)

    def meant(self, text: str) -> Sequence[Meant]:
        """The causes that may be meant, best first; none for words that mean nothing here."""
        asked = [*dict.fromkeys(map(self._sense, _words(text[:MOST])))]
        known = [self._alike(word) for word in asked]
        best: dict[str, float] = {}
        for name, phrase in self._phrases:
            score = self._score(asked, known, phrase)
            best[name] = max(score, best.get(name, 0.0))
        found = [Meant(name, round(score, 3)) for name, score in best.items() if score >= LEAST]
        found.sort(key=lambda one: -one.score)
        elsewhere = bool(found) and found[0].name == _ELSEWHERE
        return () if elsewhere else [one for one in found if one.name != _ELSEWHERE]

    def _sense(self, word: str) -> str:
        """What a word is taken for: its group, else itself."""
        return self._group.get(word, word)

    def _weight(self, word: str) -> float:
        if word in self._little:
            return _LITTLE
        return self._rare.get(word, self._most * _UNHEARD)

    def _nearest(self, word: str) -> dict[str, float]:
        """The words of callers that a word may be, each with how near it is."""
        found = {known: _likeness(word, known) for known in (*self._rare, *self._group)}
        near: dict[str, float] = {}
        for known, likeness in found.items():
            if likeness:
                sense = self._sense(known)
                near[sense] = max(likeness, near.get(sense, 0.0))
        return near

    def _score(self, asked: Sequence[str], known: Sequence[dict[str, float]], phrase: Sequence[str]) -> float:
        """How well a phrase covers what was said, and the other way round: 1 for the very phrase."""
        said = _covered(
            (self._weight(word), max((near.get(one, 0.0) for one in phrase), default=0.0))
            for word, near in zip(asked, known, strict=True)
        )
        of_phrase = _covered(
            (self._weight(one), max((near.get(one, 0.0) for near in known), default=0.0)) for one in phrase
        )
        return 0.6 * said + 0.4 * of_phrase


def _covered(parts: Iterable[tuple[float, float]]) -> float:
    """The share of the weight of words that is covered."""
    weighed = [(weight, weight * likeness) for weight, likeness in parts]
    whole = sum(weight for weight, _ in weighed)
    return sum(part for _, part in weighed) / whole if whole else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", folded(text))


def _likeness(one: str, other: str) -> float:
    """1 for the same word, less for another ending or a slip, 0 for another word."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4 or "=" in (one[0], other[0]):
        return 0.0
    shared = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    if shared >= 4 and shared >= 0.65 * max(len(one), len(other)):
        return 0.9
    if abs(len(one) - len(other)) > 2 or one[0] != other[0]:
        return 0.0
    return 0.8 if SequenceMatcher(None, one, other).ratio() >= 0.8 else 0.0
