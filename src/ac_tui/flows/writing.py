"""Writing flow files: a header, `---`, one command a line; and copies of them for devices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import yaml
from msgspec import structs

from ac_tui.deck.view import Block, View
from ac_tui.flows.model import Selector
from ac_tui.flows.selector import elements, find, matcher
from ac_tui.flows.variables import SIMULATED
from ac_tui.flows.yaml_tree import Items, Node, Pairs, read_documents, unportable, walk
from ac_tui.registry.faults import Fault

Argument = str | int | Mapping[str, str | int] | None
"""What a command is given: nothing, a text, a number, or keys and values."""
MARK: Final = "# Written by `ac-tui export`: what is changed here is lost."
"""The first line of every copy: what does not begin with it is nobody's copy and is not written over."""


class Header(NamedTuple):
    """What a flow says of itself; `env` is left out where it is empty."""

    name: str
    env: Mapping[str, str] = {}
    customer: str = ""
    seed: int = 0
    remark: str = ""


class CommandLine(NamedTuple):
    """One command to write."""

    command: str
    argument: Argument = None


class AddedCommand(NamedTuple):
    """A command that belongs between two entries of a history: after `after` of them, at `now` where that matters."""

    after: int
    line: CommandLine
    now: datetime | None = None


def write_flow(header: Header, commands: Sequence[CommandLine]) -> str:
    """The text of a flow file; texts are in quotes only where they need them, here or on a device."""
    entries = {
        "appId": "${APP_ID}",
        "name": literal(header.name),
        "env": {name: literal(value) for name, value in header.env.items()},
        "simulator": ({"customer": header.customer} if header.customer else {}) | {"seed": header.seed},
    }
    lines = [f"# {text}" for text in header.remark.split("\n") if text]
    lines += [f"{key}: {_yaml(value)}" for key, value in entries.items() if value or key == "name"]
    lines.append("---")
    for command, argument in commands:
        lines.append(f"- {command}" if argument is None else f"- {command}: {_yaml(argument)}")
    return "\n".join([*lines, ""])


def literal(text: str) -> str:
    """A text as it stands in a flow, where `${` begins a variable."""
    return text.replace("${", "\\${")


class _Dumper(yaml.SafeDumper):
    """Writes what is not printable in double quotes, in one line, and `1e3` in quotes: a device reads a number."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, None if text.isprintable() else '"'),
)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?\.?[0-9][0-9_]*[eE][-+]?[0-9]+$"), None)


def _yaml(value: object) -> str:
    written = yaml.dump(
        value, Dumper=_Dumper, default_flow_style=True, allow_unicode=True, width=1_000_000, sort_keys=False
    )
    return str(written).removesuffix("\n").removesuffix("\n...")


class Copy(NamedTuple):
    """A file for devices: what cannot go, the lines of commands left out, the variables to be given with `-e`."""

    text: str
    faults: list[Fault]
    left_out: list[int]
    asks: list[str]


def device_copy(text: str, file: str) -> Copy:
    """A flow's file, which was read before, as a device takes it; raises FileError."""
    from ac_tui.flows.device import NO_SOURCE, ONLY_HERE, findings

    documents = read_documents(text, file)
    inline = set(_inline(documents, text.split("\n")))
    faults, left_out, said, quotable = [], [], "", []
    for fault, node in findings(documents):
        if node is not None:
            quotable.append(node)
        elif fault.rule == ONLY_HERE and fault.line not in inline:
            left_out.append(fault.line)
        elif fault.rule == NO_SOURCE:
            said += fault.message
        elif fault.level != "suggestion":
            faults.append(structs.replace(fault, file=file))
    if (line := unportable(text)) is not None:
        faults.append(Fault(file, line, "yaml-quotes", "a device does not take this text as it stands"))
    asks = [name for name in SIMULATED if f"${{{name}}}" in said]
    for _, value, _, start, end in sorted(set(quotable), key=lambda node: node.start, reverse=True):
        text = f"{text[:start]}'{value}'{text[end:]}"
    return Copy(f"{MARK}\n{_without_lines(text, left_out)}", faults, left_out, asks)


def _inline(documents: Sequence[Node], lines: Sequence[str]) -> Iterator[int]:
    """The lines of commands for the simulator that cannot be left out: in a line with others, or alone in a list."""
    for items in (node for node in walk(documents) if isinstance(node, Items)):
        named = [item for item in items.items if isinstance(item, Pairs) and item.pairs[0][0].value == "simulator"]
        for item in named:
            if len(named) == len(items.items) or not re.match(r"\s*- simulator:", lines[item.line - 1]):
                yield item.line


def _without_lines(text: str, left_out: Sequence[int]) -> str:
    """The text without these lines, the header's `simulator`, and those below each that belong to it."""
    lines = text.split("\n")
    depths = [len(line) - len(line.lstrip()) for line in lines]
    end = next((number for number, line in enumerate(lines) if line.startswith("---")), 0)
    header = [number for number, line in enumerate(lines[:end], 1) if line.startswith("simulator:")]
    for first in sorted({*left_out, *header}, reverse=True):
        last = first
        while last < len(lines) and lines[last].strip() and depths[last] > depths[first - 1]:
            last += 1
        del lines[first - 1 : last]
    return "\n".join(lines)


def recognised_by(view: View) -> str:
    """The text that tells a screen best: its notice, an error, its heading or the first thing it says."""
    notice = view.notice
    if notice is not None:
        return literal(notice.title or notice.text)
    error = next((block.error for block in view.blocks if block.error), "")
    return literal(error or view.heading or next((text for _, text in view.texts()), view.wordmark))


def selector_for(view: View, block: Block, option: str = "") -> Argument:
    """The plainest selector that means this block, or this option of it, on this screen."""
    everything = [*elements(view)]
    mine = (e for e in everything if e.block == block.id and e.option == option and (e.kind == block.kind or option))
    if (target := next(mine, None)) is None:
        return {"id": block.id}
    name = target.name
    texts = target.texts if option else filter(None, (block.text, block.placeholder))
    ways: list[tuple[Selector[str], Argument]] = [(Selector(text), literal(text)) for text in texts]
    for want, argument in (*ways, (Selector(id=name), {"id": name})):
        if find(view, want, "") == target:
            return argument
    return {"id": name, "index": [e for e in everything if matcher(name)[e.name]].index(target)}
