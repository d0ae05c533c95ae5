"""What the program writes: whole or not at all, and nothing in it that a terminal or a browser would obey."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.flows.hands import HEADER, Run, runner

FLOW = "- takeScreenshot: start\n- tapOn: Registrati\n"
WRITES = {
    "record": ("record", "-o", "out", "--force", "--plain"),
    "report": ("test", "a.yaml", "--output", "out"),
    "path": ("paths", "--to", "profile", "-o", "out"),
    "registry": ("registry", "generate", "--count", "3", "-o", "out"),
}
OBEYED = "\x1b[31m\x07\x85\x9b1m\u200f\u202e\u2066\ufeff"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(HEADER + FLOW, "utf-8")
    return runner(capsys)


def test_a_file_is_replaced_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds the old file open reads the old text to its end: nothing was written into it."""
    for args in WRITES.values():
        Path("out").write_text("old", "utf-8")
        os.link("out", "kept")
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n/esci\n"))
        assert run(*args).code == 0
        assert (Path("kept").read_text("utf-8"), Path("out").read_text("utf-8")[:3] != "old") == ("old", True)
        Path("kept").unlink()
    run("test", "a.yaml", "--snapshot-update")
    baseline = Path("snapshots/a/start.txt")
    os.link(baseline, "kept")
    Path("a.yaml").write_text(HEADER + FLOW.replace("- tap", "- takeScreenshot: x\n- tap"), "utf-8")
    baseline.write_text("old", "utf-8")
    assert run("test", "a.yaml", "--snapshot-update").code == 0
    assert Path("kept").read_text("utf-8") == "old"
    assert not list(Path().rglob("*.new"))


def test_no_report_holds_what_a_terminal_would_obey(run: Run) -> None:
    name = f"b{OBEYED}.yaml"
    header = HEADER.replace("---", 'name: "\\e[31m\\x9B\\u202E"\nproperties: {"\\u2066": "\\x85"}\n---')
    Path(name).write_text(f'{header}- assertVisible: "\\e[2J\\x9B \\u202E"\n', "utf-8")
    for kind in ("text", "json", "junit", "html"):
        for written in ((), ("--output", "report")):
            said = run("test", name, "--format", kind, *written)
            report = Path("report").read_text("utf-8") if written else said.out
            assert said.code == 1
            assert [char for char in report + said.err if not (char.isprintable() or char in "\n\t")] == [], kind
    said = run("find", f"codice{OBEYED}", "--format", "json")
    assert (said.out + said.err).replace("\n", "").isprintable()
