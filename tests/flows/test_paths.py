"""A way to every step and every arrow of the table, as a flow that goes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from ac_tui.assets import screens_dir
from ac_tui.deck.load import load_deck
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.load import load_flow
from ac_tui.flows.paths import Goal, file_name, flow_of, goals, parse_goal, reach
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.model import STEPS
from ac_tui.registry.index import Registry
from tests.flows.hands import Run, fixture, runner

GOALS = goals(fixture().deck)
OWN = ("mario-rossi", "wellion", "paolo-ferri", "irene-basile", "officine-prova-srl")
"""Customers of a registry that the library has no flow for, once they are called otherwise."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def plays(goal: Goal, there: Fixture, folder: Path) -> None:
    """The flow to a goal passes, and ends where it first gets there."""
    path = reach(goal, there)
    assert path is not None, str(goal)
    file = folder / file_name(goal)
    file.write_text(flow_of(path, there), "utf-8")
    kept: list[Simulation] = []
    result = play_flow(load_flow(file), there, Plan(after=lambda _, simulation: kept.append(simulation)))
    assert result.status == "passed", result.failure
    if goal.edge is None:
        assert goal.shown(kept[0].view)
        steps = [moved.before.step for moved in kept[0].history if moved.before.app_open]
        assert goal.step not in steps
    else:
        edges = [moved.transition.edge for moved in kept[0].history]
        assert edges.index(goal.edge) == len(edges) - 1


def starts_at(goal: Goal) -> str:
    """The step that an arrow leads from, the step itself, or any."""
    return goal.step or (goal.edge.source if goal.edge is not None else "")


@pytest.mark.parametrize("start", dict.fromkeys(map(starts_at, GOALS)))
def test_the_flow_to_a_goal_reaches_it(start: str, tmp_path: Path) -> None:
    for goal in GOALS:
        if starts_at(goal) == start:
            plays(goal, fixture(), tmp_path)


def test_whoever_is_nearest_goes() -> None:
    paths = {step: path for step in STEPS if (path := reach(Goal(step), fixture()))}
    assert list(paths) == list(STEPS)
    assert {step: len(paths[step].moves) for step in ("profile", "recover", "home", "confirm_identity", "contact")} == {
        "profile": 1,
        "recover": 2,
        "home": 4,  # a link, two fields, a button
        "confirm_identity": 4,
        "contact": 4,  # a company has one name: two taps, a field, a tap
    }
    assert paths["no_mobile"].customer.id == "irene-basile"


def own_registry(*ids: str) -> Fixture:
    """A fixture with these customers under other ids."""
    customers = (customer for customer in fixture().registry if customer.id in ids)
    return replace(fixture(), registry=Registry(replace(c, id=f"own-{c.id}") for c in customers))


def test_a_registry_of_ones_own_has_ways_too(tmp_path: Path) -> None:
    there = own_registry(*OWN)
    for step in STEPS:
        plays(Goal(step), there, tmp_path)


def test_a_registry_of_ones_own_has_ways_to_what_goes_wrong(tmp_path: Path) -> None:
    there = own_registry(*OWN)
    for arrow in (
        "login --submit_login [bad_credentials]--> login",
        "confirm_contact --submit_code [code_expired]--> confirm_contact",
        "confirm_contact --submit_code [code_blocked]--> confirm_contact",
        "confirm_contact --resend_code [sends_exhausted]--> assistance",
        "* --open_link [link_used]--> login",
        "tax_code --submit_tax_code [unidentified]--> assistance",
        "choose_contact --submit_choice [none_of_these]--> choose_contact",
        "recover --submit_new_password [recovery_proved]--> login",
        "home --start_operation [with_mobile]--> confirm_identity",
        "login --submit_login [service_down]--> service_error",
    ):
        goal = parse_goal(arrow, fixture().deck)
        assert goal is not None
        plays(goal, there, tmp_path)


def test_where_nobody_gets_is_told(run: Run, tmp_path: Path) -> None:
    registry = tmp_path / "one.toml"
    registry.write_text(
        '[[customers]]\nid = "sola"\nprofile = "person"\nfirst_name = "Sola"\nlast_name = "Soli"\n', "utf-8"
    )
    said = run("paths", "--to", "home", "--registry", registry)
    assert (said.code, said.out) == (1, "")
    assert said.err == "ac-tui paths: no customer of the registry reaches home\n"


def test_other_words_have_the_same_ways(tmp_path: Path) -> None:
    """Whatever a designer calls the buttons, in one language or another."""
    screens = tmp_path / "screens"
    shutil.copytree(screens_dir(), screens)
    welcome = screens / "welcome.toml"
    welcome.write_text(welcome.read_text("utf-8").replace('"Registrati"', '"Comincia"'), "utf-8")
    for deck in (load_deck(screens), load_deck(None, "en")):
        there = replace(fixture(), deck=deck)
        for step in STEPS:
            plays(Goal(step), there, tmp_path)


def test_file_names_are_of_their_own() -> None:
    assert len({file_name(goal) for goal in GOALS}) == len(GOALS)


def test_a_goal_is_what_coverage_calls_it() -> None:
    assert all(parse_goal(str(goal), fixture().deck) == goal for goal in GOALS)


def test_the_command_prints_a_flow(run: Run) -> None:
    said = run("paths", "--to", "no_mobile")
    assert said.code == 0
    assert said.out.startswith("appId: ${APP_ID}\nname: Path to no_mobile\n")
    assert "simulator: {customer: irene-basile, seed: 0}\n---\n- launchApp\n" in said.out
    assert said.out.endswith("- assertVisible: Ops, qualcosa è andato storto\n")


def test_the_command_tells_every_step(run: Run) -> None:
    said = run("paths")
    assert [line.split()[-1] for line in said.out.splitlines()] == list(STEPS)


def test_an_unknown_target_is_told(run: Run) -> None:
    said = run("paths", "--to", "hom")
    assert (said.code, said.err) == (2, "ac-tui paths: no step and no transition 'hom'; did you mean 'home'?\n")


def test_two_steps_with_an_arrow_are_answered_with_how_a_transition_is_written(run: Run) -> None:
    for asked, told in (
        ("profile -> identity", "'profile --choose_profile--> identity'"),
        ("contact -> confirm_contact", "'contact --submit_contact [recognised]--> confirm_contact'"),
        ("login → recover", "'login --go_recover--> recover'"),
        ("confirm_contact --> welcome", "'* --close_app--> welcome'"),
        ("profile -> contact", "none leads from one to the other at once"),
        ("contact to recover", "none leads"),
        ("nowhere -> contact", "none leads"),
    ):
        said = run("paths", "--to", asked)
        assert said.code == 2
        assert told in said.err
        assert "a transition is written 'a --event--> b'" in said.err
        assert said.err.count("\n") == 1
