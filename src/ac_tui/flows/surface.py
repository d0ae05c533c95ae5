"""A phone that flows are played on. This one is the journey itself, with no screen around it; others put one there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from ac_tui.deck.cells import cluster_starts
from ac_tui.deck.view import View
from ac_tui.flows.simulation import Simulation
from ac_tui.journey import events as ev


class SurfaceError(Exception):
    """The surface could not do what a person could: `str()` says what, in one line."""


class Surface:
    """A phone that can be looked at and acted on, its blocks by their ids; `simulation` is the journey behind it."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation

    @property
    def view(self) -> View:
        """What is on show now, everything that was done before having happened."""
        return self.simulation.view

    def tap(self, block: str, option: str = "") -> None:
        """Tap a block that is acted on by a tap, or an option of it; nothing happens where it is not enabled."""
        self.simulation.tap(block, option)

    def type(self, block: str, text: str) -> None:
        """Type at the end of a block that takes text."""
        if text:
            self._write(block, self.simulation.written(block) + text)

    def erase(self, block: str, count: int) -> None:
        """Remove up to `count` characters from the end of a block that takes text."""
        text = self.simulation.written(block)
        if count > 0 and text:
            starts = cluster_starts(text)  # a letter goes with its accents
            self._write(block, text[: starts[max(0, len(starts) - 1 - count)]])

    def _write(self, block: str, text: str) -> None:
        self.simulation.write(block, text)

    def enter(self, block: str) -> None:
        """Press Enter in a block that takes text: the screen's main button."""
        if button := main_button(self.view):
            self.tap(button)

    def open(self, *, clear_state: bool) -> None:
        """Open the app; one that is open is closed first."""
        self.simulation.open(clear_state=clear_state)

    def advance(self, span: timedelta) -> None:
        """Let time pass."""
        self.simulation.advance_clock(span)

    def send(self, event: ev.Event) -> None:
        """Let anything else happen: the way back, the app closed, a link opened, what only the desk does."""
        self.simulation.send(event)

    def finish(self) -> None:
        """End it and give back what it holds; safe to call twice."""


Open = Callable[[Simulation], Surface]  # how a surface is made for a simulation


def main_button(view: View) -> str:
    """The button that Enter in a field presses: the first one that is enabled; "" where there is none."""
    return next((block.id for block in view.blocks if block.kind == "button" and block.enabled), "")
