"""The typing aid: what the customer on the line would rightly write, tick or choose, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ac_tui.deck.view import Block, View
from ac_tui.flows.personas import PASSWORD, Answers, Persona, fitting
from ac_tui.journey.accounts import owner_of_username
from ac_tui.journey.forms import typed
from ac_tui.registry.keys import user_key
from ac_tui.registry.secret import SecretStr

if TYPE_CHECKING:
    from ac_tui.flows.simulation import Simulation
    from ac_tui.journey.model import Journey
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer

Answer = str | bool | SecretStr


def answer(customer: Customer, block: Block, journey: Journey, world: World) -> Answer | None:
    """What a customer would rightly put into a block of the screen on show; None where there is nothing to put.

    A contact that is already somebody's user name is offered only where the customer has no other. Codes are the newest
    that arrived; a password is the account's own, or the sample one where it is to be made up.
    """
    for given in _by_fitness(customer, journey, world):
        if block.id in given:
            return given[block.id]
    if block.id == "prefix":
        return _prefix(customer)
    if journey.step != "contact":
        return None  # what follows anybody answers, even who left no contact of the kind asked for
    return fitting(PASSWORD, world.policy) if block.id == "password" else True if block.id == "privacy" else None


def tab_for(customer: Customer, journey: Journey, world: World) -> str:
    """The tab that the contact screen has to show before a customer can write a contact; "" where it shows one now."""
    if journey.step != "contact":
        return ""
    kinds = [given["kind"] for given in Persona(customer).answers(journey, world)]
    return "" if not kinds or typed(journey, "kind") in kinds else str(kinds[0])


def put(simulation: Simulation, block: Block, given: Answer) -> None:
    """Put an answer into a block of the screen on show: write it, tick it, choose it."""
    if isinstance(given, bool):
        if given is not (block.checked is True):
            simulation.tap(block.id)
    elif block.writable:
        simulation.write(block.id, given.get_secret_value() if isinstance(given, SecretStr) else given)
    elif isinstance(given, str):
        simulation.tap(block.id, given)


def to_fill(view: View) -> Iterator[Block]:
    """The blocks of a screen that are still to be written in, ticked or chosen from, in order."""
    for block in view.blocks:
        if block.interactive and (block.writable or block.kind in ("checkbox", "choice")):
            empty = not (block.value or block.checked or any(option.checked for option in block.options))
            if empty:
                yield block


def _by_fitness(customer: Customer, journey: Journey, world: World) -> Iterator[Answers]:
    """The right ways to fill in the form on show that fit its open tab, those with a free contact first."""
    kind = typed(journey, "kind") if journey.step == "contact" else ""
    found = [given for given in Persona(customer).answers(journey, world) if given.get("kind", kind) == kind]
    yield from sorted(found, key=lambda given: _taken(given, journey, world))


def _taken(given: Answers, journey: Journey, world: World) -> bool:
    """Whether the contact to register with is a user name already."""
    contact = given.get("email") or given.get("number")
    if journey.step != "contact" or not isinstance(contact, str):
        return False
    return owner_of_username(journey, world, user_key(contact)) is not None


def _prefix(customer: Customer) -> str | None:
    """The prefix of the first mobile; a number pasted with its own prefix wins over it."""
    if not customer.mobiles:
        return None
    import phonenumbers

    return f"+{phonenumbers.parse(customer.mobiles[0]).country_code}"
