"""What a writer of words needs on the desk: what is wrong with the files, a second phone in another variant's words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from ac_tui.deck.cells import drawable
from ac_tui.deck.render import render
from ac_tui.desk.session import Session
from ac_tui.registry.faults import Fault
from ac_tui.surfaces.tui.phone.block import BlockWidget
from ac_tui.surfaces.tui.phone.page import Page, Part
from ac_tui.surfaces.tui.phone.phone import Phone, PhoneInput, on_phone

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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Lead who came here to the first phone."""
        if isinstance(event.widget, BlockWidget):
            self.screen.post_message(self.Entered(event.widget.block.id))


def mark_differences(*pages: Page) -> None:
    """Give DIFFERS to every widget of two pages whose words the other one says otherwise, or not at all."""
    said = [{place: words for part, _ in page.shown() for place, words in _said(part)} for page in pages]
    for page, others in zip(pages, reversed(said), strict=True):
        for part, widget in page.shown():
            widget.set_class(any(others.get(place) != words for place, words in _said(part)), DIFFERS)


def _said(part: Part) -> Iterator[tuple[tuple[str, str], object]]:
    """What a part says of each block, or as a remark on it, but for what was typed, ticked or filled in."""
    for block in part.blocks:
        if part.kind in ("error", "hint"):
            yield (part.kind, block.id), getattr(block, part.kind)
        else:
            options = [(option.group, option.text) for option in block.options]
            yield ("", block.id), (block.text, block.title, block.placeholder, options)


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
            besides = self._words("workshop.one_more" if more == 1 else "workshop.more", n=more) if more else ""
            told = " ".join(filter(None, (self._words("workshop.kept") if kept else "", besides)))
            lines = Content.styled(drawable(f"✗ {faults[0]}"), "bold"), Content(drawable(told))
            self.update(Content("\n").join(line for line in lines if line))


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
        self._looks: AsyncGenerator[float] | None = None
        self._worker: Worker[None] | None = None
        self._busy = self._asked = False
        self.second: SecondPhone | None = None

    @property
    def looks(self) -> AsyncGenerator[float]:
        """The looks at the files of the words on show, and of all others."""
        if self._looks is None:
            from ac_tui.surfaces.tui.live import looks

            self._looks = looks(self._session, self._screen.app, self._changed, self._tell)
        return self._looks

    def restart(self) -> None:
        """Look at all files as if for the first time."""
        self._looks = None

    def _tell(self, faults: Sequence[Fault], kept: bool) -> None:
        self._session.variants.faults = tuple(faults)
        self._strip.show(faults, kept)

    async def _look_on(self) -> None:
        async for pause in self.looks:
            await asyncio.sleep(pause)

    def follow(self) -> None:
        """Follow the files or not, as the session has it; tell what is wrong with those of a variant that was tried."""
        variants = self._session.variants
        if variants.watching and self._worker is None:
            self.restart()
            self._worker = self._screen.run_worker(self._look_on(), name="live")
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
                phone.page.query(f".{DIFFERS}").remove_class(DIFFERS)
                phone.border_subtitle = ""
                await second.remove()
        else:
            simulation = self._session.simulation
            view = on_phone(render(deck, simulation.journey, simulation.world), deck.words)
            if self.second is None:
                self.second = SecondPhone(view, self._input.texts, self._input.typeahead, id="second-phone")
                await self._screen.mount(self.second, after=phone)
            else:
                await self.second.show(view, self._input.texts)
            mark_differences(phone.page, self.second.page)
            for one, words in ((phone, simulation.deck), (self.second, deck)):
                one.border_subtitle = Content(f" {self._session.variants.named(words)} ").markup

    def take(self) -> None:
        """Let the journey know of what was done on the second phone."""
        if self.second is not None:
            self._input.take(self.second)
