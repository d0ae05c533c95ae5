"""The panels beside the phone: a line of tabs, and as many panels as the terminal has room for; how their lines look.

Two columns hold them. Narrow shows one panel alone, in the phone's place; wide the phone and the panel that was shown
last; roomy the phone, the whole column of what to read aloud, and the last panel of the other one. `app.tcss` decides
which by the screen's -narrow, -wide and -roomy; here every panel and column is only told whether it is the latest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import starmap
from typing import Final, Self

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, Tab, Tabs

from ac_tui.deck.cells import drawable
from ac_tui.deck.render import MessageView
from ac_tui.desk.outcome import Outcome
from ac_tui.desk.panels import PANEL_ROWS, PanelRow, news
from ac_tui.desk.phone import copy_code, open_link
from ac_tui.desk.picks import Act
from ac_tui.desk.session import PANELS, Session
from ac_tui.surfaces.tui.keys import LineInput, OrderedKeys, caught_up
from ac_tui.surfaces.tui.phone.block import Words


class PanelReading(Words):
    """A text to be read. Only that can be selected and copied: the mark before its first row stands in the padding.

    `kind` is CSS classes: title, quiet, bad, good; gap stands apart from the text before.
    """

    COMPONENT_CLASSES = {"reading--mark"}
    mark = reactive("")

    def __init__(self, text: str | Content, mark: str = "", kind: str = "") -> None:
        super().__init__()
        self.show(text, mark, kind)

    def show(self, text: str | Content, mark: str = "", kind: str = "") -> None:
        """Show another text, if it is another."""
        self.mark = mark
        self.set_classes(kind)
        self.styles.padding = Spacing("gap" in kind.split(), 0, 0, cell_len(mark))
        self.say(drawable(text) if isinstance(text, str) else text)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the text, the mark before the first one."""
        strips = super().render_lines(crop)
        row = self.styles.padding.top - crop.y
        if self.mark and 0 <= row < len(strips) and crop.x == 0:
            mark = Strip([Segment(self.mark, self.get_visual_style("reading--mark").rich_style)])
            strips[row] = Strip.join([mark, strips[row].crop(mark.cell_length)])
        return strips


_CHECKS: Final = ("met", "unmet", "hint")
_LOOKS: Final[Mapping[str, tuple[str, str, tuple[str, ...] | None]]] = {
    "head": ("", "quiet", ()),
    "quiet": ("", "quiet", ()),
    "state": ("", "quiet", None),
    "keys": ("", "quiet", None),
    "text": ("", "", None),
    "way": ("▪ ", "", None),
    "say": ("— ", "title", None),
    "check": ("• ", "", None),
    "next": ("→ ", "", None),
    "where": ("", "title", None),
    "met": ("✓ ", "good", _CHECKS),
    "unmet": ("✗ ", "title bad", _CHECKS),
    "hint": ("→ ", "hint", None),
    "who": ("", "title", None),
    "fact": ("", "fact", ("fact",)),
    "story": ("", "title", ()),
    "bad": ("", "bad", None),
    "done": ("✓ ", "quiet good", None),
    "now": ("▸ ", "title", None),
    "ahead": ("  ", "", None),
    "result": ("", "title", ()),
    "action": ("", "time", ("action", "cause")),
    "cause": (" " * 9, "bad", None),
    "remark": ("✎ ", "", ("remark",)),
}
"""How rows of a kind look: the mark before them, their classes, and the kinds after which they stand close.

None stands close to whatever comes before; any other kind than these leaves a gap.
"""
_UNTOLD: Final = ("never", "remarks", "when")
"""What is told elsewhere only: rows of these kinds, and the headings of these."""


