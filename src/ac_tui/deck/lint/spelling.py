"""Words that stand in no list: a suggestion, never more. Lists and their endings are in screens/spelling/."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Final

from ac_tui import assets
from ac_tui.assets import shown
from ac_tui.deck import model as m
from ac_tui.deck.files import find, read_model
from ac_tui.deck.lint.rules import Issue, Slip, issue_of
from ac_tui.deck.lint.texts import DeckText, words_of
from ac_tui.registry.faults import Fault, FileError

FOLDER: Final = "spelling"
_ADDRESS: Final = re.compile(r"\S*(?:@|://|\w\.\w{2,}\b)\S*")
_PIECE: Final = re.compile(r"\{([a-z]+)\}")


class LanguageForms(m.FilePart):
    """Of one language: words to put into patterns and endings, and pairs of these by the heading of a list."""

    pieces: Mapping[str, str] = {}
    forms: Mapping[str, tuple[tuple[str, str], ...]] = {"words": (("(.+)", "-"),)}

    def inflections(self) -> dict[str, list[tuple[re.Pattern[str], list[str]]]]:
        """By heading the patterns of words, and every ending that one may have; raises re.error and KeyError."""
        pieces = {name: words.split() for name, words in self.pieces.items()}

        def pattern(text: str) -> re.Pattern[str]:
            return re.compile(_PIECE.sub(lambda match: f"(?:{'|'.join(pieces[match[1]])})", text))

        def endings(text: str) -> Iterator[str]:
            for ending in text.split():
                parts = _PIECE.split(ending.removeprefix("-"))
                yield from map("".join, product(*(pieces[part] if n % 2 else [part] for n, part in enumerate(parts))))

        return {name: [(pattern(p), [*endings(e)]) for p, e in pairs] for name, pairs in self.forms.items()}


class Inflections(m.FilePart):
    """screens/spelling/inflection.toml, one table a language."""

    it: LanguageForms
    en: LanguageForms


def read_word_list(home: Path, language: str, names: Collection[str] = ()) -> set[str] | None:
    """The words of a language and some names, every form of them, in small letters; None where there is no list of it.

    Raises FileError for one that cannot be read. A list has sections, `[words]`, `[verbs]`, `[nouns]`, `[adjectives]`,
    which say how the words in them are inflected; after `#` anything may be said.
    """
    path = find(home, FOLDER, f"{language}.txt")
    if not path.exists():
        return None
    inflections, source = read_model(find(home, FOLDER, "inflection.toml"), Inflections)

    def fault(file: str, line: int, rule: str, message: str) -> FileError:
        return FileError([Fault(file, line, rule, message)])

    try:
        text = assets.read_text(path)
        sections = getattr(inflections, language, LanguageForms()).inflections()
    except assets.AssetError as error:
        raise fault(shown(path), error.line or 1, "unreadable", error.reason) from None
    except (re.error, KeyError) as error:
        raise fault(source.name, 1, "bad-pattern", f"a pattern or an ending cannot be used: {error}") from None
    known, heading = {part.casefold() for name in names for part in words_of(name)}, "words"
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.partition("#")[0].strip()
        if match := re.fullmatch(r"\[([a-z]+)\]", bare):
            if (heading := match[1]) not in sections:
                message = f"`{bare}` is no section of a word list: there are {', '.join(sections)}"
                raise fault(shown(path), number, "unknown-section", message)
            continue
        for word in bare.casefold().split():
            for pattern, ends in sections[heading]:  # each that fits: its groups, and every ending
                if form := pattern.fullmatch(word):
                    known.update("".join(form.groups("")) + ending for ending in ends)
    return known


def misspelt(entry: DeckText, known: Collection[str] | None, blamed: Collection[str] = ()) -> Iterator[Issue]:
    """`spelling`: words that are not `known`, but for those that another rule has `blamed` already."""
    if known is None:
        return
    given, slips = {part.casefold() for slip in blamed for part in words_of(slip)}, []
    for word in (word for wording in entry.wordings for word in words_of(_ADDRESS.sub(" ", wording))):
        if (low := word.casefold()) not in known and low not in given and not word.isupper() and len(word) > 1:
            like = [other for other in known if other[:1] == low[:1] and abs(len(other) - len(low)) <= 2]
            slips.append(Slip(word, next(iter(difflib.get_close_matches(low, like, n=1, cutoff=0.75)), "")))
    yield from issue_of("spelling", "suggestion", slips, f": not in {FOLDER}/{entry.language}.txt")
