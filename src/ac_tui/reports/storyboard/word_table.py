"""Every word the customer may read, as a table: where it stands, how long it is, how it reads, how far along it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.layout_texts import drawable_lines
from ac_tui.deck.lint.reading import Ease, gulpease
from ac_tui.deck.lint.texts import ITALIAN, Entry, entries
from ac_tui.deck.text import placeholders
from ac_tui.deck.view import View

_FEWEST_WORDS: Final = 5
"""Below this a Gulpease index says nothing: a button of one word would be a hard text."""
_MOST_LINKS: Final = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One text in one deck: what it says, how it reads, how far along it is, and the note about it."""

    text: str
    ease: Ease
    status: str
    note: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """One key with its text in every deck; `most` is the length that its file allows, 0 for any."""

    place: str
    key: str
    most: int
    told: tuple[Told, ...]


def rows(decks: Sequence[Deck], home: Path | None, original: Deck) -> list[Row]:
    """Every text for the customer's eyes, in the order of the files, in each deck; `home` is the decks' folder."""
    columns = [[_told(deck, entry) for entry in _for_customers(deck, home, original)] for deck in decks]
    keys = [(entry, _most(original, entry)) for entry in _for_customers(original, home, original)]
    return [
        Row(entry.place, ".".join(map(str, entry.path)), most, tuple(told))
        for (entry, most), *told in zip(keys, *columns, strict=True)
    ]


def _for_customers(deck: Deck, home: Path | None, original: Deck) -> Iterator[Entry]:
    """The texts of screens and messages; the few of the phone itself stand on every screen."""
    over = original if deck.variant else None
    return (e for e in entries(deck, home, over) if e.reader == "customer" and e.place != "desk/words")


def _told(deck: Deck, entry: Entry) -> Told:
    status, note = _remarks(deck, entry)
    return Told(entry.text, gulpease(entry.wordings[:1]), status, note, entry.language)


def _remarks(deck: Deck, entry: Entry) -> tuple[str, str]:
    """How far along a text is and the note about it: its own block's, else its screen's. What says nothing is final."""
    at: object = deck.screens[entry.step] if entry.step else deck.messages
    status, note = "", ""
    for key in ("", *entry.path):
        if key != "":
            at = at.get(key) if isinstance(at, Mapping) else getattr(at, str(key), None)
        if isinstance(at, m.Remarks):
            status, note = at.status or status, at.note or note
    return status or "final", note


def _most(deck: Deck, entry: Entry) -> int:
    """How long a text may be by its own file, 0 where it says nothing."""
    if not entry.step or entry.path[0] != "body" or entry.path[2] in ("error", "hint"):
        return 0
    return deck.screens[entry.step].body[str(entry.path[1])].max_length or 0


Shown = Mapping[tuple[str, str], Sequence[int]]
"""By step and key the numbers of the phones that show a text."""


def table(found: Sequence[Row], decks: Sequence[Deck], names: Sequence[str], shown: Shown) -> str:
    """The rows as an HTML table, one body for each screen, `names` over the columns of each deck."""
    words = decks[0].words
    head = [words(f"storyboard.column.{name}") for name in ("key", "screens", "text", "length", "ease", "status")]
    first = "".join(f'<th rowspan="2" scope="col">{escape(name)}</th>' for name in head[:2])
    over = "".join(f'<th colspan="4" scope="colgroup">{escape(name)}</th>' for name in names)
    below = "".join(f'<th scope="col">{escape(name)}</th>' for name in head[2:]) * len(decks)
    bodies = "".join(_bodies(found, shown, decks[0]))
    return f"<table><thead><tr>{first}{over}</tr><tr>{below}</tr></thead>{bodies}</table>"


def _bodies(found: Sequence[Row], shown: Shown, deck: Deck) -> Iterator[str]:
    places = dict.fromkeys(row.place for row in found)
    for place in places:
        here = [row for row in found if row.place == place]
        name = deck.words(f"screen.{place}") if place in deck.screens else deck.words("panel.messages.title")
        lines = "".join(_line(row, shown, deck) for row in here)
        span = 2 + 4 * len(here[0].told)
        head = f'<tr class="place"><th colspan="{span}" scope="rowgroup">{escape(name)} <code>{place}</code></th></tr>'
        yield f"<tbody>{head}{lines}</tbody>"


def _line(row: Row, shown: Shown, deck: Deck) -> str:
    where = shown.get((row.place, row.key), ()) if row.place in deck.screens else None
    first, *rest = row.told
    cells = _cells(first, row, deck) + "".join(_cells(told, row, deck, same=told.text == first.text) for told in rest)
    differs = " data-differs" if any(t.text != first.text and t.language == first.language for t in rest) else ""
    key = escape(row.key).replace(".", ".<wbr>")
    return (
        f'<tr class="words" data-find="{escape(row.place)}.{escape(row.key)}"{differs}>'
        f'<th scope="row"><code>{key}</code></th>'
        f"<td>{_links(where, deck)}</td>{cells}</tr>"
    )


def _links(where: Sequence[int] | None, deck: Deck) -> str:
    if where is None:
        return ""
    if not where:
        return f'<em class="never">{escape(deck.words("storyboard.column.never"))}</em>'
    links = " ".join(f'<a href="#p{number}">{number}</a>' for number in where[:_MOST_LINKS])
    return links + (f" +{len(where) - _MOST_LINKS}" if len(where) > _MOST_LINKS else "")


def _cells(told: Told, row: Row, deck: Deck, *, same: bool = False) -> str:
    length = len(told.text)
    most = f"/{row.most}" if row.most else ""
    # With a placeholder in it, how long it gets depends on what fills it: `ac-tui check` knows.
    too_long = ' class="over"' if row.most and length > row.most and not placeholders(told.text) else ""
    ease = str(told.ease.score) if told.ease.words >= _FEWEST_WORDS and told.language == ITALIAN else ""
    note = f"<small>{escape(told.note)}</small>" if told.note else ""
    status = escape(deck.words(f"storyboard.status.{told.status}"))
    return (
        f'<td class="said{" same" if same else ""}" lang="{told.language}">{escape(told.text)}</td>'
        f"<td{too_long}>{length}{most}</td><td>{ease}</td>"
        f'<td class="{told.status}">{status}{note}</td>'
    )


def text_of(views: Sequence[View]) -> str:
    """Everything that can be read on a phone in any of its decks, for searching."""
    return " ".join(dict.fromkeys(drawable_lines(text) for view in views for _, text in view.texts()))
