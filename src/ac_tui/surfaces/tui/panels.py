"""The panels beside the phone: a line of tabs, and as many panels as the terminal has room for.

Two columns hold them. Narrow shows one panel alone, in the phone's place; wide the phone and the panel that was shown
last; roomy the phone, the whole column of what to read aloud, and the last panel of the other one. `app.tcss` decides
which by the screen's -narrow, -wide and -roomy; here every panel and column is only told whether it is the latest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, Static, Tab, Tabs

from ac_tui.deck.cells import drawable
from ac_tui.desk.outcome import Outcome
from ac_tui.desk.picks import Act
from ac_tui.desk.session import PANELS, Session
from ac_tui.surfaces.tui.keys import LineInput, OrderedKeys, caught_up
from ac_tui.surfaces.tui.telling import PHONE, Card, Line, PanelText, line, news, told


class Asked(Message):
    """Something in a panel or the footer asks for an act of the session; an `echo` of the key is taken for none."""

    def __init__(self, act: Act, *, echo: bool = False) -> None:
        super().__init__()
        self.act = act
        self.echo = echo


class PanelReading(Static):
    """Shows a line. Only its text can be selected and copied: the mark stands in the padding."""

    COMPONENT_CLASSES = {"reading--mark"}

    def __init__(self, shown: Line) -> None:
        super().__init__(markup=False)
        self._line: Line | None = None
        self._mark = ""
        self._above = 0
        self.show(shown)

    def show(self, shown: Line) -> None:
        """Show another line, if it is another."""
        if shown == self._line:
            return
        self._line = shown
        self._mark = drawable(shown.mark)
        self.set_classes(shown.kind)
        self._above = int("gap" in shown.kind.split())
        self.styles.padding = Spacing(self._above, 0, 0, cell_len(self._mark))
        self.update(Content.assemble(*((drawable(text), style) for text, style in shown.runs)))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the text, the mark before the first one."""
        strips = super().render_lines(crop)
        row = self._above - crop.y
        if self._mark and 0 <= row < len(strips) and crop.x == 0:
            mark = Strip([Segment(self._mark, self.get_visual_style("reading--mark").rich_style)])
            strips[row] = Strip.join([mark, strips[row].crop(mark.cell_length)])
        return strips


class Panel(VerticalScroll):
    """Lines that scroll; what they show changes only where they do, and then begins at the top again."""

    def __init__(self, panel_id: str) -> None:
        super().__init__(id=panel_id, classes="panel")
        self.told = PanelText(())
        self._readings: list[PanelReading] = []

    @property
    def target(self) -> Widget:
        """What gets the focus when the panel is brought to the front."""
        return self

    def show(self, told: PanelText) -> None:
        """Show what its module told of a session, if that is something else than before."""
        if told == self.told:
            return
        before, self.told = self.told, told
        if told.lines != before.lines:
            self._show_lines(told.lines)
        if told.here >= 0 and told[:2] != before[:2]:
            self.call_after_refresh(self._keep_in_sight)
        elif told.lines != before.lines:
            self.scroll_home(animate=False)

    def _show_lines(self, lines: Sequence[Line]) -> None:
        for reading, shown in zip(self._readings, lines, strict=False):
            reading.show(shown)
            reading.display = True
        for reading in self._readings[len(lines) :]:
            reading.display = False
        more = [PanelReading(shown) for shown in lines[len(self._readings) :]]
        if more:
            self._readings += more
            self.call_next(self.mount_all, more)

    def _keep_in_sight(self) -> None:
        """Scroll to where the line and its neighbours can be seen."""
        if 0 <= self.told.here < len(self._readings):
            self.scroll_to_widget(self._readings[self.told.here], animate=False, center=True)


