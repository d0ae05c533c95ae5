"""All the rules of the copy workshop over one folder of screens, its variants with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import DESK, Source, find, read
from ac_tui.deck.lint import fitting, glossary, progress, translation
from ac_tui.deck.lint.address import keeps_tu
from ac_tui.deck.lint.reading import gulpease
from ac_tui.deck.lint.remarks import Remark
from ac_tui.deck.lint.settings import read_settings
from ac_tui.deck.lint.silence import not_allowed
from ac_tui.deck.lint.situations import Situation, situations
from ac_tui.deck.lint.spelling import Spelling, read_spelling, spelled
from ac_tui.deck.lint.texts import ITALIAN, Entry, entries
from ac_tui.deck.lint.typography import accents, apostrophes, doubled_stop, final_stop, spaces
from ac_tui.deck.lint.unused import unused
from ac_tui.deck.load import load_deck
from ac_tui.deck.variants import variant_folder, variant_names
from ac_tui.journey.model import STEPS
from ac_tui.journey.policy import Policy
from ac_tui.registry.faults import Fault, in_order
from ac_tui.registry.index import Registry

_BY_TEXT: Final[tuple[Callable[[Entry], Iterator[Remark]], ...]] = (spaces, final_stop, accents, apostrophes, keeps_tu)


def check_words(
    registry: Registry, policy: Policy, directory: Path | None = None, *, required: m.Status | None = None
) -> tuple[Fault, ...]:
    """Every finding about the words of a folder of screens (the one ac-tui ships by default), in file order.

    The deck and each of its variants must load: raises DeckError, and FileError for check.toml, glossary.toml and the
    word lists. `registry` gives the real and the longest values that texts fill in. With `required`, what says
    of itself that it is less far along is a finding too; no comment allows that.
    """
    checker = _Checker(assets.screens_dir() if directory is None else directory, registry, policy)
    found = checker.run()
    if required is not None:
        found = [*found, *progress.unready(checker.sources.values(), required)]
    return in_order(dict.fromkeys(found))


class _Checker:
    """One pass over the original, then over each variant: a text is judged where it is written, once."""

    def __init__(self, home: Path, registry: Registry, policy: Policy) -> None:
        self._home = home
        self._registry = registry
        self._policy = policy
        self._settings, settings = read_settings(home)
        self._glossary, terms = glossary.read_glossary(home)
        self.sources: dict[str, Source] = {}
        self._own_files = {source.name: source.text for source in (settings, terms)}
        self._terms = terms
        self._needed: set[glossary.Used] = set()
        self._beyond: set[tuple[str, _Key]] = set()
        self._lists: dict[str, Spelling | None] = {}
        self._found: list[Fault] = []

    def run(self) -> list[Fault]:
        """Every finding that no comment allows."""
        original = load_deck(self._home)
        texts = entries(original, self._home)
        self._read_sources(self._home)
        self._judge(original, texts)
        self._add(unused(texts))
        for name in variant_names(self._home):
            deck = load_deck(self._home, name)
            folder = variant_folder(self._home, name)
            assert folder is not None
            over = entries(deck, self._home, original)
            self._read_sources(folder)
            self._judge(deck, over)
            self._found += translation.missing(over, folder, self._settings.same.allowed)
        self._found += glossary.unneeded(self._glossary, self._terms, self._needed)
        files = {**{source.name: source.text for source in self.sources.values()}, **self._own_files}
        return list(not_allowed(dict.fromkeys(self._found), files))

    def _read_sources(self, folder: Path) -> None:
        places = (*(f"{step}.toml" for step in STEPS), *(f"desk/{name}.toml" for name in DESK))
        for place in places:
            path = find(folder, place) if folder == self._home else folder / place
            if path.exists():
                source = read(path)
                self.sources[source.name] = source

    def _judge(self, deck: Deck, texts: Iterable[Entry]) -> None:
        own = {(entry.place, entry.path): entry for entry in texts if entry.own}
        for entry in own.values():
            self._add((entry, remark) for remark in self._of_text(entry))
        self._add(self._of_reading(own.values()))
        self._add(self._of_screens(deck, own))

    def _add(self, remarks: Iterable[tuple[Entry, Remark]]) -> None:
        self._found += [
            Fault(entry.home.name, entry.line, remark.rule, f"{_where(entry)}: {remark.message}", remark.level)
            for entry, remark in remarks
        ]

    def _of_text(self, entry: Entry) -> Iterator[Remark]:
        remarks = [remark for rule in _BY_TEXT for remark in rule(entry)]
        remarks += doubled_stop(entry.wordings)
        remarks += glossary.terms(entry, self._glossary, self._needed)
        remarks += translation.same_as_source(entry, self._settings.same.allowed)
        yield from remarks
        blamed = [word for remark in remarks for word in remark.words]
        yield from spelled(entry, self._words(entry.language), blamed)

    def _words(self, language: str) -> Mapping[str, Spelling | None]:
        if language not in self._lists:
            self._lists[language] = read_spelling(self._home, language, self._settings.spelling.names)
        return self._lists

    def _of_reading(self, texts: Iterable[Entry]) -> Iterator[tuple[Entry, Remark]]:
        """`gulpease`: the sentences of a screen together, at its heading; a variant's own ones at the first of them."""
        screens: dict[str, list[Entry]] = {}
        for entry in texts:
            if entry.step and entry.reader == "customer" and entry.language == ITALIAN:
                screens.setdefault(entry.step, []).append(entry)
        for step, said in screens.items():
            sentences = [e.wordings[0] for e in said if e.use == "sentence" and e.path[2] not in ("error", "hint")]
            ease = gulpease(sentences)
            least = self._settings.gulpease.least
            if ease.words >= self._settings.gulpease.words and ease.score < least:
                message = (
                    f"{step} reads hard: Gulpease {ease.score} over {ease.words} words, at least {least} is wanted"
                )
                yield said[0], Remark("gulpease", "warning", message)

    def _of_screens(self, deck: Deck, own: Mapping[_Key, Entry]) -> Iterator[tuple[Entry, Remark]]:
        """What only shows on a screen: words cut or too long with values filled in, stops that meet."""
        found = situations(deck, self._registry, self._policy)
        phone = self._settings.phone
        cut: dict[_Key, list[int]] = {}
        for one in fitting.tight(found, deck.screens, phone.widths):
            cut.setdefault((one.step, one.path), []).append(one.width)
        for key, widths in cut.items():
            columns = ", ".join(map(str, widths))
            yield from _at(own, key, Remark("cut", "error", f"is cut on a phone of {columns} columns"))
        for excess in fitting.too_long(found, deck.screens):
            said = f"{excess.measure} characters as `{excess.text}`, and at most {excess.most} are wanted"
            yield from self._over(deck, own, excess, Remark("too-long", "error", said))
        for excess in fitting.too_many_lines(found, deck.screens, phone.width):
            said = f"{excess.measure} lines at {phone.width} columns, and at most {excess.most} are wanted"
            yield from self._over(deck, own, excess, Remark("too-many-lines", "error", said))
        yield from self._meetings(found, deck, own)

    def _over(
        self, deck: Deck, own: Mapping[_Key, Entry], excess: fitting.Excess, remark: Remark
    ) -> Iterator[tuple[Entry, Remark]]:
        """A text over its limit; a variant's only where the original keeps to it, or the limit itself is at fault."""
        key = (excess.step, excess.path)
        if not deck.variant:
            self._beyond.add((remark.rule, key))
        if not deck.variant or (remark.rule, key) not in self._beyond:
            yield from _at(own, key, remark)

    def _meetings(
        self, found: Iterable[Situation], deck: Deck, own: Mapping[_Key, Entry]
    ) -> Iterator[tuple[Entry, Remark]]:
        """`doubled-stop` where a value ends in a stop of its own and the words add theirs."""
        seen: set[_Key] = set()
        for situation in found:
            for path, _, text in fitting.shown(deck.screens[situation.view.step], situation):
                key = (situation.view.step, path)
                entry = own.get(key)
                if entry is None or key in seen or text in entry.wordings or any(doubled_stop(entry.wordings)):
                    continue
                for remark in doubled_stop((text,)):
                    seen.add(key)
                    yield entry, remark


_Key = tuple[str, m.Path]


def _at(own: Mapping[_Key, Entry], key: _Key, remark: Remark) -> Iterator[tuple[Entry, Remark]]:
    """The remark at its text, where that is the variant's own: what the original says was judged there."""
    entry = own.get(key)
    if entry is not None:
        yield entry, remark


def _where(entry: Entry) -> str:
    return ".".join(map(str, entry.path))
