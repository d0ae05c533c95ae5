"""The library of flows as an index of ways: every beginning of every flow is a way to what it shows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ac_tui.assets import AssetError
from ac_tui.deck.load import DeckError, load_deck
from ac_tui.flows.library import library
from ac_tui.flows.load import FlowError
from ac_tui.flows.play import Player
from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.flows.surface import Surface
from ac_tui.flows.variable_names import variables_of
from ac_tui.journey import events as ev
from ac_tui.journey.model import Journey
from ac_tui.journey.policy import Policy
from ac_tui.journey.table import Edge
from ac_tui.journey.world import SeededCodes
from ac_tui.registry.index import Registry

if TYPE_CHECKING:
    from ac_tui.flows.model import Flow

Move = tuple[timedelta, ev.Event]
"""An event, and the time that passes before it."""


@dataclass(frozen=True, slots=True)
class KnownPath:
    """The beginning of a flow: whose it is by its header, what has happened so far, and where that has led."""

    customer_id: str
    history: tuple[HistoryEntry, ...]
    state: Journey

    @property
    def edge(self) -> Edge | None:
        """The arrow taken last."""
        return self.history[-1].transition.edge if self.history else None

    @property
    def moves(self) -> tuple[Move, ...]:
        """All of it, ready to be done again."""
        return tuple(
            (moved.transition.state.now - moved.before.now if isinstance(moved.event, ev.Tick) else _NONE, moved.event)
            for moved in self.history
        )


_NONE = timedelta()


_KEPT: Final[deque[tuple[Registry, Policy, SeededCodes, tuple[KnownPath, ...]]]] = deque(maxlen=6)


def library_paths(registry: Registry, policy: Policy, codes: SeededCodes) -> tuple[KnownPath, ...]:
    """Every beginning of every flow whose customer is in the registry, the shortest first; none where the library, or
    the screens whose words it speaks, cannot be read. Flows that fail are gone as far as they go.
    """
    for known, *numbers, paths in _KEPT:
        if known is registry and numbers == [policy, codes]:
            return paths
    paths = _played(registry, policy, codes)
    _KEPT.append((registry, policy, codes, paths))
    return paths


def _played(registry: Registry, policy: Policy, codes: SeededCodes) -> tuple[KnownPath, ...]:
    try:
        deck, flows = load_deck(), library(registry)
    except (AssetError, DeckError, FlowError):
        return ()
    paths = (path for flow in flows for path in _beginnings(flow, Simulation(registry, policy, codes, deck)))
    return tuple(sorted(paths, key=lambda path: (len(path.history), _unusual(path, registry))))


def _unusual(path: KnownPath, registry: Registry) -> int:
    """How many texts in it are not as the registry has them: of two short ways the plainer one goes first."""
    whose = registry.get(path.customer_id)
    if whose is None:
        return 0
    known = {whose.first_name, whose.last_name, whose.company_name, whose.tax_code, whose.vat_number}
    known.update(variables_of(whose).values(), ("email", "mobile"))
    edits = (moved.event for moved in path.history if isinstance(moved.event, ev.Edit))
    return sum(isinstance(edit.value, str) and edit.value not in known for edit in edits)


def _beginnings(flow: Flow, simulation: Simulation) -> Iterator[KnownPath]:
    whose = flow.setting.customer
    found = [KnownPath(whose, (), simulation.journey)]
    simulation.subscribe(lambda: found.append(KnownPath(whose, tuple(simulation.history), simulation.journey)))
    Player(flow, Surface(simulation)).play()
    return iter(found)


def repeat(moves: tuple[Move, ...], simulation: Simulation) -> None:
    """Do on a simulation what was done before."""
    for span, event in moves:
        if span:
            simulation.advance_clock(span)
        if not isinstance(event, ev.Tick):
            simulation.send(event)
