"""What must hold for the files of screens/desk/, beyond their shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import cast

from ac_tui.deck import desk_model as desk
from ac_tui.deck import model as m
from ac_tui.deck.rules import (
    KeyProblem,
    compared,
    compared_problems,
    meant,
    names_in,
    outcomes_at,
    placeholder_problems,
)
from ac_tui.journey.decision import ALSO, CHECKS, PASSING
from ac_tui.journey.facts import NOTICES
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS, Step
from ac_tui.journey.policy import NUMBERS
from ac_tui.journey.standing import FACTS, NAMES, SITUATIONS, STANDINGS, VALUES

MESSAGE_VALUES = ("code", "link", "lifetime")
"""What a message fills in: the code, the link's whole address, how long both last ("10 minuti")."""


TOLD_BY_OUTCOME = frozenset(
    "fields service code_live sends_left link_known link_unused mobile_registered app_open".split()  # noqa: SIM905
)
"""Checks that fail in one way, and whose outcome, or the situation it leads to, has all there is to say."""


def word_problems(words: desk.DeskWords, shipped: desk.DeskWords) -> Iterator[KeyProblem]:
    """Words of the desk: every leaf is text, and the keys are those that ac-tui ships."""
    known = {_dotted(path): text for path, text in shipped.texts()}
    given = {_dotted(path): path for path, _ in desk.flat(words.table)}
    for path, value in desk.flat(words.table):
        if not isinstance(value, str) or not value:
            yield KeyProblem(path, "bad-value", "must be text, in quotes")
        else:
            yield from placeholder_problems(path, value, names_in(known.get(_dotted(path), value)))
    if not known:
        return
    mistyped = dict(_mistyped_tables(given.values(), known))
    for table, right in mistyped.items():
        message = f"nothing on the desk uses `[{_dotted(table)}]`; did you mean `[{right}]`?"
        yield KeyProblem(table, "unknown-word", message)
    moved = {f"{right}{name[len(_dotted(table)) :]}" for table, right in mistyped.items() for name in given}
    given = {name: path for name, path in given.items() if not any(path[: len(t)] == t for t in mistyped)}
    unknown, missing = compared(given, [name for name in known if name not in moved])
    for name in unknown:
        yield KeyProblem(given[name], "unknown-word", f"nothing on the desk uses `{name}`{meant(name, known)}")
    for name in missing:
        yield KeyProblem(tuple(name.split(".")[:-1]), "missing-word", f"there are no words for `{name}`")


def _dotted(path: m.Path) -> str:
    return ".".join(map(str, path))


