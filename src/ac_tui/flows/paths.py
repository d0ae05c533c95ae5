"""The shortest way to any step or transition, with a customer whom it fits: a search over the real journey.

Every candidate move is one that a person could make on the screen shown, or the desk around it. Right data come first,
wrong ones where these lead nowhere; time, links, the app and the service move only where the target is about them. What
a target is about is a guess that saves time and nothing else: in the end everything is tried.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import count
from typing import Final, Literal

from ac_tui.deck.deck import Deck
from ac_tui.deck.render import render
from ac_tui.deck.view import Block, View
from ac_tui.flows.as_flow import Note, as_flow, recognised_by
from ac_tui.flows.barred import barred_rows
from ac_tui.flows.cast import Fill, Player, cast_of, wrong_code
from ac_tui.flows.nodes import did_you_mean
from ac_tui.flows.simulation import ManualClock, Simulation
from ac_tui.flows.stage import Stage
from ac_tui.flows.writing import Header, Line
from ac_tui.journey import events as ev
from ac_tui.journey.advance import Transition, advance, begin
from ac_tui.journey.forms import intent, typed
from ac_tui.journey.model import STEPS, Journey
from ac_tui.journey.table import ANY, Edge, edges
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.index import is_mobile

Kind = Literal["wrong", "time", "link", "app", "service"]
Fit = Callable[[Player], bool]

_ALL: Final[frozenset[Kind]] = frozenset(("wrong", "time", "link", "app", "service"))
_WRONG: Final[frozenset[Kind]] = frozenset(("wrong",))


def _business(player: Player) -> bool:
    return player.customer.business


def _without_mobile(player: Player) -> bool:
    return not any(map(is_mobile, player.customer.mobiles))


def _in_pair(player: Player) -> bool:
    return player.partner is not None


def _registered(player: Player) -> bool:
    return player.customer.account is not None and player.customer.account.first_access_done


_ABOUT: Final[dict[str, tuple[tuple[Kind, ...], Fit | None]]] = {
    **dict.fromkeys(
        (
            "bad_credentials", "code_blocked", "code_wrong", "fields_wrong", "none_of_these", "not_recognised",
            "second_look", "unidentified", "tax_code", "choose_contact", "from_tax_code", "from_choose_contact",
            "came_by_choice", "identified", "contact_chosen",
        ),
        (("wrong",), None),
    ),
    "resend_code": (("time",), None),
    "service_error": (("service",), None),
    "service_down": (("service",), None),
    "known_link_but_down": (("service", "link"), _business),
    "open_link": (("link",), _business),
    "link_expired": (("link", "time"), _business),
    "sends_exhausted": (("time",), None),
    "no_code_left": (("time",), None),
    "may_send": (("time",), None),
    "code_expired": (("time",), None),
    "close_app": (("app",), None),
    "open_app": (("app",), None),
    "stays_connected": (("app", "wrong"), _registered),
    "company": ((), lambda player: player.customer.profile == "company"),
    "company_not_recognised": (("wrong",), lambda player: player.customer.profile == "company"),
    "no_mobile": ((), _without_mobile),
    "first_access_without_mobile": ((), _without_mobile),
    "without_mobile": ((), lambda player: _without_mobile(player) and _registered(player)),
    "later_access": ((), _registered),
    "identified_without_contact": (("wrong",), lambda player: not (player.customer.emails or player.customer.mobiles)),
    "from_welcome": (("link",), _business),
    **dict.fromkeys(("from_confirm_contact", "from_confirm_identity", "from_recover"), (("time",), None)),
    "from_link_expired": (("time", "link"), _business),
    "contact_taken": (("link",), None),
}  # fmt: skip
"""What the names of steps, events and guards are about: the moves they need, the customers they fit."""


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
    events: tuple[tuple[timedelta, ev.Event], ...]

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
    state: Journey
    before: _Node | None = None
    moves: tuple[tuple[timedelta, ev.Event], ...] = ()

    def events(self) -> tuple[tuple[timedelta, ev.Event], ...]:
        node: _Node | None = self
        parts = []
        while node is not None:
            parts.append(node.moves)
            node = node.before
        return tuple(move for moves in reversed(parts) for move in moves)


def targets(deck: Deck) -> list[Target]:
    """Every step and every arrow, those apart that no screen lets happen."""
    barred = {Edge(row.step, row.event.name, row.guard_name, row.to) for row in barred_rows(deck)}
    arrows = dict.fromkeys(edge for edge in edges() if edge not in barred)
    return [*(Target(step=step) for step in STEPS), *(Target(edge=edge) for edge in arrows)]


def parse_target(text: str, deck: Deck) -> Target | None:
    """The target that a step's name means, or an arrow as `ac-tui coverage` writes it; None for neither."""
    return next((target for target in targets(deck) if str(target) == text.strip()), None)


