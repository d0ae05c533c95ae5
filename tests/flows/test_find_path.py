"""The way to a very screen: every text of the phone is reached on the real journey."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.find import BLANK, TextMatch, spoken
from ac_tui.deck.load import load_deck
from ac_tui.flows.paths import Goal, Path, find_path
from ac_tui.flows.simulation import ManualClock
from ac_tui.journey.model import STEPS
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer
from tests.shipped import simulation, the_deck, the_policy, the_registry


def customer(customer_id: str) -> Customer:
    found = the_registry().get(customer_id)
    assert found is not None
    return found


def path_to(goal: Goal, first: Customer | None = None) -> Path | None:
    return find_path(goal, the_deck(), simulation().world, first)


def texts_of(deck: Deck, step: str) -> list[TextMatch]:
    """The texts of a step itself: none of what callers say for them, and of no message."""
    return [one.match for one in spoken(deck) if one.match.step == step and one.match.score == 1]


def texts(step: str, variant: str) -> list[Goal]:
    """What Find knows of a step, in the words of a variant."""
    return list(dict.fromkeys(Goal(one.step, one.id, one.text) for one in texts_of(load_deck(None, variant), step)))


def test_every_text_is_reached_by_a_real_path_with_a_fitting_customer() -> None:
    phone, reached = simulation(), set()
    for variant in ("", "en", "gentile"):
        deck = load_deck(None, variant)
        for goal in {goal: None for step in STEPS for goal in texts(step, variant) if goal not in reached}:
            path = find_path(goal, deck, phone.world)
            assert path is not None, goal
            assert path.exact, goal
            phone.deck = deck
            assert goal.shown(path.go(phone).view), goal
            assert path.customer in the_registry()
            reached.add(goal)


def test_every_step_is_reached() -> None:
    for step in STEPS:
        path = path_to(Goal(step))
        assert path is not None
        assert path.go(simulation()).view.step == step


@pytest.mark.parametrize("step", ["profile", "contact", "confirm_contact", "link_expired", "choose_contact"])
def test_whoever_is_on_the_line_goes_there_if_it_fits_them(step: str) -> None:
    path = path_to(Goal(step), customer("wellion"))
    assert path is not None
    assert path.customer is customer("wellion")


def test_somebody_else_goes_where_they_could_not() -> None:
    path = path_to(Goal("link_expired"), customer("mario-rossi"))
    assert path is not None
    assert path.customer.business


def test_where_nobody_gets_there_is_no_way() -> None:
    world = World(Registry(()), the_policy(), ManualClock(), SeededCodes(7))
    assert find_path(Goal("home"), the_deck(), world) is None
    assert find_path(Goal("profile"), the_deck(), world) is None


def test_a_text_that_nobody_can_see_still_leads_to_its_step() -> None:
    path = path_to(Goal("home", "greeting", "Nobody is ever told this."))
    assert path is not None
    assert not path.exact
    assert path.go(simulation()).view.step == "home"


@pytest.mark.parametrize("step", ["contact", "tax_code"])
def test_among_other_customers_what_is_typed_wrong_is_found_as_well(step: str) -> None:
    """The library has no flow for them: how one gets there is searched, and what one types wrong the library knows."""
    customers = (customer(name) for name in ("mario-rossi", "paolo-ferri"))
    registry = Registry(replace(known, id=f"own-{known.id}") for known in customers)
    world = replace(simulation().world, registry=registry)
    errors = {match.text: match for match in texts_of(the_deck(), step) if match.part == "error"}
    assert errors
    for match in errors.values():
        path = find_path(Goal(match.step, match.id, match.text), the_deck(), world)
        assert path is not None
        assert path.exact, match


def test_a_goal_is_shown_whatever_is_filled_in() -> None:
    view = simulation().view
    assert Goal("welcome", "heading", view.heading).shown(view)
    assert Goal("welcome", "heading", f"La {BLANK} Clienti").shown(view)
    assert not Goal("welcome", "register", view.heading).shown(view)
    assert not Goal("login", "heading", view.heading).shown(view)
