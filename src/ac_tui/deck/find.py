"""Which screen says this? Every text of the phone, found by what a caller reads aloud.

Tolerant of case, accents, punctuation, word order, missing parts and misreadings. What a placeholder would fill in
(masked contacts, numbers, times) is left out on both sides; a masked contact on its own finds where one of its shape
stands. Messages are searched too, and what callers say for words of the screen ([desk.heard] of its file).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, cast

from ac_tui.deck.coverage import Coverage
from ac_tui.deck.deck import Deck
from ac_tui.deck.text import PLACEHOLDER, placeholders, readings
from ac_tui.journey.model import Purpose, Step

if TYPE_CHECKING:
    from ac_tui.deck.model import Screen

BLANK = "…"
"""What stands where a placeholder would fill something in."""

LEAST = 0.15
"""Scores below this are chance."""

WEAK = 0.4
"""Matches below this are weak: something like it, to be shown as such."""

FITTING, GUESSED = 0.5, 0.4
"""A query of which the texts know less than FITTING finds nothing (GUESSED where a number or a name of somebody's stood
in it, as screens show them), and a text that covers less of it counts the less.
"""

SURE, COVER = 0.8, 0.3
"""A score that no word is looked at for, and the weight of words beside letters."""

ALIKE, WHOLE, ENOUGH = 0.5, 0.6, 10
"""Letters alone say that a text is meant: by the score, or by the share of the text that was read; no shorter text."""

CALLERS_WORDS = ("find.ignored", "find.same", "find.elsewhere")
"""Words of the desk that only the finder reads: what callers say, right or wrong."""

MASKED = 0.9
"""The score of a place that shows a masked contact, for a query that is one."""

HEARD = 0.97
"""How much other words for a text count beside the text itself; a message as much beside the phone."""

HERE = 0.05
"""How much nearer a text is on the screen the caller is known to look at."""

_ASKS: dict[Purpose, Step] = {
    "registration": "confirm_contact",
    "access": "confirm_identity",
    "operation": "confirm_identity",
    "recovery": "recover",
}
"""The screen that asks for the code of a message."""


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A text that may be what was read: `id` is its block ("heading" for a screen's title), `score` from 0 to 1.

    `part` is what the text is of its block, as screen files call it: "label", "text", "error" and so on.
    """

    step: str
    id: str
    text: str
    score: float
    part: str = "text"

    @property
    def weak(self) -> bool:
        """Whether it is only something like what was read."""
        return self.score < WEAK

    def as_json(self) -> dict[str, str | float]:
        """The match in the form other tools read."""
        return {"step": self.step, "id": self.id, "text": self.text, "score": self.score}


@dataclass(frozen=True)
class _Spoken:
    """One text of the deck, ready to compare: with `said` in its place where callers say it in other words.

    `fills` are its placeholders, and with a `=` before them the answers of its cases that it is worded for.
    """

    step: str
    id: str
    text: str
    part: str
    said: str = ""
    fills: frozenset[str] = frozenset()
    weight: float = 1.0

    def match(self, score: float) -> TextMatch:
        """The text as something found."""
        return TextMatch(self.step, self.id, self.text, score, self.part)

    @cached_property
    def plain(self) -> str:
        return _plain(self.said or self.text)

    @cached_property
    def grams(self) -> Counter[str]:
        return _grams(self.plain)


