"""The conditions of the transition table, by name; each reads the moment and changes nothing."""

from __future__ import annotations

from ac_tui.journey import events as ev
from ac_tui.journey.moment import Moment


def fields_wrong(m: Moment) -> bool:
    """A field cannot be used as it was typed."""
    return bool(m.errors)


def service_down(m: Moment) -> bool:
    """The service does not answer (assumption)."""
    return m.down


def company(m: Moment) -> bool:
    """The profile is Aziende, chosen now or before (guide 2B)."""
    if isinstance(m.event, ev.ChooseProfile):
        return m.event.profile == "company"
    return m.state.profile == "company"


def second_look(m: Moment) -> bool:
    """The name screen came back with the notice of 1C."""
    return m.state.second_look


def recognised(m: Moment) -> bool:
    """Contact and name belong to one customer who may register (guide 4A)."""
    return m.recognition.customer is not None


def company_not_recognised(m: Moment) -> bool:
    """A company was not recognised (guide 1C)."""
    return m.state.profile == "company" and not recognised(m)


def not_recognised(m: Moment) -> bool:
    """A person or professional was not recognised (guide 1C)."""
    return m.state.profile != "company" and not recognised(m)


def contact_taken(m: Moment) -> bool:
    """Code or link are right, and meanwhile the contact became somebody's user name (assumption)."""
    return m.taken


def code_right(m: Moment) -> bool:
    """The newest code of this purpose, alive, within its attempts."""
    return m.verdict == "right"


def code_expired(m: Moment) -> bool:
    """The code's time is over."""
    return m.verdict == "expired"


def code_blocked(m: Moment) -> bool:
    """Every attempt on this code is used up."""
    return m.verdict == "blocked"


def code_wrong(m: Moment) -> bool:
    """Six digits, not the right ones."""
    return m.verdict == "wrong"


def sends_exhausted(m: Moment) -> bool:
    """The last code was the last that may be sent."""
    return m.sending.check.reason == "exhausted"


def no_code_left(m: Moment) -> bool:
    """The last code that may be sent for this was sent already, and opens nothing any more (assumption)."""
    return m.out_of_codes


def too_soon(m: Moment) -> bool:
    """Another code may not be sent yet."""
    return m.sending.check.reason == "too_soon"


def may_send(m: Moment) -> bool:
    """Another code may be sent now."""
    return m.sending.allowed


def came_by_choice(m: Moment) -> bool:
    """The code goes to a contact picked on choose_contact (guide 4C)."""
    return m.state.way_in == "choice"


def came_by_login(m: Moment) -> bool:
    """The code screen was reached by logging in before confirming."""
    return m.state.way_in == "login"


def link_valid(m: Moment) -> bool:
    """The link confirms its registration (guide 6B)."""
    return m.link[0] == "valid"


def link_used(m: Moment) -> bool:
    """The link, or the code it came with, was used before."""
    return m.link[0] == "used"


def link_expired(m: Moment) -> bool:
    """The link no longer counts: its 48 hours are over, or a newer one took its place (guide 6B)."""
    return m.link[0] == "expired"


def known_link_but_down(m: Moment) -> bool:
    """The link is one of ours, and the service does not answer."""
    return not m.state.service.up and m.link[0] != "unknown" and m.down


def unconfirmed(m: Moment) -> bool:
    """User name and password of a registration whose code is still to come."""
    return m.waiting is not None


def login_blocked(m: Moment) -> bool:
    """Too many wrong logins in a row: for a while none is taken (assumption)."""
    return m.login_blocked


def bad_credentials(m: Moment) -> bool:
    """No account opens with this user name and password; which of the two is wrong stays unsaid."""
    return m.login is None


def first_access_without_mobile(m: Moment) -> bool:
    """The first access needs a code, and there is no mobile to send it to (guide 10A)."""
    return m.first_access and m.mobile is None


def first_access(m: Moment) -> bool:
    """The first access: a code goes to the mobile (guide 9A)."""
    return m.first_access and m.mobile is not None


def later_access(m: Moment) -> bool:
    """Not the first access: straight in."""
    return not m.first_access


def stepping_up(m: Moment) -> bool:
    """Somebody already logged in, whose operation asks for a code (guide 9A)."""
    return bool(m.state.logged_in)


def without_mobile(m: Moment) -> bool:
    """No mobile is registered for who is logged in (guide 10A)."""
    return m.logged_in is not None and m.mobile is None


def with_mobile(m: Moment) -> bool:
    """A mobile is registered for who is logged in."""
    return m.mobile is not None


def unidentified(m: Moment) -> bool:
    """Nobody of this profile who may register has this tax code."""
    return m.identification.customer is None


def identified_without_contact(m: Moment) -> bool:
    """The customer is known, and no contact can be offered."""
    return not unidentified(m) and not m.identification.offers


def identified(m: Moment) -> bool:
    """The customer is known, with contacts to choose from (guide 3C)."""
    return not unidentified(m) and bool(m.identification.offers)


def none_of_these(m: Moment) -> bool:
    """`Nessuno di questi` was chosen (guide 6C)."""
    return isinstance(m.event, ev.SubmitChoice) and m.event.choice == "none"


def contact_chosen(m: Moment) -> bool:
    """One of the contacts on offer was chosen (guide 3C)."""
    return m.chosen is not None


def recovery_proved(m: Moment) -> bool:
    """The recovery's code was right: the new password may be set."""
    current = m.state.current
    return current is not None and current.purpose == "recovery" and current.used


def past_asking(m: Moment) -> bool:
    """The recovery is past its first question."""
    return m.state.stage != "ask"


def opened_by_link(m: Moment) -> bool:
    """The screen was opened from another one that it returns to."""
    return bool(m.state.trail)


def stays_connected(m: Moment) -> bool:
    """Somebody ticked `Rimani collegato`, and the app still knows."""
    return m.state.stay and bool(m.state.logged_in) and isinstance(m.event, ev.OpenApp) and not m.event.clear_state
