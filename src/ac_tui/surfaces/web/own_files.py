"""Files dropped on the page: screens are shown, flows played, customers known; what is wrong is said by line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ac_tui.assets import screens_dir
from ac_tui.desk.outcome import Outcome, said
from ac_tui.registry.faults import Fault, FileError, printable
from ac_tui.registry.load import RegistryError, parse_registry

if TYPE_CHECKING:
    from ac_tui.desk.session import Session

_HOME = Path("/own")
"""Where dropped files lie, in the memory of the tab."""


class OwnFiles:
    """A person's own words and flows, over those that ac-tui ships; `faults` is what was wrong with the last ones."""

    def __init__(self, session: Session, home: Path = _HOME) -> None:
        self._session = session
        self._home = home
        self.faults: tuple[Fault, ...] = ()

    def take(self, files: Sequence[tuple[str, str]]) -> Outcome | None:
        """Take files, each with its name (in its folder, where a folder was dropped) and its text."""
        registries = [(name, text) for name, text in files if _is_registry(name, text)]
        words = [(name, text) for name, text in files if name.endswith(".toml") and not _is_registry(name, text)]
        flows = [(name, text) for name, text in files if name.endswith((".yaml", ".yml"))]
        self.faults = ()
        outcome = None if words or flows or registries else said("page.no_own_files")
        try:
            if registries:
                outcome = self._know(*registries[-1])
            if words:
                outcome = self._show(words)
            if flows:
                outcome = self._play(flows)
        except FileError as error:
            self.faults = tuple(replace(one, file=self._as_dropped(one.file)) for one in error.faults)
        return outcome

    def _as_dropped(self, file: str) -> str:
        return file.removeprefix(f"{self._home}/screens/").removeprefix(f"{self._home}/flows/")

    def _show(self, words: Sequence[tuple[str, str]]) -> Outcome:
        """Read the screens anew with these among them; the last good words stay where they are not good."""
        simulation, variants = self._session.simulation, self._session.variants
        screens = self._home / "screens"
        if not screens.exists():
            shutil.copytree(screens_dir(), screens)
        for name, text in words:
            _write(screens / _in_screens(name), text)
        variants.directory = screens
        simulation.deck = variants.load(simulation.deck.variant)
        return said("page.own_words", n=len(words))

    def _know(self, name: str, text: str) -> Outcome:
        """Begin another call with the customers of a file; of what is wrong with it the first is said, in one line."""
        file = _inside(name).name
        try:
            registry = parse_registry(text.encode(), file)
        except RegistryError as error:
            return said("case.bad_file", why=printable(str(error.faults[0])))
        self._session.use_registry(registry, file)
        return said("case.opened", "phone", what=printable(file), n=len(registry))

    def _play(self, flows: Sequence[tuple[str, str]]) -> Outcome:
        """Begin the first of these flows; the others are there for it to run."""
        from ac_tui.flows.load import load_flow

        for name, text in flows:
            _write(self._home / "flows" / _inside(name), text)
        return self._session.tell(load_flow(self._home / "flows" / _inside(flows[0][0])))


def _is_registry(name: str, text: str) -> bool:
    """Whether a file holds customers, well or badly written, by its name or a heading in it."""
    registry = re.search(r"(?m)^\ufeff?[ \t]*\[+[ \t]*customers\b", text) or PurePosixPath(name).stem == "registry"
    return name.endswith(".jsonl") or (name.endswith(".toml") and bool(registry))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _inside(name: str) -> PurePosixPath:
    """A name that leads nowhere but into its folder."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "..", ".")]
    return PurePosixPath(*parts)


def _in_screens(name: str) -> PurePosixPath:
    """Where a file of words belongs: by its folder from `desk` or `variants` on, else by its name."""
    path = _inside(name)
    for room in ("variants", "desk"):
        if room in path.parts[:-1]:
            return PurePosixPath(*path.parts[path.parts.index(room) :])
    desk = path.name in ("advice.toml", "messages.toml", "why.toml", "words.toml")
    return PurePosixPath("desk", path.name) if desk else PurePosixPath(path.name)
