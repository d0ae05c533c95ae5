"""Numbered choices, and which one was meant by what somebody typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.plain.console import Console

_NUMBER: Final = re.compile(r"[0-9]{1,9}")


class MenuItem(NamedTuple):
    """One choice: its words, the block and the option it stands for; `says` is said instead where it cannot be had."""

    words: str
    block: str = ""
    option: str = ""
    group: str = ""
    state: str = ""
    says: str = ""

    @property
    def line(self) -> str:
        """The choice as it is read out."""
        return f"{self.words} ({self.state})" if self.state else self.words


NONE: Final = -1
SEVERAL: Final = -2


def meant(items: Sequence[MenuItem], typed: str) -> int:
    """The index of the choice that was typed, by its number or its words; NONE, or SEVERAL where it is not clear.

    Words fit a choice that they are; else one that begins with them; else one that holds them.
    """
    if _NUMBER.fullmatch(typed.strip()):
        index = int(typed) - 1
        return index if 0 <= index < len(items) else NONE
    wanted = plain(typed)
    if not wanted:
        return NONE
    names = [plain(item.words) for item in items]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [index for index, name in enumerate(names) if fits(name, wanted)]
        if found:
            return found[0] if len(found) == 1 else SEVERAL
    return NONE


def plain(text: str) -> str:
    """Text without case, accents and spaces around it."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())


class Choices:
    """Reads choices out and has one of them chosen; where it is not clear which, it says why."""

    def __init__(self, session: Session, console: Console) -> None:
        self._session = session
        self._console = console

    def read(self, items: Sequence[MenuItem]) -> None:
        """Read choices out with their numbers, each group under its heading."""
        group = ""
        for number, item in enumerate(items, 1):
            if item.group and item.group != group:
                self._console.say(item.group)
            group = item.group
            self._console.say(f"{number}. {item.line}")

    def pick(self, items: Sequence[MenuItem], typed: str) -> int | None:
        """The index of the choice that was typed; None, and why, where there is none."""
        index = meant(items, typed)
        if index >= 0:
            return index
        typed = typed.strip()
        why = "which" if index != NONE else "no_order" if typed.startswith("/") else "unknown"
        self._console.say(self._session.words(f"plain.{why}", typed=typed))
        return None