class MessageButton(OrderedKeys, Button):
    """A code to copy, or a link to open."""

    BINDINGS = [Binding("space", "press", show=False)]

    def __init__(self, label: str, kind: str, act: Act) -> None:
        super().__init__(Content(drawable(label)), classes=kind, compact=True)
        self.active_effect_duration = 0
        self.act = act

    @on(Button.Pressed)
    def _ask(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(Asked(self.act, echo=True))


class MessageCard(Vertical):
    """One message in its frame: who it is from, what it says, what can be done with it."""

    def __init__(self, card: Card) -> None:
        super().__init__(classes="card")
        self._card = card
        self._life = PanelReading(line(card.life, kind="quiet"))
        self._entitle(card)

    def compose(self) -> ComposeResult:
        """The lines, the buttons, how long the code lasts."""
        card = self._card
        yield from map(PanelReading, card.lines)
        if card.open_link:
            yield MessageButton(card.open_link, "link", lambda session: session.phone.open_link(card.link))
        if card.copy_code:
            yield MessageButton(card.copy_code, "code", lambda session: session.phone.copy_code(card.number))
        yield self._life

    def show(self, card: Card) -> None:
        """Show what has become of the message: its age, and how long its code lasts."""
        if card != self._card:
            self._card = card
            self._life.show(line(card.life, kind="quiet"))
            self._entitle(card)

    def _entitle(self, card: Card) -> None:
        self.border_title = Content(drawable(card.title)).markup
        self.border_subtitle = Content(drawable(card.age)).markup


class MessagesPanel(Panel):
    """What the customer's phone and mailbox have received. Arrows go from one code or link to the next."""

    BINDINGS = [
        Binding("down", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
    ]

    def __init__(self, panel_id: str) -> None:
        super().__init__(panel_id)
        self._cards: dict[int, MessageCard] = {}

    def show(self, told: PanelText) -> None:
        """Show how messages travel, and the messages; a new one comes first and is scrolled to."""
        super().show(told)
        numbers = [card.number for card in told.cards]
        for number in [number for number in self._cards if number not in numbers]:
            self.call_next(self._cards.pop(number).remove)
        newest = self._cards[max(self._cards)] if self._cards else None
        fresh = [MessageCard(card) for card in told.cards if card.number not in self._cards]
        self._cards.update((card.number, made) for card, made in zip(told.cards, fresh, strict=False))
        for card in told.cards:
            self._cards[card.number].show(card)
        if fresh:
            self.call_next(partial(self.mount_all, fresh, before=newest))
            self.scroll_home(animate=False)

    @property
    def target(self) -> Widget:
        """The newest code or link."""
        return next(iter(self.query(MessageButton)), self)

    def action_go(self, by: int) -> None:
        """Go to another code or link; where there is none, scroll."""
        buttons = list(self.query(MessageButton))
        at = next((number + by for number, button in enumerate(buttons) if button.has_focus), -1)
        if 0 <= at < len(buttons):
            self.screen.set_focus(buttons[at])
        else:
            self.scroll_relative(y=by, animate=False)


class CustomerPanel(OrderedKeys, Panel):
    """A customer's card; below it the story that is being played, its next step marked and kept in sight."""

    BINDINGS = [
        Binding("enter,space,right", "step('next')", show=False),
        Binding("left", "step('back')", show=False),
        Binding("end", "step('to_the_end')", show=False),
    ]

    def action_step(self, way: Literal["next", "back", "to_the_end"]) -> None:
        """Play the story on, a step back, or to its end."""
        if self.told.here >= 0:
            self.post_message(Asked(lambda session: session.play(way)))
        elif way == "to_the_end":
            self.action_scroll_end()


class RemarkInput(LineInput):
    """Where a remark is written; Backspace on an empty line takes the last one away."""

    def action_delete_left(self) -> None:
        """Delete a character, or ask for the last remark to be taken away."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(Asked(lambda session: session.drop_remark()))

    async def action_submit(self) -> None:
        """Hand over what is written before the next key is looked at."""
        text = self.value.strip()
        self.clear()
        if text:
            self.post_message(Asked(lambda session: session.remark(text)))


class NotesPanel(Panel):
    """The notes to read, and below them the line to write in; Enter adds what is written."""

    def __init__(self, panel_id: str) -> None:
        super().__init__(panel_id)
        self.input = RemarkInput(id="panel-remark")

    @property
    def target(self) -> Widget:
        """The line to write in."""
        return self.input

    def compose(self) -> ComposeResult:
        """The line, below whatever is read."""
        yield self.input

    def show(self, told: PanelText) -> None:
        """Show the notes; a remark that was added is scrolled to."""
        super().show(told)
        self.input.placeholder = told.asked


_MADE: Final = {"messages": MessagesPanel, "customer": CustomerPanel, "notes": NotesPanel}
"""The panels that are more than lines."""
_TALK: Final = ("advice", "why")
"""The column of what is read aloud; in the other one is everything else."""
_TAB: Final = "panel-tab-"


def _column(name: str) -> str:
    return "talk" if name in _TALK else "tray"


class PanelTabs(Tabs, can_focus=False):
    """The names of the panels to choose from by a click; the one on show is marked."""

    def on_tab_clicked(self, event: Tab.Clicked) -> None:
        """Ask for the panel."""
        chosen = (event.tab.id or "").removeprefix(_TAB)
        self.post_message(Asked(lambda _: Outcome(show=chosen)))


class PanelBoard(Vertical):
    """The panels of a desk. It is told of a session and passes on to the panels on show what they are to say."""

    def __init__(self) -> None:
        super().__init__(id="board")
        self._tabs = PanelTabs(*(Tab("", id=f"{_TAB}{name}") for name in (PHONE, *PANELS)), id="panel-tabs")
        self._panels = {name: _MADE.get(name, Panel)(f"panel-{name}") for name in PANELS}
        self._latest = {"talk": "advice", "tray": "messages"}
        self._last = "advice"

    def compose(self) -> ComposeResult:
        """The tabs above, the columns side by side."""
        yield self._tabs
        with Horizontal(id="panel-columns"):
            for column in self._latest:
                panels = (panel for name, panel in self._panels.items() if _column(name) == column)
                yield Vertical(*panels, id=f"column-{column}", classes="column")

    @property
    def shown(self) -> tuple[str, ...]:
        """The panels that are on show where the board is."""
        if not self.screen.has_class("-roomy"):
            return (self._last,)
        return (*_TALK, self._latest["tray"])

    @property
    def front(self) -> str:
        """The panel that the focus is in, "" for none."""
        return next((name for name, panel in self._panels.items() if panel.has_focus_within), "")

    def turn(self, name: str) -> None:
        """Show a panel, wherever the focus is."""
        self._last = self._latest[_column(name)] = name
        self._arrange()

    async def bring(self, name: str, session: Session) -> Widget:
        """Show a panel with what it has to say of a session; what in it is to have the focus."""
        self.turn(name)
        self.tell(session)
        await caught_up(self._panels[name], around=False)
        return self._panels[name].target

    def _arrange(self) -> None:
        """Mark what is the latest."""
        for name, panel in self._panels.items():
            panel.set_class(name in self._latest.values(), "-latest")
        for column in self.query(".column"):
            column.set_class(column.id == f"column-{_column(self._last)}", "-latest")
        roomy, narrow = (self.screen.has_class(name) for name in ("-roomy", "-narrow"))
        self._tabs.query_one(f"#{_TAB}{PHONE}").set_class(not narrow, "-hidden")
        for name in _TALK:
            self._tabs.query_one(f"#{_TAB}{name}").set_class(roomy, "-hidden")
        self._tabs.active = f"{_TAB}{self._latest['tray'] if roomy else self._last}"

    def tell(self, session: Session) -> None:
        """Let the panels on show, and the tabs, say what they have to say of a session."""
        self._arrange()
        for name in (PHONE, *PANELS):
            title = drawable(session.words(f"panel.{name}.title"))
            label = f"{title} {news(session, name)}".rstrip()
            tab = self._tabs.query_one(f"#{_TAB}{name}", Tab)
            if tab.label_text != label:
                tab.label = Content(label)
            if name != PHONE:
                self._panels[name].border_title = Content(title).markup
        for name in self.shown:
            self._panels[name].show(told(session, name))
