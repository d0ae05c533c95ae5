"""Reading and checking flow files: everything that can be refused is refused here, before anything runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ac_tui.assets import AssetError, fixtures_dir, read_text
from ac_tui.cache import remembered
from ac_tui.deck.text import meant
from ac_tui.flows import model as m
from ac_tui.flows.variables import COPIED, FILE_NAME, MOST_BYTES, SIMULATED, parse_template, variables_of
from ac_tui.registry.faults import Fault, FileError, printable
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


def read_flow(path: Path | str, *, simulated: bool = True) -> tuple[m.Flow, list[Fault]]:
    """What could be read of a flow file and those it runs, and every fault that keeps it from being played."""
    path = Path(path)

    def made() -> _Read:
        from ac_tui.flows.flow_reader import FlowReader

        reader = FlowReader(simulated=simulated)
        flow = reader.flow(path, str(path))
        return _Read(flow, reader.errors, {str(one): _text(one) for one in reader.paths})

    def known(data: object) -> _Read:
        read = msgspec.convert(data, _Read)
        if any(_text(Path(name)) != text for name, text in read.texts.items()):
            raise ValueError(path)
        return read

    # Whoever has imported pydantic, which takes longer than all else, reads the file as soon as what is kept of it.
    kept = "pydantic" not in sys.modules
    read = remembered(f"flow:{path}:{simulated}", [path], made, msgspec.to_builtins, known) if kept else made()
    return read.flow, read.faults


class _Read(NamedTuple):
    """A flow as it was read, and what was read or looked for, by path: "" is nothing."""

    flow: m.Flow
    faults: list[Fault]
    texts: dict[str, str]


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
    from ac_tui.flows.flow_file import Header
    from ac_tui.flows.flow_reader import FlowReader
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
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line))


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
