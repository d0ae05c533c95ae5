"""What lies over the desk, through the running app: find, stories, any time; and the keys that go with a call."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ac_tui.surfaces.tui.commands import COMMANDS, Command
from ac_tui.surfaces.tui.screens.desk import Desk
from tests.desk.table import customer, flow
from tests.tui.driver import reach, running
from tests.tui.states import CONFIRM, CONFIRM_BUSINESS, MARIO, PERSON

NOTES = "note-2026-01-15-0941"


def overlay(desk: Desk, width: int = 110, height: int = 30) -> list[str]:
    """What the overlay shows, line by line."""
    assert desk.overlay is not None
    return ["".join(text for text, _ in line).rstrip() for line in desk.overlay.picture(width, height)]


def command(name: str) -> Command:
    """A command by its id."""
    return next(one for one in COMMANDS if one.id == name)


# Find.


@pytest.mark.parametrize(
    ("read_aloud", "step", "shown"),
    [
        ("il codice non e corretto ti restano", "confirm_contact", "Il codice non è corretto. Ti restano 4 tentativi."),
        ("ti resta un solo tentativo", "confirm_contact", "Il codice non è corretto. Ti resta un solo tentativo."),
        ("qualche informazione non risulta", "identity", "Attenzione, qualche informazione non risulta corretta"),
        ("il link e scaduto", "link_expired", "Il link è scaduto"),
        ("standard di sicurezza solo su recapito", "no_mobile", "Ops, qualcosa è andato storto"),
        ("questo e un numero fisso", "contact", "Questo è un numero fisso: inserisci un numero di cellulare."),
        ("la password e cambiata", "login", "La password è cambiata"),
        ("non hai polizze attive", "home", "non hai polizze attive."),
    ],
)
def test_find_opens_the_very_state_that_was_read_aloud(read_aloud: str, step: str, shown: str) -> None:
    desk = reach(f"<F3>{read_aloud}<Enter>")
    view = desk.simulation.view
    assert view.step == step
    assert any(text.endswith(shown) for _, text in view.texts())
    assert desk.overlay is None
    assert desk.front is desk.phone
    assert "Ctrl+Z" in desk.note


def test_find_lists_every_screen_while_nothing_is_typed_and_goes_there() -> None:
    told = overlay(reach("<F3>"), height=40)
    assert "▸ Ingresso" in told[2]
    assert sum(line.endswith("titolo") for line in told) == 18
    assert reach("<F3><Down><Down><Down><Down><Enter>").simulation.view.step == "contact"


def test_find_says_what_kind_of_text_it_found_and_tells_it_in_full() -> None:
    told = overlay(reach("<F3>il codice non e corretto"))
    assert told[2].startswith("▸ Codice di registrazione")
    assert told[2].endswith("errore")
    assert "«Il codice non è corretto. Ti restano … tentativi.»" in told
    assert overlay(reach("<F3>qualche informazione"))[2].endswith("avviso")
    assert overlay(reach("<F3>richiedi assistenza"))[2].endswith("pulsante")


def test_find_says_when_nothing_is_found_and_enter_does_nothing() -> None:
    desk = reach("<F3>qqqq zzzz<Enter>")
    assert overlay(desk)[2] == "Nessuna schermata dice qualcosa di simile."
    assert desk.simulation.history == []


def test_a_call_goes_on_where_it_was_after_a_look_elsewhere() -> None:
    desk = reach(f"{MARIO}mario@x.it")
    before = desk.simulation.view
    for key in ("f3", "enter"):
        desk.stroke(key)
    assert desk.simulation.view.step == "welcome"
    desk.stroke("ctrl+z")
    assert desk.simulation.view == before
    desk.stroke("ctrl+y")
    assert desk.simulation.view.step == "welcome"


def test_what_is_typed_ahead_of_the_list_lands_in_it() -> None:
    desk = reach(f"{PERSON}<F3>accedi")
    assert desk.simulation.written("first_name") == ""
    assert desk.overlay is not None


async def test_an_entry_is_opened_by_a_click() -> None:
    async with running((100, 40)) as (fingers, pilot):
        await fingers.type("<F3>il link e scaduto")
        await pilot.pause()
        rows = fingers.picture.splitlines()
        y = next(number for number, line in enumerate(rows) if "▸ Link scaduto" in line)
        await pilot.click(offset=(rows[y].index("Link scaduto"), y))
        await fingers.done()
        assert fingers.step == "link_expired"


async def test_a_click_below_the_list_opens_nothing() -> None:
    async with running((80, 24)) as (fingers, pilot):
        await fingers.type("<F3>")
        await pilot.pause()
        rows = fingers.picture.splitlines()
        y = next(number for number, line in enumerate(rows) if "Invio apre questa schermata" in line)
        await pilot.click(offset=(10, y))
        await fingers.done()
        assert fingers.app.desk.overlay is not None
        assert fingers.app.simulation.history == []


# Stories and the typing aid.


def test_a_story_is_chosen_by_any_word_about_its_customer() -> None:
    for typed in ("conti laura", "LAURA", "marito", "famiglia.ferri", "393941234526", "CNTLRA76P70Z999F", "0001234588"):
        told = overlay(reach(f"<F9>{typed}"))
        assert any("Laura Conti" in line for line in told), typed


def test_a_story_plays_from_the_picker_to_its_end_and_back() -> None:
    desk = reach("<F9>laura conti<Enter>")
    assert desk.call.story is not None
    assert desk.call.story.flow.file.endswith("k-laura-conti.yaml")
    assert desk.simulation.view.step == "welcome"
    desk.stroke("ctrl+n")
    desk.stroke("ctrl+n")
    assert desk.simulation.view.step == "identity"
    desk.stroke("ctrl+b")
    assert desk.simulation.view.step == "profile"
    desk.command(command("story_end"))
    assert desk.simulation.view.step == "home"
    assert desk.note == "Fine della storia."
    desk.stroke("ctrl+n")
    assert desk.note == "Fine della storia."


def test_the_finger_is_where_the_story_types() -> None:
    desk = reach("<F9>laura conti<Enter><Ctrl+N><Ctrl+N><Ctrl+N><Ctrl+N><Ctrl+N>")
    assert desk.hand.stop.block == "last_name"
    desk.stroke("x", "x")
    assert desk.simulation.written("last_name") == "x"
    assert desk.call.story is not None
    assert desk.call.story.in_hand


def test_a_story_that_hands_led_astray_says_how_to_come_back() -> None:
    desk = reach("<F9>laura conti<Enter><Ctrl+N><Ctrl+N><Ctrl+N>")
    desk.simulation.tap("login")
    desk.stroke("ctrl+n")
    assert "Ctrl+B" in desk.note
    told = "".join(text for line in desk.panels["customer"].picture(60, 80) for text, _ in line)
    assert "la storia non può proseguire" in told
    desk.stroke("ctrl+b")
    assert desk.simulation.view.step == "identity"


def test_other_flows_are_in_the_picker_too() -> None:
    desk = reach("<F9>link usato due volte<Enter>")
    assert desk.call.story is not None
    assert desk.call.story.flow is not flow("k-laura-conti")
    assert desk.call.customer is customer("franco-geraci")


def test_only_the_data_leave_the_phone_as_it_is() -> None:
    desk = reach(f"{PERSON}<F9>laura conti<Ctrl+F>")
    assert desk.overlay is None
    assert desk.call.story is None
    assert desk.simulation.view.step == "identity"
    desk.stroke("ctrl+f")
    desk.stroke("ctrl+f")
    assert [desk.simulation.written(name) for name in ("first_name", "last_name")] == ["Laura", "Conti"]
    assert desk.hand.stop.block == "continue"


def test_story_keys_say_that_there_is_no_story() -> None:
    for key in ("ctrl+n", "ctrl+b"):
        desk = reach("")
        desk.stroke(key)
        assert desk.note.startswith("Nessuna storia in corso")
    assert "Ctrl+N" not in _footer(reach(""))
    assert "Ctrl+N Avanti" in _footer(reach("<F9>laura conti<Enter><F6>"), fresh=True)


def test_the_whole_of_part_a_by_the_typing_aid_alone() -> None:
    desk = reach("<Enter><Enter>")
    for _ in range(40):
        if desk.simulation.view.step == "home":
            break
        desk.stroke("ctrl+f")
        if desk.hand.block is not None and desk.hand.block.kind == "button":
            desk.stroke("enter")
    assert desk.simulation.view.step == "home"
    assert desk.call.customer is customer("mario-rossi")


def test_the_typing_aid_points_to_the_customers_profile() -> None:
    desk = reach("<F9>wellion<Ctrl+F><Enter><Ctrl+F>")
    assert desk.hand.stop.block == "company"
    desk.stroke("enter")
    assert desk.simulation.view.step == "company"


def test_the_typing_aid_says_when_there_is_nothing_to_type() -> None:
    desk = reach("<Ctrl+F>")
    assert desk.note == "Qui non c'è niente da scrivere per questo cliente."


# Time.


def test_any_amount_of_time_passes() -> None:
    desk = reach("<Ctrl+T>1 ora e 5 min")
    assert overlay(desk)[2] == "Invio fa passare 1 ora 5 minuti."
    before = desk.simulation.journey.now
    desk.stroke("enter")
    assert desk.simulation.journey.now - before == timedelta(hours=1, minutes=5)
    assert desk.overlay is None
    desk.stroke("ctrl+z")
    assert desk.simulation.journey.now == before


def test_what_is_no_time_is_said_and_nothing_passes() -> None:
    desk = reach("<Ctrl+T>presto<Enter>")
    assert overlay(desk)[2].startswith("Non è chiaro")
    assert desk.simulation.history == []
    desk.stroke("escape")
    assert desk.overlay is None


@pytest.mark.parametrize(
    ("key", "span"), [("f5", {"seconds": 30}), ("f6", {"minutes": 10}), ("f7", {"hours": 1}), ("f8", {"hours": 48})]
)
def test_time_at_a_key(key: str, span: dict[str, int]) -> None:
    desk = reach(f"{MARIO}mario")
    before = desk.simulation.journey.now
    desk.stroke(key)
    assert desk.simulation.journey.now - before == timedelta(**span)


# Notes.


async def test_notes_are_copied_masked() -> None:
    async with running() as (fingers, _):
        await fingers.type(f"{CONFIRM}<Ctrl+X>")
        copied = fingers.app.clipboard
        assert copied.startswith("# Note della chiamata")
        assert "mario.rossi@mail.it" not in copied
        assert fingers.app.desk.note == "Note copiate."


def test_notes_are_saved_as_markdown_and_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = reach(f"{CONFIRM_BUSINESS}<Ctrl+L>")
    assert desk.note == f"Note salvate in {NOTES}.md."
    assert (tmp_path / f"{NOTES}.md").read_text(encoding="utf-8").startswith("# Note della chiamata")
    desk.command(command("notes_json"))
    saved = json.loads((tmp_path / f"{NOTES}.json").read_text(encoding="utf-8"))
    assert saved["step"] == "confirm_contact"
    assert [line["step"] for line in saved["lines"]] == ["welcome", "profile", "company", "contact"]


def test_notes_that_cannot_be_saved_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert reach("<Ctrl+L>").note.startswith("Note non salvate: ")


def _footer(desk: Desk, *, fresh: bool = False) -> str:
    if fresh:
        desk.note = ""
    return "".join(text for line in desk._bar.picture(200, 1) for text, _ in line)
