"""Every command of a run with the screen after it, kept while flows are played, for the trace page."""

from __future__ import annotations

from collections.abc import Callable

from ac_tui.deck.deck import Deck
from ac_tui.deck.discretion import discreet_decision
from ac_tui.deck.explain import Explanation, explain
from ac_tui.flows.model import Flow
from ac_tui.flows.results import Played
from ac_tui.journey.decision import Decision


class Traces:
    """What was played, by flow file and attempt."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self._played: dict[tuple[str, int], list[Played]] = {}

    def observer(self, flow: Flow, attempt: int) -> Callable[[Played], None]:
        """What keeps the commands of one attempt at a flow."""
        return self._played.setdefault((flow.file, attempt), []).append

    def of(self, file: str, attempt: int) -> list[Played]:
        """The commands of one attempt, in the order played."""
        return self._played.get((file, attempt), [])

    def explained(self, decision: Decision) -> Explanation:
        """A decision in words, with every contact and code in it masked."""
        return explain(self.deck, discreet_decision(decision))
