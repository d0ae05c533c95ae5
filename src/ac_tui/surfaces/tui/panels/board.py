"""The panels beside the phone: a line of tabs, and as many panels as the terminal has room for.

Two columns hold them. Narrow shows one panel alone, in the phone's place; wide the phone and the panel that was shown
last; roomy the phone, the whole column of what to read aloud, and the last panel of the other one. `app.tcss` decides
which by the screen's -narrow, -wide and -roomy; here every panel and column is only told whether it is the latest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Tab, Tabs

from ac_tui.deck.cells import drawable
from ac_tui.desk.outcome import Outcome
from ac_tui.surfaces.tui.keys import caught_up
from ac_tui.surfaces.tui.panels.lines import Asked, Panel
from ac_tui.surfaces.tui.panels.telling import PHONE, news, told
from ac_tui.surfaces.tui.panels.widgets import CustomerPanel, MessagesPanel, NotesPanel

if TYPE_CHECKING:
    from ac_tui.desk.session import Session


class Kind(NamedTuple):
    """A panel (its title is the deck's `panel.ID.title`): its column, and how it is made."""

    column: Literal["talk", "tray"]
    make: Callable[[str], Panel]


PANELS: Final = {
    "messages": Kind("tray", MessagesPanel),
    "advice": Kind("talk", Panel),
    "why": Kind("talk", Panel),
    "customer": Kind("tray", CustomerPanel),
    "notes": Kind("tray", NotesPanel),
}
"""In the order of their tabs; the columns are what is read aloud, and everything else."""
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
        self._tabs = PanelTabs(*(Tab("", id=f"{_TAB}{name}") for name in (PHONE, *PANELS)), id="panel-tabs")
        self._panels = {name: kind.make(f"panel-{name}") for name, kind in PANELS.items()}
        self._latest = {"talk": "advice", "tray": "messages"}
        self._last = "advice"

    def compose(self) -> ComposeResult:
        """The tabs above, the columns side by side."""
        yield self._tabs
        with Horizontal(id="panel-columns"):
            for column in self._latest:
                panels = (panel for name, panel in self._panels.items() if PANELS[name].column == column)
                yield Vertical(*panels, id=f"column-{column}", classes="column")

    @property
    def shown(self) -> tuple[str, ...]:
        """The panels that are on show where the board is."""
        if not self.screen.has_class("-roomy"):
            return (self._last,)
        return (*(name for name, kind in PANELS.items() if kind.column == "talk"), self._latest["tray"])

    @property
    def front(self) -> str:
        """The panel that the focus is in, "" for none."""
        return next((name for name, panel in self._panels.items() if panel.has_focus_within), "")

    def turn(self, name: str) -> None:
        """Show a panel, wherever the focus is."""
        self._last = self._latest[PANELS[name].column] = name
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
            column.set_class(column.id == f"column-{PANELS[self._last].column}", "-latest")
        roomy, narrow = (self.screen.has_class(name) for name in ("-roomy", "-narrow"))
        self._tabs.query_one(f"#{_TAB}{PHONE}").set_class(not narrow, "-hidden")
        for name, kind in PANELS.items():
            self._tabs.query_one(f"#{_TAB}{name}").set_class(roomy and kind.column == "talk", "-hidden")
        tab = f"{_TAB}{self._latest['tray'] if roomy else self._last}"
        if self._tabs.active != tab:
            self._tabs.active = tab

    def tell(self, session: Session) -> None:
        """Let the panels on show, and the tabs, say what they have to say of a session."""
        self._arrange()
        for name in (PHONE, *PANELS):
            title = drawable(session.words(f"panel.{name}.title"))
            label = f"{title} {news(session, name)}".rstrip()
            tab = self._tabs.query_one(f"#{_TAB}{name}", Tab)
            if tab.label_text != label:
                tab.label = Content(label)
            if name != PHONE and self._panels[name].border_title != (markup := Content(title).markup):
                self._panels[name].border_title = markup
        for name in self.shown:
            self._panels[name].show(told(session, name))
