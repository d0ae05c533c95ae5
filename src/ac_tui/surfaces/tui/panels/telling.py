"""What the panels beside the phone tell of a session: what to say, why, messages, who is on the line, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.panels.lines import QUIET, Card, Line, PanelText, line

if TYPE_CHECKING:
    from ac_tui.deck.messages import MessageView
    from ac_tui.desk.explain import ExplainedCheck, Reason
    from ac_tui.desk.session import Session
    from ac_tui.desk.story import Story
    from ac_tui.registry.model import Customer

PHONE = "phone"


def advice(session: Session) -> PanelText:
    """A few sentences to say, as long as they hold; what to check; what comes next."""
    said = session.advice()
    lines: list[Line] = []
    for part, texts, mark, kind in (
        ("say", said.say, "— ", "title"),
        ("check", said.check, "• ", ""),
        ("next", said.next, "→ ", ""),
    ):
        if texts:
            lines.append(line(session.words(f"panel.advice.{part}"), kind="quiet gap" if lines else "quiet"))
            lines += [line(text, mark, kind) for text in texts]
    return PanelText(tuple(lines))


def why(session: Session) -> PanelText:
    """The last step with its checks, where each rule stands and what to do; where it needed none, those made last."""
    words, reasons = session.words, session.reasons()
    if reasons.last is None:
        return PanelText((line(words("panel.why.empty"), kind="quiet"),))
    lines = [*_reason(reasons.last)]
    if not reasons.last.checks:
        lines.append(line(words("panel.why.none"), kind="quiet gap"))
    if reasons.before is not None:
        lines += [line(words("panel.why.before"), kind="quiet gap"), *_reason(reasons.before)]
    return PanelText(tuple(lines))


def customer(session: Session) -> PanelText:
    """The card, then the story."""
    words, story = session.words, session.story
    card = _card(session, session.known) if session.known else [line(words("panel.customer.nobody"), kind="quiet")]
    if story is None:
        return PanelText((*card, line(words("panel.customer.no_story"), kind="quiet gap")))
    head = [*card, line(story.flow.name, kind="title gap"), *_state(session, story)]
    steps = [_step(text, number - story.played) for number, text in enumerate(session.story_lines())]
    return PanelText((*head, *steps), len(head) + min(story.played, len(steps) - 1))


def messages(session: Session) -> PanelText:
    """The state of delivery where it is not as usual, and every message."""
    arrived = session.messages
    state = [line(text, "▪ ") for text in session.on_the_way()]
    if not arrived:
        state.append(line(session.words("panel.messages.empty"), kind="quiet gap" if state else "quiet"))
    newest = len(arrived)
    cards = tuple(_message(session, one, one.number == newest) for one in reversed(arrived))
    return PanelText(tuple(state), cards=cards)


def notes(session: Session) -> PanelText:
    """The notes: the steps with their times, where it stands and why, the remarks; contacts and codes masked."""
    words, taken = session.words, session.take_notes()
    lines = [line(words("panel.notes.keys"), kind="quiet")]
    lines.append(line(words("notes.result", screen=taken.screen), kind="title gap"))
    if taken.cause:
        lines.append(line(words("notes.cause", cause=taken.cause)))
    for number, done in enumerate(taken.lines):
        runs = [(f"{done.screen}: ", QUIET), (done.action, "")]
        if done.to:
            runs.append((f" → {done.to}", QUIET))
        lines.append(Line(tuple(runs), f"{done.time} ", "time gap" if number == 0 else "time"))
        if done.cause:
            lines.append(line(done.cause, " " * 9, "bad"))
    if not taken.lines:
        lines.append(line(words("notes.none"), kind="quiet gap"))
    for number, remark in enumerate(taken.remarks):
        lines.append(line(remark, "✎ ", "gap" if number == 0 else ""))
    here = len(lines) - 1 if taken.remarks else -1
    return PanelText(tuple(lines), here, asked=words("panel.notes.remark"))


def fitting(session: Session) -> str:
    """The panel for the moment: the story being played, why something did not pass, the messages, or the advice.

    The messages are for who waits for a code and has got one.
    """
    if session.story is not None:
        return "customer"
    if did_not_pass(session):
        return "why"
    waits = any(block.kind == "code" for block in session.view.blocks)
    return "messages" if waits and session.messages else "advice"


def unseen(session: Session, front: str) -> tuple[tuple[str, str], ...]:
    """What a narrow terminal says of panels out of sight: that something did not pass, how many messages there are."""
    said = []
    if front == PHONE and did_not_pass(session):
        said.append(("why", session.words("panel.why.news")))
    if session.messages and front != "messages":
        said.append(("messages", session.words("panel.messages.unread", n=len(session.messages))))
    return tuple(said)


def news(session: Session, panel: str) -> str:
    """What the tab of a panel says behind its title: a number or a sign, "" for nothing."""
    story = session.story
    match panel:
        case "messages":
            return str(len(session.messages) or "")
        case "why":
            return "!" if did_not_pass(session) else ""
        case "customer" if story is not None:
            return f"{story.played}/{len(story.steps)}"
        case "notes":
            return str(len(session.remarks) or "")
    return ""


def did_not_pass(session: Session) -> bool:
    """Whether a check of the last decision failed."""
    decision = session.simulation.decision
    return decision is not None and decision.failed is not None


def _reason(reason: Reason) -> Iterator[Line]:
    """Where a step led, then its checks."""
    yield line(reason.where, kind="title")
    for number, check in enumerate(reason.checks):
        yield from _check(check, "gap" if number == 0 else "")


def _check(check: ExplainedCheck, kind: str) -> Iterator[Line]:
    mark, own = ("✓ ", "good") if check.passed else ("✗ ", "title bad")
    yield Line(((check.evidence, ""), (f" · {check.source}", f"{QUIET} not bold")), mark, f"{own} {kind}".strip())
    if check.hint:
        yield line(check.hint, "→ ", "hint")


def _state(session: Session, story: Story) -> Iterator[Line]:
    state = "over" if story.over else "stuck" if story.trouble else "in_hand" if story.in_hand else "keys"
    yield line(session.words(f"panel.customer.{state}"), kind="quiet")
    if story.trouble:
        yield line(story.trouble, kind="bad")


def _step(text: str, ahead: int) -> Line:
    """One step: done, the next one, or still to come."""
    if ahead < 0:
        return line(text, "✓ ", "quiet good")
    return line(text, "▸ ", "title") if ahead == 0 else line(text, "  ")


def _card(session: Session, customer: Customer) -> list[Line]:
    words = session.words
    profile = words(f"profile.{customer.profile}")
    lines = [Line(((customer.display_name, ""), (f" · {profile}", f"{QUIET} not bold")), kind="title")]
    if customer.story and not session.hidden:
        lines.append(line(customer.story))
    facts = [(drawable(fact.name), fact.values) for fact in session.card()]
    room = max(cell_len(name) for name, _ in facts) + 2
    for name, values in facts:
        for number, value in enumerate(values):
            lead = name if number == 0 else ""
            kind = "fact gap" if name == facts[0][0] and number == 0 else "fact"
            lines.append(line(value, lead + " " * (room - cell_len(lead)), kind))
    return lines


def _message(session: Session, message: MessageView, newest: bool) -> Card:
    words = session.words
    title = words(f"channel.{message.channel}")
    if message.channel == "email":
        title = f"{title} · {words(f'folder.{message.folder}')}"
    life = message.life
    if newest and message.attempts_left is not None and message.sends_left is not None:
        attempts = words("panel.messages.attempts", n=message.attempts_left)
        life = f"{life} · {attempts} · {words('panel.messages.sends', n=message.sends_left)}"
    lines = [
        line(f"{words('panel.messages.from')}: {message.sender}", kind="quiet"),
        line(f"{words('panel.messages.to')}: {message.to}", kind="quiet"),
        *([line(message.subject, kind="title")] if message.subject else ()),
        line(message.body),
    ]
    return Card(
        message.number,
        title,
        message.age,
        tuple(lines),
        words("panel.messages.open_link") if message.link else "",
        message.link,
        f"{words('panel.messages.code')} {message.code}" if message.code else "",
        life,
    )
