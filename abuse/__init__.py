"""The program under abuse, by the thousand and by a seed: nothing that is done to it may break it."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import repeat
from types import FrameType
from typing import NamedTuple


class Report(NamedTuple):
    """What abuse came to: how often what was done or met, by its name, and one line for each thing that broke."""

    counts: Counter[str]
    failures: Sequence[str]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what takes longer: of the processor's time, since machines are busy, or far longer by the
    clock, since what waits for ever takes none; in the main thread only.
    """

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {seconds:g} s")

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, seconds), (signal.SIGALRM, signal.ITIMER_REAL, 20 * seconds))
    before = [signal.signal(number, late) for number, _, _ in timers]
    for _, timer, span in timers:
        signal.setitimer(timer, span)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def in_parts(part: Callable[[int, range], Report], seed: int, count: int, size: int) -> Report:
    """The work of `count` numbered items in parts of `size`, as many at once as there are processors."""
    parts = [range(start, min(start + size, count)) for start in range(0, count, size)]
    counts: Counter[str] = Counter()
    failures: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for report in pool.map(part, repeat(seed), parts):
            counts += report.counts
            failures += report.failures
    return Report(counts, failures)


def told(error: BaseException) -> str:
    """An exception in one line, with the place that raised it."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f" at {frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__}: {ascii(str(error))[:200]}{place}"
