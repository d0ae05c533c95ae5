"""The conditions of the transition table, by name; each reads the evaluation and changes nothing."""

from __future__ import annotations

from ac_tui.journey import events as ev
from ac_tui.journey.evaluation import Evaluation


def fields_wrong(m: Evaluation) -> bool:
    """A field cannot be used as it was typed."""
    return bool(m.errors)


def service_down(m: Evaluation) -> bool:
    """The service does not answer (assumption)."""
    return m.down


def company(m: Evaluation) -> bool:
    """The profile is Aziende, chosen now or before (guide 2B)."""
    if isinstance(m.event, ev.ChooseProfile):
        return m.event.profile == "company"
    return m.state.profile == "company"


def second_look(m: Evaluation) -> bool:
    """The name screen came back with the notice of 1C."""
    return m.state.second_look


def recognised(m: Evaluation) -> bool:
    """Contact and name belong to one customer who may register (guide 4A)."""
    return m.recognition.customer is not None


def company_not_recognised(m: Evaluation) -> bool:
    """A company was not recognised (guide 1C)."""
    return m.state.profile == "company" and not recognised(m)


def not_recognised(m: Evaluation) -> bool:
    """A person or professional was not recognised (guide 1C)."""
    return m.state.profile != "company" and not recognised(m)


def contact_taken(m: Evaluation) -> bool:
    """Code or link are right, and meanwhile the contact became somebody's user name (assumption)."""
    return m.taken


def code_right(m: Evaluation) -> bool:
    """The newest code of this purpose, alive, within its attempts."""
    return m.verdict == "right"


def code_expired(m: Evaluation) -> bool:
    """The code's time is over."""
    return m.verdict == "expired"


def code_blocked(m: Evaluation) -> bool:
    """Every attempt on this code is used up."""
    return m.verdict == "blocked"


def code_wrong(m: Evaluation) -> bool:
    """Six digits, not the right ones."""
    return m.verdict == "wrong"


def sends_exhausted(m: Evaluation) -> bool:
    """The last code was the last that may be sent."""
    return m.sending.check.reason == "exhausted"


def no_code_left(m: Evaluation) -> bool:
    """The last code that may be sent for this was sent already, and opens nothing any more (assumption)."""
    return m.out_of_codes


def too_soon(m: Evaluation) -> bool:
    """Another code may not be sent yet."""
    return m.sending.check.reason == "too_soon"


def may_send(m: Evaluation) -> bool:
    """Another code may be sent now."""
    return m.sending.allowed


def came_by_choice(m: Evaluation) -> bool:
    """The code goes to a contact picked on choose_contact (guide 4C)."""
    return m.state.way_in == "choice"


def came_by_login(m: Evaluation) -> bool:
    """The code screen was reached by logging in before confirming."""
    return m.state.way_in == "login"


def link_valid(m: Evaluation) -> bool:
    """The link confirms its registration (guide 6B)."""
    return m.link[0] == "valid"


def link_used(m: Evaluation) -> bool:
    """The link, or the code it came with, was used before."""
    return m.link[0] == "used"


def link_expired(m: Evaluation) -> bool:
    """The link no longer counts: its 48 hours are over, or a newer one took its place (guide 6B)."""
    return m.link[0] == "expired"


def known_link_but_down(m: Evaluation) -> bool:
    """The link is one of ours, and the service does not answer."""
    return not m.state.service.up and m.link[0] != "unknown" and m.down


def unconfirmed(m: Evaluation) -> bool:
    """User name and password of a registration whose code is still to come."""
    return m.waiting is not None


def login_blocked(m: Evaluation) -> bool:
    """Too many wrong logins in a row: for a while none is taken (assumption)."""
    return m.login_blocked


def bad_credentials(m: Evaluation) -> bool:
    """No account opens with this user name and password; which of the two is wrong stays unsaid."""
    return m.login is None


def first_access_without_mobile(m: Evaluation) -> bool:
    """The first access needs a code, and there is no mobile to send it to (guide 10A)."""
    return m.first_access and m.mobile is None


def first_access(m: Evaluation) -> bool:
    """The first access: a code goes to the mobile (guide 9A)."""
    return m.first_access and m.mobile is not None


def later_access(m: Evaluation) -> bool:
    """Not the first access: straight in."""
    return not m.first_access


def stepping_up(m: Evaluation) -> bool:
    """Somebody already logged in, whose operation asks for a code (guide 9A)."""
    return bool(m.state.logged_in)


def without_mobile(m: Evaluation) -> bool:
    """No mobile is registered for who is logged in (guide 10A)."""
    return m.logged_in is not None and m.mobile is None


def with_mobile(m: Evaluation) -> bool:
    """A mobile is registered for who is logged in."""
    return m.mobile is not None


def unidentified(m: Evaluation) -> bool:
    """Nobody of this profile who may register has this tax code."""
    return m.identification.customer is None


def identified_without_contact(m: Evaluation) -> bool:
    """The customer is known, and no contact can be offered."""
    return not unidentified(m) and not m.identification.offers


def identified(m: Evaluation) -> bool:
    """The customer is known, with contacts to choose from (guide 3C)."""
    return not unidentified(m) and bool(m.identification.offers)


def none_of_these(m: Evaluation) -> bool:
    """`Nessuno di questi` was chosen (guide 6C)."""
    return isinstance(m.event, ev.SubmitChoice) and m.event.contact == "none"


def contact_chosen(m: Evaluation) -> bool:
    """One of the contacts on offer was chosen (guide 3C)."""
    return m.chosen is not None


def recovery_proved(m: Evaluation) -> bool:
    """The recovery's code was right: the new password may be set."""
    current = m.state.current
    return current is not None and current.purpose == "recovery" and current.used


def past_asking(m: Evaluation) -> bool:
    """The recovery is past its first question."""
    return m.state.stage != "ask"


def opened_by_link(m: Evaluation) -> bool:
    """The screen was opened from another one that it returns to."""
    return bool(m.state.trail)


def stays_connected(m: Evaluation) -> bool:
    """Somebody ticked `Rimani collegato`, and the app still knows."""
    return m.state.stay and bool(m.state.logged_in) and isinstance(m.event, ev.OpenApp) and not m.event.clear_state
