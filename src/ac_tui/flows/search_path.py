"""A search over the real journey, breadth first, for what no flow of the library leads to.

Everything it does a person could do on the phone or at the desk. What is right comes first: a mistake, and what the
desk does to time, app and service, count as several steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from ac_tui.deck.render import render
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.library_paths import Move, library_paths
from ac_tui.flows.personas import Answers, Persona, wrong_code
from ac_tui.flows.simulation import START, ManualClock
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance, begin
from ac_tui.journey.forms import intent, typed
from ac_tui.journey.model import Challenge, Journey
from ac_tui.journey.table import RETURN, TABLE
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.secret import SecretStr

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import Block, View
    from ac_tui.flows.goals import Goal
    from ac_tui.registry.model import Customer

MOST: Final = 10_000
SOON: Final = 3_000
FEW: Final = 250
"""How many screens may be looked at before a goal is given up: for a step or an arrow, for a text, which somebody waits
for, and for one customer, where others may take their place."""
_RIGHT, _ODD = 1, 3
"""What a step costs: a right one, and a mistake or what the desk does."""
_SIDES: Final = frozenset(row.step for row in TABLE if row.event is ev.Back and row.to == RETURN and not row.guard)
"""Screens that lead back to where they were opened, whatever has happened."""


class _Node(NamedTuple):
    """A state that was reached: by whom, and how."""

    state: Journey
    persona: Persona
    moves: tuple[Move, ...] = ()


def search_path(
    goal: Goal, deck: Deck, world: World, personas: Iterable[Persona], *, few: bool = False
) -> tuple[Customer, tuple[Move, ...]] | None:
    """Who of these customers gets to a goal, and how; None where none does, or not soon."""
    node = _Search(goal, deck, world).run(personas, FEW if few else SOON if goal.block else MOST)
    return None if node is None else (node.persona.customer, node.moves)


class _Search:
    def __init__(self, goal: Goal, deck: Deck, world: World) -> None:
        self._goal = goal
        self._deck = deck
        self._clock = ManualClock(START)
        self._world = replace(world, clock=self._clock)
        self._state = begin(self._world)

    def run(self, personas: Iterable[Persona], most: int) -> _Node | None:
        """The first state that is the goal; what could be done next waits, undone, until nothing cheaper is left."""
        order = count()
        heap: list[tuple[int, int, _Node, Iterable[Move]]] = []
        heap += [(0, next(order), _Node(self._state, persona), ()) for persona in personas]
        known: set[object] = set()
        while heap and len(known) < most:
            cost, _, before, moves = heapq.heappop(heap)
            node, hit = self._follow(before, moves)
            if hit:
                return node
            key = (node.persona.customer.id, _key(node.state, self._world.policy.resend_cooldown))
            view = render(self._deck, node.state, self._world)
            if self._goal.shown(view):
                return node
            if key in known or not self._leads_on(node.state.step):
                continue
            known.add(key)
            for price, following in self._moves(node, view):
                heapq.heappush(heap, (cost + price, next(order), node, following))
        return None

    def _leads_on(self, step: str) -> bool:
        """Whether there may be a way on: not by way of a side screen, unless it is where the goal begins."""
        start = self._goal.edge.source if self._goal.edge is not None else self._goal.step
        return step not in _SIDES or start in _SIDES

    def _follow(self, before: _Node, moves: Iterable[Move]) -> tuple[_Node, bool]:
        """Where moves lead, each made for what the one before it led to, and whether the last took the wanted arrow."""
        self._state = before.state
        made: list[Move] = []
        hit = False
        for span, event in moves:
            self._clock.set(self._state.now + span)
            if span:
                self._state = advance(self._state, ev.Tick(), self._world).state
            transition = advance(self._state, event, self._world)
            self._state = transition.state
            made.append((span, event))
            if hit := self._goal.edge is not None and transition.edge == self._goal.edge:
                break
        return _Node(self._state, before.persona, (*before.moves, *made)), hit

    def _moves(self, node: _Node, view: View) -> Iterator[tuple[int, Iterable[Move]]]:
        """What a person, and the desk, could do now, and what it costs."""
        state = node.state
        if not view.open:
            yield _RIGHT, _at_once(ev.OpenApp())
            return
        for block in view.blocks:
            if block.kind in ("button", "link") and block.enabled:
                yield from self._presses(block, node)
            elif block.kind in ("tabs", "choice") and self._goal.step == state.step:
                yield from ((_RIGHT, _at_once(ev.Edit(block.id, option.id))) for option in block.options)
        if self._goal.step == state.step:
            yield from ((_RIGHT, _at_once(ev.Edit(self._goal.block, value))) for value in self._typed())
        if view.back:
            yield _RIGHT, _at_once(ev.Back())
        links = [message.link for message in state.inbox if message.link]
        yield from ((_RIGHT, _at_once(ev.OpenLink(link))) for link in dict.fromkeys((*links[-1:], *links[:1])))
        yield from ((_ODD, moves) for moves in self._by_the_desk(state))

    def _presses(self, block: Block, node: _Node) -> Iterator[tuple[int, Iterable[Move]]]:
        """A button or link pressed: where it sends a form, filled in rightly and in wrong ways."""
        if not block.sends.startswith("submit_"):
            yield _RIGHT, self._fill_and_press({}, block)
            return
        right = list(node.persona.answers(node.state, self._world))
        wrong = [answers for answers in node.persona.wrong_answers(node.state, self._world) if answers not in right]
        if self._goal.step == node.state.step:
            field = "number" if self._goal.block == "prefix" else self._goal.block
            usual = next((answers for answers in right if field in answers), next(iter(right), {}))
            wrong += [{**usual, self._goal.block: value} for value in self._typed()]
        yield from ((_RIGHT, self._fill_and_press(answers, block)) for answers in right)
        yield from ((_ODD, self._fill_and_press(answers, block)) for answers in wrong)
        if block.sends == "submit_code":
            yield _ODD, self._all_attempts(block)

    def _typed(self) -> tuple[str | bool | SecretStr, ...]:
        """What the library types where the goal's text is to be."""
        return _typed_in_library(self._goal.step, self._goal.block) if self._goal.block else ()

    def _fill_and_press(self, answers: Answers, block: Block) -> Iterator[Move]:
        for name, value in answers.items():
            if value != _standing(self._state, name, value):
                yield timedelta(), ev.Edit(name, value)
        yield timedelta(), intent(block.sends, block.argument, self._state)

    def _all_attempts(self, block: Block) -> Iterator[Move]:
        """Wrong codes until there is no attempt left, and one more."""
        wrong = wrong_code(self._state, self._world.policy.code_digits)
        for _ in range(self._world.policy.code_attempts + 1):
            yield from self._fill_and_press({"code": wrong}, block)

    def _by_the_desk(self, state: Journey) -> Iterator[Iterable[Move]]:
        """Time and the app, where a code is on its way; the service."""
        policy = self._world.policy
        if state.current is not None:
            for span in (policy.resend_cooldown, policy.code_lifetime_private, policy.code_lifetime_business):
                yield iter(((span, ev.Tick()),))
            yield ((policy.resend_cooldown, ev.ResendCode()) for _ in range(policy.sends - 1))
        yield _at_once(ev.CloseApp())
        yield _at_once(ev.SetService(not state.service.up))