class Finder:
    """Every text of a deck, indexed once: `find` is then a matter of milliseconds."""

    def __init__(self, deck: Deck) -> None:
        self._shown = [entry for screen in deck.screens.values() for entry in _entries(screen)]
        heard = [entry for screen in deck.screens.values() for entry in _heard(screen)]
        self._entries = [*self._shown, *heard, *_messages(deck)]
        seen = Counter(gram for entry in self._entries for gram in entry.grams)
        self._rare = {gram: math.log(1 + len(self._entries) / (1 + n)) for gram, n in seen.items()}
        self._sizes = [self._size(entry.grams) for entry in self._entries]
        self._signs = {word: sign for name, sign in _SIGNS.items() for word in deck.words(name).split()}
        ignored = _plain(deck.words("find.ignored")).split()
        same = [_plain(group) for group in deck.words("find.same").split("|")]
        self._coverage = Coverage((entry.plain for entry in self._entries), ignored, same)
        self._ignored = frozenset(ignored)
        self._elsewhere = [frozenset(_plain(said).split()) for said in deck.words("find.elsewhere").split("|")]
        self._numbers = set(_plain(deck.words("time.number.count")).split())

    @property
    def texts(self) -> tuple[TextMatch, ...]:
        """Every text there is to find, in the guide's order."""
        return tuple(entry.match(1.0) for entry in self._shown)

    def find(self, query: str, limit: int = 10, here: str = "") -> tuple[TextMatch, ...]:
        """The best matches, best first, of equal ones those `here` and then in the guide's order.

        None for a query that says nothing. `here` is the step the caller looks at, "" if nobody knows.
        """
        query = " ".join(self._signs.get(word.casefold(), word) for word in query.split())
        plain = _plain(_VALUE.sub(" ", query))
        if _MASK.search(query) and not set(plain.split()) - self._numbers:
            return self._masked(query)[:limit]
        plain = plain or _plain(query)
        grams = _grams(plain)
        if not grams or self._is_elsewhere(plain):
            return ()
        size = self._size(grams)
        known, covered = self._coverage.of(plain)
        needed = GUESSED if plain != _plain(query) else FITTING
        scored: list[tuple[float, int, float]] = []
        for number, (entry, own, share) in enumerate(zip(self._entries, self._sizes, covered, strict=True)):
            shared = self._size(grams & entry.grams)
            of_text = shared / own if own else 0.0
            score = 0.99 * entry.weight * (0.6 * shared / size + 0.4 * of_text)
            if plain == entry.plain:
                score, of_text = entry.weight, 1.0
            # Letters alone say that a text is meant, be its words misread or full of names: no short text.
            reads_alike = (score >= ALIKE or of_text >= WHOLE) and len(entry.plain) >= ENOUGH
            if score >= LEAST and (known >= needed or reads_alike):
                judged = score if score >= SURE else (score + COVER * share) / (1 + COVER)
                scored.append((-judged - (HERE if entry.step == here else 0.0), number, judged))
        found: dict[tuple[str, str], TextMatch] = {}
        for _, number, score in sorted(scored):
            entry = self._entries[number]
            found.setdefault((entry.step, entry.id), entry.match(round(score, 3)))
        return tuple(found.values())[:limit]

    def _is_elsewhere(self, plain: str) -> bool:
        """Whether a query asks for something that no screen has, though its words stand on some; not if it is read off
        a screen.
        """
        words = frozenset(plain.split())
        asked = words - self._ignored
        if not any(matter <= words and len(asked - matter) <= 1 for matter in self._elsewhere):
            return False
        return not any(f" {plain} " in f" {entry.plain} " for entry in self._entries)

    def _size(self, grams: Counter[str]) -> float:
        """How much letters say: the rarer they are in the deck, the more."""
        return sum(n * self._rare.get(gram, _UNHEARD) for gram, n in grams.items())

    def _masked(self, query: str) -> tuple[TextMatch, ...]:
        """Where a contact masked like this stands: each screen has a shape of its own (guide 3C, 6A, 9A)."""
        shapes: tuple[frozenset[str], ...] = (_OFFERED,)
        if "@" not in query and "*" in query:
            shapes = (_ABROAD, _AT_HOME) if "+" in query else (_AT_HOME, _ABROAD)
        found: dict[tuple[str, str], TextMatch] = {}
        for shape in shapes:
            for entry in self._shown:
                if entry.fills >= shape and (shape != _OFFERED or entry.text == BLANK):
                    found.setdefault((entry.step, entry.id), entry.match(MASKED))
        return tuple(found.values())


def _entries(screen: Screen) -> Iterator[_Spoken]:
    for path, source in screen.texts():
        if path[0] in ("desk", "words"):
            continue
        block, part = (str(path[1]), str(path[2])) if path[0] == "body" else (str(path[0]), str(path[0]))
        for text, fills in _spoken(screen, source):
            yield _Spoken(screen.step, block, text, part, fills=fills)


def _heard(screen: Screen) -> Iterator[_Spoken]:
    """What callers say instead of a text of the screen."""
    for block, keys in screen.desk.heard.items():
        for key, phrases in keys.items():
            text = _blank(screen.words_of(block, key))
            part = key if key in _PARTS else "error"
            for phrase in phrases:
                yield _Spoken(screen.step, block, text, part, said=phrase, weight=HEARD)


def _messages(deck: Deck) -> Iterator[_Spoken]:
    """SMS and emails, at the screen that asks for their code; they are no block of it."""
    for path, source in deck.messages.texts():
        purpose: Purpose = "registration" if path[0] == "business" else cast(Purpose, path[0])
        if path[-1] != "sender":
            for line in filter(None, map(str.strip, source.splitlines())):
                yield _Spoken(_ASKS[purpose], "", _blank(line), str(path[-1]), weight=HEARD)


def _spoken(screen: Screen, source: str) -> Iterator[tuple[str, frozenset[str]]]:
    """A text as it can read, once for each wording of the words it composes, blanks for what is filled in; with the
    names of what is filled in and the answers it is worded for.
    """
    for reading in readings(source, screen.words):
        filled_in = (name.strip("{}") for name in PLACEHOLDER.findall(reading.text))
        fills = frozenset((*placeholders(source), *filled_in, *(f"={answer}" for _, _, answer in reading.parts)))
        yield _blank(reading.text), fills


def _blank(wording: str) -> str:
    return PLACEHOLDER.sub(BLANK, wording)


_UNHEARD = 5.0
"""What letters that no text has count for."""
_PARTS = ("label", "text", "title", "heading")
_SIGNS = {
    "find.spoken.star": "****",
    "find.spoken.dot": ".....",
    "find.spoken.at": "@",
    "find.spoken.plus": "+",
}
"""Words of the desk for what a mask is made of, and the sign that stands there."""
_OFFERED, _ABROAD, _AT_HOME = frozenset({"masked"}), frozenset({"contact", "=mobile"}), frozenset({"mobile"})
"""What fills in a contact on offer (guide 3C), a number with its country code (6A), a number without (9A)."""
_VALUE = re.compile(r"\S*[0-9*•@…+]\S*|\.{3,}")
"""What a placeholder would have filled in: numbers, masks, addresses, times."""
_MASK = re.compile(r"\*{2}|\.{4}|…[0-9]")


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
