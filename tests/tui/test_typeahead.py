"""Pressing twice, and typing on before looking."""

from __future__ import annotations

import pytest

from ac_tui.surfaces.tui.keys import PAUSE, WINDOW, Spot, TypeaheadFilter
from tests.tui.driver import Time

ENTER = Spot("enter")


@pytest.fixture
def time() -> Time:
    return Time(100.0)


@pytest.fixture
def typeahead(time: Time) -> TypeaheadFilter:
    return TypeaheadFilter(time)


def test_a_second_press_within_the_window_is_dropped(typeahead: TypeaheadFilter, time: Time) -> None:
    assert typeahead.admits_press(ENTER)
    typeahead.pressed(ENTER, changed=True, refused=False)
    time.seconds += WINDOW - 0.01
    assert not typeahead.admits_press(ENTER)


def test_a_press_after_the_window_is_meant(typeahead: TypeaheadFilter, time: Time) -> None:
    typeahead.pressed(ENTER, changed=True, refused=False)
    time.seconds += WINDOW
    assert typeahead.admits_press(ENTER)


def test_a_key_held_down_is_one_press(typeahead: TypeaheadFilter, time: Time) -> None:
    typeahead.pressed(ENTER, changed=True, refused=False)
    for _ in range(100):
        time.seconds += 0.03
        assert not typeahead.admits_press(ENTER)


def test_something_else_in_between_makes_the_next_press_meant(typeahead: TypeaheadFilter) -> None:
    typeahead.pressed(ENTER, changed=True, refused=False)
    typeahead.something_else()
    assert typeahead.admits_press(ENTER)


def test_a_press_that_changed_nothing_may_be_repeated(typeahead: TypeaheadFilter) -> None:
    typeahead.pressed(ENTER, changed=False, refused=False)
    assert typeahead.admits_press(ENTER)


def test_another_key_and_another_place_are_meant_a_shaking_hand_is_not(typeahead: TypeaheadFilter) -> None:
    typeahead.pressed(Spot("tap", 10, 5), changed=True, refused=False)
    assert not typeahead.admits_press(Spot("tap", 11, 4))
    assert typeahead.admits_press(Spot("tap", 20, 5))
    assert typeahead.admits_press(ENTER)


def test_typing_after_a_refusal_is_dropped_until_the_hands_pause(typeahead: TypeaheadFilter, time: Time) -> None:
    typeahead.pressed(ENTER, changed=True, refused=True)
    for _ in range(20):
        time.seconds += 0.1
        assert not typeahead.admits_key()
    time.seconds += PAUSE
    assert typeahead.admits_key()
    assert typeahead.admits_key()


def test_who_looks_at_the_screen_need_not_wait_so_long(typeahead: TypeaheadFilter, time: Time) -> None:
    typeahead.pressed(ENTER, changed=True, refused=True)
    assert not typeahead.admits_key(deliberate=True)
    time.seconds += WINDOW
    assert typeahead.admits_key(deliberate=True)
    assert typeahead.admits_key()


def test_what_follows_a_dropped_press_is_dropped_too(typeahead: TypeaheadFilter, time: Time) -> None:
    typeahead.pressed(ENTER, changed=True, refused=False)
    assert not typeahead.admits_press(ENTER)
    time.seconds += PAUSE - 0.01
    assert not typeahead.admits_key()


def test_a_finger_that_taps_twice_types_on_at_once(typeahead: TypeaheadFilter) -> None:
    typeahead.pressed(Spot("tap", 10, 5), changed=True, refused=False)
    assert not typeahead.admits_press(Spot("tap", 10, 5))
    assert typeahead.admits_key()


def test_a_finger_that_aims_ends_the_wait(typeahead: TypeaheadFilter) -> None:
    typeahead.strayed()
    typeahead.looked()
    assert typeahead.admits_key()


def test_typing_after_what_went_through_is_taken_at_once(typeahead: TypeaheadFilter) -> None:
    typeahead.pressed(ENTER, changed=True, refused=False)
    assert typeahead.admits_key()
