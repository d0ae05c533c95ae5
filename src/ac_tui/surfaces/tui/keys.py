"""Keys in the order in which they were pressed, whatever a widget does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget as Base
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


def typed_text(event: events.Key) -> str:
    """What a key puts into a field, "" for nothing; a space of any width is a space."""
    character = event.character
    if not character or event.key.startswith(_MODIFIERS):
        return ""
    return " " if category(character[0]) == "Zs" else character if character.isprintable() else ""
