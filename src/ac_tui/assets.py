"""Files: where `screens/` and `fixtures/` are (a checkout's own or the package's copy), reading, and writing whole."""

import errno
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

from ac_tui.registry.faults import printable

_PACKAGE = Path(__file__).resolve().parent
LARGEST_TEXT = 16 << 20  # bytes of a file that is read as one text
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "no such file",
    IsADirectoryError: "a folder, not a file",
    PermissionError: "may not be read: permission denied",
}


class AssetError(Exception):
    """A file or folder that cannot be used, at a line if one is to blame; `str()` is a line fit for a terminal."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        where = printable(str(path)) if line is None else f"{printable(str(path))}:{line}"
        super().__init__(f"{where}: {reason}")


def screens_dir() -> Path:
    """The folder of the deck: the checkout's, else the packaged copy; raises AssetError when neither is there."""
    return _folder("screens")


def fixtures_dir() -> Path:
    """The folder of registry, policy and flows, found as `screens_dir` is; raises AssetError."""
    return _folder("fixtures")


def read_text(path: Path, most: int = LARGEST_TEXT) -> str:
    """The text of a UTF-8 file, without its byte order mark, every line end a line feed; raises as `read_utf8`."""
    return read_utf8(path, most).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def read_utf8(path: Path, most: int = LARGEST_TEXT) -> bytes:
    """What is in a UTF-8 file, as it is; raises AssetError, also for more than `most` bytes that are no JSON Lines."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode) and not S_ISDIR(found.st_mode):
            raise AssetError(path, "a pipe or a device, not a file")
        if found.st_size > most and path.suffix.lower() != ".jsonl":
            raise AssetError(path, f"longer than the {most >> 20} MiB that it may have")
        data = path.read_bytes()
    except OSError as error:
        said = f"cannot be read: {error.strerror or 'input/output error'}"
        raise AssetError(path, _REASONS.get(type(error), said)) from None
    except MemoryError:
        raise AssetError(path, "larger than this machine's memory") from None
    except ValueError:  # a NUL in the name: the system is never asked
        raise AssetError(path, "no such file: the name holds a NUL character") from None
    at = 0
    while at < len(data):  # a few lines at a time: there may be many, and not each of them is needed as text
        end = data.find(b"\n", at + (1 << 20)) + 1 or len(data)
        try:
            data[at:end].decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, at + error.start) + 1
            raise AssetError(path, f"not UTF-8 text (byte 0x{error.object[error.start]:02x})", line) from None
        at = end
    return data


def _folder(name: str) -> Path:
    source = _PACKAGE.parent
    # The package of a checkout stands in its src/ and never has a copy beside it.
    if source.name == "src" and (checkout := source.parent / name).is_dir():
        return checkout
    packaged = _PACKAGE / "_assets" / name
    if packaged.is_dir():
        return packaged
    raise AssetError(packaged, "no such folder: the installation is incomplete, install ac-tui again")


def shown(path: Path) -> str:
    """A path as people would write it here, without control characters: from the working folder if it lies inside."""
    absolute = path.absolute()
    with suppress(ValueError):
        absolute = absolute.relative_to(Path.cwd())
    return printable(str(absolute))


# Everything is written beside its place first, then takes that place, or nothing is changed.


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
            aside.chmod(S_IMODE(like.stat().st_mode))
        file.writelines(data)
