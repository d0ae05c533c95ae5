"""All the rules on words over one folder of screens, its variants with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, get_args

from pydantic import Field

from ac_tui import assets
from ac_tui.assets import shown
from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import DESK, VARIANTS, Source, find, flat, read, shaped
from ac_tui.deck.lint import fitting
from ac_tui.deck.lint.rules import Issue, dictionary, issues_of, misspelt, read_rules
from ac_tui.deck.lint.texts import ITALIAN, DeckText, cause_texts, deck_texts, gulpease, language_of, words_of
from ac_tui.deck.load import read_deck, variant_folder, variant_names
from ac_tui.journey.model import STEPS
from ac_tui.journey.world import Policy
from ac_tui.registry.faults import Fault, FileError, Level, in_order
from ac_tui.registry.index import Registry
from ac_tui.registry.toml import dotted, locate_toml, not_allowed

if TYPE_CHECKING:
    from spellchecker import SpellChecker

Cells = Annotated[int, Field(strict=True, ge=20, le=200)]
_Texts = Mapping[fitting.TextKey, DeckText]
_PLACES: Final = (*STEPS, *(f"desk/{name}" for name in DESK))
"""The files of a folder of screens that hold words, without their ending."""
_LIMITS: Final = ("too-long", "too-many-lines", "gulpease")
"""Rules of a limit: where the original goes beyond it already, it is not the variant that is to blame."""
_NAMED: Final = 5
"""How many of the files that a folder lacks, or of the texts that a translation does, are named."""


class PhoneWidths(m.FilePart):
    """How wide a page is, in cells: `width` as most people see it, `widths` all that nothing may be cut at."""

    width: Cells = 40
    widths: Annotated[tuple[Cells, ...], Field(min_length=1)] = (32, 36, 40)


class ReadingEase(m.FilePart):
    """The least Gulpease index of a screen that has at least so many words; 0 asks for none."""

    least: Annotated[int, Field(strict=True, ge=0, le=100)] = 50
    words: Annotated[int, Field(strict=True, ge=1)] = 25


class OwnWords(m.FilePart):
    """Words that no dictionary has: `names` are right in every language, `words` in one; those shipped count too."""

    names: tuple[str, ...] = ()
    words: Mapping[str, str] = {}


class SameAllowed(m.FilePart):
    """Texts that may read in a translation as they do in the original: `Email`, `Password`."""

    allowed: tuple[str, ...] = ()


class CheckSettings(m.FilePart):
    """What words are held to (screens/check.toml); what the file leaves out is as here."""

    phone: PhoneWidths = PhoneWidths()
    gulpease: ReadingEase = ReadingEase()
    spelling: OwnWords = OwnWords()
    same: SameAllowed = SameAllowed()


def read_settings(home: Path) -> CheckSettings:
    """The settings of a folder of screens; raises FileError with every fault of their file."""
    source = read(find(home, "check.toml"))
    if settings := shaped(source, CheckSettings):
        return settings
    raise FileError(source.faults)


def check_words(
    registry: Registry,
    policy: Policy,
    directory: Path | None = None,
    *,
    required: m.Status | None = None,
    within: Path | None = None,
) -> tuple[Fault, ...]:
    """Every finding about the words of a folder of screens (the one ac-tui ships by default), in file order.

    A file that does not load is left out, and what needs a whole deck then too; of faults only those of check.toml,
    rules and glossary are told. With `required`, what says that it is less far along is a finding that no comment
    allows. For one file `within` the folder, what is found in others may be left out.
    """
    home = assets.screens_dir() if directory is None else directory
    place = variant = ""
    if within is not None and not within.is_dir() and within.absolute().is_relative_to(home.absolute()):
        parts = within.absolute().relative_to(home.absolute()).with_suffix("").parts
        variant, parts = (parts[1], parts[2:]) if parts[0] == VARIANTS else ("", parts)
        place = only if (only := "/".join(parts)) in _PLACES else ""
    checker = _WordsChecker(home, registry, policy, place)
    for name in dict.fromkeys(("", *((variant,) if place else variant_names(home)))):
        checker.judge(name)
    files = {source.name: source.text for source in (*checker.sources.values(), *checker.held_to)}
    found = [*not_allowed(dict.fromkeys(checker.found), files)]
    if not checker.whole:  # whether a comment is needed shows only where everything was read
        found = [fault for fault in found if fault.rule != "allow-unused"]
    if required is not None:
        found += (fault for source in checker.sources.values() for fault in unready(source, required))
    return in_order(dict.fromkeys(found))


class _WordsChecker:
    """Judges the original, then each variant, each text where it is written; `place` is the only file, "" for all."""

    def __init__(self, home: Path, registry: Registry, policy: Policy, place: str) -> None:
        self._home, self._registry, self._policy, self._place = home, registry, policy, place
        self.sources: dict[str, Source] = {}
        self._rules, self.held_to = read_rules(home)
        self.held_to.append(source := read(find(home, "check.toml")))
        settings = shaped(source, CheckSettings)
        self._settings, self._measures = settings or CheckSettings(), settings is not None
        self._shipped = shaped(read(assets.screens_dir() / "check.toml"), CheckSettings) or CheckSettings()
        self.found = [fault for source in self.held_to for fault in source.faults]
        self.whole = not self.found
        lacking = [f"{one}.toml" for one in _PLACES if not (home / f"{one}.toml").exists()]
        if 0 < len(lacking) < len(_PLACES) and home.is_dir():  # what the shipped screens say instead: one finding
            more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
            said = f"not in this folder: {', '.join(lacking[:_NAMED])}{more}; what ac-tui ships is used instead"
            self.found.append(Fault(shown(home), 1, "missing-file", said, "suggestion"))
        self._original: Deck | None = None
        self._beyond: set[m.Path] = set()

    def judge(self, variant: str) -> None:
        """Judge the words of a variant, first of all those of the original ("")."""
        folder = (variant_folder(self._home, variant) if variant else None) or self._home
        deck, faults = read_deck(self._home, variant)
        every = (*deck_texts(deck, self._home, self._original), *cause_texts(self._home, variant))
        self._original = self._original or deck
        texts = {(text.place, text.path): text for text in every if self._place in ("", text.place)}
        paths = (folder / f"{place}.toml" if variant else find(folder, f"{place}.toml") for place in _PLACES)
        sources = [read(path) for path in paths if path.exists()]
        self.sources |= {source.name: source for source in sources}
        self.whole = self.whole and not faults and not any(source.faults for source in sources)
        found = [(text, issue) for text in texts.values() if text.own for issue in self._of_text(text, texts)]
        if self._measures:
            found += self._of_reading(texts.values())
            found += self._of_screens(deck, texts) if not faults else ()
        for text, issue in found:
            limit = issue.rule, text.place, *(text.path if issue.rule != "gulpease" else ())
            if issue.rule in _LIMITS and not variant:
                self._beyond.add(limit)
            # What a variant does not say itself was judged where the original says it.
            if text.own and (not variant or limit not in self._beyond):
                message = f"{'.'.join(map(str, text.path))}: {issue.message}"
                line = locate_toml(text.home.text, text.path)
                self.found.append(Fault(text.home.name, line, issue.rule, message, issue.level))
        if variant and language_of(variant) == ITALIAN:  # of a translation, `missing-translation` tells
            said = "nothing in this file: the original's words are shown"
            empty = [source.name for source in sources if not source.data and not source.faults]
            self.found += (Fault(name, 1, "empty-file", said, "suggestion") for name in empty)
        elif variant and self._measures:
            draft = any(source.data.get("status") == "draft" for source in sources if source.path.parent == folder)
            self.found += missing(texts.values(), folder, self._settings.same.allowed, draft=draft)

    def _of_text(self, text: DeckText, texts: _Texts) -> Iterator[Issue]:
        alone = text.alone()
        said = self._of_words(alone)
        if self._measures:
            said += same_as_source(text, self._settings.same.allowed)
        yield from said
        # Where they meet, a rule that blames the text alone, or the words alone, is not asked again.
        known = {issue.rule for issue in said}
        for wording, paths in text.readings if text is not alone else ():
            parts = [texts[text.place, path] for path in paths if (text.place, path) in texts]
            of_words = {issue.rule for part in parts for issue in self._of_words(part)}
            for issue in self._of_words(text, wording):
                if issue.rule not in known | of_words:
                    known.add(issue.rule)
                    yield issue
        if self._measures:
            yield from misspelt(alone, self._dictionary(text.language), [word for one in said for word in one.words])

    def _of_words(self, text: DeckText, wording: str | None = None) -> list[Issue]:
        words = self._dictionary(text.language)
        return issues_of(self._rules, text, words.word_frequency.dictionary if words else (), wording)

    def _dictionary(self, language: str) -> SpellChecker | None:
        own = ((*one.spelling.names, one.spelling.words.get(language, "")) for one in (self._shipped, self._settings))
        return dictionary(language, tuple(chain.from_iterable(own)))

    def _of_reading(self, texts: Iterable[DeckText]) -> Iterator[tuple[DeckText, Issue]]:
        """`gulpease`: the sentences of a screen together, at its first text, or the first of a variant's own."""
        wanted = self._settings.gulpease
        screens: dict[str, list[DeckText]] = {}
        for text in texts:
            if text.step and text.reader == "customer" and language_of(text.variant) == ITALIAN:
                screens.setdefault(text.step, []).append(text)
        for step, said in screens.items():
            sentences = [e.wordings[0] for e in said if e.use == "sentence" and e.path[2] not in ("error", "hint")]
            score, words = gulpease(sentences)
            if words >= wanted.words and score < wanted.least and (own := [text for text in said if text.own]):
                measured = f"Gulpease {score} over {words} words, at least {wanted.least} is wanted"
                yield own[0], Issue("gulpease", "warning", f"{step} reads hard: {measured}")

    def _of_screens(self, deck: Deck, texts: _Texts) -> Iterator[tuple[DeckText, Issue]]:
        """What only shows on a screen: words that are cut or too long with values filled in, stops that meet."""
        phone = self._settings.phone
        steps = [step for step in STEPS if self._place in ("", step)]
        found = fitting.situations(deck, self._registry, self._policy, steps)
        for key, (widths, _) in fitting.tight(found, deck.screens, phone.widths).items():
            if text := texts.get(key):
                yield text, Issue("cut", "error", f"is cut on a phone of {', '.join(map(str, widths))} columns")
        excesses = fitting.excesses(found, deck.screens, phone.width).items()
        for (rule, step, path), (measure, most, as_shown) in excesses:
            if text := texts.get((step, path)):
                of_what = f"characters as `{as_shown}`" if rule == "too-long" else f"lines at {phone.width} columns"
                yield text, Issue(rule, "error", f"{measure} {of_what}, and at most {most} are wanted")
        met: dict[fitting.TextKey, str] = {}  # a value ends in a stop of its own, and the words add theirs
        for key, _, _, said in fitting.shown(found):
            if stops := re.search(r"\S*\w\.\.(?!\.)", said):
                met.setdefault(key, stops[0])
        for key, ending in met.items():
            if (text := texts.get(key)) and not any(".." in wording for wording in text.wordings):
                yield text, Issue("doubled-stop", "error", f"`{ending}`: one stop is enough")


