"""Time as people write it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ac_tui.deck.deck import read_span
from ac_tui.deck.load import load_deck
from tests.shipped import the_deck

UNCLEAR = [
    "",
    "  ",
    "e",
    "ore",
    "mezz'ora",
    "5 3 ore",
    "5 mesi",
    "999999999 giorni",
    "1,5,5 ore",
    "1 ora mezza ora x",
    "-5",
    "1.5 h",
    "0",
    "0 min",
    "1:30",
    "1 1",
    "²",
    "٣ min",
]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30 s", timedelta(seconds=30)),
        ("45", timedelta(minutes=45)),
        ("45 min", timedelta(minutes=45)),
        ("2h", timedelta(hours=2)),
        ("2h30", timedelta(hours=2, minutes=30)),
        ("1 ora e 5 minuti", timedelta(hours=1, minutes=5)),
        ("1 Giorno, 3 ORE", timedelta(days=1, hours=3)),
        ("  2g ", timedelta(days=2)),
        ("48 ore", timedelta(hours=48)),
        ("1,5 ore", timedelta(hours=1, minutes=30)),
        ("0,25 h", timedelta(minutes=15)),
        ("999999 minuti", timedelta(minutes=999999)),
        ("2d", timedelta(days=2)),
        ("1 ora e 0 minuti", timedelta(hours=1)),
        ("2h00", timedelta(hours=2)),
        ("0,5", timedelta(seconds=30)),
        ("0,5d", timedelta(hours=12)),
    ],
)
def test_what_is_clear_is_understood(text: str, span: timedelta) -> None:
    assert read_span(the_deck(), text) == span


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_clear_is_not(text: str) -> None:
    assert read_span(the_deck(), text) is None


def test_units_are_the_decks_own() -> None:
    english = load_deck(variant="en")
    assert read_span(english, "1 day and 3 hours") == timedelta(days=1, hours=3)
    assert read_span(english, "3 ore") is None
    assert read_span(english, "1,5 hours") is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1.5 hours", 90),
        ("1 day, 1 hour", 25 * 60),
    ],
)
def test_english_is_understood_too(text: str, minutes: int) -> None:
    assert read_span(load_deck(variant="en"), text) == timedelta(minutes=minutes)
