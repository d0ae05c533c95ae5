"""The dialogs there are: lists, any time, what a cause ends with, the help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from ac_tui.deck.cells import drawable
from ac_tui.deck.spans import read_span
from ac_tui.deck.words import span
from ac_tui.desk.commands import COMMANDS
from ac_tui.desk.pickers import PICKERS, show_story
from ac_tui.surfaces.tui.dialogs.caller import CallerDialog
from ac_tui.surfaces.tui.dialogs.dialog import Dialog
from ac_tui.surfaces.tui.dialogs.picking import PickDialog
from ac_tui.surfaces.tui.keys import LineInput, caught_up
from ac_tui.surfaces.tui.panels.lines import PanelReading, line

if TYPE_CHECKING:
    from ac_tui.desk.session import Session

HANDS: Final = ("more", "next", "previous", "enter", "space", "sides", "clear", "mouse")
"""What has no key, and what hands do on the phone: the words are `help.HAND.keys` and `help.HAND.text`."""


class TimeDialog(Dialog):
    """How much time is to pass, typed as people say it; Enter has it pass, and does nothing while that is not clear."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", show=False, priority=True)]

    def __init__(self, session: Session) -> None:
        super().__init__(session, "time_other", session.words("time_other.title"), name="time")
        self._input = LineInput()
        self._told = Static(markup=False, classes="told")

    def compose(self) -> ComposeResult:
        """Where one types, and what it means."""
        yield self.framed(self._input, self._told)

    @on(Input.Changed)
    def on_mount(self) -> None:
        """Say what may be typed, or what it was understood as."""
        deck, typed = self.session.simulation.deck, self._input.value
        wanted = read_span(deck, typed)
        if wanted is not None:
            told = self.session.words("time_other.means", span=span(deck, wanted))
        else:
            told = self.session.words("time_other.unclear" if typed.strip() else "time_other.empty")
        self._told.set_class(wanted is not None, "title")
        self._told.update(Content(drawable(told)))

    async def action_choose(self) -> None:
        """Return what has the time pass, where it is clear."""
        await caught_up(self._input, around=False)
        wanted = read_span(self.session.simulation.deck, self._input.value)
        if wanted is not None:
            self.give(lambda session: session.phone.pass_time(wanted))


class CauseDialog(Dialog):
    """What the chosen cause ends with; Enter returns the act that begins the story which shows it."""

    AUTO_FOCUS = "#cause-scroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "show_story", show=False, priority=True)]

    def __init__(self, session: Session) -> None:
        super().__init__(session, "cause", session.answers.cause.title)

    def compose(self) -> ComposeResult:
        """The parts one below the other, each under its heading."""
        readings = [
            PanelReading(one)
            for part in self.session.answers.told()
            for one in (line(part.heading, kind="title gap"), *(line(text, "  ") for text in part.texts))
        ]
        keys = Content(drawable(self.session.words("answers.keys")))
        yield self.framed(VerticalScroll(*readings, id="cause-scroll"), Static(keys, markup=False, classes="told"))

    def action_show_story(self) -> None:
        """Begin the story."""
        self.give(show_story)


class HelpDialog(Dialog):
    """All that somebody new needs, on one screen. Its own key, Enter and Space close it; a command's key is done.

    Where room is short a command is told by its title and not by a sentence, and those for writers are left out.
    """

    AUTO_FOCUS = "#help-scroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "close", show=False, priority=True)]

    def __init__(self, session: Session) -> None:
        super().__init__(session, "help", session.words("help.title"))
        self.HORIZONTAL_BREAKPOINTS = [(0, "-short"), (118, "-whole")]

    def compose(self) -> ComposeResult:
        """How to begin, the commands in columns, what hands do."""
        session, words = self.session, self.session.words
        shown = [one for one in COMMANDS if one.keys and one.id not in ("help", "palette")]
        first = [
            PanelReading(line(words(f"help.{name}"), f"{n} ")) for n, name in enumerate(("first", "second", "third"), 1)
        ]
        whole = [(one.shown_key, one.text(session)) for one in shown]
        short = [(one.shown_key, one.title(session)) for one in shown if one.group != "words"]
        hands = [(words(f"help.{hand}.keys"), words(f"help.{hand}.text")) for hand in HANDS]
        tables = (_table("whole", 2, whole), _table("short", 3, short), _table("hands", 1, hands))
        yield self.framed(VerticalScroll(*first, *tables, id="help-scroll"))


def _table(name: str, columns: int, entries: Sequence[tuple[str, str]]) -> Widget:
    """Keys in a column of their own, texts wrapped beside them."""
    each = -(-len(entries) // columns)
    parts = (entries[at : at + each] for at in range(0, len(entries), each))
    return Horizontal(*(Vertical(*_keys(part), classes="column") for part in parts), classes=f"keys {name}")


def _keys(entries: Sequence[tuple[str, str]]) -> Iterator[PanelReading]:
    room = max(cell_len(drawable(key)) for key, _ in entries) + 2
    for key, text in entries:
        lead = drawable(key)
        yield PanelReading(line(text, lead + " " * (room - cell_len(lead)), "key"))


DIALOGS: Final[Mapping[str, Callable[[Session], Dialog]]] = {
    **{name: partial(PickDialog, name=name) for name in PICKERS},
    "caller": CallerDialog,
    "cause": CauseDialog,
    "time": TimeDialog,
    "help": HelpDialog,
}
"""The dialogs by what a command shows."""
