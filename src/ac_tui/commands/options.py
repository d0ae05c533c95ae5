"""What every command may be given, apart from the commands: asking for help waits for none of them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, get_args

from ac_tui.cache import remembered
from ac_tui.journey.model import STEPS
from ac_tui.registry.model import Profile

_FILE: Final = Path(__file__).with_suffix(".toml")
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"steps": STEPS, "profiles": get_args(Profile)}


def declare(parser: argparse.ArgumentParser, command: str) -> None:
    """Add the arguments of a command, or of the simulator ("simulate"), as options.toml has them."""
    tables = remembered("options", [_FILE], _read, lambda read: read, lambda kept: kept)
    _add(parser, tables[command], tables["shared"])


def _read() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(_FILE.read_text("utf-8"))


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
                settings["choices"] = _CHOICES[settings["choices"]]
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


_TYPES: Final[Mapping[str, Callable[[str], Any]]] = {
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
"""What an argument is read as, by the name that options.toml calls it."""
