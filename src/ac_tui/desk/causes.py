"""The causes behind what callers say (screens/desk/causes.toml): reading and checking them, which of them is meant by
free words, tolerant of spelling, endings and dialect, and what to say of each.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

from pydantic import Field

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.files import find, read, shaped
from ac_tui.deck.load import DeckError, load_deck, overlay, variant_folder, variant_names
from ac_tui.deck.model import FilePart, Name, ReasonAdvice, Words, WordsByKey
from ac_tui.deck.rules import KeyProblem
from ac_tui.deck.text import meant
from ac_tui.desk.explain import GUIDE_NUMBERS, filled
from ac_tui.desk.stories import folded
from ac_tui.journey.decision import CHECKS, PASSING
from ac_tui.journey.standing import VALUES
from ac_tui.registry.faults import Fault

MOST_QUESTIONS: Final = 2
_LONGEST: Final = 300
"""Letters of what was said that are looked at: nobody says more in one breath."""
_LEAST: Final = 0.5
"""Scores below this are chance."""
SURE, LIKELY = 0.8, 0.6
"""Scores from which a cause is said to be sure, or likely."""
_LITTLE, _UNHEARD = 0.15, 0.55
"""The weight of a word that says little, and of one that no caller was heard to say, beside a word said once."""
_ELSEWHERE: Final = ""
"""Stands for the cause of what is no trouble with registering."""
_FILE: Final = "desk/causes.toml"


class Cause(FilePart):
    """A cause, or with `ask` a complaint whose `answers` lead to others by their names."""

    title: Words
    heard: tuple[Words, ...] = ()
    ask: str = ""
    answers: WordsByKey = Field(default_factory=dict)
    sees: str = ""
    why: str = ""
    say: tuple[Words, ...] = ()
    never: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()
    advice: str = ""
    checks: tuple[str, ...] = ()
    story: str = ""

    def wordings(self) -> Iterator[tuple[str, Any]]:
        """The keys that hold texts: those that name something else hold none."""
        return (one for one in super().wordings() if one[0] not in ("advice", "checks", "story"))


class Causes(FilePart):
    """The whole file; `same`, `elsewhere` and `ignored` are words of callers that only the search reads."""

    never: Annotated[tuple[Words, ...], Field(min_length=1)]
    same: Words
    elsewhere: Words
    ignored: Words
    causes: dict[Name, Cause]

    def depth(self, name: str, seen: tuple[str, ...] = ()) -> int:
        """How many questions at most lie between a complaint and a cause; 99 where they go round."""
        cause = self.causes.get(name)
        if cause is None or not cause.answers:
            return 0
        return 99 if name in seen else 1 + max(self.depth(to, (*seen, name)) for to in cause.answers)

    def behind(self, check: str, reason: str) -> str:
        """The name of the cause that explains why a check failed; "" for none."""
        for wanted in (f"{check}.{reason}", check):
            for name, cause in self.causes.items():
                if wanted in cause.checks:
                    return name
        return ""


def advice_about(deck: Deck, causes: Causes, name: str) -> Advice:
    """What to say, never to say and do next about a cause; its own words go before those of its `advice`."""
    cause = causes.causes[name]
    there = _referred(deck, cause.advice) or Advice((), (), ())
    never = (*(cause.never or there.never), *causes.never)
    said = Advice(cause.say or there.say, there.check, cause.next or there.next, never)
    unknown = dict.fromkeys(VALUES, deck.words("panel.why.unknown"))
    return filled(deck, said, {**unknown, **GUIDE_NUMBERS.numbers})


def _referred(deck: Deck, reference: str) -> Advice | None:
    """The advice at a place such as `reasons.CHECK.REASON`, `screens.STEP` or `screens.STEP.OUTCOME`."""
    table, first, second = (*reference.split("."), "", "")[:3]
    found: m.AdviceText | ReasonAdvice | None = None
    if table == "screens" and first in deck.screens:
        said = deck.screens[first].desk
        found = said.outcomes.get(second) or said.situations.get(second) if second else said
    elif table == "reasons":
        found = deck.reasons.get(first, {}).get(second)
    elif table in ("outcomes", "standings"):
        found = (deck.outcomes if table == "outcomes" else deck.standings).get(first)
    return Advice(found.say, found.check, found.next, found.never) if found is not None else None


def load_causes(directory: Path | None = None, variant: str = "") -> Causes:
    """The causes of a folder of screens (the one ac-tui ships by default) in the words of a variant; raises DeckError.

    A folder or a variant that has no such file is given the shipped one.
    """
    home = assets.screens_dir() if directory is None else directory
    sources = [find(home, _FILE)]
    over = variant_folder(home, variant) if variant else None
    if over is not None and (over / _FILE).exists():
        sources.append(over / _FILE)
    found, faults = _read(tuple((path, assets.read_text(path)) for path in sources))
    if found is None:
        raise DeckError(faults)
    return found


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[Path, str], ...]) -> tuple[Causes | None, tuple[Fault, ...]]:
    """The file and a variant's over it as the model, with their faults; their texts are part of the key."""
    source = read(files[0][0])
    part = shaped(source, Causes)
    faults = [*source.faults]
    for path, _ in files[1:] if part is not None else ():
        layer = overlay(source, part, read(path)) if part is not None else source
        part = shaped(layer, Causes)
        faults += layer.faults
    return (None if faults else part), tuple(faults)


