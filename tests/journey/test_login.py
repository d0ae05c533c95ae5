"""Login: by email, mobile or client code; first access by a code to the mobile; home and its operation."""

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import FACTS, LISTS, VALUES
from ac_tui.registry.model import Customer
from tests.journey.phone import Phone, home, phone, reasons, same_but_for_the_clock
from tests.journey.worlds import GIULIA, LAURA, MARIO, OTHER_PASSWORD, PAOLO, PASSWORD, WELLION, customer, with_account

BY_MOBILE = with_account(MARIO, "+393201234519")
ELENA = with_account(
    customer(
        "elena",
        first_name="Elena",
        last_name="Marchetti",
        client_code="0000000042",
        emails=["elena@example.com"],
        mobiles=["+393941234542", "+393951234542"],
    ),
    "+393951234542",
    first_access_done=False,
)
ZOE = with_account(
    customer("zoe", first_name="Zoe", last_name="Monti", client_code="42", mobiles=["+393941234543"]), "+393941234543"
)


@pytest.mark.parametrize(
    "user", ["famiglia.ferri@example.com", " Famiglia.FERRI@example.com ", "0001234598", " 0001234598 ", "000 1234598"]
)
def test_the_user_name_is_an_email_or_a_client_code_however_written(user: str) -> None:
    there = phone().log_in(user)
    assert (there.step, there.outcome, there.state.logged_in) == ("home", "later_access", PAOLO.id)
    assert reasons(there.checks) == []
    assert there.messages == ()
    assert there.secrets == []


@pytest.mark.parametrize(
    "user", ["3201234519", "+39 320 123 4519", "0039320.1234519", "393201234519", "(320) 123-4519"]
)
def test_the_user_name_is_a_mobile_however_written(user: str) -> None:
    assert phone(BY_MOBILE).log_in(user).step == "home"


def test_a_foreign_mobile_is_a_user_name_with_its_prefix() -> None:
    lukas = with_account(
        customer("lukas", first_name="Lukas", last_name="Meier", mobiles=["+41791234567"]), "+41791234567"
    )
    assert phone(lukas).log_in("0041 79 123 45 67").step == "home"
    assert phone(lukas).log_in("079 123 45 67").step == "login"


@pytest.mark.parametrize(("code", "who"), [("0000000042", ELENA), ("42", ZOE)])
def test_leading_zeros_of_a_client_code_count(code: str, who: Customer) -> None:
    there = phone(ELENA, ZOE).log_in(code)
    assert there.step == ("home" if who is ZOE else "confirm_identity")
    assert there.checks[0].evidence == {"customer": who.display_name}


def test_a_contact_that_is_not_the_user_name_does_not_open() -> None:
    assert phone().log_in("3941234541").outcome == "bad_credentials"


def test_of_a_shared_contact_only_who_has_it_as_user_name_gets_in() -> None:
    assert phone().log_in("famiglia.ferri@example.com").state.logged_in == PAOLO.id
    assert PAOLO.emails == LAURA.emails


WRONG = {
    "wrong password": lambda: phone().log_in("famiglia.ferri@example.com", "Sbagliata1"),
    "wrong case": lambda: phone().log_in("famiglia.ferri@example.com", "prova1234"),
    "unknown user": lambda: phone().log_in("nessuno@example.com", "Sbagliata1"),
    "not a user name at all": lambda: phone().log_in("boh", "Sbagliata1"),
    "customer without an account": lambda: phone().log_in("mario.rossi@mail.it", "Sbagliata1"),
    "client code without an account": lambda: phone().log_in("0001234567", "Sbagliata1"),
    "unconfirmed, wrong password": lambda: (
        phone().register(MARIO).to_welcome().log_in("mario.rossi@mail.it", "Sbagliata1")
    ),
}


