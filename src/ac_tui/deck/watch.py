"""Which files of a deck were saved: looked at again and again, never told by the system, so it works everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ac_tui import assets

_DEEP = 3
"""How far down files are looked for: variants/NAME/desk/."""


class _Sign(NamedTuple):
    """What tells one state of a file from the next; the inode, for editors that save by renaming a new file."""

    modified: int
    size: int
    inode: int


class Watch:
    """Every .toml file under a folder of screens and under the one ac-tui ships, and some `others`.

    Folders and files may come and go; what cannot be looked at is as if it were not there.
    """

    def __init__(self, directory: Path | None = None, others: Iterable[Path] = ()) -> None:
        self._homes = dict.fromkeys((directory or assets.screens_dir(), assets.screens_dir()))
        self._others = tuple(others)
        self._signs = self._now()

    def look(self) -> frozenset[Path]:
        """The files that came, went or changed since the last look."""
        before, self._signs = self._signs, self._now()
        either = before.keys() | self._signs.keys()
        return frozenset(Path(path) for path in either if before.get(path) != self._signs.get(path))

    def _now(self) -> Mapping[str, _Sign]:
        found = {path: sign for home in self._homes for path, sign in _files(home, _DEEP)}
        for path in self._others:
            with suppress(OSError):
                found[str(path)] = _sign(path.stat())
        return found


def _files(folder: Path | str, depth: int) -> Iterator[tuple[str, _Sign]]:
    """The .toml files of a folder and of the folders in it that can hold any."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.name.endswith(".toml"):
                    yield entry.path, _sign(entry.stat())
                elif depth and not entry.name.startswith(".") and entry.is_dir():
                    yield from _files(entry.path, depth - 1)


def _sign(stat: os.stat_result) -> _Sign:
    return _Sign(stat.st_mtime_ns, stat.st_size, stat.st_ino)
