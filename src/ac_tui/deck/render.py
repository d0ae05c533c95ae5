"""What the phone shows now: a View of a journey, in the words of a deck. Pure, and quick enough for every key press."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ac_tui.deck.deck import Deck
from ac_tui.deck.scene import holds
from ac_tui.deck.view import Block, View
from ac_tui.journey.model import Journey

if TYPE_CHECKING:
    from ac_tui.journey.world import World


def render(deck: Deck, journey: Journey, world: World) -> View:
    """The screen of a journey as data: only what is visible now, every text filled in.

    A closed app shows nothing. Only a screen that asks for a code opens with the focus in a field (design: flows).
    """
    clock = clock_text(journey.now)
    if not journey.app_open:
        return View(journey.step, "", (), clock=clock, wordmark=deck.wordmark, open=False)
    scene = deck.scenes[journey.step]
    blocks: list[Block] = []
    for piece in scene.pieces:
        if holds(piece.tests, journey, world):
            blocks.extend(piece.make(journey, world))
    focus = scene.code if scene.code and any(block.id == scene.code for block in blocks) else ""
    return View(
        step=journey.step,
        heading=scene.heading.fill(journey, world),
        blocks=tuple(blocks),
        clock=clock,
        wordmark=deck.wordmark,
        back=scene.back,
        focus=focus,
    )


def clock_text(moment: datetime) -> str:
    """A time as the phone's status bar writes it: "9:41 AM"."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"
