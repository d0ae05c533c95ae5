"""What must hold between a file of screens/ and the journey, beyond its shape; every problem with its key and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from typing import Any, NamedTuple, cast

from ac_tui.deck import model as m
from ac_tui.deck.text import BraceError, meant, placeholders
from ac_tui.journey import standing
from ac_tui.journey.decision import ALSO, CHECKS, GUIDE_STEPS, GUIDE_STEPS_SAID, PASSING
from ac_tui.journey.facts import CASES, FACTS, LIST_VALUES, LISTS, NOTICES, VALUES
from ac_tui.journey.forms import ARGUMENTS, FORMS, INTENTS, Field
from ac_tui.journey.model import STEPS, Step
from ac_tui.journey.table import ANY, TABLE
from ac_tui.journey.world import NUMBERS


class KeyProblem(NamedTuple):
    """Something wrong: the key it stands at, the rule, a sentence."""

    path: m.Path
    rule: str
    message: str


def compared(given: Iterable[str], wanted: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that are not wanted, and the wanted ones that are missing and that no other obviously means."""
    names = tuple(given)
    absent = [name for name in wanted if name not in names]
    unknown = tuple(name for name in names if name not in wanted)
    claimed = {close[0] for name in unknown if (close := get_close_matches(name, absent, n=1))}
    return unknown, tuple(name for name in absent if name not in claimed)


def _compared_problems(
    at: m.Path, given: Iterable[str], wanted: Collection[str], what: str, said: tuple[str, str], *under: str
) -> Iterator[KeyProblem]:
    """The names missing at a key, then those `under` it that are not wanted, with a sentence for each."""
    unknown, missing = compared(given, wanted)
    yield from (KeyProblem(at, f"missing-{what}", said[0].format(name)) for name in missing)
    for name in unknown:
        yield KeyProblem((*at, *under, name), f"unknown-{what}", said[1].format(name) + meant(name, wanted))


def _placeholder_problems(path: m.Path, source: str, known: Collection[str]) -> Iterator[KeyProblem]:
    """The braces and names of one text that cannot be filled in."""
    try:
        for name in dict.fromkeys(placeholders(source)):
            if name not in known:
                message = f"`{{{name}}}` is nothing that can be filled in here{meant(name, known)}"
                yield KeyProblem(path, "unknown-placeholder", message)
    except BraceError as error:
        yield KeyProblem(path, "brace", str(error))


def _names_in(source: str) -> tuple[str, ...]:
    with suppress(BraceError):
        return placeholders(source)
    return ()


# A screen.


def problems(screen: m.Screen, step: str) -> Iterator[KeyProblem]:
    """Everything wrong with the screen of a step; unused words and a text that fills in nearly their name are one."""
    if screen.step != step:
        yield KeyProblem(("step",), "step", f"this file is named after the step `{step}`, and says `{screen.step}`")
        return
    found = [problem for rule in (_names, _cases, _texts, _forms, _events, _desk) for problem in rule(screen)]
    asked: dict[str, list[KeyProblem]] = {}
    for problem in found:
        if problem.rule == "unknown-placeholder":
            asked.setdefault(problem.message.partition("}")[0].strip("`{"), []).append(problem)
    for unused in [problem for problem in found if problem.rule == "unused-words"]:
        for close in get_close_matches(str(unused.path[1]), asked, n=1):
            found.remove(unused)
            if len(asked[close]) > 1:
                found = [problem for problem in found if problem not in asked[close]]
                found.append(unused._replace(message=f"{unused.message}; did you mean `{close}`, which they fill in?"))
    yield from found


def outcomes_at(step: str) -> tuple[str, ...]:
    """The guards that can decide something at a step and need advice, in table order."""
    # Some guards only tell which way to go: the step that follows has its own advice.
    rows = (row for row in TABLE if row.step in (step, ANY) and row.event not in ("back", "choose_profile"))
    return tuple(dict.fromkeys(row.guard for row in rows if row.guard))


