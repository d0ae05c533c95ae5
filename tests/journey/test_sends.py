"""Sending codes: sixty seconds between sends, five sends, no way around that, and how messages travel."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ac_tui.journey.facts import FACTS, VALUES
from ac_tui.journey.model import Purpose
from tests.journey import filled
from tests.journey.asking import asking, every_purpose
from tests.journey.phone import Phone, home, phone, reasons
from tests.journey.worlds import GALLO_SNC, MARIO, PIETRO, WELLION, Watch, customer


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


REPEATS: dict[str, tuple[Callable[[], Phone], Callable[[Phone], object]]] = {
    "the app closed and opened, registered anew": (
        lambda: phone().register(MARIO),
        lambda there: there.close().open().register(MARIO),
    ),
    "the app reinstalled": (
        lambda: phone().register(MARIO),
        lambda there: there.close().open(clear_state=True).register(MARIO),
    ),
    "a business registration, by code or link alike": (
        lambda: phone().register(WELLION),
        lambda there: there.close().open().register(WELLION),
    ),
    "back and forward": (
        lambda: phone().register(MARIO),
        lambda there: there.back().submit_contact("mario.rossi@mail.it"),
    ),
    "another contact and this one again": (
        lambda: phone().register(MARIO),
        lambda there: there.back().submit_contact("320 1234519").back().submit_contact("mario.rossi@mail.it"),
    ),
    "another contact chosen, and this one again": (
        lambda: phone().to_choice(MARIO).pick("email_1"),
        lambda there: there.back().pick("mobile_1").back().pick("email_1"),
    ),
    "registered by contact, then by choice": (
        lambda: phone().register(MARIO),
        lambda there: there.to_welcome().to_choice(MARIO).pick("email_1"),
    ),
    "another customer of the same phone in between": (
        lambda: phone().register(MARIO),
        lambda there: there.to_welcome().register(WELLION).to_welcome().register(MARIO),
    ),
    "the first access from login": (
        lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"),
        lambda there: there.back().log_in("mario.rossi@mail.it"),
    ),
    "the first access in an app closed and opened": (
        lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"),
        lambda there: there.close().open().log_in("mario.rossi@mail.it"),
    ),
    "an operation whose code was right": (
        lambda: home().start_operation(),
        lambda there: there.confirm().start_operation() if there.step == "confirm_identity" else there,
    ),
    "a recovery that was proved": (
        lambda: phone().recover("famiglia.ferri@example.com"),
        lambda there: there.confirm().back().recover_again(),
    ),
    "a recovery that was done": (
        lambda: phone().recover("famiglia.ferri@example.com"),
        lambda there: there.confirm().new_password().recover("famiglia.ferri@example.com"),
    ),
    "a recovery for nobody": (
        lambda: phone().recover("nessuno@example.net"),
        lambda there: there.back().recover_again(),
    ),
}
"""Where a code was sent, and what a person might do to have it sent again at once."""


@pytest.mark.parametrize("repeat", REPEATS)
def test_within_the_cooldown_no_way_leads_to_another_message(repeat: str) -> None:
    make, again = REPEATS[repeat]
    there = make()
    step, key = there.step, there.state.challenge
    sends, sent = there.challenge.sends, _to(there, key)
    again(there)
    assert (there.step, there.state.challenge) == (step, key)
    assert (there.challenge.sends, _to(there, key)) == (sends, sent)
    assert FACTS["must_wait"](there.state, there.world)
    assert ("send_cooldown", "too_soon") in reasons(there.checks)


@pytest.mark.parametrize("repeat", REPEATS)
def test_after_the_cooldown_every_way_counts_as_a_send(repeat: str) -> None:
    make, again = REPEATS[repeat]
    there = make()
    key = there.state.challenge
    for sends in (2, 3, 4, 5):
        again(there.wait(seconds=60))
        assert there.challenge.sends == sends
    there.wait(seconds=60)
    sent = _to(there, key)
    again(there)
    assert _to(there, key) == sent
    assert there.step == "assistance" or there.challenge.sends == 5


def _to(there: Phone, key: str) -> int:
    return sum(message.challenge == key for message in there.messages)


def test_a_contact_and_a_purpose_have_a_count_of_their_own() -> None:
    there = phone().register(MARIO).back().submit_contact("320 1234519")
    assert (len(there.messages), there.challenge.sends) == (2, 1)
    there.confirm().log_in("320 1234519")
    assert (len(there.messages), there.challenge.sends) == (3, 1)


def test_who_else_has_the_same_contact_neither_waits_nor_counts() -> None:
    there = phone().register(GALLO_SNC).to_welcome().register(PIETRO)
    assert there.messages[0].contact == there.messages[1].contact
    assert (len(there.messages), there.challenge.sends) == (2, 1)


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
            there.send(filled.recovery("famiglia.ferri@example.com"))
    return there


@every_purpose
def test_going_back_and_asking_again_gives_no_attempts_and_no_message(purpose: Purpose) -> None:
    there = asking(purpose).fail(5)
    step, sent, spent = there.step, len(there.messages), there.challenge
    _back_and_again(there, purpose)
    assert there.step == step
    assert there.challenge == spent
    assert len(there.messages) == sent
    refused = [check.reason for check in there.checks if check.id == "send_cooldown" and not check.passed]
    assert refused[-1] == "kept_blocked"
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
        there.wait(seconds=60).close().open().register(MARIO)
    assert (len(there.messages), there.challenge.sends) == (5, 5)
    assert there.close().open().register(MARIO).step == "confirm_contact"  # the last code still counts
    there.fail(5).close().open().register(MARIO)
    assert (there.step, there.outcome, there.why) == ("assistance", "no_code_left", ("sends_left", "exhausted"))
    assert len(there.messages) == 5


# Delivery -------------------------------------------------------------------------------------------------------------


def test_a_message_knows_what_it_was_sent_for() -> None:
    there = phone().register(MARIO)
    message, challenge = there.messages[-1], there.challenge
    assert (message.challenge, message.serial, message.code) == (challenge.key, 1, challenge.code)
    assert (message.sent_at, message.expires_at) == (challenge.sent_at, challenge.expires_at)


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


def _until_the_last(there: Phone) -> Phone:
    for _ in range(there.world.policy.sends - 1):
        there.wait(seconds=60).resend()
    return there


@every_purpose
def test_after_the_last_send_one_comes_back_to_a_code_that_counts_and_else_to_assistance(purpose: Purpose) -> None:
    there = _until_the_last(asking(purpose))
    step, sent = there.step, len(there.messages)
    _back_and_again(there, purpose)
    assert there.step == step
    there.wait(hours=49)
    assert there.world.policy.sends_window < timedelta(hours=49)
    _back_and_again(there, purpose)
    assert (there.step, len(there.messages)) == (step, sent + 1)  # the count began again
    _until_the_last(there).fail(5)
    _back_and_again(there, purpose)
    assert (there.step, there.outcome) == ("assistance", "no_code_left")
    assert there.why == ("sends_left", "exhausted")


@pytest.mark.parametrize(
    ("tried", "outcome"),
    [
        (lambda there: there.wait(minutes=9, seconds=59), "recognised"),
        (lambda there: there.wait(minutes=10), "no_code_left"),
        (lambda there: there.fail(4), "recognised"),
        (lambda there: there.fail(5), "no_code_left"),
    ],
)
def test_the_last_code_is_asked_for_again_to_its_last_second_and_its_last_attempt(
    tried: Callable[[Phone], Phone], outcome: str
) -> None:
    there = phone(sends=1).register(MARIO)
    tried(there).back().submit_contact(MARIO.emails[0])
    assert there.outcome == outcome
    assert len(there.messages) == 1
    if outcome == "recognised":
        assert there.checks[-1].reason == "kept"
        assert there.confirm().step == "login"
