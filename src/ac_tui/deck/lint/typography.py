"""How words are written: spaces, apostrophes, accents, full stops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ac_tui.deck.lint.italian import ALWAYS_ACCENTED, CUT_SHORT
from ac_tui.deck.lint.remarks import Remark, Slip, remark
from ac_tui.deck.lint.texts import ITALIAN, PLACEHOLDER, Entry

_DOUBLED: Final = re.compile(r"\S*[ \u00a0]{2,}\S*|\t+")
_BEFORE_STOP: Final = re.compile(r"\S*[ \u00a0]+[,.;:!?](?=\s|$)")
_AFTER_APOSTROPHE: Final = re.compile(r"\b(?:[LlDdCcSsTtMmVv]|[Uu]n|[Aa]ll|[Dd]ell|[Nn]ell|[Dd]all|[Ss]ull)['’] +\w+")
_DOUBLED_STOP: Final = re.compile(r"\S*(?:(?<!\.)\.\.(?!\.)|,,|;;|::|[,;:]\.|[?!]\.)")
_ENDED: Final = re.compile(r"[.?!…:][»”\")\]]*$")


def spaces(entry: Entry) -> Iterator[Remark]:
    """`doubled-space`: two spaces in a row, one at either end, one before a comma or stop, one after an elision."""
    slips: list[Slip] = []
    for wording in entry.wordings:
        for line in wording.strip("\n").split("\n"):
            prompt = entry.use == "label" and entry.reader == "operator" and line.endswith(": ")
            text = line.rstrip(" ") if prompt else line  # what is typed stands right behind a prompt
            if text != text.strip(" \u00a0"):
                slips.append(Slip("a space at the end" if text.startswith(text.strip(" \u00a0")) else "a space before"))
            patterns = (_DOUBLED, _BEFORE_STOP, *((_AFTER_APOSTROPHE,) if entry.language == ITALIAN else ()))
            slips += [
                Slip(_shown(match[0])) for pattern in patterns for match in pattern.finditer(text.strip(" \u00a0"))
            ]
    if found := remark("doubled-space", "error", slips, ": a space too many"):
        yield found


def _shown(text: str) -> str:
    return text.replace("\t", "⇥").replace("\u00a0", " ").replace(" ", "␣")


def doubled_stop(texts: Iterator[str] | tuple[str, ...]) -> Iterator[Remark]:
    """`doubled-stop`: two stops in a row, in the words or where a value meets them ("Rossi S.r.l..")."""
    slips = [Slip(match[0]) for text in texts for match in _DOUBLED_STOP.finditer(text)]
    if found := remark("doubled-stop", "error", slips[:1], ": one stop is enough"):
        yield found


def final_stop(entry: Entry) -> Iterator[Remark]:
    """`final-stop`: whole sentences end in a stop, and so do words of which another wording does; labels do not."""
    if entry.use != "sentence" and not any(map(_ended, entry.others)):
        return
    for wording in entry.wordings:
        if not _ended(wording):
            last = next(reversed(wording.split()), "")
            yield Remark("final-stop", "warning", f"`… {last}`: a sentence ends in a full stop")
            return


def _ended(text: str) -> bool:
    return bool(_ENDED.search(text.rstrip()))


# Accents and apostrophes, Italian ------------------------------------------------------------------------------------

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

_PHRASES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), right)
    for pattern, right in (
        (r"\bqual['’]\s?(?=[eè])[eè]\w*", "qual è"),
        (r"\bun['’](?=(?:altro|account|indirizzo|errore|attimo|ufficio|accesso|agente|ordine|avviso|esempio|elenco|invio)\b)\w+",
         "un …, without an apostrophe"),
        (r"\bun (?=(?:altra|agenzia|azienda|email|operazione|informazione|applicazione|area|assicurazione|ora)\b)\w+",
         "un'…"),
        (r"\bun po\b(?!['’])", "un po'"),
        (r"\b[dD]accordo\b", "d'accordo"),
        (r"\bc['’]\s?e['’]", "c'è"),
        (r"\bce['’](?!\w)", "c'è"),
    )
)  # fmt: skip
_CURLY: Final = re.compile(r"\w*[’‘`´]\w*")


def accents(entry: Entry) -> Iterator[Remark]:
    """`accent`: `E'`, `perchè`, `pò`, `qual'è`, `piu`: a wrong accent, an apostrophe for one, or none at all."""
    if entry.language != ITALIAN:
        return
    slips: list[Slip] = []
    for wording in entry.wordings:
        text = PLACEHOLDER.sub(" ", wording)
        for pattern, right in _PHRASES:
            slips += [Slip(match[0], right) for match in pattern.finditer(text)]
            text = pattern.sub(" ", text)
        text = _QUOTED.sub(r"\1", text)
        slips += [slip for match in _WORD.finditer(text) if (slip := _accented_wrongly(match[0]))]
    if found := remark("accent", "error", slips):
        yield found


def _accented_wrongly(word: str) -> Slip | None:
    bare, low = word.rstrip("'’`´"), word.rstrip("'’`´").casefold()
    if bare != word:
        if low[-1] in "aeiou" and low not in CUT_SHORT:
            return Slip(word, _with_accent(bare))
        return None
    if low in _PLAIN or low in _SPELLED:
        return Slip(word, _as_written(bare, _PLAIN.get(low) or _SPELLED[low]))
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


def apostrophes(entry: Entry) -> Iterator[Remark]:
    """`apostrophe`: the guide writes the straight one (style of the guide); a curly one or an accent key is a slip."""
    slips = [Slip(match[0], re.sub("[’‘`´]", "'", match[0])) for w in entry.wordings for match in _CURLY.finditer(w)]
    if found := remark("apostrophe", "error", slips):
        yield found
