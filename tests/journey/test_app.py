"""The app closed and opened again: what is lost, what is kept, who stays connected."""

import pytest

from ac_tui.journey import events as ev
from ac_tui.registry.model import Customer
from tests.journey.phone import Phone, home, phone, reasons
from tests.journey.worlds import GERACI, LAURA, MARIO, PAOLO, WELLION


@pytest.mark.parametrize("by", ["contact", "choice", "login"])
def test_closing_before_the_code_loses_a_private_registration(by: str) -> None:
    match by:
        case "contact":
            there = phone().register(MARIO)
        case "choice":
            there = phone().to_choice(MARIO).pick("email_1")
        case _:
            there = phone().register(MARIO).back().to_welcome().log_in("mario.rossi@mail.it")
    assert there.step == "confirm_contact"
    there.close()
    assert there.effects == [("registration_lost", MARIO.id)]
    assert there.why == ("app_open", "registration_lost")
    assert there.checks[-1].source == "assumption"
    assert there.pending(MARIO) is None
    there.open()
    assert (there.step, there.state.notice, there.state.app_open) == ("welcome", "registration_lost", True)
    assert there.log_in("mario.rossi@mail.it").outcome == "bad_credentials"
    there.to_welcome().wait(seconds=60).register(MARIO)
    assert (there.step, there.effects) == ("confirm_contact", [("message_sent", MARIO.id)])


def test_a_private_registration_is_lost_even_after_going_back() -> None:
    there = phone().register(MARIO).to_welcome().close()
    assert there.effects == [("registration_lost", MARIO.id)]


@pytest.mark.parametrize("who", [GERACI, WELLION], ids=lambda who: who.profile)
def test_closing_keeps_a_business_registration_waiting(who: Customer) -> None:
    there = phone().register(who)
    code = there.code
    there.close()
    assert (there.effects, there.checks[-1].reason) == ([], "registration_kept")
    assert there.checks[-1].passed
    assert there.checks[-1].source == "assumption"
    there.open()
    assert (there.step, there.state.notice) == ("welcome", "")
    there.log_in(who.emails[0])
    assert (there.step, there.outcome, there.state.notice) == ("confirm_contact", "unconfirmed", "not_yet_confirmed")
    assert there.submit_code(code).account(who) is not None


def test_of_two_registrations_only_the_private_one_is_lost() -> None:
    there = phone().register(WELLION).to_welcome().register(MARIO).close()
    assert there.effects == [("registration_lost", MARIO.id)]
    assert there.pending(WELLION) is not None
    assert there.open().log_in("info@wellion.example").outcome == "unconfirmed"


def test_once_the_code_is_in_nothing_is_lost() -> None:
    there = phone().register(MARIO).confirm().close()
    assert (there.effects, there.checks) == ([], ())
    assert there.open().state.notice == ""
    assert there.log_in("mario.rossi@mail.it").step == "confirm_identity"


def test_a_lost_registration_leaves_the_codes_of_other_purposes_alone() -> None:
    there = phone().register(MARIO).to_welcome().log_in("famiglia.ferri@example.com")
    there.start_operation()
    code = there.code
    there.close().open().log_in("famiglia.ferri@example.com").start_operation()
    assert there.submit_code(code).outcome == "code_right"


def test_closing_empties_the_fields_and_forgets_the_attempt() -> None:
    there = phone().to_choice(MARIO).close().open()
    assert there.state.draft.values == {}
    assert there.secrets == []
    state = there.state
    assert (state.profile, state.second_look, state.offers, state.trail, state.challenge) == (None, False, (), (), "")
    assert state.kept_password.get_secret_value() == ""


@pytest.mark.parametrize(
    "event", [ev.Tap.back, ev.Tap.register, ev.Tap.go_login, ev.Tap.close_app, ev.Edit("user", "x")]
)
def test_a_closed_app_does_nothing(event: ev.Event) -> None:
    there = phone().close()
    before = there.state
    there.send(event)
    assert there.state == before


def test_an_open_app_cannot_be_opened() -> None:
    there = phone().introduce(MARIO).open()
    assert (there.step, there.outcome) == ("contact", "ignored")


