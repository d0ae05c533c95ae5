"""What a device would not take of a flow's file, or take otherwise, line by line (Maestro 1.39.10).

Maestro reads YAML by Jackson 2.17 over SnakeYAML. An unquoted `0123` is the number 83 there, `1_000` is 1000, `yes` and
`off` are truth values, `~` is nothing; dates and `12:30:00` are texts as they stand. Where Maestro wants a text it
takes what was written. But a selector is read as a tree of values first, `inputText` and `assertTrue` take any value,
and the lone value of most other commands must be a text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Final, NamedTuple

from ac_tui.flows.expressions import differs_in_java
from ac_tui.flows.variables import SIMULATED, TemplateError, parse_template
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text
from ac_tui.registry.faults import Fault, Level

ONLY_HERE: Final = "simulator-only"
NO_SOURCE: Final = "device-no-value"
"""The rule of variables that the simulation gives, and on a device only `-e` can."""


def _java_double(found: re.Match[str]) -> str:
    number = float(found[0].replace("_", ""))
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if not number or 1e-3 <= abs(number) < 1e7:
        return repr(number)
    text = f"{Decimal(repr(number)).normalize():E}".replace("E+", "E")
    return text if "." in text else text.replace("E", ".0E")


def _whole(base: int) -> Callable[[re.Match[str]], str]:
    return lambda found: str(int(f"{found[1]}{found[2]}".replace("_", ""), base))


_SCALARS: Final[tuple[tuple[str, str, Callable[[re.Match[str]], str | None]], ...]] = (
    (r"~|null|Null|NULL", "nothing", lambda _: None),
    (r"yes|Yes|YES|true|True|TRUE|on|On|ON", "a truth value", lambda _: "true"),
    (r"no|No|NO|false|False|FALSE|off|Off|OFF", "a truth value", lambda _: "false"),
    (r"([-+]?)0(?=_*[0-7])([0-7_]+)", "a number", _whole(8)),
    (r"([-+]?)0b(?=_*[01])([01_]+)", "a number", _whole(2)),
    (r"([-+]?)0x(?=_*[0-9a-fA-F])([0-9a-fA-F_]+)", "a number", _whole(16)),
    (r"([-+]?)(0|[1-9][0-9_]*)", "a number", _whole(10)),
    (r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "a number", lambda _: None),  # and nothing can read it as one
    (r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*", "a number", lambda _: None),
    (r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)", "a number", _java_double),
    (r"[-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?", "a number", _java_double),
)
"""What SnakeYAML makes of an unquoted scalar, in the order in which it tries."""

_SELECTORS: Final = ("tapOn", "doubleTapOn", "longPressOn", "assertVisible", "assertNotVisible", "copyTextFrom")
_ELEMENTS: Final = ("visible", "notVisible", "element")
"""Keys of commands and conditions under which a selector stands."""
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
    for pattern, kind, read in () if node.quoted else _SCALARS:
        if found := re.fullmatch(pattern, node.value):
            return Value(kind, read(found))
    return Value("text", node.value)


Finding = tuple[Fault, Text | None]
"""Something that a device would not take, or take otherwise, and the scalar that quotes would mend."""


def _said(node: Node, rule: str, message: str, level: Level, mended: Text | None = None) -> Finding:
    return Fault("", node.line, rule, message, level), mended


def findings(documents: Sequence[Node]) -> Iterator[Finding]:
    """Everything a device would not take of a file that was read, or take otherwise; the file's name is left out."""
    header = documents[0] if documents else None
    if isinstance(header, Pairs):
        app = header.get("appId") or header.get("url")
        if app is None or (isinstance(app, Text) and read_there(app).text in (None, "")):
            yield _said(header, "app-id", "a device wants an appId in the header", "error")
        yield from _env(header.get("env"))
        yield from _simulated(header.get("env"))
        for hook in ("onFlowStart", "onFlowComplete"):
            yield from _commands(header.get(hook))
    for body in documents[1:2]:
        yield from _commands(body)


