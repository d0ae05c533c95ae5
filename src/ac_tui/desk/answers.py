"""From what the caller says to what to say: the causes that are meant, their questions, and what a cause ends with.

What it needs is imported when it is first asked: the first paint of a terminal waits for this module.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from ac_tui.deck.deck import Deck
    from ac_tui.desk.causes import Cause, Causes, Ear, Meant
    from ac_tui.flows.model import Flow
    from ac_tui.flows.simulation import Simulation


@lru_cache(maxsize=4)
def _known(deck: Deck, directory: Path | None) -> tuple[Causes, Ear]:
    """The causes in the words of a deck, and what hears them in what a caller says."""
    from ac_tui.deck.load import DeckError
    from ac_tui.desk.causes import Ear, load_causes

    try:
        causes = load_causes(directory, deck.variant if deck.variant != "pseudo" else "")
    except DeckError:  # `check` tells what is wrong with them
        causes = load_causes()
    return causes, Ear(causes)


class Answers:
    """Knows the causes in the words on show; `directory` is the folder of screens (None: the one ac-tui ships).

    `asked` is the name of the cause or complaint that was chosen last, "" for none; `reason` that of the last cause
    that a search or its questions ended in.
    """

    def __init__(self, simulation: Simulation, directory: Path | None) -> None:
        self._simulation = simulation
        self._directory = directory
        self.asked = self.reason = ""

    @property
    def causes(self) -> Causes:
        """All there are."""
        return _known(self._simulation.deck, self._directory)[0]

    @property
    def cause(self) -> Cause:
        """The one that was chosen last; raises KeyError where none was."""
        return self.causes.causes[self.asked]

    def meant(self, text: str) -> Sequence[Meant]:
        """The causes that words of a caller may mean, best first."""
        return _known(self._simulation.deck, self._directory)[1].meant(text)

    def alike(self, word: str) -> Collection[str]:
        """Other words that callers use for one, without accents: "coniuge" is "marito" too."""
        from ac_tui.desk.stories import folded

        groups = (folded(group).split() for group in self.causes.same.split("|"))
        return [other for group in groups if word in group for other in group if len(other) > 3]

    def now(self) -> str:
        """The name of the cause behind what went wrong last, while the customer is where that led; "" for none."""
        decision = self._simulation.decision
        failed = decision.dead_end or decision.failed if decision is not None else None
        if decision is None or failed is None or decision.to != self._simulation.journey.step:
            return ""
        return self.causes.behind(failed.id, failed.reason)

    def choose(self, name: str) -> None:
        """Take up a cause or a complaint."""
        self.asked = name
        if not self.cause.answers:
            self.reason = name

    def told(self) -> Mapping[str, Sequence[str]]:
        """What the chosen cause ends with, by headings: what one sees, why, what to say, never to say, do next."""
        from ac_tui.desk.causes import advice_about

        deck, cause = self._simulation.deck, self.cause
        said = advice_about(deck, self.causes, cause)
        parts = {"sees": (cause.sees,), "why": (cause.why,), "say": said.say, "never": said.never, "next": said.next}
        return {deck.words(f"answers.{name}"): texts for name, texts in parts.items() if texts}

    def story(self) -> Flow | None:
        """The flow that shows the chosen cause; None where its customer is not in the registry."""
        from ac_tui.assets import fixtures_dir
        from ac_tui.flows.load import load_flow

        flow = load_flow(fixtures_dir() / "flows" / f"{self.cause.story}.yaml")
        return flow if self._simulation.world.registry.get(flow.setting.customer) is not None else None
