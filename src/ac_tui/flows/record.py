"""Recording: what a person did, as a clean flow that does it again, with the checks added on the way."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from itertools import count, pairwise
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from ac_tui.assets import write_new_text, write_text
from ac_tui.deck.redaction import Redactor, is_contact
from ac_tui.deck.render import render
from ac_tui.flows.as_flow import AddedCheck, flow_commands, write_flow
from ac_tui.flows.selector import elements
from ac_tui.flows.simulation import HistoryEntry, ManualClock, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance
from ac_tui.registry.faults import printable
from ac_tui.registry.model import SecretStr


class Recording(NamedTuple):
    """A recorded flow; `variables` are what its variables stand for, which playing it has to be given.

    `options` bring `ac-tui test` to the same customers and screens; `file` is where it was saved.
    """

    text: str
    commands: int
    variables: Mapping[str, SecretStr]
    options: Sequence[str] = ()
    file: Path = Path("FILE")

    @property
    def how_to_play(self) -> str:
        """The command that plays it."""
        words = ["ac-tui", "test", shlex.quote(str(self.file)), *map(shlex.quote, self.options)]
        return printable(" ".join([*words, *(f"-e {name}=…" for name in self.variables)]))


class Recorder:
    """Writes down what happens in a simulation; it may be asked for the flow at any time, and as often as one likes.

    What was undone was never done. `file` is where `save` writes to, if that is settled; `options` bring `ac-tui test`
    to the same customers and screens. `met` are the secrets of the simulation from its beginning on.
    """

    def __init__(
        self, simulation: Simulation, met: Redactor, file: Path | None = None, options: Sequence[str] = ()
    ) -> None:
        self.simulation, self.file, self.options, self._met = simulation, file, options, met
        self._checks: list[tuple[AddedCheck, HistoryEntry | None]] = []  # and the move that each came after

    def visible(self) -> tuple[str, ...]:
        """The texts on the screen that can be checked for: what a person reads there, but no password and no code."""
        view = self.simulation.view
        hidden = {block.value for block in view.blocks if block.kind in ("secret", "code")}
        read = [element for element in elements(view) if element.block not in ("clock", "wordmark")]
        return tuple(dict.fromkeys(text for one in read for text in one.texts if text not in hidden))

    def check(self, text: str) -> bool:
        """Have the flow assert that a text is visible here; False where it is not among `visible`."""
        if text not in self.visible():
            return False
        history = self.simulation.history
        added = AddedCheck(len(history), text, self.simulation.journey.now)
        self._checks.append((added, history[-1] if history else None))
        self.simulation.seal()
        return True

    def recording(self) -> Recording | None:
        """What was done so far; None where nothing was."""
        simulation = self.simulation
        done = [(moved.event, moved.before) for moved in simulation.history]
        checks = [
            added
            for added, last in self._checks  # of which those are left before which nothing was undone
            if last is None or (last.event, last.before) in done[added.after - 1 : added.after]
        ]
        if not simulation.history and not checks:
            return None
        told, checks = tidied(simulation, checks)
        began = simulation.history[0].before if simulation.history else simulation.journey
        customer, variant = _whose(simulation), simulation.deck.variant
        lines, variables = flow_commands(told, customer, checks, self._met)
        options = (*self.options, "--variant", variant) if variant else self.options
        recording = Recording("", len(lines), variables, options)
        name = f"Recording, from {began.step} to {simulation.journey.step}"
        remark = f"Recorded by hand. To play it: {recording.how_to_play}"
        text = write_flow(name, customer, simulation.world.codes.seed, lines, remark=remark)
        return recording._replace(text=text)

    def save(self, unnamed: Callable[[int], str], to: Path | None = None) -> Recording | None:
        """Write the flow to its file, or `to` another; None, and nothing written, where nothing was done.

        Without a file it gets the first of the names 1, 2, 3, … that is free in the folder one is in. Raises OSError;
        a file that is there already is written over only where it is the recorder's own.
        """
        recording = self.recording()
        if recording is None:
            return None
        file = to or self.file or next(path for path in map(Path, map(unnamed, count(1))) if not path.exists())
        write = write_text if file == self.file else write_new_text
        write(file, recording.text)
        return recording._replace(file=file)


def tidied(simulation: Simulation, checks: Sequence[AddedCheck] = ()) -> tuple[Simulation, list[AddedCheck]]:
    """The same history, each field of a form written once unless that leads elsewhere; no writing passes a check."""
    history, stops = simulation.history, {added.after for added in checks}
    writes = [isinstance(moved.event, ev.Edit) for moved in history]
    ends = [end for end in range(1, len(history) + 1) if end in stops or writes[end - 1 : end + 1] != [True, True]]
    told, places = copy(simulation), {0: 0}
    told.history = []
    for first, end in pairwise((0, *ends)):
        told.history += _shorter(history[first:end], simulation) or history[first:end]
        places[end] = len(told.history)
    return told, [added._replace(after=places[added.after]) for added in checks]


def _shorter(run: Sequence[HistoryEntry], simulation: Simulation) -> list[HistoryEntry] | None:
    """The last writing of each field, in the order in which the fields were first written; None if that is not it."""
    last = {moved.event.block: moved.event for moved in run if isinstance(moved.event, ev.Edit)}
    if len(last) in (0, len(run)):
        return None
    end = run[-1].transition.state
    world = structs.replace(simulation.world, clock=ManualClock(end.now))
    state, moves = structs.replace(run[0].before, now=end.now), []
    for event in last.values():
        block = render(simulation.deck, state, world).block(event.block)
        if block is None or not block.interactive:
            return None
        moves.append(HistoryEntry(event, advance(state, event, world), state))
        state = moves[-1].transition.state
    return moves if state == end else None


def _whose(simulation: Simulation) -> str:
    """The customer it is about: who was identified last, or waits for a code, or whose contact was typed last."""
    registry = simulation.world.registry
    states = [simulation.journey, *(moved.transition.state for moved in reversed(simulation.history))]
    for state in states:
        waiting = [pending.customer_id for pending in state.service.pending.values()]
        found = state.logged_in or state.customer_id or "".join(waiting[-1:])
        if found and registry.get(found) is not None:
            return found
    edits = (moved.event for moved in reversed(simulation.history) if isinstance(moved.event, ev.Edit))
    typed = (edit.value for edit in edits if isinstance(edit.value, str) and is_contact(edit.block, edit.value))
    owners = (customer for text in typed for customer in (*registry.by_email(text), *registry.by_mobile(text)))
    return next((customer.id for customer in owners), "")
