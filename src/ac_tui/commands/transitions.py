"""The flow as the transition table has it: its `graph`, `paths` to any part of it, `coverage` of it by flows."""

from __future__ import annotations

import argparse

from ac_tui.assets import write_text
from ac_tui.commands import FINDINGS, NOTHING, USAGE, fixture_from, given_variables, say
from ac_tui.registry.faults import json_text


def graph(args: argparse.Namespace) -> int:
    """Print all steps and the arrows between them; 0."""
    from ac_tui.reports.graph import as_dot, as_json, as_mermaid

    print({"mermaid": as_mermaid, "dot": as_dot, "json": as_json}[args.format]())
    return 0


def paths(args: argparse.Namespace) -> int:
    """Print the flow, or a line for every step; 1 for what no customer of the registry reaches."""
    from ac_tui.flows.goals import file_name, goals, parse_goal, similar
    from ac_tui.flows.paths import flow_of, reach

    fixture, place = fixture_from(args), args.output
    one = parse_goal(args.to, fixture.deck) if args.to is not None else None
    if args.to is not None and one is None:
        said = f"no step and no transition '{args.to}'{similar(args.to, fixture.deck)}"
        return say(USAGE, f"ac-tui paths: {said}")
    code = 0
    for goal in [one] if one else [goal for goal in goals(fixture.deck) if place or goal.edge is None]:
        path = reach(goal, fixture, args.seed)
        if path is None:
            code = say(FINDINGS, f"ac-tui paths: no customer of the registry reaches {goal}")
            continue
        if one is None:
            print(f"{len(path.moves):>3} events  {path.customer.id:<24} {goal}", flush=True)
        elif place is None:
            print(flow_of(path, fixture, args.seed), end="")
        if place is not None:
            write_text(place if one else place / file_name(goal), flow_of(path, fixture, args.seed))
    return code


def coverage(args: argparse.Namespace) -> int:
    """Play the flows on the model and tell what they reach; 1 for too little, or for a flow that fails."""
    from ac_tui.flows.collect import load_flows, refuse_unplayable
    from ac_tui.flows.coverage import FlowCoverage
    from ac_tui.flows.run import Plan, play_all

    flows = load_flows(args.paths, args.include_tags, args.exclude_tags)
    if not flows:
        return say(NOTHING, "ac-tui coverage: no flow to play")
    fixture, given = fixture_from(args), given_variables(args)
    refuse_unplayable(flows, fixture, given)
    played = FlowCoverage(fixture)
    plan = Plan(given=given, keep=True, after=played.count)
    broken = [result for result in play_all(flows, fixture, plan) if result.status != "passed"]
    parts = played.parts()
    text = args.format == "text"
    told: dict[str, object] = {}
    for part in parts:
        known, reached, percent = len(part.known), len(part.reached), _floored(part.percent)
        told[part.name] = {"known": known, "reached": reached, "percent": float(percent), "missing": [*part.missing]}
        if text:
            print(f"{part.name:<16} {reached:>4} of {known:<4} {percent:>5} %")
            print(end="".join(f"    not reached: {name}\n" for name in part.missing))
    if not text:
        print(json_text(told))
    code = 0
    for result in broken:
        where = f"{result.file}:{result.failure.line if result.failure else 1}"
        code = say(FINDINGS, f"{where}: [failed] this flow does not pass: see ac-tui test")
    for part in parts:
        if part.percent < args.fail_under:
            code = say(FINDINGS, f"{part.name}: {_floored(part.percent)} % is below {args.fail_under:g} %")
    return code


def _floored(percent: float) -> str:
    """A percentage with one decimal, never rounded up: 99.96 is no hundred."""
    return f"{int(percent * 10) / 10:.1f}"
