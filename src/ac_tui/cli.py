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
from typing import NoReturn, Protocol

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module, what it does)
    "test": ("test", "play flows"),
    "check": ("check", "every fault of screens, fixtures and flows, with file and line"),
    "export": ("export", "copies of flows that a device takes"),
    "find": ("find", "which screen says this?"),
    "why": ("why", "what the registry would answer for these data, and what to do about it"),
    "graph": ("graph", "the flow, from the transition table"),
    "paths": ("paths", "a short flow to a step or transition, with a fitting customer"),
    "coverage": ("coverage", "what flows reach, and what they do not"),
    "storyboard": ("storyboard", "every screen in every reached state, on one page"),
    "record": ("record", "play by hand, get a flow"),
    "review": ("review", "walk through the differences of the last run's snapshots"),
    "deck": ("deck", "the words as a sheet, and back"),
    "serve": ("serve", "the simulator as a page, from the folder that `make site` builds"),
    "registry": ("registry", "make synthetic registries; check one"),
}
SIMULATE = "simulate"
TALKING = ("", "record", "review")
"""Commands that somebody answers; "" is the simulator."""
_MAKE_AND_LEAVE = ("", "registry")
"""Commands that leave nothing to collect, or turn the collector on themselves."""

USAGE = 2
INTERRUPTED = 130


class CommandModule(Protocol):
    """What a module of `ac_tui.commands` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit code."""
        ...


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one plain line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {_printable(message)} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run `ac-tui` with these arguments (those of the process if None); the exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    name = args[0] if args and args[0] in COMMANDS else ""
    if not name and args and not args[0].startswith("-"):
        sys.stderr.write(f"ac-tui: no command '{_printable(args[0])}'{_suggestion(args[0])} (see ac-tui --help)\n")
        return USAGE
    if problem := _streams(name):
        sys.stderr.write(f"ac-tui: {problem}\n")
        return USAGE
    try:
        code = _run(name, args[1:] if name else args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        if error.strerror is None:
            raise
        sys.stderr.write(f"{_place(name, error)}: {error.strerror}\n")
        _drop_output()
        return USAGE
    except Exception as error:
        if not _is_input_fault(error):
            raise
        sys.stderr.write(f"{error}\n")
        return USAGE


def _streams(name: str) -> str:
    """Make the streams take whatever they are given; why the command cannot do without one that is closed, or ""."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the program
    if sys.stdout is None:
        return "standard output is closed"
    if sys.stdin is None and name in TALKING:
        return "standard input is closed"
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)
    return ""


def _drop_output() -> None:
    """Send what is left in standard output nowhere, so that ending the program does not stumble over it again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _place(name: str, error: OSError) -> str:
    """What an error of the system is about: the file, else the command whose output it was."""
    if error.filename is not None:
        return _printable(str(error.filename))
    return f"ac-tui {name}".rstrip()


def _run(name: str, args: Sequence[str]) -> int:
    """Run a command without the collector: starting makes much and leaves nothing. Those that live long turn it on."""
    gc.disable()
    try:
        return _parse_and_run(name, args)
    finally:
        gc.enable()


def _parse_and_run(name: str, args: Sequence[str]) -> int:
    module: CommandModule = import_module(f"ac_tui.commands.{COMMANDS[name][0] if name else SIMULATE}")
    parser = _Parser(
        prog=f"ac-tui {name}".rstrip(),
        description=COMMANDS[name][1]
        if name
        else "The simulator: a customer's registration, on a phone in the terminal.",
        epilog=None if name else _command_list(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    try:
        parsed = parser.parse_args(args)
    except SystemExit as end:
        return int(end.code or 0)
    if name not in _MAKE_AND_LEAVE:
        gc.enable()
    return module.run(parsed)


def _is_input_fault(error: Exception) -> bool:
    """Whether it is a fault of a file or setting that was handed in, not of the program."""
    from ac_tui.assets import AssetError
    from ac_tui.registry.faults import FileError

    return isinstance(error, FileError | AssetError)


def _command_list() -> str:
    width = max(map(len, COMMANDS))
    return "commands:\n" + "\n".join(f"  {name:{width}}  {what}" for name, (_, what) in COMMANDS.items())


def _suggestion(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, COMMANDS, 1)
    return f"; did you mean '{close[0]}'?" if close else ""


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
