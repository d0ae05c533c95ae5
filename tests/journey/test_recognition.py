"""Recognised: contact and name of one insured customer of that profile, the contact nobody's user name."""

from datetime import date
from typing import Any

import pytest

from ac_tui.journey.facts import FACTS, LISTS
from ac_tui.registry.model import Customer
from tests.journey.phone import Phone, phone, reasons
from tests.journey.worlds import (
    EVERYBODY,
    GALLO_SNC,
    GERACI,
    LAURA,
    MARIO,
    PAOLO,
    PASSWORD,
    PIETRO,
    WELLION,
    customer,
    first_contact,
)


@pytest.mark.parametrize("who", [MARIO, GERACI, WELLION], ids=lambda who: who.profile)
@pytest.mark.parametrize("kind", ["email", "mobile"])
def test_a_customer_is_recognised_by_either_contact_and_gets_a_code_there(who: Customer, kind: str) -> None:
    address = who.emails[0] if kind == "email" else who.mobiles[0]
    there = phone().register(who, address)
    assert there.step == "confirm_contact"
    assert there.outcome == "recognised"
    assert reasons(there.checks) == []
    assert there.effects == [("message_sent", who.id)]
    assert [(m.contact.kind, m.contact.value, m.purpose) for m in there.messages] == [(kind, address, "registration")]
    pending = there.pending(who)
    assert pending is not None
    assert (pending.contact.value, pending.password.get_secret_value()) == (address, PASSWORD)
    assert pending.business is (who.profile != "person")
    assert there.account(who) is None


def test_the_checks_of_a_recognised_customer_are_all_there_in_order() -> None:
    checks = phone().register(MARIO).checks
    assert [check.id for check in checks] == [
        "contact_known",
        "contact_profile",
        "name",
        "active_policy",
        "no_account",
        "contact_free",
        "sends_left",
    ]
    assert {check.source for check in checks} <= {"guide 4A", "guide 3A", "assumption"}
    assert checks[0].evidence == {"contact": "mario.rossi@mail.it"}
    assert checks[3].evidence == {"number": "350001"}


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("nicolò", "D'ANGELO"),
        ("Nicolo'", "D’Angelo"),
        ("  Nicolo ", "dangelo"),
        ("NICOLÒ", "D - Angelo"),
    ],
)
def test_spellings_of_a_name_are_one_name(first: str, last: str) -> None:
    nicolo = customer("nicolo", first_name="Nicolò", last_name="D'Angelo", mobiles=["+393941234521"])
    there = phone(nicolo).choose("person").say_name(first, last).submit_contact("394 123 4521")
    assert there.outcome == "recognised"


@pytest.mark.parametrize("address", ["MARIO.ROSSI@MAIL.IT", "  Mario.Rossi@mail.it ", "mario.rossi@mail.it"])
def test_email_is_compared_without_case_and_spaces(address: str) -> None:
    there = phone().register(MARIO, address)
    assert there.outcome == "recognised"
    assert there.messages[0].contact.value == "mario.rossi@mail.it"


@pytest.mark.parametrize("address", ["3201234519", "+39 320 123 4519", "0039 320.123.4519", "39 (320) 1234519"])
def test_a_number_leads_to_one_e164_however_it_is_written(address: str) -> None:
    assert phone().register(MARIO, address).messages[0].contact.value == "+393201234519"


def test_a_prefix_pasted_into_the_number_wins_over_the_field() -> None:
    there = phone().introduce(MARIO).submit_contact("+39 320 1234519", prefix="+41")
    assert there.outcome == "recognised"


def test_the_prefix_field_counts_where_the_number_has_none() -> None:
    lukas = customer("lukas", first_name="Lukas", last_name="Meier", mobiles=["+41791234567"])
    assert phone(lukas).introduce(lukas).submit_contact("079 123 45 67", prefix="+41").outcome == "recognised"
    assert phone(lukas).introduce(lukas).submit_contact("3941234567", prefix="+39").outcome == "not_recognised"


def test_a_company_is_recognised_with_its_legal_form_or_without() -> None:
    srl = customer("officine", "company", company_name="Officine Prova S.r.l.", emails=["officine@pec.example"])
    for name in ("Officine Prova", "OFFICINE PROVA SRL", "Officine Prova Società a responsabilità limitata"):
        assert (
            phone(srl).choose("company").say_company(name).submit_contact("officine@pec.example").outcome
            == "recognised"
        )


# Not recognised: one notice, whatever the cause -----------------------------------------------------------------------


def _named(first: str, last: str, address: str = "mario.rossi@mail.it", profile: Any = "person") -> Phone:
    return phone().choose(profile).say_name(first, last).submit_contact(address)


def _insured_by(*policies: dict[str, Any], profile: Any = "person", **policy: Any) -> Phone:
    who = customer(
        "bruno", profile, first_name="Bruno", last_name="Neri", emails=["b.neri@example.com"], policies=policies
    )
    return phone(who, **policy).register(who)


