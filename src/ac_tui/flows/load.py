"""Finding flows as a folder's `config.yaml` says, reading them, and refusing what cannot be played, each for itself."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from ac_tui.assets import AssetError, fixtures_dir, read_text
from ac_tui.cache import remembered
from ac_tui.deck.redaction import redact
from ac_tui.deck.text import meant
from ac_tui.flows import model as m
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.results import Failure, FlowResult
from ac_tui.flows.selector import BoundedExpression, EndlessError
from ac_tui.flows.snapshots import as_meant
from ac_tui.flows.variables import COPIED, FILE_NAME, MOST_BYTES, SIMULATED, parse_template, variables_of
from ac_tui.registry.faults import Fault, FileError, in_order, printable
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer


def load_flow(path: Path | str, *, simulated: bool = True) -> m.Flow:
    """Read a flow file and those it runs, as a device would if not `simulated`; raises FileError with all faults."""
    flow, faults = read_flow(path, simulated=simulated)
    if faults:
        raise FileError(faults)
    return flow


def load_named(flow: Path | str) -> m.Flow:
    """A flow by its file, else by its name in the library; raises as `load_flow`."""
    path = Path(flow)
    known = fixtures_dir() / "flows" / f"{path.name.removesuffix('.yaml')}.yaml"
    return load_flow(known if len(path.parts) == 1 and not path.exists() and known.is_file() else path)


_Read = tuple[m.Flow, list[Fault], dict[str, str]]
"""A flow as it was read, what is wrong with it, and the texts of the files that it runs: "" where there is none."""


def read_flow(path: Path | str, *, simulated: bool = True) -> tuple[m.Flow, list[Fault]]:
    """What could be read of a flow file and those it runs, and every fault that keeps it from being played."""
    path = Path(path)
    # Whoever has imported pydantic, which takes longer than all else, reads the file as soon as what is kept of it.
    kept = "pydantic" not in sys.modules

    def made() -> _Read:
        from ac_tui.flows.flow_reader import FlowReader

        reader = FlowReader(simulated=simulated)
        flow = reader.flow(path, str(path))
        return flow, [*in_order(reader.errors)], {str(one): _text(one) for one in reader.paths if kept}

    def known(data: object) -> _Read:
        flow, faults, texts = msgspec.convert(data, _Read)
        if any(_text(Path(name)) != text for name, text in texts.items()):
            raise ValueError(path)
        return flow, faults, texts

    kind = f"flow:{path}:{simulated}"
    flow, faults, _ = remembered(kind, [path], made, msgspec.to_builtins, known) if kept else made()
    return flow, faults


def _text(path: Path) -> str:
    try:
        return read_text(path, MOST_BYTES)
    except AssetError:
        return ""


def check_flow(
    path: Path | str, name: str = "", customers: Mapping[str, Customer] | None = None, *, device: bool = False
) -> list[Fault]:
    """Every finding in a flow file, called `name` in them: errors, and with `device` all that a device takes otherwise.

    Its header may name one of `customers`, or anybody where these are None.
    """
    from ac_tui.flows.flow_reader import FlowReader
    from ac_tui.flows.formats import Header
    from ac_tui.flows.yaml_tree import Pairs, unportable

    reader = FlowReader()
    flow = reader.flow(Path(path), name or str(path))
    faults = [*reader.errors]
    for file, text, documents in reader.read:
        if (line := unportable(text)) is not None:
            message = "not every YAML reader takes this text as it stands, a device's does not: put it in quotes"
            faults.append(Fault(file, line, "yaml-quotes", message, "warning"))
        for key, _ in documents[0].pairs if len(documents) > 1 and isinstance(documents[0], Pairs) else ():
            if key.value not in Header.model_fields and (hint := meant(key.value, Header.model_fields, "'")):
                message = printable(f"header: unknown key '{key.value}'{hint}")
                faults.append(Fault(file, key.line, "unknown-key", message, "suggestion"))
        if device:
            from ac_tui.flows.device import findings

            found = findings(documents)
            faults += (Fault(file, node.line, rule, message, level) for node, rule, message, level in found)
    for fault in unplayable(flow, (customers or {}).get) if not reader.errors else ():
        if fault.rule == "unset-variable":
            faults.append(replace(fault, level="suggestion"))
        elif customers is not None:
            faults.append(fault)
    return [*in_order(dict.fromkeys(faults))]


def unplayable(flow: m.Flow, find: Callable[[str], Customer | None], given: Iterable[str] = ()) -> Iterator[Fault]:
    """Why a sound flow cannot be played: a customer whom nobody finds, a variable that nothing gives."""
    name, line = flow.setting.customer, flow.setting.customer_line
    customer = find(name) if name else None
    if name and customer is None:
        yield Fault(flow.file, line, "unknown-customer", f"the registry has no customer '{name}'")
    yield from _unset(flow, (), {*given, *variables_of(customer), *SIMULATED, COPIED, FILE_NAME})


def _unset(flow: m.Flow | None, commands: tuple[m.FlowCommand, ...], known: set[str]) -> Iterator[Fault]:
    """What a flow, or commands without one, use of variables that are not known."""

    def used(texts: Iterable[str], file: str, line: int) -> Iterator[Fault]:
        for name in (name for text in texts for name in parse_template(text).needs() if name not in known):
            yield Fault(file, line, "unset-variable", f"${{{name}}} has no value: give it in env, or with -e {name}=…")

    if flow is not None:
        commands = flow.whole
        for name, text in flow.env.items():
            yield from used((text,), flow.file, flow.env_lines.get(name, 1))
            known = {*known, name}
    for command in commands:
        yield from used(command.texts(), command.file, command.line)
        yield from _unset(command.flow, command.commands, known.union(command.env))


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
    from ac_tui.flows.flow_reader import shaped
    from ac_tui.flows.formats import WorkspaceFile
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
            said = f"flows: '{pattern}': only *, ** and ? stand for others in a pattern of files"
            fault(line_at(top, ("flows",)), "", said)
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
