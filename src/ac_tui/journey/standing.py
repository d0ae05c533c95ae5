"""What a session knows beyond the last decision: the desk's words for each name are in screens/desk/advice.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, Literal, cast, get_args

from ac_tui.journey.challenges import sends_left, wait_for_next
from ac_tui.journey.challenges import standing as standing_of
from ac_tui.journey.facts import agency_of, origin
from ac_tui.journey.model import Challenge, Contact, Journey, Message
from ac_tui.journey.recognise import Enquiry
from ac_tui.journey.rules import is_pec
from ac_tui.journey.world import NUMBERS, World

Standing = Literal[
    "app_closed", "service_down", "expired", "expired_no_sends", "blocked", "blocked_wait", "blocked_no_sends",
    "late", "lost_email", "lost_email_other", "lost_sms", "lost_sms_other", "spam", "sms_filtered", "pec",
]  # fmt: skip
"""What matters most now. `…_no_sends`: no other code can be sent; `…_wait`: not yet; `…_other`: to another contact."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)
TELLS_OF_MESSAGE: Final = frozenset(STANDINGS[STANDINGS.index("late") :])
"""The standings that say where the message of the code is; the code itself is still good."""

VALUES: Final = ("attempts_left", "sends_left", "arrives", "agency", "agency_phone", "hours", *NUMBERS)
"""What the words may fill in: counts, spans of time, whom to call, and the numbers of the policy."""

_MINUTE: Final = timedelta(minutes=1)


def awaited_code(journey: Journey) -> Challenge | None:
    """The code that the screen asks for, or that help was opened from; None where none was sent to anybody."""
    step = journey.trail[-1] if journey.step == "help" and journey.trail else journey.step
    current = journey.current if step in ("confirm_contact", "confirm_identity", "recover") else None
    return current if current and current.customer_id and not (current.used or current.void) else None


def standing(journey: Journey, world: World) -> Standing | None:
    """What matters most of what the session knows; None where the step's own words fit."""
    if not journey.app_open:
        return "app_closed"
    if not journey.service.up and journey.step != "service_error":
        return "service_down"
    code = awaited_code(journey)
    if code is None:
        return None
    stands, left = standing_of(code, journey), sends_left(code, journey, world)
    if stands == "expired":
        return "expired" if left else "expired_no_sends"
    if stands == "blocked":
        return "blocked_no_sends" if not left else "blocked_wait" if wait_for_next(code, journey, world) else "blocked"
    message = next(iter(_messages(code, journey)), None)
    if message is None:
        return None
    email = message.contact.kind == "email"
    if message.arrives_at is None or message.arrives_at >= message.expires_at:
        other = "_other" if _other_contacts(code, journey, world) else ""
        return cast(Standing, f"lost_{'email' if email else 'sms'}{other}")
    if message.arrives_at > journey.now:
        return "late"
    if message.folder == "spam":
        return "spam" if email else "sms_filtered"
    return "pec" if email and is_pec(message.contact.value) else None


def _messages(code: Challenge, journey: Journey) -> tuple[Message, ...]:
    return tuple(m for m in journey.service.outbox if m.challenge == code.key and m.sent_at == code.sent_at)


def _other_contacts(code: Challenge, journey: Journey, world: World) -> tuple[Contact, ...]:
    """The customer's other contacts that would do for the same purpose, by the rules; none for a code to the mobile."""
    customer = world.registry.get(code.customer_id)
    if customer is None or code.purpose in ("access", "operation"):
        return ()
    asked = Enquiry(journey, world)
    usable_for = asked.offers if code.purpose == "registration" else asked.recovering_contacts
    return tuple(contact for contact in usable_for(customer) if contact != code.contact)


def facts(journey: Journey, world: World) -> tuple[str, ...]:
    """The names of everything else that holds now, in the order of `FACTS`."""
    code = awaited_code(journey)
    alive = code if code and standing_of(code, journey) == "alive" else None
    return tuple(name for name, holds in FACTS.items() if holds(journey, world, code, alive))


def _arrived(code: Challenge, journey: Journey, least: int) -> bool:
    messages = _messages(code, journey)
    return len(messages) >= least and any(m in journey.inbox and m.folder == "inbox" for m in messages)


