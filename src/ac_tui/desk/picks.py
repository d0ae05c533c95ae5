"""Entries of the lists to choose from, whatever the surface: each says what it is, and does what it is chosen for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ac_tui.desk.outcome import Outcome
from ac_tui.desk.session import Session
from ac_tui.desk.stories import StoryEntry

Act = Callable[[Session], Outcome]


class Pick(NamedTuple):
    """An entry: `told` is said in full while it is marked, `does` what choosing it does. `data` is another act, to take
    a customer's data alone.
    """

    title: str
    act: Act
    text: str = ""
    right: str = ""
    told: str = ""
    does: str = ""
    data: Act | None = None


class Entries(Sequence[Pick]):
    """Entries made when they are looked at: of twenty thousand customers only those on show."""

    def __init__(self, found: Sequence[StoryEntry], make: Callable[[StoryEntry], Pick]) -> None:
        self._found = found
        self._make = make

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, at: Any) -> Any:
        return self._make(self._found[at]) if isinstance(at, int) else list(map(self._make, self._found[at]))
