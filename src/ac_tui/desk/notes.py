"""The notes of a call: what the customer did, step by step with times, how it ended, why, and what to do about it.

Contacts are masked; passwords and codes are never in it, not even in the operator's own remarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.discretion import discreet, discreet_decision, legible
from ac_tui.desk.advice import advice_now
from ac_tui.desk.explain import Explanation, explain
from ac_tui.desk.notebook import Form
from ac_tui.flows.secrecy import Secrecy, secrets_of
from ac_tui.flows.simulation import Moved, Simulation
from ac_tui.journey.decision import Decision
from ac_tui.journey.events import ChooseProfile
from ac_tui.registry.index import Registry


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


def take_notes(simulation: Simulation, remarks: Sequence[str] = (), met: Secrecy | None = None) -> Notes:
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
    return _kept_quiet(notes, (met or Secrecy()).and_also(secrets_of(simulation)), simulation.world.registry)


def _kept_quiet(notes: Notes, secrecy: Secrecy, registry: Registry) -> Notes:
    """The notes with no secret in any of their texts, and no contact in the operator's own."""
    here = secrecy.within("\n".join(_texts(asdict(notes))))

    def known(digits: str) -> bool:
        return secrecy.knows(digits) or bool(registry.by_mobile(digits) or registry.by_mobile(f"+{digits}"))

    lines = tuple(NoteLine(**{name: here.scrub(text) for name, text in asdict(line).items()}) for line in notes.lines)
    return replace(
        notes,
        screen=here.scrub(notes.screen),
        lines=lines,
        cause=here.scrub(notes.cause),
        say=tuple(map(here.scrub, notes.say)),
        never_say=tuple(map(here.scrub, notes.never_say)),
        check=tuple(map(here.scrub, notes.check)),
        next=tuple(map(here.scrub, notes.next)),
        remarks=tuple(discreet(here.scrub(remark), known) for remark in notes.remarks),
    )


def _texts(value: Any) -> Iterator[str]:
    """Every text in JSON-ready data."""
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _line(deck: Deck, moved: Moved) -> NoteLine | None:
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
    return explain(deck, discreet_decision(decision)) if decision else None


def _cause(found: Explanation | None) -> str:
    """The first check that did not pass, in words."""
    return next((check.evidence for check in found.checks if not check.passed), "") if found else ""


def _action(deck: Deck, moved: Moved) -> str:
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
    return json.dumps(as_json(notes), ensure_ascii=False, indent=2) + "\n"


def as_json(notes: Notes) -> dict[str, Any]:
    """The notes as JSON-ready data."""
    return asdict(notes)


def as_markdown(deck: Deck, notes: Notes) -> str:
    """The notes as Markdown, in the desk's language."""
    words = deck.words
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


def _markdown_line(line: NoteLine) -> str:
    moved = f" → {line.to}" if line.to else ""
    cause = f" — {line.cause}" if line.cause else ""
    return f"{line.time} **{line.screen}**: {line.action}{moved}{cause}"
