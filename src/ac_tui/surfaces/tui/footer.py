"""The footer: the commands at hand, as many as there is room for; or what the last one said; the news at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer, Label, Static
from textual.widgets._footer import FooterKey

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import COMMANDS, next_panel
from ac_tui.desk.outcome import Outcome, Request

if TYPE_CHECKING:
    from textual.screen import Screen

    from ac_tui.desk.session import Session


class Key(NamedTuple):
    """A command as the footer shows it."""

    id: str
    key: str
    shown_key: str
    title: str

    @property
    def width(self) -> int:
        """The cells it takes, with the spaces around key and title."""
        return cell_len(self.shown_key) + cell_len(self.title) + 3


def keys_of(session: Session, request: Request) -> Sequence[Key]:
    """The commands that the footer has use for now, by rank; the one for the next panel is called by that panel."""
    shown = sorted((one for one in COMMANDS if one.footer), key=lambda one: one.footer)
    panel = session.words(f"command.{next_panel(session, request)}.title")
    return [
        Key(one.id, one.keys[0], one.shown_key, drawable(panel if one.id == "panel" else one.title(session)))
        for one in shown
        if one.applies is None or one.applies(session)
    ]


def that_fit(keys: Sequence[Key], room: int) -> Sequence[Key]:
    """The first keys that have room beside each other; nothing is ever cut."""
    kept = list(keys)
    while kept and sum(key.width for key in kept) > room:
        kept.pop()
    return kept


class News(Label):
    """Something new on a panel out of sight; a click brings the panel."""

    def __init__(self, panel: str, text: str) -> None:
        super().__init__(Content(text), classes="news")
        self.panel = panel

    def on_click(self, event: events.Click) -> None:
        """Ask for the panel."""
        from ac_tui.surfaces.tui.panels.lines import Asked

        event.stop()
        self.post_message(Asked(lambda _: Outcome(show=self.panel)))


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
        self._keys = keys
        self._news = [(panel, f"{' · ' if at else ''}{drawable(text)}") for at, (panel, text) in enumerate(news)]
        self.on_resize()

    def say(self, text: str) -> None:
        """Say something in place of the commands; "" shows them again."""
        self._said = drawable(text)
        self.on_resize()

    def on_resize(self) -> None:
        """Show as much as fits now."""
        now = (self._said or self._fitting, self._news)
        if self.is_mounted and self.size.width and now != self._drawn:
            self._drawn = now
            self.call_next(self.recompose)

    def compose(self) -> ComposeResult:
        """What was said, or the commands that fit; then the news."""
        if self._said:
            yield Label(Content(self._said), classes="said")
        else:
            for key in self._fitting:
                yield FooterKey(key.key, key.shown_key, key.title, key.id).data_bind(compact=Footer.compact)
            yield Static(classes="space")
        for panel, text in self._news:
            yield News(panel, text)

    @property
    def _fitting(self) -> Sequence[Key]:
        return that_fit(self._keys, self.size.width - sum(cell_len(text) for _, text in self._news) - bool(self._news))
