"""A company's name read: what of it is the name and what the legal form, wherever and however that is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from ac_tui.registry.legal_form_table import (
    ABBREVIATIONS,
    AFTER_A_FORM,
    FORMS,
    LIABILITY,
    MAY_BE_WORDS,
    PREPOSITIONS,
    QUALIFIERS,
    UNSPECIFIED,
)
from ac_tui.registry.letters import APOSTROPHES, fold

_BREAKS: Final = re.compile(rf"[\s,;:\"“”«»„()\[\]/\\\-‐‑‒–—_*!?#@%{re.escape(APOSTROPHES)}]+")
_STOPS: Final = re.compile(r"[.·‧・]+")
_SIGNS: Final = str.maketrans(
    {"&": " e ", "№": "n", "™": None, "®": None, "©": None, "℠": None, "°": None, "º": None, "ª": None}
)
_SHORT_WORDS: Final = {"flli": "fratelli", "flle": "fratelli", "slle": "sorelle"}
_PARTNERS: Final = re.compile(r"\be (?:co|comp|compagni|compagnia)(?= |$)")
_STUDIO: Final = re.compile(r"studio(?: \w+)?(?= ass)")
"""What an association of professionals may still be called without that word: `Studio Legale`."""


def _pattern(phrase: str) -> str:
    words = []
    for word in phrase.split():
        name = word.rstrip("?")
        spellings = (name, *ABBREVIATIONS.get(name, ()))
        spelt = " ?".join(name.lower()) if name.isupper() else f"(?:{'|'.join(spellings)})"
        words.append(f"(?:{spelt} )?" if word.endswith("?") else f"{spelt} ")
    return "".join(words)[:-1]


def _first_words(phrase: str) -> Iterator[str]:
    name = phrase.split(maxsplit=1)[0].rstrip("?")
    if name.isupper():
        yield from (name[:end].lower() for end in range(1, len(name) + 1))
    else:
        yield from (name, *ABBREVIATIONS.get(name, ()))


def _any_of(phrases: Iterable[str]) -> str:
    """Phrases as one expression, the longer ones first."""
    return "|".join(map(_pattern, sorted(phrases, key=lambda phrase: (-len(phrase.split()), -len(phrase)))))


_PHRASES: Final = dict.fromkeys(UNSPECIFIED, "") | {
    phrase: forms for forms, phrases in FORMS.items() for phrase in phrases
}
_ORDERED: Final = sorted(_PHRASES, key=lambda phrase: (-len(phrase.split()), -len(phrase)))
_STARTS: Final = frozenset(word for phrase in (*_PHRASES, *QUALIFIERS) for word in _first_words(phrase))
"""The words that a form or qualifier can begin with: at no other one it is worth looking."""


class _Patterns(Struct, frozen=True):
    """What is looked for, one group a phrase of `_ORDERED` in `form`, one a kind in `liability`."""

    form: re.Pattern[str]
    qualifier: re.Pattern[str]
    liability: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Made at the first name of a company, not when the program starts."""
    kinds = (f"(?P<{kind}>{_any_of(spelt)})(?= |$)" for kind, spelt in LIABILITY.items())
    return _Patterns(
        form=re.compile("|".join(f"({_pattern(phrase)})(?= |$)" for phrase in _ORDERED)),
        qualifier=re.compile(f"(?:{_any_of(QUALIFIERS)})(?= |$)"),
        liability=re.compile("|".join(kinds)),
        after=re.compile(f"(?:{_any_of(AFTER_A_FORM)})(?= |$)"),
    )


class CompanyName(Struct, frozen=True):
    """One way to read a company's name: its words, and the legal forms it may have, none where it leaves that open.

    `short` says that the partners' names after the form (`S.n.c. di Luca Rossi & C.`) were left out.
    """

    words: tuple[str, ...]
    forms: frozenset[str] = frozenset()
    short: bool = False


class _Run(Struct):
    """Words `start` to `end` that are forms and qualifiers; `certain` if one of them can be nothing else."""

    start: int
    end: int
    forms: frozenset[str]
    has_form: bool
    certain: bool


def company_names(text: str) -> tuple[CompanyName, ...]:
    """Every way to read a company's name, the likeliest first; one that is nothing but a form stays a name.

    A form stands at the end, in front, or anywhere else where it can be no word of the name, qualifiers beside it in
    any order; a preposition after it leads to the partners, who may be left out with it.
    """
    words, shown, dotted = _words(text)
    runs = [run for run in _runs(words) if _counts(run, words, dotted)]
    if not runs or sum(run.end - run.start for run in runs) == len(words):
        return (CompanyName(tuple(shown)),)
    return tuple(dict.fromkeys(_readings(words, shown, runs)))


