"""Numbered choices read out, and the one that was meant by what somebody typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ac_tui.surfaces.plain.menu import NONE, Item, meant

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.plain.console import Console


class Choices:
    """Reads choices out and has one of them chosen; where it is not clear which, it says why."""

    def __init__(self, session: Session, console: Console) -> None:
        self._session = session
        self._console = console

    def read(self, items: Sequence[Item]) -> None:
        """Read choices out with their numbers, each group under its heading."""
        group = ""
        for number, item in enumerate(items, 1):
            if item.group and item.group != group:
                self._console.say(item.group)
            group = item.group
            self._console.say(f"{number}. {item.line}")

    def pick(self, items: Sequence[Item], typed: str) -> int | None:
        """The index of the choice that was typed; None, and why, where there is none."""
        index = meant(items, typed)
        if index >= 0:
            return index
        typed = typed.strip()
        why = "which" if index != NONE else "no_order" if typed.startswith("/") else "unknown"
        self._console.say(self._session.words(f"plain.{why}", typed=typed))
        return None
