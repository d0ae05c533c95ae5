"""Where each step stands on the map of the flow, and which arrows join them: read off the transition table.

Steps stand in columns, each to the right of all that lead to it; after WIDE columns the map turns and runs back below.
Arrows that lead on and arrows that lead back next door are drawn; every other way is a badge, the letter of the step it
leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final, NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.journey import effects as do
from ac_tui.journey.events import Back
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, RETURN, TABLE, Row, openers

WIDE: Final = 6
_LANES: Final = "ABC"
_NUMBER: Final[Mapping[str, int]] = {step: number for number, step in enumerate(STEPS)}


class Cell(NamedTuple):
    """A place on the map: its column and row, counted from the top left."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from one step to another; `events` are what leads along it, `back` says that it leads back."""

    source: str
    to: str
    events: tuple[str, ...]
    back: bool


@dataclass(frozen=True, slots=True)
class FlowMap:
    """Steps in their cells; `sides` are those any step may open and return from, `badges` the letters of steps.

    `refers` are the steps a step leads to without an arrow; `anywhere` the same for what can happen at any step, by
    event. `rows` is how many rows of cells there are.
    """

    cells: Mapping[str, Cell]
    sides: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    badges: Mapping[str, str]
    refers: Mapping[str, tuple[str, ...]]
    anywhere: Mapping[str, tuple[str, ...]]
    rows: int


def flow_map(deck: Deck) -> FlowMap:
    """The map of the flow; the deck tells which part of the guide a step belongs to."""
    sides = tuple(step for step in STEPS if _is_side(step))
    ways = _ways(sides)
    on = _leading_on(ways)
    cells = _cells(_columns(on), deck)
    drawn = {way for way in ways if way in on or _next_door(cells[way[0]], cells[way[1]])}
    refers: dict[str, list[str]] = {}
    for row in TABLE:
        if (
            row.step != ANY
            and row.event is not Back
            and row.to not in (RETURN, row.step)
            and (row.step, row.to) not in drawn
        ):
            refers.setdefault(row.step, []).append(row.to)
    anywhere: dict[str, list[str]] = {}
    for row in TABLE:
        if row.step == ANY:
            anywhere.setdefault(row.event.name, []).append(row.to)
    targets = {to for refer in (*refers.values(), *anywhere.values()) for to in refer}
    return FlowMap(
        cells=cells,
        sides=sides,
        arrows=tuple(Arrow(*way, tuple(dict.fromkeys(ways[way])), way not in on) for way in ways if way in drawn),
        badges=dict(zip((step for step in STEPS if step in targets), ascii_lowercase, strict=False)),
        refers=_in_order(refers),
        anywhere=_in_order(anywhere),
        rows=max(cell.row for cell in cells.values()) + 1,
    )


def _in_order(refers: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {source: tuple(sorted(set(to), key=lambda step: _NUMBER[step])) for source, to in refers.items()}


def _is_side(step: str) -> bool:
    """Whether a step is one that others open and that always returns to them."""
    backs = [row for row in TABLE if row.step == step and row.event is Back]
    return bool(openers(step)) and bool(backs) and all(row.to == RETURN for row in backs)


Way = tuple[str, str]


def _ways(sides: tuple[str, ...]) -> dict[Way, list[str]]:
    """Which steps lead to which, side steps and detours left out, with the events that do it."""
    ways: dict[Way, list[str]] = {}
    for row in TABLE:
        if not _is_detour(row) and row.step not in (ANY, row.to, *sides) and row.to not in sides:
            ways.setdefault((row.step, row.to), []).append(row.event.name)
    return ways


def _is_detour(row: Row) -> bool:
    return row.event is Back or row.to == RETURN or row.effect is do.aside


def _leading_on(ways: Iterable[Way]) -> frozenset[Way]:
    """The ways that lead on: to a step further from the first than where they start, or as far and not back again."""
    ways = tuple(ways)
    far = _distances(ways)
    return frozenset(
        (source, to)
        for source, to in ways
        if far[to] > far[source]
        or (far[to] == far[source] and ((to, source) not in ways or _NUMBER[source] < _NUMBER[to]))
    )


def _distances(ways: Iterable[Way]) -> dict[str, int]:
    """How many ways each step is from the first; 0 for those that no way leads to."""
    far = {step: 0 for way in ways for step in way}
    edge: set[str] = {STEPS[0]}
    reached = set(edge)
    for distance in range(1, len(far)):
        edge = {to for source, to in ways if source in edge} - reached
        reached |= edge
        far |= dict.fromkeys(edge, distance)
    return far


def _columns(on: Iterable[Way]) -> dict[str, int]:
    """The column of every step that a way leads to or from: right of all that lead to it, left of where it leads."""
    on = tuple(on)
    columns = {step: 0 for way in on for step in way}
    for _ in columns:
        for source, to in on:
            columns[to] = max(columns[to], columns[source] + 1)
    for step in columns:
        if step != STEPS[0] and not any(to == step for _, to in on):
            columns[step] = min(columns[to] for source, to in on if source == step) - 1
    return columns


def _cells(columns: Mapping[str, int], deck: Deck) -> dict[str, Cell]:
    """The cell of every step: a lane for each part of the guide, the first free one from there on."""
    bands = max(columns.values()) // WIDE + 1
    cells: dict[str, Cell] = {}
    top = 0
    for band in range(bands):
        lanes: dict[str, Cell] = {}
        for step in (step for step in STEPS if step in columns and columns[step] // WIDE == band):
            place = columns[step] % WIDE
            column = place if band % 2 == 0 else WIDE - 1 - place
            row = top + _lane(step, deck)
            while Cell(column, row) in lanes.values():
                row += 1
            lanes[step] = Cell(column, row)
        cells |= lanes
        top = max(cell.row for cell in cells.values()) + 1
    return cells


def _lane(step: str, deck: Deck) -> int:
    letters = {name[-1] for name in deck.screens[step].guide}
    return next((number for number, letter in enumerate(_LANES) if letter in letters), 1)


def _next_door(one: Cell, other: Cell) -> bool:
    return abs(one.column - other.column) <= 1
