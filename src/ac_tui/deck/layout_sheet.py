"""A drawn screen as plain data: lines of spans, where a person can act, where the cursor stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from ac_tui.deck.differences import Place
from ac_tui.deck.layout_cells import cells, char_cells, drawable

Role = Literal[
    "page",  # nothing: the paper
    "heading",
    "text",
    "muted",
    "mark",  # the sign in the margin beside what has the focus
    "label",
    "label-focus",
    "label-error",
    "frame",  # the border of a field
    "frame-focus",
    "frame-error",
    "field",
    "field-focus",
    "selected",  # a value that typing replaces
    "placeholder",
    "caret",
    "error",
    "hint",
    "tab",
    "tab-on",
    "tab-focus",
    "option",
    "option-focus",
    "tick-on",
    "tick-off",
    "button",
    "button-focus",
    "button-off",
    "button-second",  # a button that is not the main one
    "choice",  # a button that is one of several answers
    "choice-focus",
    "link",
    "link-focus",
    "link-off",
    "notice",
    "notice-title",
    "notice-frame",
    "status",
    "wordmark",
    "back",
]
"""What a span is; a surface gives each its colours."""

ROLES: tuple[Role, ...] = get_args(Role)


class Span(NamedTuple):
    """A run of drawn text in one role."""

    text: str
    role: Role


Line = tuple[Span, ...]


class Hit(NamedTuple):
    """Where a person can act: the cells from `x0` up to `x1` of a line, the block and the option they belong to.

    In a field `first` is the index of the value's first visible character and `text_x` the cell it stands in; in a code
    `first` is the box. `text_x` is -1 where there is no text to put a cursor in.
    """

    line: int
    x0: int
    x1: int
    block: str
    option: str = ""
    first: int = 0
    text_x: int = -1


class Cut(NamedTuple):
    """A text that did not fit as it should: a word broken, a label that needs a second row."""

    block: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn screen, every line exactly `width` cells wide.

    `rows` maps each block's id to its first and last line, `parts` the parts of it that have lines of their own;
    `cursor` is the (line, cell) of the text cursor, if any.
    """

    width: int
    lines: tuple[Line, ...]
    hits: tuple[Hit, ...] = ()
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    cursor: tuple[int, int] | None = None
    cut: tuple[Cut, ...] = ()
    parts: dict[Place, tuple[int, int]] = field(default_factory=dict)

    def at(self, line: int, x: int) -> Hit | None:
        """What a tap at this place would act on, or None; the last drawn wins, so a link within a label is a link."""
        return next((h for h in reversed(self.hits) if h.line == line and h.x0 <= x < h.x1), None)

    def where(self, block: str, option: str = "") -> tuple[int, int] | None:
        """The first and last line a person can act on this block or option, or None."""
        lines = [h.line for h in self.hits if h.block == block and h.option == option]
        return (min(lines), max(lines)) if lines else None

    def lines_of(self, place: Place) -> range:
        """The lines of a part of a block, all of the block's where the part has none of its own."""
        first, last = self.parts.get(place) or self.rows.get(place.block, (0, -1))
        return range(first, last + 1)

    def text(self) -> str:
        """The sheet as text, without trailing spaces."""
        return "\n".join("".join(span.text for span in line).rstrip() for line in self.lines)


def index_at(value: str, hit: Hit, x: int) -> int:
    """The index in a field's value that a tap at cell `x` means: before the character it falls on, or the end."""
    if hit.text_x < 0:
        return min(hit.first, len(value))
    index, left = hit.first, hit.text_x
    while index < len(value):
        left += cells(drawable(value[index]))
        if left > x:
            return index
        index += 1
    return index


def pad(line: Line, width: int, role: Role = "page") -> Line:
    """The line filled with paper up to `width` cells."""
    missing = width - sum(cells(span.text) for span in line)
    return (*line, Span(" " * missing, role)) if missing > 0 else line


def cluster_starts(text: str) -> list[int]:
    """Where the cursor may stand in drawn or typed text: not between a letter and the marks that join it."""
    starts = [
        index
        for index, char in enumerate(text)
        if index == 0 or (drawable(char) and char_cells(drawable(char)) > 0 and text[index - 1] != "\u200d")
    ]
    return [*starts, len(text)]
