"""Rules of wording as a writer keeps them (screens/rules, glossary), and their engine; words in no dictionary."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple

from pydantic import Field, StringConstraints

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.files import RULES, Source, find, read, shaped
from ac_tui.deck.lint.texts import ITALIAN, DeckText, Use, words_of
from ac_tui.deck.text import PLACEHOLDER
from ac_tui.registry.faults import Level

if TYPE_CHECKING:
    from spellchecker import SpellChecker

GLOSSARY: Final = "glossary.toml"
Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Readers = Literal["customer", "operator", "all"]

_ADDRESS: Final = re.compile(r"\S*(?:@|://)\S*?(?=[.,;:!?…»”)]*(?:\s|$))")
_PIECE: Final = re.compile(r"\{([a-z][a-z_]*)\}")
_HIDDEN: Final = "◦"
"""Stands for every sign of a placeholder and an address: patterns see that something is there, and not what."""


class Issue(NamedTuple):
    """Something wrong with a text; `words` are the ones at fault, so that no other rule blames them again."""

    rule: str
    level: Level
    message: str
    words: tuple[str, ...] = ()


class Slip(NamedTuple):
    """Something written wrongly, how it is meant ("" where only a person can say), and where in the text."""

    found: str
    meant: str = ""
    start: int = 0
    end: int = 0

    def overlaps(self, other: Slip) -> bool:
        """Whether it shares a sign with another."""
        return self.start < other.end and other.start < self.end

    def goes_beyond(self, other: Slip) -> bool:
        """Whether it holds all of another, and more."""
        return self.start <= other.start and other.end <= self.end and self[2:] != other[2:]


def issue_of(rule: str, level: Level, slips: Iterable[Slip], because: str) -> Iterator[Issue]:
    """One issue for all the slips of a text, each named once; none where there are none."""
    found = {f"`{slip.found}`" + (f" (`{slip.meant}`)" if slip.meant else ""): slip.found for slip in slips}
    if found:
        # Where something is missing after a word (`… word`), that word is not at fault.
        words = tuple(word for word in found.values() if not word.startswith("…"))
        yield Issue(rule, level, ", ".join(found) + because, words)


class Allowed(m.FilePart):
    """A text that a rule does not hold for: its key, or the start of one, and why."""

    key: Filled
    reason: Filled


class Rule(m.FilePart):
    """One rule: for which texts, what is wrong in them (and right instead), what excuses it. screens/README.md."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:-[a-z]+)*$")]
    level: Level = "error"
    message: str = ""
    language: str = ""
    reader: Readers = "all"
    use: tuple[Use, ...] = ()
    keys: str = ""
    patterns: tuple[str | tuple[str, str], ...] = ()
    swap: Mapping[str, str] = {}
    required: str = ""
    after: str = ""
    unless: str = ""
    unless_before: str = ""
    case: bool = False
    as_written: bool = False
    known: bool = False
    spaces: bool = False
    yields_to: tuple[str, ...] = ()
    exceptions: tuple[Allowed, ...] = ()


class RuleFile(m.FilePart):
    """Lists of words and pieces of patterns, named, and the rules that use them as `{name}`."""

    words: Mapping[str, str] = {}
    pieces: Mapping[str, str] = {}
    rules: tuple[Rule, ...] = ()


class Term(m.FilePart):
    """A preferred term and what is not said instead, to `customer`, `operator`, or `all` who read."""

    preferred: Filled
    forbidden: Annotated[tuple[Filled, ...], Field(min_length=1)]
    reader: Readers = "all"
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = ITALIAN
    note: str = ""
    exceptions: tuple[Allowed, ...] = ()

    def as_rule(self) -> Rule:
        """The rule that the term is."""
        alike = self.model_dump(include={"language", "reader", "exceptions"})
        swap = dict.fromkeys(self.forbidden, self.preferred)
        return Rule(name="glossary", message="the glossary prefers the word in brackets", swap=swap, **alike)


class Glossary(m.FilePart):
    """All terms: one thing, one name."""

    terms: tuple[Term, ...] = ()


