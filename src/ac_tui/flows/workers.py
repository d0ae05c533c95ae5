"""Processes that work side by side, each on one numbered piece."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, Self


class Died(NamedTuple):
    """What comes of a piece whose process has ended over it: `how` says in which way."""

    how: str


class Workers:
    """Up to `count` copies of this process at once (by fork: they know what it knows), one for each piece in order.

    `work` is called there, and what it returns is brought here. Leaving the context ends them, done or not.
    """

    def __init__(self, count: int, pieces: int, work: Callable[[int], Any]) -> None:
        self._context = multiprocessing.get_context("fork")
        self._count = count
        self._work = work
        self._waiting = iter(range(pieces))
        self._done: dict[int, Any] = {}
        self._busy: dict[Connection, tuple[BaseProcess, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process, _number in self._busy.values():
            process.terminate()
            process.join()

    def result(self, number: int) -> Any:
        """What came of a piece, once; waits for it. Died where its process has ended."""
        while number not in self._done:
            while len(self._busy) < self._count and (piece := next(self._waiting, None)) is not None:
                here, there = self._context.Pipe(duplex=False)
                forked = self._context.Process(target=_serve, args=(there, self._work, piece), daemon=True)
                forked.start()
                there.close()
                self._busy[here] = forked, piece
            for line in wait(list(self._busy)):
                assert isinstance(line, Connection)
                process, piece = self._busy.pop(line)
                try:
                    self._done[piece] = line.recv()
                except EOFError:
                    process.join()
                    code = process.exitcode or 0
                    self._done[piece] = Died(signal.Signals(-code).name if code < 0 else f"exit code {code}")
                line.close()
        return self._done.pop(number)


def _serve(line: Connection, work: Callable[[int], Any], piece: int) -> None:
    """Do one piece; the one who asked for it is who hears an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line.send(work(piece))
