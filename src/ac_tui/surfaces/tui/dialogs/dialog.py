"""What every dialog has in common: it is modal for keys and mouse, and gives way to a command's key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import BY_ID, BY_KEY
from ac_tui.desk.picks import Act

if TYPE_CHECKING:
    from ac_tui.desk.session import Session


class Dialog(ModalScreen[Act]):
    """Lies over the desk, and returns what is to be done with the session. `command` is the one that opens it.

    Esc, its own key and a click outside close it and do nothing else. A key of another command closes it too, and is
    then done on the desk.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False, priority=True)]

    def __init__(self, session: Session, command: str, title: str, *, name: str = "") -> None:
        # No id: one that was just closed may still be there when it is opened again.
        super().__init__(name=name or command, classes=name or command)
        self.session = session
        self._own_keys = BY_ID[command].keys if command in BY_ID else ()
        self._title = title

    def framed(self, *widgets: Widget) -> Widget:
        """Widgets in the dialog's frame, under its title."""
        frame = Vertical(*widgets, classes="dialog")
        frame.border_title = Content(drawable(self._title)).markup
        return frame

    def on_click(self, event: events.Click) -> None:
        """Close where the click was beside it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.give(None)

    def watch_focused(self, focused: Widget | None) -> None:
        """Keep the focus in here: Textual takes it away where the mouse is on no widget, as in a dialog cut short."""
        if focused is None and self.is_current:
            self.call_next(self._focus_again)

    def _focus_again(self) -> None:
        if self.focused is None and self.focus_chain:
            self.set_focus(self.focus_chain[0])

    def on_key(self, event: events.Key) -> None:
        """Close for a command's key that nothing in here has a use for."""
        if event.key in BY_KEY:
            event.stop()
            there = self.is_current  # else it was closed by the key before, and this one is the desk's
            self.give(None)
            if not there or event.key not in self._own_keys:
                self.app.simulate_key(event.key)

    def give(self, act: Act | None) -> None:
        """Close, returning this; what the desk does with it is done before it looks at another key."""
        if self.is_current:
            self._left = self.dismiss(act)

    def action_close(self) -> None:
        """Close, with nothing chosen."""
        self.give(None)
