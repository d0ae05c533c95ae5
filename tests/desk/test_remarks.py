"""Remarks are the call's own: another call begins without them, and undoing reaches them as anything else."""

from __future__ import annotations

import pytest

from tests.tui.driver import running
from tests.tui.lives import PERSON, lived

NOTES = "<Ctrl+P>raccoglie<Enter>"
SMALL = (80, 24)


@pytest.mark.parametrize("begin", ["<Ctrl+R>", "<F9>laura conti<Enter>"])
def test_another_call_begins_without_the_remarks_of_the_one_before(begin: str) -> None:
    with running(SMALL, f"{NOTES}richiama domani<Enter>{begin}", on=lived(*PERSON)) as person:
        session = person.app.session
        assert list(session.state.remarks) == []
        assert "ppunti" in person.footer
        person.press("<Ctrl+Z>")
        assert list(session.state.remarks) == ["richiama domani"]
        assert "Appunti: 1." in person.footer
        assert person.step == "identity"
        person.press("<Ctrl+Y>")
        assert list(session.state.remarks) == []


def test_a_look_elsewhere_keeps_the_remarks() -> None:
    with running(SMALL, f"{NOTES}richiama domani<Enter><F3>il link e scaduto<Enter>") as person:
        assert person.app.session.state.remarks == ("richiama domani",)


def test_a_remark_is_undone_and_the_phone_stays_as_it_is() -> None:
    with running(SMALL, f"Mario{NOTES}uno<Enter>due<Enter>", on=lived(*PERSON)) as person:
        session, view = person.app.session, person.simulation.view
        for left, said in ((("uno",), "Appunti: 1."), ((), "Appunti: 0.")):
            person.press("<Ctrl+Z>")
            assert (session.state.remarks, person.simulation.view) == (left, view)
            assert said in person.footer
        person.press("<Ctrl+Y>")
        assert list(session.state.remarks) == ["uno"]


def test_a_remark_taken_away_is_undone_too() -> None:
    with running(SMALL, f"{NOTES}uno<Enter><Backspace><Ctrl+Z>") as person:
        assert person.app.session.state.remarks == ("uno",)


def test_what_is_undone_out_of_sight_is_said() -> None:
    with running(SMALL, f"{NOTES}<Ctrl+Z>", on=lived(*PERSON)) as person:
        assert "Sul telefono: Profilo." in person.footer


def test_the_keys_of_a_story_are_never_cut_off() -> None:
    """Whatever the story is called, at the narrowest the footer says how it goes on and how to go back."""
    for begin in ("", f"{NOTES}uno<Enter>"):
        with running(SMALL, f"{begin}<F9>link usato due volte<Enter>") as person:
            assert all(key in person.footer for key in ("Ctrl+N", "Ctrl+B", "Ctrl+Z"))
            assert "torna" in person.footer
