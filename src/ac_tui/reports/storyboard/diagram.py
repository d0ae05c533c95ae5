"""The flow as a picture to click on: every step a card that leads to its phones, and the arrows between the cards.

Which arrows join the cards is read off the transition table. Arrows that lead on and arrows that lead back next door
are drawn; every other way is a badge, the letter of the step it leads to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import ascii_lowercase
from typing import Final, NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, RETURN, TABLE
from ac_tui.surfaces.web.html import template

_MAP: Final = """
welcome  profile  identity   contact   .                 confirm_contact
.        .        company    .         link_expired      .
.        .        .          tax_code  choose_contact    .
.        .        no_mobile  home      confirm_identity  login
.        .        .          .         recover           .
"""
"""Where the cards stand: each to the right of all that lead to it, from login on to the left; below, all other steps.

The lines of each half are for the parts of the guide: A, B, C.
"""
CARD_W, CARD_H = 184, 104
GAP_X, GAP_Y = 52, 46
_EDGE: Final = 24
_LANE_GAP: Final = 14
_APART: Final = 17  # how far apart arrows stand that share the side of a card
_TIP: Final = 2

_CORNERS: Final = {
    step: (_EDGE + column * (CARD_W + GAP_X), _EDGE + row * (CARD_H + GAP_Y))
    for row, line in enumerate(_MAP.split("\n")[1:])
    for column, step in enumerate(line.split())
    if step != "."
}
_WIDTH: Final = max(x for x, _ in _CORNERS.values()) + CARD_W + _EDGE


class Arrow(NamedTuple):
    """A way from one step to another; `events` are what leads along it, `back` says that it leads back."""

    source: str
    to: str
    events: tuple[str, ...]
    back: bool


class FlowMap(NamedTuple):
    """What is drawn of the flow."""

    corners: Mapping[str, tuple[int, int]]  # the upper left ones of the cards
    sides: tuple[str, ...]  # the other steps, which any step may open and return from
    arrows: tuple[Arrow, ...]
    badges: Mapping[str, str]  # the letters of steps
    refers: Mapping[str, Collection[str]]  # the steps that one leads to without an arrow
    anywhere: Mapping[str, Collection[str]]  # those that an event leads to from any step


def diagram(deck: Deck, phones: Mapping[str, Mapping[str, int]]) -> str:
    """The flow as an SVG element; `phones` says how many of each step, or event, are in each part of the page ("a")."""
    plan = flow_map()
    lane = max(y for _, y in plan.corners.values()) + CARD_H + GAP_Y + _LANE_GAP
    below = (*plan.sides, *plan.anywhere)
    wide = min(CARD_W, (_WIDTH - 2 * _EDGE - (len(below) - 1) * _LANE_GAP) // len(below))
    places = {step: (*corner, CARD_W) for step, corner in plan.corners.items()}
    places |= {what: (_EDGE + n * (wide + _LANE_GAP), lane, wide) for n, what in enumerate(below)}
    guides = {step: {part: [n for n in deck.screens[step].guide if n[-1] == part] for part in "ABC"} for step in STEPS}
    sizes = {"width": _WIDTH, "height": lane + CARD_H + _EDGE, "high": CARD_H, "edge": _EDGE, "lane": lane}
    told = {"plan": plan, "lines": lines(plan), "places": places, "phones": phones, "guides": guides}
    return template("ac_tui.reports.storyboard", "diagram.svg.jinja").render(sizes, **told, words=deck.words)


def flow_map() -> FlowMap:
    """The map of the flow."""
    ways: dict[tuple[str, str], list[str]] = {}
    for row in TABLE:
        detour = row.event == "back" or row.effect == "aside" or row.step == row.to
        if not detour and row.step in _CORNERS and row.to in _CORNERS:
            ways.setdefault((row.step, row.to), []).append(row.event)
    turn = _CORNERS["login"][1]
    corners = dict(sorted(_CORNERS.items(), key=lambda one: (one[1][1] >= turn, STEPS.index(one[0]))))

    def far(step: str) -> int:
        x, y = corners[step]
        return x if y < turn else 2 * _WIDTH - x

    on = {way for way in ways if far(way[1]) > far(way[0])}
    drawn = {way for way in ways if way in on or abs(corners[way[0]][0] - corners[way[1]][0]) <= CARD_W + GAP_X}
    refers: dict[str, set[str]] = {}
    anywhere: dict[str, set[str]] = {}
    for row in TABLE:
        if row.step == ANY:
            anywhere.setdefault(row.event, set()).add(row.to)
        elif row.event != "back" and row.to not in (RETURN, row.step) and (row.step, row.to) not in drawn:
            refers.setdefault(row.step, set()).add(row.to)
    targets = set[str]().union(*refers.values(), *anywhere.values())
    arrows = tuple(Arrow(*way, tuple(dict.fromkeys(ways[way])), way not in on) for way in ways if way in drawn)
    badges: dict[str, str] = dict(zip((step for step in STEPS if step in targets), ascii_lowercase, strict=False))
    sides = tuple(step for step in STEPS if step not in corners)
    return FlowMap(corners, sides, arrows, badges, refers, anywhere)


def lines(plan: FlowMap) -> Iterator[tuple[Arrow, str]]:
    """Every arrow as the data of an SVG path; at one side of a card those that need not turn stand in the middle."""
    ends: dict[tuple[tuple[int, int], str], list[tuple[int, bool, int, int]]] = {}
    sides: list[tuple[str, str]] = []
    for number, arrow in enumerate(plan.arrows):
        corners = plan.corners[arrow.source], plan.corners[arrow.to]
        sides.append(_sides(*corners))
        for end, side in enumerate(sides[-1]):
            (x, y), (to_x, to_y) = corners[end], corners[1 - end]
            turn = to_y - y if side in ("left", "right") else to_x - x
            ends.setdefault((corners[end], side), []).append((turn, arrow.back, number, end))
    points: dict[tuple[int, int], tuple[float, float]] = {}
    for ((x, y), side), shared in ends.items():
        straight = [place for place, (turn, *_) in enumerate(sorted(shared)) if turn == 0]
        middle = (straight[0] + straight[-1]) / 2 if straight else (len(shared) - 1) / 2
        for place, (_, _, number, end) in enumerate(sorted(shared)):
            aside = (place - middle) * _APART
            if side in ("left", "right"):
                points[number, end] = x + CARD_W * (side == "right"), y + CARD_H / 2 + aside
            else:
                points[number, end] = x + CARD_W / 2 + aside, y + CARD_H * (side == "bottom")
    for number, arrow in enumerate(plan.arrows):
        yield arrow, _line(*points[number, 0], *points[number, 1], sides[number])


def _sides(source: tuple[int, int], to: tuple[int, int]) -> tuple[str, str]:
    (x, y), (to_x, to_y) = source, to
    if x == to_x:
        return ("bottom", "top") if to_y > y else ("top", "bottom")
    if y == to_y and any(at == y and min(x, to_x) < between < max(x, to_x) for between, at in _CORNERS.values()):
        return "top", "top"
    return ("right", "left") if to_x > x else ("left", "right")


def _line(x: float, y: float, to_x: float, to_y: float, sides: tuple[str, str]) -> str:
    if sides == ("top", "top"):  # over the cards in between, the higher the farther
        top = y - 7 - 7 * abs(to_x - x) / (CARD_W + GAP_X)
        bend = 14 if to_x > x else -14
        rise, fall = f"Q{x:g} {top:g} {x + bend:g} {top:g}", f"Q{to_x:g} {top:g} {to_x:g} {to_y - _TIP:g}"
        return f"M{x:g} {y:g}{rise}H{to_x - bend:g}{fall}"
    if "top" in sides:
        to_y -= _TIP if to_y > y else -_TIP
        return f"M{x:g} {y:g}C{x:g} {(y + to_y) / 2:g} {to_x:g} {(y + to_y) / 2:g} {to_x:g} {to_y:g}"
    to_x -= _TIP if to_x > x else -_TIP
    return f"M{x:g} {y:g}C{(x + to_x) / 2:g} {y:g} {(x + to_x) / 2:g} {to_y:g} {to_x:g} {to_y:g}"
