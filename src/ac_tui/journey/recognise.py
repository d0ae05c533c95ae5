"""Who is this? The checks that recognise a customer by contact and name, or identify one by tax code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import nearby
from ac_tui.journey.accounts import account_of, owner_of_username
from ac_tui.journey.applicant import Applicant
from ac_tui.journey.decision import Check
from ac_tui.journey.guide import ASSUMPTION, for_customer
from ac_tui.journey.model import Contact, Journey
from ac_tui.journey.rules import names
from ac_tui.registry.companies import other_form, same_company
from ac_tui.registry.keys import email_key
from ac_tui.registry.numbers import mobile_key, usable_mobiles

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer

__all__ = ["Applicant", "Finding", "contacts_of", "identify", "offers_of", "owners_of", "recognise"]


class Finding(Struct, frozen=True):
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
        return _unknown_contact(who, contact, journey, world)
    known = Check("contact_known", True, for_customer("guide 4A", who.business), evidence={"contact": contact.shown})
    makers: tuple[_Maker, ...] = (_profile, _name, _policy, _account, _free(contact))
    findings = _judged(who, owners, makers, journey, world, first=known)
    found = [finding for finding in findings if finding.customer is not None]
    if len(found) > 1:  # father and son of one name, with one mailbox: only the tax code tells them apart
        codes = ", ".join(f.customer.client_code for f in found if f.customer)
        several = Check("one_customer", False, ASSUMPTION, "several", {"client_codes": codes})
        return Finding(None, (*found[0].checks, several), found[0].customer)
    return _best(who, findings)


def identify(who: Applicant, tax_code: str, journey: Journey, world: World) -> Finding:
    """Identify a customer by Codice Fiscale or Partita IVA (guide 3C): of that profile, actively insured, no account.

    The name is compared only where the policy says so. `offers` are the contacts that may receive the code: registered
    ones that are nobody's user name.
    """
    owners = world.registry.by_tax_code(tax_code)
    if not owners:
        people = dict.fromkeys((*nearby.namesakes(who, world), *(nearby.alike(who, world) if who.full_name else ())))
        return Finding(None, (unknown_tax_code(tax_code, people),), next(iter(people), None))
    known = Check("tax_code_known", True, "guide 3C", evidence={"given": tax_code})
    makers = (_profile, *((_name_too,) if world.policy.tax_code_needs_name else ()), _policy, _account)
    found = _best(who, _judged(who, owners, makers, journey, world, first=known))
    if found.customer is None:
        return found
    offers = offers_of(found.customer, journey, world)
    offer = _offer_check(found.customer, offers)
    return Finding(found.customer, (*found.checks, offer), found.customer, offers)


def unknown_tax_code(tax_code: str, people: Iterable[Customer]) -> Check:
    """The failed check of a tax code that nobody has, with the one that may be meant among those of `people`."""
    found = nearby.misread(tax_code, people)
    if found is None:
        return Check("tax_code_known", False, ASSUMPTION, "unknown", {"given": tax_code})
    evidence = {"given": tax_code, "near": found[1], "customer": found[0].display_name}
    return Check("tax_code_known", False, ASSUMPTION, "near", evidence)


def owners_of(contact: Contact, world: World) -> tuple[Customer, ...]:
    """The customers who left this contact at the Agenzia, in registry order."""
    look_up = world.registry.by_email if contact.kind == "email" else world.registry.by_mobile
    return look_up(contact.value)


def contacts_of(customer: Customer) -> Iterator[Contact]:
    """Every contact of a customer that can receive a code: emails first, then real mobiles."""
    yield from dict.fromkeys(Contact("email", email_key(email), email) for email in customer.emails)
    for mobile in dict.fromkeys(usable_mobiles(customer)):
        yield Contact("mobile", mobile)


def as_written(username: str, customer: Customer) -> str:
    """A user name as the Agenzia wrote that contact of the customer, else as it is compared."""
    return next((contact.shown for contact in contacts_of(customer) if contact.value == username), username)


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
        asked = [make for make in makers if _asked(make, who, customer)]
        for number, make in enumerate(asked, start=1):
            check = make(who, customer, journey, world)
            if not check.passed:
                also = _also_against(who, customer, check, asked[number:], journey, world)
                check = replace(check, also=(*check.also, *also))
            checks.append(check)
            if not check.passed:
                break
        passed = checks[-1].passed
        findings.append(Finding(customer if passed else None, tuple(checks), customer))
    return findings


def _asked(make: _Maker, who: Applicant, customer: Customer) -> bool:
    """Whether enough was said to compare; a name of the other kind says that the profile is wrong."""
    if make is _profile:
        return who.profile is not None or (bool(who.full_name) and not who.named_like(customer))
    return bool(who.full_name) or make not in (_name, _name_too)


def _also_against(
    who: Applicant, customer: Customer, failed: Check, rest: Iterable[_Maker], journey: Journey, world: World
) -> tuple[Check, ...]:
    """What else stands against the customer, or against whom the name belongs to where the contact is another's."""
    if nearby.same_but_misspelt(who, customer):
        return _also(who, customer, (*rest, way_on), journey, world)
    namesakes = nearby.namesakes(who, world) if failed.reason == "other_person" else ()
    return _also_against_all(who, namesakes, (_profile, _policy, _account), journey, world)


