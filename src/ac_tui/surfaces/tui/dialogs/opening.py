"""The dialogs there are: each with what it needs of a session, and what its result does to the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ac_tui.deck.spans import read_span
from ac_tui.deck.words import span
from ac_tui.desk.commands import COMMANDS
from ac_tui.desk.outcome import Outcome
from ac_tui.desk.pickers import PICKERS
from ac_tui.surfaces.tui.dialogs.caller import CallerDialog
from ac_tui.surfaces.tui.dialogs.help import HelpDialog, HelpKey
from ac_tui.surfaces.tui.dialogs.picking import CauseDialog, PickDialog
from ac_tui.surfaces.tui.dialogs.time import TimeDialog

if TYPE_CHECKING:
    from ac_tui.desk.picks import Act
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.tui.dialogs.dialog import Dialog


class Opening(NamedTuple):
    """How a dialog is made, and what is done with its result, which is never None."""

    make: Callable[[Session], Dialog[Any]]
    done: Callable[[Session, Any], Outcome]


def _act(session: Session, act: Act) -> Outcome:
    return act(session)


def _time(session: Session) -> TimeDialog:
    deck = session.simulation.deck
    return TimeDialog(session.words, lambda text: read_span(deck, text), lambda wanted: span(deck, wanted))


def _help(session: Session) -> HelpDialog:
    keys = [
        HelpKey(command.shown_key, command.title(session), command.text(session), command.group == "words")
        for command in COMMANDS
        if command.keys and command.id not in ("help", "palette")
    ]
    return HelpDialog(session.words, keys)


DIALOGS: Final[Mapping[str, Opening]] = {
    **{name: Opening(partial(PickDialog, name=name), _act) for name in PICKERS},
    "caller": Opening(CallerDialog, _act),
    "cause": Opening(CauseDialog, _act),
    "time": Opening(_time, lambda session, wanted: session.phone.pass_time(wanted)),
    "help": Opening(_help, lambda session, nothing: Outcome()),
}
"""The dialogs by their ids."""
