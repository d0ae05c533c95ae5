"""Slash words: how the commands of the desk are given instead of an answer ("/aiuto"), read off their table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.desk.commands import COMMANDS, GROUPS, Command
from ac_tui.surfaces.plain.menu import plain

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.desk.session import Session

COMMANDS_OF: Final[Mapping[str, tuple[Command, ...]]] = {
    key: tuple(command for command in COMMANDS if key in command.slash)
    for key in dict.fromkeys(key for command in COMMANDS for key in command.slash)
}
"""The commands of every slash word, by its key; several are told apart by what follows the word."""


class Order(NamedTuple):
    """What was typed: the key of a slash word, and what follows it."""

    key: str
    rest: str


def slash_word(deck: Deck, key: str) -> str:
    """What one types for the key of a slash word."""
    return deck.words(f"plain.order.{key}")


def slash_names(deck: Deck) -> Mapping[str, str]:
    """How the prompts call commands, by their ids."""
    return {command.id: slash_word(deck, command.slash[0]) for command in COMMANDS if command.slash}


def read_order(deck: Deck, typed: str) -> Order | None:
    """The order that was typed; None where it is an answer."""
    word, _, rest = typed.partition(" ")
    key = _keys(deck).get(plain(word)) if typed.startswith("/") else None
    return Order(key, rest.strip()) if key is not None else None


@lru_cache(maxsize=4)
def _keys(deck: Deck) -> Mapping[str, str]:
    return {plain(slash_word(deck, key)): key for key in COMMANDS_OF}


def escaped(deck: Deck, answer: str) -> str:
    """An answer as it has to be typed, so that it is not taken for an order."""
    return f"/{answer}" if _like_an_order(deck, answer) else answer


def unescaped(deck: Deck, typed: str) -> str:
    """The answer that was typed: one more slash before an order's word makes it an answer."""
    return typed[1:] if typed.startswith("//") and _like_an_order(deck, typed) else typed


def _like_an_order(deck: Deck, text: str) -> bool:
    """Whether it is an order but for the number of its slashes."""
    return text.startswith("/") and read_order(deck, f"/{text.lstrip('/')}") is not None


def help_lines(session: Session) -> Iterator[str]:
    """Every slash word with what may follow it and what it does, under the headings of their groups."""
    words = session.words
    yield words("plain.intro")
    for group in GROUPS:
        keys = [key for key, commands in COMMANDS_OF.items() if commands[0].group == group]
        if keys:
            yield ""
            yield words(f"group.{group}")
        for key in keys:
            taken = COMMANDS_OF[key][0].takes
            said = f"{slash_word(session.simulation.deck, key)} {words(f'plain.takes.{taken}') if taken else ''}"
            yield f"{said.rstrip()}: {words(f'command.{key}.text')}"
    yield ""
    yield words("plain.slash")
