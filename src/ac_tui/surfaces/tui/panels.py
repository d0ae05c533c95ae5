"""The panels that stand beside the phone, in order: where each is found, and the words of its title.

A panel is a `Pane` made of the desk's bench; it is imported when a desk is laid out. To add one, add a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, cast, get_args

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk
    from ac_tui.surfaces.tui.widgets.pane import Pane


Column = Literal["talk", "tray"]
COLUMNS: tuple[Column, ...] = get_args(Column)
"""The columns beside the phone, from left to right."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its id (its title is the deck's `panel.ID.title`), the module and the class of its pane.

    Where there is room for two columns, every panel of `talk` is on show, and one of `tray`.
    """

    id: str
    module: str
    pane: str
    column: Column = "tray"

    def make(self, desk: Desk) -> Pane:
        """A new pane for a desk."""
        made = getattr(import_module(f"ac_tui.surfaces.tui.widgets.{self.module}"), self.pane)(desk, self.id)
        return cast("Pane", made)


PANELS: tuple[Panel, ...] = (
    Panel("messages", "messages", "Messages"),
    Panel("advice", "advice", "Advice", "talk"),
    Panel("why", "why", "Why", "talk"),
    Panel("customer", "customer", "OnTheLine"),
    Panel("notes", "notes", "CallNotes"),
)
