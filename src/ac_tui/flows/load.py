"""Reading and checking flow files: everything that can be refused is refused here, before anything runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from ac_tui.assets import fixtures_dir
from ac_tui.flows import model as m
from ac_tui.flows.commands import COMMANDS, READERS, REFUSED, Spec
from ac_tui.flows.variables import COPIED, FILE_NAME, SIMULATED, Template, variables_of
from ac_tui.flows.yaml_tree import (
    COMMON_KEYS,
    Fields,
    Items,
    Node,
    Pairs,
    Text,
    did_you_mean,
    missing,
    one_line,
    read_file,
    unportable,
)
from ac_tui.journey.decision import GUIDE_STEPS, GUIDE_STEPS_SAID
from ac_tui.registry.faults import Fault, FileError, printable
from ac_tui.registry.model import Customer

HEADER_KEYS: Final = (
    "appId", "url", "name", "tags", "env", "properties", "onFlowStart", "onFlowComplete", "jsEngine",
    "androidWebViewHierarchy", "ext", "simulator",
)  # fmt: skip
"""What a header may hold; Maestro takes any other key too, and makes nothing of it."""
DEEPEST: Final = 30  # commands inside one another: playing them must not come to the end of Python's stack


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
    reader = FlowReader(simulated=simulated)
    return reader.flow(Path(path), str(path)), reader.errors


def check_flow(
    path: Path | str, name: str = "", customers: Mapping[str, Customer] | None = None, *, device: bool = False
) -> list[Fault]:
    """Every finding in a flow file, called `name` in them: errors, and with `device` all that a device takes otherwise.

    Its header may name one of `customers`, or anybody where these are None.
    """
    reader = FlowReader()
    flow = reader.flow(Path(path), name or str(path))
    faults = [*reader.errors]
    for file, text, documents in reader.read:
        if (line := unportable(text)) is not None:
            message = "not every YAML reader takes this text as it stands, a device's does not: put it in quotes"
            faults.append(Fault(file, line, "yaml-quotes", message, "warning"))
        for key, _ in documents[0].pairs if len(documents) > 1 and isinstance(documents[0], Pairs) else ():
            if key.value not in HEADER_KEYS and (hint := did_you_mean(key.value, HEADER_KEYS)):
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

    def used(templates: Iterable[Template], file: str, line: int) -> Iterator[Fault]:
        for name in (name for template in templates for name in template.needs() if name not in known):
            yield Fault(file, line, "unset-variable", f"${{{name}}} has no value: give it in env, or with -e {name}=…")

    if flow is not None:
        commands = flow.whole
        for name, template in flow.env.items():
            yield from used((template,), flow.file, flow.env_lines.get(name, 1))
            known = {*known, name}
    for command in commands:
        yield from used(command.templates(), command.file, command.line)
        yield from _unset(command.flow, command.commands, known.union(command.env))


class FlowReader:
    """Reads files once each, and notices when they run each other in a circle.

    `file` is how the one that is being read is called, `app_id` its app; `read` has the name, text and documents of all
    that were. What only the simulator does is left out unless it is `simulated`.
    """

    def __init__(self, file: str = "", *, simulated: bool = True) -> None:
        self.file, self.app_id, self._simulated = file, "", simulated
        self.errors: list[Fault] = []
        self.read: list[tuple[str, str, list[Node]]] = []
        self._depth = 0  # of lists of commands, one inside the other
        self._flows: dict[str, m.Flow] = {}
        self._open: dict[str, Path] = {}  # by their real paths

    def flow(self, path: Path, name: str) -> m.Flow:
        """What can be read of a file, with the faults noted."""
        real = os.path.realpath(path)
        if real not in self._flows:
            outside, self.file, self.app_id = (self.file, self.app_id), name, ""
            self._open[real] = path
            try:
                self.read.append((name, *read_file(path, name)))
                self._flows[real] = self._of_documents(self.read[-1][2], path)
            except FileError as error:
                self.errors += error.faults
                self._flows[real] = m.Flow(file=name, name=path.stem)
            del self._open[real]
            self.file, self.app_id = outside
        return self._flows[real]

    def fault(self, line: int, rule: str, message: str) -> None:
        """Note a fault of this file; what a file says is shown without control characters."""
        self.errors.append(Fault(self.file, line, rule, printable(message)))

    def include(self, name: str, line: int) -> m.Flow | None:
        """Read a flow file that this one runs."""
        path = [*self._open.values()][-1].parent / name
        if not os.path.isfile(path):  # noqa: PTH113 - no name makes it raise
            self.fault(line, "missing-file", f"runFlow: no such file: {name}")
        elif os.path.realpath(path) in self._open:
            self.fault(line, "cycle", f"runFlow goes round in a circle: {name} runs this file already")
        else:
            return self.flow(path, printable(str(Path(self.file).parent / name)))
        return None

    def _of_documents(self, documents: list[Node], path: Path) -> m.Flow:
        header = documents[0] if documents else None
        if not isinstance(header, Pairs) or len(documents) == 1:
            line = header.line if header is not None and not missing(header) else 1
            self.fault(line, "header", "a flow is a header (appId: …), a line '---' and a list of commands")
            return m.Flow(file=self.file, name=path.stem)
        for extra in documents[2:]:
            self.fault(extra.line, "documents", "only one '---' stands in a flow, between the header and the commands")
        app, env = header.get("appId") or header.get("url"), header.get("env")
        self.app_id = app.value.strip() if isinstance(app, Text) and app.value.isprintable() else ""
        fields = Fields(self, header, where="header")
        properties = fields.inside("properties", ": NAME: value")
        own = fields.inside("simulator", " of customer, seed and guide", ("customer", "seed", "guide"))
        for step in (guide := own.words("guide")):
            if step not in GUIDE_STEPS:
                own.fault("guide", "guide", f"'{step}' is no step of the guide ({GUIDE_STEPS_SAID})")
        return m.Flow(
            file=self.file,
            name=fields.line_of_text("name") or path.stem,
            app_id=self.app_id,
            tags=fields.words("tags"),
            env=fields.env("env"),
            env_lines={key.value: key.line for key, _ in env.pairs} if isinstance(env, Pairs) else {},
            properties={printable(key): properties.line_of_text(key) for key in properties.entries},
            setting=m.Setting(own.line_of_text("customer"), own.lines.get("customer", 1), own.whole("seed", 0), guide),
            on_start=self.commands(header.get("onFlowStart"), "'onFlowStart' is"),
            commands=self.commands(documents[1], "after '---' comes", needed=True),
            on_complete=self.commands(header.get("onFlowComplete"), "'onFlowComplete' is"),
        )

    def commands(self, node: Node | None, where: str = "", *, needed: bool = False) -> tuple[m.FlowCommand, ...]:
        """The commands of a list; what is wrong with one does not hide what is wrong with the next."""
        if not isinstance(node, Items) or (needed and not node.items):
            if node is not None and (needed or not missing(node)):
                self.fault(node.line, "commands", f"{where} a list of commands, each with '- ' before it")
            return ()
        if self._depth >= DEEPEST:
            self.fault(node.line, "too-deep", f"commands stand inside others {DEEPEST} deep at most, also by runFlow")
            return ()
        self._depth += 1
        read = [self._command(item) for item in node.items]
        self._depth -= 1
        return tuple(command for command in read if command is not None)

    def _command(self, node: Node) -> m.FlowCommand | None:
        before = len(self.errors)
        match node:
            case Text():
                name, value = node, Text(node.line, "")
            case Pairs(pairs=((name, value),)):
                pass
            case _:
                words = "an item must be a command: '- tapOn: Registrati'"
                if isinstance(node, Pairs) and node.pairs:
                    first, second = (key.value for key, _ in node.pairs[:2])
                    words = f"one command an item: '{second}' belongs deeper, inside '{first}', or is an item itself"
                self.fault(node.line, "command", words)
                return None
        word, spec = name.value, COMMANDS.get(name.value)
        if word in REFUSED:
            wrong = "device-only" if REFUSED[word].startswith("needs a device") else "not-supported"
            said = f"'{word}' {REFUSED[word]}"
        elif spec is None:
            wrong, said = "unknown-command", f"unknown command '{word}'{did_you_mean(word, (*COMMANDS, *REFUSED))}"
        elif missing(value) and not spec.bare:
            wrong, said = "missing-value", f"{word} needs a value"
        elif missing(value) and name is not node:
            wrong, said = "missing-value", f"'{word}:' without a value is no command to Maestro: write '- {word}'"
        else:
            command = self._read(spec, name, value)
            return command if len(self.errors) == before and (self._simulated or word != "simulator") else None
        self.fault(name.line, wrong, said)
        return None

    def _read(self, spec: Spec, name: Text, value: Node) -> m.FlowCommand:
        word, keys = name.value, spec.keys.split()
        short, known = keys[0] if keys and spec.lone else "", (*keys, *COMMON_KEYS)
        if not (isinstance(value, Pairs) or short or spec.free or missing(value)):
            self.fault(value.line, "command", f"{word} takes no lone value; its keys are {', '.join(known)}")
        given = Fields(self, value, word, known=() if spec.free else known, short=short)
        given.line = name.line
        label, optional = given.text("label"), given.flag("optional") is True
        reads = [key for key in keys if key in READERS and not spec.selects]
        args: dict[str, Any] = {key: READERS[key](given, key) for key in reads}
        if spec.selects:
            args["selector"] = given.selector()
        for one_of in spec.needs.split():
            if given.entries.keys().isdisjoint(one_of.split("|")):
                given.need(" or ".join(map(repr, one_of.split("|"))))
        if spec.rule is not None:
            spec.rule(given, args)
        run, warning = args.pop("run", spec.run), args.pop("warning", spec.warning)
        held = {key: args.pop(key) for key in ("flow", "commands", "env") if key in args}
        source = word if missing(value) else f"{word}: {one_line(value, ('commands', 'env', 'label'))}"
        said = label.source if label else ""
        return m.FlowCommand(word, run, self.file, name.line, source, said, optional, args, **held, warning=warning)
