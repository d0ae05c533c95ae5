"""Phone numbers as people write them, read in one place for every screen that takes one, the desk and the registry."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import Final

from ac_tui.registry.faults import Reading

INVISIBLE: Final = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
BETWEEN_DIGITS: Final = rf"{INVISIBLE}\s./()\-\u00b7\u2010-\u2015\u2022\u2043\u2044\u2212\ufe58\ufe63\uff0d-\uff0f"
"""What is copied with a text unseen, and what people write between digits, for a regular expression's brackets."""
# Patterns as text are compiled when they are first needed: the first screen needs none.
_DIAL_DROP: Final = rf"[{BETWEEN_DIGITS}]+"
_SCHEME: Final = (
    r"(?i)\s*(?:(?:tel|sms|callto|whatsapp)\s*:(?://)?|"
    r"(?:tel(?:efono)?|cell(?:ulare)?|mob(?:ile)?|n(?:um(?:ero)?|r)?)\.?\s*:?(?=[\s+(0-9]))\s*"
)
"""What a link, a copied contact or a signature puts in front of a number: `tel:+39…`, `Cell. 320 …`."""
_EXTENSION: Final = (
    r"(?i)[0-9][\s).]*(?:;?\s*(?:e?xt(?:ension|n)?|int(?:erno)?|x)\s*[.:=]?\s*[0-9]+|[#,;][\s#,;]*[0-9]{1,6})\s*\Z"
)
_NUMBER: Final = re.compile(r"\+?[0-9]+")
_E164: Final = r"\+[1-9][0-9]{5,14}"
_TWO_MOBILES: Final = r"(?:(?:\+|00)?(?:39)?3[0-9]{8,9}(?:[,;|&oe]|oppure)?){2}"
_PREFIX_TWICE: Final = r"(?:\+|00)([1-9][0-9]{0,2})(?=(?:\+|00)[1-9])"
"""A country code before another one: `+39 +39 …`, `+39 0039 …`; the last one counts."""

_ITALY: Final = "39"
_ITALIAN_MOBILE: Final = re.compile(r"\+39(?:3[2-9][0-9]{7,8}|(?:31|43)[0-9]{8})")
"""Italy's numbering plan as phonenumbers has it; a test holds the two together."""
_SHORTEST, _LONGEST = 9, 10  # digits of an Italian mobile; nine are rare and real
_COUNTRY: Final = re.compile(r"\A\+?(20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[17]|.{0,3})")
"""Country codes of two digits and of one (ITU-T E.164); all others have three."""


def country_code(e164: str) -> str:
    """The country code of a number in E.164, without its plus: `39` of `+393201234519`."""
    return str(_COUNTRY.split(e164, maxsplit=1)[1])


def is_mobile(e164: str) -> bool:
    """Whether a number in E.164 can receive a code: a mobile, or one that its country does not tell from a mobile."""
    if e164.startswith("+39"):
        return _ITALIAN_MOBILE.fullmatch(e164) is not None
    return re.fullmatch(_E164, e164) is not None and _foreign_mobile(e164) != ""


@lru_cache(maxsize=4096)
def _foreign_mobile(international: str) -> str:
    """The mobile in E.164, "" where it is none; a trunk prefix (`(0)79 …`) is dropped."""
    from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, format_number, number_type, parse

    with suppress(NumberParseException):
        number = parse(international)
        if number_type(number) in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE):
            return format_number(number, PhoneNumberFormat.E164)
    return ""


def maybe_in_use(e164: str) -> bool:
    """Whether a mobile may be somebody's: its prefix is an operator's (outside Italy, as phonenumbers knows them)."""
    if e164.startswith("+39"):
        # Nobody has been given these prefixes; the number is the one whose prefix the guide shows, `320 ****19`.
        return e164 != "+393201234519" and not e164.startswith(("+39394", "+39395"))
    from phonenumbers import NumberParseException, carrier, parse

    with suppress(NumberParseException):
        return bool(carrier.name_for_number(parse(e164), "en"))
    return False


def mobile_key(text: str) -> str:
    """A number in E.164 as `read_mobile` reads it in Italy; what is no mobile comes back without separators."""
    if _ITALIAN_MOBILE.fullmatch(text):
        return text
    digits = _digits(text)
    international = digits if digits.startswith("+") else f"+{_ITALY}{digits}"
    mobile = _mobile_of(international) if _NUMBER.fullmatch(digits) else ""
    return mobile or (digits if re.fullmatch(_E164, digits) else re.sub(_DIAL_DROP, "", text))


