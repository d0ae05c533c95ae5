"""Copies of flows for devices: what quotes mend is quoted, what only the simulator knows is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec.structs import replace

from ac_tui.flows.device import NO_SOURCE, ONLY_HERE, QUOTE, DeviceFinding, findings
from ac_tui.flows.model import Flow, FlowCommand
from ac_tui.flows.variables import SIMULATED
from ac_tui.flows.yaml_tree import Items, Node, Pairs, read_documents, unportable
from ac_tui.registry.faults import Fault, printable

MARK: Final = "# Written by `ac-tui export`: what is changed here is lost."
"""The first line of every copy: what does not begin with it is nobody's copy and is not written over."""

_ITEM: Final = re.compile(r"(\s*)- simulator:")
_HEADER: Final = re.compile(r"simulator:")


class Copy(NamedTuple):
    """A file for devices: `faults` say what cannot go, `left_out` are the lines of commands that only work here.

    `asks` are the variables that are to be given with `-e` there.
    """

    text: str
    faults: list[Fault]
    left_out: list[int]
    asks: list[str]


def device_copy(text: str, file: str) -> Copy:
    """A flow's file, which was read before, as a device takes it; raises YamlFaultError."""
    documents = read_documents(text)
    found = list(findings(documents))
    inline = set(_inline(documents, text.split("\n")))
    faults, left_out = [], []
    for one in found:
        if one.rule == ONLY_HERE and one.line not in inline:
            left_out.append(one.line)
        elif one.rule not in (QUOTE, NO_SOURCE) and one.level != "suggestion":
            faults.append(Fault(file, one.line, one.rule, printable(one.message)))
    if (line := unportable(text)) is not None:
        faults.append(Fault(file, line, "yaml-quotes", "a device does not take this text as it stands"))
    said = [one.message for one in found if one.rule == NO_SOURCE]
    asks = [name for name in SIMULATED if any(f"${{{name}}}" in message for message in said)]
    return Copy(f"{MARK}\n{_rewritten(text, found, left_out)}", faults, left_out, asks)


def _inline(documents: list[Node], lines: list[str]) -> Iterator[int]:
    """The lines of commands for the simulator that cannot be left out: in a line with others, or alone in a list."""
    for items in _lists(documents):
        named = [item for item in items.items if isinstance(item, Pairs) and item.pairs[0][0].value == "simulator"]
        for item in named:
            if len(named) == len(items.items) or not _ITEM.match(lines[item.line - 1]):
                yield item.line


def _lists(nodes: list[Node]) -> Iterator[Items]:
    for node in nodes:
        if isinstance(node, Items):
            yield node
            yield from _lists(list(node.items))
        elif isinstance(node, Pairs):
            yield from _lists([value for _, value in node.pairs])


def _rewritten(text: str, found: list[DeviceFinding], left_out: list[int]) -> str:
    quotable = {one.node.start: one.node for one in found if one.rule == QUOTE and one.node is not None}
    for start, node in sorted(quotable.items(), reverse=True):
        text = f"{text[:start]}'{node.value}'{text[node.end :]}"
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if line.startswith("---")), 0)
    header = [number for number, line in enumerate(lines[:end], 1) if _HEADER.match(line)]
    for number in sorted({*left_out, *header}, reverse=True):
        _leave_out(lines, number - 1)
    return "\n".join(lines)


def _leave_out(lines: list[str], first: int) -> None:
    """Take away a line and those below it that belong to it."""
    depth = _depth(lines[first])
    last = first + 1
    while last < len(lines) and lines[last].strip() and _depth(lines[last]) > depth:
        last += 1
    del lines[first:last]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def without_simulation(flow: Flow) -> Flow:
    """The flow without what only the simulator can do, in the files that it runs too."""
    return flow._replace(
        on_start=_without(flow.on_start), commands=_without(flow.commands), on_complete=_without(flow.on_complete)
    )


def _without(commands: tuple[FlowCommand, ...]) -> tuple[FlowCommand, ...]:
    return tuple(_inner(command) for command in commands if not command.simulator_only)


def _inner(command: FlowCommand) -> FlowCommand:
    flow = without_simulation(command.flow) if command.flow is not None else None
    return replace(command, flow=flow, commands=_without(command.commands))
