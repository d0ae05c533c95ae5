"""Where two screens of one moment say different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ac_tui.deck.view import Block, View

HEADING = "heading"

WHOLE = ""
"""The part that is all of a block."""


class ViewPart(NamedTuple):
    """A part of a block: one of its texts by name ("title", "error"), one of its options, or all of it."""

    block: str
    part: str = WHOLE


def option_part(option: str) -> str:
    """What the part of a block is called that is one of its options."""
    return f"option {option}"


def group_part(option: str) -> str:
    """What the heading is called under which an option is the first."""
    return f"group {option}"


def differences(one: View, other: View) -> frozenset[ViewPart]:
    """The parts of blocks whose words differ, the heading being one; a block that only one has differs as a whole.

    What was typed, ticked or filled in is no difference of words.
    """
    heading = {ViewPart(HEADING, WHOLE)} if one.heading != other.heading else set()
    names = dict.fromkeys((*one.by_id, *other.by_id))
    return frozenset(heading.union(*(_between(name, one.block(name), other.block(name)) for name in names)))


def _between(name: str, one: Block | None, other: Block | None) -> Iterator[ViewPart]:
    if one is None or other is None or one.kind != other.kind:
        yield ViewPart(name, WHOLE)
        return
    first, second = _said(one), _said(other)
    for part in dict.fromkeys((*first, *second)):
        if first.get(part) != second.get(part):
            yield ViewPart(name, part)


def _said(block: Block) -> Mapping[str, str]:
    """What a block says, by part; a group of options is called after its first."""
    pieces = ("text", "title", "placeholder", "error", "hint")
    said = {part: getattr(block, part) for part in pieces if getattr(block, part)}
    group = ""
    for option in block.options:
        if option.group and option.group != group:
            group = said[group_part(option.id)] = option.group
        said[option_part(option.id)] = option.text
    return said
