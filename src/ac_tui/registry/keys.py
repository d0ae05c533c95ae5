"""Normalised keys: two spellings of the same name, contact or code give the same key; for companies see `companies`."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import cache
from itertools import product
from typing import Final

from ac_tui.registry.numbers import INVISIBLE, mobile_key

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
