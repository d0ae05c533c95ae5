"""Finding and reading the files of a deck, and laying a variant's texts over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ac_tui import assets
from ac_tui.deck.record import Path as Key
from ac_tui.registry.faults import Fault, FileError, printable
from ac_tui.registry.toml import locate_toml, read_toml

VARIANTS = "variants"
DESK = ("words", "messages", "why", "advice", "causes")
"""The files of screens/desk/, by name."""
WORKSHOP = ("check", "glossary")
"""The files of screens/ that hold no words of a screen but what words are held to (`lint`), by name."""

RULES = "rules"
"""The folder of screens/ whose files say what is wrong with words (`lint.rules`)."""


@dataclass(slots=True)
class Source:
    """One TOML file as read; `faults` grows as more is found wrong with it."""

    path: Path
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file as faults call it: relative to the working folder where it lies inside."""
        return shown(self.path)

    def fault(self, path: Key, rule: str, message: str) -> None:
        """Note a fault at a key of the file."""
        self.faults.append(Fault(self.name, locate_toml(self.text, path), rule, message))


def shown(path: Path) -> str:
    """A path as people would write it here, without control characters."""
    absolute = path.absolute()
    with suppress(ValueError):
        absolute = absolute.relative_to(Path.cwd())
    return printable(str(absolute))


def read(path: Path) -> Source:
    """Read a TOML file; what cannot be read or parsed is a fault of the source."""
    source = Source(path)
    try:
        source.text = assets.read_text(path)
    except assets.AssetError as error:
        source.faults.append(Fault(source.name, error.line or 1, "unreadable", error.reason))
        return source
    try:
        source.data = read_toml(source.text, source.name)
    except FileError as error:
        source.faults += error.faults
    return source


def find(directory: Path, *names: str) -> Path:
    """A file of a deck: the folder's own, else the one that ac-tui ships."""
    own = directory.joinpath(*names)
    return own if own.exists() else assets.screens_dir().joinpath(*names)


def laid_over(base: Mapping[str, Any], leaves: Iterator[tuple[Key, object]]) -> dict[str, Any]:
    """A file's tables with some leaves replaced; the file's own are left alone."""
    merged: dict[str, Any] = deepcopy(dict(base))
    for path, value in leaves:
        table = merged
        for key in path[:-1]:
            table = table.setdefault(str(key), {})
        table[str(path[-1])] = value
    return merged
