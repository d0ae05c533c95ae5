"""What a flow costs: the happy path of part A on each surface, and the shortest way to every step.

Time is the processor's, so that what else the machine does leaves the figures alone.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import process_time

from ac_tui.assets import fixtures_dir
from ac_tui.deck.load import load_deck
from ac_tui.flows.executor import Open, Surface
from ac_tui.flows.fixture import Fixture, read_policy, read_registry
from ac_tui.flows.load import load_flow, load_flows
from ac_tui.flows.paths import Goal, reach
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.simulation import HistoryEntry
from ac_tui.journey.model import STEPS
from ac_tui.surfaces.plain.flow_surface import PlainSurface
from ac_tui.surfaces.tui.flow_surface import TuiSurface

HAPPY = "a1-persone-con-email-fino-alla-home.yaml"


def run() -> list[tuple[str, float, str]]:
    """The medians, their ratios, and the slowest way to a step."""
    fixture = Fixture(read_registry(), read_policy(), load_deck())
    folder = fixtures_dir() / "flows"
    path = folder / HAPPY
    model = _played(path, fixture, Surface, times=300)
    alone = _lived(path, fixture, times=300)
    plain = _played(path, fixture, PlainSurface, times=60)
    tui = _played(path, fixture, TuiSurface, times=8)
    slowest = max(_timed(lambda step=step: reach(Goal(step), fixture)) for step in STEPS)
    return [
        ("happy path of part A, model (at most 2)", model * 1000, "ms"),
        ("happy path of part A, model, beside its events and Views", model / alone, "x"),
        ("happy path of part A, plain", plain * 1000, "ms"),
        ("happy path of part A, tui", tui * 1000, "ms"),
        ("ratio of tui to model", tui / model, "x"),
        ("reading the whole library", _timed(lambda: load_flows([folder])) * 1000, "ms"),
        ("slowest way to a step (at most 500)", slowest * 1000, "ms"),
    ]


def _played(path: Path, fixture: Fixture, surface: Open, times: int) -> float:
    """Seconds for one play, the simulation's making and the surface's start included."""
    flow = load_flow(path)
    plan = Plan(open=surface)
    play_flow(flow, fixture, plan)
    spent = []
    for _ in range(times):
        started = process_time()
        result = play_flow(flow, fixture, plan)
        spent.append(process_time() - started)
        assert result.status == "passed", result.failure
    return median(spent)


def _lived(path: Path, fixture: Fixture, times: int) -> float:
    """Seconds for the same events sent to a simulation, each looked at, without a flow around them."""
    flow = load_flow(path)
    histories: list[list[HistoryEntry]] = []
    play_flow(flow, fixture, Plan(after=lambda _, simulation: histories.append(simulation.history)))
    spent = []
    for _ in range(times):
        started = process_time()
        simulation = fixture.simulation(flow.setting.seed)
        assert simulation.view.open
        for moved in histories[0]:
            simulation.send(moved.event)
            assert simulation.view.open
        spent.append(process_time() - started)
    return median(spent)


def _timed(act: object) -> float:
    started = process_time()
    assert callable(act)
    act()
    return process_time() - started
