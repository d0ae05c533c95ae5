"""Which of several messages counts: the one for the screen on show, by its contact and its purpose."""

from collections.abc import Callable

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.challenges import newest_code, newest_link
from tests.journey.phone import Phone, home, phone
from tests.journey.worlds import GALLO_SNC, MARIO, PAOLO, PIETRO, WELLION


def _registered_then_recovered() -> Phone:
    """A code for a registration that waits, then one for somebody's recovery, then the registration again."""
    there = phone().register(MARIO).to_welcome().recover("famiglia.ferri@example.com").to_welcome()
    return there.register(MARIO)


WANTED: dict[str, tuple[Callable[[], Phone], str]] = {
    "another contact chosen since, and this one again": (
        lambda: phone().register(MARIO).back().submit_contact("320 1234519").back().submit_contact(MARIO.emails[0]),
        f"registration:mario-rossi:{MARIO.emails[0]}",
    ),
    "another purpose since": (_registered_then_recovered, f"registration:mario-rossi:{MARIO.emails[0]}"),
    "another purpose before": (
        lambda: phone().register(MARIO).confirm().log_in(MARIO.emails[0]),
        f"access:mario-rossi:{MARIO.mobiles[0]}",
    ),
    "another customer's since, with the same contact": (
        lambda: phone().register(GALLO_SNC).to_welcome().register(PIETRO).to_welcome().register(GALLO_SNC),
        "registration:gallo-snc:",
    ),
    "a recovery, an operation before": (
        lambda: home().start_operation().back().back().recover("famiglia.ferri@example.com"),
        "recovery:paolo-ferri:",
    ),
}


@pytest.mark.parametrize("case", WANTED)
def test_the_code_is_the_one_that_the_screen_asks_for(case: str) -> None:
    make, key = WANTED[case]
    there = make()
    assert there.state.challenge.startswith(key)
    message = newest_code(there.state)
    assert message is not None
    assert message.challenge == there.state.challenge
    assert there.submit_code(message.code.get_secret_value()).outcome == "code_right"


def test_of_two_codes_to_one_contact_the_newer_counts_though_the_older_arrived_last() -> None:
    there = phone().deliver("late").register(MARIO).wait(seconds=60).deliver("normal").resend()
    assert newest_code(there.state) == there.messages[1]
    there.wait(minutes=5)
    assert there.state.inbox[-1] == there.messages[0]
    assert newest_code(there.state) == there.messages[1]


def test_a_code_that_was_replaced_is_better_than_none_and_one_of_another_contact_is_not() -> None:
    there = phone().register(MARIO).wait(seconds=60).deliver("lost").resend()
    assert newest_code(there.state) == there.messages[0]
    there.back().submit_contact("320 1234519")
    assert newest_code(there.state) is None


def test_a_recovery_for_nobody_has_no_code_though_others_have() -> None:
    there = phone().register(MARIO).to_welcome().recover("nessuno@example.net")
    assert there.state.inbox
    assert newest_code(there.state) is None


def test_where_no_code_is_asked_for_the_newest_message_has_it() -> None:
    there = phone().register(MARIO).to_welcome()
    assert newest_code(there.state) == there.messages[-1]
    assert newest_code(phone().state) is None


def test_the_link_is_that_of_the_registration_on_show_else_of_one_that_waits_else_any() -> None:
    there = phone().register(WELLION).to_welcome().register(GALLO_SNC)
    assert newest_link(there.state) == there.messages[1]
    there.to_welcome().register(WELLION)
    assert newest_link(there.state) == there.messages[0]
    there.to_welcome()
    assert newest_link(there.state) == there.messages[1]
    there.open_link(there.messages[1].link)
    assert newest_link(there.state) == there.messages[0]
    there.open_link(there.messages[0].link)
    assert newest_link(there.state) == there.messages[1]
    assert newest_link(phone().register(MARIO).state) is None


def test_an_app_that_is_closed_still_has_its_newest_link() -> None:
    there = phone(WELLION, PAOLO).register(WELLION).close()
    message = newest_link(there.state)
    assert message is not None
    there.send(ev.OpenLink(message.link))
    assert there.outcome == "link_valid"


def test_a_link_that_another_has_taken_the_place_of_is_no_more_than_the_last_resort() -> None:
    there = phone().register(WELLION).to_welcome().register(GALLO_SNC).deliver("lost").wait(minutes=2).resend()
    assert there.outcome == "may_send"
    assert newest_link(there.state) == there.messages[0]  # the second registration's own is lost
