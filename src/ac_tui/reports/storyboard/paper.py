"""The paper a phone's screen is drawn on, from top to bottom: words and shapes as SVG, nothing measured by eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from ac_tui.deck.layout_sheet import Place
from ac_tui.reports.storyboard.ink import UNKERNED, WORDS, size_class
from ac_tui.reports.storyboard.type_face import kerns, knows, shrunk, width, wrap

LEFT: Final = 32.0
ROOM: Final = 327.0
"""Where a phone's page begins and how wide it is, in the phone's own pixels."""


class Run(NamedTuple):
    """A part of a text, from `start` up to `end`, set as another kind of words."""

    start: int
    end: int
    kind: str


class Paper:
    """Draws at `y` and below; `air` stretches the free room between blocks, 1 being as designed.

    Once a button is drawn, `below_button` holds: links below stand centred under it.
    """

    def __init__(self, y: float, air: float = 1.0) -> None:
        self.y = y
        self.air = air
        self.below_button = False
        self.marks: list[str] = []
        self.places: dict[Place, tuple[float, float]] = {}

    def place(self, block: str, part: str, top: float) -> None:
        """Remember that a block, or a part of it, takes the room from `top` to here."""
        if self.y > top:
            self.places[Place(block, part)] = (top, self.y)

    def flag(self, places: Iterable[Place]) -> None:
        """Draw a bar in the margin beside these places, where they have room of their own."""
        for place in sorted(places):
            room = self.places.get(place) or self.places.get(Place(place.block))
            if room is not None:
                self.box("differs", LEFT - 14, room[0], 5, room[1] - room[0], 2.5)

    def gap(self, size: float) -> None:
        """Leave room free."""
        self.y += size * self.air

    def mark(self, name: str, shape: str) -> None:
        """Draw a shape: an SVG element without its class."""
        element, _, rest = shape.partition(" ")
        self.marks.append(f'<{element} class="s-{name}" {rest}/>')

    def box(self, name: str, x: float, y: float, wide: float, high: float, round_: float = 0.0) -> None:
        """Draw a rectangle."""
        corner = f' rx="{number(round_)}"' if round_ else ""
        self.mark(name, f'rect x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"{corner}')

    def line(
        self,
        kind: str,
        text: str,
        x: float,
        top: float,
        *,
        size: float = 0.0,
        runs: Iterable[Run] = (),
        anchor: str = "",
    ) -> None:
        """Write one line of words whose line box begins at `top`; `anchor` is "middle" or "end" of them at `x`."""
        look = WORDS[kind]
        size = size or look.size
        baseline = top + look.line / 2 + 0.36 * size
        place = f'x="{number(x)}" y="{number(baseline)}"'
        smaller = f" {size_class(size)}" if size != look.size else ""
        smaller += "" if kerns(text) else f" {UNKERNED}"
        anchored = f' text-anchor="{anchor}"' if anchor else ""
        # Letters of another face may be of any width: they are made to keep to what was measured.
        length = number(width(text, size, bold=look.bold))
        held = "" if knows(text) else f' textLength="{length}" lengthAdjust="spacingAndGlyphs"'
        words = "".join(_spans(text, runs))
        self.marks.append(f'<text class="w-{kind}{smaller}" {place}{anchored}{held}>{words}</text>')

    def words(
        self,
        kind: str,
        text: str,
        *,
        x: float = LEFT,
        room: float = ROOM,
        runs: Sequence[Run] = (),
        centred: bool = False,
    ) -> None:
        """Write wrapped words and move on below them."""
        look = WORDS[kind]
        for part in wrap(text, look.size, room, bold=look.bold):
            inside = [
                Run(max(run.start, part.start) - part.start, min(run.end, part.end) - part.start, run.kind)
                for run in runs
                if run.start < part.end and run.end > part.start
            ]
            at, anchor = (x + room / 2, "middle") if centred else (x, "")
            self.line(kind, text[part.start : part.end], at, self.y, runs=inside, anchor=anchor)
            self.y += look.line

    def label(self, kind: str, text: str, least: float, *, middle: float, room: float, top: float) -> float:
        """Write words centred around `middle`, smaller rather than on a second line; return how high they are."""
        look = WORDS[kind]
        size = shrunk(text, look.size, least, room, bold=look.bold)
        parts = wrap(text, size, room, bold=look.bold)
        for count, part in enumerate(parts):
            self.line(kind, text[part.start : part.end], middle, top + count * look.line, size=size, anchor="middle")
        return len(parts) * look.line


def _spans(text: str, runs: Iterable[Run]) -> Iterator[str]:
    at = 0
    for run in sorted(runs):
        if run.start > at:
            yield escape(text[at : run.start], quote=False)
        yield f'<tspan class="w-{run.kind}">{escape(text[run.start : run.end], quote=False)}</tspan>'
        at = run.end
    if at < len(text):
        yield escape(text[at:], quote=False)


def number(value: float) -> str:
    """A number as SVG has it: at most two decimals, none of them idle."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
