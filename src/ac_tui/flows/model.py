"""What a flow file says, as data: the header and its commands, each with its line. All frozen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar, Final

from ac_tui.flows.variables import Template

_LONGEST: Final = 100
_PART: Final = r"[A-Za-z0-9_](?:[\w .-]*[\w-])?"
_SCREENSHOT: Final = re.compile(rf"{_PART}(?:/{_PART})*", re.ASCII)
"""Names of files everywhere, perhaps in folders: nothing at the ends that some system takes away, no way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which element of the screen is meant; None leaves a trait out of it (design: flows)."""

    text: Template | None = None
    id: Template | None = None
    index: Template | None = None
    enabled: bool | None = None
    checked: bool | None = None
    focused: bool | None = None
    selected: bool | None = None

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        for template in (self.text, self.id, self.index):
            if template is not None:
                yield template


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When to run or go on repeating: every part that is given must hold.

    `platform` is what a device is; the simulator is none, so a condition that names one never holds.
    """

    visible: Selector | None = None
    not_visible: Selector | None = None
    true: Template | None = None
    platform: str = ""

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        for selector in (self.visible, self.not_visible):
            if selector is not None:
                yield from selector.templates()
        if self.true is not None:
            yield self.true


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of a flow.

    `source` is the command in one line as reports show it, its argument as written; `optional` turns a failure into a
    warning; `line` counts from 1.
    """

    name: str
    file: str
    line: int
    source: str
    label: str = ""
    optional: bool = False
    simulator_only: ClassVar[bool] = False

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        yield from ()

    @property
    def shown(self) -> str:
        """How reports call it: its label, or the command itself."""
        return self.label or self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class OnApp(Command):
    """A command about an app: `app` is its id as written, that of the file's own header where none is given."""

    app: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchApp(OnApp):
    """Opens the app; one that is open is closed first, unless `stop_app` is false (as Maestro does)."""

    clear_state: bool = False
    stop_app: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StopApp(OnApp):
    """`stopApp` and `killApp`: the app is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearState(OnApp):
    """The app is closed, and has forgotten everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnElement(Command):
    """A command about one element: taps, assertions, copying, scrolling to it."""

    selector: Selector

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        return self.selector.templates()


@dataclass(frozen=True, slots=True, kw_only=True)
class TapOn(OnElement):
    """Taps an element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertVisible(OnElement):
    """An element must be there: also `scrollUntilVisible`, since a screen here is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertNotVisible(OnElement):
    """An element must not be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyTextFrom(OnElement):
    """An element's text goes to the clipboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithText(Command):
    """A command with one text."""

    text: Template

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        yield self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class InputText(WithText):
    """Types into the focused field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRandom(Command):
    """Types something made up: `kind` is what, `length` how many characters; it follows from the flow's seed."""

    kind: str
    length: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SetClipboard(WithText):
    """Puts a text on the clipboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLink(WithText):
    """Opens a link of a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeScreenshot(WithText):
    """Compares the screen with the baseline of this name."""

    @staticmethod
    def wrong_name(name: str) -> str:
        """Why a baseline cannot have this name, or ""."""
        if len(name) > _LONGEST:
            return f"'{name[:_LONGEST]}…' is longer than {_LONGEST} characters"
        if _SCREENSHOT.fullmatch(name):
            return ""
        return f"'{name}' is no name: letters, digits, spaces, '.', '_' and '-', with '/' between folders"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteText(Command):
    """Types the clipboard into the focused field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseText(Command):
    """Removes up to `count` characters from the end of the focused field."""

    count: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PressKey(Command):
    """Presses a key: "enter", "backspace", "tab" or "back"; any other is one that the app has no use for."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Back(Command):
    """The phone's way back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle(Command):
    """Nothing to do: a screen here is whole and still, and a device is not there.

    `warning` says what a device would do that is not done here; "" where nothing is lost.
    """

    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertTrue(Command):
    """A condition must hold."""

    condition: Condition

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        return self.condition.templates()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitUntil(Command):
    """Lets the simulated time pass until the condition holds, `timeout` milliseconds at most."""

    condition: Condition
    timeout: Template

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        yield from self.condition.templates()
        yield self.timeout


@dataclass(frozen=True, slots=True, kw_only=True)
class Airplane(Command):
    """Airplane mode: with it on, the service cannot be reached; None turns it."""

    on: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulate(Command):
    """What only the simulator can do: move the clock, lose messages, take the service down."""

    simulator_only: ClassVar[bool] = True
    advance: timedelta = timedelta()
    delivery: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFlow(Command):
    """Runs another file or the commands given, where `when` holds."""

    flow: Flow | None = None
    commands: tuple[Command, ...] = ()
    env: Mapping[str, Template] = field(default_factory=dict)
    when: Condition | None = None

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        yield from self.env.values()
        if self.when is not None:
            yield from self.when.templates()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry(Command):
    """Runs another file or the commands given, and again, `times` at most, where they fail (Maestro: 3 at most)."""

    flow: Flow | None = None
    commands: tuple[Command, ...] = ()
    env: Mapping[str, Template] = field(default_factory=dict)
    times: Template

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        yield from self.env.values()
        yield self.times


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Command):
    """Repeats commands: `times` at most where given, as long as `condition` holds where given."""

    commands: tuple[Command, ...]
    times: Template | None = None
    condition: Condition | None = None

    def templates(self) -> Iterator[Template]:
        """Everything of it that may hold a variable."""
        if self.times is not None:
            yield self.times
        if self.condition is not None:
            yield from self.condition.templates()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The header's `simulator`: whose story it is (and in which line), the seed of the codes, the guide steps."""

    customer: str = ""
    customer_line: int = 1
    seed: int = 0
    guide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A flow file: `file` is its path as it was given, `env_lines` the line of each entry of `env`.

    `on_start` is played before the commands, `on_complete` after them, whatever came of them; `properties` go into the
    report.
    """

    file: str
    name: str
    app_id: str = ""
    tags: tuple[str, ...] = ()
    env: Mapping[str, Template] = field(default_factory=dict)
    env_lines: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    setting: Setting = Setting()
    on_start: tuple[Command, ...] = ()
    commands: tuple[Command, ...] = ()
    on_complete: tuple[Command, ...] = ()

    @property
    def whole(self) -> tuple[Command, ...]:
        """All that is played, in order."""
        return (*self.on_start, *self.commands, *self.on_complete)

    def walk(self) -> Iterator[Command]:
        """Every command, those inside others too, but not those of other files."""
        return walk(self.whole)

    def files(self) -> Iterator[str]:
        """The flow's file and those that it runs, perhaps some of them twice."""
        yield self.file
        for command in self.walk():
            if isinstance(command, RunFlow | Retry) and command.flow is not None:
                yield from command.flow.files()


def walk(commands: tuple[Command, ...]) -> Iterator[Command]:
    """The commands and those inside them, in the order of the file."""
    for command in commands:
        yield command
        if isinstance(command, (RunFlow, Repeat, Retry)):
            yield from walk(command.commands)
