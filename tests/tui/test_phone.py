"""The phone under somebody's fingers: focus, keys, clicks, pastes; nothing lands where it was not meant."""

from __future__ import annotations

import pytest
from textual.events import MouseDown, MouseScrollDown
from textual.widgets import Button, Checkbox, Input, RadioSet, Tabs

from tests.tui.driver import Person, running
from tests.tui.scripts import CONFIRM, CONFIRM_BUSINESS, MARIO, PERSON, RIGHT

AT_ONCE = 0.0


def field(person: Person, block: str) -> Input:
    return person.app.query_one(f"#{block}", Input)


def test_every_block_is_a_widget_that_a_textual_developer_expects(person: Person) -> None:
    kinds = {"register": Button, "login": Button}
    assert all(person.app.query_one(f"#step-welcome #{block}", kind) for block, kind in kinds.items())
    person.press(MARIO)
    assert person.app.query_one("#kind", Tabs).active == "kind-email"
    assert person.app.query_one("#privacy", Checkbox).value is False
    assert person.app.query_one("#privacy_link", Button).has_class("link")
    assert field(person, "password").password
    person.press(f"altra@mail.it<Tab>{RIGHT}<Enter><Enter>RSSMRA85M01Z999U<Enter>")
    assert person.step == "choose_contact"
    assert person.app.query_one("#contact", RadioSet).pressed_index == -1
    assert not person.app.query("#email")


def test_a_screen_opens_with_the_focus_where_one_begins(person: Person) -> None:
    assert person.focus == "register"
    person.press("<Enter>")
    assert person.focus == "person"
    person.press("<Enter>")
    assert person.focus == "first_name"
    person.press("Mario<Tab>Rossi<Enter>")
    assert person.focus == "email"
    person.press(f"mario.rossi@mail.it<Tab>{RIGHT}<Enter>")
    assert person.focus == "code"


def test_tab_goes_round_and_arrows_stop_at_the_ends(person: Person) -> None:
    for key, focus in (
        ("<Tab>", "login"),
        ("<Tab>", "register"),
        ("<BackTab>", "login"),
        ("<Down>", "login"),
        ("<Up>", "register"),
        ("<Up>", "register"),
    ):
        person.press(key)
        assert person.focus == focus


def test_a_field_entered_by_tab_is_replaced_one_clicked_is_not(person: Person) -> None:
    person.press(f"{PERSON}Mario<Tab>Rossi<BackTab>Maria")
    assert person.value("first_name") == "Maria"
    person.click("#last_name", at=1)
    person.press("De ")
    assert person.value("last_name") == "De Rossi"


def test_the_cursor_moves_within_a_field_as_textual_has_it(person: Person) -> None:
    person.press(f"{PERSON}Maria Tersa<Left><Left>e<Home>Anna <Ctrl+Right>x<Backspace>")
    assert person.value("first_name") == "Anna Maria Teresa"
    person.press("<Ctrl+U>")
    assert person.value("first_name") == "Teresa"


def test_space_ticks_and_enter_ticks_then_goes_on(person: Person) -> None:
    person.press(f"{MARIO}mario.rossi@mail.it<Tab>Prova1234<Tab><Space><Space>")
    assert not person.app.query_one("#privacy", Checkbox).value
    person.press("<Enter>")
    assert person.app.query_one("#privacy", Checkbox).value
    person.press("<Enter>")
    assert person.step == "confirm_contact"


def test_any_space_in_a_field_is_a_space(person: Person) -> None:
    person.press(f"{PERSON}Maria<Space>Teresa\u00a0")
    assert person.value("first_name") == "Maria Teresa "


def test_tabs_turn_by_arrows_and_by_enter(person: Person) -> None:
    person.press(f"{MARIO}<BackTab>")
    assert person.focus == "kind"
    person.press("<Right>")
    assert person.simulation.view.block("number") is not None
    person.press("<Enter>")
    assert person.simulation.view.block("email") is not None


def test_what_is_written_under_one_tab_is_there_when_one_comes_back(person: Person) -> None:
    person.press(f"{MARIO}mario@<Tab>Prov<BackTab><BackTab><Right><Left>")
    assert field(person, "email").value == "mario@"
    assert field(person, "password").value == "Prov"


def test_a_code_pasted_with_words_around_it_fills_the_boxes(person: Person) -> None:
    person.press(f"{CONFIRM}«Il codice è 823 456.\n»")
    assert person.value("code") == "823456"
    person.press("<Enter>")
    assert person.step == "login"


def test_a_digit_completes_half_a_code_that_was_refused(person: Person) -> None:
    person.press(f"{CONFIRM}82345<Enter>")
    assert "ne manca" in person.picture
    person.press("6<Enter>")
    assert person.step == "login"


