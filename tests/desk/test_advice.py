"""What to say: for every step and for everything that can come out, and never too much at once."""

from __future__ import annotations

import pytest

from ac_tui.deck.advice import advice_now
from ac_tui.deck.explain import explain
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.decision import Decision
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, TABLE, Row
from tests.tui.driver import simulation, the_deck
from tests.tui.states import STATES

OUTCOMES = sorted({(step, row.guard_name) for row in TABLE for step in (STEPS if row.step == ANY else (row.step,))})


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_something_to_say_to_check_and_to_do(step: str) -> None:
    advice = the_deck().advice(step)
    assert advice.say
    assert advice.check
    assert advice.next


@pytest.mark.parametrize(("step", "outcome"), OUTCOMES)
def test_every_outcome_of_the_table_has_advice(step: str, outcome: str) -> None:
    advice = the_deck().advice(step, outcome)
    assert 1 <= len(advice.say) <= 3, "two or three spoken sentences"
    assert advice.check
    assert advice.next


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.step}-{row.event.name}-{row.guard_name}")
def test_every_arrow_is_explained_with_advice(row: Row) -> None:
    decision = Decision("welcome" if row.step == ANY else row.step, row.event.name, row.guard_name, "welcome")
    assert explain(the_deck(), decision).advice


def test_the_advice_is_for_what_came_out_while_the_customer_is_where_that_led() -> None:
    came_out = Decision("contact", "submit_contact", "not_recognised", "identity")
    assert advice_now(the_deck(), "identity", came_out) == the_deck().advice("contact", "not_recognised")
    assert advice_now(the_deck(), "tax_code", came_out) == the_deck().advice("tax_code")
    assert advice_now(the_deck(), "identity", None) == the_deck().advice("identity")


def test_an_outcome_without_words_of_its_own_leaves_those_of_the_step() -> None:
    moved = Decision("welcome", "register", "", "profile")
    assert advice_now(the_deck(), "profile", moved) == the_deck().advice("profile")


def test_there_are_words_in_every_state_that_keys_lead_to() -> None:
    from ac_tui.surfaces.tui.hand import Hand
    from tests.tui.driver import Time, press

    fresh: Simulation = simulation()
    assert advice_now(fresh.deck, fresh.journey.step, fresh.decision).say
    for state in STATES.values():
        if "<Ctrl" in state.keys or "<F" in state.keys:
            continue  # the desk's keys are not the hand's
        lived, time = simulation(), Time()
        press(Hand(lived, time), state.keys, time)
        assert advice_now(lived.deck, lived.journey.step, lived.decision).say, state.see
