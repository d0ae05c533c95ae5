"""What the desk does to the caller's phone: keys and links, codes and data, time, service and delivery."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from ac_tui.desk.outcome import Outcome, said
from ac_tui.journey import events as ev
from ac_tui.journey.challenges import newest_code, newest_link

if TYPE_CHECKING:
    from ac_tui.deck.view import Block
    from ac_tui.desk.call import Call
    from ac_tui.registry.model import Delivery


class PhoneControl:
    """Acts on the phone of one call; every act says what came of it that cannot be seen there."""

    def __init__(self, call: Call) -> None:
        self._call, self._simulation = call, call.simulation

    def back(self) -> Outcome:
        """The phone's way back."""
        if not self._simulation.view.back:
            return said("said.nowhere")
        self._simulation.back()
        return Outcome()

    def turn_app(self) -> Outcome:
        """Close the app, or open it again."""
        (self._simulation.close if self._simulation.view.open else self._simulation.open)()
        return Outcome()

    def use_code(self) -> Outcome:
        """Write the newest code that counts for the screen on show, where it asks for one."""
        block = next((block for block in self._simulation.view.blocks if block.kind == "code" and block.enabled), None)
        message = newest_code(self._simulation.journey)
        if block is None or message is None:
            return said("said.no_code")
        self._simulation.write(block.id, message.code.get_secret_value())
        return Outcome(show="phone", focus=block.id)

    def copy_code(self, number: int) -> Outcome:
        """Copy the code of the message with this number."""
        code = next((message.code for message in self._simulation.messages if message.number == number), "")
        return Outcome("said.copied", show="phone", copy=code) if code else said("said.no_code")

    def open_link(self, link: str = "") -> Outcome:
        """Open a link, the newest that counts where none is given."""
        newest = newest_link(self._simulation.journey)
        link = link or (newest.link if newest is not None else "")
        if not link:
            return said("said.no_link")
        self._simulation.send(ev.OpenLink(link))
        return Outcome(show="phone")

    def clear(self, block_id: str) -> Outcome:
        """Empty a field of the screen on show."""
        block = self._simulation.view.block(block_id)
        if block is None or not block.writable:
            return said("plain.nothing_to_clear")
        if self._simulation.written(block_id):
            self._simulation.write(block_id, "")
        return Outcome(focus=block_id)

    def type_aid(self, block_id: str = "") -> Outcome:
        """Write what the customer rightly would in a block, else in the first one still empty, and go on to the next.

        Where there is nothing to write but a profile to choose, the focus goes to the customer's own.
        """
        from ac_tui.desk.typing_aid import first_to_fill, turn_tab, type_for

        simulation, call = self._simulation, self._call
        if call.known is None:
            call.choose(call.customer)
        who = call.customer
        if turn_tab(simulation, who) or not type_for(simulation, who, block_id):  # of another tab its first field
            empty = first_to_fill(simulation, who)
            if empty is None or not type_for(simulation, who, empty.id):
                own = self._simulation.view.block(who.profile) if who is not None else None
                return _onto(own) if own is not None else said("said.nothing_to_type", "phone")
        button = next(
            (block for block in self._simulation.view.blocks if block.kind == "button" and block.enabled), None
        )
        return _onto(first_to_fill(simulation, who) or button)

    def pass_time(self, wanted: timedelta | str) -> Outcome:
        """Put the simulated clock forward, by a span or by one as people write it ("45 min", "1,5 ore")."""
        from ac_tui.deck.spans import read_span

        span = read_span(self._simulation.deck, wanted) if isinstance(wanted, str) else wanted
        if span is None:
            return said("time_other.unclear")
        try:
            self._simulation.advance_clock(span)
        except ValueError:
            return said("said.time_end")
        return said("panel.time.now", clock=self._simulation.view.clock)

    def turn_service(self) -> Outcome:
        """Take the service down, or bring it up again."""
        up = not self._simulation.journey.service.up
        self._simulation.send(ev.SetService(up))
        return said("said.service_up" if up else "said.service_down")

    def deliver(self, how: str) -> Outcome:
        """Decide how messages travel from now on; "" leaves it to each customer's own setting."""
        self._simulation.send(ev.SetDelivery(cast("Delivery", how) if how else None))
        return said("said.delivery", how=self._simulation.deck.words(f"delivery.{how or 'own'}"))


def _onto(block: Block | None) -> Outcome:
    """Back on the phone, with the focus on a block, where it has options on the first."""
    if block is None:
        return Outcome(show="phone")
    option = block.options[0].id if block.kind == "choice" and block.options else ""
    return Outcome(show="phone", focus=block.id, option=option)
