"""An event loop in which nobody waits: while nothing else is to be done, the next timer is due at once.

For driving the app without a person: what it would do after a twentieth of a second it does now, in the same order.
"""

from __future__ import annotations

import asyncio
import selectors
from typing import Final

_PATIENCE: Final = 10.0
"""Seconds of real time after which something that only another thread could bring will not come."""


class StuckError(Exception):
    """Nothing is left to do, and what is waited for has not happened."""


class _Glance(selectors.DefaultSelector):
    """Looks whether anything has arrived, and passes the time that it should have waited; `passed` sums it up."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What has arrived; raises StuckError where nothing is due, ever, and nothing comes."""
        if timeout is None:
            ready = super().select(_PATIENCE)
            if not ready:
                raise StuckError("nothing is left to do")
            return ready
        ready = super().select(0)
        if not ready and timeout > 0:
            self.passed += timeout
        return ready


class HurriedLoop(asyncio.SelectorEventLoop):
    """A loop whose time jumps to the next timer instead of waiting for it."""

    def __init__(self) -> None:
        self._glance = _Glance()
        super().__init__(self._glance)

    def time(self) -> float:
        """The loop's time: the real one and all that was jumped over."""
        return super().time() + self._glance.passed
