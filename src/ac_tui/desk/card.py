"""What the Agenzia has of a customer, line by line: what an operator may read of it, and no password."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.registry.model import Customer, InsurancePolicy


class Fact(NamedTuple):
    """One line of a customer's card: what it is about, in words, and its values."""

    name: str
    values: tuple[str, ...]


def card(deck: Deck, customer: Customer, today: date) -> Sequence[Fact]:
    """The lines of a customer's card as they are today; what is missing says so."""
    nothing = (deck.words("panel.customer.nothing"),)
    found = _values(deck, customer, today)
    return [
        Fact(deck.words(f"panel.customer.{name}"), tuple(filter(None, values)) or nothing) for name, values in found
    ]


def _values(deck: Deck, customer: Customer, today: date) -> Iterator[tuple[str, Sequence[str]]]:
    yield "emails", customer.emails
    yield "mobiles", customer.mobiles
    yield "tax_code", (customer.tax_code,)
    if customer.business:
        yield "vat_number", (customer.vat_number,)
    yield "client_code", (customer.client_code,)
    yield "policies", [_policy(deck, policy, today) for policy in customer.policies]
    yield "account", (customer.account.username,) if customer.account else ()
    yield "delivery", (deck.words(f"delivery.{customer.delivery}"),)
    agency = customer.agency
    yield "agency", (f"{agency.name} {agency.phone}".strip(),) if agency.name else ()


def _policy(deck: Deck, policy: InsurancePolicy, today: date) -> str:
    """A policy's number, and why it does not count where it does not."""
    if policy.active_on(today):
        return policy.number
    if policy.active and policy.starts:
        return deck.words("panel.customer.starts", number=policy.number, since=f"{policy.starts:%d/%m/%Y}")
    return deck.words("panel.customer.lapsed", number=policy.number)
