"""The line at the foot of the desk: the commands at hand, or what the last one said; the news at the right."""

from __future__ import annotations

from collections.abc import Sequence
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
        self._places: list[tuple[int, int, Command]] = []

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw as many commands as there is room for, the most needed ones first to stay."""
        news = drawable(self._desk.news)
        room = width - cells(news) - 2
        self._places = []
        if self._desk.note:
            note = clip(drawable(self._desk.note), room - 1)
            fill = " " * max(0, width - 1 - cells(note) - cells(news) - 1)
            return [[(f" {note}", "bar-note"), (fill, "bar"), (f"{news} ", "bar-note")]]
        useful = (c for c in COMMANDS if c.footer and (c.when is None or c.when(self._desk)))
        shown = sorted(useful, key=lambda command: command.footer)
        while shown and sum(self._wide(command) for command in shown) > room:
            shown.pop()
        spans: list[tuple[str, str]] = []
        x = 0
        for command in COMMANDS:
            if command not in shown:
                continue
            self._places.append((x, x + self._wide(command), command))
            x += self._wide(command)
            spans += [(f" {command.shown_key}", "bar-key"), (f" {drawable(command.title(self._desk))} ", "bar")]
        fill = " " * max(0, width - x - cells(news) - 1)
        return [[*spans, (fill, "bar"), (f"{news} ", "bar-note")]]

    def _wide(self, command: Command) -> int:
        return cells(command.shown_key) + cells(drawable(command.title(self._desk))) + 3

    def on_click(self, event: events.Click) -> None:
        """Run the command that is clicked on."""
        event.stop()
        command = next((c for x0, x1, c in self._places if x0 <= event.x < x1), None)
        if command is not None:
            self._desk.command(command)
