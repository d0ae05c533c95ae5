"""Near misses: how far apart two spellings are. Hints for the desk, never a pass."""

from __future__ import annotations

from typing import Final

from ac_tui.registry.letters import fold, name_key

_LONGEST: Final = 80
"""Longer texts are not compared letter by letter: nobody mistypes so much so little."""


def distance(a: str, b: str, limit: int = 3) -> int:
    """How many letters were dropped, added, changed or swapped between two texts; more than `limit` is `limit + 1`."""
    if abs(len(a) - len(b)) > limit or max(len(a), len(b)) > _LONGEST:
        return limit + 1 if a != b else 0
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def near(a: str, b: str) -> bool:
    """Whether two names, different or not, may be the same one misspelt or shortened.

    One slip in names of up to four letters, two in longer ones; or one name has some words of the other (`Maria`,
    `Maria Teresa`).
    """
    one, other = name_key(a), name_key(b)
    if not one or not other:
        return False
    slips = 1 if min(len(one), len(other)) <= 4 else 2
    if distance(one, other, slips) <= slips and min(len(one), len(other)) > slips:
        return True
    words, others = set(fold(a).split()), set(fold(b).split())
    return words <= others or others <= words