def _also_against_all(
    who: Applicant, people: Iterable[Customer], makers: Iterable[_Maker], journey: Journey, world: World
) -> tuple[Check, ...]:
    """What else stands against every one of these people: whoever of them it is, it will not help to go on."""
    against = [_also(who, customer, makers, journey, world) for customer in people]
    others = [{(check.id, check.reason) for check in checks} for checks in against[1:]]
    first = against[0] if against else ()
    return tuple(check for check in first if all((check.id, check.reason) in checks for checks in others))


_TELLING = ("customer", "since", "known", "known_first", "known_last")
"""What a further check may tell: nothing that was typed, and no contact."""


def _also(
    who: Applicant, customer: Customer, makers: Iterable[_Maker], journey: Journey, world: World
) -> tuple[Check, ...]:
    """What else the same customer would not have passed, once what failed first is put right."""
    checks = [make(who, customer, journey, world) for make in makers if _asked(make, who, customer)]
    return tuple(
        replace(check, evidence={name: check.evidence[name] for name in _TELLING if name in check.evidence})
        for check in checks
        if not check.passed
    )


def _best(who: Applicant, findings: list[Finding]) -> Finding:
    """The owner who passed every check, else the one who did not; of several the one whose name is nearest to the one
    given, then the one who passed most checks before failing.
    """
    if len(findings) == 1:
        return findings[0]
    passed = [finding for finding in findings if finding.customer is not None]
    return max(passed or findings, key=lambda finding: (-_gap(who, finding), len(finding.checks)))


def _gap(who: Applicant, finding: Finding) -> int:
    return nearby.name_gap(who, finding.nearest) if finding.nearest else 0


def _unknown_contact(who: Applicant, contact: Contact, journey: Journey, world: World) -> Finding:
    """Nobody left this contact: who may be meant, by name and by what is nearly the contact (assumption: a hint)."""
    people = nearby.meant(who, contact, world)
    source = for_customer("guide 4A", who.business)
    evidence = {"contact": contact.shown}
    if not people:
        return Finding(None, (Check("contact_known", False, source, "unknown", evidence),))
    customer = people[0]
    near = nearby.contact_gap(contact, customer)[1]
    alike = [customer] if near else [c for c in people if c.display_name == customer.display_name][:3]
    known = " / ".join(", ".join((*c.emails, *c.mobiles)) for c in alike)
    evidence |= {"customer": customer.display_name, "known": known} | ({"near": near} if near else {})
    reason = nearby.contact_slip(contact, near) if near else "unknown"
    marks = marks_of(alike, journey, world)
    evidence |= {"marks": ", ".join(marks)} if set(marks) - {"free"} else {}
    key = email_key(near) if contact.kind == "email" else mobile_key(near)
    free = (_free(Contact(contact.kind, key, near)),) if near else ()
    also = _also_against_all(who, alike, (_profile, _name, _policy, _account, *free, way_on), journey, world)
    return Finding(None, (Check("contact_known", False, source, reason, evidence, also),), customer)


def marks_of(customers: Iterable[Customer], journey: Journey, world: World) -> list[str]:
    """What stands against using each contact of these customers, in the order of the registry: "landline", "taken" (the
    user name of somebody else) or "free".
    """

    def mark(customer: Customer, contact: Contact) -> str:
        if contact not in tuple(contacts_of(customer)):
            return "landline"
        owner = owner_of_username(journey, world, contact.value)
        return "free" if owner is None or owner.id == customer.id else "taken"

    marks: list[str] = []
    for customer in customers:
        emails = [Contact("email", email_key(email)) for email in customer.emails]
        mobiles = [Contact("mobile", mobile_key(mobile)) for mobile in customer.mobiles]
        marks += [mark(customer, contact) for contact in (*emails, *mobiles)]
    return marks


def way_on(_: Applicant, customer: Customer, journey: Journey, world: World) -> Check:
    """Whether a tax code would lead to a contact that can receive the code (guide 2C, 3C): the remedy, tried.

    Who has an account needs none.
    """
    if account_of(journey, customer) is not None:
        return Check("contact_to_offer", True, "guide 3C", evidence={"number": "0"})
    if not customer.tax_code and not customer.vat_number:
        return Check("tax_code_known", False, ASSUMPTION, "not_registered", {"customer": customer.display_name})
    return _offer_check(customer, offers_of(customer, journey, world))


def may_not_register(customer: Customer, journey: Journey, world: World) -> tuple[Check, ...]:
    """What stands against a registration of this customer, whatever was typed: for who is told to register."""
    return _also(Applicant(None), customer, (_policy, way_on), journey, world)


def _profile(who: Applicant, customer: Customer, _: Journey, __: World) -> Check:
    passed = who.profile == customer.profile if who.profile else who.named_like(customer)
    return Check(
        "contact_profile", passed, ASSUMPTION, "" if passed else customer.profile, {"customer": customer.display_name}
    )


