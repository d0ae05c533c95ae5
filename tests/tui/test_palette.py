"""The command palette and the footer: both read off the table of commands."""

from __future__ import annotations

import pytest

from ac_tui.desk.commands import COMMANDS
from tests.tui.driver import running
from tests.tui.lives import CONFIRM, WRONG_CODE, lived


@pytest.mark.parametrize("typed", ["consegna persa", "PERSA consegna", "<Down><Down><Up><Up>persa"])
def test_a_command_is_found_by_words_of_its_title_and_run_even_when_all_is_typed_at_once(typed: str) -> None:
    with running((80, 24)) as person:
        person.press(f"<Ctrl+P>{typed}<Enter>", apart=0)
        assert person.dialog == ""
        assert person.simulation.journey.service.delivery == "lost"
        person.rest(0.1)  # Textual draws nothing for a moment after a command of the palette
        assert "Consegna dei messaggi: persa." in person.footer


@pytest.mark.parametrize("typed", ["PERCHE", "alt+p"])
def test_accents_and_case_count_for_nothing_and_titles_come_first(typed: str) -> None:
    with running((100, 40), f"<Ctrl+P>{typed}") as person:
        first = person.picture.split("\n")[4]
        assert "Perché   Alt+P" in first


def test_descriptions_are_whole_and_keys_shown() -> None:
    with running((100, 24), "<Ctrl+P>chiudi app") as person:
        assert "Chiude l'app: la registrazione di un cliente privato senza codice va persa." in person.picture
        assert "F4" in person.picture


def test_it_says_when_no_command_is_called_so_and_enter_runs_none() -> None:
    with running((80, 24), "<Ctrl+P>zzz") as person:
        assert "Nessun comando con queste parole." in person.picture
        person.press("<Enter>")
        assert person.simulation.history == []


def test_it_opens_over_no_dialog_but_in_its_place() -> None:
    with running((80, 24), "<F3><Ctrl+P>") as person:
        assert person.dialog == "palette"
        person.press("<Esc>")
        assert person.dialog == ""


def test_every_command_is_in_the_palette() -> None:
    with running((80, 24)) as person:
        session = person.app.session
        for command in COMMANDS:
            assert command.title(session), command.id
            assert command.text(session), command.id


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_the_footer_of_the_app_shows_whole_commands_only(width: int) -> None:
    with running((width, 24)) as person:
        shown = person.footer.replace("  ", "\n").split("\n")
        whole = {f"{one.shown_key} {one.title(person.app.session)}" for one in COMMANDS if one.footer}
        whole |= {"F2 Messaggi"}
        assert {one.strip() for one in shown if one.strip()} <= whole
        assert person.footer.startswith(" F1 Aiuto")


def test_a_narrow_footer_tells_the_news_of_panels_out_of_sight_and_brings_them() -> None:
    with running((80, 24), on=lived(*WRONG_CODE)) as person:
        assert person.footer.rstrip().endswith("! Perché · ✉ 1")
        assert "Ctrl+P Comandi" in person.footer
        person.click("! Perché")
        assert person.desk.front == "why"
        person.press("<Esc>")
        person.click("✉ 1")
        assert person.desk.front == "messages"


def test_a_click_on_a_command_runs_it() -> None:
    with running((80, 24), on=lived(*CONFIRM)) as person:
        person.click("F3 Trova")
        assert person.dialog == "find"


def test_the_footer_is_not_made_anew_by_a_change_of_focus() -> None:
    with running((80, 24), "<Enter><Enter>") as person:
        before = [*person.desk.footer.children]
        person.press("<Tab>Rossi<Tab>")
        assert [*person.desk.footer.children] == before


def test_what_was_said_stays_until_the_next_key() -> None:
    with running((80, 24), "<Esc>") as person:
        assert "Da qui non si torna indietro." in person.footer
        person.press("<Tab>")
        assert "F1 Aiuto" in person.footer
