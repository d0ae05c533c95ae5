"""Accents and apostrophes of Italian."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from ac_tui.deck.lint.italian import ALWAYS_ACCENTED, CUT_SHORT, FEMININE, MASCULINE, PREDICATES
from ac_tui.deck.lint.remarks import Remark, Slip, remark
from ac_tui.deck.lint.texts import ITALIAN, PLACEHOLDER, Entry

_WORD: Final = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:['’`´](?![^\W\d_]))?(?![@\w])")
_QUOTED: Final = re.compile(r"(?<![\w])'(?=\w)([^']*\w(?:'\w[^']*)*)'(?!\w)")

_BARE: Final = str.maketrans("àèéìòù", "aeeiou")
_PLAIN: Final[Mapping[str, str]] = {right.translate(_BARE): right for right in ALWAYS_ACCENTED.split()}
"""Words that are never written without their accent, by how they look without it."""

_SPELLED: Final[Mapping[str, str]] = {
    "pò": "po'", "pó": "po'", "mò": "mo'", "nè": "né", "sè": "sé", "fà": "fa", "stà": "sta", "và": "va", "sà": "sa",
    "sò": "so", "dò": "do", "nò": "no", "fù": "fu", "sù": "su", "quì": "qui", "quà": "qua", "mè": "me", "trè": "tre",
    "blù": "blu", "rè": "re", "hò": "ho", "hà": "ha", "tù": "tu", "cè": "c'è", "cé": "c'è", "dè": "de'",
    "ventitrè": "ventitré", "trentatrè": "trentatré", "quarantatrè": "quarantatré", "viceré": "viceré",
}  # fmt: skip
_KEEPS_ACUTE: Final = re.compile(r"(?:\w*ché|né|sé|\w+tré|poté|viceré|mercé|testé|scimpanzé|affé|caché|café)$")
_KEEPS_GRAVE: Final = re.compile(r"(?:è|cioè|caffè|tè|ahimè|ohimè|gilè|canapè|piè|bebè|karkadè|purè|bignè|lacchè)$")
_GRAVE: Final = str.maketrans("áíóú", "àìòù")

_HEAD: Final = r"(?:^|(?<=[.!?…»:] ))"
_PHRASES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), right)
    for pattern, right in (
        (r"\bqual['’]\s?(?=[eè])[eè]\w*", "qual è"),
        (rf"\bun['’](?=(?:{MASCULINE})\b)\w+", "un …, without an apostrophe"),
        (rf"\bun (?=(?:{FEMININE})\b)\w+", "un'…"),
        (r"\bun po\b(?!['’])", "un po'"),
        (r"\b[dD]accordo\b", "d'accordo"),
        (r"\bc['’]\s?e(?:['’]|(?!\w))", "c'è"),
        (r"\bce['’](?!\w)", "c'è"),
        (r"\b(?:dov|com|cos)['’]e(?![\w'’])", "…'è"),
        (r"\bnon e\b(?!['’])", "non è"),
        (rf"{_HEAD}e (?:{PREDICATES})\b", "è"),
        (rf"{_HEAD}(?:(?:il|lo|la|quest[oa]) |l['’])(?:tu[oa] )?\w+ (?:di \w+ )?e (?:{PREDICATES})(?=[.,;:!?]|$)", "è"),
        (rf"{_HEAD}si(?=[,!])|^si$", "sì"),
        (r"\bsara (?=(?-i:[a-z]+(?:[ts][oaie]|bile|ente|ario)\b))", "sarà"),
    )
)
"""What only shows with the words beside it; `e` for `è` where no verb can stand but that."""

_CURLY: Final = re.compile(r"\w*[’‘`´]\w*")


def accents(entry: Entry, known: Collection[str] = ()) -> Iterator[Remark]:
    """`accent`: `E'`, `perchè`, `pò`, `qual'è`, `piu`: a wrong accent, an apostrophe for one, or none at all.

    `known` are the words of the spelling list: one that it has only with an accent lacks it.
    """
    if entry.language != ITALIAN:
        return
    slips: list[Slip] = []
    for wording in entry.wordings:
        text = PLACEHOLDER.sub(" ", wording)
        for pattern, right in _PHRASES:
            slips += [Slip(match[0].strip(), right) for match in pattern.finditer(text)]
            text = pattern.sub(" ", text)
        text = _QUOTED.sub(r"\1", text)
        slips += [slip for match in _WORD.finditer(text) if (slip := _accented_wrongly(match[0], known))]
    if found := remark("accent", "error", slips):
        yield found


def _accented_wrongly(word: str, known: Collection[str]) -> Slip | None:
    bare, low = word.rstrip("'’`´"), word.rstrip("'’`´").casefold()
    if bare != word:
        if low[-1] in "aeiou" and low not in CUT_SHORT:
            return Slip(word, _with_accent(bare))
        return Slip(word, "È" if bare == "É" else _as_written(bare, low)) if low[-1] in "àèéìòù" else None
    if low in _PLAIN or low in _SPELLED:
        return Slip(word, _as_written(bare, _PLAIN.get(low) or _SPELLED[low]))
    accented = low[:-1] + low[-1].translate(_TO_GRAVE)
    if low not in known and accented in known and word != "Sara":
        return Slip(word, _as_written(bare, accented))
    if low[-1] in "áíóú":
        return Slip(word, _as_written(bare, low.translate(_GRAVE)))
    if low.endswith("é") and not _KEEPS_ACUTE.fullmatch(low):
        return Slip(word, _as_written(bare, f"{low[:-1]}è"))
    if low.endswith("è") and not _KEEPS_GRAVE.fullmatch(low):
        return Slip(word, _as_written(bare, f"{low[:-1]}é" if low.endswith("chè") else ""))
    return None


def _with_accent(bare: str) -> str:
    low = bare.casefold()
    right = _PLAIN.get(low) or {"e": "è", "ne": "né", "se": "sé"}.get(low) or low[:-1] + low[-1].translate(_TO_GRAVE)
    return _as_written(bare, right)


_TO_GRAVE: Final = str.maketrans("aeiou", "àèìòù")


def _as_written(like: str, word: str) -> str:
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def apostrophes(entry: Entry, blamed: Collection[str] = ()) -> Iterator[Remark]:
    """`apostrophe`: the guide writes the straight one (style of the guide); a curly one or an accent key is a slip.

    Words that `accent` has `blamed` are put right by what it says of them.
    """
    found = (match[0] for wording in entry.wordings for match in _CURLY.finditer(wording))
    slips = [Slip(word, re.sub("[’‘`´]", "'", word)) for word in found if not any(word in other for other in blamed)]
    if said := remark("apostrophe", "error", slips):
        yield said
