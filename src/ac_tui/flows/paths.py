"""The way to any step, text or transition: the shortest beginning of a flow of the library, gone by whom it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import chain, count, dropwhile, islice
from typing import Final, NamedTuple

from msgspec.structs import replace

from ac_tui.assets import AssetError
from ac_tui.deck.deck import Deck
from ac_tui.deck.find import BLANK
from ac_tui.deck.render import render
from ac_tui.deck.text import meant
from ac_tui.deck.view import View
from ac_tui.flows.as_flow import AddedCheck, as_flow, recognised_by
from ac_tui.flows.executor import Surface
from ac_tui.flows.fixture import Fixture, read_fixture
from ac_tui.flows.load import library
from ac_tui.flows.model import Flow
from ac_tui.flows.play import Player
from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.forms import INTENTS, as_kept, intent
from ac_tui.journey.model import STEPS, Journey
from ac_tui.journey.table import ANY, TABLE, Edge, Row, edges
from ac_tui.journey.world import Policy, World
from ac_tui.registry.faults import FileError
from ac_tui.registry.model import Customer, SecretStr

Move = ev.Event | timedelta  # an event, or time that passes
_NAMES: Final = {"identity": ("first_name", "last_name"), "company": ("company_name",)}  # by the step that asks


class Goal(NamedTuple):
    """A step, and where `block` is given a text on it (its `BLANK`s stand for anything); or an arrow, by its `edge`."""

    step: str = ""
    block: str = ""
    text: str = ""
    edge: Edge | None = None

    def shown(self, view: View) -> bool:
        """Whether a screen is it; no screen is an arrow."""
        if view.step != self.step or not view.open:
            return False
        if not self.block:
            return True
        said = (text for block, text in view.texts() if block.partition(".")[0] == self.block)
        pattern = ".*".join(map(re.escape, self.text.split(BLANK)))
        return any(re.fullmatch(pattern, text, re.DOTALL) for text in said)

    def __str__(self) -> str:
        return self.step if self.edge is None else str(self.edge)


def goals(deck: Deck) -> list[Goal]:
    """Every step and every arrow, those apart that no screen lets happen."""
    return [*(Goal(step) for step in STEPS), *(Goal(edge=edge) for edge in reachable_edges(deck))]


def reachable_edges(deck: Deck) -> list[Edge]:
    """The arrows of the table, those apart that no screen lets happen."""
    unreachable = {Edge(row.step, row.event, row.guard, row.to) for row in unreachable_rows(deck)}
    return [edge for edge in dict.fromkeys(edges()) if edge not in unreachable]


def unreachable_rows(deck: Deck) -> set[Row]:
    """The rows that no screen lets happen: their guard cannot hold while what sends their event is enabled."""

    def dead(row: Row) -> bool:
        senders = [block for block in deck.screens[row.step].body.values() if getattr(block, "sends", "") == row.event]
        return bool(senders) and all("can_resend" in getattr(block, "enabled", ()) for block in senders)

    return {row for row in TABLE if row.guard == "too_soon" and dead(row)}  # it never is while that fact holds


def parse_goal(text: str, deck: Deck) -> Goal | None:
    """The goal that a step's name means, or an arrow as `ac-tui coverage` writes it; None for neither."""
    return next((goal for goal in goals(deck) if str(goal) == text.strip()), None)


def similar(text: str, deck: Deck) -> str:
    """A clause with what a text that is no goal may mean: the arrows between two steps, the nearest goal, or ""."""
    between = re.fullmatch(r"\s*(\*|\w+)\s*(?:[-=]*>|→|\bto\b)\s*(\w+)\s*", text)
    if between is None:
        return meant(text, map(str, goals(deck)), "'")
    named = [str(edge) for edge in reachable_edges(deck) if edge.source in (between[1], ANY) and edge.to == between[2]]
    arrows = f": {', '.join(map(repr, named))}" if named else ", and none leads from one to the other at once"
    return f"; a transition is written 'a --event--> b'{arrows}"


def file_name(goal: Goal) -> str:
    """A file name for the flow to a goal: "login-back-from_help-to-help.yaml"."""
    return "-".join(re.findall(r"\w+", str(goal).replace(ANY, "any").replace("-->", " to "))) + ".yaml"


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
    """A short way to a step or an arrow, whoever of the registry goes it; None where there is none."""
    return find_path(goal, fixture.deck, fixture.simulation(seed).world)


def find_path(goal: Goal, deck: Deck, world: World, first: Customer | None = None) -> Path | None:
    """The way to a goal, for `first` if it fits; to its step where nobody sees its text, None where nobody gets."""
    phone = Simulation(world.registry, world.policy, world.codes, deck)
    ways = _to(goal, phone)
    # In the order of preference: `first`, whose way it is, one customer of each kind.
    mine = sorted(ways, key=lambda known: first is not None and known.customer.id != first.id)
    own = ((customer, (known,)) for known in ways if (customer := world.registry.get(known.customer.id)) is not None)
    others = islice(_tries(_one_of_each_kind(world), ways, phone), 5_000) if ways else ()  # then it is given up
    for customer, parts in chain(_tries([first], mine, phone) if first is not None else (), own, others):
        if (moves := _walked(parts, customer, goal, phone)) is not None:
            return Path(goal, customer, moves)
    near = find_path(Goal(goal.step), deck, world, first) if goal.block else None
    return near._replace(goal=goal, exact=False) if near is not None else None


