"""Why the call went as it did: the checks of the last thing that happened, and those made before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.deck.words import source
from ac_tui.desk.explain import ExplainedCheck, explain

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.flows.simulation import Simulation
    from ac_tui.journey.decision import Decision


class Reason(NamedTuple):
    """One decision: where it led, in a line, and its checks in the order made, their sources in words."""

    where: str
    checks: tuple[ExplainedCheck, ...]


class Reasons(NamedTuple):
    """The last decision, None before the first; where it made no checks, the last one that did.

    `refused` says whether the last decision had a check that did not pass.
    """

    last: Reason | None = None
    before: Reason | None = None
    refused: bool = False


def reasons_of(simulation: Simulation) -> Reasons:
    """The reasons for where a simulation stands, in the words on show."""
    deck, last, checked = simulation.deck, simulation.decision, simulation.last_checked
    if last is None:
        return Reasons()
    before = _reason(deck, checked) if checked is not None and not last.checks else None
    return Reasons(_reason(deck, last), before, last.failed is not None)


def _reason(deck: Deck, decision: Decision) -> Reason:
    here, there = (deck.words(f"screen.{step}") for step in (decision.step, decision.to))
    moved = decision.step != decision.to
    where = (
        deck.words("panel.why.moved", here=here, there=there) if moved else deck.words("panel.why.stayed", here=here)
    )
    checks = explain(deck, decision).checks
    return Reason(where, tuple(replace(check, source=source(deck, check.source)) for check in checks))
