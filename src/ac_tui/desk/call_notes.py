"""The written side of a session: remarks, notes, how the call ended; what is remembered in the user's own folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import msgspec
from msgspec import Struct

from ac_tui.deck.replace import write_new_text, write_text
from ac_tui.desk.answers import Answers
from ac_tui.desk.call import Call
from ac_tui.desk.outcome import Outcome, said, unsaved
from ac_tui.registry.faults import json_text

if TYPE_CHECKING:
    from ac_tui.desk.notes import Form, Notes
    from ac_tui.flows.model import Flow
    from ac_tui.flows.simulation import Simulation

S = TypeVar("S")
OUTCOMES: Final = ("solved", "agency", "support", "call_back", "left")
"""How a call can end; the deck's words for each are `record.outcome.NAME`."""
CALLS: Final = 30
"""So many calls are remembered."""


class Settings(Struct, frozen=True):
    """What somebody has set: the theme ("" for the first), how wide the panels are (0 to 2), the files of registries,
    the last first, and the ids of favourite customers.
    """

    theme: str = ""
    panels: int = 0
    registries: tuple[str, ...] = ()
    favourites: tuple[str, ...] = ()


class CallRecord(Struct, frozen=True):
    """One call: `begun` and `ended` are real times, `at` is the simulated one; `outcome` and `reason` are codes, and
    `notes` its notes as Markdown, contacts masked.
    """

    begun: datetime
    ended: datetime
    at: str
    outcome: str
    reason: str
    remarks: tuple[str, ...]
    notes: str


def user_folder() -> Path | None:
    """Where this user's settings are: AC_TUI_HOME, else the system's own place; None where AC_TUI_HOME is empty."""
    own = os.environ.get("AC_TUI_HOME")
    if own is not None:
        return Path(own) if own else None
    base = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "ac-tui"


