"""Files saved while a screen is in use: what changes at once, what stays, what is said about a mistake."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.color import Color

from ac_tui.assets import read_text
from ac_tui.deck.load import load_deck
from ac_tui.flows.simulation import Simulation
from tests.tui.driver import Person, running
from tests.tui.lives import MARIO, Act, lived
from tests.workshop.room import copied, replace

HALF_TYPED: tuple[Act, ...] = (*MARIO, ("email", "mario.rossi@mail.it"), ("password", "Prov"))
KEPT = "Sul telefono restano le ultime parole buone."


@dataclass
class Room:
    """A running app on a folder of screens; its files are looked at when a test says so, never by the clock."""

    person: Person
    screens: Path
    following: AsyncGenerator[float]

    def looks(self, times: int) -> None:
        """Look at the files so often, as time would, and wait until all is painted."""
        for _ in range(times):
            self.person.do(lambda: anext(self.following))

    def settled(self) -> None:
        """Look until a save has been seen, read, and, where it is wrong, told."""
        self.looks(4)

    @property
    def picture(self) -> str:
        self.person.rest()
        return self.person.picture


@contextmanager
def room(folder: Path, *acts: Act, script: str = "", size: tuple[int, int] = (100, 40)) -> Iterator[Room]:
    """The real app on a copy of the screens, after acts and keys; the files have been looked at once."""
    screens = copied(folder)
    simulation: Simulation = lived()
    simulation.deck = load_deck(screens)
    for act in acts:
        if isinstance(act, str):
            simulation.tap(act)
        elif isinstance(act, tuple):
            simulation.write(*act)
    with running(size, script, on=simulation, screens=screens) as person:
        made = Room(person, screens, person.desk.tools.looks())
        made.settled()
        yield made


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where the files are: they are then called by short names."""
    monkeypatch.chdir(tmp_path)


def label(file: Path, words: str) -> None:
    """Give the password another label."""
    text = file.read_text(encoding="utf-8")
    at = text.index("[body.password]")
    file.write_text(text[:at] + text[at:].replace('"Password"', f'"{words}"', 1), encoding="utf-8")


def test_a_saved_screen_is_redrawn_with_step_data_focus_and_cursor(tmp_path: Path) -> None:
    with room(tmp_path, *HALF_TYPED, script="<Tab><End><Left>") as made:
        before = made.person.simulation.journey
        assert made.person.focus == "password"
        label(made.screens / "contact.toml", "Parola segreta")
        made.looks(2)
        assert "Parola segreta" in made.picture
        assert "••••" in made.picture
        assert made.person.simulation.journey is before
        made.person.press("x")
        assert made.person.simulation.written("password") == "Proxv"


def test_a_screen_that_is_not_on_show_is_there_when_one_comes_to_it(tmp_path: Path) -> None:
    with room(tmp_path) as made:
        replace(made.screens / "profile.toml", "Professionisti", "Chi ha una partita IVA")
        made.looks(2)
        made.person.press("<Enter>")
        assert "Chi ha una partita IVA" in made.picture


def test_a_saved_variant_is_redrawn_where_it_is_on_show_and_on_a_second_phone(tmp_path: Path) -> None:
    for key in ("<Alt+V>", "<Alt+D>"):
        with room(tmp_path / key.strip("<>"), script=key, size=(110, 40)) as made:
            replace(made.screens / "variants/en/welcome.toml", "Register", "Join")
            made.looks(2)
            assert "Join" in made.picture
            assert ("Registrati" in made.picture) is (key == "<Alt+D>")


def test_saved_words_of_the_desk_are_on_panels_footer_and_titles(tmp_path: Path) -> None:
    with room(tmp_path, script="<F2>") as made:
        words = made.screens / "desk/words.toml"
        replace(words, '[panel.messages]\ntitle      = "Messaggi"', '[panel.messages]\ntitle      = "Bacheca"')
        replace(words, '[command.help]\ntitle = "Aiuto"', '[command.help]\ntitle = "Soccorso"')
        made.looks(2)
        assert made.picture.count("Bacheca") == 2  # its tab and its frame
        assert "F1 Soccorso" in made.picture


