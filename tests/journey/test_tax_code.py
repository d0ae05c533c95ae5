"""2C, 3C, 6C: identified by tax code, a registered contact chosen, or none of these."""

from datetime import date

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import LISTS, VALUES
from ac_tui.registry.model import Customer
from ac_tui.registry.tax import personal_code, with_check_digit
from tests.journey.phone import Phone, phone, reasons
from tests.journey.worlds import (
    GALLO_SNC,
    GERACI,
    MARIO,
    OTHER_PASSWORD,
    PAOLO,
    PASSWORD,
    PIETRO,
    WELLION,
    customer,
)


def masks(there: Phone) -> list[str]:
    items = [*LISTS["emails"](there.state, there.world), *LISTS["mobiles"](there.state, there.world)]
    return [fill["masked"] for _, fill in items]


def options(there: Phone) -> list[str]:
    return [key for kind in ("emails", "mobiles") for key, _ in LISTS[kind](there.state, there.world)]


# 2C -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [GERACI.tax_code, GERACI.vat_number])
def test_who_has_both_codes_is_identified_by_either(code: str) -> None:
    there = phone().to_tax_code(GERACI).submit_tax_code(code)
    assert (there.step, there.outcome, there.state.customer_id) == ("choose_contact", "identified", GERACI.id)
    assert [check.id for check in there.checks] == [
        "tax_code_known",
        "contact_profile",
        "active_policy",
        "no_account",
        "contact_to_offer",
    ]
    assert reasons(there.checks) == []
    assert there.checks[-1].evidence == {"number": "2"}


@pytest.mark.parametrize("spelling", ["{}", " {} ", "IT{}", "it {}", "999 990 200 11"])
def test_spaces_and_the_country_are_dropped(spelling: str) -> None:
    there = phone().to_tax_code(GERACI).submit_tax_code(spelling.format(GERACI.vat_number))
    assert there.outcome == "identified"


def test_a_tax_code_may_be_written_small_and_apart() -> None:
    code = MARIO.tax_code.lower()
    spelling = " ".join((code[:6], code[6:11], code[11:]))
    assert phone().to_tax_code(MARIO).submit_tax_code(spelling).outcome == "identified"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("", "empty"),
        ("RSSMRA", "letters_number"),
        (MARIO.tax_code[:-1] + ("A" if MARIO.tax_code[-1] != "A" else "B"), "check"),
        ("99999020012", "check"),
    ],
)
def test_a_code_that_cannot_be_is_a_field_error_without_a_look_up(code: str, error: str) -> None:
    there = phone().to_tax_code(MARIO).submit_tax_code(code)
    assert (there.step, there.outcome, there.state.errors) == ("tax_code", "fields_wrong", {"tax_code": error})
    assert [check.id for check in there.checks] == ["fields"]


def _nobody() -> str:
    return personal_code("Nessuno", "Qualunque", born=date(1950, 1, 1), female=False)


REFUSALS: dict[tuple[str, str], tuple[Customer, str]] = {
    ("tax_code_known", "unknown"): (MARIO, _nobody()),
    ("contact_profile", "professional"): (MARIO, GERACI.tax_code),
    ("no_account", "registered"): (PAOLO, PAOLO.tax_code),
}


@pytest.mark.parametrize("why", REFUSALS, ids="-".join)
def test_unknown_or_somebody_elses_leads_to_assistance_and_never_says_which(why: tuple[str, str]) -> None:
    who, code = REFUSALS[why]
    there = phone().to_tax_code(who).submit_tax_code(code)
    assert (there.step, there.outcome, there.why) == ("assistance", "unidentified", why)
    state = there.state
    assert (state.notice, state.errors, state.offers, state.customer_id) == ("", {}, (), "")
    assert VALUES["agency_name"](state, there.world) == ""
    assert there.messages == ()


def test_the_tax_code_of_who_has_no_active_policy_leads_to_assistance() -> None:
    viola = customer("viola", first_name="Viola", last_name="Pace", tax_code=MARIO.tax_code, policies=[])
    there = phone(viola).to_tax_code(viola).submit_tax_code(viola.tax_code)
    assert (there.step, there.why) == ("assistance", ("active_policy", "none"))


