"""The panel that says what to say: to the customer, what to check meanwhile, where it goes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.desk.advice import advice_now
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose
from ac_tui.surfaces.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from ac_tui.deck.deck import Advice as Said
    from ac_tui.surfaces.tui.screens.desk import Desk


class Advice(Reader):
    """A few sentences to say, as long as they hold."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self._told: Said | None = None

    def written(self, width: int) -> list[Spans]:
        """What to say, what to check, what comes next."""
        simulation = self.desk.simulation
        decision, checked = simulation.decision, simulation.last_checked
        said = advice_now(simulation.deck, simulation.journey, decision, checked, simulation.world)
        if said != self._told:
            self._told = said
            self.to_top()
        lines: list[Spans] = []
        for part, texts, mark, role in (
            ("say", said.say, "— ", "desk-title"),
            ("never", said.never, "✗ ", "desk"),
            ("check", said.check, "• ", "desk"),
            ("next", said.next, "→ ", "desk"),
        ):
            if texts:
                lines += [[], *prose([(self.desk.words(f"panel.advice.{part}"), "desk-quiet")], width)]
            for text in texts:
                lines += prose([(text, role)], width, (mark, "desk-mark"))
        return lines[1:]
