"""Playing a recording, and holding it against what was recorded."""

from __future__ import annotations

from pathlib import Path

from ac_tui.flows.executor import Open, Surface
from ac_tui.flows.load import load_flow
from ac_tui.flows.play import Player
from ac_tui.flows.record import Recording
from ac_tui.flows.results import FlowResult
from ac_tui.flows.simulation import Simulation
from tests.flows.sessions import Person, fixture, turning_points


def replayed(recording: Recording, file: Path, surface: Open = Surface) -> tuple[FlowResult, Simulation]:
    """Play a recording from its file, with its passwords and contacts given."""
    given = {name: password.get_secret_value() for name, password in recording.variables.items()}
    file.write_text(recording.text, encoding="utf-8")
    flow = load_flow(file)
    simulation = fixture().simulation(flow.setting.seed)
    played = surface(simulation)
    try:
        return Player(flow, played, given).play(), simulation
    finally:
        played.finish()


def assert_the_same_again(person: Person, file: Path, surface: Open = Surface) -> None:
    """What a recording does is what was done, screen by screen."""
    recording = person.recorder.recording()
    if recording is None:
        assert not person.simulation.history
        return
    result, again = replayed(recording, file, surface)
    assert result.failure is None, f"{result.failure}\n{recording.text}"
    assert turning_points(again) == turning_points(person.simulation), recording.text
