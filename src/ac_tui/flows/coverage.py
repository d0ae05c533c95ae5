"""What flows reach of the journey and of the deck, and by name what they do not.

Read off the transition table and the screens: nothing here restates them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ac_tui.deck.model import Path, Screen
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
from ac_tui.journey.table import RETURN, TABLE, Edge, Row, rows_for


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
        self._steps: set[str] = set()
        self._edges: set[str] = set()
        self._guards: set[str] = set()
        self._shown: set[str] = set()
        self._journeys: set[str] = set()
        self._limits: set[str] = set()
        self._told: set[str] = set()
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
        self._steps.add(view.step)
        waiting = self._open[view.step]
        if not waiting:
            return
        shown = _shown(view)
        found = [name for name, (block, holds) in waiting.items() if any(map(holds, shown.get(block, ())))]
        for name in found:
            del waiting[name]
            self._shown.add(name)

    def ended(self, flow: Flow, simulation: Simulation) -> None:
        """Count everything that happened in a flow's simulation."""
        self._steps.add(simulation.history[0].before.step if simulation.history else simulation.journey.step)
        for moved in simulation.history:
            self.count(moved)
        self._journeys.update(journeys_of(simulation))
        self._limits.update(limits_of(simulation))
        if tells(flow.setting.customer, simulation):
            self._stories[flow.file] = flow.setting.customer

    def passed(self, result: FlowResult) -> None:
        """Count the story of a flow that has ended as it should."""
        if result.file in self._stories:
            self._told.add(self._stories[result.file])

    def count(self, moved: HistoryEntry) -> None:
        """Count one move: the arrow it took, and the guards that let it through or not."""
        edge, decision = moved.transition.edge, moved.transition.decision
        if edge is not None:
            self._edges.add(str(edge))
            self._steps.add(edge.to)
        elif decision is None or decision.outcome != IGNORED or not moved.before.app_open:
            return
        for row in rows_for(moved.before.step, type(moved.event)):
            took = edge is not None and _is(row, edge)
            if row.guard:
                self._guards.add(_outcome(row, took))
            if took:
                return

    def parts(self) -> tuple[CoveragePart, ...]:
        """All of it, part by part."""
        reached: dict[str, set[str]] = {
            "steps": self._steps,
            "transitions": self._edges,
            "guard outcomes": self._guards,
            **dict.fromkeys(("notices", "field errors", "texts"), self._shown),
            "ways": self._journeys,
            "limits": self._limits,
            "stories": self._told,
        }
        return tuple(
            CoveragePart(name, known, frozenset(reached[name].intersection(known)))
            for name, known in self._known.parts.items()
        )


def _is(row: Row, edge: Edge) -> bool:
    if row.step != edge.source or row.event.name != edge.event:
        return False
    if row.to == RETURN:
        return edge.guard == f"from_{edge.to}"
    return row.guard == edge.guard and row.to == edge.to


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


_Texts = Iterator[tuple[str, tuple[str, Callable[[str], object]]]]


def _texts_of(screen: Screen) -> _Texts:
    """Every text of a screen by name, with its block and what tells it on a View."""
    for path, source in screen.texts():
        if path[0] == "desk":
            continue
        pattern = _pattern(source)
        if path[0] == "words":
            yield _name(screen, path), ("", pattern.search)  # part of another text, in any block
        else:
            block = str(path[1]) if path[0] == "body" else str(path[0])
            yield _name(screen, path), (block, pattern.fullmatch)


def _name(screen: Screen, path: Path) -> str:
    inner = path[1:] if path[0] == "body" else path
    block, *rest = map(str, inner)
    return " ".join((f"{screen.step}.{block}", *([".".join(rest)] if rest else [])))


def _pattern(source: str) -> re.Pattern[str]:
    parts = (re.escape(literal) + (".*" if name else "") for literal, name in cut(source))
    return re.compile("".join(parts), re.DOTALL)


def _shown(view: View) -> Mapping[str, list[str]]:
    """The texts on a view by block; "" holds all of them."""
    found: dict[str, list[str]] = {"": []}
    for block, text in view.texts():
        found.setdefault(block.partition(".")[0], []).append(text)
        found[""].append(text)
    return found
