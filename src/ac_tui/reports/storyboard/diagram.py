"""The flow as a picture to click on: every step a card that leads to its phones, and the arrows between the cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.reports.storyboard.flow_map import WIDE, Arrow, Cell, FlowMap, flow_map
from ac_tui.surfaces.web.templates import template

CARD_W, CARD_H = 184, 104
GAP_X, GAP_Y = 52, 46
_EDGE: Final = 24
_WIDTH: Final = 2 * _EDGE + WIDE * CARD_W + (WIDE - 1) * GAP_X
_LANE_GAP: Final = 14
_APART: Final = 17
"""How far apart arrows stand that share the side of a card."""
_TIP: Final = 2


class Anchors(NamedTuple):
    """Where the phones of each step stand on the page: by part the anchor, and how many there are in all."""

    by_part: Mapping[str, str]
    total: int


class _Card(NamedTuple):
    """A step, or with `step` "" what can happen at any step: where it is drawn, what it says, where its parts lead."""

    step: str
    name: str
    x: int
    y: int
    wide: int
    said: str
    anchor: str
    guide: Sequence[tuple[str, str]]
    badge: str
    refers: Sequence[str]


def diagram(deck: Deck, anchors: Mapping[str, Anchors]) -> str:
    """The flow as an SVG element; a step without phones leads nowhere and says so."""
    plan = flow_map(deck)
    lane = _EDGE + plan.rows * (CARD_H + GAP_Y) + _LANE_GAP
    below = (*plan.sides, *plan.anywhere)
    wide = min(CARD_W, (_WIDTH - 2 * _EDGE - (len(below) - 1) * _LANE_GAP) // len(below))
    places = {step: (*corner(cell), CARD_W) for step, cell in plan.cells.items()}
    places |= {what: (_EDGE + n * (wide + _LANE_GAP), lane, wide) for n, what in enumerate(below)}
    return template("ac_tui.reports.storyboard", "diagram.svg.jinja").render(
        width=_WIDTH,
        height=lane + CARD_H + _EDGE,
        high=CARD_H,
        edge=_EDGE,
        lane=lane,
        label=deck.words("storyboard.flow"),
        lines=lines(plan),
        cards=[_card(what, place, deck, plan, anchors.get(what, Anchors({}, 0))) for what, place in places.items()],
    )


def _card(what: str, place: tuple[int, int, int], deck: Deck, plan: FlowMap, anchors: Anchors) -> _Card:
    first = next(iter(anchors.by_part.values()), "")
    if what in plan.anywhere:
        step, name, guide, refers = "", f"storyboard.any.{what}", {}, plan.anywhere[what]
    else:
        step, name, refers = what, f"screen.{what}", plan.refers.get(what, ())
        guide = {part: [n for n in deck.screens[what].guide if n[-1] == part] for part in "ABC"}
    return _Card(
        step,
        deck.words(name),
        *place,
        said=screens(deck, anchors.total) if first or step else "",
        anchor=first,
        guide=[(" ".join(names), anchors.by_part.get(part.lower(), "")) for part, names in guide.items() if names],
        badge=plan.badges.get(step, ""),
        refers=[plan.badges[to] for to in refers],
    )


def screens(deck: Deck, count: int) -> str:
    """How many screens, in words."""
    return deck.words("storyboard.screens_one") if count == 1 else deck.words("storyboard.screens_many", n=count)


def corner(cell: Cell) -> tuple[int, int]:
    """The upper left corner of a card."""
    return _EDGE + cell.column * (CARD_W + GAP_X), _EDGE + cell.row * (CARD_H + GAP_Y)


_Side = Literal["left", "right", "top", "bottom"]
_Point = tuple[float, float]


def lines(plan: FlowMap) -> Iterator[tuple[Arrow, str]]:
    """Every arrow with its line, as the data of an SVG path; arrows at one side of a card keep apart.

    Those that need not turn stand in the middle of their side, the others beyond them.
    """
    ends: dict[tuple[Cell, _Side], list[tuple[int, bool, int, bool]]] = {}
    for number, arrow in enumerate(plan.arrows):
        source, to = plan.cells[arrow.source], plan.cells[arrow.to]
        start, end = _sides(plan, source, to)
        for starts, here, side, there in ((True, source, start, to), (False, to, end, source)):
            turn = there.row - here.row if side in ("left", "right") else there.column - here.column
            ends.setdefault((here, side), []).append((turn, arrow.back, number, starts))
    points: dict[tuple[int, bool], _Point] = {}
    for (cell, side), shared in ends.items():
        straight = [place for place, (turn, *_) in enumerate(sorted(shared)) if turn == 0]
        middle = (straight[0] + straight[-1]) / 2 if straight else (len(shared) - 1) / 2
        for place, (_, _, number, starts) in enumerate(sorted(shared)):
            points[number, starts] = _point(cell, side, (place - middle) * _APART)
    for number, arrow in enumerate(plan.arrows):
        sides = _sides(plan, plan.cells[arrow.source], plan.cells[arrow.to])
        yield arrow, _line(points[number, True], points[number, False], sides)


def _sides(plan: FlowMap, source: Cell, to: Cell) -> tuple[_Side, _Side]:
    if source.column == to.column:
        return ("bottom", "top") if to.row > source.row else ("top", "bottom")
    low, high = sorted((source.column, to.column))
    between = (cell for cell in plan.cells.values() if cell.row == source.row and low < cell.column < high)
    if source.row == to.row and any(between):
        return "top", "top"
    return ("right", "left") if to.column > source.column else ("left", "right")


def _point(cell: Cell, side: _Side, aside: float) -> _Point:
    x, y = corner(cell)
    if side in ("left", "right"):
        return x + CARD_W * (side == "right"), y + CARD_H / 2 + aside
    return x + CARD_W / 2 + aside, y + CARD_H * (side == "bottom")


def _line(start: _Point, end: _Point, sides: tuple[_Side, _Side]) -> str:
    (x, y), (to_x, to_y) = start, end
    if sides == ("top", "top"):  # over the cards in between, the higher the farther
        top = y - 7 - 7 * abs(to_x - x) / (CARD_W + GAP_X)
        bend = 14 if to_x > x else -14
        rise, fall = f"Q{x:g} {top:g} {x + bend:g} {top:g}", f"Q{to_x:g} {top:g} {to_x:g} {to_y - _TIP:g}"
        return f"M{x:g} {y:g}{rise}H{to_x - bend:g}{fall}"
    if sides[0] in ("top", "bottom"):
        to_y -= _TIP if to_y > y else -_TIP
        return f"M{x:g} {y:g}C{x:g} {(y + to_y) / 2:g} {to_x:g} {(y + to_y) / 2:g} {to_x:g} {to_y:g}"
    to_x -= _TIP if to_x > x else -_TIP
    return f"M{x:g} {y:g}C{(x + to_x) / 2:g} {y:g} {(x + to_x) / 2:g} {to_y:g} {to_x:g} {to_y:g}"
