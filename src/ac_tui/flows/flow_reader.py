"""Reading flow files: from the YAML's tree to a flow, with everything that can be refused told before anything runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from ac_tui.deck import text
from ac_tui.deck.files import P, validated
from ac_tui.flows import model as m
from ac_tui.flows.commands import COMMANDS
from ac_tui.flows.formats import AnyCommand, Header
from ac_tui.flows.yaml_tree import Items, Node, Pairs, Text, line_at, missing, one_line, plain_data, read_file
from ac_tui.registry.faults import Fault, FileError, printable
from ac_tui.registry.toml import dotted

DEEPEST: Final = 30  # commands inside one another: playing them must not come to the end of Python's stack


def _named(path: text.Path) -> str:
    """A key as faults call it: from its command on."""
    numbers = [place for place, part in enumerate(path[:-1]) if isinstance(part, int)]
    return dotted(path[numbers[-1] + 1 if numbers else 0 :])


def shaped(model: type[P], node: Node, note: Callable[[int, str, str], None]) -> P | None:
    """A node as its model; None, with the faults noted at their lines, where it cannot be."""

    def fault(path: text.Path, rule: str, message: str) -> None:
        note(line_at(node, path), rule, message)

    return validated(plain_data(node, note), model, fault, _named)


class FlowReader:
    """Reads files once each, and notices when they run each other in a circle.

    `file` is how the one that is being read is called, `app_id` its app; `read` has the name, text and documents of all
    that were, `paths` what they wanted to run. What only the simulator does is left out unless it is `simulated`.
    """

    def __init__(self, *, simulated: bool = True) -> None:
        self.file = self.app_id = ""
        self.errors: list[Fault] = []
        self.read: list[tuple[str, str, list[Node]]] = []
        self.paths: list[Path] = []
        self._simulated = simulated
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

    def _include(self, name: str, line: int) -> m.Flow | None:
        path = [*self._open.values()][-1].parent / name
        self.paths.append(path)
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
        read = shaped(Header, header, self.fault)
        played = (
            self._commands(header.get("onFlowStart"), "'onFlowStart' is"),
            self._commands(documents[1], "after '---' comes", needed=True),
            self._commands(header.get("onFlowComplete"), "'onFlowComplete' is"),
        )
        if read is None:
            return m.Flow(file=self.file, name=path.stem)
        own = read.simulator
        return m.Flow(
            self.file,
            read.name or path.stem,
            self.app_id,
            read.tags,
            read.env,
            {key.value: key.line for key, _ in env.pairs} if isinstance(env, Pairs) else {},
            {printable(key): value for key, value in read.properties.items()},
            m.Setting(own.customer, line_at(header, ("simulator", "customer")), own.seed, own.guide),
            *played,
        )

    def _commands(self, node: Node | None, where: str, *, needed: bool = False) -> tuple[m.FlowCommand, ...]:
        """The commands of a list; what is wrong with one does not hide what is wrong with the next."""
        if isinstance(node, Items) and (node.items or not needed):
            return self._inside(node, [shaped(AnyCommand, item, self.fault) for item in node.items])
        if node is not None and (needed or not missing(node)):
            self.fault(node.line, "commands", f"{where} a list of commands, each with '- ' before it")
        return ()

    def _inside(self, node: Items, commands: Iterable[Any]) -> tuple[m.FlowCommand, ...]:
        if self._depth >= DEEPEST:
            self.fault(node.line, "too-deep", f"commands stand inside others {DEEPEST} deep at most, also by runFlow")
            return ()
        self._depth += 1
        pairs = [(item, command) for item, command in zip(node.items, commands, strict=True) if command is not None]
        read = [self._command(item, command) for item, command in pairs]
        self._depth -= 1
        return tuple(command for command in read if self._simulated or command.name != "simulator")

    def _command(self, node: Node, command: Any) -> m.FlowCommand:
        # A command is a text or a map, as its model was made of it.
        name, value = node.pairs[0] if isinstance(node, Pairs) else (cast(Text, node), Text(node.line, ""))
        word = source = name.value
        keys, spec, flow = getattr(command, word), COMMANDS[word], None
        inside = value.get("commands") if isinstance(value, Pairs) and "commands" in spec.keys else None
        given = keys.model_dump(exclude_unset=True, exclude={"commands"})
        if spec.selects or "element" in given:
            given = {"selector": given.get("element", given)}
        if spec.keys.startswith("appId"):
            app, url = given.get("appId"), given.pop("url", None)
            given["appId"] = app or (url if isinstance(url, str) else "") or self.app_id
        if "file" in given:
            flow = self._include(keys.file, line_at(value, ("file",)))
        if not missing(value):
            source += f": {one_line(value, ('commands', 'env', 'label'))}"
        args, env = msgspec.convert(given, m.Arguments), given.get("env", {})
        commands = self._inside(inside, keys.commands) if isinstance(inside, Items) else ()
        return m.FlowCommand(word, self.file, name.line, source, keys.label, keys.optional, args, flow, commands, env)