def _names(screen: m.Screen) -> Iterator[KeyProblem]:
    used: list[tuple[m.Path, str, Collection[str], str, str]] = []
    what, known = f"step of the guide ({GUIDE_STEPS_SAID})", outcomes_at(screen.step)
    used += ((("guide",), name, GUIDE_STEPS, "guide", what) for name in screen.guide)
    cases = ((("words", name, "by"), one.by) for name, one in screen.words.items())
    used += ((path, by, CASES, "unknown-case", "case of the journey") for path, by in cases)
    used += (((*path, "each"), name, LISTS, "unknown-list", "list of the journey") for path, name in _repeats(screen))
    outcomes = ((("desk", "outcomes", name), name) for name in screen.desk.outcomes)
    used += ((path, name, known, "unknown-outcome", "outcome of this step") for path, name in outcomes)
    for block_id, block in screen.body.items():
        path, beside = ("body", block_id), getattr(block, "beside", "")
        facts: list[tuple[m.Path, str]] = [((key,), n) for key in ("when", "enabled") for n in getattr(block, key, ())]
        if isinstance(block, m.ChecklistBlock):
            facts += [(("items", item_id, "ticked"), item.ticked) for item_id, item in block.items.items()]
        used += [((*path, *key), name, FACTS, "unknown-fact", "fact of the journey") for key, name in facts]
        if block.kind == "notice":
            used.append((path, block_id, NOTICES, "unknown-notice", "notice of the journey"))
        if beside:
            others, what = [other for other in screen.body if other != block_id], "other block on this screen"
            used.append(((*path, "beside"), beside, others, "unknown-block", what))
    for at, name, names, rule, what in used:
        bare = name.removeprefix("not ")
        if bare not in names:
            yield KeyProblem(at, rule, f"`{name}` is no {what}{meant(bare, names)}")


def _repeats(screen: m.Screen) -> Iterator[tuple[m.Path, str]]:
    for block_id, block in screen.body.items():
        if isinstance(block, m.TextBlock) and block.each:
            yield ("body", block_id), block.each
        if isinstance(block, m.ChoiceBlock):
            groups = ((("body", block_id, "groups", name), group.each) for name, group in block.groups.items())
            yield from ((path, each) for path, each in groups if each)


def _cases(screen: m.Screen) -> Iterator[KeyProblem]:
    used = {name for path, source in screen.texts() if path[0] != "words" for name in _names_in(source)}
    for name, words in screen.words.items():
        path: m.Path = ("words", name)
        if words.by in CASES:
            answers, _ = CASES[words.by]
            said = (f"`{name}` has no words for `{{}}`", f"`{words.by}` never answers `{{}}`")
            yield from _compared_problems(path, dict(words.wordings()), answers, "words", said)
        if name not in used:
            yield KeyProblem(path, "unused-words", f"no text of this screen uses `{{{name}}}`")


def _texts(screen: m.Screen) -> Iterator[KeyProblem]:
    lists = dict(_repeats(screen))
    for path, source in screen.texts():
        if path[0] == "desk":
            known: Collection[str] = () if path[1] == "heard" else NUMBERS
        elif path[0] == "words":
            known = VALUES
        else:
            own: Iterable[str] = ("suggestion",) if path[-2:] == ("hint", "suggestion") else ()
            if path[-1] == "text" and "hint" not in path and (listed := lists.get(path[:-1])):
                # An unknown list is a finding of its own, and the only one.
                own = LIST_VALUES.get(listed) or (value for values in LIST_VALUES.values() for value in values)
            known = {*VALUES, *screen.words, *own}
        yield from _placeholder_problems(path, source, known)


def _forms(screen: m.Screen) -> Iterator[KeyProblem]:
    fields = {known.id: known for known in FORMS.get(cast(Step, screen.step), ())}
    asking = [block_id for block_id, block in screen.body.items() if block_id in fields or isinstance(block, m.Asking)]
    said = ("the journey asks for `{0}` here: there is no [body.{0}]", "the journey asks for no `{}` here")
    yield from _compared_problems(("body",), asking, fields, "field", said)
    for name, asked in fields.items():
        if name in screen.body:
            yield from _field(("body", name), screen.body[name], asked)


def _field(path: m.Path, block: m.AnyBlock, asked: Field) -> Iterator[KeyProblem]:
    if block.kind != asked.kind:
        message = f"`{asked.id}` is a {asked.kind} of the journey, not a {block.kind}"
        yield KeyProblem((*path, "kind"), "field-kind", message)
        return
    for what, wanted in (("error", asked.errors), ("hint", asked.hints)):
        able = ", ".join(f"`{one}`" for one in wanted) or f"no {what}"
        said = (f"`{what}.{{}}` has no words", f"the journey never gives the {what} `{{}}` here; it can give {able}")
        yield from _compared_problems(path, getattr(block, what, {}), wanted, what, said, what)
    if isinstance(block, m.TabsBlock) and asked.initial not in block.options:
        message = f"there is no tab `{asked.initial}`, which is the one that opens"
        yield KeyProblem((*path, "options"), "missing-option", message)


