"""Variants against what they lie over: texts that say the same, texts that a translation lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from ac_tui import assets
from ac_tui.deck.files import shown
from ac_tui.deck.lint.issues import Issue
from ac_tui.deck.lint.texts import ITALIAN, DeckText, language_of, words_of
from ac_tui.deck.shape import dotted
from ac_tui.registry.faults import Fault, Level

_NAMED_AT_MOST: Final = 5


def same_as_source(entry: DeckText, allowed: Collection[str]) -> Iterator[Issue]:
    """`same-as-source`: a variant's text that reads as the original does.

    In a translation it was forgotten, whatever its capitals and its last sign, unless it has the words of a text that
    is `allowed` to be the same, or none; in other copy it is one line too many.
    """
    if not entry.variant or entry.original is None:
        return
    if language_of(entry.variant) == ITALIAN:
        if entry.text == entry.original:
            yield Issue("same-as-source", "suggestion", "reads as the original does: the variant can leave it out")
    elif _bare_end(entry.text) == _bare_end(entry.original) and not _may_stay(entry.text, allowed):
        message = f"`{_short(entry.text)}` is not translated"
        yield Issue("same-as-source", "warning", message, (entry.text,))


def _bare_end(text: str) -> str:
    return text.rstrip(" .,;:!?…").casefold()


def _may_stay(text: str, allowed: Collection[str]) -> bool:
    """Whether a text may read the same in two languages: capitals, digits and signs do not count."""
    words = _bare(text)
    return not words or words in map(_bare, allowed)


def _bare(text: str) -> str:
    return " ".join(words_of(text)).casefold()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def missing(
    texts: Sequence[DeckText], folder: Path, allowed: Collection[str], *, draft: bool = False
) -> Iterator[Fault]:
    """`missing-translation`: what a translation does not say, one finding a file; other variants may say little.

    What a customer would read in the original's language is a warning, what only an operator would is a suggestion.
    Of a `draft`, which has a screen that says so of itself, it is one suggestion for all files.
    """
    lacking: dict[str, list[DeckText]] = {}
    for entry in texts:
        foreign = language_of(entry.variant) != ITALIAN
        if foreign and not entry.own and not _may_stay(entry.text, allowed):
            lacking.setdefault(entry.place, []).append(entry)
    if lacking and draft:
        count = sum(map(len, lacking.values()))
        said = f"{count} texts in {len(lacking)} files are not translated yet: this variant is a draft"
        yield Fault(shown(folder), 1, "missing-translation", said, "suggestion")
        return
    for place, found in lacking.items():
        keys = list(dict.fromkeys(_leaf(entry) for entry in found))
        named = ", ".join(keys[:_NAMED_AT_MOST]) + (" …" if len(keys) > _NAMED_AT_MOST else "")
        many = f"{len(keys)} texts are" if len(keys) > 1 else "1 text is"
        level: Level = "warning" if any(entry.reader == "customer" for entry in found) else "suggestion"
        message = f"{many} not translated: {named}"
        file = folder / f"{place}.toml"
        yield Fault(shown(file), _first_line(file), "missing-translation", message, level)


def _leaf(entry: DeckText) -> str:
    path = entry.path[:-1] if isinstance(entry.path[-1], int) else entry.path
    return dotted(path)


def _first_line(file: Path) -> int:
    """The first line that says something, from 1, so that a comment above it can allow the finding."""
    lines = assets.read_text(file).split("\n") if file.exists() else []
    said = (number for number, line in enumerate(lines, start=1) if line.strip() and not line.lstrip().startswith("#"))
    return next(said, 1)
