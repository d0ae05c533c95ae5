"""Ten thousand damaged files of every format: each is read, or it is said by file and line what is wrong with it."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from abuse import Report, _nasty, at_most, in_parts, told
from ac_tui.assets import AssetError, fixtures_dir, screens_dir
from ac_tui.deck.load import load_deck
from ac_tui.deck.roundtrip import rows_of, take_in
from ac_tui.deck.sheets import read_sheet, write_sheet
from ac_tui.flows import snapshots
from ac_tui.flows.fixture import read_registry
from ac_tui.flows.formats import read_policy_file
from ac_tui.flows.load import read_workspace
from ac_tui.flows.variables import read_env_file
from ac_tui.registry.faults import FileError
from ac_tui.registry.generate import generate
from ac_tui.registry.index import to_jsonl
from ac_tui.testing import FlowFailure, play

COUNT = 10_000
SLOW = 20.0
"""Seconds that no file may take."""

Files = dict[str, bytes]
"""Sound files by the name under which they are put into a folder, by which the format is known too."""


class Format(NamedTuple):
    """A format: its share of all files, sound ones to begin with, and what reads one where it stands."""

    share: int
    sound: Callable[[], Files]
    read: Callable[[Path], object]


def _bytes(folder: Path, pattern: str) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.glob(pattern))}


def _jsonl() -> Files:
    return {"registry.jsonl": "".join(to_jsonl(generate(60, Random(3)))).encode()}


def _sheet(ending: str) -> Files:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"words{ending}")
        write_sheet(path, rows_of(variant="en"))
        return {path.name: path.read_bytes()}


_CONFIG = b"""flows: ["*", "sub/**"]
includeTags: [persone]
excludeTags: [lento]
executionOrder:
  continueOnFailure: false
  flowsOrder: [uno, due]
