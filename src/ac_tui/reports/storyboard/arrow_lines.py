"""How the arrows of the flow run between its cards: which side they leave and reach, and where on that side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, Literal, NamedTuple

from ac_tui.reports.storyboard.flow_map import Arrow, Cell, FlowMap

CARD_W, CARD_H = 184.0, 104.0
GAP_X, GAP_Y = 52.0, 46.0
EDGE: Final = 24.0

_APART: Final = 17.0
"""How far apart arrows stand that share the side of a card."""
_TIP: Final = 2.0

Side = Literal["left", "right", "top", "bottom"]


class _End(NamedTuple):
    """One end of an arrow: the card and side it is at, and which arrow it is.

    `turn` is how far along the side the other end lies, in cells: arrows that have not to turn are in the middle.
    """

    cell: Cell
    side: Side
    turn: int
    back: bool
    arrow: int
    starts: bool


class _Point(NamedTuple):
    x: float
    y: float


def corner(cell: Cell) -> tuple[float, float]:
    """The upper left corner of a card."""
    return EDGE + cell.column * (CARD_W + GAP_X), EDGE + cell.row * (CARD_H + GAP_Y)


def lines(plan: FlowMap) -> Iterator[tuple[Arrow, str]]:
    """Every arrow with its line, as the data of an SVG path; arrows at one side of a card keep apart."""
    ends = [end for place, arrow in enumerate(plan.arrows) for end in _ends(plan, arrow, place)]
    points = dict(_points(ends))
    for place, arrow in enumerate(plan.arrows):
        source, to = plan.cells[arrow.source], plan.cells[arrow.to]
        yield arrow, _line(points[place, True], points[place, False], _sides(plan, source, to))


def _ends(plan: FlowMap, arrow: Arrow, place: int) -> Iterator[_End]:
    source, to = plan.cells[arrow.source], plan.cells[arrow.to]
    start, end = _sides(plan, source, to)
    yield _End(source, start, _turn(start, source, to), arrow.back, place, True)
    yield _End(to, end, _turn(end, to, source), arrow.back, place, False)


def _turn(side: Side, here: Cell, there: Cell) -> int:
    return there.row - here.row if side in ("left", "right") else there.column - here.column


def _sides(plan: FlowMap, source: Cell, to: Cell) -> tuple[Side, Side]:
    if source.column == to.column:
        return ("bottom", "top") if to.row > source.row else ("top", "bottom")
    low, high = sorted((source.column, to.column))
    between = (cell for cell in plan.cells.values() if cell.row == source.row and low < cell.column < high)
    if source.row == to.row and any(between):
        return "top", "top"
    return ("right", "left") if to.column > source.column else ("left", "right")


def _points(ends: list[_End]) -> Iterator[tuple[tuple[int, bool], _Point]]:
    """Where on the page each end is, by arrow and by whether it is where the arrow starts."""
    for (cell, side), shared in groupby(sorted(ends), key=lambda end: (end.cell, end.side)):
        x, y = corner(cell)
        for end, aside in _asides(list(shared)):
            at = {
                "left": _Point(x, y + CARD_H / 2 + aside),
                "right": _Point(x + CARD_W, y + CARD_H / 2 + aside),
                "top": _Point(x + CARD_W / 2 + aside, y),
                "bottom": _Point(x + CARD_W / 2 + aside, y + CARD_H),
            }
            yield (end.arrow, end.starts), at[side]


def _asides(ends: list[_End]) -> Iterator[tuple[_End, float]]:
    """How far from the middle of its side each end stands: straight arrows around it, the others beyond them."""
    straight = [end for end in ends if end.turn == 0]
    before, after = [end for end in ends if end.turn < 0], [end for end in ends if end.turn > 0]
    first = -(len(straight) - 1) / 2 - len(before)
    if not straight:
        first = -(len(ends) - 1) / 2
    for place, end in enumerate([*before, *straight, *after]):
        yield end, (first + place) * _APART


def _line(start: _Point, end: _Point, sides: tuple[Side, Side]) -> str:
    if sides == ("top", "top"):
        return _over(start, end)
    if sides[0] in ("top", "bottom"):
        stop = end.y - _TIP if end.y > start.y else end.y + _TIP
        return _bent(start, _Point(end.x, stop), upright=True)
    stop = end.x - _TIP if end.x > start.x else end.x + _TIP
    return _bent(start, _Point(stop, end.y), upright=False)


def _bent(start: _Point, end: _Point, *, upright: bool) -> str:
    if upright:
        bend = (end.y - start.y) * 0.5
        first, second = _Point(start.x, start.y + bend), _Point(end.x, end.y - bend)
    else:
        bend = (end.x - start.x) * 0.5
        first, second = _Point(start.x + bend, start.y), _Point(end.x - bend, end.y)
    return f"M{_pair(start)}C{_pair(first)} {_pair(second)} {_pair(end)}"


def _over(start: _Point, end: _Point) -> str:
    """Over the cards in between, the higher the farther."""
    columns = abs(end.x - start.x) / (CARD_W + GAP_X)
    top = start.y - 7 - 7 * columns
    sign = 1 if end.x > start.x else -1
    first, last = _Point(start.x + sign * 14, top), _Point(end.x - sign * 14, top)
    return (
        f"M{_pair(start)}Q{number(start.x)} {number(top)} {_pair(first)}H{number(last.x)}"
        f"Q{number(end.x)} {number(top)} {number(end.x)} {number(end.y - _TIP)}"
    )


def _pair(point: _Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def number(value: float) -> str:
    """A number as SVG has it: at most two decimals, none of them idle."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
