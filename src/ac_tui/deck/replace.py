"""Writing files whole: everything is written beside its place first, then takes that place, or nothing is changed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


def replace_all(files: Mapping[Path, bytes | Iterable[bytes]], *, follow: bool = True, only_try: bool = False) -> None:
    """Replace files, or make them and their folders, all or none; each keeps its mode, and with `follow` links stay.

    Raises OSError with the file to blame. To a terminal or a stream of the shell (`/dev/stdout`, `>(gzip)`) it writes.
    """
    parts = {path: (data,) if isinstance(data, bytes) else data for path, data in files.items()}
    asides: dict[Path, tuple[Path, Path]] = {}  # by path what is written beside its place, and the place
    path = Path()
    try:
        for path, data in parts.items():
            if not path.is_char_device() and not (path.is_fifo() and path.is_relative_to("/dev")):
                place = path.resolve() if follow else path.parent.resolve() / path.name
                # A name that no file has, whatever the length of the file's own.
                asides[path] = place.with_name(f".{place.name[:40]}.{os.urandom(4).hex()}.new"), place
                _write(asides[path][0], data, like=place)
        for path, data in parts.items() if not only_try else ():
            if path in asides:
                aside, place = asides[path]
                aside.replace(place)
            else:
                with path.open("wb") as device:
                    device.writelines(data)
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or str(error), str(path)) from error
    finally:
        for aside, _ in asides.values():
            with suppress(OSError):
                aside.unlink()


def write_text(path: Path, text: str) -> None:
    """Replace one file, or make it; raises OSError."""
    replace_all({path: text.encode(errors="backslashreplace")})


def write_new_text(path: Path, text: str) -> None:
    """Make a file that is not there yet; raises FileExistsError where there is something, or another OSError."""
    refuse_unwritable(path)
    path.open("xb").close()
    try:
        replace_all({path: text.encode(errors="backslashreplace")}, follow=False)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def refuse_unwritable(path: Path) -> None:
    """Raise OSError where a file cannot be written to; its folder is made."""
    replace_all({path: b""}, only_try=True)


def _write(aside: Path, data: Iterable[bytes], *, like: Path) -> None:
    if like.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if like.exists() and not like.is_file():
        raise OSError(errno.EINVAL, "no file that can be replaced")
    try:
        aside.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
    with aside.open("xb") as file:
        if like.is_file():
            aside.chmod(stat.S_IMODE(like.stat().st_mode))
        file.writelines(data)
