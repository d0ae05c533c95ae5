"""A checkbox with a link in its words."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events

from ac_tui.surfaces.tui.phone.block import SideBySide
from ac_tui.surfaces.tui.phone.buttons import PhoneLink
from ac_tui.surfaces.tui.phone.choices import TickBox


class Consent(SideBySide):
    """A checkbox and a link that stands within its words; a link without its words there stands below."""

    def __init__(self, tick: TickBox, link: PhoneLink) -> None:
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
