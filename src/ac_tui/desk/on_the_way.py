"""How messages travel now, and what has not arrived: the desk's side of "it never came"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ac_tui.deck.post import post

if TYPE_CHECKING:
    from ac_tui.flows.simulation import Simulation


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
