"""Numbered choices, and which one was meant by what somebody typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.desk.stories import folded

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.plain.console import Console

NONE: Final = -1
SEVERAL: Final = -2


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


def meant(items: Sequence[MenuItem], typed: str) -> int:
    """The index of the choice that was typed, by its number or its words; NONE, or SEVERAL where it is not clear.

    Words fit a choice that they are; else one that begins with them; else one that holds them.
    """
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


def read_choices(console: Console, items: Sequence[MenuItem]) -> None:
    """Read choices out with their numbers, each group under its heading."""
    group = ""
    for number, item in enumerate(items, 1):
        if item.group and item.group != group:
            console.say(item.group)
        group = item.group
        console.say(f"{number}. {item.line}")


def picked(session: Session, console: Console, items: Sequence[MenuItem], typed: str) -> int | None:
    """The index of the choice that was typed; None, and why is said, where there is none or it is not clear which."""
    index = meant(items, typed)
    if index >= 0:
        return index
    typed = typed.strip()
    why = "which" if index != NONE else "no_order" if typed.startswith("/") else "unknown"
    console.say(session.words(f"plain.{why}", typed=typed))
    return None
