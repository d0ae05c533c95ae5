"""How maps in a YAML file are read: as texts, numbers, selectors, conditions, commands, every fault at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple, Self

from ac_tui.flows import model as m
from ac_tui.flows.variables import SIMULATED, Template, TemplateError, parse_template, plain, whole_index, whole_number
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text, did_you_mean, one_line
from ac_tui.journey.policy import duration

SELECTOR_KEYS: Final = ("text", "id", "index", *m.TRAITS)
COMMON_KEYS: Final = ("label", "optional")
_CONDITIONS: Final = ("visible", "notVisible", "true", "platform")
_PLATFORMS: Final = ("Android", "iOS", "Web")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

REFUSED_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "above", "below", "childOf", "containsChild", "containsDescendants", "height", "leftOf", "point",
            "rightOf", "size", "tolerance", "traits", "width",
        ),
        "is about places on a device's glass; use text, id or index",
    ),
    "css": "is about a web page's code; use text, id or index",
}  # fmt: skip
"""Keys of Maestro that the simulator refuses by name."""

Report = Callable[[int, str, str], None]
"""Notes a fault: its line, its rule, a sentence."""


class Fields:
    """The keys and values of one map: what is wrong with one is told at its line, and does not hide the others.

    `name` is the command that the map belongs to, "" for a file's own; `reader` reads that command's file.
    """

    def __init__(self, name: str, line: int, report: Report, reader: Any = None) -> None:
        self.name = name
        self.line = line
        self.reader = reader
        self.entries: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self._report = report

    def take(self, node: Pairs, known: Collection[str] | None, where: str) -> Self:
        """Take the entries of a map; repeated keys, and unknown ones where not all are, are faults and left out."""
        for key, value in node.pairs:
            name = key.value
            if name in self.lines:
                wrong = "duplicate-key", f"'{name}' is given twice, first at line {self.lines[name]}"
            elif known is None or name in known:
                self.entries[name], self.lines[name] = value, key.line
                continue
            elif name in REFUSED_KEYS:
                wrong = "device-only", f"'{name}' {REFUSED_KEYS[name]}"
            else:
                wrong = "unknown-key", f"unknown key '{name}'{did_you_mean(name, known)}"
            self.lines.setdefault(name, key.line)
            self._report(key.line, wrong[0], f"{where}: {wrong[1]}")
        return self

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def fault(self, key: str, rule: str, message: str) -> None:
        """Note a fault at a key, or at the map for "" and for a key that is not there."""
        self._report(self.lines.get(key, self.line), rule, f"{self.name}: {message}" if self.name else message)

    def need(self, message: str, rule: str = "missing-key", key: str = "") -> None:
        """Note that the command lacks something, or has something else under a key."""
        self._report(self.lines.get(key, self.line), rule, f"{self.name} needs {message}")

    def _text(self, key: str) -> Text | None:
        node = self.entries.get(key)
        if node is None or isinstance(node, Text):
            return node
        self.fault(key, "text", f"'{key}' must be a text")
        return None

    def _template(self, node: Text, what: str) -> Template | None:
        try:
            return parse_template(node.value)
        except TemplateError as error:
            self._report(node.line, "variable", f"{what}: {error}" if what else f"{error}")
            return None

    def text(self, key: str) -> Template | None:
        """A text that may hold variables; None where the key is not given."""
        node = self._text(key)
        if node is not None and node.missing:
            self.fault(key, "missing-key", f"'{key}' has no value")
        return None if node is None or node.missing else self._template(node, self.name)

    def required_text(self, key: str) -> Template:
        """A text that must be there."""
        if key not in self:
            self.need("a value")
        return self.text(key) or plain("")

    def line_of_text(self, key: str) -> str:
        """A text without variables, in one line; "" where it is not given."""
        node = self._text(key)
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
                self._report(item.line, "list", f"'{key}' holds plain words only")
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

    def count(self, key: str) -> Template | None:
        """A whole number, perhaps from a variable."""
        text, read = self.text(key), whole_index if key == "index" else whole_number
        if text is not None and text.fixed is not None and read(text.fixed) is None:
            self.fault(key, "number", f"'{text.fixed}' is no whole number")
        return text

    def whole(self, key: str, default: int) -> int:
        """A whole number that is known before anything runs."""
        text = self.text(key) or plain(str(default))
        if (number := whole_number(text.source)) is None:
            self.fault(key, "number", f"'{text.source}' is no whole number")
        return number or 0

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
        node = self.entries.get(key)
        fields = Fields("", node.line if node else self.line, self._report)
        if isinstance(node, Pairs):
            return fields.take(node, known, key)
        if node is not None and not missing(node):
            self.fault(key, rule, f"{key} is a map{kind}")
        return fields

    def env(self, key: str) -> dict[str, Template]:
        """Variables by name."""
        inner = self.inside(key, "env", ": NAME: value")
        values: dict[str, Template] = {}
        for name, value in inner.entries.items():
            if not _NAME.fullmatch(name):
                inner.fault(name, "env", f"'{name}' is no name of a variable: letters, digits and _")
            elif name in SIMULATED:
                inner.fault(name, "env", f"{name} is the newest one delivered, and cannot be given")
            elif not isinstance(value, Text):
                inner.fault(name, "env", f"the value of {name} must be a text")
            elif template := self._template(value, name):
                values[name] = template
        return values

    def selector(self) -> m.Selector:
        """The selector that the command's own keys make."""
        given = [node for key, node in self.entries.items() if key in SELECTOR_KEYS]
        if not given and len(self.entries) < len(self.lines):
            return m.Selector()  # what was written instead is a fault already
        if all(map(missing, given)):
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
        return None if node is None else self._inner(key, node, "text", SELECTOR_KEYS).selector()

    def condition_at(self, key: str) -> m.Condition | None:
        """A condition under a key; None where it is not given."""
        if (node := self.entries.get(key)) is None:
            return None
        inner = self._inner(key, node, "", _CONDITIONS)
        if inner.entries.keys().isdisjoint(_CONDITIONS):
            self.fault(key, "condition", f"'{key}' needs visible, notVisible or true")
        visible, not_visible = inner.selector_at("visible"), inner.selector_at("notVisible")
        return m.Condition(visible, not_visible, inner.text("true"), inner.word("platform", _PLATFORMS))

    def _inner(self, key: str, node: Node, short: str, known: Collection[str]) -> Fields:
        """The map under a key, its keys checked; what else stands there counts for that under `short`."""
        if not isinstance(node, Pairs):
            node = Pairs(node.line, ((Text(node.line, short), node),) if short else ())
        fields = Fields(self.name, node.line, self._report, self.reader)
        return fields.take(node, (*known, *COMMON_KEYS), f"{self.name}: {key}")

    def commands(self, key: str) -> tuple[m.FlowCommand, ...]:
        """Commands inside this one; none where they are not given."""
        return self.needed_commands(key) if key in self else ()

    def needed_commands(self, key: str) -> tuple[m.FlowCommand, ...]:
        """Commands inside this one."""
        node = self.entries.get(key)
        if isinstance(node, Items):
            commands: tuple[m.FlowCommand, ...] = self.reader.commands(node)
            return commands
        self.need("'commands', a list", "commands", key)
        return ()

    def flow(self, key: str) -> m.Flow | None:
        """The flow file named under a key."""
        text = self.text(key)
        if text is None or not text.source:
            self.need("the name of a file", key=key)
        elif text.fixed is None:
            words = "the name of a file cannot hold a variable: it is read before anything runs"
            self._report(self.lines[key], "run-flow", words)
        else:
            flow: m.Flow | None = self.reader.include(text.fixed, self.lines[key])
            return flow
        return None


