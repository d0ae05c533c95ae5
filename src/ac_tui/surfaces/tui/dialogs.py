"""What lies over the desk: lists, a caller's form, what a cause ends with, the help; Textual's palette of commands."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, Final, cast

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click, Key, Mount
from textual.markup import escape
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, LoadingIndicator, OptionList
from textual.widgets.option_list import Option
from textual.worker import WorkerError

from ac_tui.deck.cells import drawable
from ac_tui.desk.case import FIELDS, form_of, read_form, take_form
from ac_tui.desk.commands import BY_ID, BY_KEY, COMMANDS, find
from ac_tui.desk.pickers import PICKERS, show_story
from ac_tui.desk.picks import Act, Pick
from ac_tui.desk.session import Session
from ac_tui.flows.paths import prepare
from ac_tui.surfaces.tui.keys import LineInput, OneLine, OrderedKeys, caught_up
from ac_tui.surfaces.tui.panels import PanelReading
from ac_tui.surfaces.tui.phone.block import Words

MOST: Final = 200  # entries that are listed; of more, one types until they are fewer


class Dialog(ModalScreen[Act]):
    """Lies over the desk, and returns what is to be done with the session. `command` is the one that opens it.

    Esc, its own key and a click outside close it; so does a key of another command, which is then done on the desk.
    """

    AUTO_FOCUS = "Input"
    BINDINGS = [Binding("escape", "close", show=False, priority=True)]

    def __init__(self, session: Session, command: str, title: str, *, name: str = "") -> None:
        super().__init__(name=name or command, classes=name or command)  # no id: one just closed may still be there
        self.session = session
        self._own_keys = BY_ID[command].keys if command in BY_ID else ()
        self._title = title

    def framed(self, *widgets: Widget) -> Widget:
        """Widgets in the dialog's frame, under its title."""
        frame = Vertical(*widgets, classes="dialog")
        frame.border_title = Content(drawable(self._title)).markup
        return frame

    def on_click(self, event: Click) -> None:
        """Close where the click was beside it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.action_close()

    def watch_focused(self, focused: Widget | None) -> None:
        """Keep the focus in here: Textual takes it away where the mouse is on no widget, as in a dialog cut short."""
        if focused is None and self.is_current:
            self.call_next(lambda: self.focused or self.focus_next())

    def on_key(self, event: Key) -> None:
        """Close for a command's key that nothing in here has a use for."""
        if event.key in BY_KEY:
            event.stop()
            there = self.is_current  # else it was closed by the key before, and this one is the desk's
            self.action_close()
            if not there or event.key not in self._own_keys:
                self.app.simulate_key(event.key)

    def action_close(self, act: Act | None = None) -> None:
        """Close, returning this; what the desk does with it is done before it looks at another key."""
        if self.is_current:
            self._left = self.dismiss(act)


