"""Writing files whole: everything is written beside its place first, then takes that place, or nothing is changed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


class UnwrittenError(OSError):
    """Files that could not be replaced, the one of them to blame, and the reason."""

    def __init__(self, unwritten: Iterable[Path], blamed: Path, error: OSError) -> None:
        self.unwritten = tuple(unwritten)
        self.blamed = blamed
        self.reason = error.strerror or str(error)
        super().__init__(error.errno or errno.EIO, self.reason, str(blamed))

    def __str__(self) -> str:
        return f"{self.blamed}: {self.reason}"


def replace_all(files: Mapping[Path, bytes | Iterable[bytes]], *, through_links: bool = True) -> None:
    """Replace files, or make them and their folders; each keeps its mode, a link stays one but without `through_links`.

    Raises UnwrittenError; as long as there is one that cannot be written, none is replaced. A terminal, or a
    stream that the shell has opened, is written to.
    """
    parts = {path: (data,) if isinstance(data, bytes) else data for path, data in files.items()}
    places = {path: path.resolve() if through_links else path.parent.resolve() / path.name for path in files}
    asides = {path: _aside(place) for path, place in places.items()}
    written: list[Path] = []
    path = Path()
    try:
        for path, data in parts.items():
            if not _is_stream(path):
                _write(asides[path], data, like=places[path])
        for path, aside in asides.items():
            if _is_stream(path):
                with path.open("wb") as device:
                    device.writelines(parts[path])
            else:
                aside.replace(places[path])
            written.append(path)
    except OSError as error:
        raise UnwrittenError([path for path in files if path not in written], path, error) from error
    finally:
        for aside in asides.values():
            with suppress(OSError):
                aside.unlink()


def write_text(path: Path, text: str) -> None:
    """Replace one file, or make it; raises UnwrittenError."""
    replace_all({path: text.encode(errors="backslashreplace")})


def write_new_text(path: Path, text: str) -> None:
    """Make a file that is not there yet; raises FileExistsError where there is something, or another OSError."""
    refuse_unwritable(path)
    path.open("xb").close()
    try:
        replace_all({path: text.encode(errors="backslashreplace")}, through_links=False)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def refuse_unwritable(path: Path) -> None:
    """Raise UnwrittenError where a file cannot be written to; its folder is made."""
    place = path.resolve()
    aside = _aside(place)
    try:
        if not _is_stream(path):
            _write(aside, (), like=place)
            aside.unlink()
    except OSError as error:
        raise UnwrittenError((path,), path, error) from error


def _aside(place: Path) -> Path:
    """A name in the same folder that no file has, whatever the length of the file's own."""
    return place.with_name(f".{place.name[:40]}.{os.urandom(4).hex()}.new")


def _is_stream(path: Path) -> bool:
    """Whether it is a terminal, or a stream that the shell has opened for the program: `/dev/stdout`, `>(gzip)`."""
    return path.is_char_device() or (path.is_fifo() and path.is_relative_to("/dev"))


def _write(aside: Path, data: Iterable[bytes], *, like: Path) -> None:
    if like.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(like))
    if like.exists() and not like.is_file():
        raise OSError(errno.EINVAL, "no file that can be replaced", str(like))
    try:
        aside.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(like)) from None
    with aside.open("xb") as file:
        if like.is_file():
            aside.chmod(stat.S_IMODE(like.stat().st_mode))
        file.writelines(data)
