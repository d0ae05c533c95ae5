"""Everything there is to say of a flow's file before it is played, and what keeps a sound one from being played."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ac_tui.flows.load import Loader
from ac_tui.flows.model import Flow, FlowCommand
from ac_tui.flows.variables import COPIED, FILE_NAME, SIMULATED, Template, variables_of
from ac_tui.registry.faults import Fault

if TYPE_CHECKING:
    from ac_tui.registry.model import Customer


def check_flow(
    path: Path | str, name: str = "", customers: Mapping[str, Customer] | None = None, *, device: bool = False
) -> list[Fault]:
    """Every finding in a flow file, called `name` in them: errors, and with `device` all that a device takes otherwise.

    A header may name one of `customers` by id, or anybody where these are None.
    """
    reader = Loader(strict=True, device=device)
    flow = reader.file(Path(path), name or str(path))
    faults = list(reader.faults)
    if flow is not None:
        if not device:
            faults += _not_for_devices(flow)
        faults += unknown_customer(flow, lambda customer: customers is None or customer in customers)
        own = variables_of((customers or {}).get(flow.setting.customer))
        faults += (replace(fault, level="suggestion") for fault in unset_variables(flow, own))
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line))


def _not_for_devices(flow: Flow) -> Iterator[Fault]:
    """What a device would miss in a flow, or not know."""
    clean: set[str] = set()
    first = next((command for command in flow.walk() if _only_here(command, clean)), None)
    if first is not None:
        where = f" ({first.flow.file} uses it)" if first.flow is not None else ""
        message = f"this flow is simulator-only: a device does not know 'simulator'{where}"
        yield Fault(flow.file, first.line, "simulator-only", message, "suggestion")
    if not flow.app_id:
        yield Fault(flow.file, 1, "app-id", "Maestro wants an appId in the header", "warning")


def _only_here(command: FlowCommand, clean: set[str]) -> bool:
    """Whether only the simulator knows a command, or one of the file that it runs; `clean` are files seen before."""
    if command.flow is None or command.flow.file in clean:
        return command.simulator_only
    clean.add(command.flow.file)
    return any(_only_here(inner, clean) for inner in command.flow.walk())


def unknown_customer(flow: Flow, known: Callable[[str], bool]) -> Iterator[Fault]:
    """The fault of a header that names a customer who is not known."""
    customer = flow.setting.customer
    if customer and not known(customer):
        message = f"the registry has no customer '{customer}'"
        yield Fault(flow.file, flow.setting.customer_line, "unknown-customer", message)


def unset_variables(flow: Flow, given: Iterable[str] = ()) -> Iterator[Fault]:
    """A fault for each use of a variable that neither a header nor `given` sets."""
    known = {*given, *SIMULATED, COPIED, FILE_NAME}
    for name, template in flow.env.items():
        yield from _missing(template, known, flow.file, flow.env_lines.get(name, 1))
        known.add(name)
    yield from _unset_in(flow.whole, known)


def _unset_in(commands: tuple[FlowCommand, ...], known: set[str]) -> Iterator[Fault]:
    for command in commands:
        for template in command.templates():
            yield from _missing(template, known, command.file, command.line)
        inside = known.union(command.env)
        if command.flow is not None:
            yield from unset_variables(command.flow, inside)
        yield from _unset_in(command.commands, inside)


def _missing(template: Template, known: set[str], file: str, line: int) -> Iterator[Fault]:
    for name in template.needs():
        if name not in known:
            yield Fault(file, line, "unset-variable", f"${{{name}}} has no value: give it in env, or with -e {name}=…")
