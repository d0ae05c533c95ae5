"""The help: all that somebody new needs, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from ac_tui.deck.layout_cells import cells, drawable
from ac_tui.surfaces.tui.commands import COMMANDS
from ac_tui.surfaces.tui.widgets.pane import Pane
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk

HANDS = ("more", "next", "previous", "enter", "space", "sides", "clear", "mouse")
"""What has no key, and what hands do on the phone: the words are `help.HAND.keys` and `help.HAND.text`."""


class Help(Pane):
    """What every key does; any of its own keys, or Esc, closes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("help")
        self._desk = desk
        self._top = 0
        self.entitle(desk.words("help.title"))

    def stroke(self, key: str, character: str | None) -> bool:
        """Turn the page or close; keys of commands go on to them."""
        if key in ("escape", "f1", "enter", "space"):
            self._desk.close_overlay()
            return True
        if key in _TURNS:
            self._top += _TURNS[key]
            self.invalidate()
        return key in _TURNS

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw how to begin, the commands, what hands do; below the last line, whether there is more."""
        lines = self._lines(width, roomy=width >= _ROOMY)
        if len(lines) > height:
            lines = self._lines(width, roomy=False)
        self._top = max(0, min(self._top, len(lines) - height))
        shown = lines[self._top : self._top + height]
        if self._top + height < len(lines):
            shown[-1] = [(f"{'▼':^{width}}", "desk-mark")]
        return shown

    def _lines(self, width: int, *, roomy: bool) -> list[Spans]:
        return [*self._beginning(width), [], *self._commands(width, roomy=roomy), [], *self._hands(width)]

    def _beginning(self, width: int) -> Iterator[Spans]:
        """What to do in the first minute."""
        for number, key in enumerate(("help.first", "help.second", "help.third"), start=1):
            yield from prose([(self._desk.words(key), "desk")], width, (f"{number} ", "desk-key"))

    def _commands(self, width: int, *, roomy: bool) -> list[Spans]:
        """Every key, in as many columns as there is room for: by whole sentences, or by its title.

        Where room is short, the keys of writers are left out. The palette has a line below: it holds what has no key.
        """
        entries = [
            (command.shown_key, drawable((command.text if roomy else command.title)(self._desk)))
            for command in COMMANDS
            if command.key and command.id not in ("help", "palette") and (roomy or command.group != "words")
        ]
        columns = 2 if roomy else max(1, width // _TITLES)
        each = -(-len(entries) // columns)
        wide = (width - _GAP * (columns - 1)) // columns
        parts = [_column(entries[at : at + each], wide) for at in range(0, len(entries), each)]
        return [
            [
                span
                for number, line in enumerate(row)
                for span in _padded(line, wide + _GAP if number + 1 < columns else 0)
            ]
            for row in zip_longest(*parts, fillvalue=())
        ]

    def _hands(self, width: int) -> list[Spans]:
        """What has no key, and what hands do on the phone."""
        words = self._desk.words
        return _column(
            [(drawable(words(f"help.{hand}.keys")), drawable(words(f"help.{hand}.text"))) for hand in HANDS], width
        )


_GAP = 2
_ROOMY = 115
"""Cells from which commands are told by a whole sentence."""
_TITLES = 25
"""Cells for a command that is told by its title."""
_TURNS = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}


def _padded(line: Spans, width: int) -> Spans:
    return [*line, (" " * max(0, width - sum(cells(text) for text, _ in line)), "desk")]


def _column(entries: Sequence[tuple[str, str]], width: int) -> list[Spans]:
    """Entries one below the other, keys in a column of their own, texts wrapped beside them."""
    indent = max(cells(key) for key, _ in entries) + 2
    return [
        line
        for key, text in entries
        for line in prose([(text, "desk")], width, (f"{key}{' ' * (indent - cells(key))}", "desk-key"))
    ]
