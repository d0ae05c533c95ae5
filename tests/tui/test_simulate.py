"""`ac-tui` on the command line: bad input is one line and exit code 2."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from ac_tui.cli import declare, main
from ac_tui.commands import simulate
from ac_tui.journey.model import STEPS

ONE_PRIVATE_CUSTOMER = """
[[customers]]
id = "mario-rossi"
profile = "person"
first_name = "Mario"
last_name = "Rossi"
tax_code = "RSSMRA85M01Z999U"
client_code = "0001234567"
emails = ["mario.rossi@mail.it"]
mobiles = ["+393201234519"]
policies = [{ number = "350001", kind = "individual", active = true }]
agency = { name = "Agenzia Prova", phone = "+390400000000" }
story = "Solo."
"""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--step", "nowhere"], "invalid choice: 'nowhere'"),
        (["--registry", "missing.toml"], "missing.toml: no such file"),
        (["--screens", "missing"], "missing"),
        (["--seed", "many"], "invalid int value: 'many'"),
        (["--variant", "klingon"], "there is no variant `klingon`"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_a_broken_registry_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registry = tmp_path / "registry.toml"
    registry.write_text('[[customers]]\nid = "a"\nprofile = "robot"\n', encoding="utf-8")
    assert main(["--registry", str(registry)]) == 2
    assert f"{registry}:3: " in capsys.readouterr().err


def test_without_a_terminal_the_simulator_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "--plain" in capsys.readouterr().err


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_opened_at_once(step: str) -> None:
    simulation = simulate.simulation_at(arguments("--step", step))
    assert simulation is not None
    assert simulation.view.step == step


def test_a_step_that_nobody_reaches_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registry = tmp_path / "registry.toml"
    registry.write_text(ONE_PRIVATE_CUSTOMER, encoding="utf-8")
    assert main(["--step", "link_expired", "--registry", str(registry)]) == 2
    assert capsys.readouterr().err == "ac-tui: no customer of this registry reaches link_expired\n"


def arguments(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    declare(parser, "simulate")
    return parser.parse_args(given)
