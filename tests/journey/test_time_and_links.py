"""Time: business codes and links live 48 hours, private codes ten minutes; a link counts once, and the newest alone."""

from datetime import timedelta

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import FACTS, VALUES
from ac_tui.registry.model import Customer
from tests.journey.phone import Phone, home, phone, reasons
from tests.journey.worlds import GALLO_SNC, GERACI, MARIO, OTHER_PASSWORD, PIETRO, WELLION

business = pytest.mark.parametrize("who", [GERACI, WELLION], ids=lambda who: who.profile)


def _expired(who: Customer = WELLION) -> Phone:
    return phone().register(who).wait(hours=48).open_link()


# Codes ----------------------------------------------------------------------------------------------------------------


@business
def test_a_business_code_is_right_until_the_last_second_of_48_hours(who: Customer) -> None:
    there = phone().register(who).wait(hours=47, minutes=59, seconds=59).confirm()
    assert (there.step, there.outcome) == ("login", "code_right")


@business
def test_a_business_code_is_expired_at_48_hours(who: Customer) -> None:
    there = phone().register(who).wait(hours=48).confirm()
    assert (there.step, there.outcome, there.why) == ("confirm_contact", "code_expired", ("code_live", "expired"))
    assert there.state.errors == {"code": "expired"}
    assert there.account(who) is None
    assert there.challenge.attempts_left == 5
    assert there.resend().confirm().step == "login"


def test_a_private_code_is_right_until_the_last_second_of_ten_minutes() -> None:
    assert phone().register(MARIO).wait(minutes=9, seconds=59).confirm().step == "login"


def test_a_private_code_is_expired_at_ten_minutes() -> None:
    there = phone().register(MARIO).wait(minutes=10).confirm()
    assert (there.outcome, there.state.errors) == ("code_expired", {"code": "expired"})
    assert there.checks[-1].evidence == {"minutes": "0"}
    assert there.account(MARIO) is None


@pytest.mark.parametrize("who", [MARIO, WELLION], ids=lambda who: who.profile)
def test_codes_to_the_mobile_live_ten_minutes_whoever_gets_them(who: Customer) -> None:
    there = phone().register(who).confirm().log_in(who.emails[0]).wait(minutes=9, seconds=59)
    assert there.challenge.expires_at - there.challenge.sent_at == timedelta(minutes=10)
    assert there.wait(seconds=1).confirm().outcome == "code_expired"


def test_a_new_code_lives_as_long_as_the_first() -> None:
    there = phone().register(WELLION).wait(hours=47).resend().wait(hours=47)
    assert there.confirm().step == "login"


def test_the_screen_can_tell_how_long_a_code_lives() -> None:
    there = phone().register(WELLION)
    assert VALUES["lifetime_hours"](there.state, there.world) == "48"
    assert FACTS["code_for_business"](there.state, there.world)
    private = phone().register(MARIO)
    assert VALUES["lifetime_minutes"](private.state, private.world) == "10"
    assert not FACTS["code_for_business"](private.state, private.world)


# Links ----------------------------------------------------------------------------------------------------------------


def test_only_a_business_registration_has_a_link() -> None:
    assert phone().register(MARIO).link == ""
    assert phone().register(WELLION).link == "https://areaclienti.example/conferma/token0001"
    assert phone().register(WELLION).confirm().log_in("info@wellion.example").link == ""


@business
@pytest.mark.parametrize("form", ["{}", "  {}/ ", "token"], ids=["address", "address with a slash", "token"])
def test_the_link_confirms_as_the_code_does(who: Customer, form: str) -> None:
    there = phone().register(who)
    there.open_link("token0001" if form == "token" else form.format(there.link))
    assert (there.step, there.outcome, there.state.notice) == ("login", "link_valid", "account_created")
    assert there.effects == [("account_created", who.id)]
    assert there.state.draft.text("login", "user") == ""
    assert there.account(who) is not None
    assert there.pending(who) is None
    assert there.log_in(who.emails[0]).step == "confirm_identity"


def test_a_link_is_valid_until_the_last_second_of_48_hours() -> None:
    assert phone().register(WELLION).wait(hours=47, minutes=59, seconds=59).open_link().outcome == "link_valid"


def test_a_link_is_expired_at_48_hours() -> None:
    there = _expired()
    assert (there.step, there.outcome, there.why) == ("link_expired", "link_expired", ("link_live", "expired"))
    assert there.account(WELLION) is None
    assert there.pending(WELLION) is not None


def test_from_the_expired_link_a_new_code_is_on_its_way() -> None:
    there = _expired().resend()
    assert (there.step, there.outcome, there.state.notice) == ("confirm_contact", "may_send", "new_code_sent")
    assert len(there.messages) == 2
    assert there.link
    assert there.confirm().step == "login"


def test_the_new_message_of_an_expired_link_has_a_link_that_works() -> None:
    assert _expired().resend().open_link().outcome == "link_valid"


