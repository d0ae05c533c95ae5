"""Why the journey went the way it went, in words for the operator: a decision check by check, and those of a call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.text import fill_plain, placeholders
from ac_tui.deck.words import source, span
from ac_tui.desk.advice import GUIDE_NUMBERS, filled
from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.policy import Policy

if TYPE_CHECKING:
    from ac_tui.flows.simulation import Simulation

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""A sentence that ends in an abbreviation, such as a legal form, has one full stop."""


@dataclass(frozen=True, slots=True)
class ExplainedCheck:
    """A check in words: `evidence` says what was found, `hint` what to do about it ("" for nothing).

    `source` is where the rule stands, as the journey names it: "guide 5A" or "assumption".
    """

    id: str
    passed: bool
    evidence: str
    source: str
    hint: str


class Explanation(NamedTuple):
    """A decision in words: `outcome` is the guard's name, `at` and `step` where it was made and where it led."""

    outcome: str
    at: str
    step: str
    checks: tuple[ExplainedCheck, ...]
    advice: Advice


class Reason(NamedTuple):
    """One decision of a call: where it led, in a line, and its checks in the order made, their sources in words."""

    where: str
    checks: tuple[ExplainedCheck, ...]


class Reasons(NamedTuple):
    """The last decision of a call, None before the first; where it made no checks, the last one that did.

    `refused` says whether the last decision had a check that did not pass.
    """

    last: Reason | None = None
    before: Reason | None = None
    refused: bool = False


def reasons_of(simulation: Simulation) -> Reasons:
    """The reasons for where a simulation stands, in the words on show."""
    deck, last, checked = simulation.deck, simulation.decision, simulation.last_checked

    def reason(decision: Decision) -> Reason:
        here, there = (deck.words(f"screen.{step}") for step in (decision.step, decision.to))
        way = "stayed" if decision.step == decision.to else "moved"
        checks = explain(deck, decision).checks
        said = tuple(replace(check, source=source(deck, check.source)) for check in checks)
        return Reason(deck.words(f"panel.why.{way}", here=here, there=there), said)

    if last is None:
        return Reasons()
    before = reason(checked) if checked is not None and not last.checks else None
    return Reasons(reason(last), before, last.failed is not None)


def explain(deck: Deck, decision: Decision, policy: Policy = GUIDE_NUMBERS) -> Explanation:
    """Explain a decision check by check, in the order they were made, with the numbers of the policy.

    The advice is that for the reason of the check that failed, else for the outcome at the step where it happened, else
    for the step it led to.
    """
    return Explanation(
        outcome=decision.outcome,
        at=decision.step,
        step=decision.to,
        checks=tuple(_explained(deck, decision.step, check) for check in decision.checks),
        advice=filled(deck, deck.advice_on(decision, decision.situation), policy.numbers),
    )


def _explained(deck: Deck, step: str, check: Check) -> ExplainedCheck:
    words = deck.why[check.id]
    unknown = deck.words("panel.why.unknown")
    evidence = dict.fromkeys(words.evidence, unknown) | dict(check.evidence)
    if re.fullmatch("[0-9]+", evidence.get("minutes", "")):
        minutes = timedelta(minutes=int(evidence["minutes"]))
        evidence["minutes"] = span(deck, minutes) if minutes else deck.words("panel.why.just")
    if "marks" in check.evidence:
        evidence["known"] = _marked(deck, check.evidence)
    if "fields" in check.evidence:
        evidence["fields"] = _fields(deck, step, check.evidence)
    also = []  # what else would not have passed
    for other in check.also:
        its = deck.why[other.id]
        also.append(fill_plain(its.also[other.reason], dict.fromkeys(its.evidence, unknown) | dict(other.evidence)))
    hints = (
        _hint(words.hint.get(check.reason, ""), evidence, check.evidence),
        deck.words("panel.why.also", said="; ".join(also)) if also else "",
    )
    said = fill_plain(words.reason.get(check.reason, words.passed), evidence)
    return ExplainedCheck(
        id=check.id,
        passed=check.passed,
        evidence=_TWO_STOPS.sub(".", said),
        source=check.source,
        hint=_TWO_STOPS.sub(".", " ".join(filter(None, hints))),
    )


def _hint(source: str, evidence: Mapping[str, str], given: Mapping[str, str]) -> str:
    """A hint, left out where what it would fill in is not at hand."""
    return fill_plain(source, evidence) if all(given.get(name) for name in placeholders(source)) else ""


def _marked(deck: Deck, evidence: Mapping[str, str]) -> str:
    """The contacts at the Agenzia, each with what stands against using it: no use to advise one that cannot work."""
    pieces = re.split("(, | / )", evidence["known"])
    marks = evidence["marks"].split(", ")
    for place, mark in zip(range(0, len(pieces), 2), marks, strict=False):
        if mark in ("landline", "taken"):
            pieces[place] = deck.words(f"panel.why.{mark}", contact=pieces[place])
    return "".join(pieces)


def _fields(deck: Deck, step: str, evidence: Mapping[str, str]) -> str:
    """Block ids ("email, password") by the labels a caller can read, each with what its screen says is wrong."""
    names = evidence["fields"].split(", ")
    errors = evidence["errors"].split(", ") if "errors" in evidence else [""] * len(names)
    fields = []
    for name, error in zip(names, errors, strict=True):
        screens = (deck.screens[step], *deck.screens.values())
        block = next((screen.body[name] for screen in screens if name in screen.body), None)
        label = getattr(block, "label", "") or deck.words("panel.why.choice")
        said = _hint(getattr(block, "error", {}).get(error, ""), evidence, evidence)
        fields.append(deck.words("panel.why.field", label=label, error=said) if said else label)
    return ", ".join(fields)
