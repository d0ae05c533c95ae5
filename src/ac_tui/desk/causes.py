"""The causes behind what callers say (screens/desk/causes.toml): reading and checking them, what to say of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.desk_model import ReasonAdvice
from ac_tui.deck.files import Source, find, read
from ac_tui.deck.load import DeckError, load_deck
from ac_tui.deck.model import FilePart, Name, Words, WordsByKey
from ac_tui.deck.rules import KeyProblem, meant
from ac_tui.deck.shape import shaped
from ac_tui.deck.shelf import Shelf
from ac_tui.deck.variants import overlay, variant_folder, variant_names
from ac_tui.desk.advice import GUIDE_NUMBERS, filled
from ac_tui.journey.decision import CHECKS, PASSING
from ac_tui.journey.standing import VALUES
from ac_tui.registry.faults import Fault

MOST_QUESTIONS: Final = 2
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


# What `ac-tui check` asks of them.


def cause_faults(home: Path, shelf: Shelf | None = None) -> Iterator[Fault]:
    """Everything wrong with the causes of a folder of screens and of each of its variants; a shelf spares reading."""
    source = read(find(home, _FILE))
    try:
        deck, causes = load_deck(home, shelf=shelf), load_causes(home)
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
        else:
            yield from _untranslated(home, variant, causes)


def _untranslated(home: Path, variant: str, causes: Causes) -> Iterator[Fault]:
    """What a variant that says any of it leaves out: an operator would read two languages at once."""
    folder = variant_folder(home, variant)
    if folder is None or not (folder / _FILE).exists():
        return
    own, ours = Source(folder / _FILE), dict(load_causes(home, variant).texts())
    lacking = [".".join(map(str, path)) for path, text in causes.texts() if len(text) > 1 and ours.get(path) == text]
    if lacking:
        yield Fault(own.name, 1, "missing-translation", f"not translated: {', '.join(lacking[:5])}", "suggestion")


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
