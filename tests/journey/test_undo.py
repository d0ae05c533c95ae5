"""The simulation's history: undone and redone, kept and gone on from, begun again."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from ac_tui.deck.view import View
from ac_tui.journey import events as ev
from ac_tui.journey.model import Journey
from tests.journey.filled import at_once
from tests.journey.lives import Life, read_choices
from tests.journey.simulations import at_code, at_contact, newest, simulation


def test_nothing_to_undo_and_nothing_to_redo() -> None:
    sim = simulation()
    before = sim.journey
    assert not sim.undo()
    assert not sim.redo()
    assert sim.journey == before


def test_undo_takes_one_step_back_with_its_time() -> None:
    sim = at_contact(simulation())
    before, view = sim.journey, sim.view
    sim.advance_clock(timedelta(hours=1))
    sim.write("email", "mario.rossi@mail.it")
    assert sim.undo()
    assert sim.undo()
    assert (sim.journey, sim.view) == (before, view)
    assert sim.clock.now() == before.now
    assert sim.redo()
    assert sim.redo()
    assert sim.written("email") == "mario.rossi@mail.it"
    assert sim.clock.now() == before.now + timedelta(hours=1)


def test_what_was_redone_can_be_undone_again() -> None:
    sim = at_contact(simulation())
    states = [sim.journey]
    for move in (sim.undo, sim.redo, sim.undo, sim.undo, sim.redo, sim.redo):
        assert move()
        states.append(sim.journey)
    assert states[0] == states[2] == states[6]
    assert states[1] == states[3] == states[5]


def test_what_was_kept_goes_on_from_there_with_its_history() -> None:
    sim = at_contact(simulation())
    sim.undo()
    kept, journey, steps = sim.keep(), sim.journey, list(sim.history)
    sim.send(ev.Tap.back)
    sim.restart()
    sim.advance_clock(timedelta(hours=1))
    sim.resume(kept)
    assert (sim.journey, sim.history) == (journey, steps)
    assert sim.clock.now() == journey.now
    assert not sim.redo()


def test_something_new_forgets_what_was_undone() -> None:
    sim = at_contact(simulation())
    sim.undo()
    sim.write("first_name", "Anna")
    assert not sim.redo()
    assert sim.written("first_name") == "Anna"


def test_time_passing_by_itself_forgets_nothing() -> None:
    sim = at_contact(simulation())
    after = sim.journey
    sim.undo()
    sim.tick(timedelta(seconds=1))
    assert sim.redo()
    assert sim.journey == after


def test_what_passed_by_itself_is_redone_too() -> None:
    sim = at_contact(simulation())
    sim.tick(timedelta(seconds=30))
    later = sim.journey
    sim.undo()
    sim.redo()
    assert sim.journey == later


def test_the_same_code_comes_again_after_undo_and_another_way() -> None:
    sim = at_code(simulation())
    code = newest(sim)
    sim.undo()
    assert sim.messages == ()
    sim.write("password", "Altra5678")
    sim.tap("register")
    assert newest(sim) == code


def test_restart_begins_again_as_if_nothing_had_happened() -> None:
    sim = simulation()
    begun, view = sim.journey, sim.view
    at_code(sim).advance_clock(timedelta(days=1))
    sim.undo()
    sim.restart()
    assert (sim.journey, sim.view, sim.history) == (begun, view, [])
    assert sim.clock.now() == begun.now
    assert not sim.undo()
    assert not sim.redo()


@pytest.mark.parametrize("seed", range(12))
def test_undo_to_the_start_and_redo_to_the_end_give_equal_states_and_views(seed: int) -> None:
    sim = simulation()
    life = Life(sim.world)
    # what stood after every step of history; writing on in a field replaces what stood before
    stood: list[tuple[Journey, View]] = [(sim.journey, sim.view)]
    for choice in read_choices(Random(seed).randbytes(6 * 60)):
        event = life.event(sim.journey, choice)
        if isinstance(event, timedelta):
            sim.advance_clock(event)
            stood.append((sim.journey, sim.view))
            continue
        for one in at_once(event, sim.journey):
            sim.send(one)
            del stood[len(sim.history) :]
            stood.append((sim.journey, sim.view))
    assert len(stood) == len(sim.history) + 1
    for expected in reversed(stood[:-1]):
        assert sim.undo()
        assert (sim.journey, sim.view) == expected
        assert sim.clock.now() == sim.journey.now
    assert not sim.undo()
    for expected in stood[1:]:
        assert sim.redo()
        assert (sim.journey, sim.view) == expected
    assert not sim.redo()


# What is one step -----------------------------------------------------------------------------------------------------


def test_a_sealed_step_takes_no_further_keys() -> None:
    sim = at_contact(simulation())
    sim.write("email", "a")
    sim.seal()
    sim.write("email", "ab")
    sim.write("email", "abc")
    sim.undo()
    assert sim.written("email") == "a"


def test_writing_in_one_field_is_one_step_however_many_keys_it_took() -> None:
    sim = at_contact(simulation())
    steps = len(sim.history)
    for n in range(1, 6):
        sim.write("email", "mario"[:n])
    assert len(sim.history) == steps + 1
    sim.undo()
    assert sim.written("email") == ""
    sim.redo()
    assert sim.written("email") == "mario"


def test_writing_in_another_field_is_another_step() -> None:
    sim = simulation()
    sim.tap("register")
    sim.tap("person")
    sim.write("first_name", "Mario")
    sim.write("last_name", "Rossi")
    sim.write("first_name", "Maria")
    sim.undo()
    assert (sim.written("first_name"), sim.written("last_name")) == ("Mario", "Rossi")


def test_writing_after_something_else_happened_is_a_step_of_its_own() -> None:
    sim = at_contact(simulation())
    sim.write("email", "a")
    sim.advance_clock(timedelta(seconds=1))
    sim.write("email", "ab")
    sim.undo()
    assert sim.written("email") == "a"
