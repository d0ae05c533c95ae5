"""The panels of the desk read aloud: what to say, why, the messages, who is on the line, the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ac_tui.surfaces.plain.reading import message_lines

if TYPE_CHECKING:
    from ac_tui.desk.explain import Reason
    from ac_tui.desk.session import Session


def panel_lines(session: Session, panel: str) -> Iterator[str]:
    """What a panel says, line by line; state in words."""
    return _PANELS[panel](session)


def cause_lines(session: Session) -> Iterator[str]:
    """What the chosen cause ends with, line by line."""
    yield session.answers.cause.title
    for part in session.answers.told():
        yield f"{part.heading}:"
        yield from part.texts


def _messages(session: Session) -> Iterator[str]:
    yield from session.on_the_way()
    if not session.messages:
        yield session.words("panel.messages.empty")
    for message in session.messages:
        yield f"{message.number}. {message.age}. {message.life}"
        yield from message_lines(session.simulation.deck, message)


def _advice(session: Session) -> Iterator[str]:
    said = session.advice()
    for part in ("say", "never", "check", "next"):
        texts = getattr(said, part)
        if texts:
            yield f"{session.words(f'panel.advice.{part}')}:"
            yield from texts


def _why(session: Session) -> Iterator[str]:
    words, reasons = session.words, session.reasons()
    if reasons.last is None:
        yield words("panel.why.empty")
        return
    yield from _reason(session, reasons.last)
    if not reasons.last.checks:
        yield words("panel.why.none")
    if reasons.before is not None:
        yield f"{words('panel.why.before')}:"
        yield from _reason(session, reasons.before)


def _reason(session: Session, reason: Reason) -> Iterator[str]:
    yield reason.where
    for check in reason.checks:
        passed = session.words("state.met" if check.passed else "state.unmet")
        yield session.words("plain.checked", evidence=check.evidence, state=passed, source=check.source)
        if check.hint:
            yield check.hint


def _customer(session: Session) -> Iterator[str]:
    words, customer, story = session.words, session.known, session.story
    if customer is None:
        yield words("panel.customer.nobody")
    else:
        yield f"{customer.display_name}, {words(f'profile.{customer.profile}')}"
        if customer.story and not session.hidden:
            yield customer.story
        for fact in session.card():
            yield f"{fact.name}: {', '.join(fact.values)}"
    if story is None:
        yield words("panel.customer.no_story")
        return
    yield story.flow.name
    state = "over" if story.over else "stuck" if story.trouble else "in_hand" if story.in_hand else ""
    if state:
        yield words(f"panel.customer.{state}")
    if story.trouble:
        yield story.trouble
    for number, line in enumerate(session.story_lines(), 1):
        done = f" ({words('plain.done')})" if number <= story.played else ""
        yield f"{number}. {line}{done}"


def _notes(session: Session) -> Iterator[str]:
    words, notes = session.words, session.take_notes()
    yield words("notes.when", start=notes.start, end=notes.end)
    yield words("notes.result", screen=notes.screen)
    if notes.cause:
        yield words("notes.cause", cause=notes.cause)
    for line in notes.lines:
        moved = f" → {line.to}" if line.to else ""
        yield f"{line.time} {line.screen}: {line.action}{moved}"
        if line.cause:
            yield line.cause
    if not notes.lines:
        yield words("notes.none")
    if notes.remarks:
        yield f"{words('notes.remarks')}:"
        yield from notes.remarks


_PANELS: Final[Mapping[str, Callable[[Session], Iterator[str]]]] = {
    "messages": _messages,
    "advice": _advice,
    "why": _why,
    "customer": _customer,
    "notes": _notes,
}
