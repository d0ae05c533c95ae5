"""What the service would answer for the data a caller gives: the checks of the journey, without playing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import nearby
from ac_tui.journey.accounts import account_of, accounts_for, owners_of
from ac_tui.journey.advance import begin
from ac_tui.journey.decision import ASSUMPTION, Check, Decision
from ac_tui.journey.forms import read_contact
from ac_tui.journey.model import Applicant, Contact, ContactKind, Step
from ac_tui.journey.recognise import (
    Enquiry,
    first_access_check,
    known_user,
    mobile_check,
    recovered_by,
    unknown_tax_code,
    unknown_user,
)
from ac_tui.journey.rules.names import read_company, read_name
from ac_tui.journey.rules.tax_codes import read_tax_code

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
    """The decision the service would make; `to` is where the customer would end.

    By account on the screens of login, first access and recovery, by tax code on those of part C (or where only that is
    known), else by contact and name, then by tax code.
    """
    asked, screen = Enquiry(question.who, begin(world), world), question.screen
    contacts, errors = _read(question)
    if errors:
        return _unusable(errors, read_tax_code(question.tax_code).evidence, screen)
    tax_code = read_tax_code(question.tax_code).value
    if contacts and screen == "recover":
        return _by_recovery(contacts, asked)
    if contacts and screen in _BY_MOBILE:
        return _by_mobile(contacts, asked)
    if contacts and screen in _BY_ACCOUNT:
        return _by_account(contacts, asked)
    if tax_code and (screen in _BY_TAX_CODE or not contacts):
        return _by_tax_code(tax_code, asked)
    if contacts:
        return _by_contact(contacts, tax_code, asked)
    if question.who.full_name and screen is None:
        return _by_name(asked)
    return Decision(screen or "welcome", "ask", NOTHING_TO_CHECK, screen or "welcome")


def _read(question: Question) -> tuple[list[Contact], dict[str, str]]:
    contacts: list[Contact] = []
    errors: dict[str, str] = {}
    by_kind: dict[ContactKind, str] = {"email": question.email, "mobile": question.mobile}
    for kind, text in by_kind.items():
        reading = read_contact(kind, text, "+39")
        if text and reading.contact is not None:
            contacts.append(reading.contact)
        elif text:
            errors[reading.block] = reading.error
    who = question.who
    readers = (("first_name", who.first_name, read_name), ("last_name", who.last_name, read_name))
    for field, text, read in (*readers, ("company_name", who.company_name, read_company)):
        if text and (error := read(text).error):
            errors[field] = error
    if question.tax_code and (error := read_tax_code(question.tax_code).error):
        errors["tax_code"] = error
    return contacts, errors


def _unusable(errors: dict[str, str], details: dict[str, str], screen: Step | None) -> Decision:
    """Fields that cannot be used as they were said: a check for each screen that asks for some of them."""
    by_step: dict[Step, dict[str, str]] = {}
    for field, error in errors.items():
        by_step.setdefault(_ASKED_ON.get(field, "contact"), {})[field] = error
    checks = []
    for here in by_step.values():
        evidence = {"fields": ", ".join(here), "errors": ", ".join(here.values())} | details
        checks.append(Check("fields", False, ASSUMPTION, "field_error", evidence))
    at = next(iter(by_step)) if screen is None else screen
    return Decision(at, "submit", "fields_wrong", at, tuple(checks))


def _by_contact(contacts: list[Contact], tax_code: str, asked: Enquiry) -> Decision:
    """The first contact that would be recognised, else what stands against the first one given, and 2C after it."""
    findings = [asked.by_contact(contact) for contact in contacts]
    found = next((finding for finding in findings if finding.customer), findings[0])
    if (customer := found.customer) is not None:
        checks = (*found.checks, *((_own_tax_code(customer, tax_code, asked.world),) if tax_code else ()))
        situation = "business" if customer.profile != "person" else ""
        return Decision("contact", "submit_contact", "recognised", "confirm_contact", checks, situation)
    if tax_code:
        then = _by_tax_code(tax_code, asked)
        return replace(then, checks=(*found.checks, *then.checks))
    company = asked.who.profile == "company" or bool(asked.who.company_name)
    outcome, back = ("company_not_recognised", "company") if company else ("not_recognised", "identity")
    return Decision("contact", "submit_contact", outcome, back, found.checks)


def _own_tax_code(customer: Customer, tax_code: str, world: World) -> Check:
    owners = world.registry.by_tax_code(tax_code)
    if not owners:
        return unknown_tax_code(tax_code, (customer,))
    if customer in owners:
        return Check("tax_code_known", True, "guide 3C", evidence={"given": tax_code})
    evidence = {"given": tax_code, "customer": owners[0].display_name}
    return Check("tax_code_known", False, ASSUMPTION, "other_customer", evidence)


def _by_tax_code(tax_code: str, asked: Enquiry) -> Decision:
    found, outcome, to = asked.by_tax_code(tax_code), "unidentified", "assistance"
    if found.offers:
        outcome, to = "identified", "choose_contact"
    elif found.customer is not None:
        outcome = "identified_without_contact"
    return Decision("tax_code", "submit_tax_code", outcome, to, found.checks)


def _by_name(asked: Enquiry) -> Decision:
    """Who in the registry is called so, or nearly so: the desk's next question is a contact (assumption)."""
    who, registry = asked.who, asked.world.registry
    near = nearby.alike(who, registry)
    people = nearby.namesakes(who, registry) or tuple(c for c in near if nearby.name_gap(who, c) == 0)
    listed = [f"{c.display_name} ({c.client_code})" for c in (people or near)[:_MOST_NAMES]]
    more = ["…"] if len(people or near) > _MOST_NAMES else []
    evidence = {"given": who.full_name, "people": ", ".join(listed + more)}
    reason = "found" if people else "near" if near else "unknown"
    check = Check("name_known", bool(people), ASSUMPTION, reason, evidence)
    return Decision("contact", "ask", NAMED, "contact", (check,))


