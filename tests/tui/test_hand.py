"""The hand: focus, keys, taps, pastes, at once and in order; nothing lands where it was not meant."""

from __future__ import annotations

import pytest

from ac_tui.deck.layout_sheet import Hit
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.tui.guard import PAUSE, WINDOW
from ac_tui.surfaces.tui.hand import OPEN, Hand, Stop
from tests.tui.driver import Time, press, simulation
from tests.tui.states import CHOOSE, CONFIRM_BUSINESS, MARIO, PERSON, RIGHT

AT_ONCE = 0.0


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def phone() -> Simulation:
    return simulation()


@pytest.fixture
def hand(phone: Simulation, time: Time) -> Hand:
    return Hand(phone, time)


def value(phone: Simulation, block: str) -> str:
    found = phone.view.block(block)
    assert found is not None
    return found.value


def ticked(phone: Simulation, block: str) -> bool:
    found = phone.view.block(block)
    assert found is not None
    return found.checked is True


def all_selected(hand: Hand) -> bool:
    return hand.selected


def test_a_screen_opens_with_the_focus_where_one_begins(hand: Hand, time: Time) -> None:
    assert hand.stop == Stop("register")
    press(hand, "<Enter>", time)
    assert hand.stop == Stop("person")
    press(hand, "<Enter>", time)
    assert hand.stop == Stop("first_name")
    press(hand, "Mario<Tab>Rossi<Enter>", time)
    assert hand.stop == Stop("email")
    press(hand, f"mario.rossi@mail.it<Tab>{RIGHT}<Enter>", time)
    assert hand.stop == Stop("code")


def test_tab_goes_round_and_arrows_stop_at_the_ends(hand: Hand, time: Time) -> None:
    press(hand, "<Tab>", time)
    assert hand.stop == Stop("login")
    press(hand, "<Tab>", time)
    assert hand.stop == Stop("register")
    press(hand, "<BackTab>", time)
    assert hand.stop == Stop("login")
    assert not hand.key("down")
    assert hand.key("up")
    assert not hand.key("up")


def test_a_whole_form_typed_in_one_write_lands_where_it_was_meant(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, PERSON, time)
    press(hand, f"Mario<Tab>Rossi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>", time, apart=AT_ONCE)
    assert phone.view.step == "confirm_contact"
    draft = phone.journey.draft
    assert draft.text("identity", "first_name") == "Mario"
    assert draft.text("identity", "last_name") == "Rossi"
    assert draft.text("contact", "email") == "mario.rossi@mail.it"


def test_what_follows_a_refused_form_goes_nowhere(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, PERSON, time)
    press(hand, f"Mario<Tab>R0ssi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>", time, apart=AT_ONCE)
    assert phone.view.step == "identity"
    assert [value(phone, field) for field in ("first_name", "last_name")] == ["Mario", "R0ssi"]
    assert "Prova1234" not in repr(phone.view)


def test_what_follows_a_customer_not_recognised_goes_nowhere(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, MARIO, time)
    press(hand, f"altra@mail.it<Tab>{RIGHT}<Enter>123456<Enter>mario<Tab>Prova1234", time, apart=AT_ONCE)
    assert phone.view.step == "identity"
    assert [value(phone, field) for field in ("first_name", "last_name")] == ["Mario", "Rossi"]


def test_a_slow_line_may_cut_a_burst_anywhere(phone: Simulation, time: Time) -> None:
    script = f"Mario<Tab>R0ssi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>"
    hand = Hand(phone, time)
    press(hand, PERSON, time)
    press(hand, script, time, apart=PAUSE * 0.9)
    assert [value(phone, field) for field in ("first_name", "last_name")] == ["Mario", "R0ssi"]


