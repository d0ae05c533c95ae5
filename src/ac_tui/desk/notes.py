"""The notes of a call: what the customer did, step by step with times, how it ended, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import astuple, replace

from ac_tui.assets import write_new_text
from ac_tui.deck.cells import drawable
from ac_tui.deck.deck import Advice, Deck
from ac_tui.deck.redaction import ContactFinder, Redactor, change_texts, legible, redact
from ac_tui.desk.explain import advice_now, explain
from ac_tui.flows.simulation import HistoryEntry, Simulation, secrets_of
from ac_tui.journey.decision import Decision
from ac_tui.journey.events import ChooseProfile

Form = Literal["md", "json"]  # what notes are written as


class NoteLine(Struct, frozen=True):
    """One thing that happened: when (HH:MM:SS, simulated), on which screen, what was done, what came of it."""

    time: str
    step: str
    screen: str
    action: str
    outcome: str
    to: str
    cause: str


class Notes(Struct, frozen=True):
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


_TEXTS: Final = frozenset((*Notes.__match_args__, *NoteLine.__match_args__)) - {"start", "end", "time", "step"}
"""The fields of notes that hold words."""


def take_notes(
    simulation: Simulation, remarks: Sequence[str] = (), met: Redactor | None = None, *, hidden: bool = False
) -> Notes:
    """The notes of everything that happened in a simulation, with the operator's remarks; no cause that is `hidden`.

    `met` are the secrets that were met in the call before: whatever was undone, written over or left behind. No text
    of the notes holds a secret, and the operator's own hold no contact.
    """
    deck, journey, history = simulation.deck, simulation.journey, simulation.history
    said = advice_now(simulation) if history and not hidden else Advice((), (), ())
    checked = simulation.last_checked if not hidden else None
    notes = Notes(
        start=f"{history[0].before.now if history else journey.now:%H:%M:%S}",
        end=f"{journey.now:%H:%M:%S}",
        screen=deck.words(f"screen.{journey.step}"),
        step=journey.step,
        lines=tuple(_line(deck, one, one.transition.decision, hidden) for one in history if one.transition.decision),
        cause=_cause(deck, checked) if checked is not None else "",
        say=said.say,
        never_say=said.never,
        check=said.check,
        next=said.next,
        remarks=tuple(map(legible, remarks)),
    )
    contacts = ContactFinder(simulation.world.registry, deck)
    secrets = (*(met.secrets if met else ()), *secrets_of(simulation))
    texts = (notes.screen, notes.cause, *chain.from_iterable(map(astuple, notes.lines)), *notes.say, *notes.never_say)
    within = "\n".join((*texts, *notes.check, *notes.next, *notes.remarks))
    redactor = Redactor(secrets, contacts, within=within)
    told = change_texts(notes, redactor.redact, _TEXTS - {"remarks"})
    return replace(told, remarks=tuple(map(redactor.redact_remark, told.remarks)))


def _line(deck: Deck, moved: HistoryEntry, decision: Decision, hidden: bool) -> NoteLine:
    """What the customer did, in the words of its screen, and what came of it; several screens share a heading."""
    event = moved.event
    argument, action = event.profile if isinstance(event, ChooseProfile) else "", ""
    for block in deck.screens[moved.before.step].body.values():
        if getattr(block, "sends", "") == event.name and getattr(block, "argument", "") == argument:
            action = action or deck.words("notes.tap", label=getattr(block, "label", ""))
    return NoteLine(
        time=f"{moved.transition.state.now:%H:%M:%S}",
        step=decision.step,
        screen=deck.words(f"screen.{decision.step}"),
        action=action or deck.words(f"notes.{event.name}"),
        outcome=decision.outcome,
        to=deck.words(f"screen.{decision.to}") if decision.to != decision.step else "",
        cause=_cause(deck, decision) if not hidden else "",
    )


def _cause(deck: Deck, decision: Decision) -> str:
    """The first check that did not pass, in words."""
    return next((one.evidence for one in explain(deck, change_texts(decision, redact)).checks if not one.passed), "")


def as_markdown(deck: Deck, notes: Notes) -> str:
    """The notes as Markdown, in the desk's language; no text in them is markup."""
    words = deck.words
    marks = str.maketrans({"<": "&lt;", "[": "\\["})  # in one line, no HTML, no link and no picture
    notes = change_texts(notes, lambda text: " ".join(drawable(text).split()).translate(marks), _TEXTS)
    parts = [f"# {words('notes.title')}", f"_{words('simulation.invented')}_"]
    parts += [words("notes.when", start=notes.start, end=notes.end), words("notes.result", screen=notes.screen)]
    parts += [words("notes.cause", cause=notes.cause)] if notes.cause else []
    steps = []
    for line in notes.lines:
        moved, cause = f" → {line.to}" if line.to else "", f" — {line.cause}" if line.cause else ""
        steps.append(f"- {line.time} **{line.screen}**: {line.action}{moved}{cause}")
    parts += [f"## {words('notes.steps')}", "\n".join(steps) or words("notes.none")]
    advice = {"say": notes.say, "never": notes.never_say, "check": notes.check, "next": notes.next}
    lists = {f"panel.advice.{part}": texts for part, texts in advice.items()} | {"notes.remarks": notes.remarks}
    for title, texts in lists.items():
        parts += [f"## {words(title)}", "\n".join(f"- {text}" for text in texts)] if texts else []
    return "\n\n".join(parts) + "\n"


def save_notes(text: str, moment: datetime, suffix: str) -> Path:
    """Write notes to a new file (`note-2026-01-15-0941.md`) here, and return it; raises OSError where it cannot."""
    for number in count(1):
        file = Path(f"note-{moment:%Y-%m-%d-%H%M}{f'-{number}' if number > 1 else ''}.{suffix}")
        with suppress(FileExistsError):
            write_new_text(file, text)
            return file
    raise AssertionError  # there is always a next number
