"""The commands of the dialect: what each does, how it is written, and what Maestro has that the simulator has not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from string import ascii_lowercase, digits
from typing import Final, NamedTuple

from ac_tui.flows.executor import CommandError, CommandExecutor
from ac_tui.flows.model import TRAITS, Condition, FlowCommand, Selector
from ac_tui.flows.simulation import SECOND
from ac_tui.flows.variables import MOST_CHARACTERS, truth, whole_number
from ac_tui.journey import events as ev

_MADE_UP: Final = {
    "inputRandomPersonName": (
        "Ada Bruno Carla Dario Elsa Franco Gaia Livio Marta Nino",
        "Bassi Corsi Donati Fabbri Galli Leoni Morelli Orsini Poli Sarti",
    ),
    "inputRandomCityName": ("Bari Bologna Cagliari Genova Lecce Perugia Torino Trieste Udine Verona",),
    "inputRandomCountryName": ("Austria Belgio Francia Grecia Italia Portogallo Slovenia Spagna Svizzera",),
    "inputRandomColorName": ("arancio azzurro bianco giallo grigio nero rosso verde viola",),
}
"""What is made up of one of each of these words."""
DEVICE_KEYS: Final = re.compile("home|lock|power|escape|volume (up|down)|(remote |tv input).*", re.IGNORECASE)
NOT_HERE: Final = "plays as nothing: it is about the device, not about the app"


def _only_this_app(command: FlowCommand, executor: CommandExecutor) -> None:
    if (app := command.args.app_id) and executor.app and app != executor.app:
        raise CommandError(f"{command.name} of '{app}': there is one app here, the header's '{executor.app}'")


def launch_app(command: FlowCommand, executor: CommandExecutor) -> None:
    """Open the app, at first as it was installed; close an open one before, unless `stopApp` is false."""
    _only_this_app(command, executor)
    fresh = not executor.launched and not executor.surface.simulation.history
    executor.launched = True
    stays = executor.view.open and not command.args.stop_app
    if command.args.clear_state or not (fresh or stays):
        executor.surface.open(clear_state=command.args.clear_state)


def stop_app(command: FlowCommand, executor: CommandExecutor) -> None:
    """Close the app, where it is open."""
    _only_this_app(command, executor)
    if executor.view.open:
        executor.surface.send(ev.Tap.close_app)
    else:
        executor.note = "the app was closed already"


def clear_state(command: FlowCommand, executor: CommandExecutor) -> None:
    """Close the app, and have it forget everything."""
    _only_this_app(command, executor)
    executor.launched = True
    executor.surface.open(clear_state=True)
    executor.surface.send(ev.Tap.close_app)


def tap_on(command: FlowCommand, executor: CommandExecutor) -> None:
    """Tap an element; a tap on a field takes the focus there."""
    element = executor.require(command.args.selector or Selector())
    if not element.interactive:
        executor.note = f"{'only a text' if element.enabled else 'not enabled'}: nothing happened"
    elif element.kind in ("field", "secret", "code"):
        executor.focus = element.block
    else:
        executor.surface.tap(element.block, element.option)


def assert_visible(command: FlowCommand, executor: CommandExecutor) -> None:
    """An element must be there, which none is scrolled to, since a screen here is whole."""
    executor.require(command.args.selector or Selector())


def assert_not_visible(command: FlowCommand, executor: CommandExecutor) -> None:
    """An element must not be there."""
    selector = command.args.selector or Selector()
    element = executor.find(selector)
    if element is not None:
        raise CommandError(f"{executor.still_there(selector)} (block '{element.name}')")


def copy_text_from(command: FlowCommand, executor: CommandExecutor) -> None:
    """Put an element's text on the clipboard; a code is a secret."""
    element = executor.require(command.args.selector or Selector())
    executor.clipboard = element.texts[0] if element.texts else ""
    if element.kind == "code":
        executor.redactor.learn((executor.clipboard,))


