"""What a session knows beyond the last decision: of the code that is waited for, its message, the service, the app.

The desk has words for each name (screens/desk/advice.toml): those of the standing in place of the step's, those of the
facts besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

from ac_tui.journey.accounts import offers_of
from ac_tui.journey.challenges import sends_so_far
from ac_tui.journey.facts import agency_of
from ac_tui.journey.model import Challenge, Contact, Journey, Message
from ac_tui.journey.policy import NUMBERS
from ac_tui.journey.rules.contacts import is_pec
from ac_tui.journey.users import recovering_contacts

if TYPE_CHECKING:
    from ac_tui.journey.world import World

Standing = Literal[
    "app_closed",
    "service_down",
    "expired",
    "expired_no_sends",
    "blocked",
    "blocked_wait",
    "blocked_no_sends",
    "late",
    "lost_email",
    "lost_email_other",
    "lost_sms",
    "lost_sms_other",
    "spam",
    "sms_filtered",
    "pec",
]
"""What matters most now, whatever else holds.

`…_no_sends`: no other code can be sent; `…_wait`: not yet. `…_other`: another contact of the customer would do.
"""
STANDINGS: tuple[Standing, ...] = get_args(Standing)
TELLS_OF_MESSAGE: Final = frozenset(STANDINGS[STANDINGS.index("late") :])
"""The standings that say where the message of the code is; the code itself is still good."""

VALUES: Final = ("attempts_left", "sends_left", "arrives", "agency", "agency_phone", "hours", *NUMBERS)
"""What the words may fill in: counts, spans of time, whom to call, and the numbers of the policy."""

_CODE_STEPS: Final = ("confirm_contact", "confirm_identity", "recover")
_MINUTE: Final = timedelta(minutes=1)
SOON: Final = timedelta(minutes=2)
"""A code that lasts no longer than this expires soon."""


def awaited_code(journey: Journey) -> Challenge | None:
    """The code that the screen asks for, or that help was opened from; None where none was sent to anybody."""
    step = journey.trail[-1] if journey.step == "help" and journey.trail else journey.step
    current = journey.current
    if step not in _CODE_STEPS or current is None or current.used or current.void or not current.customer_id:
        return None
    return current


def standing(journey: Journey, world: World) -> Standing | None:
    """What matters most of what the session knows; None where the step's own words fit."""
    if not journey.app_open:
        return "app_closed"
    if not journey.service.up and journey.step != "service_error":
        return "service_down"
    code = awaited_code(journey)
    if code is None:
        return None
    if journey.now >= code.expires_at:
        return "expired" if sends_left(code, journey, world) else "expired_no_sends"
    if code.attempts_left <= 0:
        if not sends_left(code, journey, world):
            return "blocked_no_sends"
        return "blocked_wait" if _cooling(code, journey, world) else "blocked"
    return _message_standing(code, journey, world)


def sends_left(code: Challenge, journey: Journey, world: World) -> int:
    """How many more codes may be sent for the same purpose to the same contact."""
    return max(0, world.policy.sends - sends_so_far(code, journey, world))


def _cooling(code: Challenge, journey: Journey, world: World) -> bool:
    return journey.now - code.sent_at < world.policy.resend_cooldown


def _messages(code: Challenge, journey: Journey) -> tuple[Message, ...]:
    """The messages that carry the code that counts."""
    return tuple(m for m in journey.service.outbox if m.challenge == code.key and m.sent_at == code.sent_at)


def _message_standing(code: Challenge, journey: Journey, world: World) -> Standing | None:
    message = next(iter(_messages(code, journey)), None)
    if message is None:
        return None
    email = message.contact.kind == "email"
    if message.arrives_at is None or message.arrives_at >= message.expires_at:
        other = bool(other_contacts(code, journey, world))
        if email:
            return "lost_email_other" if other else "lost_email"
        return "lost_sms_other" if other else "lost_sms"
    if message.arrives_at > journey.now:
        return "late"
    if message.folder == "spam":
        return "spam" if email else "sms_filtered"
    return "pec" if email and is_pec(message.contact.value) else None


