"""The flow as a diagram, read off the transition table: the same table always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, TABLE, edges
from ac_tui.registry.faults import json_text


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
