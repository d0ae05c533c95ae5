"""Lines to read: a mark before a text that wraps beside it, and the widgets that show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from ac_tui.deck.cells import drawable

if TYPE_CHECKING:
    from ac_tui.desk.picks import Act

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


class PanelReading(Static):
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


class Asked(Message):
    """Something in a panel or the footer asks for an act of the session; an `echo` of the key is taken for none."""

    def __init__(self, act: Act, *, echo: bool = False) -> None:
        super().__init__()
        self.act = act
        self.echo = echo


class PanelText(NamedTuple):
    """What a panel reads; `here` is the number of the line to keep in sight, -1 for none.

    `cards` are the messages, newest first; `asked` is what may be written.
    """

    lines: Sequence[Line]
    here: int = -1
    cards: Sequence[Card] = ()
    asked: str = ""


class Card(NamedTuple):
    """A message as it is to be read; `open_link` and `copy_code` are the words of its buttons, "" for none."""

    number: int
    title: str
    age: str
    lines: tuple[Line, ...]
    open_link: str
    link: str
    copy_code: str
    life: str


class Panel(VerticalScroll):
    """Lines that scroll; what they show changes only where they do, and then begins at the top again."""

    def __init__(self, panel_id: str) -> None:
        super().__init__(id=panel_id, classes="panel")
        self.told = PanelText(())
        self._readings: list[PanelReading] = []

    @property
    def target(self) -> Widget:
        """What gets the focus when the panel is brought to the front."""
        return self

    def show(self, told: PanelText) -> None:
        """Show what its module told of a session, if that is something else than before."""
        if told == self.told:
            return
        before, self.told = self.told, told
        if told.lines != before.lines:
            self._show_lines(told.lines)
        if told.here >= 0 and told[:2] != before[:2]:
            self.call_after_refresh(self._keep_in_sight)
        elif told.lines != before.lines:
            self.scroll_home(animate=False)

    def _show_lines(self, lines: Sequence[Line]) -> None:
        for reading, shown in zip(self._readings, lines, strict=False):
            reading.show(shown)
            reading.display = True
        for reading in self._readings[len(lines) :]:
            reading.display = False
        more = [PanelReading(shown) for shown in lines[len(self._readings) :]]
        if more:
            self._readings += more
            self.call_next(self.mount_all, more)

    def _keep_in_sight(self) -> None:
        """Scroll to where the line and its neighbours can be seen."""
        if 0 <= self.told.here < len(self._readings):
            self.scroll_to_widget(self._readings[self.told.here], animate=False, center=True)
