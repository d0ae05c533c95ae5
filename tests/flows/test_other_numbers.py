"""Other numbers in the policy: the model, the passwords of who goes a way and the words on the screen follow them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ac_tui.deck.deck import Advice
from ac_tui.deck.load import load_deck
from ac_tui.desk.explain import filled
from ac_tui.flows.paths import parse_goal, reach
from ac_tui.journey.facts import FACTS, VALUES
from ac_tui.journey.world import Policy
from tests.flows.hands import fixture
from tests.journey.phone import phone
from tests.journey.worlds import MARIO, WELLION

OTHER: dict[str, Any] = {
    "resend_cooldown": timedelta(seconds=30),
    "sends": 3,
    "code_attempts": 3,
    "code_lifetime_private": timedelta(minutes=3),
    "code_lifetime_business": timedelta(hours=5),
    "sends_window": timedelta(hours=2),
    "password_min": 10,
    "password_max": 12,
}
LONG = "Prova12345"


def test_the_model_goes_by_the_numbers_of_its_policy() -> None:
    there = phone(**OTHER).register(MARIO, password="Prova1234")
    assert (there.step, there.outcome) == ("contact", "fields_wrong")
    there.submit_contact("mario.rossi@mail.it", LONG)
    assert (there.step, VALUES["wait"](there.state, there.world)) == ("confirm_contact", "0:30")
    assert there.wait(seconds=29).resend().outcome == "too_soon"
    assert there.wait(seconds=1).resend().outcome == "may_send"
    assert [there.fail().outcome for _ in range(4)] == ["code_wrong"] * 3 + ["code_blocked"]
    assert there.wait(seconds=30).resend().outcome == "may_send"
    assert FACTS["sends_exhausted"](there.state, there.world)
    assert there.wait(minutes=3).confirm().outcome == "code_expired"
    assert there.resend().outcome == "sends_exhausted"
    assert there.back().wait(hours=2).resend().outcome == "may_send"


def test_a_business_code_lives_as_long_as_its_policy_says() -> None:
    there = phone(**OTHER).register(WELLION, password=LONG).wait(hours=4, minutes=59)
    assert VALUES["lifetime_hours"](there.state, there.world) == "5"
    assert there.wait(minutes=1).confirm().outcome == "code_expired"


@pytest.mark.parametrize("variant", ["", "en", "gentile"])
def test_what_the_desk_says_goes_by_the_numbers_of_the_policy(variant: str) -> None:
    deck = load_deck(variant=variant)
    steps = (screen.texts() for screen in deck.screens.values())
    said = [text for texts in steps for path, text in texts if path[0] == "desk" and path[1] != "heard"]
    said += [text for advice in deck.outcomes.values() for _, text in advice.texts()]
    said += [text for reasons in deck.reasons.values() for advice in reasons.values() for _, text in advice.texts()]
    told = filled(deck, Advice(tuple(said), (), ()), Policy(**OTHER).numbers).say
    assert [text for text in told if re.search(r"\b(48|8|16|otto|sedici|eight|sixteen)\b", text)] == []
    assert any(re.search(r"\b10\b.*\b12\b", text) for text in told)
    assert any(re.search(r"\b5 (ore|hours)\b", text) for text in told)


@pytest.mark.parametrize("length", [(4, 4), (6, 8), (9, 9), (12, 20), (17, 17)])
def test_whoever_goes_a_way_has_a_password_that_fits(length: tuple[int, int]) -> None:
    there = fixture()
    there = replace(there, policy=replace(there.policy, password_min=length[0], password_max=length[1]))
    wanted = parse_goal("confirm_contact", there.deck)
    assert wanted is not None
    assert reach(wanted, there) is not None
