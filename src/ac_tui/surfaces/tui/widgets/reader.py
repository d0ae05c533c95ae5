"""A panel to read: lines that scroll under keys and wheel, with signs of more at its edge."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size

from ac_tui.deck.layout_cells import cells
from ac_tui.surfaces.tui.widgets.pane import Pane
from ac_tui.surfaces.tui.widgets.paper import Spans

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk

_TURNS = {"down": 1, "up": -1, "pagedown": 8, "pageup": -8}
_WHEEL = 2
_MARGIN = 2
"""Lines to see before and after the one to keep in sight."""


class Reader(Pane):
    """A panel whose `written` lines are taller than it may be."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(name)
        self.desk = desk
        self._top = 0
        self._sight: int | None = None
        self.entitle(desk.words(f"panel.{name}.title"))

    @abstractmethod
    def written(self, width: int) -> list[Spans]:
        """Everything there is to read, as lines of at most `width` cells."""

    def to_top(self) -> None:
        """Read from the beginning again: what is said has changed."""
        self._top = 0

    def keep_in_sight(self, line: int | None) -> None:
        """Scroll so that a line can be seen (-1: the last one), until somebody turns the page."""
        self._sight = line

    def stroke(self, key: str, character: str | None) -> bool:
        """Turn the page."""
        if key not in _TURNS:
            return False
        self._turn(_TURNS[key])
        return True

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """The lines that fit, and in the last column whether there are more above or below."""
        lines = self.written(width - 1)
        if self._sight is not None:
            line = len(lines) - 1 if self._sight < 0 else self._sight
            self._top = max(line - height + _MARGIN + 1, min(self._top, line - _MARGIN))
        self._top = max(0, min(self._top, len(lines) - height))
        shown = [list(line) for line in lines[self._top : self._top + height]]
        if self._top > 0:
            _mark_edge(shown[0], width, "▲")
        if self._top + height < len(lines):
            _mark_edge(shown[-1], width, "▼")
        return shown

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are to read, where the panel's height follows its text."""
        return max(1, len(self.written(width - 1)))

    def invalidate(self) -> None:
        """Draw anew; a panel whose height follows its text is also laid out anew."""
        super().invalidate()
        if self.is_mounted and self.styles.is_auto_height:
            self.refresh(layout=True)

    def _turn(self, lines: int) -> None:
        self._sight = None
        self._top += lines
        self.invalidate()

    def on_click(self, event: events.Click) -> None:
        """Come to the front."""
        event.stop()
        self.desk.bring(self.id or "")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turn the page by the wheel."""
        event.stop()
        self._turn(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turn the page back by the wheel."""
        event.stop()
        self._turn(-_WHEEL)


def _mark_edge(line: list[tuple[str, str]], width: int, sign: str) -> None:
    line += [(" " * (width - 1 - sum(cells(text) for text, _ in line)), "desk"), (sign, "desk-mark")]
