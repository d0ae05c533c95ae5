"""Playing flows and keeping every state they reach, each once, in the guide's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from msgspec import structs

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.differences import ViewPart, differences
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.pseudo import PSEUDO
from ac_tui.deck.render import render
from ac_tui.deck.view import View
from ac_tui.desk.story import number_of, steps_of
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.model import Flow, FlowCommand
from ac_tui.flows.play import Player
from ac_tui.flows.results import FlowResult
from ac_tui.flows.surface import Surface
from ac_tui.journey.model import STEPS, Journey
from ac_tui.reports.storyboard.outline import Outline, key_deck, outline_of

Part = Literal["A", "B", "C", "own"]
PARTS: Final[tuple[Part, ...]] = ("A", "B", "C", "own")
"""The parts of the guide, and the screens it leads to but does not show."""

_OWN: Final = frozenset({"privacy", "help", "assistance", "recover", "service_error"})
"""Screens whose copy is ours: the guide has a link to them, or nothing."""
_BUSINESS: Final = ("professional", "company")
_BY_STEP: Final[Mapping[str, int]] = {step: number for number, step in enumerate(STEPS)}

Seen = tuple[int, int]
"""Where something was first seen: the number of the flow, the number of the command in it."""


@dataclass(slots=True)
class ScreenState:
    """One state: in the words of each deck, as first seen, and by which flows (their numbers).

    `played` is how many steps of the first flow lead there, 0 where no number says it: they are repeated.
    `others` are the same state with other names and numbers in it, in the order seen.
    """

    part: Part
    outline: Outline
    views: tuple[View, ...]
    focus: str
    first: Seen
    played: int
    flows: set[int] = field(default_factory=set)
    others: list[ScreenState] = field(default_factory=list)

    @property
    def step(self) -> str:
        """The step it is a state of."""
        return self.outline.step

    @property
    def address(self) -> str:
        """What the state is called in a link, unique on a page and the same on the next."""
        return f"{self.part.lower()}.{self.outline.address}"

    @property
    def all_flows(self) -> frozenset[int]:
        """The numbers of the flows that reach it, whatever data are in it."""
        return frozenset(self.flows.union(*(other.flows for other in self.others)))


class StateCollector:
    """Plays flows against a fixture and keeps what is seen, in the words of each of `decks`."""

    def __init__(self, fixture: Fixture, decks: Sequence[Deck]) -> None:
        self._fixture = fixture
        self._decks = tuple(decks)
        self._keyed = key_deck(fixture.deck)
        self._found: dict[tuple[Part, Outline], dict[tuple[View, ...], ScreenState]] = {}

    def play(self, number: int, flow: Flow) -> FlowResult:
        """Play one flow, whose number among all is given, and keep what it shows until its end or its failure."""
        surface = Surface(self._fixture.simulation_for(flow))
        player = Player(flow, surface)
        moments: list[tuple[Seen, int, Journey, str]] = []
        steps = steps_of(flow, {})
        count = played = 0
        repeated = False
        seen: View | None = None

        def look(command: FlowCommand) -> None:
            nonlocal count, played, repeated, seen
            count += 1
            before, played = played, number_of(steps, command, played)
            repeated = repeated or played < before
            if surface.view is not seen:
                seen = surface.view
                moments.append(
                    ((number, count), 0 if repeated else played, surface.simulation.journey, player.executor.focus)
                )

        result = player.play(look)
        for moment in moments:  # only now every secret is known
            self._keep(player, flow, *moment)
        return result

    def states(self) -> list[ScreenState]:
        """Every state once, in the guide's order, with the same state in other data behind the one seen first."""
        states = []
        for data in self._found.values():
            one, *others = sorted(data.values(), key=lambda state: state.first)
            states.append(replace(one, others=others))
        return sorted(states, key=lambda state: _order(state, self._fixture.deck))

    def _keep(self, player: Player, flow: Flow, first: Seen, played: int, journey: Journey, focus: str) -> None:
        world, clean = player.executor.surface.simulation.world, player.executor.redactor.redact_view
        outline = outline_of(render(self._keyed, journey, world))
        part = self._part(outline.step, journey, flow)
        # The time of day alone makes no other state.
        views = tuple(clean(structs.replace(render(deck, journey, world), clock=_CLOCK)) for deck in self._decks)
        data = self._found.setdefault((part, outline), {})
        data.setdefault(views, ScreenState(part, outline, views, focus, first, played)).flows.add(first[0])

    def _part(self, step: str, journey: Journey, flow: Flow) -> Part:
        """The part a state belongs to: where its screen stands in the guide, and who is at it."""
        letters = {name[-1] for name in self._fixture.deck.screens[step].guide}
        if step in _OWN or not letters or not journey.app_open:
            return "own"
        if "C" in letters and (letters == {"C"} or journey.second_look):
            return "C"
        who: Part = "B" if self._business(journey, flow) else "A"
        return who if who in letters else "A" if "A" in letters else "B"

    def _business(self, journey: Journey, flow: Flow) -> bool:
        customer = self._fixture.registry.get(journey.logged_in or journey.customer_id or flow.setting.customer)
        if journey.profile is not None:
            return journey.profile in _BUSINESS
        if customer is not None:
            return customer.profile in _BUSINESS
        return next((name[-1] == "B" for name in flow.setting.guide), False)


_CLOCK: Final = View("", "", ()).clock


def differing(state: ScreenState, decks: Sequence[Deck]) -> tuple[frozenset[ViewPart], ...]:
    """For each deck what it says otherwise than the first, for the first what any other does.

    Where everything does, in another language and in the pseudo-locale, it is not worth telling.
    """
    first, *rest = zip(decks, state.views, strict=True)
    found = [differences(first[1], view) if alike(first[0], deck) else frozenset[ViewPart]() for deck, view in rest]
    return (frozenset[ViewPart]().union(*found), *found)


def alike(one: Deck, other: Deck) -> bool:
    """Whether two decks may say the same: copy in one language, neither of them made up."""
    made_up = PSEUDO in (one.variant, other.variant)
    return language_of(one.variant) == language_of(other.variant) and not made_up


def _order(state: ScreenState, deck: Deck) -> tuple[object, ...]:
    """By the guide; then by what the screen asks for and remarks on, how much is written in it, and who came first."""
    screen, outline = deck.screens[state.step], state.outline
    numbers = [int(name[:-1]) for name in screen.guide if name[-1] == state.part]
    body = {block: number for number, block in enumerate(screen.body)}
    texts = {".".join(map(str, path)): number for number, (path, _) in enumerate(screen.texts())}
    return (
        PARTS.index(state.part),
        min(numbers, default=99),
        not outline.open,
        _BY_STEP[state.step],
        [body[block] for block in outline.blocks if _asks(screen, block)],
        outline.rank,
        sorted(texts[key] for key in outline.remarks),
        outline.filled if outline.rank == 0 else 0,
        state.first,
    )


def _asks(screen: m.Screen, block: str) -> bool:
    """Whether a block asks for something: which of them are there is what a screen is about."""
    return block in screen.body and screen.body[block].kind in ("field", "secret", "code", "tabs", "choice", "checkbox")


def guide_numbers(state: ScreenState, deck: Deck) -> Iterator[str]:
    """The guide's own names of the steps that a state belongs to, in its part: "4A", "5A"."""
    return (name for name in deck.screens[state.step].guide if name[-1] == state.part or state.part == "own")
