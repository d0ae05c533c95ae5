"""What a transition does besides moving on: each takes the evaluation and the state after the move, and changes it."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec.structs import replace

from ac_tui.journey import events as ev
from ac_tui.journey.accounts import account_of, logins_left, with_wrong_login, without_wrong_logins
from ac_tui.journey.challenges import (
    challenge_key,
    may_send,
    send,
    spend_attempt,
    standing,
    with_challenge,
)
from ac_tui.journey.decision import Check
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.guide import ASSUMPTION
from ac_tui.journey.model import NOTHING, Account, Challenge, Contact, Draft, Journey, Pending, Purpose, WayIn
from ac_tui.journey.users import login_check
from ac_tui.registry.model import Customer

_T = TypeVar("_T")
_REGISTRATION = ("identity", "company", "contact", "tax_code", "choose_contact")
"""The steps whose fields belong to one registration: who registers next gives a name and a consent of their own."""


def start_over(_: Evaluation, after: Journey) -> Journey:
    """A new registration: names stay in their fields, everything found out is forgotten."""
    return _forget_attempt(_leave_session(replace(after, trail=(), profile=None)))


def _known(found: _T | None) -> _T:
    """What the guard of the row has made sure of."""
    assert found is not None
    return found


def _quiet(after: Journey, **changes: Any) -> Journey:
    """The state so changed, with no password and no code in a field."""
    return replace(after, draft=after.draft.without_secrets(), **changes)


def _leave_session(after: Journey) -> Journey:
    """Nobody is logged in any more, and no password stands in a field."""
    return _quiet(after, logged_in="", stay=False)


def _forget_attempt(after: Journey) -> Journey:
    return replace(
        after, second_look=False, customer_id="", offers=(), kept_password=NOTHING, challenge="", stage="ask"
    )


def choose_profile(m: Evaluation, after: Journey) -> Journey:
    """The profile is known; whatever an earlier attempt found out is forgotten."""
    assert isinstance(m.event, ev.ChooseProfile)
    return replace(_forget_attempt(after), profile=m.event.profile)


def show_errors(m: Evaluation, after: Journey) -> Journey:
    """Say under each field what is wrong with it; everything typed stays."""
    return replace(after, errors=m.errors)


def aside(m: Evaluation, after: Journey) -> Journey:
    """Open a screen that returns to this one."""
    return replace(after, trail=(*m.state.trail, m.state.step))


def aside_from_welcome(_: Evaluation, after: Journey) -> Journey:
    """A link came from outside and cannot be followed now: the way back is the first screen."""
    return _forget_attempt(_leave_session(replace(after, trail=("welcome",), app_open=True)))


def step_back(m: Evaluation, after: Journey) -> Journey:
    """Going back keeps the data and clears the password (and any code)."""
    return _quiet(after)


def back_from_second_look(m: Evaluation, after: Journey) -> Journey:
    """Back from 1C to the contact: the attempt is over, its password forgotten."""
    return step_back(m, replace(after, second_look=False, kept_password=NOTHING))


def leave_aside(m: Evaluation, after: Journey) -> Journey:
    """Return from a side screen (help, privacy, assistance, service error): nothing that was typed is lost."""
    return replace(after, trail=m.state.trail[:-1])


def leave_login(m: Evaluation, after: Journey) -> Journey:
    """Back from login to the screen it was opened from: a way back like any other."""
    return replace(step_back(m, after), trail=m.state.trail[:-1])


def not_recognised(m: Evaluation, after: Journey) -> Journey:
    """1C: the name screen again, with the notice; the password is kept for the end of the way."""
    return _quiet(after, second_look=True, kept_password=m.password)


def open_registration(m: Evaluation, after: Journey) -> Journey:
    """Recognised: the registration waits for the code sent to the contact (guide 6A, 6B)."""
    return _wait_for_code(m, after, _known(m.recognition.customer), _known(m.contact), "contact")


def open_chosen_registration(m: Evaluation, after: Journey) -> Journey:
    """A contact was chosen: it becomes the user name and receives the code (guide 3C)."""
    return _wait_for_code(m, after, _known(m.world.registry.get(m.state.customer_id)), _known(m.chosen), "choice")


def _wait_for_code(m: Evaluation, after: Journey, customer: Customer, contact: Contact, way_in: WayIn) -> Journey:
    business = m.state.profile != "person"
    password = m.state.kept_password if way_in == "choice" else m.password
    key = challenge_key("registration", customer, contact)
    pending = Pending(customer.id, contact, password, business, key)
    service = replace(after.service, pending={**after.service.pending, customer.id: pending})
    after = _quiet(after, service=service, way_in=way_in)
    return _send_or_keep(m, after, "registration", customer, contact, with_link=business)


def _send_or_keep(
    m: Evaluation,
    after: Journey,
    purpose: Purpose,
    customer: Customer | None,
    contact: Contact,
    *,
    with_link: bool = False,
) -> Journey:
    """Send a code, unless the cooldown or the last send forbid it: then the one already sent goes on counting."""
    key = challenge_key(purpose, customer, contact)
    before = after.service.challenges.get(key)
    sending = may_send(before, after, m.world)
    m.checks.append(sending.check)
    if before is not None and not sending.allowed:
        stands = standing(before, after)
        reason = "kept" if stands == "alive" else f"kept_{stands}"
        m.checks.append(Check("send_cooldown", stands == "alive", ASSUMPTION, reason))
        return replace(with_challenge(after, replace(before, void=False)), challenge=key)
    if customer is not None:
        m.did("message_sent", customer.id)
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


def say_wrong(_: Evaluation, after: Journey) -> Journey:
    """A wrong code uses an attempt; the last one blocks it."""
    after = spend_attempt(after)
    assert after.current is not None
    error = "wrong" if after.current.attempts_left > 0 else "blocked"
    return replace(after, errors={"code": error})


def say_expired(_: Evaluation, after: Journey) -> Journey:
    """The code is too old."""
    return replace(after, errors={"code": "expired"})


def say_blocked(_: Evaluation, after: Journey) -> Journey:
    """Only a new code helps."""
    return replace(after, errors={"code": "blocked"})


def create_account(m: Evaluation, after: Journey) -> Journey:
    """The right code, or the link, creates the account (guide 6A, 6B)."""
    challenge = _known(m.link[1] if isinstance(m.event, ev.OpenLink) else m.challenge)
    customer_id = challenge.customer_id
    pending = after.service.pending[customer_id]
    account = Account(customer_id, pending.contact.value, pending.password)
    service = replace(
        after.service,
        accounts={**after.service.accounts, customer_id: account},
        pending={key: other for key, other in after.service.pending.items() if key != customer_id},
        challenges={key: _spent(other, customer_id) for key, other in after.service.challenges.items()},
    )
    m.did("account_created", customer_id)
    draft = after.draft.without(*_REGISTRATION)
    return _to_login(replace(after, service=service, draft=draft), "account_created")


def _spent(challenge: Challenge, customer_id: str) -> Challenge:
    """Used, if it was sent for a registration of this customer: those sent to other contacts before, too."""
    mine = challenge.purpose == "registration" and challenge.customer_id == customer_id
    return replace(challenge, used=True) if mine else challenge


def _to_login(after: Journey, notice: str) -> Journey:
    """Confirmed, by code or by a link from outside: on to login, with nothing left of what went on before."""
    after = _forget_attempt(_leave_session(after))
    return replace(after, notice=notice, trail=(), app_open=True)


def say_already_confirmed(_: Evaluation, after: Journey) -> Journey:
    """A link used twice, or after its code: on to login."""
    return _to_login(after, "already_confirmed")


def show_expired_link(m: Evaluation, after: Journey) -> Journey:
    """The expired link's screen, bound to its registration's code."""
    challenge = _known(m.link[1])
    pending = after.service.pending[challenge.customer_id]
    after = _forget_attempt(_leave_session(after))
    return replace(after, challenge=pending.challenge, app_open=True, trail=(), way_in="login")


def ask_for_code_again(m: Evaluation, after: Journey) -> Journey:
    """Login before the code was in: back to the code."""
    pending = _known(m.waiting)
    after = without_wrong_logins(after, m.login_key)
    return _quiet(after, challenge=pending.challenge, way_in="login", notice="not_yet_confirmed", trail=())


def say_bad_credentials(m: Evaluation, after: Journey) -> Journey:
    """The same words whichever of the two is wrong; the password is cleared, and the last attempt says so."""
    after = with_wrong_login(after, m.world, m.login_key)
    left = logins_left(after, m.world, m.login_key)
    m.checks.append(login_check(left, m.world))
    notice = "bad_credentials" if left else "login_blocked"
    return _quiet(after, notice=notice, hints={})


def say_login_blocked(_: Evaluation, after: Journey) -> Journey:
    """No login is taken, right or wrong, and the wait is not made longer; the password is cleared."""
    return _quiet(after, notice="login_blocked", hints={})


def ask_access_code(m: Evaluation, after: Journey) -> Journey:
    """The first access: a code to the mobile (guide 9A)."""
    return _ask_mobile_code(m, _remember(m, after), "access")


def ask_operation_code(m: Evaluation, after: Journey) -> Journey:
    """An operation at a higher level of security: a code to the mobile (guide 9A)."""
    return _ask_mobile_code(m, after, "operation")


def _ask_mobile_code(m: Evaluation, after: Journey, purpose: Purpose) -> Journey:
    return _send_or_keep(m, _quiet(after), purpose, _known(m.logged_in), _known(m.mobile))


def _remember(m: Evaluation, after: Journey) -> Journey:
    """The right user name and password: whether to stay connected, and no wrong login before counts any more."""
    after = without_wrong_logins(after, m.login_key)
    return replace(after, stay=isinstance(m.event, ev.SubmitLogin) and m.event.remember)


def enter(m: Evaluation, after: Journey) -> Journey:
    """Straight home; a registration that was under way is forgotten."""
    return _forget_attempt(_quiet(_remember(m, after), logged_in=_known(m.login)[0].id, trail=()))


def refuse_entry(m: Evaluation, after: Journey) -> Journey:
    """No mobile, no way in; the password is cleared, and whose it was is known."""
    return _quiet(without_wrong_logins(after, m.login_key), customer_id=_known(m.login)[0].id)


def pass_code(m: Evaluation, after: Journey) -> Journey:
    """The mobile's code was right: the first access is done, or the operation is."""
    challenge = _known(m.challenge)
    after = _quiet(_forget_attempt(with_challenge(after, replace(challenge, used=True))), trail=())
    if challenge.purpose == "operation":
        m.did("operation_done", challenge.customer_id)
        return replace(after, notice="operation_done")
    customer = _known(m.world.registry.get(challenge.customer_id))
    account = _known(account_of(after, customer))
    done = replace(account, first_access_done=True)
    service = replace(after.service, accounts={**after.service.accounts, customer.id: done})
    m.did("first_access_done", customer.id)
    return replace(after, service=service, logged_in=customer.id)


