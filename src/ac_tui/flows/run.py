"""Playing flows in order: here, or in several processes at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from ac_tui.deck.redaction import redact
from ac_tui.flows import model as m
from ac_tui.flows.crash import crash_line
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.play import Observer, Player
from ac_tui.flows.results import Failure, FlowResult, Played
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.snapshots import Snapshots, Taken
from ac_tui.flows.surface import Open, Surface

if TYPE_CHECKING:
    from ac_tui.flows.workers import Died


class Plan(Struct, frozen=True):
    """How to play: on which surface, with which variables, how often, in which order, in how many processes.

    `observe` is asked for each flow and attempt and gives what watches its commands; `after` sees each simulation when
    its flow has ended (not with several `jobs`). `shuffle` is the seed of the order, None for the order given.
    `refused` are the results of flows that cannot be played, by file. The flows of `first` keep their place; where one
    of them does not pass and `go_on` is false, the rest of them is left out.
    """

    open: Open = Surface
    given: Mapping[str, str] = field(default_factory=dict)
    repeat: int = 1
    retries: int = 0
    jobs: int = 1
    fail_fast: bool = False
    shuffle: int | None = None
    observe: Callable[[m.Flow, int], Observer | None] | None = None
    screenshots: Snapshots | None = None
    after: Callable[[m.Flow, Simulation], None] | None = None
    refused: Mapping[str, FlowResult] = field(default_factory=dict)
    first: Collection[str] = ()
    go_on: bool = True


def play_flow(flow: m.Flow, fixture: Fixture, plan: Plan, attempt: int = 1) -> FlowResult:
    """Play one flow once, on a surface of its own; whatever the program does wrong ends this flow alone.

    Its duration is all of that: the terminal's surface takes as long to open and to leave as to play on.
    """
    started = perf_counter()
    result = _played(flow, fixture, plan, attempt)
    return result._replace(duration_s=perf_counter() - started)


def _played(flow: m.Flow, fixture: Fixture, plan: Plan, attempt: int) -> FlowResult:
    result = None
    try:
        simulation = fixture.simulation_for(flow)
        surface = plan.open(simulation)
        try:
            observer = plan.observe(flow, attempt) if plan.observe else None
            result = Player(flow, surface, plan.given, observer=observer, screenshots=plan.screenshots).play()
        finally:
            surface.finish()
        if plan.after is not None:
            plan.after(flow, simulation)
    except Exception as error:
        return _crashed(flow, result, crash_line(error))
    return result


def _crashed(flow: m.Flow, result: FlowResult | None, words: str) -> FlowResult:
    """What is told of a flow whose surface failed before it began or after it ended."""
    if result is None:
        result = FlowResult(file=flow.file, name=redact(flow.name), status="error", steps=(), duration_s=0.0)
    before = result.failure
    failure = Failure(file=flow.file, line=1, command="", message=words, screen="", flow_line=1)
    if before is not None:
        failure = before._replace(message=f"{before.message}; {words}")
    return result._replace(status="error", failure=failure)


class Turn(NamedTuple):
    """One flow to be played, for the `attempt`th time."""

    flow: m.Flow
    attempt: int


class _Outcome(NamedTuple):
    """What another process tells of a turn: the result, what was watched, the screenshots."""

    result: FlowResult
    played: list[Played]
    taken: Taken | None


def play_all(flows: Sequence[m.Flow], fixture: Fixture, plan: Plan) -> Iterator[FlowResult]:
    """Play flows, each as often as planned, and give each result in its turn; ends early when failing fast.

    However many processes play them, the results and their order are the same. However they are shuffled, `in_order`
    brings the results back into the order of the flows.
    """
    turns = _turns(flows, plan)
    left_out = False
    with _playing(turns, fixture, plan) as play:
        for number, turn in enumerate(turns):
            if left_out and turn.flow.file in plan.first:
                continue
            result = play(number)
            yield result
            if result.status != "passed":
                left_out = left_out or not plan.go_on
                if plan.fail_fast:
                    return


def _turns(flows: Iterable[m.Flow], plan: Plan) -> list[Turn]:
    """Every turn in the order to be played; a flow that cannot be played has one."""
    turns = [
        Turn(flow, attempt)
        for flow in flows
        for attempt in range(1, (1 if flow.file in plan.refused else plan.repeat) + 1)
    ]
    if plan.shuffle is None:
        return turns
    first = [turn for turn in turns if turn.flow.file in plan.first]
    others = [turn for turn in turns if turn.flow.file not in plan.first]
    from random import Random

    Random(plan.shuffle).shuffle(others)
    return [*first, *others]


@contextmanager
def _playing(turns: Sequence[Turn], fixture: Fixture, plan: Plan) -> Iterator[Callable[[int], FlowResult]]:
    """What plays a turn by its number, in this process or in others."""
    if plan.jobs == 1:
        yield lambda number: _play_turn(turns[number], fixture, plan)
        return
    from ac_tui.flows.workers import Workers

    with Workers(plan.jobs, len(turns), lambda number: _play_apart(turns[number], fixture, plan)) as workers:
        yield lambda number: _told(turns[number], workers.result(number), plan)


def _play_turn(turn: Turn, fixture: Fixture, plan: Plan) -> FlowResult:
    """Play a flow until it passes, as often as it may be tried."""
    flow, attempt = turn
    if flow.file in plan.refused:
        return plan.refused[flow.file]
    result = play_flow(flow, fixture, plan, attempt)
    for tried in range(2, plan.retries + 2):
        if result.status == "passed":
            break
        if plan.screenshots is not None:
            plan.screenshots.forget(flow.file)
        before, result = result, play_flow(flow, fixture, plan, attempt)
        result = result._replace(duration_s=before.duration_s + result.duration_s)
        if result.status == "passed":
            warning = f"passed at try {tried} of {plan.retries + 1} only{_reason(before)}"
            result = result._replace(warnings=(*result.warnings, warning))
    return result._replace(attempt=attempt)


def _reason(result: FlowResult) -> str:
    failure = result.failure
    return f"; before, {failure.file}:{failure.line}: {failure.message}" if failure is not None else ""


def _play_apart(turn: Turn, fixture: Fixture, plan: Plan) -> _Outcome:
    """Play a turn in a process of its own, and keep what has to be told to the one that planned it."""
    played: list[Played] = []

    def observe(_: m.Flow, __: int) -> Observer:
        played.clear()  # of a flow that is tried again, its last try counts
        return played.append

    own = plan.screenshots.another() if plan.screenshots is not None else None
    result = _play_turn(turn, fixture, replace(plan, observe=observe if plan.observe else None, screenshots=own))
    return _Outcome(result, played, own.taken if own is not None else None)


def _told(turn: Turn, outcome: _Outcome | Died, plan: Plan) -> FlowResult:
    """Tell whoever watches here what another process has played."""
    flow, attempt = turn
    if not isinstance(outcome, _Outcome):
        words = f"the process that played it has ended ({outcome.how})"
        return _crashed(flow, None, words)._replace(attempt=attempt)
    if plan.screenshots is not None and outcome.taken is not None:
        plan.screenshots.add(outcome.taken)
    if plan.observe is None or flow.file in plan.refused:
        return outcome.result
    try:
        if observer := plan.observe(flow, attempt):
            for played in outcome.played:
                observer(played)
    except Exception as error:
        return _crashed(flow, outcome.result, crash_line(error))
    return outcome.result


def not_played(flows: Sequence[m.Flow], plan: Plan, results: Iterable[FlowResult]) -> list[FlowResult]:
    """What was left out of a run that ended early, as results."""
    played = {(result.file, result.attempt) for result in results}
    return [
        FlowResult(turn.flow.file, redact(turn.flow.name), "skipped", (), 0.0, attempt=turn.attempt)
        for turn in _turns(flows, replace(plan, shuffle=None))
        if (turn.flow.file, turn.attempt) not in played
    ]


def in_order(flows: Sequence[m.Flow], results: Iterable[FlowResult]) -> list[FlowResult]:
    """Results in the order of their flows, then of their attempts."""
    place = {flow.file: number for number, flow in enumerate(flows)}
    return sorted(results, key=lambda result: (place[result.file], result.attempt))
