"""A call at the desk: what it is about, who is on the line, and undoing what was done at one stroke."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from ac_tui.desk.outcome import Outcome, said
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.forms import typed

if TYPE_CHECKING:
    from datetime import datetime

    from ac_tui.deck.deck import Deck
    from ac_tui.deck.redaction import Redactor
    from ac_tui.desk.story import Story
    from ac_tui.journey.model import Journey
    from ac_tui.registry.model import Customer

Names = Callable[["Deck"], Mapping[str, str]]
"""How a surface calls commands, by their ids: keys, slash words."""


class Trainee(Struct):
    """Who is trained, `which` by number: `seed` draws the cases, `number` says which of them this is, from 1.

    `said` is what its caller says, `begun` when it began; `scores` are lines of the sheet.
    """

    seed: int = 0
    which: int = 1
    number: int = 0
    said: str = ""
    begun: datetime | None = None
    scores: list[tuple[int, int, int, str, str, int, int]] = field(default_factory=list)


class CallState(NamedTuple):
    """What a call is about: who was said to be on the line, and but for the phone on show the caller's other one as it
    was left; `on_second` says that the second one is on show.
    """

    chosen: Customer | None = None
    story: Story | None = None
    remarks: tuple[str, ...] = ()
    other: Journey | None = None
    on_second: bool = False


class Call:
    """One call on a simulation; `state` is what it is about. Commands that `names` does not name are called by titles.

    What the desk does at one stroke (a jump, a step of a story, a restart, a remark) is a turn of the simulation's.
    """

    def __init__(self, simulation: Simulation, names: Names | None) -> None:
        self.simulation = simulation
        simulation.about = {"call": CallState()}
        self._names = names
        self._listeners: list[Callable[[], None]] = []
        if simulation.history:
            _ = self.redactor
        simulation.subscribe(self.refresh)

    @property
    def state(self) -> CallState:
        """What the call is about now; the simulation keeps it."""
        state: CallState = self.simulation.about["call"]
        return state

    @state.setter
    def state(self, state: CallState) -> None:
        self.simulation.about = {**self.simulation.about, "call": state}

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change of the simulation or the call; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def refresh(self) -> None:
        """Have every surface show the call as it stands."""
        _ = self.redactor  # which listens for itself from then on
        for listener in tuple(self._listeners):
            listener()

    @cached_property
    def redactor(self) -> Redactor:
        """Every secret that was ever met: begun as soon as anything happens."""
        from ac_tui.deck.redaction import Redactor
        from ac_tui.flows.secret_collector import collect_secrets

        redactor = Redactor()
        collect_secrets(redactor, self.simulation)
        return redactor

    def words(self, key: str, /, **fill: object) -> str:
        """The deck's words for the desk; `{undo}` in them is how the surface calls that command."""
        deck = self.simulation.deck
        return deck.words(key, **{**_called(deck, self._names), **fill})

    @property
    def known(self) -> Customer | None:
        """Who was chosen, else who the journey has come to know, else whom the name that was typed belongs to."""
        if (chosen := self.state.chosen) is not None:
            return self.simulation.world.registry.get(chosen.id) or chosen
        return next(iter(self.on_the_phone()), None)

    @property
    def customer(self) -> Customer | None:
        """Whose data the typing aid writes: who is known, else the first of the registry; None where it is empty."""
        return self.known or next(iter(self.simulation.world.registry), None)

    def on_the_phone(self) -> Sequence[Customer]:
        """Who the journey has come to know, else everybody whom the name that was typed belongs to."""
        journey, registry = self.simulation.journey, self.simulation.world.registry
        waiting = journey.current.customer_id if journey.current is not None else ""
        found = registry.get(journey.logged_in or journey.customer_id or waiting)
        if found is not None:
            return (found,)
        if journey.profile == "company":
            return registry.by_company(typed(journey, "company_name", "company"))
        return registry.by_name(typed(journey, "first_name", "identity"), typed(journey, "last_name", "identity"))

    # What is done at one stroke, and undone.

    def put(self, state: CallState | None = None, **changes: Any) -> None:
        """Have the phone's state (its journey, its world) stand otherwise, and what the call is about."""
        before, self.state = self.simulation.keep(), state or self.state
        self.simulation.resume(replace(before, **changes))
        self.simulation.turn(before)

    def undo(self, *, in_sight: bool = False) -> Outcome:
        """Take the last thing back; where the phone is `in_sight`, what it shows then need not be said."""
        return self._went(self.simulation.undo, "said.no_undo", in_sight)

    def redo(self, *, in_sight: bool = False) -> Outcome:
        """Do again what was undone."""
        return self._went(self.simulation.redo, "said.no_redo", in_sight)

    def _went(self, go: Callable[[], bool], nothing: str, in_sight: bool) -> Outcome:
        before = len(self.state.remarks)
        if not go():
            return said(nothing)
        if before != (now := len(self.state.remarks)):
            return said("said.remarks", n=now)
        screen = self.words(f"screen.{self.simulation.view.step}")
        return Outcome() if in_sight else said("said.on_the_phone", screen=screen)


@lru_cache(maxsize=8)
def _called(deck: Deck, own: Names | None) -> Mapping[str, str]:
    """How commands are called in what the desk says, by their ids: by the surface's own names, else by their titles."""
    ids = [key.split(".")[1] for key in deck.desk if key.startswith("command.") and key.endswith(".title")]
    titles = {one: deck.words("said.called", title=deck.words(f"command.{one}.title")) for one in ids}
    return {**titles, **(own(deck) if own is not None else {})}
