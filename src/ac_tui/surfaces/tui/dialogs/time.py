"""How much time is to pass: typed as people say it, with what it was understood as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.caught_up import caught_up
from ac_tui.surfaces.tui.dialogs.dialog import Dialog, DialogInput


class TimeDialog(Dialog[timedelta]):
    """Enter returns the time that is to pass; it stays open while that is not clear."""

    own_key = "ctrl+t"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", show=False, priority=True)]

    def __init__(
        self, words: Callable[..., str], read: Callable[[str], timedelta | None], said: Callable[[timedelta], str]
    ) -> None:
        super().__init__(id="time")
        self._words = words
        self._read = read
        self._said = said
        self._input = DialogInput()
        self._told = Static(markup=False, classes="told")

    def compose(self) -> ComposeResult:
        """Where one types, and what it means."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(drawable(self._words("time_other.title"))).markup
            yield self._input
            yield self._told

    def on_mount(self) -> None:
        """Say what may be typed."""
        self._tell()

    @on(Input.Changed)
    def _tell(self) -> None:
        wanted = self._read(self._input.value)
        if wanted is not None:
            told = self._words("time_other.means", span=self._said(wanted))
        else:
            told = self._words("time_other.unclear" if self._input.value.strip() else "time_other.empty")
        self._told.set_class(wanted is not None, "title")
        self._told.update(Content(drawable(told)))

    async def action_choose(self) -> None:
        """Return the time, where it is clear."""
        await caught_up(self._input)
        wanted = self._read(self._input.value)
        if wanted is not None:
            self.give(wanted)