def test_the_service_the_clock_and_the_accounts_outlive_the_app() -> None:
    there = phone().register(MARIO).confirm().wait(hours=1).deliver("spam").service(up=False).close().open()
    assert there.account(MARIO) is not None
    assert not there.state.service.up
    assert there.state.service.delivery == "spam"
    assert len(there.messages) == 1
    assert there.state.now == there.world.clock.now()


# Staying connected ----------------------------------------------------------------------------------------------------


def test_who_asked_to_stay_connected_comes_back_to_home() -> None:
    there = home(remember=True).close()
    assert (there.state.app_open, there.state.logged_in) == (False, PAOLO.id)
    there.open()
    assert (there.step, there.outcome, there.state.logged_in) == ("home", "stays_connected", PAOLO.id)
    assert (there.state.app_open, there.close().open().step) == (True, "home")


def test_who_did_not_ask_is_logged_out() -> None:
    there = home().close()
    assert there.state.logged_in == ""
    there.open()
    assert (there.step, there.state.logged_in) == ("welcome", "")
    assert there.state.stay is False


def test_clearing_the_state_forgets_who_stays_connected() -> None:
    there = home(remember=True).close().open(clear_state=True)
    assert (there.step, there.state.logged_in, there.state.stay) == ("welcome", "", False)
    assert there.close().open().step == "welcome"


def test_staying_connected_begins_with_the_access_code_not_before() -> None:
    there = phone().register(MARIO).confirm().log_in("mario.rossi@mail.it", remember=True).close()
    assert there.state.stay is False
    assert there.open().step == "welcome"
    there.log_in("mario.rossi@mail.it", remember=True).confirm()
    assert there.step == "home"
    assert there.close().open().step == "home"


def test_leaving_home_ends_staying_connected() -> None:
    there = home(remember=True)
    there.send(ev.Tap.logout)
    assert (there.step, there.state.logged_in, there.state.stay) == ("login", "", False)
    assert there.close().open().step == "welcome"
    assert home(remember=True).back().close().open().step == "welcome"


def test_the_last_login_says_who_stays_connected() -> None:
    there = home(remember=True).back().log_in("famiglia.ferri@example.com")
    assert there.step == "home"
    assert there.close().open().step == "welcome"


def test_an_operation_left_by_closing_comes_back_to_home() -> None:
    there = home(remember=True).start_operation().close().open()
    assert (there.step, there.state.challenge) == ("home", "")


def test_a_lost_registration_is_said_to_nobody_who_is_at_home() -> None:
    there = phone().register(MARIO).to_welcome().log_in("famiglia.ferri@example.com", remember=True).close().open()
    assert (there.step, there.state.notice) == ("home", "")


# Nobody else is let in ------------------------------------------------------------------------------------------------


def _restarted() -> Phone:
    """Logged in without a mobile, an operation leads to assistance and from there to the first screen."""
    from tests.journey.worlds import GIULIA, with_account

    giulia = with_account(GIULIA, "giulia.bianchi@example.com")
    there = phone(giulia, LAURA, MARIO, PAOLO).log_in("giulia.bianchi@example.com", remember=True).start_operation()
    assert there.step == "no_mobile"
    there.send(ev.Tap.ask_assistance)
    there.send(ev.Tap.restart)
    return there


def test_restarting_ends_the_session() -> None:
    there = _restarted()
    assert (there.step, there.state.logged_in, there.state.stay) == ("welcome", "", False)
    there.register(MARIO).confirm().log_in("mario.rossi@mail.it")
    assert there.back().step == "login"
    assert reasons(there.checks) == []


def test_a_link_that_cannot_be_followed_ends_the_session() -> None:
    there = phone().register(WELLION)
    link = there.link
    there.to_welcome().log_in("famiglia.ferri@example.com", remember=True).service(up=False).open_link(link)
    assert (there.step, there.outcome) == ("service_error", "known_link_but_down")
    assert (there.state.logged_in, there.state.stay, there.state.challenge) == ("", False, "")
    assert there.state.trail == ("welcome",)
    there.service(up=True)
    there.send(ev.Tap.retry)
    assert there.step == "welcome"
    assert there.open_link(link).outcome == "link_valid"


def test_who_registers_next_gives_a_name_and_a_consent_of_their_own() -> None:
    there = phone().register(MARIO).confirm()
    draft = there.state.draft
    steps = ("identity", "contact")
    assert not [key for key in (*draft.values, *draft.secrets) if key.startswith(steps)]
