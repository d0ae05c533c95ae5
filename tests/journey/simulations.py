"""Simulations for tests, at the welcome or further on, driven by taps and writing as a person drives them."""

from __future__ import annotations

from functools import cache

from ac_tui.deck.deck import Deck
from ac_tui.deck.load import load_deck
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import Policy, SeededCodes
from ac_tui.registry.index import Registry
from tests.journey.worlds import EVERYBODY, PASSWORD


@cache
def deck() -> Deck:
    return load_deck()


def simulation() -> Simulation:
    return Simulation(Registry(EVERYBODY), Policy(), SeededCodes(7), deck())


def at_contact(sim: Simulation) -> Simulation:
    sim.tap("register")
    sim.tap("person")
    sim.write("first_name", "Mario")
    sim.write("last_name", "Rossi")
    sim.tap("continue")
    assert sim.journey.step == "contact"
    return sim


def at_code(sim: Simulation) -> Simulation:
    at_contact(sim)
    sim.write("email", "mario.rossi@mail.it")
    sim.write("password", PASSWORD)
    sim.tap("privacy")
    sim.tap("register")
    assert sim.journey.step == "confirm_contact"
    return sim


def newest(sim: Simulation) -> str:
    return sim.messages[-1].code
