"""3C and 6C: the contacts offered once the code has identified somebody, and what choosing one does."""

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import FACTS, LISTS
from ac_tui.registry.model import Customer
from tests.journey.phone import Phone, phone
from tests.journey.worlds import (
    GALLO_SNC,
    GERACI,
    LAURA,
    MARIO,
    PASSWORD,
    PIETRO,
    WELLION,
    customer,
    with_account,
)


def masks(there: Phone) -> list[str]:
    items = [*LISTS["emails"](there.state, there.world), *LISTS["mobiles"](there.state, there.world)]
    return [fill["masked"] for _, fill in items]


def options(there: Phone) -> list[str]:
    return [key for kind in ("emails", "mobiles") for key, _ in LISTS[kind](there.state, there.world)]


def test_the_contacts_are_offered_masked_as_in_the_guide() -> None:
    there = phone(
        customer(
            "stefano",
            first_name="Stefano",
            last_name="Neri",
            tax_code=MARIO.tax_code,
            emails=["stefano@gmail.com", "1855@mail.com"],
            mobiles=["+393941234619", "+393951234619"],
        )
    )
    there.choose("person").say_name("Stefano", "Neri").submit_contact("nessuno@example.net").say_name("Stefano", "Neri")
    there.submit_tax_code(MARIO.tax_code)
    assert masks(there) == ["ste*****@gm***.com", "18*****@ma***.com", ".....619", ".....619"]
    assert options(there) == ["email_1", "email_2", "mobile_1", "mobile_2"]
    assert FACTS["has_emails"](there.state, there.world)
    assert FACTS["has_mobiles"](there.state, there.world)


@pytest.mark.parametrize(("option", "chosen"), [("mobile_1", "+393941234619"), ("mobile_2", "+393951234619")])
def test_equal_masks_stay_two_entries_and_each_is_its_own_contact(option: str, chosen: str) -> None:
    two = customer(
        "due",
        first_name="Mario",
        last_name="Rossi",
        tax_code=MARIO.tax_code,
        mobiles=["+393941234619", "+393951234619"],
    )
    there = phone(two).to_choice(two)
    assert len(set(masks(there))) == 1
    there.pick(option)
    assert [m.contact.value for m in there.messages] == [chosen]


def test_one_contact_written_twice_at_the_agency_is_one_entry() -> None:
    twice = customer(
        "doppia",
        first_name="Ada",
        last_name="Neri",
        tax_code=MARIO.tax_code,
        emails=["Ada@example.com", "ada@example.com"],
        mobiles=["+393941234521", "+393941234521"],
    )
    assert options(phone(twice).to_choice(twice)) == ["email_1", "mobile_1"]


def test_a_contact_that_is_somebodys_user_name_is_not_offered() -> None:
    there = phone().to_choice(LAURA)
    assert [contact.value for contact in there.state.offers] == ["+393941234526"]
    there = phone().register(PIETRO).confirm().to_welcome().to_choice(GALLO_SNC)
    assert [contact.value for contact in there.state.offers] == ["+393941234551"]


def test_a_landline_is_not_offered() -> None:
    rosa = customer(
        "rosa",
        first_name="Rosa",
        last_name="Greco",
        tax_code=MARIO.tax_code,
        emails=["r@example.com"],
        mobiles=["+390400123456"],
    )
    assert options(phone(rosa).to_choice(rosa)) == ["email_1"]


def test_without_any_contact_the_way_is_the_agency() -> None:
    club = customer("bosco", "company", company_name="Amici del Bosco", tax_code="99999090014")
    there = phone(club).to_choice(club)
    assert (there.step, there.outcome, there.why) == (
        "assistance",
        "identified_without_contact",
        ("contact_to_offer", "none"),
    )
    assert there.state.customer_id == ""
    assert there.back().step == "tax_code"


def test_when_every_contact_is_a_user_name_the_way_is_the_agency() -> None:
    chiara = customer("chiara", first_name="Chiara", last_name="Costa", mobiles=["+393941234539"])
    ion = customer("ion", first_name="Ion", last_name="Popescu", tax_code=MARIO.tax_code, mobiles=["+393941234539"])
    there = phone(with_account(chiara, "+393941234539"), ion).to_choice(ion)
    assert (there.step, there.outcome) == ("assistance", "identified_without_contact")
    assert there.why == ("contact_to_offer", "all_user_names")
    assert there.checks[-1].evidence == {"customer": "Ion Popescu"}


@pytest.mark.parametrize("who", [MARIO, GERACI, WELLION], ids=lambda who: who.profile)
@pytest.mark.parametrize("option", ["email_1", "mobile_1"])
def test_the_contact_chosen_receives_the_code_and_becomes_the_user_name(who: Customer, option: str) -> None:
    contact = who.emails[0] if option == "email_1" else who.mobiles[0]
    there = phone().to_choice(who).pick(option)
    assert (there.step, there.outcome) == ("confirm_contact", "contact_chosen")
    assert there.messages[-1].contact.value == contact
    assert bool(there.link) is (who.profile != "person")
    there.confirm()
    account = there.account(who)
    assert account is not None
    assert (account.username, account.password.get_secret_value()) == (contact, PASSWORD)
    assert there.log_in(contact).step == "confirm_identity"
    assert there.confirm().step == "home"


def test_a_business_link_confirms_a_chosen_contact_too() -> None:
    assert phone().to_choice(WELLION).pick("email_2").open_link().account(WELLION) is not None


def test_continue_without_a_choice_is_a_field_error() -> None:
    there = phone().to_choice(MARIO).pick("")
    assert (there.step, there.outcome, there.state.errors) == ("choose_contact", "fields_wrong", {"contact": "nothing"})
    assert [(check.id, check.source) for check in there.checks] == [("fields", "assumption")]


def test_a_choice_that_is_not_on_offer_is_ignored() -> None:
    there = phone().to_choice(LAURA).pick("email_1")
    assert (there.step, there.outcome) == ("choose_contact", "ignored")
    assert there.messages == ()


# 6C -------------------------------------------------------------------------------------------------------------------


def test_none_of_these_is_said_and_leads_to_assistance() -> None:
    there = phone().to_choice(MARIO)
    assert not FACTS["none_of_these"](there.state, there.world)
    there.edit("contact", "none")
    assert FACTS["none_of_these"](there.state, there.world)
    there.pick("none")
    assert (there.step, there.outcome, there.state.errors) == ("choose_contact", "none_of_these", {"contact": "none"})
    assert there.messages == ()
    there.send(ev.Tap.ask_assistance)
    assert there.step == "assistance"
    assert there.back().step == "choose_contact"
    assert there.pick("mobile_1").step == "confirm_contact"


def test_none_of_these_needs_no_service() -> None:
    assert phone().to_choice(MARIO).service(up=False).pick("none").outcome == "none_of_these"


# Going back, and the password that 1C keeps ---------------------------------------------------------------------------
