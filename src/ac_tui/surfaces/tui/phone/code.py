"""The code: one Input underneath, a box drawn for each digit."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.strip import Strip

from ac_tui.surfaces.tui.phone.block import BlockEdit
from ac_tui.surfaces.tui.phone.fields import Secret, cursor_at
from ac_tui.surfaces.tui.phone.texts import drawable

_LIGHT = ("╭─╮", "│ │", "╰─╯")
_HEAVY = ("┏━┓", "┃ ┃", "┗━┛")
_SHAPES = ((5, 1), (5, 0), (4, 1), (3, 1), (3, 0))
"""How wide a box is, and how far from the next, the roomiest first."""


class CodeField(Secret):
    """Boxes for the digits of a code; more digits than boxes get boxes of their own, as long as they fit."""

    SECRET = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"code--box", "code--box-here"}

    _pasted = ""

    def paste(self, text: str) -> None:
        """Hand a pasted text to the journey as it is: it finds the code in it, or says why there is none."""
        if text and self.admits(text):
            self._pasted = text
            self.screen.post_message(self.Edited())

    def edit(self) -> BlockEdit | None:
        """What was pasted, else what was typed."""
        pasted, self._pasted = self._pasted, ""
        return BlockEdit(self.block.id, pasted, pasted=True) if pasted else super().edit()

    def begin_again(self) -> None:
        """Select a whole code, to be replaced; of half a one, the next digit goes on."""
        if len(self.value) < self.block.digits:
            cursor_at(self, len(self.value))
        else:
            self.select_all()

    def on_focus(self) -> None:
        """Select what is there as a field does, but for half a code."""
        self.select_on_focus = len(self.value) >= self.block.digits
        if not self.select_on_focus:
            cursor_at(self, len(self.value))

    def forget(self) -> None:
        """Hold no code while nobody sees the page."""
        self.known = self.value = ""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Three lines of boxes."""
        return 3

    def _boxes(self) -> tuple[int, int, int, int] | None:
        """How many boxes, their width, the gap, where the first one begins; None where they do not fit."""
        count, room = max(self.block.digits, len(self.value)), self.content_size.width
        for wide, gap in _SHAPES:
            taken = count * (wide + gap) - gap
            if taken <= room:
                return count, wide, gap, (room - taken) // 2
        return None

    def render_line(self, y: int) -> Strip:
        """Draw a line of the boxes; a code too long for any is a line of text."""
        boxes = self._boxes()
        if boxes is None:
            return super().render_line(y - 1)
        count, wide, gap, left = boxes
        page = self.rich_style
        box = page + self.get_component_rich_style("code--box", partial=True)
        here_style = page + self.get_component_rich_style("code--box-here", partial=True)
        cursor = self.cursor_position if self.has_focus else -1
        start, end = sorted(self.selection)
        segments = [Segment(" " * left, page)]
        for index in range(count):
            here = index == min(cursor, count - 1)
            shape, style = (_HEAVY, here_style) if here else (_LIGHT, box)
            first, middle, last = tuple(shape[y])
            if y != 1:
                segments.append(Segment(first + middle * (wide - 2) + last, style))
            else:
                digit = drawable(self.value[index]) if index < len(self.value) else " "
                inner = page
                if self.has_focus and start <= index < end:
                    inner = page + self.get_component_rich_style("input--selection", partial=True)
                elif here and cursor == index and self._cursor_visible:
                    inner = page + Style(reverse=True)
                before, after = " " * ((wide - 3) // 2), " " * ((wide - 2) // 2)
                segments += [Segment(first, style), Segment(before, page), Segment(digit, inner)]
                segments += [Segment(after, page), Segment(last, style)]
            segments.append(Segment(" " * gap, page))
        return Strip(segments).adjust_cell_length(self.content_size.width, page)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is, for input methods."""
        boxes, region = self._boxes(), self.content_region
        if boxes is None:
            return super().cursor_screen_offset
        count, wide, gap, left = boxes
        index = min(self.cursor_position, count - 1)
        return Offset(region.x + left + index * (wide + gap) + 1 + (wide - 3) // 2, region.y + 1)

    async def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor in the box that was clicked."""
        boxes = self._boxes()
        if boxes is None:
            return
        event.prevent_default()
        _, wide, gap, left = boxes
        offset = event.get_content_offset_capture(self)
        cursor_at(self, max(0, offset.x - left) // (wide + gap))