WHY = {
    "wrong password": ("password_right", "wrong"),
    "wrong case": ("password_right", "wrong"),
    "unknown user": ("user_known", "unknown"),
    "not a user name at all": ("user_known", "unknown"),
    "unconfirmed, wrong password": ("user_known", "waiting"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_password_and_unknown_user_get_the_same_words(case: str) -> None:
    there = WRONG[case]()
    assert (there.step, there.outcome) == ("login", "bad_credentials")
    assert (there.state.notice, there.state.errors, there.state.hints) == ("bad_credentials", {}, {})
    assert there.secrets == []
    assert there.state.logged_in == ""
    assert there.why == WHY.get(case, ("user_known", "not_registered"))
    assert there.state.draft.text("login", "user")


def test_a_hint_about_the_password_goes_with_the_password() -> None:
    there = phone()
    there.send(ev.Tap.go_login)
    there.edit("user", "boh").write_secret("password", "Sbagliata1\n")
    assert there.state.hints
    assert there.log_in("boh", "Sbagliata1").state.hints == {}


@pytest.mark.parametrize(
    ("user", "password", "errors"),
    [
        ("", "", {"user": "empty", "password": "empty"}),
        ("  ", PASSWORD, {"user": "empty"}),
        ("famiglia.ferri@example.com", "", {"password": "empty"}),
    ],
)
def test_empty_fields_are_said(user: str, password: str, errors: dict[str, str]) -> None:
    there = phone().log_in(user, password)
    assert (there.outcome, there.state.errors) == ("fields_wrong", errors)


# Not yet confirmed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", ["mario.rossi@mail.it", "MARIO.ROSSI@mail.it ", "0001234567"])
def test_not_yet_confirmed_leads_back_to_the_code(user: str) -> None:
    there = phone().register(MARIO)
    code = there.code
    there.to_welcome().log_in(user)
    assert (there.step, there.outcome, there.state.notice) == ("confirm_contact", "unconfirmed", "not_yet_confirmed")
    assert there.why == ("user_known", "unconfirmed")
    assert len(there.messages) == 1
    assert there.secrets == []
    assert there.submit_code(code).account(MARIO) is not None


def test_from_a_waiting_registration_back_leads_to_login_and_welcome() -> None:
    there = phone().register(MARIO).back()
    there.send(ev.Tap.go_login)
    there.log_in("mario.rossi@mail.it")
    assert (there.step, there.state.trail) == ("confirm_contact", ())
    assert [there.back().step, there.back().step] == ["login", "welcome"]


@pytest.mark.parametrize("user", ["+39 320 1234519", "320 1234519", "0039 3201234519"])
def test_not_yet_confirmed_by_mobile(user: str) -> None:
    there = phone().register(MARIO, "3201234519").to_welcome().log_in(user)
    assert there.outcome == "unconfirmed"
    assert there.back().step == "login"


def test_a_client_code_that_is_of_nobody_waiting_opens_nothing() -> None:
    there = phone().register(MARIO).to_welcome().log_in("0001234583")
    assert (there.outcome, there.why) == ("bad_credentials", ("user_known", "not_registered"))


def test_of_two_registrations_that_wait_the_user_name_says_which() -> None:
    there = phone().register(MARIO).to_welcome().register(WELLION).to_welcome().log_in("mario.rossi@mail.it")
    assert there.challenge.customer_id == MARIO.id
    assert there.to_welcome().log_in("info@wellion.example").challenge.customer_id == WELLION.id


def test_logging_in_again_and_again_gives_the_waiting_code_no_attempts() -> None:
    there = phone().register(MARIO).fail(4).to_welcome().log_in("mario.rossi@mail.it")
    assert there.challenge.attempts_left == 1
    assert there.fail().to_welcome().log_in("mario.rossi@mail.it").confirm().outcome == "code_blocked"


# First access ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [MARIO, WELLION], ids=lambda who: who.profile)
def test_the_first_access_asks_for_a_code_to_the_mobile(who: Customer) -> None:
    there = phone().register(who, who.emails[0]).confirm().log_in(who.emails[0])
    assert (there.step, there.outcome) == ("confirm_identity", "first_access")
    message = there.messages[-1]
    assert (message.purpose, message.contact.value, message.link) == ("access", who.mobiles[0], "")
    assert there.state.logged_in == ""
    assert there.secrets == []
    there.confirm()
    assert (there.step, there.state.logged_in, there.state.challenge) == ("home", who.id, "")
    assert there.effects == [("first_access_done", who.id)]


def test_later_accesses_go_straight_home() -> None:
    there = phone().enter(MARIO)
    sent = len(there.messages)
    there.back().log_in("mario.rossi@mail.it")
    assert (there.step, there.outcome, len(there.messages)) == ("home", "later_access", sent)
    assert [check.reason for check in there.checks] == ["", "", "later"]


def test_the_code_goes_to_the_mobile_that_is_the_user_name_first_and_later() -> None:
    there = phone(ELENA).log_in("3951234542")
    assert there.messages[-1].contact.value == "+393951234542"
    assert VALUES["mobile"](there.state, there.world) == "395 ****42"
    there.confirm().start_operation()
    assert there.messages[-1].contact.value == "+393951234542"


def test_without_one_the_code_goes_to_the_first_mobile() -> None:
    two = with_account(
        customer(
            "due", first_name="A", last_name="B", emails=["a@example.com"], mobiles=["+393941234511", "+393951234512"]
        ),
        "a@example.com",
        first_access_done=False,
    )
    assert phone(two).log_in("a@example.com").messages[-1].contact.value == "+393941234511"


@pytest.mark.parametrize(("mobiles", "reason"), [([], "none"), (["+390400123456"], "landline")])
def test_without_a_mobile_the_first_access_ends_at_no_mobile(mobiles: list[str], reason: str) -> None:
    who = customer("rosa", first_name="Rosa", last_name="Greco", emails=["rosa@example.com"], mobiles=mobiles)
    there = phone(who).register(who).confirm().log_in("rosa@example.com")
    assert (there.step, there.outcome) == ("no_mobile", "first_access_without_mobile")
    assert there.why == ("mobile_registered", reason)
    assert there.state.logged_in == ""
    assert there.secrets == []
    assert len(there.messages) == 1
    assert there.back().step == "login"
    assert there.log_in("rosa@example.com").step == "no_mobile"
    there.send(ev.Tap.ask_assistance)
    assert there.step == "assistance"
    assert there.back().step == "no_mobile"


def test_the_first_access_of_a_foreign_mobile() -> None:
    lukas = customer("lukas", first_name="Lukas", last_name="Meier", mobiles=["+41791234567"])
    there = phone(lukas).introduce(lukas).submit_contact("79 123 45 67", prefix="+41").confirm().log_in("+41791234567")
    assert there.messages[-1].contact.value == "+41791234567"
    assert VALUES["mobile"](there.state, there.world) == "791 ****67"
    assert there.confirm().step == "home"


def test_a_landline_before_the_mobile_gets_no_code() -> None:
    who = with_account(
        customer(
            "mix", first_name="A", last_name="B", emails=["a@example.com"], mobiles=["+390400123456", "+393941234511"]
        ),
        "a@example.com",
        first_access_done=False,
    )
    assert phone(who).log_in("a@example.com").messages[-1].contact.value == "+393941234511"


def test_a_later_access_without_a_mobile_still_gets_home() -> None:
    giulia = with_account(GIULIA, "giulia.bianchi@example.com")
    there = phone(giulia).log_in("giulia.bianchi@example.com").start_operation()
    assert (there.step, there.outcome, there.why) == ("no_mobile", "without_mobile", ("mobile_registered", "none"))
    assert there.back().step == "home"
    assert there.state.logged_in == giulia.id


def test_an_account_opens_with_its_own_password_only() -> None:
    there = phone(MARIO, with_account(LAURA, "+393941234526", OTHER_PASSWORD)).register(MARIO).confirm()
    assert there.log_in("mario.rossi@mail.it", OTHER_PASSWORD).outcome == "bad_credentials"
    assert there.log_in("3941234526", PASSWORD).outcome == "bad_credentials"
    assert there.log_in("3941234526", OTHER_PASSWORD).step == "home"


# Home -----------------------------------------------------------------------------------------------------------------


def test_home_shows_the_products_of_who_is_there() -> None:
    tommaso = with_account(
        customer(
            "tommaso",
            first_name="Tommaso",
            last_name="Leone",
            emails=["t@example.com"],
            policies=[{"number": "1", "active": False}, {"number": "350012"}],
        ),
        "t@example.com",
    )
    there = phone(tommaso).log_in("t@example.com")
    assert [fill["number"] for _, fill in LISTS["policies"](there.state, there.world)] == ["350012"]
    assert FACTS["has_policies"](there.state, there.world)
    assert VALUES["display_name"](there.state, there.world) == "Tommaso Leone"


def test_an_operation_asks_for_the_mobile_code_again() -> None:
    there = home().start_operation()
    assert (there.step, there.outcome) == ("confirm_identity", "with_mobile")
    assert FACTS["stepping_up"](there.state, there.world)
    assert (there.messages[-1].purpose, there.messages[-1].contact.value) == ("operation", "+393941234541")
    there.confirm()
    assert (there.step, there.state.notice, there.effects) == ("home", "operation_done", [("operation_done", PAOLO.id)])
    assert there.state.logged_in == PAOLO.id


def test_back_from_an_operation_is_home_and_not_done() -> None:
    there = home().start_operation().back()
    assert (there.step, there.state.notice, there.state.logged_in) == ("home", "", PAOLO.id)


def test_an_operation_that_was_left_is_forgotten_with_the_session() -> None:
    there = home().start_operation().back()
    there.send(ev.Tap.logout)
    assert there.state.challenge == ""


def test_back_from_the_first_access_is_login_and_nobody_is_in() -> None:
    there = phone().register(MARIO).confirm().log_in("mario.rossi@mail.it").back()
    assert (there.step, there.state.logged_in) == ("login", "")
    there.start_operation()
    assert there.outcome == "ignored"


@pytest.mark.parametrize("event", [ev.Tap.logout, ev.Tap.back], ids=["logout", "back"])
def test_leaving_home_ends_the_session(event: ev.Event) -> None:
    there = home()
    there.send(event)
    assert (there.step, there.state.logged_in) == ("login", "")
    assert there.state.draft.text("login", "user") == "famiglia.ferri@example.com"
    assert there.secrets == []
    assert there.back().step == "welcome"


def test_a_registration_ends_a_session_that_was_left_open() -> None:
    there = home().back().introduce(MARIO)
    assert there.state.logged_in == ""


def test_two_operations_do_not_share_a_code() -> None:
    there = home().start_operation()
    first = there.code
    there.confirm().start_operation()
    assert there.submit_code(first).outcome == "code_wrong"


def test_at_first_nobody_is_in() -> None:
    state = phone().state
    assert (state.logged_in, state.stay, state.app_open, state.service.up) == ("", False, True, True)


def test_the_same_events_lead_to_the_same_state() -> None:
    def live() -> Phone:
        return phone().enter(MARIO).start_operation().fail().back()

    assert live().state == live().state
    assert same_but_for_the_clock(live().state, live().wait(hours=1).state)


def test_accounts_live_side_by_side() -> None:
    there = phone().enter(MARIO).back().to_welcome().enter(WELLION).back().log_in("mario.rossi@mail.it")
    assert (there.step, there.state.logged_in) == ("home", MARIO.id)
    assert there.back().log_in("info@wellion.example").state.logged_in == WELLION.id


@pytest.mark.parametrize(
    ("written", "typed"), [("Mario.Rossi@Mail.it", "mario.rossi@mail.it"), ("+39 320 1234519", "3201234519")]
)
def test_a_user_name_is_compared_however_the_registry_writes_it(written: str, typed: str) -> None:
    there = phone(with_account(MARIO, written)).log_in(typed)
    assert there.step == "home"
    there.back().recover(typed)
    assert there.challenge.customer_id == MARIO.id


@pytest.mark.parametrize("done", [True, False], ids=["later access", "first access"])
def test_getting_in_forgets_a_registration_that_was_under_way(*, done: bool) -> None:
    """1C, then the link `Accedi` after all: the password of the attempt is nobody's any more."""
    elena = with_account(ELENA, "+393951234542", first_access_done=done)
    there = phone(elena, MARIO).to_choice(MARIO).back().back()
    there.send(ev.Tap.go_login)
    there.log_in("3951234542")
    if not done:
        there.confirm()
    state = there.state
    assert (there.step, state.second_look, state.customer_id, state.offers, state.trail) == ("home", False, "", (), ())
    assert state.kept_password.get_secret_value() == ""


def test_the_desk_is_told_about_the_mobile_and_the_first_access() -> None:
    there = phone().register(MARIO).confirm().log_in("mario.rossi@mail.it")
    told = {check.id: (check.passed, check.reason, dict(check.evidence)) for check in there.checks}
    assert told["first_access"] == (True, "first", {"customer": "Mario Rossi"})
    assert [check.source for check in there.checks if check.id == "first_access"] == ["guide 9A"]
    assert told["mobile_registered"] == (True, "", {"customer": "Mario Rossi"})
    assert told["user_known"] == (True, "", {"customer": "Mario Rossi"})
    assert told["password_right"] == (True, "", {"customer": "Mario Rossi"})
