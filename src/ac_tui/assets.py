"""Finding and reading what is no Python: ``screens/`` and ``fixtures/``, a checkout's own or the package's copy."""

from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

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
