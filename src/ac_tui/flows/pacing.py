"""How long a written flow has to wait between what it does: where time decides something, or shows.

Clocks and countdowns that go on show it all the time, and mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from ac_tui.deck.redaction import mask_codes
from ac_tui.deck.render import render
from ac_tui.flows.selector import elements
from ac_tui.flows.simulation import START, HistoryEntry, ManualClock, Simulation
from ac_tui.flows.writing import AddedCommand, as_typed
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance
from ac_tui.journey.model import Journey
from ac_tui.journey.world import World

_SECOND = timedelta(seconds=1)


class Waits(NamedTuple):
    """Seconds to wait before each move of a history, and before each of its notes."""

    moves: Sequence[int]
    notes: Sequence[int]


def waits(simulation: Simulation, notes: Sequence[AddedCommand]) -> Waits:
    """The shortest waits with which the history goes as it went; all the time that passed where none are found."""
    for all_of_it in (False, True):
        try:
            return _Pace(simulation, notes, all_of_it=all_of_it).waits()
        except _OtherwiseError:
            continue
    raise AssertionError("with all the time that passed, everything goes as it went")


class _OtherwiseError(Exception):
    """No wait makes the history go as it went."""


@dataclass(slots=True)
class _Pace:
    """Lives the history once more, `state` at `now`, and waits no longer than it takes; `left_out` are the waits so far
    that it did without, in seconds, and `real` is the time of the history they lead up to.
    """

    simulation: Simulation
    notes: Sequence[AddedCommand]
    all_of_it: bool
    state: Journey = field(init=False)
    now: datetime = field(init=False)
    real: datetime = field(init=False)
    left_out: list[int] = field(default_factory=list)

    def waits(self) -> Waits:
        history = self.simulation.history
        at = history[0].before if history else self.simulation.journey
        self.now = self.real = min(START, at.now)
        self.state = replace(at, now=self.now)
        moves: list[int] = []
        before_notes = list(self._noted(0, at))
        for number, moved in enumerate(history, 1):
            moves.append(self._moved(moved))
            at = moved.transition.state
            before_notes += self._noted(number, at)
        return Waits(moves, before_notes)

    def _moved(self, moved: HistoryEntry) -> int:
        event, after = moved.event, moved.transition.state
        self._passes_until(moved.before.now)
        self._passes_until(after.now)
        if isinstance(event, ev.Tick):
            return self._wait(lambda state: state if self._alike(state, after) else None)
        writes = isinstance(event, ev.Edit)  # of which only the last of many keys is told

        def moves(state: Journey) -> Journey | None:
            if not writes and not self._alike(state, moved.before):
                return None
            transition = advance(state, event, self._world(state.now))
            same = transition.edge == moved.transition.edge and self._alike(transition.state, after)
            return transition.state if same else None

        return self._wait(moves)

    def _noted(self, number: int, at: Journey) -> Iterator[int]:
        for note in self.notes:
            if note.after == number:
                there = replace(at, now=note.now or at.now)
                argument = note.line.argument
                text = as_typed(argument) if isinstance(argument, str) else ""
                told = text in self._texts(there)
                self._passes_until(there.now)
                yield self._wait(
                    lambda state, there=there, text=text, told=told: (  # type: ignore[misc]
                        state if self._alike(state, there) and (not told or text in self._texts(state)) else None
                    )
                )

    def _passes_until(self, moment: datetime) -> None:
        seconds = (moment - self.real) // _SECOND
        if seconds > 0:
            self.left_out.append(seconds)
            self.real += seconds * _SECOND

    def _wait(self, goes: Callable[[Journey], Journey | None]) -> int:
        """Wait as long as it takes, the time that passed last first, and go on from where that leads."""
        counts = [len(self.left_out)] if self.all_of_it else range(len(self.left_out) + 1)
        for count in counts:
            seconds = sum(self.left_out[len(self.left_out) - count :])
            then = self.now + seconds * _SECOND
            state = goes(advance(self.state, ev.Tick(), self._world(then)).state)
            if state is not None:
                del self.left_out[len(self.left_out) - count :]
                self.now, self.state = then, state
                return seconds
        if not self.all_of_it:
            raise _OtherwiseError
        seconds, self.left_out = sum(self.left_out), []
        self.now += seconds * _SECOND
        return seconds

    def _world(self, now: datetime) -> World:
        return replace(self.simulation.world, clock=ManualClock(now))

    def _alike(self, one: Journey, other: Journey) -> bool:
        return self._meaning(one) == self._meaning(other)

    def _meaning(self, journey: Journey) -> object:
        """What is on the phone and in its messages, but for the time of day and for countdowns."""
        view = mask_codes(render(self.simulation.deck, journey, self.simulation.world))
        blocks = tuple(block._replace(text="") if block.kind == "text" else block for block in view.blocks)
        inbox = [(message.code, message.link, message.folder) for message in journey.inbox]
        return replace(view, clock="", blocks=blocks), inbox, set(journey.service.accounts)

    def _texts(self, journey: Journey) -> set[str]:
        view = render(self.simulation.deck, journey, self.simulation.world)
        return {text for element in elements(view) for text in element.texts}
