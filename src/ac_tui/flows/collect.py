"""Finding and reading flows as a folder's `config.yaml` says, and refusing what cannot be played, each for itself."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct, field

from ac_tui.assets import fixtures_dir
from ac_tui.deck.redaction import redact
from ac_tui.flows import model as m
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.load import read_flow, unplayable
from ac_tui.flows.results import Failure, FlowResult
from ac_tui.flows.selector import BoundedExpression, EndlessError
from ac_tui.flows.snapshots import as_meant
from ac_tui.registry.faults import Fault, FileError, in_order, printable
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer

_CONFIG: Final = ("config.yaml", "config.yml")  # a folder's settings, which are no flow


class Collected(Struct):
    """The flows of a run in the order to be played, also those that cannot be: `faults` says why, by file.

    Where one of the `first` fails and not `go_on`, the rest of them is left out; `notes` are remarks about the choice.
    """

    flows: list[m.Flow]
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    go_on: bool = True
    notes: list[str] = field(default_factory=list)

    def refused(self, fixture: Fixture, given: Mapping[str, str]) -> dict[str, FlowResult]:
        """What is told of the flows that cannot be played, by file: an unknown customer, a variable without a value."""
        found = {}
        for flow in self.flows:
            wrong = self.faults.get(flow.file) or list(dict.fromkeys(unplayable(flow, fixture.registry.get, given)))
            if not wrong:
                continue
            self.faults[flow.file] = wrong
            first, *others = in_order(wrong)
            words = "; ".join((f"[{first.rule}] {printable(first.message)}", *map(str, others)))
            failure = Failure(first.file, first.line, "", words, "", first.line if first.file == flow.file else 1)
            tags = tuple(map(redact, flow.tags))
            found[flow.file] = FlowResult(flow.file, redact(flow.name), "error", (), 0.0, failure, tags)
        return found


def collect(paths: Iterable[Path | str], include: Collection[str] = (), exclude: Collection[str] = ()) -> Collected:
    """The flows that paths name, with one of the tags to include and none of those to exclude; what is wrong with a
    flow stays with it. Raises FileError for a folder's `config.yaml` that cannot be used.
    """
    named = list(map(Path, paths))
    workspace = read_workspace(path for path in named if path.is_dir())
    collected = Collected([], go_on=workspace.go_on)
    wanted, unwanted = {*include, *workspace.include}, {*exclude, *workspace.exclude}
    for flow, faults in map(read_flow, _files(named, workspace)):
        unread = flow == m.Flow(file=flow.file, name=flow.name)  # nobody knows which tags it has: it is told to all
        if unread or ((not wanted or not wanted.isdisjoint(flow.tags)) and unwanted.isdisjoint(flow.tags)):
            collected.flows.append(flow)
            if faults:
                collected.faults[flow.file] = list(dict.fromkeys(faults))
    by_name = {flow.name: flow for flow in collected.flows}
    order = list(dict.fromkeys(workspace.order))
    first = {by_name[name].file: by_name[name] for name in takewhile(by_name.__contains__, order)}
    collected.first = frozenset(first)
    collected.flows = list((first | {flow.file: flow for flow in collected.flows}).values())
    for name in order[len(first) :][:1]:
        words = f"no flow is called '{printable(name)}': flowsOrder counts up to there"
        collected.notes.append(f"{printable(workspace.file)}: {words}")
    for path in (str(path) for path in named if not os.path.lexists(path)):
        name, sign, _ = path.partition("=")
        fault = Fault(path, 1, "missing-file", "no such file or folder")
        if sign and name.isidentifier():  # a variable, whose value may be a secret
            fault = Fault(f"{name}=…", 1, "missing-file", f"no such file or folder; a variable is given as -e {name}=…")
        collected.flows.append(m.Flow(file=fault.file, name=fault.file))
        collected.faults[fault.file] = [fault]
    return collected


def _files(paths: Iterable[Path], workspace: Workspace) -> Iterable[Path]:
    """Every file that paths name, once; those of a folder that are its flows."""
    found: dict[Path, Path] = {}
    for path in paths:
        folder = path.is_dir()
        for file in sorted(_within(path, set())) if folder else [path]:
            if workspace.takes(file, path) if folder else os.path.lexists(path):
                found.setdefault(as_meant(file), file)
    return found.values()


def _within(folder: Path, known: set[Path]) -> Iterator[Path]:
    """The flow files of a folder; one that links lead to again is not looked into again."""
    if as_meant(folder) in known:
        return
    known.add(as_meant(folder))
    for entry in sorted(folder.iterdir(), key=lambda entry: (entry.is_symlink(), entry)):
        if entry.name.startswith(("_", ".")) or entry.name in _CONFIG:
            continue
        if entry.is_dir():
            yield from _within(entry, known)
        elif entry.suffix in (".yaml", ".yml"):
            yield entry


def load_flows(
    paths: Iterable[Path | str], include: Collection[str] = (), exclude: Collection[str] = ()
) -> list[m.Flow]:
    """The flows that paths name, as `collect` finds them; raises FileError with the faults of all of them."""
    collected = collect(paths, include, exclude)
    if collected.faults:
        raise FileError(dict.fromkeys(fault for faults in collected.faults.values() for fault in faults))
    return collected.flows


def refuse_unplayable(flows: Iterable[m.Flow], fixture: Fixture, given: Mapping[str, str]) -> None:
    """Raise FileError for flows that name a customer nobody knows or use a variable that has no value."""
    if faults := [fault for flow in flows for fault in unplayable(flow, fixture.registry.get, given)]:
        raise FileError(dict.fromkeys(faults))


def library(registry: Registry) -> tuple[m.Flow, ...]:
    """Every flow of the library whose customer is in the registry; raises FileError or AssetError."""
    flows = load_flows([fixtures_dir() / "flows"])
    return tuple(flow for flow in flows if registry.get(flow.setting.customer) is not None)


def own_story(customer: Customer, flows: tuple[m.Flow, ...]) -> m.Flow | None:
    """The flow that is named for a customer, else the first one that is about them."""
    about = [flow for flow in flows if flow.setting.customer == customer.id]
    named = (flow for flow in about if Path(flow.file).stem.endswith(f"-{customer.id}"))
    return next(named, about[0] if about else None)


class Workspace(NamedTuple):
    """What a `config.yaml` says (Maestro's WorkspaceExecutionPlanner); one that says nothing leaves all as it is.

    Those of `order` are played first; where one fails and not `go_on`, the rest of them is not.
    """

    file: str = ""
    patterns: tuple[BoundedExpression, ...] | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    go_on: bool = True

    def takes(self, path: Path, folder: Path) -> bool:
        """Whether a file below the folder is one of its flows."""
        name = path.relative_to(folder).as_posix()
        try:
            return self.patterns is None or any(pattern.matches(name) for pattern in self.patterns)
        except EndlessError as error:
            raise FileError([Fault(self.file, 1, "config", f"flows: {error}")]) from None


def read_workspace(folders: Iterable[Path]) -> Workspace:
    """What the first of the folders with a `config.yaml` says, for all of them; raises FileError."""
    path = next((path for path in (folder / name for folder in folders for name in _CONFIG) if path.exists()), None)
    if path is None:
        return Workspace()
    from ac_tui.flows.flow_file import WorkspaceFile
    from ac_tui.flows.flow_reader import shaped
    from ac_tui.flows.yaml_tree import Pairs, line_at, missing, read_file

    faults: list[Fault] = []

    def fault(line: int, _: str, message: str) -> None:
        faults.append(Fault(str(path), line, "config", printable(message)))

    _, documents = read_file(path, str(path))
    top = documents[0] if documents and not missing(documents[0]) else Pairs(1, ())
    keys = ", ".join(WorkspaceFile.model_fields)
    if not isinstance(top, Pairs):
        raise FileError([Fault(str(path), top.line, "config", f"settings are a table of {keys}")])
    given = shaped(WorkspaceFile, top, fault) or WorkspaceFile()
    for pattern in given.flows or ():
        if re.search(r"[\[\]{}\\]", pattern):
            fault(
                line_at(top, ("flows",)),
                "",
                f"flows: '{pattern}': only *, ** and ? stand for others in a pattern of files",
            )
    if faults:
        raise FileError(faults)
    patterns = None if given.flows is None else tuple(map(glob, given.flows))
    order = given.executionOrder
    return Workspace(
        str(path), patterns, given.includeTags, given.excludeTags, order.flowsOrder, order.continueOnFailure
    )


def glob(pattern: str) -> BoundedExpression:
    """A pattern of files as Java's file systems read it: `*` stays in a folder, `**` does not."""
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.findall(r"\*\*|.", pattern, re.DOTALL)
    return BoundedExpression("".join(signs.get(part) or re.escape(part) for part in parts), re.DOTALL)
