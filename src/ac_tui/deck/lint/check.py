"""All the rules of the copy workshop over one folder of screens, its variants with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import DESK, VARIANTS, Source, find, read, shown
from ac_tui.deck.lint import fitting, glossary, progress, translation
from ac_tui.deck.lint.composed import alone, seams, to_blame
from ac_tui.deck.lint.reading import gulpease
from ac_tui.deck.lint.remarks import Remark
from ac_tui.deck.lint.rules import CompiledRule, Rulebook, read_rules
from ac_tui.deck.lint.settings import Phone, Reading, read_settings
from ac_tui.deck.lint.silence import not_allowed
from ac_tui.deck.lint.situations import Situation, situations
from ac_tui.deck.lint.spelling import Spelling, read_spelling, spelled
from ac_tui.deck.lint.texts import ITALIAN, Entry, entries, language_of
from ac_tui.deck.lint.unused import unused
from ac_tui.deck.load import Parts, read_parts
from ac_tui.deck.shelf import Shelf
from ac_tui.deck.variants import variant_folder, variant_names
from ac_tui.journey.model import STEPS, Step
from ac_tui.journey.policy import Policy
from ac_tui.registry.faults import Fault, FileError, in_order
from ac_tui.registry.index import Registry

T = TypeVar("T")

_Key = tuple[str, m.Path]
_NAMED = 5
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
    checker = _Checker(home, registry, policy, Shelf() if shelf is None else shelf, _asked_of(home, within))
    found = checker.run()
    if required is not None:
        found = [*found, *progress.unready(checker.sources.values(), required)]
    return in_order(dict.fromkeys(found))


class _Asked(NamedTuple):
    """What of a folder is to be judged: a file of the original or of a variant, by its place; all where that is ""."""

    place: str = ""
    variant: str = ""

    def covers(self, place: str) -> bool:
        """Whether the file of this place is to be judged."""
        return self.place in ("", place)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps whose screens are to be rendered."""
        return tuple(step for step in STEPS if self.covers(step))


def _asked_of(home: Path, within: Path | None) -> _Asked:
    if within is None or within.is_dir() or not within.absolute().is_relative_to(home.absolute()):
        return _Asked()
    parts = within.absolute().relative_to(home.absolute()).with_suffix("").parts
    variant, parts = (parts[1], parts[2:]) if parts[0] == VARIANTS else ("", parts)
    place = "/".join(parts)
    known = place in STEPS or place in {f"desk/{name}" for name in DESK}
    return _Asked(place, variant) if known else _Asked()


class _Texts:
    """The texts of a deck by their keys: every one, and those that its variant says itself."""

    def __init__(self, texts: Iterable[Entry]) -> None:
        self.every = {(entry.place, entry.path): entry for entry in texts}
        self.own = {key: entry for key, entry in self.every.items() if entry.own}
        self._words: dict[str, dict[m.Path, Entry]] = {}
        for (place, path), entry in self.every.items():
            if path[0] == "words":
                self._words.setdefault(place, {})[path] = entry

    def words(self, place: str) -> Mapping[m.Path, Entry]:
        """The words of a file that its texts compose."""
        return self._words.get(place, {})


