"""A file of variables for flows: KEY=VALUE lines, so that no secret stands on a command line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ac_tui.assets import read_text
from ac_tui.flows.variables import SIMULATED
from ac_tui.flows.yaml_tree import MOST_BYTES
from ac_tui.registry.faults import Fault, FileError

_LINE: Final = re.compile(r"(?:export[ \t]+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(?P<value>.*)")
_QUOTED: Final = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def read_env_file(path: Path) -> dict[str, str]:
    """The variables in a file; raises AssetError, or FileError for its faults, which never show a value.

    One KEY=VALUE a line; empty lines and lines that begin with `#` count for nothing. Spaces around a value and one
    pair of quotes around all of it are not part of it; nothing in it is escaped or expanded.
    """
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults = []
    for number, line in enumerate(map(str.strip, read_text(path, MOST_BYTES).split("\n")), 1):
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        name = match["name"] if match is not None else ""
        if match is None:
            wrong = "write KEY=VALUE, the key in letters, digits and _"
        elif name in SIMULATED:
            wrong = f"{name} is the newest one delivered, and cannot be given"
        elif name in lines:
            wrong = f"'{name}' is given twice, first at line {lines[name]}"
        else:
            quoted = _QUOTED.fullmatch(match["value"])
            values[name] = match["value"] if quoted is None else quoted[1] or quoted[2] or ""
            lines[name] = number
            continue
        faults.append(Fault(str(path), number, "env-file", wrong))
    if faults:
        raise FileError(faults)
    return values
