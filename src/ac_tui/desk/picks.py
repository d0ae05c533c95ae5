"""Entries of the desk's lists, and what choosing one does."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ac_tui.desk.outcome import Outcome
from ac_tui.desk.session import Session

Act = Callable[[Session], Outcome]


class Pick(NamedTuple):
    """An entry of a list: `told` is said in full while it is marked, `does` says what choosing it does; `data` is
    another act, to take a customer's data alone.
    """

    title: str
    act: Act
    text: str = ""
    right: str = ""
    told: str = ""
    does: str = ""
    data: Act | None = None
