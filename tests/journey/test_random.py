"""Ten thousand random steps: whatever a person, a phone or a desk does, these things hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ac_tui.journey.advance import begin
from ac_tui.journey.model import STEPS
from tests.journey.filled import advanced
from tests.journey.lives import Choice, read_choices
from tests.journey.witness import STEPS_OF_A_LIFE, crowd, happening, lived

LIVES = 100
lives = st.binary(min_size=6 * STEPS_OF_A_LIFE, max_size=6 * STEPS_OF_A_LIFE).map(read_choices)
"""Bytes, because they are drawn in one go: most of the time would be spent on drawing numbers."""


def fails(choices: Sequence[Choice]) -> bool:
    try:
        lived(choices)
    except Exception:
        return True
    return False


def shortest(choices: Sequence[Choice]) -> Sequence[Choice]:
    """A failing life without the steps it does not need: choices make sense at any state, so any may be left out."""
    size = len(choices) // 2
    while size:
        for start in range(0, len(choices), size):
            rest = [*choices[:start], *choices[start + size :]]
            if fails(rest):
                return shortest(rest)
        size //= 2
    return choices


@pytest.mark.slow
@settings(max_examples=LIVES, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(lives)
def test_whatever_happens(choices: list[Choice]) -> None:
    try:
        witness = lived(choices)
    except Exception:
        lived(shortest(choices))
        raise
    world = crowd()
    again = begin(world)
    for event in witness.events:
        again = advanced(again, happening(event, world), world)[2].state
    assert again == witness.journey
    assert repr(again) == repr(witness.journey)


def test_random_lives_go_everywhere() -> None:
    """What such lives are worth: a few of them see every step."""
    source = Random(2)
    seen: Counter[str] = Counter()
    for _ in range(30):
        seen += lived(read_choices(source.randbytes(6 * STEPS_OF_A_LIFE))).seen
    assert set(seen) == set(STEPS)
