"""The words in other variants: the next one on the phone, another one beside it, files followed as they are saved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ac_tui.deck.deck import Deck
from ac_tui.desk.outcome import Outcome, said
from ac_tui.flows.simulation import Simulation
from ac_tui.registry.faults import Fault, FileError

ROOM_FOR_TWO: Final = 100  # columns from which two phones stand side by side


class Variants:
    """The decks of one folder of screens (None: the one ac-tui ships).

    `beside` is the deck of the second phone, None without one; `watching` says that a surface is to follow the files,
    `faults` what was wrong with those that were tried last.
    """

    def __init__(self, simulation: Simulation, directory: Path | None) -> None:
        self.directory = directory
        self._simulation = simulation
        self.beside: Deck | None = None
        self.watching = False
        self.faults: tuple[Fault, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every variant there is now: the original (""), the written ones by name, the pseudo-locale."""
        from ac_tui.deck.load import PSEUDO, variant_names

        return ("", *variant_names(self.directory), PSEUDO)

    def load(self, name: str) -> Deck:
        """The deck as its files are now; raises FileError. Safe to call from another thread."""
        from ac_tui.deck.load import load_deck

        return load_deck(self.directory, name)

    def first_good(self, names: Iterable[str]) -> Deck | None:
        """The first of these variants that can be used; what is wrong with those before it is kept in `faults`."""
        self.faults = ()
        for name in names:
            try:
                return self.load(name)
            except FileError as error:
                self.faults += error.faults
        return None

    def next(self) -> Outcome:
        """Show the next good variant in place, after the one on show and round again; the journey stays."""
        shown, order = self._simulation.deck, self.names
        at = order.index(shown.variant) + 1 if shown.variant in order else len(order)
        deck = self.first_good(name for name in (*order[at:], *order[:at]) if name != shown.variant) or shown
        if self.beside is not None and self.beside.variant == deck.variant:
            self.beside = shown
        self._simulation.deck = deck
        return said("said.variant", name=self.named(deck)) if deck is not shown else Outcome()

    def next_beside(self, width: int) -> Outcome:
        """Stand a second phone beside the first, in the next other variant; after the last take it away again."""
        before, narrow = self.beside, width < ROOM_FOR_TWO
        if before is None and narrow:
            return said("said.too_narrow", n=width)
        others = [name for name in self.names if name != self._simulation.deck.variant]
        if before is not None:  # those after the one it shows
            others = others[others.index(before.variant) + 1 :] if before.variant in others else []
        self.beside = None if narrow else self.first_good(others)
        self._simulation.refresh()
        if self.beside is not None:
            return said("said.beside", "phone", name=self.named(self.beside))
        return said("said.one_phone", "phone") if before is not None else Outcome()

    def turn_watching(self) -> Outcome:
        """Follow the files of the screens from now on, or no longer."""
        self.watching = not self.watching
        self._simulation.refresh()
        return said("said.watching" if self.watching else "said.not_watching")

    def named(self, deck: Deck) -> str:
        """The name of a deck's variant as people read it."""
        return deck.variant or self._simulation.deck.words("workshop.original")
