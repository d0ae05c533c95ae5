"""Text with {placeholders}, cut into parts once; tables of texts (models or `Record`s), and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from types import SimpleNamespace
from typing import Any

_TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")
PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")


class BraceError(ValueError):
    """A text whose braces do not make placeholders."""


@lru_cache(maxsize=2048)
def cut(source: str) -> tuple[tuple[str, str], ...]:
    """The parts of a text as (literal, placeholder) pairs, the placeholder "" after the last; raises BraceError."""
    parts: list[tuple[str, str]] = []
    literal, at = "", 0
    for token in _TOKEN.finditer(source):
        literal, at = literal + source[at : token.start()], token.end()
        if token[1]:
            parts.append((literal, token[1]))
            literal = ""
        elif len(token[0]) == 2:
            literal += token[0][0]
        else:
            where = f"'{token[0]}' at character {token.start() + 1}"
            raise BraceError(f"{where} is no placeholder; write it twice to show it")
    return (*parts, (literal + source[at:], ""))


def placeholders(source: str) -> tuple[str, ...]:
    """The names in a text, in order; raises BraceError."""
    return tuple(name for _, name in cut(source) if name)


def placeholder_change(original: str, text: str) -> tuple[str, str]:
    """What a text fills in otherwise than the original, and what too many if it lacks nothing; raises BraceError."""
    wanted, given = set(placeholders(original)), set(placeholders(text))
    lacking, surplus = (", ".join(f"{{{name}}}" for name in sorted(one)) for one in (wanted - given, given - wanted))
    said = (lacking and f"lacks {lacking}", surplus and f"has {surplus} too many")
    return " and ".join(filter(None, said)), "" if lacking else surplus


def fill_plain(source: str, fill: Mapping[str, str]) -> str:
    """A text of the desk with its placeholders filled in; raises KeyError with the name of one that is not given."""
    return "".join(literal + (fill[name] if name else "") for literal, name in cut(source))


# Texts in tables.

Path = tuple[str | int, ...]
"""Where a text stands in its file: ("body", "code", "error", "wrong")."""

_NO_TEXT = {
    *("status", "note", "when", "max_length", "max_lines", "enabled", "beside", "each", "kind", "ticked"),
    *("sends", "argument", "tone", "by", "step", "guide", "evidence"),
}
"""Keys of the models whose values nobody reads; a variant replaces all the others."""
_TABLE = "="  # the key that marks a record in plain data: no name of a file has such a sign


class Readable(Iterable[tuple[str, Any]]):
    """A table with texts in it, as its keys, each with what it holds."""

    def wordings(self) -> Iterator[tuple[str, Any]]:
        """The keys that hold texts, by themselves or further in, with what they hold."""
        return ((name, value) for name, value in self if name not in _NO_TEXT)

    def texts(self, path: Path = ()) -> Iterator[tuple[Path, str]]:
        """Every text with its path, in the order of the model's keys."""
        for name, value in self.wordings():
            yield from texts_in(value, (*path, name))

    def words_of(self, block: str, key: str) -> str:
        """The text of a screen's block by its key, an error's too; "" for none. The heading's own are "heading"."""
        if block == key == "heading":
            return str(getattr(self, key))
        place = getattr(self, "body").get(block)  # noqa: B009
        found = getattr(place, "error", {}).get(key) or getattr(place, key, "")
        return found if isinstance(found, str) else ""


class Record(SimpleNamespace, Readable):
    """A table that was checked before: the keys of its model, without the model."""

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Its keys, each with what it holds."""
        return iter(vars(self).items())


def as_data(value: Any) -> Any:
    """A part of a deck as plain data."""
    if isinstance(value, Readable):
        return {_TABLE: {name: as_data(inner) for name, inner in value}}
    return {key: as_data(inner) for key, inner in value.items()} if isinstance(value, Mapping) else value


def from_data(value: Any) -> Any:
    """The part of a deck that plain data was made of."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        inside = {key: from_data(inner) for key, inner in value.get(_TABLE, value).items()}
        return Record(**inside) if _TABLE in value else inside
    return value


def texts_in(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a part, a table or a list, with its path."""
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, Readable):
        yield from value.texts(path)
    elif isinstance(value, Mapping | tuple):
        for key, inner in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from texts_in(inner, (*path, key))


Reading = tuple[str, tuple[tuple[str, str, str], ...]]
"""One way a text can read, and the keys of the words of its file that it then composes."""


def readings(text: str, words: Mapping[str, Readable]) -> Iterator[Reading]:
    """The text as it can read: once for each wording of its file's words, `{name}` for what the journey fills in."""
    names = list(dict.fromkeys(name for name in placeholders(text) if name in words))
    for pairs in product(*(dict(words[name].wordings()).items() for name in names)):
        said = {name: wording for name, (_, wording) in zip(names, pairs, strict=True)}
        whole = "".join(literal + (said.get(name, f"{{{name}}}") if name else "") for literal, name in cut(text))
        yield whole, tuple(("words", name, answer) for name, (answer, _) in zip(names, pairs, strict=True))


def meant(name: str, known: Iterable[str], sign: str = "`") -> str:
    """What is added to a message about an unknown name: the closest known one, or nothing where none is close."""
    from difflib import get_close_matches

    folded = {word.casefold(): word for word in known}
    close = get_close_matches(name.casefold(), folded, n=1)
    return "".join(f"; did you mean {sign}{folded[word]}{sign}?" for word in close)
