"""Legal forms of Italian companies, in every spelling people use, each under one short name."""

from __future__ import annotations

import re
from typing import Final

_SPELLINGS: Final[dict[str, tuple[str, ...]]] = {
    "srl": (
        "srl",
        "societa a responsabilita limitata",
        "soc a responsabilita limitata",
        "soc a resp lim",
        "soc resp lim",
        "soc a rl",
        "societa a rl",
    ),
    "srls": (
        "srls",
        "srl semplificata",
        "societa a responsabilita limitata semplificata",
        "soc a responsabilita limitata semplificata",
    ),
    "spa": ("spa", "societa per azioni", "soc per azioni"),
    "sapa": ("sapa", "societa in accomandita per azioni"),
    "snc": ("snc", "societa in nome collettivo"),
    "sas": ("sas", "societa in accomandita semplice"),
    "ss": ("ss", "societa semplice"),
    "coop": (
        "soc coop",
        "soc cooperativa",
        "societa cooperativa",
        "soc coop sociale",
        "soc cooperativa sociale",
        "societa cooperativa sociale",
        "soc coop arl",
        "societa cooperativa arl",
        "societa cooperativa a responsabilita limitata",
        "scarl",
        "scrl",
    ),
    "consortile": ("societa consortile", "societa consortile arl", "societa consortile a responsabilita limitata"),
    "individuale": ("ditta individuale", "impresa individuale"),
    "asd": ("asd", "associazione sportiva dilettantistica"),
    "aps": ("aps", "associazione di promozione sociale"),
    "odv": ("odv", "organizzazione di volontariato"),
}
_FORMS: Final = {spelling.replace(" ", ""): form for form, spellings in _SPELLINGS.items() for spelling in spellings}
_LONGEST: Final = 8
"""Words of the longest spelling with every abbreviation written apart (`S. r. l. s.`), and one to spare."""
_WORDS_TOO: Final = frozenset({"spa", "ss", "sas", "scarl"})
"""Abbreviations that in front of a name may be a word of it: `Spa Terme Alte`, `SS Nazionale 12`."""
_IN_FRONT: Final = {joined: form for joined, form in _FORMS.items() if joined not in _WORDS_TOO}
"""Forms that also stand before the name."""
_QUALIFIERS: Final = frozenset(
    {"unipersonale", "asociounico", "consociounico", "inliquidazione", "societabenefit", "sb"}
)
_STOPS: Final = re.compile(r"[.·]+")
_BREAKS: Final = re.compile(r"[\s,;:\"“”«»„()\[\]/\-‐‑‒–—]+")


def split_form(folded: str) -> tuple[list[str], str]:
    """Split a company's name, already folded, into its words and its legal form ("" where it has none).

    `rossi & figli s.n.c.` is `(["rossi", "&", "figli"], "snc")`. A form stands at the end, in front, or
    before `di …` (`Bar Sport S.n.c. di Luca Rossi`). Qualifiers such as `unipersonale` after a form are dropped. A name
    that is nothing but a form stays a name.
    """
    words = [word for word in _BREAKS.split(_STOPS.sub("", folded)) if word]
    for end in (len(words), _before_qualifier(words)):
        start, form = _form_at_end(words, end)
        if form:
            return words[:start], form
    for stop in range(min(_LONGEST, len(words) - 1), 0, -1):
        if form := _IN_FRONT.get("".join(words[:stop]), ""):
            return words[stop:], form
    for position in range(2, len(words) - 1):
        if words[position] == "di":
            start, form = _form_at_end(words, position)
            if form:
                return words[:start] + words[position:], form
    return words, ""


def _form_at_end(words: list[str], end: int) -> tuple[int, str]:
    """Where the longest form that ends before `end` starts, and which it is; a name must be left before it."""
    for start in range(max(1, end - _LONGEST), end):
        if form := _FORMS.get("".join(words[start:end])):
            return start, form
    return end, ""


def _before_qualifier(words: list[str]) -> int:
    for size in (3, 2, 1):
        if "".join(words[-size:]) in _QUALIFIERS:
            return max(0, len(words) - size)
    return len(words)
