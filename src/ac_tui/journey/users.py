"""Whose a user name is that opens no account, and what that customer logs in with; whose account a contact recovers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.journey.accounts import account_of, owner_of_username
from ac_tui.journey.applicant import Applicant
from ac_tui.journey.decision import Check
from ac_tui.journey.guide import ASSUMPTION, for_customer
from ac_tui.journey.model import Account, Contact, Journey
from ac_tui.journey.nearby import same_but_misspelt
from ac_tui.journey.recognise import as_written, contacts_of, may_not_register, owners_of
from ac_tui.journey.rules import contacts

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer

NOBODY = Applicant(None)


def unknown_user(journey: Journey, world: World, user: str, who: Applicant = NOBODY) -> Check:
    """The failed check of a user name that opens no account (guide 8A), with what the Agenzia knows of the contact.

    The right user name is told in full only where the contact is one customer's, of the name given if one was.
    """
    owners = _owners(user, world)
    customer = next((c for c in owners if account_of(journey, c) is not None), next(iter(owners), None))
    if customer is None:
        return Check("user_known", False, "guide 8A", "unknown")
    source = for_customer("guide 8A", customer.business)
    evidence = {"customer": customer.display_name}
    account = account_of(journey, customer)
    if customer.id in journey.service.pending:
        return Check("user_known", False, ASSUMPTION, "waiting", evidence)
    if account is None:
        also = may_not_register(customer, journey, world)
        return Check("user_known", False, source, "not_registered", evidence, also)
    own = len(owners) == 1 and same_but_misspelt(who, customer)
    username = as_written(account.username, customer)
    evidence["username"] = username if own else _masked(username)
    return Check("user_known", False, source, "other_user_name", evidence)


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
    also = may_not_register(owners[0], journey, world) if reason == "no_account" else ()
    return None, Check("recovery_contact", False, ASSUMPTION, reason, {"contact": contact.shown}, also)


def password_check(customer: Customer, right: bool, username: str, journey: Journey, world: World) -> Check:
    """Whether the password was the account's (guide 8A); where it was not, whether a recovery would help, by trying it.

    `username` is the account's. `wrong` recovers by it, `wrong_other_contact` by another contact of the customer only,
    `wrong_no_recovery` by none (what recovers an account is an assumption).
    """
    source = for_customer("guide 8A", customer.business)
    if right:
        return Check("password_right", True, source)
    by_username = Contact("email" if "@" in username else "mobile", username)
    others = [c for c in contacts_of(customer) if recovered_by(c, journey, world)[0] == customer]
    if recovered_by(by_username, journey, world)[0] == customer:
        return Check("password_right", False, source, "wrong")
    if not others:
        return Check("password_right", False, source, "wrong_no_recovery")
    evidence = {"known": ", ".join(contact.shown for contact in others)}
    return Check("password_right", False, source, "wrong_other_contact", evidence)


def _owners(user: str, world: World) -> tuple[Customer, ...]:
    registry = world.registry
    return registry.by_email(user) if "@" in user else registry.by_mobile(user) or registry.by_client_code(user)


def _masked(username: str) -> str:
    return contacts.mask_email(username) if "@" in username else contacts.mask_mobile_choice(username)
