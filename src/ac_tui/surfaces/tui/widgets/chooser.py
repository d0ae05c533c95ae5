"""A list to choose from by typing: a few letters, arrows, Enter. Whatever is found over the desk is found in one."""

from __future__ import annotations

import unicodedata
from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textual import events
from textual.geometry import Offset

from ac_tui.deck.layout_cells import cells, clip, drawable
from ac_tui.surfaces.tui.editor import Line
from ac_tui.surfaces.tui.widgets.pane import Pane
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk

Entry = TypeVar("Entry")

_HEAD = 2
"""Lines above the list."""
_LEAST_TEXT = 8
_MOVES = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}


class Row(NamedTuple):
    """An entry as the list shows it: its title, what there is to say of it, and a short word at the right."""

    title: str
    text: str = ""
    right: str = ""


class Chooser(Pane, Generic[Entry]):
    """Shows what fits what was typed; Enter, or a click, chooses. Esc and its own key close it."""

    own_key = ""

    def __init__(self, desk: Desk, name: str, title: str) -> None:
        super().__init__(name)
        self.desk = desk
        self._line = Line("", 0)
        self._chosen = 0
        self._top = 0
        self._rows = 0
        self._found: tuple[str, Sequence[Entry]] | None = None
        self.entitle(title)

    @abstractmethod
    def find(self, text: str) -> Sequence[Entry]:
        """The entries that what was typed means, best first."""

    @abstractmethod
    def row(self, entry: Entry) -> Row:
        """How an entry looks in the list."""

    @abstractmethod
    def choose(self, entry: Entry) -> None:
        """Do what choosing an entry is for; the list is closed by then."""

    @property
    @abstractmethod
    def nothing(self) -> str:
        """What to say where nothing is found."""

    def told(self, entry: Entry, width: int) -> Sequence[Spans]:
        """What there is to say at the foot about the entry that would be chosen."""
        return ()

    @property
    def title_room(self) -> int:
        """How many cells the titles get at most."""
        return 30

    @property
    def text(self) -> str:
        """What was typed."""
        return self._line.text

    @property
    def found(self) -> Sequence[Entry]:
        """The entries for what is typed now."""
        text = self._line.text
        if self._found is None or self._found[0] != text:
            self._found = (text, self.find(text))
        return self._found[1]

    @property
    def entry(self) -> Entry | None:
        """The entry that Enter would choose."""
        return self.found[min(self._chosen, len(self.found) - 1)] if self.found else None

    def stroke(self, key: str, character: str | None) -> bool:
        """Write, move, choose or close."""
        entry = self.entry
        if key in ("escape", self.own_key):
            self.desk.close_overlay()
        elif key == "enter":
            self._choose(entry)
        elif key in _MOVES:
            self._chosen = max(0, min(self._chosen + _MOVES[key], len(self.found) - 1))
        elif (edited := self._line.edit(key)) is not None:
            self._write(edited)
        elif character is not None and character.isprintable():
            self._write(self._line.insert(character))
        else:
            return False
        return True

    def paste(self, text: str) -> bool:
        """Write what is pasted."""
        self._write(self._line.insert(" ".join("".join(c if c.isprintable() else " " for c in text).split())))
        return True

    def _write(self, line: Line) -> None:
        if line.text != self._line.text:
            self._chosen = 0
        self._line = line

    def _choose(self, entry: Entry | None) -> None:
        if entry is not None:
            self.desk.close_overlay()
            self.choose(entry)

    def caret(self) -> Offset:
        """Where one writes."""
        return Offset(2 + cells(drawable(self._line.text[: self._line.cursor])), 0)

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw what is typed, what it finds, and more about what would be chosen."""
        entry = self.entry
        lines: list[Spans] = [self._written(), []]
        if entry is None:
            return [*lines, *prose([(self.nothing, "desk-quiet")], width)]
        told = self.told(entry, width)
        room = max(1, height - _HEAD - len(told))
        chosen = min(self._chosen, len(self.found) - 1)
        self._top = max(chosen - room + 1, min(self._top, chosen, max(0, len(self.found) - room)))
        rows = [self.row(entry) for entry in self.found]
        title_room = min(self.title_room, max(cells(drawable(row.title)) for row in rows))
        shown = rows[self._top : self._top + room]
        self._rows = len(shown)
        for number, row in enumerate(shown, self._top):
            lines.append(_drawn(row, width, title_room, chosen=number == chosen))
        lines += [[]] * (room - self._rows)
        return [*lines, *told]

    def _written(self) -> Spans:
        text, cursor = self._line
        under = drawable(text[cursor : cursor + 1]) or " "
        return [
            ("› ", "desk-mark"),
            (drawable(text[:cursor]), "desk"),
            (under, "desk-caret"),
            (drawable(text[cursor + 1 :]), "desk"),
        ]

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked on."""
        event.stop()
        offset = event.get_content_offset(self)
        row = offset.y - _HEAD if offset is not None else -1
        if 0 <= row < self._rows and self._top + row < len(self.found):
            self._choose(self.found[self._top + row])
            self.desk.redraw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down by the wheel."""
        event.stop()
        self.stroke("down", None)
        self.invalidate()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up by the wheel."""
        event.stop()
        self.stroke("up", None)
        self.invalidate()


def _drawn(row: Row, width: int, title_room: int, *, chosen: bool) -> Spans:
    title, right = clip(drawable(row.title), title_room), drawable(row.right)
    body = f"{'▸' if chosen else ' '} {title}{' ' * (title_room - cells(title))}  "
    room = width - cells(body) - cells(right) - 1
    text = clip(drawable(row.text), room) if room >= _LEAST_TEXT else ""
    fill = " " * max(0, width - cells(body) - cells(text) - cells(right))
    if chosen:
        return [(f"{body}{text}{fill}{right}", "desk-chosen")]
    return [(body, "desk"), (text, "desk-quiet"), (fill, "desk"), (right, "desk-key")]


def plain(text: str) -> str:
    """Text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def matches(wanted: str, haystack: str) -> bool:
    """Whether every word that was typed is somewhere in a text, without case and accents."""
    hay = plain(haystack)
    return all(word in hay for word in plain(wanted).split())
