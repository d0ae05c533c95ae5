"""The shortest way to any step or transition, with a customer whom it fits: a search over the real journey.

Every candidate move is one that a person could make on the screen shown, or the desk around it: right and wrong data, a
link, the way back, time, the app, the service. All customers set out together, and the one who is nearest goes first.
Where nobody gets there alone, two who gave the same contact try: by right data only, and on a short way, if perhaps not
the shortest.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from pydantic import SecretStr

from ac_tui.deck.deck import Deck
from ac_tui.deck.render import render
from ac_tui.deck.view import Block
from ac_tui.flows.as_flow import Note, as_flow
from ac_tui.flows.barred import barred_rows
from ac_tui.flows.cast import Fill, Player, cast_of
from ac_tui.flows.distances import Kind, distance, kind_of
from ac_tui.flows.nodes import did_you_mean
from ac_tui.flows.pointing import recognised_by
from ac_tui.flows.simulation import ManualClock, Simulation
from ac_tui.flows.stage import Stage
from ac_tui.flows.trail import Move, trail
from ac_tui.flows.writing import Header, Line
from ac_tui.journey import events as ev
from ac_tui.journey.advance import Transition, advance, begin
from ac_tui.journey.forms import intent, typed
from ac_tui.journey.model import STEPS, Challenge, Journey
from ac_tui.journey.table import ANY, Edge, edges
from ac_tui.journey.world import SeededCodes, World

_MOST: Final = 5_000
"""How many states may be looked at before a target is given up."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to reach: a step, or an arrow of the table."""

    step: str = ""
    edge: Edge | None = None

    def hit(self, transition: Transition) -> bool:
        """Whether this transition reaches it."""
        return transition.edge == self.edge if self.edge is not None else transition.state.step == self.step

    def __str__(self) -> str:
        return str(self.edge) if self.edge is not None else self.step


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a target: who goes it, and the events, each with the time that passes before it."""

    target: Target
    player: Player
    events: tuple[Move, ...]

    def simulate(self, stage: Stage, seed: int = 0) -> Simulation:
        """A simulation that has gone it."""
        simulation = stage.simulation(seed)
        for span, event in self.events:
            if span:
                simulation.advance_clock(span)
            simulation.send(event)
        return simulation


@dataclass(frozen=True, slots=True)
class _Node:
    """A state on a customer's way: what it cost to get there, from where and how, and whether it is the target."""

    state: Journey
    player: Player
    kind: Kind
    hit: bool = False
    cost: int = 0
    before: _Node | None = None
    moves: tuple[Move, ...] = ()


def targets(deck: Deck) -> list[Target]:
    """Every step and every arrow, those apart that no screen lets happen."""
    barred = {Edge(row.step, row.event.name, row.guard_name, row.to) for row in barred_rows(deck)}
    arrows = dict.fromkeys(edge for edge in edges() if edge not in barred)
    return [*(Target(step=step) for step in STEPS), *(Target(edge=edge) for edge in arrows)]


_BETWEEN: Final = re.compile(r"\s*(\*|\w+)\s*(?:[-=]*>|→|\bto\b)\s*(\w+)\s*")
"""Two steps with an arrow that says not how one gets from one to the other."""


def parse_target(text: str, deck: Deck) -> Target | None:
    """The target that a step's name means, or an arrow as `ac-tui coverage` writes it; None for neither."""
    return next((target for target in targets(deck) if str(target) == text.strip()), None)


def similar(text: str, deck: Deck) -> str:
    """A clause with what a text that is no target may mean: the arrows between two steps, the nearest target, or ""."""
    between = _BETWEEN.fullmatch(text)
    if between is None:
        return did_you_mean(text, map(str, targets(deck)))
    edges_of = [target.edge for target in targets(deck) if target.edge is not None]
    meant = [str(edge) for edge in edges_of if edge.source in (between[1], ANY) and edge.to == between[2]]
    if meant:
        return f"; a transition is written 'a --event--> b': {', '.join(map(repr, meant))}"
    near = next((str(edge) for edge in edges_of if edge.source == between[1]), str(edges_of[0]))
    return f"; none leads from one to the other at once; a transition is written 'a --event--> b', such as {near!r}"


