"""The terminal in a page: the app on a driver that takes its keys from xterm in the browser, and has it draw."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

from ac_tui.desk.commands import key_names
from ac_tui.desk.links import LinkTarget, open_place
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import read_fixture
from ac_tui.surfaces.tui.app import AcTui

if not hasattr(asyncio.tasks, "_set_task_name"):  # gone in Python 3.14, and Pyodide's loop asks for it
    asyncio.tasks._set_task_name = lambda task, name: task.set_name(name)  # type: ignore[attr-defined]


class PageDriver(Driver):
    """Writes to xterm and reads what it sends; no thread and no descriptor, for a page has neither."""

    post: Callable[[str], None]
    size: tuple[int, int]

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **(options | {"size": self.size}))
        self._parser = XTermParser()

    def write(self, data: str) -> None:
        """Have xterm draw."""
        self.post(data)

    def start_application_mode(self) -> None:
        """Prepare xterm, and tell the app its size."""
        # The other screen, the mouse, the focus, no cursor, pastes in brackets.
        self.write("\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?1004h\x1b[?25l\x1b[?2004h")
        self.resize(*self.size)

    def disable_input(self) -> None:
        """Input ends with the worker."""

    def stop_application_mode(self) -> None:
        """Leave xterm as it was."""
        self.write("\x1b[?2004l\x1b[?25h\x1b[?1004l\x1b[?1006l\x1b[?1003l\x1b[?1000l\x1b[?1049l")

    def resize(self, columns: int, rows: int) -> None:
        """Tell the app how large xterm is."""
        size = Size(columns, rows)
        self.process_message(events.Resize(size, size))

    def key(self, data: str) -> None:
        """Take what a person typed; a lone escape is the key at once, for nothing of it is still on its way."""
        for message in [events.Key("escape", data)] if data == "\x1b" else self._parser.feed(data):
            self.process_message(message)


class Door:
    """What the worker calls: `run` the app to its end, `take` what xterm says meanwhile."""

    def __init__(self, post: Callable[[str], None], hand_over: Callable[[str, str], None]) -> None:
        self._post = post
        self._hand_over = hand_over
        self._app: AcTui | None = None

    async def run(self, columns: int, rows: int, place: str) -> None:
        """Run the app in so many columns and rows, at the place that a link leads to (JSON)."""
        session = Session(read_fixture().simulation(), names=key_names)
        open_place(session, LinkTarget(**json.loads(place)))
        before = _files()
        app = self._app = AcTui(session, live=True)
        app.driver_class = type("Driver", (PageDriver,), {"post": staticmethod(self._post), "size": (columns, rows)})
        await app.run_async()
        for name, text in _files().items():
            if name not in before:
                self._hand_over(name, text)

    def take(self, message: str) -> None:
        """Take what was typed or pasted, or a new size (JSON)."""
        told = json.loads(message)
        driver = self._app._driver if self._app is not None else None
        if isinstance(driver, PageDriver):
            if "size" in told:
                driver.resize(*told["size"])
            elif "paste" in told:
                driver.process_message(events.Paste(told["paste"]))
            else:
                driver.key(told["key"])


def _files() -> dict[str, str]:
    """The files of the folder that the app runs in, by name: what it writes is for the person to keep."""
    return {file.name: file.read_text("utf-8") for file in sorted(Path().iterdir()) if file.is_file()}
