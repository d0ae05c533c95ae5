"""What must hold for the files of screens/desk/, beyond their shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ac_tui.deck import desk
from ac_tui.deck import model as m
from ac_tui.deck.rules import Problem, compared, meant, outcomes_at, placeholder_problems
from ac_tui.deck.text import BraceError, placeholders
from ac_tui.journey.decision import ALSO, CHECKS, PASSING
from ac_tui.journey.model import STEPS

MESSAGE_VALUES = ("code", "link", "lifetime")
"""What a message fills in: the code, the link's whole address, how long both last ("10 minuti")."""


def word_problems(words: desk.DeskWords, shipped: desk.DeskWords) -> Iterator[Problem]:
    """Words of the desk: every leaf is text, and the keys are those that ac-tui ships."""
    known = {".".join(map(str, path)): text for path, text in shipped.texts()}
    for path, value in desk.flat(words.table):
        if not isinstance(value, str) or not value:
            yield Problem(path, "bad-value", "must be text, in quotes")
        else:
            yield from placeholder_problems(path, value, _own_names(known.get(".".join(map(str, path)), value)))
    if not known:
        return
    given = {".".join(map(str, path)): path for path, _ in desk.flat(words.table)}
    unknown, missing = compared(given, known)
    for name in unknown:
        yield Problem(given[name], "unknown-word", f"nothing on the desk uses `{name}`{meant(name, known)}")
    for name in missing:
        yield Problem(tuple(name.split(".")[:-1]), "missing-word", f"there are no words for `{name}`")


def _own_names(source: str) -> tuple[str, ...]:
    try:
        return placeholders(source)
    except BraceError:
        return ()


def message_problems(messages: desk.Messages) -> Iterator[Problem]:
    """Messages: the code in each, the link where there is one, nothing else to fill in."""
    for path, source in messages.texts():
        body = path[-1] == "body"
        known = [name for name in MESSAGE_VALUES if body and (name != "link" or path[0] == "business")]
        yield from placeholder_problems(path, source, known)
        for name in ("code", "link"):
            if name in known and f"{{{name}}}" not in source:
                yield Problem(path, "missing-placeholder", f"this message must carry `{{{name}}}`")


def why_problems(why: desk.Why) -> Iterator[Problem]:
    """Words for every check of the journey, each of its reasons, and for no other."""
    unknown, missing = compared(why.checks, CHECKS)
    for name in missing:
        yield Problem((), "missing-check", f"there are no words for the check `{name}`")
    for name in unknown:
        yield Problem((name,), "unknown-check", f"`{name}` is no check of the journey{meant(name, CHECKS)}")
    for name, words in why.checks.items():
        for path, source in words.texts((name,)):
            yield from placeholder_problems(path, source, words.evidence)
        if name in CHECKS:
            yield from _reason_problems(name, words, CHECKS[name])


def _reason_problems(name: str, words: desk.CheckWords, reasons: tuple[str, ...]) -> Iterator[Problem]:
    unknown, missing = compared(words.reason, reasons)
    for reason in missing:
        yield Problem((name,), "missing-reason", f"there are no words for `{name}` failing for `{reason}`")
    for reason in reasons if name in ALSO else ():
        if (name, reason) not in PASSING and reason not in words.also:
            yield Problem((name,), "missing-also", f"`also` has no words for `{name}` failing for `{reason}` as well")
    others = [("hint", key) for key in words.hint] + [("also", key) for key in words.also]
    strange = [("reason", reason) for reason in unknown] + [(what, key) for what, key in others if key not in reasons]
    for what, reason in strange:
        message = f"`{name}` never fails for `{reason}`{meant(reason, reasons)}"
        yield Problem((name, what, reason), "unknown-reason", message)


def advice_problems(advice: desk.Outcomes, screens: Mapping[str, m.Screen]) -> Iterator[Problem]:
    """Advice for every outcome: in the step's own file, or here for all steps."""
    known = {name for step in STEPS for name in outcomes_at(step)}
    unsaid = {
        name: step
        for step, screen in screens.items()
        for name in outcomes_at(step)
        if name not in screen.desk.outcomes and name not in advice.outcomes
    }
    unknown = [name for name in advice.outcomes if name not in known]
    for name in unknown:
        yield Problem(("outcomes", name), "unknown-outcome", f"nothing ever ends in `{name}`{meant(name, known)}")
    for name in compared(unknown, unsaid)[1]:
        message = f"there is no advice for `{name}`, which happens at {unsaid[name]}"
        yield Problem(("outcomes",), "missing-outcome", message)
    for path, source in advice.texts():
        yield from placeholder_problems(path, source, ())
