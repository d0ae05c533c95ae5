"""The commands of the dialect: each as a class that reads what it was given, and does it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from ac_tui.flows.command_parser import CommandFields
from ac_tui.flows.executor import CommandError, CommandExecutor
from ac_tui.flows.model import FlowCommand, Selector
from ac_tui.flows.random_text import random_text
from ac_tui.flows.screenshot_names import wrong_name
from ac_tui.flows.variables import MOST_CHARACTERS, Template, plain, truth, whole_number

_FINE_WAIT: Final = timedelta(minutes=10)
_SECOND: Final = timedelta(seconds=1)

KEYS: Final = ("enter", "backspace", "back", "tab")
"""Keys that mean something here, by Maestro's name in lower case."""
_DEVICE_KEYS: Final = ("home", "lock", "power", "escape", "volume up", "volume down")
"""Keys of a device that the app never sees; so are all that begin as those of a television do."""
_TELEVISION: Final = ("remote ", "tv input")
NOT_HERE: Final = "plays as nothing: it is about the device, not about the app"


class OnApp(FlowCommand):
    """A command about an app: `app` is its id as written, that of the file's own header where none is given."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        app = given.text("appId") or given.text("url")
        self.app = app.source if app is not None else given.reader.app_id

    def run(self, executor: CommandExecutor) -> None:
        """Refuse another app than the flow's."""
        if self.app and executor.app and self.app != executor.app:
            raise CommandError(f"{self.name} of '{self.app}': there is one app here, the header's '{executor.app}'")


class LaunchApp(OnApp):
    """Opens the app; one that is open is closed first, unless `stop_app` is false (as Maestro does)."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        self.clear_state = given.flag("clearState") is True
        self.stop_app = given.flag("stopApp") is not False

    def run(self, executor: CommandExecutor) -> None:
        """Open it; the first launch of a flow finds it as it was installed."""
        super().run(executor)
        fresh = not executor.launched and not executor.surface.simulation.history
        executor.launched = True
        if (fresh and not self.clear_state) or (executor.seen.open and not self.stop_app and not self.clear_state):
            return
        executor.surface.open(clear_state=self.clear_state)


class StopApp(OnApp):
    """`stopApp` and `killApp`: the app is closed."""

    def run(self, executor: CommandExecutor) -> None:
        """Close it, where it is open."""
        super().run(executor)
        if executor.seen.open:
            executor.surface.close()
        else:
            executor.note = "the app was closed already"


class ClearState(OnApp):
    """The app is closed, and has forgotten everything."""

    def run(self, executor: CommandExecutor) -> None:
        """Open it without memory, and close it."""
        super().run(executor)
        executor.launched = True
        executor.surface.open(clear_state=True)
        executor.surface.close()


class OnElement(FlowCommand):
    """A command about one element: taps, assertions, copying, scrolling to it."""

    def __init__(self, given: CommandFields, selector: Selector | None = None) -> None:
        super().__init__(given)
        self.selector = given.selector() if selector is None else selector


class TapOn(OnElement):
    """Taps an element."""

    def run(self, executor: CommandExecutor) -> None:
        """Tap it; a tap on a field takes the focus there."""
        element = executor.require(self.selector)
        if not element.interactive:
            executor.note = f"{'only a text' if element.enabled else 'not enabled'}: nothing happened"
        elif element.kind in ("field", "secret", "code"):
            executor.focus = element.block
        else:
            executor.surface.tap(element.block, element.option)


class AssertVisible(OnElement):
    """An element must be there."""

    def run(self, executor: CommandExecutor) -> None:
        """Look for it."""
        executor.require(self.selector)


class ScrollUntilVisible(AssertVisible):
    """An element must be there, since a screen here is whole."""

    def __init__(self, given: CommandFields) -> None:
        if "element" not in given:
            given.need("'element'")
        super().__init__(given, given.selector_at("element") or Selector())


class AssertNotVisible(OnElement):
    """An element must not be there."""

    def run(self, executor: CommandExecutor) -> None:
        """Look for it."""
        element = executor.find(self.selector)
        if element is not None:
            where = f"{element.block}.{element.option}" if element.option else element.block
            raise CommandError(f"{executor.still_there(self.selector)} (block '{where}')")


class CopyTextFrom(OnElement):
    """An element's text goes to the clipboard."""

    def run(self, executor: CommandExecutor) -> None:
        """Copy it; a code is a secret."""
        element = executor.require(self.selector)
        executor.clipboard = element.copied
        if element.kind == "code":
            executor.redactor.learn((element.copied,))


