"""What was typed for a screen that did not come goes nowhere, and a key pressed twice at once is pressed once."""

from __future__ import annotations

import pytest
from textual.widgets import Checkbox, Input

from ac_tui.surfaces.tui.keys import PAUSE, WINDOW
from tests.tui.driver import Person, keys
from tests.tui.scripts import CHOOSE, CONFIRM, MARIO, PERSON, RIGHT

AT_ONCE = 0.0


def field(person: Person, block: str) -> Input:
    return person.app.query_one(f"#{block}", Input)


def test_a_whole_form_typed_in_one_write_lands_where_it_was_meant(person: Person) -> None:
    person.press(PERSON)
    person.press(f"Mario<Tab>Rossi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>", apart=AT_ONCE)
    assert person.step == "confirm_contact"
    draft = person.simulation.journey.draft
    assert draft.text("identity", "first_name") == "Mario"
    assert draft.text("identity", "last_name") == "Rossi"
    assert draft.text("contact", "email") == "mario.rossi@mail.it"


@pytest.mark.parametrize("apart", [AT_ONCE, PAUSE * 0.9])
def test_what_follows_a_refused_form_goes_nowhere(person: Person, apart: float) -> None:
    person.press(PERSON)
    person.press(f"Mario<Tab>R0ssi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>", apart=apart)
    assert person.step == "identity"
    assert [field(person, name).value for name in ("first_name", "last_name")] == ["Mario", "R0ssi"]
    assert "Prova1234" not in repr(person.simulation.view)


def test_what_follows_a_customer_not_recognised_goes_nowhere(person: Person) -> None:
    person.press(MARIO)
    person.press(f"altra@mail.it<Tab>{RIGHT}<Enter>123456<Enter>mario<Tab>Prova1234", apart=AT_ONCE)
    assert person.step == "identity"
    assert [field(person, name).value for name in ("first_name", "last_name")] == ["Mario", "Rossi"]


def test_a_paste_after_a_refused_form_goes_nowhere(person: Person) -> None:
    person.press(f"{PERSON}Mario<Tab>R0ssi<Enter>")
    person.press("«Prova1234»", apart=AT_ONCE)
    assert person.value("last_name") == "R0ssi"
    assert "Tasti ignorati" in person.picture
    person.press("<Backspace>")
    assert person.value("last_name") == ""
    assert "Tasti ignorati" not in person.picture


def test_what_follows_a_dropped_press_goes_nowhere(person: Person) -> None:
    person.press(f"<Enter><Enter>Mario<Tab>Rossi<Enter>mario@mail.it<Tab>{RIGHT}<Enter>", apart=AT_ONCE)
    assert person.step == "profile"
    assert len(person.simulation.history) == 1


def test_what_is_typed_where_there_is_no_field_presses_no_button(person: Person) -> None:
    person.press("<Enter>")
    person.press("123456<Enter>", apart=AT_ONCE)
    assert person.step == "profile"
    person.press("<Enter>")
    assert person.step == "identity"


def test_what_is_typed_while_a_page_gives_way_goes_nowhere_as_a_whole(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.click("#login")
    tap = person.simulation.tap

    def tapped(block: str, option: str = "") -> object:
        for key in keys("Mario"):
            person.app.post_message(key)
        return tap(block, option)

    monkeypatch.setattr(person.simulation, "tap", tapped)
    person.click("#recover")
    assert person.step == "recover"
    assert person.value("contact") == ""
    assert "Tasti ignorati" in person.picture


def test_a_box_ticked_twice_at_once_is_ticked(person: Person) -> None:
    person.press(f"{MARIO}mario.rossi@mail.it<Tab>Prova1234<Tab>")
    person.press("<Space><Space>", apart=AT_ONCE)
    assert person.app.query_one("#privacy", Checkbox).value
    person.time.seconds += PAUSE
    person.click("#privacy", times=2)
    block = person.simulation.view.block("privacy")
    assert block is not None
    assert not block.checked


def test_a_choice_entered_twice_at_once_is_made_not_sent(person: Person) -> None:
    person.press(f"{CHOOSE}<Enter>")
    person.press("<Enter>", apart=AT_ONCE)
    assert person.step == "choose_contact"
    person.press("<Enter>")
    assert person.step == "confirm_contact"


def test_after_a_pause_one_types_again(person: Person) -> None:
    person.press(f"{PERSON}Mario<Tab>R0ssi<Enter>")
    assert person.focus == "last_name"
    person.press("Rossi<Enter>")
    assert person.step == "contact"


def test_enter_twice_at_once_is_one_event(person: Person) -> None:
    person.press("<Enter><Enter>", apart=AT_ONCE)
    assert person.step == "profile"
    assert len(person.simulation.history) == 1


def test_a_wrong_code_entered_twice_at_once_costs_one_attempt(person: Person) -> None:
    person.press(CONFIRM)
    person.press("000000<Enter><Enter>", apart=AT_ONCE)
    assert person.simulation.journey.current is not None
    assert person.simulation.journey.current.attempts_left == 4


def test_enter_after_typing_is_no_echo(person: Person) -> None:
    person.press(PERSON)
    person.press("Mario<Tab>Rossi<Enter>x@mail.it<Enter>", apart=AT_ONCE)
    assert set(person.simulation.journey.errors) == {"password", "privacy"}


def test_two_clicks_on_one_spot_are_one_event(person: Person) -> None:
    person.click("#register", times=2)
    assert person.step == "profile"
    assert len(person.simulation.history) == 1
    person.time.seconds += WINDOW
    person.click("#person")
    assert person.step == "identity"