class CompiledRule(NamedTuple):
    """A rule ready for use: patterns of what is wrong, each with what is right instead of a match; its conditions."""

    rule: Rule
    matchers: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]
    conditions: Mapping[str, re.Pattern[str]]

    def concerns(self, entry: DeckText) -> bool:
        """Whether a text is of the language, the readers and the use that the rule is for, and no exception of it."""
        rule, required, keys = self.rule, self.conditions.get("required"), self.conditions.get("keys")
        if rule.language not in ("", entry.language) or rule.reader not in ("all", entry.reader):
            return False
        if any(f"{entry.key}.".startswith(f"{allowed.key}.") for allowed in rule.exceptions):
            return False
        if keys and not keys.search(entry.key):
            return False
        # Words that a text composes are held to what another wording of them has: a full stop, for one.
        return not rule.use or entry.use in rule.use or bool(required and any(map(required.search, entry.others)))

    def found(self, masked: str, text: str, known: Collection[str]) -> Iterator[Slip]:
        """What is wrong in a text whose placeholders and addresses are masked."""
        holds = {name: pattern.search for name, pattern in self.conditions.items()}
        if "unless" in holds and holds["unless"](masked):
            return
        if "required" in holds:
            if not holds["required"](masked):
                yield Slip(f"… {next(reversed(text.split()), '')}", "", len(text), len(text))
            return
        for pattern, right in self.matchers:
            for match in pattern.finditer(masked):
                start, end = match.span("slip" if "slip" in pattern.groupindex else 0)
                before, (found, meant) = masked[:start], self._spelt(text[start:end], right(match))
                elsewhere = "after" in holds and not holds["after"](before)
                excused = elsewhere or ("unless_before" in holds and holds["unless_before"](before))
                borne_out = not self.rule.known or (found.casefold() not in known and meant.casefold() in known)
                if end > start and not excused and borne_out:
                    yield Slip(found, meant, start, end)

    def _spelt(self, found: str, meant: str) -> tuple[str, str]:
        found = re.sub(r"[ \u00a0\u2007\u202f]", "␣", found.replace("\t", "⇥")) if self.rule.spaces else found.strip()
        if self.rule.as_written and len(found) > 1 and found.isupper():
            meant = meant.upper()
        elif self.rule.as_written and found[:1].isupper():
            meant = meant[:1].upper() + meant[1:]
        return found.replace("\n", "⏎"), meant


def compiled(rule: Rule, source: Source, path: m.Path, pieces: Mapping[str, str]) -> CompiledRule:
    """A rule with its patterns; one that is none is a fault of the file, at its place."""
    flags = re.MULTILINE | (re.NOFLAG if rule.case else re.IGNORECASE)

    def pattern(text: str, *key: str | int) -> re.Pattern[str]:
        try:
            while piece := _PIECE.search(text):  # names may stand in pieces as well
                text = text.replace(piece[0], pieces[piece[1]])
            return re.compile(text, flags)
        except (re.error, KeyError) as error:
            said = f"there are no [words] and no [pieces] called `{error.args[0]}`"
            message = f"this is no pattern: {said if isinstance(error, KeyError) else error}"
            source.fault((*path, *key), "bad-pattern", message)
            return re.compile("")

    pairs = [(one, "") if isinstance(one, str) else one for one in rule.patterns]
    matchers: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
        (pattern(wrong, "patterns", number), methodcaller("expand", right))
        for number, (wrong, right) in enumerate(pairs)
    ]
    names = ("keys", "required", "after", "unless", "unless_before")
    conditions = {name: pattern(text, name) for name in names if (text := getattr(rule, name))}
    if rule.swap:
        phrases = "|".join(_phrase(word, rule.swap[word]) for word in sorted(rule.swap, key=len, reverse=True))
        rights = {word.casefold(): right for word, right in rule.swap.items()}
        first = next(iter(rights.values()))
        swap = re.compile(rf"(?<![\w@.-])(?:{phrases})(?![\w@-])")
        matchers.append((swap, lambda match: rights.get(match[0].casefold(), first)))
    return CompiledRule(rule, matchers, conditions)


def _phrase(words: str, right: str) -> str:
    """A pattern of a phrase; capitals count only where they are all that differs from what is right."""
    spelt: list[str] = []
    for word in words.split():
        acronym = word.isalpha() and word.isupper() and 1 < len(word) <= 5  # it may have a stop after each letter
        spelt.append(rf"(?:{word}|" + r"\.".join(word) + r"\.?)" if acronym else re.escape(word))
    phrase = r"(?:\s+|-)".join(spelt)
    return phrase if words.casefold() == right.casefold() else f"(?i:{phrase})"


