"""The command line: find the command, parse, call, exit with its code. Each command lives in `ac_tui.commands`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from ac_tui.assets import AssetError
from ac_tui.registry.faults import FileError, printable

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (the module whose NAME(args) does it, what it does)
    "test": ("test", "play flows"),
    "check": ("check", "every fault of screens, fixtures and flows, with file and line"),
    "export": ("export", "copies of flows that a device takes"),
    "find": ("desk", "which screen says this?"),
    "why": ("desk", "what the registry would answer for these data, and what to do about it"),
    "graph": ("transitions", "the flow, from the transition table"),
    "paths": ("transitions", "a short flow to a step or transition, with a fitting customer"),
    "coverage": ("transitions", "what flows reach, and what they do not"),
    "storyboard": ("storyboard", "every screen in every reached state, on one page"),
    "record": ("simulate", "play by hand, get a flow"),
    "review": ("test", "walk through the differences of the last run's snapshots"),
    "deck": ("deck", "the words as a sheet, and back"),
    "serve": ("serve", "the simulator as a page, from the folder that `make site` builds"),
    "registry": ("check", "make synthetic registries; check one"),
}
SIMULATE = ("simulate", "The simulator: a customer's registration, on a phone in the terminal.")
_USAGE = 2


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one plain line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(_USAGE, f"{self.prog}: {printable(message)} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run `ac-tui` with these arguments (those of the process if None); the exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    name = args[0] if args and args[0] in COMMANDS else ""
    if not name and args and not args[0].startswith("-"):
        from difflib import get_close_matches

        close = "".join(f"; did you mean '{known}'?" for known in get_close_matches(args[0], COMMANDS, 1))
        return _wrong(f"ac-tui: no command '{printable(args[0])}'{close} (see ac-tui --help)")
    if problem := _streams(name):
        return _wrong(f"ac-tui: {problem}")
    try:
        code = _run(name, args[1:] if name else args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        closed = isinstance(error, BrokenPipeError)
        if error.strerror is None and not closed:
            raise
        with suppress(OSError, ValueError):  # what is left goes nowhere: ending the program would stumble over it again
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if closed:
            return 0
        place = f"ac-tui {name}".rstrip() if error.filename is None else printable(str(error.filename))
        return _wrong(f"{place}: {error.strerror}")
    except (FileError, AssetError) as error:  # a fault of what was handed in, not of the program
        return _wrong(str(error))


def _streams(name: str) -> str:
    """Make the streams take whatever they are given; why the command cannot do without one that is closed, or ""."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program
    if sys.stdout is None:
        return "standard output is closed"
    if sys.stdin is None and name in ("", "record", "review"):  # somebody answers these; "" is the simulator
        return "standard input is closed"
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)
    return ""


def _wrong(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return _USAGE


def _run(name: str, args: Sequence[str]) -> int:
    """Run a command without the collector: starting makes much and leaves nothing. Those that live long turn it on."""
    from ac_tui.commands.options import declare

    place, what = COMMANDS.get(name, SIMULATE)
    width = max(map(len, COMMANDS))
    commands = (f"  {known:{width}}  {said}" for known, (_, said) in COMMANDS.items())
    gc.disable()
    try:
        parser = _Parser(
            prog=f"ac-tui {name}".rstrip(),
            description=what,
            epilog=None if name else "\n".join(("commands:", *commands)),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        declare(parser, name or place)
        try:
            parsed = parser.parse_args(args)
        except SystemExit as end:
            return int(end.code or 0)
        if name not in ("", "registry"):  # these turn it on themselves, or leave nothing to collect
            gc.enable()
        return int(getattr(import_module(f"ac_tui.commands.{place}"), name or place)(parsed))
    finally:
        gc.enable()