def log_out(_: Evaluation, after: Journey) -> Journey:
    """Leave home; the user name stays in its field."""
    return replace(_leave_session(after), challenge="")


def offer_contacts(m: Evaluation, after: Journey) -> Journey:
    """Identified: the contacts to choose from (guide 3C)."""
    found = m.identification
    assert found.customer is not None
    draft = after.draft.with_value("choose_contact", "contact", "")
    return replace(after, customer_id=found.customer.id, offers=found.offers, draft=draft)


def say_none(_: Evaluation, after: Journey) -> Journey:
    """With none of the contacts on offer there is no way on from here."""
    return replace(after, errors={"contact": "none"})


def start_recovery(m: Evaluation, after: Journey) -> Journey:
    """Ask for the contact to recover with."""
    return _quiet(after, stage="ask", challenge="")


def ask_recovery_code(m: Evaluation, after: Journey) -> Journey:
    """A code to the contact if an account has it as user name; the screen is the same if none has."""
    assert m.contact is not None
    return _send_or_keep(m, _quiet(after, stage="code"), "recovery", m.recovering, m.contact)


def ask_new_password(m: Evaluation, after: Journey) -> Journey:
    """The contact is proved: the new password may be set."""
    assert m.challenge is not None
    return _quiet(with_challenge(after, replace(m.challenge, used=True)), stage="password")


