"""What people write, as it is understood and compared: names, contacts and codes by normalised keys, of which two
spellings of one have the same (for companies see `companies`); phone numbers, read in one place for every screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from itertools import product
from typing import Final

from msgspec import Struct

INVISIBLE: Final = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What is copied with a text unseen, for a regular expression's brackets."""
APOSTROPHES: Final = "'’‘‚‛`´ʼʻʹʽʾʿˈˊˋ′‵＇ꞌ՚׳"
"""What people type for an apostrophe, or for the accent of a capital (Nicolo')."""

_LETTERS: Final = str.maketrans(
    {**dict(zip("łøđðħıŧŋĸəɓɗƙ", "loddhitnkabdk", strict=True)), "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart into a base letter and an accent."""

_EITHER_WAY: Final = {
    "ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ø": ("o", "oe"), "ǿ": ("o", "oe"), "å": ("a", "aa"),
    "đ": ("d", "dj"), "ð": ("d", "dh"), "ə": ("a", "e"),
}  # fmt: skip
"""Letters that are written in two ways where they cannot be typed (assumption; ICAO 9303 for passports)."""

_TWO_FOR_ONE: Final = re.compile("([aou])e|(d)j|(a)a")
_ASCII_DROP: Final = re.compile(r"[^0-9A-Za-z$+<=>|~]+")
_NO_APOSTROPHES: Final = {ord(c): None for c in APOSTROPHES}

_SPACES: Final = re.compile(rf"[{INVISIBLE}\s]+")
_BETWEEN_CODE: Final = re.compile(rf"[{INVISIBLE}\s.,:;/\\_'’·|\-\u2010-\u2015\u2212]+")
"""What people write between the characters of a tax code, and copy with it."""
_BEFORE_CODE: Final = re.compile(
    r"(?:COD(?:ICE)?FISC(?:ALE)?|P(?:ART|ARTITA)?IVA|CFISC|CF|PI|VAT|IT|NUM(?:ERO)?|N)+(?=[A-Z0-9]{16}\Z|[0-9]{11}\Z)"
)
_ASCII_UPPER: Final = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


class Reading(Struct, frozen=True):
    """A field as understood: its value ("" with an error), the key of the error's words and what fills them in, or a
    likelier spelling, which blocks nothing.
    """

    value: str = ""
    error: str = ""
    suggestion: str = ""
    evidence: Mapping[str, str] = {}


def fold(text: str) -> str:
    """The text without case, accents and compatibility forms (NFKC, case folding): `Ștefan Łoß` is `stefan loss`."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return bare.casefold().translate(_LETTERS)


def name_key(text: str) -> str:
    """A name without case, accents, punctuation and spaces: `D’ANGELO`, `Dangelo.` are `dangelo`."""
    if text.isascii():
        return _ASCII_DROP.sub("", text).lower()
    bare = fold(text.translate(_NO_APOSTROPHES)).translate(_NO_APOSTROPHES)
    return "".join(c for c in bare if unicodedata.category(c)[0] not in "PZC" and unicodedata.category(c) != "Sk")


def name_keys(text: str) -> frozenset[str]:
    """Every key a name may be found by, none empty: `Müller` and `Mueller` share `mueller`, so they are the same."""
    keys = {name_key(text)}
    if not text.isascii():
        ways = [_EITHER_WAY.get(letter, (letter,)) for letter in unicodedata.normalize("NFKC", text).casefold()]
        if sum(len(way) > 1 for way in ways) <= 4:
            keys.update(name_key("".join(letters)) for letters in product(*ways))
        else:  # of so many letters all are taken to be written in the same way
            keys.update(name_key("".join(way[which % len(way)] for way in ways)) for which in (0, 1))
    for key in tuple(keys):
        if "ae" in key or "oe" in key or "ue" in key or "aa" in key or "dj" in key:
            keys.add(_spelt_out().sub(lambda found: _TWO_FOR_ONE.sub(r"\1\2\3", found[0]), key))
    return frozenset(filter(None, keys))


@cache
def _spelt_out() -> re.Pattern[str]:
    """Names that surely have such a letter where they are written with two: Mueller, but not Michael."""
    from ac_tui.registry.toml import packaged_table

    return re.compile("|".join(sorted(packaged_table("names")["spelt_out"], key=len, reverse=True)))


def email_key(text: str) -> str:
    """An email address for comparing: trimmed, without case, the domain as punycode; `+tag` stays (issue rule)."""
    address = text.strip()
    if address.isascii():
        return address.lower()
    local, at, domain = unicodedata.normalize("NFC", address).rpartition("@")
    if not domain.isascii():
        import idna

        with suppress(idna.IDNAError):
            domain = idna.encode(domain, uts46=True).decode("ascii")
    return unicodedata.normalize("NFC", local.casefold()) + at + domain.casefold()


def tax_key(text: str) -> str:
    """A Codice Fiscale or Partita IVA in capitals (ASCII only), without spaces, hyphens, dots, and `IT` or `C.F.`."""
    return _BEFORE_CODE.sub("", _BETWEEN_CODE.sub("", text).translate(_ASCII_UPPER), count=1)


def client_key(text: str) -> str:
    """A client code: text without spaces, in capitals; leading zeros count."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return _SPACES.sub("", text).translate(_ASCII_UPPER)


def user_key(text: str) -> str:
    """A user name: an email address where it has an `@`, else a number in E.164, else a client code."""
    if "@" in text:
        return email_key(text)
    number = mobile_key(text)
    return number if number.startswith("+") else client_key(text)


# Phone numbers.

BETWEEN_DIGITS: Final = rf"{INVISIBLE}\s./()\-\u00b7\u2010-\u2015\u2022\u2043\u2044\u2212\ufe58\ufe63\uff0d-\uff0f"
"""What people write between digits, and copy with them unseen, for a regular expression's brackets."""
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
