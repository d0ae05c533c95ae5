"""Names of companies: what of one is the name and what the legal form, and when two spellings are one company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from msgspec import Struct

from ac_tui.registry.keys import APOSTROPHES, fold, name_keys

_BREAKS: Final = re.compile(rf"[\s,;:\"“”«»„()\[\]/\\\-‐‑‒–—_*!?#@%{re.escape(APOSTROPHES)}]+")
_STOPS: Final = re.compile(r"[.·‧・]+")
_INITIALS: Final = re.compile(r"(?<!\w)(\w)[.·‧・]+(?=\w(?!\w))")
"""A letter with a stop before another one: those of an abbreviation stay together."""
_SIBLINGS: Final = re.compile(r"\b(?:(f)\W*ll[ie]|s\W*lle)\b")
_SIGNS: Final = str.maketrans(
    {"&": " e ", "№": "n", "™": None, "®": None, "©": None, "℠": None, "°": None, "º": None, "ª": None}
)
_PARTNERS: Final = re.compile(r"\be (?:co|comp|compagni|compagnia)(?= |$)")
_STUDIO: Final = re.compile(r"studio(?: \w+)?(?= ass)")
"""What an association of professionals may still be called without that word: `Studio Legale`."""


class CompanyName(Struct, frozen=True):
    """One way to read a company's name: its words, the legal forms it may have (none where it leaves that open), and
    whether the partners' names after the form (`S.n.c. di Luca Rossi & C.`) were left out.
    """

    words: tuple[str, ...]
    forms: frozenset[str] = frozenset()
    short: bool = False


def company_names(text: str) -> tuple[CompanyName, ...]:
    """Every way to read a company's name, the likeliest first; one that is nothing but a form stays a name."""
    words = _words(text)
    runs = [run for run in _runs([word.bare for word in words]) if _counts(run, words)]
    return tuple(dict.fromkeys(_readings(words, runs)))


def company_keys(text: str) -> frozenset[str]:
    """Every key a company may be found by, whatever its legal form; two that are the same share one."""
    return frozenset(key for _, keys in _read(text) for key in keys)


def same_company(a: str, b: str) -> bool:
    """Whether two spellings are one company: a missing legal form is accepted, a different one is not."""
    return any(
        (not name.forms or not other.forms or not name.forms.isdisjoint(other.forms))
        and not (name.short and other.short)  # of either the partners were left out: nobody knows whether they agree
        and not keys.isdisjoint(other_keys)
        for name, keys in _read(a)
        for other, other_keys in _read(b)
    )