def test_the_tax_code_of_a_corporate_policy_holder_follows_the_policy() -> None:
    corporate = [{"number": "700001", "kind": "corporate"}]
    sara = customer(
        "sara",
        first_name="Sara",
        last_name="Villa",
        tax_code=MARIO.tax_code,
        emails=["s@example.com"],
        policies=corporate,
    )
    assert phone(sara, corporate_policy_counts=True).to_choice(sara).step == "choose_contact"
    there = phone(sara, corporate_policy_counts=False).to_choice(sara)
    assert (there.step, there.why) == ("assistance", ("active_policy", "corporate_only"))


OFF: dict[str, tuple[Customer, tuple[str, ...], str]] = {
    "one of two names": (MARIO, ("Mar", "Rossi"), "first_name"),
    "swapped": (MARIO, ("Rossi", "Mario"), "swapped"),
    "another surname": (MARIO, ("Mario", "Bianchi"), "last_name"),
    "nobody's name": (MARIO, ("Zenone", "Quaglia"), "both"),
    "somebody else's name": (MARIO, ("Pietro", "Gallo"), "other_person"),
    "a professional's": (GERACI, ("Franco", "Geracci"), "last_name"),
    "a company's": (WELLION, ("Welion Italia",), "company_name"),
    "another legal form": (GALLO_SNC, ("Gallo & Figli S.r.l.",), "company_form"),
}
"""Names that are not the one in Agenzia: whose codes are given, the name, and why it differs."""


def _by_code(case: str, *, needs_name: bool) -> Phone:
    who, name, _ = OFF[case]
    there = phone(tax_code_needs_name=needs_name, sources={"tax_code_needs_name": "assumption"}).choose(who.profile)
    say = there.say_company if who.profile == "company" else there.say_name
    say(*name).submit_contact("nessuno@example.net")
    return say(*name).submit_tax_code(who.vat_number or who.tax_code)


@pytest.mark.parametrize("case", OFF)
def test_the_code_identifies_whatever_the_name(case: str) -> None:
    who, there = OFF[case][0], _by_code(case, needs_name=False)
    assert (there.step, there.outcome, there.state.customer_id) == ("choose_contact", "identified", who.id)
    assert "name" not in [check.id for check in there.checks]
    there.pick(options(there)[0])
    known = {*who.emails, *who.mobiles}
    assert there.messages[-1].contact.value in known, "a code goes to a registered contact only"


@pytest.mark.parametrize("case", OFF)
def test_where_the_policy_wants_the_name_too_it_is_compared(case: str) -> None:
    there = _by_code(case, needs_name=True)
    assert (there.step, there.outcome, there.why) == ("assistance", "unidentified", ("name", OFF[case][2]))
    assert [check.source for check in there.checks if check.id == "name"] == ["assumption"]


@pytest.mark.parametrize("needs_name", [False, True])
def test_the_code_of_another_profile_identifies_nobody(needs_name: bool) -> None:
    there = phone(tax_code_needs_name=needs_name).to_tax_code(MARIO).submit_tax_code(GERACI.tax_code)
    assert (there.step, there.why) == ("assistance", ("contact_profile", "professional"))


@pytest.mark.parametrize(("needs_name", "who"), [(False, "Anna"), (True, "Anna"), (False, "Ada"), (True, "Ada")])
def test_of_two_customers_with_one_code_the_name_tells(needs_name: bool, who: str) -> None:
    two = [
        customer(n.lower(), first_name=n, last_name="Re", tax_code=MARIO.tax_code, emails=[f"{n}@x.example"])
        for n in ("Ada", "Anna")
    ]
    there = phone(*two, tax_code_needs_name=needs_name).choose("person").say_name(who, "Re")
    there.submit_contact("nessuno@example.net").say_name(who, "Re").submit_tax_code(MARIO.tax_code)
    assert there.state.customer_id == who.lower()


def test_the_name_is_compared_as_it_stands_after_the_correction() -> None:
    there = phone(tax_code_needs_name=True).choose("person").say_name("Mario", "Rosi")
    there.submit_contact("mario.rossi@mail.it")
    assert there.say_name("Mario", "Rosi").submit_tax_code(MARIO.tax_code).why == ("name", "last_name")
    there.back().back().say_name("Mario", "Rossi")
    assert there.submit_tax_code(MARIO.tax_code).outcome == "identified"


