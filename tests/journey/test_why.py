"""Why: the checks of a recognition with their evidence, and what a caller who says only part of it is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from ac_tui.journey.advance import begin
from ac_tui.journey.decision import Check
from ac_tui.journey.model import Applicant, Contact
from ac_tui.journey.recognise import Enquiry, Finding
from ac_tui.journey.why import Question, diagnose
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer
from ac_tui.registry.tax import personal_code
from tests.journey.worlds import (
    GALLO_SNC,
    GERACI,
    LAURA,
    MARIO,
    PAOLO,
    PIETRO,
    WELLION,
    customer,
    make_world,
    with_account,
)


def by_contact(who: Applicant, contact: str, world: World | None = None) -> Finding:
    world = world or make_world()
    return Enquiry(begin(world), world, who).by_contact(Contact("email" if "@" in contact else "mobile", contact))


def by_tax_code(who: Applicant, code: str, world: World | None = None) -> Finding:
    world = world or make_world()
    return Enquiry(begin(world), world, who).by_tax_code(code)


def said(known: Customer) -> Applicant:
    return Applicant(known.profile, known.first_name, known.last_name, known.company_name)


def told(check: Check) -> tuple[str, bool, str, str, dict[str, str]]:
    return check.id, check.passed, check.source, check.reason, dict(check.evidence)


# Everything in order --------------------------------------------------------------------------------------------------


def test_a_person_in_order() -> None:
    found = by_contact(said(MARIO), "mario.rossi@mail.it")
    assert (found.customer, found.nearest, found.offers) == (MARIO, MARIO, ())
    assert [told(check) for check in found.checks] == [
        ("contact_known", True, "guide 4A", "", {"contact": "mario.rossi@mail.it"}),
        ("contact_profile", True, "assumption", "", {"customer": "Mario Rossi"}),
        (
            "name",
            True,
            "guide 3A",
            "",
            {
                "given": "Mario Rossi",
                "known": "Mario Rossi",
                "given_first": "Mario",
                "given_last": "Rossi",
                "known_first": "Mario",
                "known_last": "Rossi",
            },
        ),
        ("active_policy", True, "assumption", "", {"number": "350001"}),
        ("no_account", True, "assumption", "", {"customer": "Mario Rossi"}),
        ("contact_free", True, "guide 4A", "", {"customer": "Mario Rossi", "contact": "mario.rossi@mail.it"}),
    ]


def test_a_company_in_order_by_its_vat_number() -> None:
    found = by_tax_code(said(WELLION), "99999010012")
    assert (found.customer, found.nearest) == (WELLION, WELLION)
    assert [contact.value for contact in found.offers] == [*WELLION.emails, *WELLION.mobiles]
    assert told(found.checks[0]) == ("tax_code_known", True, "guide 3C", "", {"given": "99999010012"})
    assert told(found.checks[-1]) == ("contact_to_offer", True, "guide 3C", "", {"number": "3"})


def test_a_professionals_name_is_compared_by_the_business_part_of_the_guide() -> None:
    found = by_contact(said(GERACI), GERACI.emails[0])
    assert [check.source for check in found.checks if check.id == "name"] == ["guide 3B"]


# What is wrong, with its evidence -------------------------------------------------------------------------------------


def _failed(found: Finding) -> tuple[str, bool, str, str, dict[str, str]]:
    assert found.customer is None
    return told(found.checks[-1])


def test_a_contact_that_nobody_left() -> None:
    found = by_contact(said(MARIO), "nuova@example.com")
    assert found.nearest == MARIO
    evidence = {
        "contact": "nuova@example.com",
        "customer": "Mario Rossi",
        "known": "mario.rossi@mail.it, +393201234519",
    }
    assert _failed(found) == ("contact_known", False, "guide 4A", "unknown", evidence)


def test_a_contact_that_nobody_left_of_a_company() -> None:
    found = by_contact(said(WELLION), "nuova@example.com")
    assert found.nearest == WELLION
    assert _failed(found)[4]["customer"] == "Wellion"


def test_a_contact_that_nobody_left_of_somebody_unknown() -> None:
    found = by_contact(Applicant("person", "Nessuno", "Mai"), "nuova@example.com")
    assert found.nearest is None
    assert _failed(found) == ("contact_known", False, "guide 4A", "unknown", {"contact": "nuova@example.com"})


def test_the_wrong_profile() -> None:
    found = by_contact(Applicant("person", "Franco", "Geraci"), GERACI.emails[0])
    assert found.nearest == GERACI
    assert _failed(found) == ("contact_profile", False, "assumption", "professional", {"customer": "Franco Geraci"})


def test_the_contact_of_another_customer() -> None:
    """Laura gives the contact of Mario: both are customers, and the desk is told both names."""
    found = by_contact(said(LAURA), "mario.rossi@mail.it")
    assert _failed(found)[3] == "other_person"
    assert _failed(found)[4] | {"owner": "Mario Rossi", "customer": "Laura Conti"} == _failed(found)[4]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("Gallo & Figli S.r.l.", "company_form"),
        ("Gallo & Nipoti S.n.c.", "company_name"),
        ("Gallo & Nipoti S.r.l.", "company_name"),
    ],
)
def test_the_name_of_a_company_or_its_form(given: str, reason: str) -> None:
    found = by_contact(Applicant("company", company_name=given), "pietro.gallo@example.com")
    assert _failed(found) == ("name", False, "guide 3B", reason, {"given": given, "known": "Gallo & Figli S.n.c."})


@pytest.mark.parametrize(
    ("policies", "number", "since"),
    [
        ([{"number": "1", "active": False, "ended": date(2024, 3, 31)}], "1", "31/03/2024"),
        (
            [
                {"number": "1", "active": False, "ended": date(2020, 1, 1)},
                {"number": "2", "active": False, "ended": date(2024, 3, 31)},
                {"number": "3", "active": False},
            ],
            "2",
            "31/03/2024",
        ),
        ([{"number": "1", "active": False}], "1", "—"),
    ],
)
def test_the_policy_that_lapsed_last(policies: list[dict[str, Any]], number: str, since: str) -> None:
    bruno = customer("bruno", first_name="Bruno", last_name="Neri", emails=["b@example.com"], policies=policies)
    found = by_contact(said(bruno), "b@example.com", make_world(bruno))
    evidence = {"customer": "Bruno Neri", "number": number, "since": since}
    assert _failed(found) == ("active_policy", False, "assumption", "lapsed", evidence)


@pytest.mark.parametrize(
    ("policies", "number", "since"),
    [
        ([{"number": "1", "starts": date(2026, 1, 16)}], "1", "16/01/2026"),
        ([{"number": "1", "starts": date(2027, 1, 1)}, {"number": "2", "starts": date(2026, 2, 1)}], "2", "01/02/2026"),
        (
            [
                {"number": "1", "active": False, "ended": date(2025, 12, 31)},
                {"number": "2", "starts": date(2026, 2, 1)},
            ],
            "2",
            "01/02/2026",
        ),
        ([{"number": "1", "kind": "corporate"}, {"number": "2", "starts": date(2026, 2, 1)}], "2", "01/02/2026"),
    ],
)
def test_the_policy_that_starts_first(policies: list[dict[str, Any]], number: str, since: str) -> None:
    delia = customer("delia", first_name="Delia", last_name="Marchi", emails=["d@example.com"], policies=policies)
    found = by_contact(said(delia), "d@example.com", make_world(delia, corporate_policy_counts=False))
    check = _failed(found)
    assert (check[0], check[3]) == ("active_policy", "not_started")
    assert check[4] == {"customer": "Delia Marchi", "number": number, "since": since}


def test_a_corporate_policy_to_come_is_no_policy_of_ones_own() -> None:
    policies = [{"number": "1", "kind": "corporate", "starts": date(2026, 2, 1)}]
    delia = customer("delia", first_name="Delia", last_name="Marchi", emails=["d@example.com"], policies=policies)
    found = by_contact(said(delia), "d@example.com", make_world(delia, corporate_policy_counts=False))
    assert _failed(found)[3] == "corporate_only"


def test_a_corporate_policy_alone_names_the_policys_source() -> None:
    sara = customer(
        "sara",
        first_name="Sara",
        last_name="Villa",
        emails=["s@example.com"],
        policies=[{"number": "7", "kind": "corporate"}],
    )
    world = make_world(sara, corporate_policy_counts=False, sources={"corporate_policy_counts": "guide 6C"})
    found = by_contact(said(sara), "s@example.com", world)
    assert _failed(found) == ("active_policy", False, "guide 6C", "corporate_only", {"customer": "Sara Villa"})


def test_somebody_already_registered() -> None:
    evidence = {"customer": "Paolo Ferri", "username": "famiglia.ferri@example.com"}
    assert _failed(by_contact(said(PAOLO), PAOLO.mobiles[0])) == (
        "no_account",
        False,
        "assumption",
        "registered",
        evidence,
    )


def test_two_of_one_name_with_one_contact() -> None:
    father = customer("padre", first_name="Mario", last_name="Rossi", client_code="01", emails=["casa@rossi.example"])
    son = customer("figlio", first_name="Mario", last_name="Rossi", client_code="02", emails=["casa@rossi.example"])
    found = by_contact(said(father), "casa@rossi.example", make_world(father, son))
    assert found.nearest == father
    assert [check.id for check in found.checks] == [
        "contact_known",
        "contact_profile",
        "name",
        "active_policy",
        "no_account",
        "contact_free",
        "one_customer",
    ]
    assert _failed(found) == ("one_customer", False, "assumption", "several", {"client_codes": "01, 02"})
    registered = with_account(father, "padre@rossi.example")
    assert by_contact(said(son), "casa@rossi.example", make_world(registered, son)).customer == son


def test_a_tax_code_that_nobody_has() -> None:
    found = by_tax_code(said(MARIO), "99999770000")
    assert found.nearest == MARIO
    assert _failed(found) == ("tax_code_known", False, "assumption", "unknown", {"given": "99999770000"})


def test_a_tax_code_with_a_slip_is_told_with_the_one_that_may_be_meant() -> None:
    """Of whoever is called so, or nearly so; never a pass."""
    wrong = personal_code("Mario", "Rossi", born=date(1985, 8, 2), female=False)
    near = {"given": wrong, "near": MARIO.tax_code, "customer": "Mario Rossi"}
    for who in (said(MARIO), Applicant("person", "Mario", "Rosi")):
        found = by_tax_code(who, wrong)
        assert (found.customer, found.nearest) == (None, MARIO)
        assert _failed(found) == ("tax_code_known", False, "assumption", "near", near)
    for who in (said(LAURA), Applicant(None)):
        assert _failed(by_tax_code(who, wrong)) == ("tax_code_known", False, "assumption", "unknown", {"given": wrong})
    assert _failed(by_tax_code(said(WELLION), "99999010020"))[3:] == (
        "near",
        {"given": "99999010020", "near": "99999010012", "customer": WELLION.company_name},
    )


def test_of_one_person_entered_twice_the_one_without_an_account_is_identified() -> None:
    twice = replace(MARIO, id="mario-rossi-2", emails=("mario@example.com",))
    registered = with_account(MARIO, "mario.rossi@mail.it")
    for crowd in ((registered, twice), (twice, registered)):
        assert by_tax_code(said(MARIO), MARIO.tax_code, make_world(*crowd)).customer == twice


# What a caller did not say is not compared ----------------------------------------------------------------------------


def test_by_the_contact_alone() -> None:
    found = by_contact(Applicant(None), "mario.rossi@mail.it")
    assert found.customer == MARIO
    assert [check.id for check in found.checks] == ["contact_known", "active_policy", "no_account", "contact_free"]


def test_by_the_contact_and_the_profile() -> None:
    assert by_contact(Applicant("person"), "mario.rossi@mail.it").customer == MARIO
    found = by_contact(Applicant("company"), "mario.rossi@mail.it")
    assert _failed(found)[:4] == ("contact_profile", False, "assumption", "person")


@pytest.mark.parametrize(("first", "last"), [("Mario", ""), ("", "Rossi")])
def test_by_half_of_the_name(first: str, last: str) -> None:
    found = by_contact(Applicant(None, first, last), "mario.rossi@mail.it")
    assert found.customer == MARIO
    assert [told(check)[4]["given"] for check in found.checks if check.id == "name"] == [first or last]


@pytest.mark.parametrize(("first", "last", "reason"), [("Maria", "", "first_name"), ("", "Rosi", "last_name")])
def test_half_of_a_name_may_be_wrong(first: str, last: str, reason: str) -> None:
    assert _failed(by_contact(Applicant(None, first, last), "mario.rossi@mail.it"))[3] == reason


def test_without_its_name_a_company_is_not_refused_for_it() -> None:
    assert by_contact(Applicant("company"), "pietro.gallo@example.com").customer == GALLO_SNC


def test_a_shared_contact_alone_is_of_several() -> None:
    found = by_contact(Applicant(None), "pietro.gallo@example.com")
    assert _failed(found)[3:] == ("several", {"client_codes": f"{GALLO_SNC.client_code}, {PIETRO.client_code}"})


# What the service would answer ----------------------------------------------------------------------------------------


ME = Applicant("person", "Mario", "Rossi")


@pytest.mark.parametrize(
    ("asked", "answer", "checks"),
    [
        (
            Question(ME, email="mario.rossi@mail.it", tax_code=MARIO.tax_code),
            ("contact", "submit_contact", "recognised", "confirm_contact", ""),
            "tax_code_known ",
        ),
        (
            Question(ME, email="mario.rossi@mail.it", tax_code=PIETRO.tax_code),
            ("contact", "submit_contact", "recognised", "confirm_contact", ""),
            "tax_code_known other_customer",
        ),
        (
            Question(ME, email="mario.rossi@mail.it", tax_code="GLLPTR70T05Z999X"),
            ("tax_code", "submit", "fields_wrong", "tax_code", ""),
            "fields field_error",
        ),
        (
            Question(Applicant("company", company_name="Wellion"), email=WELLION.emails[0]),
            ("contact", "submit_contact", "recognised", "confirm_contact", "business"),
            "contact_free ",
        ),
        (Question(ME), ("contact", "ask", "named", "contact", ""), "name_known found"),
        (
            Question(Applicant("person", "Mario", "Rosi")),
            ("contact", "ask", "named", "contact", ""),
            "name_known near",
        ),
        (
            Question(Applicant("person", "Zeno", "Quaglia")),
            ("contact", "ask", "named", "contact", ""),
            "name_known unknown",
        ),
        (
            Question(Applicant(None), email=PAOLO.emails[0], screen="login"),
            ("login", "submit_login", "later_access", "home", ""),
            "first_access later",
        ),
        (
            Question(Applicant(None), email=PAOLO.emails[0], screen="confirm_identity"),
            ("login", "submit_login", "first_access", "confirm_identity", ""),
            "mobile_registered ",
        ),
        (
            Question(Applicant(None), email="mario.rossi@mail.it", screen="login"),
            ("login", "submit_login", "bad_credentials", "login", ""),
            "user_known not_registered",
        ),
        (
            Question(Applicant(None), email="nobody@mail.it", screen="no_mobile"),
            ("login", "submit_login", "bad_credentials", "login", ""),
            "user_known unknown",
        ),
        (
            Question(Applicant(None), email=PAOLO.emails[0], screen="recover"),
            ("recover", "submit_recovery", "recoverable", "recover", "code"),
            "recovery_contact ",
        ),
        (
            Question(ME, tax_code=MARIO.tax_code),
            ("tax_code", "submit_tax_code", "identified", "choose_contact", ""),
            "contact_to_offer ",
        ),
    ],
)
def test_what_the_service_would_answer_and_what_was_checked_last(
    asked: Question, answer: tuple[str, ...], checks: str
) -> None:
    found = diagnose(asked, make_world())
    assert (found.step, found.event, found.outcome, found.to, found.situation) == answer
    assert f"{found.checks[-1].id} {found.checks[-1].reason}" == checks


def test_a_tax_code_of_whom_the_contact_found_is_by_the_guide() -> None:
    found = diagnose(Question(ME, email="mario.rossi@mail.it", tax_code=MARIO.tax_code), make_world())
    assert told(found.checks[-1]) == ("tax_code_known", True, "guide 3C", "", {"given": MARIO.tax_code})


def test_a_blank_or_a_dash_is_what_nobody_said() -> None:
    world, asked = make_world(MARIO), Question(said(MARIO), email="mario.rossi@mail.it")
    assert diagnose(replace(asked, mobile=" ", tax_code="-"), world) == diagnose(asked, world)
    assert diagnose(Question(Applicant(None), email=" "), world).outcome == "nothing_to_check"
