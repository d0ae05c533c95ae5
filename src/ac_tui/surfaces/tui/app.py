"""The app: a desk in a terminal. Everything it works with is handed in."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Final
from unicodedata import category

from rich.text import Text
from textual import events
from textual.app import App
from textual.cache import LRUCache
from textual.driver import Driver
from textual.theme import Theme

from ac_tui.desk.commands import BY_KEY, key_names
from ac_tui.desk.session import Session
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.desk_screen import DeskScreen, style_all

if TYPE_CHECKING:
    from ac_tui.flows.model import Flow

# The two desks, light and dark, around the same light phone. Every colour of the app stands here, by what it is for: no
# style file has one of its own, and a test computes the contrast of every pair in use.

_PHONE: Final = {
    "page": "#FCFBF9",
    "ink": "#201E22",
    "quiet": "#625D63",
    "accent": "#A6121F",
    "on-accent": "#FFFFFF",
    "accent-deep": "#6E0811",
    "accent-pale": "#F7E7E5",
    "line": "#807A80",
    "field": "#F2EFEC",
    "field-focus": "#FFFFFF",
    "dead": "#E3DFDC",
    "error-ink": "#93360A",
    "good": "#17693C",
    "notice": "#FFF1CC",
    "notice-ink": "#463500",
    "notice-line": "#7A5E00",
}
"""The phone: the same on either desk, but for its frame."""
_DESK: Final = {
    "bezel": ("#1F1E23", "#4A474F"),
    "glass": ("#8E8A93", "#A6A1AB"),
    "desk": ("#D8D5D1", "#1B1A1F"),
    "desk-ink": ("#26252A", "#DEDBE0"),
    "desk-quiet": ("#514D52", "#A8A3AB"),
    "card": ("#F1EFEC", "#28262D"),
    "card-line": ("#8A858B", "#6F6A74"),
    "card-front": ("#A6121F", "#FF8F88"),
    "chosen": ("#26252A", "#DEDBE0"),
    "on-chosen": ("#FFFFFF", "#1B1A1F"),
    "bar": ("#3A373E", "#312E36"),
    "bar-ink": ("#F1EFEC", "#DEDBE0"),
    "bar-key": ("#FFC9C2", "#FF9F97"),
    "desk-link": ("#8A0E1A", "#FF9F97"),
    "desk-code": ("#201E22", "#FFFFFF"),
    "desk-good": ("#17693C", "#7FD6A2"),
    "desk-bad": ("#93360A", "#FFB26B"),
    "surface": ("#E9E7E4", "#26242A"),
    "panel": ("#C9C5C0", "#312E36"),
}
"""The desk around it, and the phone's frame: in light, in dark."""


def _theme(name: str, at: int) -> Theme:
    desk = {variable: colours[at] for variable, colours in _DESK.items()}
    return Theme(
        name,
        primary=desk["card-front"],
        foreground=desk["desk-ink"],
        background=desk["desk"],
        surface=desk["surface"],
        panel=desk["panel"],
        dark=bool(at),
        variables=_PHONE | desk,
    )


THEMES: Final = (_theme("desk-light", 0), _theme("desk-dark", 1))
_OURS: Final = frozenset(theme.name for theme in THEMES)
_PARSED: Final = defaultdict[str, LRUCache[Any, Any]](lambda: LRUCache(256))
"""What style files parse to under each theme, kept for all apps of a program: a suite of tests starts hundreds."""


