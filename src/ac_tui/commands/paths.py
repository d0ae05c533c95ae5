"""`ac-tui paths`: the shortest flow to any step or transition, with a customer whom it fits."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ac_tui.commands.test import FAILED, USAGE
from ac_tui.commands.worlds import add_world_arguments, stage_from
from ac_tui.flows.paths import Target, file_name, flow_of, parse_target, reach, similar, targets
from ac_tui.flows.stage import Stage
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
    stage = stage_from(args)
    if args.to is None:
        return _all(stage, args.seed, args.output)
    target = parse_target(args.to, stage.deck)
    if target is None:
        asked = printable(args.to)
        sys.stderr.write(f"ac-tui paths: no step and no transition '{asked}'{similar(args.to, stage.deck)}\n")
        return USAGE
    text = _flow(target, stage, args.seed)
    if text is None:
        sys.stderr.write(f"ac-tui paths: no customer of the registry reaches {target}\n")
        return FAILED
    if args.output is None:
        print(text, end="")
    else:
        args.output.write_text(text, "utf-8", newline="\n")
    return 0


def _flow(target: Target, stage: Stage, seed: int) -> str | None:
    way = reach(target, stage, seed)
    return None if way is None else flow_of(way, stage, seed)


def _all(stage: Stage, seed: int, folder: Path | None) -> int:
    missing = 0
    for target in targets(stage.deck):
        if folder is None and target.edge is not None:
            continue
        way = reach(target, stage, seed)
        if way is None:
            missing += 1
            sys.stderr.write(f"ac-tui paths: no customer of the registry reaches {target}\n")
            continue
        print(f"{len(way.events):>3} events  {way.player.customer.id:<24} {target}", flush=True)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / file_name(target)).write_text(flow_of(way, stage, seed), "utf-8", newline="\n")
    return FAILED if missing else 0
