"""The desk around the phone: panels, commands, footer, help, palette, mouse."""

from __future__ import annotations

import gc
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from ac_tui.deck.load import load_deck
from ac_tui.surfaces.tui.commands import BY_KEY, COMMANDS
from ac_tui.surfaces.tui.editor import Line
from ac_tui.surfaces.tui.widgets.help import HANDS
from tests.tui.driver import Key, reach, running, the_deck
from tests.tui.states import COMPANY, CONFIRM, CONFIRM_BUSINESS, MARIO, PERSON


async def test_narrow_shows_one_thing_at_a_time_and_wide_shows_both() -> None:
    async with running((80, 24)) as (fingers, pilot):
        assert "Registrati" in fingers.picture
        assert "Messaggi ─" not in fingers.picture
        await fingers.type("<F2>")
        await pilot.pause()
        assert "Registrati" not in fingers.picture
        assert "Messaggi ━" in fingers.picture
    async with running((100, 30)) as (fingers, pilot):
        await pilot.pause()
        assert "Registrati" in fingers.picture
        assert "Cosa dire ─" in fingers.picture


async def test_a_terminal_that_changes_its_size_keeps_step_draft_and_focus() -> None:
    async with running((160, 50)) as (fingers, pilot):
        await fingers.type(f"{PERSON}Mario<Tab>Ro")
        for size in ((80, 24), (40, 15), (1, 60), (200, 1), (1, 1), (200, 60), (100, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Ro" in fingers.picture or min(size) == 1
        await fingers.type("ssi<Enter>")
        assert fingers.step == "contact"


async def test_messages_show_what_arrived_and_enter_copies_a_code() -> None:
    async with running((100, 40)) as (fingers, pilot):
        await fingers.type(CONFIRM)
        await pilot.pause()
        (message,) = fingers.app.simulation.messages
        picture = fingers.picture
        picture = " ".join(picture.split())
        for piece in (
            "Email · Posta in arrivo",
            "<areaclienti@assicura.example>",
            "adesso",
            f"Codice {message.code}",
            "mar*****@ma***.it",
            message.subject,
        ):
            assert piece in picture
        await fingers.type("<F2><Enter>")
        assert fingers.app.clipboard == message.code
        assert fingers.app.desk.front is fingers.app.desk.phone
        await pilot.pause()
        assert "Codice copiato" in fingers.picture


async def test_the_newest_message_stands_first_with_its_folder_and_its_age() -> None:
    async with running((100, 40)) as (fingers, pilot):
        await fingers.type("<Ctrl+P>consegna spam<Enter>" + CONFIRM + "<F6><Tab><Enter><F2>")
        await pilot.pause()
        picture = fingers.picture
        assert picture.count("Email · Spam ─") == 2
        assert "10 min fa" in picture
        assert picture.index("adesso") < picture.index("10 min fa")
        assert "sostituito" in picture


async def test_a_new_message_is_told_in_the_footer_while_it_is_out_of_sight() -> None:
    async with running((80, 24)) as (fingers, pilot):
        await fingers.type(MARIO)
        await pilot.pause()
        assert "✉" not in fingers.picture
        await fingers.type(CONFIRM.removeprefix(MARIO))
        await pilot.pause()
        assert fingers.picture.splitlines()[-1].endswith("✉ 1")


async def test_enter_twice_on_a_link_presses_nothing_on_the_phone() -> None:
    async with running() as (fingers, _):
        await fingers.type(f"{CONFIRM_BUSINESS}<F2>")
        await fingers.type("<Enter><Enter>", apart=0)
        assert fingers.step == "login"
        assert fingers.app.simulation.journey.errors == {}


async def test_the_mouse_does_all_that_keys_do() -> None:
    async with running((100, 40)) as (fingers, pilot):

        async def click(words: str, *, at: int = 1) -> None:
            await pilot.pause()
            lines = fingers.picture.split("\n")
            y = next(number for number, line in enumerate(lines) if words in line)
            fingers.time.seconds += 1
            await pilot.click(offset=(lines[y].index(words) + at, y))
            await fingers.done()

        await fingers.type("<F2><Esc>")  # the messages beside the phone: none of its words is there
        await click("Registrati")
        await click("Persone")
        await click("Cognome")
        await fingers.type("Rossi")
        await click("Nome")
        await fingers.type("Mario")
        await click("Continua")
        await click("Numero di cellulare")
        assert fingers.app.simulation.view.block("number") is not None
        await click("Email")
        await click("Indirizzo email")
        await fingers.type("mario.rossi@mail.it<Tab>Prova1234")
        await click("Dichiaro")
        await click("informativa privacy")
        assert fingers.step == "privacy"
        await click("‹", at=0)
        assert fingers.step == "contact"
        await click("F4")
        assert not fingers.app.simulation.view.open
        await click("Apri l'app")
        assert fingers.step == "welcome"


async def test_a_double_click_is_one_tap() -> None:
    async with running() as (fingers, pilot):
        await pilot.pause()
        lines = fingers.picture.split("\n")
        y = next(number for number, line in enumerate(lines) if "Registrati" in line)
        fingers.time.seconds += 1
        await pilot.click(offset=(lines[y].index("Registrati"), y), times=2)
        await fingers.done()
        assert fingers.step == "profile"


async def test_a_double_click_on_a_link_opens_it_once_and_taps_nothing_behind_it() -> None:
    async with running((100, 40)) as (fingers, pilot):
        await fingers.type(CONFIRM_BUSINESS)
        fingers.app.desk.bring("messages")
        await pilot.pause()
        lines = fingers.picture.split("\n")
        y = next(number for number, line in enumerate(lines) if "Apri il link" in line)
        before = len(fingers.app.simulation.history)
        fingers.time.seconds += 1
        await pilot.click(offset=(lines[y].index("Apri il link"), y), times=2)
        await fingers.done()
        assert fingers.step == "login"
        assert len(fingers.app.simulation.history) == before + 1


async def test_what_is_missing_is_in_sight_however_fast_one_gets_there() -> None:
    async with running((80, 24)) as (fingers, pilot):
        await fingers.type(PERSON)
        await fingers.type("Mario<Tab>Rossi<Enter>mario.rossi@mail.it<Tab>Prova1234<Enter>", apart=0)
        await pilot.pause()
        assert "✗ Per continuare" in fingers.picture


async def test_the_wheel_turns_the_page_and_keys_bring_the_focus_back() -> None:
    async with running((80, 24)) as (fingers, pilot):
        await fingers.type(f"{MARIO}<Tab>prova")
        await pilot.pause()
        assert "▼" in fingers.picture
        for _ in range(5):
            await pilot._post_mouse_events([MouseScrollDown], offset=(40, 10))
        await pilot.pause()
        assert "▲" in fingers.picture
        assert "Hai già un account?" in fingers.picture
        await fingers.type("1")
        await pilot.pause()
        assert "┏ Password" in fingers.picture


async def test_the_clock_is_simulated_and_moves_when_it_is_told() -> None:
    async with running() as (fingers, pilot):
        await fingers.type(f"{CONFIRM}<F6>")
        await pilot.pause()
        assert "9:51 AM" in fingers.picture.splitlines()[1]
        assert "Ora simulata: 9:51 AM" in fingers.picture
        fingers.app.desk.tick(timedelta(seconds=60))
        await pilot.pause()
        assert "9:52 AM" in fingers.picture.splitlines()[1]


async def test_a_second_that_changes_nothing_paints_nothing() -> None:
    async with running() as (fingers, pilot):
        await pilot.pause()
        phone = fingers.app.desk.phone
        fingers.app.desk.tick(timedelta(seconds=1))
        assert not phone._repaint_required
        fingers.app.desk.tick(timedelta(seconds=60))
        assert phone._repaint_required


async def test_undo_and_redo_move_the_phone_and_say_when_there_is_nothing() -> None:
    async with running() as (fingers, pilot):
        await fingers.type("<Enter><Ctrl+Z>")
        assert fingers.step == "welcome"
        await fingers.type("<Ctrl+Y>")
        assert fingers.step == "profile"
        await fingers.type("<Ctrl+Y>")
        await pilot.pause()
        assert "Non c'è niente da ripetere." in fingers.picture
        await fingers.type("<Tab>")
        await pilot.pause()
        assert "Non c'è niente da ripetere." not in fingers.picture


async def test_the_palette_finds_by_words_in_any_order_and_runs() -> None:
    async with running() as (fingers, pilot):
        await fingers.type("<Ctrl+P>SERVIZIO ferm")
        await pilot.pause()
        assert "▸ Ferma il servizio" in fingers.picture
        await fingers.type("<Enter>")
        assert not fingers.app.simulation.journey.service.up
        await fingers.type("<Ctrl+P>xyz")
        await pilot.pause()
        assert the_deck().words("said.no_command") in fingers.picture
        await fingers.type("<Enter><Esc><Ctrl+P>scuro<Enter>")
        assert fingers.app.theme == "desk-dark"


@pytest.mark.parametrize("variant", ["", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_help_shows_every_key_on_one_screen(size: tuple[int, int], variant: str) -> None:
    """Where room is short the keys of writers are left out; nothing is below the fold."""
    async with running(size) as (fingers, pilot):
        fingers.app.simulation.deck = load_deck(variant=variant)
        await fingers.type("<F1>")
        await pilot.pause()
        picture = fingers.picture
        assert "▼" not in picture
        for command in COMMANDS:
            if command.key and command.id != "help" and (size[0] == 160 or command.group != "words"):
                assert f"{command.shown_key} " in picture
        for hand in HANDS:
            text = fingers.app.desk.words(f"help.{hand}.text")
            assert text in picture
        assert all(words in picture for words in (("delivery", "service") if variant else ("consegna", "servizio")))
        await fingers.type("<F1>")
        await pilot.pause()
        assert fingers.app.desk.overlay is None


def test_the_key_that_stops_other_programs_says_how_to_leave() -> None:
    for script in ("<Ctrl+C>", f"{MARIO}mario<Ctrl+C>", "<F3>ci<Ctrl+C>"):
        assert "Ctrl+Q" in reach(script).note


@pytest.mark.parametrize("width", [20, 32, 40, 60, 80, 100, 160])
async def test_the_footer_always_has_room_for_help_and_never_cuts_a_word(width: int) -> None:
    async with running((width, 24)) as (fingers, pilot):
        await pilot.pause()
        bar = fingers.picture.splitlines()[-1]
        titles = [f"{command.shown_key} {command.title(fingers.app.desk)}" for command in COMMANDS if command.footer]
        assert bar.split("  ")[0].strip() == titles[0] == "F1 Aiuto"
        assert all(entry.strip() in titles for entry in bar.split("  ") if entry.strip())


def test_keys_are_free_of_clashes_and_of_what_hands_and_terminals_need() -> None:
    assert len(BY_KEY) == sum(bool(command.key) for command in COMMANDS)
    needed = {"enter", "space", "tab", "shift+tab", "up", "down", "pageup", "pagedown"}
    eaten = {"ctrl+s", "ctrl+c", "ctrl+m", "ctrl+i", "ctrl+j", "ctrl+h", "f10", "f11", "f12"}
    assert not set(BY_KEY) & (needed | eaten)
    assert all(Line("a", 0).edit(key) is None for key in BY_KEY)


def test_every_command_has_words() -> None:
    desk = reach("")
    assert all(command.title(desk) and command.text(desk) for command in COMMANDS)
    assert the_deck().words("command.help.title") == COMMANDS[0].title(desk)


def test_every_command_can_be_run_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # some save a file
    for script in ("", PERSON, CONFIRM, f"{CONFIRM}<F4>", f"{CONFIRM}<F2>"):
        for command in COMMANDS:
            if command.id not in ("quit", "theme", "paste", "notes_copy"):
                reach(script).command(command)


async def test_what_people_write_is_never_markup() -> None:
    async with running((100, 40)) as (fingers, pilot):
        await fingers.type(f"{COMPANY}[red]Rossi[/x] [Srl]")
        await pilot.pause()
        assert "[red]Rossi[/x] [Srl]" in fingers.picture


async def test_garbage_is_collected_again_once_the_first_screen_is_painted() -> None:
    gc.disable()
    try:
        async with running() as (_, pilot):
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_closing_the_app_asks_nothing_and_ends_cleanly() -> None:
    async with running() as (fingers, _):
        fingers.send(Key("ctrl+q"))
    assert fingers.app.return_code == 0
    assert not fingers.app.is_running
