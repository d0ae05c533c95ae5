"""The panels beside the phone: a line of tabs, and as many panels as the terminal has room for.

Two columns hold them. Narrow shows one panel alone, in the phone's place; wide the phone and the panel that was shown
last; roomy the phone, the whole column of what to read aloud, and the last panel of the other one. `app.tcss` decides
which by the screen's -narrow, -wide and -roomy; here every panel and column is only told whether it is the latest.
A panel is made when it is first on show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import AwaitMount, Widget
from textual.widgets import Tab, Tabs

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.keys import caught_up
from ac_tui.surfaces.tui.panels.kinds import BY_ID, COLUMNS, PANELS, PHONE
from ac_tui.surfaces.tui.panels.lines import Panel

if TYPE_CHECKING:
    from ac_tui.desk.session import Session

PANEL = "panel-"
_TAB = "panel-tab-"


class PanelTabs(Tabs, can_focus=False):
    """The names of the panels to choose from; the one on show is marked."""


class PanelBoard(Vertical):
    """The panels of a desk. It is told of a session and passes on to the panels on show what they are to say."""

    @dataclass
    class Chosen(Message):
        """A panel, or the phone, was chosen by its tab."""

        panel: str

    @dataclass
    class Entered(Message):
        """The focus came into a panel, as a click on it would have it."""

        panel: str

    def __init__(self) -> None:
        super().__init__(id="board")
        self._tabs = PanelTabs(*(Tab("", id=f"{_TAB}{name}") for name in (PHONE, *BY_ID)), id="panel-tabs")
        self._columns = {name: Vertical(id=f"column-{name}", classes="column") for name in COLUMNS}
        self._panels: dict[str, Panel] = {}
        self._titles: dict[str, str] = {}
        self._latest = {"talk": "advice", "tray": "messages"}
        self._last = "advice"
        self._mounting = AwaitMount(self, ())

    def compose(self) -> ComposeResult:
        """The tabs above, the columns side by side."""
        yield self._tabs
        with Horizontal(id="panel-columns"):
            yield from self._columns.values()

    # What is on show.

    @property
    def roomy(self) -> bool:
        """Whether there is room for both columns."""
        return self.screen.has_class("-roomy")

    @property
    def shown(self) -> tuple[str, ...]:
        """The panels that are on show where the board is."""
        if not self.roomy:
            return (self._last,)
        return (*(panel.id for panel in PANELS if panel.column == "talk"), self._latest["tray"])

    @property
    def front(self) -> str:
        """The panel that the focus is in, "" for none."""
        return next((name for name, panel in self._panels.items() if panel.has_focus_within), "")

    def turn(self, panel_id: str) -> None:
        """Show a panel, wherever the focus is."""
        column = BY_ID[panel_id].column
        self._last = self._latest[column] = panel_id
        self._arrange()

    async def bring(self, panel_id: str, session: Session) -> Widget:
        """Show a panel with what it has to say of a session; what in it is to have the focus."""
        self.turn(panel_id)
        await self._mounting
        self.tell(session)
        await caught_up(self._panels[panel_id], around=False)
        return self._panels[panel_id].target

    def on_mount(self) -> None:
        """Make the panels that are on show from the beginning."""
        self._arrange()

    def _arrange(self) -> None:
        """Make what is on show, and mark what is the latest."""
        for name in self.shown:
            if name not in self._panels:
                self._panels[name] = made = BY_ID[name].make(f"{PANEL}{name}")
                made.add_class("panel")
                made.border_title = self._titles.get(name, "")
                self._mounting = self._columns[BY_ID[name].column].mount(made, before=self._next_to(name))
        for name, panel in self._panels.items():
            panel.set_class(name == self._latest[BY_ID[name].column], "-latest")
        for name, column in self._columns.items():
            column.set_class(name == BY_ID[self._last].column, "-latest")
        self._mark_tab()

    def _next_to(self, name: str) -> Panel | None:
        """The first panel that stands below this one in its column."""
        order = [panel.id for panel in PANELS if panel.column == BY_ID[name].column]
        return next((self._panels[one] for one in order[order.index(name) + 1 :] if one in self._panels), None)

    def _mark_tab(self) -> None:
        tab = f"{_TAB}{self._latest['tray'] if self.roomy else self._last}"
        for name in (PHONE, *BY_ID):
            hidden = (BY_ID[name].column == "talk" and self.roomy) if name != PHONE else not self._narrow
            self._tabs.query_one(f"#{_TAB}{name}").set_class(hidden, "-hidden")
        if self._tabs.active != tab:
            with self.prevent(Tabs.TabActivated):
                self._tabs.active = tab

    @property
    def _narrow(self) -> bool:
        return self.screen.has_class("-narrow")

    # What it says.

    def tell(self, session: Session) -> None:
        """Let the panels on show, and the tabs, say what they have to say of a session."""
        for panel in PANELS:
            title = drawable(session.words(f"panel.{panel.id}.title"))
            self._entitle(panel.id, f"{title} {panel.news(session)}".rstrip(), title)
        self._entitle(PHONE, drawable(session.words("panel.phone.title")), "")
        self._arrange()
        for name in self.shown:
            self._panels[name].show(BY_ID[name].told(session))

    def _entitle(self, name: str, label: str, title: str) -> None:
        tab = self._tabs.query_one(f"#{_TAB}{name}", Tab)
        if tab.label_text != label:
            tab.label = Content(label)
        if self._titles.get(name) != title:
            self._titles[name] = title
            if name in self._panels:
                self._panels[name].border_title = Content(title).markup

    # What is chosen.

    @on(Tabs.TabActivated)
    def _choose(self, event: Tabs.TabActivated) -> None:
        event.stop()
        self.post_message(self.Chosen((event.tab.id or "").removeprefix(_TAB)))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tell which panel the focus came into."""
        if self.front:
            self.post_message(self.Entered(self.front))
