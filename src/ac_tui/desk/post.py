"""How messages travel now, and what is on its way: the desk's side of "it never arrived"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.deck.words import span
from ac_tui.journey.challenges import sends_so_far, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ac_tui.flows.simulation import Simulation


def on_the_way(simulation: Simulation) -> Sequence[str]:
    """What there is to say of it, a sentence each; nothing where all is as usual."""
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
    if waiting := _waiting(simulation):
        said.append(words("panel.messages.waiting", state=waiting))
    return said


def _waiting(simulation: Simulation) -> str:
    """How long a code lasts that the phone asks for and nobody received, and what is left of attempts and sends."""
    deck, journey, world = simulation.deck, simulation.journey, simulation.world
    code = journey.current
    if code is None or not code.customer_id or standing(code, journey) == "used":
        return ""
    if any(message.challenge == code.key and message.sent_at == code.sent_at for message in journey.inbox):
        return ""
    stands = standing(code, journey)
    life = f"life.{'valid' if stands == 'alive' else stands}"
    return " · ".join(
        (
            deck.words(life, span=span(deck, code.expires_at - journey.now)),
            deck.words("panel.messages.attempts", n=max(0, code.attempts_left)),
            deck.words("panel.messages.sends", n=max(0, world.policy.sends - sends_so_far(code, journey, world))),
        )
    )
