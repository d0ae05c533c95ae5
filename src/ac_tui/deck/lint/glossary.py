"""One thing, one name: screens/glossary.toml says which words are preferred, and which are not for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, StringConstraints

from ac_tui.deck import model as m
from ac_tui.deck.files import Source, find, read
from ac_tui.deck.lint.remarks import Remark, Slip, remark
from ac_tui.deck.lint.texts import ITALIAN, PLACEHOLDER, Entry
from ac_tui.deck.shape import shaped
from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.locate import locate_toml

FILE: Final = "glossary.toml"
_ACRONYM: Final = 5

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Allowed(m.Part):
    """A text that may use a forbidden word all the same: its key, or the start of one, and why."""

    key: Filled
    reason: Filled

    def covers(self, entry: Entry) -> bool:
        """Whether it speaks of this text."""
        return entry.key == self.key or entry.key.startswith(f"{self.key}.")


class Term(m.Part):
    """A preferred term and what is not said instead, to `customer`, `operator`, or `all` who read."""

    preferred: Filled
    forbidden: Annotated[tuple[Filled, ...], Field(min_length=1)]
    reader: Literal["customer", "operator", "all"] = "all"
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = ITALIAN
    note: str = ""
    exceptions: tuple[Allowed, ...] = ()

    def concerns(self, entry: Entry) -> bool:
        """Whether this text is in its language and for its readers."""
        return entry.language == self.language and self.reader in ("all", entry.reader)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the forbidden words, the longest first; case counts only where it is all that differs."""
        return re.compile(
            rf"(?<![\w@.-])(?:{'|'.join(map(self._one, sorted(self.forbidden, key=len, reverse=True)))})(?![\w@-])"
        )

    def _one(self, word: str) -> str:
        spelled = r"(?:\s+|-)".join(map(_letters, word.split()))
        return spelled if word.casefold() == self.preferred.casefold() else f"(?i:{spelled})"


def _letters(word: str) -> str:
    """A word; a short one in capitals also with a stop after each letter."""
    if word.isalpha() and word.isupper() and 1 < len(word) <= _ACRONYM:
        return rf"(?:{word}|" + r"\.".join(word) + r"\.?)"
    return re.escape(word)


class Glossary(m.Part):
    """All terms."""

    terms: tuple[Term, ...] = ()


class Used(NamedTuple):
    """An exception that was needed: the numbers of its term and of the exception within it."""

    term: int
    exception: int


def read_glossary(home: Path) -> tuple[Glossary, Source]:
    """The glossary of a folder of screens, with the file it is from; raises FileError with every fault of it."""
    source = read(find(home, FILE))
    glossary = shaped(source, Glossary)
    if glossary is None:
        raise FileError(source.faults)
    return glossary, source


def terms(entry: Entry, glossary: Glossary, used: set[Used]) -> Iterator[Remark]:
    """`glossary`: a word that the glossary forbids, with the one it prefers; notes the exceptions that were needed."""
    slips: list[Slip] = []
    for number, term in enumerate(glossary.terms):
        if not term.concerns(entry):
            continue
        found = [match[0] for w in entry.wordings for match in term.pattern.finditer(PLACEHOLDER.sub(" … ", w))]
        if not found:
            continue
        allowed = [place for place, one in enumerate(term.exceptions) if one.covers(entry)]
        used.update(Used(number, place) for place in allowed)
        if not allowed:
            slips += [Slip(word, term.preferred) for word in found]
    if said := remark("glossary", "error", slips, ": the glossary prefers the word in brackets"):
        yield said


def unneeded(glossary: Glossary, source: Source, used: set[Used]) -> Iterator[Fault]:
    """`exception-unused`: exceptions of the glossary that no text needs any more."""
    for number, term in enumerate(glossary.terms):
        for place, one in enumerate(term.exceptions):
            if Used(number, place) not in used:
                message = f"`{one.key}` needs no exception for `{term.preferred}`"
                line = locate_toml(source.text, ("terms", number, "exceptions", place))
                yield Fault(source.name, line, "exception-unused", message, "suggestion")
