"""The typing aid: what the customer on the line would rightly write, tick or choose, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ac_tui.deck.view import Block, View
from ac_tui.flows.personas import PASSWORD, Answers, answers, fitting
from ac_tui.journey.accounts import owner_of_username
from ac_tui.journey.forms import typed
from ac_tui.registry.keys import user_key
from ac_tui.registry.secret import SecretStr

if TYPE_CHECKING:
    from ac_tui.flows.simulation import Simulation
    from ac_tui.registry.model import Customer


def type_for(simulation: Simulation, customer: Customer | None, block_id: str) -> bool:
    """Write, tick or choose in a block what the customer rightly would; False where there is nothing to put."""
    block = simulation.view.block(block_id)
    given = answer(simulation, customer, block) if block is not None and block.interactive else None
    if block is None or given is None:
        return False
    if isinstance(given, bool):
        if given is not (block.checked is True):
            simulation.tap(block.id)
    elif block.writable:
        simulation.write(block.id, given.get_secret_value() if isinstance(given, SecretStr) else given)
    elif isinstance(given, str):
        simulation.tap(block.id, given)
    return True


def turn_tab(simulation: Simulation, customer: Customer | None) -> bool:
    """Turn to the tab that the customer has a contact for, where the one on show is not it; whether that was so."""
    journey = simulation.journey
    if journey.step != "contact" or customer is None:
        return False
    kinds = [given["kind"] for given in answers(customer, journey, simulation.world.policy)]
    return bool(kinds) and typed(journey, "kind") not in kinds and simulation.tap("kind", str(kinds[0])) is not None


def first_to_fill(simulation: Simulation, customer: Customer | None) -> Block | None:
    """The first block on the phone that is still empty and that the customer has an answer for."""
    return next((one for one in to_fill(simulation.view) if answer(simulation, customer, one) is not None), None)


def to_fill(view: View) -> Iterator[Block]:
    """The blocks of a screen that are still to be written in, ticked or chosen from, in order."""
    for block in view.blocks:
        given = block.value or block.checked or any(option.checked for option in block.options)
        if block.interactive and (block.writable or block.kind in ("checkbox", "choice")) and not given:
            yield block


def answer(simulation: Simulation, customer: Customer | None, block: Block) -> str | bool | SecretStr | None:
    """What a customer would rightly put into a block of the screen on show; None where there is nothing to put.

    A contact that is already somebody's user name is offered only where the customer has no other. Codes are the newest
    that arrived; a password is the account's own, or the sample one where it is to be made up.
    """
    if customer is None:
        return None
    journey, world = simulation.journey, simulation.world
    contact = journey.step == "contact"

    def taken(given: Answers) -> bool:
        """Whether the contact to register with is a user name already."""
        name = given.get("email") or given.get("number")
        return contact and isinstance(name, str) and owner_of_username(journey, world, user_key(name)) is not None

    kind = typed(journey, "kind") if contact else ""
    ways = [given for given in answers(customer, journey, world.policy) if given.get("kind", kind) == kind]
    for given in sorted(ways, key=taken):
        if block.id in given:
            return given[block.id]
    if block.id == "prefix" and customer.mobiles:  # a number pasted with its own prefix wins over it
        import phonenumbers

        return f"+{phonenumbers.parse(customer.mobiles[0]).country_code}"
    if not contact:
        return None  # what follows anybody answers, even who left no contact of the kind asked for
    return fitting(PASSWORD, world.policy) if block.id == "password" else True if block.id == "privacy" else None
