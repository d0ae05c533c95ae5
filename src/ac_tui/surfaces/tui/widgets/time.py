"""How much time is to pass: typed as people say it, with what the phone's clock will show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Offset

from ac_tui.deck.layout_cells import cells, drawable
from ac_tui.deck.spans import read_span
from ac_tui.deck.words import span
from ac_tui.surfaces.tui.editor import Line
from ac_tui.surfaces.tui.widgets.pane import Pane
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk


class Time(Pane):
    """Enter lets the time pass; Esc does not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("time")
        self._desk = desk
        self._line = Line("", 0)
        self.entitle(desk.words("time_other.title"))

    def stroke(self, key: str, character: str | None) -> bool:
        """Write, let it pass, or close."""
        if key in ("escape", "ctrl+t"):
            self._desk.close_overlay()
        elif key == "enter":
            self._pass()
        elif (edited := self._line.edit(key)) is not None:
            self._line = edited
        elif character is not None and character.isprintable():
            self._line = self._line.insert(character)
        else:
            return False
        return True

    def paste(self, text: str) -> bool:
        """Write what is pasted."""
        self._line = self._line.insert("".join(char for char in text if char.isprintable()))
        return True

    def _pass(self) -> None:
        from ac_tui.surfaces.tui.desk_call import pass_time

        wanted = read_span(self._desk.simulation.deck, self._line.text)
        if wanted is not None:
            pass_time(self._desk, wanted)

    def caret(self) -> Offset:
        """Where one writes."""
        return Offset(2 + cells(drawable(self._line.text[: self._line.cursor])), 0)

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw what is typed and what it means."""
        words, (text, cursor) = self._desk.words, self._line
        under = drawable(text[cursor : cursor + 1]) or " "
        written: Spans = [
            ("› ", "desk-mark"),
            (drawable(text[:cursor]), "desk"),
            (under, "desk-caret"),
            (drawable(text[cursor + 1 :]), "desk"),
        ]
        deck = self._desk.simulation.deck
        wanted = read_span(deck, text)
        if wanted is not None:
            told = words("time_other.means", span=span(deck, wanted))
        else:
            told = words("time_other.unclear" if text.strip() else "time_other.empty")
        return [written, [], *prose([(told, "desk-title" if wanted is not None else "desk-quiet")], width)]
