"""What holds after every event, whatever it is: a phone in a test's hand asks for it each time, unasked."""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.advance import IGNORED, Transition
from ac_tui.journey.decision import ASSUMPTION, CHECKS, SOURCES
from ac_tui.journey.evaluation import GUARDS, Evaluation
from ac_tui.journey.facts import FACTS, NOTICES
from ac_tui.journey.forms import field_of
from ac_tui.journey.model import Journey, WayIn
from ac_tui.journey.table import edges, rows_for
from ac_tui.journey.world import World

EDGES = frozenset(edges())
FIRST_OF_ALL = {
    "fields_wrong",
    "service_down",
    "known_link_but_down",
    "contact_taken",
    "unconfirmed",
    "no_code_left",
    "login_blocked",
}
"""Guards that come before others which may hold as well: their rows stand first in the table."""


def _of(number: int) -> tuple[str, str]:
    return (f"guide {number}A", f"guide {number}B")


SAID: dict[tuple[str, str], tuple[str, ...]] = {
    **{("contact_known", reason): _of(4) for reason in ("", *CHECKS["contact_known"])},
    **{("contact_free", reason): _of(4) for reason in ("", *CHECKS["contact_free"])},
    **{("name", reason): _of(3) for reason in ("", *CHECKS["name"])},
    ("active_policy", "none"): _of(1),
    ("tax_code_known", ""): ("guide 3C",),
    ("contact_to_offer", ""): ("guide 3C",),
    ("fields", "field_error"): (*_of(5), *_of(9)),
    ("code_right", ""): (*_of(6), *_of(9)),
    ("code_right", "wrong"): (*_of(6), *_of(9)),
    **{("user_known", reason): _of(8) for reason in ("", "unknown", "not_registered", "other_user_name")},
    **{("password_right", reason): _of(8) for reason in ("", "wrong", "wrong_other_contact", "wrong_no_recovery")},
    **{("mobile_registered", reason): _of(10) for reason in ("", "none", "landline")},
    ("first_access", "first"): _of(9),
}
"""What the guide says in its own words, by check and reason, and where; whatever else a check goes by is assumed."""

OF_THE_POLICY = ("code_live", "link_live", "code_attempts", "sends_left", "send_cooldown")
"""The checks of numbers, which the policy says the source of."""


def well_told(transition: Transition) -> None:
    """Whatever happens is told in words that the deck has, with a source, along an arrow of the flow."""
    if transition.decision is None:
        return
    for check in transition.decision.checks:
        assert check.source in SOURCES, check
        if check.id not in OF_THE_POLICY and check.source != ASSUMPTION:
            assert check.source in SAID[check.id, check.reason], check
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
    for row in rows_for(before.step, event.name):
        if row.guard and row.guard not in FIRST_OF_ALL:
            evaluation = Evaluation(replace(before, now=world.clock.now()), event, world)
            try:
                holds = GUARDS[row.guard](evaluation)
            except AssertionError:
                holds = False  # it asks for what another guard has ruled out
            assert holds is (row.guard == decision.outcome), row.guard