def _mistyped_tables(given: Iterable[m.Path], known: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Tables of words that the desk does not have, and the one that is meant and not there."""
    tables = {tuple(map(str, path[:-1])): None for path in given if len(path) > 1}
    wanted = {name.rpartition(".")[0] for name in known}
    here = {".".join(table) for table in tables}
    for table in tables:
        name = ".".join(table)
        inside = any(other.startswith(f"{name}.") for other in wanted)
        close = get_close_matches(name, wanted - here, n=1)
        if name not in wanted and not inside and close:
            yield table, close[0]


def message_problems(messages: desk.Messages) -> Iterator[KeyProblem]:
    """Messages: the code in each, the link where there is one, nothing else to fill in."""
    for path, source in messages.texts():
        body = path[-1] == "body"
        known = [name for name in MESSAGE_VALUES if body and (name != "link" or path[0] == "business")]
        yield from placeholder_problems(path, source, known)
        for name in ("code", "link"):
            if name in known and f"{{{name}}}" not in source:
                yield KeyProblem(path, "missing-placeholder", f"this message must carry `{{{name}}}`")


def why_problems(why: desk.Why) -> Iterator[KeyProblem]:
    """Words for every check of the journey, each of its reasons, and for no other."""
    said = ("there are no words for the check `{}`", "`{}` is no check of the journey")
    yield from compared_problems((), why.checks, CHECKS, ("missing-check", "unknown-check"), said)
    for name, words in why.checks.items():
        for path, source in words.texts((name,)):
            yield from placeholder_problems(path, source, words.evidence)
        if name in CHECKS:
            yield from _reason_problems(name, words, CHECKS[name])


def _reason_problems(name: str, words: desk.CheckWords, reasons: tuple[str, ...]) -> Iterator[KeyProblem]:
    unknown, missing = compared(words.reason, reasons)
    for reason in missing:
        yield KeyProblem((name,), "missing-reason", f"there are no words for `{name}` failing for `{reason}`")
    for reason in reasons if name in ALSO else ():
        if (name, reason) not in PASSING and reason not in words.also:
            yield KeyProblem(
                (name,), "missing-also", f"`also` has no words for `{name}` failing for `{reason}` as well"
            )
    for what, given in (("reason", unknown), ("hint", words.hint), ("also", words.also)):
        for reason in given:
            if reason not in reasons:
                message = f"`{name}` never fails for `{reason}`{meant(reason, reasons)}"
                yield KeyProblem((name, what, reason), "unknown-reason", message)


def advice_problems(advice: desk.Outcomes, screens: Mapping[str, m.Screen]) -> Iterator[KeyProblem]:
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
        yield from compared_problems(("reasons", check), because, reasons, ("missing-reason", "unknown-reason"), said)
    rules = ("missing-situation", "unknown-situation")
    said = ("there is no advice for the situation `{}`", "`{}` is no situation of the journey")
    yield from compared_problems(("standings",), advice.standings, STANDINGS, rules, said)
    yield from compared_problems(("facts",), advice.facts, FACTS, rules, said)
    for name, besides in advice.facts.items():
        if not besides.check and not besides.next:
            yield KeyProblem(("facts", name), "bad-value", f"`{name}` says nothing: it needs `check` or `next`")
    for path, source in advice.texts():
        yield from placeholder_problems(path, source, VALUES if path[0] in ("standings", "facts") else NUMBERS)
    for table in (advice.outcomes, advice.standings):
        for name, words in table.items():
            yield from _said_problems(("outcomes" if table is advice.outcomes else "standings", name), words)
    for check, of_check in advice.reasons.items():
        for reason, one in of_check.items():
            yield from _said_problems(("reasons", check, reason), one)


def reasons_to_tell() -> tuple[tuple[str, str], ...]:
    """The reasons of failed checks that need advice of their own, as (check, reason)."""
    return tuple(
        (check, reason)
        for check, reasons in CHECKS.items()
        for reason in reasons
        if check not in TOLD_BY_OUTCOME and (check, reason) not in PASSING and reason != "unconfirmed"
    )


def desk_problems(screen: m.Screen) -> Iterator[KeyProblem]:
    """A step's side of the desk: two or three sentences to say each time, and words for each of its situations."""
    path: m.Path = ("desk",)
    known = SITUATIONS.get(screen.step, {})
    for name in compared(screen.desk.situations, known)[1]:
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
    yield from _said_problems(path, screen.desk)
    for name, said in screen.desk.outcomes.items():
        yield from _said_problems((*path, "outcomes", name), said)


def _said_problems(path: m.Path, said: m.AdviceText | desk.ReasonAdvice) -> Iterator[KeyProblem]:
    """Two or three sentences: what somebody can say on the phone in one breath, and be understood."""
    if not 2 <= len(said.say) <= 3:
        yield KeyProblem((*path, "say"), "say-length", f"{len(said.say)} sentences to say: two or three are wanted")
    for name, other in said.situations.items() if isinstance(said, m.Varied) else ():
        here: m.Path = (*path, "situations", name)
        if name not in NAMES:
            yield KeyProblem(here, "unknown-situation", f"`{name}` is no situation of the journey{meant(name, NAMES)}")
        yield from _said_problems(here, other)
