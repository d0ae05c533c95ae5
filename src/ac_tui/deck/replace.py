"""Files replaced whole: all are written beside their places first, then each takes its place."""

from __future__ import annotations

import secrets
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


class UnwrittenError(Exception):
    """Files that could not be replaced: those that were before, those that were not, the file to blame, the reason."""

    def __init__(self, written: Iterable[Path], unwritten: Iterable[Path], blamed: Path, reason: str) -> None:
        self.written = tuple(written)
        self.unwritten = tuple(unwritten)
        self.blamed = blamed
        self.reason = reason
        super().__init__(f"{blamed}: {reason}")


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Replace files, or make them and their folders; each keeps its mode, and a link stays one.

    Raises UnwrittenError; as long as there is one that cannot be written, none is replaced.
    """
    asides = {path: _aside(path) for path in files}
    written: list[Path] = []
    path = Path()
    try:
        for path, data in files.items():
            _write(asides[path], data, like=path)
        for path, aside in asides.items():
            aside.replace(path.resolve())
            written.append(path)
    except OSError as error:
        left = [path for path in files if path not in written]
        raise UnwrittenError(written, left, path, error.strerror or str(error)) from error
    finally:
        for aside in asides.values():
            with suppress(OSError):
                aside.unlink()


def refuse_unwritable(path: Path) -> None:
    """Raise UnwrittenError where a file cannot be written to; its folder is made."""
    aside = _aside(path)
    try:
        _write(aside, b"", like=path)
        aside.unlink()
    except OSError as error:
        raise UnwrittenError((), (path,), path, error.strerror or str(error)) from error


def _aside(path: Path) -> Path:
    """A name in the same folder that no file has."""
    real = path.resolve()
    return real.with_name(f".{real.name}.{secrets.token_hex(4)}.new")


def _write(aside: Path, data: bytes, *, like: Path) -> None:
    """Write a file that is to take the place of another, with its mode."""
    aside.parent.mkdir(parents=True, exist_ok=True)
    if like.is_dir():
        raise IsADirectoryError(None, "a folder, not a file")
    if like.exists() and not like.is_file():
        raise OSError(None, "no file that can be replaced")
    with aside.open("xb") as file:
        if like.exists():
            aside.chmod(stat.S_IMODE(like.stat().st_mode))
        file.write(data)
