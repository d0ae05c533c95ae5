"""Screenshots of flows: compared as text with the baselines beside the flow, kept as pictures for people's eyes."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Final, Literal, NamedTuple

import msgspec
from msgspec import Struct, field

from ac_tui.assets import AssetError, read_text
from ac_tui.deck.replace import replace_all
from ac_tui.deck.view import View
from ac_tui.flows.results import FlowResult
from ac_tui.flows.screen_picture import picture
from ac_tui.registry.faults import Fault, FileError, json_text

FOLDER: Final = Path(".ac-tui")
"""What the last run left behind, in the current folder: which flows failed, which screenshots differ."""
_FAILED: Final = "last-failed.json"
_LONGEST: Final = 100
_PART: Final = r"[A-Za-z0-9_](?:[\w .-]*[\w-])?"
_NAME: Final = re.compile(rf"{_PART}(?:/{_PART})*", re.ASCII)
"""Names of files everywhere, perhaps in folders: nothing at the ends that some system takes away, no way out."""

Mode = Literal["compare", "new", "update"]

BASELINES: Final = "snapshots"
"""The folder beside the flows that holds their baselines, one folder a flow."""

PICTURE: Final = ".html"
"""How the file ends that shows a screenshot to people."""

PENDING: Final = "review.json"


class Difference(Struct, frozen=True):
    """A screenshot that is not as its baseline: `text` and `picture` are the new ones; `was` is None without one."""

    flow: str
    name: str
    was: str | None
    text: str
    picture: str

    @property
    def baseline(self) -> Path:
        """Where its baseline is."""
        return folder_of(self.flow) / f"{self.name}.txt"


class Taken(NamedTuple):
    """What the screenshots of some flows came to: their texts by baseline, which baselines were kept, what differs."""

    texts: dict[Path, str]
    written: list[Path]
    differences: dict[Path, Difference]


class Snapshots(Struct):
    """The screenshots of one run. `draw` makes the page that is kept beside the text for eyes.

    A screenshot without a baseline fails no flow, unless they are required.
    """

    mode: Mode
    draw: Callable[[View, str], str]
    required: bool = False
    taken: Taken = field(default_factory=lambda: Taken({}, [], {}))

    def take(self, file: str, name: str, view: View, focus: str) -> tuple[str, bool]:
        """Compare a screen (without secrets) with its baseline, or keep it as the mode says.

        What is to be said of it, "" where all is well, and whether that makes the flow fail.
        """
        if wrong := wrong_name(name):
            return f"screenshot: {wrong}", True
        baseline, text = folder_of(file) / f"{name}.txt", as_text(view, focus)
        if self.taken.texts.setdefault(baseline, text) != text:
            return f"screenshot '{name}' was taken before, of another screen: each needs a name of its own", True
        self.taken.differences.pop(baseline, None)
        try:
            # What is no text differs.
            was = baseline.read_text("utf-8", errors="replace") if baseline.exists() else None
            if was == text:
                return "", False
            picture = self.draw(view, focus)
            if self.mode == "update" or (self.mode == "new" and was is None):
                write_baseline(baseline, text, picture)
                self.taken.written.append(baseline)
                return "", False
        except OSError as error:
            return f"screenshot '{name}': {error.filename or baseline}: {error.strerror}", True
        self.taken.differences[baseline] = Difference(file, name, was, text, picture)
        if was is None:
            return f"screenshot '{name}' has no baseline yet: --snapshot-update-new-only keeps it", self.required
        pairs = zip_longest(was.split("\n"), text.split("\n"), fillvalue="")
        line, (old, new) = next((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
        words = f"first at line {line}: '{old.strip()}' is now '{new.strip()}' (ac-tui review shows all of it)"
        return f"screenshot '{name}' is not as its baseline, {words}", True

    def add(self, taken: Taken) -> None:
        """Count screenshots that were taken elsewhere among one's own."""
        self.taken.texts.update(taken.texts)
        self.taken.written.extend(taken.written)
        for baseline in taken.texts:
            self.taken.differences.pop(baseline, None)
        self.taken.differences.update(taken.differences)

    def forget(self, file: str) -> None:
        """Forget the screenshots of a flow, which is played again."""
        folder = folder_of(file)
        for known in (self.taken.texts, self.taken.differences):
            for baseline in [path for path in known if path.is_relative_to(folder)]:
                del known[baseline]

    def unused(self, results: Iterable[FlowResult]) -> list[Path]:
        """The baselines that no screenshot asked for, in folders whose every flow was played to its end."""
        results = list(results)
        failed = {folder_of(result.file) for result in results if result.status != "passed"}
        folders = {folder_of(result.file) for result in results} - failed
        return [path for folder in sorted(folders) for path in baselines(folder) if path not in self.taken.texts]


def as_text(view: View, focus: str) -> str:
    """What a baseline holds: the screen as a person sees it, then everything it is."""
    return "\n".join((picture(view, focus), "", "=" * 40, "", *_state(view, focus), ""))


