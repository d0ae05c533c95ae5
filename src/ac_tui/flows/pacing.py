"""How long a written flow has to wait between what it does: where time decides something, or shows.

Clocks and countdowns that go on show it all the time, and mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from ac_tui.deck.redaction import mask_codes
from ac_tui.deck.render import render
from ac_tui.flows.selector import elements
from ac_tui.flows.simulation import SECOND, START, HistoryEntry, ManualClock, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance
from ac_tui.journey.model import Journey
from ac_tui.journey.world import World


class OtherwiseError(Exception):
    """No wait makes the history go as it went."""


class Pace:
    """Lives a history once more and waits no longer than it takes, or with `all_of_it` as long as it took.

    `state` is where that has come to, `now` its time, `real` that of the history; `left_out` are the waits so far that
    it did without, in seconds. It is asked for each wait in order, and raises OtherwiseError where none does.
    """

    def __init__(self, simulation: Simulation, begun: Journey, *, all_of_it: bool) -> None:
        self.deck, self.world, self.all_of_it = simulation.deck, simulation.world, all_of_it
        self.now = self.real = min(START, begun.now)
        self.state = replace(begun, now=self.now)
        self.left_out: list[int] = []

    def before(self, moved: HistoryEntry) -> int:
        """Seconds to wait before an entry of the history."""
        event, after = moved.event, moved.transition.state

        def goes(state: Journey) -> Journey | None:
            if event is ev.Tap.tick:
                return state if self._alike(state, after) else None
            # Of writing only the last of many keys is told.
            if not isinstance(event, ev.Edit) and not self._alike(state, moved.before):
                return None
            transition = advance(state, event, self._world(state.now))
            same = transition.edge == moved.transition.edge and self._alike(transition.state, after)
            return transition.state if same else None

        return self._wait(goes, moved.before.now, after.now)

    def before_check(self, at: Journey, text: str) -> int:
        """Seconds to wait before a check that a text is on the screen, as it was at this moment."""

        def goes(state: Journey) -> Journey | None:
            same = self._alike(state, at) and (text not in self._texts(at) or text in self._texts(state))
            return state if same else None

        return self._wait(goes, at.now)

    def _wait(self, goes: Callable[[Journey], Journey | None], *until: datetime) -> int:
        """Wait as long as it takes, the time that passed last first, and go on from where that leads."""
        for moment in until:
            if (seconds := (moment - self.real) // SECOND) > 0:
                self.left_out.append(seconds)
                self.real += seconds * SECOND
        for first in (0,) if self.all_of_it else range(len(self.left_out), -1, -1):
            seconds = sum(self.left_out[first:])
            then = self.now + seconds * SECOND
            state = goes(advance(self.state, ev.Tap.tick, self._world(then)).state)
            if state is not None or self.all_of_it:
                del self.left_out[first:]
                self.now, self.state = then, state or self.state
                return seconds
        raise OtherwiseError

    def _world(self, now: datetime) -> World:
        return replace(self.world, clock=ManualClock(now))

    def _alike(self, one: Journey, other: Journey) -> bool:
        """Whether phone and messages say the same, but for the time of day and for countdowns."""
        meaning = []
        for journey in (one, other):
            view = mask_codes(render(self.deck, journey, self.world))
            blocks = tuple(block._replace(text="") if block.kind == "text" else block for block in view.blocks)
            inbox = [(message.code, message.link, message.folder) for message in journey.inbox]
            meaning.append((replace(view, clock="", blocks=blocks), inbox, set(journey.service.accounts)))
        return meaning[0] == meaning[1]

    def _texts(self, journey: Journey) -> set[str]:
        return {text for element in elements(render(self.deck, journey, self.world)) for text in element.texts}
