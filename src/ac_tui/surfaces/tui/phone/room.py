"""How much room a page's parts take, and where a free line may part them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.phone.parts import Part
from ac_tui.surfaces.tui.phone.wrapping import height

_LINES = {"field": 2, "secret": 2, "code": 4, "tabs": 2, "link": 1, "row": 1}
_IN_BORDER = 4
"""Cells of a field's upper border that are no room for its label."""
_TALLER = 2
"""Lines that a tall button takes more than a flat one."""


class Room(NamedTuple):
    """The cells that a page has for its parts."""

    width: int = 40
    height: int = 0


class Air(NamedTuple):
    """The parts that a free line goes before, and whether buttons are tall."""

    gaps: frozenset[str]
    tall: bool


def stands_above(label: Part, width: int) -> bool:
    """Whether a label is too long for the border of its field, and stands above it."""
    return cell_len(label.blocks[0].text) > width - _IN_BORDER


def share_out(parts: Sequence[Part], room: Room) -> Air:
    """Use the lines that are left: one before each part, those that part most first; then tall buttons."""
    parts = [part for part in parts if part.kind != "label" or stands_above(part, room.width)]
    spare = room.height - sum(lines(part, room.width) for part in parts)
    ranked = sorted(
        (_rank(above, part), number)
        for number, (above, part) in enumerate(pairwise(parts), start=1)
        if not _belongs(above, part)
    )
    gaps = frozenset(parts[number].key for _, number in ranked[: max(0, spare)])
    buttons = sum(part.kind in ("main", "second", "answer") for part in parts)
    return Air(gaps, buttons > 0 and spare - len(ranked) >= _TALLER * buttons)


def lines(part: Part, width: int) -> int:
    """The lines that a part takes without any air."""
    first = part.blocks[0]
    match part.kind:
        case "heading" | "text" | "label":
            return height(first.text, width)
        case "notice":
            return height(first.title, width - 4) + height(first.text, width - 4) + 2
        case "error" | "hint":
            return height(getattr(first, part.kind), width - 2)
        case "checklist":
            return sum(height(option.text, width - 4) for option in first.options)
        case "choice":
            groups = {option.group for option in first.options if option.group}
            return len(groups) + sum(height(option.text, width - 6) for option in first.options)
        case "checkbox" | "consent":
            return height(first.text, width - 4)
        case "row":
            return max(_LINES.get(block.kind, 1) for block in part.blocks)
        case _:
            return _LINES.get(part.kind, 1)


def _belongs(above: Part, below: Part) -> bool:
    """Whether nothing comes between two parts: what is said of a block, and the rules a password is written by."""
    if below.kind in ("error", "hint") or above.kind == "label":
        return True
    return above.kind == "secret" and below.kind == "checklist"


def _rank(above: Part, below: Part) -> int:
    """How little a free line between two parts is needed."""
    kinds = above.kind, below.kind
    if above.kind == "heading" or below.kind == "main":
        return 0
    if "notice" in kinds or below.kind in ("second", "answer"):
        return 1
    if below.kind in ("label", "code", "field", "secret", "tabs", "choice"):
        return 2
    return 3 if any(_acts(part.blocks[0]) for part in (above, below)) else 4


def _acts(block: Block) -> bool:
    return block.interactive
