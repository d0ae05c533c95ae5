"""What the widgets of a step's blocks have in common: the block they show, and what was changed in them."""

from __future__ import annotations

import re
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.widget import Widget

from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.keys import DELIBERATE, OrderedKeys, Spot, TypeaheadFilter, typed_text


class BlockEdit(NamedTuple):
    """What somebody made of a block: the text written in it, the option chosen, or whether it is ticked.

    `pasted` says that a code came in one piece: it is taken whole or refused.
    """

    block: str
    value: str | bool
    pasted: bool = False


def widget_id(*names: str) -> str:
    """The id of the widget of a block, or of an option of it: `email`, `kind-mobile`; a dot is no id."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", "-".join(names))


def chosen_of(block: Block) -> str:
    """The option of a block that is chosen, "" for none."""
    return next((option.id for option in block.options if option.checked), "")


class BlockWidget(OrderedKeys):
    """A widget that a person can act on; its id is its block's. Who makes it hands it the `typeahead`."""

    WRITABLE = False
    """Whether it takes typed text."""
    ARROWS = False
    """Whether it moves about in itself by the arrows that move from block to block elsewhere."""

    class Edited(Message):
        """Something was changed in a block: `edit()` of its widget tells what."""

        bubble = False

    class Tapped(Message):
        """A button or a link was pressed at a spot; None is the phone's own way back."""

        bubble = False

        def __init__(self, widget: BlockWidget | None, spot: Spot) -> None:
            super().__init__()
            self.widget = widget
            self.spot = spot

    class Dropped(Message):
        """What was typed was not meant for this screen, and went nowhere."""

        bubble = False

    block: Block
    typeahead: TypeaheadFilter
    known: str | bool = ""
    """What the journey knows to stand in it."""
    again: bool = False
    """Whether what is chosen in it was chosen once more."""

    def show_block(self, block: Block) -> None:
        """Show a block, but for the text that stands in it."""
        self.block = block
        self.disabled = not block.enabled
        self.set_class(bool(block.error), "-error")

    @property
    def current(self) -> str | bool:
        """What stands in it now: the text, the option chosen, whether it is ticked."""
        return self.known

    def edit(self) -> BlockEdit | None:
        """What was changed in it that nobody has asked for yet."""
        current = self.current
        if current == self.known and not self.again:
            return None
        self.known, self.again = current, False
        return BlockEdit(self.block.id, current)

    def tell(self) -> None:
        """Say that something was changed, where it was not the journey itself that changed it."""
        if self.current != self.known or self.again:
            self.screen.post_message(self.Edited())

    # What only some have a use for.

    @property
    def taken(self) -> bool:
        """Whether it is chosen or ticked already: Enter on it goes on."""
        return False

    def hold(self, text: str) -> None:
        """Hold a text that the journey knows, in clear."""

    def write(self, text: str) -> None:
        """Write text where the cursor is."""

    def use(self) -> None:
        """Do what Enter or Space does to it."""

    def visit(self, option: str) -> None:
        """Go to an option."""

    def begin_again(self) -> None:
        """Be ready to be filled in anew."""

    def forget(self) -> None:
        """Hold no secret while nobody sees the page."""

    def clicked(self, spot: Spot) -> None:
        """Deal with a click that was meant."""

    async def on_key(self, event: events.Key) -> None:
        """Let only those keys in that are meant for this screen; any space types a space."""
        text = typed_text(event)
        if self.admits(text, deliberate=event.key in DELIBERATE):
            if text and not self.WRITABLE:
                self.typeahead.strayed()
            if not (self.WRITABLE and text == " " and event.character != " "):
                return
            self.write(" ")
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted where there is no field for typing astray."""
        event.stop()
        self.typeahead.strayed()

    def admits(self, text: str, *, deliberate: bool = False) -> bool:
        """Whether a key or a paste is meant for this screen; says so where it is not."""
        admitted = self.typeahead.admits_key(text, deliberate=deliberate)
        if admitted:
            self.typeahead.something_else()
        elif self.typeahead.dropped:
            self.screen.post_message(self.Dropped())
        return admitted

    def on_click(self, event: events.Click) -> None:
        """Take a second click on the same spot for the first one's echo."""
        spot = Spot("tap", event.screen_x, event.screen_y)
        if not self.typeahead.admits_press(spot):
            event.stop()
            event.prevent_default()
            return
        self.typeahead.looked()
        self.clicked(spot)


class SideBySide(Widget):
    """Holds the widgets of several blocks; `parts` are they, in order."""

    def __init__(self, *parts: Widget, classes: str) -> None:
        super().__init__(*parts, classes=classes)
        self.parts = parts