def lines_of(rows: Sequence[PanelRow]) -> tuple[list[tuple[Content, str, str]], int]:
    """What a panel's readings show of its rows, and which is kept in sight, -1 for none: a story's step, a remark."""
    room = max((cell_len(drawable(row.lead)) for row in rows if row.kind == "fact"), default=0) + 2
    lines: list[tuple[Content, str, str]] = []
    before, here = "", -1
    for row in rows:
        if row.kind in _UNTOLD or row.lead in _UNTOLD:
            continue
        kind = "now" if row.kind == "ahead" and before not in {"ahead", "now"} else row.kind
        mark, classes, close = _LOOKS[kind]
        if lines and close is not None and before not in close:
            classes = f"{classes} gap"
        if kind in ("done", "now", "remark"):
            here = len(lines)
        where, text, aside, lead = map(drawable, (row.where, row.text, row.aside, row.lead))
        if kind in ("fact", "action"):
            mark = set_cell_size(lead, room) if kind == "fact" else f"{lead} "
        where, aside = where and f"{where}: ", aside and f" {'→' if kind == 'action' else '·'} {aside}"
        quiet = "$desk-quiet not bold"
        lines.append((Content.assemble((where, quiet), text, (aside, quiet)), mark, classes))
        before = kind
    return lines, here


class Asked(Message):
    """Something in a panel or the footer asks for an act of the session; an `echo` of the key is taken for none."""

    def __init__(self, act: Act, *, echo: bool = False) -> None:
        super().__init__()
        self.act = act
        self.echo = echo


class Panel(VerticalScroll):
    """Lines that scroll; what they show changes only where they do, and then begins at the top again."""

    def __init__(self, name: str) -> None:
        super().__init__(id=f"panel-{name}", classes="panel")
        self.panel = name
        self._rows: Sequence[PanelRow] = ()
        self._readings: list[PanelReading] = []

    def show(self, session: Session) -> None:
        """Show what there is to tell of a session, if that is something else than before."""
        rows = [*PANEL_ROWS[self.panel](session)]
        if rows == self._rows:
            return
        self._rows = rows
        lines, here = lines_of(rows)
        for number, reading in enumerate(self._readings):
            reading.display = number < len(lines)
            if reading.display:
                reading.show(*lines[number])
        if more := [*starmap(PanelReading, lines[len(self._readings) :])]:
            self._readings += more
            self.call_next(self.mount_all, more)
        if here >= 0:
            self.call_after_refresh(self.scroll_to_widget, self._readings[here], animate=False, center=True)
        else:
            self.scroll_home(animate=False)


class MessageButton(OrderedKeys, Button):
    """A code to copy, or a link to open."""

    BINDINGS = [Binding("space", "press", show=False)]

    def __init__(self, label: str, kind: str, act: Act) -> None:
        super().__init__(Content(drawable(label)), classes=kind, compact=True)
        self._act = act

    def press(self) -> Self:
        """Ask for it."""
        self.post_message(Asked(self._act, echo=True))
        return self


class MessageCard(Vertical):
    """One message in its frame: who it is from, what it says, what can be done with it."""

    def __init__(self, session: Session, message: MessageView) -> None:
        words, buttons = session.words, []
        if message.link:
            act = partial(open_link, link=message.link)
            buttons.append(MessageButton(words("panel.messages.open_link"), "link", act))
        if message.code:
            shown = f"{words('panel.messages.code')} {message.code}"
            buttons.append(MessageButton(shown, "code", partial(copy_code, number=message.number)))
        ends = (("from", message.sender), ("to", message.to))
        lines = [PanelReading(f"{words(f'panel.messages.{end}')}: {who}", kind="quiet") for end, who in ends]
        lines += [PanelReading(message.subject, kind="title")] if message.subject else []
        self._life = PanelReading("", kind="quiet")
        super().__init__(*lines, PanelReading(message.body), *buttons, self._life, classes="card")
        folder = f" · {words(f'folder.{message.folder}')}" if message.channel == "email" else ""
        self.border_title = Content(drawable(words(f"channel.{message.channel}") + folder)).markup

    def show(self, age: str, life: str) -> None:
        """Show what has become of the message: its age, and how long its code lasts."""
        self.border_subtitle = Content(drawable(age)).markup
        self._life.say(drawable(life))


