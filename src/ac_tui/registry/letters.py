"""Letters of names: what case, accents, punctuation and the spelling of one alphabet in another leave the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Final

APOSTROPHES: Final = "'’‘‚‛`´ʼʻʹʽʾʿˈˊˋ′‵＇ꞌ՚׳"
"""What people type for an apostrophe, or for the accent of a capital (Nicolo')."""

_LETTERS: Final = str.maketrans(
    {**dict(zip("łøđðħıŧŋĸəɓɗƙ", "loddhitnkabdk", strict=True)), "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart into a base letter and an accent."""

_EITHER_WAY: Final = {
    "ä": ("a", "ae"),
    "ö": ("o", "oe"),
    "ü": ("u", "ue"),
    "ø": ("o", "oe"),
    "å": ("a", "aa"),
    "ǿ": ("o", "oe"),
    "đ": ("d", "dj"),
    "ð": ("d", "dh"),
    "ə": ("a", "e"),
}
"""Letters that are written in two ways where they cannot be typed (assumption; ICAO 9303 for passports)."""

_TWO_FOR_ONE: Final = re.compile("([aou])e|(d)j|(a)a")
_COMBINATIONS: Final = 4
"""With more of these letters in a name, all of them are taken to be written in the same way."""
_ASCII_DROP: Final = re.compile(r"[^0-9A-Za-z$+<=>|~]+")
_NO_APOSTROPHES: Final = {ord(c): None for c in APOSTROPHES}


def fold(text: str) -> str:
    """The text without case, accents and compatibility forms (NFKC, case folding): `Ștefan Łoß` is `stefan loss`."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return bare.casefold().translate(_LETTERS)


def name_key(text: str) -> str:
    """A name without case, accents, punctuation of any kind and spaces: `D’ANGELO`, `Dangelo.` are `dangelo`.

    Of the keys that `name_keys` gives it is the plainest.
    """
    if text.isascii():
        return _ASCII_DROP.sub("", text).lower()
    bare = fold(text.translate(_NO_APOSTROPHES)).translate(_NO_APOSTROPHES)
    return "".join(c for c in bare if unicodedata.category(c)[0] not in "PZC" and unicodedata.category(c) != "Sk")


def name_keys(text: str) -> frozenset[str]:
    """Every key a name may be found by: `Müller` and `Mueller` share `mueller`. Two names that share one are the same.

    No key is empty.
    """
    keys = {name_key(text)}
    if not text.isascii():
        keys.update(map(name_key, _written_either_way(text)))
    for key in tuple(keys):
        if "ae" in key or "oe" in key or "ue" in key or "aa" in key or "dj" in key:
            keys.add(_spelt_out().sub(lambda found: _TWO_FOR_ONE.sub(r"\1\2\3", found[0]), key))
    return frozenset(filter(None, keys))


@cache
def _spelt_out() -> re.Pattern[str]:
    """Names that surely have such a letter where they are written with two: Mueller, but not Michael."""
    from ac_tui.registry.toml import packaged_table

    return re.compile("|".join(sorted(packaged_table("names")["spelt_out"], key=len, reverse=True)))


def _written_either_way(text: str) -> Iterator[str]:
    composed = unicodedata.normalize("NFKC", text).casefold()
    ways = [_EITHER_WAY.get(letter, (letter,)) for letter in composed]
    if sum(len(way) > 1 for way in ways) <= _COMBINATIONS:
        return map("".join, product(*ways))
    return ("".join(way[which % len(way)] for way in ways) for which in (0, 1))
