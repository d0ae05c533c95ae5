"""Every journey into the Area Clienti: by registering, with an account, with a new password; and whose story it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, get_args

from msgspec.structs import replace

from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.accounts import owner_of_username
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.forms import submitted
from ac_tui.journey.model import ContactKind, Profile, WayIn
from ac_tui.journey.world import World
from ac_tui.registry.keys import user_key
from ac_tui.registry.model import Customer

ENDS: Final = ("home", "no_mobile", "assistance")
"""Where a customer's story can end: in the Area Clienti (9A), before it (10A), or with the Agenzia."""


_USER_NAMES = (*get_args(ContactKind), "client code")


def journeys() -> Iterator[str]:
    """Each by name. Who gave a mobile has one: no such registration ends without."""
    for profile in get_args(Profile):
        for kind in get_args(ContactKind):
            for way_in in (way_in for way_in in get_args(WayIn) if way_in != "login"):
                for proof in ("code",) if profile == "person" else ("code", "link"):
                    for end in ("home", "no_mobile") if kind == "email" else ("home",):
                        yield f"{_registration(profile, kind, way_in, proof)}: {end}"
    yield from (f"account, by {name}: home" for name in _USER_NAMES)
    yield from (f"recovered, by {kind}: home" for kind in get_args(ContactKind))


def _registration(profile: str, kind: str, way_in: str, proof: str) -> str:
    how = "given" if way_in == "contact" else "chosen"
    return f"{profile}, {kind} {how}, confirmed by {proof}"


def journeys_of(simulation: Simulation) -> Iterator[str]:
    """The journeys that were gone to their end in a simulation."""
    way_in: dict[str, WayIn] = {}
    registered: dict[str, str] = {}
    recovered: dict[str, str] = {}
    """How each customer came so far."""
    world = simulation.world
    for moved in simulation.history:
        edge, before, after = moved.transition.edge, moved.before, moved.transition.state
        if edge is None:
            continue
        if edge.guard in ("recognised", "contact_chosen") and after.current is not None:
            way_in[after.current.customer_id] = after.way_in
        for effect in moved.transition.effects:
            whose = effect.subject
            if effect.name == "account_created":
                proof = "link" if isinstance(moved.event, ev.OpenLink) else "code"
                kind = before.service.pending[whose].contact.kind
                customer = world.registry.get(whose)
                assert customer is not None
                registered[whose] = _registration(customer.profile, kind, way_in[whose], proof)
            elif effect.name == "password_changed" and before.current is not None:
                recovered[whose] = before.current.contact.kind
            elif effect.name == "first_access_done" and whose in registered:
                yield f"{registered[whose]}: home"
        if edge.guard == "first_access_without_mobile":
            refused = evaluation_of(moved, world).logged_in
            if refused is not None and refused.id in registered:
                yield f"{registered[refused.id]}: no_mobile"
        elif edge.guard == "later_access" and isinstance(moved.event, ev.SubmitLogin):
            key = user_key(moved.event.user)
            named = owner_of_username(after, world, key)
            yield f"account, by {'client code' if named is None else 'email' if '@' in key else 'mobile'}: home"
            if after.logged_in in recovered:
                yield f"recovered, by {recovered[after.logged_in]}: home"


def tells(customer_id: str, simulation: Simulation) -> bool:
    """Whether a simulation that has been played to its end tells the story of a customer: whether they took part."""
    moves = (moved for moved in simulation.history if moved.transition.edge is not None)
    whom = (whose for moved in moves for whose in _whom(moved, simulation.world))
    return simulation.journey.step in ENDS and customer_id in whom


def evaluation_of(moved: HistoryEntry, world: World) -> Evaluation:
    """What was found out when something happened, found out anew."""
    before = replace(moved.before, now=moved.transition.state.now)
    return Evaluation(*submitted(before, moved.event), world)


def _whom(moved: HistoryEntry, world: World) -> Iterator[str]:
    """Whom a step is about: identified, logged in, sent something, or refused as the one who came closest."""
    after, edge = moved.transition.state, moved.transition.edge
    yield from (after.customer_id, after.logged_in, *(effect.subject for effect in moved.transition.effects))
    look = _REFUSED.get(edge.guard) if edge is not None else None
    if look is not None and (found := look(evaluation_of(moved, world))) is not None:
        yield found.id


_REFUSED: Final[Mapping[str, Callable[[Evaluation], Customer | None]]] = {
    "not_recognised": lambda found: found.recognition.nearest,
    "company_not_recognised": lambda found: found.recognition.nearest,
    "unidentified": lambda found: found.identification.nearest,
    "identified_without_contact": lambda found: found.identification.nearest,
    "first_access_without_mobile": lambda found: found.logged_in,
}
"""Who was refused, by the guard that refused them."""