class _Checker:
    """One pass over the original, then over each variant: a text is judged where it is written, once."""

    def __init__(self, home: Path, registry: Registry, policy: Policy, shelf: Shelf, asked: _Asked) -> None:
        self._home = home
        self._registry = registry
        self._policy = policy
        self._shelf = shelf
        self._asked = asked
        self._found: list[Fault] = []
        self._settings = self._read(read_settings)
        self._workshop = [self._settings[1]] if self._settings else []
        self._rulebook = Rulebook(self._rules())
        self.sources: dict[str, Source] = {}
        self._beyond: set[tuple[str, _Key]] = set()
        self._hard: set[str] = set()
        self._lists: dict[str, Spelling | None] = {}
        self._whole = not self._found

    def _read(self, reader: Callable[[Path], T]) -> T | None:
        """What a file of the workshop says, None where it is at fault: the rules that go by it then rest."""
        try:
            return reader(self._home)
        except FileError as error:
            self._found += error.faults
            return None

    def _rules(self) -> list[CompiledRule]:
        rules: list[CompiledRule] = []
        if read := self._read(read_rules):
            rules += read[0]
            self._workshop += read[1]
        if terms := self._read(glossary.read_glossary):
            rules += glossary.glossary_rules(*terms)
            self._workshop.append(terms[1])
        return rules

    def run(self) -> list[Fault]:
        """Every finding that no comment allows."""
        original = self._parts("")
        texts = [entry for entry in entries(original, self._home) if self._asked.covers(entry.place)]
        self._read_sources(self._home)
        self._judge(original, texts)
        self._add(unused(texts))
        self._found += _lacking(self._home)
        for name in variant_names(self._home) if not self._asked.place else filter(None, [self._asked.variant]):
            over = self._parts(name)
            folder = variant_folder(self._home, name)
            assert folder is not None
            said = [entry for entry in entries(over, self._home, original) if self._asked.covers(entry.place)]
            self._read_sources(folder)
            self._judge(over, said)
            if language_of(name) == ITALIAN:
                self._found += self._emptied(folder)
            if self._settings:
                allowed = self._settings[0].same.allowed
                own = [source for source in self.sources.values() if source.path.parent == folder]
                draft = any(source.data.get("status") == "draft" for source in own)
                self._found += translation.missing(said, folder, allowed, draft=draft)
        if self._whole and not self._asked.place:
            self._found += self._rulebook.unneeded()
        return list(self._not_allowed())

    def _parts(self, variant: str) -> Parts:
        parts = read_parts(self._home, variant, shelf=self._shelf)
        self._whole = self._whole and not parts.faults
        return parts

    def _not_allowed(self) -> Iterator[Fault]:
        """The findings that no comment allows; whether one is needed at all shows only where everything was read."""
        files = {source.name: source.text for source in (*self.sources.values(), *self._workshop)}
        found = not_allowed(dict.fromkeys(self._found), files)
        return (fault for fault in found if self._whole or fault.rule != "allow-unused")

    def _read_sources(self, folder: Path) -> None:
        places = (*(f"{step}.toml" for step in STEPS), *(f"desk/{name}.toml" for name in DESK))
        for place in places:
            path = find(folder, place) if folder == self._home else folder / place
            if path.exists():
                source = read(path)
                self.sources[source.name] = source

    def _emptied(self, folder: Path) -> Iterator[Fault]:
        """`empty-file`: a variant's file that replaces nothing; of a translation, `missing-translation` tells."""
        for source in self.sources.values():
            if source.path.is_relative_to(folder) and not source.data and not source.faults:
                said = "nothing in this file: the original's words are shown"
                yield Fault(source.name, 1, "empty-file", said, "suggestion")

    def _judge(self, parts: Parts, texts: Sequence[Entry]) -> None:
        known = _Texts(texts)
        for entry in known.own.values():
            self._add((entry, remark) for remark in self._of_text(entry, known.words(entry.place)))
        if self._settings:
            settings = self._settings[0]
            self._add(self._of_reading(texts, settings.gulpease))
            if deck := parts.deck:
                self._add(self._of_screens(deck, known, settings.phone))

    def _add(self, remarks: Iterable[tuple[Entry, Remark]]) -> None:
        self._found += [
            Fault(entry.home.name, entry.line, remark.rule, f"{_where(entry)}: {remark.message}", remark.level)
            for entry, remark in remarks
        ]

    def _of_text(self, entry: Entry, words: Mapping[m.Path, Entry]) -> Iterator[Remark]:
        """What is wrong with a text by itself, then where it meets words that it composes."""
        said = self._of_words(alone(entry))
        if self._settings:
            said += translation.same_as_source(entry, self._settings[0].same.allowed)
        yield from said
        yield from seams(entry, words, said, self._of_words)
        if self._settings:
            blamed = [word for remark in said for word in remark.words]
            yield from spelled(alone(entry), self._words(entry.language), blamed)

    def _of_words(self, entry: Entry) -> list[Remark]:
        listed = self._words(entry.language)
        return self._rulebook.remarks(entry, listed.known if listed else ())

    def _words(self, language: str) -> Spelling | None:
        """The word list of a language, None where there is none or none can be read."""
        if language not in self._lists:
            names = self._settings[0].spelling.names if self._settings else ()
            self._lists[language] = self._read(lambda home: read_spelling(home, language, names))
        return self._lists[language]

    def _of_reading(self, texts: Iterable[Entry], wanted: Reading) -> Iterator[tuple[Entry, Remark]]:
        """`gulpease`: the sentences of a screen together, at its heading.

        A variant's, as they read with its own texts among them, at the first of these; where the original keeps to it.
        """
        screens: dict[str, list[Entry]] = {}
        for entry in texts:
            if entry.step and entry.reader == "customer" and language_of(entry.variant) == ITALIAN:
                screens.setdefault(entry.step, []).append(entry)
        for step, said in screens.items():
            sentences = [e.wordings[0] for e in said if e.use == "sentence" and e.path[2] not in ("error", "hint")]
            ease, at = gulpease(sentences), next((entry for entry in said if entry.own), None)
            if at is None or step in self._hard or ease.words < wanted.words or ease.score >= wanted.least:
                continue
            if not at.variant:
                self._hard.add(step)
            message = (
                f"{step} reads hard: Gulpease {ease.score} over {ease.words} words, at least {wanted.least} is wanted"
            )
            yield at, Remark("gulpease", "warning", message)

    def _of_screens(self, deck: Deck, texts: _Texts, phone: Phone) -> Iterator[tuple[Entry, Remark]]:
        """What only shows on a screen: words cut or too long with values filled in, stops that meet."""
        found = situations(deck, self._registry, self._policy, self._asked.steps)
        cut: dict[_Key, list[int]] = {}
        for one in fitting.tight(found, deck.screens, phone.widths):
            cut.setdefault((one.step, one.path), []).append(one.width)
        for key, widths in cut.items():
            columns = ", ".join(map(str, widths))
            yield from _at(texts.own, key, Remark("cut", "error", f"is cut on a phone of {columns} columns"))
        for excess in fitting.too_long(found, deck.screens):
            said = f"{excess.measure} characters as `{excess.text}`, and at most {excess.most} are wanted"
            yield from self._over(deck, texts, excess, Remark("too-long", "error", said))
        for excess in fitting.too_many_lines(found, deck.screens, phone.width):
            said = f"{excess.measure} lines at {phone.width} columns, and at most {excess.most} are wanted"
            yield from self._over(deck, texts, excess, Remark("too-many-lines", "error", said))
        yield from self._meetings(found, deck, texts.own)

    def _over(
        self, deck: Deck, texts: _Texts, excess: fitting.Excess, remark: Remark
    ) -> Iterator[tuple[Entry, Remark]]:
        """A text over its limit; a variant's only where the original keeps to it, or the limit itself is at fault."""
        key = (excess.step, excess.path)
        if not deck.variant:
            self._beyond.add((remark.rule, key))
        elif (remark.rule, key) in self._beyond:
            return
        entry = texts.every[key]
        if remark.rule == "too-long":
            entry = to_blame(entry, texts.words(entry.place), excess.text, excess.measure - excess.most)
        yield from _at(texts.own, (entry.place, entry.path), remark)

    def _meetings(
        self, found: Iterable[Situation], deck: Deck, own: Mapping[_Key, Entry]
    ) -> Iterator[tuple[Entry, Remark]]:
        """What is wrong only where values meet words: a value ends in a stop of its own and the words add theirs."""
        seen: set[_Key] = set()
        for situation in found:
            for path, _, text in fitting.shown(deck.screens[situation.view.step], situation):
                key = (situation.view.step, path)
                entry = own.get(key)
                if entry is None or key in seen or text in entry.wordings:
                    continue
                for remark in self._rulebook.shown(entry, text):
                    seen.add(key)
                    yield entry, remark


def _lacking(home: Path) -> Iterator[Fault]:
    """`missing-file`: what a folder of one's own does not have, and the shipped screens say instead: one finding."""
    places = (*(f"{step}.toml" for step in STEPS), *(f"desk/{name}.toml" for name in DESK))
    lacking = [place for place in places if not (home / place).exists()]
    if lacking and home.is_dir() and len(lacking) < len(places):
        named = ", ".join(lacking[:_NAMED]) + (f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else "")
        said = f"not in this folder: {named}; what ac-tui ships is used instead"
        yield Fault(shown(home), 1, "missing-file", said, "suggestion")


def _at(own: Mapping[_Key, Entry], key: _Key, remark: Remark) -> Iterator[tuple[Entry, Remark]]:
    """The remark at its text, where that is the variant's own: what the original says was judged there."""
    entry = own.get(key)
    if entry is not None:
        yield entry, remark


def _where(entry: Entry) -> str:
    return ".".join(map(str, entry.path))