def _words(text: str) -> tuple[list[str], list[str], list[bool]]:
    """The words of a name (without accents; with them), and which of them are written with stops."""
    found = []
    for chunk in _BREAKS.split(text.translate(_SIGNS).casefold()):
        parts = [part for part in _STOPS.split(chunk) if part]
        joined: list[list[str]] = []
        for part in parts:  # the letters of an abbreviation stay together: s.r.l.
            if joined and ((len(part) == 1 and len(joined[-1][-1]) == 1) or part in ("lli", "lle")):
                joined[-1].append(part)
            else:
                joined.append([part])
        found += [("".join(letters), _STOPS.search(chunk) is not None) for letters in joined]
    kept = [(_SHORT_WORDS.get(word, word), stops) for word, stops in found]
    folded = [fold(word).replace(" ", "") for word, _ in kept]
    for at in range(1, len(kept)):  # F. lli, written apart
        if folded[at - 1 : at + 1] in (["f", "lli"], ["s", "lle"]):
            folded[at - 1 : at + 1] = ["fratelli" if folded[at] == "lli" else "sorelle", ""]
            kept[at - 1 : at + 1] = [(folded[at - 1], False), ("", False)]
    whole = [(bare, word, stops) for bare, (word, stops) in zip(folded, kept, strict=True) if bare]
    return [bare for bare, _, _ in whole], [word for _, word, _ in whole], [stops for _, _, stops in whole]


def _runs(words: list[str]) -> Iterator[_Run]:
    """Every longest run of forms and qualifiers, from left to right."""
    line, starts, at = " ".join(words), {}, 0
    for number, word in enumerate(words):
        starts[at] = number
        at += len(word) + 1
    starts[at] = len(words)
    at = 0
    while at < len(line):
        if words[starts[at]] not in _STARTS:
            at += len(words[starts[at]]) + 1
            continue
        run = _Run(starts[at], starts[at], frozenset(), False, False)
        here = at
        while here < len(line):
            found = _next_part(line, here, run)
            if found is None:
                break
            here = found.end() + 1
            run.end = starts[here]
        if run.end > run.start:
            yield run
        at = here if run.end > run.start else at + len(words[starts[at]]) + 1


def _next_part(line: str, at: int, run: _Run) -> re.Match[str] | None:
    """The form, or what may stand beside it, that comes next; the run knows of it then."""
    patterns = _patterns()
    liability = patterns.liability.match(line, at) if run.has_form else None
    if liability is not None:
        kind = liability.lastgroup or ""
        run.forms = frozenset(form for form in run.forms if form.endswith(f"_{kind}")) or run.forms
        run.forms = run.forms or frozenset({"srl" if kind == "rl" else "spa"})
        return liability
    form = patterns.form.match(line, at)
    if form is not None and form.lastindex is not None:
        run.has_form = True
        run.forms |= frozenset(_PHRASES[_ORDERED[form.lastindex - 1]].split())
    found = form or patterns.qualifier.match(line, at)
    if found is not None:
        run.certain |= found[0].replace(" ", "") not in MAY_BE_WORDS
    return found or (patterns.after.match(line, at) if run.has_form else None)


def _counts(run: _Run, words: list[str], dotted: list[bool]) -> bool:
    """Whether a run is no part of the name where it stands."""
    if run.end - run.start == len(words):
        return False
    at_end, surely = run.end == len(words), run.certain or any(dotted[run.start : run.end])
    if not run.has_form:
        return at_end and surely
    return surely or at_end or (run.start > 0 and words[run.end] in PREPOSITIONS)


def _readings(words: list[str], shown: list[str], runs: list[_Run]) -> Iterator[CompanyName]:
    forms = frozenset[str]().union(*(run.forms for run in runs))
    gone = {at for run in runs for at in range(run.start, run.end)}
    yield CompanyName(_left(shown, gone), forms)
    partners = next((run for run in runs if run.start > 0 and run.end < len(words) and run.has_form), None)
    if partners is not None and words[partners.end] in PREPOSITIONS:
        yield CompanyName(_left(shown, gone | {partners.end}), forms)
        before, after = _left(shown[: partners.end], gone), _left(shown, gone | set(range(partners.end + 1)))
        yield CompanyName((*before, *sorted(after)), forms)  # the partners' names and surnames in any order
        yield CompanyName(_left(shown, gone | set(range(partners.end, len(words)))), forms, short=True)
    for run in runs:
        if not run.certain and run.end < len(words) and words[run.end] not in PREPOSITIONS:
            others = frozenset[str]().union(*(other.forms for other in runs if other is not run))
            yield CompanyName(_left(shown, gone - set(range(run.start, run.end))), others)
        studio = _STUDIO.match(" ".join(words[run.start : run.end]))
        if studio:
            kept = range(run.start, run.start + len(studio[0].split()))
            yield CompanyName(_left(shown, gone - set(kept)), forms)


def _left(shown: list[str], gone: set[int]) -> tuple[str, ...]:
    line = " ".join(word for at, word in enumerate(shown) if at not in gone)
    return tuple(_PARTNERS.sub("e c", line).split())
