"""Rules of wording as a writer keeps them: screens/rules/*.toml, and one small engine that goes by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import StringConstraints

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.files import RULES, Source, find
from ac_tui.deck.lint.issues import Issue, Slip, issue_of
from ac_tui.deck.lint.texts import DeckText, Use
from ac_tui.deck.shape import read_model
from ac_tui.deck.text import PLACEHOLDER, OneReading
from ac_tui.registry.faults import Fault, FileError, Level
from ac_tui.registry.toml import locate_toml

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_ADDRESS: Final = re.compile(r"\S*(?:@|://)\S*?(?=[.,;:!?…»”)]*(?:\s|$))")
_SENTENCE: Final = re.compile(r"[.!?…;:]")
_PIECE: Final = re.compile(r"\{([a-z][a-z_]*)\}")
_BARE: Final = str.maketrans("àèéìòù", "aeeiou")
_HIDDEN: Final = "◦"
"""Stands for every sign of a placeholder and an address: patterns see that something is there, and not what."""
_ACRONYM: Final = 5


class Allowed(m.FilePart):
    """A text that a rule does not hold for: its key, or the start of one, and why."""

    key: Filled
    reason: Filled

    def covers(self, entry: DeckText) -> bool:
        """Whether it speaks of this text."""
        return entry.key == self.key or entry.key.startswith(f"{self.key}.")


class Rule(m.FilePart):
    """One rule: for which texts, what is wrong in them (and right instead), what excuses it. screens/README.md."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:-[a-z]+)*$")]
    level: Level = "error"
    message: str = ""
    language: str = ""
    reader: Literal["customer", "operator", "all"] = "all"
    use: tuple[Use, ...] = ()
    keys: str = ""
    patterns: tuple[str | tuple[str, str], ...] = ()
    swap: Mapping[str, str] = {}
    accented: str = ""
    required: str = ""
    after: str = ""
    unless: str = ""
    unless_before: str = ""
    unless_said: str = ""
    case: bool = False
    as_written: bool = False
    known: bool = False
    spaces: bool = False
    shown: bool = False
    yields_to: tuple[str, ...] = ()
    exceptions: tuple[Allowed, ...] = ()


class RuleFile(m.FilePart):
    """Lists of words and pieces of patterns, named, and the rules that use them as `{name}`."""

    words: Mapping[str, str] = {}
    pieces: Mapping[str, str] = {}
    rules: tuple[Rule, ...] = ()


class Occurrence(NamedTuple):
    """Where in a text something is wrong, what stands there, and what would be right ("" where only people can say)."""

    start: int
    end: int
    slip: Slip

    def overlaps(self, other: Occurrence) -> bool:
        """Whether it shares a sign with another."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Occurrence) -> bool:
        """Whether it is a part of something longer."""
        return other.start <= self.start and self.end <= other.end and other.end - other.start > self.end - self.start


Matcher = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
"""What is wrong, and what is right instead of a match of it."""


class CompiledRule(NamedTuple):
    """A rule ready for use, and where it stands; `conditions` are patterns by the rule's own keys."""

    rule: Rule
    source: Source
    path: m.Path
    matchers: tuple[Matcher, ...]
    conditions: Mapping[str, re.Pattern[str]]

    def concerns(self, entry: DeckText) -> bool:
        """Whether a text is of the language, the readers and the use that the rule is for.

        Words that a text composes are held to what another wording of them has: a full stop, for one.
        """
        rule, required, keys = self.rule, self.conditions.get("required"), self.conditions.get("keys")
        if rule.language not in ("", entry.language) or rule.reader not in ("all", entry.reader):
            return False
        if keys is not None and not keys.search(entry.key):
            return False
        as_they = required is not None and any(map(required.search, entry.others))
        return not rule.use or entry.use in rule.use or as_they

    def found(self, masked: str, text: str, known: Collection[str]) -> Iterator[Occurrence]:
        """What is wrong in a text whose placeholders and addresses are masked.

        A rule that asks for what is `known` holds only where that lacks the word found, and has the one meant.
        """
        unless, required = self.conditions.get("unless"), self.conditions.get("required")
        if unless and unless.search(masked):
            return
        if required:
            if not required.search(masked):
                yield Occurrence(len(text), len(text), Slip(f"… {next(reversed(text.split()), '')}"))
            return
        for pattern, right in self.matchers:
            for match in pattern.finditer(masked):
                start, end = match.span("slip" if "slip" in pattern.groupindex else 0)
                slip = self._slip(text[start:end], right(match))
                borne_out = slip.found.casefold() not in known and slip.meant.casefold() in known
                if end > start and self._holds(masked[:start]) and (borne_out or not self.rule.known):
                    yield Occurrence(start, end, slip)

    def _holds(self, before: str) -> bool:
        sentence, conditions = _SENTENCE.split(before)[-1], self.conditions
        if "after" in conditions and not conditions["after"].fullmatch(sentence):
            return False
        if "unless_before" in conditions and conditions["unless_before"].search(sentence):
            return False
        return not ("unless_said" in conditions and conditions["unless_said"].search(before))

    def _slip(self, found: str, meant: str) -> Slip:
        found = re.sub(r"[ \u00a0\u2007\u202f]", "␣", found.replace("\t", "⇥")) if self.rule.spaces else found.strip()
        if self.rule.as_written and len(found) > 1 and found.isupper():
            meant = meant.upper()
        elif self.rule.as_written and found[:1].isupper():
            meant = meant[:1].upper() + meant[1:]
        return Slip(found.replace("\n", "⏎"), meant)


