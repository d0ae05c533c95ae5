"""A folder's `config.yaml`: which of its flows are played, and in which order (Maestro's WorkspaceExecutionPlanner)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from ac_tui.flows import model as m
from ac_tui.flows.command_parser import Fields, missing
from ac_tui.flows.expressions import BoundedExpression, EndlessError
from ac_tui.flows.yaml_tree import Pairs, read_file
from ac_tui.registry.faults import Fault, FileError, printable

NAMES: Final = ("config.yaml", "config.yml")
"""How the file is called; it is no flow."""


class Workspace(NamedTuple):
    """What a `config.yaml` says; one that says nothing leaves everything as it is.

    `patterns` are Java's globs, None where there are none; `order` names the flows that are played first, in this
    order; where one of them fails and `go_on` is false, the rest of them is left out.
    """

    file: str = ""
    patterns: tuple[str, ...] | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    go_on: bool = True

    def takes(self, path: Path, folder: Path) -> bool:
        """Whether a file below the folder is one of its flows."""
        if self.patterns is None:
            return True
        name = path.relative_to(folder).as_posix()
        try:
            return any(glob(pattern).matches(name) for pattern in self.patterns)
        except EndlessError as error:
            raise FileError([Fault(self.file, 1, "config", f"flows: {error}")]) from None

    def first(self, flows: Iterable[m.Flow]) -> list[m.Flow]:
        """The flows that are played before the others: those of `order`, up to the first name that nobody has."""
        by_name = {flow.name: flow for flow in flows}
        found = []
        for name in dict.fromkeys(self.order):
            if name not in by_name:
                break
            found.append(by_name[name])
        return found


def read_workspace(folders: Iterable[Path]) -> Workspace:
    """What the first of the folders with a `config.yaml` says, for all of them; raises FileError."""
    for folder in folders:
        for name in NAMES:
            if (folder / name).exists():
                return _read(folder / name)
    return Workspace()


def _read(path: Path) -> Workspace:
    file = str(path)
    _, documents = read_file(path, file)
    faults: list[Fault] = []

    def report(line: int, _: str, message: str) -> None:
        faults.append(Fault(file, line, "config", printable(message)))

    top, order = Fields("", 1, report), Fields("", 1, report)
    if documents and isinstance(documents[0], Pairs):
        top.take(documents[0], [key.value for key, _ in documents[0].pairs], "config")
    elif documents and not missing(documents[0]):
        top.fault("", "config", "the settings of a folder are a map: flows, includeTags, …")
    if inner := top.map("executionOrder", "config", " of flowsOrder and continueOnFailure"):
        order.take(inner, [key.value for key, _ in inner.pairs], "executionOrder")
    patterns = top.words("flows", lone=True) if "flows" in top and not missing(top.entries["flows"]) else None
    for pattern in patterns or ():
        try:
            glob(pattern)
        except ValueError as error:
            top.fault("flows", "config", f"flows: {error}")
    include, exclude = top.words("includeTags", lone=True), top.words("excludeTags", lone=True)
    first, go_on = order.words("flowsOrder", lone=True), order.flag("continueOnFailure") is not False
    if faults:
        raise FileError(faults)
    return Workspace(file, patterns, include, exclude, first, go_on)


_GLOB: Final = re.compile(
    r"\\(?P<literal>.)|(?P<deep>\*\*)|(?P<sign>[*?{},])|\[(?P<set>!?[^]/]+)\]|(?P<other>.)", re.DOTALL
)
_SIGNS: Final = {"*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}


@lru_cache(maxsize=256)
def glob(pattern: str) -> BoundedExpression:
    """A pattern of files as Java's file systems read it: `*` stays in a folder, `**` does not; raises ValueError."""
    parts: list[str] = []
    inside = 0
    for match in _GLOB.finditer(pattern):
        sign = match["sign"]
        inside += {"{": 1, "}": -1}.get(sign or "", 0)
        if match["deep"]:
            parts.append(".*")
        elif match["set"]:
            letters = match["set"].removeprefix("!").replace("\\", "\\\\").replace("^", "\\^")
            parts.append(f"[^/{letters}]" if match["set"].startswith("!") else f"[{letters}]")
        elif sign and not (sign == "," and not inside):
            parts.append(_SIGNS[sign])
        else:
            parts.append(re.escape(match["literal"] or sign or match["other"]))
    try:
        if inside:
            raise re.error("braces")
        return BoundedExpression("".join(parts), re.DOTALL)
    except (re.error, Warning, OverflowError, RecursionError):
        raise ValueError(f"'{printable(pattern)}' is no pattern of files") from None
