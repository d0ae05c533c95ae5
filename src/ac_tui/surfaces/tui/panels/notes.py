"""Note: what goes into the customer's file, and a line to add remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from ac_tui.surfaces.tui.keys import LineInput
from ac_tui.surfaces.tui.panels.lines import QUIET, Line, Panel, ReadingPanel, line

if TYPE_CHECKING:
    from ac_tui.desk.session import Session


class Told(NamedTuple):
    """The notes as they stand, how many remarks are among them, and what to say where a remark is written."""

    lines: Sequence[Line]
    remarks: int
    asked: str


class RemarkInput(LineInput):
    """Where a remark is written; Backspace on an empty line takes the last one away."""

    @dataclass
    class Written(Message):
        """A remark was written; the line is empty again for the next one."""

        text: str

    class Emptied(Message):
        """Backspace was pressed with nothing to delete."""

    def action_delete_left(self) -> None:
        """Delete a character, or ask for the last remark to be taken away."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())

    async def action_submit(self) -> None:
        """Hand over what is written before the next key is looked at."""
        text = self.value.strip()
        self.clear()
        if text:
            self.post_message(self.Written(text))


class NotesPanel(Panel, Vertical):
    """The notes to read, and below them the line to write in; Enter adds what is written."""

    @dataclass
    class Remarked(Message):
        """A remark was written."""

        text: str

    class RemarkDropped(Message):
        """The last remark is to be taken away."""

    def __init__(self, panel_id: str) -> None:
        super().__init__(id=panel_id)
        self.reading = ReadingPanel("panel-notes-read")
        self.input = RemarkInput(id="panel-remark")
        self._remarks = 0

    @property
    def target(self) -> Widget:
        """The line to write in."""
        return self.input

    def compose(self) -> ComposeResult:
        """The notes above, the line below."""
        yield self.reading
        yield self.input

    def show(self, told: Told) -> None:
        """Show the notes; a remark that was added is scrolled to."""
        self.input.placeholder = told.asked
        if self.reading.show_lines(told.lines) and told.remarks > self._remarks:
            self.reading.keep_in_sight(len(told.lines) - 1)
        self._remarks = told.remarks

    @on(RemarkInput.Written)
    def _add(self, event: RemarkInput.Written) -> None:
        self.post_message(self.Remarked(event.text))

    @on(RemarkInput.Emptied)
    def _drop(self) -> None:
        if self._remarks:
            self.post_message(self.RemarkDropped())


def told(session: Session) -> Told:
    """The notes: the steps with their times, where it stands and why, the remarks; contacts and codes masked."""
    words, notes = session.words, session.take_notes()
    lines = [line(words("panel.notes.keys"), kind="quiet")]
    lines.append(line(words("notes.result", screen=notes.screen), kind="title gap"))
    if notes.cause:
        lines.append(line(words("notes.cause", cause=notes.cause)))
    for number, done in enumerate(notes.lines):
        runs = [(f"{done.screen}: ", QUIET), (done.action, "")]
        if done.to:
            runs.append((f" → {done.to}", QUIET))
        lines.append(Line(tuple(runs), f"{done.time} ", "time gap" if number == 0 else "time"))
        if done.cause:
            lines.append(line(done.cause, " " * 9, "bad"))
    if not notes.lines:
        lines.append(line(words("notes.none"), kind="quiet gap"))
    for number, remark in enumerate(notes.remarks):
        lines.append(line(remark, "✎ ", "gap" if number == 0 else ""))
    return Told(tuple(lines), len(notes.remarks), words("panel.notes.remark"))


def news(session: Session) -> str:
    """How many remarks there are."""
    return str(len(session.remarks) or "")
