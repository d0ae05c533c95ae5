"""What a transition does besides moving on: each takes the evaluation and the state after the move, and changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.accounts import account_of, logins_left, with_account, with_wrong_login, without_wrong_logins
from ac_tui.journey.challenges import challenge_key, may_send, send, standing, with_challenge
from ac_tui.journey.decision import ASSUMPTION, Check
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.model import NOTHING, Account, Draft, Journey, Pending
from ac_tui.journey.recognise import login_check

Act = Callable[[Evaluation, Journey], Journey]

_T = TypeVar("_T")
_REGISTRATION = ("identity", "company", "contact", "tax_code", "choose_contact")
"""The steps whose fields belong to one registration: who registers next gives a name and a consent of their own."""
_NO_ATTEMPT = {
    "second_look": False,
    "customer_id": "",
    "offers": (),
    "kept_password": NOTHING,
    "challenge": "",
    "stage": "ask",
}
"""What is left of a registration or a recovery that is over: nothing that it found out."""


def _known(found: _T | None) -> _T:
    """What the guard of the row has made sure of."""
    assert found is not None
    return found


def _quiet(after: Journey, **changes: Any) -> Journey:
    """The state so changed, with no password and no code in a field."""
    return replace(after, **{"draft": after.draft.without_secrets(), **changes})


def _anew(after: Journey, **changes: Any) -> Journey:
    """The state so changed, with nobody logged in any more, and nothing left of what went on before."""
    return _quiet(after, **{**_NO_ATTEMPT, "logged_in": "", "stay": False, **changes})


def _always(change: Callable[..., Journey], **changes: Any) -> Act:
    return lambda _, after: change(after, **changes)


start_over = _always(_anew, trail=(), profile=None)
"""A new registration: names stay in their fields, everything found out is forgotten."""
restart = _always(_anew, draft=Draft(), trail=(), profile=None)
"""From assistance to the first screen, with empty fields."""


def choose_profile(m: Evaluation, after: Journey) -> Journey:
    """The profile is known; whatever an earlier attempt found out is forgotten."""
    assert isinstance(m.event, ev.ChooseProfile)
    return replace(after, **_NO_ATTEMPT, profile=m.event.profile)


def show_errors(m: Evaluation, after: Journey) -> Journey:
    """Say under each field what is wrong with it; everything typed stays."""
    return replace(after, errors=m.errors)


def aside(m: Evaluation, after: Journey) -> Journey:
    """Open a screen that returns to this one."""
    return replace(after, trail=(*m.state.trail, m.state.step))


aside_from_welcome = _always(_anew, trail=("welcome",), app_open=True)
"""A link came from outside and cannot be followed now: the way back is the first screen."""
step_back = _always(_quiet)
"""Going back keeps the data and clears the password (and any code)."""
back_from_second_look = _always(_quiet, second_look=False, kept_password=NOTHING)
"""Back from 1C to the contact: the attempt is over, its password forgotten."""


def leave_aside(m: Evaluation, after: Journey) -> Journey:
    """Return from a side screen (help, privacy, assistance, service error): nothing that was typed is lost."""
    return replace(after, trail=m.state.trail[:-1])


def leave_login(m: Evaluation, after: Journey) -> Journey:
    """Back from login to the screen it was opened from: a way back like any other."""
    return _quiet(after, trail=m.state.trail[:-1])


def not_recognised(m: Evaluation, after: Journey) -> Journey:
    """1C: the name screen again, with the notice; the password is kept for the end of the way."""
    return _quiet(after, second_look=True, kept_password=m.password)


def open_registration(m: Evaluation, after: Journey) -> Journey:
    """Recognised, or a contact chosen: it becomes the user name and receives the code that the registration waits for
    (guide 6A, 6B, 3C).
    """
    purpose, customer, contact = _known(m.code_asked_for)
    customer_id, business = _known(customer).id, m.state.profile != "person"
    chosen = m.event is ev.Tap.submit_choice
    password = m.state.kept_password if chosen else m.password
    pending = Pending(customer_id, contact, password, business, challenge_key(purpose, customer, contact))
    service = replace(after.service, pending={**after.service.pending, customer_id: pending})
    return _send_or_keep(m, _quiet(after, service=service, way_in="choice" if chosen else "contact"))


def _send_or_keep(m: Evaluation, after: Journey) -> Journey:
    """Send the code that is needed, unless the cooldown or the last send forbid it: then the one already sent goes on
    counting.
    """
    purpose, customer, contact = _known(m.code_asked_for)
    key = challenge_key(purpose, customer, contact)
    before = after.service.challenges.get(key)
    sending = may_send(before, after, m.world)
    m.checks.append(sending)
    if before is not None and not sending.passed:
        stands = standing(before, after)
        reason = "kept" if stands == "alive" else f"kept_{stands}"
        m.checks.append(Check("send_cooldown", stands == "alive", ASSUMPTION, reason))
        return replace(with_challenge(after, replace(before, void=False)), challenge=key)
    if customer is not None:
        m.did("message_sent", customer.id)
    with_link = purpose == "registration" and m.state.profile != "person"
    return send(after, m.world, purpose, customer, contact, with_link=with_link)


def send_again(m: Evaluation, after: Journey) -> Journey:
    """Another code for the same purpose; the ones before stop counting (guide 6B)."""
    challenge = _known(m.state.current)
    customer = m.world.registry.get(challenge.customer_id)
    if customer is not None:
        m.did("message_sent", customer.id)
    after = _quiet(after, notice="new_code_sent")
    link = bool(challenge.link)
    return send(after, m.world, challenge.purpose, customer, challenge.contact, with_link=link)


def stay_put(m: Evaluation, after: Journey) -> Journey:
    """Nothing changes but what the screen says of the wait."""
    return replace(after, notice=m.state.notice, errors=m.state.errors)


def say_wrong(m: Evaluation, after: Journey) -> Journey:
    """A wrong code uses an attempt; the last one blocks it."""
    challenge = _known(m.challenge)
    left = challenge.attempts_left - 1
    after = with_challenge(after, replace(challenge, attempts_left=left))
    return replace(after, errors={"code": "wrong" if left > 0 else "blocked"})


say_expired = _always(replace, errors={"code": "expired"})
"""The code is too old."""
say_blocked = _always(replace, errors={"code": "blocked"})
"""Only a new code helps."""


def create_account(m: Evaluation, after: Journey) -> Journey:
    """The right code, or the link, creates the account (guide 6A, 6B); every code of the registration is used up."""
    challenge = _known(m.link[1] if isinstance(m.event, ev.OpenLink) else m.challenge)
    customer_id, service = challenge.customer_id, after.service
    pending = service.pending[customer_id]
    challenges = {
        key: replace(code, used=True) if (code.purpose, code.customer_id) == ("registration", customer_id) else code
        for key, code in service.challenges.items()
    }
    waiting = {key: other for key, other in service.pending.items() if key != customer_id}
    after = replace(after, service=replace(service, pending=waiting, challenges=challenges))
    m.did("account_created", customer_id)
    account = Account(customer_id, pending.contact.value, pending.password)
    draft = after.draft.without(*_REGISTRATION).without_secrets()
    return _anew(with_account(after, account), draft=draft, notice="account_created", trail=(), app_open=True)


say_already_confirmed = _always(_anew, notice="already_confirmed", trail=(), app_open=True)
"""A link used twice, or after its code: on to login."""


def show_expired_link(m: Evaluation, after: Journey) -> Journey:
    """The expired link's screen, bound to its registration's code."""
    pending = after.service.pending[_known(m.link[1]).customer_id]
    return _anew(after, challenge=pending.challenge, app_open=True, trail=(), way_in="login")


def ask_for_code_again(m: Evaluation, after: Journey) -> Journey:
    """Login before the code was in: back to the code."""
    after = without_wrong_logins(after, m.login_key)
    challenge = _known(m.waiting).challenge
    return _quiet(after, challenge=challenge, way_in="login", notice="not_yet_confirmed", trail=())


def say_bad_credentials(m: Evaluation, after: Journey) -> Journey:
    """The same words whichever of the two is wrong; the password is cleared, and the last attempt says so."""
    after = with_wrong_login(after, m.world, m.login_key)
    left = logins_left(after, m.world, m.login_key)
    m.checks.append(login_check(left, m.world))
    return _quiet(after, notice="bad_credentials" if left else "login_blocked", hints={})


say_login_blocked = _always(_quiet, notice="login_blocked", hints={})
"""No login is taken, right or wrong, and the wait is not made longer; the password is cleared."""


def ask_access_code(m: Evaluation, after: Journey) -> Journey:
    """The first access: a code to the mobile (guide 9A)."""
    return _send_or_keep(m, _quiet(_remember(m, after)))


def ask_operation_code(m: Evaluation, after: Journey) -> Journey:
    """An operation at a higher level of security: a code to the mobile (guide 9A)."""
    return _send_or_keep(m, _quiet(after))


def _remember(m: Evaluation, after: Journey) -> Journey:
    """The right user name and password: whether to stay connected, and no wrong login before counts any more."""
    after = without_wrong_logins(after, m.login_key)
    return replace(after, stay=m.state.draft.ticked("login", "remember"))


def enter(m: Evaluation, after: Journey) -> Journey:
    """Straight home; a registration that was under way is forgotten."""
    return _quiet(_remember(m, after), **_NO_ATTEMPT, logged_in=_known(m.login)[0].id, trail=())


def refuse_entry(m: Evaluation, after: Journey) -> Journey:
    """No mobile, no way in; the password is cleared, and whose it was is known."""
    return _quiet(without_wrong_logins(after, m.login_key), customer_id=_known(m.login)[0].id)


def pass_code(m: Evaluation, after: Journey) -> Journey:
    """The mobile's code was right: the first access is done, or the operation is."""
    challenge = _known(m.challenge)
    after = _quiet(with_challenge(after, replace(challenge, used=True)), **_NO_ATTEMPT, trail=())
    if challenge.purpose == "operation":
        m.did("operation_done", challenge.customer_id)
        return replace(after, notice="operation_done")
    account = _known(account_of(after, _known(m.world.registry.get(challenge.customer_id))))
    m.did("first_access_done", challenge.customer_id)
    return replace(with_account(after, replace(account, first_access_done=True)), logged_in=challenge.customer_id)


