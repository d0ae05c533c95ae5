"""The panel that says why: the checks of the last thing that happened, in the order made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.deck.words import source
from ac_tui.desk.explain import ExplainedCheck, explain
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose, with_tail
from ac_tui.surfaces.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from ac_tui.journey.decision import Decision
    from ac_tui.surfaces.tui.screens.desk import Desk


class Why(Reader):
    """Each check with its evidence from the registry, where its rule stands, and what to do about it."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self._told: Decision | None = None

    @property
    def news(self) -> str:
        """A sign when something did not pass."""
        decision = self.desk.simulation.decision
        return "!" if decision is not None and decision.failed is not None else ""

    def written(self, width: int) -> list[Spans]:
        """The last step with its checks; where it needed none, the checks that were made last."""
        words, decision = self.desk.words, self.desk.simulation.decision
        if decision is not self._told:
            self._told = decision
            self.to_top()
        if decision is None:
            return prose([(words("panel.why.empty"), "desk-quiet")], width)
        if decision.checks:
            return self._decision(decision, width)
        lines = [*self._decision(decision, width), *prose([(words("panel.why.none"), "desk-quiet")], width)]
        before = self.desk.simulation.last_checked
        if before is not None:
            lines += [[], *prose([(words("panel.why.before"), "desk-quiet")], width), *self._decision(before, width)]
        return lines

    def _decision(self, decision: Decision, width: int) -> list[Spans]:
        """Where a step led, then its checks."""
        words = self.desk.words
        here, there = (words(f"screen.{step}") for step in (decision.step, decision.to))
        moved = words("panel.why.moved", here=here, there=there)
        where = moved if decision.step != decision.to else words("panel.why.stayed", here=here)
        lines = [*prose([(where, "desk-title")], width), []]
        for check in explain(self.desk.simulation.deck, decision).checks:
            lines += self._check(check, width)
        return lines

    def _check(self, check: ExplainedCheck, width: int) -> list[Spans]:
        origin = source(self.desk.simulation.deck, check.source)
        role = "desk" if check.passed else "desk-title"
        mark = ("✓ ", "desk-good") if check.passed else ("✗ ", "desk-bad")
        lines = with_tail(prose([(check.evidence, role)], width, mark), (f" · {origin}", "desk-quiet"), width)
        if check.hint:
            lines += prose([(check.hint, "desk")], width, ("  → ", "desk-mark"))
        return lines
