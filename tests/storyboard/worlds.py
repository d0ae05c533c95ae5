"""The storyboard of a few flows, made once: what the tests of the page look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ac_tui.assets import fixtures_dir
from ac_tui.flows.load import load_flows
from ac_tui.flows.model import Flow
from ac_tui.reports.storyboard.page import StoryboardRequest, StoryboardResult, make, read_request
from ac_tui.reports.storyboard.states import ScreenState, StateCollector

FLOWS = Path(__file__).parent / "flows"


@cache
def flows() -> Sequence[Flow]:
    """The flows of this folder."""
    return load_flows([FLOWS])


@cache
def order(*variants: str) -> StoryboardRequest:
    """These flows in the shipped world, in the words of these variants; the original's alone where none is named."""
    return read_request(flows(), None, None, variants or ("",))


@cache
def states(*variants: str) -> Sequence[ScreenState]:
    """Every state that the flows of this folder reach."""
    return _collected(order(*variants))


@cache
def library(*variants: str) -> Sequence[ScreenState]:
    """Every state that the shipped flows reach."""
    return _collected(read_request(load_flows([fixtures_dir() / "flows"]), None, None, variants or ("",)))


def _collected(asked: StoryboardRequest) -> list[ScreenState]:
    collector = StateCollector(asked.fixture, asked.decks)
    for number, flow in enumerate(asked.flows):
        result = collector.play(number, flow)
        assert result.status == "passed", result.failure
    return collector.states()


@cache
def made(*variants: str) -> StoryboardResult:
    """The page of these flows."""
    return make(order(*variants))


def everything() -> Iterator[ScreenState]:
    """Every picture: states, and the same in other data."""
    for state in states():
        yield state
        yield from state.others