def flow_of(path: Path, fixture: Fixture, seed: int = 0) -> str:
    """The flow file of a path; it ends by asserting what the last screen is recognised by."""
    simulation = path.go(fixture.simulation(seed))
    seen = recognised_by(simulation.view) if simulation.view.open else ""
    checks = [AddedCheck(len(simulation.history), seen)] if seen else []
    return as_flow(simulation, f"Path to {path.goal}", path.customer.id, checks)


# The ways of the library, gone on a phone with these words in this world.


def _tries(
    customers: Iterable[Customer], ways: Sequence[_Known], phone: Simulation, stages: int = len(_BEFORE)
) -> Iterator[tuple[Customer, tuple[_Known, ...]]]:
    """These customers on these ways, at once and after each of so many stages that may have to come before."""
    customers = list(customers)
    yield from ((customer, (known,)) for known in ways for customer in customers)
    for number, (goal, step) in enumerate(_BEFORE[:stages]):
        begins, rest = _to(goal, phone), [known.since(step) for known in ways]
        for customer in customers:
            tries = _tries([customer], begins, phone, number)
            begun = next((parts for _, parts in tries if _walked(parts, customer, goal, phone)), ())
            yield from ((customer, (*begun, known)) for known in rest if begun)


def _to(goal: Goal, phone: Simulation) -> list[_Known]:
    """Every flow of the library up to where it first gets to a goal, the shortest first, and the plainer of two."""

    def there(known: _Known) -> bool:
        if goal.edge is not None:
            return bool(known.history) and known.history[-1].transition.edge == goal.edge
        at_step = known.state.step == goal.step and known.state.app_open
        return at_step and (not goal.block or goal.shown(render(phone.deck, known.state, phone.world)))

    def length(known: _Known) -> tuple[int, int]:
        edits = ((moved.before, moved.event) for moved in known.history if isinstance(moved.event, ev.Edit))
        own = ((edit, _right(known.customer, before, edit, _shipped().policy)) for before, edit in edits)
        return len(known.history), sum(edit.block != "kind" and edit.value not in right for edit, right in own)

    found = filter(None, (next(filter(there, _beginnings(flow.file)), None) for flow in _library()))
    return sorted(found, key=length)


def _walked(parts: Iterable[_Known], customer: Customer, goal: Goal, phone: Simulation) -> tuple[Move, ...] | None:
    """What a customer does who goes the way of others until they first come to the goal; None if they do not."""
    made: list[Move] = []
    phone.restart()
    if goal.shown(phone.view):
        return ()
    for known in parts:
        for moved in known.history:
            for move in _again(moved, known.customer, customer, phone):
                if move is None or not _live(move, phone.view):
                    return None
                _make(move, phone)
                made.append(move)
                edge = phone.history[-1].transition.edge
                if goal.shown(phone.view) or (edge is not None and edge == goal.edge):
                    return tuple(made)
            writes = isinstance(moved.event, ev.Edit) or moved.event is ev.Tap.tick
            if not writes and _alike(phone.history[-1].transition.edge) != _alike(moved.transition.edge):
                return None
    return None


def _again(moved: HistoryEntry, theirs: Customer, mine: Customer, phone: Simulation) -> Iterator[Move | None]:
    """The same with the data of another customer; None for data that they do not have."""
    step, event = phone.journey.step, moved.event
    other_names = step in _NAMES and step != moved.before.step in _NAMES
    match event:
        case ev.Tap.tick:
            yield moved.transition.state.now - moved.before.now
        case ev.Edit() if other_names:
            pass
        case ev.Tap.submit_identity | ev.Tap.submit_company if other_names:
            yield from (ev.Edit(name, getattr(mine, name)) for name in _NAMES[step])
            yield intent(f"submit_{step}")
        case ev.Edit(block=block, value=value) if block != "kind":
            right = _right(theirs, moved.before, event, _shipped().policy)
            value = as_kept("code", value) if block == "code" and isinstance(value, SecretStr) else value
            own = _right(mine, phone.journey, event, phone.world.policy) if value in right else [event.value]
            place = right.index(value) if value in right else 0
            yield replace(event, value=own[min(place, len(own) - 1)]) if own else None
        case ev.OpenLink(link=link):
            sent = zip(reversed(moved.before.service.outbox), reversed(phone.journey.service.outbox), strict=False)
            yield ev.OpenLink(next((new.link for old, new in sent if old.link == link), link))
        case ev.ChooseProfile(profile=profile) if profile == theirs.profile:
            yield ev.ChooseProfile(mine.profile)
        case _:
            yield event


