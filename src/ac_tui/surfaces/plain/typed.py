"""What was typed: a numbered choice, or a command of the desk by its slash word ("/aiuto"), read off their table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.desk.commands import COMMANDS, Command
from ac_tui.desk.stories import folded

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.plain.console import Console

NONE: Final = -1
SEVERAL: Final = -2
COMMANDS_OF: Final[Mapping[str, tuple[Command, ...]]] = {
    key: tuple(command for command in COMMANDS if key in command.slash)
    for key in dict.fromkeys(key for command in COMMANDS for key in command.slash)
}
"""The commands of every slash word, by its key; several are told apart by what follows the word."""


class MenuItem(NamedTuple):
    """One choice: its words, the block and the option it stands for, the heading it stands under, how it stands."""

    words: str
    block: str = ""
    option: str = ""
    group: str = ""
    state: str = ""

    @property
    def line(self) -> str:
        """The choice as it is read out."""
        return f"{self.words} ({self.state})" if self.state else self.words


def meant(items: Sequence[MenuItem], typed: str) -> int:
    """The index of the choice that was typed by number, or words that it is, begins with or holds; NONE or SEVERAL."""
    if re.fullmatch("[0-9]{1,9}", typed.strip()):
        return int(typed) - 1 if 0 < int(typed) <= len(items) else NONE
    wanted = plain(typed)
    names = [plain(item.words) for item in items] if wanted else []
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [index for index, name in enumerate(names) if fits(name, wanted)]
        if found:
            return found[0] if len(found) == 1 else SEVERAL
    return NONE


def plain(text: str) -> str:
    """Text without case, accents and spaces around it."""
    return " ".join(folded(text).split())


def picked(session: Session, console: Console, items: Sequence[MenuItem], typed: str) -> int | None:
    """The index of the choice that was typed; None, and why is said, where there is none or it is not clear which."""
    index = meant(items, typed)
    if index >= 0:
        return index
    typed = typed.strip()
    why = "which" if index != NONE else "no_order" if typed.startswith("/") else "unknown"
    console.say(session.words(f"plain.{why}", typed=typed))
    return None


# Slash words.


def slash_word(deck: Deck, key: str) -> str:
    """What one types for the key of a slash word."""
    return deck.words(f"plain.order.{key}")


def slash_names(deck: Deck, /) -> Mapping[str, str]:
    """How the prompts call commands, by their ids."""
    return {command.id: slash_word(deck, command.slash[0]) for command in COMMANDS if command.slash}


def read_order(deck: Deck, typed: str) -> tuple[str, str] | None:
    """The order that was typed: the key of its slash word, and what follows; None where it is an answer."""
    word, _, rest = typed.partition(" ")
    key = _keys(deck).get(plain(word)) if typed.startswith("/") else None
    return (key, rest.strip()) if key is not None else None


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
