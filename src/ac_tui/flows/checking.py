"""Everything there is to say of a flow's file before it is played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ac_tui.flows import model as m
from ac_tui.flows.load import Loader
from ac_tui.flows.playable import unknown_customer, unset_variables
from ac_tui.flows.variable_names import variables_of
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


def _not_for_devices(flow: m.Flow) -> Iterator[Fault]:
    """What a device would miss in a flow, or not know."""
    clean: set[str] = set()
    first = next((command for command in flow.walk() if _only_here(command, clean)), None)
    if first is not None:
        inside = first.flow if isinstance(first, m.RunFlow | m.Retry) else None
        where = f" ({inside.file} uses it)" if inside is not None else ""
        message = f"this flow is simulator-only: a device does not know 'simulator'{where}"
        yield Fault(flow.file, first.line, "simulator-only", message, "suggestion")
    if not flow.app_id:
        yield Fault(flow.file, 1, "app-id", "Maestro wants an appId in the header", "warning")


def _only_here(command: m.Command, clean: set[str]) -> bool:
    """Whether only the simulator knows a command, or one of the file that it runs; `clean` are files seen before."""
    if not isinstance(command, m.RunFlow | m.Retry) or command.flow is None or command.flow.file in clean:
        return command.simulator_only
    clean.add(command.flow.file)
    return any(_only_here(inner, clean) for inner in command.flow.walk())
