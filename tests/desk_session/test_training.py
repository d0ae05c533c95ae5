"""A trainer's mode: a case drawn by seed with its cause hidden, a decision, why, and a sheet without people."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ac_tui.desk.commands import run
from ac_tui.desk.outcome import Request
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.session import Session
from tests.desk_session.sessions import new_session, the_fixture


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the sheet is saved in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draw(session: Session, text: str = "") -> str:
    run(session, "train", Request(text))
    return session.hidden


def test_a_seed_draws_the_same_cases_for_a_whole_class_and_each_is_on_the_phone() -> None:
    one, other = new_session(), new_session()
    cases = [draw(one, "7"), draw(one), draw(one), draw(one)]
    assert [draw(other, "7 3"), draw(other), draw(other), draw(other)] == cases
    assert len(set(cases)) > 2
    assert one.simulation.view == other.simulation.view
    assert one.answers.now() == cases[-1]


def test_the_cause_is_hidden_everywhere_until_somebody_decides_and_then_it_is_told() -> None:
    session = new_session()
    cause = draw(session, "7")
    title = session.answers.causes.causes[cause].title
    assert not session.reasons()
    assert session.advice().check == ()
    assert session.state.story is None
    assert title not in " ".join(session.signs())
    assert not session.take_notes().cause
    assert not any(line.cause for line in session.take_notes().lines)
    assert session.trainee.said in " ".join(session.signs())
    assert not any(pick.right == "adesso" for pick in PICKERS["ask"].find(session, ""))
    outcome = next(pick for pick in PICKERS["decide"].find(session, title) if pick.title == title).act(session)
    assert (outcome.say, outcome.show) == ("train.right", "cause")
    assert session.reasons()
    assert PICKERS["decide"].find(session, "") == []


def test_a_wrong_decision_shows_what_it_was_and_the_sheet_holds_numbers_and_codes_only(folder: Path) -> None:
    session = new_session()
    cause = draw(session, "7 12")
    wrong = next(pick for pick in PICKERS["decide"].find(session, "truffa") if pick.title != cause)
    assert wrong.act(session).say == "train.wrong"
    assert session.answers.asked == cause
    draw(session)
    PICKERS["decide"].find(session, "")[0].act(session)
    assert run(session, "sheet").say == "train.saved"
    run(session, "train")
    PICKERS["decide"].find(session, "")[0].act(session)
    run(session, "sheet")
    assert run(session, "sheet").say == "train.no_scores"
    with (folder / "punteggi.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    assert [(row["trainee"], row["seed"], row["case"]) for row in rows] == [("12", "7", str(n)) for n in (1, 2, 3)]
    assert (rows[0]["cause"], rows[0]["right"]) == (cause, "0")
    text = (folder / "punteggi.csv").read_text(encoding="utf-8").casefold()
    assert not [one for one in the_fixture().registry if one.display_name.casefold() in text]


def test_a_sheet_that_cannot_be_written_is_said_and_nothing_is_lost(folder: Path) -> None:
    session = new_session()
    draw(session, "1")
    PICKERS["decide"].find(session, "")[0].act(session)
    assert run(session, "sheet", Request(str(folder))).say == "train.unsaved"
    (folder / "own.csv").write_text("mine", encoding="utf-8")
    assert run(session, "sheet", Request("own.csv")).say == "train.unsaved"
    assert (folder / "own.csv").read_text(encoding="utf-8") == "mine"
    assert run(session, "sheet", Request("a.csv")).say == "train.saved"
