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


def journeys_of(simulation: Simulation) -> Iterator[str]:
    """The journeys that were gone to their end in a simulation."""
    walk = _Walk(simulation)
    for moved in simulation.history:
        yield from walk.step(moved)


def _registration(profile: str, kind: str, way_in: str, proof: str) -> str:
    how = "given" if way_in == "contact" else "chosen"
    return f"{profile}, {kind} {how}, confirmed by {proof}"


class _Walk:
    """Keeps how each customer came so far."""

    def __init__(self, simulation: Simulation) -> None:
        self._world = simulation.world
        self._way_in: dict[str, WayIn] = {}
        self._registered: dict[str, str] = {}
        self._recovered: dict[str, str] = {}

    def step(self, moved: HistoryEntry) -> Iterator[str]:
        """What one step brings to its end."""
        edge, before, after = moved.transition.edge, moved.before, moved.transition.state
        if edge is None:
            return
        if edge.guard in ("recognised", "contact_chosen") and after.current is not None:
            self._way_in[after.current.customer_id] = after.way_in
        for effect in moved.transition.effects:
            if effect.name == "account_created":
                self._registered[effect.subject] = self._confirmed(moved, effect.subject)
            elif effect.name == "password_changed" and before.current is not None:
                self._recovered[effect.subject] = before.current.contact.kind
            elif effect.name == "first_access_done" and effect.subject in self._registered:
                yield f"{self._registered[effect.subject]}: home"
        if edge.guard == "first_access_without_mobile":
            refused = evaluation_of(moved, self._world).logged_in
            if refused is not None and refused.id in self._registered:
                yield f"{self._registered[refused.id]}: no_mobile"
        elif edge.guard == "later_access":
            yield from self._entered(moved)

    def _confirmed(self, moved: HistoryEntry, customer_id: str) -> str:
        pending = moved.before.service.pending[customer_id]
        customer = self._world.registry.get(customer_id)
        assert customer is not None
        proof = "link" if isinstance(moved.event, ev.OpenLink) else "code"
        return _registration(customer.profile, pending.contact.kind, self._way_in[customer_id], proof)

    def _entered(self, moved: HistoryEntry) -> Iterator[str]:
        assert isinstance(moved.event, ev.SubmitLogin)
        key, after = user_key(moved.event.user), moved.transition.state
        named = owner_of_username(after, self._world, key)
        name = "client code" if named is None else "email" if "@" in key else "mobile"
        yield f"account, by {name}: home"
        recovered = self._recovered.get(after.logged_in)
        if recovered is not None:
            yield f"recovered, by {recovered}: home"


def tells(customer_id: str, simulation: Simulation) -> bool:
    """Whether a simulation that has been played to its end tells the story of a customer."""
    return simulation.journey.step in ENDS and any(
        customer_id in _whom(moved, simulation) for moved in _steps(simulation)
    )


def evaluation_of(moved: HistoryEntry, world: World) -> Evaluation:
    """What was found out when something happened, found out anew."""
    before = replace(moved.before, now=moved.transition.state.now)
    return Evaluation(*submitted(before, moved.event), world)


def _steps(simulation: Simulation) -> Iterator[HistoryEntry]:
    return (moved for moved in simulation.history if moved.transition.edge is not None)


def _whom(moved: HistoryEntry, simulation: Simulation) -> Iterator[str]:
    """Whom a step is about: identified, logged in, sent something, or refused as the one who came closest."""
    after = moved.transition.state
    yield from (after.customer_id, after.logged_in, *(effect.subject for effect in moved.transition.effects))
    edge = moved.transition.edge
    look = _REFUSED.get(edge.guard) if edge is not None else None
    found = look(evaluation_of(moved, simulation.world)) if look is not None else None
    if found is not None:
        yield found.id


_REFUSED: Final[Mapping[str, Callable[[Evaluation], Customer | None]]] = {
    "not_recognised": lambda found: found.recognition.nearest,
    "company_not_recognised": lambda found: found.recognition.nearest,
    "unidentified": lambda found: found.identification.nearest,
    "identified_without_contact": lambda found: found.identification.nearest,
    "first_access_without_mobile": lambda found: found.logged_in,
}
"""Who was refused, by the guard that refused them."""
