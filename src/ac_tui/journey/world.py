"""What a journey happens in: the policy (all numbers and choices of the rules, each with its source), clock, codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, cast

from msgspec import Struct, field

from ac_tui.journey.decision import ASSUMPTION, GUIDE_STEPS_SAID, SOURCES
from ac_tui.registry.faults import Fault, FileError

if TYPE_CHECKING:
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

_KINDS = {name: type(getattr(Policy(), name)) for name in Policy.__struct_fields__ if name != "sources"}
_EXPECTED = {int: "a whole number", bool: "true or false", str: "text", timedelta: "a span of time in quotes, like 10m"}


def _read(name: str, given: object) -> object:
    kind, value = _KINDS[name], cast(Any, given)
    if type(given) is not (str if kind is timedelta else kind):
        raise ValueError(f"expected {_EXPECTED[kind]}")
    # Six digits exactly (guide 9A): so many boxes are on the screens, and so many do the sources of codes make.
    least, most = (6, 6) if name == "code_digits" else (1, 1_000_000)
    if kind is int and not least <= value <= most:
        raise ValueError(f"must be at {f'least {least}' if value < least else f'most {most}'}")
    if kind is str and not value.isprintable():
        raise ValueError("must hold no control character")
    return duration(value) if kind is timedelta else value


def parse_policy(text: str, name: str) -> Policy:
    """The policy in a TOML text called `name`; raises FileError with every fault."""
    from ac_tui.registry.toml import locate_toml, read_toml

    faults: list[Fault] = []
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def fault(rule: str, message: str, *path: str) -> None:
        faults.append(Fault(name, locate_toml(text, path), rule, message))

    for setting, table in read_toml(text, name).items():
        if setting not in _KINDS:
            fault("unknown-setting", f"'{setting}' is no setting of the policy", setting)
            continue
        if not isinstance(table, dict) or set(table) != {"value", "source"}:
            fault("setting", f"'{setting}' needs a value and a source, nothing else", setting)
            continue
        try:
            values[setting] = _read(setting, table["value"])
        except ValueError as error:
            fault("value", f"{setting}: {error}", setting, "value")
        sources[setting] = source = table["source"]
        if source not in SOURCES:
            wanted = f"the source is 'assumption' or a step of the guide, like 'guide 5A' ({GUIDE_STEPS_SAID})"
            fault("source", f"{setting}: {wanted}", setting, "source")
    if not faults and values.get("password_min", 8) > values.get("password_max", 16):
        fault("value", "password_min is more than password_max", "password_min", "value")
    if faults:
        raise FileError(faults)
    return Policy(**values, sources=sources)


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
