"""Playing flows in order: here, or in several processes at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from random import Random
from time import perf_counter

from msgspec import Struct, field

from ac_tui.deck.redaction import redact
from ac_tui.flows import model as m
from ac_tui.flows.executor import Open, Surface
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.play import Player
from ac_tui.flows.results import FlowResult, Status, crash_line
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.snapshots import Snapshots


class Plan(Struct, frozen=True):
    """How to play. The flows of `first` keep their place; where one fails, the rest is played only with `go_on`."""

    open: Open = Surface
    given: Mapping[str, str] = field(default_factory=dict)
    repeat: int = 1
    retries: int = 0
    jobs: int = 1  # processes
    fail_fast: bool = False
    shuffle: int | None = None  # the seed of the order
    keep: bool = False  # every command played
    screenshots: Snapshots | None = None
    after: Callable[[FlowResult, Simulation], None] | None = None  # sees how each flow has ended, but with several jobs
    refused: Mapping[str, FlowResult] = field(default_factory=dict)  # by the file of a flow that cannot be played
    first: Collection[str] = ()
    go_on: bool = True


def play_flow(flow: m.Flow, fixture: Fixture, plan: Plan) -> FlowResult:
    """Play one flow once, on a surface of its own; whatever the program does wrong ends this flow alone."""
    started = perf_counter()
    result = _unplayed(flow, "error")
    try:
        simulation = fixture.simulation(flow.setting.seed)
        surface = plan.open(simulation)
        try:
            result = Player(flow, surface, plan.given, keep=plan.keep, screenshots=plan.screenshots).play()
        finally:
            surface.finish()
        if plan.after is not None:
            plan.after(result, simulation)
    except Exception as error:
        result = result.crashed(crash_line(error))
    return result._replace(duration_s=perf_counter() - started)


def _unplayed(flow: m.Flow, status: Status, attempt: int = 1) -> FlowResult:
    return FlowResult(flow.file, redact(flow.name), status, (), 0.0, attempt=attempt)


Attempt = tuple[m.Flow, int]  # a flow, and its number


def play_all(flows: Sequence[m.Flow], fixture: Fixture, plan: Plan) -> Iterator[FlowResult]:
    """Play flows as planned; the result of each attempt, "skipped" for what is left out, whoever plays and when."""
    attempts = [(flow, n + 1) for flow in flows for n in range(1 if flow.file in plan.refused else plan.repeat)]
    if plan.shuffle is not None:
        Random(plan.shuffle).shuffle(others := [one for one in attempts if one[0].file not in plan.first])
        attempts = [*(one for one in attempts if one[0].file in plan.first), *others]
    over = left_out = False
    with closing(_side_by_side(attempts, fixture, plan)) as apart:
        for flow, number in attempts:
            result = next(apart) if plan.jobs > 1 and not over else None
            if over or (left_out and flow.file in plan.first):
                yield _unplayed(flow, "skipped", number)
                continue
            result = result or _play_attempt(flow, number, fixture, plan)
            yield result
            if result.status != "passed":
                left_out = left_out or not plan.go_on
                if over := plan.fail_fast:
                    apart.close()


def _play_attempt(flow: m.Flow, number: int, fixture: Fixture, plan: Plan) -> FlowResult:
    """Play a flow until it passes, as often as it may be tried."""
    if flow.file in plan.refused:
        return plan.refused[flow.file]
    result = play_flow(flow, fixture, plan)
    for tried in range(2, plan.retries + 2):
        if result.status == "passed":
            break
        why, took = result.failure, result.duration_s
        result = play_flow(flow, fixture, plan)
        reason = f"; before, {why.file}:{why.line}: {why.message}" if why is not None else ""
        warning = f"passed at try {tried} of {plan.retries + 1} only{reason}"
        warnings = (*result.warnings, warning) if result.status == "passed" else result.warnings
        result = result._replace(duration_s=took + result.duration_s, warnings=warnings)
    return result._replace(attempt=number)


def _side_by_side(attempts: Sequence[Attempt], fixture: Fixture, plan: Plan) -> Generator[FlowResult, None, None]:
    """The results in order, each of a forked process, an error where that ended over it; closing this ends them all."""
    import multiprocessing
    import signal
    from multiprocessing.connection import Connection, wait
    from multiprocessing.process import BaseProcess

    def serve(line: Connection, one: Attempt) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked for it hears an interrupt
        line.send(_play_attempt(*one, fixture, plan))

    context = multiprocessing.get_context("fork")
    waiting = enumerate(attempts)
    done: dict[int, FlowResult] = {}
    busy: dict[Connection, tuple[BaseProcess, int]] = {}
    try:
        for number in range(len(attempts)):
            while number not in done:
                for place, one in islice(waiting, plan.jobs - len(busy)):
                    here, there = context.Pipe(duplex=False)
                    forked = context.Process(target=serve, args=(there, one), daemon=True)
                    forked.start()
                    there.close()
                    busy[here] = forked, place
                for line in wait(list(busy)):
                    assert isinstance(line, Connection)
                    process, ended = busy.pop(line)
                    try:
                        done[ended] = line.recv()
                    except EOFError:
                        process.join()
                        code, (flow, attempt) = process.exitcode or 0, attempts[ended]
                        words = signal.Signals(-code).name if code < 0 else f"exit code {code}"
                        lost = _unplayed(flow, "error", attempt)
                        done[ended] = lost.crashed(f"the process that played it has ended ({words})")
                    line.close()
            yield done.pop(number)
    finally:
        for process, _ in busy.values():
            process.terminate()
            process.join()
