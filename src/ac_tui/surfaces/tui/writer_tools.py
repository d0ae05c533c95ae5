"""What a writer of words needs on the desk: what is wrong with the files, a second phone in another variant's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ac_tui.deck.cells import drawable
from ac_tui.deck.render import render
from ac_tui.surfaces.tui.keys import TypeaheadFilter
from ac_tui.surfaces.tui.phone.block import BlockWidget
from ac_tui.surfaces.tui.phone.page import Page, Part, Texts
from ac_tui.surfaces.tui.phone.phone import Phone, closed_view

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import Worker

    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import Block, View
    from ac_tui.desk.session import Session
    from ac_tui.flows.simulation import Simulation
    from ac_tui.registry.faults import Fault
    from ac_tui.surfaces.tui.live import LiveFiles
    from ac_tui.surfaces.tui.phone.phone import PhoneInput

DIFFERS = "-differs"
"""The class of a widget whose words are others on the other phone."""


class SecondPhone(Phone):
    """Real widgets like the first one's. Whoever goes into it by the mouse is led to the same block of the first."""

    class Entered(Message):
        """The focus came to a block here; it belongs on the first phone."""

        bubble = False

        def __init__(self, block: str) -> None:
            super().__init__()
            self.block = block

    def __init__(self, view: View, texts: Texts, typeahead: TypeaheadFilter) -> None:
        super().__init__(view, texts, typeahead, id="second-phone")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Lead who came here to the first phone."""
        if isinstance(event.widget, BlockWidget):
            self.screen.post_message(self.Entered(event.widget.block.id))

    def on_mouse_down(self) -> None:
        """A click here is one on the first phone."""
        self.screen.post_message(Phone.Touched())


def view_in(deck: Deck, simulation: Simulation) -> View:
    """What a simulation's phone shows in the words of another deck."""
    view = render(deck, simulation.journey, simulation.world)
    return view if view.open else closed_view(view, deck.words)


def mark_differences(one: Page, other: Page) -> None:
    """Give DIFFERS to every widget of two pages whose words the other one says otherwise, or not at all."""
    first, second = _words(one), _words(other)
    for page, own, others in ((one, first, second), (other, second, first)):
        for part, widget in page.shown():
            places = (_place(part, block) for block in part.blocks)
            widget.set_class(any(own[place] != others.get(place) for place in places), DIFFERS)


def unmark(page: Page) -> None:
    """Take every mark away."""
    for widget in page.query(f".{DIFFERS}"):
        widget.remove_class(DIFFERS)


def _words(page: Page) -> Mapping[tuple[str, str], object]:
    """What a page says of each block and each remark on it, but for what was typed, ticked or filled in."""
    return {_place(part, block): _said(part, block) for part, _ in page.shown() for block in part.blocks}


def _place(part: Part, block: Block) -> tuple[str, str]:
    """What is compared: a block, or a remark on it, whatever kind of widget shows it."""
    return part.kind if part.kind in ("error", "hint") else "", block.id


def _said(part: Part, block: Block) -> object:
    if part.kind in ("error", "hint"):
        return getattr(block, part.kind)
    return block.text, block.title, block.placeholder, tuple((option.group, option.text) for option in block.options)


class FaultStrip(Static):
    """Where the first fault is and why, and how many more there are; not there while nothing is wrong."""

    def __init__(self, words: Callable[..., str]) -> None:
        super().__init__(id="desk-faults", markup=False)
        self._words = words
        self.faults: tuple[Fault, ...] = ()

    def show(self, faults: Sequence[Fault], kept: bool = True) -> None:
        """Tell of these faults, as `ac-tui check` would print them; `kept` says that good words stay on show."""
        self.faults = tuple(faults)
        self.set_class(bool(faults), "-wrong")
        if faults:
            more = len(faults) - 1
            besides = (
                self._words("workshop.one_more") if more == 1 else self._words("workshop.more", n=more) if more else ""
            )
            told = " ".join(filter(None, (self._words("workshop.kept") if kept else "", besides)))
            first = Content.styled(drawable(f"✗ {faults[0]}"), "bold")
            self.update(Content("\n").join([first, Content(drawable(told))]) if told else first)


class WriterTools:
    """Keeps a desk's second phone and its files as the session's variants have them."""

    def __init__(
        self, screen: Screen[None], session: Session, phone: PhoneInput, strip: FaultStrip, changed: Callable[[], None]
    ) -> None:
        self._screen = screen
        self._session = session
        self._input = phone
        self._strip = strip
        self._changed = changed
        self._live: LiveFiles | None = None
        self._worker: Worker[None] | None = None
        self._busy = self._asked = False
        self.second: SecondPhone | None = None

    @property
    def live(self) -> LiveFiles:
        """The files of the words on show, and of all others."""
        if self._live is None:
            from ac_tui.surfaces.tui.live import LiveFiles

            self._live = LiveFiles(self._session, self._screen.app, self._changed, self._tell)
        return self._live

    def restart(self) -> None:
        """Look at all files as if for the first time."""
        self._live = None

    def _tell(self, faults: Sequence[Fault], kept: bool) -> None:
        self._session.variants.faults = tuple(faults)
        self._strip.show(faults, kept)

    def follow(self) -> None:
        """Follow the files or not, as the session has it; tell what is wrong with those of a variant that was tried."""
        variants = self._session.variants
        if variants.watching and self._worker is None:
            self.restart()
            self._worker = self._screen.run_worker(self.live.run(), name="live", group="live", exclusive=True)
        elif not variants.watching and self._worker is not None:
            self._worker.cancel()
            self._worker = None
        if self._strip.faults != variants.faults:
            self._strip.show(variants.faults)

    # The second phone.

    async def show(self) -> None:
        """Show the second phone as the session has it: another variant's words, or none.

        One call at a time: who calls while the phone comes or goes is served once it has.
        """
        if self._busy:
            self._asked = True
            return
        self._busy = True
        try:
            await self._show()
        finally:
            self._busy = False
        if self._asked:
            self._asked = False
            self._changed()

    async def _show(self) -> None:
        deck, phone = self._session.variants.beside, self._input.phone
        if deck is None:
            if self.second is not None:
                second, self.second = self.second, None
                unmark(phone.page)
                phone.border_subtitle = ""
                await second.remove()
        else:
            view = view_in(deck, self._session.simulation)
            if self.second is None:
                self.second = SecondPhone(view, self._input.texts, self._input.typeahead)
                await self._screen.mount(self.second, after=phone)
            else:
                await self.second.show(view, self._input.texts)
            mark_differences(phone.page, self.second.page)
            for one, words in ((phone, self._session.simulation.deck), (self.second, deck)):
                one.border_subtitle = Content(f" {self._session.variants.named(words)} ").markup

    def take(self) -> None:
        """Let the journey know of what was done on the second phone."""
        if self.second is not None:
            self._input.take(self.second)
