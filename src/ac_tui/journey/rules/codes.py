"""The codes that messages carry: six digits, kept as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from pydantic import SecretStr

_DROPPED: Final = re.compile(
    r"[\s\-\u00ad\u2010-\u2015\u2212\ufe63\uff0d\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_DIGITS: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class CodeReading:
    """A code as understood: `secret` holds its digits ("" with an error), `error` the key of the error's words."""

    secret: SecretStr = field(default_factory=lambda: SecretStr(""))
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether it is a code at all; right or wrong, the service says."""
        return not self.error


def without_separators(text: str) -> str:
    """The code as its boxes keep it: no space, hyphen or invisible character, everything else as it was typed."""
    return _DROPPED.sub("", text)


def read_code(text: str, digits: int = 6) -> CodeReading:
    """Read a code of `digits` digits; spaces and hyphens are dropped. Errors: `empty`, `letters`, `short`, `long`.

    Only the digits 0 to 9 count: `²` and Arabic digits are `letters`. None of the errors costs an attempt.
    """
    code = without_separators(text)
    if not code:
        return CodeReading(error="empty")
    if not _DIGITS.fullmatch(code):
        return CodeReading(error="letters")
    if len(code) != digits:
        return CodeReading(error="short" if len(code) < digits else "long")
    return CodeReading(SecretStr(code))