def input_text(command: FlowCommand, executor: CommandExecutor) -> None:
    """Type into the focused field."""
    executor.write(executor.fill(command.args.text or ""), command)


def input_random(command: FlowCommand, executor: CommandExecutor) -> None:
    """Type something made up: each such command of a flow has its own text, the same in every run."""
    executor.made_up += 1
    source, length = Random(f"{executor.seed} {executor.made_up}"), min(command.args.length, MOST_CHARACTERS)
    match command.name:
        case "inputRandomText":
            text = "".join(source.choices(ascii_lowercase + digits, k=length))
        case "inputRandomNumber":
            text = source.choice("123456789") + "".join(source.choices(digits, k=max(0, length - 1)))
        case "inputRandomEmail":
            text = "".join(source.choices(ascii_lowercase, k=8)) + "@example.com"
        case name:
            text = " ".join(source.choice(words.split()) for words in _MADE_UP[name])
    executor.write(text, command)


def paste_text(command: FlowCommand, executor: CommandExecutor) -> None:
    """Type the clipboard into the focused field; into a code's boxes it goes as a whole."""
    if not executor.clipboard:
        raise CommandError("nothing to paste: copyTextFrom or setClipboard comes first")
    block = executor.focused("type into")
    if block.kind == "code":
        executor.shown = command.source
        executor.surface.simulation.write(block.id, executor.clipboard, pasted=True)
    else:
        executor.write(executor.clipboard, command)


def set_clipboard(command: FlowCommand, executor: CommandExecutor) -> None:
    """Put a text on the clipboard."""
    executor.clipboard = executor.fill(command.args.text or "")


def erase_text(command: FlowCommand, executor: CommandExecutor) -> None:
    """Remove characters from the end of the focused field; what is left is as much a secret or a contact as before."""
    executor.surface.erase(executor.focused("erase in").id, command.args.characters_to_erase)
    executor.learn_what_is_left()


def go_back(_: FlowCommand, executor: CommandExecutor) -> None:
    """Go the phone's way back."""
    if not executor.view.open:
        raise CommandError("there is no way back: the app is closed")
    executor.surface.send(ev.Tap.back)


def press_key(command: FlowCommand, executor: CommandExecutor) -> None:
    """Press a key: Enter, Backspace, Back, Tab, or one of a device that the app has no use for."""
    key = command.args.key
    if warning := warning_of(command):
        executor.note = warning
    elif key == "back":
        go_back(command, executor)
    elif key == "tab":
        fields = [block.id for block in executor.view.blocks if block.writable]
        at = fields.index(executor.focus) + 1 if executor.focus in fields else 0
        executor.focus = fields[at % len(fields)] if fields else executor.focus
    elif not executor.focus:
        executor.note = "no field has the focus: nothing happened"
    elif key == "enter":
        executor.surface.enter(executor.focus)
    else:
        executor.surface.erase(executor.focus, 1)
    executor.learn_what_is_left()


def do_nothing(command: FlowCommand, executor: CommandExecutor) -> None:
    """Say why nothing happens."""
    executor.note = warning_of(command) or "nothing to do: a screen here is whole and still"


def open_link(command: FlowCommand, executor: CommandExecutor) -> None:
    """Open a link of a message."""
    executor.surface.send(ev.OpenLink(executor.fill(command.args.link or "")))


def assert_true(command: FlowCommand, executor: CommandExecutor) -> None:
    """A condition must hold."""
    if not truth(executor.fill(command.args.condition or "")):
        raise CommandError(f"{command.source.partition(': ')[2] or 'the condition'} does not hold")


