"""Any mixture of what can happen at a desk is undone to its start and redone to its end, the same at every step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.session import Session
from ac_tui.flows.paths import Goal
from ac_tui.journey import events as ev
from ac_tui.journey.table import rows_for
from tests.desk.table import flow, new_call, redone, undone
from tests.journey.filled import at_once
from tests.journey.lives import Choice, Life, pick
from tests.shipped import simulation

GOALS = ("login", "contact", "home", "link_expired", "welcome")
STORIES = ("k-laura-conti", "b3-aziende-con-il-link-fino-alla-home", "a1-persone-con-email-fino-alla-home")

NUMBERS = st.integers(0, 999)
WHAT = [*["event"] * 6, *["story"] * 3, "jump", "tell", "restart", "remark", "tick", "undo", "redo"]
DEEDS = st.lists(st.tuples(st.sampled_from(WHAT), st.tuples(NUMBERS, NUMBERS, NUMBERS)), max_size=30)


def stand(call: Session) -> tuple[object, ...]:
    """All that an operator can see of a call."""
    phone, story = call.simulation, call.state.story
    told = (
        (id(story), story.place.played, story.place.over, story.in_hand, story.place.focus)
        if story is not None
        else None
    )
    return phone.journey, phone.view, phone.clock.now(), len(phone.history), told, call.known, tuple(call.state.remarks)


def happen(call: Session, choice: Choice) -> None:
    phone = call.simulation
    event = Life(phone.world).event(phone.journey, choice)
    if isinstance(event, timedelta):
        phone.advance_clock(event)
    elif event.name == "edit" or rows_for(phone.journey.step, event.name):  # no surface sends what nobody hears
        for one in at_once(event, phone.journey):
            phone.send(one)


def play(call: Session, choice: Choice) -> None:
    if call.state.story is None:
        call.tell(flow(pick(STORIES, choice[0])))
    elif choice[1] % 5 == 0:
        call.play("back")
    else:
        call.play("next")


def do(call: Session, deed: str, choice: Choice) -> None:
    match deed:
        case "event":
            happen(call, choice)
        case "story":
            play(call, choice)
        case "jump":
            call.look_up(Goal(pick(GOALS, choice[0])))
        case "tell":
            call.tell(flow(pick(STORIES, choice[0])))
        case "restart":
            call.restart()
        case "remark":
            call.remark(str(choice[0]))
        case "tick":
            call.simulation.tick(timedelta(seconds=choice[0]))
        case "undo":
            call.undo()
        case "redo":
            call.redo()


@settings(max_examples=100)
@given(DEEDS)
def test_undo_to_the_start_and_redo_to_the_end_over_any_mixture(deeds: list[tuple[str, Choice]]) -> None:
    call = new_call()
    start = stand(call)
    for deed, choice in deeds:
        do(call, deed, choice)
    while redone(call):
        pass
    down = [stand(call)]
    while undone(call):
        down.append(stand(call))
    if not any(deed == "tick" for deed, _ in deeds):
        assert down[-1] == start
    up = [stand(call)]
    while redone(call):
        up.append(stand(call))
    assert up == down[::-1]
    for before in down[1:]:
        assert undone(call)
        assert stand(call) == before


@settings(max_examples=100)
@given(DEEDS)
def test_each_thing_is_undone_and_redone_as_it_was_done(deeds: list[tuple[str, Choice]]) -> None:
    call = new_call()
    for deed, choice in deeds:
        call.simulation.seal()  # each thing a step of its own: writing on in a field is none
        before, steps = stand(call), len(call.simulation.history)
        do(call, deed, choice)
        steps = len(call.simulation.history) - steps if deed == "event" else 1  # a form: an edit for each field, too
        after = stand(call)
        if deed in ("undo", "redo", "tick") or after == before:
            continue
        assert all(undone(call) for _ in range(steps))
        assert stand(call) == before
        assert all(redone(call) for _ in range(steps))
        assert stand(call) == after
        assert not redone(call)


def test_a_jump_is_never_lost_by_writing_on_where_it_led() -> None:
    session = Session(simulation())
    phone = session.simulation
    phone.tap("register")
    phone.tap("person")
    phone.write("first_name", "Mario")
    mario = phone.view
    PICKERS["find"].find(session, "una lettera maiuscola")[1].act(session)
    assert isinstance(phone.history[-1].event, ev.Edit), "the jump ends by writing in a field"
    edited, arrived = phone.history[-1].event.block, phone.view
    for text in ("x", "y"):
        phone.write(edited, text)
        assert session.undo().say == "said.on_the_phone"
        assert phone.view == arrived
    assert session.undo().say == "said.on_the_phone"
    assert phone.view == mario


def test_every_thing_is_redone_after_jumps() -> None:
    call = new_call()
    call.simulation.tap("register")
    call.look_up(Goal("login"))
    call.simulation.write("user", "x")
    call.look_up(Goal("home"))
    call.simulation.tap("logout")
    end, count = stand(call), 0
    while undone(call):
        count += 1
    assert count == 5
    assert [redone(call) for _ in range(6)] == [True] * 5 + [False]
    assert stand(call) == end


# Stories --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", range(1, 14))
def test_a_story_goes_on_after_any_of_its_steps_was_undone(steps: int) -> None:
    call = new_call()
    call.tell(flow(STORIES[0]))
    stands = [stand(call)]
    for _ in range(steps):
        assert not call.play("next").say
        stands.append(stand(call))
    assert undone(call)
    assert stand(call) == stands[-2]
    assert not call.play("next").say
    assert stand(call) == stands[-1]
    assert call.state.story is not None
    assert call.play("to_the_end").say == "said.story_over", call.state.story.trouble


def test_a_story_is_there_again_after_a_jump_is_undone() -> None:
    call = new_call()
    call.tell(flow(STORIES[0]))
    call.play("next")
    call.play("next")
    before = stand(call)
    call.look_up(Goal("home"))
    assert call.play("next").say, "a jump leaves the story"
    assert undone(call)
    assert stand(call) == before
    assert call.play("to_the_end").say == "said.story_over"


def test_a_begun_story_is_redone() -> None:
    call = new_call()
    call.tell(flow(STORIES[0]))
    story = call.state.story
    assert undone(call)
    assert call.state.story is None
    assert redone(call)
    assert call.state.story is story
    assert not call.play("next").say


def test_going_back_in_a_story_is_undone_as_well() -> None:
    call = new_call()
    call.tell(flow(STORIES[0]))
    for _ in range(4):
        call.play("next")
    before = stand(call)
    assert not call.play("back").say
    assert undone(call)
    assert stand(call) == before
    assert call.state.story is not None
    assert not call.play("next").say


def test_a_story_goes_on_once_what_led_astray_is_undone() -> None:
    call = new_call()
    call.tell(flow(STORIES[0]))
    while call.simulation.view.step != "identity":
        call.play("next")
    call.simulation.tap("login")
    assert call.play("next").say
    assert call.state.story is not None
    astray = call.state.story.trouble
    assert astray
    assert undone(call)
    assert call.state.story.trouble != astray
    assert not call.play("next").say


def test_a_story_with_a_link_knows_what_it_came_to_know_after_undoing() -> None:
    """Codes, links and what was copied are of the journey that was really lived."""
    call = new_call()
    call.tell(flow(STORIES[1]))
    stands = []
    while not call.play("next").say:
        stands.append(stand(call))
    for _ in range(6):
        assert undone(call)
    for expected in stands[-6:]:
        assert not call.play("next").say
        assert stand(call) == expected