def prepare() -> Iterator[None]:
    """Play the library, which the first way to anything asks for, flow by flow: for who has else to do in between."""
    for flow in _library():
        yield
        _beginnings(flow.file)


_shipped = cache(read_fixture)  # what the library plays against: a deck makes its screens ready as they are shown


@cache
def _library() -> tuple[Flow, ...]:
    """The library; none where it, or the screens whose words it speaks, cannot be read."""
    try:
        return library(_shipped().registry)
    except (AssetError, FileError):
        return ()


@cache
def _beginnings(file: str) -> list[_Known]:
    """A flow of the library by its beginnings, the shortest first; one that fails is gone as far as it goes."""
    flow = next(flow for flow in _library() if flow.file == file)
    fixture = _shipped()
    simulation, customer = fixture.simulation(), fixture.registry.get(flow.setting.customer)
    assert customer is not None
    found = [_Known(customer, (), simulation.journey)]
    simulation.subscribe(lambda: found.append(_Known(customer, tuple(simulation.history), simulation.journey)))
    Player(flow, Surface(simulation)).play()
    return found


def _one_of_each_kind(world: World) -> Iterator[Customer]:
    """One customer of every kind there is: profile, contacts, policies, account, messages decide where one gets to."""
    today = world.clock.now().date()
    found: dict[object, Customer] = {}
    for customer in islice(world.registry, 20_000):  # half a second
        account = customer.account
        kind = (
            (customer.profile, bool(customer.emails), len(customer.mobiles), bool(customer.usable_mobiles)),
            (bool(customer.tax_code or customer.vat_number), customer.insured_on(today), customer.delivery),
            account and account.first_access_done,
        )
        found.setdefault(kind, customer)
    yield from found.values()


def _right(customer: Customer, journey: Journey, edit: ev.Edit, policy: Policy) -> list[str | bool | SecretStr]:
    return [given[edit.block] for given in answers(customer, journey, policy) if edit.block in given]


def _alike(edge: Edge | None) -> tuple[str, str] | None:
    """What of an arrow is the same for people and companies."""
    if edge is None:
        return None
    guard = {"company": "", "company_not_recognised": "not_recognised"}.get(edge.guard, edge.guard)
    return guard, "identity" if edge.to == "company" else edge.to


def _make(move: Move, simulation: Simulation) -> None:
    if isinstance(move, timedelta):
        simulation.advance_clock(move)
    else:
        simulation.send(move)


def _live(move: Move, view: View) -> bool:
    """Whether the screen on show has what an event writes in or presses."""
    live = [block for block in view.blocks if block.interactive]
    if isinstance(move, ev.Edit):
        return any(block.id == move.block for block in live)
    if isinstance(move, timedelta) or move is ev.Tap.back or move.name not in INTENTS:
        return True
    return any(block.sends == move.name for block in live)


Answers = Mapping[str, str | bool | SecretStr]  # what to type, tick or choose, by block


def answers(customer: Customer, journey: Journey, policy: Policy) -> Iterator[Answers]:
    """Every right way to fill in the form on show; nothing where there is no form."""
    account = journey.service.accounts.get(customer.id) or customer.account  # made in this journey, or before it
    match journey.step, journey.stage:
        case "identity", _:
            yield {"first_name": customer.first_name, "last_name": customer.last_name}
        case "company", _:
            yield {"company_name": customer.company_name}
        case "contact", _:
            rest: Answers = {"password": sample_password(policy), "privacy": True}
            yield from ({"kind": "email", "email": email, **rest} for email in customer.emails)
            numbers = (mobile.removeprefix("+39") for mobile in customer.mobiles)
            yield from ({"kind": "mobile", "number": number, **rest} for number in numbers)
        case ("confirm_contact" | "confirm_identity", _) | ("recover", "code"):
            challenge = journey.current
            if challenge is not None and any(message.code == challenge.code for message in journey.inbox):
                yield {"code": challenge.code}
        case "login", _:  # by an account, and by a registration that waits for its code
            pending = journey.service.pending.get(customer.id)
            users = [(account.username, account.password)] if account is not None else []
            users += [(pending.contact.value, pending.password)] if pending is not None else []
            for user, password in users:
                yield {"user": user, "password": password}
        case "tax_code", _:
            codes = filter(None, (customer.tax_code, customer.vat_number))
            yield from ({"tax_code": code} for code in dict.fromkeys(codes))
        case "choose_contact", _:
            places = {"email": count(1), "mobile": count(1)}
            yield from ({"contact": f"{offer.kind}_{next(places[offer.kind])}"} for offer in journey.offers)
        case "recover", "password":
            yield {"password": sample_password(policy)}
        case "recover", _ if account is not None:
            yield {"contact": account.username}


def sample_password(policy: Policy) -> SecretStr:
    """The password of who has to make one up, as long as the policy wants it."""
    text = "Prova1234".ljust(policy.password_min, "4")
    return SecretStr(text[: policy.password_max - 1] + "4" if len(text) > policy.password_max else text)
