"""The command palette: Textual's own, over the desk's commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.markup import escape
from textual.widgets import LoadingIndicator
from textual.worker import WorkerError

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import COMMANDS
from ac_tui.desk.session import Session
from ac_tui.desk.stories import matches
from ac_tui.surfaces.tui.keys import OneLine, OrderedKeys, caught_up


class PaletteInput(OneLine, OrderedKeys, CommandInput):
    """Where the command's name is typed."""


class DeskPalette(CommandPalette):
    """Textual's palette; Enter waits for what was typed before it to be found."""

    BINDINGS = [
        Binding("enter", "take", show=False, priority=True),
        *(Binding(key, "escape", show=False, priority=True) for key in ("escape", "ctrl+p")),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__([Commands], placeholder=session.words("command.palette.text"))
        self._title = session.words("command.palette.title")

    def compose(self) -> ComposeResult:
        """Textual's parts, with an input that does its keys in their turn."""
        with Vertical(id="--container") as container:
            container.border_title = Content(drawable(self._title)).markup
            with Horizontal(id="--input"):
                yield PaletteInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield CommandList()
                yield LoadingIndicator()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, unless it was closed by what was pressed just before."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Move in the list, as far as it is laid out: Textual looks for lines that are not."""
        with suppress(KeyError):
            super()._action_command_list(action)

    async def action_take(self) -> None:
        """Run the command that is marked."""
        await caught_up(self.query_one(CommandInput))
        for worker in list(self.workers):
            if worker.node is self and not worker.is_finished:
                with suppress(WorkerError):
                    await worker.wait()
        self._select_or_command()


class Commands(Provider):
    """Finds commands by words of their titles, descriptions and keys; the desk it was opened from runs them."""

    async def discover(self) -> Hits:
        """Every command, in the table's order."""
        for entry in self._entries():
            yield DiscoveryHit(*entry)

    async def search(self, query: str) -> Hits:
        """The commands with every word that was typed, in any order; those with all of them in their title first."""
        found = [entry for entry in self._entries() if matches(query, f"{entry[0]} {entry[3]}")]
        found.sort(key=lambda entry: not matches(query, entry[2]))
        for number, entry in enumerate(found):
            yield Hit(1 - number / (len(found) + 1), *entry)
        if not found:
            nothing = self._desk.session.words("said.no_command")
            yield Hit(0.0, Text(nothing), lambda: None, nothing)

    @property
    def _desk(self) -> Any:
        return self.screen

    def _entries(self) -> Iterator[tuple[Text, Callable[[], Awaitable[None]], str, str]]:
        """Each command: its name with its key, what runs it, its name, what it does."""
        for one in COMMANDS:
            if one.id != "palette":
                title, key = drawable(one.title(self._desk.session)), f"   {one.shown_key}" if one.shown_key else ""
                told = escape(drawable(one.text(self._desk.session)))
                yield Text.assemble(title, (key, "not bold")), partial(self._desk.action_run, one.id), title, told
