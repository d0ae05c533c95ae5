"""What was made of files, kept as plain data for the next start; its name says program and files, to the byte."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import adler32, crc32

import msgspec

from ac_tui.assets import AssetError, read_utf8

_PACKAGE: Final = Path(__file__).resolve().parent
_MOST: Final = 24  # entries of a kind that are kept; whoever edits screens makes one at each start
T = TypeVar("T")


def folder() -> Path | None:
    """The program's folder in the user's cache folder, by the rules of the platform; None where there is no home."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    usual = os.path.join(home, "Library/Caches" if sys.platform == "darwin" else ".cache")  # noqa: PTH118
    chosen = named if os.path.isabs(named) else usual  # noqa: PTH117
    return Path(chosen, "ac-tui") if os.path.isabs(chosen) else None  # noqa: PTH117


def remembered(
    kind: str, files: Iterable[Path], make: Callable[[], T], dump: Callable[[T], Any], load: Callable[[Any], T]
) -> T:
    """What `make` makes of these files, or made before; `kind` is a word, after a colon what else it depends on."""
    entry, word = None, kind.partition(":")[0]
    if home := folder():
        with suppress(AssetError, OSError, ValueError):  # of a file that cannot be read making it says why
            texts = [part for file in files for part in (os.fsencode(file), read_utf8(file))]
            seal = _seal(b"\0".join((kind.encode("utf-8", "replace"), _program(), *texts)))
            entry = home / f"{word}-{seal.decode()}.json"
    if entry is not None:
        with suppress(Exception):  # whatever is wrong with an entry, it can be made again
            seal, _, text = entry.read_bytes().partition(b"\n")
            if seal == _seal(text):
                return load(msgspec.json.decode(text))
    made = make()
    if entry is not None:
        with suppress(OSError):
            text = msgspec.json.encode(dump(made))
            entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = entry.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(_seal(text) + b"\n" + text)
            unfinished.replace(entry)
            kept = sorted(entry.parent.glob(f"{word}-*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
            for old in kept[_MOST:]:
                old.unlink()
    return made


def _seal(text: bytes) -> bytes:
    """A checksum: files change by people's hands, and `hashlib` takes as long to import as all files to read."""
    return f"{len(text):x}-{crc32(text):08x}{adler32(text):08x}".encode()


@cache
def _program() -> bytes:
    """What tells this program from another version of it, an edited one too."""
    states = [f"{sys.version_info[:2]} {msgspec.__version__}"]
    for room in ("registry", "journey", "deck", "flows"):  # whose code decides what is made of files
        for code in sorted(os.scandir(_PACKAGE / room), key=lambda found: found.name):
            if code.name.endswith(".py"):
                state = code.stat()
                states.append(f"{code.name} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(states).encode()
