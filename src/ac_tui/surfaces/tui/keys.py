"""Keys: in the order in which they were pressed, and none that was not meant for what is on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input

if TYPE_CHECKING:
    Base = Widget
    InputBase = Input
else:
    Base = InputBase = object  # mixins: as a Widget of its own one would decide whether a Button can have the focus


class OrderedKeys(Base):
    """A widget that does what its own BINDINGS say as soon as the key reaches it.

    Left to Textual such a key goes up to the app first, and what is typed next overtakes it: `Marx`, Backspace, `io`
    became `Marxi`.
    """

    async def on_key(self, event: events.Key) -> None:
        """Run the widget's own binding of a key; one that it skips goes on its usual way."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return


class OneLine(InputBase):
    """All that is pasted here stays one line."""

    def on_paste(self, event: events.Paste) -> None:
        """Write what is pasted."""
        event.prevent_default()
        event.stop()
        self.paste(event.text)

    def action_paste(self) -> None:
        """Write what was copied in the program itself."""
        self.paste(self.app.clipboard)

    def paste(self, text: str) -> None:
        """Put pasted text in, on one line."""
        self.replace(" ".join("".join(char if char.isprintable() else " " for char in text).split()), *self.selection)


class LineInput(OneLine, OrderedKeys, Input):
    """Where one types a line on the desk."""


async def caught_up(node: DOMNode | None, *, around: bool = True) -> None:
    """Wait until a widget, and then all around it unless told otherwise, have done with every message they have.

    For actions, which run in the app's turn: what was typed before them has been dealt with when they go on.
    """
    while isinstance(node, Widget):
        done = asyncio.Event()
        if node.is_running and node.call_later(done.set):
            await done.wait()
        node = node.parent if around else None


# Two things that people do and a phone must not mistake: pressing twice, and typing on before looking.

WINDOW = 0.4  # seconds within which a second press on the same spot is the first one's echo (assumption)
PAUSE = 1.0  # seconds without a key after which a person is taken to have looked at the screen (assumption)
DELIBERATE = {"backspace", "ctrl+h", "delete", "ctrl+d", "up", "down", "left", "right", "home", "end", "shift+tab"}
"""Keys that nobody types ahead to fill in a form."""


class Spot(NamedTuple):
    """Where something was pressed: a key by its name, the screen by its cell."""

    what: str
    x: int = 0
    y: int = 0

    def near(self, other: Spot) -> bool:
        """Whether it is the same key, or the same place but for the shake of a hand."""
        return self.what == other.what and abs(self.x - other.x) <= 1 and abs(self.y - other.y) <= 1


class TypeaheadFilter:
    """Drops what was not meant for the screen that is on show.

    `now` tells seconds that only grow. A press is dropped when it follows directly, within the window, on one at the
    same spot that changed the screen; so is every further one, until the finger rests. After a press that was refused
    or a key that was dropped, what is typed was meant for a screen that did not come, and may be a password: it is
    dropped until there is a pause. `dropped` is set while text that was typed last went nowhere; `tell` is called then.
    """

    def __init__(self, now: Callable[[], float], tell: Callable[[], object] = lambda: None) -> None:
        self.dropped = False
        self._now = now
        self._tell = tell
        self._spot: Spot | None = None
        self._pressed_at = 0.0
        self._astray = False
        self._typed_at = 0.0

    def admits_press(self, spot: Spot) -> bool:
        """Whether a press here is meant."""
        now = self._now()
        if self._spot is None or not spot.near(self._spot) or now - self._pressed_at >= WINDOW:
            return True
        self._pressed_at = now
        if spot.what != "tap":  # a finger's echo says nothing of what is typed
            self.strayed()
        return False

    def admits_key(self, text: str = "", *, deliberate: bool = False) -> bool:
        """Whether what types `text` is meant for this screen; a `deliberate` key needs no longer pause than a press."""
        admitted = not self._astray
        if self._astray:
            now = self._now()
            admitted = now - self._typed_at >= (WINDOW if deliberate else PAUSE)
            self._astray, self._typed_at = not admitted, now
        self.dropped = not admitted and (self.dropped or bool(text))
        if self.dropped:
            self._tell()
        return admitted

    def strayed(self) -> None:
        """What was typed had nowhere to go: what follows it has neither."""
        self._astray = True
        self._typed_at = self._now()

    def pressed(self, spot: Spot, *, changed: bool, refused: bool) -> None:
        """Remember a press: whether it `changed` the screen, and whether what it asked for was `refused`."""
        self._pressed_at = self._typed_at = self._now()
        self._spot = spot if changed else None
        self._astray = refused

    def looked(self) -> None:
        """Somebody aimed at the screen: what follows is meant for it."""
        self.something_else()
        self._astray = False

    def something_else(self) -> None:
        """Another key or place was used in between: the next press is meant."""
        self._spot = None
