"""A contact is read in one way: at the registration, the login, the recovery, and by the desk."""

from __future__ import annotations

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.advance import begin
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import Applicant
from ac_tui.journey.rules import password_error, read_company, read_email, read_name, read_tax_code
from ac_tui.journey.why import Question, diagnose
from ac_tui.registry.keys import read_mobile
from tests.journey import filled
from tests.journey.phone import phone
from tests.journey.worlds import PASSWORD, customer, make_world, with_account

SWISS, ITALIAN, OLD = "+41791234567", "+393201234519", "+39330123456"
SPELLINGS: dict[str, tuple[str, ...]] = {
    SWISS: (
        "+41 (0)79 123 45 67",
        "tel:+41791234567",
        "0041 79 123 45 67",
        "+41 +41 79 123 45 67",
        "+39 +41 79 123 45 67",
    ),
    ITALIAN: (
        *("320 1234519", "+39 320 123 4519", "tel:+393201234519", "+39 +39 320 1234519", "+39 0039 3201234519"),
        *(
            "0039 320 1234519",
            "39 320 1234519",
            "320.123.45.19",
            "320/1234519",
            "320\u00a0123\u00a04519",
            "320–123–4519",
        ),
    ),
    OLD: ("330 123456", "39 330 123456", "39330123456", "+39 330 12 34 56", "0039/330/123456"),
}
EVERY = [(number, spelling) for number, spellings in SPELLINGS.items() for spelling in spellings]


@pytest.mark.parametrize(("number", "spelling"), EVERY)
def test_every_door_reads_a_mobile_in_the_same_way(number: str, spelling: str) -> None:
    who = customer("lea", first_name="Lea", last_name="Re", mobiles=[number])
    assert phone(who).introduce(who).submit_contact(spelling).step == "confirm_contact"

    known = with_account(who, number, PASSWORD)
    assert phone(known).log_in(spelling).outcome == "later_access"
    there = phone(known).recover(spelling)
    assert there.messages[-1].contact.value == number

    asked = Question(Applicant("person", "Lea", "Re"), mobile=spelling)
    assert diagnose(asked, make_world(who)).outcome == "recognised"
    world = make_world(known)
    assert begin(world).step == "welcome"
    assert world.registry.by_mobile(spelling) == world.registry.by_username(spelling) == (known,)


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("0320 1234519", "leading_zero"),
        ("040 123456", "landline"),
        ("320 12345199", "too_long"),
        ("320 12345", "too_short"),
        ("320 1234519 int. 3", "extension"),
        ("320 1234519 / 333 1234567", "several"),
    ],
)
def test_and_says_the_same_of_what_is_none(written: str, error: str) -> None:
    who = customer("lea", first_name="Lea", last_name="Re", mobiles=[ITALIAN])
    assert phone(who).introduce(who).submit_contact(written).state.errors == {"number": error}
    assert phone(who).recover(written).state.errors == {"contact": error}
    [check] = diagnose(Question(Applicant(None), mobile=written), make_world(who)).checks
    assert check.evidence["errors"] == error
    assert phone(with_account(who, ITALIAN, PASSWORD)).log_in(written).outcome == "bad_credentials"


STRANGE = (
    *(
        "",
        " ",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "a..b@c.it",
        "a,b@c.it",
        "a b",
        "a b@c.it",
        "\u200b",
        "😀",
        "1",
        "03",
        "0" * 11,
    ),
    *(
        "+",
        "++",
        "+39",
        "39" * 8,
        "RSSMRA",
        "RSSMRA85M01Z999",
        "É",
        "²",
        "٣",
        "a" * 30,
        "A1" * 15,
        "tel:",
        "x@y.z;ext=1",
    ),
)


@pytest.mark.parametrize("text", STRANGE)
def test_no_reader_gives_an_error_that_its_field_does_not_have(text: str) -> None:
    errors = {(step, field.id): {"", *field.errors} for step, fields in FORMS.items() for field in fields}
    assert read_name(text).error in errors["identity", "first_name"] & errors["identity", "last_name"]
    assert read_company(text).error in errors["company", "company_name"]
    assert read_email(text).error in errors["contact", "email"]
    assert read_mobile("+39", text).error in errors["contact", "number"]
    assert password_error(text) in errors["contact", "password"] & errors["recover", "password"]
    assert read_tax_code(text).error in errors["tax_code", "tax_code"]
    there = phone()
    there.send(ev.Tap.go_login)
    there.send(ev.Tap.go_recover)
    there.send(filled.recovery(text))
    assert there.state.errors.get("contact", "") in errors["recover", "contact"]
