"""Every number of the policy that decides something: the last value within it, and the first one past it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from ac_tui.flows.journeys import evaluation_of
from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.forms import as_kept
from ac_tui.journey.model import Challenge
from ac_tui.journey.policy import Policy
from ac_tui.registry.secret import ticks

_SECOND: Final = timedelta(seconds=1)
_HEARD: Final = {"code_right": "accepted", "code_expired": "expired", "code_blocked": "refused"}
_LINKS: Final = {"link_valid": "accepted", "link_expired": "expired"}
_password: Final = "password of {} characters {}".format
_digits: Final = "code of {} digits {}".format
_attempt: Final = "attempt {} {}".format
_send: Final = "code {} {}".format
_SENDS: Final = {"may_send": "sent", "sends_exhausted": "refused", "too_soon": "refused"}


def limits(policy: Policy) -> Iterator[str]:
    """Each by name: what was tried, and what came of it."""
    yield _password(policy.password_min - 1, "refused")
    yield _password(policy.password_min, "accepted")
    yield _password(policy.password_max, "accepted")
    yield _password(policy.password_max + 1, "refused")
    yield _digits(policy.code_digits - 1, "refused")
    yield _digits(policy.code_digits, "accepted")
    yield _digits(policy.code_digits + 1, "refused")
    yield _attempt(policy.code_attempts, "accepted")
    yield _attempt(policy.code_attempts + 1, "refused")
    for what, lifetime in (
        ("private code", policy.code_lifetime_private),
        ("business code", policy.code_lifetime_business),
        ("link", policy.code_lifetime_business),
    ):
        yield _aged(what, lifetime - _SECOND, "accepted")
        yield _aged(what, lifetime, "expired")
    yield _again("the last", policy.resend_cooldown - _SECOND, "refused")
    yield _again("the last", policy.resend_cooldown, "sent")
    yield _send(policy.sends, "sent")
    yield _send(policy.sends + 1, "refused")
    yield _again("all of them", policy.sends_window - _SECOND, "refused")
    yield _again("all of them", policy.sends_window, "sent")


def limits_of(simulation: Simulation) -> Iterator[str]:
    """What was tried in a simulation, at the limits and away from them."""
    for moved in simulation.history:
        edge, current = moved.transition.edge, moved.before.current
        if edge is None:
            continue
        if isinstance(moved.event, ev.SubmitContact | ev.SubmitNewPassword):
            yield from _of_password(moved, simulation)
        elif isinstance(moved.event, ev.SubmitCode) and current is not None:
            yield from _of_code(moved.event, edge.guard, current, moved, simulation.world.policy)
        elif isinstance(moved.event, ev.ResendCode) and current is not None and edge.guard in _SENDS:
            yield from _of_sending(_SENDS[edge.guard], edge.guard, current, moved, simulation.world.policy)
        elif isinstance(moved.event, ev.OpenLink) and edge.guard in _LINKS:
            yield from _of_link(_LINKS[edge.guard], evaluation_of(moved, simulation.world))


def _of_password(moved: HistoryEntry, simulation: Simulation) -> Iterator[str]:
    """How long a password was in which nothing else was wrong."""
    policy = simulation.world.policy
    password = evaluation_of(moved, simulation.world).password.get_secret_value()
    found = ticks(password, policy.password_min, policy.password_max)
    if found.lowercase and found.uppercase and found.digit:
        refused = "password" in moved.transition.state.errors
        yield _password(len(password), "refused" if refused else "accepted")


def _of_code(
    event: ev.SubmitCode, guard: str, current: Challenge, moved: HistoryEntry, policy: Policy
) -> Iterator[str]:
    error = moved.transition.state.errors.get("code")
    if guard == "fields_wrong" and error in ("short", "long"):
        yield _digits(len(as_kept("code", event.code).get_secret_value()), "refused")
    if guard not in _HEARD:
        return
    if guard == "code_right":
        yield _digits(policy.code_digits, "accepted")
    if guard in ("code_right", "code_blocked"):
        yield _attempt(policy.code_attempts - current.attempts_left + 1, _HEARD[guard])
    if guard in ("code_right", "code_expired"):
        what = "business code" if current.link else "private code"
        yield _aged(what, _age(current, moved), _HEARD[guard])


def _of_sending(verdict: str, guard: str, current: Challenge, moved: HistoryEntry, policy: Policy) -> Iterator[str]:
    age = _age(current, moved)
    if guard != "sends_exhausted":
        yield _again("the last", age, verdict)
    if guard != "too_soon" and age < policy.sends_window:
        yield _send(current.sends + 1, verdict)
    if current.sends >= policy.sends:
        yield _again("all of them", age, verdict)


def _of_link(verdict: str, evaluation: Evaluation) -> Iterator[str]:
    """How old a link was that no newer one had replaced."""
    challenge = evaluation.link[1]
    assert challenge is not None
    if not any(check.reason in ("superseded", "replaced") for check in evaluation.checks):
        yield _aged("link", evaluation.state.now - challenge.sent_at, verdict)


def _age(challenge: Challenge, moved: HistoryEntry) -> timedelta:
    return moved.transition.state.now - challenge.sent_at


def _aged(what: str, age: timedelta, verdict: str) -> str:
    return f"{what} {_clock(age)} old {verdict}"


def _again(after: str, age: timedelta, verdict: str) -> str:
    return f"another code {_clock(age)} after {after} {verdict}"


def _clock(span: timedelta) -> str:
    """Hours, minutes and seconds."""
    minutes, seconds = divmod(span // _SECOND, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
