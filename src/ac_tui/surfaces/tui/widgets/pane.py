"""A part of the desk that can be in front: the one that keys and pastes go to."""

from __future__ import annotations

from abc import abstractmethod

from textual.geometry import Offset, Region
from textual.markup import escape
from textual.strip import Strip

from ac_tui.deck.layout_cells import drawable
from ac_tui.surfaces.tui.widgets.paper import Paper


class Pane(Paper):
    """A painted part of the desk. The desk hands it every key in turn; it never takes Textual's focus itself.

    So there is one queue of keys for the whole app: a key that brings another pane to the front is done before the next
    one is looked at, however fast they arrive.
    """

    front = False

    @abstractmethod
    def stroke(self, key: str, character: str | None) -> bool:
        """Take a key; whether the pane had a use for it."""

    def paste(self, text: str) -> bool:
        """Take pasted text; whether the pane had a use for it."""
        return False

    def caret(self) -> Offset | None:
        """Where on the pane the text cursor is, if anywhere."""
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint, and put the terminal's own cursor where one writes: input methods and screen readers follow it."""
        strips = super().render_lines(crop)
        caret = self.caret() if self.front else None
        if caret is not None:
            self.app.cursor_position = self.content_region.offset + caret
        return strips

    @property
    def news(self) -> str:
        """What there is new on it, for its tab: a number or a sign, "" for nothing."""
        return ""

    def entitle(self, title: str) -> None:
        """Give the pane a title in its frame; words are never markup."""
        self.border_title = escape(drawable(title))

    def bring(self, front: bool) -> None:
        """Put the pane in front, or take it from there."""
        self.front = front
        self.set_class(front, "-front")
        self.invalidate()
