"""The commands, each a function of a module here; what several do alike: how they end, what they read."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from ac_tui.registry.faults import printable

if TYPE_CHECKING:
    from ac_tui.flows.fixture import Fixture

FINDINGS, USAGE, NOTHING = 1, 2, 5  # exit codes: found or failed, wrong usage or input, nothing to do; 0 is clean


def say(code: int, message: str) -> int:
    """Say one line on standard error; the exit code that goes with it."""
    sys.stderr.write(f"{printable(message)}\n")
    return code


def fixture_from(args: argparse.Namespace) -> Fixture:
    """Registry, policy and deck as the arguments say; raises what reading them raises."""
    from ac_tui.flows.fixture import read_fixture

    return read_fixture(args.registry, args.screens, getattr(args, "variant", ""))


def given_variables(args: argparse.Namespace) -> dict[str, str]:
    """What flows are given: by the environment, over that by files, over that by `-e`; raises AssetError, FileError."""
    from ac_tui.flows.variables import given_by, read_env_file

    given = given_by(os.environ)
    for path in args.env_file:
        given |= read_env_file(path)
    return given | dict(args.env)
