"""Two things that hands do and phones must not mistake: pressing twice, and typing on before looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

WINDOW = 0.4
"""Seconds within which a second press on the same spot is the first one's echo (assumption)."""


class Spot(NamedTuple):
    """Where something was pressed: a key by its name, the glass by its cell."""

    what: str
    x: int = 0
    y: int = 0

    def near(self, other: Spot) -> bool:
        """Whether it is the same key, or the same place but for the shake of a hand."""
        return self.what == other.what and abs(self.x - other.x) <= 1 and abs(self.y - other.y) <= 1


class Guard:
    """Drops what was not meant for the screen that is on show.

    `now` tells seconds that only grow. A press is dropped when it follows directly, within the window, on one at the
    same spot that changed the screen; so is every further one, until the finger rests. After a press that was refused,
    typing is dropped until the hands pause: it was meant for the screen that did not come, and may be a password.
    """

    def __init__(self, now: Callable[[], float], window: float = WINDOW) -> None:
        self._now = now
        self._window = window
        self._spot: Spot | None = None
        self._pressed_at = 0.0
        self._refused = False
        self._typed_at = 0.0

    def admits_press(self, spot: Spot) -> bool:
        """Whether a press here is meant."""
        now = self._now()
        if self._spot is None or not spot.near(self._spot) or now - self._pressed_at >= self._window:
            return True
        self._pressed_at = now
        return False

    def admits_typing(self) -> bool:
        """Whether typing is meant for this screen; every press of a key counts as typing."""
        if not self._refused:
            return True
        now = self._now()
        if now - self._typed_at >= self._window:
            self._refused = False
            return True
        self._typed_at = now
        return False

    def pressed(self, spot: Spot, *, changed: bool, refused: bool) -> None:
        """Remember a press: whether it `changed` the screen, and whether what it asked for was `refused`."""
        self._pressed_at = self._typed_at = self._now()
        self._spot = spot if changed else None
        self._refused = refused

    def something_else(self) -> None:
        """Another key or place was used in between: the next press is meant."""
        self._spot = None
