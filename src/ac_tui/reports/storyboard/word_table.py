"""Every word the customer may read, as a table: where it stands, how long it is, how it reads, how far along it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import ITALIAN, DeckText, deck_texts, gulpease
from ac_tui.deck.text import placeholders

_FEWEST_WORDS: Final = 5
"""Below this a Gulpease index says nothing: a button of one word would be a hard text."""


class Wording(NamedTuple):
    """One text in one deck: what it says, in which language, how far along it is, and the note about it.

    `length` and `ease` are as they read, `long` says that it is over its limit.
    """

    text: str
    language: str
    status: str
    note: str
    length: str
    long: bool
    ease: str


class WordRow(NamedTuple):
    """One key with its text in every deck."""

    place: str
    key: str
    wordings: tuple[Wording, ...]

    @property
    def differs(self) -> bool:
        """Whether a deck in the first one's language says something else."""
        first = self.wordings[0]
        return any(one.text != first.text and one.language == first.language for one in self.wordings)


def rows(decks: Sequence[Deck], home: Path | None, original: Deck) -> list[WordRow]:
    """Every text for the customer's eyes, in the order of the files, in each deck; `home` is the decks' folder."""

    def texts(deck: Deck) -> Iterator[DeckText]:
        """Those of screens and messages; the few of the phone itself stand on every screen."""
        known = deck_texts(deck, home, original if deck.variant else None)
        return (entry for entry in known if entry.reader == "customer" and entry.place != "desk/words")

    found = []
    for key, *entries in zip(*map(texts, (original, *decks)), strict=True):
        limited = key.step and key.path[0] == "body" and key.path[2] not in ("error", "hint")
        most = original.screens[key.step].body[str(key.path[1])].max_length or 0 if limited else 0
        wordings = tuple(_wording(deck, entry, most) for deck, entry in zip(decks, entries, strict=True))
        found.append(WordRow(key.place, ".".join(map(str, key.path)), wordings))
    return found


def _wording(deck: Deck, entry: DeckText, most: int) -> Wording:
    """A text, at `most` so long where that is not 0; its remarks are its own block's, else its screen's."""
    at: object = deck.screens[entry.step] if entry.step else deck.messages
    status = note = ""
    for key in ("", *entry.path):
        if key != "":
            at = at.get(key) if isinstance(at, Mapping) else getattr(at, str(key), None)
        if isinstance(at, m.Remarks):
            status, note = at.status or status, at.note or note
    ease, length = gulpease(entry.wordings[:1]), len(entry.text)
    return Wording(
        entry.text,
        entry.language,
        status or "final",
        note,
        length=f"{length}/{most}" if most else str(length),
        # With a placeholder in it, how long it gets depends on what fills it: `ac-tui check` knows.
        long=0 < most < length and not placeholders(entry.text),
        ease=str(ease.score) if ease.words >= _FEWEST_WORDS and entry.language == ITALIAN else "",
    )
