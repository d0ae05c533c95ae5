"""A session at the desk without any surface: what is known, found, played, noted, undone, recorded."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ac_tui.deck.load import load_deck
from ac_tui.desk import phone
from ac_tui.desk.commands import run
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.panels import card
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.session import Session
from ac_tui.flows.paths import Goal
from ac_tui.journey.events import Edit
from ac_tui.registry import index
from tests.desk_session.sessions import customer, flow, new_session, new_simulation

HOME = "a1-persone-con-email-fino-alla-home"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a session saves in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(session: Session, outcome: Outcome) -> str:
    """What an outcome says."""
    return session.words(outcome.say, **outcome.values)


# What is told.


def test_commands_are_called_by_their_titles_unless_the_surface_has_other_names() -> None:
    session = new_session()
    assert "«Annulla» torna" in said(session, session.restart())
    keys = Session(new_simulation(), names=lambda deck: {"undo": "Ctrl+Z"})
    assert "Ctrl+Z torna" in said(keys, keys.restart())
    session.simulation.deck = load_deck(variant="en")
    assert "“Undo” goes back" in said(session, session.restart())
    keys.simulation.deck = load_deck(variant="en")
    assert "Ctrl+Z goes back" in said(keys, keys.restart())


@pytest.mark.parametrize(
    ("commands", "signs"),
    [
        ((), []),
        (("service",), ["Servizio fermo"]),
        (("service", "service"), []),
        (("delivery_lost",), ["Consegna persa"]),
        (("delivery_spam", "service"), ["Servizio fermo", "Consegna nello spam"]),
        (("delivery_spam", "delivery_own"), []),
        (("time_1h",), []),
        (("time_48h",), ["Giorno 3"]),
        (("time_48h", "undo"), []),
        (("time_48h", "restart"), []),
    ],
)
def test_what_is_not_as_usual_has_a_sign(commands: tuple[str, ...], signs: list[str]) -> None:
    session = new_session()
    for command in commands:
        run(session, command)
    assert list(session.signs()) == signs


def test_a_variant_has_a_sign_in_its_own_words() -> None:
    session = new_session()
    session.simulation.deck = load_deck(variant="en")
    assert list(session.signs()) == ["Variant en"]


def test_listeners_hear_every_change_until_they_have_had_enough() -> None:
    session, heard = new_session(), []
    stop = session.simulation.subscribe(lambda: heard.append(1))
    for change in (
        lambda: session.remark("a"),
        session.drop_remark,
        lambda: session.choose(customer("adele-fo")),
        lambda: session.simulation.tap("register"),
        session.undo,
        session.redo,
        session.restart,
        session.variants.turn_watching,
        lambda: session.tell(flow(HOME)),
        lambda: session.play("next"),
    ):
        before = len(heard)
        change()
        assert len(heard) > before
    stop()
    heard.clear()
    session.remark("b")
    assert not heard


# Finding, playing.


def test_what_the_caller_reads_is_found_and_gone_to() -> None:
    session = new_session()
    found = PICKERS["find"].find(session, "non mi arriva il codice")
    outcome = next(pick for pick in found if pick.title == "Codice di registrazione").act(session)
    assert (outcome.say, outcome.show, session.simulation.view.step) == ("said.arrived", "phone", "confirm_contact")
    session.undo()
    assert session.simulation.view.step == "welcome"


def test_every_screen_is_found_where_nothing_is_typed() -> None:
    found = PICKERS["find"].find
    assert len(found(new_session(), "")) == 18
    assert not found(new_session(), "zzzzqqqq")


def test_a_screen_that_nobody_reaches_is_told() -> None:
    session = Session(new_simulation())
    assert session.look_up(Goal("welcome", "", "")).say.startswith("said.arrived")


def test_a_story_is_chosen_played_on_back_and_to_its_end() -> None:
    session = new_session()
    assert session.play("next").say == session.play("back").say == session.play("to_the_end").say == "said.no_story"
    pick = PICKERS["stories"].find(session, "mario rossi")[0]
    assert (pick.title, pick.act(session).say) == ("Mario Rossi", "said.story")
    assert (session.play("next").say, session.simulation.view.step) == ("", "profile")
    assert (session.play("back").say, session.simulation.view.step) == ("", "welcome")
    assert session.play("back").say == "said.story_begin"
    assert (session.play("to_the_end").say, session.simulation.view.step) == ("said.story_over", "home")
    assert session.play("next").say == "said.story_over"
    assert session.state.story is not None
    assert len(session.state.story.lines()) == len(session.state.story.steps)


def test_a_customer_may_be_chosen_without_a_story() -> None:
    session = new_session()
    session.choose(customer("adele-fo"))
    assert session.known == session.customer == customer("adele-fo")
    assert session.state.story is None


def test_the_card_has_no_password() -> None:
    session = new_session()
    for one in session.simulation.world.registry:
        session.choose(one)
        told = " ".join(value for values in card(session).values() for value in values)
        assert one.account is None or one.account.password.get_secret_value() not in told


# On the phone.


def test_the_code_that_still_counts_is_used() -> None:
    session = new_session("confirm_contact")
    phone.pass_time(session, timedelta(seconds=90))
    session.simulation.tap("resend")
    phone.use_code(session)
    session.simulation.tap("continue")
    assert session.simulation.view.step == "login"


def test_the_typing_aid_fills_a_screen_and_points_on() -> None:
    session = new_session()
    session.choose(customer("mario-rossi"))
    session.simulation.tap("register")
    assert phone.type_aid(session, "").focus == "person"
    session.simulation.tap("person")
    assert phone.type_aid(session, "first_name").focus == "last_name"
    assert phone.type_aid(session, "last_name").focus == "continue"
    assert [block.value for block in session.simulation.view.blocks[:2]] == ["Mario", "Rossi"]


@pytest.mark.parametrize("text", ["", "boh", "-5m", "x" * 500])
def test_a_span_that_is_none_is_told(text: str) -> None:
    assert phone.pass_time(new_session(), text).say == "time_other.unclear"


def test_a_copied_code_is_for_the_clipboard() -> None:
    session = new_session("confirm_contact")
    newest = session.simulation.messages[-1]
    assert phone.copy_code(session, newest.number).copy == newest.code != ""
    assert phone.copy_code(session, 99).copy == ""


# Undoing.


def test_a_restart_is_undone_and_redone() -> None:
    session = new_session("contact")
    session.remark("richiama")
    session.restart()
    assert (session.simulation.view.step, session.state.remarks) == ("welcome", ())
    session.undo()
    assert (session.simulation.view.step, session.state.remarks) == ("contact", ("richiama",))
    session.redo()
    assert (session.simulation.view.step, session.state.remarks) == ("welcome", ())
    assert session.redo().say == "said.no_redo"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Request(), True),
        (Request(width=80), False),
        (Request(panel="why", width=80), True),
        (Request("", "", "why", 120), False),
    ],
)
def test_what_is_undone_out_of_sight_is_said(given: Request, told: bool) -> None:
    session = new_session("contact")
    for command in ("undo", "redo"):
        assert (run(session, command, given).say == "said.on_the_phone") is told


def test_a_look_elsewhere_keeps_the_remarks_and_undoing_reaches_them_one_by_one() -> None:
    session = new_session()
    session.remark("uno")
    session.remark("due")
    session.look_up(Goal("confirm_contact"))
    assert list(session.state.remarks) == ["uno", "due"]
    session.undo()
    view = session.simulation.view
    for left in (["uno"], []):
        assert session.undo().say == "said.remarks"
        assert (list(session.state.remarks), session.simulation.view) == (left, view)
    session.redo()
    session.drop_remark()
    session.undo()
    assert list(session.state.remarks) == ["uno"]


# Notes.


def test_a_remark_is_one_line_and_says_something() -> None:
    session = new_session()
    session.remark("  due \n righe\t")
    session.remark(" \n ")
    assert session.state.remarks == ("due righe",)
    session.drop_remark()
    assert session.drop_remark().values == {"n": 0}


def test_leaving_with_nothing_noted_saves_nothing(folder: Path) -> None:
    session = new_session("contact")
    assert session.leave() == Outcome(show="quit")
    assert not list(folder.iterdir())


def test_leaving_saves_remarks_that_no_file_holds(folder: Path) -> None:
    session = new_session("contact")
    session.remark("richiama domani")
    assert session.unsaved_notes
    outcome = session.leave()
    assert (outcome.say, outcome.show) == ("said.notes_saved", "quit")
    assert [file.name for file in folder.iterdir()] == [str(outcome.values["file"])]
    assert "richiama domani" in next(folder.iterdir()).read_text(encoding="utf-8")
    assert session.leave() == Outcome(show="quit")


def test_notes_that_were_saved_are_not_saved_again(folder: Path) -> None:
    session = new_session()
    session.remark("uno")
    session.save_notes()
    assert not session.unsaved_notes
    session.leave()
    assert len(list(folder.iterdir())) == 1
    session.remark("due")
    assert session.unsaved_notes


def test_remarks_of_a_call_before_are_saved_too(folder: Path) -> None:
    session = new_session()
    session.remark("prima")
    session.restart()
    session.remark("seconda")
    session.tell(flow(HOME))
    assert session.unsaved_notes
    session.leave()
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir()]
    assert len(texts) == 2
    assert [sum(word in text for text in texts) for word in ("prima", "seconda")] == [1, 1]


def test_a_call_that_was_gone_back_to_is_saved_once(folder: Path) -> None:
    session = new_session()
    session.remark("prima")
    session.restart()
    session.undo()
    session.remark("e poi")
    session.leave()
    assert len(list(folder.iterdir())) == 1


def test_where_notes_cannot_be_saved_it_is_said_and_asking_again_ends_it(folder: Path) -> None:
    session = new_session()
    session.remark("importante")
    folder.rmdir()
    assert (session.leave().say, session.leave().show) == ("said.notes_unsaved", "quit")


def test_in_a_registry_too_large_to_go_through_callers_are_looked_up_by_whole_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "MANY", 10)
    session = new_session()
    for text in ("rossi", "Rossi  Mario", "mario.rossi@mail.it", "320 1234519", "0001234567"):
        entry = session.stories(text)[0]
        assert (entry.customer.display_name, entry.flow is not None) == ("Mario Rossi", True), text
    assert not any(entry.own for entry in session.stories("mario.rossi@mail.i"))
    nothing = PICKERS["stories"].nothing(session, "ross")
    assert "parole intere" in nothing
    PICKERS["stories"].find(session, "rossi")[0].act(session)
    assert session.simulation.view.step == "welcome"


def test_in_such_a_registry_notes_hold_no_password_of_who_was_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MANY", 10)
    session = new_session("login")
    owner = next(one for one in session.simulation.world.registry if one.account is not None)
    assert owner.account is not None
    session.simulation.send(Edit("user", owner.account.username))
    password = owner.account.password.get_secret_value()
    session.remark(f"dice {password} a voce alta")
    assert "a voce alta" in session.notes()
    assert password not in session.notes()


# Recording.


def test_a_recorder_made_late_knows_all_that_happened(folder: Path) -> None:
    session = new_session()
    assert "recorder" not in vars(session)
    PICKERS["stories"].find(session, "mario rossi")[0].act(session)
    session.play("to_the_end")
    assert session.check("Area Clienti").say == "said.checked"
    assert session.check("Nessuno lo dice").show == "checks"
    assert session.save_flow("mio.yaml").say == "said.flow_saved"
    text = (folder / "mio.yaml").read_text(encoding="utf-8")
    assert "Registrati" in text
    assert "Area Clienti" in text
    assert session.save_flow("mio.yaml").say == "said.flow_unsaved"


def test_a_password_that_was_undone_is_in_no_recording(folder: Path) -> None:
    session = new_session("contact")
    session.simulation.write("password", "Canarino7Rosso")
    session.undo()
    session.simulation.write("email", "Canarino7Rosso")
    session.save_flow("mio.yaml")
    assert "Canarino7Rosso" not in (folder / "mio.yaml").read_text(encoding="utf-8")


# Variants.


def test_variants_take_turns_and_stand_beside() -> None:
    session = new_session()
    names = session.variants.names
    for name in (*names[1:], ""):
        session.variants.next()
        assert session.simulation.deck.variant == name
    assert session.variants.next_beside(80).say == "said.too_narrow"
    for name in names[1:]:
        outcome = session.variants.next_beside(120)
        assert session.variants.beside is not None
        assert (session.variants.beside.variant, outcome.show) == (name, "phone")
    assert session.variants.next_beside(120).say == "said.one_phone"
    assert session.variants.beside is None


def test_the_phone_and_the_one_beside_it_never_show_the_same() -> None:
    session = new_session()
    session.variants.next_beside(120)
    session.variants.next()
    beside = session.variants.beside
    assert beside is not None
    assert beside.variant != session.simulation.deck.variant


def test_a_variant_that_is_wrong_is_passed_over_and_said(tmp_path: Path) -> None:
    (tmp_path / "variants" / "aaa").mkdir(parents=True)
    (tmp_path / "variants" / "aaa" / "welcome.toml").write_text("heading = 3\n", encoding="utf-8")
    session = Session(new_simulation(), screens=tmp_path)
    session.variants.next()
    assert session.simulation.deck.variant == "en"
    assert "welcome.toml" in str(session.variants.faults[0].file)


def test_a_link_is_opened_by_the_command_and_its_text() -> None:
    session = new_session()
    assert run(session, "open_link").say == "said.no_link"
    assert run(session, "open_link", Request("nessuno")).show == "phone"
