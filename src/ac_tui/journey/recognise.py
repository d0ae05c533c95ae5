"""Who is this? Customers recognised by contact and name, identified by tax code, or by a user name; accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import nearby
from ac_tui.journey.decision import ASSUMPTION, PASSING, Check, for_customer
from ac_tui.journey.model import Account, Applicant, Contact, Journey
from ac_tui.journey.rules import mask_email, mask_mobile_choice, name_hint
from ac_tui.journey.world import World
from ac_tui.registry.companies import other_form, same_company
from ac_tui.registry.keys import user_key
from ac_tui.registry.model import Customer, SecretStr, as_compared

Checks = tuple[Check, ...]
_Makers = Sequence[Callable[[Customer], Check | None]]
"""Each makes a check on a customer; None where too little was said to compare."""
_TELLING: Final = ("customer", "since", "known", "known_first", "known_last")
"""What a further check may tell: nothing that was typed, and no contact."""


def contacts_of(customer: Customer) -> Iterator[Contact]:
    """Every contact of a customer that can receive a code: emails first, then real mobiles."""
    yield from dict.fromkeys(Contact.of("email", email) for email in customer.emails)
    yield from (Contact("mobile", mobile) for mobile in dict.fromkeys(customer.usable_mobiles))


def on(customer: Customer, name: str, source: str, reason: str = "", also: Checks = (), **more: str) -> Check:
    """A check on a customer: passed unless a reason says otherwise; the source is that of their part of the guide."""
    passed = not reason or (name, reason) in PASSING
    evidence = {"customer": customer.display_name, **more}
    return Check(name, passed, for_customer(source, customer.business), reason, evidence, also)


def mobile_check(customer: Customer) -> Check:
    """Whether a mobile is registered, without which nobody gets in at the first access (guide 10A)."""
    reason = "" if customer.usable_mobiles else "landline" if customer.mobiles else "none"
    return on(customer, "mobile_registered", "guide 10A", reason)


def first_access_check(customer: Customer, account: Account) -> Check:
    """Whether the access is the first, which takes a code (guide 9A); that later ones take none is an assumption."""
    later = account.first_access_done
    return on(customer, "first_access", ASSUMPTION if later else "guide 9A", "later" if later else "first")


def unknown_tax_code(tax_code: str, people: Iterable[Customer]) -> Check:
    """The failed check of a tax code that nobody has, with the one that may be meant among those of `people`."""
    evidence, found = {"given": tax_code}, nearby.misread(tax_code, people)
    evidence |= {"near": found[1], "customer": found[0].display_name} if found else {}
    return Check("tax_code_known", False, ASSUMPTION, "near" if found else "unknown", evidence)


class Finding(Struct, frozen=True):
    """Who was found, or None, and every check made on the way, in order; `nearest` is whose data came closest."""

    customer: Customer | None
    checks: Checks
    nearest: Customer | None = None
    offers: tuple[Contact, ...] = ()


class Enquiry(Struct, frozen=True):
    """Whom the service knows at one moment of a journey, and whether somebody is a customer who may register."""

    journey: Journey
    world: World
    who: Applicant = Applicant(None)

    # Contacts and accounts: those of the registry, those the journey made or changed on top.

    def owners(self, contact: Contact) -> tuple[Customer, ...]:
        """The customers who left this contact at the Agenzia, in registry order."""
        look_up = self.world.registry.by_email if contact.kind == "email" else self.world.registry.by_mobile
        return look_up(contact.value)

    def owner_of_username(self, key: str) -> Customer | None:
        """Whose user name this contact is, if anybody's."""
        for account in self.journey.service.accounts.values():
            if account.username == key:
                return self.world.registry.get(account.customer_id)
        return next(iter(self.world.registry.by_username(key)), None)

    def offers(self, customer: Customer) -> tuple[Contact, ...]:
        """The contacts that choose_contact may offer: those that are nobody's user name (guide 4A, 3C)."""
        return tuple(c for c in contacts_of(customer) if self.owner_of_username(c.value) is None)

    def account(self, customer: Customer) -> Account | None:
        """The account of a customer, as the journey left it."""
        made, known = self.journey.service.accounts.get(customer.id), customer.account
        if made is not None or known is None:
            return made
        password = SecretStr(as_compared(known.password.get_secret_value()))
        return Account(customer.id, user_key(known.username), password, known.first_access_done)

    def accounts_for(self, user: str) -> Iterator[tuple[Customer, Account]]:
        """The accounts that what was typed as user name can mean: by user name, or by client code (guide 8A)."""
        owner = self.owner_of_username(user_key(user))
        for customer in (*((owner,) if owner else ()), *self.world.registry.by_client_code(user)):
            if (account := self.account(customer)) is not None:
                yield customer, account

    def unknown_user(self, user: str) -> Check:
        """The failed check of a user name that opens no account (guide 8A), with what the Agenzia knows of the contact.

        The right user name is told in full only where the contact is one customer's, of the name given if one was.
        """
        registry = self.world.registry
        owners = registry.by_email(user) if "@" in user else registry.by_mobile(user) or registry.by_client_code(user)
        customer = next(filter(self.account, owners), next(iter(owners), None))
        if customer is None:
            return Check("user_known", False, "guide 8A", "unknown")
        if customer.id in self.journey.service.pending:
            return on(customer, "user_known", ASSUMPTION, "waiting")
        account = self.account(customer)
        if account is None:
            return on(customer, "user_known", "guide 8A", "not_registered", self.may_not_register(customer))
        username = _as_written(account.username, customer)
        if len(owners) > 1 or not nearby.may_be_called(self.who, customer):
            username = mask_email(username) if "@" in username else mask_mobile_choice(username)
        return on(customer, "user_known", "guide 8A", "other_user_name", username=username)

    def logins_left(self, key: str) -> int:
        """How many more logins are taken (assumption): after the last wrong one in a row, none for a while."""
        count, last = self.journey.service.wrong_logins.get(key, (0, self.journey.now))
        count = 0 if self.journey.now - last >= self.world.policy.login_pause else count
        return max(0, self.world.policy.login_attempts - count)

    def login_check(self, key: str) -> Check:
        """Whether another login is taken after the wrong ones in a row, and how many (assumption)."""
        left, source = self.logins_left(key), self.world.policy.source("login_attempts")
        return Check("login_attempts", left > 0, source, "" if left else "blocked", {"attempts_left": str(left)})

    def recovered_by(self, contact: Contact) -> tuple[Customer | None, Check]:
        """Whose account a recovery by this contact is for, and the check that says so.

        The contact is the user name, or one that a single customer with an account left at the Agenzia (assumption).
        """
        owners, named = self.owners(contact), self.owner_of_username(contact.value)
        holders = [owner for owner in owners if self.account(owner) and (named is None or owner.id == named.id)]
        if len(holders) == 1:
            return holders[0], on(holders[0], "recovery_contact", ASSUMPTION, contact=contact.shown)
        reason = "several" if holders else "no_account" if owners else "unknown"
        also = self.may_not_register(owners[0]) if reason == "no_account" else ()
        return None, Check("recovery_contact", False, ASSUMPTION, reason, {"contact": contact.shown}, also)

    def recovering_contacts(self, customer: Customer) -> tuple[Contact, ...]:
        """The contacts that recover the account of a customer, found out by trying each."""
        return tuple(c for c in contacts_of(customer) if self.recovered_by(c)[0] == customer)

    # Whether somebody is a customer who may register.

    def by_contact(self, contact: Contact) -> Finding:
        """Recognise one customer of that profile and name, actively insured, without an account (guide 4A, 4B, 1C)."""
        owners = self.owners(contact)
        if not owners:
            return self._unknown_contact(contact)
        evidence = {"contact": contact.shown}
        known = Check("contact_known", True, for_customer("guide 4A", self.who.business), evidence=evidence)
        makers = (self._profile, self._name, self._policy, self._account, partial(self._free, contact))
        findings = [self._judged(owner, known, makers) for owner in owners]
        found = [finding for finding in findings if finding.customer is not None]
        if len(found) > 1:  # father and son of one name, with one mailbox: only the tax code tells them apart
            codes = ", ".join(f.customer.client_code for f in found if f.customer)
            several = Check("one_customer", False, ASSUMPTION, "several", {"client_codes": codes})
            return Finding(None, (*found[0].checks, several), found[0].customer)
        return self._best(findings)

    def by_tax_code(self, tax_code: str) -> Finding:
        """Identify a customer by Codice Fiscale or Partita IVA (guide 3C), by name only where the policy says so."""
        who, world, policy = self.who, self.world, self.world.policy
        owners = world.registry.by_tax_code(tax_code)
        if not owners:
            near = nearby.alike(who, world) if who.full_name else ()
            people = dict.fromkeys((*nearby.namesakes(who, world), *near))
            return Finding(None, (unknown_tax_code(tax_code, people),), next(iter(people), None))
        known = Check("tax_code_known", True, "guide 3C", evidence={"given": tax_code})
        name = (partial(self._name, source=policy.source("tax_code_needs_name")),) if policy.tax_code_needs_name else ()
        makers = (self._profile, *name, self._policy, self._account)
        found = self._best([self._judged(owner, known, makers) for owner in owners])
        if (customer := found.customer) is None:
            return found
        return replace(found, checks=(*found.checks, self._offer(customer)), offers=self.offers(customer))

    def may_not_register(self, customer: Customer) -> Checks:
        """What stands against a registration of this customer, whatever was typed: for who is told to register."""
        return self._also([customer], (self._policy, self._way_on))

    def _judged(self, customer: Customer, first: Check, makers: _Makers) -> Finding:
        """How far somebody gets: to the first check that fails, with what else would not have passed."""
        checks = (first, *filter(None, (make(customer) for make in makers)))
        failed = next((check for check in checks if not check.passed), None)
        if failed is None:
            return Finding(customer, checks, customer)
        also: Checks = ()
        if nearby.may_be_called(self.who, customer):
            also = self._also([customer], (*makers, self._way_on))
        elif failed.reason == "other_person":  # the contact is another's: what stands against whose name it is
            people = nearby.namesakes(self.who, self.world)
            also = self._also(people, (self._profile, self._policy, self._account))
        also = (*failed.also, *(other for other in also if other.id != failed.id))
        return Finding(None, (*checks[: checks.index(failed)], replace(failed, also=also)), customer)

    def _best(self, findings: list[Finding]) -> Finding:
        """The owner who passed every check, else who comes nearest: by name, then by how many checks were passed."""
        if len(findings) == 1:  # nearly always: nobody else's name is looked at
            return findings[0]
        return min(findings, key=lambda f: (f.customer is None, nearby.name_gap(self.who, f.nearest), -len(f.checks)))

    def _also(self, people: Iterable[Customer], makers: _Makers) -> Checks:
        """What stands against every one of these people: whoever of them it is, it will not help to go on."""
        made = [[check for make in makers if (check := make(one)) and not check.passed] for one in people]
        reasons = [{(check.id, check.reason) for check in checks} for checks in made]
        return tuple(
            replace(check, evidence={name: check.evidence[name] for name in _TELLING if name in check.evidence})
            for check in (made or [[]])[0]
            if all((check.id, check.reason) in found for found in reasons)
        )

    def _unknown_contact(self, contact: Contact) -> Finding:
        """Nobody left this contact: who may be meant, by name and by what is nearly the contact (assumption)."""
        people = nearby.meant(self.who, contact, self.world)
        source = for_customer("guide 4A", self.who.business)
        evidence = {"contact": contact.shown}
        if not people:
            return Finding(None, (Check("contact_known", False, source, "unknown", evidence),))
        customer = people[0]
        near = nearby.contact_gap(contact, customer)[1]
        alike = [customer] if near else [c for c in people if c.display_name == customer.display_name][:3]
        known = " / ".join(", ".join((*c.emails, *c.mobiles)) for c in alike)
        evidence |= {"customer": customer.display_name, "known": known} | ({"near": near.written} if near else {})
        marks = [self._mark(one, key) for one in alike for key in map(user_key, (*one.emails, *one.mobiles))]
        evidence |= {"marks": ", ".join(marks)} if set(marks) - {"free"} else {}
        reason = nearby.contact_slip(contact, near) if near else "unknown"
        free = (partial(self._free, near),) if near else ()
        also = self._also(alike, (self._profile, self._name, self._policy, self._account, *free, self._way_on))
        return Finding(None, (Check("contact_known", False, source, reason, evidence, also),), customer)

    def _mark(self, customer: Customer, key: str) -> str:
        """What stands against a contact of a customer: "landline", "taken" (somebody else's user name) or "free"."""
        contact = next((contact for contact in contacts_of(customer) if contact.value == key), None)
        return "landline" if contact is None else "free" if self._free(contact, customer).passed else "taken"

    def _profile(self, customer: Customer) -> Check | None:
        who = self.who
        if who.profile is None and (not who.full_name or who.named_like(customer)):
            return None
        return on(customer, "contact_profile", ASSUMPTION, "" if who.profile == customer.profile else customer.profile)

    def _name(self, customer: Customer, source: str = "guide 3A") -> Check | None:
        """Whether the name given is the one in Agenzia; a part that was not given at all is not compared."""
        who, reason, passing = self.who, "", ""
        if not who.full_name:
            return None
        evidence = {"given": who.full_name, "known": customer.display_name}
        if not who.named_like(customer):
            reason = "company_name" if customer.profile == "company" else "both"
        elif customer.profile == "company":
            if not same_company(who.company_name, customer.company_name):
                reason = "company_form" if other_form(who.company_name, customer.company_name) else "company_name"
        else:
            first, last = who.first_name or customer.first_name, who.last_name or customer.last_name
            reason = name_hint(first, last, customer.first_name, customer.last_name)
            evidence |= {"given": f"{who.first_name} {who.last_name}".strip(), "given_first": first, "given_last": last}
            evidence |= {"known_first": customer.first_name, "known_last": customer.last_name}
            namesake = next(iter(nearby.namesakes(who, self.world)), None)
            if reason and namesake is not None:
                reason = "swapped_or_other" if reason == "swapped" else "other_person"
                evidence |= {"owner": customer.display_name, "customer": namesake.display_name}
            if not who.first_name or not who.last_name:
                passing = "only_first" if who.first_name else "only_last"
        return Check("name", not reason, for_customer(source, customer.business), reason or passing, evidence)

    def _policy(self, customer: Customer) -> Check:
        policy, today = self.world.policy, self.journey.now.date()
        counts = policy.corporate_policy_counts or customer.profile != "person"
        active = [p for p in customer.policies if p.active]
        good = [p for p in active if counts or p.kind == "individual"]
        begun = [p for p in good if p.active_on(today)]
        if begun:
            return Check("active_policy", True, ASSUMPTION, evidence={"number": begun[0].number})
        refused = partial(on, customer, "active_policy")
        if good:
            first = min(good, key=lambda policy: policy.starts or date.max)
            return refused(ASSUMPTION, "not_started", number=first.number, since=f"{first.starts:%d/%m/%Y}")
        if active:
            return refused(policy.source("corporate_policy_counts"), "corporate_only")
        if not customer.policies:
            return refused("guide 1A", "none")
        last = max(customer.policies, key=lambda policy: policy.ended or date.min)
        since = f"{last.ended:%d/%m/%Y}" if last.ended else "—"
        return refused(ASSUMPTION, "lapsed", number=last.number, since=since)

    def _account(self, customer: Customer) -> Check:
        account = self.account(customer)
        if account is None:
            return on(customer, "no_account", ASSUMPTION)
        stuck = () if account.first_access_done or customer.usable_mobiles else (mobile_check(customer),)
        username = _as_written(account.username, customer)
        return on(customer, "no_account", ASSUMPTION, "registered", stuck, username=username)

    def _free(self, contact: Contact, customer: Customer) -> Check:
        owner = self.owner_of_username(contact.value)
        free = partial(on, customer, "contact_free", "guide 4A", contact=contact.shown)
        if owner is None or owner.id == customer.id:
            return free()
        return free("user_name_of_other", owner=owner.display_name)

    def _way_on(self, customer: Customer) -> Check | None:
        """Whether a tax code would lead to a contact for the code (guide 2C, 3C); who has an account needs none."""
        if self.account(customer) is not None:
            return None
        if not customer.tax_code and not customer.vat_number:
            return on(customer, "tax_code_known", ASSUMPTION, "not_registered")
        return self._offer(customer)

    def _offer(self, customer: Customer) -> Check:
        if offers := self.offers(customer):
            return Check("contact_to_offer", True, "guide 3C", evidence={"number": str(len(offers))})
        return on(customer, "contact_to_offer", ASSUMPTION, "all_user_names" if any(contacts_of(customer)) else "none")


def _as_written(username: str, customer: Customer) -> str:
    """A user name as the Agenzia wrote that contact of the customer, else as it is compared."""
    return next((contact.shown for contact in contacts_of(customer) if contact.value == username), username)