def _with_lapsed_policy() -> Phone:
    return _insured_by({"number": "350027", "active": False, "ended": date(2024, 3, 31)})


def _namesakes() -> Phone:
    father = customer("padre", first_name="Mario", last_name="Rossi", client_code="01", emails=["casa@rossi.example"])
    son = customer("figlio", first_name="Mario", last_name="Rossi", client_code="02", emails=["casa@rossi.example"])
    return phone(father, son).register(father)


CAUSES = {
    ("contact_known", "unknown"): lambda: _named("Mario", "Rossi", "altro@example.com"),
    ("contact_profile", "person"): lambda: _named("Mario", "Rossi", profile="professional"),
    ("contact_profile", "professional"): lambda: _named("Franco", "Geraci", "geom.geraci@example.com"),
    ("contact_profile", "company"): lambda: _named("Well", "Ion", "info@wellion.example"),
    ("name", "swapped"): lambda: _named("Rossi", "Mario"),
    ("name", "last_name"): lambda: _named("Mario", "Rosi"),
    ("name", "first_name"): lambda: _named("Maria", "Rossi"),
    ("name", "both"): lambda: _named("Anna", "Verdi"),
    ("active_policy", "none"): _insured_by,
    ("active_policy", "lapsed"): _with_lapsed_policy,
    ("active_policy", "not_started"): lambda: _insured_by({"number": "350060", "starts": date(2026, 1, 16)}),
    ("active_policy", "corporate_only"): lambda: _insured_by(
        {"number": "700001", "kind": "corporate"}, corporate_policy_counts=False
    ),
    ("no_account", "registered"): lambda: phone().register(PAOLO),
    ("contact_free", "user_name_of_other"): lambda: phone().register(LAURA),
    ("one_customer", "several"): _namesakes,
}


@pytest.mark.parametrize("cause", CAUSES, ids="-".join)
def test_whatever_the_cause_the_name_comes_back_with_the_one_notice(cause: tuple[str, str]) -> None:
    there = CAUSES[cause]()
    assert there.outcome == "not_recognised"
    assert there.why == cause
    assert there.step == "identity"
    assert FACTS["not_recognised"](there.state, there.world)
    shown = (there.state.notice, there.state.errors, there.state.hints, there.state.offers, there.state.customer_id)
    assert shown == ("", {}, {}, (), "")
    assert there.effects == []
    assert there.messages == ()
    assert there.state.service.pending == {}


def test_from_the_day_a_policy_starts_it_counts() -> None:
    """The day is the simulated clock's; the home shows the policies of that day."""
    policies = [{"number": "1", "starts": date(2026, 1, 16)}, {"number": "2", "starts": date(2026, 1, 17)}]
    who = customer(
        "delia", first_name="Delia", last_name="Marchi", emails=["d@example.com"], mobiles=["+393941234560"],
        policies=policies,
    )  # fmt: skip
    there = phone(who).register(who)
    assert there.why == ("active_policy", "not_started")
    there.wait(days=1).to_welcome().register(who).confirm().log_in("d@example.com").confirm()
    assert there.step == "home"
    assert [key for key, _ in LISTS["policies"](there.state, there.world)] == ["policy_1"]
    there.wait(days=1)
    assert [key for key, _ in LISTS["policies"](there.state, there.world)] == ["policy_1", "policy_2"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("Wellington", ("name", "company_name")), ("Wellion Group", ("name", "company_name"))],
)
def test_a_company_comes_back_to_the_name_of_the_company(name: str, why: tuple[str, str]) -> None:
    there = phone().choose("company").say_company(name).submit_contact("info@wellion.example")
    assert (there.step, there.outcome, there.why) == ("company", "company_not_recognised", why)
    assert there.state.second_look


def test_another_legal_form_is_another_company() -> None:
    srl = customer("alfa", "company", company_name="Alfa Impianti S.r.l.", emails=["info@alfa.example"])
    there = phone(srl).choose("company").say_company("Alfa Impianti S.r.l.s.").submit_contact("info@alfa.example")
    assert there.why == ("name", "company_form")


def test_the_decision_says_what_is_off() -> None:
    rosi = _named("Mario", "Rosi").last.decision
    assert rosi is not None
    assert rosi.failed is not None
    assert dict(rosi.failed.evidence) == {
        "given": "Mario Rosi",
        "known": "Mario Rossi",
        "given_first": "Mario",
        "given_last": "Rosi",
        "known_first": "Mario",
        "known_last": "Rossi",
    }
    lapsed = _with_lapsed_policy().checks[-1]
    assert dict(lapsed.evidence) == {"customer": "Bruno Neri", "number": "350027", "since": "31/03/2024"}
    spouse = phone().register(LAURA).checks[-1]
    assert dict(spouse.evidence) == {
        "contact": "famiglia.ferri@example.com",
        "owner": "Paolo Ferri",
        "customer": "Laura Conti",
    }
    assert dict(_namesakes().checks[-1].evidence) == {"client_codes": "01, 02"}
    elsewhere = _named("Mario", "Rossi", "altro@example.com").checks[-1]
    assert elsewhere.evidence["known"] == "mario.rossi@mail.it, +393201234519"