# Which cause a caller means.


class Meant(NamedTuple):
    """A cause by its name, and how well it fits: from 0 to 1."""

    name: str
    score: float


class Ear:
    """Knows how callers say each cause; made once for all that they are asked."""

    def __init__(self, causes: Causes) -> None:
        groups = enumerate(causes.same.split("|"))
        self._group = {word: f"={number}" for number, group in groups for word in _words(group)}
        self._little = frozenset(_words(causes.ignored))
        self._phrases: list[tuple[str, list[str]]] = [
            (name, [*dict.fromkeys(map(self._sense, _words(phrase)))])
            for name, cause in causes.causes.items()
            for phrase in (cause.title, *cause.heard)
        ]
        self._phrases += [(_ELSEWHERE, [*map(self._sense, _words(one))]) for one in causes.elsewhere.split("|")]
        heard = Counter(word for _, words in self._phrases for word in words)
        self._rare = {word: math.log(1 + len(self._phrases) / n) for word, n in heard.items()}
        self._most = math.log(1 + len(self._phrases))
        self._alike = lru_cache(maxsize=4096)(self._nearest)

    def meant(self, text: str) -> Sequence[Meant]:
        """The causes that may be meant, best first; none for words that mean nothing here."""
        asked = [*dict.fromkeys(map(self._sense, _words(text[:_LONGEST])))]
        known = [self._alike(word) for word in asked]
        best: dict[str, float] = {}
        for name, phrase in self._phrases:
            score = self._score(asked, known, phrase)
            best[name] = max(score, best.get(name, 0.0))
        found = [Meant(name, round(score, 3)) for name, score in best.items() if score >= _LEAST]
        found.sort(key=lambda one: -one.score)
        elsewhere = bool(found) and found[0].name == _ELSEWHERE
        return () if elsewhere else [one for one in found if one.name != _ELSEWHERE]

    def _sense(self, word: str) -> str:
        """What a word is taken for: its group, else itself."""
        return self._group.get(word, word)

    def _weight(self, word: str) -> float:
        if word in self._little:
            return _LITTLE
        return self._rare.get(word, self._most * _UNHEARD)

    def _nearest(self, word: str) -> dict[str, float]:
        """The words of callers that a word may be, each with how near it is."""
        near: dict[str, float] = {}
        for known in {**self._rare, **self._group}:
            if likeness := _likeness(word, known):
                sense = self._sense(known)
                near[sense] = max(likeness, near.get(sense, 0.0))
        return near

    def _score(self, asked: Sequence[str], known: Sequence[dict[str, float]], phrase: Sequence[str]) -> float:
        """How well a phrase covers what was said, and the other way round: 1 for the very phrase."""

        def covered(words: Sequence[str], likeness: Iterable[float]) -> float:
            """The share of the weight of words that is covered."""
            weights = [self._weight(word) for word in words]
            whole = sum(weights)
            return sum(weight * like for weight, like in zip(weights, likeness, strict=True)) / whole if whole else 0.0

        said = covered(asked, (max((near.get(one, 0.0) for one in phrase), default=0.0) for near in known))
        of_phrase = covered(phrase, (max((near.get(one, 0.0) for near in known), default=0.0) for one in phrase))
        return 0.6 * said + 0.4 * of_phrase


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", folded(text))


