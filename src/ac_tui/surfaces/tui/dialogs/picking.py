"""Any list of the desk, to choose from by typing; and what a cause ends with, to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import BY_ID
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.picks import Act, Pick, show_story
from ac_tui.surfaces.tui.dialogs.chooser import Chooser, Row, two_lines
from ac_tui.surfaces.tui.dialogs.dialog import Dialog
from ac_tui.surfaces.tui.panels.lines import Reading, line

if TYPE_CHECKING:
    from ac_tui.desk.session import Session


class PickDialog(Chooser[Pick, Act]):
    """Enter returns what the marked entry does; another key a customer's data alone, where the entry has one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+f", "take_data", show=False, priority=True)]

    def __init__(self, session: Session, name: str) -> None:
        self._session = session
        self._picker = PICKERS[name]
        self.own_key = BY_ID[name].keys[0] if name in BY_ID and BY_ID[name].keys else ""
        super().__init__(self._picker.title(session), f"{name}-{session.answers.asked}" if name == "answers" else name)

    def find(self, text: str) -> Sequence[Pick]:
        """The entries that are meant; titles get more room where they stand alone."""
        found = self._picker.find(self._session, text)
        self.title_room = 34 if any(pick.text for pick in found[:1]) else 200
        return found

    def row(self, entry: Pick) -> Row:
        """The entry in its columns."""
        return Row(entry.title, entry.text, entry.right)

    def result(self, entry: Pick) -> Act:
        """What it does."""
        return entry.act

    def told(self, entry: Pick | None) -> Content:
        """The entry in full, and what the keys do with it."""
        if entry is None:
            return two_lines("", self._picker.nothing(self._session, self.text))
        before = self._picker.before
        return two_lines(self._session.words(before) if before and not self.text.strip() else entry.told, entry.does)

    async def action_take_data(self) -> None:
        """Return the act that takes the customer's data alone."""
        await self.caught_up()
        if self.entry is not None and self.entry.data is not None:
            self.give(self.entry.data)


class CauseDialog(Dialog[Act]):
    """What the chosen cause ends with; Enter returns the act that begins the story which shows it."""

    AUTO_FOCUS = "#cause-scroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "show_story", show=False, priority=True)]

    def __init__(self, session: Session) -> None:
        super().__init__(id="cause")
        self._title = session.answers.cause.title
        self._told = session.answers.told()
        self._keys = session.words("answers.keys")

    def compose(self) -> ComposeResult:
        """The parts one below the other, each under its heading."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(drawable(self._title)).markup
            with VerticalScroll(id="cause-scroll"):
                for part in self._told:
                    yield Reading(line(part.heading, kind="title gap"))
                    for text in part.texts:
                        yield Reading(line(text, "  "))
            yield Static(Content(drawable(self._keys)), markup=False, classes="told")

    def action_show_story(self) -> None:
        """Begin the story."""
        self.give(show_story)
