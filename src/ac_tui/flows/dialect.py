"""The commands by name: what each may be given, and what Maestro has that the simulator has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from ac_tui.flows import commands as c
from ac_tui.flows.command_parser import SELECTOR_KEYS, CommandFields
from ac_tui.flows.model import FlowCommand

_TUNING: Final = ("retryTapIfNoChange", "waitToSettleTimeoutMs", "waitUntilVisible", "delay", "repeat")
_SCROLLING: Final = ("direction", "timeout", "speed", "visibilityPercentage", "centerElement", "waitToSettleTimeoutMs")
_LAUNCHING: Final = ("permissions", "clearKeychain", "arguments", "launchArguments")
_SWIPING: Final = ("direction", "start", "end", "from", "duration", "waitToSettleTimeoutMs")
_ACTIONS: Final[Mapping[str, Callable[[CommandFields], FlowCommand]]] = {
    "back": c.GoBack,
    **dict.fromkeys(("hideKeyboard", "scroll", "clearKeychain"), c.DoNothing),
    "pasteText": c.PasteText,
}


class Spec(NamedTuple):
    """How one command is written.

    `short` is the key that a lone value stands for, `bare` says that its name may stand alone, `ignored` are keys that
    matter on a device only and do no harm, `free` says that all its keys are.
    """

    build: Callable[[CommandFields], FlowCommand]
    keys: tuple[str, ...] = ()
    short: str = ""
    bare: bool = False
    ignored: tuple[str, ...] = ()
    free: bool = False


def _action(given: CommandFields) -> FlowCommand:
    return _ACTIONS.get(given.word("what", _ACTIONS), c.DoNothing)(given)


def _random(kind: str, *keys: str) -> Spec:
    return Spec(partial(c.InputRandom, kind=kind), keys, bare=True)


def _device(warning: str) -> Callable[[CommandFields], FlowCommand]:
    return partial(c.DoNothing, warning=warning)


COMMANDS: Final[Mapping[str, Spec]] = {
    "launchApp": Spec(c.LaunchApp, ("appId", "url", "clearState", "stopApp"), "appId", bare=True, ignored=_LAUNCHING),
    **dict.fromkeys(("stopApp", "killApp"), Spec(c.StopApp, ("appId",), "appId", bare=True)),
    "clearState": Spec(c.ClearState, ("appId",), "appId", bare=True),
    **dict.fromkeys(("tapOn", "doubleTapOn", "longPressOn"), Spec(c.TapOn, SELECTOR_KEYS, "text", ignored=_TUNING)),
    "inputText": Spec(c.InputText, ("text",), "text"),
    "inputRandomText": _random("text", "length"),
    "inputRandomNumber": _random("number", "length"),
    "inputRandomEmail": _random("email"),
    "inputRandomPersonName": _random("name"),
    "inputRandomCityName": _random("city"),
    "inputRandomCountryName": _random("country"),
    "inputRandomColorName": _random("colour"),
    "eraseText": Spec(c.EraseText, ("charactersToErase",), "charactersToErase", bare=True),
    "pasteText": Spec(c.PasteText, bare=True),
    "setClipboard": Spec(c.SetClipboard, ("text",), "text"),
    "copyTextFrom": Spec(c.CopyTextFrom, SELECTOR_KEYS, "text"),
    "pressKey": Spec(c.PressKey, ("key",), "key"),
    "back": Spec(c.GoBack, bare=True),
    "action": Spec(_action, ("what",), "what"),
    "assertVisible": Spec(c.AssertVisible, SELECTOR_KEYS, "text"),
    "assertNotVisible": Spec(c.AssertNotVisible, SELECTOR_KEYS, "text"),
    "assertTrue": Spec(c.AssertTrue, ("condition",), "condition"),
    "openLink": Spec(c.FollowLink, ("link",), "link", ignored=("autoVerify", "browser")),
    "takeScreenshot": Spec(c.TakeScreenshot, ("path",), "path"),
    "runFlow": Spec(c.RunFlow, ("file", "commands", "env", "when"), "file"),
    "repeat": Spec(c.Repeat, ("times", "while", "commands")),
    "retry": Spec(c.RetryCommands, ("file", "commands", "env", "maxRetries"), "file"),
    "scrollUntilVisible": Spec(c.ScrollUntilVisible, ("element",), "element", ignored=_SCROLLING),
    "swipe": Spec(_device("plays as nothing: a screen here is whole"), _SWIPING),
    "waitForAnimationToEnd": Spec(c.DoNothing, bare=True, ignored=("timeout",)),
    "extendedWaitUntil": Spec(c.WaitUntil, ("visible", "notVisible", "timeout")),
    "setAirplaneMode": Spec(c.Airplane, ("value",), "value"),
    "toggleAirplaneMode": Spec(c.Airplane, bare=True),
    **dict.fromkeys(
        ("scroll", "hideKeyboard", "hide keyboard", "clearKeychain", "stopRecording"), Spec(c.DoNothing, bare=True)
    ),
    "startRecording": Spec(c.DoNothing, ("path",), "path"),
    **dict.fromkeys(
        ("drag", "openBrowser", "setDarkMode", "setOrientation", "setPermissions", "shake", "toggleDarkMode"),
        Spec(_device(c.NOT_HERE), bare=True, free=True),
    ),
    "simulator": Spec(c.Simulate, ("advanceClock", "delivery", "service")),
}
"""Every command by its name."""

_NO_SCRIPT: Final = "runs JavaScript, which the simulator does not"
_NO_JUDGE: Final = "asks a model for its opinion; assert the words themselves"

REFUSED: Final[Mapping[str, str]] = {
    "addMedia": "needs a device's files",
    "installApp": "needs a device and the app's file",
    **dict.fromkeys(("setLocation", "travel"), "needs a device's place"),
    **dict.fromkeys(("assertDarkMode", "assertLightMode"), "asks for a device's looks, which the simulator has not"),
    **dict.fromkeys(("evalScript", "runScript"), _NO_SCRIPT),
    **dict.fromkeys(("assertNoDefectsWithAI", "assertWithAI", "extractTextWithAI"), _NO_JUDGE),
    "assertScreenshot": "is takeScreenshot here: it compares by itself",
    "sleep": "waits for no reason; wait for what is seen with extendedWaitUntil",
}
"""What Maestro can and the simulator cannot, each with the reason."""
