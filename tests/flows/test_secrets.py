"""Planted canaries: a password and a code are in nothing that a failing flow tells, on any surface, in any format."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from ac_tui.flows.executor import Surface
from ac_tui.surfaces.plain.lines import Console
from ac_tui.surfaces.tui.flow_surface import TuiSurface
from ac_tui.testing.playing import SURFACES
from tests.flows.hands import TO_CODE, TO_CONTACT, Run, play, runner

PASSWORD = "Can4rino"
FORMATS = ("text", "json", "junit", "html")
HEADER = f"appId: test\nenv: {{PASSWORD: {PASSWORD}}}\n---\n"

LOST = f"""\
{TO_CODE}\
- inputText: ${{OTP}}
- back
- tapOn: Indirizzo email
- inputText: ${{OTP}}
- tapOn: Numero di cellulare
- tapOn: Numero
- inputText: ${{PASSWORD}}
- tapOn: Password
- inputText: ${{PASSWORD}}
- tapOn: Registrati
- tapOn: ${{PASSWORD}}${{OTP}}
"""
"""A password and a code typed where they can be read, and a failure that asks for both."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


@pytest.fixture
def code(tmp_path: Path) -> str:
    """The code that is sent in this flow."""
    show = play(tmp_path, TO_CODE, HEADER)
    return show.simulation.journey.service.outbox[0].code.get_secret_value()


def everything_left(folder: Path, flow: Path) -> str:
    """The text of every file there is now, but for the flow itself."""
    files = [path for path in folder.rglob("*") if path.is_file() and path != flow]
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize(("surface", "kind"), product(SURFACES, FORMATS))
def test_a_failure_tells_no_secret(run: Run, tmp_path: Path, code: str, surface: str, kind: str) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(HEADER + LOST, "utf-8")
    said = run("test", path, "--surface", surface, "--format", kind)
    assert said.code == 1
    assert "flow.yaml" in said.out
    for secret in (PASSWORD, code):
        assert secret not in said.out + said.err + everything_left(tmp_path, path)


@pytest.mark.parametrize("surface", SURFACES)
def test_a_fault_of_the_program_tells_no_secret(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, surface: str
) -> None:
    def broken(*what: object, **more: object) -> None:
        raise RuntimeError(f"no idea what to do with {what} {more} {PASSWORD}")

    place = {"model": (Surface, "type"), "plain": (Console, "ask"), "tui": (TuiSurface, "type")}
    monkeypatch.setattr(*place[surface], broken)
    path = tmp_path / "flow.yaml"
    path.write_text(HEADER + TO_CODE, "utf-8")
    said = run("test", path, "--surface", surface)
    assert said.code == 1
    assert "the program failed" in said.out
    assert PASSWORD not in said.out + said.err


LATER = f"""\
{TO_CONTACT}\
- tapOn: Indirizzo email
- inputText: Zx9wonder
- takeScreenshot: here
- eraseText: 1
- inputText: ${{W}}
- runFlow: {{label: "Zx9wonder, ${{W}}", commands: [tapOn: Registrati, hideKeyboard]}}
- eraseText
- tapOn: {{text: Zx9wonder, optional: true}}
- tapOn: Password
- inputText: Zx9
- inputText: wonder
"""
"""What turns out to be a password only after it was typed where it can be read."""


@pytest.mark.parametrize(("surface", "kind"), product(("model", "plain"), FORMATS))
def test_what_becomes_a_secret_later_was_one_all_the_time(run: Run, tmp_path: Path, surface: str, kind: str) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(HEADER + LATER, "utf-8")
    update = ["--snapshot-update", "-e", "W=Zx9wonder"]
    said = run("test", path, "--surface", surface, "--format", kind, *update)
    assert said.code == 0
    assert (tmp_path / "snapshots/flow/here.txt").is_file()
    assert "Zx9wonder" not in said.out + said.err + everything_left(tmp_path, path)
