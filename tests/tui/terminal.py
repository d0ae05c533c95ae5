"""A real pseudo-terminal with the program in it, and eyes on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

DEADLINE = 120.0
"""Seconds after which what was waited for will not come; a loaded machine is slow, not wrong."""


class Terminal:
    """Runs the program in a terminal of its own; `seen` is every screen there ever was, as text.

    Without `reads` the program's input is no terminal.
    """

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        columns: int = 80,
        lines: int = 24,
        environment: Mapping[str, str] | None = None,
        program: str = "ac_tui",
        reads: bool = True,
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.seen: list[str] = []
        self.output = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", program, *arguments],
            stdin=slave if reads else subprocess.DEVNULL,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})},
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self.hang_up()

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def write(self, keys: str | bytes) -> None:
        """Send keys in one write."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def write_bytewise(self, keys: str, apart: float = 0.0) -> None:
        """Send keys one byte at a time, so many seconds apart, looking at the screen in between."""
        for byte in keys.encode():
            self.write(bytes([byte]))
            self._read(0.0)
            self.read_for(apart)

    def read_for(self, seconds: float) -> None:
        """Take in what the program writes for so long."""
        due = time.monotonic() + seconds
        while (left := due - time.monotonic()) > 0 and self._read(left):
            pass

    def wait(self, *words: str) -> str:
        """Wait until all these words are on the screen at once, and return it."""
        return self.wait_until(lambda text: all(word in text for word in words), f"the words {words}")

    def wait_until(self, test: Callable[[str], bool], what: str) -> str:
        """Wait until the screen passes a test, and return it."""
        end = time.monotonic() + DEADLINE
        while not test(self.text):
            if time.monotonic() > end or not self._read(0.5):
                raise AssertionError(f"never saw {what}; last seen:\n{self.text}")
        return self.text

    def hang_up(self) -> None:
        """Take the terminal away; the program is in a session of its own and gets no signal."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def signal(self, number: int) -> None:
        """Send the program a signal, as the terminal does for Ctrl-C."""
        self._process.send_signal(number)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def wait_for_end(self) -> int:
        """Wait for the program to end, and return its exit code."""
        end = time.monotonic() + DEADLINE
        while self._master >= 0 and self._read(0.2) and time.monotonic() < end:
            pass
        return self._process.wait(max(5.0, end - time.monotonic()))

    def _read(self, patience: float) -> bool:
        """Take in what the program wrote; False once it has ended and all is read."""
        ready, _, _ = select.select([self._master], [], [], patience)
        if not ready:
            return self._process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux: the other end is closed
            return False
        self.output += data
        self._stream.feed(data)
        self.seen.append(self.text)
        return bool(data)
