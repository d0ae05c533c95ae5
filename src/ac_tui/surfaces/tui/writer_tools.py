"""What a writer of words needs on the desk: files followed as they are saved, a second phone in another variant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ac_tui.surfaces.tui.second_phone import SecondPhone, mark_differences, unmark, view_in

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import Worker

    from ac_tui.desk.session import Session
    from ac_tui.registry.faults import Fault
    from ac_tui.surfaces.tui.fault_strip import FaultStrip
    from ac_tui.surfaces.tui.live import LiveFiles
    from ac_tui.surfaces.tui.phone_input import PhoneInput


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
