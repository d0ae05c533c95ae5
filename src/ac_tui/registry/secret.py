"""Text that nobody is shown, passwords and codes, and what a password must have, tick by tick (guide 5A)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final, NamedTuple

_LINE_BREAKS: Final = re.compile("[\n\r\v\f\x85\u2028\u2029]+")
_OTHER_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_KINDS: Final = tuple(map(re.compile, ("[a-z]", "[A-Z]", "[0-9]")))


class SecretStr:
    """A password or code: printed, logged or quoted in a traceback it is asterisks; two of the same text are equal."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def get_secret_value(self) -> str:
        """The text itself, for who compares or writes it."""
        return self._secret

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecretStr) and self._secret == other._secret

    def __hash__(self) -> int:
        return hash(self._secret)

    def __len__(self) -> int:
        return len(self._secret)

    def __str__(self) -> str:
        return "**********" if self._secret else ""

    def __repr__(self) -> str:
        return f"SecretStr('{self}')"

    def __reduce__(self) -> tuple[Any, ...]:
        return SecretStr, (self._secret,)  # what another process played arrives as it was


class Ticks(NamedTuple):
    """The checklist under the password, in the guide's order; each tick moves alone."""

    length: bool
    lowercase: bool
    uppercase: bool
    digit: bool


def ticks(text: str, minimum: int = 8, maximum: int = 16) -> Ticks:
    """Tick a password off: `minimum` to `maximum` characters, at least one of a-z, A-Z and 0-9 (guide 5A; ASCII)."""
    text = as_compared(text)
    return Ticks(minimum <= len(text) <= maximum, *[kind.search(text) is not None for kind in _KINDS])


def as_compared(text: str) -> str:
    """A password as it is compared: without line breaks, with plain spaces, in NFC (RFC 8265; assumption)."""
    text = without_line_breaks(text)
    return text if text.isascii() else unicodedata.normalize("NFC", _OTHER_SPACES.sub(" ", text))


def without_line_breaks(text: str) -> str:
    """The text without line breaks of any kind: a paste may carry them, a password never does."""
    return _LINE_BREAKS.sub("", text)
