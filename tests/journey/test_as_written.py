"""What was written is shown, masked as in the guide; keys are compared, and nobody reads them."""

from __future__ import annotations

import pytest

from ac_tui.journey.facts import LISTS, VALUES
from ac_tui.journey.model import Applicant
from ac_tui.journey.why import Question, diagnose
from tests.journey.phone import phone
from tests.journey.worlds import PASSWORD, customer, make_world, with_account

JURGEN = customer(
    "jurgen",
    first_name="Jürgen",
    last_name="Müller",
    tax_code="RSSMRA85M01Z999U",
    emails=["jürgen@müller.example"],
    mobiles=["+393201234519"],
)


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("jürgen@müller.example", "jür*****@mü***.example"),
        ("Jürgen@Müller.example", "Jür*****@Mü***.example"),
    ],
)
def test_the_address_that_gets_the_code_is_shown_as_it_was_written(written: str, masked: str) -> None:
    there = phone(JURGEN).introduce(JURGEN).submit_contact(written)
    assert (there.step, VALUES["contact"](there.state, there.world)) == ("confirm_contact", masked)


def test_the_contacts_on_offer_are_shown_as_the_agenzia_wrote_them() -> None:
    there = phone(JURGEN).to_choice(JURGEN)
    assert [fill["masked"] for _, fill in LISTS["emails"](there.state, there.world)] == ["jür*****@mü***.example"]
    there.pick("email_1")
    assert VALUES["contact"](there.state, there.world) == "jür*****@mü***.example"


def test_the_desk_reads_no_punycode_whatever_was_asked() -> None:
    who = Applicant("person", "Jürgen", "Müller")
    for known in (JURGEN, with_account(JURGEN, "jürgen@müller.example", PASSWORD)):
        for email in ("jürgen@müller.example", "jurgen@müller.example", "jürgen@mülller.example"):
            for screen in (None, "login", "recover"):
                found = diagnose(Question(who, email=email, screen=screen), make_world(known))
                assert "xn--" not in str([dict(check.evidence) for check in found.checks])


def test_one_address_written_in_two_ways_is_one() -> None:
    twice = customer(
        "due",
        first_name="Due",
        last_name="Re",
        tax_code=JURGEN.tax_code,
        emails=["jürgen@müller.example", "jürgen@xn--mller-kva.example"],
    )
    there = phone(twice).to_choice(twice)
    assert len(there.state.offers) == 1