def similar(text: str, deck: Deck) -> str:
    """A clause with the nearest target to a text that is none, or ""."""
    return did_you_mean(text, map(str, targets(deck)))


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
    """A shortest way to a target for the first customer whom one fits; None where there is none."""
    world = World(stage.registry, stage.policy, ManualClock(), SeededCodes(seed))
    kinds, fits = _about(target)
    players = cast_of(world)
    fitting = [player for player in players if all(fit(player) for fit in fits)]
    with_wrong = frozenset((*kinds, *_WRONG))
    few = _unlike(fitting)
    rounds = (
        (60, kinds, few),
        (60, with_wrong, few),
        (400, kinds, few),
        (400, with_wrong, few),
        (60, with_wrong, fitting),
        (400, with_wrong, fitting),
        (5000, with_wrong, few),
        (5000, _ALL, list(dict.fromkeys((*few, *_unlike(players))))),
    )
    for limit, moves, who in dict.fromkeys((limit, moves, tuple(who)) for limit, moves, who in rounds):
        for player in who:
            way = _Search(target, stage, world, player, moves).way(limit)
            if way is not None:
                return way
    return None


def _unlike(players: list[Player]) -> list[Player]:
    """The first player of each profile, registered and not: most ways are one of theirs."""
    found: dict[object, Player] = {}
    for player in players:
        found.setdefault((player.customer.profile, _registered(player)), player)
    return list(found.values())


def _about(target: Target) -> tuple[frozenset[Kind], list[Fit]]:
    edge = target.edge
    names = (target.step,) if edge is None else (edge.source, edge.event, edge.guard, edge.to)
    found = [_ABOUT[name] for name in names if name in _ABOUT]
    kinds = frozenset(kind for kinds, _ in found for kind in kinds)
    if "contact_taken" in names or names == ("assistance", "back", "from_welcome", "welcome"):
        return kinds, [_in_pair]
    return kinds, [fit for _, fit in found if fit is not None] or [lambda player: player.partner is None]


