"""What several commands share: options, what they say of themselves, how they end."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ac_tui.registry.faults import printable

if TYPE_CHECKING:
    from ac_tui.flows.fixture import Fixture

FINDINGS, USAGE, NOTHING = 1, 2, 5
"""Exit codes: something was found or failed, wrong usage or input, nothing to do; 0 is done and clean."""
_OPTIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "registry": {"type": Path, "metavar": "FILE", "help": "the customers, .toml or .jsonl"},
    "screens": {"type": Path, "metavar": "DIR", "help": "the folder of the screens"},
    "variant": {"default": "", "metavar": "NAME", "help": "a variant of the screens"},
    "seed": {"type": int, "default": 0, "metavar": "N", "help": "what the codes follow from (0)"},
    "format": {"choices": ("text", "json"), "default": "text"},
    "plain": {"action": "store_true", "help": "prompts instead of a picture: screen readers, pipes"},
}
_PAIR: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.DOTALL)


def say(code: int, message: str) -> int:
    """Say one line on standard error; the exit code that goes with it."""
    sys.stderr.write(f"{printable(message)}\n")
    return code


def add_options(parser: argparse.ArgumentParser, *names: str) -> None:
    """Options that mean the same wherever they are: `registry`, `screens`, `variant`, `seed`, `format`, `plain`."""
    for name in names:
        parser.add_argument(f"--{name}", **_OPTIONS[name])


def fixture_from(args: argparse.Namespace) -> Fixture:
    """Registry, policy and deck as the arguments say; raises what reading them raises."""
    from ac_tui.flows.fixture import read_fixture

    return read_fixture(args.registry, args.screens, getattr(args, "variant", ""))


def add_flows(parser: argparse.ArgumentParser) -> None:
    """Flow files, which of them by their tags, and variables for them."""

    def words(text: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in text.split(",") if word.strip())

    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="flow files, or folders of them")
    group = parser.add_argument_group("selection")
    group.add_argument("--include-tags", type=words, default=(), metavar="A,B", help="only flows with one of these")
    group.add_argument("--exclude-tags", type=words, default=(), metavar="A,B", help="no flow with one of these")
    group.add_argument(
        "-e", "--env", action="append", type=_pair, default=[], metavar="KEY=VALUE", help="a variable for the flows"
    )
    group.add_argument(
        "--env-file", action="append", type=Path, default=[], metavar="FILE", help="a file of KEY=VALUE lines"
    )


def given_variables(args: argparse.Namespace) -> dict[str, str]:
    """What flows are given: by the environment, over that by files, over that by `-e`; raises AssetError, FileError."""
    from ac_tui.flows.variables import given_by

    given = given_by(os.environ)
    for path in args.env_file:
        from ac_tui.flows.variables import read_env_file

        given |= read_env_file(path)
    return given | dict(args.env)


def _pair(text: str) -> tuple[str, str]:
    from ac_tui.flows.variables import SIMULATED

    match = _PAIR.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError("write KEY=VALUE, the key in letters, digits and _")
    if match[1] in SIMULATED:
        raise argparse.ArgumentTypeError(f"{match[1]} is the newest one delivered, and cannot be given")
    return match[1], match[2]