def wait_until(command: FlowCommand, executor: CommandExecutor) -> None:
    """Let so many milliseconds of simulated time pass at most, until a condition holds: it looks once a second."""
    condition = Condition(command.args.visible, command.args.not_visible)
    milliseconds = whole_number(text := executor.fill(command.args.timeout))
    if milliseconds is None:
        raise CommandError(f"the timeout '{text}' is no whole number of milliseconds")
    timeout = left = timedelta(milliseconds=milliseconds)
    pace = max(SECOND, timeout / 600)
    while not executor.holds(condition):
        executor.count()
        if left <= timedelta():
            raise CommandError(f"still not so after {milliseconds / 1000:.10g} s: {executor.unmet(condition)}")
        executor.surface.advance(min(pace, left))
        left -= pace
        executor.look()


def set_airplane_mode(command: FlowCommand, executor: CommandExecutor) -> None:
    """Turn airplane mode on or off, or the other way: with it on, the service cannot be reached."""
    up = executor.surface.simulation.journey.service.up
    on = command.args.value == "enabled" if command.name == "setAirplaneMode" else up
    executor.surface.send(ev.SetService(not on))


def simulate(command: FlowCommand, executor: CommandExecutor) -> None:
    """Do what only the simulator can: lose messages, take the service down, move the clock."""
    if delivery := command.args.delivery:
        executor.surface.send(ev.SetDelivery(delivery))
    if service := command.args.service:
        executor.surface.send(ev.SetService(service == "up"))
    if span := command.args.advance_clock:
        executor.surface.advance(span)


def played(_: FlowCommand, __: CommandExecutor) -> None:
    """What the player does itself: to play the commands inside a command, to take a screenshot."""


Run = Callable[[FlowCommand, CommandExecutor], None]
"""Carries a command out; raises CommandError, UnsetError or ValueError."""


class Spec(NamedTuple):
    """How one command is written: what it does, and its keys; a lone value stands for the first one, if it is `lone`.

    What stands under a key is read as `formats.KINDS` says, or not at all: it matters on a device only. One that
    `selects` is given a selector and nothing else. `bare` says that its name may stand alone, `free` that it may have
    any keys; of each "one|another" that it `needs` one must be there, of "one^another" just one. `warning` is what only
    a device would do.
    """

    run: Run
    keys: str = ""
    bare: bool = False
    lone: bool = True
    selects: bool = False
    free: bool = False
    needs: str = ""
    warning: str = ""


SELECTOR_KEYS: Final = ("text", "id", "index", *TRAITS)
_STOP: Final = Spec(stop_app, "appId", bare=True)
_SEEN: Final = Spec(assert_visible, " ".join(SELECTOR_KEYS), selects=True)
_TUNING: Final = "retryTapIfNoChange waitToSettleTimeoutMs waitUntilVisible delay repeat"
_TAP: Final = _SEEN._replace(run=tap_on, keys=f"{_SEEN.keys} {_TUNING}")
_SCROLLING: Final = "direction timeout speed visibilityPercentage centerElement waitToSettleTimeoutMs"
_WHOLE: Final = "plays as nothing: a screen here is whole"
_STILL: Final = Spec(do_nothing, bare=True)
_BESIDE: Final = Spec(do_nothing, bare=True, free=True, warning=NOT_HERE)

