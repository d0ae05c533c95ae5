"""One thing, one name: screens/glossary.toml says which words are preferred, and which are not for whom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from ac_tui.deck import model as m
from ac_tui.deck.files import Source, find
from ac_tui.deck.lint.rules import Allowed, CompiledRule, Filled, Rule, compiled
from ac_tui.deck.lint.texts import ITALIAN
from ac_tui.deck.shape import read_model

FILE: Final = "glossary.toml"


class Term(m.FilePart):
    """A preferred term and what is not said instead, to `customer`, `operator`, or `all` who read."""

    preferred: Filled
    forbidden: Annotated[tuple[Filled, ...], Field(min_length=1)]
    reader: Literal["customer", "operator", "all"] = "all"
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = ITALIAN
    note: str = ""
    exceptions: tuple[Allowed, ...] = ()

    def rule(self) -> Rule:
        """What the term forbids, as a rule."""
        return Rule(
            name="glossary",
            message="the glossary prefers the word in brackets",
            language=self.language,
            reader=self.reader,
            swap=dict.fromkeys(self.forbidden, self.preferred),
            exceptions=self.exceptions,
        )


class Glossary(m.FilePart):
    """All terms."""

    terms: tuple[Term, ...] = ()


def read_glossary(home: Path) -> tuple[Glossary, Source]:
    """The glossary of a folder of screens, with the file it is from; raises FileError with every fault of it."""
    return read_model(find(home, FILE), Glossary)


def glossary_rules(glossary: Glossary, source: Source) -> list[CompiledRule]:
    """One rule a term, at the term's place in its file."""
    return [compiled(term.rule(), source, ("terms", number)) for number, term in enumerate(glossary.terms)]
