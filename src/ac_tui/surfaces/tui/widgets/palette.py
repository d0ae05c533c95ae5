"""The command palette: a few letters of a command's name, and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ac_tui.surfaces.tui.commands import COMMANDS, Command
from ac_tui.surfaces.tui.widgets.chooser import Chooser, Row, matches

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk


class Palette(Chooser[Command]):
    """Finds a command by words of its title or its description, in any order, without case and accents."""

    own_key = "ctrl+p"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "palette", desk.words("command.palette.title"))

    def find(self, text: str) -> Sequence[Command]:
        """The commands that what was typed means, those of that name first."""
        found = [one for one in COMMANDS if one.id != "palette" and matches(text, " ".join(self.row(one)))]
        return sorted(found, key=lambda one: not matches(text, one.title(self.desk)))

    def row(self, entry: Command) -> Row:
        """A command's name, what it does, its key."""
        return Row(entry.title(self.desk), entry.text(self.desk), entry.shown_key)

    @property
    def nothing(self) -> str:
        """No command is called this."""
        return self.desk.words("said.no_command")

    def choose(self, entry: Command) -> None:
        """Run the command."""
        self.desk.command(entry)