def _at_once(event: ev.Event) -> Iterator[Move]:
    return iter(((timedelta(), event),))


@cache
def _typed_in_library(step: str, block: str) -> tuple[str | bool | SecretStr, ...]:
    """Every value that a flow of the library, among its own customers, puts into a block."""
    paths = library_paths(read_registry(), read_policy(), SeededCodes())
    last = (path.history[-1] for path in paths if path.history)
    edits = (moved.event for moved in last if moved.before.step == step)
    return tuple(dict.fromkeys(edit.value for edit in edits if isinstance(edit, ev.Edit) and edit.block == block))


def _standing(state: Journey, name: str, like: str | bool | SecretStr) -> str | bool | SecretStr:
    """What stands in a field now."""
    if isinstance(like, SecretStr):
        return state.draft.secret(state.step, name)
    return state.draft.ticked(state.step, name) if isinstance(like, bool) else typed(state, name)


def _key(state: Journey, cooldown: timedelta) -> object:
    """What of a state decides where one can go from it."""
    service = state.service
    return (
        (state.step, state.stage, state.app_open, state.profile, state.second_look, state.way_in, state.trail[-1:]),
        (state.logged_in, state.stay, state.customer_id, len(state.offers), state.challenge, service.up),
        state.step in ("contact", "choose_contact") and (typed(state, "kind"), typed(state, "contact")),
        frozenset((made.customer_id, made.first_access_done, made.password) for made in service.accounts.values()),
        frozenset((pending.challenge, pending.password) for pending in service.pending.values()),
        frozenset(_judged(challenge, state.now, cooldown) for challenge in service.challenges.values()),
    )


def _judged(challenge: Challenge, now: datetime, cooldown: timedelta) -> object:
    return (
        (challenge.key, challenge.used, challenge.void, challenge.attempts_left <= 0, challenge.sends),
        (now >= challenge.expires_at, now - challenge.sent_at >= cooldown, bool(challenge.old_links)),
    )