log_out = _always(_quiet, logged_in="", stay=False, challenge="")
"""Leave home; the user name stays in its field."""


def offer_contacts(m: Evaluation, after: Journey) -> Journey:
    """Identified: the contacts to choose from (guide 3C)."""
    draft = after.draft.with_value("choose_contact", "contact", "")
    found = m.identification
    return replace(after, customer_id=_known(found.customer).id, offers=found.offers, draft=draft)


say_none = _always(replace, errors={"contact": "none"})
"""With none of the contacts on offer there is no way on from here."""
ask_for_contact = _always(_quiet, stage="ask", challenge="")
"""The recovery's first question: the contact to recover with."""


def ask_recovery_code(m: Evaluation, after: Journey) -> Journey:
    """A code to the contact if an account has it as user name; the screen is the same if none has."""
    return _send_or_keep(m, _quiet(after, stage="code"))


def ask_new_password(m: Evaluation, after: Journey) -> Journey:
    """The contact is proved: the new password may be set."""
    return _quiet(with_challenge(after, replace(_known(m.challenge), used=True)), stage="password")


def set_password(m: Evaluation, after: Journey) -> Journey:
    """The account's new password; on to login."""
    customer = _known(m.world.registry.get(_known(m.state.current).customer_id))
    after = with_account(after, replace(_known(account_of(after, customer)), password=m.password))
    m.did("password_changed", customer.id)
    after = without_wrong_logins(after, customer.id)
    return _quiet(after, stage="ask", challenge="", notice="password_changed")


