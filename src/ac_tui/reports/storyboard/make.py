"""Making the storyboard: flows are played, and what they reach is written as one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ac_tui.deck.deck import Deck
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.model import Flow
from ac_tui.flows.results import FlowResult
from ac_tui.reports.storyboard.page import Storyboard, page
from ac_tui.reports.storyboard.states import StateCollector
from ac_tui.reports.storyboard.word_table import rows

Progress = Callable[[int, int], None]
"""Called after each flow: how many were played, how many there are."""


@dataclass(frozen=True)
class StoryboardRequest:
    """What to make: `decks` are shown side by side under their `names`; `home` is the folder they were read from."""

    flows: Sequence[Flow]
    fixture: Fixture
    decks: Sequence[Deck]
    names: Sequence[str]
    home: Path | None = None


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
    )
    phones = sum(1 + len(state.others) for state in states) * len(request.decks)
    return StoryboardResult(page(board), len(states), phones, results)
