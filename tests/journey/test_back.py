"""Back: possible everywhere but on welcome, the data kept, the password cleared; side trips keep that, too."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance
from ac_tui.journey.model import STEPS
from ac_tui.registry.model import SecretStr
from tests.journey import filled
from tests.journey.phone import Phone, home, phone
from tests.journey.worlds import GALLO_SNC, GIULIA, MARIO, PASSWORD, PIETRO, WELLION, with_account


def _then(there: Phone, *events: filled.Deed) -> Phone:
    for event in events:
        there.send(event)
    return there


def _down(there: Phone, event: filled.Deed) -> Phone:
    return _then(there.service(up=False), event)


def _no_mobile() -> Phone:
    return phone(with_account(GIULIA, "giulia.bianchi@example.com", first_access_done=False)).log_in(
        "giulia.bianchi@example.com"
    )


def _operation_without_mobile() -> Phone:
    return (
        phone(with_account(GIULIA, "giulia.bianchi@example.com")).log_in("giulia.bianchi@example.com").start_operation()
    )


def _taken_link() -> Phone:
    there = phone().register(GALLO_SNC)
    link = there.link
    return there.to_welcome().register(PIETRO).confirm().open_link(link)


WAYS: dict[str, tuple[Callable[[], Phone], str]] = {
    "profile": (lambda: _then(phone(), ev.Tap.register), "welcome"),
    "identity": (lambda: phone().choose("person"), "profile"),
    "identity, 1C": (lambda: phone().introduce(MARIO).submit_contact("nessuno@example.net"), "contact"),
    "company": (lambda: phone().choose("company"), "profile"),
    "company, 1C": (lambda: phone().introduce(WELLION).submit_contact("nessuno@example.net"), "contact"),
    "contact of a person": (lambda: phone().introduce(MARIO), "identity"),
    "contact of a company": (lambda: phone().introduce(WELLION), "company"),
    "privacy": (lambda: _then(phone().introduce(MARIO), ev.Tap.open_privacy), "contact"),
    "confirm_contact": (lambda: phone().register(MARIO), "contact"),
    "confirm_contact, 4C": (lambda: phone().to_choice(MARIO).pick("email_1"), "choose_contact"),
    "confirm_contact, from login": (
        lambda: phone().register(MARIO).to_welcome().log_in("mario.rossi@mail.it"),
        "login",
    ),
    "link_expired": (lambda: phone().register(WELLION).wait(hours=48).open_link(), "welcome"),
    "login from welcome": (lambda: _then(phone(), ev.Tap.go_login), "welcome"),
    "login from identity": (lambda: _then(phone().choose("person"), ev.Tap.go_login), "identity"),
    "login from company": (lambda: _then(phone().choose("company"), ev.Tap.go_login), "company"),
    "login from contact": (lambda: _then(phone().introduce(MARIO), ev.Tap.go_login), "contact"),
    "login after the code": (lambda: phone().register(MARIO).confirm(), "welcome"),
    "confirm_identity": (lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"), "login"),
    "confirm_identity, operation": (lambda: home().start_operation(), "home"),
    "home": (home, "login"),
    "no_mobile": (_no_mobile, "login"),
    "no_mobile, operation": (_operation_without_mobile, "home"),
    "tax_code of a person": (lambda: phone().to_tax_code(MARIO), "identity"),
    "tax_code of a company": (lambda: phone().to_tax_code(WELLION), "company"),
    "choose_contact": (lambda: phone().to_choice(MARIO), "tax_code"),
    "assistance from tax_code": (lambda: phone().to_tax_code(MARIO).submit_tax_code(PIETRO.tax_code), "tax_code"),
    "assistance from choose_contact": (
        lambda: _then(phone().to_choice(MARIO), ev.Tap.ask_assistance),
        "choose_contact",
    ),
    "assistance from no_mobile": (lambda: _then(_no_mobile(), ev.Tap.ask_assistance), "no_mobile"),
    "assistance from help": (lambda: _then(phone().register(MARIO), ev.Tap.open_help, ev.Tap.ask_assistance), "help"),
    "assistance from a link": (_taken_link, "welcome"),
    "help from confirm_contact": (lambda: _then(phone().register(MARIO), ev.Tap.open_help), "confirm_contact"),
    "help from tax_code": (lambda: _then(phone().to_tax_code(MARIO), ev.Tap.open_help), "tax_code"),
    "help from choose_contact": (lambda: _then(phone().to_choice(MARIO), ev.Tap.open_help), "choose_contact"),
    "help from confirm_identity": (lambda: _then(home().start_operation(), ev.Tap.open_help), "confirm_identity"),
    "help from recover": (lambda: _then(phone().recover("famiglia.ferri@example.com"), ev.Tap.open_help), "recover"),
    "recover": (lambda: _then(phone(), ev.Tap.go_login, ev.Tap.go_recover), "login"),
    "recover, code": (lambda: phone().recover("famiglia.ferri@example.com"), "recover"),
    "recover, password": (lambda: phone().recover("famiglia.ferri@example.com").confirm(), "recover"),
    "service_error from contact": (
        lambda: phone().introduce(MARIO).service(up=False).submit_contact("mario.rossi@mail.it"),
        "contact",
    ),
    "service_error from a link": (lambda: _down(phone().register(WELLION), ev.OpenLink("token0001")), "welcome"),
    "service_error from home": (lambda: _down(home(), ev.Tap.start_operation), "home"),
}


def test_every_step_but_welcome_is_among_the_ways() -> None:
    assert {WAYS[way][0]().step for way in WAYS} == set(STEPS) - {"welcome"}


@pytest.mark.parametrize("way", WAYS)
def test_back_leads_where_it_should(way: str) -> None:
    make, to = WAYS[way]
    there = make()
    there.back()
    assert there.last.edge is not None
    assert there.step == to
    assert there.state.notice == ""
    assert there.state.errors == {}


ASIDE = ("help", "privacy", "assistance", "service_error")


@pytest.mark.parametrize("way", WAYS)
def test_back_keeps_the_data_and_clears_the_password_but_for_side_trips(way: str) -> None:
    there = WAYS[way][0]()
    aside = there.step in ASIDE
    if aside:  # what was typed before it was opened
        there.state = replace(there.state, step=there.state.trail[-1])
    written: dict[str, str | bool] = {
        "first_name": "Anna",
        "last_name": "Verdi",
        "company_name": "Verdi Snc",
        "email": "anna@example.com",
        "number": "3951234567",
        "user": "anna",
        "tax_code": "X",
        "privacy": True,
        "remember": True,
    }
    for block, value in written.items():
        there.edit(block, value)
    for block in ("password", "code"):
        there.edit(block, SecretStr("Segreta1" if block == "password" else "123456"))
    typed = there.state.draft
    if aside:
        there.state = replace(WAYS[way][0]().state, draft=typed)
    there.back()
    assert there.state.draft.values == typed.values
    assert there.secrets == ([secret.get_secret_value() for secret in typed.secrets.values()] if aside else [])


TRIPS: dict[str, tuple[Callable[[], Phone], str, tuple[filled.Deed, ...]]] = {
    "the Informativa": (lambda: phone().introduce(MARIO), "password", (ev.Tap.open_privacy, ev.Tap.back)),
    "help": (lambda: phone().register(MARIO), "code", (ev.Tap.open_help, ev.Tap.back)),
    "help for the first access": (lambda: home().start_operation(), "code", (ev.Tap.open_help, ev.Tap.back)),
    "help for a recovery": (
        lambda: phone().recover("famiglia.ferri@example.com"),
        "code",
        (ev.Tap.open_help, ev.Tap.back),
    ),
    "help and assistance": (
        lambda: phone().register(MARIO),
        "code",
        (ev.Tap.open_help, ev.Tap.ask_assistance, ev.Tap.back, ev.Tap.back),
    ),
    "a service that is down": (
        lambda: phone().introduce(MARIO).service(up=False),
        "password",
        (
            filled.contact("email", "mario.rossi@mail.it", SecretStr(PASSWORD), True),
            ev.SetService(True),
            ev.Tap.retry,
        ),
    ),
    "a service that stays down": (
        lambda: phone().log_in("x", "y").service(up=False),
        "password",
        (filled.login("famiglia.ferri@example.com", SecretStr(PASSWORD)), ev.Tap.back),
    ),
}


@pytest.mark.parametrize("trip", TRIPS)
def test_a_side_trip_keeps_what_was_typed_before_it(trip: str) -> None:
    make, block, events = TRIPS[trip]
    there = make()
    step, typed = there.step, PASSWORD if block == "password" else "123"
    there.write_secret(block, typed)
    _then(there, *events)
    assert there.step == step
    assert there.state.draft.secret(step, block).get_secret_value() == typed


ENDS: dict[str, tuple[filled.Deed, ...]] = {
    "back": (ev.Tap.back,),
    "on to login and back": (ev.Tap.go_login, ev.Tap.back),
    "a recovery and back": (ev.Tap.go_login, ev.Tap.go_recover, ev.Tap.back, ev.Tap.back),
    "a registration anew": (ev.Tap.go_login, ev.Tap.register),
    "the app closed": (ev.Tap.close_app,),
    "the app closed and opened": (ev.Tap.close_app, ev.OpenApp()),
    "not recognised": (filled.contact("email", "nessuno@example.net", SecretStr(PASSWORD), True),),
    "recognised": (filled.contact("email", "mario.rossi@mail.it", SecretStr(PASSWORD), True),),
}


@pytest.mark.parametrize("end", ENDS)
def test_the_password_goes_with_a_real_way_back_or_on(end: str) -> None:
    there = phone().introduce(MARIO).write_secret("password", PASSWORD)
    assert _then(there, *ENDS[end]).secrets == []


@pytest.mark.parametrize("way", WAYS)
def test_back_and_back_again_leads_to_welcome(way: str) -> None:
    there = WAYS[way][0]().to_welcome()
    before = there.state
    assert there.back().state == before
    assert there.outcome == "ignored"
    assert there.state.trail == ()
    assert there.state.logged_in == ""


def test_back_after_the_account_is_made_never_leads_into_the_registration() -> None:
    there = phone().to_choice(MARIO).pick("email_1").confirm()
    assert there.back().step == "welcome"
    assert there.state.offers == ()


def test_what_was_written_is_still_there_when_coming_forward_again() -> None:
    there = phone().introduce(MARIO).edit("email", "mario.rossi@mail.it").edit("privacy", True).back().back()
    there.choose("person").say_name()
    assert there.state.draft.text("contact", "email") == "mario.rossi@mail.it"
    assert there.state.draft.ticked("contact", "privacy")


def test_a_new_registration_keeps_the_fields_and_forgets_what_was_found_out() -> None:
    there = phone().to_choice(MARIO).to_welcome().choose("person")
    assert there.state.draft.text("identity", "first_name") == "Mario"
    state = there.state
    assert (state.second_look, state.customer_id, state.offers, state.challenge, state.stage) == (
        False,
        "",
        (),
        "",
        "ask",
    )
    assert state.kept_password.get_secret_value() == ""


def test_restart_empties_everything() -> None:
    there = _then(phone().to_choice(MARIO), ev.Tap.ask_assistance, ev.Tap.restart)
    assert there.step == "welcome"
    assert there.state.draft.values == {}
    assert (there.state.profile, there.state.trail, there.state.second_look) == (None, (), False)
    assert there.state.kept_password.get_secret_value() == ""


def test_a_password_on_its_way_to_login_does_not_come_back() -> None:
    there = phone().introduce(MARIO).write_secret("password", PASSWORD)
    _then(there, ev.Tap.go_login, ev.Tap.back)
    assert there.step == "contact"
    assert there.secrets == []


def test_a_registration_begun_from_login_starts_over_at_once() -> None:
    there = phone().to_tax_code(MARIO).back()
    _then(there, ev.Tap.go_login)
    there.write_secret("password", PASSWORD)
    assert there.state.trail == ("identity",)
    _then(there, ev.Tap.register)
    state = there.state
    assert (there.step, state.trail, state.profile, state.second_look) == ("profile", (), None, False)
    assert state.kept_password.get_secret_value() == ""
    assert there.secrets == []


def test_choosing_a_profile_forgets_who_was_found_before() -> None:
    there = phone().to_choice(MARIO).back().back().back().back().back()
    assert (there.step, there.state.customer_id) == ("profile", MARIO.id)
    _then(there, ev.ChooseProfile("person"))
    assert (there.state.customer_id, there.state.offers, there.state.challenge) == ("", (), "")


def test_a_contact_given_after_one_was_chosen_leads_back_to_the_contact() -> None:
    there = phone().to_choice(MARIO).pick("email_1").to_welcome().register(MARIO)
    assert there.back().step == "contact"


def test_login_reached_without_a_link_leads_back_to_welcome_by_its_own_arrow() -> None:
    there = phone().register(MARIO).confirm().back()
    assert there.last.edge is not None
    assert there.last.edge.guard == ""
    there = _then(phone(), ev.Tap.go_login).back()
    assert there.last.edge is not None
    assert there.last.edge.guard == "from_welcome"


def test_a_registration_begun_from_welcome_starts_over_at_once() -> None:
    there = phone().to_choice(MARIO).to_welcome()
    assert there.state.customer_id == MARIO.id
    _then(there, ev.Tap.register)
    assert (there.state.customer_id, there.state.offers, there.state.profile) == ("", (), None)


def test_a_side_screen_that_was_opened_from_nowhere_returns_to_welcome() -> None:
    there = phone()
    nowhere = replace(there.state, step="help")
    assert advance(nowhere, ev.Tap.back, there.world).state.step == "welcome"