class WithText(FlowCommand):
    """A command with one text, which stands under `key`."""

    key: ClassVar[str] = "text"
    text: Template

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        self.text = given.required_text(self.key)


class InputText(WithText):
    """Types into the focused field."""

    typed = True

    def run(self, executor: CommandExecutor) -> None:
        """Type it."""
        executor.write(executor.fill(self.text), self)


class SetClipboard(WithText):
    """Puts a text on the clipboard."""

    typed = True

    def run(self, executor: CommandExecutor) -> None:
        """Put it there."""
        executor.clipboard = executor.fill(self.text)


class FollowLink(WithText):
    """Opens a link of a message."""

    key = "link"

    def run(self, executor: CommandExecutor) -> None:
        """Open it."""
        executor.surface.open_link(executor.fill(self.text))


class TakeScreenshot(WithText):
    """Compares the screen with the baseline of this name; who plays the flow keeps it until the flow has ended."""

    key = "path"

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        name = self.text.fixed
        if "path" in given and name is not None and (wrong := wrong_name(name)):
            given.fault("", "screenshot-name", wrong)


class InputRandom(FlowCommand):
    """Types something made up: `kind` is what, `length` how many characters; it follows from the flow's seed."""

    def __init__(self, given: CommandFields, kind: str) -> None:
        super().__init__(given)
        self.kind = kind
        self.length = min(given.whole("length", 8), MOST_CHARACTERS)

    def run(self, executor: CommandExecutor) -> None:
        """Type it: each such command of a flow has its own text, the same in every run."""
        executor.made_up += 1
        executor.write(random_text(self.kind, self.length, f"{executor.seed} {executor.made_up}"), self)


class PasteText(FlowCommand):
    """Types the clipboard into the focused field."""

    def run(self, executor: CommandExecutor) -> None:
        """Paste it; into a code's boxes it goes as a whole."""
        if not executor.clipboard:
            raise CommandError("nothing to paste: copyTextFrom or setClipboard comes first")
        block = executor.focused("type into")
        if block.kind == "code":
            executor.shown = self.source
            executor.surface.simulation.paste_code(block.id, executor.clipboard)
        else:
            executor.write(executor.clipboard, self)


class EraseText(FlowCommand):
    """Removes up to `count` characters from the end of the focused field."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        self.count = given.whole("charactersToErase", 50)

    def run(self, executor: CommandExecutor) -> None:
        """Remove them; what is left is as much a secret or a contact as what was typed."""
        executor.surface.erase(executor.focused("erase in").id, self.count)
        executor.learn_what_is_left()


class GoBack(FlowCommand):
    """The phone's way back."""

    def run(self, executor: CommandExecutor) -> None:
        """Go back."""
        if not executor.seen.open:
            raise CommandError("there is no way back: the app is closed")
        executor.surface.back()


