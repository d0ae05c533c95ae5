"""What a flow file says, as data: the header and its commands, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from ac_tui.registry.model import Delivery

TRAITS: Final = ("enabled", "checked", "focused", "selected")


class Selector(Struct, frozen=True, omit_defaults=True):
    """Which element of the screen is meant: of all that match the one at an `index`; it has its TRAITS, or has not."""

    text: str | None = None
    id: str | None = None
    index: str | None = None
    enabled: bool | None = None
    checked: bool | None = None
    focused: bool | None = None
    selected: bool | None = None

    def __str__(self) -> str:
        """It in words: "'Continua'", "the block 'code', enabled"."""
        parts = [f"'{self.text}'"] if self.text is not None else []
        parts += [f"{'in ' * bool(parts)}the block '{self.id}'"] if self.id is not None else []
        parts += [trait if value else f"not {trait}" for trait, value in self.traits.items()]
        parts += [f"index {self.index}"] if self.index is not None else []
        return ", ".join(parts) or "anything"

    @property
    def traits(self) -> dict[str, bool]:
        """The traits that are asked for, each with whether it is there."""
        asked = (self.enabled, self.checked, self.focused, self.selected)
        return {trait: value for trait, value in zip(TRAITS, asked, strict=True) if value is not None}


class Condition(Struct, frozen=True, rename="camel", omit_defaults=True):
    """When to run or go on repeating: every part that is given must hold; a `platform`, a device's, never does."""

    visible: Selector | None = None
    not_visible: Selector | None = None
    true: str | None = None
    platform: str = ""


class Arguments(Struct, frozen=True, rename="camel", omit_defaults=True):
    """What a command was given, by its keys: each command looks at those that it knows. Texts may hold variables."""

    app_id: str = ""  # as written
    clear_state: bool = False
    stop_app: bool = True
    selector: Selector | None = None
    text: str | None = None
    length: int = 8
    characters_to_erase: int = 50
    key: str = ""
    what: str = ""
    condition: str | None = None
    link: str | None = None
    path: str | None = None
    visible: Selector | None = None
    not_visible: Selector | None = None
    timeout: str = "17000"  # milliseconds
    times: str | None = None
    max_retries: str | None = None
    when: Condition | None = None
    as_long_as: Condition | None = field(name="while", default=None)
    value: str = ""
    delivery: Delivery | None = None
    service: str = ""
    advance_clock: timedelta = timedelta()


class FlowCommand(Struct, frozen=True, eq=False, omit_defaults=True):
    """One command of a flow, as it was read: `source` is it in one line, its argument as written.

    It may hold another `flow` or `commands`, which see the variables of `env` besides.
    """

    name: str
    file: str
    line: int
    source: str
    label: str = ""
    optional: bool = False
    args: Arguments = Arguments()
    flow: Flow | None = None
    commands: tuple[FlowCommand, ...] = ()
    env: Mapping[str, str] = {}

    def texts(self) -> Iterator[str]:
        """Everything of it that may hold a variable, what stands in commands inside it left out."""
        left: list[object] = [*astuple(replace(self.args, app_id="")), *self.env.values()]
        for value in left:  # which grows meanwhile
            if isinstance(value, str):
                yield value
            elif isinstance(value, Selector | Condition):
                left += astuple(value)


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
    env: Mapping[str, str] = {}
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
