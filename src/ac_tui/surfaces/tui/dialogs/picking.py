"""Any list of the desk, to choose from by typing: a few letters, arrows, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ac_tui.deck.cells import drawable
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.picks import Pick
from ac_tui.surfaces.tui.dialogs.dialog import Dialog
from ac_tui.surfaces.tui.keys import LineInput, caught_up

if TYPE_CHECKING:
    from ac_tui.desk.session import Session

MOST: Final = 200
"""Entries that are listed; of more, one types until they are fewer."""
_LEAST_TEXT: Final = 8
_TITLE_ROOM: Final = 34
"""How many cells titles get at most where a text stands beside them."""
_MOVES = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}


class PickList(OptionList, can_focus=False):
    """The entries found; the keys stay with the input. `fit` is called whenever there is more or less room."""

    def __init__(self, fit: Callable[[], None]) -> None:
        super().__init__(markup=False, compact=True)
        self._fit = fit

    def on_resize(self) -> None:
        """Have the rows laid out anew."""
        self.call_after_refresh(self._fit)


class PickDialog(Dialog):
    """Shows what fits what was typed; Enter, or a click, returns what the entry does.

    Another key returns the act that takes a customer's data alone, where the entry has one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", show=False, priority=True),
        Binding("ctrl+f", "take_data", show=False, priority=True),
        *(Binding(key, f"move({by})", show=False, priority=True) for key, by in _MOVES.items()),
    ]

    def __init__(self, session: Session, name: str) -> None:
        self._picker = PICKERS[name]
        shown = f"{name}-{session.answers.asked}" if name == "answers" else name
        super().__init__(session, name, self._picker.title(session), name=shown)
        self._typed: str | None = None
        self._found: Sequence[Pick] = ()
        self._width = 0
        self._input = LineInput()
        self._choices = PickList(self._fit)
        self._told = Static(markup=False, classes="told")

    def compose(self) -> ComposeResult:
        """Where one types, the list, and more about what would be chosen."""
        yield self.framed(self._input, self._choices, self._told)

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self._look()

    @on(Input.Changed)
    def _look(self) -> None:
        """Look for what is typed now, unless that is on show already."""
        if self._input.value == self._typed:
            return
        self._typed = self._input.value
        self._found = self._picker.find(self.session, self._typed)
        self._list()
        self._choices.highlighted = 0 if self._found else None
        self._tell()

    def _list(self) -> None:
        picks = list(islice(self._found, MOST))
        self._width = self._choices.scrollable_content_region.width - 2
        longest = max((cell_len(drawable(pick.title)) for pick in picks), default=0)
        beside = any(pick.text for pick in picks)
        room = min(longest, _TITLE_ROOM, self._width * 2 // 5) if beside else min(longest, self._width)
        with self.prevent(OptionList.OptionHighlighted):
            self._choices.set_options(Option(_drawn(pick, self._width, room)) for pick in picks)

    def _fit(self) -> None:
        """Lay the rows out anew where the list has become wider or narrower."""
        if self._choices.scrollable_content_region.width - 2 != self._width:
            highlighted = self._choices.highlighted
            self._list()
            self._choices.highlighted = highlighted

    @property
    def pick(self) -> Pick | None:
        """The entry that Enter would choose."""
        number = self._choices.highlighted
        return self._found[number] if number is not None and number < len(self._found) else None

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say the entry in full, and what the keys do with it; or that nothing is found."""
        pick, typed, before = self.pick, self._typed or "", self._picker.before
        said, does = "", self._picker.nothing(self.session, typed)
        if pick is not None:
            said, does = self.session.words(before) if before and not typed.strip() else pick.told, pick.does
        lines = [Content.styled(drawable(said), "bold"), Content.styled(drawable(does), "$desk-quiet")]
        self._told.update(Content("\n").join(line for line in lines if line))

    async def action_move(self, by: int) -> None:
        """Go up or down the list; it does not go round."""
        await self._caught_up()
        last = min(len(self._found), MOST) - 1
        if last >= 0:
            self._choices.highlighted = max(0, min((self._choices.highlighted or 0) + by, last))
            self._tell()

    async def action_choose(self) -> None:
        """Return what the entry that is marked does, and close."""
        await self._caught_up()
        if self.pick is not None:
            self.give(self.pick.act)

    async def action_take_data(self) -> None:
        """Return the act that takes the customer's data alone."""
        await self._caught_up()
        if self.pick is not None and self.pick.data is not None:
            self.give(self.pick.data)

    async def _caught_up(self) -> None:
        """Have everything typed so far looked for."""
        await caught_up(self._input, around=False)
        self._look()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.give(self._found[event.option_index].act)


def _drawn(pick: Pick, width: int, title_room: int) -> Content:
    """An entry in its columns, each cut to its room."""
    right = drawable(pick.right)
    title_room = title_room if pick.text else width - cell_len(right) - 3
    title = Content(drawable(pick.title)).truncate(title_room, ellipsis=True, pad=True)
    room = width - title_room - cell_len(right) - 3
    text = Content(drawable(pick.text)) if room >= _LEAST_TEXT else Content("")
    text = text.truncate(max(0, room), ellipsis=True, pad=True).stylize_before("not bold")
    return Content.assemble(title, "  ", text, " ", right)
