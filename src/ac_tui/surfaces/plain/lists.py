"""Lists to choose from by number or words: what was found, customers, stories, what can be checked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ac_tui.desk.stories import matches
from ac_tui.surfaces.plain.menu import Item

if TYPE_CHECKING:
    from ac_tui.desk.outcome import Outcome
    from ac_tui.desk.session import Session
    from ac_tui.desk.stories import StoryEntry

_MOST: Final = 20
"""No more are read out: a few words more find fewer."""


@dataclass(frozen=True, slots=True)
class List:
    """A list: its heading, what to choose from, what is said where there is nothing, and what choosing one does.

    `left_out` counts what was found as well and is not listed.
    """

    title: str
    items: tuple[Item, ...]
    nothing: str
    choose: Callable[[int], Outcome]
    left_out: int = 0


def make_list(session: Session, what: str, text: str) -> List:
    """The list of a dialog ("find", "stories", "checks") or of customers, for what was typed."""
    return _LISTS[what](session, text)


def _find(session: Session, text: str) -> List:
    found = session.find(text)
    items = [
        Item(session.words("plain.found", screen=one.screen, text=one.text), state=one.kind) for one in found[:_MOST]
    ]
    title, nothing = session.words("find.title"), session.words("find.none")
    return List(title, tuple(items), nothing, lambda at: session.look_up(found[at].goal), len(found) - len(items))


def _stories(session: Session, text: str) -> List:
    return _of_entries(session, session.stories(text), session.begin)


def _customers(session: Session, text: str) -> List:
    own = [entry for entry in session.stories(text) if entry.own]
    return _of_entries(session, own, lambda entry: session.choose(entry.customer))


def _of_entries(session: Session, found: Sequence[StoryEntry], choose: Callable[[StoryEntry], Outcome]) -> List:
    deck = session.simulation.deck
    items = [Item(f"{one.title}: {one.line}", state=one.kind(deck)) for one in found[:_MOST]]
    title, nothing = session.words("stories.title"), session.words("stories.none")
    return List(title, tuple(items), nothing, lambda at: choose(found[at]), len(found) - len(items))


def _checks(session: Session, text: str) -> List:
    visible = session.checks()
    found = [one for one in visible if matches(text, one)]
    nothing = session.words("record.none" if visible else "record.empty")
    items = tuple(Item(one) for one in found)
    return List(session.words("record.title"), items, nothing, lambda at: session.check(found[at]))


_LISTS: Final[Mapping[str, Callable[[Session, str], List]]] = {
    "find": _find,
    "stories": _stories,
    "customer": _customers,
    "checks": _checks,
}
