"""The pen that draws a sheet line by line, and remembers where everything went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ac_tui.deck.differences import Place
from ac_tui.deck.layout_cells import cells, drawable, wrap
from ac_tui.deck.layout_sheet import Cut, Hit, Line, Role, Sheet, Span, pad
from ac_tui.deck.view import Block


class Run(NamedTuple):
    """A part of a text, from `start` up to `end`, in a role of its own; `block` makes it something to act on."""

    start: int
    end: int
    role: Role
    block: str = ""


class Focus(NamedTuple):
    """What has the focus: a block or an option of it; in a field, where the cursor is, and whether all is selected."""

    block: str = ""
    option: str = ""
    cursor: int = 0
    selected: bool = False


class Pen:
    """Draws on an endless page of `width` cells, with the focus where it says, `air` lines apart (0 to 2)."""

    def __init__(self, width: int, focus: Focus, air: int) -> None:
        self.width = width
        self.focus = focus.block
        self.option = focus.option
        self.cursor = focus.cursor
        self.selected = focus.selected
        self.air = air
        self.lines: list[Line] = []
        self.hits: list[Hit] = []
        self.rows: dict[str, tuple[int, int]] = {}
        self.parts: dict[Place, tuple[int, int]] = {}
        self.caret: tuple[int, int] | None = None
        self.cut: list[Cut] = []
        self.main_button = ""

    def focused(self, block: Block, option: str = "") -> bool:
        """Whether this block, or this option of it, has the focus."""
        return block.enabled and self.focus == block.id and self.option == option

    def line(self, *spans: Span) -> int:
        """Add a line and return its number."""
        self.lines.append(pad(tuple(span for span in spans if span.text), self.width))
        return len(self.lines) - 1

    def blank(self) -> None:
        """Leave a line free, unless the page begins here or a line is free already."""
        if self.lines and any(span.role != "page" for span in self.lines[-1]):
            self.line()

    def place(self, block: str, start: int) -> None:
        """Remember that a block takes the lines from `start` to here."""
        end = max(start, len(self.lines) - 1)
        first, last = self.rows.get(block, (start, end))
        self.rows[block] = (min(first, start), max(last, end))

    def part(self, block: str, part: str, start: int) -> None:
        """Remember that a part of a block takes the lines from `start` to here."""
        if len(self.lines) > start:
            self.parts[Place(block, part)] = (start, len(self.lines) - 1)

    def text(
        self,
        block: str,
        text: str,
        role: Role,
        *,
        lead: Sequence[Span] = (),
        runs: Iterable[Run] = (),
        hit: Hit | None = None,
        centre: bool = False,
        room: int = 0,
    ) -> None:
        """Write wrapped text, after `lead` on the first line and hanging below it.

        `text` is drawn text; `runs` give parts of it another role and make them tappable; `hit` makes every line of it
        tappable as a whole; `room` leaves so many cells free at the right.
        """
        indent = sum(cells(span.text) for span in lead)
        runs = sorted(runs)
        for number, part in enumerate(wrap(text, max(2, self.width - indent - room))):
            used = cells(text[part.start : part.end])
            left = (self.width - indent - used) // 2 if centre else 0
            spans = [*(lead if number == 0 else (Span(" " * indent, "page"),)), Span(" " * left, "page")]
            x = indent + left
            line = len(self.lines)
            if hit is not None:
                self.hits.append(hit._replace(line=line, x0=0, x1=self.width))
            for start, end, part_role, target in _split(part.start, part.end, role, runs):
                piece = text[start:end]
                spans.append(Span(piece, part_role))
                if target:
                    self.hits.append(Hit(line, x, x + cells(piece), target))
                x += cells(piece)
            self.line(*spans)
            if part.broken:
                self.cut.append(Cut(block, text))

    def remark(self, block: Block) -> None:
        """Write a field's error and hint under it, each behind its mark."""
        remarks: tuple[tuple[Role, str, str], ...] = (("error", block.error, "✗ "), ("hint", block.hint, "! "))
        for role, said, sign in remarks:
            if said:
                start = len(self.lines)
                self.text(block.id, drawable(said), role, lead=(Span(sign, role),))
                self.part(block.id, role, start)

    def sheet(self) -> Sheet:
        """What has been drawn."""
        cut = tuple(dict.fromkeys(self.cut))
        return Sheet(self.width, tuple(self.lines), tuple(self.hits), self.rows, self.caret, cut, self.parts)


def _split(start: int, end: int, role: Role, runs: Iterable[Run]) -> Iterable[tuple[int, int, Role, str]]:
    """Cut the text between `start` and `end` where runs begin and end."""
    at = start
    for run in runs:
        low, high = max(run.start, at), min(run.end, end)
        if low >= high:
            continue
        if at < low:
            yield at, low, role, ""
        yield low, high, run.role, run.block
        at = high
    if at < end:
        yield at, end, role, ""
