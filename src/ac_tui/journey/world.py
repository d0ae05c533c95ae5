"""What a journey happens in: the policy (all numbers and choices of the rules, each with its source), clock, codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from msgspec import Struct, field

from ac_tui.journey.decision import ASSUMPTION
from ac_tui.registry.index import Registry


def duration(text: str) -> timedelta:
    """A span of time written as a whole number and `s`, `m`, `h` or `d` ("48h"); ValueError for anything else."""
    match = re.fullmatch(r"([0-9]{1,9})\s*([smhd])", text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a span of time like 30s, 10m, 48h or 2d")
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[match[2]]
    return timedelta(**{unit: int(match[1])})


class Policy(Struct, frozen=True):
    """The settings of the service, in fixtures/policy.toml; `sources` tells each one's origin by its name."""

    password_min: int = 8
    password_max: int = 16
    code_digits: int = 6
    code_attempts: int = 5
    login_attempts: int = 5
    login_pause: timedelta = timedelta(minutes=15)
    code_lifetime_private: timedelta = timedelta(minutes=10)
    code_lifetime_business: timedelta = timedelta(hours=48)
    resend_cooldown: timedelta = timedelta(seconds=60)
    sends: int = 5
    sends_window: timedelta = timedelta(hours=24)
    late_delivery: timedelta = timedelta(minutes=5)
    corporate_policy_counts: bool = True
    tax_code_needs_name: bool = False
    link_address: str = "https://areaclienti.example/conferma/"
    sources: Mapping[str, str] = field(default_factory=dict)

    def source(self, setting: str) -> str:
        """Where a setting comes from: "guide 5A" or "assumption"."""
        return self.sources.get(setting, ASSUMPTION)

    @property
    def numbers(self) -> Mapping[str, int | timedelta]:
        """The settings of `NUMBERS` by name."""
        return {name: getattr(self, name) for name in NUMBERS}


NUMBERS = (
    *("password_min", "password_max", "code_attempts", "code_lifetime_private", "code_lifetime_business"),
    *("resend_cooldown", "sends", "sends_window", "login_attempts", "login_pause"),
)
"""The settings that the desk's words may name: counts and spans of time."""


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
    """Everything around a journey that it does not hold itself, handed in."""

    registry: Registry
    policy: Policy
    clock: Clock
    codes: SeededCodes
