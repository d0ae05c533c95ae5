"""`ac-tui test -j`: several processes tell what one does, whatever else is asked for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from argparse import Namespace
from itertools import count
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.commands import test as command
from tests.flows.hands import HEADER, TO_CODE, Said

GOOD = "- tapOn: Registrati\n- takeScreenshot: here\n- assertVisible: Persone\n"
BAD = "- tapOn: Registrati\n- tapOn: Nessuno\n"


@pytest.fixture(autouse=True)
def flows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flows").mkdir()
    for name in "abcdef":
        write(name, BAD if name in "ce" else GOOD)
    write("code", TO_CODE + "- inputText: ${OTP}\n- tapOn: Continua\n- takeScreenshot: after\n")
    write("broken", "- tapOnn: x\n")


def write(name: str, commands: str) -> None:
    save(f"flows/{name}.yaml", HEADER + commands)


def save(file: str, text: str) -> None:
    """Write a file at once, so that nobody sees half of it."""
    Path("half-written").write_text(text, "utf-8")
    Path("half-written").replace(file)


def program(*args: str) -> Said:
    """The program in a process of its own: one with threads may not be copied."""
    done = subprocess.run([sys.executable, "-m", "ac_tui", *args], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def alike(report: str) -> str:
    """A report without what is never the same twice: times."""
    report = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d", "", report)
    report = re.sub(r"note: [0-9.]+ s more .*\n", "", report)
    return re.sub(r'[0-9.]+(?= m?s\b)|(?<="duration_s": )[0-9.e-]+|(?<=time=")[0-9.]+', "0", report)


@pytest.mark.parametrize(
    "asked",
    [
        ["--format", "junit"],
        ["--format", "html"],
        ["--format", "json", "--repeat-each", "3", "--shuffle", "4"],
        ["--fail-fast"],
        ["--retries", "1", "--surface", "plain"],
    ],
    ids=" ".join,
)
def test_several_processes_tell_what_one_does(asked: list[str]) -> None:
    one, three = (program("test", "flows", "-j", jobs, *asked) for jobs in ("1", "3"))
    assert (alike(three.out), three.err, three.code) == (alike(one.out), one.err, 2)
    assert "Prova1234" not in three.out


def test_screenshots_and_the_memory_of_a_run_are_brought_together() -> None:
    program("test", "flows", "-j", "3", "--format", "json")
    assert len(program("review", "--list").out.splitlines()) == 5
    assert set(json.loads(Path(".ac-tui/last-failed.json").read_text())) == {
        f"flows/{name}.yaml" for name in ("c", "e", "broken")
    }
    said = program("test", "flows", "-j", "3", "--last-failed", "--format", "json")
    assert [entry["file"] for entry in json.loads(said.out)["flows"]] == [
        f"flows/{name}.yaml" for name in ("broken", "c", "e")
    ]
    said = program("test", "flows", "-j", "3", "--snapshot-update-new-only")
    assert said.out.count("note: baseline kept: ") == 5
    assert not list(Path("flows").rglob(".*"))
    said = program("test", "flows", "-j", "3", "--require-baselines", "--format", "json")
    assert json.loads(said.out)["passed"] == 5
    assert "unused" not in said.out


def test_a_process_that_ends_takes_its_flow_alone_with_it() -> None:
    code = (
        "import os, signal\n"
        "from ac_tui.flows.load import load_flows\n"
        "from ac_tui.flows.executor import Surface\n"
        "from ac_tui.flows.run import Plan, play_all\n"
        "from ac_tui.flows.fixture import read_fixture\n"
        "class Dying(Surface):\n"
        "    def type(self, block, text):\n"
        "        os.kill(os.getpid(), signal.SIGKILL) if text == 'Rossi' else super().type(block, text)\n"
        "flows = load_flows(['flows/a.yaml', 'flows/code.yaml', 'flows/b.yaml', 'flows/c.yaml'])\n"
        "for result in play_all(flows, read_fixture(), Plan(open=Dying, jobs=2, repeat=2)):\n"
        "    print(result.file, result.attempt, result.status, result.failure and result.failure.message)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    died = "error the process that played it has ended (SIGKILL)"
    failed = "failed 'Nessuno' is not on the screen 'profile'"
    assert done.stdout.splitlines() == [
        *(f"flows/a.yaml {attempt} passed None" for attempt in (1, 2)),
        *(f"flows/code.yaml {attempt} {died}" for attempt in (1, 2)),
        *(f"flows/b.yaml {attempt} passed None" for attempt in (1, 2)),
        *(f"flows/c.yaml {attempt} {failed}" for attempt in (1, 2)),
    ]
    assert done.stderr == ""


def test_what_a_run_writes_beside_its_flows_does_not_begin_another(monkeypatch: pytest.MonkeyPatch) -> None:
    class Enough(BaseException):
        """Enough was played, or waited."""

    looks, rounds, play = count(1), count(1), command._played

    def wait(_: float) -> None:
        look = next(looks)
        if look == 2:
            write("new", GOOD)
        elif look == 4:
            raise Enough("waited")

    def played(args: Namespace) -> int:
        if next(rounds) > 2:
            raise Enough("played")
        return play(args)

    monkeypatch.setattr("time.sleep", wait)
    monkeypatch.setattr(command, "_played", played)
    with pytest.raises(Enough, match="waited"):
        main(["test", "flows", "--watch", "--format", "json", "--output", "flows/told.json"])
    assert "new" in {flow["name"] for flow in json.loads(Path("flows/told.json").read_bytes())["flows"]}


def test_a_flow_that_is_saved_is_played_again() -> None:
    for name in ("broken", "c", "e", "code"):
        Path(f"flows/{name}.yaml").unlink()
    write("a", "- runFlow: _part.yaml\n")
    save("flows/_part.yaml", HEADER + GOOD)
    watching = subprocess.Popen(
        [sys.executable, "-u", "-m", "ac_tui", "test", "flows/a.yaml", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert watching.stdout is not None
    said = iter(watching.stdout)

    def round_of_play() -> str:
        lines = []
        for line in said:
            lines.append(line)
            if "waiting for a change" in line:
                break
        return "".join(lines)

    assert "1 passed, 0 failed" in round_of_play()
    save("flows/_part.yaml", HEADER + BAD)
    assert "0 passed, 1 failed" in round_of_play()
    save("flows/a.yaml", "appId: x\n")
    assert "flows/a.yaml:1: [header]" in round_of_play()
    write("a", GOOD)
    assert "1 passed, 0 failed" in round_of_play()
    watching.send_signal(2)
    assert watching.wait() == 130