def test_a_link_used_twice_is_already_confirmed() -> None:
    there = phone().register(WELLION).open_link()
    account = there.account(WELLION)
    there.open_link()
    assert (there.step, there.outcome, there.why) == ("login", "link_used", ("link_unused", "used"))
    assert there.state.notice == "already_confirmed"
    assert there.account(WELLION) == account
    assert there.effects == []


@pytest.mark.parametrize("later", [0, 49])
def test_a_link_after_its_code_is_already_confirmed_however_late(later: int) -> None:
    there = phone().register(WELLION).confirm()
    account = there.account(WELLION)
    there.wait(hours=later).open_link()
    assert (there.step, there.outcome, there.state.notice) == ("login", "link_used", "already_confirmed")
    assert there.account(WELLION) == account


def test_a_code_after_its_link_is_not_asked_for_any_more() -> None:
    there = phone().register(WELLION)
    code = there.code
    there.open_link().submit_code(code)
    assert (there.step, there.outcome) == ("login", "ignored")


def test_a_link_of_a_message_before_the_newest_leads_to_the_expired_screen() -> None:
    there = phone().register(WELLION)
    old = there.link
    there.wait(seconds=60).resend().open_link(old)
    assert (there.step, there.outcome, there.why) == ("link_expired", "link_expired", ("link_live", "superseded"))
    assert there.account(WELLION) is None
    there.resend()
    assert (there.step, there.outcome) == ("confirm_contact", "too_soon")
    assert len(there.messages) == 2
    assert there.open_link().outcome == "link_valid"


def test_an_old_link_of_a_confirmed_registration_is_already_confirmed() -> None:
    there = phone().register(WELLION)
    old = there.link
    there.wait(seconds=60).resend().confirm().open_link(old)
    assert (there.outcome, there.why) == ("link_used", ("link_unused", "used"))


def test_the_link_sent_to_a_contact_chosen_before_no_longer_counts() -> None:
    there = phone().register(WELLION, "info@wellion.example")
    old = there.link
    there.back().submit_contact("ufficio@wellion.example").open_link(old)
    assert (there.step, there.why) == ("link_expired", ("link_live", "replaced"))
    there.wait(seconds=60).resend().confirm()
    account = there.account(WELLION)
    assert account is not None
    assert account.username == "ufficio@wellion.example"


def test_the_link_of_an_earlier_contact_is_already_confirmed_once_the_account_is_there() -> None:
    """Its code must not be asked for either: there is no registration left that it could complete."""
    there = phone().register(WELLION, "info@wellion.example")
    old, code = there.link, there.code
    there.back().submit_contact("ufficio@wellion.example").confirm().open_link(old)
    assert (there.step, there.outcome) == ("login", "link_used")
    there.resend().submit_code(code)
    assert there.step == "login"


def test_going_back_to_a_contact_within_the_cooldown_makes_its_link_count_again() -> None:
    there = phone().register(WELLION, "info@wellion.example")
    first = there.link
    there.back().submit_contact("ufficio@wellion.example").back().submit_contact("info@wellion.example", OTHER_PASSWORD)
    assert len(there.messages) == 2
    assert there.open_link(first).outcome == "link_valid"
    assert there.log_in("info@wellion.example", OTHER_PASSWORD).step == "confirm_identity"


@pytest.mark.parametrize(
    "link", ["", "   ", "https://areaclienti.example/conferma/", "token9999", "https://altro.example/token0001"]
)
def test_an_unknown_link_does_nothing(link: str) -> None:
    there = phone().register(WELLION)
    before = there.state
    there.open_link(link or " ")
    assert (there.outcome, there.why, there.state) == ("ignored", ("link_known", "unknown"), before)


def test_a_link_works_when_every_attempt_on_its_code_is_used_up() -> None:
    assert phone().register(WELLION).fail(5).open_link().outcome == "link_valid"


@pytest.mark.parametrize("close", [False, True], ids=["open", "closed"])
def test_a_link_opens_wherever_the_phone_is(*, close: bool) -> None:
    there = phone().register(WELLION).to_welcome()
    if close:
        there.close()
    there.open_link()
    assert (there.step, there.outcome, there.state.app_open) == ("login", "link_valid", True)
    if close:
        there.close()
    there.open_link()
    assert (there.step, there.outcome, there.state.app_open) == ("login", "link_used", True)


def test_an_expired_link_opens_a_closed_app() -> None:
    there = phone().register(WELLION).close().wait(hours=48).open_link()
    assert (there.step, there.state.app_open) == ("link_expired", True)
    there.resend().confirm()
    assert there.account(WELLION) is not None


def test_a_link_opened_from_a_side_screen_leaves_no_way_back_to_it() -> None:
    for hours, to in ((0, "login"), (48, "link_expired")):
        there = phone().register(WELLION).wait(hours=hours)
        there.send(ev.Tap.open_help)
        there.open_link()
        assert (there.step, there.state.trail) == (to, ())
        assert there.back().step == "welcome"


def test_an_unknown_link_leaves_a_closed_app_closed() -> None:
    there = phone().register(WELLION).close().open_link("token9999")
    assert (there.outcome, there.state.app_open) == ("ignored", False)


