"""The phone: a frame, a status bar, a wordmark, and the page of the step on show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widget import Widget

from ac_tui.deck.view import Block, View
from ac_tui.surfaces.tui.phone.block import BlockEdit, BlockWidget
from ac_tui.surfaces.tui.phone.page import Page, Texts
from ac_tui.surfaces.tui.phone.texts import Words
from ac_tui.surfaces.tui.phone.typeahead import Spot, TypeaheadFilter

SIGNS = "▂▄▆█ ▐██▌"
"""Signal and battery."""
CLOSED = "closed"
"""The page of a phone whose app is closed."""
HIGH = 32
"""Lines of a terminal from which there is air around the page, see phone.tcss."""
OPEN_APP = "open_app"
"""The block that opens the app again."""


def closed_view(view: View, words: Callable[[str], str]) -> View:
    """What a phone shows while the app is closed."""
    blocks = (
        Block("closed", "text", words("phone.closed")),
        Block(OPEN_APP, "button", words("phone.reopen"), sends=OPEN_APP),
    )
    return View(CLOSED, "", blocks, clock=view.clock, wordmark="")


class BackButton(Words):
    """The phone's own way back, for the mouse: keys have Esc."""

    def on_click(self, event: events.Click) -> None:
        """Ask for the way back."""
        self.screen.post_message(BlockWidget.Tapped(None, Spot("tap", event.screen_x, event.screen_y)))


class Phone(Widget):
    """Shows Views, a page for each step; pages that were seen are kept, out of the tree, and come back at once."""

    class Touched(Message):
        """The phone was clicked, wherever it was."""

        bubble = False

    def __init__(self, view: View, texts: Texts, typeahead: TypeaheadFilter, *, id: str = "phone") -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = view
        self._typeahead = typeahead
        self._showing = asyncio.Lock()
        self._page = Page(view.step, view, texts, typeahead)
        self._pages = {view.step: self._page}
        self._clock = Words(view.clock, id="phone-clock")
        self._back = BackButton("‹", id="phone-back")
        self._wordmark = Words(view.wordmark, id="phone-wordmark")
        self._glass = Container(self._page, id="phone-glass")

    def compose(self) -> ComposeResult:
        """Everything that a phone has around its page, and the page."""
        with Horizontal(id="phone-status"):
            yield self._clock
            yield Words(SIGNS, id="phone-signs")
        with Horizontal(id="phone-head"):
            yield self._back
            yield self._wordmark
        yield self._glass
        yield Words("━━━━━━━━━━━━", id="phone-home")

    def on_mount(self) -> None:
        """Begin with the frame and its first page."""
        self.border_title = "▬▬▬▬▬ ●"
        self._tell_head(self.view)

    @property
    def page(self) -> Page:
        """The page on show."""
        return self._page

    def edits(self) -> list[BlockEdit]:
        """What was changed on the page since it was last shown."""
        return self._page.edits()

    async def show(self, view: View, texts: Texts) -> bool:
        """Show a View, at once where the same widgets can show it; whether another page was opened for it."""
        if not self.is_attached:  # the app is ending
            return False
        if view.step == self.view.step and not self._showing.locked():
            rearrange = self._page.update(view, texts)
            self._tell_head(view)
            self.view = view
            if rearrange:
                async with self._showing:
                    await self._page.rearrange(texts)
            return False
        async with self._showing:
            self._tell_head(view)
            opens = view.step != self.view.step
            self.view = view
            if opens:
                await self._open(view, texts)
            elif self._page.update(view, texts):
                await self._page.rearrange(texts)
            return opens

    async def _open(self, view: View, texts: Texts) -> None:
        """Put another page in the place of the one on show."""
        old, page = self._page, self._pages.get(view.step)
        with self.app.batch_update():
            if page is None:
                page = self._pages[view.step] = Page(view.step, view, texts, self._typeahead)
                page.display = False
                self._page = page
                await self._glass.mount(page)
                page.display = True
            else:
                self._page = page
                self._glass._nodes._append(page)
                self.app.stylesheet.update_nodes(page.walk_children(with_self=True))
                if page.update(view, texts):
                    await page.rearrange(texts)
                page.scroll_home(animate=False)
            # A page that is removed for good takes twice as long to come back; hidden, its ids would be found first.
            self._glass._nodes._remove(old)
            self._glass.refresh(layout=True)
        old.forget()

    def _tell_head(self, view: View) -> None:
        self._clock.say(view.clock)
        self._wordmark.say(view.wordmark)
        self._back.set_class(not view.back, "-hidden")

    def on_mouse_down(self) -> None:
        """Say that somebody is at the phone."""
        self.screen.post_message(self.Touched())

    def opening(self) -> BlockWidget | None:
        """What begins with the focus: what a View names, else an empty field, a field, a choice, a button, a link."""
        stops = self._page.stops
        if self.view.focus and (named := self._page.find(self.view.focus)) is not None and not named.disabled:
            return named
        tests: tuple[Callable[[BlockWidget], bool], ...] = (
            lambda w: w.WRITABLE and not w.current,
            lambda w: w.WRITABLE,
            lambda w: w.block.kind == "choice",
            lambda w: w.block.kind == "button",
            lambda w: True,
        )
        return next((widget for test in tests for widget in stops if test(widget)), None)
