"""What the last run left behind, in `.ac-tui/` of the current folder: which flows failed, which snapshots differ."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ac_tui.assets import AssetError, read_text
from ac_tui.deck.replace import replace_all
from ac_tui.registry.faults import json_text

FOLDER: Final = Path(".ac-tui")
_FAILED: Final = "last-failed.json"


def read_failed(folder: Path = FOLDER) -> tuple[str, ...]:
    """The flows that failed when they were last played; none where nothing, or nothing sound, is remembered."""
    try:
        data = json.loads(read_text(folder / _FAILED))
    except (AssetError, ValueError, RecursionError):
        return ()
    return tuple(entry for entry in data if isinstance(entry, str)) if isinstance(data, list) else ()


def remember(played: Iterable[str], failed: Iterable[str], folder: Path = FOLDER) -> None:
    """Remember which of the flows played have failed; what was not played stays as it was. Raises OSError."""
    again = set(map(as_meant, played))
    kept = [file for file in read_failed(folder) if as_meant(file) not in again]
    write_state(folder / _FAILED, sorted({*kept, *failed}))


def as_meant(file: Path | str) -> Path:
    """A path however it was spelled, links followed; one that leads round in a circle stays as it is."""
    return Path(os.path.realpath(str(file).replace("\0", "")))


def write_state(path: Path, data: object) -> None:
    """Write a file of the folder, with the folder's own rule that git leaves it alone; raises OSError."""
    folder = path.parent
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "a link, not a folder", str(folder))
    files = {path: f"{json_text(data)}\n".encode(errors="backslashreplace")}
    if not (folder / ".gitignore").exists():
        files[folder / ".gitignore"] = b"*\n"
    replace_all(files, through_links=False)
