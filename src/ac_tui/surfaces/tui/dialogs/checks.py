"""What must be visible: the texts of the phone's screen, to add one to the recording as a check."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from ac_tui.desk.stories import matches
from ac_tui.surfaces.tui.dialogs.chooser import Chooser, Row, two_lines


class ChecksDialog(Chooser[str, str]):
    """Lists the texts that can be checked for, in screen order, and returns one."""

    title_room = 100

    def __init__(self, words: Callable[..., str], texts: Callable[[], Sequence[str]]) -> None:
        super().__init__(words("record.title"), "checks")
        self._words = words
        self._texts = texts()

    def find(self, text: str) -> Sequence[str]:
        """The texts with every word that was typed."""
        return [known for known in self._texts if matches(text, known)]

    def row(self, entry: str) -> Row:
        """The text itself."""
        return Row(entry)

    def result(self, entry: str) -> str:
        """The text."""
        return entry

    def told(self, entry: str | None) -> Content:
        """The text in full; that there is none like it, or none at all."""
        if entry is not None:
            return two_lines(f"«{entry}»", "")
        return two_lines("", self._words("record.none" if self.text.strip() else "record.empty"))
