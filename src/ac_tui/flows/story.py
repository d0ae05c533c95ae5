"""A flow played on somebody's desk: step by step, back again, to its end; hands may take over at any moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.deck.load import load_deck
from ac_tui.deck.render import render
from ac_tui.deck.view import View
from ac_tui.flows import model as m
from ac_tui.flows.acting import CommandError
from ac_tui.flows.model_surface import ModelSurface
from ac_tui.flows.play import Player
from ac_tui.flows.simulation import Moved, Simulation
from ac_tui.flows.variables import Scope, Template, UnsetError
from ac_tui.journey.world import SeededCodes

_LOOKS: Final = (m.AssertVisible, m.AssertNotVisible, m.Settle, m.TakeScreenshot, m.CopyTextFrom, m.SetClipboard)
"""Commands that change nothing on the phone."""
_DESK: Final = (m.Simulate, m.Airplane)
"""Commands that are a step of their own, though the phone may look the same after them."""


class Step(NamedTuple):
    """A command of a story, and the variables it sees; what only playing gives (codes, links) has no value here."""

    command: m.Command
    scope: Scope


class _Original(ModelSurface):
    """The phone as it reads in the words that flows are written in, whatever variant it shows."""

    def __init__(self, simulation: Simulation, words: Deck) -> None:
        super().__init__(simulation)
        self._words = words
        self._shown: View | None = None
        self._read: View | None = None

    @property
    def view(self) -> View:
        """What is on show now, in the original's words."""
        shown = self.simulation.view
        if self._read is None or shown is not self._shown:
            self._shown = shown
            self._read = render(self._words, self.simulation.journey, self.simulation.world)
        return self._read


class Story:
    """One flow on one simulation, which begins again with it.

    `steps` are its commands in order, those of other files too; `played` counts those done. `trouble` says, without a
    secret, why one could not be done ("" while all goes well): then only going back helps.
    """

    def __init__(self, flow: m.Flow, simulation: Simulation) -> None:
        self.flow = flow
        self.simulation = simulation
        self.steps = tuple(_flat(flow.commands, _inside(Scope({}, _not_yet), flow.env, header=True)))
        self.played = 0
        self.over = False
        self.trouble = ""
        self._done = 0
        self._stops: list[int] = []
        self._command: m.Command | None = None
        self._words = simulation.deck if not simulation.deck.variant else load_deck()
        self._player = self._new_player()
        self._begin()

    @property
    def in_hand(self) -> bool:
        """Whether hands have done something since the story's last step."""
        return self._newest() is not self._left_at

    @property
    def focus(self) -> str:
        """The block that the story has its finger in, "" for none."""
        return self._player.actor.focus

    def next(self) -> bool:
        """Play up to the next thing that can be seen; whether anything was played."""
        if self.over or self.trouble:
            return False
        self._player.actor.look()
        before, shown = self._done, self._shown()
        while self._play_one():
            if (self._shown() != shown or isinstance(self._command, _DESK)) and not self._only_looks_left():
                break
        self._left_at = self._newest()
        if self._done > before:
            self._stops.append(self._done)
        return self._done > before

    def to_the_end(self) -> bool:
        """Play all that is left; whether it came to its end."""
        while self.next():
            pass
        return self.over

    def back(self) -> bool:
        """Take the last step back, or what hands did after it; False at the beginning."""
        if not self._stops and not self.in_hand:
            return False
        stops = self._stops if self.in_hand or self.trouble else self._stops[:-1]
        self._begin()
        while self._done < (stops[-1] if stops else 0) and self._play_one():
            pass
        self._stops = stops
        self._left_at = self._newest()
        return True

    def _begin(self) -> None:
        simulation = self.simulation
        simulation.world = replace(simulation.world, codes=SeededCodes(self.flow.setting.seed))
        simulation.restart()
        self.played = self._done = 0
        self.over = False
        self.trouble = ""
        self._stops = []
        self._command = None
        self._left_at = self._newest()
        self._player = self._new_player()
        self._walk = self._player.walk()

    def _new_player(self) -> Player:
        return Player(self.flow, _Original(self.simulation, self._words))

    def _play_one(self) -> bool:
        """Play one command; whether one was played."""
        try:
            self._command = next(self._walk, None)
        except CommandError as error:
            self._command, self.trouble = None, str(error)
        if self._command is None:
            self.over = not self.trouble
            return False
        self._done += 1
        self.played = self._number_of(self._command)
        return True

    def _number_of(self, command: m.Command) -> int:
        """How many steps are done with this one: files and repeats may hold the same command more than once."""
        for place in chain(range(self.played, len(self.steps)), range(self.played)):
            if self.steps[place].command is command:
                return place + 1
        return self.played

    def _only_looks_left(self) -> bool:
        return all(isinstance(step.command, _LOOKS) for step in self.steps[self.played :])

    def _shown(self) -> tuple[object, str]:
        return self.simulation.view, self.focus

    def _newest(self) -> Moved | None:
        return self.simulation.history[-1] if self.simulation.history else None


def _flat(commands: tuple[m.Command, ...], scope: Scope) -> Iterator[Step]:
    for command in commands:
        if isinstance(command, m.RunFlow):
            inside = _inside(scope, command.env, header=False)
            if command.flow is not None:
                yield from _flat(command.flow.commands, _inside(inside, command.flow.env, header=True))
            else:
                yield from _flat(command.commands, inside)
        elif isinstance(command, m.Repeat):
            yield from _flat(command.commands, scope)
        else:
            yield Step(command, scope)


def _inside(scope: Scope, env: Mapping[str, Template], *, header: bool) -> Scope:
    try:
        return scope.inside(env, header=header)
    except UnsetError:
        return scope


def _not_yet(name: str) -> str:
    raise UnsetError(name)
