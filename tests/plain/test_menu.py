"""Which choice was meant by what somebody typed."""

from __future__ import annotations

import pytest

from ac_tui.surfaces.plain.lines import meant

ITEMS = [
    "Registrati",
    "Hai già un account? Accedi",
    "Perché",
    "Email",
    "Email di lavoro",
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", [0]),
        (" 2 ", [1]),
        ("5", [4]),
        ("0", []),
        ("6", []),
        ("99999999999", []),
        ("²", []),
        ("registrati", [0]),
        ("REG", [0]),
        ("accedi", [1]),
        ("perche", [2]),
        ("Perche\u0301", [2]),
        ("email", [3]),
        ("di  lavoro", [4]),
        ("e", [3, 4]),
        ("i", [0, 1, 3, 4]),
        ("", []),
        ("  ", []),
        ("niente", []),
    ],
)
def test_a_choice_is_meant_by_its_number_or_its_words(typed: str, found: list[int]) -> None:
    assert meant(ITEMS, typed) == found
