"""The command palette: Textual's own, over the desk's commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.markup import escape
from textual.widgets import LoadingIndicator
from textual.worker import WorkerError

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import COMMANDS
from ac_tui.desk.stories import matches
from ac_tui.surfaces.tui.keys import OrderedKeys, caught_up

if TYPE_CHECKING:
    from ac_tui.desk.session import Session


class Entry(NamedTuple):
    """A command as the palette shows it."""

    id: str
    title: str
    text: str
    shown_key: str


def matching(entries: Sequence[Entry], typed: str) -> Sequence[Entry]:
    """The commands with every word that was typed, in any order; those with all of them in their title come first."""
    found = (one for one in entries if matches(typed, " ".join(one[1:])))
    return sorted(found, key=lambda one: not matches(typed, one.title))


class PaletteInput(OrderedKeys, CommandInput):
    """Where the command's name is typed."""


class DeskPalette(CommandPalette):
    """Textual's palette; Enter waits for what was typed before it to be found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        *(Binding(key, "escape", show=False, priority=True) for key in ("escape", "ctrl+p")),
    ]

    def __init__(self, provider: type[Provider], title: str, asked: str) -> None:
        super().__init__([provider], placeholder=asked)
        self.called = title

    def compose(self) -> ComposeResult:
        """Textual's parts, with an input that does its keys in their turn."""
        with Vertical(id="--container") as container:
            container.border_title = Content(drawable(self.called)).markup
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


def make_palette(session: Session, run: Callable[[str], Awaitable[None]]) -> DeskPalette:
    """A palette of the commands as they are called now; `run` is given the id of the one that is chosen."""
    entries = [
        Entry(one.id, one.title(session), one.text(session), one.shown_key) for one in COMMANDS if one.id != "palette"
    ]
    provider = _provider(entries, run, session.words("said.no_command"))
    return DeskPalette(provider, session.words("command.palette.title"), session.words("command.palette.text"))


def _provider(entries: Sequence[Entry], run: Callable[[str], Awaitable[None]], nothing: str) -> type[Provider]:

    class Commands(Provider):
        """Finds commands by words of their titles, descriptions and keys."""

        async def discover(self) -> Hits:
            """Every command, in the table's order."""
            for entry in entries:
                yield DiscoveryHit(_titled(entry), partial(run, entry.id), entry.title, _told(entry))

        async def search(self, query: str) -> Hits:
            """The commands that are meant, the likeliest first."""
            found = matching(entries, query)
            for number, entry in enumerate(found):
                hit = (_titled(entry), partial(run, entry.id), entry.title, _told(entry))
                yield Hit(1 - number / (len(found) + 1), *hit)
            if not found:
                yield Hit(0.0, Text(nothing), _do_nothing, nothing)

    return Commands


def _titled(entry: Entry) -> Text:
    """A command's name, and its key."""
    return Text.assemble(drawable(entry.title), (f"   {entry.shown_key}" if entry.shown_key else "", "not bold"))


def _told(entry: Entry) -> str:
    return escape(drawable(entry.text))


async def _do_nothing() -> None:
    """Run no command."""
