"""The footer: the commands at hand, as many as there is room for; or what the last one said; the news at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Label, Static
from textual.widgets._footer import FooterKey

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import COMMANDS, Command, next_panel
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.session import Session


class DeskFooter(Footer):
    """Textual's footer, filled from the desk's commands: they change with the call, never with the focus."""

    def __init__(self) -> None:
        super().__init__(id="footer", show_command_palette=False)
        self._keys: Sequence[tuple[Command, str]] = ()
        self._news: Sequence[tuple[str, str]] = ()
        self._said = ""
        self._drawn: object = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Stay as it is: Textual would fill it anew at every change of focus."""

    def show(self, session: Session, request: Request, news: Sequence[tuple[str, str]]) -> None:
        """Show the commands that there is use for, the one that is needed most first, and panels with their news."""
        panel = session.words(f"command.{next_panel(session, request)}.title")
        self._keys = [
            (one, drawable(panel if one.id == "panel" else one.title(session)))
            for one in sorted((one for one in COMMANDS if one.footer), key=lambda one: one.footer)
            if one.applies is None or one.applies(session)
        ]
        self._news = [(panel, f"{' · ' if at else ''}{drawable(text)}") for at, (panel, text) in enumerate(news)]
        self.on_resize()

    def say(self, text: str) -> None:
        """Say something in place of the commands; "" shows them again."""
        self._said = drawable(text)
        self.on_resize()

    def on_resize(self) -> None:
        """Show as much as fits now."""
        now = (self._said or [(one.id, title) for one, title in self._fitting()], self._news)
        if self.is_mounted and self.size.width and now != self._drawn:
            self._drawn = now
            self.call_next(self.recompose)

    def on_click(self, event: events.Click) -> None:
        """Ask for the panel whose news was clicked on."""
        from ac_tui.surfaces.tui.panels import Asked

        if event.widget is not None and (panel := event.widget.name):
            self.post_message(Asked(lambda _: Outcome(show=panel)))

    def compose(self) -> ComposeResult:
        """What was said, or the commands that fit; then the news, which bring their panel."""
        if self._said:
            yield Label(Content(self._said), classes="said")
        else:
            for one, title in self._fitting():
                yield FooterKey(one.keys[0], one.shown_key, title, one.id).data_bind(compact=Footer.compact)
            yield Static(classes="space")
        for panel, text in self._news:
            yield Label(Content(text), name=panel, classes="news")

    def _fitting(self) -> Iterator[tuple[Command, str]]:
        """The first commands that have room beside each other, with the spaces around them; nothing is ever cut."""
        room = self.size.width - sum(cell_len(text) for _, text in self._news) - bool(self._news)
        for one, title in self._keys:
            room -= cell_len(one.shown_key) + cell_len(title) + 3
            if room < 0:
                return
            yield one, title
