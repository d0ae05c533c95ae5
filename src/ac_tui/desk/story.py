"""Stories: who may be on the line with which, and one played step by step, told in words; hands may take over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from ac_tui.deck.deck import Deck, span
from ac_tui.deck.ready import ready_deck
from ac_tui.deck.render import render
from ac_tui.deck.view import View
from ac_tui.flows import commands as c
from ac_tui.flows import model as m
from ac_tui.flows.executor import CommandError, Surface
from ac_tui.flows.load import library, own_story
from ac_tui.flows.play import Player
from ac_tui.flows.simulation import HistoryEntry, SavedState, Simulation
from ac_tui.flows.variables import SIMULATED, Expression, Scope, UnsetError, names_secret, parse_template, variables_of
from ac_tui.journey.model import Journey
from ac_tui.journey.world import SeededCodes
from ac_tui.registry import index
from ac_tui.registry.keys import fold
from ac_tui.registry.model import Customer

_LOOKS: Final = (c.assert_visible, c.assert_not_visible, c.do_nothing, c.played, c.copy_text_from, c.set_clipboard)
"""What changes nothing on the phone."""


class Step(NamedTuple):
    """A command of a story, and the variables it sees; what only playing gives (codes, links) has no value here."""

    command: m.FlowCommand
    scope: Scope


class _Original(Surface):
    """The phone as it reads in the words that flows are written in, whatever variant it shows."""

    def __init__(self, simulation: Simulation, words: Deck) -> None:
        super().__init__(simulation)
        self._words = words

    @property
    def view(self) -> View:
        """What is on show now, in the original's words."""
        return render(self._words, self.simulation.journey, self.simulation.world)


class Place(NamedTuple):
    """Where a story stands: `kept` is the phone's own after the last step, `lived` the journey of each command so far.

    `before` is the place a step earlier, None at the beginning. `trouble` says, without a secret, why the next command
    could not be played: it counts as long as `stuck_at` is the last thing that happened.
    """

    kept: SavedState
    played: int = 0
    focus: str = ""
    lived: tuple[Journey, ...] = ()
    before: Place | None = None
    over: bool = False
    trouble: str = ""
    stuck_at: HistoryEntry | None = None


class Story:
    """One flow on one simulation, which begins again with it; `steps` are its commands."""

    def __init__(self, flow: m.Flow, simulation: Simulation) -> None:
        self.flow = flow
        self.simulation = simulation
        self.steps = steps_of(flow, variables_of(simulation.world.registry.get(flow.setting.customer)))
        self._words = simulation.deck if not simulation.deck.variant else ready_deck()
        simulation.world = replace(simulation.world, codes=SeededCodes(flow.setting.seed))
        simulation.restart()
        self.place = Place(simulation.keep())
        self._led_to: Place | None = None

    @property
    def place(self) -> Place:
        """Where it stands; the simulation keeps it."""
        place: Place = self.simulation.about["story"]
        return place

    @place.setter
    def place(self, place: Place) -> None:
        self.simulation.about = {**self.simulation.about, "story": place}

    @property
    def in_hand(self) -> bool:
        """Whether hands have done something since the story's last step."""
        return self._newest() is not next(reversed(self.place.kept.history), None)

    @property
    def trouble(self) -> str:
        """Why it cannot go on while the phone is as it is, "" while all goes well: then only going back helps."""
        return self.place.trouble if self._newest() is self.place.stuck_at else ""

    def next(self) -> bool:
        """Play up to the next thing that can be seen; whether anything was played."""
        if self.place.over or self.trouble:
            return False
        before, simulation = self.place, self.simulation
        if self._led_to is not before:
            self._lead(before)
        executor, over, trouble = self._player.executor, False, ""
        executor.look()
        shown, lived, played = (simulation.view, executor.focus), [*before.lived], before.played
        journey = simulation.journey
        try:
            for command in self._walk:
                lived.append(journey)
                played = number_of(self.steps, command, played)
                seen = (simulation.view, executor.focus) != shown or c.run_of(command) in (
                    c.simulate,
                    c.set_airplane_mode,
                )
                if seen and not all(c.run_of(step.command) in _LOOKS for step in self.steps[played:]):
                    break
                journey = simulation.journey
            else:
                over = True
        except CommandError as error:
            trouble = str(error)
        if moved := len(lived) > len(before.lived):
            simulation.seal()
            before = Place(simulation.keep(), played, executor.focus, tuple(lived), before)
        self.place = before._replace(over=over, trouble=trouble, stuck_at=self._newest())
        self._led_to = None if trouble else self.place
        return moved

    def to_the_end(self) -> bool:
        """Play all that is left; whether anything was played."""
        played = self.next()
        while self.next():
            pass
        return played

    def back(self) -> bool:
        """Take the last step back, or what hands did after it; False at the beginning."""
        place = self.place if self.in_hand or self.trouble else self.place.before
        if place is None:
            return False
        facts = replace(place.kept.world, registry=self.simulation.world.registry)
        self.simulation.resume(replace(place.kept, world=facts))
        self.place = place._replace(over=False, trouble="")
        return True

    def lines(self) -> Sequence[str]:
        """Its steps in the words on show: what a flow calls by the original's text is looked up there."""
        return _lines(self, self.simulation.deck)

    def _lead(self, place: Place) -> None:
        """Lead a new player to a place, over the journeys that led there: it knows what it would have come to know."""
        world = place.kept.world
        past = Simulation(world.registry, world.policy, world.codes, self.simulation.deck)
        surface = _Original(past, self._words)
        self._player = Player(self.flow, surface)
        self._walk = self._player.walk()
        for journey in place.lived:
            past.resume(SavedState(past.world, journey))
            self._player.executor.look()
            next(self._walk)
        surface.simulation = self.simulation

    def _newest(self) -> HistoryEntry | None:
        return self.simulation.history[-1] if self.simulation.history else None


