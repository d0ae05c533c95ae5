"""The desk: the phone, and where every key for it is looked at, in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from ac_tui.deck.view import View
from ac_tui.surfaces.terminal.phone.block import BlockWidget
from ac_tui.surfaces.terminal.phone.phone import OPEN_APP, Phone, closed_view
from ac_tui.surfaces.terminal.phone.typeahead import DELIBERATE, Spot, TypeaheadFilter

if TYPE_CHECKING:
    from ac_tui.flows.simulation import Simulation


class DeskScreen(Screen[None]):
    """Shows a simulation, and turns what is done to the phone into events."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (140, "-roomy")]  # noqa: RUF012 (Textual declares it on the instance)
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"phone_key('{key}')", priority=True, show=False, system=True)
            for key in ("enter", "space", "tab", "shift+tab", "up", "down")
        ),
        Binding("escape", "back", priority=True, show=False),
        Binding("ctrl+q", "app.quit", priority=True, show=False),
    ]

    def __init__(self, simulation: Simulation, now: Callable[[], float]) -> None:
        super().__init__()
        self.simulation = simulation
        self.typeahead = TypeaheadFilter(now)
        self.phone = Phone(self._view, self._texts, self.typeahead)
        self._unsubscribe = simulation.subscribe(self._changed)

    def compose(self) -> ComposeResult:
        """The phone."""
        with Horizontal(id="bench"):
            yield self.phone

    def on_mount(self) -> None:
        """Begin where one begins on the first page."""
        self.set_focus(self.phone.opening(), scroll_visible=False)

    def on_unmount(self) -> None:
        """Stop listening to a simulation that may live longer."""
        self._unsubscribe()

    def binds(self, key: str) -> bool:
        """Whether a key is a command's."""
        return key in self._bindings.key_to_bindings

    def tick(self, span: timedelta) -> None:
        """Let the simulated clock go on by itself."""
        self.simulation.tick(span)

    # What is on the phone.

    @property
    def _view(self) -> View:
        view = self.simulation.view
        return view if view.open else closed_view(view, self.simulation.deck.words)

    @property
    def _texts(self) -> dict[str, str]:
        return {
            block.id: self.simulation.written(block.id)
            for block in self.simulation.view.blocks
            if block.kind in ("field", "secret", "code")
        }

    def _changed(self) -> None:
        self.call_later(self.present)

    def take(self) -> None:
        """Let the journey know of all that was written, chosen and ticked so far."""
        if self.phone.view.step != self._view.step:
            return
        for edit in self.phone.edits():
            if isinstance(edit.value, bool):
                self.simulation.tap(edit.block)
            elif (block := self.simulation.view.block(edit.block)) is not None and block.writable:
                self.simulation.write(edit.block, edit.value)
            else:
                self.simulation.tap(edit.block, edit.value)

    async def present(self) -> None:
        """Show the phone as the journey has it; where another page opened, begin there."""
        self.take()
        if await self.phone.show(self._view, self._texts) or self.focused is None or not self.focused.is_attached:
            self.put_focus(self.phone.opening())

    def put_focus(self, widget: BlockWidget | None) -> None:
        """Put the focus on a block, at once: the next key is its."""
        self.set_focus(widget, scroll_visible=False)
        if widget is not None and (widget.WRITABLE or widget.block.error):
            self.call_after_refresh(self.phone.page.reveal, widget)

    # Keys of the phone.

    @property
    def stop(self) -> BlockWidget | None:
        """The block that has the focus."""
        return self.focused if isinstance(self.focused, BlockWidget) else None

    async def settle(self) -> None:
        """Wait until whoever has the focus, and all around it, have dealt with what came before; then take it in."""
        node: DOMNode | None = self.focused or self
        while isinstance(node, Widget):
            done = asyncio.Event()
            if node.call_later(done.set):
                await done.wait()
            node = node.parent
        self.take()

    async def action_phone_key(self, key: str) -> None:
        """Do what a key does on the phone; elsewhere it is the focused widget's own."""
        if self.focused is not None and self.stop is None:
            raise SkipAction
        await self.settle()
        stop = self.stop
        if key == "space" and (stop is None or stop.WRITABLE):
            raise SkipAction
        if not self.typeahead.admits_key(deliberate=key in DELIBERATE):
            return
        if key == "enter":
            await self._enter(stop)
        elif key == "space":
            await self._press(stop, Spot("space"))
        else:
            self.typeahead.something_else()
            if key in ("up", "down") and stop is not None and stop.block.kind == "choice":
                raise SkipAction
            self.move(1 if key in ("tab", "down") else -1, around="tab" in key)
        await self.present()

    def move(self, by: int, *, around: bool) -> None:
        """Move the focus by a block; `around` goes on at the other end, else the page is turned there."""
        stops = self.phone.page.stops
        if not stops:
            return
        index = stops.index(self.stop) if self.stop in stops else -1 if by > 0 else 0
        if around or 0 <= index + by < len(stops):
            self.put_focus(stops[(index + by) % len(stops)])
        else:
            self.phone.page.scroll_relative(y=by, animate=False)

    async def _enter(self, stop: BlockWidget | None) -> None:
        """Take what has the focus; in a field, or on what is taken already, go on."""
        if stop is None:
            return
        if not stop.WRITABLE and not stop.taken:
            await self._press(stop, Spot("enter"))
            return
        main = next((widget for widget in self.phone.page.stops if widget.block.kind == "button"), None)
        if main is not None and self.typeahead.admits_press(Spot("enter")):
            await self.act(main, Spot("enter"))

    async def _press(self, stop: BlockWidget | None, spot: Spot) -> None:
        if stop is None or not self.typeahead.admits_press(spot):
            return
        if stop.block.kind in ("button", "link"):
            await self.act(stop, spot)
            return
        self.typeahead.something_else()
        stop.use()
        self.take()
        if stop.block.kind != "tabs":
            self.typeahead.pressed(spot, changed=True, refused=False)

    async def act(self, widget: BlockWidget, spot: Spot) -> None:
        """Do what a button or a link asks for, and mind what follows it."""
        if widget.block.sends == OPEN_APP:
            await self._acting(spot, self.simulation.open)
        else:
            await self._acting(spot, lambda: self.simulation.tap(widget.block.id))

    async def _acting(self, spot: Spot, act: Callable[[], object]) -> None:
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

    async def action_back(self) -> None:
        """The phone's way back."""
        await self.settle()
        self.typeahead.something_else()
        if self.simulation.view.back:
            self.simulation.back()
            await self.present()

    # What the phone says.

    async def on_block_widget_edited(self) -> None:
        """Take in what was written, and show what comes of it."""
        await self.present()

    async def on_block_widget_tapped(self, event: BlockWidget.Tapped) -> None:
        """Do what a button or link was pressed for, unless it is on show no more."""
        self.take()
        if event.widget in self.phone.page.stops and self.typeahead.admits_press(event.spot):
            await self.act(event.widget, event.spot)

    async def on_phone_back_tapped(self, event: Phone.BackTapped) -> None:
        """Go back by the button in the phone's head."""
        if self.typeahead.admits_press(event.spot):
            self.take()
            await self._acting(event.spot, self.simulation.back)
