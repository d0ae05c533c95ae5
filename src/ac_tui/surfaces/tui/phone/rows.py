"""Blocks that stand side by side: fields, a sentence and its link."""

from __future__ import annotations

from typing import TypeGuard

from rich.cells import cell_len
from textual import events
from textual.widget import Widget

from ac_tui.surfaces.tui.phone.block import BlockWidget, SideBySide
from ac_tui.surfaces.tui.phone.buttons import PhoneLink
from ac_tui.surfaces.tui.phone.texts import BlockText

FIELD_ROOM = 16
"""The least cells a field needs beside another."""


class PhoneRow(SideBySide):
    """Widgets side by side; where there is no room for that, one below the other."""

    def __init__(self, *parts: Widget) -> None:
        super().__init__(*parts, classes="row")
        if _is_field(parts[0]):  # one that begins a row is as wide as it needs
            parts[0].styles.width = first_width(parts[0].block.text)

    def on_resize(self, event: events.Resize) -> None:
        """Stand side by side as long as there is room."""
        self.set_class(self.needed() > event.size.width, "-stacked")

    def needed(self) -> int:
        """The cells that it needs to stand side by side."""
        first, *others = self.parts
        if _is_field(first):
            return first_width(first.block.text) + 1 + FIELD_ROOM * len(others)
        return sum(words_width(part) for part in self.parts) + len(others)


def _is_field(widget: Widget) -> TypeGuard[BlockWidget]:
    return isinstance(widget, BlockWidget) and widget.block.kind in ("field", "secret")


def first_width(label: str) -> int:
    """The cells of a field that another stands beside."""
    return max(10, cell_len(label) + 4)


def words_width(widget: Widget) -> int:
    """The cells that a sentence or a link needs on one line."""
    if isinstance(widget, BlockText):
        return widget.said.cell_length
    return cell_len(widget.block.text) + 2 if isinstance(widget, PhoneLink) else 0
