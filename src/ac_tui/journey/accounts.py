"""Contacts of customers, and Area Clienti accounts: those of the registry, those a journey made or changed on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ac_tui.journey.model import Account, Contact, Journey, WrongLogins
from ac_tui.registry.keys import user_key
from ac_tui.registry.numbers import usable_mobiles
from ac_tui.registry.secret import SecretStr, as_compared

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer


def owners_of(contact: Contact, world: World) -> tuple[Customer, ...]:
    """The customers who left this contact at the Agenzia, in registry order."""
    look_up = world.registry.by_email if contact.kind == "email" else world.registry.by_mobile
    return look_up(contact.value)


def contacts_of(customer: Customer) -> Iterator[Contact]:
    """Every contact of a customer that can receive a code: emails first, then real mobiles."""
    yield from dict.fromkeys(Contact.of("email", email) for email in customer.emails)
    for mobile in dict.fromkeys(usable_mobiles(customer)):
        yield Contact("mobile", mobile)


def offers_of(customer: Customer, journey: Journey, world: World) -> tuple[Contact, ...]:
    """The contacts that choose_contact may offer: those that are nobody's user name (guide 4A, 3C)."""
    return tuple(c for c in contacts_of(customer) if owner_of_username(journey, world, c.value) is None)


def as_written(username: str, customer: Customer) -> str:
    """A user name as the Agenzia wrote that contact of the customer, else as it is compared."""
    return next((contact.shown for contact in contacts_of(customer) if contact.value == username), username)


def account_of(journey: Journey, customer: Customer) -> Account | None:
    """The account of a customer, as the journey left it."""
    made, known = journey.service.accounts.get(customer.id), customer.account
    if made is not None or known is None:
        return made
    password = SecretStr(as_compared(known.password.get_secret_value()))
    return Account(customer.id, user_key(known.username), password, known.first_access_done)


def with_account(journey: Journey, account: Account) -> Journey:
    """The journey with this account in place of the customer's."""
    accounts = {**journey.service.accounts, account.customer_id: account}
    return replace(journey, service=replace(journey.service, accounts=accounts))


def owner_of_username(journey: Journey, world: World, key: str) -> Customer | None:
    """Whose user name this contact is, if anybody's."""
    for account in journey.service.accounts.values():
        if account.username == key:
            return world.registry.get(account.customer_id)
    return next(iter(world.registry.by_username(key)), None)


def accounts_for(journey: Journey, world: World, user: str) -> Iterator[tuple[Customer, Account]]:
    """The accounts that what was typed as user name can mean: by user name, or by client code (guide 8A)."""
    owner = owner_of_username(journey, world, user_key(user))
    for customer in (*((owner,) if owner else ()), *world.registry.by_client_code(user)):
        account = account_of(journey, customer)
        if account is not None:
            yield customer, account


def logins_left(journey: Journey, world: World, key: str) -> int:
    """How many more logins are taken (assumption): after the last wrong one in a row, none until a while has passed."""
    wrong = journey.service.wrong_logins.get(key)
    if wrong is None or journey.now - wrong.last_at >= world.policy.login_pause:
        return world.policy.login_attempts
    return max(0, world.policy.login_attempts - wrong.count)


def with_wrong_logins(journey: Journey, key: str, count: int) -> Journey:
    """The journey with so many wrong logins in a row, the last one now; with none the count begins anew."""
    others = {other: logins for other, logins in journey.service.wrong_logins.items() if other != key}
    wrong = {**others, key: WrongLogins(count, journey.now)} if count else others
    return replace(journey, service=replace(journey.service, wrong_logins=wrong))
