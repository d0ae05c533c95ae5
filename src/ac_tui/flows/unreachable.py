"""Arrows that no screen lets happen: the journey refuses what a dead link could send, should one ever be tapped twice.

They are part of the table and tested with it; a flow, which taps what a person can tap, cannot take them.
"""

from __future__ import annotations

from typing import Final

from ac_tui.deck.deck import Deck
from ac_tui.journey.table import TABLE, Edge, Row

_NEVER_WHEN: Final = {"too_soon": "can_resend"}
"""Guards that cannot hold while a fact does: a block enabled by that fact never leads to them."""


def unreachable_rows(deck: Deck) -> frozenset[Row]:
    """The rows whose event the step's blocks send only while their guard cannot hold; read off the deck's screens."""
    return frozenset(row for row in TABLE if row.guard in _NEVER_WHEN and _is_unreachable(row, deck))


def unreachable_edges(deck: Deck) -> frozenset[Edge]:
    """The arrows of these rows."""
    return frozenset(Edge(row.step, row.event.name, row.guard, row.to) for row in unreachable_rows(deck))


def _is_unreachable(row: Row, deck: Deck) -> bool:
    screen = deck.screens.get(row.step)
    if screen is None:
        return False
    senders = [block for block in screen.body.values() if getattr(block, "sends", "") == row.event.name]
    return bool(senders) and all(_NEVER_WHEN[row.guard] in getattr(block, "enabled", ()) for block in senders)
