"""Lists of what there is to copy, how a call can end, and the calls before it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ac_tui.desk.call_notes import OUTCOMES
from ac_tui.desk.outcome import Outcome
from ac_tui.desk.picks import Pick
from ac_tui.desk.stories import matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ac_tui.desk.memory import CallRecord
    from ac_tui.desk.session import Session


def sentences(session: Session, text: str) -> Sequence[Pick]:
    """What there is to say now, to copy a sentence, all of it or the notes."""
    said = session.advice()
    parts = [(part, one) for part in ("say", "never", "check", "next") for one in getattr(said, part)]
    every = "\n".join(said.say)
    does = session.words("record.copies")
    lines = [_copying(one, one, does, session.words(f"panel.advice.{part}")) for part, one in parts]
    whole = [
        _copying(session.words("record.all"), every, does),
        _copying(session.words("notes.title"), session.notes(), does),
    ]
    return [pick for pick in (*lines, *whole) if matches(text, pick.title)]


def _copying(title: str, copied: str, does: str, right: str = "") -> Pick:
    return Pick(title, lambda _: Outcome("record.copied", copy=copied), right=right, told=title, does=does)


def endings(session: Session, text: str) -> Sequence[Pick]:
    """How a call can end."""
    names = {name: session.words(f"record.outcome.{name}") for name in OUTCOMES}
    does = session.words("record.ends")
    return [
        Pick(title, partial(_end, result=name), told=title, does=does)
        for name, title in names.items()
        if matches(text, title)
    ]


def _end(session: Session, result: str) -> Outcome:
    return session.end_call(result)


def calls(session: Session, text: str) -> Sequence[Pick]:
    """The calls that are remembered, the last first; choosing one copies its notes."""
    does = session.words("record.copies_notes")
    found = [_call(session, call, does) for call in reversed(session.memory.calls)]
    return [pick for pick in found if matches(text, f"{pick.title} {pick.text} {pick.told}")]


def _call(session: Session, call: CallRecord, does: str) -> Pick:
    cause = session.answers.causes.causes.get(call.reason)
    ended = (
        session.words(f"record.outcome.{call.outcome}") if call.outcome in OUTCOMES else session.words("record.open")
    )
    minutes = max(1, round((call.ended - call.begun).total_seconds() / 60))
    told = session.words("record.times", begun=f"{call.begun:%d/%m/%Y %H:%M}", minutes=minutes, at=call.at)
    said = " · ".join((*([cause.title] if cause else []), *call.remarks)) or told
    return Pick(
        f"{call.begun:%d/%m %H:%M}", lambda _: Outcome("record.copied", copy=call.notes), said, ended, told, does
    )
