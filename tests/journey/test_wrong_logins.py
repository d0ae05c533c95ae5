"""Wrong logins in a row: after a few none is taken for a while, whoever the user name is of (assumption)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journey.phone import Phone, phone
from tests.journey.worlds import MARIO, OTHER_PASSWORD, PAOLO, PASSWORD

USER = "famiglia.ferri@example.com"


def tried(user: str = USER, times: int = 5) -> Phone:
    there = phone()
    for _ in range(times):
        there.log_in(user, OTHER_PASSWORD)
    return there


@pytest.mark.parametrize("user", [USER, "nessuno@example.net"])
def test_after_five_wrong_logins_none_is_taken_whether_anybody_has_the_user_name(user: str) -> None:
    there = tried(user, 4)
    assert there.state.notice == "bad_credentials"
    assert there.checks[-1].evidence == {"attempts_left": "1"}
    there.log_in(user, OTHER_PASSWORD)
    assert (there.outcome, there.state.notice) == ("bad_credentials", "login_blocked")
    there.log_in(user)
    assert (there.outcome, there.why, there.step) == ("login_blocked", ("login_attempts", "blocked"), "login")
    assert (there.checks[-1].source, there.secrets) == ("assumption", [])


def test_the_wait_counts_from_the_last_wrong_login_and_trying_again_does_not_make_it_longer() -> None:
    there = tried().wait(minutes=14, seconds=59).log_in(USER)
    assert there.outcome == "login_blocked"
    there.wait(seconds=1).log_in(USER)
    assert there.step == "home"


def test_an_account_is_blocked_by_whatever_user_name_it_is_tried() -> None:
    there = tried().log_in(PAOLO.client_code)
    assert there.outcome == "login_blocked"
    assert there.log_in("nessuno@example.net").outcome == "bad_credentials"


def test_a_right_login_starts_the_count_again() -> None:
    there = tried(times=4).log_in(USER)
    assert there.step == "home"
    there.back()
    for _ in range(4):
        there.log_in(USER, OTHER_PASSWORD)
    assert there.state.notice == "bad_credentials"


def test_a_new_password_opens_at_once() -> None:
    there = tried().recover(USER).confirm().new_password(OTHER_PASSWORD).log_in(USER, OTHER_PASSWORD)
    assert there.step == "home"


def test_the_code_still_to_come_is_asked_for_after_wrong_passwords() -> None:
    there = phone().register(MARIO).to_welcome()
    for _ in range(4):
        there.log_in("mario.rossi@mail.it", OTHER_PASSWORD)
    assert there.log_in("mario.rossi@mail.it", PASSWORD).step == "confirm_contact"


def test_the_policy_says_how_many_and_how_long() -> None:
    there = phone(login_attempts=1)
    assert there.log_in(USER, OTHER_PASSWORD).state.notice == "login_blocked"
    there = phone(login_attempts=1, login_pause=timedelta(0))
    assert there.log_in(USER, OTHER_PASSWORD).state.notice == "bad_credentials"
