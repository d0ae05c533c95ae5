"""The way to any step, text or transition, with a customer whom it fits.

The library of flows knows it: the shortest beginning of a flow that leads there. Its own customer goes it, or another
one, who types their own data where that one typed theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import dropwhile, groupby, islice, repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from ac_tui.assets import AssetError
from ac_tui.deck.render import render
from ac_tui.flows.as_flow import as_flow
from ac_tui.flows.collect import library
from ac_tui.flows.fixture import read_fixture, read_policy
from ac_tui.flows.goals import Goal
from ac_tui.flows.personas import answers
from ac_tui.flows.play import Player
from ac_tui.flows.simulation import HistoryEntry, ManualClock, Simulation
from ac_tui.flows.surface import Surface
from ac_tui.flows.writing import AddedCommand, CommandLine, Header, recognised_by
from ac_tui.journey import events as ev
from ac_tui.journey.forms import INTENTS, as_kept, intent
from ac_tui.journey.table import Edge
from ac_tui.registry.faults import FileError
from ac_tui.registry.numbers import usable_mobiles
from ac_tui.registry.secret import SecretStr

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import View
    from ac_tui.flows.fixture import Fixture
    from ac_tui.flows.model import Flow
    from ac_tui.journey.model import Journey
    from ac_tui.journey.policy import Policy
    from ac_tui.journey.world import World
    from ac_tui.registry.model import Customer

Move = tuple[timedelta, ev.Event]
"""An event, and the time that passes before it."""

_NOW: Final = timedelta()
_NAMES: Final = {"identity": ("first_name", "last_name"), "company": ("company_name",)}
"""What one is called, by the step that asks for it."""
_AGAIN: Final = 20
"""How often more than in the library something may be done that it does several times: a policy may allow as much."""
_MOST: Final = 5_000
"""How many ways of others are tried before a goal is given up."""


class Path(NamedTuple):
    """How to get to a goal: who goes, and what happens; `exact` is false where its step is reached, not its text."""

    goal: Goal
    customer: Customer
    moves: tuple[Move, ...]
    exact: bool = True

    def go(self, simulation: Simulation) -> Simulation:
        """Begin a simulation of the same world anew, go the way on it, and return it."""
        simulation.restart()
        for move in self.moves:
            _make(move, simulation)
        return simulation


class _Known(NamedTuple):
    """A part of a flow of the library: whose it is by its header, what happens in it, and where that leads."""

    customer: Customer
    history: tuple[HistoryEntry, ...]
    state: Journey

    @property
    def unusual(self) -> int:
        """How many texts in it are not the right ones: of two short ways the plainer one goes first."""
        edits = ((moved.before, moved.event) for moved in self.history if isinstance(moved.event, ev.Edit))
        return sum(edit.value not in _right(self.customer, before, edit.block, read_policy()) for before, edit in edits)

    def since(self, step: str) -> _Known:
        """What is left of it from a step on."""
        return self._replace(history=tuple(dropwhile(lambda moved: moved.before.step != step, self.history)))


_BEFORE: Final = (
    (Goal(edge=Edge("confirm_contact", "submit_code", "code_right", "login")), "login"),
    (Goal("home"), "home"),
    (Goal(edge=Edge("home", "logout", "", "login")), "login"),
    (Goal("company"), "company"),
)
"""What may have to happen first, and the step at which a way goes on from there."""


def reach(goal: Goal, fixture: Fixture, seed: int = 0) -> Path | None:
    """A short way to a goal, whoever of the registry goes it; None where there is none."""
    found = find_path(goal, fixture.deck, fixture.simulation(seed).world)
    return found if found is not None and found.exact else None


def find_path(goal: Goal, deck: Deck, world: World, first: Customer | None = None) -> Path | None:
    """The way to a goal, for the customer named `first` if it fits them; None where nobody gets there at all.

    Where nobody sees the text that is asked for, it leads to its step.
    """
    for customer, parts in _tries(goal, deck, world, first):
        moves = _walked(parts, customer, goal, deck, world)
        if moves is not None:
            return Path(goal, customer, moves)
    near = find_path(Goal(goal.step), deck, world, first) if goal.block else None
    return near._replace(goal=goal, exact=False) if near is not None else None


def flow_of(path: Path, fixture: Fixture, seed: int = 0) -> str:
    """The flow file of a path; it ends by asserting what the last screen is recognised by."""
    simulation = path.go(fixture.simulation(seed))
    header = Header(f"Path to {path.goal}", customer=path.customer.id, seed=seed)
    seen = CommandLine("assertVisible", recognised_by(simulation.view)) if simulation.view.open else None
    notes = [AddedCommand(len(simulation.history), seen)] if seen else []
    return as_flow(simulation, header, notes, reveal=True)


def _tries(
    goal: Goal, deck: Deck, world: World, first: Customer | None
) -> Iterator[tuple[Customer, tuple[_Known, ...]]]:
    """Who may go which way, in the order of preference: `first`, whose way it is, one customer of each kind."""
    ways = _ways(goal, deck, world)
    if first is not None:
        own_first = sorted(ways, key=lambda known: known.customer.id != first.id)
        yield from _tries_of([first], own_first, deck, world)
    yield from ((own, (known,)) for known in ways if (own := world.registry.get(known.customer.id)) is not None)
    if ways:
        yield from islice(_tries_of(_one_of_each_kind(world), ways, deck, world), _MOST)


def _tries_of(
    customers: Sequence[Customer],
    ways: Sequence[_Known],
    deck: Deck,
    world: World,
    before: Sequence[tuple[Goal, str]] = _BEFORE,
) -> Iterator[tuple[Customer, tuple[_Known, ...]]]:
    """These customers on these ways, at once and after what may have to happen `before`."""
    yield from ((customer, (known,)) for known in ways for customer in customers)
    for number, (goal, step) in enumerate(before):
        begins = _ways(goal, deck, world)
        for customer in customers:
            tries = _tries_of([customer], begins, deck, world, before[:number])
            begun = next((parts for _, parts in tries if _walked(parts, customer, goal, deck, world)), ())
            yield from ((customer, (*begun, known.since(step))) for known in ways if begun)


def _ways(goal: Goal, deck: Deck, world: World) -> list[_Known]:
    """Every flow of the library up to where it first gets to a goal, the shortest first."""
    found = []
    for beginnings in _library():
        for known in beginnings:
            state = known.state
            if goal.edge is not None:
                there = bool(known.history) and known.history[-1].transition.edge == goal.edge
            else:
                there = state.step == goal.step and state.app_open
                there = there and (not goal.block or goal.shown(render(deck, state, world)))
            if there:
                found.append(known)
                break
    return sorted(found, key=lambda known: (len(known.history), known.unusual))


@cache
def _library() -> tuple[list[_Known], ...]:
    """Every flow of the library by its beginnings, the shortest first; none where it, or the screens whose words it
    speaks, cannot be read. Flows that fail are gone as far as they go.
    """
    try:
        fixture = read_fixture()
        return tuple(_beginnings(flow, fixture) for flow in library(fixture.registry))
    except (AssetError, FileError):
        return ()


def _beginnings(flow: Flow, fixture: Fixture) -> list[_Known]:
    simulation, customer = fixture.simulation(), fixture.registry.get(flow.setting.customer)
    assert customer is not None
    found = [_Known(customer, (), simulation.journey)]
    simulation.subscribe(lambda: found.append(_Known(customer, tuple(simulation.history), simulation.journey)))
    Player(flow, Surface(simulation)).play()
    return found


def _one_of_each_kind(world: World) -> list[Customer]:
    """One customer of every kind there is: profile, contacts, policies, account, messages decide where one gets to."""
    today = world.clock.now().date()
    found: dict[object, Customer] = {}
    for customer in world.registry:
        account = customer.account
        kind = (
            (customer.profile, bool(customer.emails), len(customer.mobiles), bool(usable_mobiles(customer))),
            (bool(customer.tax_code or customer.vat_number), customer.insured_on(today), customer.delivery),
            account is not None and account.first_access_done,
            account is not None,
        )
        found.setdefault(kind, customer)
    return list(found.values())


def _right(customer: Customer, journey: Journey, block: str, policy: Policy) -> list[str | bool | SecretStr]:
    """Everything that a customer would rightly put into a block; a tab is right as long as there is one."""
    if block == "kind":
        return ["email", "mobile"]
    return [given[block] for given in answers(customer, journey, policy) if block in given]


def _walked(
    parts: Iterable[_Known], customer: Customer, goal: Goal, deck: Deck, world: World
) -> tuple[Move, ...] | None:
    """What a customer does who goes the way that others went in the library, until they first come to the goal.

    None where they do not.
    """
    simulation = Simulation(world.registry, world.policy, world.codes, deck, ManualClock())
    made: list[Move] = []
    if goal.step == simulation.journey.step and goal.shown(simulation.view):
        return ()
    for known in parts:
        walk = _Walk(known, customer, simulation)
        for _, group in groupby(_bursts(known.history), key=lambda burst: type(burst[-1].event)):
            row = list(group)
            wanted = _alike(row[-1][-1].transition.edge)
            for number, burst in enumerate((*row, *repeat(row[-1], _AGAIN if len(row) > 1 else 0)), 1):
                for move in walk.through(burst):
                    if move is None or not _live(move[1], simulation.view):
                        return None
                    _make(move, simulation)
                    made.append(move)
                    if _arrived(goal, simulation):
                        return tuple(made)
                taken = _alike(simulation.history[-1].transition.edge)
                if taken == wanted and (number >= len(row) or taken != _alike(burst[-1].transition.edge)):
                    break
            else:
                return None
    return None


def _arrived(goal: Goal, simulation: Simulation) -> bool:
    if goal.edge is not None:
        return simulation.history[-1].transition.edge == goal.edge
    return goal.shown(simulation.view)


class _Walk:
    """Says what a customer does where another one did something in the library."""

    def __init__(self, known: _Known, customer: Customer, simulation: Simulation) -> None:
        self._theirs, self._mine = known.customer, customer
        self._simulation = simulation
        self._policy, self._library_policy = simulation.world.policy, read_policy()
        self._waits = dict(zip(_waits(self._library_policy), _waits(self._policy), strict=True))

    def through(self, burst: Sequence[HistoryEntry]) -> Iterator[Move | None]:
        """The same with their own data; None for data that they do not have."""
        step = self._simulation.journey.step
        if step in _NAMES and step != burst[-1].before.step in _NAMES:
            yield from ((_NOW, ev.Edit(name, getattr(self._mine, name))) for name in _NAMES[step])
            yield _NOW, intent(f"submit_{step}", "", self._simulation.journey)
            return
        for moved in burst:
            event, journey = moved.event, self._simulation.journey
            if isinstance(event, ev.Tick):
                span = moved.transition.state.now - moved.before.now
                yield self._waits.get(span, span), event
            elif isinstance(event, ev.Edit):
                value = self._value(moved.before, event)
                yield None if value is None else (_NOW, replace(event, value=value))
            elif isinstance(event, ev.OpenLink):
                sent = zip(reversed(moved.before.service.outbox), reversed(journey.service.outbox), strict=False)
                link = next((mine.link for theirs, mine in sent if theirs.link == event.link), event.link)
                yield _NOW, ev.OpenLink(link)
            elif isinstance(event, ev.ChooseProfile):
                right = event.profile == self._theirs.profile
                yield _NOW, ev.ChooseProfile(self._mine.profile) if right else event
            else:
                yield _NOW, intent(event.name, "", journey) if event.name in INTENTS else event

    def _value(self, before: Journey, edit: ev.Edit) -> str | bool | SecretStr | None:
        """What they write, tick or choose: what is right for them where that was right for the other one."""
        value = (
            as_kept("code", edit.value) if edit.block == "code" and isinstance(edit.value, SecretStr) else edit.value
        )
        theirs = _right(self._theirs, before, edit.block, self._library_policy)
        if edit.block == "kind" or value not in theirs:
            return edit.value
        mine = _right(self._mine, self._simulation.journey, edit.block, self._policy)
        return mine[min(theirs.index(value), len(mine) - 1)] if mine else None


def _waits(policy: Policy) -> tuple[timedelta, ...]:
    """The numbers of a policy that one waits for."""
    return policy.resend_cooldown, policy.code_lifetime_private, policy.code_lifetime_business, policy.sends_window


def _alike(edge: Edge | None) -> tuple[str, str] | None:
    """What of an arrow is the same for people and companies."""
    if edge is None:
        return None
    guard = {"company": "", "company_not_recognised": "not_recognised"}.get(edge.guard, edge.guard)
    return guard, "identity" if edge.to == "company" else edge.to


def _bursts(history: Sequence[HistoryEntry]) -> Iterator[list[HistoryEntry]]:
    """The history cut after everything but writing and waiting."""
    burst: list[HistoryEntry] = []
    for moved in history:
        burst.append(moved)
        if not isinstance(moved.event, ev.Edit | ev.Tick):
            yield burst
            burst = []
    if burst:
        yield burst


def _make(move: Move, simulation: Simulation) -> None:
    span, event = move
    if span:
        simulation.advance_clock(span)
    if not isinstance(event, ev.Tick):
        simulation.send(event)


def _live(event: ev.Event, view: View) -> bool:
    """Whether the screen on show has what an event writes in or presses."""
    if isinstance(event, ev.Edit):
        block = view.block(event.block)
        return block is not None and block.interactive
    if isinstance(event, ev.Back) or event.name not in INTENTS:
        return True
    return any(block.interactive and block.sends == event.name for block in view.blocks)
