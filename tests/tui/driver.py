"""A person at the app: keys written as people say them, the mouse, a time that tests move, a picture as text."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.app import AcTui, make_app
from ac_tui.surfaces.tui.flow_surface import AutoAdvanceLoop
from tests.shipped import simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.strip import Strip

    from ac_tui.surfaces.tui.desk_screen import DeskScreen
    from ac_tui.surfaces.tui.phone.phone import Phone


MOMENT = 0.3
"""Seconds of the loop's own time after which the app is at rest: the palette gathers what it found for 0.25."""

_TOKEN = re.compile(r"<([A-Za-z0-9+]+)>|«([^»]*)»|(.)", re.DOTALL)
_NAMES = {"Esc": "escape", "BackTab": "shift+tab"}


def keys(script: str) -> Iterator[events.Key | events.Paste]:
    """The keys of a script: text as typed, `<Tab>`, `<BackTab>`, `<Enter>`, `<F5>`, `<Ctrl+G>`; `«text»` is pasted."""
    for token in _TOKEN.finditer(script):
        name, pasted, character = token.groups()
        if pasted is not None:
            yield events.Paste(pasted)
        elif name is None:
            yield events.Key(_character_to_key(character), character)
        elif name in ("Enter", "Space"):
            yield events.Key(name.lower(), "\r" if name == "Enter" else " ")
        else:
            yield events.Key(_NAMES.get(name, name.lower()), None)


