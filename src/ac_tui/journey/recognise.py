"""Who is this? The checks that recognise a customer by contact and name, or identify one by tax code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ac_tui.journey.accounts import account_of, owner_of_username
from ac_tui.journey.decision import Check
from ac_tui.journey.model import Contact, Journey, Profile
from ac_tui.journey.rules import companies, names
from ac_tui.registry.keys import company_key, email_key
from ac_tui.registry.phones import usable_mobiles

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody says of themselves: the profile chosen and the name given. An empty part is not checked."""

    profile: Profile | None
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""

    @property
    def full_name(self) -> str:
        """The name as given, for evidence."""
        return self.company_name or f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Finding:
    """Who was found, or None, and every check made on the way, in order; `nearest` is whose data came closest."""

    customer: Customer | None
    checks: tuple[Check, ...]
    nearest: Customer | None = None
    offers: tuple[Contact, ...] = ()


def recognise(who: Applicant, contact: Contact, journey: Journey, world: World) -> Finding:
    """Recognise a customer by contact and name (guide 4A, 4B, 1C).

    One customer of that profile, actively insured, without an account, whose contact is nobody's user name.
    """
    owners = owners_of(contact, world)
    if not owners:
        return Finding(None, (_unknown_contact(who, contact, world),), next(iter(_by_name(who, world)), None))
    known = Check("contact_known", True, "guide 4A", evidence={"contact": contact.value})
    makers: tuple[_Maker, ...] = (_profile, _name, _policy, _account, _free(contact))
    findings = _judged(who, owners, makers, journey, world, first=known)
    found = [finding for finding in findings if finding.customer is not None]
    if len(found) > 1:  # father and son of one name, with one mailbox: only the tax code tells them apart
        codes = ", ".join(f.customer.client_code for f in found if f.customer)
        several = Check("one_customer", False, "assumption", "several", {"client_codes": codes})
        return Finding(None, (*found[0].checks, several), found[0].customer)
    return _best(findings)


def identify(who: Applicant, tax_code: str, journey: Journey, world: World) -> Finding:
    """Identify a customer by Codice Fiscale or Partita IVA (guide 2C): of that name, actively insured, without account.

    `offers` are the contacts that may receive the code: registered ones that are nobody's user name.
    """
    owners = world.registry.by_tax_code(tax_code)
    if not owners:
        unknown = Check("tax_code_known", False, "guide 2C", "unknown", {"given": tax_code})
        return Finding(None, (unknown,), next(iter(_by_name(who, world)), None))
    known = Check("tax_code_known", True, "guide 2C", evidence={"given": tax_code})
    found = _best(_judged(who, owners, (_profile, _name, _policy, _account), journey, world, first=known))
    if found.customer is None:
        return found
    offers = offers_of(found.customer, journey, world)
    offer = _offer_check(found.customer, offers)
    return Finding(found.customer, (*found.checks, offer), found.customer, offers)


def owners_of(contact: Contact, world: World) -> tuple[Customer, ...]:
    """The customers who left this contact at the Agenzia, in registry order."""
    look_up = world.registry.by_email if contact.kind == "email" else world.registry.by_mobile
    return look_up(contact.value)


def contacts_of(customer: Customer) -> Iterator[Contact]:
    """Every contact of a customer that can receive a code: emails first, then real mobiles."""
    for email in dict.fromkeys(map(email_key, customer.emails)):
        yield Contact("email", email)
    for mobile in dict.fromkeys(usable_mobiles(customer)):
        yield Contact("mobile", mobile)


def offers_of(customer: Customer, journey: Journey, world: World) -> tuple[Contact, ...]:
    """The contacts that choose_contact may offer: those that are nobody's user name (guide 4A, 3C)."""
    return tuple(c for c in contacts_of(customer) if owner_of_username(journey, world, c.value) is None)


_Maker = Callable[[Applicant, "Customer", Journey, "World"], Check]


def _judged(
    who: Applicant,
    owners: Iterable[Customer],
    makers: tuple[_Maker, ...],
    journey: Journey,
    world: World,
    *,
    first: Check,
) -> list[Finding]:
    """A finding for each owner, with the checks made until one failed."""
    findings = []
    for customer in owners:
        checks = [first]
        for make in makers:
            if (make is _profile and who.profile is None) or (make is _name and not who.full_name):
                continue  # nothing was said to compare
            check = make(who, customer, journey, world)
            checks.append(check)
            if not check.passed:
                break
        passed = checks[-1].passed
        findings.append(Finding(customer if passed else None, tuple(checks), customer))
    return findings


