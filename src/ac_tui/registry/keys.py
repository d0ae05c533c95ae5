"""Normalised keys: two spellings of the same contact or code give the same key; for names see `letters`, `companies`.

Nothing here says whether a text is acceptable in a field: that is `ac_tui.journey.rules`. Plain ASCII takes a fast path
and imports nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ac_tui.registry.numbers import mobile_key

_SPACES: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
_BETWEEN_CODE: Final = re.compile(
    r"[\s.,:;/\\_'’·|\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
"""What people write between the characters of a tax code, and copy with it."""
_BEFORE_CODE: Final = re.compile(
    r"(?:COD(?:ICE)?FISC(?:ALE)?|P(?:ART|ARTITA)?IVA|CFISC|CF|PI|VAT|IT|NUM(?:ERO)?|N)+(?=[A-Z0-9]{16}\Z|[0-9]{11}\Z)"
)
_ASCII_UPPER: Final = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


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


def tax_key(text: str) -> str:
    """A Codice Fiscale or Partita IVA in capitals (ASCII only), without spaces, hyphens, dots, and `IT` or `C.F.`."""
    return _BEFORE_CODE.sub("", _BETWEEN_CODE.sub("", text).translate(_ASCII_UPPER), count=1)


def client_key(text: str) -> str:
    """A client code: text without spaces, in capitals; leading zeros count."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return without_spaces(text).translate(_ASCII_UPPER)


def user_key(text: str) -> str:
    """A user name: an email address where it has an `@`, else a number in E.164, else a client code."""
    if "@" in text:
        return email_key(text)
    number = mobile_key(text)
    return number if number.startswith("+") else client_key(text)
