"""How commands are called in what the desk says: by the keys or words of the surface, else by their titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck


class Names:
    """The names of all commands by their ids, put together once for each deck."""

    def __init__(self, own: Callable[[Deck], Mapping[str, str]] | None = None) -> None:
        self._own = own
        self._deck: Deck | None = None
        self._names: Mapping[str, str] = {}

    def __call__(self, deck: Deck) -> Mapping[str, str]:
        """The names in the words of a deck."""
        if deck is not self._deck:
            own = self._own(deck) if self._own is not None else {}
            self._deck, self._names = deck, {**_titles(deck), **own}
        return self._names


def _titles(deck: Deck) -> dict[str, str]:
    parts = (key.split(".") for key in deck.desk)
    ids = [part[1] for part in parts if part[0] == "command" and part[-1] == "title"]
    return {name: deck.words("said.called", title=deck.words(f"command.{name}.title")) for name in ids}
