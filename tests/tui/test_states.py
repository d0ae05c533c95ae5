"""The table of states is what it says it is, and nothing that a screen can show is missing from it."""

from __future__ import annotations

import pytest

from ac_tui.journey.facts import NOTICES
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS
from tests.tui.driver import reach
from tests.tui.states import STATES, State


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_the_keys_lead_where_the_table_says(state: State) -> None:
    simulation = reach(state.keys)
    journey, notice = simulation.journey, simulation.view.notice
    assert journey.step == state.step
    assert {f"{field}.{error}" for field, error in journey.errors.items()} == set(state.errors)
    assert {f"{field}.{hint.key}" for field, hint in journey.hints.items()} == set(state.hints)
    assert (notice.id if notice else "") == state.notice


def test_every_step_every_notice_and_every_field_with_an_error_or_a_hint_is_in_the_table() -> None:
    """All errors of a field look alike: one of each is enough."""
    assert {state.step for state in STATES.values()} == set(STEPS)
    assert {state.notice for state in STATES.values()} - {""} == set(NOTICES)
    for kind in ("errors", "hints"):
        shown = {(state.step, what.partition(".")[0]) for state in STATES.values() for what in getattr(state, kind)}
        fields = {(step, field.id) for step, fields in FORMS.items() for field in fields if getattr(field, kind)}
        assert shown == fields
