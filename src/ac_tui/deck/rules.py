"""What must hold between a screen file and the journey, beyond the shape of the file: one small function a concern.

Each yields a KeyProblem for everything it finds: the key at fault, the rule's short name, one sentence.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from ac_tui.deck import model as m
from ac_tui.deck.text import BraceError, placeholders
from ac_tui.journey.decision import GUIDE_STEPS, GUIDE_STEPS_SAID
from ac_tui.journey.facts import CASES, FACTS, LIST_VALUES, LISTS, NOTICES, VALUES
from ac_tui.journey.forms import ARGUMENTS, FORMS, INTENTS, Field
from ac_tui.journey.model import Step
from ac_tui.journey.policy import NUMBERS
from ac_tui.journey.table import ANY, TABLE, Row

HINT_VALUES: Mapping[str, tuple[str, ...]] = {"suggestion": ("suggestion",)}
"""What a hint fills in besides the values of the journey, by the hint's key."""

_MOVING = {"back", "choose_profile"}
"""Events whose guards only tell which way to go: the step that follows has its own advice."""


class KeyProblem(NamedTuple):
    """Something wrong: the key it stands at, the rule, a sentence."""

    path: m.Path
    rule: str
    message: str


def problems(screen: m.Screen) -> Iterator[KeyProblem]:
    """Everything wrong with a screen whose `step` is known."""
    yield from _one_name_each(problem for rule in _RULES for problem in rule(screen))


def _one_name_each(found: Iterable[KeyProblem]) -> Iterator[KeyProblem]:
    """Words that no text uses and a text that fills in nearly their name are one slip, at the name that stands once."""
    found = tuple(found)
    asked: dict[str, list[KeyProblem]] = {}
    for problem in found:
        if problem.rule == "unknown-placeholder":
            asked.setdefault(problem.message.partition("}")[0].strip("`{"), []).append(problem)
    gone: set[KeyProblem] = set()
    for problem in found:
        if problem.rule == "unused-words":
            meant_by = difflib.get_close_matches(str(problem.path[1]), asked, n=1)
            if meant_by and len(asked[meant_by[0]]) > 1:
                gone.update(asked[meant_by[0]])
                gone.add(problem)
                message = f"{problem.message}; did you mean `{meant_by[0]}`, which they fill in?"
                yield problem._replace(message=message)
            elif meant_by:
                gone.add(problem)
    yield from (problem for problem in found if problem not in gone)


def digit_problems(screen: m.Screen, digits: int) -> Iterator[KeyProblem]:
    """Code blocks that have another number of boxes than the codes of the policy have digits."""
    for block_id, block in screen.body.items():
        if isinstance(block, m.CodeBlock) and block.digits != digits:
            message = f"codes have {digits} digits (code_digits in policy.toml)"
            yield KeyProblem(("body", block_id, "digits"), "code-digits", message)


def meant(name: str, known: Iterable[str]) -> str:
    """What is added to a message about an unknown name: the closest known one, or nothing where none is close."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def compared(given: Iterable[str], wanted: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The given names that are not wanted, and the wanted ones that are missing.

    A wanted name that one of the unknown ones obviously means is not missing: one slip is one finding.
    """
    names = tuple(given)
    absent = [name for name in wanted if name not in names]
    unknown = tuple(name for name in names if name not in wanted)
    claimed = {close[0] for name in unknown if (close := difflib.get_close_matches(name, absent, n=1))}
    return unknown, tuple(name for name in absent if name not in claimed)


def outcomes_at(step: str) -> tuple[str, ...]:
    """The guards that can decide something at a step and need advice, in table order."""
    return tuple(dict.fromkeys(row.guard for row in _rows(step) if row.guard and row.event.name not in _MOVING))


def _rows(step: str) -> Iterator[Row]:
    return (row for row in TABLE if row.step in (step, ANY))


def compared_problems(
    at: m.Path, given: Iterable[str], wanted: Collection[str], rules: tuple[str, str], said: tuple[str, str]
) -> Iterator[KeyProblem]:
    """The names that are missing at a key, then those below it that are not wanted: `rules` and sentences for each."""
    unknown, missing = compared(given, wanted)
    yield from (KeyProblem(at, rules[0], said[0].format(name)) for name in missing)
    yield from (KeyProblem((*at, name), rules[1], said[1].format(name) + meant(name, wanted)) for name in unknown)


