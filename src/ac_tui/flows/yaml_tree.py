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
_DEEPEST: Final = 40


class _NotOfTheDialectError(Exception):
    """YAML beyond the dialect: its line, the rule, what is wrong."""


class Text(NamedTuple):
    """A scalar; `quoted` says that it stood in quotes or in a block, so that an empty one is meant.

    It was read from the characters `start` to `end` of the file.
    """

    line: int
    value: str
    quoted: bool = False
    start: int = 0
    end: int = 0

    @property
    def missing(self) -> bool:
        """Whether nothing was written at all."""
        return not self.value and not self.quoted


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

    def refused(line: int, rule: str, message: str) -> FileError:
        return FileError([Fault(name, line, rule, message)])

    tab = _LEADING_TAB.search(text)
    tab_line = _line_of(text, tab.start()) if tab is not None else 0
    tabbed = refused(tab_line, "tab", "a tab in the indentation; YAML wants spaces")
    try:
        documents = _documents(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if 0 < tab_line <= line:
            raise tabbed from None
        if mark is not None and text[mark.index : mark.index + 1] == "\t":
            raise refused(line, "tab", "a tab where YAML wants spaces") from None
        raise refused(line, "yaml", _readable(error)) from None
    except yaml.YAMLError as error:
        line = _line_of(text, getattr(error, "position", 0))
        raise refused(line, "yaml", "a control character, which YAML does not allow") from None
    except _NotOfTheDialectError as error:
        raise refused(*error.args) from None
    texts = (node for node in _texts(documents) if node.quoted)
    if tab_line and not any(node.line < tab_line <= node.line + node.value.count("\n") + 1 for node in texts):
        raise tabbed  # not one inside a text of several lines, where it is just a character
    return documents


def unportable(text: str) -> int | None:
    """The line of text that was read where other YAML readers stop or read something else; None where all agree.

    libyaml takes `{K: a?b}`; PyYAML's own reader does not, nor does a device's (SnakeYAML).
    """
    try:
        ours, theirs = (list(_texts(_documents(text, loader))) for loader in (_Loader, yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line + 1 if mark else 1
    return next((one.line for one, other in zip(ours, theirs, strict=False) if one.value != other.value), None)


def _documents(text: str, loader: Any) -> list[Node]:
    """The documents of a text, built from the parser's events: so nesting and aliases end where they begin."""
    events = yaml.parse(text, Loader=loader)
    return [_node(events, next(events), 0) for event in events if isinstance(event, yaml.DocumentStartEvent)]


def _node(events: Iterator[Any], event: Any, depth: int) -> Node:
    """The value that begins with an event."""
    start, end = event.start_mark, event.end_mark
    line = start.line + 1
    if isinstance(event, yaml.AliasEvent):
        words = "anchors and aliases (& and *) are not part of the dialect; use runFlow"
        raise _NotOfTheDialectError(line, "alias", words)
    if isinstance(event, yaml.ScalarEvent):
        quoted = event.style not in (None, "", " ")
        return Text(line, event.value, quoted, start.index, end.index)
    if depth >= _DEEPEST:
        raise _NotOfTheDialectError(line, "yaml", "values are nested too deeply")
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(line, tuple(_node(events, first, depth + 1) for first in _until(events, yaml.SequenceEndEvent)))
    pairs = []
    for first in _until(events, yaml.MappingEndEvent):
        name = _node(events, first, depth + 1)
        if not isinstance(name, Text):
            raise _NotOfTheDialectError(name.line, "yaml", "a key must be a plain word")
        pairs.append((name, _node(events, next(events), depth + 1)))
    return Pairs(line, tuple(pairs))


def _until(events: Iterator[Any], end: type[yaml.Event]) -> Iterator[Any]:
    """The events that begin a value, up to the one that ends them all."""
    return iter(lambda: None if isinstance(event := next(events), end) else event, None)


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes and the values inside them, in the order of the file."""
    for node in nodes:
        yield node
        if isinstance(node, Items):
            yield from walk(node.items)
        elif isinstance(node, Pairs):
            yield from walk(value for _, value in node.pairs)


def _texts(nodes: Iterable[Node]) -> Iterator[Text]:
    return (node for node in walk(nodes) if isinstance(node, Text))


def _readable(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "cannot be read"
    if "found character" in problem and "token" in problem:
        problem = "a character that no value can start with; put the text in quotes"
    elif "mapping values are not allowed" in problem:
        problem = "a ': ' inside a text; put the text in quotes"
    context = f" ({error.context})" if error.context and error.context not in problem else ""
    return f"{problem}{context}"


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
