"""The panels there are, in the order of their tabs, and which of them fits the moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

from ac_tui.surfaces.tui.panels import advice, customer, messages, notes, why
from ac_tui.surfaces.tui.panels.customer import CustomerPanel
from ac_tui.surfaces.tui.panels.lines import LinesPanel, Panel
from ac_tui.surfaces.tui.panels.messages import MessagesPanel
from ac_tui.surfaces.tui.panels.notes import NotesPanel

if TYPE_CHECKING:
    from ac_tui.desk.session import Session

PHONE: Final = "phone"

Column = Literal["talk", "tray"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)
"""The columns beside the phone, from left to right: what is read aloud, and everything else."""


class Kind(NamedTuple):
    """A panel: its id (its title is the deck's `panel.ID.title`), where it stands, how it is made and what it tells.

    `news` is what its tab says behind the title: a number or a sign, "" for nothing.
    """

    id: str
    column: Column
    make: Callable[[str], Panel]
    told: Callable[[Session], Any]
    news: Callable[[Session], str]


PANELS: Final = (
    Kind("messages", "tray", MessagesPanel, messages.told, messages.news),
    Kind("advice", "talk", LinesPanel, advice.told, lambda session: ""),
    Kind("why", "talk", LinesPanel, why.told, why.news),
    Kind("customer", "tray", CustomerPanel, customer.told, customer.news),
    Kind("notes", "tray", NotesPanel, notes.told, notes.news),
)
BY_ID: Final = {panel.id: panel for panel in PANELS}


def fitting(session: Session) -> str:
    """The panel for the moment: the story being played, why something did not pass, the messages, or the advice.

    The messages are for who waits for a code and has got one.
    """
    if session.story is not None:
        return "customer"
    if why.did_not_pass(session):
        return "why"
    waits = any(block.kind == "code" for block in session.view.blocks)
    return "messages" if waits and session.messages else "advice"


def news(session: Session, front: str) -> tuple[tuple[str, str], ...]:
    """What a narrow terminal says of panels out of sight: that something did not pass, how many messages there are."""
    said = []
    if front == PHONE and why.did_not_pass(session):
        said.append(("why", session.words("panel.why.news")))
    if session.messages and front != "messages":
        said.append(("messages", session.words("panel.messages.unread", n=len(session.messages))))
    return tuple(said)
