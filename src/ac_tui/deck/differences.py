"""Where two drawings of one moment say different things."""

from __future__ import annotations

from ac_tui.deck.view import Block, View

HEADING = "heading"


def differences(one: View, other: View) -> frozenset[str]:
    """The ids of the blocks whose words differ, `heading` for the heading's; a block that only one has differs.

    What was typed, ticked or filled in is no difference of words.
    """
    first, second = ({block.id: _said(block) for block in view.blocks} for view in (one, other))
    found = {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}
    return frozenset(found | ({HEADING} if one.heading != other.heading else set()))


def _said(block: Block) -> tuple[object, ...]:
    options = tuple((option.group, option.text) for option in block.options)
    return (block.kind, block.title, block.text, block.placeholder, block.error, block.hint, options)
