"""Which screen says what the caller reads aloud, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.deck.find import TextMatch, finder
from ac_tui.flows.goals import Goal
from ac_tui.journey.model import STEPS

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck

_MOST: Final = 30
_NEAR: Final = 0.6
"""How near to the best match another one must come to be shown."""


class Found(NamedTuple):
    """A text of the phone: its screen as the desk calls it, what it says, its kind, the way there, its score."""

    screen: str
    text: str
    kind: str
    goal: Goal
    score: float


def search(deck: Deck, text: str, here: str) -> Sequence[Found]:
    """The texts that may be meant, best first; every screen by its heading where nothing is asked.

    `here` is the step on show: of equal texts its own comes first.
    """
    if not text.strip():
        return [_found(deck, TextMatch(step, "heading", deck.screens[step].heading, 0.0, "heading")) for step in STEPS]
    matches = finder(deck).find(text, _MOST, here)
    return [_found(deck, match) for match in matches if match.score >= matches[0].score * _NEAR]


def _found(deck: Deck, match: TextMatch) -> Found:
    goal = Goal(match.step, match.id, match.text)
    kind = deck.words(f"find.{_kind(deck, match)}")
    kind = deck.words("find.perhaps", kind=kind) if match.weak and match.score else kind
    return Found(deck.words(f"screen.{match.step}"), match.text, kind, goal, match.score)


def _kind(deck: Deck, match: TextMatch) -> str:
    """What a text is on its screen: its title, a notice, the error of a field, something to press, else a text."""
    if match.part in ("heading", "error"):
        return match.part
    block = deck.screens[match.step].body.get(match.id)
    return block.kind if block is not None and block.kind in ("notice", "button", "link") else "text"