class PressKey(GoBack):
    """Presses a key: one of KEYS, or one of a device that the app has no use for."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        name = given.required_text("key").source
        device = name.lower() in _DEVICE_KEYS or name.lower().startswith(_TELEVISION)
        self.key = "" if device else given.word("key", KEYS)
        self.warning = f"the key '{name}' {NOT_HERE}" if device else ""

    def run(self, executor: CommandExecutor) -> None:
        """Press it."""
        if self.warning:
            executor.note = self.warning
        elif self.key == "back":
            super().run(executor)
        elif self.key == "tab":
            fields = [block.id for block in executor.seen.blocks if block.writable]
            at = fields.index(executor.focus) + 1 if executor.focus in fields else 0
            executor.focus = fields[at % len(fields)] if fields else executor.focus
        elif not executor.focus:
            executor.note = "no field has the focus: nothing happened"
        elif self.key == "enter":
            executor.surface.enter(executor.focus)
        else:
            executor.surface.erase(executor.focus, 1)
        executor.learn_what_is_left()


class DoNothing(FlowCommand):
    """Nothing to do: a screen here is whole and still, and a device is not there."""

    def __init__(self, given: CommandFields, warning: str = "") -> None:
        super().__init__(given)
        self.warning = warning

    def run(self, executor: CommandExecutor) -> None:
        """Say why nothing happens."""
        executor.note = self.warning or "nothing to do: a screen here is whole and still"


class AssertTrue(WithText):
    """A condition must hold."""

    key = "condition"

    def run(self, executor: CommandExecutor) -> None:
        """Judge it."""
        if not truth(executor.fill(self.text)):
            raise CommandError(f"{self.source.partition(': ')[2] or 'the condition'} does not hold")


class WaitUntil(FlowCommand):
    """Lets the simulated time pass until the condition holds, `timeout` milliseconds at most."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        self.condition = given.condition()
        if "visible" not in given and "notVisible" not in given:
            given.need("'visible' or 'notVisible'")
        self.timeout = given.count("timeout") or plain("17000")

    def run(self, executor: CommandExecutor) -> None:
        """Look once a second of simulated time; a wait of more than ten minutes is looked at six hundred times."""
        milliseconds = whole_number(text := executor.fill(self.timeout))
        if milliseconds is None:
            raise CommandError(f"the timeout '{text}' is no whole number of milliseconds")
        timeout = left = timedelta(milliseconds=milliseconds)
        pace = _SECOND if timeout <= _FINE_WAIT else timeout / 600
        while not executor.holds(self.condition):
            executor.count()
            if left <= timedelta():
                seconds = f"{timeout.total_seconds():.3f}".rstrip("0").rstrip(".")
                raise CommandError(f"still not so after {seconds} s: {executor.unmet(self.condition)}")
            executor.surface.advance(min(pace, left))
            left -= pace
            executor.look()


class Airplane(FlowCommand):
    """Airplane mode: with it on, the service cannot be reached; None turns it."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        self.on = None if self.name.startswith("toggle") else given.word("value", ("enabled", "disabled")) == "enabled"

    def run(self, executor: CommandExecutor) -> None:
        """Turn it on or off."""
        up = executor.surface.simulation.journey.service.up
        executor.surface.set_service(not up if self.on is None else not self.on)


class Simulate(FlowCommand):
    """What only the simulator can do: move the clock, lose messages, take the service down."""

    simulator_only = True

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        if not any(key in given for key in ("advanceClock", "delivery", "service")):
            given.need("'advanceClock', 'delivery' or 'service'")
        self.advance = given.span("advanceClock")
        self.delivery = given.word("delivery", ("normal", "late", "spam", "lost", "duplicate"))
        self.service = given.word("service", ("up", "down"))

    def run(self, executor: CommandExecutor) -> None:
        """Do all of it."""
        if self.delivery:
            executor.surface.set_delivery(self.delivery)  # type: ignore[arg-type]  # one of the words, read as such
        if self.service:
            executor.surface.set_service(self.service == "up")
        if self.advance:
            executor.surface.advance(self.advance)


class Holder(FlowCommand):
    """Runs another file or the commands given, with variables of their own."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        if ("file" in given) is ("commands" in given):
            given.need("either 'file' or 'commands'", "run-flow")
        self.flow = given.flow("file") if "file" in given and "commands" not in given else None
        self.commands = given.commands("commands", needed=False)
        self.env = given.env("env")


class RunFlow(Holder):
    """Runs them where `when` holds."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        self.when = given.condition_at("when")


class RetryCommands(Holder):
    """Runs them, and again, `times` at most, where they fail (Maestro: 3 at most)."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        self.times = given.count("maxRetries") or plain("1")


class Repeat(FlowCommand):
    """Repeats commands: `times` at most where given, as long as `condition` holds where given."""

    def __init__(self, given: CommandFields) -> None:
        super().__init__(given)
        if "times" not in given and "while" not in given:
            given.need("'times' or 'while'")
        self.times = given.count("times")
        self.condition = given.condition_at("while")
        self.commands = given.commands("commands", needed=True)
