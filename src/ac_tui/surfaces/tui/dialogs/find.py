"""Find by what the caller reads aloud: every text of the phone, and the very screen that says it; or just a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ac_tui.surfaces.tui.dialogs.chooser import Chooser, Row, two_lines

if TYPE_CHECKING:
    from ac_tui.desk.search import Found


class FindDialog(Chooser["Found", "Found"]):
    """What is typed is what the caller reads; it returns where that stands. With nothing typed it lists the screens."""

    own_key = "f3"

    def __init__(self, words: Callable[..., str], look: Callable[[str], Sequence[Found]]) -> None:
        super().__init__(words("find.title"), "find")
        self._words = words
        self._look_for = look

    def find(self, text: str) -> Sequence[Found]:
        """The texts that may be meant."""
        return self._look_for(text)

    def row(self, entry: Found) -> Row:
        """The screen, what it says there, and what kind of text that is."""
        return Row(entry.screen, entry.text, entry.kind)

    def result(self, entry: Found) -> Found:
        """The text found."""
        return entry

    def told(self, entry: Found | None) -> Content:
        """What may be typed, or the whole text that was found; and what Enter does."""
        if entry is None:
            return two_lines("", self._words("find.none"))
        said = f"«{entry.text}»" if self.text.strip() else self._words("find.empty")
        return two_lines(said, self._words("find.enter"))
