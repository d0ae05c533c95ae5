"""A list to choose from by typing: a few letters, arrows, Enter."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from itertools import islice
from typing import ClassVar, Final, Generic, NamedTuple, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.caught_up import caught_up
from ac_tui.surfaces.tui.dialogs.dialog import Dialog, DialogInput, Result

Entry = TypeVar("Entry")

MOST: Final = 200
"""Entries that are listed; of more, one types until they are fewer."""
_LEAST_TEXT: Final = 8
_MOVES = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}


class Row(NamedTuple):
    """An entry as the list shows it: its title, what there is to say of it, and a short word at the right."""

    title: str
    text: str = ""
    right: str = ""


class Choices(OptionList, can_focus=False):
    """The entries found; the keys stay with the input."""


class Chooser(Dialog[Result], Generic[Entry, Result]):
    """Shows what fits what was typed; Enter, or a click, chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", show=False, priority=True),
        *(Binding(key, f"move({by})", show=False, priority=True) for key, by in _MOVES.items()),
    ]
    title_room = 30
    """How many cells the titles get at most."""

    def __init__(self, title: str, dialog_id: str) -> None:
        super().__init__(id=dialog_id)
        self._title = title
        self._typed: str | None = None
        self._found: Sequence[Entry] = ()
        self._width = 0
        self._input = DialogInput()
        self._choices = Choices(markup=False, compact=True)
        self._told = Static(markup=False, classes="told")

    @abstractmethod
    def find(self, text: str) -> Sequence[Entry]:
        """The entries that what was typed means, best first."""

    @abstractmethod
    def row(self, entry: Entry) -> Row:
        """How an entry looks in the list."""

    @abstractmethod
    def result(self, entry: Entry) -> Result:
        """What choosing an entry returns."""

    @abstractmethod
    def told(self, entry: Entry | None) -> Content:
        """What there is to say at the foot about the entry that would be chosen, or that nothing is found."""

    @property
    def text(self) -> str:
        """What was typed, as it was last looked for."""
        return self._typed or ""

    def compose(self) -> ComposeResult:
        """Where one types, the list, and more about what would be chosen."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(drawable(self._title)).markup
            yield self._input
            yield self._choices
            yield self._told

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self._look()

    @on(Input.Changed)
    def _look(self) -> None:
        """Look for what is typed now, unless that is on show already."""
        if self._input.value == self._typed:
            return
        self._typed = self._input.value
        self._found = self.find(self._typed)
        self._list()
        self._choices.highlighted = 0 if self._found else None
        self._tell()

    def _list(self) -> None:
        rows = [self.row(entry) for entry in islice(self._found, MOST)]
        self._width = self._choices.scrollable_content_region.width - 2
        longest = max((cell_len(drawable(row.title)) for row in rows), default=0)
        room = min(longest, self.title_room, self._width * 2 // 5 if any(row.text for row in rows) else self._width)
        with self.prevent(OptionList.OptionHighlighted):
            self._choices.set_options(Option(_drawn(row, self._width, room)) for row in rows)

    def on_resize(self) -> None:
        """Lay the rows out anew where the list has become wider or narrower."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self._choices.scrollable_content_region.width - 2 != self._width:
            highlighted = self._choices.highlighted
            self._list()
            self._choices.highlighted = highlighted

    @property
    def entry(self) -> Entry | None:
        """The entry that Enter would choose."""
        number = self._choices.highlighted
        return self._found[number] if number is not None and number < len(self._found) else None

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        self._told.update(self.told(self.entry))

    async def action_move(self, by: int) -> None:
        """Go up or down the list; it does not go round."""
        await self.caught_up()
        last = min(len(self._found), MOST) - 1
        if last >= 0:
            self._choices.highlighted = max(0, min((self._choices.highlighted or 0) + by, last))
            self._tell()

    async def action_choose(self) -> None:
        """Return the entry that is marked, and close."""
        await self.caught_up()
        if self.entry is not None:
            self.give(self.result(self.entry))

    async def caught_up(self) -> None:
        """Have everything typed so far looked for."""
        await caught_up(self._input)
        self._look()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.give(self.result(self._found[event.option_index]))


def two_lines(said: str, does: str) -> Content:
    """What an entry says, and what the keys do with it."""
    parts = [Content.styled(drawable(said), "bold"), Content.styled(drawable(does), "$desk-quiet")]
    return Content("\n").join(part for part in parts if part)


def _drawn(row: Row, width: int, title_room: int) -> Content:
    """A row in its columns, each cut to its room."""
    right = drawable(row.right)
    title_room = title_room if row.text else width - cell_len(right) - 3
    title = Content(drawable(row.title)).truncate(title_room, ellipsis=True, pad=True)
    room = width - title_room - cell_len(right) - 3
    text = Content(drawable(row.text)) if room >= _LEAST_TEXT else Content("")
    text = text.truncate(max(0, room), ellipsis=True, pad=True).stylize_before("not bold")
    return Content.assemble(title, "  ", text, " ", right)
