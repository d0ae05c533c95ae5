"""What flows reach of the journey and of the deck, and by name what they do not.

Read off the transition table and the screens: nothing here restates them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ac_tui.deck.deck import Deck
from ac_tui.deck.model import Path, Screen
from ac_tui.deck.text import cut
from ac_tui.deck.view import View
from ac_tui.flows.barred import barred_rows
from ac_tui.flows.model import Flow
from ac_tui.flows.results import Played
from ac_tui.flows.simulation import Moved, Simulation
from ac_tui.journey.advance import IGNORED
from ac_tui.journey.model import STEPS
from ac_tui.journey.table import RETURN, TABLE, Edge, Row, edges, rows_for
from ac_tui.registry.index import Registry


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing to reach: everything there is, and what was reached."""

    name: str
    known: tuple[str, ...]
    reached: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not reached, in order."""
        return tuple(name for name in self.known if name not in self.reached)

    @property
    def count(self) -> int:
        """How much was reached."""
        return len(self.known) - len(self.missing)

    @property
    def percent(self) -> float:
        """How much was reached, in percent: 100 only where nothing is missing."""
        return 100.0 if not self.known else 100 * self.count / len(self.known)


class Coverage:
    """Collects what is reached: `observer` goes with a flow's commands, `ended` with its simulation at the end."""

    def __init__(self, deck: Deck, registry: Registry) -> None:
        self._customers = tuple(customer.id for customer in registry if customer.story)
        self._told: set[str] = set()
        self._texts = {step: list(_texts_of(screen)) for step, screen in deck.screens.items()}
        self._open = {step: dict(texts) for step, texts in self._texts.items()}
        self._steps: set[str] = set()
        self._edges: set[str] = set()
        self._guards: set[str] = set()
        self._shown: set[str] = set()
        self._seen: View | None = None
        self._barred = barred_rows(deck)

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
        """Count everything that happened in a flow's simulation, and whose story it was."""
        self._told.add(flow.setting.customer)
        self._steps.add(simulation.history[0].before.step if simulation.history else simulation.journey.step)
        for moved in simulation.history:
            self.count(moved)

    def count(self, moved: Moved) -> None:
        """Count one move: the arrow it took, and the guards that let it through or not."""
        edge, decision = moved.transition.edge, moved.transition.decision
        if edge is not None:
            self._edges.add(str(edge))
            self._steps.add(edge.to)
        elif decision is None or decision.outcome != IGNORED or not moved.before.app_open:
            return
        for row in rows_for(moved.before.step, type(moved.event)):
            took = edge is not None and _is(row, edge)
            if row.guard is not None:
                self._guards.add(_outcome(row, took))
            if took:
                return

    def parts(self) -> tuple[Part, ...]:
        """All of it, part by part; what no screen lets happen is not counted."""
        texts = {step: [name for name, _ in texts] for step, texts in self._texts.items()}
        names = [name for step in STEPS for name in texts[step]]
        shown = frozenset(self._shown)
        barred = {Edge(row.step, row.event.name, row.guard_name, row.to) for row in self._barred}
        arrows = dict.fromkeys(str(edge) for edge in edges() if edge not in barred)
        return (
            Part("steps", STEPS, frozenset(self._steps)),
            Part("transitions", tuple(arrows), frozenset(self._edges)),
            Part("guard outcomes", tuple(_outcomes(self._barred)), frozenset(self._guards)),
            Part("notices", tuple(name for name in names if name.endswith(" title")), shown),
            Part("field errors", tuple(name for name in names if " error." in name), shown),
            Part("texts", tuple(names), shown),
            Part("stories", self._customers, frozenset(self._told)),
        )


def _is(row: Row, edge: Edge) -> bool:
    if row.step != edge.source or row.event.name != edge.event:
        return False
    if row.to == RETURN:
        return edge.guard == f"from_{edge.to}"
    return row.guard_name == edge.guard and row.to == edge.to


def _outcome(row: Row, held: bool) -> str:
    return f"{row.step} {row.event.name}: {row.guard_name} {'holds' if held else 'does not hold'}"


def _outcomes(barred: frozenset[Row]) -> Iterator[str]:
    """Every guard both ways; the last of its step and event only as it holds, since nothing is left after it."""
    for number, row in enumerate(TABLE):
        if row.guard is None:
            continue
        if row not in barred:
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