def _name(who: Applicant, customer: Customer, _: Journey, world: World) -> Check:
    """Whether the name given is the one in Agenzia; a part that was not given at all is not compared."""
    source = for_customer("guide 3A", customer.business)
    evidence = {"given": who.full_name, "known": customer.display_name}
    if not who.named_like(customer):
        other_kind = "company_name" if customer.profile == "company" else "both"
        return Check("name", False, source, other_kind, evidence)
    if customer.profile == "company":
        same = same_company(who.company_name, customer.company_name)
        return Check("name", same, source, "" if same else _company_reason(who.company_name, customer), evidence)
    first, last = who.first_name or customer.first_name, who.last_name or customer.last_name
    reason: str = names.name_hint(first, last, customer.first_name, customer.last_name)
    evidence |= {
        "given": who.own_name,
        "given_first": first,
        "given_last": last,
        "known_first": customer.first_name,
        "known_last": customer.last_name,
    }
    namesake = next(iter(nearby.namesakes(who, world)), None)
    if reason and namesake is not None:
        reason = "swapped_or_other" if reason == "swapped" else "other_person"
        evidence |= {"owner": customer.display_name, "customer": namesake.display_name}
    return Check("name", not reason, source, reason or _compared(who), evidence)


def _name_too(who: Applicant, customer: Customer, journey: Journey, world: World) -> Check:
    """The name beside a tax code, where the policy wants both."""
    return replace(_name(who, customer, journey, world), source=world.policy.source("tax_code_needs_name"))


def _compared(who: Applicant) -> str:
    """What part of a name was compared where the caller said no more."""
    return "" if who.first_name and who.last_name else "only_first" if who.first_name else "only_last"


def _company_reason(given: str, customer: Customer) -> str:
    return "company_form" if other_form(given, customer.company_name) else "company_name"


def _policy(_: Applicant, customer: Customer, journey: Journey, world: World) -> Check:
    counts = world.policy.corporate_policy_counts or customer.profile != "person"
    today = journey.now.date()
    active = [p for p in customer.policies if p.active]
    good = [p for p in active if counts or p.kind == "individual"]
    begun = [p for p in good if p.active_on(today)]
    if begun:
        return Check("active_policy", True, ASSUMPTION, evidence={"number": begun[0].number})
    evidence = {"customer": customer.display_name}
    if good:
        first = min(good, key=lambda policy: policy.starts or date.max)
        evidence |= {"number": first.number, "since": f"{first.starts:%d/%m/%Y}"}
        return Check("active_policy", False, ASSUMPTION, "not_started", evidence)
    if active:
        return Check("active_policy", False, world.policy.source("corporate_policy_counts"), "corporate_only", evidence)
    if not customer.policies:
        return Check("active_policy", False, for_customer("guide 1A", customer.business), "none", evidence)
    last = max(customer.policies, key=lambda policy: policy.ended or date.min)
    evidence |= {"number": last.number, "since": f"{last.ended:%d/%m/%Y}" if last.ended else "—"}
    return Check("active_policy", False, ASSUMPTION, "lapsed", evidence)


def _account(_: Applicant, customer: Customer, journey: Journey, world: World) -> Check:
    account = account_of(journey, customer)
    if account is None:
        return Check("no_account", True, ASSUMPTION, evidence={"customer": customer.display_name})
    evidence = {"customer": customer.display_name, "username": as_written(account.username, customer)}
    stuck = () if account.first_access_done or usable_mobiles(customer) else (mobile_check(customer),)
    return Check("no_account", False, ASSUMPTION, "registered", evidence, stuck)


def mobile_check(customer: Customer) -> Check:
    """Whether a mobile is registered, without which nobody gets in at the first access (guide 10A)."""
    mobile = any(contact.kind == "mobile" for contact in contacts_of(customer))
    reason = "" if mobile else "landline" if customer.mobiles else "none"
    source = for_customer("guide 10A", customer.business)
    return Check("mobile_registered", mobile, source, reason, {"customer": customer.display_name})


def _free(contact: Contact) -> _Maker:
    def check(_: Applicant, customer: Customer, journey: Journey, world: World) -> Check:
        owner = owner_of_username(journey, world, contact.value)
        source = for_customer("guide 4A", customer.business)
        if owner is None or owner.id == customer.id:
            return Check("contact_free", True, source, evidence={"contact": contact.shown})
        evidence = {"contact": contact.shown, "owner": owner.display_name, "customer": customer.display_name}
        return Check("contact_free", False, source, "user_name_of_other", evidence)

    return check


def _offer_check(customer: Customer, offers: tuple[Contact, ...]) -> Check:
    if offers:
        return Check("contact_to_offer", True, "guide 3C", evidence={"number": str(len(offers))})
    reason = "all_user_names" if any(True for _ in contacts_of(customer)) else "none"
    return Check("contact_to_offer", False, ASSUMPTION, reason, {"customer": customer.display_name})
