"""The library reaches everything there is, and coverage tells what it loses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ac_tui.assets import fixtures_dir, screens_dir
from ac_tui.deck.load import load_deck
from ac_tui.flows.barred import barred_rows
from ac_tui.flows.coverage import Coverage
from ac_tui.flows.model import Flow
from tests.flows.hands import HEADER, Run, play, runner, stage

LIBRARY = fixtures_dir() / "flows"


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


@pytest.mark.parametrize(
    ("removed", "lost"),
    [
        ("h4-*", "    not reached: link_expired --resend_code [sends_exhausted]--> assistance\n"),
        ("f2-*", "    not reached: company.company_name error.symbols\n"),
        ("d6-*", "    not reached: * --open_app [stays_connected]--> home\n"),
        ("h1-*", "    not reached: * open_link: link_used holds\n"),
        ("k-adele-fo*", "    not reached: adele-fo\n"),
        ("d8-*", "    not reached: home.no_products text\n"),
    ],
)
def test_without_one_flow_it_is_told_what_is_lost(run: Run, tmp_path: Path, removed: str, lost: str) -> None:
    copy = tmp_path / "flows"
    shutil.copytree(LIBRARY, copy)
    (gone,) = copy.glob(f"{removed}.yaml")
    gone.unlink()
    said = run("coverage", copy, "--fail-under", "100")
    assert said.code == 1
    assert lost in said.out
    assert " is below 100 %\n" in said.err


def test_a_flow_that_fails_fails_coverage(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{HEADER}- tapOn: Nessuno\n", "utf-8")
    said = run("coverage", path)
    assert (said.code, said.err) == (1, f"{path}:4: [failed] this flow does not pass: see ac-tui test\n")


def test_only_what_was_seen_is_counted(tmp_path: Path) -> None:
    show = play(tmp_path, "- tapOn: Accedi\n- tapOn: Accedi\n")
    coverage = Coverage(stage().deck, stage().registry)
    for played in show.played:
        coverage.see(played.view)
    coverage.ended(Flow(file="a.yaml", name="a"), show.simulation)
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


def test_an_arrow_is_barred_only_while_its_block_is_dead(tmp_path: Path) -> None:
    """Where a screen lets `Richiedi nuovo codice` be tapped too soon, that arrow counts."""
    steps = {row.step for row in barred_rows(load_deck())}
    assert steps == {"confirm_contact", "confirm_identity", "recover"}
    screens = tmp_path / "screens"
    shutil.copytree(screens_dir(), screens)
    path = screens / "recover.toml"
    path.write_text(path.read_text("utf-8").replace('enabled = "can_resend"\n', ""), "utf-8")
    assert {row.step for row in barred_rows(load_deck(screens))} == steps - {"recover"}
