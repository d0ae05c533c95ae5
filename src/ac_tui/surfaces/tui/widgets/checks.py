"""What must be visible: the texts of the phone's screen, to add one to the recording as a check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ac_tui.surfaces.tui.widgets.chooser import Chooser, Row, matches

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk


class Checks(Chooser[str]):
    """The texts that can be checked for, in screen order."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "record", desk.words("record.title"))
        self._texts = desk.recorder.visible()

    def find(self, text: str) -> Sequence[str]:
        """The texts with every word that was typed."""
        return [known for known in self._texts if matches(text, known)]

    def row(self, entry: str) -> Row:
        """The text itself."""
        return Row(entry)

    @property
    def nothing(self) -> str:
        """No text like it, or none at all."""
        return self.desk.words("record.none" if self.text.strip() else "record.empty")

    @property
    def title_room(self) -> int:
        """All the room there is: a text has nothing beside it."""
        return max(20, self.size.width - 6)

    def choose(self, entry: str) -> None:
        """Have the flow assert it."""
        self.desk.recorder.check(entry)
        self.desk.say("said.checked", text=entry)
