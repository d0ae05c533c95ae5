"""Variants in place and side by side: one journey, other words, what differs told by a sign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace as with_changes
from pathlib import Path

import pytest

from ac_tui.deck.differences import Place, differences
from ac_tui.deck.layout import draw
from ac_tui.deck.load import variant_names
from ac_tui.deck.view import Block, Option, View
from tests.tui.driver import simulation
from tests.tui.states import CHOOSE, CONFIRM, CONFIRM_BUSINESS, MARIO
from tests.workshop.room import replace, room

HALF_TYPED = f"{MARIO}mario.rossi@mail.it<Tab>Prov<Left>"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where the files are: they are then called by short names."""
    monkeypatch.chdir(tmp_path)


async def test_every_variant_comes_in_turn_and_the_original_again(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        seen = []
        for _ in range(len(variant_names()) + 2):
            await made.fingers.type("<Alt+V>")
            seen.append(made.app.simulation.deck.variant)
        assert seen == [*variant_names(), "pseudo", ""]
        assert "Variante: originale." in await made.picture()


async def test_another_variant_keeps_step_data_focus_and_cursor(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        hand, journey = made.app.desk.hand, made.app.simulation.journey
        before = (hand.stop, hand.cursor)
        await made.fingers.type("<Alt+V>")
        picture = await made.picture()
        assert "Create an account" in picture
        assert "Messages" in picture
        assert "••••" in picture
        assert made.app.simulation.journey is journey
        assert (hand.stop, hand.cursor) == before
        await made.fingers.type("x")
        assert made.app.simulation.written("password") == "Proxv"


async def test_a_variant_that_is_broken_is_passed_over_and_told(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        (made.screens / "variants/en/welcome.toml").write_text("heading = 1\n", encoding="utf-8")
        await made.fingers.type("<Alt+V>")
        assert made.app.simulation.deck.variant == "gentile"
        assert "✗ screens/variants/en/welcome.toml:1:" in await made.picture()
        await made.fingers.type("<Alt+V>")
        assert made.app.simulation.deck.variant == "pseudo"
        assert "✗" not in await made.picture()


async def test_two_phones_show_one_journey_in_two_variants(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        await made.fingers.type("<Alt+D>")
        picture = await made.picture()
        assert "Crea un account" in picture
        assert "Create an account" in picture
        assert picture.count("••••") == 2
        await made.fingers.type("a1234<Tab><Space>")
        assert (await made.picture()).count("[x] I declare") == 1
        await made.fingers.type("<Enter>")
        assert made.fingers.step == "confirm_contact"
        picture = await made.picture()
        assert "Aiuto" in picture
        assert "Verification code" in picture


async def test_the_second_phone_can_be_tapped(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        await made.fingers.type("<Alt+D>")
        lines = (await made.picture()).split("\n")
        y = next(number for number, line in enumerate(lines) if "Register" in line)
        made.fingers.time.seconds += 1
        await made.pilot.click(offset=(lines[y].index("Register"), y))
        await made.fingers.done()
        assert made.fingers.step == "profile"


async def test_what_differs_has_a_sign_on_both_frames_and_nothing_else_has(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        variant = made.screens / "variants" / "brisk"
        variant.mkdir()
        (variant / "welcome.toml").write_text('[body.register]\nlabel = "Iscriviti"\n', encoding="utf-8")
        await made.fingers.type("<Alt+D>")
        second = made.app.desk.second
        assert second is not None
        assert second.deck.variant == "brisk"
        await made.picture()
        for phone in (made.app.desk.phone, second):
            lines = phone._picture
            marked = {number for number, line in enumerate(lines) if line[0][0] == "≠"}
            first, last = phone._sheet.rows["register"]
            assert marked == {phone._page_y + line for line in range(first, last + 1)}


async def test_each_press_goes_on_to_the_next_variant_then_to_one_phone(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        seen = []
        for _ in range(4):
            await made.fingers.type("<Alt+D>")
            second = made.app.desk.second
            seen.append(second.deck.variant if second else None)
        assert seen == [*variant_names(), "pseudo", None]
        picture = await made.picture()
        assert "Un telefono solo." in picture
        assert "≠" not in picture
        assert "Messaggi" in picture


async def test_the_variants_change_places_where_they_meet(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        await made.fingers.type("<Alt+D><Alt+V>")
        assert made.app.desk.workshop.in_use == ("en", "")


async def test_a_panel_in_front_takes_the_second_phones_place(tmp_path: Path) -> None:
    async with room(tmp_path, script=CONFIRM_BUSINESS) as made:
        await made.fingers.type("<Alt+D><F2>")
        picture = await made.picture()
        assert "Messaggi 1" in picture
        assert "Verification code" not in picture
        await made.fingers.type("<Esc>")
        picture = await made.picture()
        assert "Messaggi 1" not in picture
        assert "Verification code" in picture


@pytest.mark.parametrize("width", [40, 80, 99])
async def test_without_room_for_two_phones_it_says_so(tmp_path: Path, width: int) -> None:
    async with room(tmp_path, size=(width, 24)) as made:
        await made.fingers.type("<Alt+D>")
        assert made.app.desk.second is None
        assert made.app.desk.note == f"Per due telefoni il terminale deve avere almeno 100 colonne: ora sono {width}."


async def test_a_terminal_that_shrinks_shows_one_phone_until_it_grows_again(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        await made.fingers.type("<Alt+D>")
        await made.pilot.resize_terminal(80, 24)
        assert "Register" not in await made.picture()
        await made.pilot.resize_terminal(120, 40)
        assert "Register" in await made.picture()


async def test_a_save_redraws_the_second_phone_too(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        await made.fingers.type("<Alt+D>")
        replace(made.screens / "variants/en/welcome.toml", "Register", "Join")
        await made.looks(2)
        picture = await made.picture()
        assert "Join" in picture
        assert "Registrati" in picture


async def test_a_closed_app_is_closed_on_both(tmp_path: Path) -> None:
    async with room(tmp_path, script=f"{CONFIRM}<F4>") as made:
        await made.fingers.type("<Alt+D>")
        picture = await made.picture()
        assert "L'app è chiusa." in picture
        assert "The app is closed." in picture
        assert "≠" in picture


def test_what_is_filled_in_is_no_difference() -> None:
    typed = View("s", "H", (Block("a", "field", "Nome", value="Mario"), Block("b", "checkbox", "Sì", checked=True)))
    empty = View("s", "H", (Block("a", "field", "Nome"), Block("b", "checkbox", "Sì", checked=False)))
    assert differences(typed, empty) == frozenset()


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (View("s", "Other", (Block("a", "text", "x"),)), {("heading", "")}),
        (View("s", "H", (Block("a", "text", "y"),)), {("a", "text")}),
        (View("s", "H", (Block("a", "text", "x", error="e"),)), {("a", "error")}),
        (View("s", "H", (Block("a", "text", "x", options=(Option("o", "t"),)),)), {("a", "option o")}),
        (View("s", "H", (Block("a", "link", "x"),)), {("a", "")}),
        (View("s", "H", (Block("a", "text", "x"), Block("b", "text", "x"))), {("b", "")}),
        (View("s", "H", ()), {("a", "")}),
    ],
)
def test_every_word_of_a_block_counts(other: View, found: set[tuple[str, str]]) -> None:
    one = View("s", "H", (Block("a", "text", "x"),))
    assert differences(one, other) == differences(other, one) == found


def choice(*texts: str, group: str = "Email") -> Block:
    options = tuple(Option(f"o{number}", text, group) for number, text in enumerate(texts))
    return Block("a", "choice", "Quale?", error="Scegli.", options=options)


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        (choice("Uno", "Altro"), ["( ) Altro"]),
        (choice("Uno", "Due", group="Posta"), ["Posta"]),
        (with_changes(choice("Uno", "Due"), text="Quali?"), ["Quali?"]),
        (with_changes(choice("Uno", "Due"), error="Scegline uno."), ["✗ Scegline uno."]),
    ],
)
def test_only_the_lines_that_differ_are_marked(other: Block, lines: list[str]) -> None:
    view = View("s", "H", (other,))
    found = differences(View("s", "H", (choice("Uno", "Due"),)), view)
    assert lines_at(view, found) == lines


def test_of_a_notice_only_the_title_or_the_text_is_marked() -> None:
    view = View("s", "", (Block("n", "notice", "Testo", "Titolo"),))
    assert [line.strip("│ ") for line in lines_at(view, {Place("n", "title")})] == ["Titolo"]
    assert [line.strip("│ ") for line in lines_at(view, {Place("n", "text")})] == ["Testo"]


def lines_at(view: View, places: Iterable[Place]) -> list[str]:
    sheet = draw(view, 30)
    written = sheet.text().split("\n")
    return [written[line].strip() for place in places for line in sheet.lines_of(place)]


async def test_one_option_of_many_is_marked_alone(tmp_path: Path) -> None:
    async with room(tmp_path, script=CHOOSE) as made:
        variant = made.screens / "variants" / "brisk"
        variant.mkdir()
        label = '[body.contact]\ngroups.other.options.none = "Un altro contatto"\n'
        (variant / "choose_contact.toml").write_text(label, encoding="utf-8")
        await made.fingers.type("<Alt+D>")
        await made.picture()
        lines = made.app.desk.phone._picture
        marked = ["".join(text for text, _ in line) for line in lines if line[0][0] == "≠"]
        assert len(marked) == 1
        assert "Nessuno di questi" in marked[0]


def test_the_original_differs_nowhere_from_itself() -> None:
    view = simulation().view
    assert differences(view, view) == frozenset()
