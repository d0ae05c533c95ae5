"""Help and assistance say what the guide promises at the step they were asked for at, and whom to call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ac_tui.deck.load import load_deck
from ac_tui.desk.notes import take_notes
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.events import Tap
from tests.desk.test_standing import BOTH, ONE_EMAIL, registered, sends_gone
from tests.shipped import simulation, the_policy

VARIANTS = pytest.mark.parametrize("variant", ["", "en"])


def told(phone: Simulation) -> set[str]:
    return {block.id for block in phone.view.blocks if block.kind == "text"}


def unidentified(variant: str = "", tax_code: str = "QNTPLA80A01Z999S") -> Simulation:
    """Mario with a contact of nobody, at the tax code that he has just sent."""
    phone = simulation()
    phone.deck = load_deck(variant=variant)
    for tap in ("register", "person"):
        phone.tap(tap)
    phone.write("first_name", "Mario")
    phone.write("last_name", "Rossi")
    phone.tap("continue")
    phone.write("email", "nuovo@posta.example")
    phone.write("password", "Prova1234")
    phone.tap("privacy")
    phone.tap("register")
    phone.tap("continue")
    phone.write("tax_code", tax_code)
    return phone


@VARIANTS
def test_help_is_about_the_step_it_was_asked_for_at(variant: str) -> None:
    code = registered(ONE_EMAIL, "normal")
    code.deck = load_deck(variant=variant)
    code.send(Tap.open_help)
    assert told(code) == {"code", "newest", "open"}
    business = registered(((), BOTH[1]), "normal", profile="professional")
    business.deck = load_deck(variant=variant)
    business.send(Tap.open_help)
    assert told(business) == {"sms", "newest", "link"}
    assert "48" in next(block.text for block in business.view.blocks if block.id == "link")
    data = unidentified(variant)
    data.send(Tap.open_help)
    assert told(data) == {"tax_code"}
    choice = unidentified(variant, "RSSMRA85M01Z999U")
    choice.tap("continue")
    choice.send(Tap.open_help)
    assert told(choice) == {"choice", "none"}


@VARIANTS
def test_assistance_is_about_what_led_there_and_tells_no_agency_of_somebody_unknown(variant: str) -> None:
    phone = unidentified(variant)
    phone.tap("continue")
    assert phone.view.step == "assistance"
    assert told(phone) == {"here", "tax_code", "agency", "company"}


@VARIANTS
def test_who_is_known_is_given_their_own_agency_with_its_hours(variant: str) -> None:
    phone = unidentified(variant, "RSSMRA85M01Z999U")
    phone.tap("continue")
    phone.send(Tap.ask_assistance)
    assert told(phone) == {"here", "new_contact", "your_agency", "hours", "company"}
    shown = " ".join(block.text for block in phone.view.blocks)
    assert "Agenzia Prova" in shown
    assert "+390400000000" in shown
    assert "9:00-13:00" in shown
    checks = " ".join(take_notes(phone).check)
    assert "Agenzia Prova" in checks
    assert "9:00-13:00" in checks


def test_who_has_no_mobile_is_given_their_own_agency_too() -> None:
    phone = simulation()
    phone.tap("login")
    customer = next(c for c in phone.world.registry if c.account and not c.account.first_access_done and not c.mobiles)
    assert customer.account is not None
    phone.write("user", customer.account.username)
    phone.write("password", customer.account.password.get_secret_value())
    phone.tap("login")
    assert phone.view.step == "no_mobile"
    phone.tap("assistance")
    assert told(phone) == {"here", "mobile", "your_agency"}


def test_assistance_after_the_last_code_is_about_the_contact() -> None:
    phone = registered(BOTH, "lost")
    sends_gone(phone)
    phone.advance_clock(the_policy().resend_cooldown + timedelta(seconds=1))
    phone.tap("resend")
    assert phone.view.step == "assistance"
    assert told(phone) == {"here", "code", "your_agency"}