"""
_ENV = b"""# who calls
PASSWORD=Prova1234
NAME = "Mario Rossi"
EMPTY=
"""
_DIFFERENCE = {"flow": "a.yaml", "name": "x", "baseline": "snapshots/a/x.txt", "was": None, "text": "y", "picture": ""}


def _screens(path: Path) -> object:
    """The deck with one file of it damaged; the others are checked once."""
    home = _home(path)
    return [load_deck(home, variant) for variant in ("", "en")]


def _home(path: Path) -> Path:
    return next(folder for folder in path.parents if folder.name == "screens")


def _last_run(path: Path) -> None:
    left = {name: path.parent / getattr(snapshots, name).name for name in ("PENDING", "FAILED")}
    with patch.multiple(snapshots, **left):
        snapshots.read_pending()
        snapshots.read_failed()


FORMATS: Mapping[str, Format] = {
    "flow": Format(20, lambda: _bytes(fixtures_dir() / "flows", "**/*.yaml"), play),
    "screens": Format(10, lambda: _bytes(screens_dir(), "**/*.toml"), _screens),
    "registry.toml": Format(10, lambda: _bytes(fixtures_dir(), "registry.toml"), read_registry),
    "registry.jsonl": Format(15, _jsonl, read_registry),
    "policy": Format(15, lambda: _bytes(fixtures_dir(), "policy.toml"), read_policy_file),
    "config": Format(10, lambda: {"config.yaml": _CONFIG}, lambda path: read_workspace([path.parent])),
    "env": Format(5, lambda: {"some.env": _ENV}, read_env_file),
    "csv": Format(5, lambda: _sheet(".csv"), lambda path: take_in(read_sheet(path), path.name, write=False)),
    "xlsx": Format(5, lambda: _sheet(".xlsx"), lambda path: take_in(read_sheet(path), path.name, write=False)),
    "last run": Format(
        5,
        lambda: {"review.json": json.dumps([_DIFFERENCE]).encode(), "last-failed.json": b'["a.yaml"]'},
        _last_run,
    ),
}


def run(seed: int, count: int) -> Report:
    """Damage and read `count` files."""
    return in_parts(_files, seed, count, 100)


def _files(seed: int, numbers: range) -> Report:
    counts: Counter[str] = Counter()
    failures = []
    shares = [format_.share for format_ in FORMATS.values()]
    with TemporaryDirectory() as folder:
        for number in numbers:
            random = Random(f"{seed} {number}")
            [name] = random.choices(list(FORMATS), shares)
            outcome, failure = _file(random, name, Path(folder))
            counts[f"{name}, {outcome}"] += 1
            if failure:
                failures.append(f"file {number}, {name}: {failure}")
    return Report(counts, failures)


@cache
def _sound(name: str) -> Files:
    return FORMATS[name].sound()


def _file(random: Random, name: str, folder: Path) -> tuple[str, str]:
    """What became of one damaged file, and what broke."""
    place = folder / name
    if not place.exists():
        for file, data in _sound(name).items():
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            (place / file).write_bytes(data)
    file = random.choice(list(_sound(name)))
    path = place / file
    path.write_bytes(damaged(random, _sound(name)[file]))
    try:
        with at_most(SLOW):
            FORMATS[name].read(path)
    except FlowFailure:
        return "does not pass", ""
    except (AssetError, FileError) as error:
        return "refused", _unclear(error)
    except Exception as error:
        _keep(path)
        return "broken", told(error)
    finally:
        path.write_bytes(_sound(name)[file])
    return "read", ""


def _keep(path: Path) -> None:
    """Leave what broke a reader for whoever looks into it."""
    kept = Path("build", "abuse")
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, kept)


def _unclear(error: AssetError | FileError) -> str:
    """What is wrong with how a fault is told: no reason at all, or lines that are not plain."""
    text = str(error)
    if isinstance(error, FileError) and not error.faults:
        return "refused without a reason"
    if isinstance(error, FileError) and any(fault.line < 1 or not fault.message for fault in error.faults):
        return f"a fault without line or message: {text!a:.200}"
    if any(not line.isprintable() for line in text.split("\n")) or "Traceback" in text or "pydantic" in text:
        return f"a fault that is not plain: {text!a:.300}"
    return ""


def damaged(random: Random, data: bytes) -> bytes:
    """The same, damaged in one to four places; of a workbook sometimes a part inside it."""
    if data.startswith(b"PK") and random.random() < 0.6:
        return _repacked(random, data)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(_DAMAGES)(random, data)
    return data


def _repacked(random: Random, data: bytes) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        hurt = random.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, random.choice(_DAMAGES)(random, content) if name == hurt else content)
    return result.getvalue()


def _span(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((0, 1, 2, 5, 20, 200)))


def _flip(random: Random, data: bytes) -> bytes:
    at = random.randrange(max(1, len(data)))
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _drop(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:start] + data[end:]


def _twice(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:end] + data[start:end] * random.choice((1, 1, 3, 500)) + data[end:]


def _insert(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    token = random.choice(_TOKENS) or _nasty.text(random).encode("utf-8", "surrogatepass")
    return data[:start] + token + data[random.choice((start, end)) :]


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _lines(random: Random, data: bytes) -> bytes:
    """Two lines changed for one another, or one of them dropped, doubled or indented."""
    lines = data.split(b"\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            lines[a], lines[b] = lines[b], lines[a]
        case 1:
            del lines[a]
        case 2:
            lines.insert(b, lines[a])
        case _:
            lines[a] = b"  " + lines[a]
    return b"\n".join(lines)


def _word(random: Random, data: bytes) -> bytes:
    """The value after a colon or an equals sign changed for another."""
    lines = data.split(b"\n")
    at = random.choice([n for n, line in enumerate(lines) if b"=" in line or b": " in line] or [0])
    sign = b"=" if b"=" in lines[at] else b":"
    key, _, _ = lines[at].partition(sign)
    lines[at] = key + sign + b" " + random.choice(_VALUES)
    return b"\n".join(lines)


_TOKENS = (
    *(b"", b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x1b[2J", b"\xc2\x9b", b"\xe2\x80\xae"),
    *(b"[" * 2000, b"{" * 2000, b"- " * 2000, b"[[" * 50, b'"', b"'''", b'"""', b"#", b"\\", b"\\u", b"\\ud800"),
    *(
        b"&a [*a, *a]",
        b"*x",
        b"!!python/object:os.system",
        b"<<: *x",
        b"? ",
        b"---\n",
        b"...\n",
        b"%YAML 9.9\n",
        b"|\n",
    ),
    *(b"<<<<<<< ours\n", b"=" * 7, b"x" * 100_000, b"a." * 3000 + b"a = 1\n", b"9" * 5000, b"<!DOCTYPE x [<!ENTITY y"),
    *(b" ", b"\t", b"\n", b"\n\n  ", b",", b":", b"=", b"}", b"]"),
)
_VALUES = (
    *(b"", b"null", b"true", b"[]", b"{}", b'""', b"''", b"0", b"-1", b"1e400", b"nan", b"inf", b"0x1F", b"1_000"),
    *(b"2026-02-30", b"1979-05-27", b"07:32:00", b"9" * 30, b'"' + b"x" * 5000 + b'"', b"[1, [2, [3]]]", b"{a = 1}"),
    *(b'"\\u0000"', b'"\\u202e"', b'"${X}"', b'"(.*)*(.*)*x"', b'"../../../x"', b'"/dev/zero"', b'"{code}"', b'"10m"'),
)
_DAMAGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    *(_flip, _drop, _twice, _insert, _insert, _cut, _lines, _lines, _word, _word, _word),
)
