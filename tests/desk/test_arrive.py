"""The way to a very screen: every text of the phone is reached on the real journey, and soon."""

from __future__ import annotations

import pytest

from ac_tui.deck.find import BLANK, Match, finder
from ac_tui.desk import arrive as module
from ac_tui.desk.arrive import Arrival, Goal, arrive
from ac_tui.flows.simulation import ManualClock
from ac_tui.flows.slips import SLIPS
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.index import Registry
from tests.desk.table import customer
from tests.shipped import simulation, the_deck, the_policy, the_registry

SOON = 600
"""Screens that a search may look at: a screen costs about half a millisecond."""

NO_TEXT_NEEDED = {"code": {"wrong", "expired", "blocked"}, "contact": {"nothing"}}


def way_to(goal: Goal) -> Arrival | None:
    return arrive(goal, the_deck(), simulation().world)


@pytest.mark.parametrize(
    "match", finder(the_deck()).texts, ids=lambda match: f"{match.step}-{match.id}-{match.text[:24]}"
)
def test_every_text_is_reached_by_a_real_path_with_a_fitting_customer(
    match: Match, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", SOON)
    goal = Goal(match.step, match.id, match.text)
    way = way_to(goal)
    assert way is not None
    assert way.exact
    lived = simulation()
    way.live(lived)
    assert goal.shown(lived.view)
    assert way.customer in the_registry()


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_reached(step: str) -> None:
    way = way_to(Goal(step))
    assert way is not None
    lived = simulation()
    way.live(lived)
    assert lived.view.step == step


def test_whoever_is_on_the_line_goes_there_if_it_fits_them() -> None:
    wellion = customer("wellion")
    way = arrive(Goal("link_expired"), the_deck(), simulation().world, wellion)
    assert way is not None
    assert way.customer is wellion


def test_somebody_else_goes_where_they_could_not() -> None:
    mario = customer("mario-rossi")
    way = arrive(Goal("link_expired"), the_deck(), simulation().world, mario)
    assert way is not None
    assert way.customer.business


def test_where_nobody_gets_there_is_no_way() -> None:
    world = World(Registry(()), the_policy(), ManualClock(), SeededCodes(7))
    assert arrive(Goal("home"), the_deck(), world) is None
    assert arrive(Goal("profile"), the_deck(), world) is None


def test_a_text_that_nobody_can_see_still_leads_to_its_step() -> None:
    way = way_to(Goal("home", "greeting", "Nobody is ever told this."))
    assert way is not None
    assert not way.exact
    lived = simulation()
    way.live(lived)
    assert lived.view.step == "home"


def test_a_goal_is_shown_whatever_is_filled_in() -> None:
    view = simulation().view
    assert Goal("welcome", "heading", view.heading).shown(view)
    assert Goal("welcome", "heading", f"La {BLANK} Clienti").shown(view)
    assert not Goal("welcome", "register", view.heading).shown(view)
    assert not Goal("login", "heading", view.heading).shown(view)


def test_there_is_a_slip_for_every_error_and_hint_that_a_form_can_show() -> None:
    for fields in FORMS.values():
        for field in fields:
            wanted = {*field.errors, *field.hints} - NO_TEXT_NEEDED.get(field.id, set())
            assert wanted <= set(SLIPS.get(field.id, {})), field.id