@dataclass
class Time:
    """Seconds that only a test moves on."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


class AppEndedError(RuntimeError):
    """The app has ended, as it was told to, and there is nothing more to do at it."""


class Person:
    """Somebody at a running app. Whatever they do has been done, and is on the screen, when the call returns."""

    def __init__(self, app: AcTui, time: Time, loop: AutoAdvanceLoop, life: asyncio.Task[None]) -> None:
        self.app = app
        self.time = time
        self._loop = loop
        self._life = life

    def press(self, script: str, *, apart: float = 1.0) -> None:
        """Press keys so many seconds apart, as the app sees the time; 0 puts all of them in its queue at once.

        Words are typed in one go: what comes next is pressed when all of their letters are on the screen.
        """
        writing = False
        for key in keys(script):
            written = isinstance(key, events.Key) and key.is_printable and key.key != "space"
            if apart and not (writing and written):
                self.rest()
                self.time.seconds += apart
            writing = written
            self.app.post_message(key)
        self.rest()

    def click(self, target: str, *, times: int = 1, at: int = 1) -> None:
        """Click on the widget of a selector ("#email"), or on words that are on the screen."""
        self.time.seconds += 1
        if target.startswith(("#", ".")):
            region = self.app.screen.query_one(target, Widget).region
            assert region, f"{target} is out of sight"
            place = region.x + min(at, region.width - 1), region.y
        else:
            lines = self.picture.split("\n")
            y = next(number for number, line in enumerate(lines) if target in line)
            place = lines[y].index(target) + at, y
        self.click_at(*place, times=times)

    def click_at(self, x: int, y: int, *, times: int = 1) -> None:
        """Click on a cell."""
        for _ in range(times):
            for kind in (events.MouseDown, events.MouseUp):
                self.mouse(kind, x, y)
        self.rest()

    def mouse(self, kind: type[events.MouseEvent], x: int, y: int) -> None:
        """Let the mouse do something at a cell."""
        self.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))

    def do(self, act: Callable[[], object]) -> None:
        """Do something to the simulation, or to the app, while the app looks on."""

        async def acted() -> None:
            done = act()
            if isawaitable(done):
                await done

        self._until(acted())
        self.rest()

    def bring(self, where: str) -> None:
        """Put a panel, or the phone, in front."""
        self.app.call_later(self.desk.bring, where)
        self.rest()

    def resize(self, columns: int, lines: int, *, rest: bool = True) -> None:
        """Make the terminal another size; without a `rest` more comes at once."""
        from textual.geometry import Size

        size = Size(columns, lines)
        self.app._driver._size = (columns, lines)  # type: ignore[union-attr]
        self.app.post_message(events.Resize(size, size))
        if rest:
            self.rest()

    def rest(self, moment: float = MOMENT) -> None:
        """Let the app do all that there is to do, and what it does so many seconds of the loop's own time later."""
        self._until(self._looked_at())
        self._until(self._passed(moment))
        for _ in range(2):  # what is laid out may be scrolled to then
            self._loop.run_until_idle()
            self._until(self._laid_out())

    async def _passed(self, seconds: float) -> None:
        passed = asyncio.Event()
        self._loop.call_later(seconds, passed.set)
        await passed.wait()

    async def _looked_at(self) -> None:
        done = asyncio.Event()
        self.app.call_later(done.set)
        await done.wait()

    async def _laid_out(self) -> None:
        if self.app._exception is not None:
            raise self.app._exception
        if self.app._exit:
            return
        done = asyncio.Event()
        self.app.screen.call_after_refresh(done.set)
        await done.wait()

    def _until(self, what: Coroutine[Any, Any, Any]) -> None:
        """Let the app go on until something is done; an error of its own is raised."""
        task = self._loop.create_task(what)
        self._loop.run_until_complete(asyncio.wait((task, self._life), return_when=asyncio.FIRST_COMPLETED))
        if self._life.done() and not task.done():
            task.cancel()
            raise self.app._exception or AppEndedError
        if task.done():
            task.result()

    @property
    def desk(self) -> DeskScreen:
        """The desk."""
        return self.app.desk

    @property
    def phone(self) -> Phone:
        """The phone on it."""
        return self.app.desk.phone

    @property
    def simulation(self) -> Simulation:
        """What is behind it."""
        return self.app.simulation

    @property
    def step(self) -> str:
        """The screen that the phone shows, which is the journey's."""
        shown = self.phone.view.step
        assert shown in (self.simulation.view.step, "closed")
        return shown

    @property
    def focus(self) -> str:
        """The id of what has the focus."""
        focused = self.app.screen.focused
        return (focused.id or "") if focused is not None else ""

    @property
    def picture(self) -> str:
        """What the terminal shows, as text."""
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in self.strips)

    @property
    def strips(self) -> list[Strip]:
        """What the terminal shows, line by line."""
        with self.app._context():
            return self.app.screen._compositor.render_strips()

    def screenshot(self, title: str) -> str:
        """What the terminal shows, as SVG."""
        with self.app._context():
            return self.app.export_screenshot(title=title)

    @property
    def footer(self) -> str:
        """The last line."""
        return self.picture.split("\n")[-1]

    @property
    def dialog(self) -> str:
        """The name of what lies over the desk, "palette" for the palette, "" for nothing."""
        return (self.app.screen.name or "palette") if self.app.screen is not self.app.desk else ""

    def value(self, block: str) -> str:
        """What stands in a block as it may be read."""
        found = self.simulation.view.block(block)
        assert found is not None
        return found.value


def _paint_nothing(screen: Screen[object]) -> None:
    """Forget what is to be painted: nobody looks between two keys, and `picture` draws the whole screen anew."""
    screen._compositor._dirty_regions.clear()
    screen._dirty_widgets.clear()


@contextmanager
def running(
    size: tuple[int, int] = (80, 24), script: str = "", *, seed: int = 7, on: Simulation | None = None, **options: Any
) -> Iterator[Person]:
    """The real app, headless, with somebody at it who has pressed a script's keys; `on` is its simulation."""
    time, loop = Time(), AutoAdvanceLoop()
    app = make_app(on or simulation(seed), now=time, **options)
    started = loop.create_future()

    async def start(_: Pilot[object]) -> None:
        started.set_result(None)

    life = loop.create_task(app.run_async(headless=True, size=size, auto_pilot=start))
    person = Person(app, time, loop, life)
    patch = pytest.MonkeyPatch()
    patch.setattr(Screen, "_compositor_refresh", _paint_nothing)
    try:
        loop.run_until_complete(asyncio.wait((started, life), return_when=asyncio.FIRST_COMPLETED))
        if life.done():
            life.result()
        person.rest()
        person.press(script)
        yield person
        assert life.done() or person.picture is not None  # the last screen at least is drawn, whatever a test looks at
    finally:
        patch.undo()
        app.exit()
        loop.run_until_complete(life)
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