def test_a_broken_file_leaves_the_last_good_words_and_is_told_with_its_line(tmp_path: Path) -> None:
    with room(tmp_path, *HALF_TYPED) as made:
        file = made.screens / "contact.toml"
        good = file.read_text(encoding="utf-8")
        lines = good.splitlines()
        lines[11] = 'broken = "'
        file.write_text("\n".join(lines), encoding="utf-8")
        made.settled()
        assert "✗ screens/contact.toml:12:" in made.picture
        assert KEPT in made.picture
        assert "Crea un account" in made.picture
        assert "••••" in made.picture
        file.write_text(good.replace("Crea un account", "Apri un account"), encoding="utf-8")
        made.looks(2)
        assert KEPT not in made.picture
        assert "contact.toml" not in made.picture
        assert "Apri un account" in made.picture
        assert made.person.simulation.written("password") == "Prov"


@pytest.mark.parametrize("name", ["variants/en/welcome.toml", "glossary.toml", "check.toml"])
def test_a_broken_file_that_nothing_on_show_is_from_is_told_too(tmp_path: Path, name: str) -> None:
    with room(tmp_path) as made:
        file = made.screens / name
        good = file.read_text(encoding="utf-8")
        file.write_text(f'broken = "\n{good}', encoding="utf-8")
        made.settled()
        assert f"✗ screens/{name}:1:" in made.picture
        assert KEPT not in made.picture
        file.write_text(good, encoding="utf-8")
        made.settled()
        assert f"screens/{name}" not in made.picture


def test_several_mistakes_are_counted_and_what_is_on_show_is_told_first(tmp_path: Path) -> None:
    with room(tmp_path) as made:
        (made.screens / "variants/en/welcome.toml").write_text("a = [", encoding="utf-8")
        for step in ("login", "contact", "welcome"):
            with (made.screens / f"{step}.toml").open("a", encoding="utf-8") as file:
                file.write("\n[strange]\n")
        made.settled()
        assert Path(made.person.app.session.variants.faults[0].file).parent.name == "screens"
        assert f"Altri errori: {len(made.person.app.session.variants.faults) - 1}." in made.picture


def test_a_file_that_is_written_in_two_goes_never_shows_an_error(tmp_path: Path) -> None:
    with room(tmp_path, *HALF_TYPED) as made:
        file = made.screens / "contact.toml"
        whole = file.read_text(encoding="utf-8").replace("Crea un account", "Apri un account")
        file.write_text(whole[:200], encoding="utf-8")
        made.looks(2)  # seen, read, found wanting
        assert KEPT not in made.picture
        assert "Crea un account" in made.picture
        file.write_text(whole, encoding="utf-8")
        made.looks(2)
        assert KEPT not in made.picture
        assert "Apri un account" in made.picture


def test_a_saved_style_is_in_force_at_once_and_a_broken_one_is_told(tmp_path: Path) -> None:
    with room(tmp_path, *HALF_TYPED) as made:
        app = made.person.app
        style = tmp_path / "desk.tcss"
        good = read_text(Path(app.css_path[1]))
        style.write_text(good, encoding="utf-8")
        app.css_path = [app.css_path[0], style]
        made.following = made.person.desk.tools.looks()
        made.settled()
        deck = app.simulation.deck
        replace(style, "text-align: center; color: $accent;", "text-align: center; color: #123456;")
        made.looks(2)
        assert app.query_one("#phone-wordmark").styles.color == Color.parse("#123456")
        assert app.simulation.deck is deck
        assert app.simulation.written("password") == "Prov"
        style.write_text(good.replace("Phone {", "Phone {\n    colour: red;", 1), encoding="utf-8")
        made.settled()
        assert "desk.tcss:" in made.picture
        style.write_bytes(b"\xff" + good.encode())
        made.settled()
        assert "desk.tcss:1: [style] not UTF-8 text" in made.picture
        assert app.query_one("#phone-wordmark").styles.color == Color.parse("#123456")


def test_watching_is_turned_on_and_off_by_its_key_and_by_the_command_line() -> None:
    with running((100, 40), "<Alt+W>") as person:
        variants = person.app.session.variants
        assert variants.watching is True
        assert "Ogni file salvato si vede subito." in person.footer
        person.press("<Alt+W>")
        assert person.app.session.variants.watching is False
        assert "non si guardano più" in person.footer
    with running((100, 40), watch=True) as person:
        assert person.app.session.variants.watching