def _unknown_names(screen: m.Screen) -> Iterator[KeyProblem]:
    for path, name, known, rule, what in _names_used(screen):
        bare = name.removeprefix("not ")
        if bare not in known:
            yield KeyProblem(path, rule, f"`{name}` is no {what}{meant(bare, known)}")


def _names_used(screen: m.Screen) -> Iterator[tuple[m.Path, str, Collection[str], str, str]]:
    """The names of the journey that a screen uses: where, which, those there are, the rule, what it has to be."""
    for step in screen.guide:
        yield ("guide",), step, GUIDE_STEPS, "guide", f"step of the guide ({GUIDE_STEPS_SAID})"
    for name, words in screen.words.items():
        yield ("words", name, "by"), words.by, CASES, "unknown-case", "case of the journey"
    for name in screen.desk.outcomes:
        yield ("desk", "outcomes", name), name, outcomes_at(screen.step), "unknown-outcome", "outcome of this step"
    for path, name in _repeats(screen):
        yield (*path, "each"), name, LISTS, "unknown-list", "list of the journey"
    for block_id, block in screen.body.items():
        facts: list[tuple[m.Path, str]] = [
            ((key,), name) for key in ("when", "enabled") for name in getattr(block, key, ())
        ]
        if isinstance(block, m.ChecklistBlock):
            facts += [(("items", item_id, "ticked"), item.ticked) for item_id, item in block.items.items()]
        for key, name in facts:
            yield ("body", block_id, *key), name, FACTS, "unknown-fact", "fact of the journey"
        if block.kind == "notice":
            yield ("body", block_id), block_id, NOTICES, "unknown-notice", "notice of the journey"


def _repeats(screen: m.Screen) -> Iterator[tuple[m.Path, str]]:
    for block_id, block in screen.body.items():
        if isinstance(block, m.TextBlock) and block.each:
            yield ("body", block_id), block.each
        if isinstance(block, m.ChoiceBlock):
            for group_id, group in block.groups.items():
                if group.each:
                    yield ("body", block_id, "groups", group_id), group.each


def _cases(screen: m.Screen) -> Iterator[KeyProblem]:
    used = {name for path, source in screen.texts() if path[0] != "words" for name in names_in(source)}
    for name, words in screen.words.items():
        path: m.Path = ("words", name)
        if case := CASES.get(words.by):
            said = (f"`{name}` has no words for `{{}}`", f"`{words.by}` never answers `{{}}`")
            yield from compared_problems(path, words.answers, case.answers, ("missing-words", "unknown-key"), said)
        if name not in used:
            yield KeyProblem(path, "unused-words", f"no text of this screen uses `{{{name}}}`")


def _placeholders(screen: m.Screen) -> Iterator[KeyProblem]:
    lists = dict(_repeats(screen))
    for path, source in screen.texts():
        if path[0] == "desk":
            known: Collection[str] = () if path[1] == "heard" else NUMBERS
        elif path[0] == "words":
            known = VALUES
        else:
            known = {*VALUES, *screen.words, *_local_values(path, lists)}
        yield from placeholder_problems(path, source, known)


def placeholder_problems(path: m.Path, source: str, known: Collection[str]) -> Iterator[KeyProblem]:
    """The braces and names of one text that cannot be filled in."""
    try:
        names = placeholders(source)
    except BraceError as error:
        yield KeyProblem(path, "brace", str(error))
        return
    for name in dict.fromkeys(names):
        if name not in known:
            message = f"`{{{name}}}` is nothing that can be filled in here{meant(name, known)}"
            yield KeyProblem(path, "unknown-placeholder", message)


def _local_values(path: m.Path, lists: Mapping[m.Path, str]) -> tuple[str, ...]:
    if "hint" in path:
        return HINT_VALUES.get(str(path[-1]), ())
    name = lists.get(path[:-1], "") if path[-1] == "text" else ""
    if name and name not in LIST_VALUES:  # a finding of its own, and the only one
        return tuple(value for values in LIST_VALUES.values() for value in values)
    return LIST_VALUES.get(name, ())


def names_in(source: str) -> tuple[str, ...]:
    """The placeholders of a text, none where its braces are wrong."""
    try:
        return placeholders(source)
    except BraceError:
        return ()


