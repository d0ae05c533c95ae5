"""Fields that hide what stands in them: the codes that messages carry, and new passwords."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct, field

from ac_tui.registry.secret import SecretStr, as_compared, ticks

_DROPPED: Final = re.compile(
    r"[\s\-\u00ad\u2010-\u2015\u2212\ufe63\uff0d\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_LETTER_AT_DIGIT: Final = re.compile(r"[^\W0-9_][0-9]|[0-9][^\W0-9_]")
"""A letter (or a digit other than 0 to 9) in one word with a digit: somebody took one for the other."""


class CodeReading(Struct, frozen=True):
    """A code as understood: `secret` holds its digits ("" with an error), `error` the key of the error's words."""

    secret: SecretStr = field(default_factory=lambda: SecretStr(""))
    error: str = ""


def read_code(text: str, digits: int = 6) -> CodeReading:
    """Read a code, typed or in a message pasted whole: exactly `digits` of 0 to 9; no error costs an attempt."""
    found = re.findall("[0-9]", text)
    code = _in_message(text, digits) or "".join(found)
    if len(code) == digits:
        return CodeReading(SecretStr(code))
    if not without_separators(text):
        return CodeReading(error="empty")
    if not found or _LETTER_AT_DIGIT.search(text):
        return CodeReading(error="letters")
    return CodeReading(error="short" if len(found) < digits else "long")


def kept_code(text: str, digits: int = 6) -> str:
    """A code as its boxes keep it, whatever stands around it; a letter among the digits stays, to be seen."""
    if code := _in_message(text, digits):
        return code
    found = re.findall("[0-9]", text)
    return "".join(found) if found and not _LETTER_AT_DIGIT.search(text) else without_separators(text)


def without_separators(text: str) -> str:
    """The code without what stands between digits: spaces, hyphens, invisible characters."""
    return _DROPPED.sub("", text)


def _in_message(text: str, digits: int) -> str:
    """The only number of so many digits in a message, where others are short ("823456. Vale 10 minuti."); else ""."""
    numbers: list[str] = re.findall(r"\b[0-9]+\b", text)
    codes = [number for number in numbers if len(number) == digits]
    short = all(len(number) in (digits, 1, 2, 3, 4) for number in numbers)  # minutes, a time, a year
    return codes[0] if len(codes) == 1 and short else ""


def password_error(text: str, minimum: int = 8, maximum: int = 16) -> str:
    """What is wrong with a new password (guide 5A), "" for nothing; `weak` where several ticks are missing."""
    text = as_compared(text)
    ticked = ticks(text, minimum, maximum)
    if ticked.complete or not text:
        return "" if text else "empty"
    if len(text) > maximum:
        return "long"
    for tick, of_kind, error in (
        (ticked.uppercase, str.isupper, "accented_uppercase"),
        (ticked.lowercase, str.islower, "accented_lowercase"),
        (ticked.digit, str.isnumeric, "other_digit"),
    ):
        if not tick and any(not c.isascii() and of_kind(c) for c in text):
            return error
    errors = zip(ticked, ("short", "no_lowercase", "no_uppercase", "no_digit"), strict=True)
    missing = [error for tick, error in errors if not tick]
    return missing[0] if len(missing) == 1 else "weak"
