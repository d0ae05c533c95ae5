"""What the service would answer for the data a caller gives: the checks of the journey, without playing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ac_tui.journey.accounts import accounts_for
from ac_tui.journey.advance import begin
from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.fields import read_contact
from ac_tui.journey.model import Contact, Journey, Step
from ac_tui.journey.recognise import Applicant, Finding, contacts_of, identify, recognise
from ac_tui.journey.rules import companies, names, tax_codes

if TYPE_CHECKING:
    from ac_tui.journey.world import World

NOTHING_TO_CHECK = "nothing_to_check"
"""The outcome where the data say nothing that the registry could answer."""

_BY_TAX_CODE = ("tax_code", "choose_contact", "assistance")
_BY_ACCOUNT = ("login", "confirm_identity", "no_mobile", "home", "recover")


@dataclass(frozen=True, slots=True)
class Question:
    """What a caller says: any part may be "". `screen` is the step the customer looks at, "" if nobody knows."""

    who: Applicant
    email: str = ""
    mobile: str = ""
    tax_code: str = ""
    screen: Step | None = None


def diagnose(question: Question, world: World) -> Decision:
    """The decision the service would make: by account on the screens after login, by tax code on those of part C (or
    where only a tax code is known), else by contact and name. `to` is the step where the customer would end.
    """
    journey = begin(world)
    screen = question.screen
    contacts, errors = _read_contacts(question)
    errors |= _read_names(question.who)
    tax_code = tax_codes.read_tax_code(question.tax_code)
    if question.tax_code and tax_code.error:
        errors["tax_code"] = tax_code.error
    if errors:
        place = screen or _screen_of(next(iter(errors)), question.who)
        check = Check("fields", False, "guide 4A", "field_error", {"fields": ", ".join(errors)})
        return Decision(place, "submit", "fields_wrong", place, (check,))
    if contacts and screen in _BY_ACCOUNT:
        return _by_account(contacts, journey, world)
    if tax_code.value and (screen in _BY_TAX_CODE or not contacts):
        return _by_tax_code(question.who, tax_code.value, journey, world)
    if contacts:
        return _by_contact(question.who, contacts, journey, world)
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
        "company_name": companies.read_company(who.company_name).error if who.company_name else "",
    }
    return {field: error for field, error in readings.items() if error}


def _screen_of(field: str, who: Applicant) -> Step:
    if field == "tax_code":
        return "tax_code"
    if field in ("first_name", "last_name"):
        return "identity"
    return "company" if field == "company_name" else "contact"


def _by_contact(who: Applicant, contacts: list[Contact], journey: Journey, world: World) -> Decision:
    """The first contact that would be recognised, else what stands against the first one given."""
    findings = [recognise(who, contact, journey, world) for contact in contacts]
    found = next((finding for finding in findings if finding.customer), findings[0])
    if found.customer is not None:
        return Decision("contact", "submit_contact", "recognised", "confirm_contact", found.checks)
    company = who.profile == "company" or bool(who.company_name)
    outcome = "company_not_recognised" if company else "not_recognised"
    return Decision("contact", "submit_contact", outcome, "company" if company else "identity", found.checks)


def _by_tax_code(who: Applicant, tax_code: str, journey: Journey, world: World) -> Decision:
    found: Finding = identify(who, tax_code, journey, world)
    if found.customer is None:
        return Decision("tax_code", "submit_tax_code", "unidentified", "assistance", found.checks)
    if not found.offers:
        return Decision("tax_code", "submit_tax_code", "identified_without_contact", "assistance", found.checks)
    return Decision("tax_code", "submit_tax_code", "identified", "choose_contact", found.checks)


def _by_account(contacts: list[Contact], journey: Journey, world: World) -> Decision:
    """What stands between the owner of a user name and home, the password aside."""
    pairs = [pair for contact in contacts for pair in accounts_for(journey, world, contact.value)]
    if not pairs:
        check = Check("user_known", False, "guide 8A", "unknown")
        return Decision("login", "submit_login", "bad_credentials", "login", (check,))
    customer, account = pairs[0]
    evidence = {"customer": customer.display_name}
    checks = [Check("user_known", True, "guide 8A", evidence=evidence)]
    first = not account.first_access_done
    checks.append(Check("first_access", True, "guide 9A", "first" if first else "later"))
    if not first:
        return Decision("login", "submit_login", "later_access", "home", tuple(checks))
    mobile = any(contact.kind == "mobile" for contact in contacts_of(customer))
    reason = "" if mobile else "landline" if customer.mobiles else "none"
    checks.append(Check("mobile_registered", mobile, "guide 10A", reason, evidence))
    if mobile:
        return Decision("login", "submit_login", "first_access", "confirm_identity", tuple(checks))
    return Decision("login", "submit_login", "first_access_without_mobile", "no_mobile", tuple(checks))
