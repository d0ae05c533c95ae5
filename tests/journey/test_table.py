"""The table of transitions, as data: everything that speaks of the flow is read off it."""

from collections.abc import Callable

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.forms import ARGUMENTS, INTENTS, intent
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import ANY, RETURN, TABLE, edges, openers, rows_for
from ac_tui.registry.model import SecretStr
from tests.journey import filled
from tests.journey.phone import Phone, phone
from tests.journey.worlds import MARIO, PASSWORD


def test_every_row_speaks_of_steps_that_are() -> None:
    for row in TABLE:
        assert row.step in (*STEPS, ANY)
        assert row.to in (*STEPS, RETURN)


def test_no_row_stands_twice_and_nothing_comes_after_a_row_that_always_holds() -> None:
    seen = set()
    always = set()
    for row in TABLE:
        assert (row.step, row.event, row.guard) not in seen
        assert (row.step, row.event) not in always, row
        seen.add((row.step, row.event, row.guard))
        if not row.guard:
            always.add((row.step, row.event))


def test_every_step_is_reached_and_can_be_left_by_going_back() -> None:
    reached = {row.to for row in TABLE} - {RETURN}
    assert reached == set(STEPS)
    for step in STEPS:
        assert bool(rows_for(step, "back")) is (step != "welcome")


def test_every_event_that_moves_the_journey_has_a_row() -> None:
    assert {row.event for row in TABLE} == {tap.name for tap in ev.Tap} - {"tick"} | {
        event.name for event in (ev.ChooseProfile, ev.OpenLink, ev.OpenApp)
    }


def test_arrows_are_told_apart_by_their_guards() -> None:
    arrows = list(edges())
    assert len({(edge.source, edge.event, edge.guard) for edge in arrows}) == len(arrows)
    assert str(arrows[0]) == "welcome --register--> profile"
    assert "contact --submit_contact [recognised]--> confirm_contact" in map(str, arrows)


def test_side_screens_return_to_every_step_that_opens_them() -> None:
    assert openers("privacy") == ("contact",)
    assert openers("login") == ("welcome", "identity", "company", "contact")
    assert openers("help") == ("confirm_contact", "confirm_identity", "tax_code", "choose_contact", "recover")
    assert set(openers("assistance")) == {
        "welcome",
        "contact",
        "login",
        "home",
        "confirm_contact",
        "link_expired",
        "confirm_identity",
        "no_mobile",
        "tax_code",
        "choose_contact",
        "recover",
        "help",
    }
    assert {edge.to for edge in edges() if edge.source == "help" and edge.event == "back"} == set(openers("help"))
    assert {edge.guard for edge in edges() if edge.source == "privacy"} == {"from_contact"}


def test_a_row_of_a_step_comes_before_one_of_every_step() -> None:
    assert {row.step for row in rows_for("welcome", "open_link")} == {ANY}
    assert {row.step for row in rows_for("login", "back")} == {"login"}
    assert rows_for("welcome", "submit_code") == ()


# Buttons --------------------------------------------------------------------------------------------------------------


def test_buttons_send_what_stands_in_the_fields() -> None:
    there = phone()
    there.send(intent("register"))
    there.send(intent("choose_profile", "person"))
    there.edit("first_name", "Mario").edit("last_name", "Rossi")
    there.send(intent("submit_identity"))
    there.edit("kind", "mobile").edit("number", "320 1234519").write_secret("password", PASSWORD).edit("privacy", True)
    there.send(intent("submit_contact"))
    there.write_secret("code", there.code)
    there.send(intent("submit_code"))
    there.edit("user", "3201234519").write_secret("password", PASSWORD).edit("remember", True)
    there.send(intent("submit_login"))
    assert (there.step, there.state.stay) == ("confirm_identity", True)


def test_the_email_field_is_read_where_the_email_tab_is_open() -> None:
    there = phone().introduce(MARIO).edit("email", "mario.rossi@mail").edit("number", "320")
    there.write_secret("password", PASSWORD).send(intent("submit_contact"))
    assert there.state.errors == {"email": "no_ending", "privacy": "unticked"}


def test_a_prefix_that_was_emptied_is_sent_empty() -> None:
    there = phone().introduce(MARIO).edit("kind", "mobile").edit("prefix", "").edit("number", "3201234519")
    there.send(intent("submit_contact"))
    assert there.state.errors["prefix"] == "prefix"


BUTTONS = {
    "register", "go_login", "choose_profile", "submit_identity", "submit_company", "submit_contact", "submit_code",
    "resend_code", "submit_login", "start_operation", "logout", "submit_tax_code", "submit_choice", "ask_assistance",
    "open_privacy", "open_help", "go_recover", "submit_recovery", "submit_new_password", "retry", "restart", "back",
}  # fmt: skip


def test_what_buttons_may_send_is_known() -> None:
    assert set(INTENTS) == BUTTONS
    assert ARGUMENTS == {"choose_profile": ("person", "professional", "company")}


@pytest.mark.parametrize("profile", ARGUMENTS["choose_profile"])
def test_a_profiles_button_says_which(profile: str) -> None:
    assert intent("choose_profile", profile) == ev.ChooseProfile(profile)  # type: ignore[arg-type]


SECRET = SecretStr("Segreta1")
SUBMITS: dict[str, tuple[Callable[[], Phone], filled.Filled]] = {
    "identity": (lambda: phone().choose("person"), filled.identity("Ann4", "Verdi")),
    "company": (lambda: phone().choose("company"), filled.company("Verdi 😀")),
    "contact by email": (
        lambda: phone().introduce(MARIO),
        filled.contact("email", "a@example.com", SECRET, False),
    ),
    "contact by mobile": (
        lambda: phone().introduce(MARIO),
        filled.contact("mobile", "320", SECRET, True, "+41"),
    ),
    "code": (lambda: phone().register(MARIO), filled.code(SecretStr("12345"))),
    "login": (lambda: phone().log_in("", ""), filled.login("", SECRET, True)),
    "tax_code": (lambda: phone().to_tax_code(MARIO), filled.tax_code("RSSMRA")),
    "choice": (lambda: phone().to_choice(MARIO), filled.choice("none")),
    "recovery": (lambda: phone().recover(""), filled.recovery("boh")),
    "new password": (
        lambda: phone().recover("famiglia.ferri@example.com").confirm(),
        filled.new_password(SecretStr("debole")),
    ),
}


ASKED_BY = {
    "identity": ["assumption"],
    "company": ["assumption"],
    "contact by email": ["assumption"],
    "contact by mobile": ["assumption"],
    "code": ["assumption"],
    "login": ["assumption"],
    "tax_code": ["assumption"],
    "choice": [],
    "recovery": ["assumption"],
    "new password": ["assumption"],
}


@pytest.mark.parametrize("case", SUBMITS)
def test_what_is_wrong_with_a_form_is_said_on_its_step_with_everything_typed(case: str) -> None:
    make, event = SUBMITS[case]
    there = make()
    step = there.step
    there.send(event)
    assert there.step == step
    assert [(c.id, c.source) for c in there.checks if c.id == "fields"] == [
        ("fields", source) for source in ASKED_BY[case]
    ]
    assert there.state.draft == event.on(there.state).draft


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_every_button_makes_the_event_of_its_name(name: str) -> None:
    argument = ARGUMENTS.get(name, ("",))[0]
    assert intent(name, argument).name == name


def test_an_unknown_button_is_an_error() -> None:
    with pytest.raises(KeyError):
        intent("fly")