def file_name(target: Target) -> str:
    """A file name for the flow to a target."""
    edge = target.edge
    parts = (target.step,) if edge is None else (edge.source.replace(ANY, "any"), edge.event, edge.guard, "to", edge.to)
    return f"{'-'.join(part for part in parts if part)}.yaml"


def flow_of(way: Way, stage: Stage, seed: int = 0) -> str:
    """The flow file of a way; it ends by asserting what the last screen is recognised by."""
    simulation = way.simulate(stage, seed)
    header = Header(f"Path to {way.target}", customer=way.player.customer.id, seed=seed)
    seen = Line("assertVisible", recognised_by(simulation.view)) if simulation.view.open else None
    notes = [Note(len(simulation.history), seen)] if seen else []
    return as_flow(simulation, header, notes, reveal=True)


def reach(target: Target, stage: Stage, seed: int = 0) -> Way | None:
    """A shortest way to a target, whoever of the registry goes it; None where there is none."""
    world = World(stage.registry, stage.policy, ManualClock(), SeededCodes(seed))
    alone, together = _Search(target, stage, world, pairs=False), _Search(target, stage, world, pairs=True)
    return alone.way() or together.way()


class _Search:
    """A search for all customers at once, or for all pairs, by the fewest events that it may take in all."""

    def __init__(self, target: Target, stage: Stage, world: World, *, pairs: bool) -> None:
        self._target = target
        self._deck = stage.deck
        self._world = world
        self._clock = world.clock
        self._state = begin(world)
        self._order = count()
        self._heap: list[tuple[int, int, int, _Node]] = []
        self._pairs = pairs

    def way(self) -> Way | None:
        """A shortest way, or None where there is none among so many states."""
        start = self._state
        for player in cast_of(self._world):
            if (player.partner is not None) is self._pairs:
                self._push(_Node(start, player, kind_of(player), hit=self._target.step == start.step))
        seen: dict[object, int] = {}
        while self._heap and len(seen) < _MOST:
            node = heapq.heappop(self._heap)[-1]
            if node.hit:
                return Way(self._target, node.player, trail(node))
            cooldown = self._world.policy.resend_cooldown
            key = (node.player.customer.id, (_rough_key if self._pairs else _key)(node.state, cooldown))
            if node.cost < seen.get(key, node.cost + 1):
                seen[key] = node.cost
                for following in self._after(node):
                    self._push(following)
        return None

    def _push(self, node: _Node) -> None:
        """Keep a state to go on from, unless no way leads on; of two as promising ones the farther goes first."""
        to = self._target.edge or self._target.step
        far = 0 if node.hit else distance(to, node.kind, node.player, node.state, self._world.policy)
        if far is not None:
            heapq.heappush(self._heap, (node.cost + far, -node.cost, next(self._order), node))

    def _after(self, node: _Node) -> Iterator[_Node]:
        for move in self._moves(node):
            self._state = node.state
            made: list[Move] = []
            hit = False
            for span, event in move:
                made.append((span, event))
                if isinstance(event, ev.Edit):  # writing moves nothing: what stands in the fields is all that counts
                    draft = self._state.draft.with_value(self._state.step, event.block, event.value)
                    self._state = replace(self._state, draft=draft)
                else:
                    hit = self._target.hit(self._advance(span, event))
            yield _Node(self._state, node.player, node.kind, hit, node.cost + len(made), node, tuple(made))

    def _advance(self, span: timedelta, event: ev.Event) -> Transition:
        assert isinstance(self._clock, ManualClock)
        self._clock.set(self._state.now + span)
        transition = advance(self._state, event, self._world)
        self._state = transition.state
        return transition

    def _moves(self, node: _Node) -> Iterator[Iterator[Move]]:
        """Everything a person, and the desk, could do now."""
        state = node.state
        view = render(self._deck, state, self._world)
        if not view.open:
            yield _at_once(ev.OpenApp())
        else:
            for block in view.blocks:
                if block.kind in ("button", "link") and block.enabled:
                    yield from (self._fill_and_press(fill, block) for fill in self._fills(node, block))
            if view.back:
                yield _at_once(ev.Back())
        links = [message.link for message in state.inbox if message.link]
        for link in dict.fromkeys((*links[-1:], *links[:1])):
            yield _at_once(ev.OpenLink(link))
        if not self._pairs:
            yield from self._by_the_desk(state)

    def _by_the_desk(self, state: Journey) -> Iterator[Iterator[Move]]:
        """Time, the app, the service."""
        policy = self._world.policy
        if state.app_open:
            yield _at_once(ev.CloseApp())
        if state.current is not None:
            for span in (policy.resend_cooldown, policy.code_lifetime_private, policy.code_lifetime_business):
                yield iter(((span, ev.Tick()),))
        yield _at_once(ev.SetService(not state.service.up))

    def _fills(self, node: _Node, block: Block) -> Iterator[Fill]:
        """What to change in the fields before a button: nothing, one thing emptied, or all that is right or wrong."""
        yield {}
        if not block.sends.startswith("submit_"):
            return
        for fill in node.player.fills(node.state, self._world, wrong=not self._pairs):
            changes = {name: value for name, value in fill.items() if value != _standing(node.state, name, value)}
            yield changes
            yield from ({name: value} for name, value in changes.items() if len(changes) > 1 and not _text(value))

    def _fill_and_press(self, fill: Fill, block: Block) -> Iterator[Move]:
        for name, value in fill.items():
            yield timedelta(), ev.Edit(name, value)
        yield timedelta(), intent(block.sends, block.argument, self._state)