def _commands(node: Node | None) -> Iterator[Finding]:
    for item in node.items if isinstance(node, Items) else ():
        name, value = item.pairs[0] if isinstance(item, Pairs) and item.pairs else (item, None)
        if not isinstance(name, Text):
            continue
        word = name.value
        if word in _NEWER:
            message = f"Maestro 1.39 does not know '{word}'; newer ones do"
            yield _said(name, "device-version", message, "suggestion")
        if word == "simulator" and value is not None:
            yield _said(name, ONLY_HERE, "a device does not know 'simulator'", "error")
            continue
        if isinstance(value, Text):
            yield from _lone(word, value)
        for key, inner in value.pairs if isinstance(value, Pairs) else ():
            yield from _under(word, key.value, inner, word in _SELECTORS)
        yield from _simulated(value)


def _lone(word: str, value: Text) -> Iterator[Finding]:
    there = read_there(value)
    if word == "eraseText":
        if value.quoted or there.text not in (value.value, None):
            said = "wants a number without quotes" if value.quoted else f"reads {value.value} as {there.text}"
            yield _said(value, "device-type", f"eraseText: a device {said}", "error")
    elif there.kind == "nothing":
        yield _quotable(word, value, "error", "a device reads it as nothing and finds no command")
    elif word in _LONE and there.kind != "text":
        yield _quotable(word, value, "error", f"a device reads it as {there.kind} and wants a text")
    elif word in _SELECTORS or word in _ANY:
        yield from _element(word, "text" if word in _SELECTORS else "", value)


def _under(word: str, key: str, node: Node, selects: bool) -> Iterator[Finding]:
    """What is to be said of what stands under a key, as a part of a selector or not."""
    selects = selects or key in _ELEMENTS
    if key == "commands":
        yield from _commands(node)
    elif key == "env":
        yield from _env(node)
    elif isinstance(node, Pairs):
        for inner, value in node.pairs:
            yield from _under(word, inner.value, value, selects)
    elif isinstance(node, Text) and selects and key not in _SWITCHES:
        yield from _element(word, "text" if key in _ELEMENTS else key, node)
    elif isinstance(node, Text):
        there = read_there(node)
        if key == _ANY.get(word) and there.kind != "text":
            yield _quotable(word, node, "error", f"a device reads it as {there.kind}, and wants a text under '{key}'")
        elif key == "length" and there.text not in (node.value, None):
            yield _quotable(word, node, "warning", f"a device reads it as {there.text}")
        elif key == "optional" and word in _DROPS_OPTIONAL and there.text == "true":
            message = f"{word}: a device leaves 'optional' out: the flow fails where this does"
            yield _said(node, "device-optional", message, "warning")


def _element(word: str, key: str, node: Text) -> Iterator[Finding]:
    """What is to be said of a scalar that a device may read as another text, and of the expression that it may be."""
    there = read_there(node)
    if there.kind == "nothing":
        yield _quotable(word, node, "warning", "a device reads it as nothing")
    elif there.text is None:
        yield _quotable(word, node, "error", f"a device takes it for {there.kind} and cannot read it")
    elif there.text != node.value:
        yield _quotable(word, node, "warning", f"a device reads it as {there.kind}, '{there.text}'")
    if key in ("text", "id") and (words := differs_in_java(node.value)):
        yield _said(node, "device-expression", f"'{node.value}' {words}", "warning")
    if key == "index" and (there.text or "").startswith("-"):
        message = f"{word}: a device finds nothing at the index {node.value}"
        yield _said(node, "device-index", message, "error")


def _quotable(word: str, node: Text, level: Level, what: str) -> Finding:
    return _said(node, "device-value", f"{word}: {node.value} stands without quotes: {what}", level, node)


def _env(node: Node | None) -> Iterator[Finding]:
    """Variables that a device reads as nothing; every other value is the text that was written."""
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if isinstance(value, Text) and read_there(value).kind == "nothing":
            yield _quotable(f"env: {key.value}", value, "error", "a device reads it as nothing")


def _simulated(node: Node | None) -> Iterator[Finding]:
    """Each use of a variable that the simulation gives."""
    if isinstance(node, Pairs):
        for key, value in node.pairs:
            if key.value not in ("commands", "label"):
                yield from _simulated(value)
    elif isinstance(node, Text):
        with suppress(TemplateError):
            for name in filter(SIMULATED.__contains__, parse_template(node.value).names()):
                message = f"nothing gives ${{{name}}} on a device but -e {name}=…"
                yield _said(node, NO_SOURCE, message, "warning")