def _events(screen: m.Screen) -> Iterator[KeyProblem]:
    here = {row.event for row in TABLE if row.step in (screen.step, ANY)} & set(INTENTS)
    sent: dict[str, list[str]] = {}
    for block_id, block in screen.body.items():
        if not isinstance(block, m.Sender):
            continue
        sent.setdefault(block.sends, []).append(block.argument)
        path, arguments = ("body", block_id), ARGUMENTS.get(block.sends, ())
        if block.sends not in INTENTS:
            said = f"`{block.sends}` is no event a screen can send{meant(block.sends, INTENTS)}"
            yield KeyProblem((*path, "sends"), "unknown-event", said)
            continue
        if block.sends not in here:
            said = f"this step does nothing on `{block.sends}`{meant(block.sends, here)}"
            yield KeyProblem((*path, "sends"), "unexpected-event", said)
        if block.argument not in (arguments or ("",)):
            wanted = f"one of {', '.join(arguments)}" if arguments else "no argument"
            said = f"`{block.sends}` takes {wanted}{meant(block.argument, arguments)}"
            yield KeyProblem((*path, "argument"), "argument", said)
    for name in compared(sent, sorted(here - {"back"}))[1]:
        yield KeyProblem(("body",), "missing-event", f"no button or link sends `{name}`, which this step waits for")
    for name in sorted(here & set(ARGUMENTS) & sent.keys()):
        for argument in compared(sent[name], ARGUMENTS[name])[1]:
            message = f"no button or link sends `{name}` with the argument `{argument}`"
            yield KeyProblem(("body",), "missing-argument", message)


def _desk(screen: m.Screen) -> Iterator[KeyProblem]:
    path: m.Path = ("desk",)
    for name in compared(screen.desk.situations, standing.SITUATIONS.get(screen.step, {}))[1]:
        yield KeyProblem(path, "missing-situation", f"there is no advice for the situation `{name}` of this step")
    fields = {known.id: known for known in FORMS.get(cast(Step, screen.step), ())}
    strangers = [name for name in screen.body if name not in fields and name not in NOTICES]
    for block, keys in screen.desk.heard.items():
        if block not in screen.body and block != "heading":
            if not ((block in fields or block in NOTICES) and get_close_matches(block, strangers)):
                message = f"there is no block `{block}` on this screen{meant(block, screen.body)}"
                yield KeyProblem((*path, "heard", block), "unknown-block", message)
            continue  # or it is mistyped there, and told where it stands
        asked = fields[block].errors + fields[block].hints if block in fields else ()
        for key in keys:
            if not screen.words_of(block, key) and key not in asked:
                yield KeyProblem((*path, "heard", block, key), "unknown-text", f"`{block}` has no text `{key}` here")
    yield from _said_problems(screen.desk, path)


def _said_problems(part: m.FilePart, path: m.Path = ()) -> Iterator[KeyProblem]:
    """Two or three sentences: what somebody can say on the phone in one breath, and be understood."""
    texts = [at for at, _ in part.texts(path)]
    for at, many in Counter(at[:-1] for at in texts if at[-2:-1] == ("say",)).items():
        if not 2 <= many <= 3:
            yield KeyProblem(at, "say-length", f"{many} sentences to say: two or three are wanted")
    for at in dict.fromkeys(at[: at.index("situations") + 2] for at in texts if "situations" in at):
        if at[-1] not in standing.NAMES:
            message = f"`{at[-1]}` is no situation of the journey{meant(str(at[-1]), standing.NAMES)}"
            yield KeyProblem(at, "unknown-situation", message)


# The files of screens/desk/.


def word_problems(words: Mapping[m.Path, Any], shipped: Mapping[m.Path, Any]) -> Iterator[KeyProblem]:
    """Words of the desk, by path: every one is text, and the keys are those that ac-tui ships, if it is given them."""
    known, given = ({".".join(map(str, path)): path for path in one} for one in (shipped, words))
    for name, path in given.items():
        value = words[path]
        if not isinstance(value, str) or not value:
            yield KeyProblem(path, "bad-value", "must be text, in quotes")
        else:
            yield from _placeholder_problems(path, value, _names_in(shipped[known[name]] if name in known else value))
    if not known:
        return
    wanted = {name.rpartition(".")[0] for name in known}
    tables = {".".join(map(str, path[:-1])): path[:-1] for path in words if len(path) > 1}
    for table, path in tables.items():
        inside = any(f"{other}.".startswith(f"{table}.") for other in wanted)
        if not inside and (close := get_close_matches(table, wanted - tables.keys(), n=1)):
            message = f"nothing on the desk uses `[{table}]`; did you mean `[{close[0]}]`?"
            yield KeyProblem(path, "unknown-word", message)
            given = {name: at for name, at in given.items() if at[: len(path)] != path}
            known = {name: at for name, at in known.items() if name.rpartition(".")[0] != close[0]}
    unknown, missing = compared(given, known)
    for name in unknown:
        yield KeyProblem(given[name], "unknown-word", f"nothing on the desk uses `{name}`{meant(name, known)}")
    for name in missing:
        yield KeyProblem(known[name][:-1], "missing-word", f"there are no words for `{name}`")


