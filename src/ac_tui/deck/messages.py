"""The SMS and emails that have arrived, in the deck's words: what the customer would read, and what the desk adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ac_tui.deck.deck import Deck, age, span
from ac_tui.deck.text import fill_plain
from ac_tui.journey.challenges import sends_so_far, waits_for
from ac_tui.journey.model import ContactKind, Journey, Message
from ac_tui.journey.rules import mask_email, mask_mobile_confirm

if TYPE_CHECKING:
    from ac_tui.deck.model import EmailText, SmsText
    from ac_tui.journey.world import World


class MessageView(Struct, frozen=True):
    """A message that has arrived: its `number` counts arrivals from 1, its `serial` sendings, `to` is masked, `life`
    says how long the code lasts or what became of it; what is left is None once its challenge is over.
    """

    number: int
    serial: int
    channel: ContactKind
    sender: str
    to: str
    subject: str
    body: str
    code: str
    link: str
    folder: Literal["inbox", "spam"]
    age: str
    life: str
    attempts_left: int | None
    sends_left: int | None

    def __repr__(self) -> str:
        return f"MessageView({self.number}, {self.channel!r}, to={self.to!r}, life={self.life!r})"


def message_views(deck: Deck, journey: Journey, world: World) -> tuple[MessageView, ...]:
    """The messages that have arrived by now, oldest first, spam included."""
    return tuple(_view(deck, journey, world, number, message) for number, message in enumerate(journey.inbox, start=1))


def _view(deck: Deck, journey: Journey, world: World, number: int, message: Message) -> MessageView:
    code, channel = message.code.get_secret_value(), message.contact.kind
    # A registration with a link is a business customer's (guide 6B).
    ways = deck.messages.business if message.link else getattr(deck.messages, message.purpose)
    text: EmailText | SmsText = getattr(ways, channel)
    lifetime = span(deck, message.expires_at - message.sent_at)
    standing = _standing(journey, message)
    challenge = None
    if standing in ("valid", "blocked", "expired"):  # else the next code is not asked for on the same screen
        challenge = journey.service.challenges.get(message.challenge)
    return MessageView(
        number=number,
        serial=message.serial,
        channel=channel,
        sender=text.sender,
        to=mask_email(message.contact.shown) if channel == "email" else mask_mobile_confirm(message.contact.value),
        subject=getattr(text, "subject", ""),
        body=fill_plain(text.body, {"code": code, "link": message.link, "lifetime": lifetime}).strip("\n"),
        code=code,
        link=message.link,
        folder=message.folder,
        age=age(deck, journey.now - (message.arrives_at or message.sent_at)),
        life=deck.words(f"life.{standing}", span=span(deck, message.expires_at - journey.now)),
        attempts_left=max(0, challenge.attempts_left) if challenge else None,
        sends_left=max(0, world.policy.sends - sends_so_far(challenge, journey, world)) if challenge else None,
    )


def _standing(journey: Journey, message: Message) -> str:
    """What a message's code is worth: `superseded` by a newer one to the same contact, `elsewhere` if a registration
    waits for a code to another contact, `lost` with its registration when the app was closed.
    """
    challenge = journey.service.challenges.get(message.challenge)
    if challenge is None or challenge.void:
        return "lost"
    if challenge.code != message.code or challenge.sent_at != message.sent_at:
        return "superseded"
    if challenge.used:
        return "used"
    if challenge.purpose == "registration" and not waits_for(journey, challenge):
        return "elsewhere"
    if journey.now >= message.expires_at:
        return "expired"
    return "blocked" if challenge.attempts_left <= 0 else "valid"
