"""What lies over the desk: find, who is on the line, any time, checks, help; modal for keys and mouse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import OptionList

from ac_tui.desk.commands import COMMANDS
from ac_tui.desk.outcome import Outcome
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.picks import Pick
from ac_tui.flows import paths
from ac_tui.surfaces.tui.dialogs import MOST, PickDialog
from tests.tui.driver import Person, running
from tests.tui.lives import CONFIRM, MARIO, PERSON, lived


def chosen(person: Person) -> str:
    """The row of the list that Enter would choose."""
    choices = person.app.screen.query_one(OptionList)
    region, row = choices.region, choices.highlighted or 0
    line = person.picture.splitlines()[region.y + row - int(choices.scroll_offset.y)]
    return line[region.x : region.right].strip(" ▁▂▃▄▅▆▇█")


@pytest.mark.parametrize(
    ("read_aloud", "step", "shown"),
    [
        ("il codice non e corretto ti restano", "confirm_contact", "Il codice non è corretto. Ti restano 4 tentativi."),
        ("qualche informazione non risulta", "identity", "Attenzione, qualche informazione non risulta corretta"),
        ("il link e scaduto", "link_expired", "Il link è scaduto"),
    ],
)
def test_find_opens_the_very_state_that_was_read_aloud(read_aloud: str, step: str, shown: str) -> None:
    with running((80, 24), f"<F3>{read_aloud}<Enter>") as person:
        assert person.step == step
        assert any(text.endswith(shown) for _, text in person.simulation.view.texts())
        assert person.dialog == ""
        assert person.desk.front == "phone"
        assert "Ctrl+Z" in person.footer


def test_find_lists_every_screen_while_nothing_is_typed_and_goes_there() -> None:
    with running((100, 40), "<F3>") as person:
        assert chosen(person).startswith("Ingresso")
        assert person.picture.count("titolo") == 18
        person.press("<Down><Down><Down><Down><Enter>")
        assert person.step == "contact"


def test_find_says_what_kind_of_text_it_found_and_tells_it_in_full() -> None:
    with running((100, 40), "<F3>il codice non e corretto") as person:
        assert chosen(person).startswith("Codice di registrazione")
        assert chosen(person).endswith("errore")
        assert "«Il codice non è corretto. Ti restano … tentativi.»" in person.picture


def test_find_says_when_nothing_is_found_and_enter_does_nothing() -> None:
    with running((80, 24), "<F3>qqqq zzzz<Enter>") as person:
        assert "Nessuna schermata dice qualcosa di simile." in person.picture
        assert person.dialog == "find"
        assert person.simulation.history == []
        person.press("<Esc>")
        assert person.dialog == ""


def test_all_that_is_typed_in_one_go_lands_in_the_list_and_does_what_it_should() -> None:
    with running((80, 24), on=lived(*PERSON)) as person:
        person.press("<F3>il linkx<Backspace> e<Left><Right> scaduto<Down><Up><Enter>", apart=0)
        assert person.step == "link_expired"
        assert person.dialog == ""
        person.press("<F9>laura conti<Enter><Ctrl+N><Ctrl+N>Laura", apart=0)
        assert person.step == "identity"
        assert person.simulation.written("first_name") == "Laura"


def test_a_call_goes_on_where_it_was_after_a_look_elsewhere() -> None:
    with running((80, 24), on=lived(*MARIO, ("email", "mario@x.it"))) as person:
        before = person.simulation.view
        person.press("<F3><Enter>")
        assert person.step == "welcome"
        person.press("<Ctrl+Z>")
        assert person.simulation.view == before
        assert "mario@x.it" in person.picture


def test_an_entry_is_opened_by_a_click() -> None:
    with running((100, 40), "<F3>il link e scaduto") as person:
        person.click("Link scaduto")
        assert person.step == "link_expired"


@pytest.mark.parametrize("key", ["<F3>", "<F9>", "<Ctrl+T>", "<F1>", "<Ctrl+P>"])
def test_a_click_beside_it_closes_it_and_does_nothing_else(key: str) -> None:
    with running((160, 50), key, on=lived(*PERSON)) as person:
        assert person.dialog
        region = person.phone.page.find("continue").region  # type: ignore[union-attr]
        assert region
        history = len(person.simulation.history)
        person.click_at(1, 49)
        assert person.dialog == ""
        assert len(person.simulation.history) == history
        assert person.focus == "first_name"


def test_a_click_into_the_dialog_does_not_reach_the_desk_below() -> None:
    with running((80, 24), "<F3>") as person:
        person.click("Invio apre questa schermata")
        assert person.dialog == "find"
        assert person.simulation.history == []


def test_a_mouse_that_is_nowhere_on_the_screen_leaves_the_focus_in_the_dialog() -> None:
    """A terminal made smaller may still tell of a place that is gone."""
    with running() as person:
        person.press("<F3>")
        person.click_at(300, 100)
        person.press("codice")
        assert "┃ codice" in person.picture


@pytest.mark.parametrize(
    ("key", "dialog"), [("<F3>", "find"), ("<F9>", "stories"), ("<Ctrl+T>", "time_other"), ("<F1>", "help")]
)
def test_its_own_key_closes_a_dialog_and_another_ones_key_opens_that(key: str, dialog: str) -> None:
    with running((80, 24), key) as person:
        assert person.dialog == dialog
        person.press(key)
        assert person.dialog == ""
        person.press(f"{key}<F3>" if dialog != "find" else f"{key}<F9>")
        assert person.dialog == ("find" if dialog != "find" else "stories")


def test_a_story_is_chosen_by_any_word_about_its_customer() -> None:
    with running((110, 40), "<F9>") as person:
        for typed in ("conti laura", "LAURA", "marito", "famiglia.ferri", "CNTLRA76P70Z999F", "0001234588"):
            person.press(f"<Ctrl+U>{typed}")
            assert "Laura Conti" in person.picture, typed


def test_a_long_list_shows_its_first_ones_and_finds_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [Pick(str(number), lambda session: Outcome()) for number in range(20_000)]
    picker = PICKERS["checks"]._replace(find=lambda session, text: [one for one in numbers if text in one.title])
    with running((80, 24)) as person:
        monkeypatch.setitem(PICKERS, "checks", picker)
        dialog = PickDialog(person.app.session, "checks")
        person.do(lambda: person.app.call_later(person.app.push_screen, dialog))
        choices = person.app.screen.query_one(OptionList)
        assert choices.option_count == MOST
        person.press("19999")
        assert choices.option_count == 1


def test_only_the_data_leave_the_phone_as_it_is() -> None:
    with running((80, 24), "<F9>laura conti<Ctrl+F>", on=lived(*PERSON)) as person:
        assert person.dialog == ""
        assert person.app.session.state.story is None
        assert person.step == "identity"
        person.press("<Ctrl+F><Ctrl+F>")
        assert [person.simulation.written(name) for name in ("first_name", "last_name")] == ["Laura", "Conti"]
        assert person.focus == "continue"


def test_any_amount_of_time_passes() -> None:
    with running((80, 24), "<Ctrl+T>1 ora e 5 min") as person:
        assert "Invio fa passare 1 ora 5 minuti." in person.picture
        before = person.simulation.journey.now
        person.press("<Enter>")
        assert person.simulation.journey.now - before == timedelta(hours=1, minutes=5)
        assert person.dialog == ""


def test_what_is_no_time_is_said_and_nothing_passes() -> None:
    with running((80, 24), "<Ctrl+T>presto<Enter>") as person:
        assert "Non è chiaro" in person.picture
        assert person.dialog == "time_other"
        assert person.simulation.history == []


def test_a_check_is_chosen_among_what_is_on_the_phone() -> None:
    with running(
        (80, 24), "<Ctrl+P>aggiunge registrazione<Enter>cosa<Esc><Ctrl+P>aggiunge registrazione<Enter>"
    ) as person:
        assert person.dialog == "checks"
        person.press("registrati<Enter>")
        assert "Verifica aggiunta" in person.footer


@pytest.mark.parametrize("size", [(160, 50), (80, 24)])
def test_help_tells_every_key_and_a_commands_key_is_done(size: tuple[int, int]) -> None:
    with running(size, "<F1>", on=lived(*CONFIRM)) as person:
        keys = [one.shown_key for one in COMMANDS if one.keys and (size[0] > 100 or one.group != "words")]
        assert {key for key in keys if f"{key} " not in person.picture} <= {"F1"}
        assert "▼" not in person.picture
        person.press("<Ctrl+G>")
        assert person.dialog == ""
        assert person.simulation.written("code") == "823456"


@pytest.mark.parametrize("key", ["<F3>", "<F9>", "<Ctrl+P>", "<F1>"])
def test_what_closes_it_twice_at_once_closes_it_once(key: str) -> None:
    with running((160, 50), key, on=lived(*PERSON)) as person:
        person.click_at(1, 49, times=2)
        assert person.dialog == ""
        person.press(f"{key}<F5><F5><Esc>", apart=0)
        assert person.dialog == ""
        person.press(key * 7 + "<PageUp><PageDown>", apart=0)
        person.press("<Esc>")
        assert person.dialog == ""
        assert person.app.return_code is None


@pytest.mark.parametrize("key", ["<F3>", "<Ctrl+P>"])
def test_what_was_copied_in_the_program_is_written_on_one_line(key: str) -> None:
    with running((80, 24), key) as person:
        person.app.copy_to_clipboard("il\nlink\x1b[31m")
        person.press("<Ctrl+V>")
        assert "il link [31m" in person.picture
        assert len(person.picture.split("\n")) == 24


def test_the_ways_are_known_by_the_time_that_one_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is played while somebody types, so that Enter does not wait for it."""
    paths._beginnings.cache_clear()
    with running((100, 40), "<F3>il codice non e corretto") as person:
        monkeypatch.delattr(paths, "Player")
        person.press("<Enter>")
        assert person.step == "confirm_contact"


def test_the_program_ends_well_whatever_was_opened_and_closed_just_before() -> None:
    with running((20, 5), "<Enter><Ctrl+A>") as person:
        person.press("<Enter><Ctrl+A><Ctrl+P><Left><PageDown><Alt+E><PageUp><Alt+W>", apart=0)
