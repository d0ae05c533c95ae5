"""Rules of wording as a writer keeps them: screens/rules/*.toml, and one small engine that goes by them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import StringConstraints

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.files import RULES, Source, find, read
from ac_tui.deck.lint.issues import Issue, Slip, issue_of
from ac_tui.deck.lint.texts import PLACEHOLDER, DeckText, OneReading, Use
from ac_tui.deck.shape import shaped
from ac_tui.registry.faults import Fault, FileError, Level
from ac_tui.registry.locate import locate_toml

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
    """Where in a text something is wrong, and what would be right."""

    start: int
    end: int
    slip: Slip

    def within(self, other: Occurrence) -> bool:
        """Whether it is a part of something longer."""
        return other.start <= self.start and self.end <= other.end and other.end - other.start > self.end - self.start

    def beside(self, others: Iterable[Occurrence]) -> bool:
        """Whether it shares no sign with any of these."""
        return all(self.end <= other.start or other.end <= self.start for other in others)


class _BadPatternError(ValueError):
    """A pattern that cannot be used, and why."""


@dataclass(frozen=True)
class CompiledRule:
    """A rule ready for use, and where it stands."""

    rule: Rule
    source: Source
    path: m.Path
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    swap: re.Pattern[str] | None = None
    swapped: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def concerns(self, entry: DeckText) -> bool:
        """Whether a text is of the language, the readers and the use that the rule is for."""
        rule = self.rule
        if rule.language not in ("", entry.language) or rule.reader not in ("all", entry.reader):
            return False
        return not rule.use or entry.use in rule.use or (bool(rule.required) and self._is_part_of_them(entry))

    def _is_part_of_them(self, entry: DeckText) -> bool:
        """Words that a text composes are held to what another wording of them has: a full stop, for one."""
        return any(self.conditions["required"].search(other) for other in entry.others)

    def found(self, masked: str, text: str) -> Iterator[Occurrence]:
        """What is wrong in a text whose placeholders and addresses are masked."""
        if "unless" in self.conditions and self.conditions["unless"].search(masked):
            return
        if required := self.conditions.get("required"):
            if not required.search(masked):
                yield Occurrence(len(text), len(text), Slip(f"… {next(reversed(text.split()), '')}"))
            return
        for pattern, right in self.patterns:
            for match in pattern.finditer(masked):
                group: str | int = "slip" if "slip" in pattern.groupindex else 0
                start, end = match.span(group)
                meant = match.expand(right) if right else ""
                if end > start and self._holds(masked[:start]):
                    yield Occurrence(start, end, self._slip(text[start:end], meant))
        for match in self.swap.finditer(masked) if self.swap else ():
            if self._holds(masked[: match.start()]):
                yield Occurrence(*match.span(), self._slip(text[slice(*match.span())], self._right(match[0])))

    def right_by(self, found: Occurrence, known: Collection[str]) -> bool:
        """Whether a word list bears the rule out: it lacks the word as found, and has the one meant."""
        slip = found.slip
        return not self.rule.known or (slip.found.casefold() not in known and slip.meant.casefold() in known)

    def _holds(self, before: str) -> bool:
        sentence, conditions = _SENTENCE.split(before)[-1], self.conditions
        if "after" in conditions and not conditions["after"].fullmatch(sentence):
            return False
        if "unless_before" in conditions and conditions["unless_before"].search(sentence):
            return False
        return not ("unless_said" in conditions and conditions["unless_said"].search(before))

    def _right(self, found: str) -> str:
        return self.swapped.get(found.casefold()) or next(iter(self.swapped.values()))

    def _slip(self, found: str, meant: str) -> Slip:
        found = re.sub(r"[ \u00a0\u2007\u202f]", "␣", found.replace("\t", "⇥")) if self.rule.spaces else found.strip()
        return Slip(found.replace("\n", "⏎"), _as_written(found, meant) if self.rule.as_written else meant)


def _as_written(like: str, word: str) -> str:
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def compiled(rule: Rule, source: Source, path: m.Path, pieces: Mapping[str, str] | None = None) -> CompiledRule:
    """A rule with its patterns; raises FileError with the place of one that is none."""
    flags = re.MULTILINE | (re.NOFLAG if rule.case else re.IGNORECASE)
    faults: list[Fault] = []

    def pattern(text: str, *key: str | int) -> re.Pattern[str]:
        try:
            return re.compile(_filled(text, pieces or {}), flags)
        except (re.error, _BadPatternError) as error:
            line = locate_toml(source.text, (*path, *key))
            faults.append(Fault(source.name, line, "bad-pattern", f"this is no pattern: {error}"))
            return re.compile("")

    pairs = [(one, "") if isinstance(one, str) else one for one in rule.patterns]
    patterns = tuple((pattern(one, "patterns", number), right) for number, (one, right) in enumerate(pairs))
    names = ("required", "after", "unless", "unless_before", "unless_said")
    conditions = {name: pattern(text, name) for name in names if (text := getattr(rule, name))}
    swapped = {word.translate(_BARE): word for word in rule.accented.split()} | dict(rule.swap)
    words = sorted(swapped, key=len, reverse=True)
    swap = (
        re.compile(rf"(?<![\w@.-])(?:{'|'.join(_phrase(word, swapped[word]) for word in words)})(?![\w@-])")
        if words
        else None
    )
    if faults:
        raise FileError(faults)
    folded = {word.casefold(): right for word, right in swapped.items()}
    return CompiledRule(rule, source, path, patterns, swap, folded, conditions)


def _filled(text: str, pieces: Mapping[str, str]) -> str:
    """A pattern with what `{name}` stands for; names may stand in pieces as well."""
    while name := next((match[1] for match in _PIECE.finditer(text)), None):
        if name not in pieces:
            raise _BadPatternError(f"there are no [words] and no [pieces] called `{name}`")
        text = text.replace(f"{{{name}}}", pieces[name])
    return text


def _phrase(words: str, right: str) -> str:
    """A pattern of a phrase; capitals count only where they are all that differs from what is right."""
    spelled = r"(?:\s+|-)".join(map(_letters, words.split()))
    return spelled if words.casefold() == right.casefold() else f"(?i:{spelled})"


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
    names = sorted({path.name for folder in folders for path in folder.glob("*.toml")})
    rules: list[CompiledRule] = []
    sources: list[Source] = []
    faults: list[Fault] = []
    for name in names:
        source = read(find(home, RULES, name))
        file = shaped(source, RuleFile)
        sources.append(source)
        faults += source.faults
        if file is None:
            continue
        pieces = {key: f"(?:{'|'.join(words.split())})" for key, words in file.words.items()} | dict(file.pieces)
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

    def remarks(self, entry: DeckText, known: Collection[str] = (), rules: Collection[str] = ()) -> list[Issue]:
        """What is wrong with a text, one remark a rule and level; `known` are the words of the list of its language.

        With names of `rules`, only these are asked.
        """
        asked = [one for one in self._rules if (not rules or one.rule.name in rules) and one.concerns(entry)]
        found: dict[tuple[str, Level, str, bool], list[Slip]] = {}
        for wording in dict.fromkeys(entry.wordings):
            for rule, slips in self._of_wording(wording, entry, asked, known):
                key = (rule.name, rule.level, rule.message, bool(rule.required))
                found.setdefault(key, []).extend(slips)
        return [
            Issue(said.rule, said.level, said.message, () if whole else said.words)
            for (name, level, message, whole), slips in found.items()
            if (said := issue_of(name, level, slips[:1] if whole else slips, f": {message}" if message else ""))
        ]

    def shown(self, entry: DeckText, text: str) -> list[Issue]:
        """What is wrong with a text as it is shown, values filled in, and was not without them."""
        names = {one.rule.name for one in self._rules if one.rule.shown}
        before = {said.rule for said in self.remarks(entry, rules=names)} if names else set()
        as_shown = replace(entry, readings=(OneReading(text),))
        return [said for said in self.remarks(as_shown, rules=names) if said.rule not in before] if names else []

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
        inside = entry.use == "part" and wording[:1].islower()
        text = f"{_HIDDEN} {wording}" if inside else wording  # no sentence begins here
        masked = _ADDRESS.sub(_mask, PLACEHOLDER.sub(_mask, text))
        found: dict[str, list[tuple[Rule, Occurrence]]] = {}
        for one in asked:
            same = found.get(one.rule.name, [])
            others = [known_by for name in one.rule.yields_to for _, known_by in found.get(name, ())]
            fresh = [each for each in one.found(masked, text) if one.right_by(each, known) and each.beside(others)]
            if fresh and not self._excepted(one, entry):
                for each in fresh:
                    same = [
                        (rule, before)
                        for rule, before in same
                        if rule.level != one.rule.level or not before.within(each)
                    ]
                    if each.beside(before for _, before in same):
                        same.append((one.rule, each))
                found[one.rule.name] = same
        for of_name in found.values():
            ordered = sorted(of_name, key=lambda pair: pair[1].start)
            for rule in {rule.level: rule for rule, _ in reversed(ordered)}.values():
                yield rule, [each.slip for other, each in ordered if other.level == rule.level]

    def _excepted(self, one: CompiledRule, entry: DeckText) -> bool:
        covering = [number for number, allowed in enumerate(one.rule.exceptions) if allowed.covers(entry)]
        self._needed.update((one.source.name, (*one.path, "exceptions", number)) for number in covering)
        return bool(covering)


def _mask(match: re.Match[str]) -> str:
    return _HIDDEN * len(match[0])
