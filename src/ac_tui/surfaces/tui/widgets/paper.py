"""A widget that paints lines of spans, each span in the colours that app.tcss gives its role."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol, cast, get_args

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ac_tui.deck.layout_sheet import ROLES

DeskRole = Literal[
    "bezel",
    "bezel-corner",
    "bezel-mark",  # what is said on a phone's frame: a variant's name, where its words differ
    "home",  # the line at the foot of a phone
    "scroll",
    "desk",
    "desk-quiet",
    "desk-title",
    "desk-key",
    "desk-code",
    "desk-link",
    "desk-mark",
    "desk-good",
    "desk-bad",
    "desk-chosen",
    "desk-caret",
    "desk-behind",  # the table itself, between the panels
    "bar",
    "bar-key",
    "bar-note",
]
"""What a span of the desk is, beside the roles of a phone's page."""

ALL_ROLES: tuple[str, ...] = (*ROLES, *get_args(DeskRole))

Spans = Sequence[tuple[str, str]]
"""One line: runs of drawn text with their roles. Text is drawn as it is, never read as markup."""


class Ink(Widget):
    """Never seen itself: holds the colours of every role, once for all papers.

    As component classes of each paper they would be looked up again for every paper and every change of a class, and
    that would be most of what the first paint costs.
    """

    COMPONENT_CLASSES = {f"ink--{role}" for role in ALL_ROLES}

    def style(self, role: str) -> Style:
        """The colours that app.tcss gives a role."""
        return self.get_component_rich_style(f"ink--{role}")


class Inked(Protocol):
    """A screen that papers can be laid on."""

    ink: Ink


class Paper(Widget):
    """Paints the picture that `picture` makes of the size it has, and makes it again after `invalidate`."""

    ALLOW_SELECT = False

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._picture: Sequence[Spans] = ()
        self._pictured = (0, 0)

    @abstractmethod
    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """What the widget shows, as at most `height` lines of at most `width` cells."""

    def invalidate(self) -> None:
        """Draw anew: something has changed."""
        self._pictured = (0, 0)
        self.refresh()

    def freshen(self) -> None:
        """Draw anew if it would look different: for changes that mostly change nothing, like a second's passing."""
        size = (self.size.width, self.size.height)
        if not all(size) or self._pictured != size:
            self.invalidate()
            return
        picture = self.picture(*size)
        if picture != self._picture:
            self._picture = picture
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint; the picture is made first if it is out of date, so that many changes at once cost one drawing."""
        size = (self.size.width, self.size.height)
        if self._pictured != size and all(size):
            self._picture = self.picture(*size)
            self._pictured = size
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        if y >= len(self._picture):
            return Strip.blank(width, self.rich_style)
        return self.strip(self._picture[y]).adjust_cell_length(width, self.rich_style)

    def strip(self, spans: Iterable[tuple[str, str]]) -> Strip:
        """One line of spans in their colours."""
        ink = cast("Inked", self.screen).ink
        return Strip([Segment(text, ink.style(role)) for text, role in spans if text])
