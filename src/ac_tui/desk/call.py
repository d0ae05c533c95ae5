"""A call at the desk, beside the phone: who is on the line, which story is being played, what the operator remarks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from ac_tui.flows.simulation import SavedState, Simulation
from ac_tui.journey.forms import typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ac_tui.deck.redaction import Redactor
    from ac_tui.desk.story import Place, Story
    from ac_tui.flows.goals import Goal
    from ac_tui.flows.model import Flow
    from ac_tui.journey.model import Journey
    from ac_tui.registry.model import Customer


class CallState(NamedTuple):
    """What a call is about, but for the phone on show.

    `chosen` is the customer who was said to be on the line. `other` is the caller's other phone as it was left, None
    where only one was used; `on_second` says that the second one is on show.
    """

    chosen: Customer | None = None
    story: Story | None = None
    remarks: tuple[str, ...] = ()
    other: Journey | None = None
    on_second: bool = False


class _Turn(NamedTuple):
    """Something done at the desk at one stroke: the call on its other side (before it, or once undone after it).

    `floor` is how long the phone's history was when it was done: what is longer came later.
    """

    kept: SavedState
    place: Place | None
    state: CallState
    floor: int = 0


class Call:
    """One call on a simulation; `changed` is told of what was done. What it needs is imported when it is first asked.

    The phone's own history holds what happened on it. What the desk does at one stroke (a jump, a step of a story, a
    restart, a remark) is a turn, and lies between two of its steps: undoing takes back whichever is the later.
    """

    def __init__(self, simulation: Simulation, changed: Callable[[], None] = lambda: None) -> None:
        self.simulation = simulation
        self.state = CallState()
        self._changed = changed
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
        from ac_tui.flows.secret_collector import collect_secrets

        redactor = Redactor()
        collect_secrets(redactor, self.simulation)
        return redactor

    def _collect(self) -> None:
        _ = self.redactor  # which listens for itself from then on

    # Who is on the line.

    @property
    def known(self) -> Customer | None:
        """Who was chosen, else who the journey has come to know, else whom the name that was typed belongs to."""
        chosen = self.state.chosen
        if chosen is not None:
            return self.simulation.world.registry.get(chosen.id) or chosen
        return next(iter(self._on_the_phone()), None)

    @property
    def mismatch(self) -> Customer | None:
        """Who the phone says is on it, where that is not who was chosen; None where nothing speaks against that."""
        chosen, found = self.state.chosen, self._on_the_phone()
        return found[0] if found and chosen is not None and all(one.id != chosen.id for one in found) else None

    @property
    def customer(self) -> Customer | None:
        """Whose data the typing aid writes: who is known, else the first of the registry; None where it is empty."""
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
        self.state = self.state._replace(chosen=customer)
        self._changed()

    # What the desk does at one stroke.

    def put(self, state: CallState | None = None, **changes: Any) -> None:
        """Have the phone's state (its journey, its world) stand otherwise, and what the call is about."""
        before, self.state = self._turn(), state or self.state
        self.simulation.resume(replace(self.simulation.keep(), **changes))
        self._turned(before)

    def tell(self, flow: Flow) -> None:
        """Begin a story, which is a call of its own; undoing that leads back to the call as it was."""
        from ac_tui.desk.story import Story

        own = self.simulation.world.registry.get(flow.setting.customer)
        before, self.state = self._turn(), CallState(own or self.state.chosen)
        self.state = self.state._replace(story=Story(flow, self.simulation))
        self._turned(before)

    def play(self, act: Callable[[Story], bool]) -> bool:
        """Play the story on or back as `act` does; whether anything was played."""
        before = self._turn()
        played = self.state.story is not None and act(self.state.story)
        if played:
            self._turned(before)
        return played

    def look_up(self, goal: Goal) -> bool | None:
        """Go to a screen by a real path; undoing that leads back to the call as it was.

        Whether the text asked for is on show; None where no customer ever gets there, and nothing happens.
        """
        from ac_tui.flows.paths import find_path

        found = find_path(goal, self.simulation.deck, self.simulation.world, self.state.chosen)
        if found is None:
            return None
        before, self.state = self._turn(), self.state._replace(chosen=found.customer, story=None)
        found.go(self.simulation)
        self._turned(before)
        return found.exact

    def restart(self) -> None:
        """Begin again, which is a new call; as anything else, that can be undone."""
        before, self.state = self._turn(), CallState(self.state.chosen)
        self.simulation.restart()
        self._turned(before)

    def remark(self, text: str) -> None:
        """Add a remark to the call's notes; with "" take the last one away."""
        before, remarks = self._turn(), self.state.remarks
        self.state = self.state._replace(remarks=(*remarks, text) if text else remarks[:-1])
        self._turned(before)

    # Undoing and redoing.

    def undo(self) -> bool:
        """Take the last thing back, whichever it is; False if there is none."""
        if not self._turns or len(self.simulation.history) > self._turns[-1].floor:
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
        other = here.pop()
        there.append(self._turn()._replace(floor=other.floor))
        self.simulation.resume(other.kept)
        self.state = other.state
        if other.state.story is not None and other.place is not None:
            other.state.story.place = other.place
        self._changed()

    def _turn(self) -> _Turn:
        story = self.state.story
        return _Turn(self.simulation.keep(), story.place if story is not None else None, self.state)

    def _turned(self, before: _Turn) -> None:
        """What was done since is one turn; what had been undone before it can no longer be redone."""
        floor = len(self.simulation.history)
        self._turns.append(before._replace(kept=replace(before.kept, undone=()), floor=floor))
        self._undone.clear()
        self.simulation.forget()
        self.simulation.seal()
        self._changed()
