"""What is chosen from: tabs, choices, checkboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Checkbox, Label, RadioButton, RadioSet, Tab, Tabs

from ac_tui.deck.cells import cells, wrap
from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.phone.block import BlockWidget, PhoneButton, SideBySide, chosen_of, widget_id

if TYPE_CHECKING:
    from textual.widgets._toggle_button import ToggleButton as Toggle
else:
    Toggle = object  # a mixin: as a widget of its own it would hide what a RadioButton looks like


class PhoneTab(Tab):
    """A tab and its part of the line beneath; the open one of tabs that have the focus stands between two marks."""

    def render(self) -> Content:
        """Its words, and the line: heavy under the open one."""
        opened, width = self.has_class("-active"), self.content_size.width
        words = f"▸ {self.label_text} ◂" if opened and isinstance(self.screen.focused, PhoneTabs) else self.label_text
        line = ("━" * width, "bold $accent on $page") if opened else ("─" * width, "not bold $line on $page")
        return Content.assemble(words, "\n", line)


class PhoneTabs(BlockWidget, Tabs):
    """Tabs side by side: two lines without the stock ones' scrolling and animation."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.known = chosen_of(block)
        tabs = [PhoneTab(Content(option.text), id=widget_id(block.id, option.id)) for option in block.options]
        super().__init__(*tabs, active=widget_id(block.id, self.known), id=widget_id(block.id))

    def compose(self) -> ComposeResult:
        """The tabs."""
        yield Horizontal(*self._tabs, id="tabs-list")

    def on_resize(self) -> None:
        """Make each tab as wide as its label and its share of what is left."""
        labels = [cell_len(option.text) for option in self.block.options]
        share, rest = divmod(max(0, self.content_size.width - sum(labels)), len(labels))
        for number, (tab, label) in enumerate(zip(self._tabs, labels, strict=True)):
            tab.styles.width = label + share + (number < rest)

    def show_block(self, block: Block) -> None:
        """Show a block: its labels and which one is open."""
        super().show_block(block)
        self.on_resize()
        for option, tab in zip(block.options, self._tabs, strict=True):
            if tab.label_text != option.text:
                tab.label = Content(option.text)
        self.known = chosen_of(block)
        if self.active and self.known:
            self.active = widget_id(block.id, self.known)

    @property
    def current(self) -> str:
        """The tab that is open."""
        opened = (one.id for one in self.block.options if widget_id(self.block.id, one.id) == self.active)
        return next(opened, str(self.known))

    def use(self) -> None:
        """Open the next tab."""
        self.action_next_tab()

    def _highlight_active(self, animate: bool = True) -> None:
        """Do nothing: each tab draws its part of the line."""

    def _scroll_active_tab(self) -> None:
        """Do nothing: all tabs are in sight."""


class Marked(Toggle):
    """Words behind a sign, in as many lines as they need."""

    SIGNS: tuple[str, str]  # when it is off, when it is on

    def lines(self, width: int) -> list[str]:
        """Its words in lines."""
        return wrap(self.label.plain, max(2, width - 4))

    def render(self) -> Content:
        """The sign, then the words, those of further lines below the first."""
        return Content(f"{self.SIGNS[self.value]} " + "\n    ".join(self.lines(self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the words need."""
        return len(self.lines(width))


class Option(Marked, RadioButton):
    """An option of a choice."""

    SIGNS = ("( )", "(•)")


class Choice(BlockWidget, RadioSet):
    """A choice of one among several, in groups under their headings."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.known = chosen_of(block)
        self._by_option = {
            one.id: Option(Content(one.text), one.checked, id=widget_id(block.id, one.id), classes="option")
            for one in block.options
        }
        super().__init__(id=widget_id(block.id))

    def compose(self) -> ComposeResult:
        """The options, each group under its heading."""
        group = ""
        for option in self.block.options:
            if option.group and option.group != group:
                group = option.group
                yield Label(Content(group), classes="group", disabled=True)
            yield self._by_option[option.id]

    def show_block(self, block: Block) -> None:
        """Show a block: the words of its options, and which one is chosen."""
        super().show_block(block)
        self.known = chosen_of(block)
        for option in block.options:
            button = self._by_option[option.id]
            if button.label.plain != option.text:
                button.label = Content(option.text)
            with self.prevent(RadioButton.Changed):
                button.value = option.checked
        self._pressed_button = self._by_option.get(self.known)

    @property
    def current(self) -> str:
        """The option that is chosen."""
        return next((name for name, button in self._by_option.items() if button.value), "")

    @property
    def option(self) -> str:
        """The option that the focus is on."""
        at = self._nodes[self._selected] if self._selected is not None else None
        return next((name for name, button in self._by_option.items() if button is at), "")

    def visit(self, option: str) -> None:
        """Put the focus on an option."""
        if option in self._by_option:
            self._selected = self._nodes.index(self._by_option[option])

    def use(self) -> None:
        """Choose the option that the focus is on."""
        if option := self.option:
            self._by_option[option].value = True

    def on_radio_button_changed(self, event: RadioButton.Changed) -> None:
        """Know when what is chosen is clicked once more: RadioSet passes over that, a phone does not."""
        self.again = not event.value and event.radio_button is self._pressed_button
        self.call_next(self.tell)

    @property
    def taken(self) -> bool:
        """Whether the option that the focus is on is chosen already."""
        return bool(self.option) and self.option == chosen_of(self.block)


class TickBox(BlockWidget, Marked, Checkbox):
    """A checkbox."""

    BINDINGS = []
    SIGNS = ("[ ]", "[x]")

    def __init__(self, block: Block) -> None:
        self.block = block
        self.known = bool(block.checked)
        super().__init__(Content(block.text), self.known, id=widget_id(block.id))

    def show_block(self, block: Block) -> None:
        """Show a block: its words, and whether it is ticked."""
        super().show_block(block)
        if self.label.plain != block.text:
            self.label = Content(block.text)
        self.known = self.value = bool(block.checked)

    def use(self) -> None:
        """Tick it, or take the tick away."""
        self.toggle()


class Consent(SideBySide):
    """A checkbox and a link that stands within its words; below where they are not there, or break within it."""

    def __init__(self, tick: TickBox, link: PhoneButton) -> None:
        # Below the words until they are laid out: over the box it would take the box's clicks.
        super().__init__(tick, link, classes="consent -below")
        self._tick, self._link = tick, link

    def on_resize(self, event: events.Resize) -> None:
        """Put the link where its words stand, in the lines that there are now."""
        words, tick = self._link.block.text, self._tick
        lines = tick.lines(tick.content_size.width or event.size.width)
        places = ((4 + cells(line[:at]), y) for y, line in enumerate(lines) if (at := line.find(words)) >= 0)
        x, y = next(places, (-1, 0))
        self.set_class(x < 0, "-below")
        self._link.styles.offset = (0, 0) if x < 0 else (x + tick.gutter.left, y)
