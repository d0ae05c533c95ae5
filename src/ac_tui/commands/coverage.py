"""`ac-tui coverage`: what flows reach, and what they do not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ac_tui.commands.selection import add_selection_arguments, given_variables
from ac_tui.commands.test import FAILED, NOTHING
from ac_tui.commands.worlds import add_world_arguments, fixture_from
from ac_tui.flows.collect import load_flows, refuse_unplayable
from ac_tui.flows.coverage import CoveragePart, FlowCoverage, Reachable
from ac_tui.flows.run import Plan, play_all
from ac_tui.registry.faults import json_text, printable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which flows, and how much they must reach."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="flow files, or folders of them")
    parser.add_argument(
        "--fail-under", type=_percent, default=0.0, metavar="N", help="exit 1 if any part is below N percent"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_selection_arguments(parser)
    add_world_arguments(parser, variant=True)


def run(args: argparse.Namespace) -> int:
    """Play the flows on the model and tell what they reach; 1 for too little, or for a flow that fails."""
    flows = load_flows(args.paths, args.include_tags, args.exclude_tags)
    if not flows:
        sys.stderr.write("ac-tui coverage: no flow to play\n")
        return NOTHING
    fixture = fixture_from(args)
    given = given_variables(args)
    refuse_unplayable(flows, fixture, given)
    coverage = FlowCoverage(Reachable(fixture))
    plan = Plan(given=given, observe=coverage.observer, after=coverage.ended)
    broken = []
    for result in play_all(flows, fixture, plan):
        if result.status == "passed":
            coverage.passed(result)
        else:
            broken.append(result)
    parts = coverage.parts()
    print(_as_json(parts) if args.format == "json" else _as_text(parts))
    for result in broken:
        where = result.failure.line if result.failure else 1
        sys.stderr.write(f"{printable(result.file)}:{where}: [failed] this flow does not pass: see ac-tui test\n")
    low = [part for part in parts if part.percent < args.fail_under]
    for part in low:
        sys.stderr.write(f"{part.name}: {_floored(part.percent)} % is below {args.fail_under:g} %\n")
    return FAILED if low or broken else 0


def _percent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no percentage") from None
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError("a percentage is between 0 and 100")
    return value


def _as_text(parts: Sequence[CoveragePart]) -> str:
    """A line a part, and under it by name what was not reached."""
    lines = []
    for part in parts:
        lines.append(f"{part.name:<16} {len(part.reached):>4} of {len(part.known):<4} {_floored(part.percent):>5} %")
        lines += [f"    not reached: {name}" for name in part.missing]
    return "\n".join(lines)


def _as_json(parts: Sequence[CoveragePart]) -> str:
    """The same as JSON."""
    data = {
        part.name: {
            "known": len(part.known),
            "reached": len(part.reached),
            "percent": float(_floored(part.percent)),
            "missing": list(part.missing),
        }
        for part in parts
    }
    return json_text(data)


def _floored(percent: float) -> str:
    """A percentage with one decimal, never rounded up: 99.96 is no hundred."""
    return f"{int(percent * 10) / 10:.1f}"
