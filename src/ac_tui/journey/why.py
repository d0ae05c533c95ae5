"""What the service would answer for the data a caller gives: the checks of the journey, without playing it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import nearby, recognise
from ac_tui.journey.advance import begin
from ac_tui.journey.decision import ASSUMPTION, Check, Decision
from ac_tui.journey.forms import field_check, read_contact
from ac_tui.journey.model import Applicant, Contact, Step
from ac_tui.journey.recognise import Enquiry, on
from ac_tui.journey.rules import read_company, read_name, read_tax_code
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer

NOTHING_TO_CHECK = "nothing_to_check"  # the outcome where the data say nothing that the registry could answer
NAMED = "named"  # the outcome where only a name is known: who is called so

_BY_MOBILE = ("confirm_identity", "no_mobile")
"""Screens that depend on the mobile, not on an account (guide 9A, 10A)."""


class Question(Struct, frozen=True):
    """What a caller says: any part may be "". `screen` is the step the customer looks at, "" if nobody knows."""

    who: Applicant
    email: str = ""
    mobile: str = ""
    tax_code: str = ""
    screen: Step | None = None


def diagnose(question: Question, world: World) -> Decision:
    """The decision the service would make; `to` is where the customer would end."""
    asked, screen = Enquiry(begin(world), world, question.who), question.screen
    contacts, tax_code, unusable = _read(question)
    if unusable:
        step = next(iter(unusable)) if screen is None else screen
        return Decision(step, "submit", "fields_wrong", step, tuple(unusable.values()))
    if contacts and screen == "recover":
        found = [asked.recovered_by(contact) for contact in contacts]
        customer, check = next((one for one in found if one[0] is not None), found[0])
        outcome = "recoverable" if customer is not None else "not_recoverable"
        return Decision("recover", "submit_recovery", outcome, "recover", (check,), "code")
    if contacts and screen in ("login", "home", *_BY_MOBILE):
        return _by_account(contacts, asked, for_mobile=screen in _BY_MOBILE)
    if tax_code and (screen in ("tax_code", "choose_contact", "assistance") or not contacts):
        return _by_tax_code(tax_code, asked)
    if contacts:
        return _by_contact(contacts, tax_code, asked)
    if question.who.full_name and screen is None:
        return _by_name(asked)
    return Decision(screen or "welcome", "ask", NOTHING_TO_CHECK, screen or "welcome")


def _read(question: Question) -> tuple[list[Contact], str, dict[Step, Check]]:
    """The contacts and the tax code said, and a failed check for each screen that asks for what cannot be used."""
    who, tax_code = question.who, read_tax_code(question.tax_code)
    email, no_email = read_contact("email", question.email)
    mobile, no_mobile = read_contact("mobile", question.mobile)
    errors: dict[Step, dict[str, str]] = {
        "contact": no_email | no_mobile,
        "identity": {"first_name": read_name(who.first_name).error, "last_name": read_name(who.last_name).error},
        "company": {"company_name": read_company(who.company_name).error},
        "tax_code": {"tax_code": tax_code.error},
    }
    checks: dict[Step, Check] = {}
    for step, here in errors.items():  # what was not said is "empty", and nothing wrong
        if wrong := {block: error for block, error in here.items() if error not in ("", "empty")}:
            checks[step] = field_check(ASSUMPTION, wrong, tax_code.evidence)
    return [contact for contact in (email, mobile) if contact], tax_code.value, checks


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
            checks += (recognise.unknown_tax_code(tax_code, (customer,)),)
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
    who, world = asked.who, asked.world
    near = nearby.alike(who, world)
    people = nearby.namesakes(who, world) or tuple(c for c in near if nearby.name_gap(who, c) == 0)
    listed = [f"{c.display_name} ({c.client_code})" for c in (people or near)[:5]]
    more = ["…"] if len(people or near) > 5 else []
    evidence = {"given": who.full_name, "people": ", ".join(listed + more)}
    reason = "found" if people else "near" if near else "unknown"
    check = Check("name_known", bool(people), ASSUMPTION, reason, evidence)
    return Decision("contact", "ask", NAMED, "contact", (check,))


def _by_account(contacts: list[Contact], asked: Enquiry, *, for_mobile: bool) -> Decision:
    """What stands between the customer and home, the password aside; `for_mobile`: on a screen of `_BY_MOBILE`."""
    for contact in contacts:
        for customer, account in asked.accounts_for(contact.value):
            known = on(customer, "user_known", "guide 8A")
            checks = (known,) if for_mobile else (known, recognise.first_access_check(customer, account))
            if account.first_access_done and not for_mobile:
                return Decision("login", "submit_login", "later_access", "home", checks)
            return _to_mobile(customer, *checks)
    unknown = asked.unknown_user(contacts[0].value)
    owners = [customer for contact in contacts for customer in asked.owners(contact) if for_mobile]
    if not owners:
        return Decision("login", "submit_login", "bad_credentials", "login", (unknown,))
    customer = min(owners, key=lambda owner: nearby.name_gap(asked.who, owner))
    has_account = asked.account(customer) is not None
    return _to_mobile(customer, unknown if has_account else on(customer, "no_account", ASSUMPTION))


def _to_mobile(customer: Customer, *checks: Check) -> Decision:
    check = recognise.mobile_check(customer)
    outcome, to = ("first_access", "confirm_identity") if check.passed else ("first_access_without_mobile", "no_mobile")
    return Decision("login", "submit_login", outcome, to, (*checks, check))
