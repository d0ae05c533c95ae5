"""Regular expressions that come to an end whatever they are, and what Java, by which devices play, makes of them.

Python tries one way after the other, and `(.*)*x` has more ways than there is time. One that may have many is matched
by the sets of places that each part can lead to. What such a set cannot tell (groups that refer to others, what never
gives back) is left to Python where only one part may match this or that long.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # what a pattern is made of
from typing import Any, Final

_CHOICE: Final = re.compile(r"(?<![(*+?])[*+?{|](?!\+)")
"""Signs of parts that may match this or that, or this or that long, as no possessive one (`*+`) and no `(?` does."""
_REPEATS: Final = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_ORDERED: Final = (
    _constants.GROUPREF, _constants.GROUPREF_EXISTS, _constants.ATOMIC_GROUP, _constants.POSSESSIVE_REPEAT,
)  # fmt: skip
"""Parts of which more is to be known than where they end."""
_VARIABLE: Final = re.compile(r"\\?\$\{[^}$]*\}")
_NOT_ESCAPED: Final = r"(?<!\\)(?:\\\\)*"
_BRACE: Final = rf"\A(?=.*[\\^$*+?\[\]|().]).*?{_NOT_ESCAPED}\{{(?![0-9]+(?:,[0-9]*)?\}})"
_IN_JAVA: Final[Mapping[str, str]] = {
    r"\\(?:[pP](?:\{|[A-Z])|[QhHRXzGek]|c[A-Z@-_]|x\{|0[0-7])|\(\?<[A-Za-z]|(?<=.)\(\?[imsx]+\)|\[\[(?!:)|\[[^]]+&&": (
        "is an expression on a device; here it is taken literally"  # Python warns of it, or cannot read it
    ),
    r"\[[^]]*\[(?!:)": "has a set inside a set, which a device counts as one and this program does not",
    r"\(\?(?:P[<=>]|#|\(|[aL])": "is an expression here; a device takes it literally",
    _BRACE: "has a brace that no number follows: an expression here, and a device takes all of it literally",
    r"\\[wW]": r"has a \w, which knows accented letters here and none of them on a device",
    r"\\[vZ]": r"has a \v or \Z, which mean more on a device than here",
}
"""What a part of an expression means on a device that it does not mean here."""


class EndlessError(ValueError):
    """An expression that cannot be matched in a bounded number of steps."""


class BoundedExpression:
    """An expression that a whole text matches or not; raises re.error, OverflowError or RecursionError for none."""

    def __init__(self, source: str, flags: int = 0) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a doubtful expression is none
            self._pattern = re.compile(source, flags)
        self._source, self._flags = source, flags
        self._choices = len(_CHOICE.findall(re.sub(r"\\.", "x", source, flags=re.DOTALL)))

    def matches(self, text: str) -> bool:
        """Whether the whole text matches; raises EndlessError."""
        # One such part is matched at once, and two of them in a short text.
        if self._choices <= 1 or (self._choices == 2 and "(" not in self._source and len(text) <= 300):
            return self._pattern.fullmatch(text) is not None
        parsed = _parser.parse(self._source, self._flags)
        return len(text) in _Places(self._source, text, parsed.state.flags).after(parsed, {0})


class _Places:
    """One match of an expression with a text, place by place."""

    def __init__(self, source: str, text: str, flags: int) -> None:
        self._source, self._text, self._flags = source, text, flags
        self._left = 50_000  # steps
        self._single: dict[int, re.Pattern[str]] = {}

    def after(self, parts: Any, places: set[int]) -> set[int]:
        """Where a sequence of parts can end that begins at one of the places; raises EndlessError."""
        for part in parts:
            if not places:
                break
            operation, argument = part
            self._left -= len(places)
            if self._left < 0 or operation in _ORDERED:
                raise EndlessError(f"the expression '{self._source[:60]}' has too many ways to match: make it simpler")
            if operation in _REPEATS:
                places = self._repeated(argument, places)
            elif operation is _constants.SUBPATTERN:
                _, added, removed, inner = argument
                outside, self._flags = self._flags, (self._flags | added) & ~removed
                places = self.after(inner, places)
                self._flags = outside
            elif operation is _constants.BRANCH:
                places = set().union(*(self.after(way, places) for way in argument[1]))
            elif operation in (_constants.ASSERT, _constants.ASSERT_NOT):
                direction, inner = argument
                back = 0 if direction > 0 else inner.getwidth()[0]
                ends = {place: self.after(inner, {place - back}) for place in places if place >= back}
                found = {place for place, after in ends.items() if (after if direction > 0 else place in after)}
                places = found if operation is _constants.ASSERT else places - found
            else:
                if id(part) not in self._single:  # one character or none
                    state = _parser.State()
                    state.flags = self._flags
                    self._single[id(part)] = _compiler.compile(_parser.SubPattern(state, [part]), self._flags)
                matches = (self._single[id(part)].match(self._text, place) for place in places)
                places = {match.end() for match in matches if match is not None}
        return places

    def _repeated(self, repeat: tuple[int, int, Any], places: set[int]) -> set[int]:
        least, most, inner = repeat
        every: set[int] = set()
        for turn in range((most if most is not _constants.MAXREPEAT else len(self._text) + least + 1) + 1):
            if turn >= least:
                places = places - every  # a new set: the old one is not ours
                every |= places
            if not places:
                break
            before, places = places, self.after(inner, places)
            least = 0 if places == before else least  # more turns lead nowhere else
        return every


def differs_in_java(text: str) -> str:
    """What an expression means on a device that it does not mean here, or "" where both agree."""
    text = _VARIABLE.sub("x", text)
    found = (said for part, said in _IN_JAVA.items() if re.search(f"{_NOT_ESCAPED}(?:{part})", text, re.DOTALL))
    return next(found, "")
