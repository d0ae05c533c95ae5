"""The flow as the transition table has it: its `graph`, `paths` to any part of it, `coverage` of it by flows."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ac_tui.assets import write_text
from ac_tui.commands import FINDINGS, NOTHING, USAGE, fixture_from, given_variables, say
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, TABLE, edges
from ac_tui.registry.faults import json_text


def graph(args: argparse.Namespace) -> int:
    """Print all steps and the arrows between them; 0."""
    print({"mermaid": as_mermaid, "dot": as_dot, "json": as_json}[args.format]())
    return 0


def as_json() -> str:
    """Steps and transitions; a transition that any step can make is there once for each step that can."""
    closed = {row.to for row in TABLE if row.event == "close_app"}  # where a closed app stands
    transitions = [
        {"from": step, "event": edge.event, "guard": edge.guard, "to": edge.to}
        for edge in edges()
        for step in ((edge.source,) if edge.source != ANY else STEPS)
        if edge.source != ANY or edge.event != "open_app" or step in closed
    ]
    return json_text({"steps": list(STEPS), "transitions": transitions})


def as_mermaid() -> str:
    """A Mermaid state diagram; what any step can do starts from one state of its own."""
    lines = ["stateDiagram-v2", "    direction TB", '    state "any step" as any_step', "    [*] --> welcome"]
    lines += [f"    {source} --> {to}: {said}" for source, to, said in _arrows()]
    return "\n".join(lines)


def as_dot() -> str:
    """A Graphviz digraph; arrows between the same two steps are one, with a line for each."""
    lines = [
        "digraph flow {",
        "    rankdir = TB;",
        '    node [shape = box, style = rounded, fontname = "sans-serif"];',
        '    edge [fontname = "sans-serif", fontsize = 10];',
        '    any_step [label = "any step", style = "rounded,dashed"];',
    ]
    lines += [f"    {step};" for step in STEPS]
    labels: dict[tuple[str, str], list[str]] = {}
    for source, to, said in _arrows():
        labels.setdefault((source, to), []).append(said)
    for (source, to), several in labels.items():
        label = "\\n".join(dict.fromkeys(several))
        lines.append(f'    {source} -> {to} [label = "{label}"];')
    return "\n".join([*lines, "}"])


def _arrows() -> Iterator[tuple[str, str, str]]:
    """From where each leads to where, and its event, with the guard by the name that JSON and coverage give it."""
    for edge in edges():
        said = f"{edge.event} [{edge.guard}]" if edge.guard else edge.event
        yield "any_step" if edge.source == ANY else edge.source, edge.to, said


def paths(args: argparse.Namespace) -> int:
    """Print the flow, or a line for every step; 1 for what no customer of the registry reaches."""
    from ac_tui.flows.paths import file_name, flow_of, goals, parse_goal, reach, similar

    fixture, place = fixture_from(args), args.output
    one = parse_goal(args.to, fixture.deck) if args.to is not None else None
    if args.to is not None and one is None:
        return say(USAGE, f"ac-tui paths: no step and no transition '{args.to}'{similar(args.to, fixture.deck)}")
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
    from ac_tui.flows.coverage import FlowCoverage
    from ac_tui.flows.load import load_flows, refuse_unplayable
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
