"""Words that stand in no list: a suggestion, never more. The lists are screens/spelling/LANGUAGE.txt."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from ac_tui import assets
from ac_tui.deck.files import find, shown
from ac_tui.deck.lint.inflection import INFLECTIONS, Inflect, as_it_is
from ac_tui.deck.lint.remarks import Remark, Slip, remark
from ac_tui.deck.lint.texts import Entry, words_of
from ac_tui.registry.faults import Fault, FileError

FOLDER: Final = "spelling"
_SECTION: Final = re.compile(r"\[([a-z]+)\]")
_ADDRESS: Final = re.compile(r"\S*(?:@|://|\w\.\w{2,}\b)\S*")


@dataclass(frozen=True)
class Spelling:
    """The words of one language, every form of them, in small letters."""

    known: frozenset[str]

    def near(self, word: str) -> str:
        """The known word that is most like this one, "" where none is."""
        same_start = [known for known in self.known if known[:1] == word[:1] and abs(len(known) - len(word)) <= 2]
        return next(iter(difflib.get_close_matches(word, same_start, n=1, cutoff=0.75)), "")


def read_spelling(home: Path, language: str, names: Collection[str] = ()) -> Spelling | None:
    """The word list of a language with some names besides, None where there is none; FileError where it cannot be read.

    A list has sections, `[words]`, `[verbs]`, `[nouns]`, `[adjectives]`, which say how the words in them are inflected;
    words stand any number to a line, after `#` anything may be said.
    """
    path = find(home, FOLDER, f"{language}.txt")
    if not path.exists():
        return None
    try:
        text = assets.read_text(path)
    except assets.AssetError as error:
        raise FileError([Fault(shown(path), error.line or 1, "unreadable", error.reason)]) from None
    known = _forms(text, language, shown(path))
    return Spelling(known | {part.casefold() for name in names for part in words_of(name)})


@lru_cache(maxsize=4)
def _forms(text: str, language: str, name: str) -> frozenset[str]:
    inflections = INFLECTIONS.get(language, {"words": as_it_is})
    inflect: Inflect = as_it_is
    known: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.partition("#")[0].strip()
        if section := _SECTION.fullmatch(bare):
            if section[1] not in inflections:
                message = f"`[{section[1]}]` is no section of a word list: there are {', '.join(inflections)}"
                raise FileError([Fault(name, number, "unknown-section", message)])
            inflect = inflections[section[1]]
            continue
        for word in bare.casefold().split():
            known.update(inflect(word))
    return frozenset(known)


def spelled(entry: Entry, words: Spelling | None, blamed: Collection[str] = ()) -> Iterator[Remark]:
    """`spelling`: words that stand in no list, but for those that another rule has `blamed` already."""
    if words is None:
        return
    given = {part.casefold() for slip in blamed for part in words_of(slip)}
    slips = [
        Slip(word, words.near(low))
        for wording in entry.wordings
        for word in words_of(_ADDRESS.sub(" ", wording))
        if (low := word.casefold()) not in words.known and low not in given and not word.isupper() and len(word) > 1
    ]
    if found := remark("spelling", "suggestion", slips, f": not in {FOLDER}/{entry.language}.txt"):
        yield found