def other_contacts(code: Challenge, journey: Journey, world: World) -> tuple[Contact, ...]:
    """The customer's other contacts that would do for the same purpose, by the rules; none for a code to the mobile."""
    customer = world.registry.get(code.customer_id)
    if customer is None or code.purpose in ("access", "operation"):
        return ()
    if code.purpose == "registration":
        usable = offers_of(customer, journey, world)
    else:
        usable = recovering_contacts(customer, journey, world)
    return tuple(contact for contact in usable if contact != code.contact)


def facts(journey: Journey, world: World) -> tuple[str, ...]:
    """The names of everything else that holds now, in the order of `FACTS`."""
    return tuple(name for name, holds in FACTS.items() if holds(journey, world))


_Fact = Callable[[Journey, "World"], bool]


def _of_code(test: Callable[[Challenge, Journey, World], bool]) -> _Fact:
    def holds(journey: Journey, world: World) -> bool:
        code = awaited_code(journey)
        return code is not None and test(code, journey, world)

    return holds


def _alive(code: Challenge, journey: Journey) -> bool:
    return journey.now < code.expires_at and code.attempts_left > 0


def _arrived(code: Challenge, journey: Journey) -> bool:
    arrived = _messages(code, journey)
    return any(m in journey.inbox and m.folder == "inbox" for m in arrived)


def _stopped_by_sends(journey: Journey, world: World) -> bool:
    """On assistance because no other code can be sent to somebody."""
    code = journey.current
    if journey.step != "assistance" or code is None or code.used or not code.customer_id:
        return False
    return not sends_left(code, journey, world)


FACTS: Mapping[str, _Fact] = {
    "app_is_closed": lambda j, _: not j.app_open,
    "last_attempt": _of_code(lambda c, j, _: _alive(c, j) and c.attempts_left == 1),
    "few_attempts": _of_code(lambda c, j, w: _alive(c, j) and 1 < c.attempts_left < w.policy.code_attempts),
    "expires_soon": _of_code(lambda c, j, _: _alive(c, j) and c.expires_at - j.now <= SOON),
    "no_sends": _of_code(lambda c, j, w: not sends_left(c, j, w)),
    "last_send": _of_code(lambda c, j, w: sends_left(c, j, w) == 1),
    "cooling": _of_code(lambda c, j, w: bool(sends_left(c, j, w)) and _cooling(c, j, w)),
    "arrived": _of_code(lambda c, j, _: _alive(c, j) and _arrived(c, j)),
    "arrived_twice": _of_code(lambda c, j, _: _alive(c, j) and len(_messages(c, j)) > 1 and _arrived(c, j)),
    "to_pec": _of_code(lambda c, _, __: c.contact.kind == "email" and is_pec(c.contact.value)),
    "with_link": _of_code(lambda c, _, __: bool(c.link)),
    "sends_used_up": _stopped_by_sends,
    "agency": lambda j, w: j.step in ("assistance", "no_mobile") and agency_of(j, w) is not None,
    "agency_hours": lambda j, w: (
        j.step in ("assistance", "no_mobile") and (agency := agency_of(j, w)) is not None and bool(agency.hours)
    ),
}
"""What may hold besides, by name."""


def values(journey: Journey, world: World) -> Mapping[str, int | str | timedelta]:
    """What the words fill in, by the names of `VALUES`; spans of time are left for the deck to word."""
    code = journey.current
    due = [m.arrives_at for m in journey.service.outbox if m.arrives_at is not None and m.arrives_at > journey.now]
    wait = min(due) - journey.now if due else timedelta(0)
    agency = agency_of(journey, world)
    return {
        "attempts_left": max(0, code.attempts_left) if code else 0,
        "sends_left": sends_left(code, journey, world) if code else 0,
        "arrives": -(-wait // _MINUTE) * _MINUTE,
        "agency": agency.name if agency else "",
        "agency_phone": agency.phone if agency else "",
        "hours": agency.hours if agency else "",
        **world.policy.numbers,
    }
