"""Reading a deck: every file of screens/, a variant's texts over them, every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.desk_model import CheckWords, DeskWords, FactAdvice, Messages, Outcomes, ReasonAdvice, Why
from ac_tui.deck.desk_rules import advice_problems, desk_problems, message_problems, why_problems, word_problems
from ac_tui.deck.files import DESK, VARIANTS, WORKSHOP, Source, find, read, shown
from ac_tui.deck.pseudo import PSEUDO, pseudo_deck
from ac_tui.deck.rules import KeyProblem, digit_problems, meant, problems
from ac_tui.deck.scene import scene_of
from ac_tui.deck.shape import shaped
from ac_tui.deck.shelf import Shelf
from ac_tui.deck.variants import overlay, variant_folder, variant_names
from ac_tui.journey.facts import NOTICES
from ac_tui.journey.model import STEPS
from ac_tui.journey.policy import Policy
from ac_tui.registry.faults import Fault, FileError, in_order

__all__ = ["Deck", "DeckError", "Parts", "deck_faults", "load_deck", "read_parts", "variant_names"]

P = TypeVar("P", bound=m.FilePart)
Rule = Callable[[P], Iterable[KeyProblem]]


class DeckError(FileError):
    """A deck that cannot be used; `faults` says all that is wrong with it."""


@dataclass(frozen=True)
class Parts:
    """The files of a deck that have no fault, and the faults of the others."""

    variant: str
    screens: Mapping[str, m.Screen]
    desk: Mapping[str, str]
    messages: Messages | None
    why: Mapping[str, CheckWords]
    outcomes: Mapping[str, m.Varied]
    reasons: Mapping[str, Mapping[str, ReasonAdvice]]
    standings: Mapping[str, m.AdviceText]
    facts: Mapping[str, FactAdvice]
    faults: tuple[Fault, ...] = ()

    @property
    def deck(self) -> Deck | None:
        """The deck, None where anything is wrong with it."""
        if self.faults or self.messages is None:
            return None
        scenes = {step: scene_of(screen) for step, screen in self.screens.items()}
        said = (self.desk, self.messages, self.why, self.outcomes, self.reasons, self.standings, self.facts)
        return Deck(self.variant, self.screens, scenes, *said)


def load_deck(directory: Path | None = None, variant: str = "", shelf: Shelf | None = None) -> Deck:
    """Read the deck of a folder (the one ac-tui ships by default), in the words of a variant where one is named.

    The variant `pseudo` is made from the original, whatever the folder holds.

    A screen or desk file that the folder does not have is taken from the one ac-tui ships. With a shelf, only the files
    that changed since it was last used are checked again. Raises DeckError with every fault, each at its file and line.
    """
    parts = read_parts(directory, "" if variant == PSEUDO else variant, shelf=shelf)
    deck = parts.deck
    if deck is None:
        raise DeckError(parts.faults)
    return pseudo_deck(deck) if variant == PSEUDO else deck


def deck_faults(
    directory: Path | None = None, policy: Policy | None = None, shelf: Shelf | None = None
) -> tuple[Fault, ...]:
    """Everything wrong with a folder's deck and with each of its variants, in file order, each fault once.

    With a policy, also where the screens do not fit its numbers. Where the folder as a whole is at fault its variants
    are not looked at: they cannot be right.
    """
    home = assets.screens_dir() if directory is None else directory
    shelf = Shelf() if shelf is None else shelf
    found = dict.fromkeys(read_parts(directory, "", policy, shelf).faults)
    whole = all(fault.file != shown(home) for fault in found)
    if folder := variant_folder(home, PSEUDO):
        found[Fault(shown(folder), 1, "reserved-variant", f"`{PSEUDO}` is generated, never written")] = None
    for variant in variant_names(directory) if whole else ():
        found.update(dict.fromkeys(read_parts(directory, variant, policy, shelf).faults))
    return in_order(found)


def read_parts(
    directory: Path | None = None, variant: str = "", policy: Policy | None = None, shelf: Shelf | None = None
) -> Parts:
    """The files of a deck that have no fault, and the faults of the others."""
    home = assets.screens_dir() if directory is None else directory
    if not home.is_dir():
        return _nothing(variant, home, "missing-folder", "there is no such folder of screens")
    if not _holds_a_deck(home):
        return _nothing(variant, home, "empty-folder", "there are no screens, variants or desk files in this folder")
    over = variant_folder(home, variant) if variant else None
    if variant and over is None:
        message = f"there is no variant `{variant}`{meant(variant, (*variant_names(directory), PSEUDO))}"
        return _nothing(variant, home / VARIANTS, "unknown-variant", message)
    return _Reading(home, over, policy, Shelf() if shelf is None else shelf).parts(variant)


def _nothing(variant: str, folder: Path, rule: str, message: str) -> Parts:
    return Parts(variant, {}, {}, None, {}, {}, {}, {}, {}, (Fault(shown(folder), 1, rule, message),))


class _Reading:
    """One pass over the files of a deck, from a folder `home` with a variant's folder `over` it."""

    def __init__(self, home: Path, over: Path | None, policy: Policy | None, shelf: Shelf) -> None:
        self._home = home
        self._over = over
        self._policy = policy
        self._shelf = shelf
        self._faults: list[Fault] = []

    def parts(self, variant: str) -> Parts:
        """What can be read, and all that is wrong with the rest."""
        for folder in (self._home, self._over):
            if folder is not None:
                self._faults += _strangers(folder)
        screens: dict[str, m.Screen] = {step: screen for step in STEPS if (screen := self._screen(step)) is not None}
        if len(screens) == len(STEPS):
            self._check_notices(screens)
        words = self._part("desk/words.toml", DeskWords, partial(word_problems, shipped=_shipped_words(self._home)))
        messages = self._part("desk/messages.toml", Messages, message_problems)
        why = self._part("desk/why.toml", Why, why_problems)
        advice = self._part("desk/advice.toml", Outcomes, partial(advice_problems, screens=screens))
        return Parts(
            variant=variant,
            screens=screens,
            desk={".".join(map(str, path)): text for path, text in words.texts()} if words else {},
            messages=messages,
            why=why.checks if why else {},
            outcomes=advice.outcomes if advice else {},
            reasons=advice.reasons if advice else {},
            standings=advice.standings if advice else {},
            facts=advice.facts if advice else {},
            faults=tuple(self._faults),
        )

    def _screen(self, step: str) -> m.Screen | None:
        return self._part(f"{step}.toml", m.Screen, partial(_screen_problems, step=step, policy=self._policy))

    def _part(self, place: str, model: type[P], rule: Rule[P]) -> P | None:
        """A file of the deck as its model, a variant's texts laid over it; None, with faults noted, if it has any."""
        own = find(self._home, place)
        over = self._over / place if self._over is not None and (self._over / place).exists() else None
        paths = (own,) if over is None else (own, over)
        # What advice is right depends on the screens too, so that one is read anew.
        kept = self._shelf.get(paths, model) if model is not Outcomes else None
        if kept is not None:
            return kept
        source = read(own)
        texts = [source.text]
        if not source.data and not source.faults:
            instead = (
                "" if own == assets.screens_dir() / place else "; without the file, the one that ac-tui ships is used"
            )
            source.fault((), "empty-file", f"there is nothing in this file{instead}")
        part = self._checked(source, model, rule)
        if part is not None and over is not None:
            layer = read(over)
            texts.append(layer.text)
            part = self._checked(overlay(source, part, layer), model, rule)
        if part is not None:
            self._shelf.put(paths, texts, part)
        return part

    def _checked(self, source: Source, model: type[P], rule: Rule[P]) -> P | None:
        part = shaped(source, model)
        for problem in rule(part) if part is not None else ():
            source.fault(*problem)
        self._faults += source.faults
        return None if source.faults else part

    def _check_notices(self, screens: Mapping[str, m.Screen]) -> None:
        said = {name for screen in screens.values() for name, block in screen.body.items() if block.kind == "notice"}
        for notice in NOTICES:
            if notice not in said:
                message = f"no screen has words for the notice `{notice}`"
                self._faults.append(Fault(shown(self._home), 1, "missing-notice", message))


