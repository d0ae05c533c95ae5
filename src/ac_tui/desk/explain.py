"""Why the journey went the way it went, in words for the operator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.text import fill_plain, placeholders
from ac_tui.deck.words import span
from ac_tui.desk.advice import GUIDE_NUMBERS, filled
from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.policy import Policy

_NUMBER = re.compile("[0-9]+")
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


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision in words: `outcome` is the guard's name, `at` and `step` where it was made and where it led."""

    outcome: str
    at: str
    step: str
    checks: tuple[ExplainedCheck, ...]
    advice: Advice


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
    if _NUMBER.fullmatch(evidence.get("minutes", "")):
        minutes = timedelta(minutes=int(evidence["minutes"]))
        evidence["minutes"] = span(deck, minutes) if minutes else deck.words("panel.why.just")
    if "marks" in check.evidence:
        evidence["known"] = _marked(deck, check.evidence)
    if "fields" in check.evidence:
        evidence["fields"] = _fields(deck, step, check.evidence)
    said = words.reason.get(check.reason, words.passed)
    hint = _hint(words.hint.get(check.reason, ""), evidence, check.evidence)
    return ExplainedCheck(
        id=check.id,
        passed=check.passed,
        evidence=_sentence(fill_plain(said, evidence)),
        source=check.source,
        hint=_sentence(" ".join(filter(None, (hint, _also(deck, check))))),
    )


def _sentence(text: str) -> str:
    return _TWO_STOPS.sub(".", text)


def _also(deck: Deck, check: Check) -> str:
    """What else would not have passed, in one sentence; "" for nothing."""
    unknown = deck.words("panel.why.unknown")
    said = []
    for other in check.also:
        words = deck.why[other.id]
        said.append(fill_plain(words.also[other.reason], dict.fromkeys(words.evidence, unknown) | dict(other.evidence)))
    return deck.words("panel.why.also", said="; ".join(said)) if said else ""


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
    blocks = evidence["fields"].split(", ")
    errors = evidence["errors"].split(", ") if "errors" in evidence else [""] * len(blocks)
    return ", ".join(_field(deck, step, block, error, evidence) for block, error in zip(blocks, errors, strict=True))


def _field(deck: Deck, step: str, name: str, error: str, evidence: Mapping[str, str]) -> str:
    screens = (deck.screens[step], *deck.screens.values())
    block = next((screen.body[name] for screen in screens if name in screen.body), None)
    label = getattr(block, "label", "") or deck.words("panel.why.choice")
    said = _hint(getattr(block, "error", {}).get(error, ""), evidence, evidence)
    return deck.words("panel.why.field", label=label, error=said) if said else label
