"""What the panels beside the phone tell of a session, row by row, for whatever surface draws or says them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ac_tui.desk.explain import Reason
    from ac_tui.desk.session import Session


class Row(NamedTuple):
    """One thing that a panel tells: `kind` says what it is, for the surface to decide on its looks.

    `lead` is what it is about, told before it: the name of a fact, a time, the number of a step. `aside` is what stands
    back behind it: a source, a profile, the screen that an action led to; `where` the screen it was done on.
    """

    kind: str
    text: str
    lead: str = ""
    aside: str = ""
    where: str = ""


def panel_rows(session: Session, panel: str) -> Iterator[Row]:
    """What a panel tells; messages themselves, which are more than rows, are left to the surface."""
    return _PANELS[panel](session)


def _messages(session: Session) -> Iterator[Row]:
    """The state of delivery where it is not as usual, and that there is no message."""
    for text in session.on_the_way():
        yield Row("way", text)
    if not session.messages:
        yield Row("quiet", session.words("panel.messages.empty"))


def _advice(session: Session) -> Iterator[Row]:
    """A few sentences to say, what never to say, what to check, what comes next; each part under its heading."""
    said = session.advice()
    for part in ("say", "never", "check", "next"):
        if texts := getattr(said, part):
            yield Row("head", session.words(f"panel.advice.{part}"), part)
            yield from (Row(part, text) for text in texts)


def _why(session: Session) -> Iterator[Row]:
    """The last step with its checks, where each rule stands and what to do; where it needed none, those made last."""
    words, reasons = session.words, session.reasons()
    if reasons.last is None:
        yield Row("quiet", words("panel.why.empty"))
        return
    yield from _reason(reasons.last)
    if not reasons.last.checks:
        yield Row("quiet", words("panel.why.none"))
    if reasons.before is not None:
        yield Row("head", words("panel.why.before"), "before")
        yield from _reason(reasons.before)


def _reason(reason: Reason) -> Iterator[Row]:
    yield Row("where", reason.where)
    for check in reason.checks:
        yield Row("met" if check.passed else "unmet", check.evidence, aside=check.source)
        if check.hint:
            yield Row("hint", check.hint)


def _customer(session: Session) -> Iterator[Row]:
    """The card, then the story with its steps: done, the next one, and those still to come."""
    words, customer, story = session.words, session.known, session.story
    if customer is None:
        yield Row("quiet", words("panel.customer.nobody"))
    else:
        yield Row("who", customer.display_name, aside=words(f"profile.{customer.profile}"))
        if customer.story and not session.hidden:
            yield Row("text", customer.story)
        for fact in session.card():
            yield Row("fact", "\n".join(fact.values), fact.name)
    if story is None:
        yield Row("quiet", words("panel.customer.no_story"))
        return
    yield Row("story", story.flow.name)
    state = "over" if story.over else "stuck" if story.trouble else "in_hand" if story.in_hand else "keys"
    yield Row("keys" if state == "keys" else "state", words(f"panel.customer.{state}"))
    if story.trouble:
        yield Row("bad", story.trouble)
    for number, text in enumerate(session.story_lines(), 1):
        yield Row("done" if number <= story.played else "ahead", text, str(number))


def _notes(session: Session) -> Iterator[Row]:
    """The steps with their times, where it stands and why, the remarks; contacts and codes masked."""
    words, notes = session.words, session.take_notes()
    yield Row("keys", words("panel.notes.keys"))
    yield Row("when", words("notes.when", start=notes.start, end=notes.end))
    yield Row("result", words("notes.result", screen=notes.screen))
    if notes.cause:
        yield Row("text", words("notes.cause", cause=notes.cause))
    for line in notes.lines:
        yield Row("action", line.action, line.time, line.to, line.screen)
        if line.cause:
            yield Row("cause", line.cause)
    if not notes.lines:
        yield Row("quiet", words("notes.none"))
    if notes.remarks:
        yield Row("head", words("notes.remarks"), "remarks")
        yield from (Row("remark", remark) for remark in notes.remarks)


_PANELS: Final[Mapping[str, Callable[[Session], Iterator[Row]]]] = {
    "messages": _messages,
    "advice": _advice,
    "why": _why,
    "customer": _customer,
    "notes": _notes,
}
