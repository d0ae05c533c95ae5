"""`ac-tui paths`: a short flow to any step or transition, with a customer whom it fits."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ac_tui.commands.test import FAILED, USAGE
from ac_tui.commands.worlds import add_world_arguments, fixture_from
from ac_tui.deck.replace import write_text
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.goals import Goal, file_name, goals, parse_goal, similar
from ac_tui.flows.paths import flow_of, reach
from ac_tui.registry.faults import printable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "--to", metavar="TARGET", help="a step, or a transition in quotes, as coverage names it (all steps in short)"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="PLACE", help="a file; without --to a folder for all of them"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="what the codes follow from (0)")
    add_world_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the flow, or a line for every step; 1 for what no customer of the registry reaches."""
    fixture = fixture_from(args)
    if args.to is None:
        return _all(fixture, args.seed, args.output)
    goal = parse_goal(args.to, fixture.deck)
    if goal is None:
        asked = printable(args.to)
        sys.stderr.write(f"ac-tui paths: no step and no transition '{asked}'{similar(args.to, fixture.deck)}\n")
        return USAGE
    text = _flow(goal, fixture, args.seed)
    if text is None:
        sys.stderr.write(f"ac-tui paths: no customer of the registry reaches {goal}\n")
        return FAILED
    if args.output is None:
        print(text, end="")
    else:
        write_text(args.output, text)
    return 0


def _flow(goal: Goal, fixture: Fixture, seed: int) -> str | None:
    path = reach(goal, fixture, seed)
    return None if path is None else flow_of(path, fixture, seed)


def _all(fixture: Fixture, seed: int, folder: Path | None) -> int:
    missing = 0
    for goal in goals(fixture.deck):
        if folder is None and goal.edge is not None:
            continue
        path = reach(goal, fixture, seed)
        if path is None:
            missing += 1
            sys.stderr.write(f"ac-tui paths: no customer of the registry reaches {goal}\n")
            continue
        print(f"{len(path.moves):>3} events  {path.customer.id:<24} {goal}", flush=True)
        if folder is not None:
            write_text(folder / file_name(goal), flow_of(path, fixture, seed))
    return FAILED if missing else 0
