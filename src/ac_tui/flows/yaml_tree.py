"""The YAML of a flow file as a small tree of texts, each with its line."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from ac_tui.assets import AssetError, read_text
from ac_tui.flows.variables import MOST_BYTES
from ac_tui.registry.faults import Fault, FileError, printable

_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
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
        mark, problem = error.problem_mark, error.problem or "cannot be read"
        line = mark.line + 1 if mark is not None else 1
        rule = "alias" if problem == _ALIAS else "yaml"
        said = next((said for part, said in _SAID.items() if part in problem), problem)
        if mark is not None and "\t" in (text[mark.index - mark.column :].lstrip(" ")[:1], text[mark.index :][:1]):
            rule, said = "tab", "a tab where YAML wants spaces"
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        rule, said = "yaml", "a control character, which YAML does not allow"
    raise FileError([Fault(name, line, rule, said)])


@lru_cache(maxsize=256)
def unportable(text: str) -> int | None:
    """The first line that other YAML readers refuse or read otherwise: libyaml takes `{K: a?b}`, a device does not."""
    try:
        ours, theirs = (walk(_documents(text, loader)) for loader in (_Loader, yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line + 1 if error.problem_mark is not None else 1
    texts = ((one, other) for one, other in zip(ours, theirs, strict=False) if isinstance(one, Text))
    return next((one.line for one, other in texts if not isinstance(other, Text) or one.value != other.value), None)


def _documents(text: str, loader: Any) -> list[Node]:
    """The documents of a text, built from the parser's events: so nesting and aliases end where they begin."""
    events = yaml.parse(text, Loader=loader)
    return [_node(events, next(events), 0) for event in events if isinstance(event, yaml.DocumentStartEvent)]


def _node(events: Iterator[Any], event: Any, depth: int) -> Node:
    start, end = event.start_mark, event.end_mark
    if isinstance(event, yaml.ScalarEvent):
        return Text(start.line + 1, event.value, event.style not in (None, "", " "), start.index, end.index)
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


def plain_data(node: Node, twice: Callable[[int, str, str], None]) -> Any:
    """A node as texts, lists and maps, what is missing as None; `twice` is told of keys that stand there again."""
    if isinstance(node, Text):
        return None if missing(node) else node.value
    if isinstance(node, Items):
        return [plain_data(item, twice) for item in node.items]
    found: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.pairs:
        if key.value in lines:
            twice(key.line, "duplicate-key", f"'{key.value}' is given twice, first at line {lines[key.value]}")
        else:
            found[key.value], lines[key.value] = plain_data(value, twice), key.line
    return found


def line_at(node: Node, path: Iterable[str | int]) -> int:
    """The line of the key or item that a path leads to, as far as it leads."""
    line = node.line
    for part in path:
        if isinstance(node, Items) and isinstance(part, int):
            node = node.items[part]
            line = node.line
        elif isinstance(node, Pairs):
            line, node = next(((key.line, value) for key, value in node.pairs if key.value == part), (line, node))
    return line


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
    return text if text and text.isprintable() and text == text.strip() else f'"{printable(text)}"'
