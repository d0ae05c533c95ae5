"""What the last run left behind, in `.ac-tui/` of the current folder: which flows failed, which snapshots differ."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(".ac-tui")
_FAILED: Final = "last-failed.json"


def read_failed(folder: Path = FOLDER) -> tuple[str, ...]:
    """The flows that failed when they were last played; none where nothing is remembered."""
    data = read_json(folder / _FAILED)
    return tuple(entry for entry in data if isinstance(entry, str)) if isinstance(data, list) else ()


def remember(played: Iterable[str], failed: Iterable[str], folder: Path = FOLDER) -> None:
    """Remember which of the flows played have failed; what was not played stays as it was."""
    again = set(map(as_meant, played))
    kept = [file for file in read_failed(folder) if as_meant(file) not in again]
    write_json(folder / _FAILED, sorted({*kept, *failed}))


def as_meant(file: Path | str) -> Path:
    """A path however it was spelled, links followed; one that leads round in a circle stays as it is."""
    return Path(os.path.realpath(file))


def read_json(path: Path) -> Any:
    """What a file of the folder holds; None where it cannot be read: nothing in it is worth a failure."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def write_json(path: Path, data: object) -> None:
    """Write a file of the folder, with the folder's own rule that git leaves it alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ignore = path.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")
    path.write_text(json.dumps(data, indent=2) + "\n", "utf-8")
