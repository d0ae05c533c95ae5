"""The strip above the footer that says what is wrong with a file, while the last good words stay on show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size

from ac_tui.deck.layout_cells import cells
from ac_tui.surfaces.tui.widgets.paper import Paper, Spans
from ac_tui.surfaces.tui.widgets.prose import prose

if TYPE_CHECKING:
    from ac_tui.registry.faults import Fault
    from ac_tui.surfaces.tui.screens.desk import Desk


class FaultStrip(Paper):
    """Where the first fault is and why, and how many more there are; not there while nothing is wrong."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("faults")
        self._desk = desk
        self._faults: Sequence[Fault] = ()
        self._kept = True

    def show(self, faults: Sequence[Fault], *, kept: bool = True) -> None:
        """Tell of these faults, and where it is so that good words are `kept` on show; without any, make room."""
        self._faults = faults
        self._kept = kept
        self.display = bool(faults)
        self.invalidate()
        self.refresh(layout=True)

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """The fault as `ac-tui check` would print it, what is on show meanwhile, how many faults there are besides."""
        return [_filled(line, width) for line in self._written(width)[:height]]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes to say."""
        return len(self._written(width))

    def _written(self, width: int) -> list[Spans]:
        if not self._faults:
            return []
        words, first, more = self._desk.words, self._faults[0], len(self._faults) - 1
        besides = words("workshop.one_more") if more == 1 else words("workshop.more", n=more) if more else ""
        told = prose([(str(first), "notice-title")], width - 1, (" ✗ ", "notice-title"))
        kept = words("workshop.kept") if self._kept else ""
        more_said = " ".join(filter(None, (kept, besides)))
        return [*told, *(prose([(more_said, "notice")], width - 1, ("   ", "notice")) if more_said else ())]


def _filled(line: Spans, width: int) -> Spans:
    """A line of the strip, its paper up to the edge."""
    drawn = [(text, role if role != "desk" else "notice") for text, role in line]
    return [*drawn, (" " * max(0, width - sum(cells(text) for text, _ in drawn)), "notice")]
