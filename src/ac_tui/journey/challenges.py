"""Codes and links: sending them, judging them, which counts. A code is for one purpose, one customer, one contact."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from ac_tui.journey.decision import ASSUMPTION, Check, for_customer
from ac_tui.journey.model import Challenge, Contact, Journey, Message, Purpose
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer, SecretStr

Verdict = Literal["right", "wrong", "expired", "blocked"]
LinkVerdict = Literal["valid", "used", "expired", "unknown"]
Standing = Literal["alive", "used", "expired", "blocked"]


def challenge_key(purpose: Purpose, customer: Customer | None, contact: Contact) -> str:
    """The key a code is bound to."""
    return f"{purpose}:{customer.id if customer else ''}:{contact.value}"


def waits_for(journey: Journey, challenge: Challenge) -> bool:
    """Whether a registration still waits for this very code, not for one sent to another contact since."""
    pending = journey.service.pending.get(challenge.customer_id)
    return pending is not None and pending.challenge == challenge.key


def asked_for(journey: Journey) -> Challenge | None:
    """The code that the screen on show asks for, or offers to send again."""
    code, step = journey.current, journey.step
    asked = code is not None and (
        (step in ("confirm_contact", "link_expired") and code.purpose == "registration" and waits_for(journey, code))
        or (step == "confirm_identity" and code.purpose in ("access", "operation"))
        or (step, journey.stage, code.purpose) == ("recover", "code", "recovery")
    )
    return code if asked else None


def standing(challenge: Challenge, journey: Journey) -> Standing:
    """Whether its code opens something where a registration or an operation waits for it."""
    if challenge.used:
        return "used"
    if journey.now >= challenge.expires_at:
        return "expired"
    return "alive" if challenge.attempts_left > 0 else "blocked"


def sends_so_far(challenge: Challenge, journey: Journey, world: World) -> int:
    """How many codes went out in the current window (assumption: the count starts again after the window)."""
    return 0 if journey.now - challenge.sent_at >= world.policy.sends_window else challenge.sends


def sends_left(challenge: Challenge, journey: Journey, world: World) -> int:
    """How many more codes may be sent for the same purpose to the same contact."""
    return max(0, world.policy.sends - sends_so_far(challenge, journey, world))


def wait_for_next(challenge: Challenge, journey: Journey, world: World) -> timedelta:
    """How long until the cooldown since the last send is over; zero once it is."""
    return max(timedelta(0), world.policy.resend_cooldown - (journey.now - challenge.sent_at))


def may_send(challenge: Challenge | None, journey: Journey, world: World) -> Check:
    """Whether another code may go out; what was sent counts, whatever became of it (assumption)."""
    sends = sends_so_far(challenge, journey, world) if challenge else 0
    source, evidence = world.policy.source("sends"), {"sends": str(sends)}
    if sends >= world.policy.sends:
        return Check("sends_left", False, source, "exhausted", evidence)
    if challenge and (wait := wait_for_next(challenge, journey, world)):
        source, evidence = world.policy.source("resend_cooldown"), {"wait": str(-(-wait // timedelta(seconds=1)))}
        return Check("send_cooldown", False, source, "too_soon", evidence)
    return Check("sends_left", True, source, evidence=evidence)


def send(journey: Journey, world: World, purpose: Purpose, customer: Customer | None, contact: Contact) -> Journey:
    """The journey with a new code on its way and the screen bound to it; older ones of the same kind stop counting."""
    key, service = challenge_key(purpose, customer, contact), journey.service
    before, serial = service.challenges.get(key), service.serial + 1
    pending = service.pending.get(customer.id) if customer and purpose == "registration" else None
    with_link = pending is not None and pending.business
    lifetime = world.policy.code_lifetime_business if with_link else world.policy.code_lifetime_private
    longest = datetime.max.replace(tzinfo=journey.now.tzinfo) - journey.now  # to the end of the calendar
    challenge = Challenge(
        key=key,
        purpose=purpose,
        customer_id=customer.id if customer else "",
        contact=contact,
        code=(customer.fixed_code if customer else None) or SecretStr(world.codes.code(serial)),
        link=world.codes.token(serial) if with_link else "",
        sent_at=journey.now,
        expires_at=journey.now + min(lifetime, longest),
        attempts_left=world.policy.code_attempts,
        sends=1 if before is None else sends_so_far(before, journey, world) + 1,
    )
    outbox = service.outbox
    if customer is not None:
        delivery = service.delivery or customer.delivery
        delay = world.policy.late_delivery if delivery == "late" else timedelta(0)
        message = Message(
            serial=serial,
            purpose=purpose,
            contact=contact,
            code=challenge.code,
            link=world.policy.link_address + challenge.link if with_link else "",
            sent_at=journey.now,
            arrives_at=None if delivery == "lost" else journey.now + min(delay, longest),
            expires_at=challenge.expires_at,
            folder="spam" if delivery == "spam" else "inbox",
            challenge=key,
        )
        outbox += (message,) * (2 if delivery == "duplicate" else 1)
    challenges = {**service.challenges, key: challenge}
    return replace(journey.serving(challenges=challenges, outbox=outbox, serial=serial), challenge=key)


def _expired(check: str, source: str, challenge: Challenge, journey: Journey) -> Check:
    since = (journey.now - challenge.expires_at) // timedelta(minutes=1)
    return Check(check, False, source, "expired", {"minutes": str(since)})


def judge_code(challenge: Challenge, typed: SecretStr, journey: Journey, world: World) -> tuple[Verdict, list[Check]]:
    """What a complete code is worth now, with the checks made: alive, attempts left, right."""
    source = world.policy.source("code_lifetime_business" if challenge.link else "code_lifetime_private")
    if journey.now >= challenge.expires_at:
        return "expired", [_expired("code_live", source, challenge, journey)]
    live = Check("code_live", True, source)
    why = _why_wrong(challenge, typed, journey) if challenge.attempts_left > 0 else ""
    left = challenge.attempts_left - bool(why)
    reason, evidence = "" if left > 0 else "blocked", {"attempts_left": str(left)}
    attempts = Check("code_attempts", left > 0, world.policy.source("code_attempts"), reason, evidence)
    if challenge.attempts_left <= 0:
        return "blocked", [live, attempts]
    customer = world.registry.get(challenge.customer_id)
    asked_by = {"registration": "guide 6A", "recovery": ASSUMPTION}.get(challenge.purpose, "guide 9A")
    source = for_customer(asked_by, customer is not None and customer.business)  # which other codes count is ours
    right = Check("code_right", not why, source if why in ("", "wrong") else ASSUMPTION, why)
    checks = [live, attempts, right] if attempts.passed else [live, right, attempts]
    return "wrong" if why else "right", checks


def _why_wrong(challenge: Challenge, typed: SecretStr, journey: Journey) -> str:
    """Why a code is not the one that is asked for, as a reason of `code_right`; "" where it is."""
    if not challenge.customer_id:
        return "nobody"
    if typed == challenge.code:
        return "used" if challenge.used or challenge.void else ""
    if any((m.challenge, m.code) == (challenge.key, typed) for m in journey.service.outbox):
        return "superseded"
    others = [c for c in journey.service.challenges.values() if typed == c.code]
    if any((c.purpose, c.customer_id) == (challenge.purpose, challenge.customer_id) for c in others):
        return "other_contact"  # of the same registration, which waits for the code to another contact now
    if any(c.purpose == challenge.purpose for c in others):
        return "other_customer"
    return "other_purpose" if others else "wrong"


def judge_link(journey: Journey, link: str, world: World) -> tuple[LinkVerdict, Challenge | None, Check]:
    """What a link is worth when it is opened (guide 6B): `link` is the whole address or its last part."""
    address = world.policy.link_address
    token = link.strip().removeprefix(address).strip("/")
    sent = next((message for message in journey.service.outbox if token and message.link == address + token), None)
    if sent is None:
        return "unknown", None, Check("link_known", False, ASSUMPTION, "unknown")
    challenge = journey.service.challenges[sent.challenge]
    if challenge.used:
        return "used", challenge, Check("link_unused", False, ASSUMPTION, "used")
    if token != challenge.link:
        return "expired", challenge, Check("link_live", False, ASSUMPTION, "superseded")
    if journey.now >= challenge.expires_at:
        source = world.policy.source("code_lifetime_business")
        return "expired", challenge, _expired("link_live", source, challenge, journey)
    if not waits_for(journey, challenge):
        return "expired", challenge, Check("link_live", False, ASSUMPTION, "replaced")
    return "valid", challenge, Check("link_live", True, "guide 6B")


def newest_code(journey: Journey) -> Message | None:
    """The code that counts for the screen on show, else the newest whose place it takes; of all where none is asked."""
    asked = asked_for(journey)
    if asked is None:
        return next(reversed(journey.inbox), None)
    here = (message for message in reversed(journey.inbox) if message.challenge == asked.key)
    return max(here, key=lambda message: message.code == asked.code, default=None)


def newest_link(journey: Journey) -> Message | None:
    """The link of the registration on show, else one that still confirms a registration, else the newest."""
    asked, codes = asked_for(journey), journey.service.challenges
    links = [message for message in reversed(journey.inbox) if message.link]
    confirming = [m for m in links if codes[m.challenge].code == m.code and waits_for(journey, codes[m.challenge])]
    here = (message for message in confirming if asked is not None and message.challenge == asked.key)
    return next(here, next(iter(confirming or links), None))