def steps_of(flow: m.Flow, own: Mapping[str, str]) -> tuple[Step, ...]:
    """A flow's commands in order, those of other files too, with the variables of its customer."""

    def not_yet(name: str) -> str:
        raise UnsetError(name)

    def flat(commands: Iterable[m.FlowCommand], scope: Scope, *envs: Mapping[str, str]) -> Iterator[Step]:
        for env in envs:
            with suppress(UnsetError, ValueError):
                scope = scope.inside(env)
        for command in commands:
            if command.flow is not None:
                yield from flat(command.flow.whole, scope, command.env, command.flow.env)
            elif command.commands:
                yield from flat(command.commands, scope, command.env)
            else:
                yield Step(command, scope)

    return tuple(flat(flow.whole, Scope(not_yet, own), flow.env))


def number_of(steps: Sequence[Step], command: m.FlowCommand, played: int) -> int:
    """How many steps are done with this one: files and repeats may hold the same command more than once."""
    places = (*range(played, len(steps)), *range(played))
    return next((place + 1 for place in places if steps[place].command is command), played)


# A story's steps in words.

_UNREAD: Final = re.compile(r"\\(?P<sign>[^\w\s])|(?P<one>[^\s\w.])\+$|(?:\\[dDsSwW]|\[[^\]]+\]|\.)[*+]\??")
_TOLD: Final[Mapping[c.Run, tuple[str, str]]] = {
    c.launch_app: ("open_app", ""),
    c.stop_app: ("close_app", ""),
    c.tap_on: ("tap", "selector"),
    c.assert_visible: ("seen", "selector"),
    c.assert_not_visible: ("unseen", "selector"),
    c.input_text: ("type", "text"),
    c.open_link: ("open_link", "link"),
    c.erase_text: ("erase", ""),
    c.go_back: ("back", ""),
    c.paste_text: ("paste", ""),
}
"""What is said of a command, by its key of the deck (`story.KEY`), and the argument of the command that it names."""


@lru_cache(maxsize=4)
def _lines(story: Story, deck: Deck) -> Sequence[str]:
    translations: dict[str, str] = {}  # the first of each text
    for name, screen in ready_deck().screens.items() if deck.variant else ():
        ours = dict(deck.screens[name].texts())
        for path, text in screen.texts():
            translations.setdefault(text, ours.get(path, text))
    return [told(deck, step, translations) for step in story.steps]


def readable(source: str) -> str:
    r"""A text that may be a regular expression as people would write it: `.*mar\*\*` is `…mar**`."""
    return _UNREAD.sub(lambda found: found["sign"] or (found["one"] and found["one"] * 3) or "…", source)