# How far along words are: what says of itself that it is not final, what a translation lacks or leaves as it was.


def unready(source: Source, required: m.Status) -> Iterator[Fault]:
    """`status`: whatever in a file says itself that it is less far along than required, with its note."""
    leaves = dict(flat(source.data))
    order = get_args(m.Status)  # from first to last; what carries no status is final
    for path, status in leaves.items():
        if path[-1] == "status" and status in order[: order.index(required)]:
            note = leaves.get((*path[:-1], "note"))
            said = f"{dotted(path[:-1]) if path[1:] else 'the screen'} is `{status}`, not `{required}`"
            said += f": {note}" if isinstance(note, str) and note else ""
            yield Fault(source.name, locate_toml(source.text, path), "status", said)


def same_as_source(entry: DeckText, allowed: Collection[str]) -> Iterator[Issue]:
    """`same-as-source`: a translation's text with the original's words, unless an `allowed` text has them too."""
    if entry.original is None or entry.language == ITALIAN:
        return
    text, original = (one.rstrip(" .,;:!?…").casefold() for one in (entry.text, entry.original))
    if text == original and not _may_stay(entry.text, allowed):
        short = entry.text if len(entry.text) <= 40 else f"{entry.text[:39]}…"
        yield Issue("same-as-source", "warning", f"`{short}` is not translated", (entry.text,))


