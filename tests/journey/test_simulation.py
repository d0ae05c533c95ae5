"""The simulation: a journey lived by taps and writing, a clock that moves when told, Views on demand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ac_tui.deck.load import load_deck
from ac_tui.flows.simulation import START, ManualClock, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.world import Policy, SeededCodes
from ac_tui.registry.index import Registry
from tests.journey.simulations import at_code, at_contact, deck, newest, simulation
from tests.journey.worlds import EVERYBODY, PASSWORD, WELLION

# Living a journey -----------------------------------------------------------------------------------------------------


def test_a_private_customer_taps_and_writes_from_welcome_to_home() -> None:
    sim = at_code(simulation())
    sim.write("code", newest(sim))
    sim.tap("continue")
    sim.write("user", "mario.rossi@mail.it")
    sim.write("password", PASSWORD)
    sim.tap("login")
    sim.write("code", newest(sim))
    sim.tap("continue")
    assert sim.journey.step == "home"
    assert len(sim.messages) == 2


def test_a_tap_answers_with_its_block_or_with_nothing() -> None:
    sim = simulation()
    block = sim.tap("register")
    assert block is not None
    assert block.sends == "register"
    assert sim.tap("register") is None
    assert sim.tap("nowhere") is None
    assert sim.journey.step == "profile"


def test_what_is_not_enabled_cannot_be_tapped() -> None:
    sim = at_code(simulation())
    sent, steps = len(sim.messages), len(sim.history)
    assert sim.tap("resend") is None
    assert (len(sim.messages), len(sim.history)) == (sent, steps)
    sim.advance_clock(timedelta(seconds=60))
    assert sim.tap("resend") is not None
    assert len(sim.messages) == sent + 1


def test_checkboxes_turn_tabs_are_picked_and_fields_do_nothing() -> None:
    sim = at_contact(simulation())
    sim.tap("privacy")
    assert sim.journey.draft.ticked("contact", "privacy")
    sim.tap("privacy")
    assert not sim.journey.draft.ticked("contact", "privacy")
    sim.tap("kind", "mobile")
    assert sim.view.block("number") is not None
    assert sim.view.block("email") is None
    sim.tap("privacy")
    steps = list(sim.history)
    assert sim.tap("kind", "fax") is not None
    assert sim.tap("kind") is not None
    assert sim.tap("number") is not None
    assert sim.history == steps


def test_only_what_takes_text_is_written_in() -> None:
    sim = at_contact(simulation())
    assert sim.write("privacy", "x") is None
    assert sim.write("number", "320") is None  # not on the screen
    assert sim.write("email", "a@b.it") is not None
    assert (sim.written("email"), sim.written("nowhere")) == ("a@b.it", "")


def test_a_secret_is_written_as_one() -> None:
    sim = at_contact(simulation())
    sim.write("password", PASSWORD)
    assert sim.written("password") == PASSWORD
    assert PASSWORD not in repr(sim.history)
    block = sim.view.block("password")
    assert block is not None
    assert block.value == "•" * len(PASSWORD)


def test_a_code_is_written_as_a_secret() -> None:
    sim = at_code(simulation())
    sim.write("code", newest(sim))
    assert newest(sim) not in repr(sim.history)
    assert sim.written("code") == newest(sim)


def test_the_view_follows_and_is_drawn_once() -> None:
    sim = simulation()
    first = sim.view
    assert sim.view is first
    sim.tap("register")
    assert sim.view is not first
    assert sim.view.step == "profile"


def test_the_last_decision_is_the_last_thing_decided() -> None:
    assert simulation().decision is None
    sim = at_contact(simulation())
    sim.write("email", "x")
    decision = sim.decision
    assert decision is not None
    assert (decision.step, decision.event) == ("identity", "submit_identity")


def test_opening_an_open_app_closes_it_first() -> None:
    sim = at_code(simulation())
    sim.open()
    assert sim.journey.step == "welcome"
    assert sim.journey.notice == "registration_lost"
    assert [moved.event.name for moved in sim.history[-2:]] == ["close_app", "open_app"]
    sim.close()
    assert sim.view.blocks == ()
    steps = len(sim.history)
    sim.open(clear_state=True)
    assert len(sim.history) == steps + 1


def test_who_stays_connected_comes_home_unless_the_state_is_cleared() -> None:
    sim = simulation()
    sim.send(ev.Tap.go_login)
    sim.write("user", "famiglia.ferri@example.com")
    sim.write("password", PASSWORD)
    sim.tap("remember")
    sim.tap("login")
    sim.open()
    assert sim.journey.step == "home"
    assert sim.open(clear_state=True).state.step == "welcome"


def test_the_desk_acts_on_the_service_and_on_messages() -> None:
    sim = at_contact(simulation())
    sim.send(ev.SetDelivery("spam"))
    sim.send(ev.SetService(False))
    assert (sim.journey.service.up, sim.journey.service.delivery) == (False, "spam")
    assert sim.back().state.step == "identity"


def test_a_link_is_opened_by_its_address() -> None:
    sim = simulation()
    sim.tap("register")
    sim.tap("company")
    sim.write("company_name", WELLION.company_name)
    sim.tap("continue")
    sim.write("email", WELLION.emails[0])
    sim.write("password", PASSWORD)
    sim.tap("privacy")
    sim.tap("register")
    link = sim.messages[-1].link
    sim.close()
    assert sim.send(ev.OpenLink(link)).state.notice == "account_created"


# The clock ------------------------------------------------------------------------------------------------------------


def test_a_clock_moves_when_it_is_told_and_only_forward() -> None:
    clock = ManualClock()
    clock.advance(timedelta(0))
    assert clock.now() == START
    assert START.utcoffset() == timedelta(0)
    clock.advance(timedelta(hours=1))
    assert clock.now() == START + timedelta(hours=1)
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="calendar"):
        clock.advance(timedelta(days=3_000_000))
    assert clock.now() == START + timedelta(hours=1)


def test_a_simulation_may_begin_at_any_time() -> None:
    clock = ManualClock(START + timedelta(hours=6))
    sim = Simulation(Registry(EVERYBODY), Policy(), SeededCodes(7), deck(), clock)
    assert sim.clock is clock
    assert sim.view.clock == "3:41 PM"


def test_time_that_passes_decides_nothing() -> None:
    sim = at_contact(simulation())
    decision = sim.decision
    sim.advance_clock(timedelta(minutes=1))
    assert sim.decision is decision
    assert sim.last_checked is None


def test_time_that_cannot_pass_leaves_no_step_of_history() -> None:
    sim = simulation()
    with pytest.raises(ValueError, match="forward"):
        sim.advance_clock(timedelta(seconds=-1))
    assert sim.history == []


def test_time_told_is_a_step_and_time_that_passes_by_itself_is_none() -> None:
    sim = simulation()
    sim.advance_clock(timedelta(minutes=10))
    assert len(sim.history) == 1
    assert sim.view.clock == "9:51 AM"
    sim.tick(timedelta(minutes=1))
    assert len(sim.history) == 1
    assert sim.view.clock == "9:52 AM"
    assert sim.undo()
    assert sim.view.clock == "9:41 AM"


# Words and listeners --------------------------------------------------------------------------------------------------


def test_a_change_of_words_keeps_the_journey() -> None:
    sim = at_contact(simulation())
    journey, view = sim.journey, sim.view
    words = load_deck()
    sim.deck = words
    assert sim.deck is words
    assert sim.journey is journey
    assert sim.view is not view
    assert sim.view == view


def test_listeners_are_told_after_every_change_until_they_leave() -> None:
    sim = simulation()
    steps: list[str] = []
    leave = sim.subscribe(lambda: steps.append(sim.view.step))
    sim.tap("register")
    sim.undo()
    sim.redo()
    sim.tick(timedelta(seconds=1))
    sim.advance_clock(timedelta(seconds=1))
    sim.restart()
    leave()
    sim.tap("register")
    assert steps == ["profile", "welcome", "profile", "profile", "profile", "welcome"]


def test_a_listener_may_leave_while_being_told() -> None:
    sim = simulation()
    told = []

    def once() -> None:
        told.append(sim.view.step)
        leave()

    leave = sim.subscribe(once)
    sim.subscribe(lambda: told.append("other"))
    sim.tap("register")
    sim.tap("person")
    assert told == ["profile", "other", "other"]
