"""A folder's `config.yaml`: which of its flows are played, and in which order (Maestro's WorkspaceExecutionPlanner)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ac_tui.assets import AssetError, read_text
from ac_tui.flows import model as m
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text, YamlFaultError, read_documents
from ac_tui.registry.faults import Fault, FileError, printable

NAMES: Final = ("config.yaml", "config.yml")
"""How the file is called; it is no flow."""


@dataclass(frozen=True, slots=True)
class Workspace:
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
        return any(glob(pattern).fullmatch(name) for pattern in self.patterns)

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
            if (folder / name).is_file():
                return _read(folder / name)
    return Workspace()


def _read(path: Path) -> Workspace:
    file = str(path)
    try:
        documents = read_documents(read_text(path))
    except AssetError as error:
        raise FileError([Fault(file, error.line or 1, "unreadable", error.reason)]) from None
    except YamlFaultError as error:
        raise FileError([Fault(file, error.line, error.rule, error.message)]) from None
    top = documents[0] if documents else None
    if top is None or (isinstance(top, Text) and top.missing):
        return Workspace(file)
    if not isinstance(top, Pairs):
        raise FileError([Fault(file, top.line, "config", "the settings of a folder are a map: flows, includeTags, …")])
    faults: list[Fault] = []
    order = top.get("executionOrder")
    if order is not None and not isinstance(order, Pairs) and not _is_missing(order):
        faults.append(Fault(file, order.line, "config", "executionOrder is a map of flowsOrder and continueOnFailure"))
    inner = order if isinstance(order, Pairs) else Pairs(1, ())
    patterns = _words(top, "flows", file, faults)
    for pattern in patterns or ():
        try:
            glob(pattern)
        except ValueError as error:
            line = top.get("flows")
            faults.append(Fault(file, line.line if line else 1, "config", f"flows: {error}"))
    workspace = Workspace(
        file,
        patterns,
        _words(top, "includeTags", file, faults) or (),
        _words(top, "excludeTags", file, faults) or (),
        _words(inner, "flowsOrder", file, faults) or (),
        _flag(inner, "continueOnFailure", file, faults),
    )
    if faults:
        raise FileError(faults)
    return workspace


def _words(pairs: Pairs, key: str, file: str, faults: list[Fault]) -> tuple[str, ...] | None:
    """A list of words, or one of them alone, as Maestro takes it; None where nothing is given."""
    node = pairs.get(key)
    if node is None or _is_missing(node):
        return None
    items: Sequence[Node] = node.items if isinstance(node, Items) else (node,)
    words = [item.value for item in items if isinstance(item, Text)]
    if len(words) < len(items):
        faults.append(Fault(file, node.line, "config", f"{key} is a list of plain words"))
    return tuple(words)


def _flag(pairs: Pairs, key: str, file: str, faults: list[Fault]) -> bool:
    node = pairs.get(key)
    if node is None:
        return True
    if isinstance(node, Text) and node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    faults.append(Fault(file, node.line, "config", f"{key} is true or false"))
    return True


def _is_missing(node: Node) -> bool:
    return isinstance(node, Text) and node.missing


_GLOB: Final = re.compile(
    r"\\(?P<literal>.)|(?P<deep>\*\*)|(?P<sign>[*?{},])|\[(?P<set>!?[^]/]+)\]|(?P<other>.)", re.DOTALL
)
_SIGNS: Final = {"*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}


def glob(pattern: str) -> re.Pattern[str]:
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
        return re.compile("".join(parts), re.DOTALL)
    except re.error:
        raise ValueError(f"'{printable(pattern)}' is no pattern of files") from None
