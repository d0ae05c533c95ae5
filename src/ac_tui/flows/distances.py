"""How far it is at least: the fewest events that can lead a customer from where they are to a target.

Read off the transition table: arrows cost their event and what must be typed for it. Of the guards only those are known
that tell one customer from another, so that the distance may be less than the way there, and never more.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from ac_tui.flows.cast import Player
from ac_tui.journey.model import STEPS, Journey, Stage
from ac_tui.journey.policy import Policy
from ac_tui.journey.table import ANY, RETURN, TABLE, Edge, edges, openers
from ac_tui.registry.phones import usable_mobiles


class Kind(NamedTuple):
    """What of a customer decides which arrows they can ever take."""

    person: bool
    company: bool
    newcomer: bool
    business: bool
    mobile: bool
    bare: bool
    pair: bool
    mixed: bool


class Place(NamedTuple):
    """A step, what opened it, how far a registration is, whether on the second look, whether both of a pair began."""

    step: str
    opener: str
    level: int
    second: bool
    both: bool


class Left(NamedTuple):
    """What a state leaves to do: how much to type for each form, how many wrong codes, codes to send, and the like."""

    typing: tuple[int, ...]
    attempts: int
    sends: int
    up: bool
    stays: bool
    stage: Stage
    expired: bool


_SIDES: Final = {row.step: openers(row.step) for row in TABLE if row.to == RETURN}
_KEEPERS: Final = ("recover", "confirm_identity", "no_mobile")
"""Steps after login that know what login was opened from, and go back there."""
_PENDING, _ACCOUNT, _DONE = 1, 2, 3
_NEWCOMERS: Final = ("confirm_contact", "choose_contact", "link_expired")
"""Where nobody gets who has an account already."""

_FORMS: Final = {
    ("identity", "submit_identity"): ("first_name", "last_name"),
    ("company", "submit_company"): ("company_name",),
    ("contact", "submit_contact"): ("email", "password", "privacy"),
    ("confirm_contact", "submit_code"): ("code",),
    ("login", "submit_login"): ("user", "password"),
    ("confirm_identity", "submit_code"): ("code",),
    ("tax_code", "submit_tax_code"): ("tax_code",),
    ("choose_contact", "submit_choice"): ("contact",),
    ("recover", "submit_recovery"): ("contact",),
    ("recover", "submit_code"): ("code",),
    ("recover", "submit_new_password"): ("password",),
}
"""What must stand in its fields for a form to be read at all; an email address stands for a number as well."""
_NUMBER: Final = {form: number for number, form in enumerate(_FORMS)}
_AGAIN: Final = {"identity": 0, "company": 0, "contact": 1, "tax_code": 0, "choose_contact": 0, "login": 1}
"""What must be typed at most where a form may have been filled in on the way: passwords do not stay."""


def kind_of(player: Player) -> Kind:
    """The kind of a player, of two who play along of both."""
    customers = [player.customer, *([player.partner.customer] if player.partner else [])]
    return Kind(
        person=any(customer.last_name for customer in customers),
        company=any(customer.company_name for customer in customers),
        newcomer=any(customer.account is None and any(p.active for p in customer.policies) for customer in customers),
        business=any(customer.business for customer in customers),
        mobile=any(usable_mobiles(customer) for customer in customers),
        bare=any(not usable_mobiles(customer) for customer in customers),
        pair=len(customers) > 1,
        mixed=len({customer.profile for customer in customers}) > 1,
    )


def distance(to: str | Edge, kind: Kind, player: Player, state: Journey, policy: Policy) -> int | None:
    """The fewest events from a state to a step, or through an arrow; None where no way leads there."""
    place, left = _place(player, state), _left(state, policy)
    guard = to.guard if isinstance(to, Edge) else ""
    left = left._replace(
        attempts=left.attempts if guard == "code_blocked" else 0, expired=left.expired or guard != "code_expired"
    )
    return _distances(to, kind, left, place._replace(step="", opener="")).get(place)


def _place(player: Player, state: Journey) -> Place:
    opener: str = state.trail[-1] if state.trail and state.step in (*_SIDES, *_KEEPERS) else ""
    if opener == "help":
        opener = _through_help(state.trail[-2] if len(state.trail) > 1 else "")
    levels = [(one.customer.profile, _level(one, state)) for one in (player, player.partner) if one is not None]
    begun = [profile for profile, level in levels if level]
    both = len(levels) > 1 and (len(begun) > 1 or (begun != [] and state.profile not in (None, *begun)))
    return Place(state.step, opener, max(level for _, level in levels), state.second_look, both)


def _level(player: Player, state: Journey) -> int:
    account = player.account(state)
    if account is None:
        return _PENDING if player.customer.id in state.service.pending else 0
    return _DONE if account.first_access_done else _ACCOUNT


def _left(state: Journey, policy: Policy) -> Left:
    challenges = list(state.service.challenges.values())
    return Left(
        typing=tuple(sum(not _stands(state, step, block) for block in blocks) for (step, _), blocks in _FORMS.items()),
        attempts=min((challenge.attempts_left for challenge in challenges), default=policy.code_attempts),
        sends=max(0, policy.sends - max((challenge.sends for challenge in challenges), default=1)),
        up=state.service.up,
        stays=state.stay,
        stage=state.stage,
        expired=any(state.now >= challenge.expires_at for challenge in challenges),
    )


def _stands(state: Journey, step: str, block: str) -> bool:
    draft = state.draft
    if block == "email" and draft.text(step, "number"):
        return True
    return bool(draft.text(step, block) or draft.ticked(step, block) or draft.secret(step, block).get_secret_value())


@lru_cache(maxsize=4096)
def _distances(target: str | Edge, kind: Kind, left: Left, now: Place) -> Mapping[Place, int]:
    """The distance of every place from which there is a way to a target, for who is as far as `now` says."""
    arcs = _arcs(kind)
    heap: list[tuple[int, Place]] = []
    for edge, source, to in arcs.all:
        if target == edge:
            heap.append((_price(edge, left) + _typing(edge, left, source, now) + _last(edge, left), source))
        elif target == to.step:
            heap.append((0, to))
    heapq.heapify(heap)
    found: dict[Place, int] = {}
    while heap:
        far, place = heapq.heappop(heap)
        if place in found:
            continue
        found[place] = far
        for edge, source in arcs.into.get(place, ()):
            if source not in found:
                price = _price(edge, left) + _typing(edge, left, source, now)
                heapq.heappush(heap, (far + price, source))
    return found


def _price(edge: Edge, left: Left) -> int:
    """What an arrow costs at least without what is typed: its event, and what must have happened before."""
    price = 1 + (_before(edge.event, left) if edge.source == "recover" else 0)
    if edge.to == "service_error" and edge.source != "service_error":
        price += left.up
    elif edge.guard in ("sends_exhausted", "no_code_left"):
        price += 2 * left.sends
    elif edge.guard == "stays_connected" and not left.stays:
        price += 1 + left.typing[_NUMBER["login", "submit_login"]]
    return price


def _before(event: str, left: Left) -> int:
    """What comes before an event of a recovery: its first question, then its code."""
    if event == "submit_new_password" and left.stage != "password":
        return 1 + left.typing[_NUMBER["recover", "submit_code"]] + _before("submit_code", left)
    if event in ("submit_code", "resend_code") and left.stage == "ask":
        return 1 + left.typing[_NUMBER["recover", "submit_recovery"]]
    return 0


def _last(edge: Edge, left: Left) -> int:
    """What must have happened before the arrow that is looked for itself."""
    if edge.guard == "code_blocked":
        return left.attempts
    return int(edge.guard == "code_expired" and not left.expired)


def _typing(edge: Edge, left: Left, place: Place, now: Place) -> int:
    """How much must be typed for an arrow."""
    number = _NUMBER.get((edge.source, edge.event))
    if number is None or edge.guard == "fields_wrong":
        return 0
    typing = left.typing[number]
    same = (place.level, place.both) == (now.level, now.both)
    if same and (place.second == now.second or edge.source in ("tax_code", "choose_contact")):
        return typing
    return min(typing, _AGAIN.get(edge.source, edge.event != "submit_recovery"))


@dataclass(frozen=True, slots=True)
class _Arcs:
    all: tuple[tuple[Edge, Place, Place], ...]
    into: Mapping[Place, tuple[tuple[Edge, Place], ...]]


@lru_cache(maxsize=64)
def _arcs(kind: Kind) -> _Arcs:
    """Every arrow between places that a customer of a kind may take."""
    arcs = []
    for edge in edges():
        for place in _places(kind.pair):
            if _starts(edge, place) and _may(edge, place, kind):
                arcs += [(edge, place, to) for to in _ends(edge, place, kind)]
    into: dict[Place, list[tuple[Edge, Place]]] = {}
    for edge, source, to in arcs:
        into.setdefault(to, []).append((edge, source))
    return _Arcs(tuple(arcs), {place: tuple(found) for place, found in into.items()})


@lru_cache(maxsize=2)
def _places(pair: bool) -> tuple[Place, ...]:
    levels = list(product((0, _PENDING, _ACCOUNT, _DONE), (False, True), (False, True) if pair else (False,)))
    return tuple(Place(step, opener, *level) for step in STEPS for opener in _openers(step) for level in levels)


def _openers(step: str) -> tuple[str, ...]:
    """What a step may have been opened from; "" where that makes no difference."""
    found = ("", *_SIDES.get("login" if step in _KEEPERS else step, ()))
    return (*found, *map(_through_help, _SIDES["help"])) if "help" in found else found


def _through_help(opener: str) -> str:
    return f"{opener} help"


def _starts(edge: Edge, place: Place) -> bool:
    if edge.source != ANY:
        return edge.source == place.step and (
            not edge.guard.startswith("from_") or place.opener.split(" ")[-1] == edge.to
        )
    return edge.event != "open_app" or place.step == "welcome"


def _may(edge: Edge, place: Place, kind: Kind) -> bool:
    """Whether a customer of a kind may take an arrow, as far as can be told."""
    needs = _NEEDS.get(edge.guard)
    if needs is not None and not needs(place, kind):
        return False
    if edge.event == "open_link" and not (kind.business and kind.newcomer and place.level):
        return False
    if edge.guard != "fields_wrong" and edge.event in ("submit_identity", "submit_company"):
        return kind.person if edge.event == "submit_identity" else kind.company
    if (edge.source, edge.event, edge.guard) == ("login", "back", ""):
        return not place.opener
    if edge.source == "recover" and edge.guard in ("code_right", "recovery_proved"):
        return place.level >= _ACCOUNT
    return kind.newcomer or not {edge.source, edge.to}.intersection(_NEWCOMERS)


_NEEDS: Final[Mapping[str, Callable[[Place, Kind], bool]]] = {
    "second_look": lambda place, _: place.second,
    "came_by_choice": lambda place, _: place.second,
    "contact_taken": lambda place, kind: kind.pair and place.both and place.level >= _ACCOUNT,
    "link_used": lambda place, _: place.level >= _ACCOUNT,
    "unconfirmed": lambda place, _: place.level >= _PENDING,
    "first_access": lambda place, kind: place.level >= _ACCOUNT and kind.mobile,
    "first_access_without_mobile": lambda place, kind: place.level >= _ACCOUNT and kind.bare,
    "later_access": lambda place, _: place.level == _DONE,
    "stays_connected": lambda place, _: place.level == _DONE,
    "with_mobile": lambda _, kind: kind.mobile,
    "without_mobile": lambda _, kind: kind.bare,
}
"""What guards ask of who has come how far."""


def _ends(edge: Edge, place: Place, kind: Kind) -> Iterator[Place]:
    """Where an arrow leads."""
    level, second = place.level, place.second or edge.guard in ("not_recognised", "company_not_recognised")
    turns = edge.event == "choose_profile" if kind.mixed else edge.guard == "recognised"
    both = place.both or (kind.pair and turns and level > 0)
    if edge.guard in ("recognised", "contact_chosen"):
        level = max(level, _PENDING)
    elif edge.guard == "link_valid" or (edge.source, edge.guard) == ("confirm_contact", "code_right"):
        level = max(level, _ACCOUNT)
    elif (edge.source, edge.guard) == ("confirm_identity", "code_right"):
        level = _DONE
    for opener in _opened(edge, place):
        yield Place(edge.to, opener, level, second, both)


def _opened(edge: Edge, place: Place) -> tuple[str, ...]:
    """What the step where an arrow leads was opened from, all that it may be where that was forgotten."""
    if edge.guard.startswith("from_"):
        return (place.opener.removesuffix(" help"),) if edge.to == "help" else _openers(edge.to)
    if edge.source == ANY:
        return ("welcome",) if edge.to in _SIDES and edge.to != "login" else ("",)
    if edge.to == place.step:
        return (place.opener,)
    if place.step in _SIDES.get(edge.to, ()):
        return (_through_help(place.opener) if place.step == "help" else place.step,)
    keeps = {place.step, edge.to} <= {"login", *_KEEPERS}
    return (place.opener,) if keeps else ("",)
