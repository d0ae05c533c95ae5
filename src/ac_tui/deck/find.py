"""Which screen says this? Every text of the phone, found by what a caller reads aloud but for what is filled in."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.deck.text import PLACEHOLDER, placeholders, readings
from ac_tui.journey.model import Purpose, Step
from ac_tui.journey.rules import distance
from ac_tui.registry.keys import fold

BLANK: Final = "…"
"""What stands where a placeholder would fill something in."""

_HEARD: Final = 0.97  # how much other words for a text count beside the text itself, and a message beside the phone
_STEM: Final = 4
"""Words that begin alike are forms of one: from this many letters on, the more the longer their endings may be."""

CALLERS_WORDS = ("find.ignored", "find.same", "find.elsewhere")
"""Words of the desk that only the finder reads: what callers say, right or wrong."""

_ASKS: dict[Purpose, Step] = {
    "registration": "confirm_contact",
    "access": "confirm_identity",
    "operation": "confirm_identity",
    "recovery": "recover",
}
"""The screen that asks for the code of a message."""

_VALUE = re.compile(r"\S*[0-9*•@…+]\S*|\.{3,}")
"""What a placeholder would have filled in: numbers, masks, addresses, times."""
_MASK = re.compile(r"\*{2}|\.{4}|…[0-9]")


class TextMatch(NamedTuple):
    """A text that may be what was read: its block (a title's is "heading"), how well it fits (to 1), its part of it."""

    step: str
    id: str
    text: str
    score: float
    part: str = "text"

    @property
    def weak(self) -> bool:
        """Whether it is only something like what was read, to be shown as such."""
        return self.score < 0.4


class _Spoken:
    """A text; its match's score is its weight, `fills` its placeholders and, after a `=`, answers of cases."""

    def __init__(self, match: TextMatch, said: str = "", fills: frozenset[str] = frozenset()) -> None:
        self.match, self.fills = match, fills
        self.plain = bare_words(said or match.text)
        self.words = frozenset(self.plain.split())
        self.grams = _grams(self.plain)


class Finder:
    """Every text of a deck, indexed once: of words the rare ones say more, those that every caller uses nothing."""

    def __init__(self, deck: Deck) -> None:
        self._entries = list(spoken(deck))
        grams = Counter(gram for entry in self._entries for gram in entry.grams)
        self._rare = {gram: math.log(1 + len(self._entries) / (1 + n)) for gram, n in grams.items()}
        self._sizes = [self._size(entry.grams) for entry in self._entries]
        self._seen = Counter(word for entry in self._entries for word in entry.words)
        signs = {"star": "****", "dot": ".....", "at": "@", "plus": "+"}  # what a mask is made of
        self._signs = {word: sign for name, sign in signs.items() for word in deck.words(f"find.spoken.{name}").split()}
        self._ignored = frozenset(bare_words(deck.words("find.ignored")).split())
        self._same, self._elsewhere = (
            [frozenset(bare_words(group).split()) for group in deck.words(f"find.{name}").split("|")]
            for name in ("same", "elsewhere")
        )
        self._numbers = set(bare_words(deck.words("time.number.count")).split())

    def find(self, query: str, limit: int = 10, here: str = "") -> tuple[TextMatch, ...]:
        """The best matches, best first, of equal ones those `here` (the caller's step), then in the guide's order."""
        query = " ".join(self._signs.get(word.casefold(), word) for word in query.split())
        plain = bare_words(_VALUE.sub(" ", query))
        if _MASK.search(query) and not set(plain.split()) - self._numbers:
            return _first((entry, 0.9) for entry in self._masked(query))[:limit]
        plain = plain or bare_words(query)
        grams = _grams(plain)
        if not grams or self._is_elsewhere(plain):
            return ()
        size = self._size(grams)
        known, covered = self._coverage(plain)
        # What the texts know less of finds nothing; a number or a name of somebody's, as screens show them, is a guess.
        needed = 0.4 if plain != bare_words(query) else 0.5
        scored: list[tuple[_Spoken, float]] = []
        for entry, own, share in zip(self._entries, self._sizes, covered, strict=True):
            shared = self._size(grams & entry.grams)
            of_text = shared / own if own else 0.0
            score = 0.99 * entry.match.score * (0.6 * shared / size + 0.4 * of_text)
            if plain == entry.plain:
                score, of_text = entry.match.score, 1.0
            # Letters alone say that a text is meant, be its words misread or full of names: no short text.
            reads_alike = (score >= 0.5 or of_text >= 0.6) and len(entry.plain) >= 10
            if score >= 0.15 and (known >= needed or reads_alike):  # a lower score is chance
                scored.append((entry, score if score >= 0.8 else (score + 0.3 * share) / 1.3))
        scored.sort(key=lambda one: one[1] + (0.05 if one[0].match.step == here else 0.0), reverse=True)
        return _first(scored)[:limit]

    def _is_elsewhere(self, plain: str) -> bool:
        """Whether a query asks for something that no screen has, though its words stand on some; no text read aloud."""
        words = frozenset(plain.split())
        asked = words - self._ignored
        if not any(matter <= words and len(asked - matter) <= 1 for matter in self._elsewhere):
            return False
        return not any(f" {plain} " in f" {entry.plain} " for entry in self._entries)

    def _size(self, grams: Counter[str]) -> float:
        return sum(n * self._rare.get(gram, 5.0) for gram, n in grams.items())

    def _coverage(self, plain: str) -> tuple[float, list[float]]:
        """The share of a query that some text knows, and each text covers, word by word; all where it says nothing."""
        whole = known = 0.0
        weights: list[tuple[set[str], float]] = []
        for word in dict.fromkeys(word for word in plain.split() if word not in self._ignored and len(word) > 1):
            words = [word, *(other for same in self._same if any(alike(word, one) for one in same) for other in same)]
            meant = {one for one in self._seen if any(alike(said, one) for said in words) or maybe(word, one)}
            seen = sum(self._seen[one] for one in meant) if meant else 4
            weight = math.log(1 + len(self._entries) / (1 + seen))
            whole += weight
            if meant:
                sure = any(alike(word, one) for one in meant) or not any(maybe(word, one) for one in meant)
                known += weight * (1.0 if sure else 0.45)
                weights.append((meant, weight))
        if not whole:
            return 1.0, [1.0] * len(self._entries)
        each = (sum(n for meant, n in weights if not meant.isdisjoint(entry.words)) for entry in self._entries)
        return known / whole, [share / whole for share in each]

    def _masked(self, query: str) -> Iterator[_Spoken]:
        """Where a contact masked like this stands: on offer (guide 3C), with its country code (6A), or without (9A)."""
        if "@" in query or "*" not in query:
            yield from (entry for entry in self._entries if "masked" in entry.fills and entry.match.text == BLANK)
            return
        shapes = ({"contact", "=mobile"}, {"mobile"})
        for shape in shapes if "+" in query else reversed(shapes):
            yield from (entry for entry in self._entries if entry.fills >= shape)


finder = lru_cache(maxsize=4)(Finder)
"""The finder of a deck, made once."""


def _first(found: Iterable[tuple[_Spoken, float]]) -> tuple[TextMatch, ...]:
    matches: dict[tuple[str, str], TextMatch] = {}
    for entry, score in found:
        matches.setdefault(entry.match[:2], entry.match._replace(score=round(score, 3)))
    return tuple(matches.values())


def spoken(deck: Deck) -> Iterator[_Spoken]:
    """The texts of the screens in each wording, what callers say instead, messages where their code is asked for."""
    for step, screen in deck.screens.items():
        for path, source in screen.texts():
            if path[0] in ("heading", "body"):
                block, part = (str(path[1]), str(path[2])) if path[0] == "body" else ("heading", "heading")
                for text, parts in readings(source, screen.words):
                    names = (*placeholders(source), *(name.strip("{}") for name in PLACEHOLDER.findall(text)))
                    fills = frozenset((*names, *(f"={answer}" for _, _, answer in parts)))
                    yield _Spoken(TextMatch(step, block, PLACEHOLDER.sub(BLANK, text), 1.0, part), fills=fills)
    for step, screen in deck.screens.items():
        for block, keys in screen.desk.heard.items():
            for key, phrases in keys.items():
                text = PLACEHOLDER.sub(BLANK, screen.words_of(block, key))
                part = key if key in ("label", "text", "title", "heading") else "error"
                yield from (_Spoken(TextMatch(step, block, text, _HEARD, part), phrase) for phrase in phrases)
    for path, source in deck.messages.texts():
        purpose: Purpose = "registration" if path[0] == "business" else path[0]  # type: ignore[assignment]
        for line in filter(None, map(str.strip, source.splitlines() if path[-1] != "sender" else ())):
            yield _Spoken(TextMatch(_ASKS[purpose], "", PLACEHOLDER.sub(BLANK, line), _HEARD, str(path[-1])))


def bare_words(text: str) -> str:
    """Letters and digits only, without case and accents, single spaces between words."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def _grams(plain: str) -> Counter[str]:
    """The pairs and threes of letters of each word, its ends marked: neither word order nor a slip changes many."""
    words = [f" {word} " for word in plain.split()]
    return Counter(w[at : at + size] for w in words for size in (2, 3) for at in range(len(w) - size + 1))


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are the same, misread, or forms of one."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    stem = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    if stem >= _STEM and longer - stem <= (1 if stem == _STEM else stem - 1):
        return True
    slips = 2 if shorter >= 10 else 1
    return shorter >= 6 and distance(one, other, slips) <= slips  # "volto" is not "tolto"


@lru_cache(maxsize=20_000)
def maybe(one: str, other: str) -> bool:
    """Whether two words may be the same one, misread more than a word of that length mostly is: a guess."""
    shorter = min(len(one), len(other))
    slips = 2 if shorter >= 7 else 1
    return shorter >= _STEM and distance(one, other, slips) <= slips
