"""Finding and reading flows, and refusing what cannot be played, each file for itself."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from ac_tui.assets import fixtures_dir
from ac_tui.deck.redaction import redact
from ac_tui.flows import model as m
from ac_tui.flows.checking import unknown_customer, unset_variables
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.last_run import as_meant
from ac_tui.flows.load import FlowError, read_flow
from ac_tui.flows.results import Failure, FlowResult
from ac_tui.flows.snapshots import shared_baselines
from ac_tui.flows.variables import variables_of
from ac_tui.flows.workspace import NAMES, Workspace, read_workspace
from ac_tui.registry.faults import Fault, in_order, printable
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer

_SUFFIXES: Final = (".yaml", ".yml")


class Collected(Struct):
    """The flows of a run in the order to be played, also those that cannot be: `faults` says why, by file.

    The `first` are played before the others; where one of them fails and `go_on` is false, the rest of them is left
    out. `notes` are remarks about the choice.
    """

    flows: list[m.Flow]
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    go_on: bool = True
    notes: list[str] = field(default_factory=list)

    def refuse(self, flow: m.Flow, faults: Iterable[Fault]) -> None:
        """Note why a flow cannot be played, if there is a reason."""
        if found := list(dict.fromkeys(faults)):
            self.faults.setdefault(flow.file, []).extend(found)

    def refuse_unplayable(self, fixture: Fixture, given: Mapping[str, str]) -> None:
        """Refuse what names a customer nobody knows, uses a variable without a value or has another's baselines."""
        readable = [flow for flow in self.flows if flow.file not in self.faults]
        for flow in readable:
            self.refuse(flow, unplayable(flow, fixture, given))
        for flow, fault in shared_baselines(readable):
            self.refuse(flow, [fault])

    def refused(self) -> dict[str, FlowResult]:
        """What is told of the flows that cannot be played, by file."""
        return {flow.file: _refused(flow, self.faults[flow.file]) for flow in self.flows if flow.file in self.faults}

    def files(self) -> list[Path]:
        """Every file of these flows, those too that they run."""
        return [Path(file) for file in dict.fromkeys(name for flow in self.flows for name in flow.files())]

    def lines(self) -> list[str]:
        """Every fault of these flows in one line, each once."""
        found = (fault for flow in self.flows for fault in self.faults.get(flow.file, ()))
        return list(dict.fromkeys(map(str, found)))


def collect(paths: Iterable[Path | str], include: Collection[str] = (), exclude: Collection[str] = ()) -> Collected:
    """The flows that paths name, with one of the tags to include and none of those to exclude.

    A `config.yaml` of a folder has its say (Maestro's WorkspaceExecutionPlanner). Raises FileError for one that cannot
    be used; what is wrong with a flow stays with it.
    """
    named = list(map(Path, paths))
    workspace = read_workspace(path for path in named if path.is_dir())
    files, missing = _find(named, workspace)
    collected = Collected([], go_on=workspace.go_on)
    for file in files:
        flow, faults = read_flow(file)
        collected.flows.append(flow)
        collected.refuse(flow, faults)
    wanted, unwanted = {*include, *workspace.include}, {*exclude, *workspace.exclude}
    chosen = [
        flow
        for flow in collected.flows
        if (not wanted or not wanted.isdisjoint(flow.tags)) and unwanted.isdisjoint(flow.tags)
    ]
    first = workspace.first(chosen)
    collected.first = frozenset(flow.file for flow in first)
    collected.flows = [*first, *(flow for flow in chosen if flow.file not in collected.first)]
    lost = list(dict.fromkeys(workspace.order))[len(first) :]
    if lost:
        words = f"no flow is called '{printable(lost[0])}': flowsOrder counts up to there"
        collected.notes.append(f"{printable(workspace.file)}: {words}")
    for fault in missing:
        flow = m.Flow(file=fault.file, name=fault.file)
        collected.flows.append(flow)
        collected.refuse(flow, [fault])
    return collected


