"""Playing one flow for a test, and opening the app at a step."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from itertools import count
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.deck.view import View
from ac_tui.flows.executor import Open, Surface
from ac_tui.flows.fixture import Fixture, read_fixture
from ac_tui.flows.load import load_named, refuse_unplayable
from ac_tui.flows.model import Flow
from ac_tui.flows.play import Player
from ac_tui.flows.results import FlowResult
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.simulation import SavedState, Simulation
from ac_tui.journey.model import STEPS
from ac_tui.reports.run import failure_lines, one_line

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.app import AcTui

SURFACES: Final = {  # where flows can be played: on the journey alone, in the terminal app, by prompts
    "model": "ac_tui.flows.executor:Surface",
    "tui": "ac_tui.surfaces.tui.flow_surface:TuiSurface",
    "plain": "ac_tui.surfaces.plain.flow_surface:PlainSurface",
}

FilePath = str | os.PathLike[str]


class FlowFailure(AssertionError):  # noqa: N818 - a failed test, named as pytest names them
    """A flow that did not pass: `str()` tells it as `ac-tui test` does, without a secret."""

    def __init__(self, result: FlowResult) -> None:
        failure = result.failure
        self.file, self.line = (failure.file, failure.line) if failure is not None else (result.file, 1)
        self.step = result.step
        lines = failure_lines(failure) if failure is not None else ()
        super().__init__("\n".join((f"{one_line(result.file)}: the flow did not pass at step '{self.step}'", *lines)))


class FlowRun(NamedTuple):
    """A flow that passed: `views` are the screens after each command, without secrets, `steps` those gone through."""

    views: tuple[View, ...]
    steps: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def view(self) -> View:
        """The screen that it ended on."""
        return self.views[-1]


def play(
    flow: FilePath,
    *,
    surface: str = "model",
    registry: FilePath | None = None,
    screens: FilePath | None = None,
    variant: str | None = None,
    env: Mapping[str, str] | None = None,
) -> FlowRun:
    """Play a flow, a file or the name of one of the library, to its end and return what it showed.

    `surface` is "model", "tui" or "plain"; registry and screens are ac-tui's own where None; `env` is as `-e`. Raises
    FlowFailure where the flow does not pass, ValueError for an unknown surface, FileError or AssetError for bad files.
    """
    fixture = _fixture(registry, screens, variant)
    loaded = _flow_named(flow, fixture, env or {})
    result = play_flow(loaded, fixture, Plan(open=opener(surface), given=env or {}, keep=True))
    if result.status != "passed":
        raise FlowFailure(result)
    return FlowRun(tuple(played.view for played in result.played), result.steps, result.warnings)


def app_at(
    step: str = "welcome",
    *,
    flow: FilePath | None = None,
    registry: FilePath | None = None,
    screens: FilePath | None = None,
    variant: str | None = None,
    seed: int = 7,
) -> AcTui:
    """The simulator as a Textual app, standing at a step: for `snap_compare`, `run_test` and pilots.

    It is reached as a customer of the registry would by the shortest way, or where a `flow` comes to it for the first
    time, without a step at the flow's end. Raises as `play` does, and ValueError for a step that nobody reaches.
    """
    from ac_tui.flows.paths import Goal, reach
    from ac_tui.surfaces.tui.app import make_app

    fixture = _fixture(registry, screens, variant)
    simulation = fixture.simulation(seed)
    if step not in STEPS:
        raise ValueError(f"no step '{step}': one of {', '.join(STEPS)}")
    if flow is not None:
        simulation = _after_flow(_flow_named(flow, fixture, {}), fixture, step)
    elif step != STEPS[0]:
        path = reach(Goal(step), fixture, seed)
        if path is None:
            raise ValueError(f"no customer of this registry reaches '{step}'")
        path.go(simulation)
    # A second passes at every look: however fast a test presses, no press is taken for the echo of another.
    return make_app(simulation, now=count(0.0).__next__, screens=Path(screens) if screens else None)


def opener(surface: str) -> Open:
    """What makes a surface of this name; Textual is imported for the one that needs it only. Raises ValueError."""
    if surface not in SURFACES:
        raise ValueError(f"no surface '{surface}': one of {', '.join(SURFACES)}")
    made: Open = resolve_name(SURFACES[surface])
    return made


def _fixture(registry: FilePath | None, screens: FilePath | None, variant: str | None) -> Fixture:
    """What flows are played against; files that have not changed since the last call are not read again."""
    paths = [Path(path) if path else None for path in (registry, screens)]
    files = [file for path in paths if path for file in (path, *sorted(path.rglob("*.toml"))) if file.exists()]
    saved = tuple((file, stat.st_mtime_ns, stat.st_size) for file in files for stat in [file.stat()])
    return _read(*paths, variant or "", Path.cwd(), saved)


@lru_cache(maxsize=8)
def _read(registry: Path | None, screens: Path | None, variant: str, *_: object) -> Fixture:
    return read_fixture(registry, screens, variant)


def _flow_named(flow: FilePath, fixture: Fixture, env: Mapping[str, str]) -> Flow:
    """A flow that can be played, by its file, else by its name in the library; raises FileError."""
    loaded = load_named(Path(flow))
    refuse_unplayable([loaded], fixture, env)
    return loaded


def _after_flow(flow: Flow, fixture: Fixture, step: str) -> Simulation:
    """A simulation after a flow, or where the flow came to the step for the first time."""
    simulation = fixture.simulation(flow.setting.seed)
    result = Player(flow, Surface(simulation)).play()
    if result.status != "passed":
        raise FlowFailure(result)
    if step != STEPS[0]:
        gone = simulation.history
        number = next((number for number, moved in enumerate(gone) if moved.transition.state.step == step), None)
        if number is None:
            raise ValueError(f"the flow '{flow.name or flow.file}' never comes to '{step}'")
        simulation.resume(SavedState(simulation.world, gone[number].transition.state, (*gone[: number + 1],)))
    return simulation
