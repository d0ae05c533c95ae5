"""What keeps a sound flow from being played: a customer nobody knows, a variable without a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ac_tui.flows import model as m
from ac_tui.flows.variables import COPIED, FILE_NAME, SIMULATED, Template
from ac_tui.registry.faults import Fault


def unknown_customer(flow: m.Flow, known: Callable[[str], bool]) -> Iterator[Fault]:
    """The fault of a header that names a customer who is not known."""
    customer = flow.setting.customer
    if customer and not known(customer):
        message = f"the registry has no customer '{customer}'"
        yield Fault(flow.file, flow.setting.customer_line, "unknown-customer", message)


def unset_variables(flow: m.Flow, given: Iterable[str] = ()) -> Iterator[Fault]:
    """A fault for each use of a variable that neither a header nor `given` sets."""
    yield from _unset(flow, {*given, *SIMULATED, COPIED, FILE_NAME})


def _unset(flow: m.Flow, known: set[str]) -> Iterator[Fault]:
    known = set(known)
    for name, template in flow.env.items():
        yield from _missing(template, known, flow.file, flow.env_lines.get(name, 1))
        known.add(name)
    yield from _unset_in(flow.whole, known)


def _unset_in(commands: tuple[m.Command, ...], known: set[str]) -> Iterator[Fault]:
    for command in commands:
        for template in command.templates():
            yield from _missing(template, known, command.file, command.line)
        if isinstance(command, m.RunFlow | m.Retry):
            inside = known | set(command.env)
            if command.flow is not None:
                yield from _unset(command.flow, inside)
            yield from _unset_in(command.commands, inside)
        elif isinstance(command, m.Repeat):
            yield from _unset_in(command.commands, known)


def _missing(template: Template, known: set[str], file: str, line: int) -> Iterator[Fault]:
    for name in template.needs():
        if name not in known:
            yield Fault(file, line, "unset-variable", f"${{{name}}} has no value: give it in env, or with -e {name}=…")
