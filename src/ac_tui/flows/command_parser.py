"""What a command was given: its keys read as texts, numbers, selectors and conditions, every fault at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Protocol

from ac_tui.flows import model as m
from ac_tui.flows.variables import SIMULATED, Template, TemplateError, parse_template, plain
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text, did_you_mean
from ac_tui.journey.policy import duration

_TRAITS: Final = ("enabled", "checked", "focused", "selected")
_CONDITIONS: Final = ("visible", "notVisible", "true", "platform")
_PLATFORMS: Final = ("Android", "iOS", "Web")
_SELECTOR: Final = ("text", "id", "index", *_TRAITS)
_COMMON: Final = ("label", "optional")
_WHOLE: Final = re.compile(r"[0-9](?:_?[0-9]){0,8}")
_INDEX: Final = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]+)?")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Reading(Protocol):
    """What reads the file a command stands in."""

    @property
    def file(self) -> str:
        """The file's path as it was given."""
        ...

    @property
    def app_id(self) -> str:
        """The app that the file's header names."""
        ...

    def fault(self, line: int, rule: str, message: str) -> None:
        """Note a fault."""
        ...

    def commands(self, items: Items) -> tuple[m.Command, ...]:
        """Read commands inside a command."""
        ...

    def include(self, name: str, line: int) -> m.Flow | None:
        """Read another flow file; None where it cannot be read, with the faults noted."""
        ...

    def refused_key(self, key: str) -> str:
        """Why Maestro's key is refused here, or ""."""
        ...


@dataclass(slots=True)
class Body:
    """One command's keys and values."""

    name: str
    line: int
    source: str
    entries: Mapping[str, Node]
    reading: Reading
    key_lines: Mapping[str, int] = field(default_factory=dict)

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self.entries

    def fault(self, key: str, rule: str, message: str) -> None:
        """Note a fault at a key, or at the command for ""."""
        self.reading.fault(self.key_lines.get(key, self.line), rule, message)

    def common(self) -> dict[str, Any]:
        """What every command has."""
        label = self.text("label")
        return {
            "name": self.name,
            "file": self.reading.file,
            "line": self.line,
            "source": self.source,
            "label": label.source if label else "",
            "optional": self.flag("optional", False),
        }

    def text(self, key: str) -> Template | None:
        """A text that may hold variables; None where the key is not given."""
        return self._template(key, self.entries.get(key))

    def required_text(self, key: str) -> Template:
        """A text that must be there."""
        if not self.has(key):
            self.fault("", "missing-key", f"{self.name} needs a value")
        return self.text(key) or plain("")

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no."""
        value = self._flag(key, self.entries.get(key))
        return default if value is None else value

    def word(self, key: str, known: tuple[str, ...]) -> str:
        """One of a few words; "" where the key is not given."""
        text = self.text(key)
        if text is None:
            return ""
        by_lower = {word.lower(): word for word in known}
        if text.source.lower() not in by_lower:
            self.unknown_word(key, text.source, key if key != "value" else "value", known)
        return by_lower.get(text.source.lower(), "")

    def unknown_word(self, key: str, word: str, what: str, known: tuple[str, ...]) -> None:
        """Note a word that is none of those known."""
        hint = did_you_mean(word, known) or "; known are " + ", ".join(known)
        self.fault(key, "unknown-word", f"{self.name}: '{word}' is no {what}{hint}")

    def whole(self, key: str, default: int) -> int:
        """A whole number."""
        text = self.text(key)
        if text is None:
            return default
        if _WHOLE.fullmatch(text.source):
            return int(text.source)
        self.fault(key, "number", f"{self.name}: '{text.source}' is no whole number")
        return default

    def app(self) -> str:
        """The id of the app that is meant, as written: the header's where none is given."""
        text = self.text("appId") or self.text("url")
        return text.source if text is not None else self.reading.app_id

    def count(self, key: str) -> Template | None:
        """A number of times, perhaps from a variable."""
        text = self.text(key)
        if text is not None and text.fixed is not None and not _WHOLE.fullmatch(text.fixed):
            self.fault(key, "number", f"{self.name}: '{text.fixed}' is no whole number")
            return plain("0")
        return text

    def span(self, key: str) -> timedelta:
        """A span of time such as 48h."""
        text = self.text(key)
        if text is None:
            return timedelta()
        try:
            return duration(text.source)
        except ValueError as error:
            self.fault(key, "duration", f"{self.name}: {error}")
            return timedelta()

    def env(self, key: str) -> dict[str, Template]:
        """Variables by name."""
        node = self.entries.get(key)
        if node is None:
            return {}
        return read_env(node, self.reading.fault)

    def selector(self, key: str = "") -> m.Selector:
        """The selector that stands under a key, or that the command's own keys make."""
        if key:
            node = self.entries.get(key)
            if node is None:
                self.fault("", "missing-key", f"{self.name} needs '{key}'")
                return m.Selector()
            return self._selector(key, node)
        return self._selector_of({name: node for name, node in self.entries.items() if name in _SELECTOR}, self.line)

    def condition(self, key: str) -> m.Condition | None:
        """A condition under a key; None where it is not given."""
        node = self.entries.get(key)
        if node is None:
            return None
        if not isinstance(node, Pairs) or not node.pairs:
            self.fault(key, "condition", f"{self.name}: '{key}' needs visible, notVisible or true")
            return None
        inner = self._inner(node, (*_CONDITIONS, *_COMMON), key)
        if not any(inner.has(name) for name in _CONDITIONS):
            self.fault(key, "condition", f"{self.name}: '{key}' needs visible, notVisible or true")
        return inner.condition_here(_CONDITIONS)

    def condition_here(self, known: tuple[str, ...]) -> m.Condition:
        """The condition that the command's own keys make."""

        def selector(key: str) -> m.Selector | None:
            node = self.entries.get(key)
            return None if node is None else self._selector(key, node)

        true = self.text("true") if "true" in known else None
        platform = self.word("platform", _PLATFORMS) if "platform" in known else ""
        return m.Condition(
            visible=selector("visible"), not_visible=selector("notVisible"), true=true, platform=platform
        )

    def commands(self, key: str, *, needed: bool) -> tuple[m.Command, ...]:
        """Commands inside this one."""
        node = self.entries.get(key)
        if node is None and not needed:
            return ()
        if not isinstance(node, Items):
            self.fault(key, "commands", f"{self.name} needs 'commands', a list")
            return ()
        return self.reading.commands(node)

    def flow(self, key: str) -> m.Flow | None:
        """The flow file named under a key."""
        text = self.text(key)
        if text is None or not text.source:
            self.fault(key, "missing-key", f"{self.name} needs the name of a file")
            return None
        if text.fixed is None:
            self.fault(key, "run-flow", "the name of a file cannot hold a variable: it is read before anything runs")
            return None
        return self.reading.include(text.fixed, self.key_lines.get(key, self.line))

    def _selector(self, key: str, node: Node) -> m.Selector:
        if isinstance(node, Text):
            return self._selector_of({"text": node}, node.line)
        if isinstance(node, Items):
            self.fault(key, "selector", f"{self.name}: a selector is a text, or a map of {', '.join(_SELECTOR)}")
            return m.Selector()
        inner = self._inner(node, (*_SELECTOR, *_COMMON), key)
        return inner.selector()

    def _selector_of(self, entries: Mapping[str, Node], line: int) -> m.Selector:
        if not entries and any(key not in self.entries for key in self.key_lines):
            return m.Selector()  # what was written instead is a fault already
        if not entries or all(isinstance(node, Text) and node.missing for node in entries.values()):
            self.reading.fault(line, "selector", f"{self.name} needs a text, or one of {', '.join(_SELECTOR)}")
            return m.Selector()
        index = self._template("index", entries.get("index"))
        if index is not None and index.fixed is not None and not _INDEX.fullmatch(index.fixed):
            self.fault("index", "number", f"{self.name}: the index '{index.fixed}' is no whole number")
            index = None
        traits = {trait: self._flag(trait, entries.get(trait)) for trait in _TRAITS}
        return m.Selector(
            text=self._template("text", entries.get("text")),
            id=self._template("id", entries.get("id")),
            index=index,
            **traits,
        )

    def _inner(self, node: Pairs, known: tuple[str, ...], what: str) -> Body:
        """A map inside the command, its keys checked."""
        entries, lines = read_keys(node, known, f"{self.name}: {what}", self.reading)
        return Body(self.name, node.line, self.source, entries, self.reading, lines)

    def _template(self, key: str, node: Node | None) -> Template | None:
        if node is None:
            return None
        if not isinstance(node, Text):
            self.fault(key, "text", f"{self.name}: '{key}' must be a text")
            return None
        if node.missing:
            self.fault(key, "missing-key", f"{self.name}: '{key}' has no value")
            return None
        try:
            return parse_template(node.value)
        except TemplateError as error:
            self.reading.fault(node.line, "variable", f"{self.name}: {error}")
            return None

    def _flag(self, key: str, node: Node | None) -> bool | None:
        if node is None:
            return None
        if isinstance(node, Text) and node.value.lower() in ("true", "false"):
            return node.value.lower() == "true"
        self.fault(key, "flag", f"{self.name}: '{key}' must be true or false")
        return None