class MessagesPanel(Panel):
    """What the customer's phone and mailbox have received. Arrows go from one code or link to the next."""

    BINDINGS = [Binding("down", "go(1)", show=False), Binding("up", "go(-1)", show=False)]

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._cards: dict[tuple[int, str], MessageCard] = {}

    def show(self, session: Session) -> None:
        """Show how messages travel, and the messages; a new one comes first and is scrolled to."""
        super().show(session)
        arrived = {(one.number, one.body): one for one in reversed(session.simulation.messages)}
        for gone in self._cards.keys() - arrived.keys():
            self.call_next(self._cards.pop(gone).remove)
        before = next(iter(self._cards.values()), None)
        fresh = {key: MessageCard(session, message) for key, message in arrived.items() if key not in self._cards}
        self._cards = fresh | self._cards
        for number, (key, message) in enumerate(arrived.items()):
            life, attempts, sends = message.life, message.attempts_left, message.sends_left
            if number == 0 and attempts is not None and sends is not None:
                left = (("attempts", attempts), ("sends", sends))
                life = " · ".join((life, *(session.words(f"panel.messages.{name}", n=n) for name, n in left)))
            self._cards[key].show(message.age, life)
        if fresh:
            self.call_next(partial(self.mount_all, fresh.values(), before=before))
            self.scroll_home(animate=False)

    def action_go(self, by: int) -> None:
        """Go to another code or link; where there is none, scroll."""
        buttons = list(self.query(MessageButton))
        at = next((number + by for number, button in enumerate(buttons) if button.has_focus), -1)
        if 0 <= at < len(buttons):
            self.screen.set_focus(buttons[at])
        else:
            self.scroll_relative(y=by, animate=False)


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

    def compose(self) -> ComposeResult:
        """The line, below whatever is read."""
        yield RemarkInput(id="panel-remark", compact=True, select_on_focus=False)

    def show(self, session: Session) -> None:
        """Show the notes; a remark that was added is scrolled to."""
        super().show(session)
        self.query_one(RemarkInput).placeholder = session.words("panel.notes.remark")


_TALK: Final = ("advice", "why")  # the column of what is read aloud; in the other one is everything else
_TAB: Final = "panel-tab-"


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
        self._tabs = PanelTabs(*(Tab("", id=f"{_TAB}{name}") for name in ("phone", *PANELS)), id="panel-tabs")
        made = {"messages": MessagesPanel, "notes": NotesPanel}
        self._panels = {name: made.get(name, Panel)(name) for name in PANELS}
        self._last, self._tray = "advice", "messages"

    def compose(self) -> ComposeResult:
        """The tabs above, the columns side by side."""
        yield self._tabs
        with Horizontal(id="panel-columns"):
            for column, talk in (("talk", True), ("tray", False)):
                panels = (panel for name, panel in self._panels.items() if (name in _TALK) is talk)
                yield Vertical(*panels, id=f"column-{column}", classes="column")

    @property
    def front(self) -> str:
        """The panel that the focus is in, "" for none."""
        return next((name for name, panel in self._panels.items() if panel.has_focus_within), "")

    async def bring(self, name: str, session: Session) -> Widget:
        """Show a panel with what it has to say of a session; what in it is to have the focus."""
        self.tell(session, name)
        panel = self._panels[name]
        await caught_up(panel, around=False)
        return next(iter(panel.query("MessageButton, RemarkInput")), panel)

    def tell(self, session: Session, chosen: str = "") -> None:
        """Show a panel, "" for the last one, and those there is room for beside it, with what they say of a session."""
        self._last = chosen or self._last
        self._tray = self._tray if self._last in _TALK else self._last
        roomy, narrow = (self.screen.has_class(name) for name in ("-roomy", "-narrow"))
        shown = (*_TALK, self._tray) if roomy else (self._last,)
        signs = news(session)
        for name in ("phone", *PANELS):
            title = drawable(session.words(f"panel.{name}.title"))
            label, tab = f"{title} {signs.get(name, '')}".rstrip(), self._tabs.query_one(f"#{_TAB}{name}", Tab)
            if tab.label_text != label:
                tab.label = Content(label)
            tab.set_class(not narrow if name == "phone" else roomy and name in _TALK, "-hidden")
            if (panel := self._panels.get(name)) is not None:
                panel.border_title = Content(title).markup
                panel.set_class(name in shown, "-latest")
        for column in self.query(".column"):
            column.set_class(any(panel.has_class("-latest") for panel in column.children), "-latest")
        self._tabs.active = f"{_TAB}{shown[-1]}"
        for name in shown:
            self._panels[name].show(session)