class AcTui(App[None], inherit_bindings=False):
    """The simulator. `live` lets the simulated clock go on with the real one; `now` tells seconds that only grow.

    `watch` follows the files of the screens; `story` is a flow to begin with, step by step; `registry` is a file that
    the session's registry, empty till then, is filled from.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "phone.tcss"]
    TITLE = "ac-tui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        session: Session,
        *,
        now: Callable[[], float] = time.monotonic,
        live: bool = False,
        watch: bool = False,
        story: Flow | None = None,
        desk: type[DeskScreen] = DeskScreen,
        registry: Path | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.simulation = session.simulation
        self._now = now
        self._live = live
        self._watch_files = watch
        self._story = story
        self._unread_registry = registry
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = wanted if (wanted := session.memory.settings.theme) in _OURS else THEMES[0].name
        self._styled = self.get_css_variables()
        self.stylesheet.set_variables(self._styled)
        self.stylesheet._parse_cache = _PARSED[self.theme]
        self.desk = desk(session, now)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, or where that is the one for terminals our own of it."""
        driver = super().get_driver_class()
        if driver.__name__ == "LinuxDriver":
            from ac_tui.surfaces.tui.terminal_driver import TerminalDriver

            return TerminalDriver
        return driver

    def get_default_screen(self) -> DeskScreen:
        """The desk is all there is: pushed by nobody, there from the first paint."""
        return self.desk

    def on_mount(self) -> None:
        """Start the clock, where it is to go; the rest once the first screen is painted."""
        self.call_after_refresh(self._begin)
        if self._live:
            with suppress(NotImplementedError, AttributeError):  # where there are no signals: Windows, a browser
                for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP):
                    asyncio.get_running_loop().add_signal_handler(number, self.end, 128 + number)
            self._told_at = self._now()
            # What Textual reads from and paints on; where one is no terminal from the start, none can be lost.
            self._terminal = tuple(filter(os.isatty, (0, 2)))
            self.set_interval(1.0, self._tick)

    async def _begin(self) -> None:
        """Begin: with the collector of garbage, which rests while a program starts, a story, a registry, the files."""
        if self._live or self._watch_files:
            gc.freeze()  # what starting made stays while somebody is at it, and is not gone through again
        gc.enable()
        style_all(self)
        if self._story is not None:
            await self.desk.carry_out(self.session.tell(self._story))
        if self._unread_registry is not None:
            self.desk.run_worker(partial(read_registry, self.desk, self._unread_registry), name="registry", thread=True)
        if self._watch_files:
            self.session.variants.watching = True
            self.desk.refresh_desk()

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme; none for Textual's own, which is on for as long as the app is being made."""
        return super().get_css_variables() if self.theme in _OURS else {}

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles again for another theme; the first one was set before they were read at all."""
        variables = self.get_css_variables()
        if variables != self._styled:
            self._styled = variables
            self.stylesheet._parse_cache = _PARSED[self.theme]
            super().refresh_css(animate)

    async def on_event(self, event: events.Event) -> None:
        """Understand some keys as they were meant, before anything else looks at them."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if event.key == "ctrl+j":  # Enter, pressed before the terminal handed keys over unchanged
                event = events.Key("enter", "\r")
            elif event.character and event.key.startswith("alt+") and event.key not in BY_KEY:
                # Esc with a letter right behind it
                await super().on_event(events.Key("escape", "\x1b"))
                event = events.Key(event.key.removeprefix("alt+"), event.character)
            elif event.character and category(event.character[0]) == "Zs":  # a space of any width
                event = events.Key("space", " ")
        await super().on_event(event)

    def end(self, code: int, *, tell: bool = True) -> None:
        """End with an exit code, notes saved that no file holds; `tell` says where, on the terminal as it was."""
        said = self._left()
        self.exit(None, code, said if tell else None)

    def _left(self) -> Text | None:
        outcome = self.session.leave()
        return Text(self.session.words(outcome.say, **outcome.values)) if outcome.say else None

    def _tick(self) -> None:
        if not all(map(os.isatty, self._terminal)):  # closed without a signal: Textual would read its end for ever
            self.end(128 + signal.SIGHUP, tell=False)
            return
        passed = int(self._now() - self._told_at)
        if passed > 0:
            self._told_at += passed
            self.simulation.tick(timedelta(seconds=passed))

    async def _close_all(self) -> None:
        self._exit = True  # a test's pilot ends an app without saying so
        with suppress(AssertionError):  # Textual: a dialog that was just closed is nowhere to be taken from
            await super()._close_all()

    def _handle_exception(self, error: Exception) -> None:
        """Pass over what fails while the program ends: its widgets go one after the other."""
        if not self._exit:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End after an error of our own, notes saved, and tell no value: Textual's report prints local variables."""
        from ac_tui.flows.results import crash_report

        self.bell()
        with suppress(Exception):  # whatever is wrong may be wrong here too, and must not hide the report
            self._exit_renderables.extend(filter(None, [self._left()]))
        self._exit_renderables.append(Text(crash_report(self._exception), no_wrap=True, overflow="fold"))
        self._close_messages_no_wait()


def read_registry(desk: DeskScreen, file: Path) -> None:
    """Fill the session's registry, empty meanwhile, from a file of JSON Lines: in a thread, while the desk goes on."""
    from textual.worker import WorkerCancelled, get_current_worker

    from ac_tui.assets import AssetError, read_utf8
    from ac_tui.registry import load
    from ac_tui.registry.faults import FileError

    def say(key: str, **values: object) -> None:
        desk.call_later(partial(desk.say, key, **values))

    worker, saying, said_at = get_current_worker(), "said.registry_reading", time.monotonic()

    def progress(done: int) -> None:
        nonlocal said_at
        if worker.is_cancelled:
            raise WorkerCancelled(done)
        if time.monotonic() - said_at > 0.5:
            said_at = time.monotonic()
            say(saying, n=done)

    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # a key waits for several turns of this thread
    try:
        registry = load.parse_registry(read_utf8(file), str(file), progress)
        saying = "said.registry_ordering"
        registry.prepare(progress)
        desk.call_later(desk.session.fill_registry, registry)
        say("said.registry_read", n=len(registry))
    except WorkerCancelled as stopped:
        say("said.registry_stopped", n=stopped.args[0])
    except (AssetError, FileError) as error:
        say("case.bad_file", why=str(error).splitlines()[0])
    finally:
        sys.setswitchinterval(usual)


def make_app(simulation: Simulation, *, screens: Path | None = None, **options: Any) -> AcTui:
    """The simulator on a simulation, its deck from `screens` (None: those ac-tui ships); `options` are AcTui's."""
    return AcTui(Session(simulation, screens=screens, names=key_names), **options)