def back_to_asking(_: Evaluation, after: Journey) -> Journey:
    """Back to the recovery's first question."""
    return _quiet(after, stage="ask", challenge="")


def set_password(m: Evaluation, after: Journey) -> Journey:
    """The account's new password; on to login."""
    challenge = _known(m.state.current)
    customer = _known(m.world.registry.get(challenge.customer_id))
    account = replace(_known(account_of(after, customer)), password=m.password)
    service = replace(after.service, accounts={**after.service.accounts, customer.id: account})
    after = without_wrong_logins(replace(after, service=service), customer.id)
    m.did("password_changed", customer.id)
    return _quiet(after, stage="ask", challenge="", notice="password_changed")


def say_still_down(_: Evaluation, after: Journey) -> Journey:
    """The service still does not answer."""
    return replace(after, notice="still_down")


def restart(_: Evaluation, after: Journey) -> Journey:
    """From assistance to the first screen, with empty fields."""
    return _forget_attempt(_leave_session(replace(after, draft=Draft(), trail=(), profile=None)))


def close_app(m: Evaluation, after: Journey) -> Journey:
    """The app closes: fields empty, a private unconfirmed registration lost, a business one kept (assumption)."""
    service = after.service
    lost = [pending for pending in service.pending.values() if not pending.business]
    kept = {pending.customer_id: pending for pending in service.pending.values() if pending.business}
    gone = {pending.customer_id for pending in lost}
    challenges = {
        key: replace(code, void=True) if code.purpose == "registration" and code.customer_id in gone else code
        for key, code in service.challenges.items()
    }
    for pending in lost:
        m.did("registration_lost", pending.customer_id)
    if lost or kept:
        m.checks.append(Check("app_open", not lost, ASSUMPTION, "registration_lost" if lost else "registration_kept"))
    stays = bool(after.stay and after.logged_in)
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


def open_app_at_home(_: Evaluation, after: Journey) -> Journey:
    """The app opens where who stays connected left it."""
    return replace(after, app_open=True)
