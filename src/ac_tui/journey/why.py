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
    mobile_check,
    on,
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
    reading = read_tax_code(question.tax_code)
    if errors:
        return _unusable(errors, reading.evidence, screen)
    if contacts and screen == "recover":
        found = [recovered_by(contact, asked.journey, world) for contact in contacts]
        customer, check = next((one for one in found if one[0] is not None), found[0])
        outcome = "recoverable" if customer is not None else "not_recoverable"
        return Decision("recover", "submit_recovery", outcome, "recover", (check,), "code")
    if contacts and screen in (*_BY_ACCOUNT, *_BY_MOBILE):
        return _by_account(contacts, asked, for_mobile=screen in _BY_MOBILE)
    if reading.value and (screen in _BY_TAX_CODE or not contacts):
        return _by_tax_code(reading.value, asked)
    if contacts:
        return _by_contact(contacts, reading.value, asked)
    if question.who.full_name and screen is None:
        return _by_name(asked)
    return Decision(screen or "welcome", "ask", NOTHING_TO_CHECK, screen or "welcome")


def _read(question: Question) -> tuple[list[Contact], dict[str, str]]:
    contacts: list[Contact] = []
    who, code, errors = question.who, question.tax_code, dict[str, str]()
    by_kind: dict[ContactKind, str] = {"email": question.email, "mobile": question.mobile}
    for kind, text in by_kind.items():
        contact, wrong = read_contact(kind, text) if text else (None, {})
        contacts += [contact] if contact else []
        errors |= wrong
    errors |= {
        "first_name": who.first_name and read_name(who.first_name).error,
        "last_name": who.last_name and read_name(who.last_name).error,
        "company_name": who.company_name and read_company(who.company_name).error,
        "tax_code": code and read_tax_code(code).error,
    }
    return contacts, {field: error for field, error in errors.items() if error}


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
        checks, situation = found.checks, "business" if customer.business else ""
        owners = asked.world.registry.by_tax_code(tax_code)
        if customer in owners:
            checks += (Check("tax_code_known", True, "guide 3C", evidence={"given": tax_code}),)
        elif owners:
            checks += (on(owners[0], "tax_code_known", ASSUMPTION, "other_customer", given=tax_code),)
        elif tax_code:
            checks += (unknown_tax_code(tax_code, (customer,)),)
        return Decision("contact", "submit_contact", "recognised", "confirm_contact", checks, situation)
    if tax_code:
        then = _by_tax_code(tax_code, asked)
        return replace(then, checks=(*found.checks, *then.checks))
    company = asked.who.profile == "company" or bool(asked.who.company_name)
    outcome, back = ("company_not_recognised", "company") if company else ("not_recognised", "identity")
    return Decision("contact", "submit_contact", outcome, back, found.checks)


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


def _by_account(contacts: list[Contact], asked: Enquiry, *, for_mobile: bool) -> Decision:
    """What stands between the customer and home, the password aside.

    `for_mobile`: seen from a screen that sends a code to the mobile, or lacks one (guide 9A, 10A).
    """
    journey, world = asked.journey, asked.world
    for customer, account in (pair for contact in contacts for pair in accounts_for(journey, world, contact.value)):
        checks = (
            on(customer, "user_known", "guide 8A"),
            *(() if for_mobile else (first_access_check(customer, account),)),
        )
        if account.first_access_done and not for_mobile:
            return Decision("login", "submit_login", "later_access", "home", checks)
        return _to_mobile(customer, *checks)
    unknown = unknown_user(contacts[0].value, journey, world, asked.who)
    owners = [customer for contact in contacts for customer in owners_of(contact, world) if for_mobile]
    if not owners:
        return Decision("login", "submit_login", "bad_credentials", "login", (unknown,))
    customer = min(owners, key=lambda owner: nearby.name_gap(asked.who, owner))
    return _to_mobile(customer, unknown if account_of(journey, customer) else on(customer, "no_account", ASSUMPTION))


def _to_mobile(customer: Customer, *checks: Check) -> Decision:
    check = mobile_check(customer)
    outcome, to = ("first_access", "confirm_identity") if check.passed else ("first_access_without_mobile", "no_mobile")
    return Decision("login", "submit_login", outcome, to, (*checks, check))