def test_of_two_near_misses_the_nearer_one_is_told() -> None:
    """The email is Pietro's and his company's: of his name misspelt as a person's, the person is the nearer one."""
    there = (
        phone(GALLO_SNC, PIETRO).choose("person").say_name("Pietro", "Galli").submit_contact("pietro.gallo@example.com")
    )
    assert there.why == ("name", "last_name")


@pytest.mark.parametrize(
    ("policies", "profile", "counts", "recognised"),
    [
        ([{"number": "700001", "kind": "corporate"}], "person", False, False),
        ([{"number": "700001", "kind": "corporate"}], "person", True, True),
        ([{"number": "700001", "kind": "corporate"}], "professional", False, True),
        ([{"number": "700001", "kind": "corporate"}, {"number": "2"}], "person", False, True),
        ([{"number": "1", "active": False}, {"number": "2"}], "person", False, True),
        ([{"number": "1", "active": False}], "professional", True, False),
    ],
)
def test_which_policies_count(policies: list[dict[str, Any]], profile: str, *, counts: bool, recognised: bool) -> None:
    there = _insured_by(*policies, profile=profile, corporate_policy_counts=counts)
    assert (there.outcome == "recognised") is recognised
    if recognised:
        number = next(check.evidence["number"] for check in there.checks if check.id == "active_policy")
        assert number == policies[-1]["number"]


# Contacts that two customers share ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "other"), [(GALLO_SNC, PIETRO), (PIETRO, GALLO_SNC)], ids=["company", "owner"])
def test_of_a_shared_contact_the_name_says_whose_registration_it_is(who: Customer, other: Customer) -> None:
    there = phone(*EVERYBODY).register(who)
    assert there.pending(who) is not None
    assert there.pending(other) is None
    there.confirm()
    assert there.account(who) is not None
    assert there.account(other) is None


@pytest.mark.parametrize(("who", "other"), [(GALLO_SNC, PIETRO), (PIETRO, GALLO_SNC)], ids=["company", "owner"])
def test_who_registers_first_takes_the_shared_contact(who: Customer, other: Customer) -> None:
    there = phone().register(who).confirm().register(other)
    assert there.step == ("company" if other.profile == "company" else "identity")
    assert there.why == ("contact_free", "user_name_of_other")
    there.to_welcome().introduce(other).submit_contact(other.mobiles[0])
    assert there.outcome == "recognised"


# 1C: the name again, then 2C whatever was corrected -------------------------------------------------------------------


@pytest.mark.parametrize("last_name", ["Rosi", "Rossi"], ids=["as it was", "corrected"])
def test_after_the_notice_continue_leads_to_the_tax_code_whatever_was_corrected(last_name: str) -> None:
    there = _named("Mario", "Rosi").say_name("Mario", last_name)
    assert (there.step, there.outcome) == ("tax_code", "second_look")
    assert there.messages == ()


def test_after_the_notice_a_company_goes_on_to_the_tax_code() -> None:
    there = phone().to_tax_code(WELLION)
    assert (there.step, there.outcome) == ("tax_code", "second_look")


def test_the_notice_comes_with_the_data_still_in_the_fields_and_the_password_out_of_sight() -> None:
    there = _named("Mario", "Rosi")
    assert there.state.draft.text("identity", "first_name") == "Mario"
    assert there.state.draft.text("identity", "last_name") == "Rosi"
    assert there.state.draft.text("contact", "email") == "mario.rossi@mail.it"
    assert there.state.draft.ticked("contact", "privacy")
    assert there.secrets == []
    assert there.state.kept_password.get_secret_value() == PASSWORD


def test_a_name_that_cannot_be_read_stays_at_the_notice() -> None:
    there = _named("Mario", "Rosi").say_name("", "Rossi")
    assert (there.step, there.state.errors) == ("identity", {"first_name": "empty"})
    assert there.state.second_look


def test_choosing_a_profile_again_forgets_the_attempt() -> None:
    there = _named("Mario", "Rosi").back().back().back()
    assert there.step == "profile"
    there.choose("professional")
    assert not there.state.second_look
    assert there.state.kept_password.get_secret_value() == ""
    assert there.state.profile == "professional"


def test_what_was_submitted_counts_whoever_made_the_event() -> None:
    """A journey driven by events alone recognises like one whose fields were written in."""
    there = phone().choose("person").edit("first_name", "Anna").edit("last_name", "Verdi").say_name("Mario", "Rossi")
    assert there.submit_contact(first_contact(MARIO)).outcome == "recognised"
