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
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, cast

from ac_tui.deck.deck import Deck
from ac_tui.deck.text import PLACEHOLDER, placeholders, readings
from ac_tui.journey.model import Purpose, Step
from ac_tui.journey.rules.names import distance

if TYPE_CHECKING:
    from ac_tui.deck.model import Screen

BLANK: Final = "…"
"""What stands where a placeholder would fill something in."""

_LEAST = 0.15
"""Scores below this are chance."""

_WEAK = 0.4
"""Matches below this are weak: something like it, to be shown as such."""

_FITTING, _GUESSED = 0.5, 0.4
"""A query of which the texts know less than _FITTING finds nothing (_GUESSED where a number or a name of somebody's
stood in it, as screens show them), and a text that covers less of it counts the less.
"""

_SURE, _COVER = 0.8, 0.3
"""A score that no word is looked at for, and the weight of words beside letters."""

_ALIKE, _WHOLE, _ENOUGH = 0.5, 0.6, 10
"""Letters alone say that a text is meant: by the score, or by the share of the text that was read; no shorter text."""

_UNHEARD = 5.0
"""What letters that no text has count for."""

_MASKED = 0.9
"""The score of a place that shows a masked contact, for a query that is one."""

_HEARD = 0.97
"""How much other words for a text count beside the text itself; a message as much beside the phone."""

_HERE = 0.05
"""How much nearer a text is on the screen the caller is known to look at."""

CALLERS_WORDS = ("find.ignored", "find.same", "find.elsewhere")
"""Words of the desk that only the finder reads: what callers say, right or wrong."""

_ASKS: dict[Purpose, Step] = {
    "registration": "confirm_contact",
    "access": "confirm_identity",
    "operation": "confirm_identity",
    "recovery": "recover",
}
"""The screen that asks for the code of a message."""

_SIGNS = {"find.spoken.star": "****", "find.spoken.dot": ".....", "find.spoken.at": "@", "find.spoken.plus": "+"}
"""Words of the desk for what a mask is made of, and the sign that stands there."""

_OFFERED, _ABROAD, _AT_HOME = frozenset({"masked"}), frozenset({"contact", "=mobile"}), frozenset({"mobile"})
"""What fills in a contact on offer (guide 3C), a number with its country code (6A), a number without (9A)."""

_VALUE = re.compile(r"\S*[0-9*•@…+]\S*|\.{3,}")
"""What a placeholder would have filled in: numbers, masks, addresses, times."""
_MASK = re.compile(r"\*{2}|\.{4}|…[0-9]")


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
        return self.score < _WEAK

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
        self._ignored = frozenset(_plain(deck.words("find.ignored")).split())
        same = [_plain(group) for group in deck.words("find.same").split("|")]
        self._coverage = Coverage((entry.plain for entry in self._entries), self._ignored, same)
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
            return _first((entry, _MASKED) for entry in self._masked(query))[:limit]
        plain = plain or _plain(query)
        grams = _grams(plain)
        if not grams or self._is_elsewhere(plain):
            return ()
        size = self._size(grams)
        known, covered = self._coverage.of(plain)
        needed = _GUESSED if plain != _plain(query) else _FITTING
        scored: list[tuple[float, int, float]] = []
        for number, (entry, own, share) in enumerate(zip(self._entries, self._sizes, covered, strict=True)):
            shared = self._size(grams & entry.grams)
            of_text = shared / own if own else 0.0
            score = 0.99 * entry.weight * (0.6 * shared / size + 0.4 * of_text)
            if plain == entry.plain:
                score, of_text = entry.weight, 1.0
            # Letters alone say that a text is meant, be its words misread or full of names: no short text.
            reads_alike = (score >= _ALIKE or of_text >= _WHOLE) and len(entry.plain) >= _ENOUGH
            if score >= _LEAST and (known >= needed or reads_alike):
                judged = score if score >= _SURE else (score + _COVER * share) / (1 + _COVER)
                scored.append((-judged - (_HERE if entry.step == here else 0.0), number, judged))
        return _first((self._entries[number], round(score, 3)) for _, number, score in sorted(scored))[:limit]

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

    def _masked(self, query: str) -> Iterator[_Spoken]:
        """Where a contact masked like this stands: each screen has a shape of its own (guide 3C, 6A, 9A)."""
        shapes: tuple[frozenset[str], ...] = (_OFFERED,)
        if "@" not in query and "*" in query:
            shapes = (_ABROAD, _AT_HOME) if "+" in query else (_AT_HOME, _ABROAD)
        for shape in shapes:
            yield from (e for e in self._shown if e.fills >= shape and (shape != _OFFERED or e.text == BLANK))


def _first(found: Iterable[tuple[_Spoken, float]]) -> tuple[TextMatch, ...]:
    """Of each block the first text that was found, with its score."""
    matches: dict[tuple[str, str], TextMatch] = {}
    for entry, score in found:
        matches.setdefault((entry.step, entry.id), entry.match(score))
    return tuple(matches.values())


