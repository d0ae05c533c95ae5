"""The way to any step, text or transition, with a customer whom it fits.

The library of flows knows it: the shortest beginning of a flow that leads there. Only where that has none, for another
registry, policy or words than the library was written for, the journey itself is searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ac_tui.deck.render import render
from ac_tui.flows.as_flow import as_flow
from ac_tui.flows.fixture import read_policy
from ac_tui.flows.goals import Goal
from ac_tui.flows.library_paths import KnownPath, Move, library_paths, repeat
from ac_tui.flows.personas import Persona, personas_of
from ac_tui.flows.selector_builder import recognised_by
from ac_tui.flows.simulation import ManualClock, Simulation
from ac_tui.flows.writing import AddedCommand, CommandLine, Header
from ac_tui.journey import events as ev
from ac_tui.journey.forms import INTENTS
from ac_tui.journey.world import World

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import View
    from ac_tui.flows.fixture import Fixture
    from ac_tui.journey.policy import Policy
    from ac_tui.registry.model import Customer


@dataclass(frozen=True, slots=True)
class Path:
    """How to get to a goal: who goes, and what happens; `exact` is false where its step is reached, not its text."""

    goal: Goal
    customer: Customer
    moves: tuple[Move, ...]
    exact: bool = True

    def go(self, simulation: Simulation) -> Simulation:
        """Begin a simulation of the same world anew, go the way on it, and return it."""
        simulation.restart()
        repeat(self.moves, simulation)
        return simulation


def reach(goal: Goal, fixture: Fixture, seed: int = 0) -> Path | None:
    """A short way to a goal, whoever of the registry goes it; None where there is none."""
    found = find_path(goal, fixture.deck, fixture.simulation(seed).world)
    return found if found is not None and found.exact else None


def find_path(goal: Goal, deck: Deck, world: World, first: Customer | None = None) -> Path | None:
    """The way to a goal, for the customer named `first` if it fits them; None where nobody gets there at all.

    Where nobody sees the text that is asked for, it leads to its step.
    """
    moves = _moves(goal, deck, world, first)
    if moves is not None:
        return Path(goal, *moves)
    if not goal.block:
        return None
    near = find_path(Goal(goal.step), deck, world, first)
    return Path(goal, near.customer, near.moves, exact=False) if near is not None else None


def flow_of(path: Path, fixture: Fixture, seed: int = 0) -> str:
    """The flow file of a path; it ends by asserting what the last screen is recognised by."""
    simulation = path.go(fixture.simulation(seed))
    header = Header(f"Path to {path.goal}", customer=path.customer.id, seed=seed)
    seen = CommandLine("assertVisible", recognised_by(simulation.view)) if simulation.view.open else None
    notes = [AddedCommand(len(simulation.history), seen)] if seen else []
    return as_flow(simulation, header, notes, reveal=True)


def _moves(goal: Goal, deck: Deck, world: World, first: Customer | None) -> tuple[Customer, tuple[Move, ...]] | None:
    """Who gets to a goal, and how: `first` before others, and by the library before a search."""
    from ac_tui.flows.search_path import search_path

    if first is not None:
        moves = _possible(_known(goal, deck, world, first.id), deck, world)
        moves = moves or search_path(goal, deck, world, [Persona(first)], few=True)
        if moves is not None:
            return moves
    return _possible(_known(goal, deck, world), deck, world) or search_path(goal, deck, world, personas_of(world))


def _known(goal: Goal, deck: Deck, world: World, customer_id: str = "") -> Iterator[KnownPath]:
    """The ways of the library to a goal, the shortest first; those of one customer, where one is given."""
    foreign = _waits(read_policy()) - _waits(world.policy)
    for path in library_paths(world.registry, world.policy, world.codes):
        if customer_id not in ("", path.customer_id) or any(span in foreign for span, _ in path.moves):
            continue
        if goal.edge is not None:
            reached = path.edge == goal.edge
        else:
            reached = path.state.step == goal.step and path.state.app_open
            reached = reached and (not goal.block or goal.shown(render(deck, path.state, world)))
        if reached:
            yield path


def _waits(policy: Policy) -> set[timedelta]:
    """The numbers of a policy that one waits for. What the library waits by its own policy is no wait of another."""
    return {policy.resend_cooldown, policy.code_lifetime_private, policy.code_lifetime_business, policy.sends_window}


def _possible(paths: Iterable[KnownPath], deck: Deck, world: World) -> tuple[Customer, tuple[Move, ...]] | None:
    """The first of these ways that can be gone on these screens too, whatever is left out on them."""
    for path in paths:
        customer = world.registry.get(path.customer_id)
        simulation = Simulation(world.registry, world.policy, world.codes, deck, ManualClock())
        if customer is not None and all(_go(move, simulation) for move in path.moves):
            return customer, path.moves
    return None


def _go(move: Move, simulation: Simulation) -> bool:
    """Go on by one move; whether the screen on show has what it writes in or presses."""
    there = _live(move[1], simulation.view)
    repeat((move,), simulation)
    return there


def _live(event: ev.Event, view: View) -> bool:
    if isinstance(event, ev.Edit):
        block = view.block(event.block)
        return block is not None and block.interactive
    if isinstance(event, ev.Back) or event.name not in INTENTS:
        return True
    return any(block.interactive and block.sends == event.name for block in view.blocks)