def compiled(rule: Rule, source: Source, path: m.Path, pieces: Mapping[str, str] | None = None) -> CompiledRule:
    """A rule with its patterns; raises FileError with the place of one that is none."""
    flags = re.MULTILINE | (re.NOFLAG if rule.case else re.IGNORECASE)
    faults: list[Fault] = []

    def pattern(text: str, *key: str | int) -> re.Pattern[str]:
        try:
            return re.compile(_filled(text, pieces or {}), flags)
        except (re.error, KeyError) as error:
            said = f"there are no [words] and no [pieces] called `{error.args[0]}`"
            message = f"this is no pattern: {said if isinstance(error, KeyError) else error}"
            faults.append(Fault(source.name, locate_toml(source.text, (*path, *key)), "bad-pattern", message))
            return re.compile("")

    pairs = [(one, "") if isinstance(one, str) else one for one in rule.patterns]
    matchers: list[Matcher] = [
        (pattern(one, "patterns", number), partial(_expanded, right)) for number, (one, right) in enumerate(pairs)
    ]
    names = ("keys", "required", "after", "unless", "unless_before", "unless_said")
    conditions = {name: pattern(text, name) for name in names if (text := getattr(rule, name))}
    if faults:
        raise FileError(faults)
    if swapped := {word.translate(_BARE): word for word in rule.accented.split()} | dict(rule.swap):
        phrases = "|".join(_phrase(word, swapped[word]) for word in sorted(swapped, key=len, reverse=True))
        rights = {word.casefold(): right for word, right in swapped.items()}
        first = next(iter(rights.values()))
        swap = re.compile(rf"(?<![\w@.-])(?:{phrases})(?![\w@-])")
        matchers.append((swap, lambda match: rights.get(match[0].casefold(), first)))
    return CompiledRule(rule, source, path, tuple(matchers), conditions)


def _expanded(right: str, match: re.Match[str]) -> str:
    return match.expand(right) if right else ""


def _filled(text: str, pieces: Mapping[str, str]) -> str:
    """A pattern with what `{name}` stands for; names may stand in pieces as well. KeyError for an unknown one."""
    while name := next((match[1] for match in _PIECE.finditer(text)), None):
        text = text.replace(f"{{{name}}}", pieces[name])
    return text


def _phrase(words: str, right: str) -> str:
    """A pattern of a phrase; capitals count only where they are all that differs from what is right."""
    spelt = r"(?:\s+|-)".join(map(_letters, words.split()))
    return spelt if words.casefold() == right.casefold() else f"(?i:{spelt})"


def _letters(word: str) -> str:
    """A word; a short one in capitals also with a stop after each letter."""
    if word.isalpha() and word.isupper() and 1 < len(word) <= _ACRONYM:
        return rf"(?:{word}|" + r"\.".join(word) + r"\.?)"
    return re.escape(word)


def read_rules(home: Path) -> tuple[list[CompiledRule], list[Source]]:
    """The rules of a folder of screens, and the files they are from; raises FileError with every fault of them.

    A file of the folder's own replaces the one of its name that ac-tui ships; others stand beside those.
    """
    folders = (assets.screens_dir() / RULES, home / RULES)
    rules: list[CompiledRule] = []
    sources: list[Source] = []
    faults: list[Fault] = []
    for name in sorted({path.name for folder in folders for path in folder.glob("*.toml")}):
        try:
            file, source = read_model(find(home, RULES, name), RuleFile)
            sources.append(source)
            pieces = {key: f"(?:{'|'.join(words.split())})" for key, words in file.words.items()} | dict(file.pieces)
        except FileError as error:
            faults += error.faults
            continue
        for number, rule in enumerate(file.rules):
            try:
                rules.append(compiled(rule, source, ("rules", number), pieces))
            except FileError as error:
                faults += error.faults
    if faults:
        raise FileError(faults)
    return rules, sources


