"""What commands that play flows share: which flows, and which variables they are given."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import Final

from ac_tui.flows.variables import SIMULATED, given_by

_PAIR: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.DOTALL)


def add_selection_arguments(parser: argparse.ArgumentParser) -> None:
    """Tags and variables."""
    group = parser.add_argument_group("selection")
    group.add_argument("--include-tags", type=_words, default=(), metavar="A,B", help="only flows with one of these")
    group.add_argument("--exclude-tags", type=_words, default=(), metavar="A,B", help="no flow with one of these")
    group.add_argument(
        "-e", "--env", action="append", type=_pair, default=[], metavar="KEY=VALUE", help="a variable for the flows"
    )
    group.add_argument(
        "--env-file", action="append", type=Path, default=[], metavar="FILE", help="a file of KEY=VALUE lines"
    )


def given_variables(args: argparse.Namespace) -> dict[str, str]:
    """What flows are given: by the environment, over that by files, over that by `-e`; raises AssetError, FileError."""
    given = given_by(os.environ)
    for path in args.env_file:
        from ac_tui.flows.env_file import read_env_file

        given |= read_env_file(path)
    return given | dict(args.env)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _pair(text: str) -> tuple[str, str]:
    match = _PAIR.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError("write KEY=VALUE, the key in letters, digits and _")
    if match[1] in SIMULATED:
        raise argparse.ArgumentTypeError(f"{match[1]} is the newest one delivered, and cannot be given")
    return match[1], match[2]
