"""`ac-tui registry`: what it makes can be loaded, what is wrong is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.registry.load import parse_registry

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("ending", ["toml", "jsonl"])
def test_what_is_generated_can_be_loaded_and_checked(ending: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / f"many.{ending}"
    assert main(["registry", "generate", "-n", "60", "--seed", "5", "-o", str(file)]) == 0
    assert len(parse_registry(file.read_text(encoding="utf-8"), file.name)) == 60
    assert main(["registry", "check", str(file), "--format", "json"]) == 0
    # Landlines where a mobile should be are among the states that a generated registry shows on purpose.
    assert {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]} == {"landline"}


def test_a_seed_means_the_same_customers(capsys: Capture) -> None:
    def made(seed: str) -> str:
        assert main(["registry", "generate", "-n", "20", "--seed", seed]) == 0
        return capsys.readouterr().out

    assert made("1") == made("1")
    assert made("1") != made("2")


def test_the_registry_of_the_project_is_clean(capsys: Capture) -> None:
    assert main(["registry", "check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}


def test_a_finding_has_its_place(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "doubtful.toml"
    lines = ["[[customers]]", 'id = "x"', 'profile = "person"', 'first_name = "A"', 'last_name = "B"']
    file.write_text("\n".join([*lines, 'tax_code = "RSSMRA85M01Z999A"', ""]), encoding="utf-8")
    assert main(["registry", "check", str(file), "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {(finding["file"], finding["line"]) for finding in findings} == {(str(file), 6)}


def test_a_registry_that_cannot_be_read_is_exit_code_2_in_both_forms(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("[[customers]\n", encoding="utf-8")
    assert main(["registry", "check", str(file)]) == 2
    assert f"{file}:1: " in capsys.readouterr().err
    assert main(["registry", "check", str(file), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["findings"][0]["line"] == 1
