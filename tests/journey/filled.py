"""Forms filled in and sent off in one go: what a person types, ticks and chooses, and the tap on the button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.advance import IGNORED, Transition, advance
from ac_tui.journey.forms import as_kept, field_of
from ac_tui.journey.model import Journey
from ac_tui.journey.world import World
from ac_tui.registry.model import SecretStr


class Filled(NamedTuple):
    """An event, and what stands in the fields by then."""

    event: ev.Event
    answers: Mapping[str, str | bool | SecretStr]

    @property
    def name(self) -> str:
        return self.event.name

    def on(self, journey: Journey) -> Journey:
        """The journey with these answers in the fields that its step has."""
        draft = journey.draft
        for block, answer in self.answers.items():
            if known := field_of(journey.step, block):
                kept = as_kept("code", answer) if known.kind == "code" and isinstance(answer, SecretStr) else answer
                draft = draft.with_value(journey.step, block, kept)
        return replace(journey, draft=draft)


Deed: TypeAlias = ev.Event | Filled


def advanced(journey: Journey, deed: Deed, world: World) -> tuple[Journey, ev.Event, Transition]:
    """What comes of a deed, from what it met; nothing is filled in where nobody hears it."""
    if not isinstance(deed, Filled):
        return journey, deed, advance(journey, deed, world)
    before = deed.on(journey)
    transition = advance(before, deed.event, world)
    if transition.decision is not None and transition.decision.outcome == IGNORED:
        return journey, deed.event, replace(transition, state=replace(transition.state, draft=journey.draft))
    return before, deed.event, transition


def at_once(deed: Deed, journey: Journey) -> Iterator[ev.Event]:
    """A deed as a phone hears it: an edit a field, then the event."""
    if isinstance(deed, Filled):
        answers = deed.answers.items()
        yield from (ev.Edit(block, answer) for block, answer in answers if field_of(journey.step, block))
    yield deed.event if isinstance(deed, Filled) else deed


def identity(first_name: str, last_name: str) -> Filled:
    return Filled(ev.Tap.submit_identity, {"first_name": first_name, "last_name": last_name})


def company(name: str) -> Filled:
    return Filled(ev.Tap.submit_company, {"company_name": name})


def contact(kind: str, address: str, password: SecretStr, privacy: bool, prefix: str = "+39") -> Filled:
    where = {"email": address} if kind == "email" else {"prefix": prefix, "number": address}
    return Filled(ev.Tap.submit_contact, {"kind": kind, **where, "password": password, "privacy": privacy})


def code(digits: SecretStr) -> Filled:
    return Filled(ev.Tap.submit_code, {"code": digits})


def login(user: str, password: SecretStr, remember: bool = False) -> Filled:
    return Filled(ev.Tap.submit_login, {"user": user, "password": password, "remember": remember})


def tax_code(text: str) -> Filled:
    return Filled(ev.Tap.submit_tax_code, {"tax_code": text})


def choice(option: str) -> Filled:
    return Filled(ev.Tap.submit_choice, {"contact": option})


def recovery(text: str) -> Filled:
    return Filled(ev.Tap.submit_recovery, {"contact": text})


def new_password(password: SecretStr) -> Filled:
    return Filled(ev.Tap.submit_new_password, {"password": password})