def read_rules(home: Path) -> tuple[list[CompiledRule], list[Source]]:
    """The rules of a folder of screens and its glossary, none of a file with faults, and all those files."""
    folders = (assets.screens_dir() / RULES, home / RULES)
    names = sorted({path.name for folder in folders for path in folder.glob("*.toml")})
    found: list[CompiledRule] = []
    sources = [read(find(home, RULES, name)) for name in names]
    for source in sources:
        file = shaped(source, RuleFile) or RuleFile()
        pieces = {key: f"(?:{'|'.join(words.split())})" for key, words in file.words.items()} | dict(file.pieces)
        rules = [compiled(rule, source, ("rules", number), pieces) for number, rule in enumerate(file.rules)]
        found += rules if not source.faults else []
    sources.append(source := read(find(home, GLOSSARY)))
    terms = (shaped(source, Glossary) or Glossary()).terms
    found += [compiled(term.as_rule(), source, ("terms", number), {}) for number, term in enumerate(terms)]
    return found, sources


def issues_of(
    rules: Iterable[CompiledRule], entry: DeckText, known: Collection[str] = (), wording: str | None = None
) -> list[Issue]:
    """What is wrong with a text, in one `wording` or all, by rule and level; `known` are words in small letters."""
    asked = [one for one in rules if one.concerns(entry)]
    found: dict[tuple[str, Level], list[tuple[Rule, Slip]]] = {}
    for reading in dict.fromkeys(entry.wordings if wording is None else [wording]):
        for rule, slip in _slips(reading, entry, asked, known):
            found.setdefault((rule.name, rule.level), []).append((rule, slip))
    issues: list[Issue] = []
    for (name, level), [(rule, first), *others] in found.items():
        slips = (first, *(slip for _, slip in others if not rule.required))
        issues += issue_of(name, level, slips, rule.message and f": {rule.message}")
    return issues


def _slips(
    wording: str, entry: DeckText, asked: Iterable[CompiledRule], known: Collection[str]
) -> Iterator[tuple[Rule, Slip]]:
    """The slips of one wording, in their order for each rule: of those that overlap the longest, else the first."""
    inside = entry.use == "part" and wording[:1].islower()
    text = masked = f"{_HIDDEN} {wording}" if inside else wording  # no sentence begins here
    for pattern in (PLACEHOLDER, _ADDRESS):
        masked = pattern.sub(lambda match: _HIDDEN * len(match[0]), masked)
    found: dict[str, list[tuple[Rule, Slip]]] = {}
    for one in asked:
        rule, blamed = one.rule, [other for name in one.rule.yields_to for _, other in found.get(name, ())]
        same = found.setdefault(rule.name, [])
        for slip in [each for each in one.found(masked, text, known) if not any(map(each.overlaps, blamed))]:
            same[:] = [(by, old) for by, old in same if by.level != rule.level or not slip.goes_beyond(old)]
            if not any(slip.overlaps(old) for _, old in same):
                same.append((rule, slip))
    for of_name in found.values():
        yield from sorted(of_name, key=lambda pair: pair[1].start)


# Words that stand in no dictionary: a suggestion, never more.


@lru_cache(maxsize=8)
def dictionary(language: str, own: tuple[str, ...] = ()) -> SpellChecker | None:
    """The words of a language and of our `own` texts, in small letters; None for a language without a dictionary."""
    from spellchecker import SpellChecker

    if language not in SpellChecker.languages():
        return None
    found = SpellChecker(language, distance=1)
    found.word_frequency.load_words([word for text in own for word in words_of(text)])
    return found


def misspelt(entry: DeckText, words: SpellChecker | None, blamed: Collection[str] = ()) -> Iterator[Issue]:
    """`spelling`: words that the dictionary lacks, but for those that another rule has `blamed` already."""
    if words is None:
        return
    given = {part.casefold() for slip in blamed for part in words_of(slip)}
    said = " ".join(re.sub(r"\S*(?:@|://|\w\.\w{2,}\b)\S*", " ", wording) for wording in entry.wordings)
    unknown = (word for word in words_of(said) if word not in words and not word.isupper() and len(word) > 1)
    slips = [Slip(word, words.correction(word) or "") for word in unknown if word.casefold() not in given]
    yield from issue_of("spelling", "suggestion", slips, f": in no dictionary of `{entry.language}`")
