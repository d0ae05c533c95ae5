"""What `ac-tui test` does where its streams, the disk or the terminal are not as usual."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ac_tui.assets import fixtures_dir
from tests.flows.hands import Run, runner, write_flow


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


GOOD = "- tapOn: Registrati\n- assertVisible: Persone\n"
LIBRARY = fixtures_dir() / "flows"


def test_playing_flows_needs_no_textual() -> None:
    """The model's surface, its reports, coverage, paths and the graph leave Textual out (design: import direction)."""
    code = (
        "import sys, pkgutil, importlib, ac_tui.flows, ac_tui.reports, ac_tui.commands.test\n"
        "for package in (ac_tui.flows, ac_tui.reports):\n"
        "    for module in pkgutil.iter_modules(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        f"assert ac_tui.commands.test is not None and 'textual' not in sys.modules\n"
        f"from ac_tui.cli import main\ncode = main(['test', {str(LIBRARY)!r}])\n"
        "assert 'textual' not in sys.modules and 'rich.console' not in sys.modules\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def program(*args: str, **streams: object) -> subprocess.CompletedProcess[bytes]:
    """The program with streams of its own."""
    wanted = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run([sys.executable, "-m", "ac_tui", *args], check=False, **wanted)  # type: ignore[call-overload, no-any-return]


def test_a_terminal_that_knows_no_accents_gets_escapes(run: Run) -> None:
    write_flow("a.yaml", "- tapOn: Nessunò\n")
    ended = program("test", "a.yaml", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert b"'Nessun\\xf2' is not on the screen" in ended.stdout
    ended = program("test", "a.yaml", "--format", "json", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert "'Nessunò'" in json.loads(ended.stdout)["flows"][0]["failure"]["message"]


def test_a_full_disk_is_one_line_and_exit_code_2(run: Run) -> None:
    write_flow("a.yaml", GOOD)
    for kind in ("text", "json"):
        with Path("/dev/full").open("wb") as full:
            ended = program("test", "a.yaml", "--format", kind, stdout=full)
        assert (ended.returncode, ended.stderr) == (2, b"ac-tui test: No space left on device\n")


@pytest.mark.parametrize(
    ("args", "closed", "said"),
    [
        ("--plain", "<&-", b"ac-tui: standard input is closed\n"),
        ("--plain", ">&-", b"ac-tui: standard output is closed\n"),
        ("record -o x.yaml --plain", "<&-", b"ac-tui: standard input is closed\n"),
        ("graph", ">&-", b"ac-tui: standard output is closed\n"),
        ("--plain", ">&- 2>&-", b""),
    ],
)
def test_a_closed_stream_is_one_line_and_exit_code_2(run: Run, args: str, closed: str, said: bytes) -> None:
    command = f"{sys.executable} -m ac_tui {args} {closed}"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stderr) == (2, said)
