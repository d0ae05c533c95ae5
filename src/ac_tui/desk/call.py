"""A call at the desk, beside the phone: who is on the line, which story is being played, what the operator remarks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from ac_tui.flows.simulation import SavedState, Simulation
from ac_tui.journey.advance import begin
from ac_tui.journey.forms import typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ac_tui.deck.redaction import Redactor
    from ac_tui.desk.story import Place, Story
    from ac_tui.flows.goals import Goal
    from ac_tui.flows.model import Flow
    from ac_tui.journey.model import Journey
    from ac_tui.registry.model import Customer


class _CallMoment(NamedTuple):
    """A call as it stands: all that undoing and redoing bring back."""

    kept: SavedState
    story: Story | None
    place: Place | None
    customer: Customer | None
    remarks: tuple[str, ...]
    other: Journey | None
    on_second: bool


_Turn = tuple[_CallMoment, int]
"""Something done at the desk at one stroke: the call on its other side (before it, or once undone after it), and how
long the phone's history was when it was done. What is longer came later.
"""


class Call:
    """One call on a simulation; `changed` is told of what was done. What it needs is imported when it is first asked.

    `known` is who is on the line, as far as one can tell: whose data the typing aid writes. `other` is the caller's
    other phone as it was left, None where only one was used; `on_second` says that the second one is on show.

    The phone's own history holds what happened on it. What the desk does at one stroke (a jump, a step of a story, a
    restart, a remark) is a turn, and lies between two of its steps: undoing takes back whichever is the later.
    """

    def __init__(self, simulation: Simulation, changed: Callable[[], None] = lambda: None) -> None:
        self.simulation = simulation
        self._changed = changed
        self.story: Story | None = None
        self.remarks: list[str] = []
        self.other: Journey | None = None
        self.on_second = False
        self._chosen: Customer | None = None
        self._turns: list[_Turn] = []
        self._undone: list[_Turn] = []
        self._revision = simulation.revision
        simulation.subscribe(self._collect)
        if simulation.history:
            self._collect()

    @cached_property
    def redactor(self) -> Redactor:
        """Every secret that was ever met: begun as soon as anything happens."""
        from ac_tui.deck.redaction import Redactor
        from ac_tui.flows.secret_collector import SecretCollector

        redactor = Redactor()
        SecretCollector(redactor, self.simulation)
        return redactor

    def _collect(self) -> None:
        """Have the redactor begin, which listens for itself from then on."""
        _ = self.redactor

    # Who is on the line.

    @property
    def known(self) -> Customer | None:
        """Who was chosen, else who the journey has come to know, else whom the name that was typed belongs to."""
        if self._chosen is not None:
            return self.simulation.world.registry.get(self._chosen.id) or self._chosen
        return next(iter(self._on_the_phone()), None)

    @property
    def mismatch(self) -> Customer | None:
        """Who the phone says is on it, where that is not who was chosen; None where nothing speaks against that."""
        chosen = self._chosen
        found = self._on_the_phone() if chosen is not None else ()
        return found[0] if found and chosen is not None and all(one.id != chosen.id for one in found) else None

    @property
    def customer(self) -> Customer | None:
        """Who is known, else the first of the registry; None where it is empty."""
        return self.known or next(iter(self.simulation.world.registry), None)

    def _on_the_phone(self) -> tuple[Customer, ...]:
        """Who the journey has come to know, else everybody whom the name that was typed belongs to."""
        journey, registry = self.simulation.journey, self.simulation.world.registry
        waiting = journey.current.customer_id if journey.current is not None else ""
        found = registry.get(journey.logged_in or journey.customer_id or waiting)
        if found is not None:
            return (found,)
        if journey.profile == "company":
            return registry.by_company(typed(journey, "company_name", "company"))
        return registry.by_name(typed(journey, "first_name", "identity"), typed(journey, "last_name", "identity"))

    def choose(self, customer: Customer | None) -> None:
        """Say who is on the line, None for nobody."""
        self._chosen = customer
        self._changed()

    # What the desk does at one stroke.

    def put(
        self,
        *,
        customer: Customer | None = None,
        other: Journey | None = None,
        second: bool | None = None,
        **changes: Any,
    ) -> None:
        """Have the phone's state stand otherwise: its journey, its world.

        `customer` is then on the line, and `other` the phone that is put away meanwhile.
        """
        before = self._moment()
        self.simulation.resume(replace(self.simulation.keep(), **changes))
        self._chosen = customer or self._chosen
        self.other = other or self.other
        self.on_second = self.on_second if second is None else second
        self._turned(before)

    def switch_phone(self) -> None:
        """Go on with the caller's other phone: its own screen and fields, the same service behind it."""
        here = self.simulation.journey
        there = self.other or begin(self.simulation.world)
        there = replace(there, service=here.service, now=here.now)
        self.put(journey=there, other=here, second=not self.on_second)

    def tell(self, flow: Flow) -> None:
        """Begin a story, which is a call of its own; undoing that leads back to the call as it was."""
        from ac_tui.desk.story import Story

        before = self._moment()
        self.story, self.other, self.on_second = Story(flow, self.simulation), None, False
        self._chosen = self.simulation.world.registry.get(flow.setting.customer) or self._chosen
        self.remarks.clear()
        self._turned(before)

    def play(self, act: Callable[[Story], bool]) -> bool:
        """Play the story on or back as `act` does; whether anything was played."""
        before = self._moment()
        played = self.story is not None and act(self.story)
        if played:
            self._turned(before)
        return played

    def look_up(self, goal: Goal) -> bool | None:
        """Go to a screen by a real path; undoing that leads back to the call as it was.

        Whether the text asked for is on show; None where no customer ever gets there, and nothing happens.
        """
        from ac_tui.flows.paths import find_path

        found = find_path(goal, self.simulation.deck, self.simulation.world, self._chosen)
        if found is None:
            return None
        before = self._moment()
        self.story = None
        found.go(self.simulation)
        self._chosen = found.customer
        self._turned(before)
        return found.exact

    def restart(self) -> None:
        """Begin again, which is a new call; as anything else, that can be undone."""
        before = self._moment()
        self.story = self.other = None
        self.on_second = False
        self.remarks.clear()
        self.simulation.restart()
        self._turned(before)

    def remark(self, text: str) -> None:
        """Add a remark to the call's notes; with "" take the last one away."""
        before = self._moment()
        self.remarks[:] = [*self.remarks, text] if text else self.remarks[:-1]
        self._turned(before)

    # Undoing and redoing.

    def undo(self) -> bool:
        """Take the last thing back, whichever it is; False if there is none."""
        if not self._turns or len(self.simulation.history) > self._turns[-1][1]:
            return self.simulation.undo()
        if self._revision != self.simulation.revision:
            self._undone.clear()
            self._revision = self.simulation.revision
        self._swap(self._turns, self._undone)
        return True

    def redo(self) -> bool:
        """Do again what was undone last; False if there is nothing."""
        if self.simulation.redo():
            return True
        if not self._undone or self._revision != self.simulation.revision:
            return False
        self._swap(self._undone, self._turns)
        return True

    def _swap(self, here: list[_Turn], there: list[_Turn]) -> None:
        """Go to the other side of the latest turn."""
        other, floor = here.pop()
        there.append((self._moment(), floor))
        self.simulation.resume(other.kept)
        self.story, self._chosen, self.remarks[:] = other.story, other.customer, other.remarks
        self.other, self.on_second = other.other, other.on_second
        if other.story is not None and other.place is not None:
            other.story.place = other.place
        self._changed()

    def _moment(self) -> _CallMoment:
        place = self.story.place if self.story is not None else None
        kept, remarks = self.simulation.keep(), tuple(self.remarks)
        return _CallMoment(kept, self.story, place, self._chosen, remarks, self.other, self.on_second)

    def _turned(self, before: _CallMoment) -> None:
        """What was done since is one turn; what had been undone before it can no longer be redone."""
        kept = replace(before.kept, undone=())
        self._turns.append((before._replace(kept=kept), len(self.simulation.history)))
        self._undone.clear()
        self.simulation.forget()
        self.simulation.seal()
        self._changed()
