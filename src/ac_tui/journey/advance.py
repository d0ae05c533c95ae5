"""The one function that moves a journey, and what each row of the table does to it: pure, total, the same each time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, cast

from msgspec import Struct
from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.challenges import challenge_key, may_send, send, standing
from ac_tui.journey.decision import ASSUMPTION, Check, Decision, Effect
from ac_tui.journey.evaluation import GUARDS, Evaluation, known
from ac_tui.journey.forms import as_kept, field_of
from ac_tui.journey.model import NOTHING, Account, Draft, Hint, Journey, Pending, Step
from ac_tui.journey.recognise import Enquiry
from ac_tui.journey.rules import read_code, read_email
from ac_tui.journey.standing import situation
from ac_tui.journey.table import RETURN, Edge, rows_for
from ac_tui.journey.world import Policy, World
from ac_tui.registry.model import SecretStr

IGNORED = "ignored"  # the outcome of an event that its step has no transition for: a tap on a screen that is gone


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
            return Transition(state.serving(up=up))
        case ev.SetDelivery(delivery):
            return Transition(state.serving(delivery=delivery))
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
    field, value, hint = field_of(state.step, event.block), event.value, None
    if field is None or isinstance(value, bool) != (field.kind == "checkbox"):
        return state
    if field.kind in ("secret", "code"):
        secret = value if isinstance(value, SecretStr) else SecretStr(str(value))
        if event.pasted and field.kind == "code":
            secret, error = read_code(secret.get_secret_value(), policy.code_digits)
            if error:
                return replace(state, errors={**state.errors, event.block: error})
        value = as_kept(field.kind, secret)
        if value != secret and "line_break_dropped" in field.hints:
            hint = Hint("line_break_dropped")
    elif isinstance(value, SecretStr) or (field.options and value not in field.options):
        return state
    elif isinstance(value, str) and "suggestion" in field.hints and "." in value.rpartition("@")[2] and "@" in value:
        suggestion = read_email(value).suggestion
        hint = Hint("suggestion", {"suggestion": suggestion}) if suggestion else None
    errors = {block: error for block, error in state.errors.items() if block != event.block}
    hints = {block: other for block, other in state.hints.items() if block != event.block}
    if hint is not None:
        hints[event.block] = hint
    return replace(state, draft=state.draft.with_value(state.step, event.block, value), errors=errors, hints=hints)


# What a row does besides moving on: it takes the evaluation and the state after the move, and changes it.

_NO_ATTEMPT = {
    "second_look": False, "customer_id": "", "offers": (), "kept_password": NOTHING, "challenge": "", "stage": "ask",
}  # fmt: skip
"""What is left of a registration or a recovery that is over: nothing that it found out."""


def _quiet(after: Journey, **changes: Any) -> Journey:
    """The state so changed, with no password and no code in a field."""
    return replace(after, **{"draft": after.draft.without_secrets(), **changes})


def _anew(after: Journey, **changes: Any) -> Journey:
    """The state so changed in the open app, with nobody logged in any more, and nothing left of what went on before."""
    return _quiet(after, **{**_NO_ATTEMPT, "app_open": True, "logged_in": "", "stay": False, "trail": (), **changes})


def _open_registration(m: Evaluation, after: Journey) -> Journey:
    """The contact becomes the user name and receives the code that the registration waits for (guide 6A, 6B, 3C)."""
    purpose, customer, contact = known(m.code_asked_for)
    customer_id, chosen = known(customer).id, m.event is ev.Tap.submit_choice
    password, business = m.state.kept_password if chosen else m.password, m.state.profile != "person"
    pending = Pending(customer_id, contact, password, business, challenge_key(purpose, customer, contact))
    after = after.serving(pending={**after.service.pending, customer_id: pending})
    return _send_or_keep(m, _quiet(after, way_in="choice" if chosen else "contact"))


def _send_or_keep(m: Evaluation, after: Journey) -> Journey:
    """Send the code that is needed; in the cooldown or after the last send the one already sent goes on counting."""
    purpose, customer, contact = known(m.code_asked_for)
    key = challenge_key(purpose, customer, contact)
    before = after.service.challenges.get(key)
    sending = m.noted(may_send(before, after, m.world))
    if before is not None and not sending.passed:
        stands = standing(before, after)
        reason = "kept" if stands == "alive" else f"kept_{stands}"
        m.checks.append(Check("send_cooldown", stands == "alive", ASSUMPTION, reason))
        return replace(after.with_challenge(replace(before, void=False)), challenge=key)
    m.effects += [Effect("message_sent", customer.id)] if customer else []
    return send(after, m.world, purpose, customer, contact)


def _send_again(m: Evaluation, after: Journey) -> Journey:
    """Another code for the same purpose; the ones before stop counting (guide 6B)."""
    code = known(m.challenge)
    customer = m.world.registry.get(code.customer_id)
    m.effects += [Effect("message_sent", customer.id)] if customer else []
    return send(_quiet(after, notice="new_code_sent"), m.world, code.purpose, customer, code.contact)


def _say_wrong(m: Evaluation, after: Journey) -> Journey:
    code = known(m.challenge)
    left = code.attempts_left - 1
    after = after.with_challenge(replace(code, attempts_left=left))
    return replace(after, errors={"code": "wrong" if left > 0 else "blocked"})


def _ended(after: Journey, whose: Collection[str], **how: bool) -> Journey:
    """The state when the registrations of these customers wait no more: their codes are `used`, or `void`."""
    challenges = {
        key: replace(code, **how) if code.purpose == "registration" and code.customer_id in whose else code
        for key, code in after.service.challenges.items()
    }
    pending = {customer_id: other for customer_id, other in after.service.pending.items() if customer_id not in whose}
    return after.serving(pending=pending, challenges=challenges)


def _create_account(m: Evaluation, after: Journey) -> Journey:
    """The right code, or the link, creates the account (guide 6A, 6B); who registers next begins with empty fields."""
    customer_id = known(m.confirmed).customer_id
    pending = after.service.pending[customer_id]
    m.effects.append(Effect("account_created", customer_id))
    after = _ended(after, (customer_id,), used=True)
    after = after.with_account(Account(customer_id, pending.contact.value, pending.password))
    draft = after.draft.without_secrets("identity", "company", "contact", "tax_code", "choose_contact")
    return _anew(after, draft=draft, notice="account_created")


def _say_bad_credentials(m: Evaluation, after: Journey) -> Journey:
    """The same words whichever of the two is wrong; the password is cleared, and the last attempt says so."""
    count = m.world.policy.login_attempts - m.enquiry.logins_left(m.login_key) + 1
    after = after.with_wrong_logins(m.login_key, count)
    check = m.noted(Enquiry(after, m.world).login_check(m.login_key))  # passed where the policy has no pause
    return _quiet(after, notice="bad_credentials" if check.passed else "login_blocked", hints={})


def _pass_code(m: Evaluation, after: Journey) -> Journey:
    code = known(m.challenge)
    after = _quiet(after.with_challenge(replace(code, used=True)), **_NO_ATTEMPT, trail=())
    done = "operation_done" if code.purpose == "operation" else "first_access_done"
    m.effects.append(Effect(done, code.customer_id))
    if code.purpose == "operation":
        return replace(after, notice="operation_done")
    account = known(m.enquiry.account(known(m.world.registry.get(code.customer_id))))
    return replace(after.with_account(replace(account, first_access_done=True)), logged_in=code.customer_id)


def _set_password(m: Evaluation, after: Journey) -> Journey:
    customer = known(m.world.registry.get(known(m.state.current).customer_id))
    m.effects.append(Effect("password_changed", customer.id))
    after = after.with_account(replace(known(m.enquiry.account(customer)), password=m.password))
    return _quiet(after.with_wrong_logins(customer.id, 0), stage="ask", challenge="", notice="password_changed")


def _close_app(m: Evaluation, after: Journey) -> Journey:
    """The app closes: fields empty, a private unconfirmed registration lost, a business one kept (assumption)."""
    lost = [customer_id for customer_id, pending in after.service.pending.items() if not pending.business]
    m.effects.extend(Effect("registration_lost", customer_id) for customer_id in lost)
    if after.service.pending:
        m.checks.append(Check("app_open", not lost, ASSUMPTION, "registration_lost" if lost else "registration_kept"))
    return Journey(
        now=after.now,
        app_open=False,
        notice="registration_lost" if lost else "",
        service=_ended(after, lost, void=True).service,
        logged_in=after.logged_in if after.stay else "",
        stay=after.stay and bool(after.logged_in),
    )


def _logged_in(m: Evaluation, after: Journey, **changes: Any) -> Journey:
    """The right user name and password: no wrong login before counts any more; whoever ticked so stays connected."""
    stay = m.state.draft.ticked("login", "remember")
    return _quiet(after.with_wrong_logins(m.login_key, 0), stay=stay, **changes)


EFFECTS: Final[Mapping[str, Callable[[Evaluation, Journey], Journey]]] = {
    "": lambda _, after: after,
    # a new registration: names stay in their fields, everything found out is forgotten; from assistance with empty ones
    "start_over": lambda _, after: _anew(after, profile=None),
    "restart": lambda _, after: _anew(after, draft=Draft(), profile=None),
    "choose_profile": lambda m, after: replace(after, **_NO_ATTEMPT, profile=cast(ev.ChooseProfile, m.event).profile),
    "show_errors": lambda m, after: replace(after, errors=m.errors),
    # a side screen (help, privacy, assistance, service error) returns to this one, and nothing that was typed is lost
    "aside": lambda m, after: replace(after, trail=(*m.state.trail, m.state.step)),
    "leave_aside": lambda m, after: replace(after, trail=m.state.trail[:-1]),
    # a link came from outside and cannot be followed now: the way back is the first screen
    "aside_from_welcome": lambda _, after: _anew(after, trail=("welcome",)),
    # going back keeps the data and clears the password (and any code); back from 1C the kept password is forgotten
    "step_back": lambda _, after: _quiet(after),
    "leave_login": lambda m, after: _quiet(after, trail=m.state.trail[:-1]),
    "back_from_second_look": lambda _, after: _quiet(after, second_look=False, kept_password=NOTHING),
    # 1C: the name screen again, with the notice; the password is kept for the end of the way
    "not_recognised": lambda m, after: _quiet(after, second_look=True, kept_password=m.password),
    "open_registration": _open_registration,
    "send_again": _send_again,
    "stay_put": lambda m, after: replace(after, notice=m.state.notice, errors=m.state.errors),
    "say_wrong": _say_wrong,
    "say_expired": lambda _, after: replace(after, errors={"code": "expired"}),
    "say_blocked": lambda _, after: replace(after, errors={"code": "blocked"}),
    "create_account": _create_account,
    "say_already_confirmed": lambda _, after: _anew(after, notice="already_confirmed"),
    "show_expired_link": lambda m, after: _anew(
        after, challenge=after.service.pending[known(m.link[1]).customer_id].challenge, way_in="login"
    ),
    "ask_for_code_again": lambda m, after: _logged_in(
        m, after, challenge=known(m.waiting).challenge, way_in="login", notice="not_yet_confirmed", trail=()
    ),
    "say_bad_credentials": _say_bad_credentials,
    # no login is taken, right or wrong, and the wait is not made longer
    "say_login_blocked": lambda _, after: _quiet(after, notice="login_blocked", hints={}),
    # a code to the mobile: at the first access, for an operation at a higher level of security (guide 9A)
    "ask_access_code": lambda m, after: _send_or_keep(m, _logged_in(m, after)),
    "ask_operation_code": lambda m, after: _send_or_keep(m, _quiet(after)),
    # straight home: a registration that was under way is forgotten; or no way in without a mobile, and whose it was
    "enter": lambda m, after: _logged_in(m, after, **_NO_ATTEMPT, logged_in=known(m.login)[0].id, trail=()),
    "refuse_entry": lambda m, after: _logged_in(m, after, customer_id=known(m.login)[0].id),
    "pass_code": _pass_code,
    "log_out": lambda _, after: _quiet(after, logged_in="", stay=False, challenge=""),
    # identified: the contacts to choose from (guide 3C); with none of them there is no way on from here
    "offer_contacts": lambda m, after: replace(
        after,
        customer_id=known(m.identification.customer).id,
        offers=m.identification.offers,
        draft=after.draft.with_value("choose_contact", "contact", ""),
    ),
    "say_none": lambda _, after: replace(after, errors={"contact": "none"}),
    # the recovery: its contact, its code (the screen is the same if no account has the contact), its new password
    "ask_for_contact": lambda _, after: _quiet(after, stage="ask", challenge=""),
    "ask_recovery_code": lambda m, after: _send_or_keep(m, _quiet(after, stage="code")),
    "ask_new_password": lambda m, after: _quiet(
        after.with_challenge(replace(known(m.challenge), used=True)), stage="password"
    ),
    "set_password": _set_password,
    "say_still_down": lambda _, after: replace(after, notice="still_down"),
    # the app opens on its first screen, which says so if a registration was lost, or where who stays connected left it
    "close_app": _close_app,
    "open_app": lambda m, after: replace(after, app_open=True, notice=m.state.notice, logged_in="", stay=False),
    "open_app_at_home": lambda _, after: replace(after, app_open=True),
}
"""What the rows of the transition table do, by name."""
