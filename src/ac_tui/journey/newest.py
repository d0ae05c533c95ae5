"""The messages that count now: what `${OTP}` and `${LINK}`, the desk and the prompts take, all by these rules."""

from __future__ import annotations

from ac_tui.journey.challenges import asked_for, waits_for
from ac_tui.journey.model import Journey, Message


def newest_code(journey: Journey) -> Message | None:
    """The code that counts for the screen on show, by its contact and its purpose; None while none has arrived.

    The one that the screen asks for comes first; before that has arrived, the newest of those whose place it takes.
    Where the screen asks for no code, the newest message of all.
    """
    asked = asked_for(journey)
    if asked is None:
        return next(reversed(journey.inbox), None)
    here = [message for message in reversed(journey.inbox) if message.challenge == asked.key]
    return next((message for message in here if message.code == asked.code), next(iter(here), None))


def newest_link(journey: Journey) -> Message | None:
    """The link that counts; None while none has arrived.

    The link of the registration on show comes first, then one that still confirms a registration, then any other.
    """
    arrived = [message for message in reversed(journey.inbox) if message.link]
    asked = asked_for(journey)
    on_show = (message for message in arrived if asked is not None and message.challenge == asked.key)
    return next((m for m in (*on_show, *arrived) if _confirms(m, journey)), next(iter(arrived), None))


def _confirms(message: Message, journey: Journey) -> bool:
    """Whether a registration waits for the link of this very message."""
    challenge = journey.service.challenges.get(message.challenge)
    return challenge is not None and challenge.code == message.code and waits_for(journey, challenge)
