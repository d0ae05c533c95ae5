"""A way to every step and every arrow of the table, as a flow that goes it."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from ac_tui.flows.load import load_flow
from ac_tui.flows.paths import Target, file_name, flow_of, parse_target, reach, targets
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.model import STEPS
from tests.flows.hands import Run, runner, stage

TARGETS = targets(stage().deck)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


@pytest.mark.parametrize("target", TARGETS, ids=str)
def test_the_flow_to_a_target_reaches_it(target: Target, tmp_path: Path) -> None:
    way = reach(target, stage())
    assert way is not None
    path = tmp_path / file_name(target)
    path.write_text(flow_of(way, stage()), "utf-8")
    kept: list[Simulation] = []
    result = play_flow(load_flow(path), stage(), Plan(after=lambda _, simulation: kept.append(simulation)))
    assert result.status == "passed", result.failure
    history = kept[0].history
    assert target.step == "welcome" or any(target.hit(moved.transition) for moved in history)
    assert not any(target.hit(moved.transition) for moved in history[:-1])


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_found_in_under_half_a_second(step: str) -> None:
    started = process_time()
    assert reach(Target(step=step), stage()) is not None
    assert process_time() - started < 0.5


def test_a_way_is_as_short_as_can_be() -> None:
    """Fourteen events of a person's lead to the first code, five of a customer's who has an account lead home."""
    lengths = {step: len(way.events) for step in STEPS if (way := reach(Target(step=step), stage()))}
    assert lengths["profile"] == 1
    assert lengths["contact"] == 5  # two taps, two fields, one tap
    assert lengths["recover"] == 2
    assert lengths["home"] == 4  # a link, two fields, a button


def test_file_names_are_of_their_own() -> None:
    assert len({file_name(target) for target in TARGETS}) == len(TARGETS)


def test_a_target_is_what_coverage_calls_it() -> None:
    assert all(parse_target(str(target), stage().deck) == target for target in TARGETS)


def test_the_command_prints_a_flow(run: Run) -> None:
    said = run("paths", "--to", "no_mobile")
    assert said.code == 0
    assert said.out.startswith("appId: ${APP_ID}\nname: Path to no_mobile\n")
    assert "simulator: {customer: giulia-bianchi, seed: 0}\n---\n- launchApp\n" in said.out
    assert said.out.endswith("- assertVisible: Ops, qualcosa è andato storto\n")


def test_the_command_tells_every_step(run: Run) -> None:
    said = run("paths")
    assert [line.split()[-1] for line in said.out.splitlines()] == list(STEPS)


def test_an_unknown_target_is_told(run: Run) -> None:
    said = run("paths", "--to", "hom")
    assert (said.code, said.err) == (2, "ac-tui paths: no step and no transition 'hom'; did you mean 'home'?\n")
