"""The notes of a call: what the customer did, step by step with times, how it ended, why, and what to do about it.

Contacts are masked; passwords and codes are never in it, not even in the operator's own remarks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any, Final

from ac_tui.deck.cells import drawable
from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.redaction import ContactFinder, Redactor, change_texts, legible, redact
from ac_tui.desk.advice import advice_now
from ac_tui.desk.call_notes import Form
from ac_tui.desk.explain import Explanation, explain
from ac_tui.flows.secret_collector import secrets_of
from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.journey.decision import Decision
from ac_tui.journey.events import ChooseProfile
from ac_tui.registry.faults import json_text


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One thing that happened: when (HH:MM:SS, simulated), on which screen, what was done, what came of it."""

    time: str
    step: str
    screen: str
    action: str
    outcome: str
    to: str
    cause: str


@dataclass(frozen=True, slots=True)
class Notes:
    """A call, ready to be written down."""

    start: str
    end: str
    screen: str
    step: str
    lines: tuple[NoteLine, ...]
    cause: str
    say: tuple[str, ...]
    never_say: tuple[str, ...]
    check: tuple[str, ...]
    next: tuple[str, ...]
    remarks: tuple[str, ...]


def take_notes(simulation: Simulation, remarks: Sequence[str] = (), met: Redactor | None = None) -> Notes:
    """The notes of everything that happened in a simulation, with the operator's remarks.

    `met` are the secrets that were met in the call before: whatever was undone, written over or left behind.
    """
    deck = simulation.deck
    lines = [line for moved in simulation.history if (line := _line(deck, moved)) is not None]
    decision, checked, journey = simulation.decision, simulation.last_checked, simulation.journey
    said = advice_now(deck, journey, decision, checked, simulation.world) if simulation.history else Advice((), (), ())
    first = simulation.history[0].before.now if simulation.history else journey.now
    notes = Notes(
        start=_time(first),
        end=_time(journey.now),
        screen=_name(deck, journey.step),
        step=journey.step,
        lines=tuple(lines),
        cause=_cause(_explained(deck, checked)),
        say=said.say,
        never_say=said.never,
        check=said.check,
        next=said.next,
        remarks=tuple(map(legible, remarks)),
    )
    return _redacted(notes, simulation, met)


_TEXTS: Final = frozenset(
    ["screen", "lines", "action", "outcome", "to", "cause", "say", "never_say", "check", "next", "remarks"]
)
"""The fields of notes that hold words."""


def _redacted(notes: Notes, simulation: Simulation, met: Redactor | None) -> Notes:
    """The notes with no secret in any of their texts, and no contact in the operator's own."""
    contacts = ContactFinder(simulation.world.registry, simulation.deck)
    secrets = (*(met.secrets if met else ()), *secrets_of(simulation))
    texts = (notes.screen, notes.cause, *chain.from_iterable(map(astuple, notes.lines)), *notes.say, *notes.never_say)
    within = "\n".join((*texts, *notes.check, *notes.next, *notes.remarks))
    redactor = Redactor((), contacts).with_secrets(secrets, within=within)
    told = change_texts(notes, redactor.redact, _TEXTS - {"remarks"})
    return replace(told, remarks=tuple(map(redactor.redact_remark, told.remarks)))


def _line(deck: Deck, moved: HistoryEntry) -> NoteLine | None:
    decision = moved.transition.decision
    if decision is None:
        return None
    found = _explained(deck, decision)
    return NoteLine(
        time=_time(moved.transition.state.now),
        step=decision.step,
        screen=_name(deck, decision.step),
        action=_action(deck, moved),
        outcome=decision.outcome,
        to=_name(deck, decision.to) if decision.to != decision.step else "",
        cause=_cause(found),
    )


def _explained(deck: Deck, decision: Decision | None) -> Explanation | None:
    return explain(deck, change_texts(decision, redact)) if decision else None


def _cause(found: Explanation | None) -> str:
    """The first check that did not pass, in words."""
    return next((check.evidence for check in found.checks if not check.passed), "") if found else ""


def _action(deck: Deck, moved: HistoryEntry) -> str:
    """What the customer did, in the words of the screen it was done on."""
    event, step = moved.event, moved.before.step
    for block in deck.screens[step].body.values():
        argument = event.profile if isinstance(event, ChooseProfile) else ""
        if getattr(block, "sends", "") == event.name and getattr(block, "argument", "") == argument:
            return deck.words("notes.tap", label=getattr(block, "label", ""))
    return deck.words(f"notes.{event.name}")


def _name(deck: Deck, step: str) -> str:
    """How the desk calls a screen: several share the heading that the customer sees."""
    return deck.words(f"screen.{step}")


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}"


def written(deck: Deck, notes: Notes, form: Form) -> str:
    """The notes as the text of a file."""
    if form == "md":
        return as_markdown(deck, notes)
    return json_text(as_json(notes)) + "\n"


def as_json(notes: Notes) -> dict[str, Any]:
    """The notes as JSON-ready data."""
    return asdict(notes)


def as_markdown(deck: Deck, notes: Notes) -> str:
    """The notes as Markdown, in the desk's language; no text in them is markup."""
    words, notes = deck.words, change_texts(notes, _without_markup, _TEXTS)
    lines = [f"# {words('notes.title')}", "", f"_{words('simulation.invented')}_", ""]
    lines += [words("notes.when", start=notes.start, end=notes.end), ""]
    lines += [words("notes.result", screen=notes.screen), ""]
    if notes.cause:
        lines += [words("notes.cause", cause=notes.cause), ""]
    lines += [f"## {words('notes.steps')}", ""]
    lines += [f"- {_markdown_line(line)}" for line in notes.lines] or [words("notes.none")]
    parts = {
        "panel.advice.say": notes.say,
        "panel.advice.never": notes.never_say,
        "panel.advice.check": notes.check,
        "panel.advice.next": notes.next,
        "notes.remarks": notes.remarks,
    }
    for title, texts in parts.items():
        if texts:
            lines += ["", f"## {words(title)}", "", *(f"- {text}" for text in texts)]
    return "\n".join(lines) + "\n"


def _without_markup(text: str) -> str:
    """A text in one line, of which Markdown makes no HTML, no link and no picture."""
    return " ".join(drawable(text).split()).replace("<", "&lt;").replace("[", "\\[")


def _markdown_line(line: NoteLine) -> str:
    moved = f" → {line.to}" if line.to else ""
    cause = f" — {line.cause}" if line.cause else ""
    return f"{line.time} **{line.screen}**: {line.action}{moved}{cause}"
