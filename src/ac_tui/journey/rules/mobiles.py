"""The mobile number: prefix and number as people write them, one E.164 (guide 4A)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ac_tui.journey.rules.reading import Reading
from ac_tui.registry.keys import country_code, dial_string
from ac_tui.registry.phones import is_mobile

_ITALY: Final = "39"
_EXTENSION: Final = re.compile(
    r"[0-9][\s).]*(?:(?:e?xt(?:ension|n)?|int(?:erno)?|x)\s*[.:]?\s*[0-9]+|[#,;][\s#,;]*[0-9]{1,6})\s*\Z", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\+?[0-9]+")
_SHORTEST, _LONGEST = 9, 10
"""Digits of an Italian mobile; nine are rare and real."""


def read_mobile(prefix: str, number: str) -> Reading:
    """Read a mobile number: `value` in E.164, from the fields `Prefisso` and `Numero`.

    Spaces, dots, hyphens, slashes and brackets are dropped; `+39`, `0039` and `39` before the number win over the
    field. A bare `39` is a prefix only before ten digits more: `394 1234567` is an Italian mobile. Errors: `empty`,
    `letters` (digits other than 0 to 9 too), `extension`, `malformed`, `prefix` (the field's), `landline` (no mobile of
    its country), `too_short`, `too_long`. `note` is `nine_digits` for an Italian number of nine: right, and rare.
    """
    typed = number.strip()
    if typed.lower().startswith("tel:"):
        typed = typed[4:]
    if error := _fault(typed):
        return Reading(error=error)
    digits = dial_string(typed)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+"):
        code = country_code(digits)
        return _italian(digits[3:]) if code == _ITALY else _foreign(code, digits[1 + len(code) :])
    code = read_prefix(prefix)
    if not code:
        return Reading(error="prefix")
    if code == _ITALY:
        return _italian(digits)
    foreign = _foreign(code, digits)
    return _italian(digits) if foreign.error and _is_italian_in_full(digits) else foreign


def _is_italian_in_full(digits: str) -> bool:
    """Whether it is an Italian mobile written with its prefix and no plus: that wins over the field."""
    return len(digits) == len(_ITALY) + _LONGEST and digits.startswith(_ITALY) and is_mobile(f"+{digits}")


def read_prefix(prefix: str) -> str:
    """The country code in the field `Prefisso`, from `+39`, `0039`, `39` or `(+39)`; "" where there is none."""
    digits = dial_string(prefix)
    code = digits[2:] if digits.startswith("00") else digits.removeprefix("+")
    if code == _ITALY:
        return code
    if not re.fullmatch("[0-9]{1,3}", code):
        return ""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return code if int(code) in COUNTRY_CODE_TO_REGION_CODE and not code.startswith("0") else ""


def _fault(typed: str) -> str:
    """What is wrong with the characters, before anything is made of the digits."""
    digits = dial_string(typed)
    if not digits:
        return "empty"
    if _EXTENSION.search(typed):
        return "extension"
    if any(unicodedata.category(c)[0] in "LN" and not ("0" <= c <= "9") for c in digits):
        return "letters"
    return "" if _NUMBER.fullmatch(digits) else "malformed"


def _italian(digits: str) -> Reading:
    """An Italian number without `+39`; a bare `39` before ten digits more is dropped."""
    if len(digits) == len(_ITALY) + _LONGEST:
        digits = digits.removeprefix(_ITALY)
    e164 = f"+{_ITALY}{digits}"
    if is_mobile(e164):
        return Reading(e164, note="nine_digits" if len(digits) == _SHORTEST else "")
    if digits.startswith("0"):
        bare = f"+{_ITALY}{digits[1:]}"  # mobiles lost their zero long ago; some still write it
        return Reading(error="landline", suggestion=bare if is_mobile(bare) else "")
    if len(digits) > _LONGEST:
        return Reading(error="too_long")
    if digits.startswith("3"):
        return Reading(error="too_short" if len(digits) < _SHORTEST else "malformed")
    return Reading(error=_foreign_fault(e164))


def _foreign(code: str, digits: str) -> Reading:
    """A number of another country: its trunk prefix (`(0)79 …`) and a country code written twice are dropped."""
    for candidate in (digits, digits.removeprefix(code)):
        if e164 := _canonical(f"+{code}{candidate}"):
            return Reading(e164)
    return Reading(error=_foreign_fault(f"+{code}{digits}"))


def _canonical(international: str) -> str:
    """The number in E.164 if it is a mobile, else ""."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(international)
    except phonenumbers.NumberParseException:
        return ""
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return e164 if is_mobile(e164) else ""


def _foreign_fault(international: str) -> str:
    """Why a number is no mobile."""
    import phonenumbers
    from phonenumbers import ValidationResult

    try:
        parsed = phonenumbers.parse(international)
    except phonenumbers.NumberParseException as error:
        kind = phonenumbers.NumberParseException
        return {kind.TOO_LONG: "too_long", kind.TOO_SHORT_NSN: "too_short", kind.NOT_A_NUMBER: "too_short"}.get(
            error.error_type, "malformed"
        )
    if phonenumbers.is_valid_number(parsed):
        return "landline"
    mobile = phonenumbers.PhoneNumberType.MOBILE
    reason = phonenumbers.is_possible_number_for_type_with_reason(parsed, mobile)
    if reason == ValidationResult.TOO_LONG:
        return "too_long"
    if reason in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
        return "too_short"
    return "malformed"
