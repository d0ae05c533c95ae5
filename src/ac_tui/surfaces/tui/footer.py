"""The footer: the commands at hand, as many as there is room for; or what the last one said; the news at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Label, Static
from textual.widgets._footer import FooterKey

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import COMMANDS, Command, next_panel

if TYPE_CHECKING:
    from textual.screen import Screen

    from ac_tui.desk.outcome import Request
    from ac_tui.desk.session import Session


class Key(NamedTuple):
    """A command as the footer shows it: the highest `rank` gives way first where there is no room."""

    id: str
    key: str
    shown_key: str
    title: str
    rank: int

    @property
    def width(self) -> int:
        """The cells it takes, with the spaces around key and title."""
        return cell_len(self.shown_key) + cell_len(drawable(self.title)) + 3


def keys_of(session: Session, request: Request) -> Sequence[Key]:
    """The commands that the footer has use for now, by rank; the one for the next panel is called by that panel."""
    shown = (one for one in COMMANDS if one.footer and (one.applies is None or one.applies(session)))
    keys = (Key(one.id, one.keys[0], one.shown_key, _title(session, request, one), one.footer) for one in shown)
    return sorted(keys, key=lambda key: key.rank)


def _title(session: Session, request: Request, command: Command) -> str:
    if command.id == "panel":
        return session.words(f"command.{next_panel(session, request)}.title")
    return command.title(session)


def that_fit(keys: Sequence[Key], room: int) -> Sequence[Key]:
    """The first keys that have room beside each other; nothing is ever cut."""
    kept = list(keys)
    while kept and sum(key.width for key in kept) > room:
        kept.pop()
    return kept


class News(Label):
    """Something new on a panel out of sight; a click brings the panel."""

    @dataclass
    class Chosen(Message):
        """A panel is to be brought."""

        panel: str

    def __init__(self, panel: str, text: str) -> None:
        super().__init__(Content(drawable(text)), classes="news")
        self.panel = panel

    def on_click(self, event: events.Click) -> None:
        """Ask for the panel."""
        event.stop()
        self.post_message(self.Chosen(self.panel))


class DeskFooter(Footer):
    """Textual's footer, filled from the desk's commands: they change with the call, never with the focus."""

    def __init__(self) -> None:
        super().__init__(id="footer", show_command_palette=False)
        self._keys: Sequence[Key] = ()
        self._news: Sequence[tuple[str, str]] = ()
        self._said = ""
        self._drawn: object = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Stay as it is: Textual would fill it anew at every change of focus."""

    def show(self, keys: Sequence[Key], news: Sequence[tuple[str, str]] = ()) -> None:
        """Show these commands, and news as pairs of a panel and its words."""
        self._keys, self._news = tuple(keys), tuple(news)
        self._redraw()

    def say(self, text: str) -> None:
        """Say something in place of the commands; "" shows them again."""
        self._said = drawable(text)
        self._redraw()

    def on_resize(self) -> None:
        """Show as much as fits now."""
        self._redraw()

    def compose(self) -> ComposeResult:
        """What was said, or the commands that fit; then the news."""
        if self._said:
            yield Label(Content(self._said), classes="said")
        else:
            for key in self._fitting:
                yield FooterKey(key.key, key.shown_key, drawable(key.title), key.id).data_bind(compact=Footer.compact)
            yield Static(classes="space")
        for number, (panel, text) in enumerate(self._news):
            yield News(panel, f" · {text}" if number else text)

    @property
    def _fitting(self) -> Sequence[Key]:
        news = sum(cell_len(drawable(text)) for _, text in self._news) + 3 * max(0, len(self._news) - 1) + 1
        return that_fit(self._keys, self.size.width - (news if self._news else 0))

    def _redraw(self) -> None:
        now = (self._said or self._fitting, self._news)
        if self.is_mounted and self.size.width and now != self._drawn:
            self._drawn = now
            self.call_next(self.recompose)
