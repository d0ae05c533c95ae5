"""Fields: one line of text, readable or not; and the code, an Input with a box drawn for each digit."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.actions import SkipAction
from textual.content import Content
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from ac_tui.deck.cells import cluster_starts
from ac_tui.deck.view import Block
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.keys import OneLine
from ac_tui.surfaces.tui.phone.block import BlockWidget, one_by_one, stands_above, widget_id

_LIGHT, _HEAVY = ("╭─╮", "│ │", "╰─╯"), ("┏━┓", "┃ ┃", "┗━┛")
_SHAPES: Final = ((5, 1), (5, 0), (4, 1), (3, 1), (3, 0))
"""How wide a box is, and how far from the next, the roomiest first."""


class TextField(OneLine, BlockWidget, Input):
    """A field of the phone: an Input whose label stands in its upper border."""

    # A stock Input lays out the whole screen at every key, for a size that nothing here depends on.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, block: Block, text: str) -> None:
        super().__init__(id=widget_id(block.id), password=block.kind == "secret", validate_on=())
        self._first = text
        self.show_block(block)

    def on_mount(self) -> None:
        """Begin with what the journey holds: a text moves the cursor, which only an app that runs can show."""
        self.hold(self._first)

    def show_block(self, block: Block) -> None:
        """Show a block."""
        super().show_block(block)
        self.placeholder = block.placeholder
        self.on_resize()

    def on_resize(self) -> None:
        """Carry its label in its upper border, or leave it to the words that the page has above."""
        on_page = self.parent is not None and self.parent.has_class("page")
        above = on_page and stands_above(self.block.text, self.outer_size.width or 80)
        label = "" if above else self.block.text
        self.border_title = Content(f" {label} ").markup if label else None

    def hold(self, text: str) -> None:
        """Hold a text that the journey knows; the cursor stays before what followed it."""
        self.known = text
        if text != self.value:
            behind = len(self.value) - self.cursor_position
            self.value = text
            self.cursor_position = max(0, len(text) - behind)

    def begin_again(self) -> None:
        """Select all: what is typed next replaces it."""
        self.select_all()

    def paste(self, text: str) -> None:
        """Put pasted text in; line breaks and tabs become spaces, those around it are left out."""
        if text and self.admits(text):
            if not self.password:  # the journey drops a line break in a secret, and says so
                text = "".join(" " if one.isspace() else one for one in text.replace("\r\n", "\n")).strip()
            self.replace(text, *self.selection)

    # A letter goes with its accents, as one sees it.

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in the place of whole letters."""
        if start != end:
            places, (start, end) = cluster_starts(self.value), sorted((start, end))
            start = max((at for at in places if at <= start), default=0)
            end = min((at for at in places if at >= end), default=len(self.value))
        super().replace(text, start, end)

    def validate_selection(self, selection: Selection) -> Selection:
        """Have the cursor between two letters, the next ones in the way that it goes."""
        start, end = super().validate_selection(selection)
        if not self.value.isascii() and end not in (places := cluster_starts(self.value)):
            back = end < self.selection.end
            end = max(at for at in places if at < end) if back else min(at for at in places if at > end)
        return Selection.cursor(end) if selection.is_empty else Selection(start, end)

    def _drawn(self, text: str) -> str:
        """What is drawn: a control character in a pasted name would reach the terminal."""
        return "•" * len(text) if self.password else one_by_one(text)

    @property
    def _value(self) -> Text:
        return Text(self._drawn(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(self._drawn(self.value[:position]))


class Secret(TextField):
    """What is to be copied by nobody: a password, in bullets."""

    def action_copy(self) -> None:
        """Copy nothing from here: the clipboard is readable."""
        raise SkipAction

    def action_cut(self) -> None:
        """Remove what is selected, without keeping it."""
        self.delete_selection()


class CodeField(Secret):
    """Boxes for the digits of a code; more digits than boxes get boxes of their own, as long as they fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"code--box", "code--box-here"}

    _pasted = ""

    def paste(self, text: str) -> None:
        """Hand a pasted text to the journey as it is: it finds the code in it, or says why there is none."""
        if text and self.admits(text):
            self._pasted = text
            self.screen.post_message(self.Edited())

    def take(self, simulation: Simulation) -> None:
        """Let the journey know of what was pasted, else of what was typed."""
        pasted, self._pasted = self._pasted, ""
        if pasted:
            simulation.write(self.block.id, pasted, pasted=True)
        else:
            super().take(simulation)

    def begin_again(self) -> None:
        """Select a whole code, to be replaced; of half a one, the next digit goes on."""
        if len(self.value) < self.block.digits:
            self.cursor_position = len(self.value)
        else:
            self.select_all()

    def on_focus(self) -> None:
        """Select what is there as a field does, but for half a code."""
        self.select_on_focus = len(self.value) >= self.block.digits
        if not self.select_on_focus:
            self.cursor_position = len(self.value)

    def _boxes(self) -> tuple[int, int, int, int]:
        """How many boxes, their width, the gap, where the first one begins; what has no room is cut off."""
        count, room = max(self.block.digits, len(self.value)), self.content_size.width
        shapes = ((wide, gap, (room - count * (wide + gap) + gap) // 2) for wide, gap in _SHAPES)
        return next(((count, *shape) for shape in shapes if shape[2] >= 0), (count, *_SHAPES[-1], 0))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the boxes."""
        count, wide, gap, left = self._boxes()
        page = self.rich_style
        cursor = self.cursor_position if self.has_focus else -1
        start, end = sorted(self.selection) if self.has_focus else (0, 0)
        segments = [Segment(" " * left, page)]
        for index in range(count):
            here = index == min(cursor, count - 1)
            frame = page + self.get_component_rich_style("code--box-here" if here else "code--box", partial=True)
            first, middle, last = tuple((_HEAVY if here else _LIGHT)[y])
            inside = [Segment(middle * (wide - 2), frame)]
            if y == 1:
                style = page
                if start <= index < end:
                    style += self.get_component_rich_style("input--selection", partial=True)
                elif cursor == index and self._cursor_visible:
                    style += Style(reverse=True)
                digit = Segment(one_by_one(self.value[index : index + 1]) or " ", style)
                inside = [Segment(" " * ((wide - 3) // 2), page), digit, Segment(" " * ((wide - 2) // 2), page)]
            segments += [Segment(first, frame), *inside, Segment(last, frame), Segment(" " * gap, page)]
        return Strip(segments).adjust_cell_length(self.content_size.width, page)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is, for input methods."""
        count, wide, gap, left = self._boxes()
        across = left + min(self.cursor_position, count - 1) * (wide + gap) + 1 + (wide - 3) // 2
        return self.content_region.offset + Offset(across, 1)

    def _cell_offset_to_index(self, offset: int) -> int:
        _, wide, gap, left = self._boxes()
        return max(0, offset - left) // (wide + gap)
