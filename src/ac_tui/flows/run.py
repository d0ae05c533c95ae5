"""Finding flows, refusing what cannot be played, and playing the rest in order."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Final

from ac_tui.deck.discretion import discreet
from ac_tui.flows import model as m
from ac_tui.flows.acting import Screenshots
from ac_tui.flows.contacts import variables_of
from ac_tui.flows.crash import crash_line
from ac_tui.flows.load import FlowError, load_flow
from ac_tui.flows.model_surface import ModelSurface
from ac_tui.flows.play import Observer, Player
from ac_tui.flows.playable import unknown_customer, unset_variables
from ac_tui.flows.results import Failure, FlowResult
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.stage import Stage
from ac_tui.flows.surface import Open
from ac_tui.registry.faults import Fault

_SUFFIXES: Final = (".yaml", ".yml")
_WORKSPACE: Final = ("config.yaml", "config.yml")
"""Maestro's settings of a folder, which are no flow."""


def find_flows(paths: Iterable[Path | str]) -> list[Path]:
    """The flow files that paths name: files as they are, of folders every `.yaml` and `.yml`, sorted by name.

    In a folder, names that begin with `_` or `.` are parts for `runFlow`, not flows. Raises FlowError for a path that
    is not there.
    """
    found: dict[Path, Path] = {}
    missing = []
    for path in map(Path, paths):
        if path.is_dir():
            for file in sorted(_within(path)):
                found.setdefault(file.resolve(), file)
        elif path.exists():
            found.setdefault(path.resolve(), path)
        else:
            missing.append(_not_there(str(path)))
    if missing:
        raise FlowError(missing)
    return list(found.values())


def _not_there(path: str) -> Fault:
    """What is wrong with a path; what looks like a variable is not told, since its value may be a secret."""
    name, sign, _ = path.partition("=")
    if sign and name.isidentifier():
        return Fault(f"{name}=…", 1, "missing-file", f"no such file or folder; a variable is given as -e {name}=…")
    return Fault(path, 1, "missing-file", "no such file or folder")


def _within(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith(("_", ".")):
            continue
        if entry.is_dir():
            yield from _within(entry)
        elif entry.suffix in _SUFFIXES and entry.name not in _WORKSPACE:
            yield entry


def load_flows(paths: Iterable[Path | str]) -> list[m.Flow]:
    """Read every flow that paths name; raises FlowError with the faults of all of them."""
    flows: list[m.Flow] = []
    faults: list[Fault] = []
    for path in find_flows(paths):
        try:
            flows.append(load_flow(path))
        except FlowError as error:
            faults.extend(error.faults)
    if faults:
        raise FlowError(dict.fromkeys(faults))
    return flows


def with_tags(flows: Iterable[m.Flow], include: Collection[str], exclude: Collection[str]) -> list[m.Flow]:
    """The flows with one of the tags to include, all where there is none, and without any of those to exclude."""
    return [
        flow
        for flow in flows
        if (not include or not set(include).isdisjoint(flow.tags)) and set(exclude).isdisjoint(flow.tags)
    ]


def refuse_unplayable(flows: Iterable[m.Flow], stage: Stage, given: Mapping[str, str]) -> None:
    """Raise FlowError for flows that name a customer nobody knows or use a variable that has no value."""
    faults: list[Fault] = []
    for flow in flows:
        faults += unknown_customer(flow, lambda customer: stage.registry.get(customer) is not None)
        own = variables_of(stage.registry.get(flow.setting.customer))
        faults += unset_variables(flow, {*given, *own})
    if faults:
        raise FlowError(dict.fromkeys(faults))


@dataclass(frozen=True, slots=True)
class Plan:
    """How to play: on which surface, with which variables, how often, in which order.

    `observe` is asked for each flow and attempt and gives what watches its commands; `after` sees each simulation when
    its flow has ended. `shuffle` is the seed of the order, None for the order given.
    """

    open: Open = ModelSurface
    given: Mapping[str, str] = field(default_factory=dict)
    repeat: int = 1
    fail_fast: bool = False
    shuffle: int | None = None
    observe: Callable[[m.Flow, int], Observer | None] | None = None
    screenshots: Screenshots | None = None
    after: Callable[[m.Flow, Simulation], None] | None = None


def play_flow(flow: m.Flow, stage: Stage, plan: Plan, attempt: int = 1) -> FlowResult:
    """Play one flow once, on a surface of its own; whatever the program does wrong ends this flow alone.

    Its duration is all of that: the terminal's surface takes as long to open and to leave as to play on.
    """
    started = perf_counter()
    result = _played(flow, stage, plan, attempt)
    return replace(result, duration_s=perf_counter() - started)


def _played(flow: m.Flow, stage: Stage, plan: Plan, attempt: int) -> FlowResult:
    result = None
    try:
        simulation = stage.simulation_for(flow)
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
        result = FlowResult(file=flow.file, name=discreet(flow.name), status="error", steps=(), duration_s=0.0)
    before = result.failure
    failure = Failure(file=flow.file, line=1, command="", message=words, screen="", flow_line=1)
    if before is not None:
        failure = replace(before, message=f"{before.message}; {words}")
    return replace(result, status="error", failure=failure)


def play_all(flows: Sequence[m.Flow], stage: Stage, plan: Plan) -> Iterator[FlowResult]:
    """Play flows, each as often as planned, and give each result as it comes; ends early when failing fast.

    However they are shuffled, `in_order` brings the results back into the order of the flows.
    """
    turns = [(flow, attempt) for flow in flows for attempt in range(1, plan.repeat + 1)]
    if plan.shuffle is not None:
        random.Random(plan.shuffle).shuffle(turns)
    for flow, attempt in turns:
        result = replace(play_flow(flow, stage, plan, attempt), attempt=attempt)
        yield result
        if plan.fail_fast and result.status != "passed":
            return


def not_played(flows: Sequence[m.Flow], plan: Plan, results: Iterable[FlowResult]) -> list[FlowResult]:
    """What was left out of a run that ended early, as results."""
    played = {(result.file, result.attempt) for result in results}
    return [
        FlowResult(flow.file, discreet(flow.name), "skipped", (), 0.0, attempt=attempt)
        for flow in flows
        for attempt in range(1, plan.repeat + 1)
        if (flow.file, attempt) not in played
    ]


def in_order(flows: Sequence[m.Flow], results: Iterable[FlowResult]) -> list[FlowResult]:
    """Results in the order of their flows, then of their attempts."""
    place = {flow.file: number for number, flow in enumerate(flows)}
    return sorted(results, key=lambda result: (place[result.file], result.attempt))