def _at_once(event: ev.Event) -> Iterator[Move]:
    return iter(((timedelta(), event),))


def _standing(state: Journey, name: str, like: str | bool | SecretStr) -> str | bool | SecretStr:
    """What stands in a field now."""
    if isinstance(like, SecretStr):
        return state.draft.secret(state.step, name)
    return state.draft.ticked(state.step, name) if isinstance(like, bool) else typed(state, name)


def _text(value: str | bool | SecretStr) -> str | bool:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _key(state: Journey, cooldown: timedelta) -> object:
    """What of a state decides where one can go from it."""
    challenges = state.service.challenges.values()
    return (
        _rough_key(state, cooldown),
        (frozenset(state.draft.values.items()), frozenset(state.draft.secrets.items()), state.trail, len(state.inbox)),
        frozenset((challenge.key, challenge.attempts_left, challenge.sends) for challenge in challenges),
    )


def _rough_key(state: Journey, cooldown: timedelta) -> object:
    """The same but for what stands in fields, and for how often something was tried."""
    service = state.service
    return (
        (state.step, state.stage, state.app_open, state.profile, state.second_look, state.way_in, state.trail[-1:]),
        (state.logged_in, state.stay, state.customer_id, len(state.offers), state.challenge, service.up),
        state.step == "choose_contact" and typed(state, "contact"),
        frozenset((made.customer_id, made.first_access_done, made.password) for made in service.accounts.values()),
        frozenset((pending.challenge, pending.password) for pending in service.pending.values()),
        frozenset(_judged(challenge, state.now, cooldown) for challenge in service.challenges.values()),
    )


def _judged(challenge: Challenge, now: datetime, cooldown: timedelta) -> object:
    return (
        (challenge.key, challenge.used, challenge.void, challenge.attempts_left <= 0, bool(challenge.old_links)),
        now >= challenge.expires_at,
        now - challenge.sent_at >= cooldown,
    )
