"""The way to a very screen: a step, with a given text on it, lived by a customer whom it fits.

A search over the real journey, nearest first: everything it does a person could do on the phone or at the desk. It is
quick because it goes straight for the step, and only there, or one screen before, tries what is out of the ordinary.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final

from ac_tui.deck.find import BLANK
from ac_tui.deck.render import render
from ac_tui.flows.cast import Fill, Player, cast_of, wrong_code
from ac_tui.flows.simulation import START, ManualClock, Simulation
from ac_tui.flows.slips import HALF_PASSWORD, SLIPS, Slip
from ac_tui.flows.trail import Move, trail
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance, begin
from ac_tui.journey.forms import field_of, intent, typed
from ac_tui.journey.model import Journey
from ac_tui.journey.table import ANY, edges
from ac_tui.journey.world import World
from ac_tui.registry.phones import usable_mobiles

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import Block, View
    from ac_tui.registry.model import Customer

ROUNDS: Final = ((80, 1, 3), (300, 2, 3), (80, 1, 99), (300, 2, 99))
"""In turn: how many screens to look at for one customer, how many odd things may happen, for how many customers."""
MOST: Final = 1200
"""How many screens may be looked at for all of them."""

_RIGHT, _BACK, _WRONG, _DESK = 1.0, 1.5, 2.0, 2.5
"""What a move costs: going on, going back, a mistake, and what the desk does to time, app and service."""
_EAGER: Final = 0.5
"""How little the way so far counts beside the way that is left: the lower, the straighter it goes for the step."""
_TELLING: Final = frozenset(("none", "wrong", "blocked", "expired"))
"""Errors after which a screen offers something new."""
_ASKED_FROM: Final = {"about_choice": "choose_contact", "about_tax_code": "tax_code", "about_mobile": "no_mobile"}
"""Where help or assistance was asked for, by the fact that a text is shown for: the way leads there first."""
_DEAD_ENDS: Final = ("help", "privacy", "assistance")
"""Side screens: no way leads through them to another one."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A step, and where `block` is given a text on it (its `BLANK`s stand for anything)."""

    step: str
    block: str = ""
    text: str = ""

    def shown(self, view: View) -> bool:
        """Whether a screen is it."""
        if view.step != self.step or not view.open:
            return False
        if not self.block:
            return True
        pattern = _pattern(self.text)
        return any(block.partition(".")[0] == self.block and pattern.fullmatch(text) for block, text in view.texts())


@lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, text.split(BLANK))), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How to get there: who goes, and what happens on the way; `exact` says whether the text, too, is on show."""

    customer: Customer
    moves: tuple[Move, ...]
    exact: bool

    def live(self, simulation: Simulation) -> None:
        """Begin a simulation anew and go the way on it."""
        simulation.restart()
        for span, event in self.moves:
            if span:
                simulation.advance_clock(span)
            if not isinstance(event, ev.Tick):
                simulation.send(event)


def arrive(goal: Goal, deck: Deck, world: World, first: Customer | None = None) -> Arrival | None:
    """The way to a goal, for the customer named `first` if it fits them; None where nobody gets to the step at all."""
    cast: dict[object, Player] = {} if first is None else {_kind(first): Player(first, None)}
    for player in cast_of(world):
        if player.partner is None:
            cast.setdefault(_kind(player.customer), player)
    players = sorted(cast.values(), key=lambda player: not _suits(goal, deck, player.customer))
    there: Arrival | None = None
    left = MOST
    for most, odd, few in ROUNDS:
        for player in players[:few]:
            search = _Search(goal, deck, world, player, odd)
            found = search.run(min(most, left))
            left -= search.seen
            if found is not None and found.exact:
                return found
            there = there or found
    return there


def _conditions(goal: Goal, deck: Deck) -> Sequence[str]:
    """The facts that the block of a goal is shown for, with "not " before one that must not hold."""
    return getattr(deck.screens[goal.step].body.get(goal.block), "when", ())


def _suits(goal: Goal, deck: Deck, customer: Customer) -> bool:
    """Whether a goal is likely to be for such a customer: a guess that saves time, and nothing else."""
    when = " ".join(_conditions(goal, deck))
    if goal.step == "company":
        return customer.profile == "company"
    if goal.step == "no_mobile":
        return not usable_mobiles(customer)
    if goal.step == "link_expired" or goal.block == "already_confirmed" or "business" in when:
        return customer.business
    if goal.step in ("recover", "home") or goal.block == "password_changed":
        return customer.account is not None and customer.insured_on(START.date()) is not ("not has_policies" in when)
    return True


def _kind(customer: Customer) -> object:
    """What of a customer decides which screens are ever seen."""
    account, mobile = customer.account, bool(usable_mobiles(customer))
    if account is not None:
        return account.first_access_done, mobile, customer.insured_on(START.date())
    return customer.profile, bool(customer.emails), mobile


@dataclass(frozen=True, slots=True)
class _Node:
    """A state on the way, what it cost to reach it, and how often something odd happened."""

    state: Journey
    cost: float = 0.0
    odd: int = 0
    before: _Node | None = None
    moves: tuple[Move, ...] = ()


class _Search:
    """A search for one customer; `seen` counts the screens looked at."""

    def __init__(self, goal: Goal, deck: Deck, world: World, player: Player, odd: int) -> None:
        self.seen = 0
        self._goal = goal
        self._deck = deck
        self._clock = ManualClock(START)
        self._world = World(world.registry, world.policy, self._clock, world.codes)
        self._player = player
        self._odd = odd
        self._by = next((step for fact, step in _ASKED_FROM.items() if fact in _conditions(goal, deck)), "")
        self._left = _distances(goal.step)
        self._state = begin(self._world)

    def run(self, most: int) -> Arrival | None:
        """The nearest screen that is the goal, else the first one found at its step, else None.

        What could be done next waits in a heap, undone, until nothing more promising is left.
        """
        order = count()
        first = self._moves_to(self._by, most)
        heap: list[tuple[float, int, _Node, float, Iterable[Move]]]
        heap = [(0.0, next(order), _Node(self._state), 0.0, first)]
        known: set[object] = set()
        there: _Node | None = None
        while heap and self.seen < most:
            _, _, before, price, moves = heapq.heappop(heap)
            node = self._follow(before, price, moves)
            key = _key(node.state, self._world.policy.resend_cooldown)
            if key in known or not self._leads_on(node.state):
                continue
            known.add(key)
            self.seen += 1
            view = render(self._deck, node.state, self._world)
            if self._goal.shown(view):
                return Arrival(self._player.customer, trail(node), exact=True)
            if view.step == self._goal.step and view.open:
                there = there or node
            for price, moves, to in self._moves(node.state, view):
                if price < _WRONG or node.odd < self._odd:
                    hope = self._left.get(to, 0) if to else self._left[node.state.step] - (price == _RIGHT)
                    rank = max(0, hope) + _EAGER * (node.cost + price)
                    heapq.heappush(heap, (rank, next(order), node, price, moves))
        return None if there is None else Arrival(self._player.customer, trail(there), exact=False)

    def _moves_to(self, step: str, most: int) -> Iterable[Move]:
        """The moves to a step that the way is to lead by; none where there is no such step, or nobody gets there."""
        if not step:
            return ()
        search = _Search(Goal(step), self._deck, self._world, self._player, self._odd)
        found = search.run(most)
        self.seen += search.seen
        return found.moves if found is not None else ()

    def _leads_on(self, state: Journey) -> bool:
        """Whether there may be a way on: not from a side screen, nor from an error that was not looked for."""
        if state.step == self._goal.step and self._goal.shown(render(self._deck, state, self._world)):
            return True
        if state.step not in self._left or (state.step in _DEAD_ENDS and state.step != self._goal.step):
            return False
        return not state.errors or not _TELLING.isdisjoint(state.errors.values())

    def _follow(self, before: _Node, price: float, moves: Iterable[Move]) -> _Node:
        """Where moves lead; each is made for what the one before it led to. Ends early on the very screen."""
        self._state = before.state
        made: list[Move] = []
        for span, event in moves:
            self._clock.set(self._state.now + span)
            if span:
                self._state = advance(self._state, ev.Tick(), self._world).state
            self._state = advance(self._state, event, self._world).state
            made.append((span, event))
            if self._state.errors and self._goal.shown(render(self._deck, self._state, self._world)):
                break
        odd = before.odd + (price >= _WRONG)
        return _Node(self._state, before.cost + price, odd, before, tuple(made))

    def _moves(self, state: Journey, view: View) -> Iterator[tuple[float, Iterable[Move], str]]:
        """What could be done now: its price, its events, and where it leads to where that is sure ("" otherwise)."""
        if not view.open:
            yield _RIGHT, _at_once(ev.OpenApp()), "welcome"
            return
        for block in view.blocks:
            if block.kind in ("button", "link") and block.enabled:
                yield from ((price, moves, "") for price, moves in self._presses(block, state))
        if self._goal.step == state.step:
            yield from ((_RIGHT, _at_once(event), state.step) for event in self._edits(view))
        if self._by == state.step:
            choices = [block for block in view.blocks if block.kind == "choice"]
            picks = [ev.Edit(block.id, option.id) for block in choices for option in block.options]
            yield from ((_WRONG, _at_once(event), state.step) for event in picks)
        if view.back:
            yield _BACK, _at_once(ev.Back()), ""
        links = [message.link for message in state.inbox if message.link]
        for link in dict.fromkeys((*links[-1:], *links[:1])):
            yield _RIGHT, _at_once(ev.OpenLink(link)), ""
        yield from self._by_the_desk(state)

    def _edits(self, view: View) -> Iterator[ev.Edit]:
        """What may be written or turned on the very screen, to see what it says to that."""
        for block in view.blocks:
            if block.kind == "tabs":
                yield from (ev.Edit(block.id, option.id) for option in block.options if not option.checked)
            elif block.kind == "secret":
                yield ev.Edit(block.id, HALF_PASSWORD)
        yield from (ev.Edit(self._goal.block, slip) for slip in self._slips())

    def _slips(self) -> list[Slip]:
        known = field_of(self._goal.step, self._goal.block)
        slips = SLIPS.get(self._goal.block, {})
        return [slip for key, slip in slips.items() if known is not None and key in (*known.errors, *known.hints)]

    def _presses(self, block: Block, state: Journey) -> Iterator[tuple[float, Iterable[Move]]]:
        """A button or link pressed: where it sends a form, filled in rightly and, dearer, in every wrong way."""
        if not block.sends.startswith("submit_"):
            yield _RIGHT, self._fill_and_press({}, block)
            return
        right = list(self._player.fills(state, self._world, wrong=False))
        wrong = [fill for fill in self._player.fills(state, self._world, wrong=True) if fill not in right]
        if self._goal.step == state.step:
            usual = right[0] if right else {}
            wrong += [{**usual, self._goal.block: slip} for slip in self._slips()]
        yield from ((_RIGHT, self._fill_and_press(fill, block)) for fill in right)
        yield from ((_WRONG, self._fill_and_press(fill, block)) for fill in wrong)
        if block.sends == "submit_code":
            yield _WRONG, self._all_attempts(block)

    def _fill_and_press(self, fill: Fill, block: Block) -> Iterator[Move]:
        for name, value in fill.items():
            if value != typed(self._state, name):
                yield timedelta(), ev.Edit(name, value)
        yield timedelta(), intent(block.sends, block.argument, self._state)

    def _all_attempts(self, block: Block) -> Iterator[Move]:
        """Wrong codes until there is no attempt left, and one more."""
        wrong = wrong_code(self._state, self._world.policy.code_digits)
        for _ in range(self._world.policy.code_attempts + 1):
            yield timedelta(), ev.Edit("code", wrong)
            yield timedelta(), intent(block.sends, block.argument, self._state)

    def _by_the_desk(self, state: Journey) -> Iterator[tuple[float, Iterable[Move], str]]:
        """Time and the app, where a code is on its way; the service, where the step is near."""
        policy = self._world.policy
        if state.current is not None:
            for span in (policy.resend_cooldown, policy.code_lifetime_private, policy.code_lifetime_business):
                yield _DESK, iter(((span, ev.Tick()),)), ""
            yield _DESK, ((policy.resend_cooldown, ev.ResendCode()) for _ in range(policy.sends - 1)), ""
            yield _DESK, _at_once(ev.CloseApp()), "welcome"
        if self._left.get(state.step, 9) <= 1:
            yield _DESK, _at_once(ev.SetService(not state.service.up)), ""


def _at_once(event: ev.Event) -> Iterator[Move]:
    return iter(((timedelta(), event),))


@lru_cache(maxsize=64)
def _distances(goal: str) -> Mapping[str, int]:
    """The least number of arrows from each step to the goal. Links open from the screen that waits for them."""
    arrows = [
        ("confirm_contact" if edge.source == ANY else edge.source, edge.to)
        for edge in edges()
        if edge.source != ANY or edge.event == ev.OpenLink.name
    ]
    found = {goal: 0}
    level = 0
    while nearer := [source for source, to in arrows if found.get(to) == level and source not in found]:
        level += 1
        found |= dict.fromkeys(nearer, level)
    return found


def _key(state: Journey, cooldown: timedelta) -> object:
    """What of a state decides what is shown and where one can go from it."""
    challenge, service = state.current, state.service
    judged = challenge and (
        challenge.purpose,
        challenge.contact.kind,
        challenge.used,
        challenge.attempts_left,
        challenge.sends,
        state.now >= challenge.expires_at,
        state.now - challenge.sent_at >= cooldown,
    )
    return (
        (state.step, state.stage, state.app_open, state.profile, state.second_look, state.way_in, state.trail[-1:]),
        (state.notice, frozenset(state.errors.items()), frozenset(state.hints)),
        (state.logged_in, state.stay, len(state.offers), judged, service.up),
        frozenset((made.customer_id, made.first_access_done) for made in service.accounts.values()),
        frozenset(service.pending),
        frozenset(state.draft.values.items()) if state.step == "contact" else typed(state, "contact"),
        len(state.draft.secret(state.step, "password").get_secret_value()) > 0,
    )
