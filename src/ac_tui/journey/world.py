"""What a journey happens in: the registry, the policy, the clock and the source of codes, all handed in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from ac_tui.journey.policy import Policy

if TYPE_CHECKING:
    from ac_tui.registry.index import Registry


class Clock(Protocol):
    """Tells the time of the simulation."""

    def now(self) -> datetime:
        """The moment, with its time zone."""
        ...


class SeededCodes(Struct, frozen=True):
    """Makes codes and link tokens: different for each serial, the same in every run, so that undo and redo agree."""

    seed: int = 0

    def code(self, serial: int) -> str:
        """Six digits, as text."""
        return f"{int.from_bytes(self._digest('code', serial)) % 1_000_000:06}"

    def token(self, serial: int) -> str:
        """Sixteen hexadecimal digits."""
        return self._digest("link", serial).hex()

    def _digest(self, what: str, serial: int) -> bytes:
        from hashlib import blake2b  # no screen before the first code waits for it

        return blake2b(f"{what} {self.seed} {serial}".encode(), digest_size=8).digest()


class World(Struct, frozen=True):
    """Everything around a journey that it does not hold itself."""

    registry: Registry
    policy: Policy
    clock: Clock
    codes: SeededCodes
