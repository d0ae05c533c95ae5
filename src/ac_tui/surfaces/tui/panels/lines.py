"""Lines to read: a mark before a text that wraps beside it, and the widgets that show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.strip import Strip
from textual.widgets import Static

from ac_tui.deck.cells import drawable

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widget import Widget as Base
else:
    Base = object  # a mixin: styles are inherited from the first base alone

QUIET = "$desk-quiet"
"""The style of what stands back: sources, times, names of facts."""


class Line(NamedTuple):
    """One line of a panel as it is to be read.

    `runs` are its texts, each with a style ("" for the line's own). `mark` stands before the first row, later rows are
    indented as far. `kind` are CSS classes: title, quiet, bad, good; gap stands apart from the line before.
    """

    runs: tuple[tuple[str, str], ...]
    mark: str = ""
    kind: str = ""


def line(text: str, mark: str = "", kind: str = "", tail: str = "") -> Line:
    """A line of one text, and a quiet tail behind it."""
    return Line(((text, ""), (tail, QUIET)) if tail else ((text, ""),), mark, kind)


class Reading(Static):
    """Shows a line. Only its text can be selected and copied: the mark stands in the padding."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reading--mark"}

    def __init__(self, shown: Line) -> None:
        super().__init__(markup=False)
        self._line: Line | None = None
        self._mark = ""
        self._above = 0
        self.show(shown)

    def show(self, shown: Line) -> None:
        """Show another line, if it is another."""
        if shown == self._line:
            return
        self._line = shown
        self._mark = drawable(shown.mark)
        self.set_classes(shown.kind)
        self._above = int("gap" in shown.kind.split())
        self.styles.padding = Spacing(self._above, 0, 0, cell_len(self._mark))
        self.update(Content.assemble(*((_split(text), style) for text, style in shown.runs)))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the text, the mark before the first one."""
        strips = super().render_lines(crop)
        row = self._above - crop.y
        if self._mark and 0 <= row < len(strips) and crop.x == 0:
            mark = Strip([Segment(self._mark, self.get_visual_style("reading--mark").rich_style)])
            strips[row] = Strip.join([mark, strips[row].crop(mark.cell_length)])
        return strips


def _split(text: str) -> str:
    """The text as it may be drawn; its line breaks stay."""
    return "\n".join(map(drawable, text.split("\n")))


class Panel(Base):
    """What every panel can do."""

    def show(self, told: Any) -> None:
        """Show what its module told of a session, if that is something else than before."""

    @property
    def target(self) -> Widget:
        """What gets the focus when the panel is brought to the front."""
        return self


class ReadingPanel(Panel, VerticalScroll):
    """Lines that scroll; what they show changes only where they do."""

    def __init__(self, panel_id: str) -> None:
        super().__init__(id=panel_id)
        self.lines: Sequence[Line] = ()
        self._readings: list[Reading] = []

    def show_lines(self, lines: Sequence[Line]) -> bool:
        """Show these lines where the panel was scrolled to; whether any is another than before."""
        if lines == self.lines:
            return False
        self.lines = lines
        for reading, shown in zip(self._readings, lines, strict=False):
            reading.show(shown)
            reading.display = True
        for reading in self._readings[len(lines) :]:
            reading.display = False
        more = [Reading(shown) for shown in lines[len(self._readings) :]]
        if more:
            self._readings += more
            self.call_next(self.mount_all, more)
        return True

    def keep_in_sight(self, number: int) -> None:
        """Scroll to where a line and its neighbours can be seen, once it is laid out."""
        if number < len(self._readings):
            reading = self._readings[number]
            self.call_after_refresh(self.scroll_to_widget, reading, animate=False, center=True)


class LinesPanel(ReadingPanel):
    """A panel of nothing but lines, which begins at the top again when they change."""

    def show(self, told: Sequence[Line]) -> None:
        """Show these lines."""
        if self.show_lines(told):
            self.scroll_home(animate=False)
