"""The one function that moves a journey: pure, total, the same answer for the same state, event and world."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.decision import Decision, Effect
from ac_tui.journey.effects import EFFECTS
from ac_tui.journey.evaluation import GUARDS, Evaluation
from ac_tui.journey.forms import as_kept, field_of
from ac_tui.journey.model import Hint, Journey, Step
from ac_tui.journey.rules.contacts import read_email
from ac_tui.journey.rules.credentials import read_code
from ac_tui.journey.standing import situation
from ac_tui.journey.table import RETURN, Edge, rows_for
from ac_tui.registry.secret import SecretStr

if TYPE_CHECKING:
    from ac_tui.journey.policy import Policy
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
    match event:  # what never moves it to another step
        case ev.Edit():
            return Transition(_edited(state, event, world.policy))
        case ev.SetService(up):
            return Transition(replace(state, service=replace(state.service, up=up)))
        case ev.SetDelivery(delivery):
            return Transition(replace(state, service=replace(state.service, delivery=delivery)))
        case ev.Tap.tick:
            return Transition(state)
    evaluation = Evaluation(state, event, world)
    heard = not isinstance(event, ev.OpenApp) if state.app_open else isinstance(event, ev.OpenApp | ev.OpenLink)
    rows = rows_for(state.step, event.name) if heard and evaluation.asked else ()
    row = next((row for row in rows if GUARDS[row.guard](evaluation)), None)
    if row is None:
        return Transition(state, (), Decision(state.step, event.name, IGNORED, state.step, tuple(evaluation.checks)))
    to, guard = cast(Step, row.to), row.guard
    if row.to == RETURN:
        to = state.trail[-1] if state.trail else "welcome"
        guard = f"from_{to}"
    after = replace(state, step=to, errors={}, notice="", hints=state.hints if to == state.step else {})
    after = EFFECTS[row.effect](evaluation, after)
    decision = Decision(state.step, event.name, row.guard, to, tuple(evaluation.checks), situation(after))
    return Transition(after, tuple(evaluation.effects), decision, Edge(row.step, event.name, guard, to))


def _edited(state: Journey, event: ev.Edit, policy: Policy) -> Journey:
    """What was typed or ticked stands in its field, if that can hold it; the field's error goes, hints come and go."""
    known, value, hint = field_of(state.step, event.block), event.value, None
    if known is None or isinstance(value, bool) != (known.kind == "checkbox"):
        return state
    if known.kind in ("secret", "code"):
        secret = value if isinstance(value, SecretStr) else SecretStr(str(value))
        if event.pasted and known.kind == "code":
            reading = read_code(secret.get_secret_value(), policy.code_digits)
            if reading.error:
                return replace(state, errors={**state.errors, event.block: reading.error})
            secret = reading.secret
        value = as_kept(known.kind, secret)
        if value != secret and "line_break_dropped" in known.hints:
            hint = Hint("line_break_dropped")
    elif isinstance(value, SecretStr) or (known.options and value not in known.options):
        return state
    elif isinstance(value, str) and "suggestion" in known.hints and "." in value.rpartition("@")[2] and "@" in value:
        suggestion = read_email(value).suggestion
        hint = Hint("suggestion", {"suggestion": suggestion}) if suggestion else None
    errors = {block: error for block, error in state.errors.items() if block != event.block}
    hints = {block: other for block, other in state.hints.items() if block != event.block}
    if hint is not None:
        hints[event.block] = hint
    return replace(state, draft=state.draft.with_value(state.step, event.block, value), errors=errors, hints=hints)