@pytest.mark.parametrize("hours", [0, 48])
def test_a_link_ends_the_session_and_the_attempt_it_interrupts(hours: int) -> None:
    """Somebody else's link, opened on a phone that is logged in, or in the middle of 1C."""
    there = phone().register(WELLION)
    link = there.link
    there.wait(hours=hours).to_welcome().log_in("famiglia.ferri@example.com", remember=True)
    assert there.step == "home"
    there.open_link(link)
    assert (there.state.logged_in, there.state.stay) == ("", False)
    assert there.state.trail == ()

    there = phone().register(WELLION)
    link = there.link
    there.wait(hours=hours).to_welcome().to_choice(MARIO).open_link(link)
    state = there.state
    assert (state.second_look, state.customer_id, state.offers) == (False, "", ())
    assert state.kept_password.get_secret_value() == ""
    assert there.secrets == []


def test_back_from_an_expired_link_leads_to_welcome_and_from_its_code_to_login() -> None:
    assert _expired().back().step == "welcome"
    assert _expired().resend().back().step == "login"


def test_after_the_last_send_an_expired_link_leads_to_assistance() -> None:
    there = phone().register(WELLION)
    first = there.link
    for _ in range(4):
        there.wait(seconds=60).resend()
    there.open_link(first).wait(seconds=60).resend()
    assert (there.step, there.outcome) == ("assistance", "sends_exhausted")
    assert there.back().step == "link_expired"


def test_a_link_interrupting_a_recovery_leaves_nothing_of_it() -> None:
    there = phone().register(WELLION)
    link = there.link
    there.to_welcome().recover("famiglia.ferri@example.com").confirm()
    assert there.state.stage == "password"
    assert there.wait(hours=48).open_link(link).state.stage == "ask"


# A contact taken between recognition and code -------------------------------------------------------------------------


def _taken(who: Customer, by: Customer) -> tuple[Phone, str, str]:
    """`who` waits for the code; `by` registers with the same contact and confirms first."""
    there = phone().register(who, password=OTHER_PASSWORD)
    code, link = there.code, there.link
    there.to_welcome().register(by).confirm()
    account = there.account(by)
    assert account is not None
    assert account.username == "pietro.gallo@example.com"
    return there, code, link


@pytest.mark.parametrize(("who", "by"), [(PIETRO, GALLO_SNC), (GALLO_SNC, PIETRO)], ids=["owner", "company"])
def test_a_right_code_makes_no_second_account_of_one_user_name(who: Customer, by: Customer) -> None:
    there, code, _ = _taken(who, by)
    there.log_in("pietro.gallo@example.com", OTHER_PASSWORD)
    assert (there.step, there.outcome) == ("confirm_contact", "unconfirmed")
    there.submit_code(code)
    assert (there.step, there.outcome, there.why) == (
        "assistance",
        "contact_taken",
        ("contact_free", "user_name_of_other"),
    )
    assert there.checks[-1].evidence == {
        "contact": "pietro.gallo@example.com",
        "owner": by.display_name,
        "customer": who.display_name,
    }
    assert there.account(who) is None
    assert there.effects == []
    assert there.back().step == "confirm_contact"
    assert there.fail().outcome == "code_wrong"


def test_a_valid_link_makes_no_second_account_of_one_user_name() -> None:
    there, _, link = _taken(GALLO_SNC, PIETRO)
    there.open_link(link)
    assert (there.step, there.outcome, there.why) == (
        "assistance",
        "contact_taken",
        ("contact_free", "user_name_of_other"),
    )
    assert there.account(GALLO_SNC) is None
    assert there.back().step == "welcome"


def test_an_expired_link_of_a_taken_contact_is_expired() -> None:
    there, _, link = _taken(GALLO_SNC, PIETRO)
    assert there.wait(hours=48).open_link(link).outcome == "link_expired"


def test_who_lost_the_contact_registers_with_another_one() -> None:
    there, _, link = _taken(GALLO_SNC, PIETRO)
    there.open_link(link).to_welcome().to_choice(GALLO_SNC)
    assert [contact.value for contact in there.state.offers] == ["+393941234551"]
    there.pick("mobile_1").confirm()
    account = there.account(GALLO_SNC)
    assert account is not None
    assert account.username == "+393941234551"


def test_the_account_that_opens_comes_before_a_registration_that_waits() -> None:
    """Both chose the same password: the one who is registered gets in."""
    there = phone().register(GALLO_SNC).to_welcome().register(PIETRO).confirm()
    there.log_in("pietro.gallo@example.com")
    assert (there.step, there.challenge.customer_id) == ("confirm_identity", PIETRO.id)


def test_nothing_is_said_on_the_screen_about_who_took_the_contact() -> None:
    there, code, _ = _taken(PIETRO, GALLO_SNC)
    there.log_in("pietro.gallo@example.com", OTHER_PASSWORD).submit_code(code)
    assert (there.state.notice, there.state.errors) == ("", {})
    assert reasons(there.checks) == [("contact_free", "user_name_of_other")]


def test_home_is_not_reached_by_a_link_alone() -> None:
    there = home()
    assert there.open_link("token0001").step == "home"
    assert phone().register(WELLION).open_link().state.logged_in == ""
