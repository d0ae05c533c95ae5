"""The one function that moves a journey: pure, total, the same answer for the same state, event and world."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.decision import Decision, Effect
from ac_tui.journey.evaluation import GUARDS, Evaluation
from ac_tui.journey.forms import Field, as_kept, field_of, submitted
from ac_tui.journey.model import Hint, Journey, Step
from ac_tui.journey.rules.contacts import read_email
from ac_tui.journey.rules.credentials import read_code
from ac_tui.journey.standing import situation
from ac_tui.journey.table import RETURN, Edge, Row, rows_for
from ac_tui.registry.secret import SecretStr

if TYPE_CHECKING:
    from ac_tui.journey.world import World

IGNORED = "ignored"
"""The outcome of an event that its step has no transition for (a tap on a screen that is gone, for one)."""


class Transition(Struct, frozen=True):
    """What an event led to: the state after it, what it caused, why, and by which arrow (None: nothing moved)."""

    state: Journey
    effects: tuple[Effect, ...] = ()
    decision: Decision | None = None
    edge: Edge | None = None


def begin(world: World) -> Journey:
    """A journey at its first screen."""
    return Journey(now=world.clock.now())


def advance(state: Journey, event: ev.Event, world: World) -> Transition:
    """Move a journey by one event. Never raises for an event that does not fit the step: it is ignored, and says so."""
    now = world.clock.now()
    if now != state.now:
        state = replace(state, now=now)
    still = _STILL.get(type(event))
    if still is not None:
        return Transition(still(state, event, world))
    evaluation = Evaluation(*submitted(state, event), world)
    row = _row(evaluation)
    if row is None:
        return Transition(state, (), Decision(state.step, event.name, IGNORED, state.step, tuple(evaluation.checks)))
    state = evaluation.state
    to = _target(row, state)
    after = replace(state, step=to, errors={}, notice="", hints=state.hints if to == state.step else {})
    if row.effect is not None:
        after = row.effect(evaluation, after)
    guard = f"from_{to}" if row.to == RETURN else row.guard
    decision = Decision(state.step, event.name, row.guard, to, tuple(evaluation.checks), situation(after))
    return Transition(after, tuple(evaluation.effects), decision, Edge(row.step, event.name, guard, to))


def _row(evaluation: Evaluation) -> Row | None:
    state, event = evaluation.state, evaluation.event
    heard = not isinstance(event, ev.OpenApp) if state.app_open else isinstance(event, ev.OpenApp | ev.OpenLink)
    if not heard or not evaluation.asked:
        return None
    for row in rows_for(state.step, type(event)):
        if GUARDS[row.guard](evaluation):
            return row
    return None


def _target(row: Row, state: Journey) -> Step:
    if row.to == RETURN:
        return state.trail[-1] if state.trail else "welcome"
    return cast(Step, row.to)


def _edit(state: Journey, event: ev.Event, world: World) -> Journey:
    """What was typed or ticked stands in its field; the field's error goes, hints come and go as it is written."""
    assert isinstance(event, ev.Edit)
    field = field_of(state.step, event.block)
    if field is None:
        return state
    if event.pasted and field.kind == "code":
        text = event.value.get_secret_value() if isinstance(event.value, SecretStr) else str(event.value)
        reading = read_code(text, world.policy.code_digits)
        if reading.error:
            return replace(state, errors={**state.errors, event.block: reading.error})
        event = replace(event, value=reading.secret)
    value, hint = _cleaned(event, field)
    if value is None:
        return state
    errors = {block: error for block, error in state.errors.items() if block != event.block}
    hints = {block: other for block, other in state.hints.items() if block != event.block}
    if hint is not None and hint.key in field.hints:
        hints[event.block] = hint
    return replace(state, draft=state.draft.with_value(state.step, event.block, value), errors=errors, hints=hints)


def _cleaned(event: ev.Edit, field: Field) -> tuple[str | bool | SecretStr | None, Hint | None]:
    """The value as its field keeps it, with a hint about it; None for a value that the field cannot hold."""
    value = event.value
    if field.kind in ("secret", "code"):
        if isinstance(value, bool):
            return None, None
        secret = SecretStr(value) if isinstance(value, str) else value
        kept = as_kept(field.kind, secret)
        return kept, Hint("line_break_dropped") if kept != secret else None
    if field.kind == "checkbox":
        return (value, None) if isinstance(value, bool) else (None, None)
    if not isinstance(value, str) or (field.options and value not in field.options):
        return None, None
    complete = "suggestion" in field.hints and "@" in value and "." in value.rpartition("@")[2]
    suggestion = read_email(value).suggestion if complete else ""
    return value, Hint("suggestion", {"suggestion": suggestion}) if suggestion else None


def _set_service(state: Journey, event: ev.Event, _: World) -> Journey:
    assert isinstance(event, ev.SetService)
    return replace(state, service=replace(state.service, up=event.up))


def _set_delivery(state: Journey, event: ev.Event, _: World) -> Journey:
    assert isinstance(event, ev.SetDelivery)
    return replace(state, service=replace(state.service, delivery=event.delivery))


_STILL: dict[type[ev.Event], Callable[[Journey, ev.Event, World], Journey]] = {
    ev.Edit: _edit,
    ev.SetService: _set_service,
    ev.SetDelivery: _set_delivery,
    ev.Tick: lambda state, _, __: state,
}
"""Events that never move the journey to another step."""
