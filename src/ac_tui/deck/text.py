"""Text with {placeholders}, cut into its parts once so that filling it in is quick."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ac_tui.deck.model import CaseWords
    from ac_tui.journey.model import Journey
    from ac_tui.journey.world import World

_TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")
PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
NOTHING: Mapping[str, str] = {}


class BraceError(ValueError):
    """A text whose braces do not make placeholders."""


@lru_cache(maxsize=2048)
def cut(source: str) -> tuple[tuple[str, str], ...]:
    """The parts of a text as (literal, placeholder) pairs, the placeholder "" after the last; `{{` and `}}` are braces.

    Raises BraceError for a brace that stands alone or holds no name.
    """
    parts: list[tuple[str, str]] = []
    literal, at = "", 0
    for token in _TOKEN.finditer(source):
        literal += source[at : token.start()]
        at = token.end()
        if token[1]:
            parts.append((literal, token[1]))
            literal = ""
        elif len(token[0]) == 2:
            literal += token[0][0]
        else:
            raise BraceError(
                f"'{token[0]}' at character {token.start() + 1} is no placeholder; write it twice to show it"
            )
    return (*parts, (literal + source[at:], ""))


def placeholders(source: str) -> tuple[str, ...]:
    """The names in a text, in order; raises BraceError."""
    return tuple(name for _, name in cut(source) if name)


class OneReading(NamedTuple):
    """One way a text can read, and the keys of the words of its file that it then composes."""

    text: str
    parts: tuple[tuple[str, str, str], ...] = ()


def readings(text: str, words: Mapping[str, CaseWords]) -> Iterator[OneReading]:
    """The text as it can read: once for each wording of its file's words, `{name}` for what the journey fills in."""
    names = list(dict.fromkeys(name for name in placeholders(text) if name in words))
    for answers in product(*(words[name].answers for name in names)):
        said = {name: words[name].answers[answer] for name, answer in zip(names, answers, strict=True)}
        wording = "".join(literal + (said.get(name, f"{{{name}}}") if name else "") for literal, name in cut(text))
        yield OneReading(wording, tuple(("words", *pair) for pair in zip(names, answers, strict=True)))


def placeholder_change(original: str, text: str) -> tuple[str, str]:
    """What a text fills in otherwise than the original ("lacks {a} and has {b} too many"; "" for nothing), and what it
    has too many if it lacks nothing; raises BraceError.
    """
    wanted, given = set(placeholders(original)), set(placeholders(text))
    lacking, surplus = (", ".join(f"{{{name}}}" for name in sorted(one)) for one in (wanted - given, given - wanted))
    said = " and ".join([*([f"lacks {lacking}"] if lacking else []), *([f"has {surplus} too many"] if surplus else [])])
    return said, "" if lacking else surplus


Filler = Callable[["Journey", "World", Mapping[str, str]], str]
_NO_WORDS: Mapping[str, Filler] = {}


class PreparedText:
    """A text ready to be filled in; `literal` is all of it where nothing is to fill in, else None."""

    __slots__ = ("_parts", "literal", "source")

    def __init__(self, source: str, fillers: Mapping[str, Filler] = _NO_WORDS) -> None:
        self.source = source
        pairs = cut(source)
        self.literal = pairs[0][0] if len(pairs) == 1 else None
        self._parts = tuple(_parts(pairs, fillers))

    def fill(self, journey: Journey, world: World, extra: Mapping[str, str] = NOTHING) -> str:
        """The text with every placeholder filled in: by the file's own words, by the journey, else by `extra`."""
        if self.literal is not None:
            return self.literal
        return "".join([part if isinstance(part, str) else part(journey, world, extra) for part in self._parts])


def _parts(pairs: tuple[tuple[str, str], ...], own: Mapping[str, Filler]) -> Iterator[str | Filler]:
    for literal, name in pairs:
        if literal:
            yield literal
        if name:
            yield own.get(name) or _filler(name)


def _filler(name: str) -> Filler:
    from ac_tui.journey.facts import VALUES  # who only searches fills nothing in

    value = VALUES.get(name)
    if value is None:
        return lambda _, __, extra: extra[name]
    return lambda journey, world, _: value(journey, world)


def fill_plain(source: str, fill: Mapping[str, str]) -> str:
    """A text of the desk with its placeholders filled in; raises KeyError with the name of one that is not given."""
    return "".join(literal + (fill[name] if name else "") for literal, name in cut(source))