def _beside(screen: m.Screen) -> Iterator[KeyProblem]:
    for block_id, block in screen.body.items():
        beside = getattr(block, "beside", "")
        if beside == block_id or (beside and beside not in screen.body):
            others = [other for other in screen.body if other != block_id]
            message = f"there is no other block `{beside}` on this screen{meant(beside, others)}"
            yield KeyProblem(("body", block_id, "beside"), "unknown-block", message)


def _forms(screen: m.Screen) -> Iterator[KeyProblem]:
    fields = {known.id: known for known in FORMS.get(cast(Step, screen.step), ())}
    asking = [block_id for block_id, block in screen.body.items() if block_id in fields or isinstance(block, m.Asking)]
    said = ("the journey asks for `{0}` here: there is no [body.{0}]", "the journey asks for no `{}` here")
    yield from compared_problems(("body",), asking, fields, ("missing-field", "unknown-field"), said)
    for name, asked in fields.items():
        if name in screen.body:
            yield from _field(("body", name), screen.body[name], asked)


def _field(path: m.Path, block: m.AnyBlock, asked: Field) -> Iterator[KeyProblem]:
    if block.kind != asked.kind:
        message = f"`{asked.id}` is a {asked.kind} of the journey, not a {block.kind}"
        yield KeyProblem((*path, "kind"), "field-kind", message)
        return
    yield from _keys((*path, "error"), "error", getattr(block, "error", {}), asked.errors)
    yield from _keys((*path, "hint"), "hint", getattr(block, "hint", {}), asked.hints)
    if isinstance(block, m.TabsBlock) and asked.initial not in block.options:
        message = f"there is no tab `{asked.initial}`, which is the one that opens"
        yield KeyProblem((*path, "options"), "missing-option", message)


def _keys(path: m.Path, what: str, texts: Mapping[str, str], wanted: tuple[str, ...]) -> Iterator[KeyProblem]:
    unknown, missing = compared(texts, wanted)
    for key in missing:
        yield KeyProblem(path[:-1], f"missing-{what}", f"`{what}.{key}` has no words")
    for key in unknown:
        given = f"it can give {', '.join(f'`{one}`' for one in wanted)}" if wanted else f"it can give no {what}"
        message = f"the journey never gives the {what} `{key}` here{meant(key, wanted)}; {given}"
        yield KeyProblem((*path, key), f"unknown-{what}", message)


def _events(screen: m.Screen) -> Iterator[KeyProblem]:
    here = {row.event.name for row in _rows(screen.step)} & set(INTENTS)
    senders = {block_id: block for block_id, block in screen.body.items() if isinstance(block, m.Sender)}
    for block_id, block in senders.items():
        yield from _sends(("body", block_id), block, here)
    _, missing = compared([block.sends for block in senders.values()], sorted(here - {"back"}))
    for name in missing:
        yield KeyProblem(("body",), "missing-event", f"no button or link sends `{name}`, which this step waits for")
    for name in sorted(here & set(ARGUMENTS)):
        given = [block.argument for block in senders.values() if block.sends == name]
        for argument in compared(given, ARGUMENTS[name])[1] if given else ():
            message = f"no button or link sends `{name}` with the argument `{argument}`"
            yield KeyProblem(("body",), "missing-argument", message)


def _sends(path: m.Path, block: m.Sender, here: Collection[str]) -> Iterator[KeyProblem]:
    if block.sends not in INTENTS:
        message = f"`{block.sends}` is no event a screen can send{meant(block.sends, INTENTS)}"
        yield KeyProblem((*path, "sends"), "unknown-event", message)
        return
    if block.sends not in here:
        message = f"this step does nothing on `{block.sends}`{meant(block.sends, here)}"
        yield KeyProblem((*path, "sends"), "unexpected-event", message)
    arguments = ARGUMENTS.get(block.sends, ())
    if block.argument not in (arguments or ("",)):
        wanted = f"one of {', '.join(arguments)}" if arguments else "no argument"
        yield KeyProblem(
            (*path, "argument"), "argument", f"`{block.sends}` takes {wanted}{meant(block.argument, arguments)}"
        )


_RULES: tuple[Callable[[m.Screen], Iterator[KeyProblem]], ...] = (
    _unknown_names,
    _cases,
    _placeholders,
    _beside,
    _forms,
    _events,
)
