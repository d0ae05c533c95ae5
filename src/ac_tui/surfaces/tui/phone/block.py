"""The widgets of a step's blocks: those that are read, and what those have in common that a person can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ac_tui.deck.cells import UNKNOWN, cells, drawable
from ac_tui.deck.cells import wrap as cells_wrap
from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.keys import DELIBERATE, OrderedKeys, Spot, TypeaheadFilter, typed_text

if TYPE_CHECKING:
    from ac_tui.flows.simulation import Simulation

NO_BREAK = "\N{NO-BREAK SPACE}"
NOWHERE = Spot("press")
_IN_BORDER = 4
"""Cells of a field's upper border that are no room for its label."""


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

    class Edited(Message, bubble=False):
        """Something was changed in a block: its widget can `take` it to the journey."""

    class Tapped(Message, bubble=False):
        """A button or a link was pressed at a spot; None is the phone's own way back."""

        def __init__(self, widget: BlockWidget | None, spot: Spot) -> None:
            super().__init__()
            self.widget = widget
            self.spot = spot

    class Dropped(Message, bubble=False):
        """What was typed was not meant for this screen, and went nowhere."""

    block: Block
    typeahead: TypeaheadFilter
    known: str | bool = ""
    """What the journey knows to stand in it."""
    again: bool = False
    """Whether what is chosen in it was chosen once more."""
    spot: Spot = NOWHERE
    """Where it was clicked last, to know a double click by."""

    def show_block(self, block: Block) -> None:
        """Show a block, but for the text that stands in it."""
        self.block = block
        self.disabled = not block.enabled
        self.set_class(bool(block.error), "-error")

    @property
    def current(self) -> str | bool:
        """What stands in it now: the text, the option chosen, whether it is ticked."""
        value: str | bool = getattr(self, "value", self.known)
        return value

    def take(self, simulation: Simulation) -> None:
        """Let the journey know of what was changed in it: the text, the option chosen, a tick."""
        current = self.current
        if current != self.known or self.again:
            self.known, self.again = current, False
            text = current if isinstance(current, str) else ""
            (simulation.write if self.WRITABLE else simulation.tap)(self.block.id, text)

    def tell(self) -> None:
        """Say that something was changed, where it was not the journey itself that changed it."""
        if self.current != self.known or self.again:
            self.screen.post_message(self.Edited())

    # What only some have a use for.

    @property
    def taken(self) -> bool:
        """Whether it is chosen or ticked already: Enter on it goes on."""
        return self.current is True

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
        self.spot = spot
        if self.block.kind == "checkbox":  # a second click at once is no second one
            self.typeahead.pressed(spot, changed=True, refused=False)


class SideBySide(Widget):
    """Holds the widgets of several blocks; `parts` are they, in order."""

    def __init__(self, *parts: Widget, classes: str) -> None:
        super().__init__(*parts, classes=classes)
        self.parts = parts


# What is read: headings, sentences, notices, checklists, errors and hints.


class Words(Static):
    """Text of the deck or of a person: never markup, drawn anew only where it changed."""

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 (Textual's name)
        self.said = Content(text) if isinstance(text, str) else text
        super().__init__(self.said, id=id, classes=classes, markup=False)

    def say(self, text: str | Content) -> None:
        """Show another text."""
        before, self.said = self.said, Content(text) if isinstance(text, str) else text
        if not self.said.is_same(before):
            self.update(self.said)


class BlockText(Words):
    """What is read of a block; `kind` is the block's own, or "heading", "label", "error", "hint"."""

    def __init__(self, block: Block, kind: str) -> None:
        self.kind = kind
        names = (block.id, kind) if kind in ("label", "error", "hint") else (block.id,)
        super().__init__(id=widget_id(*names), classes=kind)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        """Show a block; the mark of a notice, `!` or `✓` for something that went well, stands in its border."""
        if self.kind == "notice":
            self.border_title = "✓" if block.tone == "done" else "!"
            self.set_class(block.tone == "done", "-done")
        self.say(_content(self.kind, block))


def _content(kind: str, block: Block) -> Content:
    if kind in ("error", "hint"):
        return Content(f"✗ {block.error}" if kind == "error" else f"! {block.hint}")
    lines = [Content.styled(block.title, "bold"), Content(block.text)]
    for option in block.options if kind == "checklist" else ():
        line = Content(f"[{'x' if option.checked else ' '}] {option.text}")
        lines.append(line.stylize("bold $good") if option.checked else line)
    return Content("\n").join(line for line in lines if line.plain)


def one_by_one(text: str) -> str:
    """Text as it may reach a terminal, one sign for each character: control characters and unseen ones are shown."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if one.isprintable() else "␊" if one == "\n" else drawable(one) or UNKNOWN for one in text)


def wrap(text: str, width: int, *, whole: str = "") -> list[str]:
    """Break text into lines of at most `width` cells, at spaces but not within `whole`; in a word only if it must."""
    width = max(1, width)
    if whole and cells(whole) <= width:
        text = text.replace(whole, whole.replace(" ", NO_BREAK), 1)
    return [line.replace(NO_BREAK, " ") for line in cells_wrap(text, width)]


def stands_above(label: str, width: int) -> bool:
    """Whether a label is too long for the border of its field in so many cells, and stands above it."""
    return cells(label) > width - _IN_BORDER
