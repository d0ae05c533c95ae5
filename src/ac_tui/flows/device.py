"""What a device would not take of a flow's file, or take otherwise (Maestro 1.39.10, docs/flows.md); copies for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from ac_tui.flows.commands import COMMANDS
from ac_tui.flows.model import TRAITS
from ac_tui.flows.selector import differs_in_java
from ac_tui.flows.variables import SIMULATED, TemplateError, parse_template
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text, read_documents, unportable, walk
from ac_tui.registry.faults import Fault, Level

MARK: Final = "# Written by `ac-tui export`: what is changed here is lost."
"""The first line of every copy: what does not begin with it is nobody's copy and is not written over."""
ONLY_HERE: Final = "simulator-only"
_NO_SOURCE: Final = "device-no-value"  # the rule of variables that the simulation gives, and on a device only `-e` can
_QUOTES: Final = "device-value"  # the rule of scalars that quotes would mend

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

_ELEMENTS: Final = ("visible", "notVisible", "element")  # keys under which a selector stands
_SWITCHES: Final = (*TRAITS, "optional", "waitUntilVisible", "retryTapIfNoChange")
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


Finding = tuple[Node, str, str, Level]
"""What a device would not take, or take otherwise: its rule, what is said of it, how bad it is."""


def findings(documents: Sequence[Node]) -> Iterator[Finding]:
    """Everything a device would not take of a file that was read, or take otherwise."""
    header = documents[0] if documents else None
    if isinstance(header, Pairs):
        app = header.get("appId") or header.get("url")
        if app is None or (isinstance(app, Text) and (kind_of(app) == "nothing" or not app.value)):
            yield header, "app-id", "a device wants an appId in the header", "error"
        yield from _values("", "env", header.get("env"))
        for hook in ("onFlowStart", "onFlowComplete"):
            yield from _commands(header.get(hook))
    for body in documents[1:2]:
        yield from _commands(body)


def _commands(node: Node | None) -> Iterator[Finding]:
    for item in node.items if isinstance(node, Items) else ():
        name, value = item.pairs[0] if isinstance(item, Pairs) and item.pairs else (item, None)
        word = name.value if isinstance(name, Text) else ""
        if word in _NEWER:
            yield name, "device-version", f"Maestro 1.39 does not know '{word}'; newer ones do", "suggestion"
        if word == "simulator" and value is not None:
            yield name, ONLY_HERE, "a device does not know 'simulator'", "error"
        else:
            yield from _values(word, "", value, selects=word in COMMANDS and COMMANDS[word].selects)


def _values(word: str, key: str, node: Node | None, *, selects: bool = False) -> Iterator[Finding]:
    """What is to be said of what stands under a key, "" for a lone value, as a part of a selector or not."""
    selects = selects or key in _ELEMENTS
    if key == "commands":
        yield from _commands(node)
    elif isinstance(node, Pairs):
        for name, value in node.pairs:
            place = (f"env: {name.value}", "") if key == "env" else (word, name.value)
            yield from _values(*place, value, selects=selects)
    elif isinstance(node, Text):
        yield from _value(word, key, node, selects and key not in _SWITCHES)
        with suppress(TemplateError):
            for used in parse_template(node.value).names() if key != "label" else ():
                if used in SIMULATED:
                    yield node, _NO_SOURCE, f"nothing gives ${{{used}}} on a device but -e {used}=…", "warning"


def _value(word: str, key: str, node: Text, selects: bool) -> Iterator[Finding]:
    def unquoted(level: Level, what: str) -> Finding:
        return node, _QUOTES, f"{word}: {node.value} stands without quotes: a device reads it as {what}", level

    kind, lone = kind_of(node), not key
    other_number = changes(node) and kind != "nothing"
    if lone and word == "eraseText":
        if node.quoted or other_number:
            said = "wants a number without quotes" if node.quoted else f"reads {node.value} as another number"
            yield node, "device-type", f"eraseText: a device {said}", "error"
    elif lone and kind == "nothing":
        yield unquoted("error", "nothing")
    elif kind != "text" and (key == _ANY.get(word) or (lone and word in _LONE)):
        yield unquoted("error", f"{kind} and wants a text")
    elif selects or (lone and word in _ANY):
        if changes(node):
            yield unquoted("warning", kind)
        if selects and key in ("", "text", "id", *_ELEMENTS) and (words := differs_in_java(node.value)):
            yield node, "device-expression", f"'{node.value}' {words}", "warning"
        if key == "index" and node.value.startswith("-"):
            yield node, "device-index", f"{word}: a device finds nothing at the index {node.value}", "error"
    elif key == "length" and other_number:
        yield unquoted("warning", "another number")
    elif key == "optional" and word in ("inputText", "setAirplaneMode") and node.value.lower() == "true":
        message = f"{word}: a device leaves 'optional' out: the flow fails where this does"
        yield node, "device-optional", message, "warning"


class Copy(NamedTuple):
    """A file for devices: what cannot go, the lines of commands left out, the variables to be given with `-e`."""

    text: str
    faults: list[Fault]
    left_out: list[int]
    asks: list[str]


def device_copy(text: str, file: str) -> Copy:
    """A flow's file, which was read before, as a device takes it; raises FileError."""
    documents = read_documents(text, file)
    inline = set(_inline(documents, text.split("\n")))
    faults, left_out, said, quotable = [], [], "", set()
    for node, rule, message, level in findings(documents):
        if isinstance(node, Text) and rule == _QUOTES:
            quotable.add(node)
        elif rule == ONLY_HERE and node.line not in inline:
            left_out.append(node.line)
        elif rule == _NO_SOURCE:
            said += message
        elif level != "suggestion":
            faults.append(Fault(file, node.line, rule, message, level))
    if (line := unportable(text)) is not None:
        faults.append(Fault(file, line, "yaml-quotes", "a device does not take this text as it stands"))
    asks = [name for name in SIMULATED if f"${{{name}}}" in said]
    for _, value, _, start, end in sorted(quotable, key=lambda node: node.start, reverse=True):
        text = f"{text[:start]}'{value}'{text[end:]}"
    return Copy(f"{MARK}\n{_without_lines(text, left_out)}", faults, left_out, asks)


def _inline(documents: Sequence[Node], lines: Sequence[str]) -> Iterator[int]:
    """The lines of commands for the simulator that cannot be left out: in a line with others, or alone in a list."""
    for items in (node for node in walk(documents) if isinstance(node, Items)):
        named = [item for item in items.items if isinstance(item, Pairs) and item.pairs[0][0].value == "simulator"]
        for item in named:
            if len(named) == len(items.items) or not re.match(r"\s*- simulator:", lines[item.line - 1]):
                yield item.line


def _without_lines(text: str, left_out: Sequence[int]) -> str:
    """The text without these lines, the header's `simulator`, and those below each that belong to it."""
    lines = text.split("\n")
    depths = [len(line) - len(line.lstrip()) for line in lines]
    end = next((number for number, line in enumerate(lines) if line.startswith("---")), 0)
    header = [number for number, line in enumerate(lines[:end], 1) if line.startswith("simulator:")]
    for first in sorted({*left_out, *header}, reverse=True):
        last = first
        while last < len(lines) and lines[last].strip() and depths[last] > depths[first - 1]:
            last += 1
        del lines[first - 1 : last]
    return "\n".join(lines)
