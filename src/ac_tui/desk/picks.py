"""Entries of the desk's lists, what choosing one does, and which of them are meant by what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ac_tui.desk.outcome import Outcome
from ac_tui.desk.session import Session
from ac_tui.registry.keys import fold

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


def matches(wanted: str, text: str) -> bool:
    """Whether every word that was typed is somewhere in a text, without case and accents."""
    return all(word in fold(text) for word in fold(wanted).split())
