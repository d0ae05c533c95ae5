"""The causes behind what callers say (screens/desk/causes.toml): read, checked, heard in free words, advised on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

from pydantic import Field

from ac_tui import assets
from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.find import alike, bare_words
from ac_tui.deck.load import load_deck, load_part, variant_folder, variant_names
from ac_tui.deck.model import AdviceText, FilePart, Name, ReasonAdvice, Words, WordsByKey
from ac_tui.deck.rules import KeyProblem
from ac_tui.deck.text import meant
from ac_tui.desk.explain import filled
from ac_tui.desk.variants import Variants
from ac_tui.flows.model import Flow
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.decision import CHECKS, PASSING
from ac_tui.journey.standing import VALUES
from ac_tui.journey.world import Policy
from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.keys import fold

MOST_QUESTIONS: Final = 2
_ELSEWHERE: Final = ""  # stands for the cause of what is no trouble with registering
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
        ways = [(way, name) for way in (f"{check}.{reason}", check) for name in self.causes]
        return next((name for way, name in ways if way in self.causes[name].checks), "")


def advice_about(deck: Deck, causes: Causes, cause: Cause) -> Advice:
    """What to say, never to say and do next about a cause; its own words go before those of its `advice`."""
    there = _referred(deck, cause.advice) or Advice((), (), ())
    never = (*(cause.never or there.never), *causes.never)
    said = Advice(cause.say or there.say, there.check, cause.next or there.next, never)
    unknown = dict.fromkeys(VALUES, deck.words("panel.why.unknown"))
    return filled(deck, said, {**unknown, **Policy().numbers})  # the numbers that the guide says


def _referred(deck: Deck, reference: str) -> AdviceText | ReasonAdvice | None:
    """The advice at a place such as `reasons.CHECK.REASON`, `screens.STEP` or `screens.STEP.OUTCOME`."""
    table, first, second = (*reference.split("."), "", "")[:3]
    if table == "screens" and first in deck.screens:
        said = deck.screens[first].desk
        return said.outcomes.get(second) or said.situations.get(second) if second else said
    if table == "reasons":
        return deck.reasons.get(first, {}).get(second)
    if table in ("outcomes", "standings"):
        return (deck.outcomes if table == "outcomes" else deck.standings).get(first)
    return None


def load_causes(directory: Path | None = None, variant: str = "") -> Causes:
    """The causes of a folder of screens or a variant, the shipped ones where it has none; raises FileError."""
    home = directory or assets.screens_dir()
    return load_part(home, variant_folder(home, variant) if variant else None, _FILE, Causes)


class Meant(NamedTuple):
    """A cause by its name, and how well it fits: from 0 to 1."""

    name: str
    score: float

    @property
    def sure(self) -> str:
        """How sure it is: the deck's `answers.SURE` says it."""
        return "sure" if self.score >= 0.8 else "likely" if self.score >= 0.6 else "perhaps"


class Ear:
    """Knows how callers say each cause; made once for all that they are asked."""

    def __init__(self, causes: Causes) -> None:
        groups = enumerate(causes.same.split("|"))
        self._group = {word: f"={number}" for number, group in groups for word in bare_words(group).split()}
        said = [(name, one) for name, cause in causes.causes.items() for one in (cause.title, *cause.heard)]
        said += [(_ELSEWHERE, one) for one in causes.elsewhere.split("|")]
        self._phrases = [(name, self._senses(one)) for name, one in said]
        heard = Counter(word for _, words in self._phrases for word in words)
        self._weight = {word: math.log(1 + len(said) / n) for word, n in heard.items()}
        self._weight |= dict.fromkeys(bare_words(causes.ignored).split(), 0.15)  # these say little
        self._unheard = math.log(1 + len(said)) * 0.55  # of a word that no caller was heard to say
        self._near = lru_cache(maxsize=4096)(self._nearest)

    def meant(self, text: str) -> Sequence[Meant]:
        """The causes that may be meant, best first; none for words that mean nothing here."""
        near = {word: self._near(word) for word in self._senses(text[:300])}  # nobody says more in one breath
        best: dict[str, float] = {}
        for name, phrase in self._phrases:  # how well it covers what was said, and the other way round
            said = {word: max((like.get(one, 0.0) for one in phrase), default=0.0) for word, like in near.items()}
            covers = {one: max((like.get(one, 0.0) for like in near.values()), default=0.0) for one in phrase}
            best[name] = max(0.6 * self._covered(said) + 0.4 * self._covered(covers), best.get(name, 0.0))
        found = [Meant(name, round(score, 3)) for name, score in best.items() if score >= 0.5]  # less is chance
        found.sort(key=lambda one: -one.score)
        return [one for one in found if one.name != _ELSEWHERE] if found and found[0].name != _ELSEWHERE else ()

    def _senses(self, text: str) -> list[str]:
        """What its words are taken for, each once: their groups, else themselves."""
        return [*dict.fromkeys(self._group.get(word, word) for word in bare_words(text).split())]

    def _nearest(self, word: str) -> dict[str, float]:
        """The words of callers that a word may be, each with how near it is."""
        near: dict[str, float] = {}
        for known in {**self._weight, **self._group}:
            if word == known or ("=" not in (word[0], known[0]) and alike(word, known)):
                sense = self._group.get(known, known)
                near[sense] = max(1.0 if word == known else 0.85, near.get(sense, 0.0))  # less with a slip or other end
        return near

    def _covered(self, likeness: Mapping[str, float]) -> float:
        """The share of the weight of words that is covered, by how near each is to one of the others."""
        weights = {word: self._weight.get(word, self._unheard) for word in likeness}
        return sum(weights[word] * like for word, like in likeness.items()) / (sum(weights.values()) or 1.0)