def test_a_pasted_line_break_is_dropped_in_a_field_and_said_in_a_password(person: Person) -> None:
    person.press(f"{PERSON}«Maria\r\nTeresa\n»")
    assert person.value("first_name") == "Maria Teresa"
    person.press("<Tab>Rossi<Enter><Tab>«Prova\n1234\n»")
    assert person.simulation.written("password") == "Prova1234"
    assert "Abbiamo tolto l'a capo" in person.picture


def test_a_paste_goes_in_at_the_cursor_and_never_into_a_button(person: Person) -> None:
    person.press("«Prova1234»")
    assert person.step == "welcome"
    person.press(f"{PERSON}Mrio<Home><Right>«a»")
    assert person.value("first_name") == "Mario"


def test_control_characters_reach_no_terminal(person: Person) -> None:
    person.press(f"{PERSON}«Ma\x07\x1b[31mrio\u200b»<Tab>")
    assert "Ma␇␛[31mrio�" in person.picture
    assert not any(character in person.picture for character in "\x07\x1b\u200b")


def test_focus_goes_to_the_first_field_that_is_wrong(person: Person) -> None:
    person.press(f"{MARIO}mario.rossi@mail.it<Tab>corta<Enter>")
    assert person.focus == "password"
    person.press("Prova1234<Enter>")
    assert person.focus == "privacy"


def test_what_is_wrong_is_in_sight_however_fast_one_gets_there() -> None:
    with running((80, 24)) as person:
        person.press(PERSON)
        person.press("Mario<Tab>Rossi<Enter>mario.rossi@mail.it<Tab>Prova1234<Enter>", apart=AT_ONCE)
        assert "✗ Per continuare" in person.picture


def test_what_the_desk_does_moves_the_focus_along(person: Person) -> None:
    person.press(CONFIRM_BUSINESS)
    person.press("<Ctrl+Z>")
    assert person.step == "contact"
    assert person.focus in ("email", "password", "privacy", "register")
    person.press("<F4>")
    assert person.step == "closed"
    assert "Apri l'app" in person.picture
    person.press("<Enter>")
    assert person.step == "welcome"


def test_undo_and_redo_keep_the_focus_and_bring_a_password_back(person: Person) -> None:
    person.press(f"{MARIO}mario.rossi@mail.it<Tab>Prova1234")
    person.press("<Ctrl+Z>")
    assert (person.focus, field(person, "password").value) == ("password", "")
    person.press("<Ctrl+Y>")
    assert (person.focus, field(person, "password").value) == ("password", "Prova1234")
    assert "Prova1234" not in person.picture


def test_other_words_keep_focus_cursor_and_half_a_password(person: Person) -> None:
    person.press(f"{MARIO}mario.rossi@mail.it<Tab>Prov1234<Left><Left><Left><Left>")
    person.press("<Alt+V>")
    assert "Email address" in person.picture
    assert person.focus == "password"
    person.press("a")
    assert person.simulation.written("password") == "Prova1234"


def test_a_page_that_is_left_keeps_no_password(person: Person) -> None:
    person.press(f"{MARIO}mario.rossi@mail.it<Tab>Prova1234")
    person.press("<Esc>")
    assert person.step == "identity"
    assert not person.app.query("#password")  # the page is gone, with all that it held


def test_a_side_trip_loses_nothing_that_was_written(person: Person) -> None:
    person.press(f"{MARIO}mario.rossi@mail.it<Tab>Prova1234<Tab><Tab><Enter>")
    assert person.step == "privacy"
    person.press("<Enter>")
    assert field(person, "email").value == "mario.rossi@mail.it"
    assert field(person, "password").value == "Prova1234"


def test_the_wheel_turns_the_page_and_keys_bring_the_focus_back() -> None:
    with running((80, 24)) as person:
        person.press(f"{MARIO}<Tab>prova")
        for _ in range(5):
            person.mouse(MouseScrollDown, 40, 10)
        person.rest()
        assert "Hai già un account?" in person.picture
        person.press("<Tab><BackTab>")
        assert "━ Password" in person.picture


def test_mario_rossi_gets_home_by_the_mouse_on_a_small_screen() -> None:
    with running((80, 24)) as person:

        def write(block: str, text: str) -> None:
            person.click(f"#{block}")
            person.press(text)

        def turn_to(block: str) -> None:
            page = person.phone.page.region
            for _ in range(20):
                widget = person.app.query_one(f"#{block}")
                if page.contains_region(widget.region):
                    return
                person.mouse(MouseScrollDown, 40, 12)
                person.rest()

        person.click("#register")
        person.click("#person")
        write("first_name", "Mario")
        write("last_name", "Rossi")
        person.click("#continue")
        write("email", "mario.rossi@mail.it")
        write("password", "Prova1234")
        turn_to("privacy")
        person.click("#privacy")
        turn_to("register")
        person.click("#register")
        write("code", person.simulation.messages[-1].code)
        turn_to("continue")
        person.click("#continue")
        write("user", "mario.rossi@mail.it")
        write("password", "Prova1234")
        turn_to("login")
        person.click("#login")
        turn_to("code")
        write("code", person.simulation.messages[-1].code)
        turn_to("continue")
        person.click("#continue")
        assert person.step == "home"