class PickDialog(Dialog):
    """Any list of the desk: shows what fits what was typed; Enter, or a click, returns what the entry does."""

    BINDINGS = [
        Binding("enter", "choose", show=False, priority=True),
        Binding("ctrl+f", "choose(True)", show=False, priority=True),
        Binding("down,tab", "move(1)", show=False, priority=True),
        Binding("up,shift+tab", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def __init__(self, session: Session, name: str) -> None:
        self._picker = PICKERS[name]
        shown = f"{name}-{session.answers.asked}" if name == "answers" else name
        super().__init__(session, name, self._picker.title(session), name=shown)
        self._typed: str | None = None
        self._found: Sequence[Pick] = ()
        self._input = LineInput(compact=True, select_on_focus=False)
        self._choices = OptionList(markup=False, compact=True)
        self._choices.can_focus = False  # the keys stay with the input
        self._told = Words(classes="told")

    def on_mount(self) -> None:
        """Look for the ways to what may be chosen while somebody thinks, a flow between two keys."""

        async def get_ready() -> None:
            await asyncio.sleep(0.3)
            for _ in prepare():
                await asyncio.sleep(0)

        if self.name in ("find", "ask"):
            self.run_worker(get_ready(), name="ways")

    def compose(self) -> ComposeResult:
        """Where one types, the list, and more about what would be chosen."""
        yield self.framed(self._input, self._choices, self._told)

    @on(Mount)
    @on(Input.Changed)
    def _look(self) -> None:
        if self._input.value == self._typed:
            return
        self._typed = self._input.value
        self._found = self._picker.find(self.session, self._typed)
        self._list()
        self._choices.highlighted = 0 if self._found else None
        self._tell()

    def on_resize(self) -> None:
        """Lay the rows out anew, once it is known how wide the list is."""
        self.call_after_refresh(self._list)

    def _list(self) -> None:
        picks, highlighted = list(islice(self._found, MOST)), self._choices.highlighted
        width = self._choices.scrollable_content_region.width - 2
        room = max((cell_len(drawable(pick.title)) for pick in picks), default=0)
        room = min(room, 34, width * 2 // 5) if any(pick.text for pick in picks) else min(room, width)
        with self.prevent(OptionList.OptionHighlighted):
            self._choices.set_options(Option(_drawn(pick, width, room)) for pick in picks)
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
        self._told.say(Content("\n").join(line for line in lines if line))

    async def action_move(self, by: int) -> None:
        """Go up or down the list; it does not go round."""
        await self._caught_up()
        last = min(len(self._found), MOST) - 1
        if last >= 0:
            self._choices.highlighted = max(0, min((self._choices.highlighted or 0) + by, last))
            self._tell()

    async def action_choose(self, data: bool = False) -> None:
        """Return what the entry that is marked does, or how it takes the customer's data alone, and close."""
        await self._caught_up()
        act = None if self.pick is None else self.pick.data if data else self.pick.act
        if act is not None:
            self.action_close(act)

    async def _caught_up(self) -> None:
        await caught_up(self._input, around=False)
        self._look()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_close(self._found[event.option_index].act)


def _drawn(pick: Pick, width: int, title_room: int) -> Content:
    right = drawable(pick.right)
    title_room = title_room if pick.text else width - cell_len(right) - 3
    title = Content(drawable(pick.title)).truncate(title_room, ellipsis=True, pad=True)
    room = width - title_room - cell_len(right) - 3
    text = Content(drawable(pick.text)) if room >= 8 else Content("")
    text = text.truncate(max(0, room), ellipsis=True, pad=True).stylize_before("not bold")
    return Content.assemble(title, "  ", text, " ", right)


class CallerDialog(Dialog):
    """What the Agenzia has of somebody, made from nothing or set right, to be put on the line; one line a field."""

    BINDINGS = [
        Binding("enter", "take", show=False, priority=True),
        Binding("down,tab", "app.focus_next", show=False, priority=True),
        Binding("up,shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session, "caller", session.words("caller.title"))
        self._inputs = {name: LineInput(compact=True, select_on_focus=False) for name in FIELDS}
        self._faults = {name: Words(classes="fault") for name in FIELDS}

    def compose(self) -> ComposeResult:
        """Labels, fields, and below each what is wrong with it."""
        words, given = self.session.words, form_of(self.session)
        lines = VerticalScroll(id="caller-scroll", can_focus=False)
        for name, field in self._inputs.items():
            field.value = given.get(name, "")
            self._faults[name].display = False
            label = Words(drawable(words(f"caller.{name}")), classes="label")
            lines.compose_add_child(Horizontal(label, field, classes="row"))
            lines.compose_add_child(self._faults[name])
        yield self.framed(lines, Words(drawable(words("caller.keys")), classes="told"))

    async def action_take(self) -> None:
        """Take the form, or say what is wrong and go to the first field that is."""
        await caught_up(self.focused, around=False)
        customer, faults = read_form(self.session, {name: field.value for name, field in self._inputs.items()})
        for name, shown in self._faults.items():
            shown.display = name in faults
            shown.say(drawable(faults.get(name, "")))
        if customer is not None:
            self.action_close(partial(take_form, customer=customer))
        elif faults:
            self.set_focus(self._inputs[next(iter(faults))])


class CauseDialog(Dialog):
    """What the chosen cause ends with; Enter returns the act that begins the story which shows it."""

    AUTO_FOCUS = "#cause-scroll"
    BINDINGS = [Binding("enter", "show_story", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        """The parts one below the other, each under its heading."""
        readings = [
            reading
            for heading, texts in self.session.answers.told().items()
            for reading in (PanelReading(heading, kind="title gap"), *(PanelReading(text, "  ") for text in texts))
        ]
        keys = Words(drawable(self.session.words("answers.keys")), classes="told")
        yield self.framed(VerticalScroll(*readings, id="cause-scroll"), keys)

    def action_show_story(self) -> None:
        """Begin the story."""
        self.action_close(show_story)


class HelpDialog(Dialog):
    """All that somebody new needs, on one screen; where room is short by titles, without what is for writers."""

    AUTO_FOCUS = "#help-scroll"
    BINDINGS = [Binding("enter,space", "close", show=False, priority=True)]
    HORIZONTAL_BREAKPOINTS = [(0, "-short"), (118, "-whole")]

    def compose(self) -> ComposeResult:
        """How to begin, the commands in columns, what hands do."""
        session, words = self.session, self.session.words
        shown = [one for one in COMMANDS if one.keys and one.id not in ("help", "palette")]
        first = (PanelReading(words(f"help.{name}"), f"{n} ") for n, name in enumerate(("first", "second", "third"), 1))
        # What has no key, and what hands do on the phone.
        hands = ("more", "next", "previous", "enter", "space", "sides", "clear", "mouse")
        tables = (
            _table("whole", 2, [(one.shown_key, one.text(session)) for one in shown]),
            _table("short", 3, [(one.shown_key, one.title(session)) for one in shown if one.group != "words"]),
            _table("hands", 1, [(words(f"help.{hand}.keys"), words(f"help.{hand}.text")) for hand in hands]),
        )
        yield self.framed(VerticalScroll(*first, *tables, id="help-scroll"))


def _table(name: str, columns: int, entries: Sequence[tuple[str, str]]) -> Widget:
    made, each = [], -(-len(entries) // columns)
    for part in (entries[at : at + each] for at in range(0, len(entries), each)):
        room = max(cell_len(drawable(key)) for key, _ in part) + 2
        lines = (PanelReading(text, set_cell_size(drawable(key), room), "key") for key, text in part)
        made.append(Vertical(*lines, classes="column"))
    return Horizontal(*made, classes=f"keys {name}")


class PaletteInput(OneLine, OrderedKeys, CommandInput):
    """Where the command's name is typed."""


class DeskPalette(CommandPalette):
    """Textual's palette; Enter waits for what was typed before it to be found."""

    BINDINGS = [
        Binding("enter", "take", show=False, priority=True),
        *(Binding(key, "escape", show=False, priority=True) for key in ("escape", "ctrl+p")),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__([Commands], placeholder=session.words("command.palette.text"))
        self._title = session.words("command.palette.title")

    def compose(self) -> ComposeResult:
        """Textual's parts, with an input that does its keys in their turn."""
        with Vertical(id="--container") as container:
            container.border_title = Content(drawable(self._title)).markup
            with Horizontal(id="--input"):
                yield PaletteInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield CommandList()
                yield LoadingIndicator()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, unless it was closed by what was pressed just before."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Move in the list, as far as it is laid out: Textual looks for lines that are not."""
        with suppress(KeyError):
            super()._action_command_list(action)

    async def action_take(self) -> None:
        """Run the command that is marked."""
        await caught_up(self.query_one(CommandInput))
        for worker in list(self.workers):
            if worker.node is self and not worker.is_finished:
                with suppress(WorkerError):
                    await worker.wait()
        self._select_or_command()


class Commands(Provider):
    """Finds commands by words of their titles, descriptions and keys; the desk it was opened from runs them."""

    async def discover(self) -> Hits:
        """Every command, in the table's order."""
        for entry in self._entries(""):
            yield DiscoveryHit(*entry)

    async def search(self, query: str) -> Hits:
        """The commands that are meant by what was typed."""
        found = [*self._entries(query)]
        for number, entry in enumerate(found):
            yield Hit(1 - number / (len(found) + 1), *entry)
        if not found:
            nothing = cast("Any", self.screen).session.words("said.no_command")
            yield Hit(0.0, Text(nothing), lambda: None, nothing)

    def _entries(self, text: str) -> Iterator[tuple[Text, Callable[[], Awaitable[None]], str, str]]:
        desk: Any = self.screen
        for one in find(desk.session, text, COMMANDS):
            title, key = drawable(one.title(desk.session)), f"   {one.shown_key}" if one.shown_key else ""
            told = escape(drawable(one.text(desk.session)))
            yield Text.assemble(title, (key, "not bold")), partial(desk.action_run, one.id), title, told


DIALOGS: Final[Mapping[str, Callable[[Session], Screen[Any]]]] = {
    "palette": DeskPalette,
    **{name: partial(PickDialog, name=name) for name in PICKERS},
    "caller": CallerDialog,
    "cause": lambda session: CauseDialog(session, "cause", session.answers.cause.title),
    "help": lambda session: HelpDialog(session, "help", session.words("help.title")),
}
"""The dialogs by what a command shows."""
