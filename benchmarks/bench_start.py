"""How soon the first screen is there, and what short commands cost: beside a bare Textual app, its demo, a known app.

Each is started in turn within one run, so that the ratios say more than the figures: they hardly move with the machine.
Time is the processor's, memory the most that was resident. Everything is compiled before, as an installer does.
"""

from __future__ import annotations

import compileall
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
import venv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import textual

import ac_tui
from ac_tui.assets import fixtures_dir

TURNS = 7
DEADLINE = 60.0
KNOWN = "frogmouth"
"""A well-known app of Textual's, for comparison: installed for this, where the registry of packages answers."""
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("Registrati")

Bare().run()
"""
APPS: Mapping[str, tuple[Sequence[str], str]] = {
    # what: (arguments for Python, words of its first screen)
    "a bare Textual app": (["-c", BARE], "Registrati"),
    "ac-tui": (["-m", "ac_tui"], "Registrati"),
    "Textual's demo": (["-m", "textual"], "Textual"),
}
FLOW = str(fixtures_dir() / "flows" / "a1-persone-con-email-fino-alla-home.yaml")
COMMANDS: Mapping[str, tuple[Sequence[str], int]] = {
    # what: (arguments, the most that its ratio to an empty Python may be)
    "--help": (["--help"], 8),
    "find": (["find", "Non ho ricevuto il codice"], 12),
    "why": (["why", "--email", "mario.rossi@mail.it"], 12),
    "test of one flow": (["test", FLOW], 12),
}
Cost = tuple[float, float]
"""Milliseconds of processor time, MiB of memory."""


def run() -> list[tuple[str, float, str]]:
    """What was measured, the value, its unit."""
    for package in (ac_tui, textual):
        compileall.compile_dir(Path(str(package.__file__)).parent, quiet=2)
    with TemporaryDirectory() as folder:
        here = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}
        here |= {"XDG_CACHE_HOME": folder, "AC_TUI_HOME": "", "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
        apps = {what: ([sys.executable, *arguments], words) for what, (arguments, words) in APPS.items()}
        known = _known(Path(folder) / "known")
        if known:
            apps[KNOWN] = ([known], "Navigation")
        return [*_first_paints(apps, here), *_commands(here)]


def _first_paints(apps: Mapping[str, tuple[list[str], str]], here: Mapping[str, str]) -> list[tuple[str, float, str]]:
    costs: dict[str, list[Cost]] = {what: [] for what in apps}
    for turn in range(TURNS + 1):
        for what, (command, words) in apps.items():
            cost = first_paint(command, words, here)
            if turn:  # the first one warms up
                costs[what].append(cost)
    bare, *others = costs
    rows = [
        (f"first paint: {what}, {unit}", median(c[n] for c in costs[what]), unit)
        for what in costs
        for n, unit in _UNITS
    ]
    bars = {"ac-tui": (" (at most 1.5)", " (at most 1.3)")}
    for what in others:
        for (n, unit), bar in zip(_UNITS, bars.get(what, ("", "")), strict=True):
            ratio = median(one[n] / two[n] for one, two in zip(costs[what], costs[bare], strict=True))
            rows.append((f"first paint: {what} / {bare}, {unit}{bar}", ratio, "x"))
    if KNOWN not in costs:
        rows.append((f"{KNOWN} is not measured: no registry of packages has it", 0, ""))
    return rows


_UNITS = ((0, "ms"), (1, "MiB"))


def _commands(here: Mapping[str, str]) -> list[tuple[str, float, str]]:
    rows = []
    for what, (arguments, most) in COMMANDS.items():
        pairs = [
            (cost([sys.executable, "-m", "ac_tui", *arguments], here)[0], cost([sys.executable, "-c", "pass"], here)[0])
            for _ in range(TURNS + 1)
        ][1:]
        rows.append((f"{what} / an empty Python, ms (at most {most})", median(one / two for one, two in pairs), "x"))
    return rows


def first_paint(command: list[str], words: str, here: Mapping[str, str]) -> Cost:
    """What a program in a terminal of 80 columns and 24 lines took until its first screen showed these words."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, env=here)
    os.close(slave)
    output, end = b"", time.monotonic() + DEADLINE
    try:
        while words.encode() not in output:
            if not select.select([master], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError(f"{command[0]} never showed {words}")
            with suppress(OSError):  # it ended: no words will ever come
                output += os.read(master, 65536)
            if process.poll() is not None:
                raise TimeoutError(f"{command[0]} ended before it showed {words}")
        place = Path(f"/proc/{process.pid}")
        spent = sum(int((task / "schedstat").read_text("ascii").split()[0]) for task in (place / "task").iterdir())
        status = (place / "status").read_text("ascii")
        return spent / 1e6, int(status.partition("VmHWM:")[2].split()[0]) / 1024
    finally:
        process.kill()
        process.wait()
        os.close(master)


def cost(command: list[str], here: Mapping[str, str]) -> Cost:
    """What a program took from its start to its end."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=here)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024


def _known(folder: Path) -> str:
    """The program of a known app in an environment of its own; "" where it cannot be installed."""
    venv.create(folder, with_pip=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input", KNOWN]
    done = subprocess.run(install, stderr=subprocess.DEVNULL, check=False)
    return str(folder / "bin" / KNOWN) if done.returncode == 0 else ""
