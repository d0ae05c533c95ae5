"""Enter twice, or twice quickly by mouse: the second event comes too late, and is ignored."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ac_tui.journey import events as ev
from ac_tui.registry.model import SecretStr
from tests.journey import filled
from tests.journey.phone import Phone, home, phone
from tests.journey.worlds import GERACI, GIULIA, MARIO, OTHER_PASSWORD, PASSWORD, WELLION, with_account


def _proved() -> Phone:
    return phone().recover("famiglia.ferri@example.com").confirm()


def _asking_recovery() -> Phone:
    there = phone()
    there.send(ev.Tap.go_login)
    there.send(ev.Tap.go_recover)
    return there


TWICE: dict[str, tuple[Callable[[], Phone], Callable[[Phone], filled.Deed]]] = {
    "register": (phone, lambda _: ev.Tap.register),
    "go_login": (phone, lambda _: ev.Tap.go_login),
    "choose_profile": (lambda: phone().choose("person").back(), lambda _: ev.ChooseProfile("company")),
    "submit_identity": (lambda: phone().choose("person"), lambda _: filled.identity("Mario", "Rossi")),
    "submit_company": (lambda: phone().choose("company"), lambda _: filled.company("Wellion")),
    "submit_contact": (
        lambda: phone().introduce(MARIO),
        lambda _: filled.contact("email", "mario.rossi@mail.it", SecretStr(PASSWORD), True),
    ),
    "not recognised": (
        lambda: phone().introduce(MARIO),
        lambda _: filled.contact("email", "nessuno@mail.it", SecretStr(PASSWORD), True),
    ),
    "submit_code": (lambda: phone().register(MARIO), lambda p: filled.code(SecretStr(p.code))),
    "submit_login": (
        lambda: phone().register(MARIO).confirm(),
        lambda _: filled.login("mario.rossi@mail.it", SecretStr(PASSWORD)),
    ),
    "later login": (
        lambda: home().back(),
        lambda _: filled.login("famiglia.ferri@example.com", SecretStr(PASSWORD)),
    ),
    "access code": (
        lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"),
        lambda p: filled.code(SecretStr(p.code)),
    ),
    "start_operation": (home, lambda _: ev.Tap.start_operation),
    "operation code": (lambda: home().start_operation(), lambda p: filled.code(SecretStr(p.code))),
    "submit_tax_code": (lambda: phone().to_tax_code(MARIO), lambda _: filled.tax_code(MARIO.tax_code)),
    "submit_choice": (lambda: phone().to_choice(MARIO), lambda _: filled.choice("mobile_1")),
    "ask_assistance": (lambda: phone().to_choice(MARIO), lambda _: ev.Tap.ask_assistance),
    "open_privacy": (lambda: phone().introduce(MARIO), lambda _: ev.Tap.open_privacy),
    "open_help": (lambda: phone().register(MARIO), lambda _: ev.Tap.open_help),
    "go_recover": (lambda: phone().log_in("x", "y"), lambda _: ev.Tap.go_recover),
    "submit_recovery": (_asking_recovery, lambda _: filled.recovery("famiglia.ferri@example.com")),
    "recovery code": (
        lambda: phone().recover("famiglia.ferri@example.com"),
        lambda p: filled.code(SecretStr(p.code)),
    ),
    "submit_new_password": (_proved, lambda _: filled.new_password(SecretStr(OTHER_PASSWORD))),
    "restart": (lambda: phone().to_tax_code(MARIO).submit_tax_code(GERACI.tax_code), lambda _: ev.Tap.restart),
    "logout": (home, lambda _: ev.Tap.logout),
    "close_app": (home, lambda _: ev.Tap.close_app),
    "open_app": (lambda: phone().close(), lambda _: ev.OpenApp()),
}


@pytest.mark.parametrize("case", TWICE)
def test_the_second_of_two_equal_events_is_ignored(case: str) -> None:
    make, event_of = TWICE[case]
    there = make()
    event = event_of(there)
    there.send(event)
    assert there.outcome != "ignored"
    once = there.state
    there.send(event)
    assert (there.outcome, there.state) == ("ignored", once)
    assert (there.last.effects, there.last.edge) == ((), None)
    assert there.last.decision is not None
    assert there.last.decision.to == once.step


def test_a_new_code_asked_for_twice_is_sent_once() -> None:
    there = phone().register(MARIO).wait(seconds=60).resend()
    once = there.state
    there.resend()
    assert (there.outcome, there.state) == ("too_soon", once)


def test_a_new_code_asked_for_twice_on_the_expired_link_is_sent_once() -> None:
    there = phone().register(WELLION).wait(hours=48).open_link().resend().resend()
    assert (there.step, there.outcome, len(there.messages)) == ("confirm_contact", "too_soon", 2)


def test_the_link_opened_twice_makes_one_account() -> None:
    there = phone().register(WELLION).open_link()
    accounts = there.state.service.accounts
    assert there.open_link().state.service.accounts == accounts


EVERY_EVENT: tuple[filled.Deed, ...] = (
    ev.Tap.register,
    ev.Tap.go_login,
    ev.ChooseProfile("person"),
    filled.identity("Mario", "Rossi"),
    filled.company("Wellion"),
    filled.contact("email", "mario.rossi@mail.it", SecretStr(PASSWORD), True),
    filled.code(SecretStr("970001")),
    ev.Tap.resend_code,
    ev.OpenLink("token0001"),
    filled.login("famiglia.ferri@example.com", SecretStr(PASSWORD)),
    ev.Tap.start_operation,
    ev.Tap.logout,
    filled.tax_code(MARIO.tax_code),
    filled.choice("email_1"),
    ev.Tap.ask_assistance,
    ev.Tap.open_privacy,
    ev.Tap.open_help,
    ev.Tap.go_recover,
    filled.recovery("famiglia.ferri@example.com"),
    filled.new_password(SecretStr(PASSWORD)),
    ev.Tap.retry,
    ev.Tap.restart,
    ev.Tap.back,
    ev.Tap.close_app,
    ev.OpenApp(),
)
HEARD = {
    "welcome": {"register", "go_login"},
    "profile": {"choose_profile", "back"},
    "identity": {"submit_identity", "go_login", "back"},
    "company": {"submit_company", "go_login", "back"},
    "contact": {"submit_contact", "open_privacy", "go_login", "back"},
    "privacy": {"back"},
    "confirm_contact": {"submit_code", "resend_code", "open_help", "back"},
    "link_expired": {"resend_code", "back"},
    "login": {"submit_login", "go_recover", "register", "back"},
    "confirm_identity": {"submit_code", "resend_code", "open_help", "back"},
    "home": {"start_operation", "logout", "back"},
    "no_mobile": {"ask_assistance", "back"},
    "tax_code": {"submit_tax_code", "open_help", "back"},
    "choose_contact": {"submit_choice", "ask_assistance", "open_help", "back"},
    "assistance": {"restart", "back"},
    "help": {"ask_assistance", "back"},
    "recover": {"submit_recovery", "open_help", "back"},
    "service_error": {"retry", "back"},
}


def _after(there: Phone, *events: filled.Deed) -> Phone:
    for event in events:
        there.send(event)
    return there


def _no_mobile() -> Phone:
    giulia = with_account(GIULIA, "giulia.bianchi@example.com", first_access_done=False)
    return phone(giulia).log_in("giulia.bianchi@example.com")


def _service_error() -> Phone:
    there = phone().introduce(MARIO).service(up=False)
    return there.submit_contact("mario.rossi@mail.it").service(up=True)


AT: dict[str, Callable[[], Phone]] = {
    "welcome": phone,
    "profile": lambda: phone().choose("person").back(),
    "identity": lambda: phone().choose("person"),
    "company": lambda: phone().choose("company"),
    "contact": lambda: phone().introduce(MARIO),
    "privacy": lambda: _after(phone().introduce(MARIO), ev.Tap.open_privacy),
    "confirm_contact": lambda: phone().register(MARIO),
    "link_expired": lambda: phone().register(GERACI).wait(hours=48).open_link(),
    "login": lambda: phone().log_in("x", "y"),
    "confirm_identity": lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"),
    "home": home,
    "no_mobile": _no_mobile,
    "tax_code": lambda: phone().to_tax_code(MARIO),
    "choose_contact": lambda: phone().to_choice(MARIO),
    "assistance": lambda: _after(phone().register(MARIO), ev.Tap.open_help, ev.Tap.ask_assistance),
    "help": lambda: _after(phone().register(MARIO), ev.Tap.open_help),
    "recover": _asking_recovery,
    "service_error": _service_error,
}


@pytest.mark.parametrize("step", HEARD)
def test_a_step_hears_its_own_events_and_ignores_every_other(step: str) -> None:
    """What a screen that is gone would have sent finds nobody: neither now nor with the service down."""
    there = AT[step]()
    assert there.step == step
    always = {"close_app"} | ({"open_link"} if there.state.service.challenges and there.messages[-1].link else set())
    heard = set()
    for event in EVERY_EVENT:
        one = replace(there)
        one.state = there.state
        one.send(event)
        if one.outcome == "ignored":
            assert one.state == there.state
            assert one.effects == []
        else:
            heard.add(event.name)
    assert heard == HEARD[step] | always
