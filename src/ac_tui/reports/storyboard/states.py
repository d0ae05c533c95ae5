"""Playing flows and keeping every state they reach, each once, in the guide's order.

Two screens are the same state if they say the same things of the deck, whatever data stand in them: the journey is
rendered a second time with a deck whose every text is its own key, and what comes out is which words are on show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import blake2s
from typing import Any, Final, Literal

from msgspec import structs

from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.load import PSEUDO, key_deck
from ac_tui.deck.redaction import change_texts, mask_codes
from ac_tui.deck.render import render
from ac_tui.deck.view import ASKED, View, differences
from ac_tui.desk.story import number_of, steps_of
from ac_tui.flows.executor import Surface
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.model import Flow, FlowCommand
from ac_tui.flows.play import Player
from ac_tui.flows.results import FlowResult
from ac_tui.journey.model import STEPS, Journey

Part = Literal["A", "B", "C", "own"]
PARTS: Final[tuple[Part, ...]] = ("A", "B", "C", "own")
"""The parts of the guide, and the screens it leads to but does not show."""

_OWN: Final = frozenset({"privacy", "help", "assistance", "recover", "service_error"})
"""Screens whose copy is ours: the guide has a link to them, or nothing."""

RANKS: Final = ("", "notice", "hint", "error")  # what a state says beside its words, the gravest last

Outline = tuple[str, bool, bool, tuple[tuple[Any, ...], ...]]
"""A screen without data, equal for any two customers who would be told the same: its step, open, back and parts."""


@dataclass(slots=True)
class ScreenState:
    """One state: in the words of each deck, as first seen, and by which flows (their numbers)."""

    part: Part
    step: str
    open: bool
    back: bool
    # Of each block: its id, the keys it shows, whether something is written in it, whether it is ticked, whether it can
    # be used, and the keys of its options with whether one of them is chosen.
    parts: tuple[tuple[Any, ...], ...]
    views: tuple[View, ...]
    focus: str
    first: tuple[int, int]  # the numbers of a flow, and of a command in it
    played: int  # how many steps of the first flow lead there, 0 where no number says it: they are repeated
    flows: set[int] = field(default_factory=set)
    others: list[ScreenState] = field(default_factory=list)  # with other names and numbers in it, in the order seen

    @property
    def keys(self) -> frozenset[str]:
        """The keys of every text on show, as their file has them: "body.sent.text"."""
        return frozenset(re.findall("⟦(.*?)⟧", repr(self.parts)))

    @property
    def remarks(self) -> list[str]:
        """The keys of its notices, hints and errors, sorted."""
        return sorted(filter(_rank, self.keys))

    @property
    def rank(self) -> int:
        """Where it stands among its screen's states: the place in RANKS of the gravest thing it says."""
        return max(map(_rank, self.keys), default=0)

    @property
    def filled(self) -> int:
        """In how many fields something is written, ticked or chosen."""
        blocks = [part[2:] for part in self.parts if len(part) > 2]
        return sum(any((written, ticked, *(chosen for _, chosen in options))) for written, ticked, _, options in blocks)

    @property
    def address(self) -> str:
        """What it is called in a link while it says the same: its part and step, what it remarks on, and a digest."""
        remarks = sorted(key.removeprefix("body.").replace(".title", "") for key in self.remarks)
        digest = blake2s(repr((self.open, self.back, self.parts)).encode(), digest_size=3).hexdigest()
        return ".".join((self.part.lower(), self.step, *(remark.replace(".", "-") for remark in remarks), digest))


def _rank(key: str) -> int:
    found = re.match(r"body\.[^.]*\.(title|hint|error)\b", key)
    return RANKS.index(found[1].replace("title", "notice")) if found else 0


def outline_of(keyed: View) -> Outline:
    """The outline of a view that was rendered with a `key_deck`."""
    parts: list[tuple[Any, ...]] = [("heading", keyed.heading)] if keyed.heading else []
    for block in keyed.blocks:
        options: dict[tuple[str, str], bool] = {}
        for option in block.options:
            options[option.group, option.text] = options.get((option.group, option.text), False) or option.checked
        name = block.id.partition(".")[0]  # an entry of a list: how many there are is data
        said = (block.title, block.text, block.placeholder, block.error, block.hint)
        parts.append((name, said, bool(block.value), block.checked, block.enabled, tuple(options.items())))
    return keyed.step, keyed.open, keyed.back, tuple(dict.fromkeys(parts))


