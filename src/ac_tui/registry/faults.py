"""What is wrong with a file, and where, one line a fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Level = Literal["error", "warning", "suggestion"]


class Fault(Struct, frozen=True):
    """One finding in a file: `line` counts from 1, `rule` is its short name, `message` one human sentence."""

    file: str
    line: int
    rule: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.line}: [{self.rule}] {printable(self.message)}"


def printable(text: str) -> str:
    """The text with everything that a terminal would obey, and not show, written as an escape."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def json_text(data: object) -> str:
    """Data as JSON for people and programs: what a terminal would obey, and not show, is an escape in it."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    if text.replace("\n", "").isprintable():
        return text
    return "".join(char if char == "\n" or char.isprintable() else json.dumps(char)[1:-1] for char in text)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults as a reader meets them: by file, then line, then in the order found."""
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))


class FileError(ValueError):
    """A file that cannot be used: `faults` holds every reason at once, `str()` one line each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = in_order(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[FileError], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)  # what another process found wrong arrives as it was