def _state(view: View, focus: str) -> Iterator[str]:
    """Every block with everything it shows and is: exact, readable in a diff, no code and no secret in it."""
    yield from (f"step: {view.step}", f"clock: {view.clock}", f"back: {'yes' if view.back else 'no'}")
    yield f"focus: {focus or '-'}"
    if not view.open:
        yield "app: closed"
        return
    if view.heading:
        yield f"heading: {view.heading}"
    for block in view.blocks:
        checked = {True: ", checked", False: ", not checked", None: ""}[block.checked]
        yield from ("", f"[{block.id}] {block.kind}{checked}{'' if block.enabled else ', not enabled'}")
        for name in ("title", "text", "value", "placeholder", "error", "hint"):
            text = block.safe_value if name == "value" else getattr(block, name)
            if text:
                yield f"  {name}: {text}".replace("\n", "\n    ")
        group = ""
        for option in block.options:
            if option.group != group:
                group = option.group
                yield f"  {group}:"
            yield f"  {'(x)' if option.checked else '( )'} {option.text}"


def folder_of(file: str) -> Path:
    """Where a flow's baselines are."""
    path = Path(file)
    return path.parent / BASELINES / path.stem


def baselines(folder: Path) -> list[Path]:
    """The baselines in a flow's folder, by name."""
    return sorted(folder.glob("**/*.txt"))


def forgotten(folders: Iterable[Path]) -> list[Path]:
    """The baselines under these folders whose flow is gone."""
    found: list[Path] = []
    for folder in folders:
        for kept in sorted(folder.glob(f"**/{BASELINES}/*")):
            flow = kept.parent.parent / kept.name
            if kept.is_dir() and not any(flow.with_name(flow.name + end).exists() for end in (".yaml", ".yml")):
                found += baselines(kept)
    return found


def write_baseline(baseline: Path, text: str, picture: str) -> None:
    """Keep a screenshot; raises OSError."""
    replace_all({baseline: text.encode(), baseline.with_suffix(PICTURE): picture.encode()}, through_links=False)


def remove_baseline(baseline: Path) -> None:
    """Delete a screenshot, and each folder of the baselines with the last one in it."""
    baseline.unlink(missing_ok=True)
    baseline.with_suffix(PICTURE).unlink(missing_ok=True)
    folder = baseline.parent
    while BASELINES in folder.parts and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def read_pending(folder: Path = FOLDER) -> list[Difference]:
    """The differences that the last run left and nobody has decided on.

    Raises FileError where their file is damaged, or names anything but baselines of flows in the current folder.
    """
    path = folder / PENDING
    if not path.exists():
        return []
    try:
        found = msgspec.json.decode(read_text(path), type=list[Difference])
    except (AssetError, msgspec.MsgspecError, RecursionError):
        raise FileError([Fault(str(path), 1, "review", "is damaged: play the flows again (ac-tui test)")]) from None
    for one in found:
        if not _is_here(one):
            message = f"'{one.flow}', '{one.name}': its baseline is not in this folder, or is a link"
            raise FileError([Fault(str(path), 1, "review", message)])
    return found


def _is_here(difference: Difference) -> bool:
    """Whether a difference is about a baseline in the current folder, without a way out of it by dots or links."""
    if "\0" in difference.flow or wrong_name(difference.name):
        return False
    here = Path.cwd().resolve()
    whole = here / difference.baseline
    return whole.is_relative_to(here) and all(as_meant(file) == file for file in (whole, whole.with_suffix(PICTURE)))


def write_pending(differences: Iterable[Difference], folder: Path = FOLDER) -> None:
    """Leave these differences, and no others, for the next review; raises OSError."""
    entries = [msgspec.structs.asdict(difference) for difference in differences]
    if entries or (folder / PENDING).exists():
        write_state(folder / PENDING, entries)


def wrong_name(name: str) -> str:
    """Why a baseline cannot have this name, or ""."""
    if len(name) > _LONGEST:
        return f"'{name[:_LONGEST]}…' is longer than {_LONGEST} characters"
    if _NAME.fullmatch(name):
        return ""
    return f"'{name}' is no name: letters, digits, spaces, '.', '_' and '-', with '/' between folders"


def read_failed(folder: Path = FOLDER) -> tuple[str, ...]:
    """The flows that failed when they were last played; none where nothing, or nothing sound, is remembered."""
    try:
        data = json.loads(read_text(folder / _FAILED))
    except (AssetError, ValueError, RecursionError):
        return ()
    return tuple(entry for entry in data if isinstance(entry, str)) if isinstance(data, list) else ()


def remember(played: Iterable[str], failed: Iterable[str], folder: Path = FOLDER) -> None:
    """Remember which of the flows played have failed; what was not played stays as it was. Raises OSError."""
    again = set(map(as_meant, played))
    kept = [file for file in read_failed(folder) if as_meant(file) not in again]
    write_state(folder / _FAILED, sorted({*kept, *failed}))


def as_meant(file: Path | str) -> Path:
    """A path however it was spelled, links followed; one that leads round in a circle stays as it is."""
    return Path(os.path.realpath(str(file).replace("\0", "")))


def write_state(path: Path, data: object) -> None:
    """Write a file of the folder, with the folder's own rule that git leaves it alone; raises OSError."""
    folder = path.parent
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "a link, not a folder", str(folder))
    files = {path: f"{json_text(data)}\n".encode(errors="backslashreplace")}
    if not (folder / ".gitignore").exists():
        files[folder / ".gitignore"] = b"*\n"
    replace_all(files, through_links=False)
