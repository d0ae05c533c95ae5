"""Remarks are the call's own: another call begins without them, and undoing reaches them as anything else."""

from __future__ import annotations

import pytest

from tests.tui.driver import reach, running
from tests.tui.states import PERSON

NOTES = "<F2><F2><F2><F2><F2>"


@pytest.mark.parametrize("begin", ["<Ctrl+R>", "<F9>laura conti<Enter>"])
def test_another_call_begins_without_the_remarks_of_the_one_before(begin: str) -> None:
    desk = reach(f"{PERSON}{NOTES}richiama domani<Enter>{begin}")
    assert desk.call.remarks == []
    assert "ppunti" in desk.note
    desk.stroke("ctrl+z")
    assert desk.call.remarks == ["richiama domani"]
    assert desk.note == "Appunti: 1."
    assert desk.simulation.view.step == "identity"
    desk.stroke("ctrl+y")
    assert desk.call.remarks == []


def test_a_look_elsewhere_keeps_the_remarks() -> None:
    assert reach(f"{NOTES}richiama domani<Enter><F3>il link e scaduto<Enter>").call.remarks == ["richiama domani"]


def test_a_remark_is_undone_and_the_phone_stays_as_it_is() -> None:
    desk = reach(f"{PERSON}Mario{NOTES}uno<Enter>due<Enter>")
    view = desk.simulation.view
    for left, said in ((["uno"], "Appunti: 1."), ([], "Appunti: 0.")):
        desk.stroke("ctrl+z")
        assert (desk.call.remarks, desk.note, desk.simulation.view) == (left, said, view)
    desk.stroke("ctrl+y")
    assert desk.call.remarks == ["uno"]


def test_a_remark_taken_away_is_undone_too() -> None:
    assert reach(f"{NOTES}uno<Enter><Backspace><Ctrl+Z>").call.remarks == ["uno"]


async def test_what_is_undone_out_of_sight_is_said() -> None:
    async with running((80, 24)) as (fingers, _):
        await fingers.type(f"{PERSON}{NOTES}<Ctrl+Z>")
        assert fingers.app.desk.note == "Sul telefono: Profilo."
        await fingers.type("<Esc><Ctrl+Y>")
        assert fingers.app.desk.note == "", "the phone shows it"


async def test_the_keys_of_a_story_are_never_cut_off() -> None:
    """Whatever the story is called, at the narrowest the footer says how it goes on and how to go back."""
    for begin in ("", f"{NOTES}uno<Enter>"):
        async with running((80, 24)) as (fingers, pilot):
            await fingers.type(f"{begin}<F9>link usato due volte<Enter>")
            await pilot.pause()
            said = fingers.picture.splitlines()[-1]
            assert all(key in said for key in ("Ctrl+N", "Ctrl+B", "Ctrl+Z"))
            assert "torna" in said
