"""Hands for the tests of flows: a fixture on the fixtures, flow files on the fly, the command line as a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.load import load_flow
from ac_tui.flows.results import FlowResult, Played
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.simulation import Simulation
from tests.shipped import the_deck, the_policy, the_registry

HEADER = "appId: test\nenv: {PASSWORD: Prova1234}\n---\n"

TO_CONTACT = """\
- launchApp
- tapOn: Registrati
- tapOn: Persone
- tapOn: Nome
- inputText: Mario
- tapOn: Cognome
- inputText: Rossi
- tapOn: Continua
"""
TO_CODE = f"""{TO_CONTACT}\
- tapOn: Indirizzo email
- inputText: mario.rossi@mail.it
- tapOn: Password
- inputText: ${{PASSWORD}}
- tapOn: Dichiaro di aver preso visione dell'informativa privacy
- tapOn: Registrati
"""


def write_flow(name: str, commands: str, tags: str = "") -> Path:
    """A flow file in the current folder, or in one below it."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.replace("---", f"tags: [{tags}]\n---") if tags else HEADER
    path.write_text(header + commands, "utf-8")
    return path


@cache
def fixture() -> Fixture:
    return Fixture(the_registry(), the_policy(), the_deck())


@dataclass
class Show:
    """A flow that was played: what came of it, and everything that was seen."""

    result: FlowResult
    played: tuple[Played, ...]
    simulation: Simulation

    @property
    def message(self) -> str:
        assert self.result.failure is not None
        return self.result.failure.message


def play(folder: Path, commands: str, header: str = HEADER, given: Mapping[str, str] | None = None) -> Show:
    """Write a flow and play it on the model."""
    path = folder / "flow.yaml"
    path.write_text(header + commands, "utf-8")
    kept: list[Simulation] = []
    plan = Plan(given=given or {}, keep=True, after=lambda _, simulation: kept.append(simulation))
    result = play_flow(load_flow(path), fixture(), plan)
    return Show(result, result.played, kept[0])


def passes(folder: Path, commands: str, **more: str) -> Show:
    """Play a flow that must pass."""
    show = play(folder, commands, **more)  # type: ignore[arg-type]
    assert show.result.failure is None, show.result.failure
    return show


def fails(folder: Path, commands: str) -> str:
    """Play a flow that must fail, and return why it did."""
    show = play(folder, commands)
    assert show.result.status == "failed"
    return show.message


@dataclass
class Said:
    """What the program said and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line as a function."""

    def run(*args: str | Path) -> Said:
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(code, out, err)

    return run
