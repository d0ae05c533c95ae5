"""The flow as a picture to click on: every step a card that leads to its phones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from ac_tui.deck.deck import Deck
from ac_tui.reports.storyboard.arrow_lines import CARD_H, CARD_W, EDGE, GAP_X, GAP_Y, corner, lines, number
from ac_tui.reports.storyboard.flow_map import WIDE, Arrow, FlowMap, flow_map

_WIDTH: Final = 2 * EDGE + WIDE * CARD_W + (WIDE - 1) * GAP_X
_LONG_NAME: Final = 32
"""A name of more letters than this takes more than two lines of a card, and is set smaller."""


_TIP: Final = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    'orient="auto-start-reverse"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the phones of each step stand on the page: by part the anchor, and how many there are in all."""

    by_part: Mapping[str, str]
    count: int


_NOWHERE: Final = Anchors({}, 0)


def diagram(deck: Deck, anchors: Mapping[str, Anchors]) -> str:
    """The flow as an SVG element; a step without phones leads nowhere and says so."""
    drawn = _Diagram(deck, flow_map(deck), anchors)
    return drawn.svg()


class _Diagram:
    def __init__(self, deck: Deck, plan: FlowMap, anchors: Mapping[str, Anchors]) -> None:
        self._deck = deck
        self._plan = plan
        self._anchors = anchors

    def svg(self) -> str:
        """All of it."""
        lane = EDGE + self._plan.rows * (CARD_H + GAP_Y) + 14
        high = lane + CARD_H + EDGE
        label = escape(self._deck.words("storyboard.flow"))
        return "\n".join(
            [
                f'<svg class="map" viewBox="0 0 {number(_WIDTH)} {number(high)}" role="group" aria-label="{label}">',
                _TIP,
                *(self._arrow(arrow, line) for arrow, line in lines(self._plan)),
                *(self._step(step, *corner(cell)) for step, cell in self._plan.cells.items()),
                f'<path class="lane" d="M{number(EDGE)} {number(lane - 24)}H{number(_WIDTH - EDGE)}"/>',
                *self._lane(lane),
                "</svg>",
            ]
        )

    def _lane(self, top: float) -> Iterator[str]:
        """The side steps, and what can happen at any step, in one row."""
        count = len(self._plan.sides) + len(self._plan.anywhere)
        wide = min(CARD_W, (_WIDTH - 2 * EDGE - (count - 1) * 14) / count)
        x = EDGE
        for step in self._plan.sides:
            yield self._step(step, x, top, wide)
            x += wide + 14
        for event, to in self._plan.anywhere.items():
            name = self._deck.words(f"storyboard.any.{event}")
            refers = "".join(self._refers(to, x, top, wide))
            yield f'<g class="any">{self._card(event, name, x, top, wide)}{refers}</g>'
            x += wide + 14

    def _step(self, step: str, x: float, y: float, wide: float = CARD_W) -> str:
        anchors = self._anchors.get(step, _NOWHERE)
        card = self._card(step, self._deck.words(f"screen.{step}"), x, y, wide)
        badge = self._plan.badges.get(step)
        own = _badge(badge, x + wide - 16, y + 16, "own") if badge else ""
        refers = "".join(self._refers(self._plan.refers.get(step, ()), x, y, wide))
        kind = "step" if anchors.count else "step none"
        return f'<g class="{kind}" data-step="{step}">{card}{self._guide(step, anchors, x, y)}{own}{refers}</g>'

    def _card(self, what: str, name: str, x: float, y: float, wide: float) -> str:
        """A card with its name, and where phones show it, how many they are; then it leads to them."""
        anchors = self._anchors.get(what, _NOWHERE)
        box = _box(x, y, wide) + _title(name, x, y, wide)
        first = next(iter(anchors.by_part.values()), "")
        if not first and what in self._plan.anywhere:
            return box
        said = escape(screens(self._deck, anchors.count))
        box += f'<text class="count" x="{number(x + 14)}" y="{number(y + CARD_H - 14)}">{said}</text>'
        return f'<a href="#{first}" aria-label="{escape(name)}: {said}">{box}</a>' if first else box

    def _guide(self, step: str, anchors: Anchors, x: float, y: float) -> str:
        """The guide's names of a step, those of a part leading to its phones there."""
        parts: dict[str, list[str]] = {}
        for name in self._deck.screens[step].guide:
            parts.setdefault(name[-1].lower(), []).append(name)
        pieces: list[str] = []
        for part, names in parts.items():
            apart = ' dx="10"' if pieces else ""
            text = f"<tspan{apart}>{' '.join(names)}</tspan>"
            anchor = anchors.by_part.get(part)
            pieces.append(f'<a href="#{anchor}">{text}</a>' if anchor else text)
        return f'<text class="guide" x="{number(x + 14)}" y="{number(y + 21)}">{"".join(pieces)}</text>'

    def _refers(self, steps: tuple[str, ...], x: float, y: float, wide: float) -> Iterator[str]:
        """The badges of the steps that a card leads to without an arrow, from its lower right corner leftwards."""
        for place, step in enumerate(reversed(steps)):
            yield _badge(self._plan.badges[step], x + wide - 16 - place * 19, y + CARD_H - 18, "refer")

    def _arrow(self, arrow: Arrow, line: str) -> str:
        kind = "back" if arrow.back else "on"
        said = escape(f"{arrow.source} → {arrow.to}: {', '.join(arrow.events)}")
        return (
            f'<path class="way {kind}" data-from="{arrow.source}" data-to="{arrow.to}" d="{line}" '
            f'marker-end="url(#tip)"><title>{said}</title></path>'
        )


def screens(deck: Deck, count: int) -> str:
    """How many screens, in words."""
    return deck.words("storyboard.screens_one") if count == 1 else deck.words("storyboard.screens_many", n=count)


def _box(x: float, y: float, wide: float) -> str:
    return f'<rect x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(CARD_H)}" rx="12"/>'


def _title(name: str, x: float, y: float, wide: float) -> str:
    """The name of a card, which the browser breaks into lines."""
    place = f'x="{number(x + 14)}" y="{number(y + 30)}" width="{number(wide - 28)}" height="48"'
    long = " long" if len(name) > _LONG_NAME else ""
    return f'<foreignObject {place}><p class="name{long}" xmlns="http://www.w3.org/1999/xhtml">{escape(name)}</p></foreignObject>'


def _badge(letter: str, x: float, y: float, kind: str) -> str:
    return (
        f'<g class="badge {kind}"><circle cx="{number(x)}" cy="{number(y)}" r="8.5"/>'
        f'<text x="{number(x)}" y="{number(y + 4)}" text-anchor="middle">{letter}</text></g>'
    )