class StateCollector:
    """Plays flows against a fixture and keeps what is seen, in the words of each of `decks`."""

    def __init__(self, fixture: Fixture, decks: Sequence[Deck]) -> None:
        self._fixture = fixture
        self._decks = tuple(decks)
        self._keyed = key_deck(fixture.deck)
        self._found: dict[tuple[Part, Outline], dict[tuple[View, ...], ScreenState]] = {}

    def play(self, number: int, flow: Flow) -> FlowResult:
        """Play one flow, whose number among all is given, and keep what it shows until its end or its failure."""
        surface = Surface(self._fixture.simulation(flow.setting.seed))
        player = Player(flow, surface)
        moments: list[tuple[FlowCommand, View, Journey, str]] = []

        def look(command: FlowCommand) -> None:
            moments.append((command, surface.view, surface.simulation.journey, player.executor.focus))

        result = player.play(look)
        world, told = surface.simulation.world, cache(player.executor.redactor.redact)  # only now every secret is known
        clock = View("", "", ()).clock  # the time of day alone makes no other state
        steps, played, repeated, seen = steps_of(flow, {}), 0, False, None
        for count, (command, view, journey, focus) in enumerate(moments, 1):
            before, played = played, number_of(steps, command, played)
            repeated = repeated or played < before
            if view is seen:
                continue
            seen, outline = view, outline_of(render(self._keyed, journey, world))
            part = self._part(view.step, journey, flow)
            shown = (structs.replace(render(deck, journey, world), clock=clock) for deck in self._decks)
            views = tuple(change_texts(mask_codes(view), told) for view in shown)
            state = ScreenState(part, *outline, views, focus, (number, count), 0 if repeated else played)
            self._found.setdefault((part, outline), {}).setdefault(views, state).flows.add(number)
        return result

    def states(self) -> list[ScreenState]:
        """Every state once, in the guide's order, with the same state in other data behind the one seen first."""
        states = [replace(one, others=others) for one, *others in map(dict.values, self._found.values())]
        return sorted(states, key=lambda state: _order(state, self._fixture.deck))

    def _part(self, step: str, journey: Journey, flow: Flow) -> Part:
        """The part a state belongs to: where its screen stands in the guide, and who is at it."""
        letters = {name[-1] for name in self._fixture.deck.screens[step].guide}
        if step in _OWN or not letters or not journey.app_open:
            return "own"
        if "C" in letters and (letters == {"C"} or journey.second_look):
            return "C"
        customer = self._fixture.registry.get(journey.logged_in or journey.customer_id or flow.setting.customer)
        profile = journey.profile or (customer.profile if customer is not None else None)
        business = profile != "person" if profile is not None else (*flow.setting.guide, "A")[0][-1] == "B"
        return "B" if "B" in letters and (business or "A" not in letters) else "A"


def differing(state: ScreenState, decks: Sequence[Deck]) -> tuple[frozenset[tuple[str, str]], ...]:
    """For each deck what it says otherwise than the first, for the first what any other of its language does."""
    first, *rest = zip(decks, state.views, strict=True)
    found = [differences(first[1], view if alike(first[0], deck) else first[1]) for deck, view in rest]
    return (frozenset[tuple[str, str]]().union(*found), *found)


def alike(one: Deck, other: Deck) -> bool:
    """Whether two decks may say the same: copy in one language, neither of them made up."""
    return language_of(one.variant) == language_of(other.variant) and PSEUDO not in (one.variant, other.variant)


def _order(state: ScreenState, deck: Deck) -> tuple[object, ...]:
    """By the guide; then by what the screen asks for and remarks on, how much is written in it, and who came first."""
    screen = deck.screens[state.step]
    numbers = [int(name[:-1]) for name in screen.guide if name[-1] == state.part]
    asking = {name: number for number, (name, block) in enumerate(screen.body.items()) if block.kind in ASKED}
    texts = {".".join(map(str, path)): number for number, (path, _) in enumerate(screen.texts())}
    return (
        PARTS.index(state.part),
        min(numbers, default=99),
        not state.open,
        STEPS.index(state.step),
        [asking[name] for name, *_ in state.parts if name in asking],
        state.rank,
        sorted(texts[key] for key in state.remarks),
        state.filled if state.rank == 0 else 0,
        state.first,
    )
