"""Screenshots of flows: compared as text with the baselines beside the flow, kept as pictures for people's eyes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final, Literal, NamedTuple

from ac_tui.deck.view import View
from ac_tui.flows import commands as c
from ac_tui.flows import model as m
from ac_tui.flows.last_run import FOLDER, read_json, write_json
from ac_tui.flows.results import Compared, FlowResult
from ac_tui.flows.screen_picture import picture
from ac_tui.flows.screen_state import state
from ac_tui.flows.screenshot_names import wrong_name
from ac_tui.registry.faults import Fault

Mode = Literal["compare", "new", "update"]

BASELINES: Final = "snapshots"
"""The folder beside the flows that holds their baselines, one folder a flow."""

PICTURE: Final = ".html"
"""How the file ends that shows a screenshot to people."""

PENDING: Final = "review.json"


@dataclass(frozen=True, slots=True)
class Difference:
    """A screenshot that is not as its baseline: `text` and `picture` are the new ones; `was` is None without one."""

    flow: str
    name: str
    baseline: Path
    was: str | None
    text: str
    picture: str


class Taken(NamedTuple):
    """What the screenshots of some flows came to: their texts by baseline, which baselines were kept, what differs."""

    texts: dict[Path, str]
    written: list[Path]
    differences: dict[Path, Difference]


@dataclass(slots=True)
class Snapshots:
    """The screenshots of one run. `draw` makes the page that is kept beside the text for eyes.

    A screenshot without a baseline fails no flow, unless they are required.
    """

    mode: Mode
    draw: Callable[[View, str], str]
    required: bool = False
    taken: Taken = field(default_factory=lambda: Taken({}, [], {}))

    def take(self, file: str, name: str, view: View, focus: str) -> Compared:
        """Compare a screen (without secrets) with its baseline, or keep it as the mode says."""
        if wrong := wrong_name(name):
            return Compared(f"screenshot: {wrong}")
        baseline = folder_of(file) / f"{name}.txt"
        text = as_text(view, focus)
        if self.taken.texts.setdefault(baseline, text) != text:
            return Compared(f"screenshot '{name}' was taken before, of another screen: each needs a name of its own")
        try:
            return self._compare(Difference(file, name, baseline, _read(baseline), text, ""), view, focus)
        except OSError as error:
            return Compared(f"screenshot '{name}': {error.filename or baseline}: {error.strerror}")

    def _compare(self, now: Difference, view: View, focus: str) -> Compared:
        if now.was == now.text:
            self.taken.differences.pop(now.baseline, None)
            return Compared("")
        picture = self.draw(view, focus)
        if self.mode == "update" or (self.mode == "new" and now.was is None):
            write_baseline(now.baseline, now.text, picture)
            self.taken.written.append(now.baseline)
            return Compared("")
        self.taken.differences[now.baseline] = replace(now, picture=picture)
        return Compared(_problem(now.name, now.was, now.text), fails=self.required or now.was is not None)

    def another(self) -> Snapshots:
        """Screenshots of the same kind with nothing taken yet."""
        return Snapshots(self.mode, self.draw, self.required)

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

    def keep_for_review(self, folder: Path = FOLDER) -> None:
        """Leave the differences for `ac-tui review`, in place of those of the run before."""
        entries = [
            {
                "flow": difference.flow,
                "name": difference.name,
                "baseline": str(difference.baseline),
                "was": difference.was,
                "text": difference.text,
                "picture": difference.picture,
            }
            for difference in self.taken.differences.values()
        ]
        if entries or (folder / PENDING).exists():
            write_json(folder / PENDING, entries)


def shared_baselines(flows: Iterable[m.Flow]) -> Iterator[tuple[m.Flow, Fault]]:
    """The flows whose screenshots would have the baselines of an earlier one: two in one folder, but for the end."""
    first: dict[Path, m.Flow] = {}
    for flow in flows:
        shot = next(_screenshots(flow.whole), None)
        other = first.setdefault(folder_of(flow.file), flow) if shot is not None else flow
        if shot is not None and other is not flow:
            message = f"'{Path(other.file).name}' keeps its screenshots in the same folder: rename one of the two"
            yield flow, Fault(flow.file, shot.line, "screenshot-name", message)


def _screenshots(commands: Iterable[m.FlowCommand]) -> Iterator[m.FlowCommand]:
    """Every command that takes a screenshot, or that holds one or another file's."""
    for command in commands:
        inside = command.flow.whole if command.flow is not None else command.commands
        if isinstance(command, c.TakeScreenshot) or any(True for _ in _screenshots(inside)):
            yield command


