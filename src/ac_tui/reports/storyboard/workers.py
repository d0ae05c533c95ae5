"""Processes that work for this one: an interrupt reaches this one alone, and with its work they end."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, TypeVar, cast

_T = TypeVar("_T")
_R = TypeVar("_R")


class Workers:
    """Processes to give work to, in turn."""

    def __init__(self, ends: Sequence[Connection]) -> None:
        self._ends = ends

    def map(self, work: Callable[[_T], _R], items: Sequence[_T]) -> Iterator[_R]:
        """What the work makes of each item, in their order; raises what the work raises, in whichever process."""
        waiting = enumerate(items)
        busy: dict[Connection, int] = {}
        done: dict[int, _R] = {}
        for end in self._ends:
            _hand(end, work, waiting, busy)
        for number in range(len(items)):
            while number not in done:
                for ready in wait(list(busy)):
                    end = cast("Connection", ready)
                    done[busy.pop(end)] = _answer(end)
                    _hand(end, work, waiting, busy)
            yield done.pop(number)


def _hand(
    end: Connection, work: Callable[[_T], _R], waiting: Iterator[tuple[int, _T]], busy: dict[Connection, int]
) -> None:
    """Give a process the next item, where there is one."""
    if (following := next(waiting, None)) is None:
        return
    busy[end], item = following
    with suppress(BrokenPipeError):  # it has ended: its answer will not come
        end.send((work, item))


def _answer(end: Connection) -> Any:
    try:
        made, error = end.recv()
    except (EOFError, ConnectionResetError):
        raise ChildProcessError("a process that worked on the storyboard has ended by itself") from None
    if error is not None:
        raise error
    return made


@contextmanager
def workers(count: int, set_up: Callable[[], None]) -> Iterator[Workers]:
    """So many fresh processes, each set up; they are gone afterwards, however the work ends."""
    # Fresh processes, as on every system: a copy of this one would copy its threads' locks.
    context = get_context("spawn")
    started: list[tuple[BaseProcess, Connection]] = []
    try:
        with _no_interrupt():
            for _ in range(count):
                here, there = context.Pipe()
                process: BaseProcess = context.Process(target=_serve, args=(there, set_up), daemon=True)
                process.start()
                started.append((process, here))
                there.close()
        yield Workers([end for _, end in started])
    finally:
        with _no_interrupt():
            for process, end in started:
                process.kill()
                process.join()
                end.close()


def _serve(end: Connection, set_up: Callable[[], None]) -> None:
    """Do what is asked until nobody is there to ask."""
    ready = False
    while True:
        try:
            work, item = end.recv()
        except EOFError:
            return
        try:
            if not ready:
                set_up()
                ready = True
            end.send((work(item), None))
        except Exception as error:  # whatever it is: it is raised where the work was asked for
            end.send((None, error))


_INTERRUPT: Final = (signal.SIGINT,)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold an interrupt back; a process that is started meanwhile never gets one, not even while it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its start would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
