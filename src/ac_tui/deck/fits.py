"""Which words fit on a page: arithmetic over the cells that a widget takes beside its words.

The table is held to the real widgets by a test that opens every state at several widths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ac_tui.deck.cells import cells, drawable, wrap
from ac_tui.deck.view import Block

INSETS: Final[Mapping[str, int]] = {
    "heading": 0, "text": 0, "link": 0, "notice": 4, "checklist": 4, "choice": 4, "checkbox": 4, "button": 4,
    "field": 4, "secret": 4, "code": 4, "tabs": 4, "error": 2, "hint": 2,
}  # fmt: skip
"""Cells of the page's width that are no room for words, by kind of block; of tabs, for each of them."""

ONE_LINE: Final = frozenset({"button", "tabs"})
"""Kinds whose words must stay in one line."""

OFF: Final = "⊘ "
"""What stands before a button or link that cannot be used now."""


def words_fit(words: str, kind: str, width: int) -> bool:
    """Whether no word is longer than a line of a block of this kind ("error" and "hint" too) on such a page."""
    room = width - INSETS[kind]
    return all(cells(word) <= room for word in drawable(words).split())


def stays_in_line(block: Block, width: int) -> bool:
    """Whether a button's label, or the labels of tabs together, take one line on a page of this width."""
    if block.kind == "tabs":
        return sum(cells(drawable(option.text)) + INSETS["tabs"] for option in block.options) <= width
    label = block.text if block.enabled else OFF + block.text
    return cells(drawable(label)) <= width - INSETS[block.kind]


def line_count(block: Block, width: int) -> int:
    """The lines that a block's own words take, without error and hint and without what frames them; at least 1."""
    return max(1, sum(1 for _ in _lines(block, width - INSETS[block.kind], width)))


def _lines(block: Block, room: int, width: int) -> Iterator[str]:
    if block.kind == "tabs" and stays_in_line(block, width):
        yield block.id
        return
    if block.title:
        yield from wrap(drawable(block.title), room)
    if block.text:
        yield from wrap(drawable(block.text), width if block.options else room)
    group = ""
    for option in block.options:
        if option.group and option.group != group:
            group = option.group
            yield from wrap(drawable(group), width)
        yield from wrap(drawable(option.text), width - INSETS["choice"])
