"""The diagram says what the table says, in three languages, and the same bytes every time."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from ac_tui.commands.transitions import as_dot, as_json, as_mermaid
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, edges


def test_json_has_every_arrow_between_real_steps() -> None:
    data = json.loads(as_json())
    assert data["steps"] == list(STEPS)
    assert list(data["transitions"][0]) == ["from", "event", "guard", "to"]
    assert {one[end] for one in data["transitions"] for end in ("from", "to")} <= set(STEPS)
    found = {(one["from"], one["event"], one["guard"], one["to"]) for one in data["transitions"]}
    assert all((e.source, e.event, e.guard, e.to) in found for e in edges() if e.source != ANY)
    assert {one[0] for one in found if one[1] == "close_app"} == set(STEPS)
    assert {one[0] for one in found if one[1] == "open_app"} == {"welcome"}  # where a closed app stands


def test_mermaid_has_a_line_for_each_arrow() -> None:
    lines = as_mermaid().splitlines()
    assert lines[0] == "stateDiagram-v2"
    arrows = [line for line in lines if " --> " in line]
    assert len(arrows) == len(list(edges())) + 1
    assert all(re.fullmatch(r"    (\[\*\]|\w+) --> \w+(: \w+( \[\w+\])?)?", line) for line in arrows)
    assert "    welcome --> profile: register" in lines
    assert "    contact --> confirm_contact: submit_contact [recognised]" in lines
    assert "    any_step --> login: open_link [link_valid]" in lines


def test_guards_have_the_same_names_in_every_format() -> None:
    """As `Edge` writes them, which is what coverage says."""
    arrows = {str(edge) for edge in edges()}
    written = re.findall(r"^    (\w+) --> (\w+): (.+)$", as_mermaid(), re.MULTILINE)
    drawn = [
        (source, to, label)
        for source, to, labels in re.findall(r'^    (\w+) -> (\w+) \[label = "(.+)"\];$', as_dot(), re.MULTILINE)
        for label in labels.split("\\n")
    ]
    for found in (written, drawn):
        said = [f"{source.replace('any_step', ANY)} --{label}--> {to}" for source, to, label in found]
        assert len(said) == len(set(said))
        assert set(said) == arrows
    spelled = {
        f"{t['event']} [{t['guard']}]" if t["guard"] else t["event"] for t in json.loads(as_json())["transitions"]
    }
    assert {label for _, _, label in written} == spelled


def test_dot_names_every_step() -> None:
    dot = as_dot()
    assert dot.startswith("digraph flow {")
    assert dot.endswith("}")
    assert all(f"    {step};" in dot for step in STEPS)
    assert '    identity -> tax_code [label = "submit_identity [second_look]"];' in dot


@pytest.mark.parametrize("kind", ["mermaid", "dot", "json"])
def test_the_same_bytes_every_time(kind: str) -> None:
    made = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "ac_tui", "graph", "--format", kind]
        done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed})
        made.add(done.stdout)
    assert len(made) == 1
