"""A code is bound to one purpose, one customer, one contact, and to the registration or operation it was sent for."""

import pytest
from msgspec.structs import replace

from ac_tui.journey.model import Purpose, Step
from tests.journey.asking import asking
from tests.journey.phone import Phone, phone
from tests.journey.worlds import GERACI, MARIO, OTHER_PASSWORD, PASSWORD, WELLION, with_account


def test_a_registration_code_does_not_open_the_first_access() -> None:
    there = phone().register(MARIO)
    registration = there.code
    there.confirm().log_in("mario.rossi@mail.it").submit_code(registration)
    assert (there.step, there.why) == ("confirm_identity", ("code_right", "other_purpose"))


def test_an_access_code_does_not_open_an_operation_nor_a_recovery() -> None:
    who = with_account(MARIO, "+393201234519", first_access_done=False)
    there = phone(who).log_in("3201234519")
    access = there.code
    there.back().recover("3201234519").submit_code(access)
    assert (there.step, there.why) == ("recover", ("code_right", "other_purpose"))
    recovery = there.code
    there.to_welcome().log_in("3201234519").submit_code(recovery)
    assert (there.step, there.why) == ("confirm_identity", ("code_right", "other_purpose"))


def test_the_code_of_another_customer_of_the_same_phone_is_wrong() -> None:
    there = phone().register(MARIO)
    marios = there.code
    there.to_welcome().register(GERACI).submit_code(marios)
    assert (there.step, there.why) == ("confirm_contact", ("code_right", "other_customer"))
    assert there.confirm().account(GERACI) is not None
    assert there.account(MARIO) is None


def test_the_code_sent_to_another_contact_before_no_longer_counts() -> None:
    there = phone().register(WELLION, "info@wellion.example")
    first = there.code
    there.back().submit_contact("ufficio@wellion.example").submit_code(first)
    assert (there.step, there.why) == ("confirm_contact", ("code_right", "other_contact"))
    there.confirm()
    account = there.account(WELLION)
    assert account is not None
    assert account.username == "ufficio@wellion.example"


def _moved(there: Phone, step: Step, challenge: str) -> Phone:
    """A state that no event leads to: a screen bound to a code that is not its own."""
    there.state = replace(there.state, step=step, challenge=challenge)
    return there


def test_a_screen_takes_no_code_of_another_purpose_even_if_it_is_bound_to_one() -> None:
    there = phone().register(MARIO)
    registration = there.state.challenge
    code = there.code
    assert _moved(there, "confirm_identity", registration).submit_code(code).outcome == "ignored"
    there = phone().register(MARIO).confirm().log_in("mario.rossi@mail.it")
    access = there.state.challenge
    assert _moved(there, "confirm_contact", access).confirm().outcome == "ignored"


def test_a_registration_that_is_gone_takes_no_code() -> None:
    there = phone().register(MARIO)
    there.state = replace(there.state, service=replace(there.state.service, pending={}))
    assert there.confirm().outcome == "ignored"
    assert there.wait(seconds=60).resend().outcome == "ignored"
    assert there.account(MARIO) is None


def test_a_used_code_is_not_asked_for() -> None:
    there = phone().register(MARIO)
    bound = there.state.challenge
    there.confirm()
    assert _moved(there, "confirm_contact", bound).confirm().outcome == "ignored"


# Of a registration that was lost, of an operation that is done --------------------------------------------------------


def test_a_code_of_a_lost_registration_opens_nothing_by_itself() -> None:
    there = phone().register(MARIO)
    lost = there.code
    there.close().open()
    assert there.challenge_of(MARIO).void
    assert _moved(there, "confirm_contact", there.challenge_of(MARIO).key).submit_code(lost).outcome == "ignored"
    assert there.account(MARIO) is None


def test_registering_again_within_the_cooldown_takes_up_the_code_that_was_sent() -> None:
    there = phone().register(MARIO, password=OTHER_PASSWORD)
    sent = there.code
    there.close().open().register(MARIO)
    assert (len(there.messages), there.challenge.void) == (1, False)
    assert there.submit_code(sent).outcome == "code_right"
    account = there.account(MARIO)
    assert account is not None
    assert account.password.get_secret_value() == PASSWORD


def test_registering_again_after_the_cooldown_makes_the_code_before_worthless() -> None:
    there = phone().register(MARIO)
    lost = there.code
    there.close().open().wait(seconds=60).register(MARIO)
    assert there.code != lost
    assert there.submit_code(lost).why == ("code_right", "superseded")
    assert there.confirm().outcome == "code_right"


def test_a_lost_registration_voids_the_codes_of_all_its_contacts() -> None:
    there = phone().register(MARIO, "mario.rossi@mail.it").back()
    there.submit_contact("320 1234519").close()
    assert [code.void for code in there.state.service.challenges.values()] == [True, True]
    there.open().register(MARIO, "mario.rossi@mail.it")
    assert [code.void for code in there.state.service.challenges.values()] == [False, True]


def test_attempts_are_those_of_the_code_whatever_happened_to_its_registration() -> None:
    there = phone().register(MARIO).fail(4).close().open().register(MARIO)
    assert there.challenge.attempts_left == 1
    assert there.fail().why == ("code_attempts", "blocked") or there.state.errors == {"code": "blocked"}
    assert there.close().open().register(MARIO).confirm().outcome == "code_blocked"


@pytest.mark.parametrize("purpose", ["operation", "recovery"])
def test_a_used_code_opens_nothing_a_second_time(purpose: Purpose) -> None:
    there = asking(purpose)
    first = there.code
    there.confirm()
    there = there.start_operation() if purpose == "operation" else there.back().recover_again()
    assert len(there.messages) == 1
    assert [check.reason for check in there.checks if check.id == "send_cooldown"] == ["too_soon", "kept_used"]
    assert there.submit_code(first).why == ("code_right", "used")
    there.wait(seconds=60).resend()
    assert there.code != first
    assert there.confirm().outcome == "code_right"
