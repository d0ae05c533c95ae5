"""A line of text under a cursor: what the editing keys do to it. Pure."""

from __future__ import annotations

from typing import NamedTuple

from ac_tui.deck.layout_sheet import cluster_starts


class Line(NamedTuple):
    """A text and the index of the character the cursor stands before."""

    text: str
    cursor: int

    def insert(self, text: str) -> Line:
        """Put text in at the cursor."""
        return Line(self.text[: self.cursor] + text + self.text[self.cursor :], self.cursor + len(text))

    def replaced(self, text: str) -> Line:
        """The same line after somebody else changed its text: what followed the cursor still follows it."""
        return Line(text, max(0, len(text) - (len(self.text) - self.cursor)))

    def edit(self, key: str) -> Line | None:
        """What an editing key makes of the line; None for a key that edits nothing."""
        action = _KEYS.get(key)
        return action(self) if action else None

    def _left(self) -> Line:
        return Line(self.text, max((s for s in cluster_starts(self.text) if s < self.cursor), default=0))

    def _right(self) -> Line:
        return Line(self.text, min((s for s in cluster_starts(self.text) if s > self.cursor), default=len(self.text)))

    def _home(self) -> Line:
        return Line(self.text, 0)

    def _end(self) -> Line:
        return Line(self.text, len(self.text))

    def _word_left(self) -> Line:
        head = self.text[: self.cursor].rstrip()
        while head and not head[-1].isspace():
            head = head[:-1]
        return Line(self.text, len(head))

    def _word_right(self) -> Line:
        tail = self.text[self.cursor :].lstrip()
        while tail and not tail[0].isspace():
            tail = tail[1:]
        return Line(self.text, len(self.text) - len(tail))

    def _without(self, start: int, end: int) -> Line:
        return Line(self.text[:start] + self.text[end:], start)

    def _backspace(self) -> Line:
        return self._without(self._left().cursor, self.cursor)

    def _delete(self) -> Line:
        return self._without(self.cursor, self._right().cursor)

    def _delete_word(self) -> Line:
        return self._without(self._word_left().cursor, self.cursor)

    def _delete_to_start(self) -> Line:
        return self._without(0, self.cursor)

    def _delete_to_end(self) -> Line:
        return self._without(self.cursor, len(self.text))


_KEYS = {
    "left": Line._left,
    "right": Line._right,
    "home": Line._home,
    "end": Line._end,
    "ctrl+a": Line._home,
    "ctrl+e": Line._end,
    "ctrl+left": Line._word_left,
    "ctrl+right": Line._word_right,
    "backspace": Line._backspace,
    "ctrl+h": Line._backspace,
    "delete": Line._delete,
    "ctrl+d": Line._delete,
    "ctrl+w": Line._delete_word,
    "ctrl+u": Line._delete_to_start,
    "ctrl+k": Line._delete_to_end,
}
