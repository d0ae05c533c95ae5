"""What every dialog has in common: it is modal for keys and mouse, and gives way to a command's key."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from ac_tui.desk.commands import BY_KEY
from ac_tui.surfaces.tui.keys import OrderedKeys

Result = TypeVar("Result")


class DialogInput(OrderedKeys, Input):
    """Where one types in a dialog: all that is pasted stays on one line."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)

    def on_paste(self, event: events.Paste) -> None:
        """Write what is pasted."""
        event.prevent_default()
        event.stop()
        text = " ".join("".join(char if char.isprintable() else " " for char in event.text).split())
        self.replace(text, *self.selection)


class Dialog(ModalScreen[Result]):
    """Lies over the desk. Esc, its own key and a click outside close it and do nothing else.

    A key of another command closes it too, and is then done on the desk.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False, priority=True)]
    own_key = ""

    def on_click(self, event: events.Click) -> None:
        """Close where the click was beside it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.give(None)

    def on_key(self, event: events.Key) -> None:
        """Close for a command's key that nothing in here has a use for."""
        if event.key in BY_KEY:
            event.stop()
            self.give(None)
            if event.key != self.own_key:
                self.app.simulate_key(event.key)

    def give(self, result: Result | None) -> None:
        """Close, returning this; what the desk does with it is done before it looks at another key."""
        self._left = self.dismiss(result)

    def action_close(self) -> None:
        """Close, with nothing chosen."""
        self.give(None)
