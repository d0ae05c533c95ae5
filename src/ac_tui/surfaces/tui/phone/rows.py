"""Blocks that stand side by side: fields, a sentence and its link, a checkbox with a link in its words."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.widget import Widget

from ac_tui.surfaces.tui.phone.block import SideBySide
from ac_tui.surfaces.tui.phone.buttons import PhoneLink
from ac_tui.surfaces.tui.phone.choices import Tick
from ac_tui.surfaces.tui.phone.fields import Field
from ac_tui.surfaces.tui.phone.texts import BlockText

FIELD_ROOM = 16
"""The least cells a field needs beside another."""


class Row(SideBySide):
    """Widgets side by side; where there is no room for that, one below the other."""

    def __init__(self, *parts: Widget) -> None:
        super().__init__(*parts, classes="row")
        if isinstance(parts[0], Field):  # one that begins a row is as wide as it needs
            parts[0].styles.width = first_width(parts[0].block.text)

    def on_resize(self, event: events.Resize) -> None:
        """Stand side by side as long as there is room."""
        self.set_class(self.needed() > event.size.width, "-stacked")

    def needed(self) -> int:
        """The cells that it needs to stand side by side."""
        first, *others = self.parts
        if isinstance(first, Field):
            return first_width(first.block.text) + 1 + FIELD_ROOM * len(others)
        return sum(words_width(part) for part in self.parts) + len(others)


class Consent(SideBySide):
    """A checkbox and a link that stands within its words; a link without its words there stands below."""

    def __init__(self, tick: Tick, link: PhoneLink) -> None:
        # Below the words until they are laid out: over the box it would take the box's clicks.
        super().__init__(tick, link, classes="consent -below")
        self.tick = tick
        self.link = link

    def on_mount(self) -> None:
        """Find the link its place."""
        self.place(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Find the link its place in the lines that there are now."""
        self.place(event.size.width)

    def place(self, width: int) -> None:
        """Put the link where its words stand."""
        words = self.link.block.text
        self.tick.whole = words
        if not width:
            return
        for number, line in enumerate(self.tick.lines(self.tick.content_size.width or width)):
            if (at := line.find(words)) >= 0:
                self.remove_class("-below")
                self.link.styles.offset = (4 + cell_len(line[:at]) + self.tick.gutter.left, number)
                return
        self.add_class("-below")
        self.link.styles.offset = (0, 0)


def first_width(label: str) -> int:
    """The cells of a field that another stands beside."""
    return max(10, cell_len(label) + 4)


def words_width(widget: Widget) -> int:
    """The cells that a sentence or a link needs on one line."""
    if isinstance(widget, BlockText):
        return widget.said.cell_length
    return cell_len(widget.block.text) + 2 if isinstance(widget, PhoneLink) else 0
