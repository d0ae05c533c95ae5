"""An event loop in which nobody waits: while nothing else is to be done, the next timer is due at once.

For driving the app without a person: what it would do after a twentieth of a second it does now, in the same order.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Final

_PATIENCE: Final = 10.0
"""Seconds of real time after which something that only another thread could bring will not come."""


class StuckError(Exception):
    """Nothing is left to do, and what is waited for has not happened."""


class _Selector(selectors.DefaultSelector):
    """Looks whether anything has arrived instead of waiting for it; `skipped` sums up the time that is not waited.

    `idle` is called where nothing is left to do at once; then no time is skipped.
    """

    skipped = 0.0
    idle: Callable[[], None] | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What has arrived; raises StuckError where nothing is due, ever, and nothing comes."""
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if self.idle is not None:
            self.idle()
            return super().select(0)
        if timeout is None:
            ready = super().select(_PATIENCE)
            if not ready:
                raise StuckError("nothing is left to do")
            return ready
        ready = super().select(0)
        if not ready:
            self.skipped += timeout
        return ready


class AutoAdvanceLoop(asyncio.SelectorEventLoop):
    """A loop whose time jumps to the next timer instead of waiting for it."""

    def __init__(self) -> None:
        self._auto_selector = _Selector()
        super().__init__(self._auto_selector)

    def time(self) -> float:
        """The loop's time: what was skipped, and no real time, so that no machine is too slow or too fast for it."""
        return self._auto_selector.skipped

    def run_until_idle(self) -> None:
        """Do all that can be done at once; what waits for a timer goes on waiting."""
        self._auto_selector.idle = self.stop
        try:
            self.run_forever()
        finally:
            self._auto_selector.idle = None