def _best(findings: list[Finding]) -> Finding:
    """The first owner who passed every check, else the one who passed most of them before failing."""
    passed = (finding for finding in findings if finding.customer is not None)
    return next(passed, None) or max(findings, key=lambda finding: len(finding.checks))


def _by_name(who: Applicant, world: World) -> tuple[Customer, ...]:
    if who.company_name:
        return world.registry.by_company(who.company_name)
    return world.registry.by_name(who.first_name, who.last_name)


def _unknown_contact(who: Applicant, contact: Contact, world: World) -> Check:
    namesake = next(iter(_by_name(who, world)), None)
    evidence = {"contact": contact.value}
    if namesake is not None:
        evidence["customer"] = namesake.display_name
        evidence["known"] = ", ".join((*namesake.emails, *namesake.mobiles))
    return Check("contact_known", False, "guide 4A", "unknown", evidence)


def _profile(who: Applicant, customer: Customer, _: Journey, __: World) -> Check:
    passed = who.profile == customer.profile
    return Check(
        "contact_profile", passed, "guide 2A", "" if passed else customer.profile, {"customer": customer.display_name}
    )


def _name(who: Applicant, customer: Customer, _: Journey, world: World) -> Check:
    """Whether the name given is the one in Agenzia; a part that was not given at all is not compared."""
    evidence = {"given": who.full_name, "known": customer.display_name}
    if customer.profile == "company":
        given = who.company_name or customer.company_name
        reason = "" if companies.same_company(given, customer.company_name) else _company_reason(given, customer)
        return Check("name", not reason, "guide 3B", reason, evidence)
    first, last = who.first_name or customer.first_name, who.last_name or customer.last_name
    reason = names.name_hint(first, last, customer.first_name, customer.last_name)
    evidence |= {
        "given_first": first,
        "given_last": last,
        "known_first": customer.first_name,
        "known_last": customer.last_name,
    }
    namesake = next(iter(_by_name(who, world)), None)
    if reason and namesake is not None:
        reason = "other_person"
        evidence |= {"owner": customer.display_name, "customer": namesake.display_name}
    return Check("name", not reason, "guide 3A" if customer.profile == "person" else "guide 3B", reason, evidence)


def _company_reason(given: str, customer: Customer) -> str:
    base, form = company_key(given)
    known_base, known_form = company_key(customer.company_name)
    return "company_form" if base == known_base and form != known_form else "company_name"


def _policy(_: Applicant, customer: Customer, __: Journey, world: World) -> Check:
    counts = world.policy.corporate_policy_counts or customer.profile != "person"
    active = [p for p in customer.policies if p.active]
    good = [p for p in active if counts or p.kind == "individual"]
    if good:
        return Check("active_policy", True, "guide 1A", evidence={"number": good[0].number})
    evidence = {"customer": customer.display_name}
    if active:
        return Check("active_policy", False, world.policy.source("corporate_policy_counts"), "corporate_only", evidence)
    if not customer.policies:
        return Check("active_policy", False, "guide 1A", "none", evidence)
    last = max(customer.policies, key=lambda policy: policy.ended or date.min)
    evidence |= {"number": last.number, "since": f"{last.ended:%d/%m/%Y}" if last.ended else "—"}
    return Check("active_policy", False, "guide 1A", "lapsed", evidence)


def _account(_: Applicant, customer: Customer, journey: Journey, world: World) -> Check:
    account = account_of(journey, customer)
    if account is None:
        return Check("no_account", True, "assumption", evidence={"customer": customer.display_name})
    evidence = {"customer": customer.display_name, "username": account.username}
    return Check("no_account", False, "assumption", "registered", evidence)


def _free(contact: Contact) -> _Maker:
    def check(_: Applicant, customer: Customer, journey: Journey, world: World) -> Check:
        owner = owner_of_username(journey, world, contact.value)
        if owner is None:
            return Check("contact_free", True, "guide 4A", evidence={"contact": contact.value})
        evidence = {"contact": contact.value, "owner": owner.display_name, "customer": customer.display_name}
        return Check("contact_free", False, "guide 4A", "user_name_of_other", evidence)

    return check


def _offer_check(customer: Customer, offers: tuple[Contact, ...]) -> Check:
    if offers:
        return Check("contact_to_offer", True, "guide 3C", evidence={"number": str(len(offers))})
    reason = "all_user_names" if any(True for _ in contacts_of(customer)) else "none"
    return Check("contact_to_offer", False, "guide 3C", reason, {"customer": customer.display_name})
