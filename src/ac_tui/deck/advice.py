"""What to say now: the advice for where a call stands."""

from __future__ import annotations

from ac_tui.deck.deck import Advice, Deck
from ac_tui.journey.decision import Decision


def advice_now(deck: Deck, step: str, decision: Decision | None, *, second_look: bool = False) -> Advice:
    """The advice for what came out last, while the customer is still where that led; else the advice for the step.

    With `second_look` the name screen is the one of 1C, however it was come back to: what matters there is the notice.
    """
    if decision is not None and decision.to == step and deck.has_advice(decision.step, decision.outcome):
        return deck.advice(decision.step, decision.outcome)
    if second_look and step in ("identity", "company"):
        return deck.advice("contact", "not_recognised")
    return deck.advice(step)
