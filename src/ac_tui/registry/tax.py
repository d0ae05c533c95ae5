"""Codice Fiscale and Partita IVA: shapes, check characters, and what a person's code is made of."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from ac_tui.registry.keys import name_key

LETTER, DIGIT, MONTH = "A-Z", "0-9LMNPQRSTUV", "ABCDEHLMPRST"
SHAPE: Final = (*6 * (LETTER,), *2 * (DIGIT,), MONTH, *2 * (DIGIT,), LETTER, *3 * (DIGIT,), LETTER)
"""What may stand at each place of a Codice Fiscale; letters in place of digits are omocodes."""
_PERSONAL: Final = re.compile("".join(f"[{signs}]" for signs in SHAPE))
_NUMERIC: Final = re.compile(r"[0-9]{11}")
OMOCODE_LETTERS: Final = str.maketrans("LMNPQRSTUV", "0123456789")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EVEN: Final = {c: value for chars in (_LETTERS, "0123456789") for value, c in enumerate(chars)}
_ODD_VALUES: Final = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD: Final = {c: _ODD_VALUES[value] for c, value in _EVEN.items()}
"""What a character counts for in the check letter, at even and odd places counted from 1."""
_DOUBLED: Final = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_NOBODY: Final = "Z999"  # a place code that no place has: a tax code with it belongs to nobody

Verdict = Literal["", "malformed", "day", "check"]


def tax_code_fault(key: str) -> Verdict:
    """What is wrong with a normalised tax code: "malformed", "day" (of birth), "check" (character), or "" for nothing.

    Of eleven digits (Partita IVA, provisional Codice Fiscale) only the check digit counts: the office may be unknown.
    """
    if _NUMERIC.fullmatch(key):
        return "" if int(key) != 0 and _luhn_sum(key) % 10 == 0 else "check"
    if not _PERSONAL.fullmatch(key):
        return "malformed"
    if not _is_birthday(key[8], (key[6:8] + key[9:11]).translate(OMOCODE_LETTERS)):
        return "day"
    return "" if key[15] == _check_letter(key) else "check"


def _check_letter(stem: str) -> str:
    """The last of sixteen characters, from the fifteen before it (D.M. 23 December 1976)."""
    odd, even = sum(map(_ODD.__getitem__, stem[:15:2])), sum(map(_EVEN.__getitem__, stem[1:15:2]))
    return _LETTERS[(odd + even) % 26]


@lru_cache(maxsize=1 << 16)
def _is_birthday(month: str, digits: str) -> bool:
    """Whether there is a day of this month's letter and four digits: the year's, then the day's, 40 more for women."""
    year, day = int(digits[:2]), int(digits[2:])
    try:
        date(year + (2000 if year < 20 else 1900), MONTH.index(month) + 1, day - 40 * (day > 40))
    except ValueError:
        return False
    return True


def _luhn_sum(digits: str) -> int:
    """Every second digit from the right doubled, and the digits of what comes of it added up."""
    return sum(map(int, digits[::-2])) + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])


def invented(tax_code: str) -> bool:
    """Whether a tax code or VAT number certainly belongs to nobody: place code Z999, or a number from 99999 on."""
    if len(tax_code) == 11:
        return tax_code.startswith("99999")
    return _PERSONAL.fullmatch(tax_code) is not None and tax_code[11:15].translate(OMOCODE_LETTERS) == _NOBODY


def personal_code(first_name: str, last_name: str, *, born: date, female: bool) -> str:
    """The Codice Fiscale of an invented person: sixteen characters with a right check character."""
    letters = _three(last_name, first=False) + _three(first_name, first=True)
    stem = f"{letters}{born.year % 100:02}{MONTH[born.month - 1]}{born.day + 40 * female:02}{_NOBODY}"
    return stem + _check_letter(stem)


def with_check_digit(ten_digits: str) -> str:
    """A Partita IVA or provisional code of eleven digits, its check digit added."""
    return f"{ten_digits}{-_luhn_sum(f'{ten_digits}0') % 10}"


@lru_cache(maxsize=4096)
def _three(name: str, *, first: bool) -> str:
    """Consonants first, then vowels, then X to make three; of four or more in a first name not the second."""
    letters = re.sub("[^A-Z]", "", name_key(name).upper())
    consonants, vowels = re.sub("[AEIOU]", "", letters), re.sub("[^AEIOU]", "", letters)
    if first and len(consonants) > 3:
        consonants = consonants[0] + consonants[2:]
    return f"{consonants}{vowels}XXX"[:3]
