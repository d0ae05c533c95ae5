"""What the service would answer for the data a caller gives: the checks of the journey, without playing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import nearby
from ac_tui.journey.accounts import account_of, accounts_for
from ac_tui.journey.advance import begin
from ac_tui.journey.applicant import Applicant
from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.forms import read_contact
from ac_tui.journey.guide import ASSUMPTION, for_customer
from ac_tui.journey.model import Contact, Journey, Step
from ac_tui.journey.recognise import (
    Finding,
    identify,
    mobile_check,
    owners_of,
    recognise,
    unknown_tax_code,
)
from ac_tui.journey.rules import names, tax_codes
from ac_tui.journey.users import first_access_check, recovered_by, unknown_user

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer

NOTHING_TO_CHECK = "nothing_to_check"
"""The outcome where the data say nothing that the registry could answer."""
NAMED = "named"
"""The outcome where only a name is known: who is called so."""

_BY_TAX_CODE = ("tax_code", "choose_contact", "assistance")
_BY_ACCOUNT = ("login", "home")
_BY_MOBILE = ("confirm_identity", "no_mobile")
"""Screens that depend on the customer's mobile, whatever the registry knows of an account (guide 9A, 10A)."""
_MOST_NAMES: Final = 5

_ASKED_ON: dict[str, Step] = {
    "first_name": "identity",
    "last_name": "identity",
    "company_name": "company",
    "tax_code": "tax_code",
}
"""The screen that asks for a field; every other one is on `contact`."""


class Question(Struct, frozen=True):
    """What a caller says: any part may be "". `screen` is the step the customer looks at, "" if nobody knows."""

    who: Applicant
    email: str = ""
    mobile: str = ""
    tax_code: str = ""
    screen: Step | None = None


def diagnose(question: Question, world: World) -> Decision:
    """The decision the service would make: by account on the screens of the login, its first access and the recovery,
    by tax code on those of part C (or where only a tax code is known), else by contact and name, then by tax code.

    `to` is where the customer would end.
    """
    journey = begin(world)
    who, screen = question.who, question.screen
    contacts, errors = _read_contacts(question)
    errors |= _read_names(who)
    tax_code = tax_codes.read_tax_code(question.tax_code)
    if question.tax_code and tax_code.error:
        errors["tax_code"] = tax_code.error
    if errors:
        return _unusable(errors, tax_code.evidence, screen)
    if contacts and screen == "recover":
        return _by_recovery(contacts, journey, world)
    if contacts and screen in _BY_MOBILE:
        return _by_mobile(who, contacts, journey, world)
    if contacts and screen in _BY_ACCOUNT:
        return _by_account(who, contacts, journey, world)
    if tax_code.value and (screen in _BY_TAX_CODE or not contacts):
        return _by_tax_code(who, tax_code.value, journey, world)
    if contacts:
        by_contact, customer = _by_contact(who, contacts, journey, world)
        return _then_by_tax_code(by_contact, customer, who, tax_code.value, journey, world)
    if who.full_name and screen is None:
        return _by_name(who, world)
    return Decision(screen or "welcome", "ask", NOTHING_TO_CHECK, screen or "welcome")


def _read_contacts(question: Question) -> tuple[list[Contact], dict[str, str]]:
    contacts: list[Contact] = []
    errors: dict[str, str] = {}
    for kind, text in (("email", question.email), ("mobile", question.mobile)):
        if text:
            reading = read_contact("email" if kind == "email" else "mobile", text, "+39")
            if reading.contact is not None:
                contacts.append(reading.contact)
            else:
                errors[reading.block] = reading.error
    return contacts, errors


def _read_names(who: Applicant) -> dict[str, str]:
    readings = {
        "first_name": names.read_name(who.first_name).error if who.first_name else "",
        "last_name": names.read_name(who.last_name).error if who.last_name else "",
        "company_name": names.read_company(who.company_name).error if who.company_name else "",
    }
    return {field: error for field, error in readings.items() if error}


def _unusable(errors: dict[str, str], details: dict[str, str], screen: Step | None) -> Decision:
    """Fields that cannot be used as they were said: a check for each screen that asks for some of them."""
    steps: dict[Step, None] = dict.fromkeys(_ASKED_ON.get(field, "contact") for field in errors)
    checks = []
    for step in steps:
        here = {field: error for field, error in errors.items() if _ASKED_ON.get(field, "contact") == step}
        evidence = {"fields": ", ".join(here), "errors": ", ".join(here.values())} | details
        checks.append(Check("fields", False, ASSUMPTION, "field_error", evidence))
    at = next(iter(steps)) if screen is None else screen
    return Decision(at, "submit", "fields_wrong", at, tuple(checks))


def _by_contact(
    who: Applicant, contacts: list[Contact], journey: Journey, world: World
) -> tuple[Decision, Customer | None]:
    """The first contact that would be recognised, else what stands against the first one given."""
    findings = [recognise(who, contact, journey, world) for contact in contacts]
    found = next((finding for finding in findings if finding.customer), findings[0])
    if found.customer is not None:
        business = found.customer.profile != "person"
        decision = Decision("contact", "submit_contact", "recognised", "confirm_contact", found.checks)
        return replace(decision, situation="business" if business else ""), found.customer
    company = who.profile == "company" or bool(who.company_name)
    outcome = "company_not_recognised" if company else "not_recognised"
    back = "company" if company else "identity"
    return Decision("contact", "submit_contact", outcome, back, found.checks), None


