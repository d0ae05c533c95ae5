"""What a screen shows in each of its states."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ac_tui.deck.render import clock_text, render
from ac_tui.deck.view import View
from ac_tui.journey.facts import NOTICES
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS, Contact, Draft, Hint, Journey, Service, Stage, Step
from ac_tui.registry.index import Registry
from ac_tui.registry.model import SecretStr
from tests.deck.worlds import (
    EMAIL,
    MARIO,
    MOBILE,
    NOW,
    WORLD,
    at,
    challenge,
    deck,
    draft,
    secret,
    texts,
    view,
    waiting,
)


def test_every_step_opens() -> None:
    for step in STEPS:
        shown = view(at(step))
        assert (shown.step, shown.open) == (step, True)
        assert shown.heading
        assert shown.blocks
        assert not [text for _, text in shown.texts() if "{" in text or "}" in text]


def test_back_leads_somewhere_from_everywhere_but_welcome() -> None:
    for step in STEPS:
        assert view(at(step)).back is (step != "welcome")


def test_only_a_screen_that_asks_for_a_code_opens_with_the_cursor_in_it() -> None:
    for step in STEPS:
        assert view(at(step)).focus == ("code" if step in ("confirm_contact", "confirm_identity") else "")


def test_recover_has_the_cursor_only_while_it_asks_for_the_code() -> None:
    for stage, focus in [("ask", ""), ("code", "code"), ("password", "")]:
        assert view(at("recover", stage=stage)).focus == focus


def test_recover_shows_one_stage_at_a_time() -> None:
    for stage, ids in [
        ("ask", ["ask", "contact", "continue"]),
        ("code", ["sent_if_known", "code", "resend", "confirm", "help"]),
        ("password", ["new", "password", "save"]),
    ]:
        assert list(view(at("recover", stage=stage)).by_id) == ids


def test_a_closed_app_shows_nothing() -> None:
    shown = view(at("contact", app_open=False))
    assert (shown.open, shown.blocks, shown.heading, list(shown.texts())) == (False, (), "", [])


def test_the_same_journey_gives_the_same_view() -> None:
    journey = at("contact", draft=secret("contact", "password", "Prova1234"))
    assert view(journey) == view(journey)


def test_a_view_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        view(at("welcome")).step = "profile"  # type: ignore[misc]


# Errors and hints


ERRORS = [(step, field.id, key) for step, fields in FORMS.items() for field in fields for key in field.errors]


def _showing(step: Step, block: str, journey: Journey) -> Journey:
    """The journey in the state in which the block is on the screen."""
    if step == "recover":
        stages: dict[str, Stage] = {"contact": "ask", "code": "code", "password": "password"}
        return replace(journey, stage=stages[block])
    if step == "contact" and block in ("prefix", "number"):
        return replace(journey, draft=draft("contact", kind="mobile"))
    return journey


def test_every_field_error_has_words_under_its_field() -> None:
    for step, block, key in ERRORS:
        asked = challenge(attempts_left=3)
        shown = view(_showing(step, block, waiting(step, asked, errors={block: key})))
        error = shown.by_id[block].error
        assert error.endswith((".", "?"))
        assert error[0].isupper()
        assert [other.id for other in shown.blocks if other.error] == [block]


def test_no_error_tells_who_is_a_customer() -> None:
    for step, block, key in ERRORS:
        journey = waiting(step, challenge(), errors={block: key}, customer_id="mario-rossi")
        error = view(_showing(step, block, journey)).by_id[block].error.casefold()
        assert not [word for word in ("registrat", "non è cliente", "mario", "rossi", "esiste") if word in error]


def test_each_error_of_a_field_has_its_own_words() -> None:
    for step, fields in FORMS.items():
        for field in fields:
            asked = challenge(attempts_left=3)
            said = {
                view(_showing(step, field.id, waiting(step, asked, errors={field.id: key}))).by_id[field.id].error
                for key in field.errors
            }
            assert len(said) == len(field.errors), (step, field.id)


@pytest.mark.parametrize("step", ["confirm_contact", "confirm_identity"])
@pytest.mark.parametrize(
    ("left", "said"),
    [(4, "Ti restano 4 tentativi."), (2, "Ti restano 2 tentativi."), (1, "Ti resta un solo tentativo.")],
)
def test_a_wrong_code_says_how_many_attempts_are_left(step: Step, left: int, said: str) -> None:
    journey = waiting(step, challenge(MOBILE, attempts_left=left), errors={"code": "wrong"})
    assert view(journey).by_id["code"].error == f"Il codice non è corretto. {said}"


def test_a_hint_fills_in_its_suggestion() -> None:
    hints = {"email": Hint("suggestion", {"suggestion": "mario@gmail.com"})}
    assert view(at("contact", hints=hints)).by_id["email"].hint == "Forse intendevi mario@gmail.com?"


def test_a_dropped_line_break_is_said_under_the_password() -> None:
    for step, stage in [("contact", "ask"), ("login", "ask"), ("recover", "password")]:
        shown = view(at(step, stage=stage, hints={"password": Hint("line_break_dropped")}))  # type: ignore[arg-type]
        assert shown.by_id["password"].hint.startswith("Abbiamo tolto l'a capo")


# What stands in the fields


def test_a_field_shows_what_was_typed_as_it_was_typed() -> None:
    shown = view(at("identity", draft=draft("identity", first_name=" Rossi [Srl] {x} ")))
    assert shown.by_id["first_name"].value == " Rossi [Srl] {x} "
    assert shown.by_id["last_name"].value == ""


def test_the_prefix_starts_as_italy_s_and_can_be_emptied() -> None:
    mobile = draft("contact", kind="mobile")
    assert view(at("contact", draft=mobile)).by_id["prefix"].value == "+39"
    assert view(at("contact", draft=mobile.with_value("contact", "prefix", ""))).by_id["prefix"].value == ""


@given(password=st.text(max_size=40))
def test_a_password_is_bullets_of_the_same_length_and_nowhere_else(password: str) -> None:
    journey = at("contact", draft=secret("contact", "password", f"q8W{password}#Z7"))
    shown = view(journey)
    assert shown.by_id["password"].value == "•" * (len(password) + 6)
    for place in (repr(shown), repr(journey), " ".join(texts(journey))):
        assert "q8W" not in place
        assert "#Z7" not in place


def test_a_code_shows_in_its_boxes_and_leaves_the_phone_as_bullets() -> None:
    journey = replace(waiting("confirm_identity", challenge(MOBILE)), draft=secret("confirm_identity", "code", "0042"))
    shown = view(journey)
    assert shown.by_id["code"].value == "0042"
    assert "0042" not in " ".join(texts(journey))
    assert "0042" not in repr(journey)


def test_a_secret_of_one_step_stays_out_of_another_s_field() -> None:
    kept = Draft(secrets={"contact.password": SecretStr("Prova1234")})
    assert view(at("login", draft=kept)).by_id["password"].value == ""


def test_a_checkbox_is_ticked_or_not() -> None:
    for step, block in [("contact", "privacy"), ("login", "remember")]:
        assert view(at(step)).by_id[block].checked is False  # type: ignore[arg-type]
        assert view(at(step, draft=draft(step, **{block: True}))).by_id[block].checked is True  # type: ignore[arg-type]


def test_the_tabs_open_on_email_and_follow_the_draft() -> None:
    def chosen(journey: Journey) -> list[str]:
        return [option.id for option in view(journey).by_id["kind"].options if option.checked]

    assert chosen(at("contact")) == ["email"]
    assert chosen(at("contact", draft=draft("contact", kind="mobile"))) == ["mobile"]


TICKS = [
    ("Ab1", "lowercase uppercase digit"),
    ("abcdefgh", "length lowercase"),
    ("ABCDEFGH1", "length uppercase digit"),
    ("Abcdefg1", "length lowercase uppercase digit"),
    ("Abcdefg1Abcdefg1x", "lowercase uppercase digit"),
]


@pytest.mark.parametrize(("step", "stage"), [("contact", "ask"), ("recover", "password")])
@pytest.mark.parametrize(("password", "ticked"), TICKS)
def test_each_rule_of_the_password_ticks_alone(step: Step, stage: str, password: str, ticked: str) -> None:
    rules = view(at(step, stage=stage, draft=secret(step, "password", password))).by_id["rules"]
    assert [option.id for option in rules.options if option.checked] == ticked.split()


# Codes and messages on their way


def test_the_way_to_a_new_code_opens_when_the_wait_is_over() -> None:
    asked = challenge(sent_at=NOW - timedelta(seconds=15))
    shown = view(waiting("confirm_contact", asked))
    assert shown.by_id["resend"].enabled is False
    assert shown.by_id["countdown"].text == "Puoi richiederlo tra 0:45."
    later = view(waiting("confirm_contact", asked, now=NOW + timedelta(seconds=45)))
    assert later.by_id["resend"].enabled is True
    assert "countdown" not in later.by_id


def test_a_business_code_says_that_the_link_does_as_well() -> None:
    asked = challenge(link="f00d", expires_at=NOW + timedelta(hours=48))
    shown = view(waiting("confirm_contact", asked, profile="company"))
    assert shown.by_id["or_link"].text.endswith("codice e link valgono 48 ore.")
    assert "or_link" not in view(waiting("confirm_contact", challenge())).by_id


def test_the_spam_folder_is_named_for_emails_only() -> None:
    assert "spam" in view(waiting("confirm_contact", challenge(EMAIL))).by_id
    assert "spam" not in view(waiting("confirm_contact", challenge(MOBILE))).by_id


def test_a_recovery_never_tells_whether_the_contact_is_known() -> None:
    known = waiting("recover", challenge(EMAIL, purpose="recovery"), stage="code")
    unknown = waiting("recover", challenge(EMAIL, purpose="recovery", customer_id=""), stage="code")
    assert view(known) == view(unknown)


# Notices, choices, home


NOTICE_AT: dict[str, Step] = {
    "bad_credentials": "login",
    "account_created": "login",
    "already_confirmed": "login",
    "password_changed": "login",
    "login_blocked": "login",
    "not_yet_confirmed": "confirm_contact",
    "new_code_sent": "confirm_contact",
    "operation_done": "home",
    "still_down": "service_error",
    "registration_lost": "welcome",
}


def test_a_notice_shows_first_and_alone() -> None:
    for notice, step in NOTICE_AT.items():
        shown = view(at(step, notice=notice))
        assert shown.notice is shown.blocks[0]
        assert shown.blocks[0].id == notice
        assert shown.blocks[0].title
        assert [block.kind for block in shown.blocks].count("notice") == 1


def test_every_notice_of_the_journey_is_looked_at_here() -> None:
    assert {*NOTICE_AT, "not_recognised"} == set(NOTICES)


def test_1c_shows_its_notice_with_the_data_still_in_the_fields() -> None:
    for step in ["identity", "company"]:
        block = "first_name" if step == "identity" else "company_name"
        shown = view(at(step, second_look=True, draft=draft(step, **{block: "Mario"})))  # type: ignore[arg-type]
        assert shown.notice is not None
        assert shown.by_id[block].value == "Mario"


def test_equal_masks_stay_two_options() -> None:
    offers = (Contact("mobile", "+393941234619"), Contact("mobile", "+393951234619"))
    choice = view(at("choose_contact", offers=offers, draft=draft("choose_contact", contact="mobile_2"))).by_id[
        "contact"
    ]
    assert [(o.id, o.text, o.group, o.checked) for o in choice.options] == [
        ("mobile_1", ".....619", "Numero di cellulare", False),
        ("mobile_2", ".....619", "Numero di cellulare", True),
        ("none", "Nessuno di questi", "Altro", False),
    ]


def test_nothing_is_chosen_before_somebody_chooses() -> None:
    choice = view(at("choose_contact", offers=(EMAIL, MOBILE))).by_id["contact"]
    assert not any(option.checked for option in choice.options)


def test_home_shows_the_active_policies_one_block_each() -> None:
    shown = view(at("home", logged_in="mario-rossi"))
    products = [(block.id, block.text) for block in shown.blocks if block.id.startswith("products")]
    assert products == [("products.1", "Polizza 350001"), ("products.2", "Polizza 350003")]
    assert "no_products" not in shown.by_id
    assert shown.by_id["greeting"].text == "Ti diamo il benvenuto, Mario Rossi!"


def test_home_without_policies_says_so() -> None:
    world = replace(WORLD, registry=Registry((replace(MARIO, policies=()),)))
    shown = view(at("home", logged_in="mario-rossi"), world)
    assert "no_products" in shown.by_id
    assert not [block for block in shown.blocks if block.id.startswith("products")]


# The clock, and data that is no markup


def test_the_status_bar_tells_the_simulated_time() -> None:
    for moment, said in [
        ("00:05", "12:05 AM"),
        ("09:41", "9:41 AM"),
        ("11:59", "11:59 AM"),
        ("12:00", "12:00 PM"),
        ("23:07", "11:07 PM"),
    ]:
        assert clock_text(datetime.fromisoformat(f"2026-01-15T{moment}")) == said


def test_the_status_bar_moves_with_the_journey() -> None:
    assert view(at("welcome", now=NOW + timedelta(minutes=20))).clock == "10:01 AM"


@given(name=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_people_s_names_are_never_read_as_placeholders(name: str) -> None:
    customer = replace(MARIO, first_name=name, last_name="{wait}")
    world = replace(WORLD, registry=Registry((customer,)))
    assert view(at("home", logged_in="mario-rossi"), world).by_id["greeting"].text.endswith(f"{name} {{wait}}!")


def _states() -> st.SearchStrategy[Journey]:
    """Journeys put together from parts that need not fit: rendering must hold all the same."""
    asked = st.builds(
        challenge,
        st.sampled_from([EMAIL, MOBILE]),
        attempts_left=st.integers(0, 5),
        sends=st.integers(1, 6),
        link=st.sampled_from(["", "f00d"]),
        purpose=st.sampled_from(["registration", "access", "operation", "recovery"]),
    )
    return st.builds(
        lambda step, made, **fields: Journey(
            now=NOW, step=step, challenge=made.key, service=Service(challenges={made.key: made}), **fields
        ),
        st.sampled_from(STEPS),
        asked,
        stage=st.sampled_from(["ask", "code", "password"]),
        notice=st.sampled_from(["", *NOTICES]),
        profile=st.sampled_from([None, "person", "professional", "company"]),
        second_look=st.booleans(),
        app_open=st.booleans(),
        logged_in=st.sampled_from(["", "mario-rossi", "nobody"]),
        offers=st.lists(st.sampled_from([EMAIL, MOBILE]), max_size=4).map(tuple),
    )


@given(journey=_states())
def test_any_state_gives_a_view_with_distinct_ids_and_nothing_left_to_fill_in(journey: Journey) -> None:
    shown: View = render(deck(), journey, WORLD)
    assert len(shown.by_id) == len(shown.blocks)
    assert all(not block.beside or block.beside in shown.by_id for block in shown.blocks)
    assert not [text for _, text in shown.texts() if "{" in text or "}" in text]
    assert shown.focus in ("", *shown.by_id)
