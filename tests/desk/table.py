"""What the tests of the desk stand on: the fixtures, simulations, the library of flows."""

from __future__ import annotations

from functools import cache

from ac_tui.desk.session import Session
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.load import library
from ac_tui.flows.model import Flow
from ac_tui.registry.model import Customer
from tests.shipped import simulation, the_deck, the_policy, the_registry


@cache
def the_fixture() -> Fixture:
    return Fixture(the_registry(), the_policy(), the_deck())


@cache
def the_flows() -> tuple[Flow, ...]:
    return library(the_registry())


def flow(stem: str) -> Flow:
    """The flow of the library whose file is called this."""
    return next(flow for flow in the_flows() if flow.file.endswith(f"/{stem}.yaml"))


def customer(customer_id: str) -> Customer:
    found = the_registry().get(customer_id)
    assert found is not None
    return found


def new_call(seed: int = 7) -> Session:
    return Session(simulation(seed))


def undone(call: Session) -> bool:
    """Whether there was anything to undo."""
    return call.undo().say != "said.no_undo"


def redone(call: Session) -> bool:
    """Whether there was anything to redo."""
    return call.redo().say != "said.no_redo"
