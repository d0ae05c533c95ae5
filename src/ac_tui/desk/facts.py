"""What the desk has of the customer and of the messages: a card that an operator may read, and what is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ac_tui.deck.words import span
from ac_tui.journey.challenges import sends_so_far, standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ac_tui.deck.deck import Deck
    from ac_tui.flows.simulation import Simulation
    from ac_tui.registry.model import Customer, InsurancePolicy


class Fact(NamedTuple):
    """One line of a customer's card: what it is about, in words, and its values."""

    name: str
    values: tuple[str, ...]


def card(deck: Deck, customer: Customer, today: date) -> Sequence[Fact]:
    """The lines of a customer's card as they are today, with no password; what is missing says so."""

    def number(policy: InsurancePolicy) -> str:
        """A policy's number, and why it does not count where it does not."""
        if policy.active_on(today):
            return policy.number
        if policy.active and policy.starts:
            return deck.words("panel.customer.starts", number=policy.number, since=f"{policy.starts:%d/%m/%Y}")
        return deck.words("panel.customer.lapsed", number=policy.number)

    agency, account = customer.agency, customer.account
    found = {
        "emails": customer.emails,
        "mobiles": customer.mobiles,
        "tax_code": (customer.tax_code,),
        **({"vat_number": (customer.vat_number,)} if customer.business else {}),
        "client_code": (customer.client_code,),
        "policies": map(number, customer.policies),
        "account": (account.username,) if account else (),
        "delivery": (deck.words(f"delivery.{customer.delivery}"),),
        "agency": (f"{agency.name} {agency.phone}".strip(),) if agency.name else (),
    }
    nothing = (deck.words("panel.customer.nothing"),)
    return [
        Fact(deck.words(f"panel.customer.{name}"), tuple(filter(None, values)) or nothing)
        for name, values in found.items()
    ]


def on_the_way(simulation: Simulation) -> Sequence[str]:
    """How messages travel and what is on its way, a sentence each; nothing where all is as usual."""
    words, journey, service = simulation.deck.words, simulation.journey, simulation.journey.service
    due = [one.arrives_at for one in service.outbox if one.arrives_at is not None and one.arrives_at > journey.now]
    lost = sum(one.arrives_at is None for one in service.outbox)
    said = [] if service.up else [words("said.service_down")]
    if service.delivery is not None:
        said.append(words("said.delivery", how=words(f"delivery.{service.delivery}")))
    if due:
        said.append(words("panel.messages.coming", n=len(due), span=span(simulation.deck, min(due) - journey.now)))
    if lost:
        said.append(words("panel.messages.lost", n=lost))
    return [*said, *_waiting(simulation)]


def _waiting(simulation: Simulation) -> Sequence[str]:
    """How long a code lasts that the phone asks for and nobody received, and what is left of attempts and sends."""
    deck, journey, world = simulation.deck, simulation.journey, simulation.world
    code = journey.current
    if code is None or not code.customer_id or (stands := standing(code, journey)) == "used":
        return ()
    if any(message.challenge == code.key and message.sent_at == code.sent_at for message in journey.inbox):
        return ()
    state = (
        deck.words(f"life.{'valid' if stands == 'alive' else stands}", span=span(deck, code.expires_at - journey.now)),
        deck.words("panel.messages.attempts", n=max(0, code.attempts_left)),
        deck.words("panel.messages.sends", n=max(0, world.policy.sends - sends_so_far(code, journey, world))),
    )
    return (deck.words("panel.messages.waiting", state=" · ".join(state)),)
