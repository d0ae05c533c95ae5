"""Texts for the tests of the rules: an entry that stands in no file."""

from __future__ import annotations

from ac_tui.deck import model as m
from ac_tui.deck.lint.texts import Entry, Reader, Reading, Use


def entry(
    text: str,
    *,
    use: Use = "sentence",
    reader: Reader = "customer",
    variant: str = "",
    original: str | None = None,
    place: str = "welcome",
    path: m.Path = ("body", "intro", "text"),
    wordings: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> Entry:
    """A text as a rule sees it."""
    readings = tuple(map(Reading, wordings or (text,)))
    return Entry(place, path, text, use, reader, variant, original, readings=readings, others=others)
