"""Pressing twice, and typing on before looking."""

from __future__ import annotations

import pytest

from ac_tui.surfaces.tui.guard import PAUSE, WINDOW, Guard, Spot
from tests.tui.driver import Time

ENTER = Spot("enter")


@pytest.fixture
def time() -> Time:
    return Time(100.0)


@pytest.fixture
def guard(time: Time) -> Guard:
    return Guard(time)


def test_a_second_press_within_the_window_is_dropped(guard: Guard, time: Time) -> None:
    assert guard.admits_press(ENTER)
    guard.pressed(ENTER, changed=True, refused=False)
    time.seconds += WINDOW - 0.01
    assert not guard.admits_press(ENTER)


def test_a_press_after_the_window_is_meant(guard: Guard, time: Time) -> None:
    guard.pressed(ENTER, changed=True, refused=False)
    time.seconds += WINDOW
    assert guard.admits_press(ENTER)


def test_a_key_held_down_is_one_press(guard: Guard, time: Time) -> None:
    guard.pressed(ENTER, changed=True, refused=False)
    for _ in range(100):
        time.seconds += 0.03
        assert not guard.admits_press(ENTER)


def test_something_else_in_between_makes_the_next_press_meant(guard: Guard) -> None:
    guard.pressed(ENTER, changed=True, refused=False)
    guard.something_else()
    assert guard.admits_press(ENTER)


def test_a_press_that_changed_nothing_may_be_repeated(guard: Guard) -> None:
    guard.pressed(ENTER, changed=False, refused=False)
    assert guard.admits_press(ENTER)


def test_another_key_and_another_place_are_meant_a_shaking_hand_is_not(guard: Guard) -> None:
    guard.pressed(Spot("tap", 10, 5), changed=True, refused=False)
    assert not guard.admits_press(Spot("tap", 11, 4))
    assert guard.admits_press(Spot("tap", 20, 5))
    assert guard.admits_press(ENTER)


def test_typing_after_a_refusal_is_dropped_until_the_hands_pause(guard: Guard, time: Time) -> None:
    guard.pressed(ENTER, changed=True, refused=True)
    for _ in range(20):
        time.seconds += 0.1
        assert not guard.admits_typing()
    time.seconds += PAUSE
    assert guard.admits_typing()
    assert guard.admits_typing()


def test_who_looks_at_the_screen_need_not_wait_so_long(guard: Guard, time: Time) -> None:
    guard.pressed(ENTER, changed=True, refused=True)
    assert not guard.admits_typing(deliberate=True)
    time.seconds += WINDOW
    assert guard.admits_typing(deliberate=True)
    assert guard.admits_typing()


def test_what_follows_a_dropped_press_is_dropped_too(guard: Guard, time: Time) -> None:
    guard.pressed(ENTER, changed=True, refused=False)
    assert not guard.admits_press(ENTER)
    time.seconds += PAUSE - 0.01
    assert not guard.admits_typing()


def test_a_finger_that_taps_twice_types_on_at_once(guard: Guard) -> None:
    guard.pressed(Spot("tap", 10, 5), changed=True, refused=False)
    assert not guard.admits_press(Spot("tap", 10, 5))
    assert guard.admits_typing()


def test_a_finger_that_aims_ends_the_wait(guard: Guard) -> None:
    guard.astray()
    guard.looked()
    assert guard.admits_typing()


def test_typing_after_what_went_through_is_taken_at_once(guard: Guard) -> None:
    guard.pressed(ENTER, changed=True, refused=False)
    assert guard.admits_typing()
