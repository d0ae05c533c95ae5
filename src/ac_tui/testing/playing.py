"""Playing one flow for a test, and opening the app at a step."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ac_tui.assets import fixtures_dir
from ac_tui.flows.collect import refuse_unplayable
from ac_tui.flows.fixture import Fixture, read_fixture
from ac_tui.flows.load import load_flow
from ac_tui.flows.play import Player
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.surface import Surface
from ac_tui.journey.model import STEPS
from ac_tui.reports.run import failure_lines, one_line
from ac_tui.testing import FlowFailure, FlowRun

if TYPE_CHECKING:
    from ac_tui.deck.view import View
    from ac_tui.flows.model import Flow
    from ac_tui.flows.results import FlowResult
    from ac_tui.flows.simulation import SavedState, Simulation
    from ac_tui.flows.surface import Open
    from ac_tui.surfaces.tui.app import AcTui

SURFACES: Final = ("model", "tui", "plain")
"""Where flows can be played: on the journey alone, in the terminal app, by prompts."""

FilePath = str | os.PathLike[str]


def opener(surface: str) -> Open:
    """What makes a surface of this name; Textual is imported for the one that needs it only. Raises ValueError."""
    if surface == "tui":
        from ac_tui.surfaces.tui.flow_surface import TuiSurface

        return TuiSurface
    if surface == "plain":
        from ac_tui.surfaces.plain.flow_surface import PlainSurface

        return PlainSurface
    if surface == "model":
        return Surface
    raise ValueError(f"no surface '{surface}': one of {', '.join(SURFACES)}")


def fixture_of(registry: FilePath | None, screens: FilePath | None, variant: str) -> Fixture:
    """What flows are played against; files that have not changed since the last call are not read again."""
    paths = [Path(path) if path is not None else None for path in (registry, screens)]
    files = [file for path in paths if path is not None for file in (path, *sorted(path.glob("**/*.toml")))]
    saved = tuple((file, stat.st_mtime_ns, stat.st_size) for file in files if file.exists() for stat in [file.stat()])
    return _fixture(*paths, variant, saved)


@lru_cache(maxsize=8)
def _fixture(registry: Path | None, screens: Path | None, variant: str, _saved: object) -> Fixture:
    return read_fixture(registry, screens, variant)


def flow_named(flow: FilePath) -> Flow:
    """A flow by its file, else by its name in the library; raises FlowError."""
    path = Path(flow)
    known = fixtures_dir() / "flows" / f"{path.name.removesuffix('.yaml')}.yaml"
    return load_flow(known if len(path.parts) == 1 and not path.exists() and known.is_file() else path)


def play_file(flow: FilePath, surface: str, fixture: Fixture, env: Mapping[str, str]) -> FlowRun:
    """Play a flow's file to its end, as `ac_tui.testing.play` says."""
    loaded = flow_named(flow)
    refuse_unplayable([loaded], fixture, env)
    views: list[View] = []
    last: list[View] = []
    plan = Plan(
        open=opener(surface),
        given=env,
        observe=lambda *_: lambda played: views.append(played.view),
        after=lambda _, simulation: last.append(simulation.view),
    )
    result = play_flow(loaded, fixture, plan)
    raise_failure(result)
    return FlowRun(tuple(views or last), result.steps, result.warnings)  # without a command it shows what it began on


def raise_failure(result: FlowResult) -> None:
    """Raise FlowFailure for a result that did not pass."""
    if result.status == "passed":
        return
    lines, file, line = [f"{one_line(result.file)}: the flow did not pass at step '{result.step}'"], result.file, 1
    if (failure := result.failure) is not None:
        file, line = failure.file, failure.line
        lines += failure_lines(failure)
    raise FlowFailure("\n".join(lines), file=file, line=line, step=result.step)


def open_at(step: str, flow: FilePath | None, fixture: Fixture, seed: int, screens: FilePath | None) -> AcTui:
    """The app at a step, as `ac_tui.testing.app_at` says; `screens` is where the fixture's words were read from."""
    from ac_tui.flows.goals import Goal
    from ac_tui.flows.paths import reach
    from ac_tui.surfaces.tui.app import make_app

    if step not in STEPS:
        raise ValueError(f"no step '{step}': one of {', '.join(STEPS)}")
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
    reached: list[SavedState] = []

    def look(_: object) -> None:
        if not reached and simulation.view.step == step:
            reached.append(simulation.keep())

    raise_failure(player.play(look))
    if not reached:
        raise ValueError(f"the flow '{loaded.name or loaded.file}' never comes to '{step}'")
    simulation.resume(reached[0])
    return simulation