def as_text(view: View, focus: str) -> str:
    """What a baseline holds: the screen as a person sees it, then everything it is."""
    return f"{picture(view, focus)}\n\n{'=' * 40}\n\n{state(view, focus)}"


def folder_of(file: str) -> Path:
    """Where a flow's baselines are."""
    path = Path(file)
    return path.parent / BASELINES / path.stem


def baselines(folder: Path) -> Iterator[Path]:
    """The baselines in a flow's folder, by name."""
    yield from sorted(folder.glob("**/*.txt"))


def forgotten(folders: Iterable[Path]) -> list[Path]:
    """The baselines under these folders whose flow is gone."""
    found: list[Path] = []
    for folder in folders:
        for kept in sorted(folder.glob(f"**/{BASELINES}/*")):
            flow = kept.parent.parent / kept.name
            if kept.is_dir() and not any(flow.with_name(flow.name + end).exists() for end in (".yaml", ".yml")):
                found += baselines(kept)
    return found


def _read(baseline: Path) -> str | None:
    """What a baseline holds, None without one; bytes that are no text make it differ."""
    return baseline.read_text("utf-8", errors="replace") if baseline.exists() else None


def write_baseline(baseline: Path, text: str, picture: str) -> None:
    """Keep a screenshot."""
    baseline.parent.mkdir(parents=True, exist_ok=True)
    for path, content in ((baseline, text), (baseline.with_suffix(PICTURE), picture)):
        new = path.with_name(f".{path.name}.{os.getpid()}")  # another process may keep the same one
        new.write_text(content, "utf-8", newline="\n")
        new.replace(path)


def remove_baseline(baseline: Path) -> None:
    """Delete a screenshot, and each folder of the baselines with the last one in it."""
    baseline.unlink(missing_ok=True)
    baseline.with_suffix(PICTURE).unlink(missing_ok=True)
    folder = baseline.parent
    while BASELINES in folder.parts and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def read_pending(folder: Path = FOLDER) -> list[Difference]:
    """The differences that the last run left and nobody has decided on."""
    data = read_json(folder / PENDING)
    found = []
    for entry in data if isinstance(data, list) else ():
        try:
            was = entry["was"]
            found.append(
                Difference(
                    flow=str(entry["flow"]),
                    name=str(entry["name"]),
                    baseline=Path(entry["baseline"]),
                    was=None if was is None else str(was),
                    text=str(entry["text"]),
                    picture=str(entry["picture"]),
                )
            )
        except (TypeError, KeyError):
            continue
    return found


def write_pending(differences: Iterable[Difference], folder: Path = FOLDER) -> None:
    """Leave these differences, and no others, for the next review."""
    kept = Snapshots("compare", lambda _, __: "", taken=Taken({}, [], {one.baseline: one for one in differences}))
    kept.keep_for_review(folder)


def _problem(name: str, was: str | None, text: str) -> str:
    if was is None:
        return f"screenshot '{name}' has no baseline yet: --snapshot-update-new-only keeps it"
    pairs = zip_longest(was.split("\n"), text.split("\n"), fillvalue="")
    line, (old, new) = next((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return (
        f"screenshot '{name}' is not as its baseline, first at line {line}: '{old.strip()}' is now '{new.strip()}' "
        "(ac-tui review shows all of it)"
    )
