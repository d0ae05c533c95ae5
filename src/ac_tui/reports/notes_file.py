"""Writing call notes to a file whose name tells nothing of anybody: only when the call was."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path


def save_notes(text: str, moment: datetime, suffix: str, folder: Path | None = None) -> Path:
    """Write notes to a new file (`note-2026-01-15-0941.md`) and return it; nothing that is there is written over.

    `folder` is the one the program was started in where it is not given. Raises OSError where it cannot be written.
    """
    stem = f"note-{moment:%Y-%m-%d-%H%M}"
    for number in count(1):
        file = (folder or Path()) / f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}"
        try:
            with file.open("x", encoding="utf-8") as out:
                out.write(text)
        except FileExistsError:
            continue
        return file
    raise AssertionError  # there is always a next number
