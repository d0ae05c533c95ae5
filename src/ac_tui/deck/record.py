"""The tables of a deck as they are read: with their texts by path, and light where they were checked before."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

Path = tuple[str | int, ...]
"""Where a text stands in its file: ("body", "code", "error", "wrong")."""

NO_TEXT = {
    *("status", "note", "when", "max_length", "max_lines", "enabled", "beside", "each", "kind", "digits", "ticked"),
    *("sends", "argument", "tone", "by", "step", "guide", "evidence"),
}
"""Keys of the models whose values nobody reads; a variant replaces all the others."""


class Readable(ABC):
    """A table with texts in it."""

    @abstractmethod
    def wordings(self) -> Iterator[tuple[str, Any]]:
        """The keys that hold texts, by themselves or further in, with what they hold."""

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


def texts_in(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a part, a table or a list, with its path."""
    match value:
        case str():
            if value:
                yield path, value
        case Readable():
            yield from value.texts(path)
        case Mapping():
            for key, inner in value.items():
                yield from texts_in(inner, (*path, key))
        case tuple():
            for number, inner in enumerate(value):
                yield from texts_in(inner, (*path, number))


class Record(Readable, SimpleNamespace):
    """A table that was checked before: the keys of its model, without the model."""

    def wordings(self) -> Iterator[tuple[str, Any]]:
        """The keys that hold texts, by themselves or further in, with what they hold."""
        return ((name, value) for name, value in vars(self).items() if name not in NO_TEXT)

    @property
    def answers(self) -> Mapping[str, str]:
        """The text of each answer, of a placeholder that goes by a case of the journey."""
        return {name: text for name, text in vars(self).items() if name != "by"}


_TABLE = "="
"""The key that marks a record in plain data: no name of a file has such a sign."""


def as_data(value: Any) -> Any:
    """A part of a deck as plain data."""
    match value:
        case Readable():
            fields = dict(value)  # type: ignore[call-overload]
            return {_TABLE: {name: as_data(inner) for name, inner in fields.items()}}
        case Mapping():
            return {key: as_data(inner) for key, inner in value.items()}
        case tuple():
            return [as_data(inner) for inner in value]
    return value


def from_data(value: Any) -> Any:
    """The part of a deck that plain data was made of."""
    if isinstance(value, list):
        return tuple(map(from_data, value))
    if isinstance(value, dict):
        inner = value.get(_TABLE)
        fields = {key: from_data(one) for key, one in (value if inner is None else inner).items()}
        return fields if inner is None else Record(**fields)
    return value
