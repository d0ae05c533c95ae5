"""What is done to the phone, by keys and by the mouse, as events of the journey: each in its turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.actions import SkipAction
from textual.screen import Screen
from textual.widget import Widget

from ac_tui.deck.view import View
from ac_tui.surfaces.tui.keys import caught_up
from ac_tui.surfaces.tui.phone.block import BlockWidget
from ac_tui.surfaces.tui.phone.phone import OPEN_APP, Phone, closed_view
from ac_tui.surfaces.tui.phone.typeahead import DELIBERATE, Spot, TypeaheadFilter

if TYPE_CHECKING:
    from ac_tui.flows.simulation import Simulation

KEYS = ("enter", "space", "tab", "shift+tab", "up", "down")
"""The keys of the phone that belong to no widget alone."""

ENTER, SPACE = Spot("enter"), Spot("space")


class PhoneInput:
    """Stands between a phone on a screen and the simulation behind it.

    Whoever acts has `settle`d before and `present`s after it. Nothing here reads a clock but the type-ahead filter.
    """

    def __init__(self, screen: Screen[None], simulation: Simulation, now: Callable[[], float]) -> None:
        self._screen = screen
        self._simulation = simulation
        self.typeahead = TypeaheadFilter(now)
        self.phone = Phone(self.view, self.texts, self.typeahead)

    # What is on the phone.

    @property
    def view(self) -> View:
        """What the phone is to show."""
        view = self._simulation.view
        return view if view.open else closed_view(view, self._simulation.deck.words)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields of the View, in clear."""
        writable = (block for block in self._simulation.view.blocks if block.writable)
        return {block.id: self._simulation.written(block.id) for block in writable}

    def take(self, phone: Phone | None = None) -> None:
        """Let the journey know of all that was written, chosen and ticked so far, on this phone or a second one."""
        phone = phone or self.phone
        if phone.view.step != self.view.step:
            return  # what was done on a page that is gone has nowhere to go
        for edit in phone.edits():
            block = self._simulation.view.block(edit.block)
            if edit.pasted:
                self._simulation.paste_code(edit.block, str(edit.value))
            elif block is not None and block.writable and isinstance(edit.value, str):
                self._simulation.write(edit.block, edit.value)
            else:
                self._simulation.tap(edit.block, edit.value if isinstance(edit.value, str) else "")

    async def present(self) -> None:
        """Show the phone as the journey has it; where another page opened, begin there."""
        self.take()
        stop, elsewhere = self.stop, self._screen.focused is not None and self.stop is None
        opened = await self.phone.show(self.view, self.texts)
        # Where the block with the focus is gone, Textual has put it on a neighbour meanwhile.
        if not elsewhere and (opened or stop not in self.phone.page.stops):
            self.put_focus(self.phone.opening())

    @property
    def stop(self) -> BlockWidget | None:
        """The block of the phone that has the focus."""
        return focused if isinstance(focused := self._screen.focused, BlockWidget) else None

    def put_focus(self, widget: BlockWidget | None) -> None:
        """Put the focus on a block, at once: the next key is its."""
        if not isinstance(widget, Widget):
            self._screen.set_focus(None)
            return
        self._screen.set_focus(widget, scroll_visible=False)
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
        await caught_up(self._screen.focused or self._screen)
        self.take()

    async def key(self, key: str) -> None:
        """Do what one of the phone's KEYS does; SkipAction where it is the focused widget's own."""
        if self._screen.focused is not None and self.stop is None:
            raise SkipAction
        await self.settle()
        stop = self.stop
        if key == "space" and (stop is None or stop.WRITABLE):
            raise SkipAction
        if not self.typeahead.admits_key(deliberate=key in DELIBERATE):
            self._screen.post_message(BlockWidget.Dropped())
            return
        if key == "enter":
            await self._enter(stop)
        elif key == "space":
            await self._press(stop, SPACE)
        else:
            self.typeahead.something_else()
            if key in ("up", "down") and stop is not None and stop.ARROWS:
                raise SkipAction
            self._move(1 if key in ("tab", "down") else -1, around="tab" in key)
        await self.present()

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

    async def _enter(self, stop: BlockWidget | None) -> None:
        """Take what has the focus; in a field, or on what is taken already, go on."""
        if stop is None:
            return
        if not stop.WRITABLE and not stop.taken:
            await self._press(stop, ENTER)
            return
        main = next((widget for widget in self.phone.page.stops if widget.block.kind == "button"), None)
        if main is not None and self.typeahead.admits_press(ENTER):
            await self.act(main, ENTER)

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

    # What is pressed.

    async def tapped(self, widget: BlockWidget | None, spot: Spot) -> None:
        """Do what a button or link was pressed for, unless it is on show no more; go back for None."""
        self.take()
        if widget is None:
            if self._simulation.view.back and self.typeahead.admits_press(spot):
                await self._do(spot, self._simulation.back)
        elif widget.is_here and not widget.disabled and self.typeahead.admits_press(spot):
            await self.act(widget, spot)

    async def act(self, widget: BlockWidget, spot: Spot) -> None:
        """Do what a button or a link asks for, and mind what follows it."""
        if widget.block.sends == OPEN_APP:
            await self._do(spot, self._simulation.open)
        else:
            await self._do(spot, lambda: self._simulation.tap(widget.block.id))

    async def _do(self, spot: Spot, act: Callable[[], object]) -> None:
        before = self._simulation.view
        act()
        view, decision = self._simulation.view, self._simulation.decision
        refused = decision is not None and decision.failed is not None
        self.typeahead.pressed(spot, changed=view != before, refused=refused)
        await self.present()
        if refused and view.step == before.step:
            faulty = next((widget for widget in self.phone.page.stops if widget.block.error), None)
            if faulty is not None:
                self.put_focus(faulty)
                faulty.begin_again()
