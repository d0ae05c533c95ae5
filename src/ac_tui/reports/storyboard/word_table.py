"""Every word the customer may read, as a table: where it stands, how long it is, how it reads, how far along it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import ITALIAN, DeckText, deck_texts, gulpease
from ac_tui.deck.text import placeholders


def rows(decks: Sequence[Deck], home: Path | None, original: Deck) -> list[dict[str, Any]]:
    """Every text for the customer's eyes, in the order of the files: its `place` and `key`, what each deck says,
    whether decks of the first one's language differ; `home` is the decks' folder.
    """

    def texts(deck: Deck) -> Iterator[DeckText]:
        """Those of screens and messages; the few of the phone itself stand on every screen."""
        known = deck_texts(deck, home, original if deck.variant else None)
        return (entry for entry in known if entry.reader == "customer" and entry.place != "desk/words")

    found = []
    for key, *entries in zip(*map(texts, (original, *decks)), strict=True):
        limited = key.step and key.path[0] == "body" and key.path[2] not in ("error", "hint")
        most = original.screens[key.step].body[str(key.path[1])].max_length or 0 if limited else 0
        found.append(
            {
                "place": key.place,
                "key": ".".join(map(str, key.path)),
                "wordings": [_wording(deck, entry, most) for deck, entry in zip(decks, entries, strict=True)],
                "differs": len({entry.text for entry in entries if entry.language == entries[0].language}) > 1,
            }
        )
    return found


def _wording(deck: Deck, entry: DeckText, most: int) -> dict[str, object]:
    """What a text says in a deck, and in which language; `length` and `ease` as they read; how far along it is.

    It may have `most` characters, 0 for any number, and is else `long`. Its remarks are its own block's, else its
    screen's.
    """
    at: object = deck.screens[entry.step] if entry.step else deck.messages
    status = note = ""
    for key in ("", *entry.path):
        if key != "":
            at = at.get(key) if isinstance(at, Mapping) else getattr(at, str(key), None)
        if isinstance(at, m.Remarks):
            status, note = at.status or status, at.note or note
    (ease, words), length = gulpease(entry.wordings[:1]), len(entry.text)
    return {
        "text": entry.text,
        "language": entry.language,
        "status": status or "final",
        "note": note,
        "length": f"{length}/{most}" if most else str(length),
        # With a placeholder in it, how long it gets depends on what fills it: `ac-tui check` knows.
        "long": 0 < most < length and not placeholders(entry.text),
        # Of fewer words a Gulpease index says nothing: a button of one word would be a hard text.
        "ease": str(ease) if words >= 5 and entry.language == ITALIAN else "",
    }