def test_a_provisional_numeric_code_identifies_a_person() -> None:
    code = with_check_digit("9999977888")
    ion = customer("ion", first_name="Ion", last_name="Popescu", tax_code=code, mobiles=["+393941234521"])
    assert phone(ion).to_tax_code(ion).submit_tax_code(code).outcome == "identified"


def test_a_company_is_identified_by_its_vat_number_and_its_name_without_the_form() -> None:
    there = phone().choose("company").say_company("Gallo & Figli").submit_contact("nessuno@example.net")
    assert there.say_company("Gallo e figli").submit_tax_code("99999060017").outcome == "identified"


def test_of_two_customers_with_one_tax_code_the_profile_decides() -> None:
    person = customer("nadia", first_name="Nadia", last_name="Riva", tax_code=MARIO.tax_code, emails=["n@example.com"])
    studio = customer(
        "nadia-studio",
        "professional",
        first_name="Nadia",
        last_name="Riva",
        tax_code=MARIO.tax_code,
        emails=["s@example.com"],
    )
    for who in (person, studio):
        assert phone(person, studio).to_choice(who).state.customer_id == who.id


# 3C -------------------------------------------------------------------------------------------------------------------


def test_back_leads_from_the_code_through_the_choice_to_the_contact() -> None:
    there = phone().to_choice(MARIO).pick("email_1")
    path = []
    while there.step != "welcome":
        path.append(there.back().step)
    assert path == ["choose_contact", "tax_code", "identity", "contact", "identity", "profile", "welcome"]


def test_another_contact_may_be_chosen_and_the_password_is_still_known() -> None:
    there = phone().to_choice(MARIO, OTHER_PASSWORD).pick("email_1")
    by_email = there.code
    there.back().pick("mobile_1")
    assert there.submit_code(by_email).why == ("code_right", "other_contact")
    there.confirm()
    account = there.account(MARIO)
    assert account is not None
    assert (account.username, account.password.get_secret_value()) == ("+393201234519", OTHER_PASSWORD)


def test_back_from_the_tax_code_to_the_notice_and_on_again_keeps_the_password() -> None:
    there = phone().to_choice(MARIO, OTHER_PASSWORD).back().back()
    assert there.step == "identity"
    assert there.state.second_look
    there.say_again(MARIO).submit_tax_code(MARIO.tax_code).pick("email_1").confirm()
    account = there.account(MARIO)
    assert account is not None
    assert account.password.get_secret_value() == OTHER_PASSWORD


def test_back_from_the_notice_forgets_the_password_and_asks_for_it_again() -> None:
    there = phone().to_tax_code(MARIO, OTHER_PASSWORD).back().back()
    assert there.step == "contact"
    assert there.state.kept_password.get_secret_value() == ""
    assert not there.state.second_look
    assert there.submit_contact("nessuno@example.net", "").state.errors == {"password": "empty"}
    there.submit_contact("nessuno@example.net", PASSWORD).say_again(MARIO).submit_tax_code(MARIO.tax_code)
    there.pick("email_1").confirm()
    account = there.account(MARIO)
    assert account is not None
    assert account.password.get_secret_value() == PASSWORD


def test_login_and_back_in_the_middle_keep_the_way_open() -> None:
    there = phone().introduce(MARIO).submit_contact("nessuno@example.net", OTHER_PASSWORD)
    there.send(ev.Tap.go_login)
    there.log_in("nessuno", "x").back()
    assert there.step == "identity"
    there.say_again(MARIO).submit_tax_code(MARIO.tax_code).pick("email_1").confirm()
    account = there.account(MARIO)
    assert account is not None
    assert account.password.get_secret_value() == OTHER_PASSWORD


def test_identifying_somebody_else_offers_their_contacts_and_forgets_the_choice() -> None:
    there = phone().to_choice(MARIO).edit("contact", "email_1").back().back()
    there.say_name("Pietro", "Gallo").submit_tax_code(PIETRO.tax_code)
    assert there.state.customer_id == PIETRO.id
    assert {contact.value for contact in there.state.offers} == {"pietro.gallo@example.com", "+393941234535"}
    assert there.state.draft.text("choose_contact", "contact") == ""
