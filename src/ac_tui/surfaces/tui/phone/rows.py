"""Blocks that stand side by side: fields, a sentence and its link, a checkbox and the link in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.widget import Widget

from ac_tui.surfaces.tui.phone.block import BlockWidget, SideBySide
from ac_tui.surfaces.tui.phone.buttons import PhoneLink
from ac_tui.surfaces.tui.phone.texts import BlockText

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.phone.choices import TickBox

FIELD_ROOM = 16
"""The least cells a field needs beside another."""


class PhoneRow(SideBySide):
    """Widgets side by side; where there is no room for that, one below the other."""

    def __init__(self, *parts: Widget) -> None:
        super().__init__(*parts, classes="row")
        first = parts[0]
        if isinstance(first, BlockWidget) and first.WRITABLE:  # it is as wide as its label needs
            room = max(10, cell_len(first.block.text) + 4)
            first.styles.width = room
            self._needed = room + 1 + FIELD_ROOM * (len(parts) - 1)
        else:
            self._needed = 0

    def on_resize(self, event: events.Resize) -> None:
        """Stand side by side as long as there is room."""
        needed = self._needed or sum(map(_words_width, self.parts)) + len(self.parts) - 1
        self.set_class(needed > event.size.width, "-stacked")


def _words_width(widget: Widget) -> int:
    """The cells that a sentence or a link needs on one line."""
    if isinstance(widget, BlockText):
        return widget.said.cell_length
    return cell_len(widget.block.text) + 2 if isinstance(widget, PhoneLink) else 0


class Consent(SideBySide):
    """A checkbox and a link that stands within its words; a link without its words there stands below."""

    def __init__(self, tick: TickBox, link: PhoneLink) -> None:
        # Below the words until they are laid out: over the box it would take the box's clicks.
        super().__init__(tick, link, classes="consent -below")
        self._tick, self._link = tick, link
        tick.whole = link.block.text

    def on_resize(self, event: events.Resize) -> None:
        """Put the link where its words stand, in the lines that there are now."""
        words, tick = self._link.block.text, self._tick
        tick.whole = words
        lines = tick.lines(tick.content_size.width or event.size.width)
        places = ((4 + cell_len(line[:at]), y) for y, line in enumerate(lines) if (at := line.find(words)) >= 0)
        x, y = next(places, (-1, 0))
        self.set_class(x < 0, "-below")
        self._link.styles.offset = (0, 0) if x < 0 else (x + tick.gutter.left, y)
