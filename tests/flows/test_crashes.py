"""A fault of the program ends one flow, as `error`; the others are played and told as they are, on every surface."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ac_tui.assets import fixtures_dir
from ac_tui.deck.redaction import Redactor
from ac_tui.deck.view import View
from ac_tui.flows.executor import CommandExecutor, Surface
from ac_tui.flows.play import Player
from ac_tui.surfaces.web import html
from tests.flows.hands import HEADER, Run, runner

FLOWS = {
    "a": "- tapOn: Registrati\n- takeScreenshot: passo\n",
    "b": "- tapOn: Accedi\n- assertVisible: Accedi\n- takeScreenshot: passo\n",
    "c": "- tapOn: Registrati\n- tapOn: Aziende\n- takeScreenshot: passo\n",
}
"""Only the second one is ever at `login`."""
SECRET = "Canarino1"
STATUSES = ["passed", "error", "passed"]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name, commands in FLOWS.items():
        Path(f"{name}.yaml").write_text(HEADER + commands, "utf-8")
    return runner(capsys)


def _breaking_at_login(real: Callable[..., Any], find: Callable[..., View]) -> Callable[..., Any]:
    def broken(*given: Any, **more: Any) -> Any:
        if find(*given).step == "login":
            raise KeyError(SECRET)
        return real(*given, **more)

    return broken


def _breaking_the_second_time(real: Callable[..., Any]) -> Callable[..., Any]:
    times = iter(range(99))

    def broken(*given: Any, **more: Any) -> Any:
        made = real(*given, **more)
        if next(times) == 1:
            raise RuntimeError(SECRET)
        return made

    return broken


def _at_login(owner: Any, name: str, find: Callable[..., View]) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(owner, name, _breaking_at_login(getattr(owner, name), find))


def _second(owner: Any, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(owner, name, _breaking_the_second_time(getattr(owner, name)))


FAULTS = {
    "a command": _at_login(CommandExecutor, "look", lambda executor: executor.surface.view),
    "the picture of a screenshot": _at_login(Player, "_compared", lambda player: player.executor.view),
    "cleaning a view": _at_login(Redactor, "redact_view", lambda _, view: view),
    "opening the surface": _second(Surface, "__init__"),
    "leaving the surface": _second(Surface, "finish"),
    "the screen of a trace": _at_login(html, "phone", lambda view, *_: view),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", ["text", "json", "junit", "html"])
def test_one_flow_is_an_error_and_the_report_is_whole(
    fault: str, kind: str, tell: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("test", ".", "--snapshot-update")
    FAULTS[fault](monkeypatch)
    said = tell("test", ".", "--format", kind)
    whole = kind == "html" or fault != "the screen of a trace"  # drawn for that page alone
    assert (said.code, said.err) == (int(whole), "")
    assert _statuses(kind, said.out) == (STATUSES if whole else ["passed"] * 3)
    assert SECRET not in said.out
    assert ("the program failed: " in said.out) is whole


def _statuses(kind: str, out: str) -> list[str]:
    if kind == "json":
        return [flow["status"] for flow in json.loads(out)["flows"]]
    if kind == "junit":
        cases = ET.fromstring(out).findall("testsuite")
        return ["error" if suite.get("errors") == "1" else "passed" for suite in cases]
    lines = out.splitlines() if kind == "text" else [part for part in out.split("<li ") if part.startswith("class=")]
    words = {"pass ": "passed", "ERROR": "error", 'class="passed"': "passed", 'class="error"': "error"}
    return [words[start] for line in lines for start in words if line.startswith(start)]


@pytest.mark.parametrize("surface", ["model", "plain", "tui"])
def test_a_screenshot_of_no_contact_chosen_is_taken(surface: str, tell: Run) -> None:
    """6C has a button that is not the main one."""
    library = fixtures_dir() / "flows"
    text = (library / "k-sara-villa.yaml").read_text("utf-8").replace("_parti", str(library / "_parti"))
    Path("d.yaml").write_text(text.replace("- tapOn: Contatta", "- takeScreenshot: sei\n- tapOn: Contatta"), "utf-8")
    said = tell("test", "d.yaml", "--surface", surface, "--snapshot-update")
    assert (said.code, said.err) == (0, "")
    assert "Contatta l&#39;Assistenza" in Path("snapshots/d/sei.html").read_text("utf-8")
