"""A second phone beside the first: the same journey, the same hand, the words of another variant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.deck.layout import Focus, Sheet, fit
from ac_tui.deck.render import render
from ac_tui.surfaces.tui.hand import Stop
from ac_tui.surfaces.tui.widgets.phone import Phone

if TYPE_CHECKING:
    from textual.geometry import Offset

    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import View


class SecondPhone(Phone):
    """Shows what the first phone shows, as another deck says it; a tap on it is a tap on the first."""

    front = True

    def __init__(self, first: Phone, deck: Deck) -> None:
        super().__init__(first.hand, "second")
        self.beside = first
        self._deck = deck
        self._of: View | None = None
        self._own: View | None = None
        self._told: tuple[object, ...] = ()
        self._at: Stop | None = None

    @property
    def deck(self) -> Deck:
        """The words on show here; setting it redraws both phones, for what differs is marked on either."""
        return self._deck

    @deck.setter
    def deck(self, deck: Deck) -> None:
        self._deck = deck
        self._own = None
        self.invalidate()
        if self.beside is not None:
            self.beside.invalidate()

    @property
    def view(self) -> View:
        """The first phone's moment in these words; rendered once for each."""
        simulation = self.hand.simulation
        if self._own is None or self._of is not simulation.view:
            self._of = simulation.view
            self._own = render(self._deck, simulation.journey, simulation.world)
        return self._own

    def caret(self) -> Offset | None:
        """One writes on the first phone."""
        return None

    def sheet(self, width: int) -> Sheet:
        """The page as this variant has it, the focus where it is on the first phone."""
        self.hand.settle()
        hand = self.hand
        place = Focus(hand.stop.block, hand.stop.option, hand.cursor, hand.selected)
        return fit(self.view, width, self._page_height, place)

    def opened(self) -> bool:
        """A screen, or a notice, that was not there the last time; where the focus moved, the page follows it."""
        if self.hand.stop != self._at:
            self._at = self.hand.stop
            self._follow = True
        notice = self.view.notice
        last, self._told = self._told, (self.view.step, self.view.open, notice.id if notice else "")
        return self._told != last
