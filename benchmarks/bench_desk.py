"""The desk: from Enter in Find to the very screen, from a key to what it finds, and the picker of stories."""

from __future__ import annotations

from statistics import mean
from time import perf_counter

from ac_tui.deck.find import finder, spoken
from ac_tui.deck.load import load_deck
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.load import library
from ac_tui.flows.paths import Goal
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import SeededCodes


def run() -> list[tuple[str, float, str]]:
    """What was measured, the value, its unit."""
    simulation = Simulation(read_registry(), read_policy(), SeededCodes(7), load_deck())
    found = finder(simulation.deck)
    texts = (one.match for one in spoken(simulation.deck) if one.match.score == 1)  # none of what callers say for them
    goals = list(dict.fromkeys(Goal(text.step, text.id, text.text) for text in texts))
    call = Session(simulation)
    went, asked = [], []
    for goal in goals:
        started = perf_counter()
        call.look_up(goal)
        assert simulation.view.step == goal.step
        went.append(perf_counter() - started)
        started = perf_counter()
        found.find(goal.text)
        asked.append(perf_counter() - started)
    started = perf_counter()
    library(simulation.world.registry)
    read = perf_counter() - started
    return [
        ("screens gone to", len(goals), ""),
        ("Enter in Find to its screen, on average", mean(went) * 1000, "ms"),
        ("Enter in Find to its screen, at worst (limit 500)", max(went) * 1000, "ms"),
        ("what is typed to what it finds, on average", mean(asked) * 1000, "ms"),
        ("the library of stories read", read * 1000, "ms"),
    ]
