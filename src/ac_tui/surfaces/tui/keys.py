"""Keys in the order in which they were pressed, whatever a widget does with them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from unicodedata import category

from textual import events
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input

if TYPE_CHECKING:
    Base = Widget
else:
    Base = object  # a mixin: as a Widget of its own it would decide whether a Button can have the focus

_MODIFIERS = ("ctrl+", "alt+", "super+", "hyper+", "meta+")


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


class LineInput(OrderedKeys, Input):
    """Where one types a line on the desk: all that is pasted stays on it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id, compact=True, select_on_focus=False)

    def on_paste(self, event: events.Paste) -> None:
        """Write what is pasted."""
        event.prevent_default()
        event.stop()
        self._write(event.text)

    def action_paste(self) -> None:
        """Write what was copied in the program itself."""
        self._write(self.app.clipboard)

    def _write(self, text: str) -> None:
        text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
        self.replace(text, *self.selection)


def typed_text(event: events.Key) -> str:
    """What a key puts into a field, "" for nothing; a space of any width is a space."""
    character = event.character
    if not character or event.key.startswith(_MODIFIERS):
        return ""
    return " " if category(character[0]) == "Zs" else character if character.isprintable() else ""


async def caught_up(node: DOMNode | None, *, around: bool = True) -> None:
    """Wait until a widget, and then all around it unless told otherwise, have done with every message they have.

    For actions, which run in the app's turn: what was typed before them has been dealt with when they go on.
    """
    while isinstance(node, Widget):
        done = asyncio.Event()
        if node.is_running and node.call_later(done.set):
            await done.wait()
        node = node.parent if around else None
