"""Processes that work for another: what they give back, and what an interrupt leaves of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest

from ac_tui.registry.faults import Fault, FileError
from ac_tui.reports.storyboard.workers import workers

FAULT = Fault("f.toml", 3, "rule", "is wrong")


def nothing() -> None:
    """Set nothing up."""


def wrong() -> None:
    raise FileError([FAULT])


def double(number: int) -> int:
    return 2 * number


def end(_: int) -> None:
    os._exit(3)


def interrupted() -> None:
    """Work, interrupted at its first result."""
    with workers(2, nothing) as some:
        for _ in some.map(double, range(1000)):
            os.kill(os.getpid(), signal.SIGINT)


def test_work_comes_back_in_order() -> None:
    with workers(2, nothing) as some:
        assert list(some.map(double, range(9))) == list(range(0, 18, 2))
        assert list(some.map(double, [])) == []
        assert list(some.map(double, [4])) == [8]
    assert active_children() == []


def test_what_goes_wrong_there_is_raised_here() -> None:
    with pytest.raises(FileError) as raised, workers(1, wrong) as some:
        list(some.map(double, [1]))
    assert raised.value.faults == (FAULT,)
    assert active_children() == []


def test_a_process_that_ends_by_itself_is_told() -> None:
    with pytest.raises(ChildProcessError), workers(2, nothing) as some:
        list(some.map(end, range(8)))
    assert active_children() == []


def test_an_interrupt_does_not_reach_them_even_while_they_start() -> None:
    with workers(2, nothing) as some:
        for child in active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGINT)
        assert list(some.map(double, range(4))) == [0, 2, 4, 6]


def test_an_interrupt_ends_them_and_all_their_work() -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert active_children() == []


AS_IT_STARTS = """
import os, signal, sys
from multiprocessing.context import SpawnProcess
start = SpawnProcess.start
def interrupted(process):
    start(process)
    os.killpg(0, signal.SIGINT)
SpawnProcess.start = interrupted
"""
PROGRAM = "from ac_tui.cli import main\nraise SystemExit(main())"


@pytest.mark.parametrize("starting", [True, False], ids=["as processes start", "as they work"])
def test_ctrl_c_ends_the_command_cleanly(tmp_path: Path, starting: bool) -> None:
    (tmp_path / "index.html").write_text("before", "utf-8")
    program = AS_IT_STARTS + PROGRAM if starting else PROGRAM
    command = [sys.executable, "-c", program, "storyboard", "-o", str(tmp_path), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        told = ""
        if not starting:
            told = process.stderr.readline()
            assert "flows played" in told
            os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to the program and to all that it started
        told += process.communicate(timeout=60)[1]  # closed when the last process that could write to it has ended
    assert process.returncode == 130
    assert "Traceback" not in told
    assert (tmp_path / "index.html").read_text("utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
