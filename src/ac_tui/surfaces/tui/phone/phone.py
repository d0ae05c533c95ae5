"""The phone: a frame around the page of the step on show; and the screen that does what is done to it, in its turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button

from ac_tui.deck.view import Block, View
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.keys import DELIBERATE, Spot, TypeaheadFilter, caught_up
from ac_tui.surfaces.tui.phone.block import BlockWidget, PhoneButton, Words
from ac_tui.surfaces.tui.phone.page import Page, Texts

_OPEN_APP = "open_app"  # the block that opens a closed app again
_KEYS = ("enter", "space", "tab", "shift+tab", "up", "down")  # those of the phone that belong to no widget alone


def on_phone(view: View, words: Callable[[str], str]) -> View:
    """What a phone shows: the View, or how to open the app while it is closed."""
    if view.open:
        return view
    closed = Block("closed", "text", words("phone.closed"))
    reopen = Block(_OPEN_APP, "button", words("phone.reopen"), sends=_OPEN_APP)
    return View("closed", "", (closed, reopen), clock=view.clock, wordmark="")


class Phone(Widget):
    """Shows Views, a page for each step."""

    BORDER_TITLE = "▬▬▬▬▬ ●"

    def __init__(self, view: View, texts: Texts, typeahead: TypeaheadFilter, *, id: str = "phone") -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = view
        self._typeahead = typeahead
        self._showing = asyncio.Lock()
        self.page = Page(view, texts, typeahead)
        self._clock = Words(view.clock, id="phone-clock")
        self._back = Words("‹", id="phone-back")
        self._wordmark = Words(view.wordmark, id="phone-wordmark")
        self._glass = Container(self.page, id="phone-glass")
        self._back.set_class(not view.back, "-hidden")

    def compose(self) -> ComposeResult:
        """Everything that a phone has around its page, and the page."""
        with Horizontal(id="phone-status"):
            yield self._clock
            yield Words("▂▄▆█ ▐██▌", id="phone-signs")
        with Horizontal(id="phone-head"):
            yield self._back
            yield self._wordmark
        yield self._glass
        yield Words("━━━━━━━━━━━━", id="phone-home")

    async def show(self, view: View, texts: Texts) -> bool:
        """Show a View, at once where the same widgets can show it; whether another page was opened for it."""
        if not self.is_attached:  # the app is ending
            return False
        async with self._showing:
            self._clock.say(view.clock)
            self._wordmark.say(view.wordmark)
            self._back.set_class(not view.back, "-hidden")
            before, self.view = self.view, view
            if view.step == before.step:
                await self.page.show(view, texts)
                return False
            self.app.capture_mouse(None)
            if self.page in (self.screen.focused or self).ancestors:  # or Textual would put it on a neighbour
                self.screen.set_focus(None)
            with self.app.batch_update():
                old, self.page = self.page, Page(view, texts, self._typeahead)
                await old.remove()
                await self._glass.mount(self.page)
            return True

    def opening(self) -> BlockWidget | None:
        """What begins with the focus: what a View names, else an empty field, a field, a choice, a button, a link."""

        def rank(widget: BlockWidget) -> list[bool]:
            block, writable = widget.block, widget.block.writable
            wanted = (block.id == self.view.focus, writable and not widget.current, writable)
            return [not fits for fits in (*wanted, block.kind == "choice", block.kind == "button")]

        return min(self.page.stops, key=rank, default=None)


class PhoneScreen(Screen[None]):
    """Stands between a phone and the simulation behind it; who acts has `settle`d before and `present`s after it."""

    AUTO_FOCUS = ""
    BINDINGS = [Binding(key, f"phone_key('{key}')", priority=True, show=False) for key in _KEYS]

    def __init__(self, simulation: Simulation, now: Callable[[], float]) -> None:
        super().__init__()
        self.simulation = simulation
        # What was typed for a screen that did not come is told.
        self.typeahead = TypeaheadFilter(now, lambda: self.say("said.dropped"))
        self.phone = Phone(self.view, self.texts, self.typeahead)

    def say(self, key: str, /, **fill: object) -> None:
        """Say something of the deck to who is at the phone; "" ends what was said."""

    # What is on the phone.

    @property
    def view(self) -> View:
        """What the phone is to show."""
        return on_phone(self.simulation.view, self.simulation.deck.words)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields of the View, in clear."""
        writable = (block for block in self.simulation.view.blocks if block.writable)
        return {block.id: self.simulation.written(block.id) for block in writable}

    def take(self, phone: Phone | None = None) -> None:
        """Let the journey know of all that was written, chosen and ticked so far, on this phone or a second one."""
        phone = phone or self.phone
        if phone.view.step == self.view.step:  # what was done on a page that is gone has nowhere to go
            for widget in phone.page.blocks:
                widget.take(self.simulation)

    async def present(self) -> None:
        """Show the phone as the journey has it; where another page opened, begin there."""
        self.take()
        stop, elsewhere = self.stop, self.focused is not None and self.stop is None
        opened = await self.phone.show(self.view, self.texts)
        # Where the block with the focus is gone, Textual has put it on a neighbour meanwhile.
        if not elsewhere and (opened or stop not in self.phone.page.stops):
            self.put_focus(self.phone.opening())

    @property
    def stop(self) -> BlockWidget | None:
        """The block of the phone that has the focus."""
        return self.focused if isinstance(self.focused, BlockWidget) else None

    def put_focus(self, widget: BlockWidget | None) -> None:
        """Put the focus on a block, at once: the next key is its."""
        self.set_focus(widget, scroll_visible=False)
        if widget is not None:
            self.phone.page.reveal(widget)

    def visit(self, block: str, option: str = "") -> None:
        """Put the focus on a block by its id, or on an option of it, where the page has it."""
        widget = self.phone.page.find(block)
        if widget is not None and not widget.disabled:
            self.put_focus(widget)
            widget.visit(option)

    # Keys.

    async def settle(self) -> None:
        """Wait until whoever has the focus, and all around it, have dealt with what came before; then take it in."""
        await caught_up(self.focused or self)
        self.take()

    async def action_phone_key(self, key: str) -> None:
        """Do what a key does on the phone; elsewhere, and where it is the focused widget's own, it goes on its way."""
        self.say("")
        if self.focused is not None and self.stop is None:
            raise SkipAction
        await self.settle()
        stop = self.stop
        if key == "space" and (stop is None or stop.block.writable):
            raise SkipAction
        if not self.typeahead.admits_key(deliberate=key in DELIBERATE):
            return
        if key == "enter" and stop is not None and (stop.block.writable or stop.taken):  # then it goes on
            stop = next((widget for widget in self.phone.page.stops if widget.block.kind == "button"), None)
        if key in ("enter", "space"):
            if stop is not None and self.typeahead.admits_press(Spot(key)):
                await self._press(stop, Spot(key))
        else:
            self.typeahead.something_else()
            if key in ("up", "down") and stop is not None and stop.block.kind == "choice":  # in which they move
                raise SkipAction
            self._move(1 if key in ("tab", "down") else -1, around="tab" in key)
        await self.present()

    def on_key(self, event: events.Key) -> None:
        """Take what was typed for a page that has given way since for typing astray: nothing had the focus."""
        nowhere = event.is_printable and (self.focused is None or self.stop is not None)
        if nowhere and self.typeahead.admits_key(event.character or ""):
            self.typeahead.strayed()

    def _move(self, by: int, *, around: bool) -> None:
        """Move the focus by a block; `around` goes on at the other end, else the page is turned there."""
        stops = self.phone.page.stops
        if not stops:
            return
        index = stops.index(self.stop) if self.stop in stops else -1 if by > 0 else 0
        if around or 0 <= index + by < len(stops):
            self.put_focus(stops[(index + by) % len(stops)])
        else:
            self.phone.page.scroll_relative(y=by, animate=False)

    async def _press(self, stop: BlockWidget, spot: Spot) -> None:
        """Do what a block is pressed for: ask the journey what a button or a link asks for, or use it."""
        if stop.block.sends == _OPEN_APP:
            await self._do(spot, self.simulation.open)
        elif stop.block.kind in ("button", "link"):
            await self._do(spot, lambda: self.simulation.tap(stop.block.id))
        else:
            self.typeahead.something_else()
            stop.use()
            self.take()
            if stop.block.kind != "tabs":
                self.typeahead.pressed(spot, changed=True, refused=False)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what a button or link was clicked for, unless it is on show no more."""
        self.say("")
        self.take()
        widget = event.button
        if not isinstance(widget, PhoneButton) or not widget.is_attached or widget.disabled:
            return
        if self.typeahead.admits_press(widget.spot):
            await self._press(widget, widget.spot)

    @on(events.Click, "#phone-back")
    async def _go_back(self, event: events.Click) -> None:  # keys have Esc
        self.say("")
        self.take()
        spot = Spot("tap", event.screen_x, event.screen_y)
        if self.simulation.view.back and self.typeahead.admits_press(spot):
            await self._do(spot, self.simulation.back)

    async def _do(self, spot: Spot, act: Callable[[], object]) -> None:
        """Do something to the journey, show it, and mind what follows: a press that changed nothing, a refusal."""
        before = self.simulation.view
        act()
        view, decision = self.simulation.view, self.simulation.decision
        refused = decision is not None and decision.failed is not None
        self.typeahead.pressed(spot, changed=view != before, refused=refused)
        await self.present()
        if refused and view.step == before.step:
            faulty = next((widget for widget in self.phone.page.stops if widget.block.error), None)
            if faulty is not None:
                self.put_focus(faulty)
                faulty.begin_again()
