"""What a flow file says, as data: the header and its commands, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, NamedTuple, TypeVar

from msgspec import Struct

from ac_tui.flows.variables import Template

TRAITS: Final = ("enabled", "checked", "focused", "selected")
Words = TypeVar("Words", bound=Template | str)


class Selector(NamedTuple, Generic[Words]):
    """Which element of the screen is meant: of all that match the one at a `place`; it has its TRAITS, or has not.

    It is made of templates in a file, and of texts where it is looked for.
    """

    text: Words | None = None
    id: Words | None = None
    place: Words | None = None
    traits: Mapping[str, bool] = {}

    def __str__(self) -> str:
        """It in words: "'Continua'", "the block 'code', enabled"."""
        parts = [f"'{self.text}'"] if self.text is not None else []
        parts += [f"{'in ' * bool(parts)}the block '{self.id}'"] if self.id is not None else []
        parts += [trait if value else f"not {trait}" for trait, value in self.traits.items()]
        parts += [f"index {self.place}"] if self.place is not None else []
        return ", ".join(parts) or "anything"


class Condition(NamedTuple):
    """When to run or go on repeating: every part that is given must hold; a `platform`, a device's, never does."""

    visible: Selector[Template] | None = None
    not_visible: Selector[Template] | None = None
    true: Template | None = None
    platform: str = ""


class FlowCommand(Struct, frozen=True, eq=False):
    """One command of a flow, as it was read: `source` is it in one line, its argument as written.

    `run` carries it out on a `CommandExecutor`, or does nothing where the player does (commands inside another,
    screenshots); it raises CommandError, SurfaceError, UnsetError or ValueError. It may hold another `flow` or
    `commands`, which see the variables of `env` besides. `warning` says what a device would do that is not done here.
    """

    name: str
    run: Run
    file: str
    line: int
    source: str
    label: str = ""
    optional: bool = False
    args: Mapping[str, Any] = {}
    flow: Flow | None = None
    commands: tuple[FlowCommand, ...] = ()
    env: Mapping[str, Template] = {}
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

    `on_start` is played before the commands, `on_complete` after them; `properties` go into the report.
    """

    file: str
    name: str
    app_id: str = ""
    tags: tuple[str, ...] = ()
    env: Mapping[str, Template] = {}
    env_lines: Mapping[str, int] = {}
    properties: Mapping[str, str] = {}
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
