"""What a device would not take of a flow's file, or take otherwise, line by line: Maestro 1.39.10 (docs/flows.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final

from ac_tui.flows.expressions import differs_in_java
from ac_tui.flows.variables import SIMULATED, TemplateError, parse_template
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text
from ac_tui.registry.faults import Fault, Level

ONLY_HERE: Final = "simulator-only"
NO_SOURCE: Final = "device-no-value"  # the rule of variables that the simulation gives, and on a device only `-e` can


_KINDS: Final[Mapping[str, str]] = {
    r"~|null|Null|NULL": "nothing",
    r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF": "a truth value",
    r"[-+]?(?:0(?=_*[0-7])[0-7_]+|0b(?=_*[01])[01_]+|0x(?=_*[0-9a-fA-F])[0-9a-fA-F_]+|0|[1-9][0-9_]*)": "a number",
    r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)": "a number",
    r"[-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?": "a number",
    r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*": "a number",
}
"""What SnakeYAML makes of an unquoted scalar."""
_READS_BACK: Final = r"true|false|0|-?[1-9][0-9]*|-?(?=[0-9.]{,16}\Z)(?!0\.000)(?:0|[1-9][0-9]{0,6})\.(?:0|[0-9]*[1-9])"
"""What becomes the text again that was written."""

_SELECTORS: Final = ("tapOn", "doubleTapOn", "longPressOn", "assertVisible", "assertNotVisible", "copyTextFrom")
_ELEMENTS: Final = ("visible", "notVisible", "element")  # keys under which a selector stands
_SWITCHES: Final = ("enabled", "checked", "focused", "selected", "optional", "waitUntilVisible", "retryTapIfNoChange")
_ANY: Final = {"inputText": "text", "assertTrue": "condition"}
_LONE: Final = ("launchApp", "stopApp", "killApp", "clearState", "runFlow", "pressKey", "takeScreenshot", "openLink")
_NEWER: Final = (
    "setClipboard", "inputRandomCityName", "inputRandomCountryName", "inputRandomColorName", "setDarkMode",
    "setOrientation", "setPermissions", "shake", "toggleDarkMode", "drag", "hide keyboard",
)  # fmt: skip
"""Commands that Maestro has got since 1.39."""


def kind_of(node: Text) -> str:
    """What kind of value SnakeYAML and Jackson make of a scalar, in a word."""
    kinds = () if node.quoted else _KINDS.items()
    return next((kind for pattern, kind in kinds if re.fullmatch(pattern, node.value)), "text")


def changes(node: Text) -> bool:
    """Whether they make another text of it than was written."""
    return kind_of(node) != "text" and not re.fullmatch(_READS_BACK, node.value)


Finding = tuple[Fault, Text | None]
"""Something that a device would not take, or take otherwise, and the scalar that quotes would mend."""


def _said(node: Node, rule: str, message: str, level: Level, mended: Text | None = None) -> Finding:
    return Fault("", node.line, rule, message, level), mended


def findings(documents: Sequence[Node]) -> Iterator[Finding]:
    """Everything a device would not take of a file that was read, or take otherwise; the file's name is left out."""
    header = documents[0] if documents else None
    if isinstance(header, Pairs):
        app = header.get("appId") or header.get("url")
        if app is None or (isinstance(app, Text) and (kind_of(app) == "nothing" or not app.value)):
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
            yield _said(name, "device-version", f"Maestro 1.39 does not know '{word}'; newer ones do", "suggestion")
        if word == "simulator" and value is not None:
            yield _said(name, ONLY_HERE, "a device does not know 'simulator'", "error")
            continue
        if value is not None:
            yield from _values(word, "", value, word in _SELECTORS)
        yield from _simulated(value)


def _values(word: str, key: str, node: Node, selects: bool) -> Iterator[Finding]:
    """What is to be said of what stands under a key, "" for a lone value, as a part of a selector or not."""
    selects = selects or key in _ELEMENTS
    if key == "commands":
        yield from _commands(node)
    elif key == "env":
        yield from _env(node)
    elif isinstance(node, Pairs):
        for inner, value in node.pairs:
            yield from _values(word, inner.value, value, selects)
    elif isinstance(node, Text):
        yield from _value(word, key, node, selects and key not in _SWITCHES)


def _value(word: str, key: str, node: Text, selects: bool) -> Iterator[Finding]:
    kind, lone = kind_of(node), not key
    if lone and word == "eraseText":
        if node.quoted or (changes(node) and kind != "nothing"):
            said = "wants a number without quotes" if node.quoted else f"reads {node.value} as another number"
            yield _said(node, "device-type", f"eraseText: a device {said}", "error")
    elif lone and kind == "nothing":
        yield _quotable(word, node, "error", "a device reads it as nothing and finds no command")
    elif kind != "text" and (key == _ANY.get(word) or (lone and word in _LONE)):
        yield _quotable(word, node, "error", f"a device reads it as {kind} and wants a text")
    elif selects or (lone and word in _ANY):
        if changes(node):
            yield _quotable(word, node, "warning", f"a device reads it as {kind}")
        if selects and key in ("", "text", "id", *_ELEMENTS) and (words := differs_in_java(node.value)):
            yield _said(node, "device-expression", f"'{node.value}' {words}", "warning")
        if key == "index" and node.value.startswith("-"):
            message = f"{word}: a device finds nothing at the index {node.value}"
            yield _said(node, "device-index", message, "error")
    elif key == "length" and changes(node) and kind != "nothing":
        yield _quotable(word, node, "warning", "a device reads it as another number")
    elif key == "optional" and word in ("inputText", "setAirplaneMode") and node.value.lower() == "true":
        message = f"{word}: a device leaves 'optional' out: the flow fails where this does"
        yield _said(node, "device-optional", message, "warning")


def _quotable(word: str, node: Text, level: Level, what: str) -> Finding:
    return _said(node, "device-value", f"{word}: {node.value} stands without quotes: {what}", level, node)


def _env(node: Node | None) -> Iterator[Finding]:
    """Variables that a device reads as nothing; every other value is the text that was written."""
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if isinstance(value, Text) and kind_of(value) == "nothing":
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
                yield _said(node, NO_SOURCE, f"nothing gives ${{{name}}} on a device but -e {name}=…", "warning")
