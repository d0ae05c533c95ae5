"""How what the desk tells looks in a terminal: lines with a mark before them, a widget each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.strip import Strip
from textual.widgets import Static

from ac_tui.deck.cells import drawable
from ac_tui.desk.panels import PanelRow


class Line(NamedTuple):
    """A line to be read: `mark` stands before its first row, further rows are indented as far.

    `kind` are CSS classes: title, quiet, bad, good; gap stands apart from the line before.
    """

    content: Content
    mark: str = ""
    kind: str = ""


def line(text: str, mark: str = "", kind: str = "") -> Line:
    """A line of one text."""
    return Line(Content(drawable(text)), drawable(mark), kind)


class PanelReading(Static):
    """Shows a line. Only its text can be selected and copied: the mark stands in the padding."""

    COMPONENT_CLASSES = {"reading--mark"}

    def __init__(self, shown: Line) -> None:
        super().__init__(markup=False)
        self._line: Line | None = None
        self.show(shown)

    def show(self, shown: Line) -> None:
        """Show another line, if it is another."""
        if shown == self._line:
            return
        self._line = shown
        self.set_classes(shown.kind)
        self.styles.padding = Spacing("gap" in shown.kind.split(), 0, 0, cell_len(shown.mark))
        self.update(shown.content)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the text, the mark before the first one."""
        strips = super().render_lines(crop)
        mark = self._line.mark if self._line is not None else ""
        row = self.styles.padding.top - crop.y
        if mark and 0 <= row < len(strips) and crop.x == 0:
            strip = Strip([Segment(mark, self.get_visual_style("reading--mark").rich_style)])
            strips[row] = Strip.join([strip, strips[row].crop(strip.cell_length)])
        return strips


class _Look(NamedTuple):
    """How rows of a kind look: the mark before them, their classes, and the kinds after which they stand close.

    None stands close to whatever comes before; any other kind than these leaves a gap.
    """

    mark: str = ""
    classes: str = ""
    close: tuple[str, ...] | None = None


_CHECKS: Final = ("met", "unmet", "hint")
_LOOKS: Final[Mapping[str, _Look]] = {
    "head": _Look("", "quiet", ()),
    "quiet": _Look("", "quiet", ()),
    "state": _Look("", "quiet"),
    "keys": _Look("", "quiet"),
    "text": _Look(),
    "way": _Look("▪ "),
    "say": _Look("— ", "title"),
    "check": _Look("• "),
    "next": _Look("→ "),
    "where": _Look("", "title"),
    "met": _Look("✓ ", "good", _CHECKS),
    "unmet": _Look("✗ ", "title bad", _CHECKS),
    "hint": _Look("→ ", "hint"),
    "who": _Look("", "title"),
    "fact": _Look("", "fact", ("fact",)),
    "story": _Look("", "title", ()),
    "bad": _Look("", "bad"),
    "done": _Look("✓ ", "quiet good"),
    "now": _Look("▸ ", "title"),
    "ahead": _Look("  "),
    "result": _Look("", "title", ()),
    "action": _Look("", "time", ("action", "cause")),
    "cause": _Look(" " * 9, "bad"),
    "remark": _Look("✎ ", "", ("remark",)),
}
_UNTOLD: Final = ("never", "remarks", "when")
"""What is told elsewhere only: rows of these kinds, and the headings of these."""


def lines_of(rows: Sequence[PanelRow]) -> tuple[list[Line], int]:
    """A panel's rows as lines, and the number of the one to keep in sight, -1 for none: a story's step, a remark."""
    room = max((cell_len(drawable(row.lead)) for row in rows if row.kind == "fact"), default=0) + 2
    lines: list[Line] = []
    before, here = "", -1
    for row in rows:
        if row.kind in _UNTOLD or row.lead in _UNTOLD:
            continue
        kind = "now" if row.kind == "ahead" and before not in {"ahead", "now"} else row.kind
        mark, classes, close = _LOOKS[kind]
        if lines and close is not None and before not in close:
            classes = f"{classes} gap".strip()
        if kind == "fact":
            lead = drawable(row.lead)
            for value in row.text.split("\n"):
                lines.append(line(value, lead + " " * (room - cell_len(lead)), classes))
                lead, classes = "", "fact"
        else:
            lines.append(Line(_content(row), f"{drawable(row.lead)} " if kind == "action" else mark, classes))
        if kind in ("done", "now", "remark"):
            here = len(lines) - 1
        before = kind
    return lines, here


def _content(row: PanelRow) -> Content:
    where, text, aside = map(drawable, (row.where, row.text, row.aside))
    if row.kind == "action":
        return Content.assemble((f"{where}: ", "$desk-quiet"), text, (f" → {aside}" if aside else "", "$desk-quiet"))
    return Content.assemble(text, (f" · {aside}" if aside else "", "$desk-quiet not bold"))
