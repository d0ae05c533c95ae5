"""Every number of the policy that decides something: the last value within it, and the first one past it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from msgspec.structs import replace

from ac_tui.flows.simulation import SECOND, HistoryEntry, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.policy import Policy
from ac_tui.journey.world import World
from ac_tui.registry.secret import ticks

_VERDICTS: Final = {
    "code_right": "accepted", "code_expired": "expired", "code_blocked": "refused", "link_valid": "accepted",
    "link_expired": "expired", "may_send": "sent", "sends_exhausted": "refused", "too_soon": "refused",
}  # fmt: skip
"""What came of a code, a link or the wish for another code, by the guard that decided."""
_password: Final = "password of {} characters {}".format
_digits: Final = "code of {} digits {}".format
_attempt: Final = "attempt {} {}".format
_send: Final = "code {} {}".format


def _aged(what: str, age: timedelta, verdict: str) -> str:
    return f"{what} {_clock(age)} old {verdict}"


def _again(after: str, age: timedelta, verdict: str) -> str:
    return f"another code {_clock(age)} after {after} {verdict}"


def _clock(span: timedelta) -> str:
    """Hours, minutes and seconds."""
    minutes, seconds = divmod(span // SECOND, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def limits(policy: Policy) -> Iterator[str]:
    """Each by name: what was tried, and what came of it."""
    for number, verdict in ((policy.password_min - 1, "refused"), (policy.password_min, "accepted")):
        yield _password(number, verdict)
    for number, verdict in ((policy.password_max, "accepted"), (policy.password_max + 1, "refused")):
        yield _password(number, verdict)
    for number, verdict in enumerate(("refused", "accepted", "refused"), policy.code_digits - 1):
        yield _digits(number, verdict)
    for number, verdict in enumerate(("accepted", "refused"), policy.code_attempts):
        yield _attempt(number, verdict)
    for what, lifetime in (
        ("private code", policy.code_lifetime_private),
        ("business code", policy.code_lifetime_business),
        ("link", policy.code_lifetime_business),
    ):
        yield from (_aged(what, lifetime - SECOND, "accepted"), _aged(what, lifetime, "expired"))
    cooldown, window = policy.resend_cooldown, policy.sends_window
    yield from (_again("the last", cooldown - SECOND, "refused"), _again("the last", cooldown, "sent"))
    for number, verdict in enumerate(("sent", "refused"), policy.sends):
        yield _send(number, verdict)
    yield from (_again("all of them", window - SECOND, "refused"), _again("all of them", window, "sent"))


def limits_of(simulation: Simulation) -> Iterator[str]:
    """What was tried in a simulation, at the limits and away from them."""
    for moved in simulation.history:
        edge, tried = moved.transition.edge, _TRIED.get(type(moved.event))
        if edge is not None and tried is not None:
            yield from tried(moved, edge.guard, simulation)


def _of_password(moved: HistoryEntry, _: str, simulation: Simulation) -> Iterator[str]:
    """How long a password was in which nothing else was wrong."""
    policy = simulation.world.policy
    password = evaluation_of(moved, simulation.world).password.get_secret_value()
    found = ticks(password, policy.password_min, policy.password_max)
    if found.lowercase and found.uppercase and found.digit:
        yield _password(len(password), "refused" if "password" in moved.transition.state.errors else "accepted")


def _of_code(moved: HistoryEntry, guard: str, simulation: Simulation) -> Iterator[str]:
    current, policy = moved.before.current, simulation.world.policy
    assert isinstance(moved.event, ev.SubmitCode)
    if current is None:
        return
    if guard == "fields_wrong" and moved.transition.state.errors.get("code") in ("short", "long"):
        yield _digits(len(moved.before.draft.secret(moved.before.step, "code").get_secret_value()), "refused")
    if guard == "code_right":
        yield _digits(policy.code_digits, "accepted")
    if guard in ("code_right", "code_blocked"):
        yield _attempt(policy.code_attempts - current.attempts_left + 1, _VERDICTS[guard])
    if guard in ("code_right", "code_expired"):
        what = "business code" if current.link else "private code"
        yield _aged(what, moved.transition.state.now - current.sent_at, _VERDICTS[guard])


def _of_sending(moved: HistoryEntry, guard: str, simulation: Simulation) -> Iterator[str]:
    current, policy, verdict = moved.before.current, simulation.world.policy, _VERDICTS.get(guard)
    if current is None or verdict is None:
        return
    age = moved.transition.state.now - current.sent_at
    if guard != "sends_exhausted":
        yield _again("the last", age, verdict)
    if guard != "too_soon" and age < policy.sends_window:
        yield _send(current.sends + 1, verdict)
    if current.sends >= policy.sends:
        yield _again("all of them", age, verdict)


def _of_link(moved: HistoryEntry, guard: str, simulation: Simulation) -> Iterator[str]:
    """How old a link was that no newer one had replaced."""
    evaluation = evaluation_of(moved, simulation.world)
    challenge = evaluation.link[1] if guard in _VERDICTS else None
    if challenge and not any(check.reason in ("superseded", "replaced") for check in evaluation.checks):
        yield _aged("link", evaluation.state.now - challenge.sent_at, _VERDICTS[guard])


_TRIED: Final[Mapping[type[Any], Callable[[HistoryEntry, str, Simulation], Iterator[str]]]] = {
    **dict.fromkeys((ev.SubmitContact, ev.SubmitNewPassword), _of_password),
    ev.SubmitCode: _of_code,
    ev.ResendCode: _of_sending,
    ev.OpenLink: _of_link,
}


def evaluation_of(moved: HistoryEntry, world: World) -> Evaluation:
    """What was found out when something happened, found out anew."""
    before = replace(moved.before, now=moved.transition.state.now)
    return Evaluation(before, moved.event, world)
