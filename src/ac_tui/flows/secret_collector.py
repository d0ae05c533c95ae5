"""Every password, code and link that a simulation meets, for whoever redacts what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ac_tui.deck.redaction import Redactor
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.events import Edit
from ac_tui.registry import index
from ac_tui.registry.model import Customer, SecretStr


def collect_secrets(redactor: Redactor, simulation: Simulation) -> None:
    """Tell a redactor every secret of a simulation from now on, those too that are written over, undone or left."""
    writing: dict[str, str] = {}
    shrinking: set[str] = set()  # while a password grows it is none yet, nor by keys taken off its end

    def listen() -> None:
        nonlocal writing
        redactor.learn(_delivered(simulation))
        before = writing
        writing = {key: value.get_secret_value() for key, value in simulation.journey.draft.secrets.items()}
        for key, text in before.items():  # which is a secret where what is there now neither goes on nor takes it back
            now = writing.get(key, "")
            shorter = now not in (text, "") and text.startswith(now)
            if not now.startswith(text) and not (shorter and key in shrinking):
                redactor.learn_typed((text,))
            if shorter:
                shrinking.add(key)
            elif now != text:
                shrinking.discard(key)

    simulation.subscribe(listen)
    listen()


def secrets_of(simulation: Simulation) -> Iterator[str]:
    """Every password, code and link that a simulation has met: typed on the phone, kept for an account, sent."""
    typed = (moved.event.value for moved in simulation.history if isinstance(moved.event, Edit))
    yield from (value.get_secret_value() for value in typed if isinstance(value, SecretStr))
    service = simulation.journey.service
    yield from (one.password.get_secret_value() for one in service.pending.values())
    yield from (one.password.get_secret_value() for one in service.accounts.values())
    yield from registered_passwords(simulation)
    yield from _delivered(simulation)


def registered_passwords(simulation: Simulation) -> Iterator[str]:
    """The passwords of the accounts that the registry has; where it has very many, of those met on the phone."""
    registry, journey = simulation.world.registry, simulation.journey
    customers: Iterable[Customer] = registry
    if len(registry) > index.MANY:
        ids = {journey.customer_id, *(one.customer_id for one in journey.service.challenges.values())}
        ids.update(moved.before.customer_id for moved in simulation.history)
        edits = [moved.event.value for moved in simulation.history if isinstance(moved.event, Edit)]
        users = [registry.by_username(text) for text in edits if isinstance(text, str)]
        customers = chain(filter(None, map(registry.get, ids)), *users)
    return (one.account.password.get_secret_value() for one in customers if one.account is not None)


def _delivered(simulation: Simulation) -> Iterator[str]:
    for message in simulation.journey.service.outbox:
        yield from (message.code.get_secret_value(), message.link, message.link.rpartition("/")[2])
