"""Texts that compose words of their file (`[words.NAME]`): a slip is said once, where it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ac_tui.deck import model as m
from ac_tui.deck.lint.issues import Issue
from ac_tui.deck.lint.texts import DeckText
from ac_tui.deck.text import PLACEHOLDER, OneReading, readings

Rule = Callable[[DeckText], Iterable[Issue]]


def alone(entry: DeckText) -> DeckText:
    """The text without the words it composes: their placeholders are left in it; what composes nothing is as it was."""
    if not _composes(entry):
        return entry
    return replace(entry, use="part", readings=tuple(readings(entry.text, {})))


def seams(entry: DeckText, parts: Mapping[m.Path, DeckText], said: Iterable[Issue], rule: Rule) -> Iterator[Issue]:
    """What is wrong with a text only where it meets the words it composes.

    A rule that has something to say of the text alone (`said`), or of the words alone, is not asked again.
    """
    known = {remark.rule for remark in said}
    for reading in entry.readings if _composes(entry) else ():
        of_parts = {remark.rule for path in reading.parts if path in parts for remark in rule(parts[path])}
        for remark in rule(replace(entry, readings=(OneReading(reading.text),))):
            if remark.rule not in known | of_parts:
                known.add(remark.rule)
                yield remark


def to_blame(entry: DeckText, parts: Mapping[m.Path, DeckText], shown: str, surplus: int) -> DeckText:
    """Whose length makes a text too long as shown: of words it composes, where others would fit, else its own."""
    for reading in entry.readings:
        if _reads(reading.text, shown):
            longest = max((parts[path] for path in reading.parts if path in parts), key=_beyond_others, default=entry)
            return longest if _beyond_others(longest) >= surplus else entry
    return entry


def _composes(entry: DeckText) -> bool:
    return any(reading.parts for reading in entry.readings)


def _reads(wording: str, shown: str) -> bool:
    return bool(re.fullmatch(".*".join(map(re.escape, PLACEHOLDER.split(wording))), shown, re.DOTALL))


def _beyond_others(part: DeckText) -> int:
    """How much longer words are than the shortest that may stand instead, whatever they fill in."""
    return max((_length(part.text) - _length(other) for other in part.others), default=0)


def _length(text: str) -> int:
    return len(PLACEHOLDER.sub("", text))
