"""Making the page: flows are played and phones drawn, in several processes where that is worth it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar

from ac_tui.deck.deck import Deck
from ac_tui.deck.layout_sheet import Place
from ac_tui.deck.view import View
from ac_tui.flows.model import Flow
from ac_tui.flows.results import FlowResult
from ac_tui.flows.stage import Stage
from ac_tui.reports.storyboard.page import Storyboard, page
from ac_tui.reports.storyboard.phone import phone
from ac_tui.reports.storyboard.stills import Camera, Still, developed, differing
from ac_tui.reports.storyboard.word_table import rows
from ac_tui.reports.storyboard.workers import Workers, workers

WORTH_A_PROCESS: Final = 300
"""So many flows take longer than another process takes to start and to hand over what it found (measured)."""
_FLOWS_AT_ONCE, _PHONES_AT_ONCE = 10, 100

Phase = Literal["playing", "drawing"]
Progress = Callable[[Phase, int, int], None]
"""Told now and then: what is being done, how much of it is done, how much there is."""


class World(NamedTuple):
    """What flows are played against, and the decks whose words are shown."""

    stage: Stage
    decks: tuple[Deck, ...]


Load = Callable[[], World]
"""Reads the world; every process reads its own, so it must survive being sent to one."""


@dataclass(frozen=True)
class Order:
    """What to make: `names` are over the columns of the decks, `home` is the folder they were read from."""

    flows: Sequence[Flow]
    names: Sequence[str]
    home: Path | None
    load: Load
    jobs: int = 1


@dataclass(frozen=True)
class Made:
    """The page, how many states and pictures are on it, and what came of each flow."""

    html: str
    states: int
    pictures: int
    results: Sequence[FlowResult]


def best_jobs(flows: int) -> int:
    """As many processes as there are processors, where there is enough to do."""
    return max(1, min(os.cpu_count() or 1, flows // WORTH_A_PROCESS))


def make(order: Order, world: World, progress: Progress) -> Made:
    """Play the flows, draw what they reach, and write the page; `world` is what `order.load` gives."""
    with _workers(order) as pool:
        stills, results = _play(order, world, pool, progress)
        drawn = _draw(stills, world, pool, progress)
    board = Storyboard(
        decks=world.decks,
        names=order.names,
        stills=stills,
        drawn=lambda still: [drawn[picture] for picture in _pictures(still, world)],
        flows=[result.name for result in results],
        words=rows(world.decks, order.home, world.stage.deck),
    )
    pictures = sum(1 + len(still.others) for still in stills) * len(world.decks)
    return Made(page(board), len(stills), pictures, results)


def _workers(order: Order) -> AbstractContextManager[Workers | None]:
    """The processes to work in, each with a world of its own; None where this one does it alone."""
    return nullcontext() if order.jobs == 1 else workers(order.jobs, partial(_set_up, order.load))


_Numbered = tuple[int, Flow]
_Shot = tuple[list[Still], list[FlowResult]]


def _shoot(camera: Camera, flows: Sequence[_Numbered]) -> _Shot:
    results = [camera.play(number, flow) for number, flow in flows]
    return camera.take(), results


_camera: Camera | None = None
"""The camera of a process that was started to play flows."""


def _set_up(load: Load) -> None:
    global _camera  # noqa: PLW0603  (a process is set up once, and this is where it keeps what it was given)
    _camera = Camera(*load())


def _shoot_there(flows: Sequence[_Numbered]) -> _Shot:
    if _camera is None:
        raise RuntimeError("this process was not set up to play flows")
    return _shoot(_camera, flows)


def _play(order: Order, world: World, pool: Workers | None, progress: Progress) -> tuple[list[Still], list[FlowResult]]:
    chunks = _cut(list(enumerate(order.flows)), _FLOWS_AT_ONCE)
    if pool is None:
        camera = Camera(*world)
        shots: Iterable[_Shot] = (_shoot(camera, chunk) for chunk in chunks)
    else:
        shots = pool.map(_shoot_there, chunks)
    found: list[Still] = []
    results: list[FlowResult] = []
    for stills, played in shots:
        found += stills
        results += played
        progress("playing", len(results), len(order.flows))
    return developed(found, world.stage.deck), results


_Picture = tuple[View, str, str, frozenset[Place]]
"""What a phone is drawn from: the view, the focus, what is said of a closed app, what other decks say otherwise."""


def _pictures(still: Still, world: World) -> list[_Picture]:
    closed = [deck.words("phone.closed") for deck in world.decks]
    shown = zip(still.views, closed, differing(still, world.decks), strict=True)
    return [(view, still.focus, said, otherwise) for view, said, otherwise in shown]


def _draw(stills: Sequence[Still], world: World, pool: Workers | None, progress: Progress) -> dict[_Picture, str]:
    pictures = dict.fromkeys(p for still in stills for one in (still, *still.others) for p in _pictures(one, world))
    chunks = _cut(list(pictures), _PHONES_AT_ONCE)
    drawn: dict[_Picture, str] = {}
    for chunk, phones in zip(chunks, map(_phones, chunks) if pool is None else pool.map(_phones, chunks), strict=True):
        drawn |= dict(zip(chunk, phones, strict=True))
        progress("drawing", len(drawn), len(pictures))
    return drawn


def _phones(pictures: Sequence[_Picture]) -> list[str]:
    return [phone(*picture) for picture in pictures]


_T = TypeVar("_T")


def _cut(items: Sequence[_T], size: int) -> list[Sequence[_T]]:
    return [items[at : at + size] for at in range(0, len(items), size)]
