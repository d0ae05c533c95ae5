"""Codes: six digits, five attempts, sixty seconds between sends, five sends; the newest alone, for one purpose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import CASES, FACTS, VALUES
from ac_tui.journey.model import NOTHING, Purpose, Step
from tests.journey.worlds import (
    GERACI,
    MARIO,
    WELLION,
    Numbered,
    Phone,
    Watch,
    customer,
    home,
    make_world,
    phone,
    reasons,
    with_account,
)

ASKING: dict[Purpose, tuple[Callable[[], Phone], str]] = {
    "registration": (lambda: phone().register(MARIO), "login"),
    "access": (lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"), "home"),
    "operation": (lambda: home().start_operation(), "home"),
    "recovery": (lambda: phone().recover("famiglia.ferri@example.com"), "recover"),
}
"""For every purpose, a phone on the screen that asks for its code, and the step that the right one leads to."""

every_purpose = pytest.mark.parametrize("purpose", ASKING)


def asking(purpose: Purpose) -> Phone:
    there = ASKING[purpose][0]()
    assert there.challenge.purpose == purpose
    return there


@every_purpose
def test_the_right_code_leads_on(purpose: Purpose) -> None:
    there = asking(purpose).confirm()
    assert (there.step, there.outcome) == (ASKING[purpose][1], "code_right")
    assert reasons(there.checks) == []
    assert [check.id for check in there.checks] == ["code_live", "code_attempts", "code_right"]
    assert there.secrets == []


@pytest.mark.parametrize(
    ("purpose", "source"),
    [("registration", "guide 6A"), ("access", "guide 9A"), ("operation", "guide 9A"), ("recovery", "assumption")],
)
def test_the_desk_is_told_where_it_stands_that_a_code_is_asked_for(purpose: Purpose, source: str) -> None:
    there = asking(purpose)
    assert told(there.fail())["code_right"] == (source, {})
    assert told(there.confirm())["code_right"] == (source, {})


@every_purpose
@pytest.mark.parametrize("separator", [" ", "-", "\u00a0", "\n"])
def test_spaces_and_hyphens_are_dropped(purpose: Purpose, separator: str) -> None:
    there = asking(purpose)
    code = there.code
    assert there.submit_code(f" {code[:3]}{separator}{code[3:]} ").outcome == "code_right"


@every_purpose
@pytest.mark.parametrize(
    ("code", "error"),
    [("", "empty"), ("12345", "short"), ("1234567", "long"), ("12345A", "letters"), ("１２３４５６", "letters")],
)
def test_what_is_no_code_is_said_and_uses_no_attempt(purpose: Purpose, code: str, error: str) -> None:
    there = asking(purpose)
    before, step = there.challenge, there.step
    there.submit_code(code)
    assert (there.step, there.outcome, there.state.errors) == (step, "fields_wrong", {"code": error})
    assert there.challenge == before


@every_purpose
def test_a_wrong_code_uses_an_attempt_and_says_how_many_are_left(purpose: Purpose) -> None:
    there = asking(purpose)
    step = there.step
    for left in (4, 3, 2, 1):
        there.fail()
        assert (there.step, there.outcome, there.state.errors) == (step, "code_wrong", {"code": "wrong"})
        assert there.why == ("code_right", "wrong")
        assert there.challenge.attempts_left == left
        assert VALUES["attempts_left"](there.state, there.world) == str(left)
        assert CASES["attempts_number"].ask(there.state, there.world) == ("one" if left == 1 else "many")
        assert not FACTS["code_blocked"](there.state, there.world)
    assert there.confirm().outcome == "code_right"


@every_purpose
def test_after_the_fifth_wrong_code_nothing_opens_until_a_new_one(purpose: Purpose) -> None:
    there = asking(purpose).fail(5)
    assert there.state.errors == {"code": "blocked"}
    assert FACTS["code_blocked"](there.state, there.world)
    blocked = there.code
    for code in ("111111", blocked):
        there.submit_code(code)
        assert (there.outcome, there.why) == ("code_blocked", ("code_attempts", "blocked"))
        assert there.state.errors == {"code": "blocked"}
        assert there.challenge.attempts_left == 0
    there.wait(seconds=60).resend()
    assert there.state.errors == {}
    assert there.challenge.attempts_left == 5
    assert there.submit_code(blocked).outcome == "code_wrong"
    assert there.confirm().outcome == "code_right"


@every_purpose
def test_a_code_whose_time_is_over_is_said_and_uses_no_attempt(purpose: Purpose) -> None:
    there = asking(purpose)
    step = there.step
    there.wait(minutes=10).confirm()
    assert (there.step, there.outcome, there.state.errors) == (step, "code_expired", {"code": "expired"})
    assert there.why == ("code_live", "expired")
    assert there.challenge.attempts_left == 5
    assert there.resend().confirm().outcome == "code_right"


@every_purpose
def test_only_the_newest_code_counts(purpose: Purpose) -> None:
    there = asking(purpose)
    old = there.code
    there.write_secret("code", "12").wait(seconds=60).resend()
    assert (there.outcome, there.state.notice, there.secrets) == ("may_send", "new_code_sent", [])
    assert there.effects == [("message_sent", there.challenge.customer_id)]
    assert there.submit_code(old).why == ("code_right", "superseded")
    assert there.confirm().outcome == "code_right"


@every_purpose
def test_sixty_seconds_between_sends_with_a_countdown(purpose: Purpose) -> None:
    there = asking(purpose)
    step, sent = there.step, len(there.messages)
    assert VALUES["wait"](there.state, there.world) == "1:00"
    there.fail().wait(seconds=59)
    assert VALUES["wait"](there.state, there.world) == "0:01"
    assert FACTS["must_wait"](there.state, there.world)
    assert not FACTS["can_resend"](there.state, there.world)
    there.resend()
    assert (there.step, there.outcome, there.why) == (step, "too_soon", ("send_cooldown", "too_soon"))
    assert there.checks[-1].evidence == {"wait": "1"}
    assert there.state.errors == {"code": "wrong"}
    assert len(there.messages) == sent
    there.wait(seconds=1)
    assert VALUES["wait"](there.state, there.world) == "0:00"
    assert FACTS["can_resend"](there.state, there.world)
    assert not FACTS["must_wait"](there.state, there.world)
    assert there.resend().outcome == "may_send"
    assert len(there.messages) == sent + 1


def test_the_countdown_is_rounded_up() -> None:
    there = phone().register(MARIO).wait(seconds=9.5)
    assert VALUES["wait"](there.state, there.world) == "0:51"
    assert there.resend().checks[-1].evidence == {"wait": "51"}


def test_a_notice_outlives_a_resend_that_comes_too_soon() -> None:
    there = phone().register(MARIO).wait(seconds=60).resend().resend()
    assert (there.outcome, there.state.notice) == ("too_soon", "new_code_sent")


@every_purpose
def test_after_the_last_send_assistance(purpose: Purpose) -> None:
    there = asking(purpose)
    step, sent = there.step, len(there.messages)
    for _ in range(4):
        assert not FACTS["sends_exhausted"](there.state, there.world)
        assert there.wait(seconds=60).resend().outcome == "may_send"
    assert len(there.messages) == sent + 4
    assert FACTS["sends_exhausted"](there.state, there.world)
    newest = there.code
    there.wait(seconds=60).resend()
    assert (there.step, there.outcome, there.why) == ("assistance", "sends_exhausted", ("sends_left", "exhausted"))
    assert there.checks[-1].evidence == {"sends": "5"}
    assert len(there.messages) == sent + 4
    assert there.back().step == step
    assert there.submit_code(newest).outcome == "code_right"


@every_purpose
def test_the_last_send_is_the_last_even_within_the_cooldown(purpose: Purpose) -> None:
    there = asking(purpose)
    for _ in range(4):
        there.wait(seconds=60).resend()
    assert there.resend().outcome == "sends_exhausted"


@every_purpose
def test_a_day_after_the_last_send_the_count_starts_again(purpose: Purpose) -> None:
    there = asking(purpose)
    for _ in range(4):
        there.wait(seconds=60).resend()
    there.wait(hours=23, minutes=59, seconds=59)
    assert FACTS["sends_exhausted"](there.state, there.world)
    assert there.resend().step == "assistance"
    there.back().wait(seconds=1)
    assert not FACTS["sends_exhausted"](there.state, there.world)
    assert there.resend().outcome == "may_send"
    assert there.challenge.sends == 1


def test_every_number_is_the_policys() -> None:
    there = phone(code_attempts=2, sends=2, code_digits=4, resend_cooldown=timedelta(seconds=5))
    there.register(MARIO).submit_code("1111").submit_code("1111")
    assert there.state.errors == {"code": "blocked"}
    assert there.wait(seconds=5).resend().outcome == "may_send"
    assert there.wait(seconds=5).resend().outcome == "sends_exhausted"


class FourDigits(Numbered):
    def code(self, serial: int) -> str:
        return f"97{serial:02}"


def test_codes_are_as_long_as_the_policy_says() -> None:
    there = Phone(replace(make_world(code_digits=4), codes=FourDigits())).register(MARIO)
    assert there.submit_code("970001").state.errors == {"code": "long"}
    assert there.submit_code("9701").outcome == "code_right"


def test_a_code_is_text_zeros_and_all() -> None:
    zero = customer("zero", first_name="Ada", last_name="Neri", mobiles=["+393201234521"], fixed_code="000123")
    there = phone(zero).register(zero)
    assert there.code == "000123"
    assert there.submit_code("123").state.errors == {"code": "short"}
    assert there.submit_code("000123").outcome == "code_right"


def test_where_no_code_is_asked_for_a_code_is_ignored() -> None:
    there = phone().register(MARIO)
    code = there.code
    for step in (there.back(), there.back(), there.to_welcome()):
        before = step.state
        step.submit_code(code).resend()
        assert (step.outcome, step.state) == ("ignored", before)
    assert there.account(MARIO) is None


# Bound to one purpose, one customer, one contact ----------------------------------------------------------------------


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
    assert (there.step, there.why) == ("confirm_contact", ("code_right", "other_purpose"))
    assert there.confirm().account(GERACI) is not None
    assert there.account(MARIO) is None


def test_the_code_sent_to_another_contact_before_is_superseded() -> None:
    there = phone().register(WELLION, "info@wellion.example")
    first = there.code
    there.back().submit_contact("ufficio@wellion.example").submit_code(first)
    assert (there.step, there.why) == ("confirm_contact", ("code_right", "superseded"))
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


# No way around the limits ---------------------------------------------------------------------------------------------


def _back_and_again(there: Phone, purpose: Purpose) -> Phone:
    """Leave the code screen and ask for the same code again, as somebody would who ran out of attempts."""
    there.back()
    match purpose:
        case "registration":
            there.submit_contact("mario.rossi@mail.it")
        case "access":
            there.log_in("mario.rossi@mail.it")
        case "operation":
            there.start_operation()
        case "recovery":
            there.send(ev.SubmitRecovery("famiglia.ferri@example.com"))
    return there


@every_purpose
def test_going_back_and_asking_again_gives_no_attempts_and_no_message(purpose: Purpose) -> None:
    there = asking(purpose).fail(5)
    step, sent, spent = there.step, len(there.messages), there.challenge
    _back_and_again(there, purpose)
    assert there.step == step
    assert there.challenge == spent
    assert len(there.messages) == sent
    assert [check.reason for check in there.checks if check.id == "send_cooldown" and check.passed] == ["kept"]
    assert there.confirm().outcome == "code_blocked"


@every_purpose
def test_going_back_and_asking_again_within_the_cooldown_keeps_the_code_that_was_sent(purpose: Purpose) -> None:
    there = asking(purpose)
    assert _back_and_again(there, purpose).confirm().outcome == "code_right"


@every_purpose
def test_going_back_and_asking_again_counts_as_a_send(purpose: Purpose) -> None:
    there = asking(purpose)
    sent = len(there.messages)
    for sends in (2, 3, 4, 5, 5, 5):
        _back_and_again(there.wait(seconds=60), purpose)
        assert there.challenge.sends == sends
    assert len(there.messages) == sent + 4
    assert ("sends_left", "exhausted") in reasons(there.checks)
    assert there.resend().outcome == "sends_exhausted"
    assert there.back().confirm().outcome == "code_right"


def test_closing_the_app_and_registering_again_gives_no_further_sends() -> None:
    there = phone().register(MARIO)
    for _ in range(4):
        there.close().open().register(MARIO)
    assert (len(there.messages), there.challenge.sends) == (5, 5)
    there.close().open().register(MARIO)
    assert len(there.messages) == 5
    assert there.challenge.void
    assert there.confirm().outcome == "code_wrong"
    assert there.wait(seconds=60).resend().outcome == "sends_exhausted"


def test_a_code_of_a_lost_registration_does_not_open_the_next_one() -> None:
    there = phone().register(MARIO)
    lost = there.code
    there.close().open().register(MARIO)
    assert there.code != lost
    assert there.submit_code(lost).why == ("code_right", "superseded")
    assert there.confirm().outcome == "code_right"


def test_a_lost_registration_voids_the_codes_of_all_its_contacts() -> None:
    there = phone().register(MARIO, "mario.rossi@mail.it").back()
    by_email = there.code
    there.submit_contact("320 1234519").close().open().register(MARIO, "mario.rossi@mail.it")
    assert there.code != by_email
    assert there.submit_code(by_email).outcome == "code_wrong"


def test_a_void_code_is_never_right_not_even_empty() -> None:
    there = phone().register(MARIO).close()
    (challenge,) = there.state.service.challenges.values()
    assert challenge.void
    assert challenge.code == NOTHING
    assert there.open().register(MARIO).submit_code("").state.errors == {"code": "empty"}


def test_a_new_operation_asks_for_a_new_code_at_once() -> None:
    there = asking("operation")
    first = there.code
    there.confirm()
    assert (there.step, there.state.notice) == ("home", "operation_done")
    there.start_operation()
    assert there.code != first
    assert there.submit_code(first).outcome == "code_wrong"


def test_a_code_before_the_last_of_a_lost_registration_is_told_as_superseded() -> None:
    there = phone().register(MARIO)
    first = there.code
    there.wait(seconds=60).resend().close().open().register(MARIO)
    assert there.submit_code(first).why == ("code_right", "superseded")


def test_a_used_code_starts_the_count_of_sends_again() -> None:
    there = home()
    for _ in range(7):
        there.start_operation()
        assert there.challenge.sends == 1
        there.confirm()
    there.start_operation().wait(seconds=60).resend()
    assert there.challenge.sends == 2


# What the desk is told ------------------------------------------------------------------------------------------------


SOURCES = {
    "code_lifetime_private": "guide 6A",
    "code_lifetime_business": "guide 6B",
    "code_attempts": "guide 7A",
    "sends": "guide 9A",
    "resend_cooldown": "guide 9B",
}


def told(there: Phone) -> dict[str, tuple[str, dict[str, str]]]:
    return {check.id: (check.source, dict(check.evidence)) for check in there.checks}


def test_every_check_names_the_policys_source() -> None:
    there = phone(sources=SOURCES).register(MARIO)
    assert told(there)["sends_left"] == ("guide 9A", {"sends": "0"})
    assert told(there.resend()) == {"send_cooldown": ("guide 9B", {"wait": "60"})}
    there.wait(seconds=60).resend()
    assert told(there) == {"sends_left": ("guide 9A", {"sends": "1"})}
    assert told(there.fail()) == {
        "code_live": ("guide 6A", {}),
        "code_attempts": ("guide 7A", {"attempts_left": "5"}),
        "code_right": ("guide 6A", {}),
    }
    there.fail(4).fail()
    assert told(there) == {"code_live": ("guide 6A", {}), "code_attempts": ("guide 7A", {"attempts_left": "0"})}
    assert told(there.wait(minutes=25).confirm()) == {"code_live": ("guide 6A", {"minutes": "15"})}
    for _ in range(3):
        there.wait(seconds=60).resend()
    assert told(there.resend()) == {"sends_left": ("guide 9A", {"sends": "5"})}


def test_a_business_code_names_its_own_lifetime() -> None:
    there = phone(sources=SOURCES).register(WELLION).fail()
    assert told(there)["code_live"] == ("guide 6B", {})
    assert told(there.wait(hours=49).confirm())["code_live"] == ("guide 6B", {"minutes": "60"})
    assert told(there.open_link()) == {"link_live": ("guide 6B", {"minutes": "60"})}


def test_a_message_knows_what_it_was_sent_for() -> None:
    there = phone().register(MARIO)
    message, challenge = there.messages[-1], there.challenge
    assert (message.challenge, message.serial, message.code) == (challenge.key, 1, challenge.code)
    assert (message.sent_at, message.expires_at) == (challenge.sent_at, challenge.expires_at)


# Delivery -------------------------------------------------------------------------------------------------------------


def test_messages_travel_as_the_customers_delivery_says() -> None:
    def sent(delivery: str) -> Phone:
        who = customer("via", first_name="Ada", last_name="Neri", emails=["ada@example.com"], delivery=delivery)
        return phone(who).register(who)

    assert [m.folder for m in sent("normal").state.inbox] == ["inbox"]
    assert [m.folder for m in sent("spam").state.inbox] == ["spam"]
    assert sent("lost").state.inbox == ()
    assert sent("lost").confirm().outcome == "code_right"
    twice = sent("duplicate").state.inbox
    assert len(twice) == 2
    assert twice[0] == twice[1]
    late = sent("late")
    assert late.wait(minutes=4, seconds=59).state.inbox == ()
    assert len(late.wait(seconds=1).state.inbox) == 1


def test_the_desk_decides_how_messages_travel_from_now_on() -> None:
    there = phone().deliver("spam")
    assert there.register(MARIO).state.inbox[0].folder == "spam"
    there.deliver(None)
    assert [m.folder for m in there.wait(seconds=60).resend().state.inbox] == ["spam", "inbox"]


def test_messages_stand_in_the_order_in_which_they_arrived() -> None:
    there = phone().deliver("late")
    there.register(MARIO)
    there.deliver("normal")
    there.wait(seconds=60).resend()
    assert [m.serial for m in there.state.inbox] == [2]
    assert [m.serial for m in there.wait(minutes=5).state.inbox] == [2, 1]


def test_time_may_stand_at_the_end_of_the_calendar() -> None:
    there = phone()
    assert isinstance(there.world.clock, Watch)
    there.world.clock.moment = datetime.max.replace(tzinfo=UTC) - timedelta(minutes=2)
    assert there.register(WELLION).step == "confirm_contact"
    assert there.wait(seconds=60).resend().confirm().step == "login"
