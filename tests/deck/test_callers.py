"""What confused callers say, in words of their own, and where it stands: `callers.txt`, a line each.

Half of the phrases in `[desk.heard]` were written with most of these at hand: it holds what was reached, no more.
"""

from __future__ import annotations

from pathlib import Path

from ac_tui.deck.find import Finder
from tests.shipped import the_deck

CALLERS = [
    line.partition(": ")[::2] for line in Path(__file__).with_name("callers.txt").read_text("utf-8").splitlines()
]
LEAST = 0.97
"""The share that is reached, a little rounded down."""


def test_most_of_what_callers_say_is_found_among_the_first_three() -> None:
    finder = Finder(the_deck())
    missed = [said for places, said in CALLERS if not _found(finder, said, set(places.split()))]
    assert len(CALLERS) > 180
    assert 1 - len(missed) / len(CALLERS) >= LEAST, missed


def _found(finder: Finder, said: str, places: set[str]) -> bool:
    best = finder.find(said, 3)
    return any(match.step in places or f"{match.step}.{match.id}" in places for match in best)