def test_a_paste_after_a_refused_form_goes_nowhere(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{PERSON}Mario<Tab>R0ssi<Enter>", time)
    press(hand, "«Prova1234»", time, apart=AT_ONCE)
    assert hand.dropped
    assert value(phone, "last_name") == "R0ssi"
    press(hand, "<Backspace>", time)
    assert not hand.dropped


def test_what_follows_a_dropped_press_goes_nowhere(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"<Enter><Enter>Mario<Tab>Rossi<Enter>mario@mail.it<Tab>{RIGHT}<Enter>", time, apart=AT_ONCE)
    assert phone.view.step == "profile"
    assert hand.dropped
    assert len(phone.history) == 1


def test_what_is_typed_where_there_is_no_field_presses_no_button(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, "<Enter>", time)
    press(hand, "123456<Enter>", time, apart=AT_ONCE)
    assert phone.view.step == "profile"
    press(hand, "<Enter>", time)
    assert phone.view.step == "identity"


def test_a_box_ticked_twice_at_once_is_ticked(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{MARIO}mario.rossi@mail.it<Tab>Prova1234<Tab>", time)
    press(hand, "<Space><Space>", time, apart=AT_ONCE)
    assert ticked(phone, "privacy")
    time.seconds += PAUSE
    hit = Hit(0, 0, 40, "privacy")
    for _ in range(2):
        hand.tap(hit, 1, (3, 9))
    assert not ticked(phone, "privacy")


def test_a_choice_entered_twice_at_once_is_made_not_sent(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, CHOOSE, time)
    press(hand, "<Enter>", time)
    press(hand, "<Enter>", time, apart=AT_ONCE)
    assert phone.view.step == "choose_contact"
    press(hand, "<Enter>", time)
    assert phone.view.step == "confirm_contact"


def test_after_a_pause_one_types_again(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{PERSON}Mario<Tab>R0ssi<Enter>", time)
    assert hand.stop == Stop("last_name")
    press(hand, "Rossi<Enter>", time)
    assert phone.view.step == "contact"


def test_enter_twice_at_once_is_one_event(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, "<Enter><Enter>", time, apart=AT_ONCE)
    assert phone.view.step == "profile"
    assert len(phone.history) == 1


def test_a_wrong_code_entered_twice_at_once_costs_one_attempt(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{MARIO}mario.rossi@mail.it<Tab>{RIGHT}<Enter>", time)
    press(hand, "000000<Enter><Enter>", time, apart=AT_ONCE)
    assert phone.journey.current is not None
    assert phone.journey.current.attempts_left == 4


def test_enter_after_typing_is_no_echo(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, PERSON, time)
    press(hand, "Mario<Tab>Rossi<Enter>x@mail.it<Enter>", time, apart=AT_ONCE)
    assert set(phone.journey.errors) == {"password", "privacy"}


def test_two_clicks_on_one_spot_are_one_event(hand: Hand, phone: Simulation, time: Time) -> None:
    hit = Hit(0, 0, 40, "register")
    hand.tap(hit, 3, (10, 10))
    hand.tap(Hit(0, 0, 40, "person"), 3, (10, 10))
    assert phone.view.step == "profile"
    time.seconds += WINDOW
    hand.tap(Hit(0, 0, 40, "person"), 3, (10, 10))
    assert phone.view.step == "identity"


def test_a_field_entered_by_tab_is_replaced_one_clicked_is_not(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{PERSON}Mario<Tab>Rossi<BackTab>", time)
    assert all_selected(hand)
    press(hand, "Maria", time)
    assert value(phone, "first_name") == "Maria"
    hand.tap(Hit(0, 0, 40, "last_name", "", 0, 2), 2, (5, 5))
    assert not all_selected(hand)
    press(hand, "De ", time)
    assert value(phone, "last_name") == "De Rossi"


def test_moving_the_cursor_keeps_what_is_selected_and_erasing_takes_it(
    hand: Hand, phone: Simulation, time: Time
) -> None:
    press(hand, f"{PERSON}Mario<Tab>Rosi<BackTab><Tab><Left>s", time)
    assert value(phone, "last_name") == "Rossi"
    press(hand, "<BackTab><Tab>", time)
    hand.key("backspace")
    assert value(phone, "last_name") == ""


def test_a_click_puts_the_cursor_where_it_falls(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{PERSON}Mario", time)
    sheet = hand.sheet(40, 30)
    row = sheet.rows["first_name"][0] + 1
    hit = sheet.at(row, 5)
    assert hit is not None
    hand.tap(hit, 5, (5, row))
    press(hand, "x", time)
    assert value(phone, "first_name") == "Marxio"


def test_space_ticks_and_enter_ticks_then_goes_on(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{MARIO}mario.rossi@mail.it<Tab>Prova1234<Tab>", time)
    press(hand, "<Space><Space>", time)
    assert not ticked(phone, "privacy")
    press(hand, "<Enter>", time)
    assert ticked(phone, "privacy")
    press(hand, "<Enter>", time)
    assert phone.view.step == "confirm_contact"


def test_a_space_in_a_field_is_a_space(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{PERSON}Maria<Space>Teresa", time)
    assert value(phone, "first_name") == "Maria Teresa"
    hand.key("no-break_space", "\u00a0")
    assert value(phone, "first_name") == "Maria Teresa "


def test_tabs_turn_by_arrows_and_by_enter(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{MARIO}<BackTab>", time)
    assert hand.stop == Stop("kind")
    press(hand, "<Right>", time)
    assert phone.view.block("number") is not None
    assert not hand.key("right")
    press(hand, "<Enter>", time)
    assert phone.view.block("email") is not None


def test_a_code_pasted_with_spaces_fills_the_boxes(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{MARIO}mario.rossi@mail.it<Tab>{RIGHT}<Enter>", time)
    hand.paste(" 823 456\n")
    assert value(phone, "code") == "823456"
    assert hand.cursor == 6
    press(hand, "<Enter>", time)
    assert phone.view.step == "login"


def test_a_pasted_line_break_is_dropped_in_a_field_and_said_in_a_password(
    hand: Hand, phone: Simulation, time: Time
) -> None:
    press(hand, PERSON, time)
    hand.paste("Maria\r\nTeresa\n")
    assert value(phone, "first_name") == "Maria Teresa"
    press(hand, "<Tab>Rossi<Enter>", time)
    press(hand, "<Tab>", time)
    hand.paste("Prova\n1234\n")
    assert phone.written("password") == "Prova1234"
    password = phone.view.block("password")
    assert password is not None
    assert password.hint
    assert hand.cursor == 9


def test_a_paste_goes_in_at_the_cursor_and_never_into_a_button(hand: Hand, phone: Simulation, time: Time) -> None:
    assert not hand.paste("Prova1234")
    press(hand, f"{PERSON}Mrio<Home><Right>", time)
    hand.paste("a")
    assert value(phone, "first_name") == "Mario"


def test_wide_and_joined_characters_are_edited_whole(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, f"{PERSON}中e\u0301😀<Left><Left>x", time)
    assert value(phone, "first_name") == "中xe\u0301😀"
    for _ in range(2):
        hand.key("backspace")
    assert value(phone, "first_name") == "e\u0301😀"


def test_command_keys_type_nothing(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, PERSON, time)
    for key, character in (("ctrl+x", "\x18"), ("alt+a", "a"), ("f9", None), ("ctrl+space", "\x00")):
        hand.key(key, character)
    assert value(phone, "first_name") == ""


def test_focus_goes_to_the_first_field_that_is_wrong(hand: Hand, time: Time) -> None:
    press(hand, f"{MARIO}mario.rossi@mail.it<Tab>corta<Enter>", time)
    assert hand.stop == Stop("password")
    press(hand, f"{RIGHT[: -len('<Tab><Space>')]}<Enter>", time)
    assert hand.stop == Stop("privacy")


def test_what_the_desk_does_moves_the_focus_along(hand: Hand, phone: Simulation, time: Time) -> None:
    press(hand, CONFIRM_BUSINESS, time)
    phone.undo()
    press(hand, "<Tab>", time)
    assert phone.view.step == "contact"
    assert hand.block is not None
    phone.close()
    hand.settle()
    assert hand.stop == Stop(OPEN)
    press(hand, "<Enter>", time)
    assert phone.view.open


def test_a_tap_on_what_is_gone_does_nothing(hand: Hand, phone: Simulation) -> None:
    hand.tap(Hit(0, 0, 10, "no_such_block"), 1, (1, 1))
    assert phone.history == []
