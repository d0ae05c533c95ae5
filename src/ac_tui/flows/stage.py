"""What flows are played against: one registry, one policy, one deck; every flow gets a simulation of its own."""

from __future__ import annotations

from dataclasses import dataclass

from ac_tui.deck.deck import Deck
from ac_tui.flows.model import Flow
from ac_tui.flows.simulation import ManualClock, Simulation
from ac_tui.journey.policy import Policy
from ac_tui.journey.world import SeededCodes
from ac_tui.registry.index import Registry


@dataclass(frozen=True, slots=True)
class Stage:
    """The parts that every flow of a run shares; nothing in them changes while flows are played."""

    registry: Registry
    policy: Policy
    deck: Deck

    def simulation(self, seed: int = 0) -> Simulation:
        """A fresh simulation at its first screen."""
        return Simulation(self.registry, self.policy, SeededCodes(seed), self.deck, ManualClock())

    def simulation_for(self, flow: Flow) -> Simulation:
        """A fresh simulation with the seed that a flow asks for."""
        return self.simulation(flow.setting.seed)
