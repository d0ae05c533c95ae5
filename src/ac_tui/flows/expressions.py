"""Regular expressions that come to an end whatever they are: matching costs a bounded number of steps.

Python's engine tries one way after the other, and `(.*)*x` has more ways than there is time. One that may have many is
matched by the sets of places that each part of it can lead to: every place is looked at once for each part, whichever
ways lead there. What such a set cannot tell (groups that refer to others, what never gives back) is left to Python's
engine where only one part of the expression may match this or that long.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # what a pattern is made of
from typing import Any, Final

_FEW: Final = 300
"""A text of so many characters is matched at once by two parts that may match this or that long."""
_MOST_STEPS: Final = 50_000

_REPEATS: Final = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_ORDERED: Final = (
    _constants.GROUPREF, _constants.GROUPREF_EXISTS, _constants.ATOMIC_GROUP, _constants.POSSESSIVE_REPEAT,
)  # fmt: skip
"""Parts of which more is to be known than where they end."""


class EndlessError(ValueError):
    """An expression that cannot be matched in a bounded number of steps."""

    def __init__(self, source: str) -> None:
        super().__init__(f"the expression '{source[:60]}' has too many ways to match: make it simpler")


class BoundedExpression:
    """An expression that a whole text matches or not; raises re.error, OverflowError or RecursionError for none."""

    def __init__(self, source: str, flags: int = 0) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a doubtful expression is none
            self._pattern = re.compile(source, flags)
        self._source = source
        self._flags = flags
        self._choices, self._ordered = _choices(_parser.parse(source, flags))

    def matches(self, text: str) -> bool:
        """Whether the whole text matches; raises EndlessError."""
        if self._choices <= 1 or (self._choices == 2 and len(text) <= _FEW):
            return self._pattern.fullmatch(text) is not None
        if self._ordered:
            raise EndlessError(self._source)
        return _Places(self._source, self._flags, text).ends()


def _choices(parts: Iterable[Any]) -> tuple[int, bool]:
    """How many parts may match this or that long, those inside others for as many as they can be, and `_ORDERED`."""
    number, ordered = 0, False
    for operation, argument in parts:
        ordered = ordered or operation in _ORDERED
        for inner in _inside(argument):
            more, found = _choices(inner)
            nested = operation in (*_REPEATS, _constants.POSSESSIVE_REPEAT) and argument[1] > 1
            number, ordered = number + (3 * more if nested else more), ordered or found
        if operation in _REPEATS:
            number += argument[0] != argument[1]
        elif operation is _constants.BRANCH:
            number += 1
    return number, ordered


def _inside(argument: Any) -> list[Any]:
    """The sequences of parts that a part holds."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    return [one for inner in argument for one in _inside(inner)] if isinstance(argument, tuple | list) else []


class _Places:
    """One match of an expression with a text, place by place."""

    def __init__(self, source: str, flags: int, text: str) -> None:
        self._source = source
        self._text = text
        self._parsed = _parser.parse(source, flags)
        self._flags = self._parsed.state.flags
        self._left = _MOST_STEPS
        self._single: dict[int, re.Pattern[str]] = {}

    def ends(self) -> bool:
        """Whether the expression can end where the text does."""
        return len(self._text) in self._after(self._parsed, {0})

    def _after(self, parts: Any, places: set[int]) -> set[int]:
        """Where a sequence of parts can end that begins at one of the places."""
        for part in parts:
            places = self._after_one(part, places)
            if not places:
                break
        return places

    def _after_one(self, part: Any, places: set[int]) -> set[int]:
        operation, argument = part
        self._left -= len(places)
        if self._left < 0:
            raise EndlessError(self._source)
        if operation in _REPEATS:
            return self._repeated(argument, places)
        if operation is _constants.SUBPATTERN:
            _, added, removed, inner = argument
            outside, self._flags = self._flags, (self._flags | added) & ~removed
            places = self._after(inner, places)
            self._flags = outside
            return places
        if operation is _constants.BRANCH:
            return set().union(*(self._after(way, places) for way in argument[1]))
        if operation in (_constants.ASSERT, _constants.ASSERT_NOT):
            return {place for place in places if self._holds(argument, place) is (operation is _constants.ASSERT)}
        found = (self._one(part).match(self._text, place) for place in places)
        return {match.end() for match in found if match is not None}

    def _repeated(self, repeat: tuple[int, int, Any], places: set[int]) -> set[int]:
        least, most, inner = repeat
        for _ in range(least):
            before, places = places, self._after(inner, places)
            if places in (before, set()):
                break
        every, new = set(places), places
        for _ in range(least, most if most is not _constants.MAXREPEAT else len(self._text) + least + 1):
            new = self._after(inner, new) - every
            if not new:
                break
            every |= new
        return every

    def _holds(self, look: tuple[int, Any], place: int) -> bool:
        """Whether what is looked for stands before or behind a place."""
        direction, inner = look
        if direction > 0:
            return bool(self._after(inner, {place}))
        start = place - inner.getwidth()[0]
        return start >= 0 and place in self._after(inner, {start})

    def _one(self, part: tuple[Any, Any]) -> re.Pattern[str]:
        """A part of one character or none."""
        known = self._single.get(id(part))
        if known is None:
            state = _parser.State()
            state.flags = self._flags
            known = self._single[id(part)] = _compiler.compile(_parser.SubPattern(state, [part]), self._flags)
        return known