def test_the_button_in_the_phones_head_goes_back(person: Person) -> None:
    person.press(MARIO)
    person.click("#phone-back")
    assert person.step == "identity"


def test_what_people_write_is_never_markup(person: Person) -> None:
    person.press(f"{PERSON}[red]Rossi[/x] [[Srl]<Tab>")
    assert "[red]Rossi[/x] [[Srl]" in person.picture


def test_text_selected_with_the_mouse_is_copied_and_a_password_never(person: Person) -> None:
    from textual.events import MouseDown, MouseMove, MouseUp

    person.press(f"{MARIO}mario.rossi@mail.it<Tab>Prova1234")
    lines = person.picture.split("\n")
    y = next(number for number, line in enumerate(lines) if "Quale contatto" in line)
    x = lines[y].index("Quale")
    person.mouse(MouseDown, x, y)
    person.rest()
    person.mouse(MouseMove, x + len("Quale contatto"), y)
    person.mouse(MouseUp, x + len("Quale contatto"), y)
    person.rest()
    person.press("<Ctrl+C>")
    assert person.app.clipboard.startswith("Quale contatto")
    person.press("<BackTab><Ctrl+C>")
    assert person.app.clipboard == "mario.rossi@mail.it"
    person.press("<Tab><Ctrl+C>")
    assert person.app.clipboard == "mario.rossi@mail.it"


def test_wide_and_joined_characters_are_edited_whole(person: Person) -> None:
    person.press(f"{PERSON}中e\u0301😀<Left><Left>x")
    assert person.value("first_name") == "中xe\u0301😀"
    person.press("<Backspace><Backspace><Delete>")
    assert person.value("first_name") == "😀"


def test_a_click_on_the_phone_puts_one_on_the_phone_and_esc_does_one_thing() -> None:
    with running((140, 42), "<Enter>") as person:
        person.click("Cosa dire")
        assert person.desk.front == "advice"
        person.click("#company")
        assert (person.step, person.desk.front) == ("company", "phone")
        person.press("<Esc>")
        assert (person.step, person.desk.front) == ("profile", "phone")
        person.click("#panel-why")
        assert person.desk.front == "why"
        person.press("<Esc>")
        assert (person.step, person.desk.front) == ("profile", "phone")
        person.press("<F1><Esc>")
        assert (person.step, person.dialog) == ("profile", "")


def test_what_follows_a_paste_that_no_field_took_goes_nowhere(person: Person) -> None:
    person.press("«Prova1234»")
    person.press("<Enter>", apart=AT_ONCE)
    assert person.step == "welcome"


@pytest.mark.parametrize("size", [(40, 24), (40, 15), (30, 10), (12, 6), (1, 1)])
def test_a_terminal_of_any_size_shows_what_it_can(size: tuple[int, int]) -> None:
    with running(size, f"{PERSON}Mario<Tab>Rossi<Enter>") as person:
        assert person.step == "contact"
        person.resize(100, 30)
        assert "Indirizzo email" in person.picture


def test_a_terminal_that_changes_its_size_keeps_step_draft_and_focus() -> None:
    with running((160, 50), f"{PERSON}Mario<Tab>Ro") as person:
        for size in ((80, 24), (40, 15), (1, 60), (200, 1), (1, 1), (200, 60), (100, 30)):
            person.resize(*size)
            assert "Ro" in person.picture or min(size) == 1
        person.press("ssi<Enter>")
        assert person.step == "contact"


def test_contact_fits_a_small_screen_without_scrolling() -> None:
    with running((80, 24), MARIO) as person:
        assert person.phone.page.max_scroll_y == 0
        assert "Hai già un account?" in person.picture


@pytest.mark.parametrize("width", [32, 36, 40, 80])
def test_the_link_in_the_privacy_box_stands_on_its_words(width: int) -> None:
    with running((width, 40), MARIO) as person:
        link = person.app.query_one("#privacy_link").region
        line = person.picture.split("\n")[link.y]
        assert line[link.x : link.right] == "informativa privacy"


@pytest.mark.parametrize("width", [32, 36, 40, 44])
def test_a_label_too_long_for_its_border_stands_above_the_field(width: int) -> None:
    with running((width, 40), "<Tab><Enter>") as person:
        words = " ".join(person.picture.replace("▌", "").replace("▐", "").split())
        assert "Indirizzo email o numero di cellulare" in words
        assert "…" not in words


def test_a_click_after_a_mouse_that_came_up_on_another_page_finds_what_it_is_on(person: Person) -> None:
    """The mouse goes down in a field, and comes up elsewhere or not at all; the next page has mouse and focus."""
    person.click("#login")
    field = person.app.query_one("#user").region
    person.mouse(MouseDown, field.x + 2, field.y + 1)
    person.press("<Esc>")
    assert person.focus == "register"
    person.click("#login")
    assert (person.step, person.focus) == ("login", "user")
