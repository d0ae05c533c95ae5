"""How soon the first screen is there: from the command to the painted button, beside the bare interpreter.

Both are measured in turn within one run, so that their ratio says more than either: it hardly moves with the machine.
"""

from __future__ import annotations

import compileall
import fcntl
import os
import pty
import statistics
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import ac_tui

TURNS = 9
FIRST_WORDS = b"Registrati"
DEADLINE = 60.0


def run() -> list[tuple[str, float, str]]:
    """Measure, and return (what, value, unit): seconds to first paint, to nothing at all, and their ratio."""
    # With PYTHONDONTWRITEBYTECODE set nobody else would have done it, and every start would compile everything again.
    compileall.compile_dir(Path(ac_tui.__file__).parent, quiet=2)
    paints, passes, loads = [], [], []
    for _ in range(TURNS):
        passes.append(_timed([sys.executable, "-c", "pass"]))
        loads.append(_timed([sys.executable, "-c", "import textual.app, pydantic"]))
        paints.append(_first_paint())
    paint, bare, libraries = map(statistics.median, (paints, passes, loads))
    return [
        ("first paint", paint, "s"),
        ("python -c pass", bare, "s"),
        ("first paint / python -c pass", paint / bare, "times"),
        ("first paint / importing Textual and pydantic alone", paint / libraries, "times"),
    ]


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - begun


def _first_paint() -> float:
    """Seconds until the first screen's button is on a real terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "ac_tui"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(slave)
    try:
        output = b""
        while FIRST_WORDS not in output:
            output += os.read(master, 65536)
            if time.perf_counter() - begun > DEADLINE:
                raise TimeoutError(f"no first paint within {DEADLINE:.0f} s")
        return time.perf_counter() - begun
    finally:
        process.kill()
        process.wait()
        os.close(master)
