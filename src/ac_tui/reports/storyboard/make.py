"""Making the storyboard: flows are played, and what they reach is written as one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ac_tui.deck.deck import Deck
from ac_tui.desk.links import LinkTarget, query_of, shipped
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.model import Flow
from ac_tui.flows.results import FlowResult
from ac_tui.reports.storyboard.page import Storyboard, page
from ac_tui.reports.storyboard.states import ScreenState, StateCollector
from ac_tui.reports.storyboard.word_table import rows

Progress = Callable[[int, int], None]
"""Called after each flow: how many were played, how many there are."""


@dataclass(frozen=True)
class StoryboardRequest:
    """What to make: `decks` are shown side by side under their `names`; `home` is the folder they were read from.

    `page` is the address of the simulator's page, "" for no links into it.
    """

    flows: Sequence[Flow]
    fixture: Fixture
    decks: Sequence[Deck]
    names: Sequence[str]
    home: Path | None = None
    page: str = ""


@dataclass(frozen=True)
class StoryboardResult:
    """The page, how many states and phones are on it, and what came of each flow."""

    html: str
    states: int
    phones: int
    results: Sequence[FlowResult]


def make(request: StoryboardRequest, progress: Progress) -> StoryboardResult:
    """Play the flows and write the page; the same request always gives the same text."""
    collector = StateCollector(request.fixture, request.decks)
    results = []
    for number, flow in enumerate(request.flows):
        results.append(collector.play(number, flow))
        progress(len(results), len(request.flows))
    states = collector.states()
    board = Storyboard(
        decks=request.decks,
        names=request.names,
        states=states,
        flows=[result.name for result in results],
        words=rows(request.decks, request.home, request.fixture.deck),
        places=[place_of(request, state) for state in states],
    )
    phones = sum(1 + len(state.others) for state in states) * len(request.decks)
    return StoryboardResult(page(board), len(states), phones, results)


def place_of(request: StoryboardRequest, state: ScreenState) -> str:
    """The link to a state in the simulator's page, "" without a page and for a flow that the page does not have."""
    flow = request.flows[state.first[0]]
    if not (request.page and state.played and shipped(flow)):
        return ""
    # What is on show at the beginning already is no step of its own to a story.
    step = str(state.played) if state.first[1] > 1 else state.step
    target = LinkTarget(Path(flow.file).stem, step, request.decks[0].variant)
    return f"{request.page}{query_of(target)}"
