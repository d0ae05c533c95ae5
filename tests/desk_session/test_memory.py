"""The call as a record: what outlives the program, what is copied, how it ended; and what nobody needs to fear."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ac_tui.desk.commands import run
from ac_tui.desk.memory import CALLS, Memory, user_folder
from ac_tui.desk.outcome import Request
from ac_tui.desk.pickers import PICKERS, show_story
from ac_tui.desk.session import Session
from tests.desk_session.sessions import customer, new_simulation


class Hours:
    """A real clock that goes on by an hour whenever it is looked at."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(hours=1)
        return self.moment


def session_in(folder: Path) -> Session:
    return Session(new_simulation(), memory=Memory(folder, Hours()))


def choose(session: Session, picker: str, text: str = "") -> str:
    """Choose the first of a list; what was copied, or said."""
    outcome = PICKERS[picker].find(session, text)[0].act(session)
    return outcome.copy or session.words(outcome.say, **outcome.values)


def test_a_call_outlives_a_crash_with_its_remarks_and_without_a_contact(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    session.simulation.tap("register")
    session.remark("richiama mario.rossi@mail.it")
    del session  # nobody said that it ends
    after = session_in(tmp_path)
    assert len(after.memory.calls) == 1
    notes = choose(after, "calls", "richiama")
    assert "richiama mar*****@ma***.it" in notes
    assert "mario.rossi" not in (tmp_path / "calls.json").read_text(encoding="utf-8")


def test_each_call_is_one_record_with_real_and_simulated_time_outcome_and_cause(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    session.take_up("service_down")
    assert choose(session, "end", "richiamare") == "Esito: Da richiamare. Causa: Il servizio non risponde."
    show_story(session)
    assert choose(session, "end", "risolta") == "Esito: Risolta. Causa: Il servizio non risponde."
    session.undo()
    session.memory.calls = session.memory.calls[:1]
    session.restart()
    session.remark("un'altra")
    first, second = session.memory.calls
    assert (first.outcome, first.reason, first.at) == ("call_back", "service_down", "15/01 09:41")
    assert first.begun < first.ended < second.begun
    assert second.outcome == ""
    assert [pick.right for pick in PICKERS["calls"].find(session, "")] == ["in corso", "Da richiamare"]


def test_only_the_last_calls_are_remembered(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    for number in range(CALLS + 3):
        session.remark(f"chiamata {number}")
        session.restart()
    assert len(Memory(tmp_path).calls) == CALLS
    assert Memory(tmp_path).calls[-1].remarks == (f"chiamata {CALLS + 2}",)


def test_settings_and_favourites_come_back_and_a_damaged_file_is_passed_over_and_said(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    session.choose(customer("laura-conti"))
    run(session, "favourite")
    run(session, "panels")
    session.memory.set(theme="desk-dark")
    after = session_in(tmp_path)
    assert (after.memory.settings.theme, after.memory.settings.panels) == ("desk-dark", 1)
    assert after.stories()[0].customer.id == "laura-conti"
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    damaged = session_in(tmp_path)
    assert damaged.memory.settings.theme == ""
    assert [sign for sign in damaged.signs() if "settings.json" in sign]


def test_a_sentence_or_all_of_them_are_copied() -> None:
    session = Session(new_simulation())
    first = session.advice().say[0]
    assert choose(session, "copy", first) == first
    assert choose(session, "copy", "tutto quello") == "\n".join(session.advice().say)


@pytest.mark.parametrize(
    ("typed", "found"), [("coniuge", "laura-conti"), ("spam", "silvia-spano"), ("350022", "laura-conti")]
)
def test_callers_are_found_by_the_words_of_their_story_and_by_a_policy(typed: str, found: str) -> None:
    entries = Session(new_simulation()).stories(typed)
    assert found in [entry.customer.id for entry in entries]


def test_where_settings_are_is_the_users_own_choice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AC_TUI_HOME", "")
    assert user_folder() is None
    monkeypatch.setenv("AC_TUI_HOME", str(tmp_path))
    assert user_folder() == tmp_path
    monkeypatch.delenv("AC_TUI_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "ac-tui"


def test_a_folder_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    session = session_in(tmp_path / "file")
    session.remark("uno")
    assert run(session, "notes_copy", Request()).copy