class Memory:
    """The files of a folder, read when it is made; without a folder it lasts as long as the program.

    `damaged` names the files that could not be read, and were passed over.
    """

    def __init__(self, folder: Path | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        self.folder = folder
        self.now = now
        self.damaged: list[str] = []
        self.settings = self._read("settings.json", Settings, Settings())
        self.calls: tuple[CallRecord, ...] = self._read("calls.json", tuple[CallRecord, ...], ())

    def set(self, **changes: Any) -> None:
        """Change settings, and remember them."""
        self.settings = msgspec.structs.replace(self.settings, **changes)
        self._write("settings.json", self.settings)

    def keep(self, record: CallRecord) -> None:
        """Remember a call, in place of how it stood before."""
        others = [call for call in self.calls if call.begun != record.begun]
        self.calls = (*others, record)[-CALLS:]
        self._write("calls.json", self.calls)

    def _read(self, name: str, kind: Any, instead: S) -> S:
        if self.folder is not None:
            try:
                return cast("S", msgspec.json.decode((self.folder / name).read_bytes(), type=kind))
            except FileNotFoundError:
                pass
            except (OSError, ValueError):  # what is damaged, or somebody else's, is not worth a call
                self.damaged.append(str(self.folder / name))
        return instead

    def _write(self, name: str, data: object) -> None:
        """Write a file whole; where that fails it is only forgotten."""
        if self.folder is not None:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_text(self.folder / name, msgspec.json.format(msgspec.json.encode(data)).decode())


class CallNotes:
    """What `Session` writes of its call; `memory` keeps it through a crash, `result` is how it ended, "" as yet.

    `hidden` names the cause of a case that the trainer drew, not to be seen before somebody has decided. Notes without
    remarks are not saved by themselves: a program can tell them again. `_pages` are the notes of the calls before with
    their simulated time, by their remarks; `_saved` are the remarks of notes that a file holds.
    """

    def __init__(self, simulation: Simulation, screens: Path | None, memory: Memory | None) -> None:
        self.simulation = simulation
        self.answers = Answers(simulation, screens)
        self.memory = memory or Memory()
        self.result = self.hidden = ""
        self.call = Call(simulation, self.refresh)
        self._listeners: list[Callable[[], None]] = []
        self._saved: set[tuple[str, ...]] = set()
        self._pages: dict[tuple[str, ...], tuple[str, datetime]] = {}
        self._leaving = False
        self._begun = self.memory.now()
        self._step = simulation.journey.step
        self._kept: object = None
        simulation.subscribe(self.refresh)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change of the simulation or the call; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def refresh(self) -> None:
        """Have every surface show the call as it stands."""
        step = self.simulation.journey.step
        if self.memory.folder is not None and (step != self._step or self.call.state.remarks):
            self._step = step
            self._remember()
        for listener in tuple(self._listeners):
            listener()

    def remark(self, text: str) -> Outcome:
        """Add a remark to the notes, on one line; one that says nothing is none."""
        if text := " ".join(text.split()):
            self.call.remark(text)
        return said("said.remarks", n=len(self.call.state.remarks))

    def drop_remark(self) -> Outcome:
        """Take the last remark away."""
        if self.call.state.remarks:
            self.call.remark("")
        return self.remark("")

    def take_notes(self) -> Notes:
        """The notes of the call as they stand, as data; contacts masked, no password and no code."""
        from ac_tui.desk.notes import take_notes

        notes = take_notes(self.simulation, self.call.state.remarks, self.call.redactor)
        if not self.hidden:
            return notes
        lines = tuple(replace(line, cause="") for line in notes.lines)
        return replace(notes, cause="", lines=lines, say=(), never_say=(), check=(), next=())

    def notes(self, form: Form = "md") -> str:
        """The notes of the call, ready to be written down."""
        from ac_tui.desk.notes import as_markdown

        taken = self.take_notes()
        return as_markdown(self.simulation.deck, taken) if form == "md" else json_text(asdict(taken)) + "\n"

    def save_notes(self, form: Form = "md") -> Outcome:
        """Save the notes in the folder that the program was started in."""
        try:
            file = save_notes(self.notes(form), self.simulation.journey.now, form)
        except OSError as error:
            return unsaved("said.notes_unsaved", error)
        self._saved.add(self.call.state.remarks)
        return said("said.notes_saved", file=file)

    @property
    def unsaved_notes(self) -> bool:
        """Whether there are remarks, of this call or one before, that no file holds."""
        return not self._saved.issuperset(filter(None, (self.call.state.remarks, *self._pages)))

    def leave(self) -> Outcome:
        """End the program: remarks that no file holds are saved first. Where they cannot be, asking again ends it."""
        if not self.unsaved_notes:
            return Outcome(show="quit")
        self._put_away()
        files = []
        try:
            for remarks, page in self._pages.items():
                if remarks not in self._saved:
                    files.append(str(save_notes(*page, "md")))
                    self._saved.add(remarks)
        except OSError as error:
            leaving, self._leaving = self._leaving, True
            return unsaved("said.notes_unsaved", error)._replace(show="quit" if leaving else "")
        return said("said.notes_saved", "quit", file=", ".join(files))

    def end_call(self, result: str) -> Outcome:
        """Say how the call ended; the reason is the cause that was looked up last, else the one of what went wrong."""
        self.result = result
        self.answers.reason = self.answers.reason or self.answers.now()
        self._remember()
        words = self.simulation.deck.words
        cause = self.answers.causes.causes.get(self.answers.reason)
        reason = cause.title if cause is not None else words("record.no_reason")
        return said("record.ended", outcome=words(f"record.outcome.{result}"), reason=reason)

    def tell(self, flow: Flow) -> Outcome:
        """Begin a story, which is a call of its own."""
        remarks = self._begin_call()
        self.call.tell(flow)
        return said("said.new_story" if remarks else "said.story", "phone", name=flow.name)

    def restart(self) -> Outcome:
        """Begin again, as another call."""
        remarks = self._begin_call()
        self.call.restart()
        return said("said.new_call" if remarks else "said.restarted", "phone")

    def _begin_call(self) -> bool:
        """Put away the notes of a call that ends here, and remember another from here on; whether there are remarks."""
        self._put_away()
        self._begun, self.result, self._kept = self.memory.now(), "", None
        self.answers.reason = self.hidden = ""
        return bool(self.call.state.remarks)

    def _put_away(self) -> None:
        """Keep the notes as they stand; a longer version of the same call takes the place of a shorter."""
        self._remember()
        if remarks := self.call.state.remarks:
            others = {one: page for one, page in self._pages.items() if one != remarks[: len(one)]}
            self._pages = {**others, remarks: (self.notes(), self.simulation.journey.now)}

    def _remember(self) -> None:
        """Remember the call as it stands, where anything is to be remembered that is not yet."""
        simulation, remarks = self.simulation, self.call.state.remarks
        stands = (simulation.journey.step, remarks, self.result)
        if stands == self._kept or not (simulation.history or remarks or self.result):
            return
        self._kept = stands
        self.memory.keep(
            CallRecord(
                begun=self._begun,
                ended=self.memory.now(),
                at=f"{simulation.journey.now:%d/%m %H:%M}",
                outcome=self.result,
                reason=self.answers.reason if self.result else "",
                remarks=self.take_notes().remarks,
                notes=self.notes(),
            )
        )


def save_notes(text: str, moment: datetime, suffix: str) -> Path:
    """Write notes to a new file (`note-2026-01-15-0941.md`) here, and return it; raises OSError where it cannot."""
    stem = f"note-{moment:%Y-%m-%d-%H%M}"
    for name in chain([stem], map(f"{stem}-{{}}".format, count(2))):
        file = Path(f"{name}.{suffix}")
        with suppress(FileExistsError):
            write_new_text(file, text)
            return file
    raise AssertionError  # there is always a next number