Reader = Callable[[Fields, str], Any]
"""Reads what stands under a key; "" or None where it is not given."""


class Spec(NamedTuple):
    """How one command is written: what it does, and its keys, those without a reader being read by the `rule` or not at
    all: they matter on a device only and do no harm.

    `short` is the key that a lone value stands for, `bare` says that its name may stand alone, `free` that it may have
    any keys, `one_of` which keys one must be given of. `rule` says what else is wrong, and adds to what was read.
    """

    run: m.Run
    keys: Mapping[str, Reader | None] = {}
    short: str = ""
    bare: bool = False
    free: bool = False
    one_of: tuple[str, ...] = ()
    rule: Callable[[Fields, dict[str, Any]], None] | None = None
    warning: str = ""

    def read(self, name: Text, value: Node, reader: Any) -> m.FlowCommand:
        """The command that is called so and given this value in the file of a reader."""
        given = Fields(name.value, name.line, reader.fault, reader)
        known = (*self.keys, *COMMON_KEYS)
        if isinstance(value, Pairs):
            given.take(value, None if self.free else known, name.value)
        elif self.short and not missing(value):
            given.entries, given.lines = {self.short: value}, {self.short: value.line}
        elif not missing(value) and not self.free:
            words = f"{name.value} takes no lone value; its keys are {', '.join(known)}"
            reader.fault(value.line, "command", words)
        label = given.text("label")
        optional = given.flag("optional") is True
        args = {key: read(given, key) for key, read in self.keys.items() if read is not None}
        if self.one_of and given.entries.keys().isdisjoint(self.one_of):
            given.need(" or ".join(filter(None, (", ".join(map(repr, self.one_of[:-1])), repr(self.one_of[-1])))))
        if self.rule is not None:
            self.rule(given, args)
        written = "" if missing(value) else f": {one_line(value, ('commands', 'env', 'label'))}"
        own: dict[str, Any] = {"run": self.run, "warning": self.warning}
        own |= {key: args.pop(key) for key in ("run", "warning", "flow", "commands", "env") if key in args}
        return m.FlowCommand(
            name=name.value,
            file=reader.file,
            line=name.line,
            source=f"{name.value}{written}",
            label=label.source if label else "",
            optional=optional,
            args=args,
            **own,
        )


def missing(node: Any) -> bool:
    """Whether nothing was written at all."""
    return isinstance(node, Text) and node.missing
