"""The terminal app as a surface: flows press its keys and click on its phone, and it has no screen but its own."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from datetime import timedelta
from itertools import count
from typing import Any, cast

from textual import events
from textual.keys import _character_to_key
from textual.widget import Widget

from ac_tui.desk.commands import BY_ID, key_names
from ac_tui.desk.session import Session
from ac_tui.flows.executor import CommandError, Surface
from ac_tui.flows.simulation import Simulation
from ac_tui.journey import events as ev
from ac_tui.surfaces.tui.app import AcTui
from ac_tui.surfaces.tui.desk_screen import DeskScreen
from ac_tui.surfaces.tui.phone.block import widget_id


class _Selector(selectors.DefaultSelector):
    """Looks whether anything has arrived instead of waiting for it."""

    skipped = 0.0  # the time that was not waited
    idle: Callable[[], None] | None = None  # is called where nothing is left to do at once; then no time is skipped

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if self.idle is not None:
            self.idle()
        elif timeout is not None:
            self.skipped += timeout
        elif not (ready := super().select(10.0)):  # what only another thread could bring will not come
            raise RuntimeError("nothing is left to do")
        return ready


class AutoAdvanceLoop(asyncio.SelectorEventLoop):
    """A loop in which nobody waits: while nothing else is to be done, its time jumps to the next timer."""

    def __init__(self) -> None:
        self._auto_selector = _Selector()
        super().__init__(self._auto_selector)

    def time(self) -> float:
        """The loop's time: what was skipped, and no real time, so that no machine is too slow or too fast for it."""
        return self._auto_selector.skipped

    def run_until_idle(self) -> None:
        """Do all that can be done at once; what waits for a timer goes on waiting."""
        self._auto_selector.idle = self.stop
        try:
            self.run_forever()
        finally:
            self._auto_selector.idle = None


class _UnseenDesk(DeskScreen):
    """A desk that is laid out and not painted: nobody looks, and `painted` draws it where a flow asks."""

    def _compositor_refresh(self) -> None:
        self._compositor._dirty_regions.clear()
        self._dirty_widgets.clear()


