"""Sessions to test with: the shipped customers, policy and words, a phone at any step."""

from __future__ import annotations

from functools import cache

from ac_tui.desk.session import Session
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.load import library
from ac_tui.flows.model import Flow
from ac_tui.flows.paths import Goal, reach
from ac_tui.flows.simulation import Simulation
from ac_tui.registry.model import Customer
from tests.shipped import simulation, the_deck, the_policy, the_registry

SEED = 7


@cache
def the_fixture() -> Fixture:
    """The shipped customers, policy and words."""
    return Fixture(the_registry(), the_policy(), the_deck())


def new_simulation(step: str = "welcome") -> Simulation:
    """A phone at a step, reached by a real path."""
    if step == "welcome":
        return simulation(SEED)
    fixture = the_fixture()
    path = reach(Goal(step), fixture, SEED)
    assert path is not None
    return path.go(fixture.simulation(SEED))


def new_session(step: str = "welcome") -> Session:
    """A session on a phone at a step."""
    return Session(new_simulation(step))


def customer(customer_id: str) -> Customer:
    """A customer of the shipped registry."""
    found = the_fixture().registry.get(customer_id)
    assert found is not None
    return found


def flow(stem: str) -> Flow:
    """The flow of the library whose file is called this."""
    return next(flow for flow in library(the_fixture().registry) if flow.file.endswith(f"/{stem}.yaml"))
