"""Every state a screen can show itself in, for the customers of a registry whose words take the most room.

States are set up, not lived through: each field error, each notice, each kind of code is put on its screen by itself,
so that a text is seen however rare its moment is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Final, NamedTuple

from msgspec.structs import replace

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.render import render
from ac_tui.deck.text import placeholders
from ac_tui.deck.view import View
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS, Challenge, Contact, Draft, Hint, Journey, Purpose, Stage, Step
from ac_tui.journey.policy import Policy
from ac_tui.journey.rules import contacts
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer
from ac_tui.registry.secret import SecretStr

_NOW: Final = datetime(2026, 1, 15, 12, 59, tzinfo=UTC)
_CODES: Final[Mapping[Step, tuple[Purpose, ...]]] = {
    "confirm_contact": ("registration",),
    "confirm_identity": ("access", "operation"),
    "link_expired": ("registration",),
    "recover": ("recovery",),
}
_ASKED_AT: Final[Mapping[Step, tuple[Step, ...]]] = {
    "help": ("confirm_contact", "confirm_identity", "tax_code", "choose_contact"),
    "assistance": ("confirm_contact", "confirm_identity", "tax_code", "choose_contact", "no_mobile"),
}
"""Where help and assistance are asked for: they say other things at each step."""
_PASSWORDS: Final = (SecretStr(""), SecretStr("a"), SecretStr("Aa345678"))
_CHOICES: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "contact": ({"contact.kind": "email"}, {"contact.kind": "mobile"}),
    "choose_contact": ({}, {"choose_contact.contact": "email_1"}, {"choose_contact.contact": "none"}),
}
_ROOM: Final[tuple[Callable[[Customer], int], ...]] = (
    lambda c: len(c.display_name),
    lambda c: len(c.first_name),
    lambda c: len(c.client_code),
    lambda c: len(c.agency.name),
    lambda c: len(c.agency.phone),
    lambda c: max((len(p.number) for p in c.policies if p.active_on(_NOW.date())), default=0),
    lambda c: sum(p.active_on(_NOW.date()) for p in c.policies),
    lambda c: len(c.emails) + len(c.mobiles),
    lambda c: max((len(contacts.mask_email(email)) for email in c.emails), default=0),
    lambda c: max((len(contacts.mask_mobile_confirm(mobile)) for mobile in c.mobiles), default=0),
    lambda c: max(map(len, c.emails), default=0),
    lambda c: -sum(p.active_on(_NOW.date()) for p in c.policies),
)
"""What of a customer can take room on a screen; the last finds one without a policy."""


class Situation(NamedTuple):
    """A state and what the phone shows in it."""

    journey: Journey
    view: View


class _StillClock:
    def now(self) -> datetime:
        return _NOW


def situations(deck: Deck, registry: Registry, policy: Policy, steps: Iterable[Step] = STEPS) -> tuple[Situation, ...]:
    """Every different screen of a deck at these steps, in the order given (the guide's)."""
    world = World(registry, policy, _StillClock(), SeededCodes())
    customers = longest(registry)
    seen: dict[View, Situation] = {}
    for step in steps:
        body = deck.screens[step].body
        texts = [(path[1:], text) for path, text in deck.screens[step].texts() if path[0] == "body"]
        every = [key for key, _ in texts]
        filled = [key for key, text in texts if placeholders(text)]
        for customer in customers:
            keys = every if customer is customers[0] else filled
            for state in _states(step, customer, policy):
                for journey in (state, *_remarked(body, state, customer, keys)):
                    view = render(deck, journey, world)
                    seen.setdefault(view, Situation(journey, view))
    return tuple(seen.values())


def longest(registry: Registry) -> tuple[Customer, ...]:
    """For each thing that screens fill in, a customer of whom it is longest; the first of the registry too."""
    customers = tuple(registry)
    chosen = [*customers[:1], *(max(customers, key=room) for room in _ROOM if customers)]
    return tuple({customer.id: customer for customer in chosen}.values())


def _states(step: Step, customer: Customer, policy: Policy) -> Iterator[Journey]:
    """A step's states for a customer, without errors and notices."""
    given = [Contact("email", email) for email in customer.emails]
    given += [Contact("mobile", mobile) for mobile in customer.mobiles]
    base = Journey(
        now=_NOW,
        step=step,
        profile=customer.profile,
        customer_id=customer.id,
        offers=tuple(given),
        logged_in=customer.id if step == "home" else "",
    )

    def asked(state: Journey, at: Step) -> list[Journey]:
        """The state with each code that a step can ask for."""
        codes = _challenges(at, customer, given, policy)
        services = ((code.key, replace(state.service, challenges={code.key: code})) for code in codes)
        return [replace(state, challenge=key, service=service) for key, service in services]

    # What can stand in the fields and change what is shown.
    passwords = _PASSWORDS if any(field.id == "password" for field in FORMS.get(step, ())) else _PASSWORDS[:1]
    drafts = [
        Draft(values, {f"{step}.password": password}) for values in _CHOICES.get(step, ({},)) for password in passwords
    ]
    stages: tuple[Stage, ...] = ("ask", "code", "password") if step == "recover" else ("ask",)
    for stage, draft in product(stages, drafts):
        state = replace(base, stage=stage, draft=draft)
        yield from (asked(state, step) if stage != "ask" or step != "recover" else []) or [state]
    for at in _ASKED_AT.get(step, ()):
        state = replace(base, trail=(at,))
        yield from (state, *asked(state, at))
    if step == "assistance":  # asked for by somebody whom the phone may not call a customer yet
        yield replace(base, customer_id="", offers=())
    if step == "service_error":
        yield replace(base, service=replace(base.service, up=False))


def _challenges(step: Step, customer: Customer, given: list[Contact], policy: Policy) -> Iterator[Challenge]:
    """The codes a step can ask for: by each contact, just sent and some time ago, with few attempts, the last one."""
    most, none = policy.code_attempts, timedelta(0)
    lifetime = policy.code_lifetime_business if customer.business else policy.code_lifetime_private
    states = (
        (none, most, 1),
        (policy.resend_cooldown, most, 1),
        (none, 1, 1),
        (none, 0, 1),
        (none, most, policy.sends),
    )
    for purpose, contact, (waited, attempts, sends) in product(_CODES.get(step, ()), given, states):
        if contact.kind == "mobile" or step != "confirm_identity":
            link = "link" if customer.business and purpose == "registration" else ""
            sent, code = _NOW - waited, SecretStr("")
            yield Challenge("code", purpose, customer.id, contact, code, link, sent, sent + lifetime, attempts, sends)


def _remarked(
    body: Mapping[str, m.AnyBlock], state: Journey, customer: Customer, keys: Iterable[m.Path]
) -> Iterator[Journey]:
    """The state with each notice, error and hint whose words are among the keys within the body."""
    for name, kind, *key in ((str(part) for part in path) for path in keys):
        if kind == "error":
            yield replace(state, errors={name: key[0]})
        elif kind == "hint":
            fill = {"suggestion": max(customer.emails, key=len, default="")} if key[0] == "suggestion" else {}
            yield replace(state, hints={name: Hint(key[0], fill)})
        elif body[name].kind == "notice":
            yield replace(state, notice=name, second_look=name == "not_recognised")
