"""The help: all that somebody new needs, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.dialogs.dialog import Dialog
from ac_tui.surfaces.tui.panels.lines import Reading, line

HANDS: Final = ("more", "next", "previous", "enter", "space", "sides", "clear", "mouse")
"""What has no key, and what hands do on the phone: the words are `help.HAND.keys` and `help.HAND.text`."""


class HelpKey(NamedTuple):
    """A command as the help tells it: by its title where room is short, else by a whole sentence."""

    shown_key: str
    title: str
    text: str
    writers: bool
    """Whether only writers of words need it: left out where room is short."""


class HelpDialog(Dialog[None]):
    """What every key does. Its own keys, Enter and Space close it; a command's key closes it and is done."""

    AUTO_FOCUS = "#help-scroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "close", show=False, priority=True)]
    own_key = "f1"

    def __init__(self, words: Callable[..., str], keys: Sequence[HelpKey]) -> None:
        super().__init__(id="help")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-short"), (118, "-whole")]
        self._words = words
        self._keys = keys

    def compose(self) -> ComposeResult:
        """How to begin, the commands in columns, what hands do."""
        words = self._words
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(drawable(words("help.title"))).markup
            with VerticalScroll(id="help-scroll"):
                for number, key in enumerate(("help.first", "help.second", "help.third"), start=1):
                    yield Reading(line(words(key), f"{number} "))
                yield from self._commands("whole", 2, [(key.shown_key, key.text) for key in self._keys])
                short = [(key.shown_key, key.title) for key in self._keys if not key.writers]
                yield from self._commands("short", 3, short)
                hands = [(words(f"help.{hand}.keys"), words(f"help.{hand}.text")) for hand in HANDS]
                yield from self._commands("hands", 1, hands)

    def _commands(self, name: str, columns: int, entries: Sequence[tuple[str, str]]) -> ComposeResult:
        """Keys in a column of their own, texts wrapped beside them."""
        each = -(-len(entries) // columns)
        with Horizontal(classes=f"keys {name}"):
            for at in range(0, len(entries), each):
                part = entries[at : at + each]
                room = max(cell_len(drawable(key)) for key, _ in part) + 2
                with Vertical(classes="column"):
                    for key, text in part:
                        lead = drawable(key)
                        yield Reading(line(text, lead + " " * (room - cell_len(lead)), "key"))
