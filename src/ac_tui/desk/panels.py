"""What the panels beside the phone tell of a session, row by row, for whatever surface draws or says them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ac_tui.deck.deck import span
from ac_tui.desk.session import Session
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.challenges import sends_so_far, standing
from ac_tui.registry.model import InsurancePolicy


class PanelRow(NamedTuple):
    """One thing that a panel tells: `kind` says what it is, for the surface to decide on its looks.

    `lead` is told before it (the name of a fact, a time, a number), `aside` stands back behind it (a source, a profile,
    the screen that an action led to); `where` is the screen it was done on.
    """

    kind: str
    text: str
    lead: str = ""
    aside: str = ""
    where: str = ""


def _messages(session: Session) -> Iterator[PanelRow]:
    yield from (PanelRow("way", text) for text in on_the_way(session.simulation))
    if not session.simulation.messages:
        yield PanelRow("quiet", session.words("panel.messages.empty"))


def _advice(session: Session) -> Iterator[PanelRow]:
    said = session.advice()
    for part in ("say", "never", "check", "next"):
        if texts := getattr(said, part):
            yield PanelRow("head", session.words(f"panel.advice.{part}"), part)
            yield from (PanelRow(part, text) for text in texts)


def _why(session: Session) -> Iterator[PanelRow]:
    """The last step with its checks, where each rule stands and what to do; where it needed none, those made last."""
    words, reasons = session.words, session.reasons()
    if not reasons:
        yield PanelRow("quiet", words("panel.why.empty"))
    for at, reason in enumerate(reasons):
        if at:
            yield PanelRow("head", words("panel.why.before"), "before")
        yield PanelRow("where", reason.where)
        for check in reason.checks:
            yield PanelRow("met" if check.passed else "unmet", check.evidence, aside=check.source)
            if check.hint:
                yield PanelRow("hint", check.hint)
        if not reason.checks:
            yield PanelRow("quiet", words("panel.why.none"))


def _customer(session: Session) -> Iterator[PanelRow]:
    words, customer, story = session.words, session.known, session.state.story
    if customer is None:
        yield PanelRow("quiet", words("panel.customer.nobody"))
    else:
        yield PanelRow("who", customer.display_name, aside=words(f"profile.{customer.profile}"))
        if customer.story and not session.hidden:
            yield PanelRow("text", customer.story)
        yield from (PanelRow("fact", "\n".join(values), name) for name, values in card(session).items())
    if story is None:
        yield PanelRow("quiet", words("panel.customer.no_story"))
        return
    yield PanelRow("story", story.flow.name)
    state = "over" if story.place.over else "stuck" if story.trouble else "in_hand" if story.in_hand else "keys"
    yield PanelRow("keys" if state == "keys" else "state", words(f"panel.customer.{state}"))
    if story.trouble:
        yield PanelRow("bad", story.trouble)
    for number, text in enumerate(story.lines(), 1):
        yield PanelRow("done" if number <= story.place.played else "ahead", text, str(number))


def _notes(session: Session) -> Iterator[PanelRow]:
    words, notes = session.words, session.take_notes()
    yield PanelRow("keys", words("panel.notes.keys"))
    yield PanelRow("when", words("notes.when", start=notes.start, end=notes.end))
    yield PanelRow("result", words("notes.result", screen=notes.screen))
    if notes.cause:
        yield PanelRow("text", words("notes.cause", cause=notes.cause))
    for line in notes.lines:
        yield PanelRow("action", line.action, line.time, line.to, line.screen)
        if line.cause:
            yield PanelRow("cause", line.cause)
    if not notes.lines:
        yield PanelRow("quiet", words("notes.none"))
    if notes.remarks:
        yield PanelRow("head", words("notes.remarks"), "remarks")
        yield from (PanelRow("remark", remark) for remark in notes.remarks)


PANEL_ROWS: Final[Mapping[str, Callable[[Session], Iterator[PanelRow]]]] = {
    "messages": _messages,
    "advice": _advice,
    "why": _why,
    "customer": _customer,
    "notes": _notes,
}
"""What a panel tells; messages themselves, which are more than rows, are left to the surface."""


def did_not_pass(session: Session) -> bool:
    """Whether a check of the last decision failed; not told of a case to decide."""
    decision = session.simulation.decision
    return decision is not None and decision.failed is not None and not session.hidden


def news(session: Session) -> Mapping[str, str]:
    """What stands behind the titles of panels: a number or a sign, "" for nothing."""
    story = session.state.story
    return {
        "messages": str(len(session.simulation.messages) or ""),
        "why": "!" if did_not_pass(session) else "",
        "customer": f"{story.place.played}/{len(story.steps)}" if story is not None else "",
        "notes": str(len(session.state.remarks) or ""),
    }


def fitting(session: Session) -> str:
    """The panel for the moment: the story, why something did not pass, messages while a code is asked for, advice."""
    if session.state.story is not None:
        return "customer"
    if did_not_pass(session):
        return "why"
    waits = any(block.kind == "code" for block in session.simulation.view.blocks)
    return "messages" if waits and session.simulation.messages else "advice"


def card(session: Session) -> Mapping[str, Sequence[str]]:
    """What the Agenzia has today of who is on the line, with no password, by what it is about; nothing of nobody."""
    words, customer, today = session.words, session.known, session.simulation.clock.now().date()
    if customer is None:
        return {}

    def number(policy: InsurancePolicy) -> str:
        if policy.active_on(today):
            return policy.number
        since = f"{policy.starts:%d/%m/%Y}" if policy.active and policy.starts else ""
        return words(f"panel.customer.{'starts' if since else 'lapsed'}", number=policy.number, since=since)

    agency, account = customer.agency, customer.account
    found = {
        "emails": customer.emails,
        "mobiles": customer.mobiles,
        "tax_code": (customer.tax_code,),
        **({"vat_number": (customer.vat_number,)} if customer.business else {}),
        "client_code": (customer.client_code,),
        "policies": map(number, customer.policies),
        "account": (account.username,) if account else (),
        "delivery": (words(f"delivery.{customer.delivery}"),),
        "agency": (f"{agency.name} {agency.phone}".strip(),) if agency.name else (),
    }
    nothing = [words("panel.customer.nothing")]
    return {words(f"panel.customer.{name}"): [*filter(None, values)] or nothing for name, values in found.items()}


def on_the_way(simulation: Simulation) -> Sequence[str]:
    """How messages travel and what is on its way, a sentence each; nothing where all is as usual."""
    words, journey, service = simulation.deck.words, simulation.journey, simulation.journey.service
    due = [one.arrives_at for one in service.outbox if one.arrives_at is not None and one.arrives_at > journey.now]
    lost = sum(one.arrives_at is None for one in service.outbox)
    said = [] if service.up else [words("said.service_down")]
    if service.delivery is not None:
        said.append(words("said.delivery", how=words(f"delivery.{service.delivery}")))
    if due:
        said.append(words("panel.messages.coming", n=len(due), span=span(simulation.deck, min(due) - journey.now)))
    if lost:
        said.append(words("panel.messages.lost", n=lost))
    # Of a code that the phone asks for and nobody received: how long it lasts, and what is left of it.
    code = journey.current
    received = code and any((one.challenge, one.sent_at) == (code.key, code.sent_at) for one in journey.inbox)
    if code is None or not code.customer_id or received or (stands := standing(code, journey)) == "used":
        return said
    sends = simulation.world.policy.sends - sends_so_far(code, journey, simulation.world)
    lasts = span(simulation.deck, code.expires_at - journey.now)
    state = (
        words(f"life.{'valid' if stands == 'alive' else stands}", span=lasts),
        words("panel.messages.attempts", n=max(0, code.attempts_left)),
        words("panel.messages.sends", n=max(0, sends)),
    )
    return [*said, words("panel.messages.waiting", state=" · ".join(state))]