def message_problems(messages: m.Messages) -> Iterator[KeyProblem]:
    """Messages: the code in each, the link where there is one, nothing else to fill in."""
    for path, source in messages.texts():
        body = path[-1] == "body"
        # The code, the link's whole address, how long both last ("10 minuti").
        known = [*(("code", "lifetime") if body else ()), *(("link",) if body and path[0] == "business" else ())]
        yield from _placeholder_problems(path, source, known)
        for name in ("code", "link"):
            if name in known and f"{{{name}}}" not in source:
                yield KeyProblem(path, "missing-placeholder", f"this message must carry `{{{name}}}`")


def why_problems(why: m.Why) -> Iterator[KeyProblem]:
    """Words for every check of the journey, each of its reasons, and for no other."""
    checks: Mapping[str, m.CheckWords] = dict(why)
    said = ("there are no words for the check `{}`", "`{}` is no check of the journey")
    yield from _compared_problems((), checks, CHECKS, "check", said)
    for name, words in checks.items():
        for path, source in words.texts((name,)):
            yield from _placeholder_problems(path, source, words.evidence)
        if (reasons := CHECKS.get(name)) is None:
            continue
        also = [reason for reason in reasons if name in ALSO and (name, reason) not in PASSING]
        for what, wanted, end in (("reason", reasons, ""), ("also", also, " as well")):
            fails = f"for `{{}}`{end}"
            said = (f"`{what}` has no words for `{name}` failing {fails}", f"`{name}` never fails {fails}")
            yield from _compared_problems((name,), getattr(words, what), wanted, what, said, what)
        for reason in (reason for reason in words.hint if reason not in reasons):
            message = f"`{name}` never fails for `{reason}`{meant(reason, reasons)}"
            yield KeyProblem((name, "hint", reason), "unknown-reason", message)


def advice_problems(advice: m.Outcomes, screens: Mapping[str, m.Screen]) -> Iterator[KeyProblem]:
    """Advice for every outcome (in the step's own file, or here for all steps), reason, standing and fact."""
    known = {name for step in STEPS for name in outcomes_at(step)}
    unsaid = {
        name: step
        for step, screen in screens.items()
        for name in outcomes_at(step)
        if name not in screen.desk.outcomes and name not in advice.outcomes
    }
    unknown = [name for name in advice.outcomes if name not in known]
    for name in unknown:
        yield KeyProblem(("outcomes", name), "unknown-outcome", f"nothing ever ends in `{name}`{meant(name, known)}")
    for name in compared(unknown, unsaid)[1]:
        message = f"there is no advice for `{name}`, which happens at {unsaid[name]}"
        yield KeyProblem(("outcomes",), "missing-outcome", message)
    told = reasons_to_tell()
    for check in dict.fromkeys((*(name for name, _ in told), *advice.reasons)):
        reasons, because = [reason for name, reason in told if name == check], advice.reasons.get(check, {})
        said = (f"there is no advice for `{check}` failing for `{{}}`", f"`{check}` never fails for `{{}}`")
        yield from _compared_problems(("reasons", check), because, reasons, "reason", said)
    said = ("there is no advice for the situation `{}`", "`{}` is no situation of the journey")
    yield from _compared_problems(("standings",), advice.standings, standing.STANDINGS, "situation", said)
    yield from _compared_problems(("facts",), advice.facts, standing.FACTS, "situation", said)
    for name, besides in advice.facts.items():
        if not besides.check and not besides.next:
            yield KeyProblem(("facts", name), "bad-value", f"`{name}` says nothing: it needs `check` or `next`")
    for path, source in advice.texts():
        values: Collection[str] = standing.VALUES if path[0] in ("standings", "facts") else NUMBERS
        yield from _placeholder_problems(path, source, values)
    yield from _said_problems(advice)


def reasons_to_tell() -> tuple[tuple[str, str], ...]:
    """The reasons of failed checks that need advice of their own, as (check, reason)."""
    # Some fail in one way, and their outcome, or the situation it leads to, has all there is to say.
    told = "fields service code_live sends_left link_known link_unused mobile_registered app_open".split()  # noqa: SIM905
    every = ((check, reason) for check, reasons in CHECKS.items() if check not in told for reason in reasons)
    return tuple(pair for pair in every if pair not in PASSING and pair[1] != "unconfirmed")
