"""What a writer of words needs on the desk: what is wrong with the files, a second phone in another variant's words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence

from textual import events
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker

from ac_tui.deck.cells import drawable
from ac_tui.deck.render import render
from ac_tui.deck.view import View, differences
from ac_tui.desk.session import Session
from ac_tui.registry.faults import Fault
from ac_tui.surfaces.tui.phone.block import BlockWidget
from ac_tui.surfaces.tui.phone.page import REMARKS
from ac_tui.surfaces.tui.phone.phone import Phone, PhoneScreen, on_phone

DIFFERS = "-differs"
"""The class of a widget whose words are others on the other phone."""


class SecondPhone(Phone):
    """Real widgets like the first one's. Whoever goes into it by the mouse is led to the same block of the first."""

    def __init__(self, view: View, first: PhoneScreen) -> None:
        super().__init__(view, first.texts, first.typeahead, id="second-phone")
        self._first = first

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Lead who came here to the first phone."""
        if isinstance(event.widget, BlockWidget):
            self.screen.call_next(self._first.visit, event.widget.block.id)

    def mark_differences(self) -> None:
        """Give DIFFERS to every widget of the two phones whose words the other one says otherwise, or not at all."""
        found = differences(self._first.phone.view, self.view)
        for phone in (self._first.phone, self):
            for part, widget in phone.page.shown():
                names = {said for block in part.blocks for name, said in found if name == block.id}
                widget.set_class(bool(names & {part.kind, ""} if part.kind in REMARKS else names - REMARKS), DIFFERS)


class WriterTools(Static):
    """Keeps the second phone and the followed files as the session has them; shows what is wrong in those."""

    def __init__(self, session: Session, first: PhoneScreen, changed: Callable[[], None]) -> None:
        super().__init__(id="desk-faults", markup=False)
        self._session = session
        self._first = first
        self._changed = changed
        self._told: Sequence[Fault] = ()
        self._looks: AsyncGenerator[float] | None = None
        self._worker: Worker[None] | None = None
        self._busy = self._asked = False
        self.second: SecondPhone | None = None

    @property
    def looks(self) -> AsyncGenerator[float]:
        """The looks at the files of the words on show, and of all others."""
        if self._looks is None:
            from ac_tui.surfaces.tui.live import looks

            self._looks = looks(self._session, self.app, self._changed, self._tell)
        return self._looks

    async def _look_on(self) -> None:
        async for pause in self.looks:
            await asyncio.sleep(pause)

    def follow(self) -> None:
        """Follow the files or not, as the session has it; tell what is wrong with those of a variant that was tried."""
        variants = self._session.variants
        if variants.watching and self._worker is None:
            self._looks = None
            self._worker = self.run_worker(self._look_on(), name="live")
        elif not variants.watching and self._worker is not None:
            self._worker.cancel()
            self._worker = None
        if self._told != variants.faults:
            self._tell(variants.faults)

    def _tell(self, faults: Sequence[Fault], kept: bool = True) -> None:
        """Tell of faults, as `ac-tui check` would print them; `kept` says that good words stay on show."""
        self._told = self._session.variants.faults = tuple(faults)
        self.set_class(bool(faults), "-wrong")
        if faults:
            words, more = self._session.words, len(faults) - 1
            besides = words("workshop.one_more" if more == 1 else "workshop.more", n=more) if more else ""
            told = " ".join(filter(None, (words("workshop.kept") if kept else "", besides)))
            lines = Content.styled(drawable(f"✗ {faults[0]}"), "bold"), Content(drawable(told))
            self.update(Content("\n").join(line for line in lines if line))

    # The second phone.

    async def show(self) -> None:
        """Show the second phone as the session has it; who calls while it comes or goes is served once it has."""
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
        deck, first, simulation = self._session.variants.beside, self._first.phone, self._session.simulation
        if deck is None:
            if self.second is not None:
                second, self.second = self.second, None
                first.page.query(f".{DIFFERS}").remove_class(DIFFERS)
                first.border_subtitle = ""
                await second.remove()
            return
        view = on_phone(render(deck, simulation.journey, simulation.world), deck.words)
        if self.second is None:
            self.second = SecondPhone(view, self._first)
            await self.screen.mount(self.second, after=first)
        else:
            await self.second.show(view, self._first.texts)
        self.second.mark_differences()
        for one, words in ((first, simulation.deck), (self.second, deck)):
            one.border_subtitle = Content(f" {self._session.variants.named(words)} ").markup
