"""What holds after every event, whatever it is: a phone in a test's hand asks for it each time, unasked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from ac_tui.journey import events as ev
from ac_tui.journey.advance import IGNORED, Transition
from ac_tui.journey.decision import CHECKS
from ac_tui.journey.facts import FACTS, NOTICES
from ac_tui.journey.forms import field_of, submitted
from ac_tui.journey.model import Journey, WayIn
from ac_tui.journey.moment import Moment
from ac_tui.journey.table import edges, rows_for
from ac_tui.journey.world import World

EDGES = frozenset(edges())
SOURCE = re.compile(r"guide \d{1,2}[ABC]|assumption")
FIRST_OF_ALL = {"fields_wrong", "service_down", "known_link_but_down", "contact_taken", "unconfirmed", "no_code_left"}
"""Guards that come before others which may hold as well: their rows stand first in the table."""


def well_told(transition: Transition) -> None:
    """Whatever happens is told in words that the deck has, with a source, along an arrow of the flow."""
    if transition.decision is None:
        return
    for check in transition.decision.checks:
        assert SOURCE.fullmatch(check.source), check
        assert check.reason in ("", *CHECKS[check.id]), check
    assert transition.edge is None or transition.edge in EDGES
    assert (transition.edge is None) is (transition.decision.outcome == IGNORED)


def well_formed(journey: Journey, world: World) -> None:
    """What stands under fields and above them is declared, so that the deck has words for it."""
    for block, error in journey.errors.items():
        known = field_of(journey.step, block)
        assert known is not None, (journey.step, block)
        assert error in known.errors, (journey.step, block, error)
    for block, hint in journey.hints.items():
        known = field_of(journey.step, block)
        assert known is not None, (journey.step, block)
        assert hint.key in known.hints, (journey.step, block, hint.key)
    raised = {name for name in NOTICES if FACTS[name](journey, world)}
    assert journey.notice in ("", *raised)
    assert raised <= {journey.notice, "not_recognised"}
    assert journey.way_in in get_args(WayIn)


def told_apart(before: Journey, event: ev.Event, world: World, transition: Transition) -> None:
    """Of the guards of a step and event only the one that let it through holds: but for the first, no order matters."""
    decision = transition.decision
    if decision is None or decision.outcome in FIRST_OF_ALL | {IGNORED}:
        return
    for row in rows_for(before.step, type(event)):
        if row.guard is not None and row.guard_name not in FIRST_OF_ALL:
            moment = Moment(*submitted(replace(before, now=world.clock.now()), event), world)
            try:
                holds = row.guard(moment)
            except AssertionError:
                holds = False  # it asks for what another guard has ruled out
            assert holds is (row.guard_name == decision.outcome), row.guard_name
