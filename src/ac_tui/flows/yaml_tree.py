"""The YAML of a flow file as a small tree in which every scalar stays text and everything has its line."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from ac_tui.assets import AssetError, read_text
from ac_tui.flows.variables import MOST_BYTES
from ac_tui.registry.faults import Fault, FileError

_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LEADING_TAB: Final = re.compile(r"^ *+\t[ \t]*+\S", re.MULTILINE)
_ALIAS: Final = "anchors and aliases (& and *) are not part of the dialect; use runFlow"
_SAID: Final = {
    "found character": "a character that no value can start with; put the text in quotes",
    "mapping values are not allowed": "a ': ' inside a text; put the text in quotes",
    "found unexpected end of stream": "a text in quotes goes on to here: nothing closes it",
    "found unexpected document indicator": "a text in quotes goes on to here: nothing closes it",
}
"""What is said of a fault of syntax, by the parser's own words."""


class Text(NamedTuple):
    """A scalar, read from these characters of the file; in quotes or in a block (`quoted`) an empty one is meant."""

    line: int
    value: str
    quoted: bool = False
    start: int = 0
    end: int = 0


class Items(NamedTuple):
    """A list."""

    line: int
    items: tuple[Node, ...]


class Pairs(NamedTuple):
    """A map, in the order written; a repeated key is there twice."""

    line: int
    pairs: tuple[tuple[Text, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)


Node = Text | Items | Pairs


def missing(node: Node) -> bool:
    """Whether nothing was written at all."""
    return isinstance(node, Text) and not node.value and not node.quoted


def read_file(path: Path, name: str) -> tuple[str, list[Node]]:
    """The text of a YAML file and its documents; raises FileError, in which the file is called `name`."""
    try:
        text = read_text(path, MOST_BYTES)
        return text, read_documents(text, name)
    except AssetError as error:
        rule = "unreadable" if os.path.lexists(path) else "missing-file"
        raise FileError([Fault(name, error.line or 1, rule, error.reason)]) from None


def read_documents(text: str, name: str) -> list[Node]:
    """The documents of a YAML text; raises FileError at the first thing that cannot be read."""
    try:
        return _documents(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark, line, problem = error.problem_mark, _line_of(error), error.problem or "cannot be read"
        said = next((said for part, said in _SAID.items() if part in problem), problem)
        rule, tab = "alias" if said == _ALIAS else "yaml", _LEADING_TAB.search(text)
        if tab is not None and (before := text.count("\n", 0, tab.start()) + 1) <= line:
            line, rule, said = before, "tab", "a tab in the indentation; YAML wants spaces"
        elif mark is not None and text[mark.index : mark.index + 1] == "\t":
            rule, said = "tab", "a tab where YAML wants spaces"
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        rule, said = "yaml", "a control character, which YAML does not allow"
    raise FileError([Fault(name, line, rule, said)])


def _line_of(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def unportable(text: str) -> int | None:
    """The first line that other YAML readers refuse or read otherwise: libyaml takes `{K: a?b}`, a device does not."""
    try:
        ours, theirs = (walk(_documents(text, loader)) for loader in (_Loader, yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        return _line_of(error)
    texts = ((one, other) for one, other in zip(ours, theirs, strict=False) if isinstance(one, Text))
    return next((one.line for one, other in texts if not isinstance(other, Text) or one.value != other.value), None)


def _documents(text: str, loader: Any) -> list[Node]:
    """The documents of a text, built from the parser's events: so nesting and aliases end where they begin."""
    events = yaml.parse(text, Loader=loader)
    return [_node(events, next(events), 0) for event in events if isinstance(event, yaml.DocumentStartEvent)]


def _node(events: Iterator[Any], event: Any, depth: int) -> Node:
    start, end = event.start_mark, event.end_mark
    if isinstance(event, yaml.ScalarEvent):
        quoted = event.style not in (None, "", " ")
        return Text(start.line + 1, event.value, quoted, start.index, end.index)
    if isinstance(event, yaml.AliasEvent):
        raise yaml.MarkedYAMLError(problem=_ALIAS, problem_mark=start)
    if depth >= 40:
        raise yaml.MarkedYAMLError(problem="values are nested too deeply", problem_mark=start)
    inside = []
    while not isinstance(first := next(events), yaml.SequenceEndEvent | yaml.MappingEndEvent):
        inside.append(_node(events, first, depth + 1))
        if isinstance(event, yaml.MappingStartEvent) and len(inside) % 2 and not isinstance(inside[-1], Text):
            raise yaml.MarkedYAMLError(problem="a key must be a plain word", problem_mark=first.start_mark)
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(start.line + 1, tuple(inside))
    return Pairs(start.line + 1, tuple(zip(inside[::2], inside[1::2], strict=True)))  # type: ignore[arg-type]


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes and the values inside them, in the order of the file."""
    for node in nodes:
        yield node
        if isinstance(node, Items):
            yield from walk(node.items)
        elif isinstance(node, Pairs):
            yield from walk(value for _, value in node.pairs)


def one_line(node: Node, left_out: Collection[str] = ()) -> str:
    """The node in one line, as flow-style YAML, without the keys of its own map that are `left_out`."""
    if isinstance(node, Items):
        return "[" + ", ".join(map(one_line, node.items)) + "]"
    if isinstance(node, Pairs):
        return "{" + ", ".join(f"{n.value}: {one_line(v)}" for n, v in node.pairs if n.value not in left_out) + "}"
    text = node.value
    if text and text.isprintable() and text == text.strip():
        return text
    return '"' + "".join(c if c.isprintable() and c != '"' else ascii(c)[1:-1] for c in text) + '"'


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A clause that names the nearest of the known words, or ""."""
    import difflib

    folded = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean '{folded[close[0]]}'?" if close else ""
