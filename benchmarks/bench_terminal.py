"""The terminal under somebody's fingers: what a key costs beside a bare Textual Input, and how soon a step is there.

Programs run in pseudo-terminals of their own, one of each in turn within one run, so that the ratios say more than the
figures: they hardly move with the machine.
"""

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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

TURNS = 5
KEYS = 100
APART = 0.03
"""Seconds between two keys: each is drawn before the next one comes."""
REST = 0.5
"""Seconds between two presses of one key, lest the second be taken for the echo of the first."""
DEADLINE = 60.0
MOST_CPU, MOST_BYTES = 2.0, 3.0
MOST_NEW, MOST_SEEN = 120.0, 50.0
"""Milliseconds of processor time that a step may take, on a page that is made for it and on one that was seen."""

BARE = "from textual.app import App\nfrom textual.widgets import Input\nclass Bare(App):\n    def compose(self):\n"
BARE += "        yield Input(placeholder='here')\nBare().run()"


def run() -> list[tuple[str, float, str]]:
    """What was measured, the value, its unit."""
    keys: dict[str, list[tuple[float, float]]] = {"bare": [], "contact": []}
    new, seen = [], []
    for _ in range(TURNS):
        with started(["-c", BARE], "here") as bare:
            keys["bare"].append(bare.typed())
        with started(["-m", "ac_tui", "--step", "contact"], "Registrati") as app:
            keys["contact"].append(app.typed())
        with started(["-m", "ac_tui"], "Registrati") as app:
            new += [app.stepped("\r", words) for words in ("Persone", "Cognome")]
            for _ in range(4):
                app.stepped("\x1a", "Persone")  # undo, redo
                seen.append(app.stepped("\x19", "Cognome"))
    cpu = {name: median(one for one, _ in found) for name, found in keys.items()}
    size = {name: median(two for _, two in found) for name, found in keys.items()}
    return [
        ("a key in a bare Input", cpu["bare"], "ms"),
        ("a key on contact", cpu["contact"], "ms"),
        (f"a key on contact / in a bare Input (at most {MOST_CPU:.0f})", cpu["contact"] / cpu["bare"], "x"),
        ("bytes of a key in a bare Input", size["bare"], "B"),
        ("bytes of a key on contact", size["contact"], "B"),
        (f"bytes on contact / in a bare Input (at most {MOST_BYTES:.0f})", size["contact"] / size["bare"], "x"),
        (f"a step to a page that is new (at most {MOST_NEW:.0f})", median(new), "ms"),
        (f"a step to a page that was seen (at most {MOST_SEEN:.0f})", median(seen), "ms"),
        ("a step to a page that is new / a key in a bare Input", median(new) / cpu["bare"], "x"),
        ("a step to a page that was seen / a key in a bare Input", median(seen) / cpu["bare"], "x"),
    ]


class Program:
    """A program in a terminal: what it wrote, and the processor time it took."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self._process = process
        self._master = master
        self.output = b""

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def wait(self, words: str) -> None:
        """Read until words are there."""
        end = time.monotonic() + DEADLINE
        while words.encode() not in self.output:
            self.read(0.1)
            if time.monotonic() > end:
                raise TimeoutError(f"never saw {words}")

    def read(self, seconds: float) -> None:
        """Read for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self.output += os.read(self._master, 65536)

    def typed(self) -> tuple[float, float]:
        """Milliseconds of processor time and bytes of a key, on the average of many."""
        self.read(1.0)
        before, size = self.cpu, len(self.output)
        for number in range(KEYS):
            os.write(self._master, b"abcdefghij"[number % 10 :][:1])
            self.read(APART)
        self.read(0.3)
        return (self.cpu - before) / KEYS, (len(self.output) - size) / KEYS

    def stepped(self, key: str, words: str) -> float:
        """Milliseconds of processor time from a key to the words of another page, and until all is still."""
        self.read(REST)
        before, self.output = self.cpu, b""
        os.write(self._master, key.encode())
        self.wait(words)
        self.read(0.2)
        return self.cpu - before


@contextmanager
def started(arguments: list[str], words: str) -> Iterator[Program]:
    """A program of Python's in a terminal of 80 columns and 24 lines, once it shows these words."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"},
    )
    os.close(slave)
    try:
        program = Program(process, master)
        program.wait(words)
        yield program
    finally:
        process.kill()
        process.wait()
        os.close(master)
