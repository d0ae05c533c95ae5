"""What is pressed: buttons, links, and buttons that are one of several answers."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Button

from ac_tui.deck.fits import OFF
from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.keys import Spot
from ac_tui.surfaces.tui.phone.block import BlockWidget, widget_id

NOWHERE = Spot("press")


class PhoneButton(BlockWidget, Button):
    """A button across the page; the one with the focus has its words between two marks."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._spot = NOWHERE
        super().__init__(Content(block.text), id=widget_id(block.id), disabled=not block.enabled)
        self.active_effect_duration = 0  # a button that lights up takes no click meanwhile
        self.styles.line_pad = 0

    def show_block(self, block: Block) -> None:
        """Show a block: its words, and whether it can be used."""
        if block.text != self.block.text:
            self.label = Content(block.text)
        super().show_block(block)

    def clicked(self, spot: Spot) -> None:
        """Remember where, to know a double click by."""
        self._spot = spot

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Say that it was pressed."""
        event.stop()
        spot, self._spot = self._spot, NOWHERE
        self.screen.post_message(self.Tapped(self, spot))

    def render(self) -> Content:
        """Its words, with the signs of its state."""
        words = self.block.text
        return Content(OFF + words if self.disabled else f"▸ {words} ◂" if self.has_focus else words)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Room for the words and the signs of its state."""
        return Content(self.block.text).cell_length + (len(OFF) if self.disabled else 0)


class PhoneLink(PhoneButton):
    """A link: words that can be pressed, and need no mark."""

    def render(self) -> Content:
        """Its words."""
        return Content(OFF + self.block.text if self.disabled else self.block.text)


class Answer(PhoneButton):
    """A button that is one of several answers: its words at the left, where it leads at the right."""

    def render(self) -> Content:
        """Its words, and a sign that there is more behind it."""
        width = self.content_size.width
        words = f"{'▸' if self.has_focus else ' '} {self.block.text}"
        return Content(words + " " * max(0, width - Content(words).cell_length - 2) + "› ")
