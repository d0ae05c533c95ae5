"""Which screen says this? Every text of the phone, found by what a caller reads aloud.

Tolerant of case, accents, punctuation, word order, missing parts and misreadings. What a placeholder would fill in
(masked contacts, numbers, times) is left out on both sides; a masked contact on its own finds where one stands alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from ac_tui.deck.deck import Deck
from ac_tui.deck.model import Screen
from ac_tui.deck.text import cut, placeholders

BLANK = "…"
"""What stands where a placeholder would fill something in."""

LEAST = 0.3
"""Scores below this are chance."""

MASKED = 0.9
"""The score of a place that shows nothing but a masked contact, for a query that is one."""


@dataclass(frozen=True, slots=True)
class Match:
    """A text that may be what was read: `id` is its block ("heading" for a screen's title), `score` from 0 to 1.

    `part` is what the text is of its block, as screen files call it: "label", "text", "error" and so on.
    """

    step: str
    id: str
    text: str
    score: float
    part: str = "text"

    def as_json(self) -> dict[str, str | float]:
        """The match in the form other tools read."""
        return {"step": self.step, "id": self.id, "text": self.text, "score": self.score}


@dataclass(frozen=True)
class _Entry:
    """One text of the deck, ready to compare."""

    step: str
    id: str
    text: str
    part: str

    def match(self, score: float) -> Match:
        """The text as something found."""
        return Match(self.step, self.id, self.text, score, self.part)

    @cached_property
    def plain(self) -> str:
        return _plain(self.text)

    @cached_property
    def grams(self) -> Counter[str]:
        return _grams(self.plain)

    @cached_property
    def size(self) -> int:
        return sum(self.grams.values())


class Finder:
    """Every text of a deck, indexed once: `find` is then a matter of milliseconds."""

    def __init__(self, deck: Deck) -> None:
        self._entries = [entry for screen in deck.screens.values() for entry in _entries(screen)]

    @property
    def texts(self) -> tuple[Match, ...]:
        """Every text there is to find, in the guide's order."""
        return tuple(entry.match(1.0) for entry in self._entries)

    def find(self, query: str, limit: int = 10) -> tuple[Match, ...]:
        """The best matches, best first, equal ones in the guide's order; none for a query that says nothing."""
        plain = _plain(_without_values(query))
        if not plain and _MASK.search(query):
            return tuple(entry.match(MASKED) for entry in self._entries if entry.text == BLANK)[:limit]
        plain = plain or _plain(query)
        grams = _grams(plain)
        if not grams:
            return ()
        scored = ((_score(plain, grams, entry), number) for number, entry in enumerate(self._entries))
        best = sorted(((score, number) for score, number in scored if score >= LEAST), key=lambda s: (-s[0], s[1]))
        entries: dict[tuple[str, str], Match] = {}
        for score, number in best:
            entry = self._entries[number]
            entries.setdefault((entry.step, entry.id), entry.match(round(score, 3)))
        return tuple(entries.values())[:limit]


def _entries(screen: Screen) -> Iterator[_Entry]:
    for path, source in screen.texts():
        if path[0] in ("desk", "words"):
            continue
        block, part = (str(path[1]), str(path[2])) if path[0] == "body" else (str(path[0]), str(path[0]))
        for text in _spoken(screen, source):
            yield _Entry(screen.step, block, text, part)


def _spoken(screen: Screen, source: str) -> Iterator[str]:
    """A text as it can read: once for each wording of the words it composes, blanks for what is filled in."""
    names = [name for name in placeholders(source) if name in screen.words]
    choices = [[text for path, text in screen.words[name].texts()] for name in names]
    for wordings in product(*choices):
        composed = dict(zip(names, wordings, strict=True))
        yield "".join(literal + (_blank(composed.get(name, "")) if name else "") for literal, name in cut(source))


def _blank(wording: str) -> str:
    if not wording:
        return BLANK
    return "".join(literal + (BLANK if name else "") for literal, name in cut(wording))


def _score(plain: str, grams: Counter[str], entry: _Entry) -> float:
    """How well the query is covered by the text, and a little how well the text by the query; 1 for the very text."""
    if plain == entry.plain:
        return 1.0
    shared = sum((grams & entry.grams).values())
    of_query = shared / sum(grams.values())
    of_text = shared / entry.size if entry.size else 0.0
    return 0.99 * (0.75 * of_query + 0.25 * of_text)


_VALUE = re.compile(r"\S*[0-9*•@…]\S*")
_MASK = re.compile(r"\*{2}|\.{4}|…[0-9]")


def _without_values(text: str) -> str:
    """The text without what a placeholder would have filled in: numbers, masks, addresses, times."""
    return _VALUE.sub(" ", text)


def _plain(text: str) -> str:
    """Letters and digits only, without case and accents, single spaces between words."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))


def _grams(plain: str) -> Counter[str]:
    """The pairs and threes of letters of each word, its ends marked: neither word order nor a slip changes many."""
    grams: Counter[str] = Counter()
    for word in plain.split():
        marked = f" {word} "
        for size in (2, 3):
            grams.update(marked[at : at + size] for at in range(len(marked) - size + 1))
    return grams


@lru_cache(maxsize=4)
def finder(deck: Deck) -> Finder:
    """The finder of a deck, made once."""
    return Finder(deck)


def find(deck: Deck, query: str, limit: int = 10) -> Sequence[Match]:
    """The best matches for one query."""
    return finder(deck).find(query, limit)