say_still_down = _always(replace, notice="still_down")
"""The service still does not answer."""


def close_app(m: Evaluation, after: Journey) -> Journey:
    """The app closes: fields empty, a private unconfirmed registration lost, a business one kept (assumption)."""
    service = after.service
    kept = {key: pending for key, pending in service.pending.items() if pending.business}
    lost = [key for key in service.pending if key not in kept]
    challenges = {
        key: replace(code, void=True) if code.purpose == "registration" and code.customer_id in lost else code
        for key, code in service.challenges.items()
    }
    for customer_id in lost:
        m.did("registration_lost", customer_id)
    if lost or kept:
        m.checks.append(Check("app_open", not lost, ASSUMPTION, "registration_lost" if lost else "registration_kept"))
    stays = after.stay and bool(after.logged_in)
    return Journey(
        now=after.now,
        app_open=False,
        notice="registration_lost" if lost else "",
        service=replace(service, pending=kept, challenges=challenges),
        logged_in=after.logged_in if stays else "",
        stay=stays,
    )


def open_app(m: Evaluation, after: Journey) -> Journey:
    """The app opens on its first screen, which says so if a registration was lost."""
    return replace(after, app_open=True, notice=m.state.notice, logged_in="", stay=False)


open_app_at_home = _always(replace, app_open=True)
"""The app opens where who stays connected left it."""
