"""What to say now: the advice for where a call stands."""

from __future__ import annotations

from ac_tui.deck.deck import Advice, Deck
from ac_tui.journey.decision import Decision
from ac_tui.journey.events import Back
from ac_tui.journey.model import Journey
from ac_tui.journey.situations import situation

_NO_WAY_ON = ("no_account", "active_policy")
"""Checks that no tax code helps over: what is to be said of them stays true on the way there (guide 1A, 2C)."""


def advice_now(deck: Deck, journey: Journey, decision: Decision | None, checked: Decision | None = None) -> Advice:
    """The advice for what came out last, while the customer is still where that led; else the advice for the step.

    `checked` is the last decision that made any checks: on the name screen of 1C, however it was come back to, what
    matters is why the notice is there.
    """
    here, step = situation(journey), journey.step
    onward = decision is not None and decision.event != Back.name
    if decision is not None and onward and decision.to == step and deck.has_word_on(decision):
        if decision.outcome == "second_look" and _is_no_way_on(checked):
            return deck.advice_on(checked or decision)
        return deck.advice_on(decision, here)
    if journey.second_look and step in ("identity", "company"):
        if checked is not None and checked.step == "contact" and checked.to == step:
            return deck.advice_on(checked)
        return deck.advice("contact", "company_not_recognised" if step == "company" else "not_recognised")
    return deck.advice(step, situation=here)


def _is_no_way_on(checked: Decision | None) -> bool:
    failed = checked.failed if checked is not None else None
    return failed is not None and failed.id in _NO_WAY_ON
