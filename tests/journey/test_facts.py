"""What screens may ask of a journey: every fact holds somewhere and not elsewhere, every value says what it should."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import CASES, FACTS, LIST_VALUES, LISTS, NOTICES, VALUES
from ac_tui.registry.model import SecretStr
from tests.journey import filled
from tests.journey.phone import Phone, home, phone
from tests.journey.worlds import GIULIA, LAURA, MARIO, PASSWORD, WELLION, customer, with_account

BICE = customer(
    "bice-sarti",
    first_name="Bice",
    last_name="Sarti",
    emails=["bice@example.com"],
    agency={"name": "Agenzia Prova", "phone": "+390400000000", "hours": "lun-ven 9:00-13:00"},
)


def _then(there: Phone, *events: filled.Deed) -> Phone:
    for event in events:
        there.send(event)
    return there


def _exhausted() -> Phone:
    there = phone().register(MARIO)
    for _ in range(4):
        there.wait(seconds=60).resend()
    return there


STATES: dict[str, Callable[[], Phone]] = {
    "welcome": phone,
    "welcome, lost": lambda: phone().register(MARIO).close().open(),
    "identity, 1C": lambda: phone().introduce(MARIO).submit_contact("nessuno@example.net"),
    "company, 1C": lambda: phone().introduce(WELLION).submit_contact("nessuno@example.net"),
    "contact": lambda: phone().introduce(MARIO),
    "contact, mobile": lambda: phone().introduce(MARIO).edit("kind", "mobile"),
    "contact, password": lambda: phone().introduce(MARIO).write_secret("password", "pR1....."),
    "contact, lower": lambda: phone().introduce(MARIO).write_secret("password", "p"),
    "contact, upper": lambda: phone().introduce(MARIO).write_secret("password", "P"),
    "contact, digit": lambda: phone().introduce(MARIO).write_secret("password", "1"),
    "confirm_contact": lambda: phone().register(MARIO),
    "confirm_contact, mobile": lambda: phone().register(MARIO, "3201234519"),
    "confirm_contact, business": lambda: phone().register(WELLION),
    "identity, professional": lambda: phone().choose("professional"),
    "confirm_contact, later": lambda: phone().register(MARIO).wait(seconds=60),
    "confirm_contact, blocked": lambda: phone().register(MARIO).fail(5),
    "confirm_contact, exhausted": _exhausted,
    "confirm_contact, new": lambda: phone().register(MARIO).wait(seconds=60).resend(),
    "confirm_contact, unconfirmed": lambda: phone().register(MARIO).to_welcome().log_in("mario.rossi@mail.it"),
    "login": lambda: phone().register(MARIO).confirm(),
    "login, confirmed": lambda: phone().register(WELLION).open_link().open_link(),
    "login, bad": lambda: phone().log_in("x", "y"),
    "login, blocked": lambda: phone(login_attempts=1).log_in("x", "y"),
    "login, changed": lambda: _then(
        phone().recover("famiglia.ferri@example.com").confirm(),
        filled.new_password(SecretStr(PASSWORD)),
    ),
    "confirm_identity": lambda: phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"),
    "confirm_identity, operation": lambda: home().start_operation(),
    "home": home,
    "home, done": lambda: home().start_operation().confirm(),
    "choose_contact": lambda: phone().to_choice(MARIO),
    "choose_contact, mobile only": lambda: phone().to_choice(LAURA),
    "choose_contact, email only": lambda: phone().to_choice(GIULIA),
    "choose_contact, none": lambda: phone().to_choice(MARIO).edit("contact", "none"),
    "recover": lambda: _then(phone(), ev.Tap.go_login, ev.Tap.go_recover),
    "recover, code": lambda: phone().recover("famiglia.ferri@example.com"),
    "recover, password": lambda: phone().recover("famiglia.ferri@example.com").confirm(),
    "help, on the choice": lambda: _then(phone().to_choice(MARIO), ev.Tap.open_help),
    "help, on the tax code": lambda: _then(phone().to_tax_code(MARIO), ev.Tap.open_help),
    "help, on the code": lambda: _then(phone().register(MARIO), ev.Tap.open_help),
    "help, on the access code": lambda: _then(
        phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"), ev.Tap.open_help
    ),
    "assistance, from the choice": lambda: _then(phone().to_choice(MARIO).pick("none"), ev.Tap.ask_assistance),
    "assistance, without a mobile": lambda: _then(
        phone().register(GIULIA).confirm().log_in("giulia.bianchi@example.com"), ev.Tap.ask_assistance
    ),
    "assistance, known": lambda: _then(phone(BICE).register(BICE), ev.Tap.open_help, ev.Tap.ask_assistance),
    "service_error": lambda: phone().introduce(MARIO).service(up=False).submit_contact("mario.rossi@mail.it"),
    "service_error, still": lambda: _then(
        phone().introduce(MARIO).service(up=False).submit_contact("mario.rossi@mail.it"), ev.Tap.retry
    ),
}

HOLDS = {
    "welcome": "",
    "welcome, lost": "registration_lost",
    "identity, 1C": "not_recognised",
    "company, 1C": "not_recognised business company",
    "contact": "",
    "contact, mobile": "by_mobile",
    "contact, password": "writing_password has_length has_lowercase has_uppercase has_digit",
    "contact, lower": "writing_password has_lowercase",
    "contact, upper": "writing_password has_uppercase",
    "contact, digit": "writing_password has_digit",
    "confirm_contact": "code_by_email must_wait",
    "confirm_contact, mobile": "by_mobile must_wait",
    "confirm_contact, business": "business company code_for_business code_by_email must_wait",
    "identity, professional": "business",
    "confirm_contact, later": "code_by_email",
    "confirm_contact, blocked": "code_by_email must_wait code_blocked",
    "confirm_contact, exhausted": "code_by_email sends_exhausted new_code_sent",
    "confirm_contact, new": "code_by_email must_wait new_code_sent",
    "confirm_contact, unconfirmed": "code_by_email must_wait not_yet_confirmed",
    "login": "account_created",
    "login, confirmed": "business company already_confirmed",
    "login, bad": "bad_credentials",
    "login, blocked": "login_blocked",
    "login, changed": "password_changed",
    "confirm_identity": "must_wait",
    "confirm_identity, operation": "must_wait stepping_up has_policies",
    "home": "has_policies",
    "home, done": "has_policies operation_done",
    "choose_contact": "not_recognised has_emails has_mobiles has_policies",
    "choose_contact, mobile only": "not_recognised has_mobiles has_policies",
    "choose_contact, email only": "not_recognised has_emails has_policies",
    "choose_contact, none": "not_recognised has_emails has_mobiles none_of_these has_policies",
    "recover": "",
    "recover, code": "recover_code code_by_email must_wait",
    "recover, password": "recover_password code_by_email must_wait",
    "help, on the choice": "not_recognised has_emails has_mobiles has_policies about_choice",
    "help, on the tax code": "not_recognised about_tax_code",
    "help, on the code": "code_by_email must_wait about_code about_registration_code",
    "help, on the access code": "must_wait about_code about_access_code",
    "assistance, from the choice": (
        "not_recognised has_emails has_mobiles none_of_these has_policies about_choice about_data"
    ),
    "assistance, without a mobile": "about_mobile has_policies",
    "assistance, known": "code_by_email must_wait about_code about_registration_code agency_known agency_has_hours",
    "service_error": "service_down",
    "service_error, still": "service_down still_down",
}


USUAL = {
    "by_email": {"by_mobile"},
    "recover_ask": {"recover_code", "recover_password"},
    "can_resend": {"must_wait"},
}
"""What holds unless something else does: the tabs open on email, a recovery on its question, a code may be sent."""


def facts(there: Phone) -> set[str]:
    return {name for name, fact in FACTS.items() if fact(there.state, there.world)}


@pytest.mark.parametrize("state", STATES)
def test_what_holds_where(state: str) -> None:
    held = facts(STATES[state]())
    expected = set(HOLDS[state].split())
    for usual, instead in USUAL.items():
        if not expected & instead:
            expected.add(usual)
    assert held == expected


def test_every_fact_holds_somewhere() -> None:
    assert {name for names in HOLDS.values() for name in names.split()} | set(USUAL) == set(FACTS)
    assert set(NOTICES) <= set(FACTS)


def value(name: str, there: Phone) -> str:
    return VALUES[name](there.state, there.world)


# Values ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "masked"), [("mario.rossi@mail.it", "mar*****@ma***.it"), ("3201234519", "+39 320 *****19")]
)
def test_the_contact_is_masked_as_the_code_screen_shows_it(address: str, masked: str) -> None:
    assert value("contact", phone().register(MARIO, address)) == masked


def test_the_mobile_is_masked_as_the_access_screen_shows_it() -> None:
    assert value("mobile", STATES["confirm_identity"]()) == "320 ****19"
    assert value("mobile", phone().register(MARIO)) == ""


def test_without_a_code_values_are_empty_or_as_the_policy_says() -> None:
    there = phone()
    values = {name: value(name, there) for name in VALUES}
    assert values == {
        "contact": "",
        "mobile": "",
        "attempts_left": "0",
        "login_pause_minutes": "15",
        "wait": "0:00",
        "lifetime_minutes": "10",
        "lifetime_hours": "0",
        "tax_place": "8",
        "tax_character": "O",
        "tax_meant": "0",
        "tax_length": "0",
        "password_min": "8",
        "password_max": "16",
        "first_name": "",
        "display_name": "",
        "client_code": "",
        "agency_name": "",
        "agency_phone": "",
        "agency_hours": "",
    }


def test_at_home_the_values_are_those_of_who_is_there() -> None:
    agency = {"name": "Agenzia Prova", "phone": "+390400000000"}
    ada = customer("ada", first_name="Ada", last_name="Neri", client_code="09", emails=["a@example.com"], agency=agency)
    there = phone(with_account(ada, "a@example.com")).log_in("a@example.com")
    names = ("first_name", "display_name", "client_code", "agency_name", "agency_phone")
    assert [value(name, there) for name in names] == ["Ada", "Ada Neri", "09", "Agenzia Prova", "+390400000000"]


def test_once_identified_the_values_are_those_of_who_was_found() -> None:
    assert value("display_name", phone().to_choice(WELLION)) == "Wellion"


def test_the_policys_lengths_are_told() -> None:
    there = phone(password_min=10, password_max=20)
    assert (value("password_min", there), value("password_max", there)) == ("10", "20")


# Cases and lists ------------------------------------------------------------------------------------------------------


def test_cases_answer_with_one_of_their_answers() -> None:
    asked = {
        name: [ask((there := make()).state, there.world) for make in STATES.values()]
        for name, (_, ask) in CASES.items()
    }
    for name, (answers, _) in CASES.items():
        assert set(asked[name]) <= set(answers), name
    assert CASES["contact_kind"][0] == ("email", "mobile")
    assert CASES["profile"][0] == ("person", "professional", "company")
    assert CASES["attempts_number"][0] == ("one", "many")


@pytest.mark.parametrize(
    ("case", "make", "answer"),
    [
        ("contact_kind", STATES["confirm_contact"], "email"),
        ("contact_kind", STATES["confirm_contact, mobile"], "mobile"),
        ("contact_kind", phone, "email"),
        ("profile", phone, "person"),
        ("profile", STATES["identity, professional"], "professional"),
        ("profile", STATES["company, 1C"], "company"),
        ("attempts_number", phone, "many"),
        ("attempts_number", lambda: phone().register(MARIO).fail(4), "one"),
        ("attempts_number", lambda: phone().register(MARIO).fail(3), "many"),
    ],
)
def test_a_case(case: str, make: Callable[[], Phone], answer: str) -> None:
    there = make()
    assert CASES[case][1](there.state, there.world) == answer


def test_lists_fill_in_what_they_promise() -> None:
    there = phone().to_choice(MARIO)
    for name, promised in LIST_VALUES.items():
        items = LISTS[name](there.state, there.world)
        assert items
        assert all(set(promised) <= set(fill) for _, fill in items)
    assert set(LIST_VALUES) == set(LISTS) == {"emails", "mobiles", "policies"}
    assert [(key, dict(fill)) for key, fill in LISTS["policies"](there.state, there.world)] == [
        ("policy_350001", {"number": "350001"})
    ]


def test_lists_are_empty_where_nobody_is() -> None:
    there = phone()
    assert [LISTS[name](there.state, there.world) for name in LISTS] == [(), (), ()]
