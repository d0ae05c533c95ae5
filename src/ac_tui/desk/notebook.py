"""Which notes are written down, and writing them to a file whose name tells nothing of anybody: only when it was."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple

from ac_tui.deck.replace import write_new_text

Form = Literal["md", "json"]


class NotePage(NamedTuple):
    """The notes of one call: its remarks, the whole text, when that was (simulated)."""

    remarks: tuple[str, ...]
    text: str
    moment: datetime


class Notebook:
    """Knows which notes no file holds yet.

    What the operator has not noted down a program can tell again; only remarks would be lost.
    """

    def __init__(self) -> None:
        self._saved: set[tuple[str, ...]] = set()
        self._pages: list[NotePage] = []

    def put_away(self, page: NotePage) -> None:
        """Keep the notes of a call that has ended; a longer version of the same call takes the place of a shorter."""
        self._pages = [*(one for one in self._pages if one.remarks != page.remarks[: len(one.remarks)]), page]

    def holds_unsaved(self, remarks: tuple[str, ...]) -> bool:
        """Whether these remarks, or any that were put away, are in no file."""
        return bool(remarks and remarks not in self._saved) or bool(self._unsaved)

    def save(self, page: NotePage, form: Form) -> Path:
        """Write one page to a new file and return it; raises OSError."""
        file = save_notes(page.text, page.moment, form)
        self._saved.add(page.remarks)
        return file

    def save_all(self) -> list[Path]:
        """Write every page that no file holds, and return the files; raises OSError."""
        return [self.save(page, "md") for page in self._unsaved]

    @property
    def _unsaved(self) -> list[NotePage]:
        return [page for page in self._pages if page.remarks not in self._saved]


def save_notes(text: str, moment: datetime, suffix: str, folder: Path | None = None) -> Path:
    """Write notes to a new file (`note-2026-01-15-0941.md`) and return it; nothing that is there is written over.

    `folder` is the one the program was started in where it is not given. Raises OSError where it cannot be written.
    """
    stem = f"note-{moment:%Y-%m-%d-%H%M}"
    for number in count(1):
        file = (folder or Path()) / f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}"
        try:
            write_new_text(file, text)
        except FileExistsError:
            continue
        return file
    raise AssertionError  # there is always a next number
