"""The service down: nothing happens to anybody, and the way back is where the customer was."""

from collections.abc import Callable

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import FACTS
from ac_tui.registry.model import SecretStr
from tests.journey import filled
from tests.journey.phone import Phone, home, phone
from tests.journey.worlds import MARIO, OTHER_PASSWORD, PASSWORD, WELLION

Maker = Callable[[], Phone]
CALLS: dict[str, tuple[Maker, Callable[[Phone], filled.Deed], str]] = {
    "contact": (
        lambda: phone().introduce(MARIO),
        lambda _: filled.contact("email", "mario.rossi@mail.it", SecretStr(PASSWORD), True),
        "recognised",
    ),
    "contact, unknown": (
        lambda: phone().introduce(MARIO),
        lambda _: filled.contact("email", "nessuno@mail.it", SecretStr(PASSWORD), True),
        "not_recognised",
    ),
    "registration code": (lambda: phone().register(MARIO), lambda p: filled.code(SecretStr(p.code)), "code_right"),
    "wrong code": (lambda: phone().register(MARIO), lambda _: filled.code(SecretStr("111111")), "code_wrong"),
    "resend": (lambda: phone().register(MARIO).wait(seconds=60), lambda _: ev.Tap.resend_code, "may_send"),
    "resend on link_expired": (
        lambda: phone().register(WELLION).wait(hours=48).open_link(),
        lambda _: ev.Tap.resend_code,
        "may_send",
    ),
    "login": (
        lambda: phone().log_in("x", "y"),
        lambda _: filled.login("famiglia.ferri@example.com", SecretStr(PASSWORD)),
        "later_access",
    ),
    "access code": (
        lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"),
        lambda p: filled.code(SecretStr(p.code)),
        "code_right",
    ),
    "access resend": (lambda: home().start_operation().wait(seconds=60), lambda _: ev.Tap.resend_code, "may_send"),
    "operation": (home, lambda _: ev.Tap.start_operation, "with_mobile"),
    "tax code": (lambda: phone().to_tax_code(MARIO), lambda _: filled.tax_code(MARIO.tax_code), "identified"),
    "choice": (lambda: phone().to_choice(MARIO), lambda _: filled.choice("email_1"), "contact_chosen"),
    "recovery": (
        lambda: phone().recover(""),
        lambda _: filled.recovery("famiglia.ferri@example.com"),
        "",
    ),
    "recovery code": (
        lambda: phone().recover("famiglia.ferri@example.com"),
        lambda p: filled.code(SecretStr(p.code)),
        "code_right",
    ),
    "recovery resend": (
        lambda: phone().recover("famiglia.ferri@example.com").wait(seconds=60),
        lambda _: ev.Tap.resend_code,
        "may_send",
    ),
    "new password": (
        lambda: phone().recover("famiglia.ferri@example.com").confirm(),
        lambda _: filled.new_password(SecretStr(OTHER_PASSWORD)),
        "recovery_proved",
    ),
}


@pytest.mark.parametrize("call", CALLS)
def test_with_the_service_down_nothing_happens_and_retry_returns(call: str) -> None:
    make, event_of, outcome = CALLS[call]
    there = make()
    event, step, before = event_of(there), there.step, there.state
    there.service(up=False)
    assert FACTS["service_down"](there.state, there.world)
    there.send(event)
    assert (there.step, there.outcome, there.why) == ("service_error", "service_down", ("service", "down"))
    assert there.effects == []
    after = there.state
    assert (after.service.accounts, after.service.pending) == (before.service.accounts, before.service.pending)
    assert (after.service.challenges, after.service.outbox) == (before.service.challenges, before.service.outbox)
    there.send(ev.Tap.retry)
    assert (there.step, there.outcome, there.state.notice) == ("service_error", "service_down", "still_down")
    there.service(up=True)
    there.send(ev.Tap.retry)
    assert there.step == step
    assert (there.state.trail, there.state.stage) == (before.trail, before.stage)
    assert there.state.draft == (event.on(before) if isinstance(event, filled.Filled) else before).draft
    there.send(event)
    assert there.outcome == outcome


@pytest.mark.parametrize("call", CALLS)
def test_back_from_the_error_returns_too_with_everything_typed(call: str) -> None:
    make, event_of, _ = CALLS[call]
    there = make()
    event, before = event_of(there), there.state
    there.service(up=False)
    there.send(event)
    there.back()
    assert there.step == before.step
    assert there.state.draft == (event.on(before) if isinstance(event, filled.Filled) else before).draft


def test_field_errors_are_said_with_the_service_down() -> None:
    there = phone().introduce(MARIO).service(up=False).submit_contact("x@y.it", "debole")
    assert (there.step, there.state.errors) == ("contact", {"password": "weak"})


def test_moving_about_needs_no_service() -> None:
    there = phone().service(up=False).introduce(MARIO)
    assert there.step == "contact"
    assert there.to_welcome().step == "welcome"
    there.log_in("x", "").to_welcome().to_welcome()


def test_a_known_link_with_the_service_down_stays_good() -> None:
    there = phone().register(WELLION).service(up=False).open_link()
    assert (there.step, there.outcome, there.why) == ("service_error", "known_link_but_down", ("service", "down"))
    assert there.account(WELLION) is None
    assert (there.state.challenge, there.secrets) == ("", [])
    assert there.service(up=True).open_link().outcome == "link_valid"


def test_an_unknown_link_with_the_service_down_does_nothing() -> None:
    there = phone().register(WELLION).service(up=False).open_link("token9999")
    assert (there.step, there.outcome) == ("confirm_contact", "ignored")


def test_a_known_link_opens_a_closed_app_even_with_the_service_down() -> None:
    there = phone().register(WELLION).close().service(up=False).open_link()
    assert (there.step, there.state.app_open) == ("service_error", True)


def test_time_passes_with_the_service_down() -> None:
    there = phone().register(MARIO).service(up=False).wait(minutes=10).service(up=True)
    assert there.confirm().outcome == "code_expired"
