"""What flows reach of the journey and of the deck, and by name what they do not.

Read off the transition table and the screens: nothing here restates them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ac_tui.deck.model import Screen
from ac_tui.deck.text import cut
from ac_tui.deck.view import View
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.goals import reachable_edges, unreachable_rows
from ac_tui.flows.journeys import journeys, journeys_of, tells
from ac_tui.flows.limits import limits, limits_of
from ac_tui.flows.model import Flow
from ac_tui.flows.results import FlowResult, Played
from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.journey.advance import IGNORED
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import RETURN, TABLE, Row, rows_for


class CoveragePart(NamedTuple):
    """One kind of thing to reach: everything there is, and what was reached."""

    name: str
    known: tuple[str, ...]
    reached: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not reached, in order."""
        return tuple(name for name in self.known if name not in self.reached)

    @property
    def percent(self) -> float:
        """How much was reached, in percent: 100 only where nothing is missing."""
        return 100.0 if not self.known else 100 * len(self.reached) / len(self.known)


class Reachable:
    """Everything there is to reach on a fixture, part by part; what no screen lets happen is left out."""

    def __init__(self, fixture: Fixture) -> None:
        self.texts = {step: dict(_texts_of(screen)) for step, screen in fixture.deck.screens.items()}
        names = [name for step in STEPS for name in self.texts[step]]
        parts: dict[str, Iterable[str]] = {
            "steps": STEPS,
            "transitions": map(str, reachable_edges(fixture.deck)),
            "guard outcomes": _outcomes(unreachable_rows(fixture.deck)),
            "notices": (name for name in names if name.endswith(" title")),
            "field errors": (name for name in names if " error." in name),
            "texts": names,
            "ways": journeys(),
            "limits": limits(fixture.policy),
            "stories": (customer.id for customer in fixture.registry if customer.story),
        }
        self.parts = {part: tuple(dict.fromkeys(found)) for part, found in parts.items()}


class FlowCoverage:
    """Collects what is reached: `observer` goes with a flow's commands, `ended` with its simulation at the end.

    `passed` then counts whose story it was.
    """

    def __init__(self, known: Reachable) -> None:
        self._known = known
        self._open = {step: dict(texts) for step, texts in known.texts.items()}
        self._reached: dict[str, set[str]] = {part: set() for part in known.parts}
        self._stories: dict[str, str] = {}
        self._seen: View | None = None

    def observer(self, _flow: Flow, _attempt: int) -> Callable[[Played], None]:
        """What watches one flow's commands."""
        return lambda played: self.see(played.view)

    def see(self, view: View) -> None:
        """Count a screen: its step and every text of the deck on it."""
        if view is self._seen or not view.open:
            return
        self._seen = view
        self._reached["steps"].add(view.step)
        waiting = self._open[view.step]
        if not waiting:
            return
        shown: dict[str, list[str]] = {"": []}  # by block, all of them under ""
        for block, text in view.texts():
            shown.setdefault(block.partition(".")[0], []).append(text)
            shown[""].append(text)
        found = [name for name, (block, holds) in waiting.items() if any(map(holds, shown.get(block, ())))]
        for name in found:
            del waiting[name]
        self._reached["texts"].update(found)

    def ended(self, flow: Flow, simulation: Simulation) -> None:
        """Count everything that happened in a flow's simulation."""
        began = simulation.history[0].before if simulation.history else simulation.journey
        self._reached["steps"].add(began.step)
        for moved in simulation.history:
            self._count(moved)
        self._reached["ways"].update(journeys_of(simulation))
        self._reached["limits"].update(limits_of(simulation))
        if tells(flow.setting.customer, simulation):
            self._stories[flow.file] = flow.setting.customer

    def passed(self, result: FlowResult) -> None:
        """Count the story of a flow that has ended as it should."""
        if result.file in self._stories:
            self._reached["stories"].add(self._stories[result.file])

    def _count(self, moved: HistoryEntry) -> None:
        """Count one move: the arrow it took, and the guards that let it through or not."""
        edge, decision = moved.transition.edge, moved.transition.decision
        if edge is not None:
            self._reached["transitions"].add(str(edge))
            self._reached["steps"].add(edge.to)
        elif decision is None or decision.outcome != IGNORED or not moved.before.app_open:
            return
        for row in rows_for(moved.before.step, type(moved.event)):
            took = edge is not None and (row.step, row.event.name) == (edge.source, edge.event)
            if edge is not None and row.to == RETURN:
                took = took and edge.guard == f"from_{edge.to}"
            elif edge is not None:
                took = took and (row.guard, row.to) == (edge.guard, edge.to)
            if row.guard:
                self._reached["guard outcomes"].add(_outcome(row, took))
            if took:
                return

    def parts(self) -> tuple[CoveragePart, ...]:
        """All of it, part by part."""
        of_texts = dict.fromkeys(("notices", "field errors"), self._reached["texts"])
        return tuple(
            CoveragePart(part, known, frozenset((self._reached | of_texts)[part].intersection(known)))
            for part, known in self._known.parts.items()
        )


def _outcome(row: Row, held: bool) -> str:
    return f"{row.step} {row.event.name}: {row.guard} {'holds' if held else 'does not hold'}"


def _outcomes(unreachable: set[Row]) -> Iterator[str]:
    """Every guard both ways; the last of its step and event only as it holds, since nothing is left after it."""
    for number, row in enumerate(TABLE):
        if not row.guard:
            continue
        if row not in unreachable:
            yield _outcome(row, True)
        if any(later.step == row.step and later.event is row.event for later in TABLE[number + 1 :]):
            yield _outcome(row, False)


def _texts_of(screen: Screen) -> Iterator[tuple[str, tuple[str, Callable[[str], object]]]]:
    """Every text of a screen by name, with its block and what tells it on a View."""
    for path, source in screen.texts():
        room, *rest = map(str, path)
        if room == "desk":
            continue
        block, *keys = rest if room == "body" else (room, *rest)
        name = " ".join(filter(None, (f"{screen.step}.{block}", ".".join(keys))))
        pattern = re.compile("".join(re.escape(text) + (".*" if hole else "") for text, hole in cut(source)), re.DOTALL)
        if room == "words":
            yield name, ("", pattern.search)  # part of another text, in any block
        else:
            yield name, (block, pattern.fullmatch)
