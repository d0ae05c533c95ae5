"""Recordings: clean flows that do again what was done, and show the same Views."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import event, given, settings

from ac_tui.assets import fixtures_dir
from ac_tui.flows.executor import Surface
from ac_tui.flows.load import load_flow
from ac_tui.flows.play import Player
from ac_tui.flows.record import Recorder, Recording
from ac_tui.flows.simulation import Simulation, collect_secrets
from ac_tui.journey import events as ev
from ac_tui.registry.model import SecretStr
from tests.flows.again import assert_the_same_again
from tests.flows.by_hand import TO_CODE, TO_CONTACT, commands_of, to_code, to_contact
from tests.flows.sessions import DEEDS, Deed, Person, fixture

FLOWS = sorted((fixtures_dir() / "flows").glob("*.yaml"))


def assert_no_secret(recording: Recording, simulation: Simulation) -> None:
    """No password that was typed as one, no code that was sent, no contact is in a recording, nor in its repr."""
    edits = [moved.event for moved in simulation.history if isinstance(moved.event, ev.Edit)]
    secrets = [edit.value for edit in edits if edit.block == "password" and isinstance(edit.value, SecretStr)]
    typed = [secret.get_secret_value().strip() for secret in secrets]
    codes = [message.code.get_secret_value() for message in simulation.journey.service.outbox]
    for secret in [*typed, *codes, "Prova1234"]:
        assert len(secret) < 4 or secret not in recording.text
        assert len(secret) < 4 or secret not in repr(recording)
    registry = simulation.world.registry
    numbers = [mobile.removeprefix("+39") for customer in registry for mobile in customer.mobiles]
    known = [*numbers, *(email for customer in registry for email in customer.emails)]
    typed_in = [edit.value for edit in edits if edit.block in ("email", "number", "user", "contact")]
    whole = [text for text in typed_in if isinstance(text, str) and re.fullmatch(r"\S+@\S+|\+?\d{7,}", text)]
    for contact in {*known, *whole}:
        assert contact not in recording.text
        assert contact not in repr(recording)


@pytest.mark.parametrize("part", sorted({path.stem[0] for path in FLOWS}))
def test_a_flow_recorded_while_it_plays_shows_the_same_again(part: str, file: Path) -> None:
    for path in FLOWS:
        if path.stem[0] == part:
            flow = load_flow(path)
            person = Person()
            person.simulation = fixture().simulation(flow.setting.seed)
            person.recorder = Recorder(person.simulation, collect_secrets(person.simulation))
            assert Player(flow, Surface(person.simulation)).play().status == "passed", path
            assert_the_same_again(person, file)


@given(DEEDS)
@settings(max_examples=300)
def test_whatever_somebody_does_its_recording_shows_the_same_again(file: Path, deeds: list[Deed]) -> None:
    person = Person()
    person.live(deeds)
    event(person.simulation.view.step)
    assert_the_same_again(person, file)


@given(DEEDS)
@settings(max_examples=150)
def test_whatever_somebody_does_no_secret_is_recorded(deeds: list[Deed]) -> None:
    person = Person()
    person.live(deeds)
    recording = person.recorder.recording()
    if recording is not None:
        assert_no_secret(recording, person.simulation)


# By hand.


def test_a_registration_is_one_tap_and_one_text_for_each_field() -> None:
    person = Person()
    simulation = to_code(person)
    simulation.write("code", simulation.messages[0].code)
    simulation.tap("continue")
    assert commands_of(person.recorder.recording()) == [*TO_CODE, "inputText: ${OTP}", "tapOn: Continua"]


def test_its_header_says_whose_it_is_and_how_to_play_it() -> None:
    person = Person(seed=11)
    to_code(person)
    recording = person.recorder.recording()
    assert recording is not None
    assert recording.text.startswith(
        "# Recorded by hand. To play it: ac-tui test FILE -e PASSWORD=…\n"
        "appId: ${APP_ID}\n"
        "name: Recording, from welcome to confirm_contact\n"
        "simulator: {customer: mario-rossi, seed: 11}\n---\n"
    )
    assert recording.commands == len(TO_CODE)


def test_typing_key_by_key_and_correcting_are_one_text() -> None:
    person = Person()
    simulation = person.simulation
    simulation.tap("register")
    simulation.tap("person")
    for text in ("M", "Ma", "Mar", "Marr", "Mar", "Mari", "Mario"):
        simulation.write("first_name", text)
    simulation.write("last_name", "Rosi")
    simulation.write("first_name", "")
    simulation.write("first_name", "Mario")
    simulation.write("last_name", "Rossi")
    simulation.tap("continue")
    assert commands_of(person.recorder.recording()) == TO_CONTACT


def test_coming_back_to_a_field_on_another_tab_is_told_as_it_was(file: Path) -> None:
    person = Person()
    simulation = to_contact(person)
    simulation.write("email", "mario@")
    simulation.tap("kind", "mobile")
    simulation.write("number", "3201234519")
    simulation.tap("kind", "email")
    simulation.write("email", "mario.rossi@mail.it")
    assert commands_of(person.recorder.recording())[len(TO_CONTACT) :] == [
        *("tapOn: Indirizzo email", "inputText: ${EMAIL}", "tapOn: Numero di cellulare"),
        *("tapOn: Numero", "inputText: ${CUSTOMER_MOBILE}", "tapOn: Email"),
        *("tapOn: Indirizzo email", "eraseText", "inputText: ${CUSTOMER_EMAIL}"),
    ]
    assert_the_same_again(person, file)


def test_a_box_ticked_and_unticked_was_never_touched() -> None:
    person = Person()
    simulation = to_contact(person)
    simulation.tap("privacy")
    simulation.write("email", "a@b.it")
    simulation.tap("privacy")
    assert commands_of(person.recorder.recording()) == [*TO_CONTACT, "tapOn: Indirizzo email", "inputText: ${EMAIL}"]


def test_an_error_that_went_away_by_typing_is_gone_again(file: Path) -> None:
    person = Person()
    simulation = person.simulation
    simulation.tap("register")
    simulation.tap("person")
    simulation.tap("continue")
    simulation.write("first_name", "M")
    simulation.write("first_name", "")
    assert not simulation.view.blocks[0].error
    simulation.tap("login")
    assert_the_same_again(person, file)


def test_what_was_undone_was_never_done() -> None:
    person = Person()
    simulation = to_contact(person)
    simulation.write("email", "altra@mail.it")
    simulation.tap("privacy")
    simulation.undo()
    simulation.undo()
    assert commands_of(person.recorder.recording()) == TO_CONTACT
    simulation.redo()
    assert commands_of(person.recorder.recording()) == [*(*TO_CONTACT, "tapOn: Indirizzo email", "inputText: ${EMAIL}")]
    simulation.restart()
    assert person.recorder.recording() is None


def test_checks_stand_where_they_were_added(file: Path) -> None:
    person = Person()
    assert person.recorder.check("Registrati")
    to_contact(person)
    assert person.recorder.check("Quale contatto vuoi usare come nome utente?")
    assert commands_of(person.recorder.recording()) == [
        *("launchApp", "assertVisible: Registrati", *TO_CONTACT[1:]),
        "assertVisible: Quale contatto vuoi usare come nome utente?",
    ]
    assert_the_same_again(person, file)


def test_a_check_of_something_half_written_holds_when_played(file: Path) -> None:
    person = Person()
    simulation = to_contact(person)
    simulation.write("email", "mario@gmail.con")
    assert person.recorder.check("Forse intendevi mario@gmail.com?")
    simulation.write("email", "mario@gmail.com")
    assert_the_same_again(person, file)


def test_a_check_of_a_countdown_holds_when_played(file: Path) -> None:
    person = Person()
    simulation = to_code(person)
    simulation.tick(timedelta(seconds=17))
    assert person.recorder.check("Puoi richiederlo tra 0:43.")
    simulation.tick(timedelta(seconds=5))
    simulation.tap("help")
    assert "simulator: {advanceClock: 17s}" in commands_of(person.recorder.recording())
    assert_the_same_again(person, file)


def test_time_that_shows_in_the_status_bar_alone_is_not_told(file: Path) -> None:
    """Somebody who takes minutes over each field leaves the flow of somebody who does not."""
    person = Person()
    simulation = person.simulation
    simulation.tap("register")
    simulation.tick(timedelta(seconds=61))
    simulation.tap("person")
    simulation.tick(timedelta(seconds=61))
    simulation.write("first_name", "Mario")
    simulation.tick(timedelta(seconds=61))
    simulation.write("last_name", "Rossi")
    simulation.tick(timedelta(seconds=61))
    simulation.tap("continue")
    assert simulation.view.clock == "9:45 AM"
    assert commands_of(person.recorder.recording()) == TO_CONTACT
    assert_the_same_again(person, file)


def _slowly(person: Person, seconds: int) -> Simulation:
    """To the code, with so much time before every move."""
    simulation = person.simulation
    for block, text in (
        *(("register", None), ("person", None), ("first_name", "Mario"), ("last_name", "Rossi"), ("continue", None)),
        *(("email", "mario.rossi@mail.it"), ("password", "Segreta1"), ("privacy", None), ("register", None)),
    ):
        simulation.tick(timedelta(seconds=seconds))
        if text is None:
            simulation.tap(block)
        else:
            simulation.write(block, text)
    return simulation


def test_time_before_the_first_code_is_not_told(file: Path) -> None:
    person = Person()
    _slowly(person, 41)
    assert commands_of(person.recorder.recording()) == TO_CODE
    assert_the_same_again(person, file)


def test_time_that_shows_in_a_countdown_alone_is_not_told(file: Path) -> None:
    person = Person()
    simulation = _slowly(person, 7)
    for _ in range(3):
        simulation.tick(timedelta(seconds=11))
        simulation.tap("help")
        simulation.tick(timedelta(seconds=4))
        simulation.back()
    simulation.advance_clock(timedelta(seconds=5))
    code = simulation.messages[0].code
    simulation.write("code", code)
    simulation.tap("continue")
    commands = commands_of(person.recorder.recording())
    assert not [command for command in commands if "advanceClock" in command]
    assert_the_same_again(person, file)


def test_time_is_told_where_it_decides(file: Path) -> None:
    """Thirty seconds and thirty-one make a minute: only then a new code can be asked for. Ten more show nothing."""
    person = Person()
    simulation = _slowly(person, 41)
    simulation.tick(timedelta(seconds=30))
    simulation.tap("help")
    simulation.tick(timedelta(seconds=31))
    simulation.back()
    simulation.tap("resend")
    simulation.tick(timedelta(seconds=10))
    simulation.tap("help")
    commands = commands_of(person.recorder.recording())
    assert [command for command in commands if "advanceClock" in command] == ["simulator: {advanceClock: 61s}"]
    assert commands.index("simulator: {advanceClock: 61s}") < commands.index("tapOn: Richiedi nuovo codice")
    assert_the_same_again(person, file)


def test_what_the_desk_lets_pass_is_told_where_it_shows(file: Path) -> None:
    person = Person()
    simulation = _slowly(person, 41)
    simulation.advance_clock(timedelta(minutes=11))
    simulation.write("code", simulation.messages[0].code)
    simulation.tap("continue")
    assert "simulator: {advanceClock: 11m}" in commands_of(person.recorder.recording())
    assert_the_same_again(person, file)


def test_a_check_goes_with_what_it_was_about() -> None:
    person = Person()
    simulation = to_contact(person)
    assert person.recorder.check("Password")
    simulation.undo()
    simulation.undo()
    simulation.write("last_name", "Verdi")
    assert "assertVisible: Password" not in commands_of(person.recorder.recording())


def test_only_what_is_there_to_read_can_be_checked_for() -> None:
    person = Person()
    simulation = to_code(person)
    code = simulation.messages[0].code
    simulation.write("code", code)
    assert not person.recorder.check("Area Clienti")
    assert not person.recorder.check(code)
    assert "Conferma il tuo recapito" in person.recorder.visible()
    simulation.close()
    assert person.recorder.visible() == ()


def test_saving_writes_the_file_and_says_how_to_play_it(tmp_path: Path) -> None:
    person = Person()
    person.recorder.file = tmp_path / "mine.yaml"
    assert person.recorder.save(str) is None
    assert not person.recorder.file.exists()
    to_code(person)
    saved = person.recorder.save(str)
    assert saved is not None
    assert saved.file.read_text(encoding="utf-8") == saved.text
    assert saved.how_to_play == f"ac-tui test {tmp_path / 'mine.yaml'} -e PASSWORD=…"


def test_without_a_name_the_first_free_one_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    person = Person()
    to_contact(person)
    for number in (1, 2):
        saved = person.recorder.save("flow-{}.yaml".format)
        assert saved is not None
        assert saved.file == Path(f"flow-{number}.yaml")
        assert load_flow(saved.file).name == "Recording, from welcome to contact"