def _shipped_words(home: Path) -> DeskWords:
    """The words that ac-tui ships, whose keys a folder's own must have; none where those are the ones being read."""
    own, shipped = find(home, "desk/words.toml"), assets.screens_dir() / "desk" / "words.toml"
    return DeskWords() if own == shipped else _words_of(shipped)


@cache
def _words_of(shipped: Path) -> DeskWords:
    """Read once: nobody writes in the installed package while a writer's own folder is on show."""
    return DeskWords.model_validate(read(shipped).data)


def _holds_a_deck(home: Path) -> bool:
    """Whether a folder has anything of a deck; a mistaken one must not quietly show the shipped words."""
    return any((home / name).is_dir() for name in ("desk", VARIANTS)) or any(home.glob("*.toml"))


def _screen_problems(screen: m.Screen, step: str, policy: Policy | None) -> Iterator[KeyProblem]:
    if screen.step != step:
        yield KeyProblem(("step",), "step", f"this file is named after the step `{step}`, and says `{screen.step}`")
    else:
        yield from problems(screen)
        yield from desk_problems(screen)
        if policy is not None:
            yield from digit_problems(screen, policy.code_digits)


def _strangers(folder: Path) -> Iterator[Fault]:
    """Files that no step and no desk is named after: nobody would ever read them."""
    others = () if folder.parent.name == VARIANTS else WORKSHOP
    for names, place in ((STEPS, folder), (DESK, folder / "desk")):
        for path in sorted(place.glob("*.toml")):
            if path.stem not in names and not (place is folder and path.stem in others):
                message = f"`{path.stem}` is no {'step' if place is folder else 'desk file'}{meant(path.stem, names)}"
                yield Fault(shown(path), 1, "unknown-file", message)
