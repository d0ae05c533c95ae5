"""The writer's side of the desk: another variant in place, two at once, files followed as they are saved.

Made when the first of these is asked for: whoever only plays pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ac_tui.deck.load import Deck, DeckError, load_deck, variant_names
from ac_tui.deck.pseudo import PSEUDO
from ac_tui.deck.shelf import Shelf
from ac_tui.registry.faults import Fault
from ac_tui.surfaces.tui.live import Live
from ac_tui.surfaces.tui.widgets.fault_strip import FaultStrip
from ac_tui.surfaces.tui.widgets.second_phone import SecondPhone

if TYPE_CHECKING:
    from textual.worker import Worker

    from ac_tui.surfaces.tui.screens.desk import Desk

_PHONE = "phone"


class Workshop:
    """The decks of one folder of screens (None: the one ac-tui ships), for one desk.

    `faults` is what the strip tells is wrong with the files; `watching`, whether a save is seen by itself.
    """

    def __init__(self, desk: Desk, directory: Path | None) -> None:
        self.desk = desk
        self.directory = directory
        self.live = Live(self)
        self.faults: tuple[Fault, ...] = ()
        self._shelf = Shelf()
        self._kept = True
        self._strip: FaultStrip | None = None
        self.watching = False
        self._worker: Worker[None] | None = None

    @property
    def variants(self) -> tuple[str, ...]:
        """Every variant there is now: the original (""), the written ones by name, the pseudo-locale."""
        return ("", *variant_names(self.directory), PSEUDO)

    @property
    def in_use(self) -> tuple[str, ...]:
        """The variants on show: the phone's, and the second phone's where there is one."""
        second = self.desk.second
        return (self.desk.simulation.deck.variant, *([second.deck.variant] if second is not None else []))

    def load(self, variant: str) -> Deck:
        """The deck as its files are now; raises DeckError. Safe to call from another thread."""
        return load_deck(self.directory, variant, self._shelf)

    # Variants.

    def next_variant(self) -> None:
        """Show the next variant in place: same step, same data, same focus."""
        order, shown = self.variants, self.desk.simulation.deck
        deck = self._first_good(_after(order, shown.variant))
        if deck is None:
            return
        second = self.desk.second
        if second is not None and second.deck.variant == deck.variant:
            second.deck = shown
        self.put(deck)
        self.desk.say("said.variant", name=self.named(deck.variant))

    def put(self, deck: Deck) -> None:
        """Put a deck on the phone and on the desk around it; the journey, the focus and the cursor stay."""
        self.desk.simulation.deck = deck
        for name, panel in self.desk.panels.items():
            panel.entitle(self.desk.words(f"panel.{name}.title"))
        overlay = self.desk.overlay
        if overlay is not None:
            titles = (f"{overlay.id}.title", f"command.{overlay.id}.title")
            overlay.entitle(next((self.desk.words(key) for key in titles if key in deck.desk), ""))
        self.desk.redraw()

    def named(self, variant: str) -> str:
        """A variant's name as people read it."""
        return variant or self.desk.words("workshop.original")

    # Side by side.

    def next_beside(self) -> None:
        """Stand a second phone beside the first, in the next other variant; after the last one take it away again."""
        second, here = self.desk.second, self.desk.simulation.deck.variant
        if second is None and self.desk.has_class("-narrow"):
            self.desk.say("said.too_narrow", n=self.desk.size.width)
            return
        others = [variant for variant in self.variants if variant != here]
        if second is not None:
            at = others.index(second.deck.variant) + 1 if second.deck.variant in others else len(others)
            others = [] if self.desk.has_class("-narrow") else others[at:]
        deck = self._first_good(others)
        if deck is None:
            self._one_phone()
            return
        if second is None:
            self._two_phones(deck)
        else:
            second.deck = deck
        self.desk.bring(_PHONE)
        self.desk.say("said.beside", name=self.named(deck.variant))

    def _two_phones(self, deck: Deck) -> None:
        desk = self.desk
        desk.second = second = SecondPhone(desk.phone, deck)
        desk.phone.beside = second
        desk.extras.append(second)
        desk.call_next(lambda: desk.bench.mount(second, after=desk.phone))

    def _one_phone(self) -> None:
        desk, second = self.desk, self.desk.second
        if second is None:
            return
        desk.second = desk.phone.beside = None
        desk.extras.remove(second)
        desk.call_next(second.remove)
        desk.bring(_PHONE)
        desk.say("said.one_phone")

    def _first_good(self, variants: Iterable[str]) -> Deck | None:
        """The first of these variants that can be used; what is wrong with those before it is told."""
        faults: list[Fault] = []
        deck = None
        for variant in variants:
            try:
                deck = self.load(variant)
                break
            except DeckError as error:
                faults += error.faults
        self.tell(faults)
        return deck

    # Files as they are saved.

    def turn_watching(self) -> None:
        """Follow the files from now on, or no longer."""
        if not self.watching:
            self.watch()
            self.desk.say("said.watching")
            return
        self.watching = False
        if self._worker is not None:
            self._worker.cancel()
        self.desk.say("said.not_watching")

    def watch(self) -> None:
        """Follow the files: what is saved is redrawn in place."""
        self.watching = True
        self.desk.call_next(self._look_on)

    def _look_on(self) -> None:
        if self.watching:
            self.live = Live(self)
            self._worker = self.desk.run_worker(self.live.run(), name="live", group="live", exclusive=True)

    # What is wrong.

    def tell(self, faults: Sequence[Fault], *, kept: bool = True) -> None:
        """Show what is wrong with the files in a strip; nothing takes the strip away.

        `kept` says that something on show stays as it last was good.
        """
        if (tuple(faults), kept) == (self.faults, self._kept):
            return
        self.faults, self._kept = tuple(faults), kept
        if self._strip is None:
            if not faults:
                return
            desk = self.desk
            self._strip = strip = FaultStrip(desk)
            desk.extras.append(strip)
            desk.call_next(lambda: desk.mount(strip, after=desk.bench))
        self._strip.show(self.faults, kept=kept)


def _after(order: Sequence[str], last: str) -> list[str]:
    """The others in turn, beginning with the one after `last`; one that is no longer there stands at the end."""
    at = order.index(last) if last in order else len(order) - 1
    return [*order[at + 1 :], *(name for name in order[: at + 1] if name != last)]
