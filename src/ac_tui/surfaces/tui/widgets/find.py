"""Find by what the caller reads aloud: every text of the phone, and the very screen that says it; or just a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ac_tui.deck.find import Match, finder
from ac_tui.journey.model import STEPS
from ac_tui.surfaces.tui.widgets.chooser import Chooser, Row
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk

_MOST = 30
_NEAR = 0.6
"""How near to the best match another one must come to be shown."""


class Find(Chooser[Match]):
    """What is typed is what the caller reads; Enter goes to where that stands."""

    own_key = "f3"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "find", desk.words("find.title"))

    def find(self, text: str) -> Sequence[Match]:
        """The texts that may be meant; every screen by its heading while nothing is typed."""
        deck = self.desk.simulation.deck
        if text.strip():
            found = finder(deck).find(text, _MOST, self.desk.simulation.journey.step)
            return [match for match in found if match.score >= found[0].score * _NEAR]
        return [Match(step, "heading", deck.screens[step].heading, 0.0, "heading") for step in STEPS]

    def row(self, entry: Match) -> Row:
        """The screen, what it says there, and what kind of text that is."""
        return Row(self.desk.words(f"screen.{entry.step}"), entry.text, self.desk.words(f"find.{self._kind(entry)}"))

    def _kind(self, entry: Match) -> str:
        """What a text is on its screen: its title, a notice, the error of a field, something to press, else a text."""
        if entry.part in ("heading", "error"):
            return entry.part
        block = self.desk.simulation.deck.screens[entry.step].body.get(entry.id)
        return block.kind if block is not None and block.kind in ("notice", "button", "link") else "text"

    @property
    def nothing(self) -> str:
        """No screen says this."""
        return self.desk.words("find.none")

    def told(self, entry: Match, width: int) -> Sequence[Spans]:
        """What may be typed, or the whole text that was found; and what Enter does."""
        words = self.desk.words
        if not self.text.strip():
            return [[], *prose([(words("find.empty"), "desk-title")], width), [(words("find.enter"), "desk-quiet")]]
        return [[], *prose([(f"«{entry.text}»", "desk-title")], width), [(words("find.enter"), "desk-quiet")]]

    def choose(self, entry: Match) -> None:
        """Go to the screen with this text on it."""
        from ac_tui.desk.arrive import Goal
        from ac_tui.surfaces.tui.desk_call import look_up

        look_up(self.desk, Goal(entry.step, entry.id, entry.text))
