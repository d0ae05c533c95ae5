"""Files saved while a screen is in use: what changes at once, what stays, what is said about a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from ac_tui.assets import read_text
from ac_tui.surfaces.tui.live import Live
from tests.tui.states import MARIO
from tests.tui.terminal import Terminal
from tests.workshop.room import copied, replace, room

HALF_TYPED = f"{MARIO}mario.rossi@mail.it<Tab>Prov<Left>"
KEPT = "Sul telefono restano le ultime parole buone."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where the files are: they are then called by short names."""
    monkeypatch.chdir(tmp_path)


async def test_a_saved_screen_is_redrawn_with_step_data_focus_and_cursor(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        hand, before = made.app.desk.hand, made.app.simulation.journey
        stop, cursor = hand.stop, hand.cursor
        label(made.screens / "contact.toml", "Parola segreta")
        await made.looks(2)
        picture = await made.picture()
        assert "Parola segreta" in picture
        assert "••••" in picture
        assert made.app.simulation.journey is before
        assert (hand.stop, hand.cursor, hand.stop.block) == (stop, cursor, "password")
        assert cursor == len("Pro")
        await made.fingers.type("x")
        assert made.app.simulation.written("password") == "Proxv"


async def test_a_screen_that_is_not_on_show_is_there_when_one_comes_to_it(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        label(made.screens / "contact.toml", "Parola segreta")
        await made.looks(2)
        await made.fingers.type(MARIO)
        assert "Parola segreta" in await made.picture()


async def test_a_saved_variant_is_redrawn_where_it_is_on_show(tmp_path: Path) -> None:
    async with room(tmp_path, script="<Alt+V>") as made:
        assert made.app.simulation.deck.variant == "en"
        replace(made.screens / "variants/en/welcome.toml", "Register", "Join")
        await made.looks(2)
        assert "Join" in await made.picture()


async def test_saved_words_of_the_desk_are_on_panels_footer_and_titles(tmp_path: Path) -> None:
    async with room(tmp_path, script="<F2>") as made:
        words = made.screens / "desk/words.toml"
        replace(words, '[panel.messages]\ntitle      = "Messaggi"', '[panel.messages]\ntitle      = "Bacheca"')
        replace(words, '[command.help]\ntitle = "Aiuto"', '[command.help]\ntitle = "Soccorso"')
        await made.looks(2)
        picture = await made.picture()
        assert picture.count("Bacheca") == 2  # its tab and its frame
        assert "F1 Soccorso" in picture


async def test_a_broken_file_leaves_the_last_good_words_and_is_told_with_its_line(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        file = made.screens / "contact.toml"
        good = file.read_text(encoding="utf-8")
        lines = good.splitlines()
        lines[11] = 'broken = "'
        file.write_text("\n".join(lines), encoding="utf-8")
        await made.settled()
        picture = await made.picture()
        assert "✗ screens/contact.toml:12: [toml-syntax]" in picture
        assert KEPT in picture
        assert "Crea un account" in picture
        assert "••••" in picture
        file.write_text(good.replace("Crea un account", "Apri un account"), encoding="utf-8")
        await made.looks(2)
        picture = await made.picture()
        assert KEPT not in picture
        assert "toml-syntax" not in picture
        assert "Apri un account" in picture
        assert made.app.simulation.written("password") == "Prov"


@pytest.mark.parametrize(
    ("name", "rule"),
    [("variants/en/welcome.toml", "toml-syntax"), ("glossary.toml", "toml-syntax"), ("check.toml", "toml-syntax")],
)
async def test_a_broken_file_that_nothing_on_show_is_from_is_told_too(tmp_path: Path, name: str, rule: str) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        file = made.screens / name
        good = file.read_text(encoding="utf-8")
        file.write_text(f'broken = "\n{good}', encoding="utf-8")
        await made.settled()
        picture = await made.picture()
        assert f"✗ screens/{name}:1: [{rule}]" in picture
        assert KEPT not in picture
        label(made.screens / "contact.toml", "Parola segreta")
        await made.settled()
        picture = await made.picture()
        assert "Parola segreta" in picture
        assert f"screens/{name}:1:" in picture
        file.write_text(good, encoding="utf-8")
        await made.settled()
        assert rule not in await made.picture()


async def test_what_is_on_show_is_told_first(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        (made.screens / "variants/en/welcome.toml").write_text("a = [", encoding="utf-8")
        (made.screens / "welcome.toml").write_text("b = [", encoding="utf-8")
        await made.settled()
        assert [Path(fault.file).parent.name for fault in made.app.desk.workshop.faults][:1] == ["screens"]
        assert KEPT in await made.picture()


async def test_a_saved_style_reads_no_words_again(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        style = tmp_path / "desk.tcss"
        style.write_text(read_text(Path(made.app.css_path[0])), encoding="utf-8")
        made.app.css_path = [style]
        made.app.desk.workshop.live = Live(made.app.desk.workshop)
        await made.settled()
        deck = made.app.simulation.deck
        replace(style, "color: $accent;", "color: #123456;")
        await made.settled()
        assert made.app.desk.ink.style("wordmark").color == Color.parse("#123456").rich_color
        assert made.app.simulation.deck is deck


async def test_several_mistakes_are_counted(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        for step in ("login", "contact", "welcome"):
            with (made.screens / f"{step}.toml").open("a", encoding="utf-8") as file:
                file.write("\n[strange]\n")
        await made.settled()
        picture = await made.picture()
        assert "contact.toml" in picture
        assert "Altri errori: 2." in picture


async def test_a_file_that_is_written_in_two_goes_never_shows_an_error(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        file = made.screens / "contact.toml"
        whole = file.read_text(encoding="utf-8").replace("Crea un account", "Apri un account")
        file.write_text(whole[:200], encoding="utf-8")
        await made.looks(2)  # seen, read, found wanting
        assert KEPT not in await made.picture()
        assert "Crea un account" in await made.picture()
        file.write_text(whole, encoding="utf-8")
        await made.looks(2)
        assert KEPT not in await made.picture()
        assert "Apri un account" in await made.picture()
        await made.settled()
        assert KEPT not in await made.picture()


async def test_an_editor_that_saves_by_moving_files_never_shows_an_error(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        file = made.screens / "contact.toml"
        new = made.screens / "contact.toml~"
        new.write_text(file.read_text(encoding="utf-8").replace("Crea un account", "Apri un account"), "utf-8")
        file.rename(made.screens / "contact.bak")
        await made.looks(2)
        assert KEPT not in await made.picture()
        new.rename(file)
        await made.looks(2)
        assert KEPT not in await made.picture()
        assert "Apri un account" in await made.picture()


async def test_the_same_size_and_another_text_is_seen(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        replace(made.screens / "welcome.toml", "Registrati", "Registrami")
        await made.looks(2)
        assert "Registrami" in await made.picture()


async def test_what_nobody_saved_is_not_read_again(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        deck = made.app.simulation.deck
        await made.settled()
        assert made.app.simulation.deck is deck


async def test_a_saved_style_is_in_force_at_once_and_a_broken_one_is_told(tmp_path: Path) -> None:
    async with room(tmp_path, script=HALF_TYPED) as made:
        style = tmp_path / "desk.tcss"
        [shipped] = made.app.css_path
        good = read_text(Path(shipped))
        style.write_text(good, encoding="utf-8")
        made.app.css_path = [style]
        made.app.desk.workshop.live = Live(made.app.desk.workshop)
        await made.settled()
        style.write_text(good.replace("color: $accent;", "color: #123456;"), encoding="utf-8")
        await made.looks(2)
        assert made.app.desk.ink.style("wordmark").color == Color.parse("#123456").rich_color
        assert made.app.simulation.written("password") == "Prov"
        wrong = good.splitlines()
        at = wrong.index("    color: $accent;")
        wrong[at] = "    colour: $nothing;"
        style.write_text("\n".join(wrong), encoding="utf-8")
        await made.settled()
        picture = await made.picture()
        assert f"✗ desk.tcss:{at + 1}: [style]" in picture
        assert made.app.desk.ink.style("wordmark").color == Color.parse("#123456").rich_color
        style.write_text(good, encoding="utf-8")
        await made.looks(2)
        assert "[style]" not in await made.picture()
        assert made.app.desk.ink.style("wordmark").color != Color.parse("#123456").rich_color


async def test_the_command_begins_and_ends_the_watching(tmp_path: Path) -> None:
    async with room(tmp_path) as made:
        workshop = made.app.desk.workshop
        await made.fingers.type("<Alt+W>")
        assert workshop.watching
        assert "Ogni file salvato si vede subito." in await made.picture()
        await made.fingers.type("<Ctrl+P>seguire")
        assert "Non seguire" in await made.picture()
        await made.fingers.type("<Enter>")
        assert not workshop.watching


@pytest.mark.pty
def test_in_a_terminal_a_save_is_seen_by_itself(tmp_path: Path) -> None:
    screens = copied(tmp_path)
    with Terminal(["--watch", "--screens", str(screens), "--step", "contact"], lines=40, columns=100) as terminal:
        terminal.wait("Crea un account")
        terminal.write("mario@mail.it\tPro")
        terminal.wait("•••")
        label(screens / "contact.toml", "Parola segreta")
        terminal.wait("Parola segreta", "•••")
        replace(screens / "contact.toml", "step", "stop")
        terminal.wait("contact.toml:", KEPT, "Parola segreta", "•••")
        replace(screens / "contact.toml", "stop", "step")
        terminal.wait_until(lambda text: KEPT not in text and "•••" in text, "the strip gone")
        terminal.write(b"\x11")
        assert terminal.wait_for_end() == 0


def label(file: Path, words: str) -> None:
    """Call the password something else."""
    replace(file, '"Password"', f'"{words}"')
