"""Processes that work side by side, each on one numbered piece at a time."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, Self


class Died(NamedTuple):
    """What comes of a piece whose process has ended over it: `how` says in which way."""

    how: str


class Workers:
    """Up to `count` copies of this process (by fork: they know what it knows) that do the pieces from 0 on in order.

    `work` is called there, and what it returns is brought here. Leaving the context ends them, done or not.
    """

    def __init__(self, count: int, pieces: int, work: Callable[[int], Any]) -> None:
        self._context = multiprocessing.get_context("fork")
        self._count = count
        self._work = work
        self._waiting = deque(range(pieces))
        self._done: dict[int, Any] = {}
        self._busy: dict[Connection, tuple[BaseProcess, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for line, (process, _number) in self._busy.items():
            line.close()
            process.terminate()
        for process, _number in self._busy.values():
            process.join()
        self._busy.clear()

    def result(self, number: int) -> Any:
        """What came of a piece, once; waits for it. Died where its process has ended."""
        while number not in self._done:
            while self._waiting and len(self._busy) < self._count:
                self._start()
            for line in wait(list(self._busy)):
                assert isinstance(line, Connection)
                self._receive(line)
        return self._done.pop(number)

    def _start(self) -> None:
        here, there = self._context.Pipe()
        lines = (here, *self._busy)
        process = self._context.Process(target=_serve, args=(there, lines, self._work), daemon=True)
        process.start()
        there.close()
        number = self._waiting.popleft()
        self._busy[here] = (process, number)
        here.send(number)

    def _receive(self, line: Connection) -> None:
        """Take what came of a piece, and give that process another."""
        process, number = self._busy.pop(line)
        try:
            self._done[number] = line.recv()
            if self._waiting:
                following = self._waiting.popleft()
                self._busy[line] = (process, following)
                line.send(following)
                return
        except (EOFError, ConnectionError):
            process.join()
            self._died(line, number, process.exitcode or 0)
        line.close()

    def _died(self, line: Connection, number: int, code: int) -> None:
        """Note which piece a process has ended over: the one it had, or the one it was just given."""
        _, lost = self._busy.pop(line, (None, number))
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        self._done.setdefault(lost, Died(how))


def _serve(line: Connection, others: Iterable[Connection], work: Callable[[int], Any]) -> None:
    """Do one piece after another until nobody asks any more; the one who asks is who hears an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    while True:
        try:
            number = line.recv()
        except EOFError:
            return
        line.send(work(number))
