"""How maps in a YAML file are read: as texts, numbers, selectors, conditions, commands, every fault at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple

from ac_tui.flows import model as m
from ac_tui.flows import variables as v
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text, did_you_mean, missing
from ac_tui.journey.policy import duration

SELECTOR_KEYS: Final = ("text", "id", "index", *m.TRAITS)
COMMON_KEYS: Final = ("label", "optional")
_CONDITIONS: Final = ("visible", "notVisible", "true", "platform")

REFUSED_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        "above below childOf containsChild containsDescendants height leftOf point rightOf size tolerance traits "
        "width".split(),
        "is about places on a device's glass; use text, id or index",
    ),
    "css": "is about a web page's code; use text, id or index",
}
"""Keys of Maestro that the simulator refuses by name."""


class Fields:
    """The keys and values of one map: what is wrong with one is told at its line, and does not hide the others.

    `name` is the command that it belongs to, "" for a file's own; `reader` notes faults and reads commands inside. Only
    `known` keys are taken, if given; a lone value counts for the key `short`.
    """

    def __init__(
        self,
        reader: Any,
        node: Node,
        name: str = "",
        where: str = "",
        known: Collection[str] | None = None,
        short: str = "",
    ) -> None:
        self.reader, self.line, self.name = reader, node.line, name
        self.entries: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        lone = ((Text(node.line, short), node),) if short and not missing(node) else ()
        for key, value in node.pairs if isinstance(node, Pairs) else lone:
            word = key.value
            if word in self.lines:
                wrong = "duplicate-key", f"'{word}' is given twice, first at line {self.lines[word]}"
            elif known is None or word in known:
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

    def need(self, message: str, rule: str = "missing-key", key: str = "") -> None:
        """Note that the command lacks something, or has something else under a key."""
        self.reader.fault(self.lines.get(key, self.line), rule, f"{self.name} needs {message}")

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

    def required_text(self, key: str) -> v.Template:
        """A text that must be there."""
        if key not in self.entries:
            self.need("a value")
        return self.text(key) or v.plain("")

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
        found = []
        for item in node.items if isinstance(node, Items) else (node,):
            if isinstance(item, Text) and item.value.isprintable():
                found.append(item.value)
            else:
                self.reader.fault(item.line, "list", f"'{key}' holds plain words only")
        return tuple(found)

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
        text = self.text(key)
        try:
            return timedelta() if text is None else duration(text.source)
        except ValueError as error:
            self.fault(key, "duration", str(error))
            return timedelta()

    def inside(self, key: str, rule: str, kind: str, known: Collection[str] | None = None) -> Fields:
        """The map of `kind` that must stand under a key, if anything does, its keys checked."""
        node = self.entries.get(key, Text(self.line, ""))
        if not isinstance(node, Pairs) and not missing(node):
            self.fault(key, rule, f"{key} is a map{kind}")
        return Fields(self.reader, node, where=key, known=known)

    def env(self, key: str) -> dict[str, v.Template]:
        """Variables by name."""
        inner = self.inside(key, "env", ": NAME: value")
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

    def selector(self) -> m.Selector:
        """The selector that the command's own keys make."""
        given = [node for key, node in self.entries.items() if key in SELECTOR_KEYS]
        if all(missing(node) for node in given):
            if given or len(self.entries) == len(self.lines):  # else what was written instead is a fault already
                self.need(f"a text, or one of {', '.join(SELECTOR_KEYS)}", "selector")
            return m.Selector()
        traits = {trait: value for trait in m.TRAITS if (value := self.flag(trait)) is not None}
        return m.Selector(self.text("text"), self.text("id"), self.count("index"), traits)

    def selector_at(self, key: str) -> m.Selector | None:
        """The selector that stands under a key; None where it is not given."""
        node = self.entries.get(key)
        if isinstance(node, Items):
            self.fault(key, "selector", f"a selector is a text, or a map of {', '.join(SELECTOR_KEYS)}")
            return m.Selector()
        if node is None:
            return None
        known = (*SELECTOR_KEYS, *COMMON_KEYS)
        return Fields(self.reader, node, self.name, f"{self.name}: {key}", known, "text").selector()

    def condition_at(self, key: str) -> m.Condition | None:
        """A condition under a key; None where it is not given."""
        if (node := self.entries.get(key)) is None:
            return None
        inner = Fields(self.reader, node, self.name, f"{self.name}: {key}", (*_CONDITIONS, *COMMON_KEYS))
        if inner.entries.keys().isdisjoint(_CONDITIONS):
            self.fault(key, "condition", f"'{key}' needs visible, notVisible or true")
        visible, not_visible = inner.selector_at("visible"), inner.selector_at("notVisible")
        return m.Condition(visible, not_visible, inner.text("true"), inner.word("platform", ("Android", "iOS", "Web")))

    def commands(self, key: str) -> tuple[m.FlowCommand, ...]:
        """Commands inside this one; none where they are not given."""
        node = self.entries.get(key)
        if isinstance(node, Items):
            commands: tuple[m.FlowCommand, ...] = self.reader.commands(node)
            return commands
        if node is not None or self.name == "repeat":  # what else holds commands may name a file
            self.need("'commands', a list", "commands", key)
        return ()


class Spec(NamedTuple):
    """How one command is written: what it does, and its keys; a lone value stands for the first one, if it is `lone`.

    Keys that READERS lacks are read by the `rule`, which adds to what was read, or not at all: they matter on a device
    only. One that `selects` is given a selector and nothing else. `bare` says that its name may stand alone, `free`
    that it may have any keys; one key of `one_of` must be there.
    """

    run: m.Run
    keys: str = ""
    bare: bool = False
    lone: bool = True
    selects: bool = False
    free: bool = False
    one_of: str = ""
    rule: Callable[[Fields, dict[str, Any]], None] | None = None
    warning: str = ""