def read_mobile(prefix: str, number: str) -> Reading:
    """Read a mobile number: `value` in E.164, from the fields `Prefisso` and `Numero` (guide 4A).

    Separators and `tel:` are dropped; `+39`, `0039` and `39` before the number win over the field, and count once. A
    bare `39` is a prefix only before a whole mobile: `394 1234567` is an Italian one.
    """
    if len(number) > 500:  # nobody meant a number
        return Reading(error="too_long")
    typed = re.sub(_SCHEME, "", number.strip(), count=1)
    digits = _digits(number)
    if error := _fault(typed, digits):
        return Reading(error=error)
    code = "" if digits.startswith("+") else read_prefix(prefix)
    if not code and not digits.startswith("+"):
        return Reading(error="prefix")
    international = f"+{code}{digits}" if code else digits
    in_full = len(digits) == len(_ITALY) + _LONGEST and digits.startswith(_ITALY)
    if mobile := _mobile_of(international) or (_mobile_of(f"+{digits}") if in_full else ""):
        return Reading(mobile)
    italian = international.startswith(f"+{_ITALY}")
    return Reading(error=_italian_fault(international[3:]) if italian else _fault_by_plan(international))


def read_prefix(prefix: str) -> str:
    """The country code in the field `Prefisso`, from `+39`, `0039`, `39` or `(+39)`; "" where there is none."""
    digits = re.sub(_DIAL_DROP, "", prefix.replace("\uff0b", "+"))
    code = digits[2:] if digits.startswith("00") else digits.removeprefix("+")
    if code == _ITALY:
        return code
    if not re.fullmatch("[0-9]{1,3}", code):
        return ""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return code if int(code) in COUNTRY_CODE_TO_REGION_CODE and not code.startswith("0") else ""


def _digits(number: str) -> str:
    """What is dialled: without separators, a plus for the double zero, and no country code twice."""
    digits = re.sub(_DIAL_DROP, "", re.sub(_SCHEME, "", number.strip().replace("\uff0b", "+"), count=1))
    twice = re.match(_PREFIX_TWICE, digits)
    if twice is not None and country_code(twice[1]) == twice[1]:
        digits = digits[twice.end() :]
    return "+" + digits[2:] if digits.startswith("00") and digits[2:3] != "0" else digits


def _mobile_of(international: str) -> str:
    """The mobile in E.164, "" where it is none; its country code twice is dropped."""
    code = country_code(international)
    once = f"+{code}{international[1 + len(code) :].removeprefix(code)}"
    if code == _ITALY:
        return next(filter(_ITALIAN_MOBILE.fullmatch, (international, once)), "")
    return _foreign_mobile(international) or _foreign_mobile(once)


def _fault(typed: str, digits: str) -> str:
    if not digits:
        return "empty"
    if re.fullmatch(_TWO_MOBILES, digits):
        return "several"
    if re.search(_EXTENSION, typed):
        return "extension"
    if any(unicodedata.category(c)[0] in "LN" and not ("0" <= c <= "9") for c in digits):
        return "letters"
    return "" if _NUMBER.fullmatch(digits) else "malformed"


def _italian_fault(digits: str) -> str:
    if len(digits) >= len(_ITALY) + _LONGEST:
        digits = digits.removeprefix(_ITALY)
    if digits.startswith("0"):  # mobiles lost their zero long ago; some still write it
        of_mobile = len(digits) > _LONGEST or _fault_by_plan(f"+{_ITALY}{digits}") != "landline"
        return "leading_zero" if of_mobile and is_mobile(f"+{_ITALY}{digits[1:]}") else "landline"
    if len(digits) > _LONGEST:
        return "too_long"
    if digits.startswith("3"):
        return "too_short" if len(digits) < _SHORTEST else "malformed"
    return _fault_by_plan(f"+{_ITALY}{digits}")


def _fault_by_plan(international: str) -> str:
    """Why a number is no mobile, by its country's numbering plan."""
    import phonenumbers as pn

    try:
        parsed = pn.parse(international)
    except pn.NumberParseException as error:
        faults = {error.TOO_LONG: "too_long", error.TOO_SHORT_NSN: "too_short", error.NOT_A_NUMBER: "too_short"}
        return faults.get(error.error_type, "malformed")
    if pn.is_valid_number(parsed):
        return "landline"
    result = pn.ValidationResult
    faults = {result.TOO_LONG: "too_long", result.TOO_SHORT: "too_short", result.IS_POSSIBLE_LOCAL_ONLY: "too_short"}
    return faults.get(pn.is_possible_number_for_type_with_reason(parsed, pn.PhoneNumberType.MOBILE), "malformed")
