"""What a device would not take of a flow's file, or take otherwise, line by line (Maestro 1.39.10).

Maestro reads YAML by Jackson 2.17 over SnakeYAML. An unquoted `0123` is the number 83 there, `1_000` is 1000, `yes` and
`off` are truth values, `~` is nothing; dates and `12:30:00` are texts as they stand. Where Maestro wants a text it
takes what was written. But a selector is read as a tree of values first, `inputText` and `assertTrue` take any value,
and the lone value of most other commands must be a text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ac_tui.flows.expressions import differs_in_java
from ac_tui.flows.variables import SIMULATED, TemplateError, parse_template
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text
from ac_tui.registry.faults import Fault, Level, printable

QUOTE: Final = "device-value"
"""The rule of values that quotes would mend."""
ONLY_HERE: Final = "simulator-only"
NO_SOURCE: Final = "device-no-value"
"""The rule of variables that the simulation gives, and on a device only `-e` can."""

_NULL: Final = re.compile(r"~|null|Null|NULL")
_TRUE: Final = re.compile(r"yes|Yes|YES|true|True|TRUE|on|On|ON")
_FALSE: Final = re.compile(r"no|No|NO|false|False|FALSE|off|Off|OFF")
_OCTAL: Final = re.compile(r"([-+]?)0([0-7_]+)")
_BINARY: Final = re.compile(r"([-+]?)0b([01_]+)")
_HEX: Final = re.compile(r"([-+]?)0x([0-9a-fA-F_]+)")
_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)")
_FLOAT: Final = re.compile(
    r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
)
_NO_NUMBER: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*")
"""What SnakeYAML calls a number and nothing can read as one."""

_SELECTORS: Final = ("tapOn", "doubleTapOn", "longPressOn", "assertVisible", "assertNotVisible", "copyTextFrom")
_CONDITIONS: Final = ("when", "while")
_ELEMENTS: Final = ("visible", "notVisible", "element")
_SWITCHES: Final = ("enabled", "checked", "focused", "selected", "optional", "waitUntilVisible", "retryTapIfNoChange")
_ANY: Final = {"inputText": "text", "assertTrue": "condition"}
_LONE: Final = ("launchApp", "stopApp", "killApp", "clearState", "runFlow", "pressKey", "takeScreenshot", "openLink")
_NEWER: Final = (
    "setClipboard", "inputRandomCityName", "inputRandomCountryName", "inputRandomColorName", "setDarkMode",
    "setOrientation", "setPermissions", "shake", "toggleDarkMode", "drag", "hide keyboard",
)  # fmt: skip
"""Commands that Maestro has got since 1.39."""
_DROPS_OPTIONAL: Final = ("inputText", "setAirplaneMode")


class Value(NamedTuple):
    """What a device makes of an unquoted scalar: a word for its kind, and the text it becomes, None for none."""

    kind: str
    text: str | None


def read_there(node: Text) -> Value:
    """What SnakeYAML and Jackson make of a scalar."""
    text = node.value
    if node.quoted:
        return Value("text", text)
    if _NULL.fullmatch(text):
        return Value("nothing", None)
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return Value("a truth value", "true" if _TRUE.fullmatch(text) else "false")
    for pattern, base in ((_OCTAL, 8), (_BINARY, 2), (_HEX, 16)):
        if (match := pattern.fullmatch(text)) and (digits := match[2].replace("_", "")):
            return Value("a number", str(int(f"{match[1]}{digits}", base)))
    if _WHOLE.fullmatch(text):
        return Value("a number", str(int(text.replace("_", ""))))
    if _NO_NUMBER.fullmatch(text):
        return Value("a number", None)
    if _FLOAT.fullmatch(text):
        return Value("a number", _java_double(float(text.replace("_", ""))))
    return Value("text", text)


def _java_double(number: float) -> str:
    """A number as Java writes it."""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if not number or 1e-3 <= abs(number) < 1e7:
        return repr(number)
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    text = "".join(map(str, digits))
    return f"{'-' if sign else ''}{text[0]}.{text[1:] or '0'}E{len(text) - 1 + int(exponent)}"


class DeviceFinding(NamedTuple):
    """Something that a device would not take, or take otherwise: `node` is the scalar that quotes would mend."""

    line: int
    rule: str
    message: str
    level: Level
    node: Text | None = None


def device_faults(documents: Sequence[Node], file: str) -> list[Fault]:
    """Everything a device would not take of a file that was read, or take otherwise."""
    return [Fault(file, one.line, one.rule, printable(one.message), one.level) for one in findings(documents)]


def findings(documents: Sequence[Node]) -> Iterator[DeviceFinding]:
    """Everything a device would not take of a file's documents, or take otherwise."""
    header = documents[0] if documents else None
    if isinstance(header, Pairs):
        app = header.get("appId") or header.get("url")
        if app is None or (isinstance(app, Text) and read_there(app).text in (None, "")):
            yield DeviceFinding(header.line, "app-id", "a device wants an appId in the header", "error")
        yield from _env(header)
        yield from _simulated(header.get("env"))
        for hook in ("onFlowStart", "onFlowComplete"):
            yield from _commands(header.get(hook))
    for body in documents[1:2]:
        yield from _commands(body)


def _commands(node: Node | None) -> Iterator[DeviceFinding]:
    for item in node.items if isinstance(node, Items) else ():
        if isinstance(item, Pairs) and item.pairs:
            name, value = item.pairs[0]
            yield from _command(name, value)
        elif isinstance(item, Text) and item.value in _NEWER:
            yield _newer(item)


def _newer(name: Text) -> DeviceFinding:
    return DeviceFinding(
        name.line, "device-version", f"Maestro 1.39 does not know '{name.value}'; newer ones do", "suggestion"
    )


