"""The command line: find the command, parse, call, exit with its code. Each command lives in `ac_tui.commands`."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

from ac_tui.assets import AssetError
from ac_tui.cache import remembered
from ac_tui.commands import USAGE
from ac_tui.journey.model import STEPS
from ac_tui.registry.faults import FileError, printable
from ac_tui.registry.model import Profile

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
    "storyboard": ("deck", "every screen in every reached state, on one page"),
    "record": ("simulate", "play by hand, get a flow"),
    "review": ("test", "walk through the differences of the last run's snapshots"),
    "deck": ("deck", "the words as a sheet, and back"),
    "serve": ("serve", "the simulator as a page, from the folder that `make site` builds"),
    "registry": ("check", "make synthetic registries; check one"),
}
SIMULATE = ("simulate", "The simulator: a customer's registration, on a phone in the terminal.")


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one plain line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {printable(message)} (see {self.prog} --help)\n")


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
    return USAGE


def _run(name: str, args: Sequence[str]) -> int:
    """Run a command without the collector: starting makes much and leaves nothing. Those that live long turn it on."""
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


def declare(parser: argparse.ArgumentParser, command: str) -> None:
    """Add the arguments of a command, or of the simulator ("simulate"), as options.toml has them."""
    file = Path(__file__).with_name("commands") / "options.toml"
    tables = remembered("options", [file], lambda: import_module("tomllib").loads(file.read_text("utf-8")), dict, dict)
    _add(parser, tables[command], tables["shared"])


def _add(parser: argparse.ArgumentParser, table: dict[str, Any], shared: Mapping[str, Any]) -> None:
    groups = table.pop("groups", {})
    for name in table.pop("shared", ()):
        (table if name != "selection" else groups)[name] = shared[name]
    if actions := table.pop("actions", {}):
        inner = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, action in actions.items():
            _add(inner.add_parser(name, help=action.pop("help"), allow_abbrev=False), action, shared)
    for title, group in ({"": table} | groups).items():
        under, either = parser.add_argument_group(title) if title else parser, group.pop("either", ())
        exclusive = under.add_mutually_exclusive_group() if either else under
        for names, given in group.items():
            settings = {"action": "store_true", "help": given} if isinstance(given, str) else dict(given)
            if "type" in settings:
                settings["type"] = _TYPES[settings["type"]]
            if isinstance(settings.get("choices"), str):
                settings["choices"] = {"steps": STEPS, "profiles": get_args(Profile)}[settings["choices"]]
            (exclusive if names in either else under).add_argument(*names.split(), **settings)


def _pair(text: str) -> tuple[str, str]:
    from ac_tui.flows.variables import SIMULATED

    match = re.fullmatch(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", text, re.DOTALL)
    if match is None:
        raise argparse.ArgumentTypeError("write KEY=VALUE, the key in letters, digits and _")
    if match[1] in SIMULATED:
        raise argparse.ArgumentTypeError(f"{match[1]} is the newest one delivered, and cannot be given")
    return match[1], match[2]


def _number(text: str, least: int, wrong: str, most: int = 999_999) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(wrong.format(text))
    return int(text)


def _percent(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (value := float(text)) <= 100:
            return value
    raise argparse.ArgumentTypeError(f"'{text}' is no percentage between 0 and 100")


def _address(text: str) -> str:
    from urllib.parse import urlsplit

    with suppress(ValueError):
        if urlsplit(text).scheme in ("", "http", "https") and text.strip() and not {*"?#"} & {*text}:
            return text
    raise argparse.ArgumentTypeError("write a web address or a relative path, with nothing behind ? or #")


def _variants(text: str) -> tuple[str, ...]:
    """The variants to show, each once; `it` is the original, as the language it is written in."""
    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise argparse.ArgumentTypeError("write the names of variants with a comma between: it,en")
    return tuple(dict.fromkeys("" if name == "it" else name for name in names))


_TYPES: Final[Mapping[str, Callable[[str], Any]]] = {  # what an argument is read as, by its name in options.toml
    "path": Path,
    "int": int,
    "words": lambda text: tuple(word.strip() for word in text.split(",") if word.strip()),
    "pair": _pair,
    "times": partial(_number, least=1, wrong="'{}' is no number of times"),
    "retries": partial(_number, least=0, wrong="'{}' is no number of times"),
    "jobs": partial(_number, least=1, wrong="'{}' is no number of flows at once"),
    "percent": _percent,
    "port": partial(_number, least=0, most=65535, wrong="write a port as a number from 0 to 65535"),
    "address": _address,
    "variants": _variants,
}
