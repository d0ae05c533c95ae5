"""The new password: 8 to 16 characters, one lower-case, one upper-case letter, one digit (guide 5A)."""

from __future__ import annotations

from msgspec import Struct

from ac_tui.registry.passwords import Ticks, as_compared, ticks, without_line_breaks
from ac_tui.registry.secret import SecretStr

__all__ = ["PasswordReading", "Ticks", "read_password", "ticks"]


class PasswordReading(Struct, frozen=True):
    """A password as understood.

    `secret` is the whole of it as it is compared, never truncated; `ticks` the checklist; `error` the key of its words;
    `note` is `line_break_dropped` where a paste had one.
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
    """Read a new password of `minimum` to `maximum` characters, and say what is wrong with this one.

    Any character may stand in it, spaces at the ends too; only line breaks are dropped, and that is noted. Errors:
    `empty`, `long`, `short`, `no_lowercase`, `no_uppercase`, `no_digit`; `accented_uppercase`, `accented_lowercase`,
    `other_digit` where one is there that does not count; `weak` where several ticks are missing.
    """
    kept = as_compared(text)
    ticked = ticks(kept, minimum, maximum)
    error = "empty" if not kept else _fault(kept, ticked, maximum)
    note = "line_break_dropped" if without_line_breaks(text) != text else ""
    return PasswordReading(SecretStr(kept), ticked, error, note)


def _fault(text: str, ticked: Ticks, maximum: int) -> str:
    if ticked.complete:
        return ""
    if len(text) > maximum:
        return "long"
    if not ticked.uppercase and any(not c.isascii() and c.isupper() for c in text):
        return "accented_uppercase"
    if not ticked.lowercase and any(not c.isascii() and c.islower() for c in text):
        return "accented_lowercase"
    if not ticked.digit and any(not c.isascii() and c.isnumeric() for c in text):
        return "other_digit"
    ticks_and_errors = zip(
        (ticked.length, ticked.lowercase, ticked.uppercase, ticked.digit),
        ("short", "no_lowercase", "no_uppercase", "no_digit"),
        strict=True,
    )
    missing = [error for tick, error in ticks_and_errors if not tick]
    return missing[0] if len(missing) == 1 else "weak"