def _command(name: Text, value: Node) -> Iterator[DeviceFinding]:
    word = name.value
    if word == "simulator":
        yield DeviceFinding(name.line, ONLY_HERE, "a device does not know 'simulator'", "error")
        return
    if word in _NEWER:
        yield _newer(name)
    if isinstance(value, Text):
        yield from _lone(word, value)
    elif isinstance(value, Pairs):
        yield from _keys(word, value)
    if word not in ("runFlow", "repeat", "retry"):
        yield from _simulated(value)


def _lone(word: str, value: Text) -> Iterator[DeviceFinding]:
    """What is to be said of a command's lone value."""
    there = read_there(value)
    if word == "eraseText":
        if value.quoted:
            yield DeviceFinding(value.line, "device-type", "eraseText: a device wants a number without quotes", "error")
        elif there.text not in (value.value, None):
            yield DeviceFinding(
                value.line, "device-type", f"eraseText: a device reads {value.value} as {there.text}", "error"
            )
    elif there.kind == "nothing":
        yield _quotable(word, value, "error", "a device reads it as nothing and finds no command")
    elif word in _LONE and there.kind != "text":
        yield _quotable(word, value, "error", f"a device reads it as {there.kind} and wants a text")
    elif word in (*_SELECTORS, *_ANY):
        yield from _changed(word, value)
        if word in _SELECTORS:
            yield from _expression(value)


def _keys(word: str, value: Pairs) -> Iterator[DeviceFinding]:
    """What is to be said of a command's keys."""
    entries = {key.value: node for key, node in value.pairs}
    for key, node in value.pairs:
        if word in _SELECTORS and key.value not in _SWITCHES:
            yield from _element_key(word, key.value, node)
        elif key.value == _ANY.get(word) and isinstance(node, Text) and read_there(node).kind != "text":
            kind = read_there(node).kind
            yield _quotable(word, node, "error", f"a device reads it as {kind}, and wants a text under '{key.value}'")
        elif key.value in _CONDITIONS and isinstance(node, Pairs):
            yield from _elements(word, node)
            yield from _simulated(node)
        elif key.value == "commands":
            yield from _commands(node)
        elif key.value == "env":
            yield from _env(value)
            yield from _simulated(node)
        elif key.value == "length" and isinstance(node, Text) and read_there(node).text not in (node.value, None):
            yield _quotable(word, node, "warning", f"a device reads it as {read_there(node).text}")
    if word in ("extendedWaitUntil", "scrollUntilVisible"):
        yield from _elements(word, value)
    optional = entries.get("optional")
    if word in _DROPS_OPTIONAL and isinstance(optional, Text) and read_there(optional).text == "true":
        message = f"{word}: a device leaves 'optional' out: the flow fails where this does"
        yield DeviceFinding(optional.line, "device-optional", message, "warning")


def _elements(word: str, pairs: Pairs) -> Iterator[DeviceFinding]:
    for key, node in pairs.pairs:
        if key.value in _ELEMENTS and isinstance(node, Text):
            yield from _changed(word, node)
            yield from _expression(node)
        elif key.value in _ELEMENTS and isinstance(node, Pairs):
            for inner, value in node.pairs:
                if inner.value not in _SWITCHES:
                    yield from _element_key(word, inner.value, value)


def _element_key(word: str, key: str, node: Node) -> Iterator[DeviceFinding]:
    if not isinstance(node, Text):
        return
    yield from _changed(word, node)
    if key in ("text", "id"):
        yield from _expression(node)
    if key == "index" and (read_there(node).text or "").startswith("-"):
        message = f"{word}: a device finds nothing at the index {node.value}"
        yield DeviceFinding(node.line, "device-index", message, "error")


def _changed(word: str, node: Text) -> Iterator[DeviceFinding]:
    """A scalar that a device reads as another text."""
    there = read_there(node)
    if there.kind == "nothing":
        yield _quotable(word, node, "warning", "a device reads it as nothing")
    elif there.text is None:
        yield _quotable(word, node, "error", f"a device takes it for {there.kind} and cannot read it")
    elif there.text != node.value:
        yield _quotable(word, node, "warning", f"a device reads it as {there.kind}, '{there.text}'")


def _quotable(word: str, node: Text, level: Level, what: str) -> DeviceFinding:
    return DeviceFinding(node.line, QUOTE, f"{word}: {node.value} stands without quotes: {what}", level, node)


def _expression(node: Text) -> Iterator[DeviceFinding]:
    if words := differs_in_java(node.value):
        yield DeviceFinding(node.line, "device-expression", f"'{node.value}' {words}", "warning")


def _env(pairs: Pairs) -> Iterator[DeviceFinding]:
    """Variables that a device reads as nothing; every other value is the text that was written."""
    env = pairs.get("env")
    for key, node in env.pairs if isinstance(env, Pairs) else ():
        if isinstance(node, Text) and read_there(node).kind == "nothing":
            yield _quotable(f"env: {key.value}", node, "error", "a device reads it as nothing")


def _simulated(node: Node | None) -> Iterator[DeviceFinding]:
    """Each use of a variable that the simulation gives."""
    if isinstance(node, Pairs):
        for key, value in node.pairs:
            if key.value not in ("commands", "env", "label") or key.value == "env":
                yield from _simulated(value)
    elif isinstance(node, Text):
        try:
            names = [name for name in parse_template(node.value).names() if name in SIMULATED]
        except TemplateError:
            return
        for name in names:
            yield DeviceFinding(
                node.line, NO_SOURCE, f"nothing gives ${{{name}}} on a device but -e {name}=…", "warning"
            )
