"""What to say now, and why the journey went the way it went, in words for the operator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from ac_tui.deck.deck import Advice, Deck, source, span
from ac_tui.deck.text import fill_plain, placeholders
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.events import Tap
from ac_tui.journey.model import Journey
from ac_tui.journey.standing import TELLS_OF_MESSAGE, facts, situation, standing, values


def advice_now(simulation: Simulation) -> Advice:
    """The advice for where a simulation stands, by everything that the session knows."""
    deck, journey, world, decision = simulation.deck, simulation.journey, simulation.world, simulation.decision
    said = advice_here(deck, journey, decision, simulation.last_checked)
    stands = standing(journey, world)
    if stands is not None:  # what the session knows, in place of what is said of the step or of what came out there
        known = deck.standings[stands]
        instead = Advice(known.say, known.check, known.next, known.never or said.never)
        about_typed = ("code_wrong", "fields_wrong", "contact_taken")  # what was typed comes before the message
        typed = decision is not None and decision.to == journey.step and decision.outcome in about_typed
        if typed and stands in TELLS_OF_MESSAGE:
            say = (said.say[0], *instead.say)[:3]  # no more than can be said in one breath
            instead = Advice(say, (*said.check, *instead.check), instead.next, said.never)
        said = instead
    besides = [deck.facts[name] for name in facts(journey, world)]
    check = dict.fromkeys((*said.check, *(text for fact in besides for text in fact.check)))
    following = dict.fromkeys((*said.next, *(text for fact in besides for text in fact.next)))
    return filled(deck, said._replace(check=tuple(check), next=tuple(following)), values(journey, world))


def filled(deck: Deck, said: Advice, given: Mapping[str, int | str | timedelta]) -> Advice:
    """The advice with its values filled in; spans of time are worded as the deck words them."""
    fill = {name: span(deck, value) if isinstance(value, timedelta) else str(value) for name, value in given.items()}
    return Advice(*(tuple(fill_plain(text, fill) for text in part) for part in said))


def advice_here(deck: Deck, journey: Journey, decision: Decision | None, checked: Decision | None) -> Advice:
    """The advice for what came out last, while the customer is still where that led; else the advice for the step."""
    here, step = situation(journey), journey.step
    onward = decision is not None and decision.event != Tap.back.name
    if decision is not None and onward and decision.to == step and deck.has_word_on(decision):
        if decision.outcome == "second_look" and checked is not None and checked.dead_end is not None:
            return deck.advice_on(checked)
        return deck.advice_on(decision, here)
    if journey.second_look and step in ("identity", "company"):  # the name screen of 1C: why is the notice there?
        if checked is not None and checked.step == "contact" and checked.to == step:
            return deck.advice_on(checked)
        return deck.advice("contact", "company_not_recognised" if step == "company" else "not_recognised")
    return deck.advice(step, situation=here)


class ExplainedCheck(NamedTuple):
    """A check in words: what was found, where the rule stands ("guide 5A", "assumption"), what to do ("": nothing)."""

    id: str
    passed: bool
    evidence: str
    source: str
    hint: str


class Explanation(NamedTuple):
    """A decision in words: where it was made and led, and its checks."""

    where: str
    checks: tuple[ExplainedCheck, ...]


def reasons_of(simulation: Simulation) -> Iterator[Explanation]:
    """The reasons for where a simulation stands, sources in words: the last decision; if it made no checks, who did."""
    deck, last, checked = simulation.deck, simulation.decision, simulation.last_checked
    for decision in (last, checked if last is not None and not last.checks else None):
        if decision is not None:
            found = explain(deck, decision)
            checks = (check._replace(source=source(deck, check.source)) for check in found.checks)
            yield found._replace(checks=tuple(checks))


def explain(deck: Deck, decision: Decision) -> Explanation:
    """Explain a decision check by check, in the order they were made."""
    here, there = (deck.words(f"screen.{step}") for step in (decision.step, decision.to))
    way = "stayed" if decision.step == decision.to else "moved"
    checks = tuple(_explained(deck, decision.step, check) for check in decision.checks)
    return Explanation(deck.words(f"panel.why.{way}", here=here, there=there), checks)


def _explained(deck: Deck, step: str, check: Check) -> ExplainedCheck:
    words, unknown = deck.why[check.id], deck.words("panel.why.unknown")
    evidence = dict.fromkeys(words.evidence, unknown) | dict(check.evidence)
    if re.fullmatch("[0-9]+", evidence.get("minutes", "")):
        minutes = timedelta(minutes=int(evidence["minutes"]))
        evidence["minutes"] = span(deck, minutes) if minutes else deck.words("panel.why.just")
    if "marks" in check.evidence:  # what stands against using a contact: no use to advise one that cannot work
        pieces = re.split("(, | / )", check.evidence["known"])
        for place, mark in enumerate(check.evidence["marks"].split(", ")[: (len(pieces) + 1) // 2]):
            if mark in ("landline", "taken"):
                pieces[2 * place] = deck.words(f"panel.why.{mark}", contact=pieces[2 * place])
        evidence["known"] = "".join(pieces)
    if "fields" in check.evidence:
        evidence["fields"] = _fields(deck, step, check.evidence)
    hints = [_hint(words.hint.get(check.reason, ""), evidence, check.evidence)]
    if check.also:  # what else would not have passed
        others = ((deck.why[other.id], other) for other in check.also)
        also = [fill_plain(o.also[c.reason], dict.fromkeys(o.evidence, unknown) | dict(c.evidence)) for o, c in others]
        hints.append(deck.words("panel.why.also", said="; ".join(also)))
    said = fill_plain(words.reason.get(check.reason, words.passed), evidence)
    # A sentence that ends in an abbreviation, such as a legal form, has one full stop.
    said, hint = (re.sub(r"(?<!\.)\.\.(?!\.)", ".", text) for text in (said, " ".join(filter(None, hints))))
    return ExplainedCheck(check.id, check.passed, said, check.source, hint)


def _hint(source: str, evidence: Mapping[str, str], given: Mapping[str, str]) -> str:
    """A hint, left out where what it would fill in is not at hand."""
    return fill_plain(source, evidence) if all(given.get(name) for name in placeholders(source)) else ""


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
