"""How messages travel now, and what is on its way: the desk's side of "it never arrived"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ac_tui.deck.words import span
from ac_tui.journey.challenges import sends_so_far, standing

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.flows.simulation import Simulation
    from ac_tui.journey.model import Journey
    from ac_tui.journey.world import World


@dataclass(frozen=True, slots=True)
class Post:
    """`delivery` is what the desk has set, "own" where it leaves it to each customer's record.

    `coming` and `lost` count the messages that have not arrived, `soonest` says in how long the first one will ("" for
    none). `waiting` says of a code that the phone asks for, and that nobody has received, how long it lasts and what is
    left of its attempts and sends ("" otherwise).
    """

    delivery: str
    coming: int
    soonest: str
    lost: int
    waiting: str


def post(deck: Deck, journey: Journey, world: World) -> Post:
    """How the messages of a journey stand."""
    outbox, now = journey.service.outbox, journey.now
    due = [message.arrives_at for message in outbox if message.arrives_at is not None and message.arrives_at > now]
    return Post(
        delivery=journey.service.delivery or "own",
        coming=len(due),
        soonest=span(deck, min(due) - now) if due else "",
        lost=sum(message.arrives_at is None for message in outbox),
        waiting=_waiting(deck, journey, world),
    )


def _waiting(deck: Deck, journey: Journey, world: World) -> str:
    challenge = journey.current
    if challenge is None or not challenge.customer_id or standing(challenge, journey) == "used":
        return ""
    if any(message.challenge == challenge.key and message.sent_at == challenge.sent_at for message in journey.inbox):
        return ""
    stands = standing(challenge, journey)
    return " · ".join(
        (
            deck.words(
                f"life.{'valid' if stands == 'alive' else stands}", span=span(deck, challenge.expires_at - journey.now)
            ),
            deck.words("panel.messages.attempts", n=max(0, challenge.attempts_left)),
            deck.words("panel.messages.sends", n=max(0, world.policy.sends - sends_so_far(challenge, journey, world))),
        )
    )


def on_the_way(simulation: Simulation) -> Sequence[str]:
    """What there is to say of it, a sentence each; nothing where all is as usual."""
    words, service = simulation.deck.words, simulation.journey.service
    now = post(simulation.deck, simulation.journey, simulation.world)
    said = [] if service.up else [words("said.service_down")]
    if now.delivery != "own":
        said.append(words("said.delivery", how=words(f"delivery.{now.delivery}")))
    if now.coming:
        said.append(words("panel.messages.coming", n=now.coming, span=now.soonest))
    if now.lost:
        said.append(words("panel.messages.lost", n=now.lost))
    if now.waiting:
        said.append(words("panel.messages.waiting", state=now.waiting))
    return said
