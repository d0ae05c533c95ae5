"""Findings that are meant: `# allow RULE: reason` on the line of a TOML text, or alone on the line above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ac_tui.registry.faults import Fault

_ALLOW: Final = re.compile(r"#\s*allow\s+([a-z]+(?:-[a-z]+)*)\s*(?::\s*(\S.*))?")
_STRINGS: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|(#[^\n]*)', re.DOTALL
)


def allowances(text: str) -> dict[tuple[int, str], tuple[int, bool]]:
    """What the comments of a TOML file allow, by (line, rule): where each comment stands, and whether it says why."""
    found: dict[tuple[int, str], tuple[int, bool]] = {}
    lines = text.split("\n")
    for match in _STRINGS.finditer(text) if "allow" in text else ():
        if match[1] and (allow := _ALLOW.match(match[1])):
            line = at = text.count("\n", 0, match.start()) + 1
            # Alone on its line it holds for the first below that holds more than a comment: they may stand in a stack.
            while at <= len(lines) and lines[at - 1].lstrip().startswith("#"):
                at += 1
            found[at, allow[1]] = line, bool(allow[2])
    return found


def not_allowed(faults: Iterable[Fault], texts: Mapping[str, str]) -> Iterator[Fault]:
    """The findings that no comment allows, and the comments that allow nothing or do not say why; `texts` by file."""
    allowed = {(name, *place): one for name, text in texts.items() for place, one in allowances(text).items()}
    used: set[tuple[str, int, str]] = set()
    for fault in faults:
        place = (fault.file, fault.line, fault.rule)
        used.add(place)
        if place not in allowed or not allowed[place][1]:
            yield fault
    for (name, line, rule), (comment_line, reasoned) in allowed.items():
        if not reasoned:
            yield Fault(name, comment_line, "allow-reason", f"say why: `# allow {rule}: reason`")
        elif (name, line, rule) not in used:
            message = f"nothing here needs `allow {rule}`"
            yield Fault(name, comment_line, "allow-unused", message, "suggestion")