FACTS: Mapping[str, Callable[[Journey, World, Challenge | None, Challenge | None], object]] = {
    "app_is_closed": lambda j, w, code, alive: not j.app_open,
    "last_attempt": lambda j, w, code, alive: alive and alive.attempts_left == 1,
    "few_attempts": lambda j, w, code, alive: alive and 1 < alive.attempts_left < w.policy.code_attempts,
    "expires_soon": lambda j, w, code, alive: alive and alive.expires_at - j.now <= 2 * _MINUTE,
    "no_sends": lambda j, w, code, alive: code and not sends_left(code, j, w),
    "last_send": lambda j, w, code, alive: code and sends_left(code, j, w) == 1,
    "cooling": lambda j, w, code, alive: code and sends_left(code, j, w) and wait_for_next(code, j, w),
    "arrived": lambda j, w, code, alive: alive and _arrived(alive, j, 1),
    "arrived_twice": lambda j, w, code, alive: alive and _arrived(alive, j, 2),
    "to_pec": lambda j, w, code, alive: code and code.contact.kind == "email" and is_pec(code.contact.value),
    "with_link": lambda j, w, code, alive: code and code.link,
    "sends_used_up": lambda j, w, code, alive: (
        j.step == "assistance" and (c := j.current) and c.customer_id and not (c.used or sends_left(c, j, w))
    ),
    "agency": lambda j, w, code, alive: j.step in ("assistance", "no_mobile") and agency_of(j, w).name,
    "agency_hours": lambda j, w, code, alive: j.step in ("assistance", "no_mobile") and agency_of(j, w).hours,
}
"""What else may hold, of the code that is waited for: while it is there, or `alive`, so that it may be entered."""


def values(journey: Journey, world: World) -> Mapping[str, int | str | timedelta]:
    """What the words fill in, by the names of `VALUES`; spans of time are left for the deck to word."""
    code, agency = journey.current, agency_of(journey, world)
    due = [m.arrives_at for m in journey.service.outbox if m.arrives_at is not None and m.arrives_at > journey.now]
    wait = min(due) - journey.now if due else timedelta(0)
    return {
        "attempts_left": max(0, code.attempts_left) if code else 0,
        "sends_left": sends_left(code, journey, world) if code else 0,
        "arrives": -(-wait // _MINUTE) * _MINUTE,
        "agency": agency.name,
        "agency_phone": agency.phone,
        "hours": agency.hours,
        **world.policy.numbers,
    }


SITUATIONS: Mapping[str, Mapping[str, Callable[[Journey], bool]]] = {
    "welcome": {
        "waiting": lambda j: any(pending.business for pending in j.service.pending.values()),
        # a private registration was lost with the app, and not begun anew (assumption)
        "lost": lambda j: any(
            code.void and code.customer_id not in {*j.service.accounts, *j.service.pending}
            for code in j.service.challenges.values()
        ),
    },
    "confirm_contact": {"business": lambda j: j.current is not None and bool(j.current.link)},
    "assistance": {
        "registered": lambda j: "no_mobile" in j.trail,
        "new_contact": lambda j: origin(j) == "choose_contact",
        "code": lambda j: origin(j) in ("confirm_contact", "confirm_identity", "link_expired", "recover"),
    },
    "login": {"blocked": lambda j: j.notice == "login_blocked"},
    "help": {
        "tax_code": lambda j: origin(j) == "tax_code",
        "choice": lambda j: origin(j) == "choose_contact",
    },
    "home": {"operation": lambda j: j.notice == "operation_done"},
    "recover": {
        "nobody": lambda j: j.stage == "code" and j.current is not None and not j.current.customer_id,
        "code": lambda j: j.stage == "code",
        "password": lambda j: j.stage == "password",
    },
}
"""The situations of each step, by name; the first that holds counts."""
NAMES = frozenset(name for names in SITUATIONS.values() for name in names)


def situation(journey: Journey) -> str:
    """The situation a journey is in at its step, "" for the ordinary one."""
    here = SITUATIONS.get(journey.step, {})
    return next((name for name, holds in here.items() if holds(journey)), "")
