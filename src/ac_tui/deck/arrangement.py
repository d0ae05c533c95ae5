"""How the blocks of a screen stand to each other, whatever they are drawn with."""

from __future__ import annotations

from ac_tui.deck.view import Block, View


def answer_buttons(view: View) -> frozenset[str]:
    """The ids of the buttons that are several answers to one question: they look alike, none is the main one."""
    sends = [block.sends for block in view.blocks if block.kind == "button"]
    return frozenset(b.id for b in view.blocks if b.kind == "button" and b.sends and sends.count(b.sends) > 1)


def side_by_side(view: View) -> list[tuple[Block, ...]]:
    """The blocks in order, each with the ones that stand beside it; a link is never an owner."""
    groups: dict[str, list[Block]] = {}
    owner: dict[str, str] = {}
    for block in view.blocks:
        target = owner.get(block.beside, block.beside)
        if target in groups:
            groups[target].append(block)
            owner[block.id] = target
        else:
            groups[block.id] = [block]
    return [tuple(group) for group in groups.values()]