def other_form(a: str, b: str) -> bool:
    """Whether two spellings are of one name with different legal forms."""
    return not same_company(a, b) and any(
        not keys.isdisjoint(other_keys) for _, keys in _read(a) for _, other_keys in _read(b)
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[tuple[CompanyName, frozenset[str]], ...]:
    return tuple((name, name_keys(" ".join(name.words))) for name in company_names(text))


class _Word(NamedTuple):
    bare: str  # without accents
    shown: str
    dotted: bool  # written with stops


class _Run(Struct):
    """Words `start` to `end` that are forms and qualifiers; `certain` if one of them can be nothing else."""

    start: int
    end: int
    forms: frozenset[str] = frozenset()
    has_form: bool = False
    certain: bool = False


class _Table:
    """`legal_forms.toml`, read at the first company; `form` has a group for each of `forms`, `liability` one a kind."""

    def __init__(self) -> None:
        from ac_tui.registry.toml import packaged_table

        data = packaged_table("legal_forms")
        spellings = {phrase: forms for forms, phrases in data["forms"].items() for phrase in phrases}
        forms, short = dict.fromkeys(data["unspecified"], "") | spellings, data["abbreviations"]

        def ordered(phrases: Iterable[str]) -> list[str]:
            return sorted(phrases, key=lambda phrase: (-len(phrase.split()), -len(phrase)))

        def spelt(phrases: Iterable[str], group: str = "?:") -> str:
            return "|".join(f"({group}{_pattern(phrase, short)})(?= |$)" for phrase in ordered(phrases))

        # The words that a form or qualifier can begin with: abbreviations are the beginnings of their words.
        first_words = (phrase.split()[0].lower() for phrase in (*forms, *data["qualifiers"]))
        self.starts = {start for word in first_words for start in accumulate(word)}
        self.forms = [frozenset(forms[phrase].split()) for phrase in ordered(forms)]
        self.form = re.compile(spelt(forms, group=""))
        self.qualifier = re.compile(spelt(data["qualifiers"]))
        kinds = (f"(?P<{kind}>{spelt(ways)})" for kind, ways in data["liability"].items())
        self.liability = re.compile("|".join(kinds))
        self.after = re.compile(spelt(data["after_a_form"]))
        self.may_be_words = frozenset(data["may_be_words"])
        self.prepositions = frozenset(data["prepositions"])


_table: Final = cache(_Table)


def _pattern(phrase: str, short: Mapping[str, Sequence[str]]) -> str:
    words = []
    for word in phrase.split():
        name = word.rstrip("?")
        spellings = (name, *short.get(name, ()))
        spelt = " ?".join(name.lower()) if name.isupper() else f"(?:{'|'.join(spellings)})"
        words.append(f"(?:{spelt} )?" if word.endswith("?") else f"{spelt} ")
    return "".join(words)[:-1]


def _words(text: str) -> list[_Word]:
    folded = _SIBLINGS.sub(lambda found: "fratelli" if found[1] else "sorelle", text.translate(_SIGNS).casefold())
    return [
        _Word(bare, word, _STOPS.search(chunk) is not None)
        for chunk in _BREAKS.split(folded)
        for word in _STOPS.split(_INITIALS.sub(r"\1", chunk))
        if (bare := fold(word).replace(" ", ""))
    ]


def _runs(words: list[str]) -> Iterator[_Run]:
    at, starts = 0, _table().starts
    while at < len(words):
        run = _Run(at, at)
        while (run.end > at or words[at] in starts) and (found := _next_part(" ".join(words[run.end :]), run)):
            run.end += len(found[0].split())
        if run.end > at:
            yield run
        at = max(run.end, at + 1)


def _next_part(line: str, run: _Run) -> re.Match[str] | None:
    """The form, or what may stand beside it, that a line begins with; the run knows of it then."""
    table = _table()
    if run.has_form and (liability := table.liability.match(line)):
        kind = liability.lastgroup or ""
        meant = frozenset(form for form in run.forms if form.endswith(f"_{kind}"))
        run.forms = meant or run.forms or frozenset({"srl" if kind == "rl" else "spa"})
        return liability
    form = table.form.match(line)
    if form is not None and form.lastindex is not None:
        run.has_form = True
        run.forms |= table.forms[form.lastindex - 1]
    if found := form or table.qualifier.match(line):
        run.certain |= found[0].replace(" ", "") not in table.may_be_words
    return found or (table.after.match(line) if run.has_form else None)


def _counts(run: _Run, words: list[_Word]) -> bool:
    at_end, surely = run.end == len(words), run.certain or any(word.dotted for word in words[run.start : run.end])
    if at_end or not run.has_form:
        return at_end and run.start > 0 and (surely or run.has_form)
    return surely or (run.start > 0 and words[run.end].bare in _table().prepositions)


def _readings(words: list[_Word], runs: list[_Run]) -> Iterator[CompanyName]:
    prepositions, forms = _table().prepositions, frozenset[str]().union(*(run.forms for run in runs))
    kept = set(range(len(words))).difference(*(range(run.start, run.end) for run in runs))
    yield CompanyName(_at(kept, words), forms)
    end = next((run.end for run in runs if 0 < run.start < run.end < len(words)), None)
    if end is not None and words[end].bare in prepositions:  # which leads to the partners
        yield CompanyName(_at(kept - {end}, words), forms)
        before, after = kept & set(range(end)), kept & set(range(end + 1, len(words)))
        yield CompanyName((*_at(before, words), *sorted(_at(after, words))), forms)  # the partners in any order
        yield CompanyName(_at(before, words), forms, short=True)
    for run in runs:
        itself = set(range(run.start, run.end))
        if not run.certain and run.end < len(words) and words[run.end].bare not in prepositions:
            others = frozenset[str]().union(*(other.forms for other in runs if other is not run))
            yield CompanyName(_at(kept | itself, words), others)
        if studio := _STUDIO.match(" ".join(word.bare for word in words[run.start : run.end])):
            shown = range(run.start, run.start + len(studio[0].split()))
            yield CompanyName(_at(kept | set(shown), words), forms)


def _at(kept: set[int], words: list[_Word]) -> tuple[str, ...]:
    """The words at these places, `& C.` spelt in one way."""
    return tuple(_PARTNERS.sub("e c", " ".join(words[at].shown for at in sorted(kept))).split())