def _find(paths: Iterable[Path], workspace: Workspace) -> tuple[list[Path], list[Fault]]:
    found: dict[Path, Path] = {}
    missing = []
    for path in paths:
        if path.is_dir():
            for file in sorted(_within(path, set())):
                if workspace.takes(file, path):
                    found.setdefault(as_meant(file), file)
        elif os.path.lexists(path):
            found.setdefault(as_meant(path), path)
        else:
            missing.append(_not_there(str(path)))
    return list(found.values()), missing


def _not_there(path: str) -> Fault:
    """What is wrong with a path; what looks like a variable is not told, since its value may be a secret."""
    name, sign, _ = path.partition("=")
    if sign and name.isidentifier():
        return Fault(f"{name}=…", 1, "missing-file", f"no such file or folder; a variable is given as -e {name}=…")
    return Fault(path, 1, "missing-file", "no such file or folder")


def _within(folder: Path, known: set[Path]) -> Iterator[Path]:
    """The flow files of a folder; one that links lead to again is not looked into again."""
    if as_meant(folder) in known:
        return
    known.add(as_meant(folder))
    for entry in sorted(folder.iterdir(), key=lambda entry: (entry.is_symlink(), entry)):
        if entry.name.startswith(("_", ".")):
            continue
        if entry.is_dir():
            yield from _within(entry, known)
        elif entry.suffix in _SUFFIXES and entry.name not in NAMES:
            yield entry


def load_flows(
    paths: Iterable[Path | str], include: Collection[str] = (), exclude: Collection[str] = ()
) -> list[m.Flow]:
    """The flows that paths name, as `collect` finds them; raises FlowError with the faults of all of them."""
    collected = collect(paths, include, exclude)
    if collected.faults:
        raise FlowError(dict.fromkeys(fault for faults in collected.faults.values() for fault in faults))
    return collected.flows


def unplayable(flow: m.Flow, fixture: Fixture, given: Mapping[str, str]) -> Iterator[Fault]:
    """Why a sound flow cannot be played: a customer nobody knows, a variable that has no value."""
    yield from unknown_customer(flow, lambda customer: fixture.registry.get(customer) is not None)
    yield from unset_variables(flow, {*given, *variables_of(fixture.registry.get(flow.setting.customer))})


def refuse_unplayable(flows: Iterable[m.Flow], fixture: Fixture, given: Mapping[str, str]) -> None:
    """Raise FlowError for flows that name a customer nobody knows or use a variable that has no value."""
    faults = [fault for flow in flows for fault in unplayable(flow, fixture, given)]
    if faults:
        raise FlowError(dict.fromkeys(faults))


def _refused(flow: m.Flow, faults: list[Fault]) -> FlowResult:
    """The result of a flow that cannot be played."""
    first, *others = in_order(faults)
    words = [f"[{first.rule}] {printable(first.message)}", *map(str, others)]
    line = first.line if first.file == flow.file else 1
    failure = Failure(first.file, first.line, "", "; ".join(words), "", line)
    tags = tuple(map(redact, flow.tags))
    return FlowResult(flow.file, redact(flow.name), "error", (), 0.0, failure, tags)


def library(registry: Registry) -> tuple[m.Flow, ...]:
    """Every flow of the library whose customer is in the registry; raises FlowError or AssetError."""
    flows = load_flows([fixtures_dir() / "flows"])
    return tuple(flow for flow in flows if registry.get(flow.setting.customer) is not None)


def own_story(customer: Customer, flows: tuple[m.Flow, ...]) -> m.Flow | None:
    """The flow that is named for a customer, else the first one that is about them."""
    about = [flow for flow in flows if flow.setting.customer == customer.id]
    named = (flow for flow in about if Path(flow.file).stem.endswith(f"-{customer.id}"))
    return next(named, about[0] if about else None)
