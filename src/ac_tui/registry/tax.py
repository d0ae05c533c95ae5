"""Codice Fiscale and Partita IVA: shapes, check characters, and what a person's code is made of."""

from __future__ import annotations

import re
from typing import Final, Literal

from ac_tui.registry.letters import name_key

_PERSONAL: Final = re.compile(
    r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]", re.ASCII
)
_NUMERIC: Final = re.compile(r"[0-9]{11}")
OMOCODE_LETTERS: Final = str.maketrans("LMNPQRSTUV", "0123456789")
_MONTHS: Final = "ABCDEHLMPRST"
_NOBODY: Final = "Z999"
"""A place code that no place has: a tax code with it belongs to nobody."""

Verdict = Literal["", "malformed", "check"]


def tax_code_fault(key: str) -> Verdict:
    """What is wrong with a normalised tax code: "malformed", "check" (a wrong check character), or "" for nothing.

    Sixteen characters with omocode letters, or eleven digits: a Partita IVA, or a provisional Codice Fiscale, whose
    office python-stdnum may not know, so that only the check digit counts.
    """
    if _NUMERIC.fullmatch(key):
        return "" if _luhn(key) else "check"
    if not _PERSONAL.fullmatch(key):
        return "malformed"
    from stdnum.exceptions import InvalidChecksum, ValidationError
    from stdnum.it import codicefiscale

    try:
        codicefiscale.validate(key)
    except InvalidChecksum:
        return "check"
    except ValidationError:
        return "malformed"  # a day that no month has
    return ""


def _luhn(digits: str) -> bool:
    if not int(digits):
        return False
    from stdnum import luhn

    return bool(luhn.is_valid(digits))


def place_code(tax_code: str) -> str:
    """The place of birth in a personal code, omocode letters read as digits: `Z999`; "" for eleven digits."""
    return tax_code[11] + tax_code[12:15].translate(OMOCODE_LETTERS) if _PERSONAL.fullmatch(tax_code) else ""


def invented(tax_code: str) -> bool:
    """Whether a tax code or VAT number certainly belongs to nobody: place code Z999, or a number from 99999 on."""
    return place_code(tax_code) == _NOBODY or (len(tax_code) == 11 and tax_code.startswith("99999"))


def name_letters(first_name: str, last_name: str) -> str:
    """The first six letters of a personal code: `RSSMRA` for Mario Rossi."""
    first = _consonants(first_name)
    if len(first) > 3:
        first = first[0] + first[2:]
    return _three(last_name, _consonants(last_name)) + _three(first_name, first)


def personal_code(
    first_name: str, last_name: str, *, year: int, month: int, day: int, female: bool, place: str = _NOBODY
) -> str:
    """The Codice Fiscale of an invented person: sixteen characters with a right check character."""
    from stdnum.it import codicefiscale

    letters = name_letters(first_name, last_name)
    stem = f"{letters}{year % 100:02}{_MONTHS[month - 1]}{day + 40 * female:02}{place}"
    return stem + str(codicefiscale.calc_check_digit(stem))


def with_check_digit(ten_digits: str) -> str:
    """A Partita IVA or provisional code of eleven digits, its check digit added."""
    from stdnum import luhn

    return ten_digits + str(luhn.calc_check_digit(ten_digits))


def _letters(name: str) -> str:
    return re.sub("[^A-Z]", "", name_key(name).upper())


def _consonants(name: str) -> str:
    return re.sub("[AEIOU]", "", _letters(name))


def _three(name: str, consonants: str) -> str:
    """Consonants first, then vowels, then X to make three."""
    vowels = re.sub("[^AEIOU]", "", _letters(name))
    return f"{consonants}{vowels}XXX"[:3]
