"""Whose story a played flow tells: its customer took part in it, and it came to one of the journey's ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.forms import submitted
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer

ENDS: Final = ("home", "no_mobile", "assistance")
"""Where a customer's story can end: in the Area Clienti (9A), before it (10A), or with the Agenzia."""


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