def read_keys(
    node: Pairs, known: tuple[str, ...], where: str, reading: Reading
) -> tuple[dict[str, Node], dict[str, int]]:
    """The entries of a map and the line of each key; unknown and repeated keys are noted and left out."""
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.pairs:
        name = key.value
        if name in lines:
            reading.fault(key.line, "duplicate-key", f"{where}: '{name}' is given twice, first at line {lines[name]}")
            continue
        lines[name] = key.line
        if name in known:
            entries[name] = value
        elif reason := reading.refused_key(name):
            reading.fault(key.line, "device-only", f"{where}: '{name}' {reason}")
        else:
            hint = did_you_mean(name, known)
            reading.fault(key.line, "unknown-key", f"{where}: unknown key '{name}'{hint}")
    return entries, lines


def read_env(node: Node, fault: Callable[[int, str, str], None]) -> dict[str, Template]:
    """The variables of an `env`, by name."""
    if isinstance(node, Text) and node.missing:
        return {}
    if not isinstance(node, Pairs):
        fault(node.line, "env", "env is a map: NAME: value")
        return {}
    values: dict[str, Template] = {}
    for key, value in node.pairs:
        if not _NAME.fullmatch(key.value):
            fault(key.line, "env", f"'{key.value}' is no name of a variable: letters, digits and _")
        elif key.value in SIMULATED:
            fault(key.line, "env", f"{key.value} is the newest one delivered, and cannot be given")
        elif key.value in values:
            fault(key.line, "duplicate-key", f"env: '{key.value}' is given twice")
        elif not isinstance(value, Text):
            fault(key.line, "env", f"the value of {key.value} must be a text")
        else:
            try:
                values[key.value] = parse_template(value.value)
            except TemplateError as error:
                fault(value.line, "variable", f"{key.value}: {error}")
    return values