def _entries(screen: Screen) -> Iterator[_Spoken]:
    """The texts of a screen as they can read, once for each wording of the words they compose."""
    for path, source in screen.texts():
        if path[0] in ("desk", "words"):
            continue
        block, part = (str(path[1]), str(path[2])) if path[0] == "body" else (str(path[0]), str(path[0]))
        for reading in readings(source, screen.words):
            filled_in = (name.strip("{}") for name in PLACEHOLDER.findall(reading.text))
            fills = frozenset((*placeholders(source), *filled_in, *(f"={answer}" for _, _, answer in reading.parts)))
            yield _Spoken(screen.step, block, _blank(reading.text), part, fills=fills)


def _heard(screen: Screen) -> Iterator[_Spoken]:
    """What callers say instead of a text of the screen."""
    for block, keys in screen.desk.heard.items():
        for key, phrases in keys.items():
            text = _blank(screen.words_of(block, key))
            part = key if key in ("label", "text", "title", "heading") else "error"
            for phrase in phrases:
                yield _Spoken(screen.step, block, text, part, said=phrase, weight=_HEARD)


def _messages(deck: Deck) -> Iterator[_Spoken]:
    """SMS and emails, at the screen that asks for their code; they are no block of it."""
    for path, source in deck.messages.texts():
        purpose: Purpose = "registration" if path[0] == "business" else cast(Purpose, path[0])
        if path[-1] != "sender":
            for line in filter(None, map(str.strip, source.splitlines())):
                yield _Spoken(_ASKS[purpose], "", _blank(line), str(path[-1]), weight=_HEARD)


def _blank(wording: str) -> str:
    return PLACEHOLDER.sub(BLANK, wording)


def _plain(text: str) -> str:
    """Letters and digits only, without case and accents, single spaces between words."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))


def _grams(plain: str) -> Counter[str]:
    """The pairs and threes of letters of each word, its ends marked: neither word order nor a slip changes many."""
    words = [f" {word} " for word in plain.split()]
    return Counter(w[at : at + size] for w in words for size in (2, 3) for at in range(len(w) - size + 1))


@lru_cache(maxsize=4)
def finder(deck: Deck) -> Finder:
    """The finder of a deck, made once."""
    return Finder(deck)


# How much of a query a text covers, word by word: what tells a text that fits from letters that happen to be alike.

_SHORT: Final = 6
"""In shorter words no letter may differ: "volto" is not "tolto"."""
_MIDDLE, _LONG = 7, 10
"""From _LONG letters on two may differ, else one; from _MIDDLE on two may where it is a guess."""
GUESS: Final = 0.45
"""What a guess counts of a word that is known."""
_STRANGE: Final = 4
"""A word that no text has weighs like one that so many texts have."""
_STEM: Final = 4
"""Words that begin alike are forms of one: from this many letters on, the more the longer their endings may be."""


class Coverage:
    """The words of all texts, weighed: rare ones say more, those that every caller uses (`ignored`) nothing.

    `same` are groups of words that callers use one for the other.
    """

    def __init__(self, texts: Iterable[str], ignored: Collection[str], same: Iterable[str] = ()) -> None:
        self._groups = [frozenset(group.split()) for group in same]
        self._texts = [frozenset(text.split()) for text in texts]
        self._ignored = frozenset(ignored)
        self._seen = Counter(word for words in self._texts for word in words)

    def of(self, query: str) -> tuple[float, list[float]]:
        """The share of a query that some text knows, and the share that each text covers; all where it says nothing."""
        words = dict.fromkeys(word for word in query.split() if word not in self._ignored and len(word) > 1)
        meant = {word: self._meant(word) for word in words}
        weights = {word: self._weight(known) for word, known in meant.items()}
        whole = sum(weights.values())
        if not whole:
            return 1.0, [1.0] * len(self._texts)
        known = sum(weights[word] * self._how_well(word, texts) for word, texts in meant.items() if texts) / whole
        each = (
            sum(weights[word] for word, texts in meant.items() if not texts.isdisjoint(text)) for text in self._texts
        )
        return known, [share / whole for share in each]

    def _meant(self, word: str) -> frozenset[str]:
        """The words of the texts that a word of the query may stand for."""
        others = [other for group in self._groups if any(alike(word, one) for one in group) for other in group]
        return frozenset(
            known for known in self._seen if any(alike(one, known) for one in (word, *others)) or maybe(word, known)
        )

    def _how_well(self, word: str, known: Collection[str]) -> float:
        """How sure it is that a word is one of these: all of them may be guesses."""
        return 1.0 if any(alike(word, one) for one in known) or not any(maybe(word, one) for one in known) else GUESS

    def _weight(self, known: Collection[str]) -> float:
        seen = sum(self._seen[word] for word in known) if known else _STRANGE
        return math.log(1 + len(self._texts) / (1 + seen))


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are the same, misread, or forms of one."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    stem = 0
    while stem < shorter and one[stem] == other[stem]:
        stem += 1
    if stem >= _STEM and longer - stem <= (1 if stem == _STEM else stem - 1):
        return True
    slips = 2 if shorter >= _LONG else 1
    return shorter >= _SHORT and distance(one, other, slips) <= slips


@lru_cache(maxsize=20_000)
def maybe(one: str, other: str) -> bool:
    """Whether two words may be the same one, misread more than a word of that length mostly is: a guess."""
    shorter = min(len(one), len(other))
    slips = 2 if shorter >= _MIDDLE else 1
    return shorter >= _STEM and distance(one, other, slips) <= slips
