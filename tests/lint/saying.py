"""Texts for the tests of the rules: an entry that stands in no file."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.lint.rules import CompiledRule, Issue, issues_of, read_rules
from ac_tui.deck.lint.texts import DeckText, Reader, Use


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
) -> DeckText:
    """A text as a rule sees it."""
    readings = tuple((wording, ()) for wording in wordings or (text,))
    return DeckText(place, path, text, use, reader, variant, original, readings=readings, others=others)


@cache
def shipped_rules() -> list[CompiledRule]:
    """The rules that ac-tui ships."""
    return read_rules(assets.screens_dir())[0]


def said(text: DeckText, rule: str, known: Collection[str] = ()) -> list[Issue]:
    """What one of the shipped rules says of a text."""
    return [remark for remark in issues_of(shipped_rules(), text, known) if remark.rule == rule]
