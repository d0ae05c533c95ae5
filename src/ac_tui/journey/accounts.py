"""Area Clienti accounts: those of the registry, and those a journey made or changed on top of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ac_tui.journey.model import Account, Journey
from ac_tui.registry.keys import user_key

if TYPE_CHECKING:
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer


def account_of(journey: Journey, customer: Customer) -> Account | None:
    """The account of a customer, as the journey left it."""
    made = journey.service.accounts.get(customer.id)
    if made is not None:
        return made
    known = customer.account
    if known is None:
        return None
    return Account(customer.id, user_key(known.username), known.password, known.first_access_done)


def owner_of_username(journey: Journey, world: World, key: str) -> Customer | None:
    """Whose user name this contact is, if anybody's."""
    for account in journey.service.accounts.values():
        if account.username == key:
            return world.registry.get(account.customer_id)
    return next(iter(world.registry.by_username(key)), None)


def accounts_for(journey: Journey, world: World, user: str) -> Iterator[tuple[Customer, Account]]:
    """The accounts that what was typed as user name can mean: by user name, or by client code (guide 8A)."""
    owner = owner_of_username(journey, world, user_key(user))
    named = (owner,) if owner else ()
    for customer in (*named, *world.registry.by_client_code(user)):
        account = account_of(journey, customer)
        if account is not None:
            yield customer, account