def _likeness(one: str, other: str) -> float:
    """1 for the same word, less for another ending or a slip, 0 for another word."""
    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 4 or "=" in (one[0], other[0]):
        return 0.0
    shared = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), shorter)
    if shared >= 4 and shared >= 0.65 * longer:
        return 0.9
    if longer - shorter > 2 or not shared:
        return 0.0
    return 0.8 if SequenceMatcher(None, one, other).ratio() >= 0.8 else 0.0


# What `ac-tui check` asks of them.


def cause_faults(home: Path) -> Iterator[Fault]:
    """Everything wrong with the causes of a folder of screens and of each of its variants."""
    source = read(find(home, _FILE))
    try:
        deck, causes = load_deck(home), load_causes(home)
    except DeckError as error:
        yield from (fault for fault in error.faults if fault.file == source.name)
        return
    for problem in _problems(deck, causes):
        source.fault(*problem)
    yield from source.faults
    for variant in variant_names(home):
        try:
            load_causes(home, variant)
        except DeckError as error:
            yield from error.faults


def _problems(deck: Deck, causes: Causes) -> Iterator[KeyProblem]:
    known = causes.causes
    led_to = {to for cause in known.values() for to in cause.answers}
    for name, cause in known.items():
        here = ("causes", name)
        if not cause.heard and name not in led_to:
            yield KeyProblem(
                here, "unreachable-cause", "nothing leads here: no `heard`, and no answer of another cause"
            )
        for to in cause.answers:
            if to not in known:
                yield KeyProblem((*here, "answers", to), "unknown-cause", f"there is no cause `{to}`{meant(to, known)}")
        if causes.depth(name) > MOST_QUESTIONS:
            yield KeyProblem(here, "too-many-questions", f"more than {MOST_QUESTIONS} questions until there is a cause")
        if bool(cause.ask) != bool(cause.answers):
            yield KeyProblem(here, "missing-key", "`ask` and `answers` go together")
        if not cause.answers:
            yield from _end_problems(deck, name, cause)
    yield from _check_problems(causes)


def _end_problems(deck: Deck, name: str, cause: Cause) -> Iterator[KeyProblem]:
    """What a cause needs where a call ends with it."""
    here = ("causes", name)
    there = _referred(deck, cause.advice)
    if cause.advice and there is None:
        yield KeyProblem((*here, "advice"), "unknown-advice", f"there is no advice at `{cause.advice}`")
    has = {"say": cause.say or (there and there.say), "next": cause.next or (there and there.next)}
    for key in [key for key, given in {"sees": cause.sees, "why": cause.why, **has}.items() if not given]:
        yield KeyProblem(here, "missing-key", f"a cause without a question needs `{key}`")
    if not (assets.fixtures_dir() / "flows" / f"{cause.story}.yaml").is_file():
        yield KeyProblem((*here, "story"), "unknown-story", f"there is no flow `{cause.story}` in fixtures/flows")


def _check_problems(causes: Causes) -> Iterator[KeyProblem]:
    """A cause for every way in which a check of the journey can fail, and for nothing else."""
    known = {*CHECKS, *(f"{check}.{reason}" for check, reasons in CHECKS.items() for reason in reasons)}
    for name, cause in causes.causes.items():
        for wanted in cause.checks:
            if wanted not in known:
                message = f"no check fails so: `{wanted}`{meant(wanted, known)}"
                yield KeyProblem(("causes", name, "checks"), "unknown-check", message)
    for check, reasons in CHECKS.items():
        for reason in reasons:
            if (check, reason) not in PASSING and not causes.behind(check, reason):
                yield KeyProblem(("causes",), "missing-cause", f"no cause explains `{check}` failing for `{reason}`")
