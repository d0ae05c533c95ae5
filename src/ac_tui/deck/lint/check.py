"""All the rules on words over one folder of screens, its variants with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import DESK, VARIANTS, Source, find, read, shown
from ac_tui.deck.lint import fitting, glossary, progress, translation
from ac_tui.deck.lint.composed import alone, seams, to_blame
from ac_tui.deck.lint.issues import Issue
from ac_tui.deck.lint.reading import gulpease
from ac_tui.deck.lint.rules import CompiledRule, Rulebook, read_rules
from ac_tui.deck.lint.settings import CheckSettings, read_settings
from ac_tui.deck.lint.silence import not_allowed
from ac_tui.deck.lint.situations import situations
from ac_tui.deck.lint.spelling import WordList, misspelt, read_word_list
from ac_tui.deck.lint.texts import ITALIAN, DeckText, deck_texts, language_of
from ac_tui.deck.load import Parts, read_parts
from ac_tui.deck.shelf import Shelf
from ac_tui.deck.variants import variant_folder, variant_names
from ac_tui.journey.model import STEPS
from ac_tui.journey.policy import Policy
from ac_tui.registry.faults import Fault, FileError, in_order
from ac_tui.registry.index import Registry

T = TypeVar("T")

_Key = tuple[str, m.Path]
_PLACES: Final = (*STEPS, *(f"desk/{name}" for name in DESK))
"""The files of a folder of screens that hold words, without their ending."""
_NAMED: Final = 5
"""How many of the files that a folder lacks are named."""


def check_words(
    registry: Registry,
    policy: Policy,
    directory: Path | None = None,
    *,
    required: m.Status | None = None,
    shelf: Shelf | None = None,
    within: Path | None = None,
) -> tuple[Fault, ...]:
    """Every finding about the words of a folder of screens (the one ac-tui ships by default), in file order.

    A file that does not load is left out, the faults that keep it from loading are not told here; what a whole deck is
    needed for is then not looked at. What is wrong with check.toml, glossary.toml and the word lists is told.
    `registry` gives the real and the longest values that texts fill in. With `required`, what says of itself that it is
    less far along is a finding too; no comment allows that. A shelf spares what was read before. For one file `within`
    the folder, what is found in others and needs them all may be left out.
    """
    home = assets.screens_dir() if directory is None else directory
    checker = _Checker(home, registry, policy, Shelf() if shelf is None else shelf, _scope(home, within))
    found = checker.run()
    if required is not None:
        found = [*found, *progress.unready(checker.sources.values(), required)]
    return in_order(dict.fromkeys(found))


class _Scope(NamedTuple):
    """What of a folder is to be judged: a file of the original or of a variant, by its place; all where that is ""."""

    place: str = ""
    variant: str = ""

    def covers(self, place: str) -> bool:
        """Whether the file of this place is to be judged."""
        return self.place in ("", place)


def _scope(home: Path, within: Path | None) -> _Scope:
    if within is None or within.is_dir() or not within.absolute().is_relative_to(home.absolute()):
        return _Scope()
    parts = within.absolute().relative_to(home.absolute()).with_suffix("").parts
    variant, parts = (parts[1], parts[2:]) if parts[0] == VARIANTS else ("", parts)
    place = "/".join(parts)
    return _Scope(place, variant) if place in _PLACES else _Scope()


class _Checker:
    """One pass over the original, then over each variant: a text is judged where it is written, once."""

    def __init__(self, home: Path, registry: Registry, policy: Policy, shelf: Shelf, scope: _Scope) -> None:
        self._home = home
        self._registry = registry
        self._policy = policy
        self._shelf = shelf
        self._scope = scope
        self._found: list[Fault] = []
        self._settings = CheckSettings()
        self._held_to: list[Source] = []
        rules = self._rules()
        self._rulebook = Rulebook(rules)
        self.sources: dict[str, Source] = {}
        self._beyond: set[tuple[str, _Key]] = set()
        self._hard: set[str] = set()
        self._lists: dict[str, WordList | None] = {}
        self._whole = not self._found
        self._measures = all(fault.file != shown(find(home, "check.toml")) for fault in self._found)

    def _read(self, reader: Callable[[Path], T]) -> T | None:
        """What a file says that words are held to, None where it is at fault: the rules that go by it then rest."""
        try:
            return reader(self._home)
        except FileError as error:
            self._found += error.faults
            return None

    def _rules(self) -> list[CompiledRule]:
        rules: list[CompiledRule] = []
        if settings := self._read(read_settings):
            self._settings = settings[0]
            self._held_to.append(settings[1])
        if read := self._read(read_rules):
            rules += read[0]
            self._held_to += read[1]
        if terms := self._read(glossary.read_glossary):
            rules += glossary.glossary_rules(*terms)
            self._held_to.append(terms[1])
        return rules

    def run(self) -> list[Fault]:
        """Every finding that no comment allows."""
        original = self._judged("", self._home)
        self._found += _lacking(self._home)
        scope = self._scope
        for name in (*filter(None, [scope.variant]),) if scope.place else variant_names(self._home):
            folder = variant_folder(self._home, name)
            assert folder is not None
            self._judged(name, folder, original)
        if self._whole and not scope.place:
            self._found += self._rulebook.unneeded()
        files = {source.name: source.text for source in (*self.sources.values(), *self._held_to)}
        found = not_allowed(dict.fromkeys(self._found), files)
        # Whether a comment is needed at all shows only where everything was read.
        return [fault for fault in found if self._whole or fault.rule != "allow-unused"]

    def _judged(self, variant: str, folder: Path, original: Parts | None = None) -> Parts:
        """The original or a variant, read and judged."""
        parts = read_parts(self._home, variant, shelf=self._shelf)
        self._whole = self._whole and not parts.faults
        texts = [text for text in deck_texts(parts, self._home, original) if self._scope.covers(text.place)]
        paths = (folder / f"{place}.toml" if variant else find(folder, f"{place}.toml") for place in _PLACES)
        sources = [read(path) for path in paths if path.exists()]
        self.sources |= {source.name: source for source in sources}
        self._judge(parts, texts)
        if variant:
            if language_of(variant) == ITALIAN:
                self._found += _emptied(sources)
            if self._measures:
                draft = any(source.data.get("status") == "draft" for source in sources if source.path.parent == folder)
                self._found += translation.missing(texts, folder, self._settings.same.allowed, draft=draft)
        return parts

    def _judge(self, parts: Parts, texts: Sequence[DeckText]) -> None:
        every = {(text.place, text.path): text for text in texts}
        words: dict[str, dict[m.Path, DeckText]] = {}
        for (place, path), text in every.items():
            if path[0] == "words":
                words.setdefault(place, {})[path] = text
        for text in texts:
            if text.own:
                self._add((text, issue) for issue in self._of_text(text, words.get(text.place, {})))
        if self._measures:
            self._add(self._of_reading(texts))
            if deck := parts.deck:
                self._add(self._of_screens(deck, every, words))

    def _add(self, issues: Iterable[tuple[DeckText, Issue]]) -> None:
        """What was found, at its text; what a variant does not say itself was judged where the original says it."""
        for text, issue in issues:
            if text.own:
                message = f"{'.'.join(map(str, text.path))}: {issue.message}"
                self._found.append(Fault(text.home.name, text.line, issue.rule, message, issue.level))

    def _of_text(self, text: DeckText, words: Mapping[m.Path, DeckText]) -> Iterator[Issue]:
        """What is wrong with a text by itself, then where it meets words that it composes."""
        said = self._of_words(alone(text))
        if self._measures:
            said += translation.same_as_source(text, self._settings.same.allowed)
        yield from said
        yield from seams(text, words, said, self._of_words)
        if self._measures:
            blamed = [word for issue in said for word in issue.words]
            yield from misspelt(alone(text), self._word_list(text.language), blamed)

    def _of_words(self, text: DeckText) -> list[Issue]:
        listed = self._word_list(text.language)
        return self._rulebook.issues(text, listed.known if listed else ())

    def _word_list(self, language: str) -> WordList | None:
        """The word list of a language, None where there is none or none can be read."""
        if language not in self._lists:
            names = self._settings.spelling.names
            self._lists[language] = self._read(lambda home: read_word_list(home, language, names))
        return self._lists[language]

    def _of_reading(self, texts: Iterable[DeckText]) -> Iterator[tuple[DeckText, Issue]]:
        """`gulpease`: the sentences of a screen together, at its heading.

        A variant's, as they read with its own texts among them, at the first of these; where the original keeps to it.
        """
        wanted = self._settings.gulpease
        screens: dict[str, list[DeckText]] = {}
        for text in texts:
            if text.step and text.reader == "customer" and language_of(text.variant) == ITALIAN:
                screens.setdefault(text.step, []).append(text)
        for step, said in screens.items():
            sentences = [e.wordings[0] for e in said if e.use == "sentence" and e.path[2] not in ("error", "hint")]
            ease, at = gulpease(sentences), next((text for text in said if text.own), None)
            if at is None or step in self._hard or ease.words < wanted.words or ease.score >= wanted.least:
                continue
            if not at.variant:
                self._hard.add(step)
            measured = f"Gulpease {ease.score} over {ease.words} words, at least {wanted.least} is wanted"
            yield at, Issue("gulpease", "warning", f"{step} reads hard: {measured}")

    def _of_screens(
        self, deck: Deck, texts: Mapping[_Key, DeckText], words: Mapping[str, Mapping[m.Path, DeckText]]
    ) -> Iterator[tuple[DeckText, Issue]]:
        """What only shows on a screen: words cut or too long with values filled in, stops that meet."""
        phone = self._settings.phone
        found = situations(deck, self._registry, self._policy, tuple(filter(self._scope.covers, STEPS)))
        cut: dict[_Key, list[str]] = {}
        for one in fitting.tight(found, deck.screens, phone.widths):
            cut.setdefault((one.step, one.path), []).append(str(one.width))
        for key, widths in cut.items():
            if key in texts:
                yield texts[key], Issue("cut", "error", f"is cut on a phone of {', '.join(widths)} columns")
        for excess in fitting.too_long(found, deck.screens):
            if text := self._over("too-long", deck, texts, excess):
                here = to_blame(text, words.get(text.place, {}), excess.text, excess.measure - excess.most)
                said = f"{excess.measure} characters as `{excess.text}`, and at most {excess.most} are wanted"
                yield here, Issue("too-long", "error", said)
        for excess in fitting.too_many_lines(found, deck.screens, phone.width):
            if text := self._over("too-many-lines", deck, texts, excess):
                said = f"{excess.measure} lines at {phone.width} columns, and at most {excess.most} are wanted"
                yield text, Issue("too-many-lines", "error", said)
        # Only where values meet words: a value ends in a stop of its own, and the words add theirs.
        seen: set[_Key] = set()
        for situation in found:
            step = situation.view.step
            for path, _, shown_text in fitting.shown(deck.screens[step], situation):
                text = texts.get((step, path))
                if text is None or not text.own or (step, path) in seen or shown_text in text.wordings:
                    continue
                for issue in self._rulebook.shown(text, shown_text):
                    seen.add((step, path))
                    yield text, issue

    def _over(self, rule: str, deck: Deck, texts: Mapping[_Key, DeckText], excess: fitting.Excess) -> DeckText | None:
        """A text over its limit; a variant's only where the original keeps to it, or the limit itself is at fault."""
        key = (excess.step, excess.path)
        if not deck.variant:
            self._beyond.add((rule, key))
        elif (rule, key) in self._beyond:
            return None
        return texts.get(key)


def _lacking(home: Path) -> Iterator[Fault]:
    """`missing-file`: what a folder of one's own does not have, and the shipped screens say instead: one finding."""
    lacking = [f"{place}.toml" for place in _PLACES if not (home / f"{place}.toml").exists()]
    if lacking and home.is_dir() and len(lacking) < len(_PLACES):
        named = ", ".join(lacking[:_NAMED]) + (f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else "")
        said = f"not in this folder: {named}; what ac-tui ships is used instead"
        yield Fault(shown(home), 1, "missing-file", said, "suggestion")


def _emptied(sources: Iterable[Source]) -> Iterator[Fault]:
    """`empty-file`: a variant's file that replaces nothing; of a translation, `missing-translation` tells."""
    for source in sources:
        if not source.data and not source.faults:
            said = "nothing in this file: the original's words are shown"
            yield Fault(source.name, 1, "empty-file", said, "suggestion")
