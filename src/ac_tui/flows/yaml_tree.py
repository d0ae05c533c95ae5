"""The YAML of a flow file as a small tree in which every scalar stays text and everything has its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LEADING_TAB: Final = re.compile(r"^[ \t]*\t[ \t]*\S", re.MULTILINE)
_DEEPEST: Final = 40
_OPENING: Final = re.compile(r"[\[{]")


class YamlFaultError(ValueError):
    """Text that is no YAML, or YAML beyond the dialect."""

    def __init__(self, line: int, rule: str, message: str) -> None:
        super().__init__(message)
        self.line, self.rule, self.message = line, rule, message


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar; `quoted` says that it stood in quotes or in a block, so that an empty one is meant.

    It was read from the characters `start` to `end` of the file.
    """

    line: int
    value: str
    quoted: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def missing(self) -> bool:
        """Whether nothing was written at all."""
        return not self.value and not self.quoted


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A map, in the order written; a repeated key is there twice."""

    line: int
    pairs: tuple[tuple[Text, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)


Node = Text | Items | Pairs


def read_documents(text: str) -> list[Node]:
    """The documents of a YAML text; raises YamlFaultError at the first thing that cannot be read."""
    tab = _LEADING_TAB.search(text)
    try:
        documents = [_tree(node, set(), 0) for node in _compose(text)]
    except _AliasError:
        message = "anchors and aliases (& and *) are not part of the dialect; use runFlow"
        raise YamlFaultError(_alias_line(text), "alias", message) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if tab is not None and _line_of(text, tab.start()) <= line:
            raise _tab_fault(text, tab) from None
        if mark is not None and text[mark.index : mark.index + 1] == "\t":
            raise YamlFaultError(line, "tab", "a tab where YAML wants spaces") from None
        raise YamlFaultError(line, "yaml", _readable(error)) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        raise YamlFaultError(
            _line_of(text, position), "yaml", "a control character, which YAML does not allow"
        ) from None
    except RecursionError:
        raise YamlFaultError(1, "yaml", "values are nested too deeply") from None
    if tab is not None and not _in_block(documents, text, tab):
        raise _tab_fault(text, tab)
    return documents


def unportable(text: str) -> int | None:
    """The line of text that was read where other YAML readers stop or read something else; None where all agree.

    libyaml takes `{K: a?b}`; PyYAML's own reader does not, nor does a device's (SnakeYAML).
    """
    try:
        ours, theirs = (list(yaml.compose_all(text, Loader=loader)) for loader in (_Loader, yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line + 1 if mark else 1
    both = (_texts(_tree(node, set(), 0) for node in documents) for documents in (ours, theirs))
    return next((one.line for one, other in zip(*both, strict=False) if one.value != other.value), None)


class _AliasError(Exception):
    """The same node was met twice."""


def _alias_line(text: str) -> int:
    events = yaml.parse(text, Loader=_Loader)
    marks = (event.start_mark for event in events if isinstance(event, yaml.AliasEvent))
    return next((mark.line + 1 for mark in marks if mark is not None), 1)


def _compose(text: str) -> Iterable[yaml.Node]:
    if len(_OPENING.findall(text)) > 5000:  # the C composer recurses without a limit of its own
        raise RecursionError
    return yaml.compose_all(text, Loader=_Loader)


def _tab_fault(text: str, tab: re.Match[str]) -> YamlFaultError:
    return YamlFaultError(_line_of(text, tab.start()), "tab", "a tab in the indentation; YAML wants spaces")


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _in_block(documents: Iterable[Node], text: str, tab: re.Match[str]) -> bool:
    """Whether a leading tab stands inside a text of several lines, where it is just a character."""
    line = _line_of(text, tab.start())
    return any(node.quoted and node.line < line <= node.line + node.value.count("\n") + 1 for node in _texts(documents))


def _texts(nodes: Iterable[Node]) -> Iterator[Text]:
    for node in nodes:
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Items):
            yield from _texts(node.items)
        else:
            yield from _texts(value for _, value in node.pairs)


def _readable(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "cannot be read"
    if "found character" in problem and "token" in problem:
        problem = "a character that no value can start with; put the text in quotes"
    elif "mapping values are not allowed" in problem:
        problem = "a ': ' inside a text; put the text in quotes"
    context = f" ({error.context})" if error.context and error.context not in problem else ""
    return f"{problem}{context}"


def _tree(node: yaml.Node, seen: set[int], depth: int) -> Node:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise _AliasError
    if depth > _DEEPEST:
        raise YamlFaultError(line, "yaml", "values are nested too deeply")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        pairs = []
        for key, value in node.value:
            name = _tree(key, seen, depth + 1)
            if not isinstance(name, Text):
                raise YamlFaultError(name.line, "yaml", "a key must be a plain word")
            pairs.append((name, _tree(value, seen, depth + 1)))
        return Pairs(line, tuple(pairs))
    if isinstance(node, yaml.SequenceNode):
        return Items(line, tuple(_tree(item, seen, depth + 1) for item in node.value))
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    return Text(line, node.value, style not in (None, "", " "), node.start_mark.index, node.end_mark.index)


def one_line(node: Node, left_out: Collection[str] = ()) -> str:
    """The node in one line, as flow-style YAML, without the keys of its own map that are `left_out`."""
    if isinstance(node, Text):
        return _scalar(node.value)
    if isinstance(node, Items):
        return "[" + ", ".join(map(one_line, node.items)) + "]"
    return "{" + ", ".join(f"{n.value}: {one_line(v)}" for n, v in node.pairs if n.value not in left_out) + "}"


def _scalar(text: str) -> str:
    if text and "\n" not in text and text.isprintable() and text == text.strip():
        return text
    return '"' + "".join(c if c.isprintable() and c != '"' else ascii(c)[1:-1] for c in text) + '"'


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A clause that names the nearest of the known words, or ""."""
    by_lower = {word.lower(): word for word in known}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return f"; did you mean '{by_lower[close[0]]}'?" if close else ""
