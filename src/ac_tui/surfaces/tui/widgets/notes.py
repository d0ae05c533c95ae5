"""The panel of the call's notes: what goes into the customer's file, and a line to add remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Offset

from ac_tui.deck.layout_cells import cells, clip, drawable
from ac_tui.surfaces.tui.editor import Line
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose
from ac_tui.surfaces.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk

_FOOT = 2
"""Lines below the notes: a rule, and the one to write in."""


class CallNotes(Reader):
    """The notes as they stand; Enter adds the remark being written, Backspace on an empty line takes the last away."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self._line = Line("", 0)
        self._room = 0

    @property
    def news(self) -> str:
        """How many remarks there are."""
        return str(len(self.desk.call.remarks) or "")

    def stroke(self, key: str, character: str | None) -> bool:
        """Write a remark, or turn the page."""
        call = self.desk.call
        if key == "enter":
            self._add()
        elif key in ("backspace", "ctrl+h") and not self._line.text and call.remarks:
            call.drop_remark()
        elif key not in ("home", "end") and super().stroke(key, character):
            return True
        elif (edited := self._line.edit(key)) is not None:
            self._line = edited
        elif character is not None and character.isprintable():
            self._line = self._line.insert(character)
        else:
            return False
        self.invalidate()
        return True

    def paste(self, text: str) -> bool:
        """Write what is pasted, on one line."""
        self._line = self._line.insert(" ".join("".join(c if c.isprintable() else " " for c in text).split()))
        return True

    def _add(self) -> None:
        remark = self._line.text.strip()
        if remark:
            self.desk.call.remark(remark)
            self._line = Line("", 0)
            self.keep_in_sight(-1)

    def caret(self) -> Offset | None:
        """Where one writes, at the foot of the panel."""
        return Offset(2 + self._window()[1], self._room + 1) if self.front else None

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """The notes above, the line to write in below."""
        self._room = max(1, height - _FOOT)
        lines = list(super().picture(width, self._room))
        lines += [[]] * (self._room - len(lines))
        rule = f"── {drawable(self.desk.words('panel.notes.remark'))} {'─' * width}"
        return [*lines, [(rule[:width], "desk-quiet")], self._written_line(width)]

    def _window(self) -> tuple[str, int]:
        """The part of the remark that fits, and where the cursor stands in it."""
        room = max(4, self.size.width - 4)
        before = drawable(self._line.text[: self._line.cursor])
        while cells(before) > room:
            before = before[1:]
        return before, cells(before)

    def _written_line(self, width: int) -> Spans:
        before, _ = self._window()
        under = drawable(self._line.text[self._line.cursor : self._line.cursor + 1]) or " "
        after = clip(drawable(self._line.text[self._line.cursor + 1 :]), max(1, width - 4 - cells(before)))
        mark = ("› ", "desk-mark" if self.front else "desk-quiet")
        return [mark, (before, "desk"), (under, "desk-caret" if self.front else "desk"), (after, "desk")]

    def written(self, width: int) -> list[Spans]:
        """The notes: the steps with their times, where it stands and why, the remarks; contacts and codes masked."""
        from ac_tui.desk.notes import take_notes

        words = self.desk.words
        notes = take_notes(self.desk.simulation, self.desk.call.remarks, self.desk.call.secrecy)
        lines: list[Spans] = prose([(words("panel.notes.keys"), "desk-quiet")], width)
        lines += [[], *prose([(words("notes.result", screen=notes.screen), "desk-title")], width)]
        if notes.cause:
            lines += prose([(words("notes.cause", cause=notes.cause), "desk")], width)
        lines.append([])
        for line in notes.lines:
            runs = [(f"{line.screen}: ", "desk-quiet"), (line.action, "desk")]
            if line.to:
                runs.append((f" → {line.to}", "desk-quiet"))
            lines += prose(runs, width, (f"{line.time} ", "desk-quiet"))
            if line.cause:
                lines += prose([(line.cause, "desk-bad")], width, (" " * 9, "desk"))
        if not notes.lines:
            lines += prose([(words("notes.none"), "desk-quiet")], width)
        for remark in notes.remarks:
            lines += [[], *prose([(remark, "desk")], width, ("✎ ", "desk-mark"))]
        return lines
