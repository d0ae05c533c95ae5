"""A call at the desk, beside the phone: who is on the line, which story is being played, what the operator remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ac_tui.flows.simulation import Kept, Moved, Simulation
from ac_tui.journey.forms import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ac_tui.deck.view import Block
    from ac_tui.flows.arrive import Goal
    from ac_tui.flows.model import Flow
    from ac_tui.flows.story import Story
    from ac_tui.flows.typist import Answer
    from ac_tui.journey.model import Journey
    from ac_tui.registry.model import Customer


class _Place(NamedTuple):
    """What was on the phone, put aside; `floor` is the newest event of what came in its place when it had come."""

    kept: Kept
    floor: Moved | None
    customer: Customer | None


class Call:
    """One call on a simulation. What it needs beyond the phone is imported when it is first asked for.

    `known` is who is on the line, as far as one can tell; `customer` is whose data the typing aid writes.
    """

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
        self.story: Story | None = None
        self.remarks: list[str] = []
        self._chosen: Customer | None = None
        self._aside = _Place(simulation.keep(), None, None)
        self._left: list[_Place] = []
        self._undone: list[_Place] = []
        self._back_at: Moved | None = None

    @property
    def known(self) -> Customer | None:
        """Who was chosen, else who the journey has come to know, else whom the name that was typed belongs to."""
        if self._chosen is not None:
            return self._chosen
        journey, registry = self.simulation.journey, self.simulation.world.registry
        waiting = journey.current.customer_id if journey.current is not None else ""
        found = registry.get(journey.logged_in or journey.customer_id or waiting)
        return found or next(iter(self._named(journey)), None)

    @property
    def customer(self) -> Customer | None:
        """Whose data the typing aid writes: who is known, else the first of the registry; None where it is empty."""
        return self.known or next(iter(self.simulation.world.registry), None)

    def _named(self, journey: Journey) -> tuple[Customer, ...]:
        registry = self.simulation.world.registry
        if journey.profile == "company":
            return registry.by_company(typed(journey, "company_name", "company"))
        return registry.by_name(typed(journey, "first_name", "identity"), typed(journey, "last_name", "identity"))

    def choose(self, customer: Customer) -> None:
        """Say who is on the line."""
        self._chosen = customer

    def tell(self, flow: Flow) -> None:
        """Begin a story; undoing that leads back to the call as it was."""
        from ac_tui.flows.story import Story

        self._leave()
        self.story = Story(flow, self.simulation)
        self._arrive()
        self._chosen = self.simulation.world.registry.get(flow.setting.customer) or self._chosen

    def to_fill(self) -> Iterator[Block]:
        """The blocks on the phone that are still empty and that the customer has an answer for, in order."""
        from ac_tui.flows.typist import to_fill

        return (block for block in to_fill(self.simulation.view) if self._answer(block) is not None)

    def type_for(self, block_id: str) -> bool:
        """Write, tick or choose in a block what the customer rightly would; False where there is nothing to put."""
        from ac_tui.flows.typist import put

        block = self.simulation.view.block(block_id)
        given = self._answer(block) if block is not None and block.interactive else None
        if block is None or given is None:
            return False
        put(self.simulation, block, given)
        return True

    def _answer(self, block: Block) -> Answer | None:
        from ac_tui.flows.typist import answer

        customer = self.customer
        simulation = self.simulation
        return None if customer is None else answer(customer, block, simulation.journey, simulation.world)

    def look_up(self, goal: Goal) -> bool | None:
        """Go to a screen by a real path; undoing that leads back to the call as it was.

        Whether the text asked for is on show; None where no customer ever gets there, and nothing happens.
        """
        from ac_tui.flows.arrive import arrive

        found = arrive(goal, self.simulation.deck, self.simulation.world, self._chosen)
        if found is None:
            return None
        self._leave()
        self.story = None
        found.live(self.simulation)
        self._arrive()
        self._chosen = found.customer
        return found.exact

    def restart(self) -> None:
        """Begin again; as anything else, that can be undone."""
        self._leave()
        self.story = None
        self.simulation.restart()
        self._arrive()

    def undo(self) -> bool:
        """Take the last thing back: an event, or having gone somewhere else altogether; False if there is none."""
        if not (self._left and self._newest() is self._left[-1].floor):
            return self.simulation.undo()
        here = self._left.pop()
        self._undone.append(_Place(self.simulation.keep(), here.floor, self._chosen))
        self.story, self._chosen = None, here.customer
        self.simulation.resume(here.kept)
        self._back_at = self._newest()
        return True

    def redo(self) -> bool:
        """Do again what was undone last; False if there is nothing."""
        if not (self._undone and self._newest() is self._back_at):
            return self.simulation.redo()
        there = self._undone.pop()
        self._left.append(_Place(self.simulation.keep(), there.floor, self._chosen))
        self.story, self._chosen = None, there.customer
        self.simulation.resume(there.kept)
        self._back_at = self._newest()
        return True

    def _leave(self) -> None:
        """Put what is on the phone aside: something else comes in its place."""
        self._aside = _Place(self.simulation.keep(), None, self._chosen)

    def _arrive(self) -> None:
        """From here on undoing leads, first, back to what was put aside."""
        self._left.append(self._aside._replace(floor=self._newest()))
        self._undone.clear()

    def _newest(self) -> Moved | None:
        return self.simulation.history[-1] if self.simulation.history else None
