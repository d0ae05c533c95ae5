"""What flows reach of the journey and of the deck, and by name what they do not: read off table and screens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Final, NamedTuple, get_args

from msgspec.structs import replace

from ac_tui.deck.model import Screen
from ac_tui.deck.text import cut
from ac_tui.deck.view import View
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.paths import reachable_edges, unreachable_rows
from ac_tui.flows.results import FlowResult
from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.advance import IGNORED
from ac_tui.journey.evaluation import Evaluation
from ac_tui.journey.model import STEPS, ContactKind, WayIn
from ac_tui.journey.recognise import Enquiry
from ac_tui.journey.table import RETURN, TABLE, Edge, Row, rows_for
from ac_tui.registry.keys import user_key
from ac_tui.registry.model import Customer, Profile


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


class FlowCoverage:
    """Collects what flows reach of all there is on a fixture, but for what no screen lets happen."""

    def __init__(self, fixture: Fixture) -> None:
        self._open = {step: dict(_texts_of(screen)) for step, screen in fixture.deck.screens.items()}
        names = [name for step in STEPS for name in self._open[step]]
        known: dict[str, Iterable[str]] = {
            "steps": STEPS,
            "transitions": map(str, reachable_edges(fixture.deck)),
            "guard outcomes": _outcomes(unreachable_rows(fixture.deck)),
            "notices": (name for name in names if name.endswith(" title")),
            "field errors": (name for name in names if " error." in name),
            "texts": names,
            "ways": journeys(),
            "stories": (customer.id for customer in fixture.registry if customer.story),
        }
        self._known = {part: tuple(dict.fromkeys(found)) for part, found in known.items()}
        self._reached: dict[str, set[str]] = {part: set() for part in known}
        self._seen: View | None = None

    def _see(self, view: View) -> None:
        if view is self._seen or not view.open:
            return
        self._seen = view
        self._reached["steps"].add(view.step)
        waiting = self._open[view.step]
        said = [(block.partition(".")[0], text) for block, text in view.texts()] if waiting else []
        for name, (own, holds) in tuple(waiting.items()):
            if any(own in ("", block) and holds(text) for block, text in said):
                del waiting[name]
                self._reached["texts"].add(name)

    def count(self, result: FlowResult, simulation: Simulation) -> None:
        """Count what a flow has shown, every command kept, what happened, and its story if it ended as it should."""
        for played in result.played:
            self._see(played.view)
        self._reached["steps"].add(simulation.begun.step)
        for moved in simulation.history:
            self._move(moved)
        ways, whom = _told(simulation)
        self._reached["ways"].update(ways)
        # A story ends in the Area Clienti (9A), before it (10A), or with the Agenzia.
        ended = result.status == "passed" and simulation.journey.step in ("home", "no_mobile", "assistance")
        if ended and result.customer in whom:
            self._reached["stories"].add(result.customer)

    def _move(self, moved: HistoryEntry) -> None:
        edge, decision = moved.transition.edge, moved.transition.decision
        if edge is not None:
            self._reached["transitions"].add(str(edge))
            self._reached["steps"].add(edge.to)
        elif decision is None or decision.outcome != IGNORED or not moved.before.app_open:
            return
        for row in rows_for(moved.before.step, moved.event.name):
            ends = (f"from_{edge.to}", edge.to) if edge is not None and row.to == RETURN else (row.guard, row.to)
            took = edge == Edge(row.step, row.event, *ends)
            if row.guard:
                self._reached["guard outcomes"].add(_outcome(row, took))
            if took:
                return

    def parts(self) -> tuple[CoveragePart, ...]:
        """All of it, part by part."""
        reached = self._reached | dict.fromkeys(("notices", "field errors"), self._reached["texts"])
        return tuple(
            CoveragePart(part, known, frozenset(reached[part].intersection(known)))
            for part, known in self._known.items()
        )


def _outcome(row: Row, held: bool) -> str:
    return f"{row.step} {row.event}: {row.guard} {'holds' if held else 'does not hold'}"


def _outcomes(unreachable: set[Row]) -> Iterator[str]:
    """Every guard both ways; the last of its step and event only as it holds, since nothing is left after it."""
    for number, row in enumerate(TABLE):
        if row.guard and row not in unreachable:
            yield _outcome(row, True)
        if row.guard and any((later.step, later.event) == (row.step, row.event) for later in TABLE[number + 1 :]):
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
        # One of the words is part of another text, in any block.
        yield name, ("", pattern.search) if room == "words" else (block, pattern.fullmatch)


# Every journey into the Area Clienti: by registering, with an account, with a new password; and whose story it is.


def journeys() -> Iterator[str]:
    """Each by name. Who gave a mobile has one: no such registration ends without."""
    for profile, kind, way_in in product(get_args(Profile), get_args(ContactKind), get_args(WayIn)):
        proofs, ends = ("code", "link")[: 1 + (profile != "person")], ("home", "no_mobile")[: 1 + (kind == "email")]
        for proof, end in product(proofs, ends) if way_in != "login" else ():
            yield f"{_registration(profile, kind, way_in, proof)}: {end}"
    yield from (f"account, by {name}: home" for name in (*get_args(ContactKind), "client code"))
    yield from (f"recovered, by {kind}: home" for kind in get_args(ContactKind))


def _registration(profile: str, kind: str, way_in: str, proof: str) -> str:
    how = "given" if way_in == "contact" else "chosen"
    return f"{profile}, {kind} {how}, confirmed by {proof}"


def _told(simulation: Simulation) -> tuple[set[str], set[str]]:
    """The journeys gone to their end in a simulation, and whom it identified, or all but did: whose story it may be."""
    ways, whom = set[str](), set[str]()
    way_in: dict[str, WayIn] = {}
    gone: dict[str, str] = {}  # by customer, who was registered or has a new password
    world = simulation.world
    for moved in simulation.history:
        edge, before, after = moved.transition.edge, moved.before, moved.transition.state
        if edge is None:
            continue
        whom.update((after.customer_id, after.logged_in))
        if edge.guard in ("recognised", "contact_chosen") and after.current is not None:
            way_in[after.current.customer_id] = after.way_in
        for effect in moved.transition.effects:
            whom.add(whose := effect.subject)
            if effect.name == "account_created" and (customer := world.registry.get(whose)) is not None:
                proof = "link" if isinstance(moved.event, ev.OpenLink) else "code"
                kind = before.service.pending[whose].contact.kind
                gone[whose] = _registration(customer.profile, kind, way_in[whose], proof)
            elif effect.name == "password_changed" and before.current is not None:
                gone[whose] = f"recovered, by {before.current.contact.kind}"
            elif effect.name == "first_access_done" and whose in gone:
                ways.add(f"{gone[whose]}: home")
        look = _REFUSED.get(edge.guard)
        refused = look and look(Evaluation(replace(before, now=after.now), moved.event, world))
        if refused is not None:
            whom.add(refused.id)
            if edge.guard == "first_access_without_mobile" and refused.id in gone:
                ways.add(f"{gone[refused.id]}: no_mobile")
        elif edge.guard == "later_access" and moved.event is ev.Tap.submit_login:
            key = user_key(before.draft.text("login", "user"))
            named = Enquiry(after, world).owner_of_username(key)
            ways.add(f"account, by {'client code' if named is None else 'email' if '@' in key else 'mobile'}: home")
            if after.logged_in in gone:
                ways.add(f"{gone[after.logged_in]}: home")
    return ways, whom


_REFUSED: Final[Mapping[str, Callable[[Evaluation], Customer | None]]] = {
    "not_recognised": lambda found: found.recognition.nearest,
    "company_not_recognised": lambda found: found.recognition.nearest,
    "unidentified": lambda found: found.identification.nearest,
    "identified_without_contact": lambda found: found.identification.nearest,
    "first_access_without_mobile": lambda found: found.logged_in,
}
"""Who was refused, by the guard that refused them."""
