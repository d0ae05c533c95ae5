"""The library reaches everything there is, and coverage tells what it loses."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from ac_tui.assets import fixtures_dir, screens_dir
from ac_tui.deck.load import load_deck
from ac_tui.flows.coverage import FlowCoverage, journeys
from ac_tui.flows.load import load_flows
from ac_tui.flows.paths import unreachable_rows
from ac_tui.flows.run import Plan, play_flow
from tests.flows.hands import HEADER, TO_CODE, Run, fixture, play, runner

LIBRARY = fixtures_dir() / "flows"
ENTER = f"- runFlow: {{file: {LIBRARY}/_parti/primo-accesso.yaml, env: {{UTENTE: mario.rossi@mail.it}}}}\n"
OF_ANOTHER = f"- launchApp\n- runFlow: {{file: {LIBRARY}/_parti/accedi.yaml, env: {{UTENTE: '+39 394 1234539'}}}}\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def test_the_library_reaches_everything(run: Run) -> None:
    said = run("coverage", LIBRARY, "--fail-under", "100", "--format", "json")
    assert (said.code, said.err) == (0, "")
    parts = json.loads(said.out)
    assert {name: part["missing"] for name, part in parts.items()} == {name: [] for name in parts}
    assert parts["steps"]["known"] == 18
    assert parts["transitions"]["known"] > 150
    assert parts["texts"]["known"] > 200


@cache
def reached_by_each() -> dict[str, frozenset[tuple[str, str]]]:
    """What each flow of the library reaches by itself, each thing with its part; every flow is played once."""
    found = {}
    for flow in load_flows([LIBRARY]):
        coverage = FlowCoverage(fixture())
        play_flow(flow, fixture(), Plan(keep=True, after=coverage.count))
        found[Path(flow.file).name] = frozenset((part.name, name) for part in coverage.parts() for name in part.reached)
    return found


def test_what_flows_reach_one_by_one_is_what_they_reach_together(run: Run) -> None:
    parts = json.loads(run("coverage", LIBRARY, "--format", "json").out)
    assert sum(part["reached"] for part in parts.values()) == len(frozenset().union(*reached_by_each().values()))


def test_without_one_flow_the_command_says_what_is_lost(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "flows"
    shutil.copytree(LIBRARY, copy)
    for gone in (*copy.glob("a1-*"), *copy.glob("b1-*"), *copy.glob("h4-*")):
        gone.unlink()
    said = run("coverage", copy, "--fail-under", "100")
    assert said.code == 1
    assert [line.strip() for line in said.out.splitlines() if line.startswith("    ")] == [
        "not reached: link_expired --resend_code [sends_exhausted]--> assistance",
        "not reached: assistance --back [from_link_expired]--> link_expired",
        "not reached: link_expired resend_code: sends_exhausted holds",
        "not reached: help.link text",
        "not reached: professional, email given, confirmed by code: home",
        "not reached: mario-rossi",
    ]
    assert "stories: 98.4 % is below 100 %\n" in said.err


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("- launchApp\n", False),
        (f"{TO_CODE}- inputText: ${{OTP}}\n- tapOn: Continua\n", False),
        (f"{TO_CODE}- runFlow: {LIBRARY}/_parti/conferma-il-codice.yaml\n{ENTER}", True),
        (f"{TO_CODE}- runFlow: {LIBRARY}/_parti/conferma-il-codice.yaml\n{ENTER}- tapOn: Nessuno\n", False),
        (f"{TO_CODE}- tapOn: Hai bisogno di aiuto?\n- tapOn: Contatta l'Assistenza\n", True),
        (OF_ANOTHER, False),
    ],
    ids=["opened", "registered", "at home", "failed", "with the Agenzia", "of another"],
)
def test_a_story_is_told_by_who_takes_part_and_comes_to_an_end(body: str, told: bool, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.yaml"
    header = "appId: test\nenv: {PASSWORD: Prova1234}\nsimulator: {customer: mario-rossi}\n---\n"
    path.write_text(header + body, "utf-8")
    said = run("coverage", path, "--format", "json")
    assert said.code == ("Nessuno" in body)
    stories = json.loads(said.out)["stories"]
    assert ("mario-rossi" not in stories["missing"]) is told


def test_who_is_refused_takes_part_as_well() -> None:
    told = {name for reached in reached_by_each().values() for part, name in reached if part == "stories"}
    assert {"amici-del-bosco", "bruno-neri", "cooperativa-onda", "irene-basile", "rita-valli", "viola-pace"} <= told


def test_the_journeys_are_those_of_the_guide() -> None:
    assert [name for name in journeys() if name.startswith("person,")] == [
        "person, email given, confirmed by code: home",
        "person, email given, confirmed by code: no_mobile",
        "person, email chosen, confirmed by code: home",
        "person, email chosen, confirmed by code: no_mobile",
        "person, mobile given, confirmed by code: home",
        "person, mobile chosen, confirmed by code: home",
    ]
    assert len(list(journeys())) == 6 + 2 * 12 + 3 + 2


def test_a_flow_that_fails_fails_coverage(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{HEADER}- tapOn: Nessuno\n", "utf-8")
    said = run("coverage", path)
    assert (said.code, said.err) == (1, f"{path}:4: [failed] this flow does not pass: see ac-tui test\n")


def test_only_what_was_seen_is_counted(tmp_path: Path) -> None:
    show = play(tmp_path, "- tapOn: Accedi\n- tapOn: Accedi\n")
    coverage = FlowCoverage(fixture())
    coverage.count(show.result, show.simulation)
    parts = {part.name: part for part in coverage.parts()}
    assert parts["steps"].reached == {"welcome", "login"}
    assert parts["transitions"].reached == {
        "welcome --go_login--> login",
        "login --submit_login [fields_wrong]--> login",
    }
    assert parts["guard outcomes"].reached == {"login submit_login: fields_wrong holds"}
    assert sorted(parts["field errors"].reached & set(parts["field errors"].known)) == [
        "login.password error.empty",
        "login.user error.empty",
    ]
    assert "login.heading" in parts["texts"].reached
    assert not any(name.startswith(("home", "login.bad_credentials")) for name in parts["texts"].reached)


def test_an_arrow_is_unreachable_only_while_its_block_is_dead(tmp_path: Path) -> None:
    """Where a screen lets `Richiedi nuovo codice` be tapped too soon, that arrow counts."""
    steps = {row.step for row in unreachable_rows(load_deck())}
    assert steps == {"confirm_contact", "confirm_identity", "recover"}
    screens = tmp_path / "screens"
    shutil.copytree(screens_dir(), screens)
    path = screens / "recover.toml"
    path.write_text(path.read_text("utf-8").replace('enabled = "can_resend"\n', ""), "utf-8")
    assert {row.step for row in unreachable_rows(load_deck(screens))} == steps - {"recover"}