def _by_account(contacts: list[Contact], asked: Enquiry) -> Decision:
    pairs = [pair for contact in contacts for pair in accounts_for(asked.journey, asked.world, contact.value)]
    if not pairs:
        check = unknown_user(contacts[0].value, asked.journey, asked.world, asked.who)
        return Decision("login", "submit_login", "bad_credentials", "login", (check,))
    customer, account = pairs[0]
    checks = (known_user(customer), first_access_check(customer, account))
    if account.first_access_done:
        return Decision("login", "submit_login", "later_access", "home", checks)
    return _to_mobile(customer, *checks)


def _by_recovery(contacts: list[Contact], asked: Enquiry) -> Decision:
    """Whether the first contact given that could do so recovers an account; the screen never tells."""
    found = [recovered_by(contact, asked.journey, asked.world) for contact in contacts]
    customer, check = next((one for one in found if one[0] is not None), found[0])
    outcome = "recoverable" if customer is not None else "not_recoverable"
    return Decision("recover", "submit_recovery", outcome, "recover", (check,), "code")


def _by_mobile(contacts: list[Contact], asked: Enquiry) -> Decision:
    """What a screen that sends a code to the mobile, or lacks one, means for this customer (guide 9A, 10A)."""
    journey, world = asked.journey, asked.world
    for contact in contacts:
        for customer, _ in accounts_for(journey, world, contact.value):
            return _to_mobile(customer, known_user(customer))
    owners = [customer for contact in contacts for customer in owners_of(contact, world)]
    if not owners:
        return _by_account(contacts, asked)
    customer = min(owners, key=lambda owner: nearby.name_gap(asked.who, owner))
    if account_of(journey, customer) is not None:
        return _to_mobile(customer, unknown_user(contacts[0].value, journey, world, asked.who))
    return _to_mobile(customer, Check("no_account", True, ASSUMPTION, evidence={"customer": customer.display_name}))


def _to_mobile(customer: Customer, *checks: Check) -> Decision:
    check = mobile_check(customer)
    outcome, to = ("first_access", "confirm_identity") if check.passed else ("first_access_without_mobile", "no_mobile")
    return Decision("login", "submit_login", outcome, to, (*checks, check))
