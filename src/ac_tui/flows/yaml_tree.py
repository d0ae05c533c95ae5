"""The YAML of a flow file as a small tree of texts, and how its maps are read: every fault is told at its line."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from ac_tui.assets import AssetError, read_text
from ac_tui.deck.text import meant
from ac_tui.flows import model as m
from ac_tui.flows import variables as v
from ac_tui.journey.world import duration
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
SELECTOR_KEYS: Final = ("text", "id", "index", *m.TRAITS)
COMMON_KEYS: Final = ("label", "optional")
_CONDITIONS: Final = ("visible", "notVisible", "true", "platform")

_PLACES: Final = "is about places on a device's glass; use text, id or index"
REFUSED_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("above", "below", "childOf", "containsChild", "containsDescendants", "height", "leftOf"), _PLACES),
    **dict.fromkeys(("point", "rightOf", "size", "tolerance", "traits", "width"), _PLACES),
    "css": "is about a web page's code; use text, id or index",
}
"""Keys of Maestro that the simulator refuses by name."""
did_you_mean: Final = partial(meant, sign="'")


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
        text = read_text(path, v.MOST_BYTES)
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
        rule = "alias" if problem == _ALIAS else "yaml"
        said = next((said for part, said in _SAID.items() if part in problem), problem)
        if mark is not None and "\t" in (text[mark.index - mark.column :].lstrip(" ")[:1], text[mark.index :][:1]):
            rule, said = "tab", "a tab where YAML wants spaces"
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        rule, said = "yaml", "a control character, which YAML does not allow"
    raise FileError([Fault(name, line, rule, said)])


def _line_of(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


@lru_cache(maxsize=256)
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


class Fields:
    """The keys and values of one map: what is wrong with one is told at its line, and does not hide the others.

    `name` is the command that it belongs to, "" for a file's own; `reader` notes faults and reads commands inside. Only
    `known` keys are taken, if given; a lone value counts for the key `short`.
    """

    def __init__(
        self, reader: Any, node: Node, name: str = "", where: str = "", known: Collection[str] = (), short: str = ""
    ) -> None:
        self.reader, self.line, self.name = reader, node.line, name
        self.entries: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        lone = ((Text(node.line, short), node),) if short and not missing(node) else ()
        for key, value in node.pairs if isinstance(node, Pairs) else lone:
            word = key.value
            if word in self.lines:
                wrong = "duplicate-key", f"'{word}' is given twice, first at line {self.lines[word]}"
            elif not known or word in known:
                self.entries[word], self.lines[word] = value, key.line
                continue
            elif word in REFUSED_KEYS:
                wrong = "device-only", f"'{word}' {REFUSED_KEYS[word]}"
            else:
                wrong = "unknown-key", f"unknown key '{word}'{did_you_mean(word, known)}"
            self.lines.setdefault(word, key.line)
            reader.fault(key.line, wrong[0], f"{where or name}: {wrong[1]}")

    def fault(self, key: str, rule: str, message: str) -> None:
        """Note a fault at a key, or at the map for a key that is not there."""
        self.reader.fault(self.lines.get(key, self.line), rule, f"{self.name}: {message}" if self.name else message)

    def need(self, message: str, rule: str = "missing-key") -> None:
        """Note that the command lacks something."""
        self.reader.fault(self.line, rule, f"{self.name} needs {message}")

    def _template(self, node: Text, what: str) -> v.Template | None:
        try:
            return v.parse_template(node.value)
        except v.TemplateError as error:
            self.reader.fault(node.line, "variable", f"{what}: {error}" if what else f"{error}")
            return None

    def _scalar(self, key: str) -> Text | None:
        node = self.entries.get(key)
        if node is None or isinstance(node, Text):
            return node
        self.fault(key, "text", f"'{key}' must be a text")
        return None

    def text(self, key: str) -> v.Template | None:
        """A text that may hold variables; None where the key is not given."""
        node = self._scalar(key)
        if node is not None and missing(node):
            self.fault(key, "missing-key", f"'{key}' has no value")
        return None if node is None or missing(node) else self._template(node, self.name)

    def line_of_text(self, key: str) -> str:
        """A text without variables, in one line; "" where it is not given."""
        node = self._scalar(key)
        return " ".join("".join(c if c.isprintable() else " " for c in node.value).split()) if node else ""

    def words(self, key: str, *, lone: bool = False) -> tuple[str, ...]:
        """A list of plain words, or with `lone` one of them alone; nothing where it is not given."""
        node = self.entries.get(key)
        if node is None or missing(node):
            return ()
        if not isinstance(node, Items) and not lone:
            self.fault(key, "list", f"'{key}' is a list: [one, two]")
            return ()
        items = node.items if isinstance(node, Items) else (node,)
        for item in items:
            if not isinstance(item, Text) or not item.value.isprintable():
                self.reader.fault(item.line, "list", f"'{key}' holds plain words only")
        return tuple(item.value for item in items if isinstance(item, Text))

    def word(self, key: str, known: Collection[str]) -> str:
        """One of a few words, whatever its case; "" where the key is not given, or gives another."""
        if (text := self.text(key)) is None:
            return ""
        found = next((word for word in known if word.lower() == text.source.lower()), "")
        if not found:
            hint = did_you_mean(text.source, known) or "; known are " + ", ".join(known)
            self.fault(key, "unknown-word", f"'{text.source}' is no {key}{hint}")
        return found

    def flag(self, key: str) -> bool | None:
        """A yes or no; None where the key is not given."""
        node = self.entries.get(key)
        known = {"true": True, "false": False}.get(node.value.lower()) if isinstance(node, Text) else None
        if node is not None and known is None:
            self.fault(key, "flag", f"'{key}' must be true or false")
        return known

    def count(self, key: str, *, now: bool = False) -> v.Template | None:
        """A whole number, perhaps from a variable, which one that is needed `now` is not."""
        text, read = self.text(key), v.whole_index if key == "index" else v.whole_number
        said = None if text is None else text.source if now else text.fixed
        if said is not None and read(said) is None:
            self.fault(key, "number", f"'{said}' is no whole number")
        return text

    def whole(self, key: str, default: int) -> int:
        """A whole number that is known before anything runs."""
        text = self.count(key, now=True)
        return default if text is None else v.whole_number(text.source) or 0

    def span(self, key: str) -> timedelta:
        """A span of time such as 48h."""
        try:
            return timedelta() if (text := self.text(key)) is None else duration(text.source)
        except ValueError as error:
            self.fault(key, "duration", str(error))
            return timedelta()

    def inside(self, key: str, kind: str, known: Collection[str] = ()) -> Fields:
        """The map of `kind` that must stand under a key, if anything does, its keys checked."""
        node = self.entries.get(key, Text(self.line, ""))
        if not isinstance(node, Pairs) and not missing(node):
            self.fault(key, key, f"{key} is a map{kind}")
        return Fields(self.reader, node, where=key, known=known)

    def env(self, key: str) -> dict[str, v.Template]:
        """Variables by name."""
        inner = self.inside(key, ": NAME: value")
        values: dict[str, v.Template] = {}
        for name, value in inner.entries.items():
            if not re.fullmatch(v.NAME, name):
                inner.fault(name, "env", f"'{name}' is no name of a variable: letters, digits and _")
            elif name in v.SIMULATED:
                inner.fault(name, "env", f"{name} is the newest one delivered, and cannot be given")
            elif not isinstance(value, Text):
                inner.fault(name, "env", f"the value of {name} must be a text")
            elif template := self._template(value, name):
                values[name] = template
        return values

    def selector(self, key: str = "") -> m.Selector[v.Template] | None:
        """The selector that stands under a key, None where it is not given; without a key the one of the own keys."""
        if key:
            known, node = (*SELECTOR_KEYS, *COMMON_KEYS), self.entries.get(key)
            return node and Fields(self.reader, node, self.name, f"{self.name}: {key}", known, "text").selector()
        given = [node for key, node in self.entries.items() if key in SELECTOR_KEYS]
        if all(missing(node) for node in given):
            if given or len(self.entries) == len(self.lines):  # else what was written instead is a fault already
                self.need(f"a text, or one of {', '.join(SELECTOR_KEYS)}", "selector")
            return None
        traits = {trait: value for trait in m.TRAITS if (value := self.flag(trait)) is not None}
        return m.Selector(self.text("text"), self.text("id"), self.count("index"), traits)

    def condition_at(self, key: str) -> m.Condition | None:
        """A condition under a key; None where it is not given."""
        if (node := self.entries.get(key)) is None:
            return None
        inner = Fields(self.reader, node, self.name, f"{self.name}: {key}", (*_CONDITIONS, *COMMON_KEYS))
        if inner.entries.keys().isdisjoint(_CONDITIONS):
            self.fault(key, "condition", f"'{key}' needs visible, notVisible or true")
        visible, not_visible = inner.selector("visible"), inner.selector("notVisible")
        return m.Condition(visible, not_visible, inner.text("true"), inner.word("platform", ("Android", "iOS", "Web")))
