"""The line at the foot of the desk: the commands at hand, or what the last one said; the news at the right.

All but what was said can be clicked on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from ac_tui.deck.layout_cells import cells, clip, drawable
from ac_tui.surfaces.tui.commands import COMMANDS, Command
from ac_tui.surfaces.tui.widgets.paper import Paper, Spans

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk


class Bar(Paper):
    """The footer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("bar")
        self._desk = desk
        self._places: list[tuple[int, int, Callable[[], None]]] = []

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw as many commands as there is room for, the most needed ones first to stay."""
        self._places = []
        news = self._news(width)
        room = width - sum(cells(text) for text, _ in news)
        said = self._note(room - 1) if self._desk.note else self._commands(room)
        fill = " " * max(0, room - sum(cells(text) for text, _ in said))
        return [[*said, (fill, "bar"), *news]]

    def _note(self, room: int) -> Spans:
        return [(f" {clip(drawable(self._desk.note), room - 1)}", "bar-note")]

    def _commands(self, room: int) -> Spans:
        useful = (c for c in COMMANDS if c.footer and (c.when is None or c.when(self._desk)))
        shown = sorted(useful, key=lambda command: command.footer)
        while shown and sum(self._wide(command) for command in shown) > room:
            shown.pop()
        spans: list[tuple[str, str]] = []
        x = 0
        for command in COMMANDS:
            if command in shown:
                self._places.append((x, x + self._wide(command), partial(self._desk.command, command)))
                x += self._wide(command)
                spans += [(f" {command.shown_key}", "bar-key"), (f" {drawable(command.title(self._desk))} ", "bar")]
        return spans

    def _news(self, width: int) -> Spans:
        """What is new on panels out of sight, at the right; a click brings the panel to the front."""
        news = [(panel_id, drawable(said)) for panel_id, said in self._desk.news]
        spans: list[tuple[str, str]] = []
        x = width - sum(cells(said) for _, said in news) - len(_APART) * max(0, len(news) - 1) - 1
        for panel_id, said in news:
            if spans:
                spans.append((_APART, "bar-note"))
                x += len(_APART)
            spans.append((said, "bar-note"))
            self._places.append((x, x + cells(said), partial(self._desk.bring, panel_id)))
            x += cells(said)
        return [*spans, (" ", "bar")]

    def _wide(self, command: Command) -> int:
        return cells(command.shown_key) + cells(drawable(command.title(self._desk))) + 3

    def on_click(self, event: events.Click) -> None:
        """Run the command, or bring the news, that is clicked on."""
        event.stop()
        act = next((act for x0, x1, act in self._places if x0 <= event.x < x1), None)
        if act is not None:
            act()


_APART = " · "
