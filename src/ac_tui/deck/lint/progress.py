"""How far along words are: what says of itself that it is not final, what a translation lacks or leaves as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, get_args

from ac_tui import assets
from ac_tui.assets import shown
from ac_tui.deck import model as m
from ac_tui.deck.files import Source, flat
from ac_tui.deck.lint.rules import Issue
from ac_tui.deck.lint.texts import ITALIAN, DeckText, language_of, words_of
from ac_tui.registry.faults import Fault, Level
from ac_tui.registry.toml import dotted, locate_toml

_ORDER: Final[tuple[m.Status, ...]] = get_args(m.Status)
"""From first to last: draft, review, final. What carries no status is final: nothing is left to say of it."""
_NAMED_AT_MOST: Final = 5


def unready(sources: Iterable[Source], required: m.Status) -> Iterator[Fault]:
    """`status`: whatever in these files says itself that it is less far along than required, with its note."""
    for source in sources:
        leaves = dict(flat(source.data))
        for path, status in leaves.items():
            if path[-1] == "status" and status in _ORDER and _ORDER.index(status) < _ORDER.index(required):
                said = f"{dotted(path[:-1]) if path[1:] else 'the screen'} is `{status}`, not `{required}`"
                note = leaves.get((*path[:-1], "note"))
                said += f": {note}" if isinstance(note, str) and note else ""
                yield Fault(source.name, locate_toml(source.text, path), "status", said)


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
        return
    text, original = (one.rstrip(" .,;:!?…").casefold() for one in (entry.text, entry.original))
    if text == original and not _may_stay(entry.text, allowed):
        short = entry.text if len(entry.text) <= 40 else f"{entry.text[:39]}…"
        yield Issue("same-as-source", "warning", f"`{short}` is not translated", (entry.text,))


def _may_stay(text: str, allowed: Collection[str]) -> bool:
    """Whether a text may read the same in two languages: capitals, digits and signs do not count."""
    words, *others = (" ".join(words_of(one)).casefold() for one in (text, *allowed))
    return not words or words in others


def missing(
    texts: Sequence[DeckText], folder: Path, allowed: Collection[str], *, draft: bool = False
) -> Iterator[Fault]:
    """`missing-translation`: what a translation does not say, one finding a file; other variants may say little.

    What a customer would read in the original's language is a warning, what only an operator would is a suggestion.
    Of a `draft`, which has a screen that says so of itself, it is one suggestion for all files.
    """
    lacking: dict[str, list[DeckText]] = {}
    for entry in texts:
        if language_of(entry.variant) != ITALIAN and not entry.own and not _may_stay(entry.text, allowed):
            lacking.setdefault(entry.place, []).append(entry)
    if lacking and draft:
        count = sum(map(len, lacking.values()))
        said = f"{count} texts in {len(lacking)} files are not translated yet: this variant is a draft"
        yield Fault(shown(folder), 1, "missing-translation", said, "suggestion")
        return
    for place, found in lacking.items():
        paths = (entry.path[:-1] if isinstance(entry.path[-1], int) else entry.path for entry in found)
        keys = list(dict.fromkeys(map(dotted, paths)))
        named = ", ".join(keys[:_NAMED_AT_MOST]) + (" …" if len(keys) > _NAMED_AT_MOST else "")
        many = f"{len(keys)} texts are" if len(keys) > 1 else "1 text is"
        level: Level = "warning" if any(entry.reader == "customer" for entry in found) else "suggestion"
        file = folder / f"{place}.toml"
        lines = assets.read_text(file).split("\n") if file.exists() else []
        # The first line that says something, so that a comment above it can allow the finding.
        first = next((n for n, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")), 1)
        yield Fault(shown(file), first, "missing-translation", f"{many} not translated: {named}", level)
