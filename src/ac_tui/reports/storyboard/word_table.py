"""Every word the customer may read, as a table: where it stands, how long it is, how it reads, how far along it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.reading import Ease, gulpease
from ac_tui.deck.lint.texts import ITALIAN, DeckText, deck_texts
from ac_tui.deck.text import placeholders

_FEWEST_WORDS: Final = 5
"""Below this a Gulpease index says nothing: a button of one word would be a hard text."""
_MOST_LINKS: Final = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in one deck: what it says, how it reads, how far along it is, and the note about it."""

    text: str
    ease: Ease
    status: str
    note: str
    language: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """One key with its text in every deck; `most` is the length that its file allows, 0 for any."""

    place: str
    key: str
    most: int
    wordings: tuple[Wording, ...]


def rows(decks: Sequence[Deck], home: Path | None, original: Deck) -> list[WordRow]:
    """Every text for the customer's eyes, in the order of the files, in each deck; `home` is the decks' folder."""
    columns = [[_wording(deck, entry) for entry in _for_customers(deck, home, original)] for deck in decks]
    keys = [(entry, _most(original, entry)) for entry in _for_customers(original, home, original)]
    return [
        WordRow(entry.place, ".".join(map(str, entry.path)), most, tuple(wordings))
        for (entry, most), *wordings in zip(keys, *columns, strict=True)
    ]


def _for_customers(deck: Deck, home: Path | None, original: Deck) -> Iterator[DeckText]:
    """The texts of screens and messages; the few of the phone itself stand on every screen."""
    over = original if deck.variant else None
    return (e for e in deck_texts(deck, home, over) if e.reader == "customer" and e.place != "desk/words")


def _wording(deck: Deck, entry: DeckText) -> Wording:
    status, note = _remarks(deck, entry)
    return Wording(entry.text, gulpease(entry.wordings[:1]), status, note, entry.language)


def _remarks(deck: Deck, entry: DeckText) -> tuple[str, str]:
    """How far along a text is and the note about it: its own block's, else its screen's. What says nothing is final."""
    at: object = deck.screens[entry.step] if entry.step else deck.messages
    status, note = "", ""
    for key in ("", *entry.path):
        if key != "":
            at = at.get(key) if isinstance(at, Mapping) else getattr(at, str(key), None)
        if isinstance(at, m.Remarks):
            status, note = at.status or status, at.note or note
    return status or "final", note


def _most(deck: Deck, entry: DeckText) -> int:
    """How long a text may be by its own file, 0 where it says nothing."""
    if not entry.step or entry.path[0] != "body" or entry.path[2] in ("error", "hint"):
        return 0
    return deck.screens[entry.step].body[str(entry.path[1])].max_length or 0


Shown = Mapping[tuple[str, str], Sequence[tuple[int, str]]]
"""By step and key the states that show a text: their numbers and addresses."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """One text as the table has it: `length` and `ease` as they read, `long` where it is over its limit."""

    wording: Wording
    same: bool
    length: str
    long: bool
    ease: str
    status: str


@dataclass(frozen=True, slots=True)
class WordLine:
    """One row as the table has it; `states` is None where no screen shows the text, `more` how many are left out."""

    row: WordRow
    states: Sequence[tuple[int, str]] | None
    more: int
    cells: Sequence[TextCell]
    differs: bool


@dataclass(frozen=True, slots=True)
class WordSection:
    """The rows of one screen, or of the messages."""

    place: str
    name: str
    lines: Sequence[WordLine]


def sections(found: Sequence[WordRow], shown: Shown, deck: Deck) -> Iterator[WordSection]:
    """The rows by screen, as the page shows them; the deck names screens and states."""
    for place in dict.fromkeys(row.place for row in found):
        name = deck.words(f"screen.{place}") if place in deck.screens else deck.words("panel.messages.title")
        yield WordSection(place, name, [_line(row, shown, deck) for row in found if row.place == place])


def _line(row: WordRow, shown: Shown, deck: Deck) -> WordLine:
    states = shown.get((row.place, row.key), ()) if row.place in deck.screens else None
    first, *rest = row.wordings
    return WordLine(
        row=row,
        states=states if states is None else states[:_MOST_LINKS],
        more=max(0, len(states or ()) - _MOST_LINKS),
        cells=[
            _cell(wording, row, deck, same=wording is not first and wording.text == first.text)
            for wording in row.wordings
        ],
        differs=any(wording.text != first.text and wording.language == first.language for wording in rest),
    )


def _cell(wording: Wording, row: WordRow, deck: Deck, *, same: bool) -> TextCell:
    length = len(wording.text)
    return TextCell(
        wording=wording,
        same=same,
        length=f"{length}/{row.most}" if row.most else str(length),
        # With a placeholder in it, how long it gets depends on what fills it: `ac-tui check` knows.
        long=bool(row.most) and length > row.most and not placeholders(wording.text),
        ease=str(wording.ease.score) if wording.ease.words >= _FEWEST_WORDS and wording.language == ITALIAN else "",
        status=deck.words(f"storyboard.status.{wording.status}"),
    )
