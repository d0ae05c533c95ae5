"""Every command of a run with the screen after it, kept while flows are played, for the trace page.

Screens are drawn and decisions put into words as they come: what cannot be is a fault of the flow that is being played.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.deck.redaction import change_texts, redact
from ac_tui.deck.view import View
from ac_tui.desk.explain import Explanation, explain
from ac_tui.flows.model import Flow
from ac_tui.flows.results import Played
from ac_tui.surfaces.web.phone import phone

if TYPE_CHECKING:
    from markupsafe import Markup


class Traced(NamedTuple):
    """A command that was played: the number of the screen after it, and the decision in words, contacts masked."""

    played: Played
    screen: int
    why: Explanation | None


class Traces:
    """What was played, by flow file and attempt; `screens` has every screen once, as a phone in HTML."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.screens: list[Markup] = []
        self._numbers: dict[tuple[View, str], int] = {}
        self._traced: dict[tuple[str, int], list[Traced]] = {}

    def observer(self, flow: Flow, attempt: int) -> Callable[[Played], None]:
        """What keeps the commands of one attempt at a flow; of one that is tried again, those of its last try."""
        kept = self._traced[flow.file, attempt] = []

        def keep(played: Played) -> None:
            decision = played.decision
            why = explain(self.deck, change_texts(decision, redact)) if decision is not None else None
            kept.append(Traced(played, self._number(played.view, played.focus), why))

        return keep

    def of(self, file: str, attempt: int) -> list[Traced]:
        """The commands of one attempt, in the order played."""
        return self._traced.get((file, attempt), [])

    def _number(self, view: View, focus: str) -> int:
        key = (view, focus)
        if key not in self._numbers:
            self.screens.append(phone(view, self.deck, f"s{len(self.screens)}", focus=focus))
            self._numbers[key] = len(self.screens) - 1
        return self._numbers[key]
