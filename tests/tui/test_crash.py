"""When the program stops on an error of its own, nothing that was typed is told: not by locals, not by the message."""

from __future__ import annotations

import pytest

from ac_tui.cli import main
from ac_tui.flows.results import crash_report
from ac_tui.flows.simulation import Simulation
from tests.tui.driver import running
from tests.tui.scripts import MARIO

PASSWORD = "Segreta9Canarino"


def explode(password: str) -> None:
    copy = {"in a local": password}
    try:
        raise ValueError(f"the message quotes {password}")
    except ValueError as error:
        raise RuntimeError(f"so does this: {copy}") from error


def test_a_report_says_where_and_nothing_else() -> None:
    with pytest.raises(RuntimeError) as caught:
        explode(PASSWORD)
    report = crash_report(caught.value)
    assert PASSWORD not in report
    assert "RuntimeError" in report
    assert "ValueError" in report
    assert "test_crash.py" in report
    assert "in explode" in report


def test_a_crash_with_a_password_at_hand_does_not_print_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(self: Simulation, block: str, text: str) -> object:
        if text == PASSWORD:
            explode(text)
        return write_well(self, block, text)

    write_well = Simulation.write
    monkeypatch.setattr(Simulation, "write", write)
    with running() as person:
        with pytest.raises(RuntimeError):
            person.press(f"{MARIO}<Tab>{PASSWORD}")
        person.app._print_error_renderables()
    told = "".join(capsys.readouterr())
    assert "RuntimeError" in told
    assert "in explode" in told
    assert PASSWORD not in told
    assert PASSWORD[:-1] not in told


def test_a_crash_of_the_prompts_is_told_in_the_same_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stops(*_: object) -> None:
        explode(PASSWORD)

    monkeypatch.setattr("ac_tui.surfaces.plain.prompts.run_plain", stops)
    assert main(["--plain"]) == 1
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert PASSWORD not in told