def _then_by_tax_code(
    before: Decision, customer: Customer | None, who: Applicant, tax_code: str, journey: Journey, world: World
) -> Decision:
    """What a tax code adds to the decision by contact: nothing is asked of who was recognised, else 2C comes next."""
    if not tax_code:
        return before
    if customer is None:
        then = _by_tax_code(who, tax_code, journey, world)
        return replace(then, checks=(*before.checks, *then.checks))
    return replace(before, checks=(*before.checks, _own_tax_code(customer, tax_code, world)))


def _own_tax_code(customer: Customer, tax_code: str, world: World) -> Check:
    """Whether a tax code is this customer's."""
    owners = world.registry.by_tax_code(tax_code)
    if not owners:
        return unknown_tax_code(tax_code, (customer,))
    if customer in owners:
        return Check("tax_code_known", True, "guide 3C", evidence={"given": tax_code})
    evidence = {"given": tax_code, "customer": owners[0].display_name}
    return Check("tax_code_known", False, ASSUMPTION, "other_customer", evidence)


def _by_tax_code(who: Applicant, tax_code: str, journey: Journey, world: World) -> Decision:
    found: Finding = identify(who, tax_code, journey, world)
    if found.customer is None:
        return Decision("tax_code", "submit_tax_code", "unidentified", "assistance", found.checks)
    if not found.offers:
        return Decision("tax_code", "submit_tax_code", "identified_without_contact", "assistance", found.checks)
    return Decision("tax_code", "submit_tax_code", "identified", "choose_contact", found.checks)


def _by_name(who: Applicant, world: World) -> Decision:
    """Who in the registry is called so, or nearly so: the desk's next question is a contact (assumption)."""
    near = nearby.alike(who, world)
    people = nearby.namesakes(who, world) or tuple(c for c in near if nearby.name_gap(who, c) == 0)
    listed = [f"{c.display_name} ({c.client_code})" for c in (people or near)[:_MOST_NAMES]]
    more = ["…"] if len(people or near) > _MOST_NAMES else []
    evidence = {"given": who.full_name, "people": ", ".join(listed + more)}
    reason = "found" if people else "near" if near else "unknown"
    check = Check("name_known", bool(people), ASSUMPTION, reason, evidence)
    return Decision("contact", "ask", NAMED, "contact", (check,))


def _by_account(who: Applicant, contacts: list[Contact], journey: Journey, world: World) -> Decision:
    """What stands between the owner of a user name and home, the password aside."""
    pairs = [pair for contact in contacts for pair in accounts_for(journey, world, contact.value)]
    if not pairs:
        check = unknown_user(journey, world, contacts[0].value, who)
        return Decision("login", "submit_login", "bad_credentials", "login", (check,))
    customer, account = pairs[0]
    checks = (_known_user(customer), first_access_check(customer, account))
    if account.first_access_done:
        return Decision("login", "submit_login", "later_access", "home", checks)
    return _to_mobile(customer, checks)


def _known_user(customer: Customer) -> Check:
    source = for_customer("guide 8A", customer.business)
    return Check("user_known", True, source, evidence={"customer": customer.display_name})


def _by_recovery(contacts: list[Contact], journey: Journey, world: World) -> Decision:
    """Whether the first contact given that could do so recovers an account; the screen never tells."""
    found = [recovered_by(contact, journey, world) for contact in contacts]
    customer, check = next((one for one in found if one[0] is not None), found[0])
    outcome = "recoverable" if customer is not None else "not_recoverable"
    return Decision("recover", "submit_recovery", outcome, "recover", (check,), "code")


def _by_mobile(who: Applicant, contacts: list[Contact], journey: Journey, world: World) -> Decision:
    """What a screen that sends a code to the mobile, or lacks one, means for this customer (guide 9A, 10A)."""
    pairs = [pair for contact in contacts for pair in accounts_for(journey, world, contact.value)]
    owners = [customer for contact in contacts for customer in owners_of(contact, world)]
    if pairs:
        customer = pairs[0][0]
        return _to_mobile(customer, (_known_user(customer),))
    if not owners:
        return _by_account(who, contacts, journey, world)
    customer = min(owners, key=lambda owner: nearby.name_gap(who, owner))
    account = account_of(journey, customer)
    if account is not None:
        return _to_mobile(customer, (unknown_user(journey, world, contacts[0].value, who),))
    known = Check("no_account", True, ASSUMPTION, evidence={"customer": customer.display_name})
    return _to_mobile(customer, (known,))


def _to_mobile(customer: Customer, checks: tuple[Check, ...]) -> Decision:
    """The first access of a customer, who has a mobile for its code or not."""
    check = mobile_check(customer)
    outcome, to = ("first_access", "confirm_identity") if check.passed else ("first_access_without_mobile", "no_mobile")
    return Decision("login", "submit_login", outcome, to, (*checks, check))
