"""A flow played on somebody's desk: step by step, back again, to its end; hands may take over at any moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from msgspec.structs import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.load import load_deck
from ac_tui.deck.render import render
from ac_tui.deck.view import View
from ac_tui.flows import commands as c
from ac_tui.flows import model as m
from ac_tui.flows.executor import CommandError
from ac_tui.flows.play import Player
from ac_tui.flows.simulation import HistoryEntry, SavedState, Simulation
from ac_tui.flows.surface import Surface
from ac_tui.flows.variables import Scope, Template, UnsetError, variables_of
from ac_tui.journey.model import Journey
from ac_tui.journey.world import SeededCodes

_LOOKS: Final = (
    c.assert_visible, c.scroll_until_visible, c.assert_not_visible, c.do_nothing, c.played, c.copy_text_from,
    c.set_clipboard,
)  # fmt: skip
"""What changes nothing on the phone."""
_DESK: Final = (c.simulate, c.set_airplane_mode)
"""Commands that are a step of their own, though the phone may look the same after them."""


class Step(NamedTuple):
    """A command of a story, and the variables it sees; what only playing gives (codes, links) has no value here."""

    command: m.FlowCommand
    scope: Scope


class _Original(Surface):
    """The phone as it reads in the words that flows are written in, whatever variant it shows."""

    def __init__(self, simulation: Simulation, words: Deck) -> None:
        super().__init__(simulation)
        self._words = words
        self._read: tuple[View, View] | None = None

    @property
    def view(self) -> View:
        """What is on show now, in the original's words."""
        shown = self.simulation.view
        if self._read is None or shown is not self._read[0]:
            self._read = shown, render(self._words, self.simulation.journey, self.simulation.world)
        return self._read[1]


class Place(NamedTuple):
    """Where a story stands after a step, and all that is needed to go on from there.

    `kept` is the phone's own; `lived` holds the journey that each command so far was played on; `before` is the place a
    step earlier, None at the beginning.
    """

    kept: SavedState
    played: int = 0
    focus: str = ""
    lived: tuple[Journey, ...] = ()
    before: Place | None = None


class Mark(NamedTuple):
    """How a story stands: its place, whether it is over, and what keeps it from going on."""

    place: Place
    over: bool = False
    trouble: str = ""


class Story:
    """One flow on one simulation, which begins again with it.

    `steps` are its commands in order, those of other files too; `played` counts those done. `trouble` says, without a
    secret, why one could not be done ("" while all goes well): while the phone stays as it is, only going back helps.
    """

    def __init__(self, flow: m.Flow, simulation: Simulation) -> None:
        self.flow = flow
        self.simulation = simulation
        own = variables_of(simulation.world.registry.get(flow.setting.customer))
        self.steps = steps_of(flow, own)
        self.over = False
        self._words = simulation.deck if not simulation.deck.variant else load_deck()
        self._trouble = ""
        self._stuck_at: HistoryEntry | None = None
        simulation.world = replace(simulation.world, codes=SeededCodes(flow.setting.seed))
        simulation.restart()
        self._place = Place(simulation.keep())
        self._led_to: Place | None = None
        self._lead(self._place)

    @property
    def played(self) -> int:
        """How many of its steps are done."""
        return self._place.played

    @property
    def in_hand(self) -> bool:
        """Whether hands have done something since the story's last step."""
        return self._newest() is not next(reversed(self._place.kept.history), None)

    @property
    def trouble(self) -> str:
        """Why it cannot go on while the phone is as it is."""
        return self._trouble if self._newest() is self._stuck_at else ""

    @property
    def focus(self) -> str:
        """The block that the story has its finger in, "" for none."""
        return self._place.focus

    @property
    def mark(self) -> Mark:
        """How it stands, to be taken up again later."""
        return Mark(self._place, self.over, self.trouble)

    def resume(self, mark: Mark) -> None:
        """Stand as it stood; the phone is put where it was by whoever kept it."""
        self._place, self.over, self._trouble = mark
        self._stuck_at = self._newest()

    def next(self) -> bool:
        """Play up to the next thing that can be seen; whether anything was played."""
        if self.over or self.trouble:
            return False
        before, simulation = self._place, self.simulation
        if self._led_to is not before:
            self._lead(before)
        self._led_to, self._trouble = None, ""
        executor = self._player.executor
        executor.look()
        shown, lived, played = (simulation.view, executor.focus), [*before.lived], before.played
        while True:
            journey = simulation.journey
            try:
                command = next(self._walk, None)
            except CommandError as error:
                self._trouble = str(error)
                break
            if command is None:
                self.over = True
                break
            lived.append(journey)
            played = number_of(self.steps, command, played)
            seen = (simulation.view, executor.focus) != shown or command.run in _DESK
            if seen and not all(step.command.run in _LOOKS for step in self.steps[played:]):
                break
        self._stuck_at = self._newest()
        if len(lived) == len(before.lived):
            return False
        simulation.seal()
        self._place = Place(simulation.keep(), played, executor.focus, tuple(lived), before)
        self._led_to = None if self._trouble else self._place
        return True

    def to_the_end(self) -> bool:
        """Play all that is left; whether anything was played."""
        played = self.next()
        while self.next():
            pass
        return played

    def back(self) -> bool:
        """Take the last step back, or what hands did after it; False at the beginning."""
        place = self._place if self.in_hand or self.trouble else self._place.before
        if place is None:
            return False
        facts = replace(place.kept.world, registry=self.simulation.world.registry)
        self.simulation.resume(replace(place.kept, world=facts))
        self.resume(Mark(place))
        return True

    def _lead(self, place: Place) -> None:
        """Lead a new player to a place, over the journeys that led there: it knows what it would have come to know."""
        world = place.kept.world
        past = Simulation(world.registry, world.policy, world.codes, self.simulation.deck)
        surface = _Original(past, self._words)
        self._player = Player(self.flow, surface)
        self._walk = self._player.walk()
        for journey in place.lived:
            past.resume(SavedState(past.world, journey, (), ()))
            self._player.executor.look()
            next(self._walk)
        surface.simulation = self.simulation
        self._led_to = place

    def _newest(self) -> HistoryEntry | None:
        """The last thing that has happened on the phone."""
        return self.simulation.history[-1] if self.simulation.history else None


def steps_of(flow: m.Flow, own: Mapping[str, str]) -> tuple[Step, ...]:
    """A flow's commands in order, those of other files too, with the variables of its customer."""

    def not_yet(name: str) -> str:
        raise UnsetError(name)

    return tuple(_flat(flow.whole, _inside(Scope(not_yet, own), flow.env)))


def number_of(steps: Sequence[Step], command: m.FlowCommand, played: int) -> int:
    """How many steps are done with this one: files and repeats may hold the same command more than once."""
    for place in chain(range(played, len(steps)), range(played)):
        if steps[place].command is command:
            return place + 1
    return played


def _flat(commands: tuple[m.FlowCommand, ...], scope: Scope) -> Iterator[Step]:
    for command in commands:
        inside = _inside(scope, command.env)
        if command.flow is not None:
            yield from _flat(command.flow.whole, _inside(inside, command.flow.env))
        elif command.commands:
            yield from _flat(command.commands, inside)
        else:
            yield Step(command, scope)


def _inside(scope: Scope, env: Mapping[str, Template]) -> Scope:
    try:
        return scope.inside(env)
    except (UnsetError, ValueError):
        return scope
