"""How a search came to where it is: each state knows the one before it and the moves in between."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol, Self

from ac_tui.journey.events import Event

Move = tuple[timedelta, Event]
"""An event, and the time that passes before it."""


class Reached(Protocol):
    """A state that a search has reached."""

    @property
    def before(self) -> Self | None:
        """The state it was reached from; None for the first."""
        ...

    @property
    def moves(self) -> tuple[Move, ...]:
        """What led here from there."""
        ...


def trail(node: Reached) -> tuple[Move, ...]:
    """Every move from the first state to this one."""
    parts: list[tuple[Move, ...]] = []
    at: Reached | None = node
    while at is not None:
        parts.append(at.moves)
        at = at.before
    return tuple(move for moves in reversed(parts) for move in moves)