@lru_cache(maxsize=4)
def _known(deck: Deck, directory: Path | None) -> tuple[Causes, Ear]:
    """The causes in the words of a deck, and what hears them in what a caller says."""
    try:
        causes = load_causes(directory, deck.variant if deck.variant != "pseudo" else "")
    except FileError:  # `check` tells what is wrong with them
        causes = load_causes()
    return causes, Ear(causes)


class Answers:
    """Knows the causes in the words on show; `asked` is the name of the one that was chosen last, "" for none."""

    def __init__(self, simulation: Simulation, variants: Variants) -> None:
        self._simulation, self._variants = simulation, variants
        self.asked = ""

    @property
    def causes(self) -> Causes:
        """All there are."""
        return _known(self._simulation.deck, self._variants.directory)[0]

    @property
    def cause(self) -> Cause:
        """The one that was chosen last; raises KeyError where none was."""
        return self.causes.causes[self.asked]

    def meant(self, text: str) -> Sequence[Meant]:
        """The causes that words of a caller may mean, best first."""
        return _known(self._simulation.deck, self._variants.directory)[1].meant(text)

    def alike(self, word: str) -> Collection[str]:
        """Other words that callers use for one, without accents: "coniuge" is "marito" too."""
        groups = (fold(group).split() for group in self.causes.same.split("|"))
        return [other for group in groups if word in group for other in group if len(other) > 3]

    def now(self) -> str:
        """The name of the cause behind what went wrong last, while the customer is where that led; "" for none."""
        decision = self._simulation.decision
        failed = decision.dead_end or decision.failed if decision is not None else None
        if decision is None or failed is None or decision.to != self._simulation.journey.step:
            return ""
        return self.causes.behind(failed.id, failed.reason)

    def told(self) -> Mapping[str, Sequence[str]]:
        """What the chosen cause ends with, by headings: what one sees, why, what to say, never to say, do next."""
        deck, cause = self._simulation.deck, self.cause
        said = advice_about(deck, self.causes, cause)
        parts = {"sees": (cause.sees,), "why": (cause.why,), "say": said.say, "never": said.never, "next": said.next}
        return {deck.words(f"answers.{name}"): texts for name, texts in parts.items() if texts}

    def story(self) -> Flow | None:
        """The flow that shows the chosen cause; None where its customer is not in the registry."""
        from ac_tui.flows.load import load_flow

        flow = load_flow(assets.fixtures_dir() / "flows" / f"{self.cause.story}.yaml")
        return flow if self._simulation.world.registry.get(flow.setting.customer) is not None else None


# What `ac-tui check` asks of them.


def cause_faults(home: Path) -> Iterable[Fault]:
    """Everything wrong with the causes of a folder of screens and of each of its variants, each fault once."""
    found: dict[Fault, None] = {}
    for variant in ("", *variant_names(home)):
        try:
            load_causes(home, variant)
            if not variant:
                load_part(home, None, _FILE, Causes, _problems, load_deck(home), keep=False)
        except FileError as error:
            found |= dict.fromkeys(error.faults)
    return [fault for fault in found if Path(fault.file).name == "causes.toml"]  # the others are told with the deck


def _problems(causes: Causes, deck: Deck) -> Iterator[KeyProblem]:
    known = causes.causes
    led_to = {to for cause in known.values() for to in cause.answers}
    for name, cause in known.items():
        here = ("causes", name)
        if not cause.heard and name not in led_to:
            message = "nothing leads here: no `heard`, and no answer of another cause"
            yield KeyProblem(here, "unreachable-cause", message)
        for to in cause.answers:
            if to not in known:
                yield KeyProblem((*here, "answers", to), "unknown-cause", f"there is no cause `{to}`{meant(to, known)}")
        if causes.depth(name) > MOST_QUESTIONS:
            yield KeyProblem(here, "too-many-questions", f"more than {MOST_QUESTIONS} questions until there is a cause")
        if bool(cause.ask) != bool(cause.answers):
            yield KeyProblem(here, "missing-key", "`ask` and `answers` go together")
        if not cause.answers:
            yield from _end_problems(deck, name, cause)
    ways = [(check, reason) for check, reasons in CHECKS.items() for reason in reasons]
    checks = {*CHECKS, *map(".".join, ways)}
    for name, wanted in [(name, one) for name, cause in known.items() for one in cause.checks if one not in checks]:
        message = f"no check fails so: `{wanted}`{meant(wanted, checks)}"
        yield KeyProblem(("causes", name, "checks"), "unknown-check", message)
    for check, reason in ways:
        if (check, reason) not in PASSING and not causes.behind(check, reason):
            yield KeyProblem(("causes",), "missing-cause", f"no cause explains `{check}` failing for `{reason}`")


def _end_problems(deck: Deck, name: str, cause: Cause) -> Iterator[KeyProblem]:
    here, there = ("causes", name), _referred(deck, cause.advice)
    if cause.advice and there is None:
        yield KeyProblem((*here, "advice"), "unknown-advice", f"there is no advice at `{cause.advice}`")
    for key in ("sees", "why", "say", "next"):
        if not (getattr(cause, key) or getattr(there, key, ())):
            yield KeyProblem(here, "missing-key", f"a cause without a question needs `{key}`")
    if not (assets.fixtures_dir() / "flows" / f"{cause.story}.yaml").is_file():
        yield KeyProblem((*here, "story"), "unknown-story", f"there is no flow `{cause.story}` in fixtures/flows")
