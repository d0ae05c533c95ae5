"""What is pressed: buttons, links, answers; and blocks that stand side by side, often a link among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Button

from ac_tui.deck.cells import OFF
from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.phone.block import NOWHERE, BlockText, BlockWidget, SideBySide, widget_id

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.phone.choices import TickBox

FIELD_ROOM = 16
"""The least cells a field needs beside another."""


class PhoneButton(BlockWidget, Button):
    """A button across the page; the one with the focus has its words between two marks."""

    MARKED = True

    def __init__(self, block: Block) -> None:
        self.block = block
        super().__init__(Content(block.text), id=widget_id(block.id), disabled=not block.enabled)
        self.active_effect_duration = 0  # a button that lights up takes no click meanwhile
        self.styles.line_pad = 0

    def show_block(self, block: Block) -> None:
        """Show a block: its words, and whether it can be used."""
        if block.text != self.block.text:
            self.label = Content(block.text)
        super().show_block(block)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Say that it was pressed."""
        event.stop()
        spot, self.spot = self.spot, NOWHERE
        self.screen.post_message(self.Tapped(self, spot))

    def render(self) -> Content:
        """Its words, with the signs of its state."""
        words, marked = self.block.text, self.MARKED and self.has_focus
        return Content(OFF + words if self.disabled else f"▸ {words} ◂" if marked else words)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Room for the words and the signs of its state."""
        return cell_len(self.block.text) + (len(OFF) if self.disabled else 0)


class PhoneLink(PhoneButton):
    """A link: words that can be pressed, and need no mark."""

    MARKED = False


class Answer(PhoneButton):
    """A button that is one of several answers: its words at the left, where it leads at the right."""

    def render(self) -> Content:
        """Its words, and a sign that there is more behind it."""
        width = self.content_size.width
        words = f"{'▸' if self.has_focus else ' '} {self.block.text}"
        return Content(words + " " * max(0, width - cell_len(words) - 2) + "› ")


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
        widths = [
            part.said.cell_length if isinstance(part, BlockText) else cell_len(part.block.text) + 2
            for part in self.parts
            if isinstance(part, BlockText | PhoneLink)
        ]
        needed = self._needed or sum(widths) + len(self.parts) - 1
        self.set_class(needed > event.size.width, "-stacked")


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
