"""The field `Codice Fiscale o Partita IVA` (guide 2C)."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ac_tui.registry.keys import tax_key
from ac_tui.registry.tax import tax_code_fault

_LETTER, _DIGIT, _MONTH = "A-Z", "0-9LMNPQRSTUV", "ABCDEHLMPRST"
_PERSONAL: Final = (*6 * (_LETTER,), *2 * (_DIGIT,), _MONTH, *2 * (_DIGIT,), _LETTER, *3 * (_DIGIT,), _LETTER)
"""What may stand at each place of a Codice Fiscale; letters in place of digits are omocodes."""
_DIGIT_PLACES: Final = tuple(place for place, wanted in enumerate(_PERSONAL) if wanted == _DIGIT)
_NUMERIC: Final = 11 * ("0-9",)
_DIGIT_MEANT: Final = dict(zip("ODQIJZEAGB", "0001123468", strict=True))
_OMOCODE_MEANT: Final = dict(zip("QLST", "0157", strict=True))
"""Letters that an omocode may have, and that are taken for a digit too."""
_LETTER_MEANT: Final = dict(zip("01234568", "OIZEASGB", strict=True))
"""What somebody reads or types for something that looks alike."""
_LONGEST_READ: Final = 500
"""Characters beyond which nobody meant a code."""
_MOST_LETTERS: Final = 4
"""Eleven characters with more letters than this are no Partita IVA with slips."""


class TaxCodeReading(Struct, frozen=True):
    """A tax code as understood: `value` for a look-up ("" with an error), `error` the key of the error's words.

    `place` (from 1) and `character` say where the first slip is, `meant` what looks like it and may stand there.
    """

    value: str = ""
    error: str = ""
    place: int = 0
    character: str = ""
    meant: str = ""
    length: int = 0

    @property
    def evidence(self) -> dict[str, str]:
        """What the error's words may fill in."""
        named = {"tax_character": self.character, "tax_meant": self.meant, "tax_length": str(self.length)}
        return {"tax_place": str(self.place or ""), **named}


def read_tax_code(text: str) -> TaxCodeReading:
    """Read a Codice Fiscale (omocodes too) or a Partita IVA, without signs between, `IT` and `C.F.`, in capitals."""
    key = tax_key(text[:_LONGEST_READ])
    error, place, meant = _slip(key)
    character = key[9:11] if error == "day" else key[place - 1 : place] if place else ""
    return TaxCodeReading("" if error else key, error, place, character, meant, len(key))


def _slip(key: str) -> tuple[str, int, str]:
    if not key:
        return "empty", 0, ""
    strange = next((place for place, sign in enumerate(key, start=1) if not re.match("[A-Z0-9]", sign)), 0)
    if strange:
        return "sign", strange, ""
    fault = tax_code_fault(key)
    if fault == "malformed":
        return _malformed(key)
    meant = [(at, _OMOCODE_MEANT[key[at]]) for at in _DIGIT_PLACES if fault and key[at : at + 1] in _OMOCODE_MEANT]
    right = [(at, digit) for at, digit in meant if not tax_code_fault(key[:at] + digit + key[at + 1 :])]
    if len(right) == 1:
        return "letter_for_digit", right[0][0] + 1, right[0][1]
    return fault, 10 if fault == "day" else 0, ""


def _malformed(key: str) -> tuple[str, int, str]:
    letters = sum(sign.isalpha() for sign in key)
    shape: tuple[str, ...] = _PERSONAL if len(key) == len(_PERSONAL) and letters else ()
    if len(key) == len(_NUMERIC) and letters <= _MOST_LETTERS:
        shape = _NUMERIC
    for place, (sign, wanted) in enumerate(zip(key, shape, strict=False), start=1):
        if not re.match(f"[{wanted}]", sign):
            error, meant = _confused(sign, wanted)
            return error, place, meant
    numeric = letters <= _MOST_LETTERS and letters * 2 < len(key)
    return "digits_number" if numeric else "letters_number", 0, ""


def _confused(sign: str, wanted: str) -> tuple[str, str]:
    if wanted in (_DIGIT, _NUMERIC[0]):
        meant = _DIGIT_MEANT.get(sign, "")
        return "letter_for_digit" if meant else "digit_wanted", meant
    meant = _LETTER_MEANT.get(sign, "")
    if meant and re.match(f"[{wanted}]", meant):
        return "digit_for_letter", meant
    return "month_wanted" if wanted == _MONTH else "letter_wanted", ""
