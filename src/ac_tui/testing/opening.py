"""Opening the app at a step for a test."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ac_tui.flows.collect import refuse_unplayable
from ac_tui.flows.goals import Goal
from ac_tui.flows.paths import reach
from ac_tui.flows.play import Player
from ac_tui.flows.surface import Surface
from ac_tui.journey.model import STEPS
from ac_tui.testing.playing import FilePath, fixture_of, flow_named, raise_failure

if TYPE_CHECKING:
    from ac_tui.flows.fixture import Fixture
    from ac_tui.flows.simulation import Simulation
    from ac_tui.surfaces.tui.app import AcTui


def open_at(
    step: str,
    *,
    flow: FilePath | None,
    registry: FilePath | None,
    screens: FilePath | None,
    variant: str,
    seed: int,
) -> AcTui:
    """The app at a step, as `ac_tui.testing.app_at` says."""
    from ac_tui.surfaces.tui.app import make_app

    if step not in STEPS:
        raise ValueError(f"no step '{step}': one of {', '.join(STEPS)}")
    fixture = fixture_of(registry, screens, variant)
    if flow is not None:
        simulation = _after_flow(flow, fixture, step)
    elif step == STEPS[0]:
        simulation = fixture.simulation(seed)
    else:
        path = reach(Goal(step), fixture, seed)
        if path is None:
            raise ValueError(f"no customer of this registry reaches '{step}'")
        simulation = path.go(fixture.simulation(seed))
    # A second passes at every look: however fast a test presses, no press is taken for the echo of another.
    seconds = count()
    return make_app(simulation, now=lambda: float(next(seconds)), screens=Path(screens) if screens else None)


def _after_flow(flow: FilePath, fixture: Fixture, step: str) -> Simulation:
    """A simulation after a flow, or where the flow came to the step for the first time."""
    loaded = flow_named(flow)
    refuse_unplayable([loaded], fixture, {})
    simulation = fixture.simulation_for(loaded)
    player = Player(loaded, Surface(simulation))
    if step == STEPS[0]:
        raise_failure(player.play())
        return simulation
    reached: list[bool] = []
    kept = simulation.keep()

    def look() -> None:
        nonlocal kept
        if not reached and simulation.view.step == step:
            reached.append(True)
            kept = simulation.keep()

    raise_failure(player.play(look))
    if not reached:
        raise ValueError(f"the flow '{loaded.name or loaded.file}' never comes to '{step}'")
    simulation.resume(kept)
    return simulation