def told(deck: Deck, step: Step, translations: Mapping[str, str]) -> str:
    """One line for a step; a secret, or what only playing gives, is named and not shown."""
    command, args, run = step.command, step.command.args, c.run_of(step.command)
    if command.label:
        return command.label
    if run is c.set_airplane_mode:
        return deck.words(f"said.service_{'down' if args.value == 'enabled' else 'up'}")
    if run is c.simulate:
        how, service, time = args.delivery, args.service, args.advance_clock
        parts = [deck.words("said.delivery", how=deck.words(f"delivery.{how}"))] if how else []
        parts += [deck.words(f"said.service_{service}")] if service else []
        return " ".join([*parts, deck.words("story.time", span=span(deck, time))] if time else parts)
    key, argument = _TOLD.get(run, ("other", ""))
    named = getattr(args, argument) if argument else None
    if not isinstance(named, m.Selector):
        what = _text(deck, named, step.scope) if named is not None else ""
    elif named.text is not None:
        text = _text(deck, named.text, step.scope)
        what = translations.get(text) or readable(text)
    elif named.id is not None:
        block_id = _text(deck, named.id, step.scope)
        blocks = (screen.body[block_id] for screen in deck.screens.values() if block_id in screen.body)
        what = next((label for block in blocks if (label := getattr(block, "label", ""))), block_id)
    else:
        what = deck.words("story.something")
    return deck.words(f"story.{key}", what=what, command=command.name)


def _text(deck: Deck, source: str, scope: Scope) -> str:
    """A text with its variables filled in, secrets by name."""

    def variable(expression: Expression) -> str:
        name = expression.left
        if name in SIMULATED:
            return deck.words(f"story.variable.{name.lower()}")
        if names_secret(name):
            return deck.words("story.variable.password")
        try:
            return expression.value(scope.look_up)
        except UnsetError:
            return name

    return "".join(part if isinstance(part, str) else variable(part) for part in parse_template(source).parts)


# Who may be on the line, each with a story.


class StoryEntry(NamedTuple):
    """A customer and a flow: the customer's own story (None where nobody wrote one), or another with them in it."""

    customer: Customer
    flow: m.Flow | None
    own: bool = True


class Callers:
    """Who may be on the line: every customer, then the flows that are nobody's own story.

    Of a registry too large to be gone through, customers are found by a name, contact, code or policy written whole.
    """

    def __init__(self, registry: index.Registry, alike: Callable[[str], Collection[str]]) -> None:
        self._registry, self._flows, self._alike = registry, library(registry), alike
        self._large = len(registry) > index.MANY
        own = [] if self._large else list(map(self._own, registry))
        theirs = {id(entry.flow) for entry in own}
        others = ((registry.get(flow.setting.customer), flow) for flow in self._flows if id(flow) not in theirs)
        self._entries = [*own, *(StoryEntry(who, flow, own=False) for who, flow in others if who is not None)]
        self._rows: list[tuple[str, str, StoryEntry]] = []

    def find(self, text: str, favourites: Collection[str]) -> Sequence[StoryEntry]:
        """Those of whom something was typed, or what callers say for it: favourites, who is called so, others."""
        if not self._large:
            return self._among(text, favourites)
        by_word = self._registry.by_word
        if not text.strip():
            found = [who for one in favourites if (who := self._registry.get(one)) is not None]
        elif not (found := [*by_word(text)]):  # all of it is no key of anybody's: each of its words then
            first, *others = map(by_word, text.split())
            common = [{customer.id for customer in ones} for ones in others]
            found = [customer for customer in first if all(customer.id in ids for ids in common)]
        return [*map(self._own, found), *self._among(text, ())]

    def _own(self, customer: Customer) -> StoryEntry:
        return StoryEntry(customer, own_story(customer, self._flows))

    def _among(self, text: str, favourites: Collection[str]) -> Sequence[StoryEntry]:
        wanted = fold(text).split()
        if not wanted and not favourites:
            return self._entries
        if not self._rows:
            self._rows = [(fold(_told(one)), fold(one.customer.display_name), one) for one in self._entries]
        found = [row for row in self._rows if all(word in row[0] for word in wanted)]
        if not found:
            choices = [(word, *self._alike(word)) for word in wanted]
            found = [row for row in self._rows if all(any(word in row[0] for word in words) for words in choices)]

        def rank(row: tuple[str, str, StoryEntry]) -> int:
            _, name, entry = row
            if entry.own and entry.customer.id in favourites:
                return 0
            return 1 if entry.own and all(word in name for word in wanted) else 2

        return [row[2] for row in sorted(found, key=rank)]


def _told(entry: StoryEntry) -> str:
    who, flow = entry.customer, entry.flow
    codes = (who.tax_code, who.vat_number, who.client_code, *(policy.number for policy in who.policies))
    about = (who.display_name, who.id, who.story, who.delivery, *((flow.name, *flow.tags) if flow is not None else ()))
    return " ".join((*about, *who.emails, *who.mobiles, *codes))
