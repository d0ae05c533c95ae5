"""A headless Chromium, told what to do over a pipe in its own protocol: nothing to install but the browser."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_QUIET: Final = (
    "--headless",
    "--no-sandbox",  # the page is our own, and containers have no other
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--no-first-run",
    "--remote-debugging-pipe",
)
PATIENCE: Final = 60.0
"""Seconds after which a browser that does not answer counts as lost."""


def chromium() -> str:
    """Where Chromium is; AssertionError where there is none, since these tests are about it."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    assert found, "these tests need Chromium: install it, or name it in CHROMIUM"
    return found


class Page:
    """One page of the browser; `heard` is everything it said on the console or asked of the network."""

    def __init__(self, process: subprocess.Popen[bytes], to: int, back: int) -> None:
        self._process = process
        self._to = to
        self._back = back
        self._number = 0
        self._session = ""
        self._rest = b""
        self._waiting: deque[dict[str, Any]] = deque()
        self.heard: list[tuple[str, Mapping[str, Any]]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command and wait for its answer; AssertionError when the browser refuses it."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def wait_for(self, event: str) -> None:
        """Wait until the browser tells of an event."""
        while True:
            if any(name == event for name, _ in self._drain()):
                return
            self._note(self._read())

    def _drain(self) -> list[tuple[str, Mapping[str, Any]]]:
        told = [(message["method"], message["params"]) for message in self._waiting]
        self._waiting.clear()
        return told

    def _note(self, message: dict[str, Any]) -> None:
        if message.get("method") == "Page.javascriptDialogOpening":  # leaving is asked about: yes
            answer = {
                "id": 0,
                "method": "Page.handleJavaScriptDialog",
                "params": {"accept": True},
                "sessionId": self._session,
            }
            os.write(self._to, json.dumps(answer).encode() + b"\0")
        if "method" in message:
            self._waiting.append(message)
            self.heard.append((message["method"], message["params"]))

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], PATIENCE)
            assert ready, "the browser does not answer"
            piece = os.read(self._back, 1 << 20)
            assert piece, f"the browser ended with {self._process.poll()}"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def open(self, path: Path, width: int = 1440, height: int = 1000, hash: str = "") -> None:  # noqa: A002
        """Open a file, or a place in it, in a window of this size and wait until it is all there, its type face too."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self._waiting.clear()
        self.send("Page.navigate", url=path.resolve().as_uri() + hash)
        self.wait_for("Page.loadEventFired")
        self.run("document.fonts.ready.then(() => true)")

    def visit(self, url: str, width: int = 1320, height: int = 900, *, touch: bool = False) -> None:
        """Open an address in a window of this size, and wait until it has loaded."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        self.send("Emulation.setTouchEmulationEnabled", enabled=touch)
        self._waiting.clear()
        self.send("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired")

    def reloaded_by(self, act: Callable[[], None]) -> None:
        """Do something that loads the page anew, and wait until that is done."""
        self._waiting.clear()
        act()
        self.wait_for("Page.loadEventFired")

    def until(self, script: str) -> Any:
        """Wait until a piece of JavaScript gives something true; return that; AssertionError where it never does."""
        seen = self.run(
            f"""new Promise((done) => {{
              const end = performance.now() + {PATIENCE / 2 * 1000};
              const look = () => {{
                const seen = ({script});
                if (seen || performance.now() > end) done(seen);
                else setTimeout(look, 20);
              }};
              look();
            }})"""
        )
        assert seen, f"never so: {script}"
        return seen

    def run(self, script: str) -> Any:
        """What a piece of JavaScript gives, a promise's value when it is kept."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, code: int, text: str = "", shift: bool = False, modifiers: int = 0) -> None:
        """Press and let go of a key; `modifiers` as the protocol has them: Alt 1, Ctrl 2."""
        parameters = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers + (8 if shift else 0)}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **parameters)
        self.send("Input.dispatchKeyEvent", type="keyUp", **parameters)

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        self.send("Input.insertText", text=text)

    def click(self, x: float, y: float) -> None:
        """Click with the mouse."""
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tap(self, x: float, y: float) -> None:
        """Tap with a finger."""
        self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def pdf(self) -> bytes:
        """The page as it prints, on paper of its own choice."""
        data = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        return base64.b64decode(data)

    def picture(self, path: Path) -> None:
        """Keep a picture of what the window shows."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))


_PLUG: Final = """
import os, sys
to, back, *command = sys.argv[1:]
os.dup2(int(to), 3)
os.dup2(int(back), 4)
os.execv(command[0], command)
"""
"""Starts the browser with its pipe where it looks for it."""


def _high(descriptor: int) -> int:
    """The same file under a number that is in nobody's way."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD, 20)
    os.close(descriptor)
    return moved


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """A browser with an empty profile; it is gone afterwards."""
    to_read, to_write = map(_high, os.pipe())
    back_read, back_write = map(_high, os.pipe())
    command = [chromium(), *_QUIET, f"--user-data-dir={profile}"]
    started = [sys.executable, "-c", _PLUG, str(to_read), str(back_write), *command]
    process = subprocess.Popen(started, pass_fds=(to_read, back_write), stderr=subprocess.DEVNULL)
    os.close(to_read)
    os.close(back_write)
    try:
        yield Page(process, to_write, back_read)
    finally:
        os.close(to_write)
        os.close(back_read)
        process.terminate()
        process.wait(PATIENCE)
