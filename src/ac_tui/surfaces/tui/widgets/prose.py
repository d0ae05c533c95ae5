"""Text set for a panel: runs in several roles wrapped together, under a lead that stands before the first line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ac_tui.deck.layout_cells import cells, drawable, wrap
from ac_tui.surfaces.tui.widgets.paper import Spans

Run = tuple[str, str]
"""A text as it is written, and its role."""

LEAST = 8
"""Cells that a text gets at least, however narrow its panel is."""


def prose(runs: Iterable[Run], width: int, lead: Run = ("", "desk")) -> list[Spans]:
    """The runs as one paragraph of at most `width` cells; later lines are indented to where the lead ends."""
    mark, role = drawable(lead[0]), lead[1]
    indent = cells(mark)
    drawn = [(drawable(text), role) for text, role in runs]
    whole = "".join(text for text, _ in drawn)
    lines: list[Spans] = []
    for number, part in enumerate(wrap(whole, max(LEAST, width - indent))):
        before = (mark, role) if number == 0 else (" " * indent, "desk")
        lines.append([before, *_cut(drawn, part.start, part.end)])
    return lines


def with_tail(lines: list[Spans], tail: Run, width: int) -> list[Spans]:
    """The lines with a tail that stays in one piece: behind the last line, else below it where that begins its text."""
    text = drawable(tail[0])
    if not lines or sum(cells(part) for part, _ in lines[-1]) + cells(text) <= width:
        return [*lines[:-1], [*(lines[-1] if lines else ()), (text, tail[1])]]
    indent = " " * cells(lines[0][0][0])
    return [*lines, [(indent, "desk"), (text.strip(), tail[1])]]


def _cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The part of joined runs from one character to another."""
    found: list[Run] = []
    at = 0
    for text, role in runs:
        piece = text[max(0, start - at) : max(0, end - at)]
        if piece:
            found.append((piece, role))
        at += len(text)
    return found
