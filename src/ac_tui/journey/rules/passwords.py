"""The new password: 8 to 16 characters, one lower-case, one upper-case letter, one digit (guide 5A)."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import SecretStr

from ac_tui.registry.passwords import Ticks, ticks, without_line_breaks

__all__ = ["PasswordReading", "Ticks", "read_password", "ticks"]


@dataclass(frozen=True, slots=True)
class PasswordReading:
    """A password as understood.

    `secret` is the whole of it, never truncated, without line breaks; `ticks` the checklist; `error` the key of the
    error's words; `note` is `line_break_dropped` where a paste had one.
    """

    secret: SecretStr
    ticks: Ticks
    error: str = ""
    note: str = ""

    @property
    def ok(self) -> bool:
        """Whether it may be chosen."""
        return not self.error


def read_password(text: str, minimum: int = 8, maximum: int = 16) -> PasswordReading:
    """Read a new password of `minimum` to `maximum` characters. Errors: `empty`, `weak` (a tick is missing).

    Any character may stand in it, spaces at the ends too; only line breaks are dropped, and that is noted.
    """
    kept = without_line_breaks(text)
    ticked = ticks(kept, minimum, maximum)
    error = "empty" if not kept else "" if ticked.complete else "weak"
    return PasswordReading(SecretStr(kept), ticked, error, "line_break_dropped" if kept != text else "")