class Rulebook:
    """All rules of wording; remembers which exceptions were needed."""

    def __init__(self, rules: Iterable[CompiledRule]) -> None:
        self._rules = tuple(rules)
        self._needed: set[tuple[str, m.Path]] = set()

    def issues(self, entry: DeckText, known: Collection[str] = (), rules: Collection[str] = ()) -> list[Issue]:
        """What is wrong with a text, one issue a rule and level; `known` are the words of the list of its language.

        With names of `rules`, only these are asked.
        """
        asked = [one for one in self._rules if (not rules or one.rule.name in rules) and one.concerns(entry)]
        found: dict[tuple[str, Level, str, bool], list[Slip]] = {}
        for wording in dict.fromkeys(entry.wordings):
            for rule, slips in self._of_wording(wording, entry, asked, known):
                found.setdefault((rule.name, rule.level, rule.message, bool(rule.required)), []).extend(slips)
        return [
            Issue(said.rule, said.level, said.message, () if whole else said.words)
            for (name, level, message, whole), slips in found.items()
            if (said := issue_of(name, level, slips[:1] if whole else slips, f": {message}" if message else ""))
        ]

    def shown(self, entry: DeckText, text: str) -> list[Issue]:
        """What is wrong with a text as it is shown, values filled in, and was not without them."""
        names = {one.rule.name for one in self._rules if one.rule.shown}
        if not names:
            return []
        before = {said.rule for said in self.issues(entry, rules=names)}
        as_shown = replace(entry, readings=(OneReading(text),))
        return [said for said in self.issues(as_shown, rules=names) if said.rule not in before]

    def unneeded(self) -> Iterator[Fault]:
        """`exception-unused`: exceptions that no text needs any more."""
        for one in self._rules:
            for number, allowed in enumerate(one.rule.exceptions):
                path = (*one.path, "exceptions", number)
                if (one.source.name, path) not in self._needed:
                    rights = ", ".join(f"`{right}`" for right in dict.fromkeys(one.rule.swap.values()))
                    message = f"`{allowed.key}` needs no exception for {rights or f'`{one.rule.name}`'}"
                    line = locate_toml(one.source.text, path)
                    yield Fault(one.source.name, line, "exception-unused", message, "suggestion")

    def _of_wording(
        self, wording: str, entry: DeckText, asked: Iterable[CompiledRule], known: Collection[str]
    ) -> Iterator[tuple[Rule, list[Slip]]]:
        """The slips of one wording by rule and level: of those that overlap the longest, else the first."""
        inside = entry.use == "part" and wording[:1].islower()
        text = f"{_HIDDEN} {wording}" if inside else wording  # no sentence begins here
        masked = _ADDRESS.sub(_mask, PLACEHOLDER.sub(_mask, text))
        found: dict[str, list[tuple[Occurrence, Rule]]] = {}
        for one in asked:
            blamed = [other for name in one.rule.yields_to for other, _ in found.get(name, ())]
            fresh = [each for each in one.found(masked, text, known) if not any(map(each.overlaps, blamed))]
            if not fresh or self._excepted(one, entry):
                continue
            same = found.setdefault(one.rule.name, [])
            for each in fresh:
                same[:] = [old for old in same if old[1].level != one.rule.level or not old[0].within(each)]
                if not any(each.overlaps(old) for old, _ in same):
                    same.append((each, one.rule))
        for of_name in found.values():
            by_level: dict[Level, list[tuple[Occurrence, Rule]]] = {}
            for pair in sorted(of_name, key=lambda pair: pair[0].start):
                by_level.setdefault(pair[1].level, []).append(pair)
            for pairs in by_level.values():
                yield pairs[0][1], [each.slip for each, _ in pairs]

    def _excepted(self, one: CompiledRule, entry: DeckText) -> bool:
        covering = [number for number, allowed in enumerate(one.rule.exceptions) if allowed.covers(entry)]
        self._needed.update((one.source.name, (*one.path, "exceptions", number)) for number in covering)
        return bool(covering)


def _mask(match: re.Match[str]) -> str:
    return _HIDDEN * len(match[0])
