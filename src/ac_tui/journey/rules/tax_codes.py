"""The field `Codice Fiscale o Partita IVA` (guide 2C)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from ac_tui.registry.keys import tax_key
from ac_tui.registry.tax import tax_code_fault

_LETTER, _DIGIT, _MONTH = "A-Z", "0-9LMNPQRSTUV", "ABCDEHLMPRST"
_PERSONAL: Final = (*6 * (_LETTER,), *2 * (_DIGIT,), _MONTH, *2 * (_DIGIT,), _LETTER, *3 * (_DIGIT,), _LETTER)
"""What may stand at each place of a Codice Fiscale; letters in place of digits are omocodes."""
_NUMERIC: Final = 11 * ("0-9",)
_DIGIT_MEANT: Final = dict(zip("ODQIJZEAGB", "0001123468", strict=True))
_OMOCODE_MEANT: Final = dict(zip("QLST", "0157", strict=True))
"""Letters that an omocode may have, and that are taken for a digit too."""
_LETTER_MEANT: Final = dict(zip("01234568", "OIZEASGB", strict=True))
"""What somebody reads or types for something that looks alike."""
_MOST_LETTERS: Final = 4
"""Eleven characters with more letters than this are no Partita IVA with slips."""


class TaxCodeReading(Struct, frozen=True):
    """A tax code as understood: `value` for a look-up ("" with an error), `error` the key of the error's words.

    `evidence` fills them in: the place of the first slip (from 1), what stands there, what looks like it and may.
    """

    value: str
    error: str
    evidence: Mapping[str, str]


def read_tax_code(text: str) -> TaxCodeReading:
    """Read a Codice Fiscale (omocodes too) or a Partita IVA, without signs between, `IT` and `C.F.`, in capitals."""
    key = tax_key(text[:500])  # nobody meant more
    error, place, meant = _slip(key)
    character = key[9:11] if error == "day" else key[place - 1 : place] if place else ""
    evidence = {"tax_place": str(place or ""), "tax_character": character, "tax_meant": meant}
    return TaxCodeReading("" if error else key, error, evidence | {"tax_length": str(len(key))})


def _slip(key: str) -> tuple[str, int, str]:
    if not key:
        return "empty", 0, ""
    strange = next((place for place, sign in enumerate(key, start=1) if not re.match("[A-Z0-9]", sign)), 0)
    if strange:
        return "sign", strange, ""
    fault = tax_code_fault(key)
    if fault == "malformed":
        return _malformed(key)
    signs = enumerate(zip(key, _PERSONAL, strict=False)) if fault else ()
    meant = [(at, _OMOCODE_MEANT[sign]) for at, (sign, wanted) in signs if wanted == _DIGIT and sign in _OMOCODE_MEANT]
    right = [(at, digit) for at, digit in meant if not tax_code_fault(key[:at] + digit + key[at + 1 :])]
    if len(right) == 1:
        return "letter_for_digit", right[0][0] + 1, right[0][1]
    return fault, 10 if fault == "day" else 0, ""


def _malformed(key: str) -> tuple[str, int, str]:
    letters = sum(sign.isalpha() for sign in key)
    shape: tuple[str, ...] = _PERSONAL if len(key) == len(_PERSONAL) and letters else ()
    shape = _NUMERIC if len(key) == len(_NUMERIC) and letters <= _MOST_LETTERS else shape
    for place, (sign, wanted) in enumerate(zip(key, shape, strict=False), start=1):
        if re.match(f"[{wanted}]", sign):
            continue
        if wanted in (_DIGIT, _NUMERIC[0]):
            meant = _DIGIT_MEANT.get(sign, "")
            return "letter_for_digit" if meant else "digit_wanted", place, meant
        meant = _LETTER_MEANT.get(sign, "")
        if meant and re.match(f"[{wanted}]", meant):
            return "digit_for_letter", place, meant
        return "month_wanted" if wanted == _MONTH else "letter_wanted", place, ""
    numeric = letters <= _MOST_LETTERS and letters * 2 < len(key)
    return "digits_number" if numeric else "letters_number", 0, ""