class _Search:
    """A search for one customer, cheapest first."""

    def __init__(self, target: Target, stage: Stage, world: World, player: Player, kinds: frozenset[Kind]) -> None:
        self.stage = stage
        self.world = world
        self.player = player
        self.wrong = "wrong" in kinds
        self.kinds = kinds
        self.state = begin(world)
        self._target = target
        self._clock = world.clock
        self._left = _distances(target)

    def way(self, limit: int) -> Way | None:
        """The cheapest way, or None where there is none among so many states."""
        start = _Node(begin(self.world))
        if not self._target.edge and start.state.step == self._target.step:
            return Way(self._target, self.player, ())
        order = count()
        heap = [(0, next(order), 0, start)]
        seen: set[object] = set()
        while heap and len(seen) < limit:
            _, _, cost, node = heapq.heappop(heap)
            key = _key(node.state, self.world)
            if key in seen:
                continue
            seen.add(key)
            for moves, state, hit in self._after(node):
                following = _Node(state, node, moves)
                if hit:
                    return Way(self._target, self.player, following.events())
                left = self._left.get(state.step)
                if left is not None and _key(state, self.world) not in seen:
                    spent = cost + len(moves)
                    heapq.heappush(heap, (spent + left, next(order), spent, following))
        return None

    def _after(self, node: _Node) -> Iterator[tuple[tuple[tuple[timedelta, ev.Event], ...], Journey, bool]]:
        for move in self._moves(node.state):
            self.state = node.state
            made: list[tuple[timedelta, ev.Event]] = []
            hit = False
            for span, event in move:
                made.append((span, event))
                if isinstance(event, ev.Edit):  # writing moves nothing: what stands in the fields is all that counts
                    draft = self.state.draft.with_value(self.state.step, event.block, event.value)
                    self.state = replace(self.state, draft=draft)
                    continue
                hit = self._target.hit(self._advance(span, event))
                if hit:
                    break
            yield tuple(made), self.state, hit

    def _advance(self, span: timedelta, event: ev.Event) -> Transition:
        clock = self._clock
        assert isinstance(clock, ManualClock)
        clock.set(self.state.now + span)
        if span:
            self.state = advance(self.state, ev.Tick(), self.world).state
        transition = advance(self.state, event, self.world)
        self.state = transition.state
        return transition

    def _moves(self, state: Journey) -> Iterator[Iterator[tuple[timedelta, ev.Event]]]:
        """Everything a person, and the desk, could do now."""
        view = render(self.stage.deck, state, self.world)
        if view.open:
            for block in view.blocks:
                if block.kind in ("button", "link") and block.enabled:
                    yield from self._presses(block, view, state)
            if view.back:
                yield _at_once(ev.Back())
        if "time" in self.kinds:
            yield from self._in_time(view, state)
        if "link" in self.kinds:
            links = [message.link for message in state.inbox if message.link]
            for link in dict.fromkeys((*links[-1:], *links[:1])):
                yield _at_once(ev.OpenLink(link))
        if "service" in self.kinds:
            yield _at_once(ev.SetService(not state.service.up))
        if "app" in self.kinds:
            yield _at_once(ev.CloseApp() if state.app_open else ev.OpenApp())

    def _presses(self, block: Block, view: View, state: Journey) -> Iterator[Iterator[tuple[timedelta, ev.Event]]]:
        fills: Iterable[Fill] = ({},)
        if block.sends.startswith("submit_"):
            fills = self.player.fills(state, self.world, wrong=self.wrong)
        for fill in fills:
            yield self._fill_and_press(fill, block)
        if self.wrong and block.sends == "submit_code":
            yield self._all_attempts(block)
        if self.wrong and block.sends == "submit_choice":
            yield _at_once(ev.Edit("contact", "none"))

    def _fill_and_press(self, fill: Fill, block: Block) -> Iterator[tuple[timedelta, ev.Event]]:
        for name, value in fill.items():
            yield timedelta(), ev.Edit(name, value)
        yield timedelta(), intent(block.sends, block.argument, self.state)

    def _all_attempts(self, block: Block) -> Iterator[tuple[timedelta, ev.Event]]:
        """Wrong codes until there is no attempt left, and one more."""
        wrong = wrong_code(self.state)
        for _ in range(self.world.policy.code_attempts + 1):
            yield timedelta(), ev.Edit("code", wrong)
            yield timedelta(), intent(block.sends, block.argument, self.state)

    def _in_time(self, view: View, state: Journey) -> Iterator[Iterator[tuple[timedelta, ev.Event]]]:
        policy = self.world.policy
        if state.current is not None:
            for span in (policy.resend_cooldown, policy.code_lifetime_private, policy.code_lifetime_business):
                yield iter(((span, ev.Tick()),))
            if any(block.sends == "resend_code" for block in view.blocks):
                yield self._all_sends()

    def _all_sends(self) -> Iterator[tuple[timedelta, ev.Event]]:
        for _ in range(self.world.policy.sends - 1):
            yield self.world.policy.resend_cooldown, ev.ResendCode()


def _at_once(event: ev.Event) -> Iterator[tuple[timedelta, ev.Event]]:
    return iter(((timedelta(), event),))


def _key(state: Journey, world: World) -> object:
    """What of a state decides where one can go from it."""
    challenge = state.current
    judged = challenge and (
        challenge.purpose,
        challenge.used,
        challenge.attempts_left <= 0,
        challenge.sends >= world.policy.sends,
        state.now >= challenge.expires_at,
        (state.now - challenge.sent_at) >= timedelta(minutes=1),
        bool(challenge.old_links),
        challenge.customer_id,
    )
    service = state.service
    return (
        state.step,
        state.stage,
        state.app_open,
        state.profile,
        state.second_look,
        state.way_in,
        state.trail[-1:],
        state.logged_in,
        state.stay,
        len(state.offers),
        state.step == "choose_contact" and typed(state, "contact"),
        judged,
        service.up,
        frozenset((made.customer_id, made.first_access_done, made.password) for made in service.accounts.values()),
        frozenset((pending.customer_id, pending.password) for pending in service.pending.values()),
        len(state.inbox) > 0,
    )


def _distances(target: Target) -> dict[str, int]:
    """The least number of arrows from each step to the target; steps from which there is no way are left out."""
    return _distances_to(target.edge.source if target.edge is not None else target.step, target.edge is not None)


@lru_cache(maxsize=256)
def _distances_to(goal: str, through: bool) -> dict[str, int]:
    arrows: Sequence[Edge] = tuple(edges())
    found: dict[str, int] = dict.fromkeys(STEPS, 0) if goal == ANY else {goal: 0}
    level = 0
    while True:
        nearer = [e.source for e in arrows if found.get(e.to) == level and e.source != ANY and e.source not in found]
        anywhere = any(e.source == ANY and found.get(e.to) == level for e in arrows)
        level += 1
        found |= dict.fromkeys(nearer, level)
        if anywhere:
            found = {**dict.fromkeys((step for step in STEPS if step not in found), level), **found}
        if not nearer and not anywhere:
            break
    return {step: steps + through for step, steps in found.items()}
