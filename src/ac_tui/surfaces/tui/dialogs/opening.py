"""The dialogs there are: each with what it needs of a session, and what its result does to the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ac_tui.deck.spans import read_span
from ac_tui.deck.words import span
from ac_tui.desk.commands import COMMANDS
from ac_tui.desk.outcome import Outcome
from ac_tui.surfaces.tui.dialogs.checks import ChecksDialog
from ac_tui.surfaces.tui.dialogs.find import FindDialog
from ac_tui.surfaces.tui.dialogs.help import HelpDialog, HelpKey
from ac_tui.surfaces.tui.dialogs.stories import Chosen, StoriesDialog
from ac_tui.surfaces.tui.dialogs.time import TimeDialog

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.tui.dialogs.dialog import Dialog


class Opening(NamedTuple):
    """How a dialog is made, and what is done with its result, which is never None."""

    make: Callable[[Session], Dialog[Any]]
    done: Callable[[Session, Any], Outcome]


def _find(session: Session) -> FindDialog:
    return FindDialog(session.words, session.find)


def _stories(session: Session) -> StoriesDialog:
    return StoriesDialog(session.words, session.stories, lambda entry: entry.kind(session.simulation.deck))


def _begin(session: Session, chosen: Chosen) -> Outcome:
    return session.choose(chosen.entry.customer) if chosen.data_only else session.begin(chosen.entry)


def _time(session: Session) -> TimeDialog:
    deck = session.simulation.deck
    return TimeDialog(session.words, lambda text: read_span(deck, text), lambda wanted: span(deck, wanted))


def _checks(session: Session) -> ChecksDialog:
    return ChecksDialog(session.words, session.checks)


def _help(session: Session) -> HelpDialog:
    keys = [
        HelpKey(command.shown_key, command.title(session), command.text(session), command.group == "words")
        for command in COMMANDS
        if command.keys and command.id not in ("help", "palette")
    ]
    return HelpDialog(session.words, keys)


DIALOGS: Final[Mapping[str, Opening]] = {
    "find": Opening(_find, lambda session, found: session.look_up(found.goal)),
    "stories": Opening(_stories, _begin),
    "time": Opening(_time, lambda session, wanted: session.phone.pass_time(wanted)),
    "checks": Opening(_checks, lambda session, text: session.check(text)),
    "help": Opening(_help, lambda session, nothing: Outcome()),
}
"""The dialogs by their ids."""
