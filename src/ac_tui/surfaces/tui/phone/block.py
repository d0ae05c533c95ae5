"""The widgets of a step's blocks that are read or pressed, and what all have in common that a person can act on."""

from __future__ import annotations

import re

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from ac_tui.deck.cells import OFF, UNKNOWN, cells, drawable
from ac_tui.deck.view import WRITABLE, Block
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.keys import DELIBERATE, OrderedKeys, Spot, TypeaheadFilter


def widget_id(*names: str) -> str:
    """The id of the widget of a block, or of an option of it: `email`, `kind-mobile`; a dot is no id."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", "-".join(names))


def chosen_of(block: Block) -> str:
    """The option of a block that is chosen, "" for none."""
    return next((option.id for option in block.options if option.checked), "")


class BlockWidget(OrderedKeys):
    """A widget that a person can act on; its id is its block's. Who makes it hands it the `typeahead`."""

    class Edited(Message, bubble=False):
        """Something was changed in a block: its widget can `take` it to the journey."""

    block: Block
    typeahead: TypeaheadFilter
    known: str | bool = ""  # what the journey knows to stand in it
    again: bool = False  # whether what is chosen in it was chosen once more
    spot = Spot("press")  # where it was clicked last, to know a double click by

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
            (simulation.write if self.block.kind in WRITABLE else simulation.tap)(self.block.id, text)

    def tell(self) -> None:
        """Say that something was changed, where it was not the journey itself that changed it."""
        if self.current != self.known or self.again:
            self.screen.post_message(self.Edited())

    def on_input_changed(self, event: Message) -> None:
        """Say that the stock widget has changed."""
        event.stop()
        self.tell()

    on_checkbox_changed = on_tabs_tab_activated = on_input_changed

    # What only some have a use for.

    @property
    def taken(self) -> bool:
        """Whether it is chosen or ticked already: Enter on it goes on."""
        return self.current is True

    def hold(self, text: str) -> None:
        """Hold a text that the journey knows, in clear."""

    def use(self) -> None:
        """Do what Enter or Space does to it."""

    def visit(self, option: str) -> None:
        """Go to an option."""

    def begin_again(self) -> None:
        """Be ready to be filled in anew."""

    async def on_key(self, event: events.Key) -> None:
        """Let only those keys in that are meant for this screen."""
        text = event.character if event.character and event.is_printable else ""
        if not self.admits(text, deliberate=event.key in DELIBERATE):
            event.stop()
            event.prevent_default()
        elif text and self.block.kind not in WRITABLE:
            event.stop()
            self.typeahead.strayed()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted where there is no field for typing astray."""
        event.stop()
        self.typeahead.strayed()

    def admits(self, text: str, *, deliberate: bool = False) -> bool:
        """Whether a key or a paste is meant for this screen."""
        admitted = self.typeahead.admits_key(text, deliberate=deliberate)
        if admitted:
            self.typeahead.something_else()
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
        self.block = block
        if self.kind == "notice":
            self.border_title = "✓" if block.tone == "done" else "!"
            self.set_class(block.tone == "done", "-done")
        lines = [Content.styled(block.title, "bold"), Content(block.text)]
        if self.kind in ("error", "hint"):
            lines = [Content(f"✗ {block.error}" if self.kind == "error" else f"! {block.hint}")]
        for option in block.options if self.kind == "checklist" else ():
            line = Content(f"[{'x' if option.checked else ' '}] {option.text}")
            lines.append(line.stylize("bold $good") if option.checked else line)
        self.say(Content("\n").join(line for line in lines if line.plain))


def one_by_one(text: str) -> str:
    """Text as it may reach a terminal, one sign for each character: control characters and unseen ones are shown."""
    return "".join(one if one.isprintable() else "␊" if one == "\n" else drawable(one) or UNKNOWN for one in text)


def stands_above(label: str, width: int) -> bool:
    """Whether a label is too long for the border of its field in so many cells, and stands above it."""
    return cells(label) > width - 4


# What is pressed: buttons, links, answers; and blocks that stand side by side, often a link among them.


class PhoneButton(BlockWidget, Button):
    """A button across the page, a link, or one of several answers; the focus puts the words between two marks."""

    def __init__(self, block: Block) -> None:
        self.block = block
        super().__init__(Content(block.text), id=widget_id(block.id), disabled=not block.enabled)
        self.active_effect_duration = 0  # a button that lights up takes no click meanwhile
        self.styles.line_pad = 0

    def show_block(self, block: Block) -> None:
        """Show a block: its words, and whether it can be used."""
        super().show_block(block)
        self.label = Content(block.text)

    def render(self) -> Content:
        """Its words, with the signs of its state; an answer's at the left, where it leads at the right."""
        words = self.block.text
        if self.has_class("answer"):
            words = f"{'▸' if self.has_focus else ' '} {words}"
            return Content(words + " " * max(0, self.content_size.width - cells(words) - 2) + "› ")
        marked = self.has_focus and self.block.kind == "button"
        return Content(OFF + words if self.disabled else f"▸ {words} ◂" if marked else words)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Room for the words and the signs of its state."""
        return cells(self.block.text) + (len(OFF) if self.disabled else 0)


class SideBySide(Widget):
    """Holds the widgets of several blocks, `parts` in order: side by side as long as there is room for that."""

    def __init__(self, *parts: BlockText | BlockWidget, classes: str = "row") -> None:
        super().__init__(*parts, classes=classes)
        self.parts = parts
        self._field = 0
        if parts[0].block.kind in WRITABLE:  # it is as wide as its label needs
            parts[0].styles.width = self._field = max(10, cells(parts[0].block.text) + 4)

    def on_resize(self, event: events.Resize) -> None:
        """Stand one below the other where a field leaves the others too little room, or words do."""
        words = sum(cells(part.block.text) + 2 * isinstance(part, BlockWidget) for part in self.parts)
        beside = len(self.parts) - 1
        needed = self._field + 17 * beside if self._field else words + beside  # a field needs 16 cells, and a space
        self.set_class(needed > event.size.width, "-stacked")
