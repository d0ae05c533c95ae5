"""Recording: what a person did, as a clean flow that does it again, with the checks added on the way."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count, groupby
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import structs

from ac_tui.deck.redaction import Redactor
from ac_tui.deck.render import render
from ac_tui.deck.replace import write_new_text, write_text
from ac_tui.flows.as_flow import flow_commands, typed_contacts
from ac_tui.flows.secret_collector import SecretCollector
from ac_tui.flows.selector import elements
from ac_tui.flows.simulation import HistoryEntry, ManualClock, Simulation
from ac_tui.flows.writing import AddedCommand, CommandLine, Header, literal, write_flow
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance
from ac_tui.registry.faults import printable
from ac_tui.registry.secret import SecretStr

_HIDDEN: Final = ("secret", "code")
_ALWAYS: Final = ("clock", "wordmark")


class Recording(NamedTuple):
    """A recorded flow file; `variables` are what its variables stand for, which playing it has to be given."""

    text: str
    commands: int
    variables: Mapping[str, SecretStr]


def how_to_play(file: Path | str, variables: Iterable[str], options: Iterable[str] = ()) -> str:
    """The command that plays a flow which has to be given variables, and options for its world."""
    words = ["ac-tui", "test", shlex.quote(str(file)), *map(shlex.quote, options)]
    return printable(" ".join([*words, *(f"-e {name}=…" for name in variables)]))


class Saved(NamedTuple):
    """A recording in its file."""

    recording: Recording
    file: Path
    options: tuple[str, ...] = ()

    @property
    def how_to_play(self) -> str:
        """The command that plays it."""
        return how_to_play(self.file, self.recording.variables, self.options)


class Recorder:
    """Writes down what happens in a simulation; it may be asked for the flow at any time, and as often as one likes.

    What was undone was never done. `file` is where `save` writes to, if that is settled; `options` bring `ac-tui test`
    to the same customers and screens. `met` are the secrets that somebody has listened for from the beginning; where
    nobody has, the recorder listens from now on.
    """

    def __init__(
        self,
        simulation: Simulation,
        file: Path | None = None,
        options: tuple[str, ...] = (),
        met: Redactor | None = None,
    ) -> None:
        self.simulation, self.file, self.options = simulation, file, options
        self._checks: list[tuple[AddedCommand, HistoryEntry | None]] = []  # and the move that each came after
        self._met = met or Redactor()
        if met is None:
            SecretCollector(self._met, simulation)

    def visible(self) -> tuple[str, ...]:
        """The texts on the screen that can be checked for: what a person reads there, but no password and no code."""
        view = self.simulation.view
        hidden = {block.value for block in view.blocks if block.kind in _HIDDEN}
        found = (text for element in elements(view) if element.block not in _ALWAYS for text in element.texts)
        return tuple(dict.fromkeys(text for text in found if text not in hidden))

    def check(self, text: str) -> bool:
        """Have the flow assert that a text is visible here; False where it is not among `visible`."""
        if text not in self.visible():
            return False
        history = self.simulation.history
        note = AddedCommand(len(history), CommandLine("assertVisible", literal(text)), self.simulation.journey.now)
        self._checks.append((note, history[-1] if history else None))
        self.simulation.seal()
        return True

    def recording(self) -> Recording | None:
        """What was done so far; None where nothing was."""
        simulation = self.simulation
        done = [(moved.event, moved.before) for moved in simulation.history]
        notes = [
            note
            for note, last in self._checks  # of which those are left before which nothing was undone
            if last is None or (last.event, last.before) in done[note.after - 1 : note.after]
        ]
        if not simulation.history and not notes:
            return None
        told, notes = tidied(simulation, notes)
        began = simulation.history[0].before if simulation.history else simulation.journey
        name = f"Recording, from {began.step} to {simulation.journey.step}"
        customer, seed = _whose(simulation), simulation.world.codes.seed
        lines, variables = flow_commands(told, customer, notes, met=self._met)
        remark = f"Recorded by hand. To play it: {how_to_play('FILE', variables, self._all_options)}"
        header = Header(name=name, customer=customer, seed=seed, remark=remark)
        return Recording(write_flow(header, lines), len(lines), variables)

    def save(self, unnamed: Callable[[int], str], to: Path | None = None) -> Saved | None:
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
        return Saved(recording, file, self._all_options)

    @property
    def _all_options(self) -> tuple[str, ...]:
        """The options, with the variant whose words the flow is written in."""
        variant = self.simulation.deck.variant
        return (*self.options, "--variant", variant) if variant else self.options


def tidied(simulation: Simulation, notes: Sequence[AddedCommand] = ()) -> tuple[Simulation, list[AddedCommand]]:
    """The same history with one writing for each field of a form, however often somebody came back to it.

    Where that would not lead to the very same state, the history stays as it was. Notes are kept apart: no writing
    passes one.
    """
    stops = {note.after for note in notes}
    moves: list[HistoryEntry] = []
    places = {0: 0}

    def run_of(numbered: tuple[int, HistoryEntry]) -> tuple[int, int]:
        """Which run an entry is of: what is written in one form, between two stops, or the entry alone."""
        number, moved = numbered
        return sum(stop <= number for stop in stops), -1 if isinstance(moved.event, ev.Edit) else number

    for _, numbered in groupby(enumerate(simulation.history), run_of):
        numbers, run = zip(*numbered, strict=True)
        moves += _shorter(run, simulation) or run
        places[numbers[-1] + 1] = len(moves)
    world = simulation.world
    told = Simulation(world.registry, world.policy, world.codes, simulation.deck, ManualClock(simulation.journey.now))
    told.history, told.journey = moves, simulation.journey
    return told, [note._replace(after=places[note.after]) for note in notes]


def _shorter(run: Sequence[HistoryEntry], simulation: Simulation) -> list[HistoryEntry] | None:
    """The last writing of each field, in the order in which the fields were first written; None if that is not it."""
    last = {moved.event.block: moved.event for moved in run if isinstance(moved.event, ev.Edit)}
    if len(last) in (0, len(run)):
        return None
    end = run[-1].transition.state
    world = structs.replace(simulation.world, clock=ManualClock(end.now))
    journey = structs.replace(run[0].before, now=end.now)
    moves = []
    for event in last.values():
        block = render(simulation.deck, journey, world).block(event.block)
        if block is None or not block.interactive:
            return None
        transition = advance(journey, event, world)
        moves.append(HistoryEntry(event, transition, journey))
        journey = transition.state
    return moves if journey == end else None


def _whose(simulation: Simulation) -> str:
    """The customer it is about: who was identified last, or waits for a code, or whose contact was typed last."""
    registry = simulation.world.registry
    states = [simulation.journey, *(moved.transition.state for moved in reversed(simulation.history))]
    for state in states:
        waiting = [pending.customer_id for pending in state.service.pending.values()]
        found = state.logged_in or state.customer_id or "".join(waiting[-1:])
        if found and registry.get(found) is not None:
            return found
    typed = (text for _, text in typed_contacts(simulation))
    owners = (customer for text in typed for customer in (*registry.by_email(text), *registry.by_mobile(text)))
    return next((customer.id for customer in owners), "")
