"""Where the panels stand beside the phone: a line of tabs, and as many panels as the terminal has room for.

Two columns hold them. Narrow shows the panel in front alone; wide the phone and the panel that was in front last; roomy
the phone, the whole column of what to read aloud, and the last panel of the other one. `app.tcss` decides which it is;
here every panel and column is only told whether it is the latest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from ac_tui.deck.layout_cells import cells, clip, drawable
from ac_tui.surfaces.tui.panels import COLUMNS, PANELS
from ac_tui.surfaces.tui.widgets.paper import Paper, Spans

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk


class Side(Vertical):
    """The panels of a desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="side")
        self.tabs = Tabs(desk)
        self._desk = desk
        self._panels = desk.panels
        self._columns = {name: Vertical(id=name) for name in COLUMNS}

    def compose(self) -> ComposeResult:
        """The tabs above, the columns side by side."""
        yield self.tabs
        with Horizontal(id="columns"):
            for name, column in self._columns.items():
                with column:
                    yield from (self._panels[panel.id] for panel in PANELS if panel.column == name)

    def show(self, pane_id: str) -> None:
        """Remember this panel as the latest of its column, and its column as the latest."""
        own = next((panel.column for panel in PANELS if panel.id == pane_id), "")
        if not own:
            return
        for name, column in self._columns.items():
            column.set_class(name == own, "-latest")
        for panel in PANELS:
            if panel.column == own:
                self._panels[panel.id].set_class(panel.id == pane_id, "-latest")

    @property
    def tabs_begin(self) -> int:
        """The cell where the tabs begin: above the column whose panels they choose, where the other has none."""
        tray = self._columns["tray"]
        return max(0, tray.region.x - self.region.x) if self._desk.has_class("-roomy") else 0

    def shows(self, pane_id: str) -> bool:
        """Whether the phone or a panel is on show: as `app.tcss` has it, known before the next layout."""
        if self._desk.has_class("-narrow"):
            return self._desk.front.id == pane_id
        panel = next((panel for panel in PANELS if panel.id == pane_id), None)
        if panel is None:
            return True
        latest = self._panels[pane_id].has_class("-latest")
        if self._desk.has_class("-roomy"):
            return latest or panel.column == "talk"
        return latest and self._columns[panel.column].has_class("-latest")


class Tabs(Paper):
    """The names of the panels to choose from, those on show marked; a click brings one to the front.

    Panels that are on show whatever one chooses have no tab, nor has the phone, where it stands beside them.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("tabs")
        self._desk = desk
        self._places: list[tuple[int, int, str]] = []

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw the names, with the news of each behind it."""
        self._places = []
        x = self._desk.side.tabs_begin
        line: list[tuple[str, str]] = [(" " * x, "desk-behind")]
        for pane_id, title in self._titles():
            shown = self._desk.side.shows(pane_id)
            text = clip(f" {title} ", max(0, width - x))
            line.append((text, "desk-chosen" if shown else "desk-quiet"))
            self._places.append((x, x + cells(text), pane_id))
            x += cells(text)
        return [line]

    def _titles(self) -> Iterator[tuple[str, str]]:
        words = self._desk.words
        if self._desk.has_class("-narrow"):
            yield "phone", drawable(words("panel.phone.title"))
        roomy = self._desk.has_class("-roomy")
        for panel in PANELS:
            if not (roomy and panel.column == "talk"):
                title, news = drawable(words(f"panel.{panel.id}.title")), self._desk.panels[panel.id].news
                yield panel.id, f"{title} {news}".rstrip()

    def on_click(self, event: events.Click) -> None:
        """Bring the panel that is clicked on to the front."""
        event.stop()
        chosen = next((pane_id for x0, x1, pane_id in self._places if x0 <= event.x < x1), None)
        if chosen is not None:
            self._desk.bring(chosen)
