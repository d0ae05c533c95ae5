"""What a flow file says, as data: the header and its commands, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from msgspec import Struct

from ac_tui.flows.variables import Template

_NONE: Final[Mapping[str, Any]] = {}


class Selector(NamedTuple):
    """Which element of the screen is meant; `traits` are those of TRAITS that it must have, or must not.

    `place` is its index among all that match.
    """

    text: Template | None = None
    id: Template | None = None
    place: Template | None = None
    traits: Mapping[str, bool] = _NONE


TRAITS: Final = ("enabled", "checked", "focused", "selected")


class Condition(NamedTuple):
    """When to run or go on repeating: every part that is given must hold.

    `platform` is what a device is; the simulator is none, so a condition that names one never holds.
    """

    visible: Selector | None = None
    not_visible: Selector | None = None
    true: Template | None = None
    platform: str = ""


class FlowCommand(Struct, frozen=True, eq=False):
    """One command of a flow, as it was read.

    `run` carries it out on a `CommandExecutor`; it does nothing where the player does: commands inside another,
    screenshots. It raises CommandError, SurfaceError, UnsetError or ValueError where the command cannot be carried out.
    `args` is what it was given, by key. `source` is the command in one line as reports show it, its argument as
    written; `optional` turns a failure into a warning; `line` counts from 1. `flow`, `commands` and `env` are what it
    holds: another file or commands, and the variables that these see besides. `warning` says what a device would do
    that is not done here.
    """

    name: str
    run: Run
    file: str
    line: int
    source: str
    label: str = ""
    optional: bool = False
    args: Mapping[str, Any] = _NONE
    flow: Flow | None = None
    commands: tuple[FlowCommand, ...] = ()
    env: Mapping[str, Template] = _NONE
    warning: str = ""

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable, what stands in commands inside it left out."""
        left: list[object] = [self.args, self.env]
        for value in left:  # which grows meanwhile
            if isinstance(value, Template):
                yield value
            elif isinstance(value, Mapping):
                left += value.values()
            elif isinstance(value, Selector | Condition):
                left += value


Run = Callable[[FlowCommand, Any], None]


class Setting(NamedTuple):
    """The header's `simulator`: whose story it is (and in which line), the seed of the codes, the guide steps."""

    customer: str = ""
    customer_line: int = 1
    seed: int = 0
    guide: tuple[str, ...] = ()


class Flow(NamedTuple):
    """A flow file: `file` is its path as it was given, `env_lines` the line of each entry of `env`.

    `on_start` is played before the commands, `on_complete` after them, whatever came of them; `properties` go into the
    report.
    """

    file: str
    name: str
    app_id: str = ""
    tags: tuple[str, ...] = ()
    env: Mapping[str, Template] = _NONE
    env_lines: Mapping[str, int] = _NONE
    properties: Mapping[str, str] = _NONE
    setting: Setting = Setting()
    on_start: tuple[FlowCommand, ...] = ()
    commands: tuple[FlowCommand, ...] = ()
    on_complete: tuple[FlowCommand, ...] = ()

    @property
    def whole(self) -> tuple[FlowCommand, ...]:
        """All that is played, in order."""
        return (*self.on_start, *self.commands, *self.on_complete)

    def files(self) -> Iterator[str]:
        """The flow's file and those that it runs, perhaps some of them twice."""
        yield self.file
        left = [*self.whole]
        for command in left:  # which grows meanwhile
            left += command.commands
            if command.flow is not None:
                yield from command.flow.files()