class TuiSurface(Surface):
    """A Surface on the real app, started once and kept between calls in an event loop of its own."""

    def __init__(self, simulation: Simulation) -> None:
        super().__init__(simulation)
        seconds = count()
        session = Session(simulation, names=key_names)
        self._app = AcTui(session, now=lambda: float(next(seconds)), desk=_UnseenDesk)
        self._runner = asyncio.Runner(loop_factory=AutoAdvanceLoop)
        self._loop = cast("AutoAdvanceLoop", self._runner.get_loop())
        # Room for the phone, whole, and for nothing beside it.
        self._life = self._loop.create_task(self._app.run_async(headless=True, size=(48, 50)))
        try:
            self._do()
        except BaseException:
            self.finish()
            raise

    @property
    def painted(self) -> str:
        """What the terminal shows, as text."""
        self._rest()
        with self._app._context():
            strips = self._app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def tap(self, block: str, option: str = "") -> None:
        """Click on a block where the phone shows it."""
        shown = self.view.block(block)
        if shown is None or not shown.interactive:
            return
        page = self._app.desk.phone.page
        widget = page.find(block)
        if widget is None:
            raise CommandError(f"the block '{block}' is nowhere on the phone")
        if not page.region.contains_region(widget.region):
            page.reveal(widget)
            self._rest()
            self._rest()  # what was laid out has been scrolled to
        target = page.query_one(f"#{widget_id(block, option)}", Widget) if option else widget
        region = None
        while region != target.region:  # a link within a label is put there when the label is laid out
            region = target.region
            self._rest()
        if not region:
            raise CommandError(f"the block '{block}' is nowhere on the phone")
        x, y = region.offset
        clicked = (kind(None, x, y, 0, 0, 1, False, False, False, x, y) for kind in (events.MouseDown, events.MouseUp))
        self._do(*clicked)

    def type(self, block: str, text: str) -> None:
        """Type into a field, key by key; what no key can type is pasted."""
        shown = self.view.block(block)
        if text and shown is not None:
            self._do(*self._to_the_end_of(block), *_typing(text, shown.kind))

    def erase(self, block: str, count: int) -> None:
        """Press Backspace in a field."""
        if (count := min(count, len(self.simulation.written(block)))) > 0:
            self._do(*self._to_the_end_of(block), *(events.Key("backspace", None) for _ in range(count)))

    def enter(self, block: str) -> None:
        """Press Enter in a field."""
        self._do(*self._to_the_end_of(block), events.Key("enter", "\r"))

    def open(self, *, clear_state: bool) -> None:
        """Press the key that opens the app, and before it the one that closes it."""
        self.send(ev.Tap.close_app)
        if clear_state:
            self._beside(lambda: self.simulation.open(clear_state=True))
        else:
            self._command("app")

    def advance(self, span: timedelta) -> None:
        """Put the clock forward beside the app."""
        self._beside(lambda: self.simulation.advance_clock(span))

    def send(self, event: ev.Event) -> None:
        """Press the key for it; what has none happens beside the app."""
        if event is ev.Tap.back:
            self._command("back")
        elif event is not ev.Tap.close_app:
            self._beside(lambda: self.simulation.send(event))
        elif self.view.open:
            self._command("app")

    def finish(self) -> None:
        """End the app and its loop."""
        if not self._loop.is_closed():
            with self._runner:
                self._app.exit()
                self._loop.run_until_complete(self._life)

    # What people do.

    def _command(self, command: str) -> None:
        self._do(events.Key(BY_ID[command].keys[0], None))

    def _to_the_end_of(self, block: str) -> Iterator[events.Event]:
        """The keys that bring the focus to a field, and the cursor behind what stands in it."""
        places, stop = self._app.desk.phone.page.stops, self._app.desk.stop
        by = [place.block.id for place in places].index(block) - (places.index(stop) if stop in places else 0)
        yield from (events.Key("tab" if by > 0 else "shift+tab", None) for _ in range(abs(by)))
        yield events.Key("end", None)

    # How the app gets to do it.

    def _do(self, *what: events.Event) -> None:
        self._beside(lambda: [self._app.post_message(event) for event in what])

    def _beside(self, act: Callable[[], object]) -> None:
        """Do something to the simulation while the app looks on, as the desk's other tools do."""

        async def acted() -> None:
            act()
            await self._called(self._app.call_later)

        self._run(acted())
        self._rest()

    def _rest(self) -> None:
        self._loop.run_until_idle()
        self._run(self._called(self._app.screen.call_after_refresh))

    async def _called(self, call: Callable[[Callable[[], None]], object]) -> None:
        done = asyncio.Event()
        call(done.set)
        await done.wait()

    def _run(self, what: Coroutine[Any, Any, object]) -> None:
        """Let the app go on until this is done; an error of the app's own ends it, and is raised."""
        running = self._loop.create_task(what)
        self._loop.run_until_complete(asyncio.wait((running, self._life), return_when=asyncio.FIRST_COMPLETED))
        if not running.done():
            running.cancel()
            raise RuntimeError("the app has ended")
        running.result()


def _typing(text: str, kind: str) -> Iterator[events.Event]:
    """A text as keys; one with something in it that no key can type is pasted."""
    if kind == "code":  # drops what no key can type; a paste would be taken whole
        text = "".join(filter(str.isprintable, text))
    core = text.strip(" ") if kind == "field" else text  # from a paste the app takes the spaces around it
    typed = (text,) if core.isprintable() else text.split(core, 1)
    for at, part in enumerate(typed):
        if at:
            yield events.Paste(core)
        yield from (events.Key(_character_to_key(char), char) for char in part)