COMMANDS: Final[Mapping[str, Spec]] = {
    "launchApp": Spec(
        launch_app, "appId clearState stopApp url permissions clearKeychain arguments launchArguments", bare=True
    ),
    **dict.fromkeys(("stopApp", "killApp"), _STOP),
    "clearState": _STOP._replace(run=clear_state),
    **dict.fromkeys(("tapOn", "doubleTapOn", "longPressOn"), _TAP),
    "inputText": Spec(input_text, "text", needs="text"),
    **dict.fromkeys((*_MADE_UP, "inputRandomEmail"), Spec(input_random, bare=True)),
    **dict.fromkeys(("inputRandomText", "inputRandomNumber"), Spec(input_random, "length", bare=True, lone=False)),
    "eraseText": Spec(erase_text, "charactersToErase", bare=True),
    "pasteText": Spec(paste_text, bare=True),
    "setClipboard": Spec(set_clipboard, "text", needs="text"),
    "copyTextFrom": _SEEN._replace(run=copy_text_from),
    "pressKey": Spec(press_key, "key", needs="key"),
    "back": Spec(go_back, bare=True),
    "action": Spec(do_nothing, "what"),
    "assertVisible": _SEEN,
    "assertNotVisible": _SEEN._replace(run=assert_not_visible),
    "assertTrue": Spec(assert_true, "condition", needs="condition"),
    "openLink": Spec(open_link, "link autoVerify browser", needs="link"),
    "takeScreenshot": Spec(played, "path", needs="path"),
    "runFlow": Spec(played, "file commands env when", needs="file^commands"),
    "repeat": Spec(played, "times while commands", lone=False, needs="times|while commands"),
    "retry": Spec(played, "file commands env maxRetries", needs="file^commands"),
    "scrollUntilVisible": Spec(assert_visible, f"element {_SCROLLING}", needs="element"),
    "swipe": Spec(do_nothing, "direction start end from duration waitToSettleTimeoutMs", lone=False, warning=_WHOLE),
    "waitForAnimationToEnd": Spec(do_nothing, "timeout", bare=True, lone=False),
    "extendedWaitUntil": Spec(wait_until, "visible notVisible timeout", lone=False, needs="visible|notVisible"),
    "setAirplaneMode": Spec(set_airplane_mode, "value"),
    "toggleAirplaneMode": Spec(set_airplane_mode, bare=True),
    **dict.fromkeys(("scroll", "hideKeyboard", "hide keyboard", "clearKeychain", "stopRecording"), _STILL),
    "startRecording": Spec(do_nothing, free=True),
    **dict.fromkeys(("drag", "openBrowser", "setDarkMode", "setOrientation", "setPermissions"), _BESIDE),
    **dict.fromkeys(("shake", "toggleDarkMode"), _BESIDE),
    "simulator": Spec(simulate, "advanceClock delivery service", lone=False, needs="advanceClock|delivery|service"),
}

REFUSED: Final[Mapping[str, str]] = {
    "addMedia": "needs a device's files",
    "installApp": "needs a device and the app's file",
    **dict.fromkeys(("setLocation", "travel"), "needs a device's place"),
    **dict.fromkeys(("assertDarkMode", "assertLightMode"), "asks for a device's looks, which the simulator has not"),
    **dict.fromkeys(("evalScript", "runScript"), "runs JavaScript, which the simulator does not"),
    **dict.fromkeys(
        ("assertNoDefectsWithAI", "assertWithAI", "extractTextWithAI"),
        "asks a model for its opinion; assert the words themselves",
    ),
    "assertScreenshot": "is takeScreenshot here: it compares by itself",
    "sleep": "waits for no reason; wait for what is seen with extendedWaitUntil",
}
"""What Maestro can and the simulator cannot, each with the reason."""

_PLACES: Final = "is about places on a device's glass; use text, id or index"
REFUSED_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("above", "below", "childOf", "containsChild", "containsDescendants", "height", "leftOf"), _PLACES),
    **dict.fromkeys(("point", "rightOf", "size", "tolerance", "traits", "width"), _PLACES),
    "css": "is about a web page's code; use text, id or index",
}
"""Keys of Maestro that the simulator refuses by name."""


_ACTIONS: Final[Mapping[str, Run]] = {"back": go_back, "pasteText": paste_text}  # of `action`


def run_of(command: FlowCommand) -> Run:
    """What carries a command out."""
    return _ACTIONS.get(command.args.what) or COMMANDS[command.name].run


def warning_of(command: FlowCommand) -> str:
    """What a device would do at a command that is not done here; "" where there is nothing."""
    key = command.args.key
    return f"the key '{key}' {NOT_HERE}" if key and DEVICE_KEYS.fullmatch(key) else COMMANDS[command.name].warning
