"""A second phone beside the first, in another variant's words: what it shows and marks, what a tap on it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.deck.load import load_deck, variant_names
from tests.tui.driver import Person, running
from tests.tui.lives import CONFIRM, MARIO, PERSON, lived
from tests.workshop.room import copied

WIDE = (110, 40)


def marked(person: Person) -> set[str]:
    """The blocks on the first phone whose words differ."""
    return {widget.id or "" for widget in person.phone.page.query(".-differs")}


def test_the_same_moment_is_shown_in_the_words_of_another_variant_and_marked() -> None:
    with running(WIDE, "<Alt+D>", on=lived(*PERSON)) as person:
        assert "Accanto: en." in person.footer
        for words in ("Crea un account", "Create an account", " originale ", " en "):
            assert words in person.picture
        assert {"heading", "first_name", "last_name", "continue"} <= marked(person)
        assert "Messaggi" not in person.picture.splitlines()[0]


def test_what_is_filled_in_is_no_difference_and_stands_on_both() -> None:
    with running(WIDE, "<Alt+D>", on=lived(*MARIO, ("email", "mario@x.it"))) as person:
        assert person.picture.count("mario@x.it") == 2
        assert "password" not in marked(person), "both call it Password"
        person.press("<Tab><Tab>Prova")
        assert "Prova" not in person.picture


def test_a_tap_on_the_second_phone_is_one_on_the_first() -> None:
    with running(WIDE, "<Alt+D>", on=lived(*PERSON)) as person:
        person.click("#second-phone #last_name")
        assert person.app.focused is person.phone.page.find("last_name")
        person.press("Rossi")
        assert person.simulation.written("last_name") == "Rossi"
        person.rest(1.0)  # the second phone follows when the keys rest
        assert person.picture.count("Rossi") == 2
        person.click("#second-phone #continue")
        assert person.simulation.view.block("first_name") is not None
        assert person.picture.count("▲") == 0
        person.click("#second-phone #login")
        assert person.step == "login"


def test_a_box_ticked_on_the_second_phone_is_ticked_on_both() -> None:
    with running(WIDE, "<Alt+D>", on=lived(*MARIO)) as person:
        person.click("#second-phone #privacy")
        block = person.simulation.view.block("privacy")
        assert block is not None
        assert block.checked
        assert person.picture.count("[x]") == 2


def test_every_variant_has_its_turn_then_there_is_one_phone() -> None:
    with running(WIDE) as person:
        seen = []
        for _ in range(len(variant_names()) + 2):
            person.press("<Alt+D>")
            beside = person.app.session.variants.beside
            seen.append(beside.variant if beside is not None else None)
        assert seen == [*variant_names(), "pseudo", None]
        assert "Un telefono solo." in person.footer
        assert person.desk.tools.second is None
        assert not marked(person)
        assert "Cosa dire" in person.picture


def test_a_panel_in_front_takes_the_second_phones_place() -> None:
    with running(WIDE, "<Alt+D><F2>", on=lived(*CONFIRM)) as person:
        assert "Codice 823456" in person.picture
        assert "Verification code" not in person.picture
        person.press("<Esc>")
        assert "Codice 823456" not in person.picture
        assert "Verification code" in person.picture


@pytest.mark.parametrize("width", [40, 99])
def test_without_room_for_two_phones_it_says_so(width: int) -> None:
    with running((width, 24), "<Alt+D>") as person:
        assert person.desk.tools.second is None
        assert "Per due telefoni" in person.footer


def test_a_terminal_that_shrinks_shows_one_phone_until_it_grows_again() -> None:
    with running(WIDE, "<Alt+D>") as person:
        person.resize(80, 24)
        assert "Register" not in person.picture
        person.resize(120, 40)
        assert "Register" in person.picture


def test_a_closed_app_is_closed_on_both() -> None:
    with running(WIDE, "<F4><Alt+D>", on=lived(*CONFIRM)) as person:
        assert "L'app è chiusa." in person.picture
        assert "The app is closed." in person.picture


def test_the_variants_change_places_where_they_meet() -> None:
    with running(WIDE, "<Alt+D><Alt+V>") as person:
        variants = person.app.session.variants
        assert person.simulation.deck.variant == "en"
        assert variants.beside is not None
        assert variants.beside.variant == ""


def test_a_variant_is_shown_in_place_with_what_was_typed() -> None:
    with running((100, 40), "Prov<Alt+V>", on=lived(*MARIO, ("email", "mario@x.it"))) as person:
        assert "Create an account" in person.picture
        assert "mario@x.it" in person.picture
        assert person.focus == "password"
        assert person.simulation.written("password") == "Prov"
        person.press("x")
        assert person.simulation.written("password") == "Provx"


def test_only_what_differs_is_marked(tmp_path: Path) -> None:
    screens = copied(tmp_path)
    brisk = screens / "variants" / "brisk"
    brisk.mkdir()
    (brisk / "welcome.toml").write_text('[body.register]\nlabel = "Via!"\n', encoding="utf-8")
    from tests.shipped import simulation

    sim = simulation()
    sim.deck = load_deck(screens)
    with running(WIDE, "<Alt+D>", on=sim, screens=screens) as person:
        assert "Via!" in person.picture
        assert marked(person) == {"register"}
