"""Free movement: what is undone and redone is the same, over every flow; going somewhere else is undone as well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ac_tui.deck.view import View
from ac_tui.desk.story import Story
from ac_tui.flows.model import Flow
from ac_tui.flows.paths import Goal
from ac_tui.journey.model import Journey
from tests.desk.table import customer, flow, new_call, redone, the_flows, undone
from tests.shipped import simulation


def test_undo_to_the_start_and_redo_to_the_end_shows_the_same() -> None:
    for which in the_flows():
        undone_and_redone(which)


def undone_and_redone(which: Flow) -> None:
    lived = simulation()
    assert Story(which, lived).to_the_end(), which.file
    end, stood = (lived.view, lived.journey), len(lived.history)
    down: list[tuple[View, Journey]] = []
    while lived.undo():
        down.append((lived.view, lived.journey))
    assert len(down) == stood, which.file
    assert lived.journey == simulation().journey
    for state in reversed(down[:-1]):
        assert lived.redo()
        assert (lived.view, lived.journey) == state, which.file
    assert lived.redo()
    assert (lived.view, lived.journey) == end, which.file
    assert not lived.redo()


def test_a_jump_is_undone_in_one_go_and_redone() -> None:
    call = new_call()
    phone = call.simulation
    phone.tap("register")
    phone.tap("person")
    phone.write("first_name", "Mario")
    before = (phone.view, len(phone.history), call.customer)
    assert call.look_up(Goal("link_expired")).say == "said.arrived"
    there = phone.view
    assert there.step == "link_expired"
    assert call.customer is not before[2]
    assert undone(call)
    assert (phone.view, len(phone.history), call.customer) == before
    assert redone(call)
    assert phone.view == there
    assert undone(call)
    assert undone(call)
    assert phone.view.block("first_name") is not None
    assert phone.written("first_name") == ""


def test_what_was_done_after_a_jump_is_undone_first() -> None:
    call = new_call()
    phone = call.simulation
    phone.tap("register")
    call.look_up(Goal("login"))
    arrived = phone.view
    phone.write("user", "x")
    assert undone(call)
    assert phone.view == arrived
    assert undone(call)
    assert phone.view.step == "profile"


def test_jumps_one_after_the_other_are_undone_one_by_one() -> None:
    call = new_call()
    call.simulation.tap("register")
    for step in ("login", "home", "help"):
        assert call.look_up(Goal(step)).say == "said.arrived"
    seen = []
    while undone(call):
        seen.append(call.simulation.view.step)
    assert seen == ["home", "login", "profile", "welcome"]


def test_a_restart_and_a_story_are_undone_too() -> None:
    call = new_call()
    call.simulation.tap("login")
    call.restart()
    assert call.simulation.view.step == "welcome"
    call.tell(flow("k-laura-conti"))
    assert undone(call)
    assert call.state.story is None
    assert undone(call)
    assert call.simulation.view.step == "login"
    assert redone(call)
    assert call.simulation.view.step == "welcome"


def test_something_new_leaves_nothing_to_redo() -> None:
    call = new_call()
    call.look_up(Goal("login"))
    call.undo()
    call.simulation.tap("register")
    assert not redone(call)
    assert call.simulation.view.step == "profile"


def test_the_clock_goes_back_with_the_call() -> None:
    call = new_call()
    call.simulation.advance_clock(timedelta(minutes=7))
    clock = call.simulation.view.clock
    call.look_up(Goal("link_expired"))
    call.undo()
    assert call.simulation.view.clock == clock


def test_nowhere_to_go_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    call = new_call()
    call.simulation.tap("register")
    call.choose(customer("wellion"))
    monkeypatch.setattr("ac_tui.flows.paths.find_path", lambda *_: None)
    assert call.look_up(Goal("home")).say == "said.unreachable"
    assert call.simulation.view.step == "profile"
    assert call.customer is customer("wellion")
    assert undone(call)
    assert not undone(call)
