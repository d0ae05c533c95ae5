"""Normalised keys: two spellings of the same contact or code give the same key; for names see `letters`, `companies`.

Nothing here says whether a text is acceptable in a field: that is `ac_tui.journey.rules`. Plain ASCII takes a fast path
and imports nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACES: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
BETWEEN_DIGITS: Final = (
    r"\s./()\-\u00ad\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
"""What people write between the digits of a number, for a regular expression's brackets."""
_DIAL_DROP: Final = re.compile(rf"[{BETWEEN_DIGITS}]+")
_E164: Final = re.compile(r"\+[0-9]+")
_ITALIAN_BARE: Final = re.compile(r"3[0-9]{8,9}")
_ITALIAN_WITH_39: Final = re.compile(r"39(3[0-9]{9})")
_IT_BEFORE_DIGITS: Final = re.compile(r"IT(?=[0-9]{11}\Z)")
_ASCII_UPPER: Final = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}

_TWO_DIGIT_COUNTRIES: Final = re.compile("20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
"""Country codes of two digits (ITU-T E.164); 1 and 7 have one, all others three."""


def email_key(text: str) -> str:
    """An email address for comparing: trimmed, without case, the domain as punycode; `+tag` stays (issue rule)."""
    address = text.strip()
    if address.isascii():
        return address.lower()
    local, at, domain = unicodedata.normalize("NFC", address).rpartition("@")
    return unicodedata.normalize("NFC", local.casefold()) + at + _ascii_domain(domain)


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    import idna

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return domain.casefold()


def without_spaces(text: str) -> str:
    """The text without spaces of any kind and without invisible characters."""
    return _SPACES.sub("", text)


def dial_string(text: str) -> str:
    """A phone number without what people write between its digits: spaces, dots, hyphens, slashes, brackets."""
    return _DIAL_DROP.sub("", text)


def mobile_key(text: str) -> str:
    """A phone number in E.164: `+39`, `0039`, `39` and a bare Italian mobile all lead to `+39…`.

    What cannot be understood comes back without its separators, so it equals nothing in a registry.
    """
    if _E164.fullmatch(text):
        return text
    number = dial_string(text)
    if number.startswith("00"):
        return "+" + number[2:]
    if _ITALIAN_BARE.fullmatch(number):
        return "+39" + number
    if _ITALIAN_WITH_39.fullmatch(number):
        return "+" + number
    return number


def country_code(e164: str) -> str:
    """The country code of a number in E.164, without its plus: `39` of `+393201234519`."""
    digits = e164.removeprefix("+")
    if digits[:1] in ("1", "7"):
        return digits[:1]
    return digits[:2] if _TWO_DIGIT_COUNTRIES.match(digits) else digits[:3]


def tax_key(text: str) -> str:
    """A Codice Fiscale or Partita IVA without spaces, in capitals (ASCII only), without `IT` before eleven digits."""
    return _IT_BEFORE_DIGITS.sub("", without_spaces(text).translate(_ASCII_UPPER))


def client_key(text: str) -> str:
    """A client code: text without spaces, in capitals; leading zeros count."""
    return without_spaces(text).translate(_ASCII_UPPER)


def user_key(text: str) -> str:
    """A user name: an email address where it has an `@`, else a mobile number, else a client code."""
    if "@" in text:
        return email_key(text)
    number = mobile_key(text)
    return number if number.startswith("+") else client_key(text)
