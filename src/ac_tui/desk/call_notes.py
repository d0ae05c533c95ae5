"""The written side of a session: remarks, notes, how the call ended, and what of it is remembered by itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ac_tui.desk.memory import CallRecord, Memory
from ac_tui.desk.notebook import Form, Notebook, NotePage
from ac_tui.desk.outcome import Outcome, said

if TYPE_CHECKING:
    from ac_tui.desk.answers import Answers
    from ac_tui.desk.call import Call
    from ac_tui.desk.notes import Notes
    from ac_tui.flows.simulation import Simulation
    from ac_tui.registry.model import Customer

OUTCOMES: Final = ("solved", "agency", "support", "call_back", "left")
"""How a call can end; the deck's words for each are `record.outcome.NAME`."""


class CallNotes(ABC):
    """What `Session` writes of its call; `memory` keeps it through a crash, `result` is how it ended, "" as yet."""

    simulation: Simulation
    answers: Answers
    _call: Call

    def __init__(self, memory: Memory | None) -> None:
        self.memory = memory or Memory()
        self.result = ""
        self._notebook = Notebook()
        self._leaving = False
        self._begun = self.memory.now()
        self._kept: object = None

    @property
    def known(self) -> Customer | None:
        """Who is on the line, as far as one can tell."""
        return self._call.known

    @property
    def hidden(self) -> bool:
        """Whether what is behind the call is not to be seen."""
        return False

    @abstractmethod
    def _changed(self) -> None:
        """Tell whoever listens that there is something new."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the operator has noted, oldest first."""
        return tuple(self._call.remarks)

    def remark(self, text: str) -> Outcome:
        """Add a remark to the notes, on one line; one that says nothing is none."""
        text = " ".join(text.split())
        if text:
            self._call.remark(text)
            self._changed()
        return said("said.remarks", n=len(self.remarks))

    def drop_remark(self) -> Outcome:
        """Take the last remark away."""
        if self._call.remarks:
            self._call.drop_remark()
            self._changed()
        return said("said.remarks", n=len(self.remarks))

    def take_notes(self) -> Notes:
        """The notes of the call as they stand, as data; contacts masked, no password and no code."""
        from ac_tui.desk.notes import take_notes

        notes = take_notes(self.simulation, self.remarks, self._call.redactor)
        if not self.hidden:
            return notes
        nothing: tuple[str, ...] = ()
        lines = tuple(replace(line, cause="") for line in notes.lines)
        return replace(notes, cause="", lines=lines, say=nothing, never_say=nothing, check=nothing, next=nothing)

    def notes(self, form: Form = "md") -> str:
        """The notes of the call, ready to be written down."""
        from ac_tui.desk.notes import written

        return written(self.simulation.deck, self.take_notes(), form)

    def copy_notes(self) -> Outcome:
        """Copy the notes."""
        return Outcome("said.notes_copied", copy=self.notes())

    def save_notes(self, form: Form = "md") -> Outcome:
        """Save the notes in the folder that the program was started in."""
        page = NotePage(self.remarks, self.notes(form), self.simulation.journey.now)
        try:
            file = self._notebook.save(page, form)
        except OSError as error:
            return said("said.notes_unsaved", why=error.strerror or type(error).__name__)
        return said("said.notes_saved", file=file)

    @property
    def unsaved_notes(self) -> bool:
        """Whether there are remarks, of this call or one before, that no file holds."""
        return self._notebook.holds_unsaved(self.remarks)

    def leave(self) -> Outcome:
        """End the program: remarks that no file holds are saved first. Where they cannot be, asking again ends it."""
        if not self.unsaved_notes:
            return Outcome(show="quit")
        self._put_away()
        try:
            files = self._notebook.save_all()
        except OSError as error:
            outcome = said("said.notes_unsaved", why=error.strerror or type(error).__name__)
            leaving, self._leaving = self._leaving, True
            return outcome._replace(show="quit") if leaving else outcome
        return said("said.notes_saved", "quit", file=", ".join(map(str, files)))

    def favour(self) -> Outcome:
        """Have who is on the line among the favourites, first in the list of callers, or no longer."""
        known, favourites = self.known, self.memory.settings.favourites
        if known is None:
            return said("case.nobody")
        kept = tuple(one for one in favourites if one != known.id)
        self.memory.set(favourites=(*kept, known.id) if kept == favourites else kept)
        return said("record.favourite" if kept == favourites else "record.no_favourite", who=known.display_name)

    def widen(self) -> Outcome:
        """Make the panels one step wider; after the widest they are as at first."""
        self.memory.set(panels=(self.memory.settings.panels + 1) % 3)
        return said("record.panels", n=self.memory.settings.panels + 1)

    def end_call(self, result: str) -> Outcome:
        """Say how the call ended; the reason is the cause that was looked up last, else the one of what went wrong."""
        self.result = result
        self.answers.reason = self.answers.reason or self.answers.now()
        self._remember()
        words = self.simulation.deck.words
        cause = self.answers.causes.causes.get(self.answers.reason)
        reason = cause.title if cause is not None else words("record.no_reason")
        return said("record.ended", outcome=words(f"record.outcome.{result}"), reason=reason)

    def _put_away(self) -> bool:
        """Keep the notes of a call that ends here, to be saved when the program ends; whether there are remarks."""
        self._remember()
        if self.remarks:
            self._notebook.put_away(NotePage(self.remarks, self.notes(), self.simulation.journey.now))
        return bool(self.remarks)

    def _begin_call(self) -> None:
        """What is remembered from here on is another call."""
        self._begun, self.result, self._kept = self.memory.now(), "", None
        self.answers.reason = ""

    def _remember(self) -> None:
        """Remember the call as it stands, where anything is to be remembered that is not yet."""
        simulation = self.simulation
        stands = (simulation.journey.step, self.remarks, self.result)
        if stands == self._kept or not (simulation.history or self.remarks or self.result):
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
