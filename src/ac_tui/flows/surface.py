"""What a flow needs of a surface: to see, to tap, to type, to go back, to close and open, to let time pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from ac_tui.deck.view import View
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.model import Delivery


class SurfaceError(Exception):
    """The surface could not do what a person could: `str()` says what, in one line."""


class Surface(Protocol):
    """A phone that can be looked at and acted on; what is said of blocks holds for `View.block` ids."""

    @property
    def simulation(self) -> Simulation:
        """The journey behind it: for the desk's side of a flow (clock, messages) and for observers."""
        ...

    @property
    def view(self) -> View:
        """What is on show now, everything that was done before having happened."""
        ...

    def tap(self, block: str, option: str = "") -> None:
        """Tap a block that is acted on by a tap, or an option of it; nothing happens where it is not enabled."""
        ...

    def type(self, block: str, text: str) -> None:
        """Type at the end of a block that takes text."""
        ...

    def erase(self, block: str, count: int) -> None:
        """Remove up to `count` characters from the end of a block that takes text."""
        ...

    def enter(self, block: str) -> None:
        """Press Enter in a block that takes text."""
        ...

    def back(self) -> None:
        """The phone's way back."""
        ...

    def close(self) -> None:
        """Close the app."""
        ...

    def open(self, *, clear_state: bool) -> None:
        """Open the app; one that is open is closed first."""
        ...

    def open_link(self, link: str) -> None:
        """Open a link of a message."""
        ...

    def advance(self, span: timedelta) -> None:
        """Let time pass."""
        ...

    def set_delivery(self, delivery: Delivery) -> None:
        """Decide how messages travel from now on."""
        ...

    def set_service(self, up: bool) -> None:
        """Bring the service up, or take it down."""
        ...

    def finish(self) -> None:
        """End it and give back what it holds; safe to call twice."""
        ...


Open = Callable[[Simulation], Surface]
"""How a surface is made for a simulation."""
