"""Whose a user name is that opens no account, and what that customer logs in with; whose account a contact recovers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.journey.accounts import account_of, as_written, contacts_of, owner_of_username, owners_of
from ac_tui.journey.decision import ASSUMPTION, Check, for_customer
from ac_tui.journey.model import Account, Applicant, Contact, Journey
from ac_tui.journey.nearby import same_but_misspelt
from ac_tui.journey.recognise import NOBODY, Enquiry
from ac_tui.journey.rules.contacts import mask_email, mask_mobile_choice

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer


def known_user(customer: Customer) -> Check:
    """The check of a user name that opens an account (guide 8A)."""
    source = for_customer("guide 8A", customer.business)
    return Check("user_known", True, source, evidence={"customer": customer.display_name})


def unknown_user(user: str, journey: Journey, world: World, who: Applicant = NOBODY) -> Check:
    """The failed check of a user name that opens no account (guide 8A), with what the Agenzia knows of the contact.

    The right user name is told in full only where the contact is one customer's, of the name given if one was.
    """
    registry = world.registry
    owners = registry.by_email(user) if "@" in user else registry.by_mobile(user) or registry.by_client_code(user)
    customer = next((c for c in owners if account_of(journey, c) is not None), next(iter(owners), None))
    if customer is None:
        return Check("user_known", False, "guide 8A", "unknown")
    source = for_customer("guide 8A", customer.business)
    evidence = {"customer": customer.display_name}
    account = account_of(journey, customer)
    if customer.id in journey.service.pending:
        return Check("user_known", False, ASSUMPTION, "waiting", evidence)
    if account is None:
        also = Enquiry(NOBODY, journey, world).may_not_register(customer)
        return Check("user_known", False, source, "not_registered", evidence, also)
    username = as_written(account.username, customer)
    if len(owners) > 1 or not same_but_misspelt(who, customer):
        username = mask_email(username) if "@" in username else mask_mobile_choice(username)
    return Check("user_known", False, source, "other_user_name", {**evidence, "username": username})


def login_check(left: int, world: World) -> Check:
    """Whether another login is taken after the wrong ones in a row, and how many (assumption)."""
    evidence = {"attempts_left": str(left)}
    return Check("login_attempts", left > 0, world.policy.source("login_attempts"), "" if left else "blocked", evidence)


def first_access_check(customer: Customer, account: Account) -> Check:
    """Whether the access is the first, which takes a code (guide 9A); that later ones take none is an assumption."""
    if account.first_access_done:
        return Check("first_access", True, ASSUMPTION, "later")
    return Check("first_access", True, for_customer("guide 9A", customer.business), "first")


def recovered_by(contact: Contact, journey: Journey, world: World) -> tuple[Customer | None, Check]:
    """Whose account a recovery by this contact is for, and the check that says so; None without telling anybody.

    The contact is the user name, or one that a single customer with an account left at the Agenzia (assumption).
    """
    owners = owners_of(contact, world)
    named = owner_of_username(journey, world, contact.value)
    holders = [owner for owner in owners if account_of(journey, owner) is not None]
    if named is not None:
        holders = [owner for owner in holders if owner.id == named.id]
    if len(holders) == 1:
        evidence = {"customer": holders[0].display_name, "contact": contact.shown}
        return holders[0], Check("recovery_contact", True, ASSUMPTION, evidence=evidence)
    reason = "several" if holders else "no_account" if owners else "unknown"
    also = Enquiry(NOBODY, journey, world).may_not_register(owners[0]) if reason == "no_account" else ()
    return None, Check("recovery_contact", False, ASSUMPTION, reason, {"contact": contact.shown}, also)


def recovering_contacts(customer: Customer, journey: Journey, world: World) -> tuple[Contact, ...]:
    """The contacts that recover the account of a customer, found out by trying each."""
    return tuple(c for c in contacts_of(customer) if recovered_by(c, journey, world)[0] == customer)


def password_check(customer: Customer, right: bool, username: str, journey: Journey, world: World) -> Check:
    """Whether the password was the account's (guide 8A); where it was not, whether a recovery would help, by trying it.

    `username` is the account's. `wrong` recovers by it, `wrong_other_contact` by another contact of the customer only,
    `wrong_no_recovery` by none (what recovers an account is an assumption).
    """
    reason, evidence = "", {}
    by_username = Contact("email" if "@" in username else "mobile", username)
    if not right:
        reason = "wrong"
        if recovered_by(by_username, journey, world)[0] != customer:
            others = recovering_contacts(customer, journey, world)
            reason = "wrong_other_contact" if others else "wrong_no_recovery"
            evidence = {"known": ", ".join(contact.shown for contact in others)} if others else {}
    return Check("password_right", right, for_customer("guide 8A", customer.business), reason, evidence)