def _may_stay(text: str, allowed: Collection[str]) -> bool:
    """Whether a text may read the same in two languages: capitals, digits and signs do not count."""
    words, *others = (" ".join(words_of(one)).casefold() for one in (text, *allowed))
    return not words or words in others


def missing(
    texts: Iterable[DeckText], folder: Path, allowed: Collection[str], *, draft: bool = False
) -> Iterator[Fault]:
    """`missing-translation`: what a translation does not say, one finding a file, or one of all for a `draft`."""
    lacking: dict[str, list[DeckText]] = {}
    for entry in texts:
        if language_of(entry.variant) != ITALIAN and not entry.own and not _may_stay(entry.text, allowed):
            lacking.setdefault(entry.place, []).append(entry)
    if lacking and draft:
        count = sum(map(len, lacking.values()))
        said = f"{count} texts in {len(lacking)} files are not translated yet: this variant is a draft"
        yield Fault(shown(folder), 1, "missing-translation", said, "suggestion")
        return
    for place, found in lacking.items():
        paths = (entry.path[:-1] if isinstance(entry.path[-1], int) else entry.path for entry in found)
        keys = list(dict.fromkeys(map(dotted, paths)))
        named = ", ".join(keys[:_NAMED]) + (" …" if len(keys) > _NAMED else "")
        many = f"{len(keys)} texts are" if len(keys) > 1 else "1 text is"
        level: Level = "warning" if any(entry.reader == "customer" for entry in found) else "suggestion"
        file = folder / f"{place}.toml"
        lines = assets.read_text(file).split("\n") if file.exists() else []
        # The first line that says something, so that a comment above it can allow the finding.
        first = next((n for n, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")), 1)
        yield Fault(shown(file), first, "missing-translation", f"{many} not translated: {named}", level)
