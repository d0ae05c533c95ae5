"""Fields: one line of text, readable or not."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input
from textual.widgets.input import Selection

from ac_tui.deck.cells import cluster_starts
from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.phone.block import BlockWidget, widget_id
from ac_tui.surfaces.tui.phone.texts import drawable, stands_above
from ac_tui.surfaces.tui.phone.typeahead import TypeaheadFilter


class TextField(BlockWidget, Input):
    """A field of the phone: an Input whose label stands in its upper border."""

    WRITABLE = True
    SECRET = False
    _first = ""

    # A stock Input lays out the whole screen at every key, for a size that nothing here depends on.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, block: Block, typeahead: TypeaheadFilter, text: str) -> None:
        super().__init__(id=widget_id(block.id), password=self.SECRET, validate_on=())
        self.typeahead = typeahead
        self.show_block(block, text)

    def on_mount(self) -> None:
        """Begin with what the journey holds: a text moves the cursor, which only an app that runs can show."""
        self.hold(self._first)
        self._first = ""

    def show_block(self, block: Block, text: str) -> None:
        """Show a block."""
        self.block = block
        self._carry_label()
        if self.placeholder != block.placeholder:
            self.placeholder = block.placeholder
        self.set_class(bool(block.error), "-error")
        self.disabled = not block.enabled
        self.hold(text)

    def on_resize(self) -> None:
        """Carry its label where there is room for it now."""
        self._carry_label()

    def _carry_label(self) -> None:
        """Carry its label in its upper border, or leave it to the words that the page has above."""
        on_page = self.parent is not None and self.parent.has_class("page")
        above = on_page and stands_above(self.block.text, self.outer_size.width or 80)
        label = "" if above else self.block.text
        if (title := Content(f" {label} ").markup if label else None) != self.border_title:
            self.border_title = title

    def hold(self, text: str) -> None:
        """Hold a text that the journey knows; the cursor stays before what followed it."""
        if not self.is_attached:
            self._first = text
            return
        self.known = text
        if text != self.value:
            behind = len(self.value) - self.cursor_position
            self.value = text
            self.cursor_position = max(0, len(text) - behind)

    @property
    def current(self) -> str:
        """The text."""
        return self.value

    def begin_again(self) -> None:
        """Select all: what is typed next replaces it."""
        self.select_all()

    def forget(self) -> None:
        """Hold nothing that should not lie about while nobody sees the page."""
        if self.SECRET:
            self.known = self.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that something was written, where it was not the journey itself that wrote it."""
        event.stop()
        self.tell()

    def on_paste(self, event: events.Paste) -> None:
        """Write all of what is pasted, in one line."""
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in the program itself."""
        self.paste(self.app.clipboard)

    def paste(self, text: str) -> None:
        """Put pasted text in; line breaks and tabs become spaces, those around it are left out."""
        if text and self.admits(text):
            self.write(self.clean(text))

    def clean(self, text: str) -> str:
        """What of a pasted text is written."""
        return "".join(" " if character.isspace() else character for character in text.replace("\r\n", "\n")).strip()

    def write(self, text: str) -> None:
        """Write text where the cursor is, over what is selected."""
        self.replace(text, *self.selection)

    # A letter goes with its accents, as one sees it.

    def action_delete_left(self) -> None:
        """Delete the letter before the cursor, or what is selected."""
        if self.selection.is_empty:
            self.delete(self._letter_before, self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        """Delete the letter behind the cursor, or what is selected."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, self._letter_behind)
        else:
            self.delete_selection()

    def action_cursor_left(self, select: bool = False) -> None:
        """Go a letter to the left; where some are selected, to their beginning."""
        start, end = self.selection
        if select or start == end:
            self.selection = Selection(start if select else self._letter_before, self._letter_before)
        else:
            cursor_at(self, min(start, end))

    def action_cursor_right(self, select: bool = False) -> None:
        """Go a letter to the right; where some are selected, to their end."""
        start, end = self.selection
        if select or start == end:
            self.selection = Selection(start if select else self._letter_behind, self._letter_behind)
        else:
            cursor_at(self, max(start, end))

    @property
    def _letter_before(self) -> int:
        return max((start for start in cluster_starts(self.value) if start < self.cursor_position), default=0)

    @property
    def _letter_behind(self) -> int:
        behind = (start for start in cluster_starts(self.value) if start > self.cursor_position)
        return min(behind, default=len(self.value))

    @property
    def _value(self) -> Text:
        """What is drawn: a control character in a pasted name would reach the terminal."""
        shown = "•" * len(self.value) if self.password else drawable(self.value)
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    @property
    def content_width(self) -> int:
        """The cells that its text takes, and the cursor behind it."""
        return cell_len(self.placeholder) if self.placeholder and not self.value else self._cells(self.value) + 1

    def _cells(self, text: str) -> int:
        return len(text) if self.password else cell_len(drawable(text))

    def _position_to_cell(self, position: int) -> int:
        return self._cells(self.value[:position])


class Secret(TextField):
    """A password: bullets, to be copied by nobody."""

    SECRET = True

    def clean(self, text: str) -> str:
        """All of it: the journey drops a line break, and says so."""
        return text

    def action_copy(self) -> None:
        """Copy nothing from here: the clipboard is readable."""
        raise SkipAction

    def action_cut(self) -> None:
        """Remove what is selected, without keeping it."""
        self.delete_selection()


def cursor_at(field: Input, position: int) -> None:
    """Put the cursor of a field somewhere, with nothing selected."""
    field.selection = Selection.cursor(position)
