"""Lists to choose from by number or words: what a command of the desk offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.picks import Pick
from ac_tui.surfaces.plain.menu import MenuItem

if TYPE_CHECKING:
    from ac_tui.desk.outcome import Outcome
    from ac_tui.desk.session import Session

_MOST: Final = 20
"""No more are read out: a few words more find fewer."""


class List(NamedTuple):
    """A list: its heading, what to choose from, what is said where there is nothing, and what choosing one does.

    `left_out` counts what was found as well and is not listed.
    """

    title: str
    items: tuple[MenuItem, ...]
    nothing: str
    choose: Callable[[int], Outcome]
    left_out: int = 0


def make_list(session: Session, what: str, text: str) -> List:
    """The list of a dialog, for what was typed."""
    picker = PICKERS[what]
    found = picker.find(session, text)
    items = tuple(map(_item, found[:_MOST]))
    return List(
        picker.title(session),
        items,
        picker.nothing(session, text),
        lambda at: found[at].act(session),
        len(found) - len(items),
    )


def _item(pick: Pick) -> MenuItem:
    return MenuItem(f"{pick.title}: {pick.told or pick.text}" if pick.text else pick.title, state=pick.right)
