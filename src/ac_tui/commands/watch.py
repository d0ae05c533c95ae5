"""Doing something again whenever one of its files is saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from ac_tui.assets import AssetError
from ac_tui.registry.faults import FileError, printable

_EVERY_S: Final = 0.3
_SUFFIXES: Final = (".yaml", ".yml", ".toml", ".jsonl", ".env")

State = frozenset[tuple[str, int, int]]


def again_and_again(
    play: Callable[[], object], paths: Callable[[], Iterable[Path]], pause: Callable[[float], object] = time.sleep
) -> None:
    """Play, and play again at every change of the files that the paths name, until interrupted.

    Files that cannot be used are told as the command line does, and waited for.
    """
    while True:
        watched = list(paths())
        before = state(watched)
        try:
            play()
        except (AssetError, FileError) as error:
            sys.stderr.write(f"{error}\n")
        except OSError as error:
            sys.stderr.write(f"{printable(str(error.filename or ''))}: {error.strerror}\n")
        sys.stderr.write("ac-tui test: waiting for a change (Ctrl+C ends)\n")
        sys.stderr.flush()
        while state(watched) == before:
            pause(_EVERY_S)


def state(paths: Iterable[Path]) -> State:
    """What changes when one of these files, or a file of flows, screens or customers in one of these folders, does."""
    return frozenset(_states(paths))


def _states(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        files = path.rglob("*") if path.is_dir() else (path,)
        for file in files:
            if file == path or file.suffix in _SUFFIXES:
                try:
                    found = file.stat()
                except OSError:  # it went away meanwhile
                    continue
                yield str(file), found.st_mtime_ns, found.st_size
