"""How long a written flow has to wait between what it does: where time decides something, or shows.

Clocks and countdowns that go on show it all the time, and mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from ac_tui.deck.redaction import mask_codes
from ac_tui.deck.render import render
from ac_tui.flows.selector import elements
from ac_tui.flows.simulation import SECOND, START, HistoryEntry, ManualClock, Simulation
from ac_tui.flows.writing import AddedCommand, as_typed
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance
from ac_tui.journey.model import Journey


class Waits(NamedTuple):
    """Seconds to wait before each move of a history, and before each of its notes."""

    moves: Sequence[int]
    notes: Sequence[int]


def waits(simulation: Simulation, notes: Sequence[AddedCommand]) -> Waits:
    """The shortest waits with which the history goes as it went; all the time that passed where none are found."""
    with suppress(_OtherwiseError):
        return _Pace(simulation, notes, all_of_it=False).waits()
    return _Pace(simulation, notes, all_of_it=True).waits()


class _OtherwiseError(Exception):
    """No wait makes the history go as it went."""


class _Pace:
    """Lives the history once more, `state` at `now`, and waits no longer than it takes; `left_out` are the waits so far
    that it did without, in seconds, and `real` is the time of the history they lead up to.
    """

    def __init__(self, simulation: Simulation, notes: Sequence[AddedCommand], *, all_of_it: bool) -> None:
        self.simulation = simulation
        self.notes = notes
        self.all_of_it = all_of_it
        history = simulation.history
        self.begun = history[0].before if history else simulation.journey
        self.now = self.real = min(START, self.begun.now)
        self.state = replace(self.begun, now=self.now)
        self.left_out: list[int] = []

    def waits(self) -> Waits:
        moves: list[int] = []
        before_notes = [*self._noted(0, self.begun)]
        for number, moved in enumerate(self.simulation.history, 1):
            moves.append(self._moved(moved))
            before_notes += self._noted(number, moved.transition.state)
        return Waits(moves, before_notes)

    def _moved(self, moved: HistoryEntry) -> int:
        event, after = moved.event, moved.transition.state
        self._passes_until(moved.before.now)
        self._passes_until(after.now)
        if isinstance(event, ev.Tick):
            return self._wait(lambda state: state if self._alike(state, after) else None)

        def moves(state: Journey) -> Journey | None:
            # Of writing only the last of many keys is told.
            if not isinstance(event, ev.Edit) and not self._alike(state, moved.before):
                return None
            world = replace(self.simulation.world, clock=ManualClock(state.now))
            transition = advance(state, event, world)
            same = transition.edge == moved.transition.edge and self._alike(transition.state, after)
            return transition.state if same else None

        return self._wait(moves)

    def _noted(self, number: int, at: Journey) -> Iterator[int]:
        for note in self.notes:
            if note.after != number:
                continue
            there = replace(at, now=note.now or at.now)
            text = as_typed(note.line.argument) if isinstance(note.line.argument, str) else ""
            self._passes_until(there.now)

            def goes(state: Journey, there: Journey = there, text: str = text) -> Journey | None:
                same = self._alike(state, there) and (text not in self._texts(there) or text in self._texts(state))
                return state if same else None

            yield self._wait(goes)

    def _passes_until(self, moment: datetime) -> None:
        seconds = (moment - self.real) // SECOND
        if seconds > 0:
            self.left_out.append(seconds)
            self.real += seconds * SECOND

    def _wait(self, goes: Callable[[Journey], Journey | None]) -> int:
        """Wait as long as it takes, the time that passed last first, and go on from where that leads."""
        count = len(self.left_out)
        for first in (0,) if self.all_of_it else range(count, -1, -1):
            seconds = sum(self.left_out[first:])
            then = self.now + seconds * SECOND
            world = replace(self.simulation.world, clock=ManualClock(then))
            state = goes(advance(self.state, ev.Tick(), world).state)
            if state is not None or self.all_of_it:
                del self.left_out[first:]
                self.now, self.state = then, state or self.state
                return seconds
        raise _OtherwiseError

    def _alike(self, one: Journey, other: Journey) -> bool:
        """Whether phone and messages say the same, but for the time of day and for countdowns."""
        meaning = []
        for journey in (one, other):
            view = mask_codes(render(self.simulation.deck, journey, self.simulation.world))
            blocks = tuple(block._replace(text="") if block.kind == "text" else block for block in view.blocks)
            inbox = [(message.code, message.link, message.folder) for message in journey.inbox]
            meaning.append((replace(view, clock="", blocks=blocks), inbox, set(journey.service.accounts)))
        return meaning[0] == meaning[1]

    def _texts(self, journey: Journey) -> set[str]:
        view = render(self.simulation.deck, journey, self.simulation.world)
        return {text for element in elements(view) for text in element.texts}
