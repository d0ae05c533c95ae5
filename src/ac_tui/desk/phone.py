"""What the desk does to the caller's phone; every act says what came of it that cannot be seen there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import cast

from ac_tui.deck.deck import read_span
from ac_tui.deck.view import Block, View
from ac_tui.desk.outcome import NO_REQUEST, Outcome, Request, said
from ac_tui.desk.session import Session
from ac_tui.journey import events as ev
from ac_tui.journey.challenges import newest_code, newest_link
from ac_tui.journey.forms import typed
from ac_tui.journey.recognise import Enquiry
from ac_tui.registry.keys import country_code, user_key
from ac_tui.registry.model import Delivery, SecretStr


def back(session: Session, request: Request = NO_REQUEST) -> Outcome:
    """The phone's way back; from a panel in front of it to the phone."""
    if request.panel:
        return Outcome(show="phone")
    if not session.simulation.view.back:
        return said("said.nowhere")
    session.simulation.back()
    return Outcome()


def turn_app(session: Session) -> Outcome:
    """Close the app, or open it again."""
    simulation = session.simulation
    (simulation.close if simulation.view.open else simulation.open)()
    return Outcome()


def use_code(session: Session) -> Outcome:
    """Write the newest code that counts for the screen on show, where it asks for one."""
    simulation = session.simulation
    block = next((block for block in simulation.view.blocks if block.kind == "code" and block.enabled), None)
    message = newest_code(simulation.journey)
    if block is None or message is None:
        return said("said.no_code")
    simulation.write(block.id, message.code.get_secret_value())
    return Outcome(show="phone", focus=block.id)


def copy_code(session: Session, number: int) -> Outcome:
    """Copy the code of the message with this number."""
    code = next((message.code for message in session.simulation.messages if message.number == number), "")
    return Outcome("said.copied", show="phone", copy=code) if code else said("said.no_code")


def open_link(session: Session, link: str = "") -> Outcome:
    """Open a link, the newest that counts where none is given."""
    newest = newest_link(session.simulation.journey)
    link = link or (newest.link if newest is not None else "")
    if not link:
        return said("said.no_link")
    session.simulation.send(ev.OpenLink(link))
    return Outcome(show="phone")


def clear(session: Session, block_id: str) -> Outcome:
    """Empty a field of the screen on show."""
    block = session.simulation.view.block(block_id)
    if block is None or not block.writable:
        return said("plain.nothing_to_clear")
    if session.simulation.written(block_id):
        session.simulation.write(block_id, "")
    return Outcome(focus=block_id)


def pass_time(session: Session, wanted: timedelta | str) -> Outcome:
    """Put the simulated clock forward, by a span or by one as people write it ("45 min", "1,5 ore")."""
    simulation = session.simulation
    span = read_span(simulation.deck, wanted) if isinstance(wanted, str) else wanted
    if span is None:
        return said("time_other.unclear")
    try:
        simulation.advance_clock(span)
    except ValueError:
        return said("said.time_end")
    return said("panel.time.now", clock=simulation.view.clock)


def turn_service(session: Session) -> Outcome:
    """Take the service down, or bring it up again."""
    up = not session.simulation.journey.service.up
    session.simulation.send(ev.SetService(up))
    return said("said.service_up" if up else "said.service_down")


def deliver(session: Session, how: str) -> Outcome:
    """Decide how messages travel from now on; "" leaves it to each customer's own setting."""
    session.simulation.send(ev.SetDelivery(cast("Delivery", how) if how else None))
    return said("said.delivery", how=session.words(f"delivery.{how or 'own'}"))


# The typing aid: what the customer on the line would rightly write, tick or choose, field by field.


def type_aid(session: Session, block_id: str = "") -> Outcome:
    """Write what the customer rightly would in a block, else in the first one still empty, and go on to the next."""
    if session.known is None:
        session.choose(session.customer)
    who, simulation = session.customer, session.simulation
    if turn_tab(session) or not type_for(session, block_id):  # of another tab its first field
        empty = _first_to_fill(session)
        if empty is None:
            own = simulation.view.block(who.profile) if who is not None else None  # the profile to choose
            return _onto(own) if own is not None else said("said.nothing_to_type", "phone")
        type_for(session, empty.id)
    button = next((block for block in simulation.view.blocks if block.kind == "button" and block.enabled), None)
    return _onto(_first_to_fill(session) or button)


def _onto(block: Block | None) -> Outcome:
    """Back on the phone, with the focus on a block, where it has options on the first."""
    option = block.options[0].id if block is not None and block.kind == "choice" and block.options else ""
    return Outcome(show="phone", focus=block.id if block is not None else "", option=option)


def type_for(session: Session, block_id: str) -> bool:
    """Write, tick or choose in a block what the customer rightly would; False where there is nothing to put."""
    simulation, given = session.simulation, right_answers(session).get(block_id)
    block = simulation.view.block(block_id)
    if block is None or not block.interactive or given is None:
        return False
    if isinstance(given, bool):
        if given is not (block.checked is True):
            simulation.tap(block.id)
    elif block.writable:
        simulation.write(block.id, given.get_secret_value() if isinstance(given, SecretStr) else given)
    elif isinstance(given, str):
        simulation.tap(block.id, given)
    return True


def turn_tab(session: Session) -> bool:
    """Turn to the tab that the customer has a contact for, where the one on show is not it; whether that was so."""
    journey, customer = session.simulation.journey, session.customer
    if journey.step != "contact" or customer is None:
        return False
    from ac_tui.flows.paths import answers

    kinds = [given["kind"] for given in answers(customer, journey, session.simulation.world.policy)]
    wrong = bool(kinds) and typed(journey, "kind") not in kinds
    return wrong and session.simulation.tap("kind", str(kinds[0])) is not None


def _first_to_fill(session: Session) -> Block | None:
    given = right_answers(session)
    return next((one for one in to_fill(session.simulation.view) if one.id in given), None)


def to_fill(view: View) -> Iterator[Block]:
    """The blocks of a screen that are still to be written in, ticked or chosen from, in order."""
    for block in view.blocks:
        given = block.value or block.checked or any(option.checked for option in block.options)
        if block.interactive and (block.writable or block.kind in ("checkbox", "choice")) and not given:
            yield block


def right_answers(session: Session) -> Mapping[str, str | bool | SecretStr]:
    """What the customer would rightly put into the blocks of the screen on show, by their ids.

    A contact that is already somebody's user name is there only where the customer has no other. Codes are the newest
    that arrived; a password is the account's own, or the sample one where it is to be made up.
    """
    customer, journey, world = session.customer, session.simulation.journey, session.simulation.world
    if customer is None:
        return {}
    from ac_tui.flows.paths import answers, sample_password

    ways, found = [*answers(customer, journey, world.policy)], dict[str, str | bool | SecretStr]()
    if journey.step == "contact":
        kind = typed(journey, "kind")
        ways = [given for given in ways if given["kind"] == kind]
        found |= {"password": sample_password(world.policy), "privacy": True}  # also of who left no such contact
        if kind == "mobile" and customer.mobiles:  # a number pasted with its own prefix wins over it
            found["prefix"] = f"+{country_code(customer.mobiles[0])}"
        owner = Enquiry(journey, world).owner_of_username
        ways.sort(key=lambda given: owner(user_key(str(given.get("email") or given["number"]))) is not None)
    for given in reversed(ways):  # what comes first counts
        found |= given
    return found
