"""The commands of the dialect: what each may be given, and what Maestro has that the simulator has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ac_tui.flows import model as m
from ac_tui.flows.command_parser import Body
from ac_tui.flows.variables import plain

_APP: Final = ("appId", "url")
SELECTOR_KEYS: Final = ("text", "id", "index", "enabled", "checked", "focused", "selected")
_TUNING: Final = ("retryTapIfNoChange", "waitToSettleTimeoutMs", "waitUntilVisible", "delay", "repeat")
_SCROLLING: Final = ("direction", "timeout", "speed", "visibilityPercentage", "centerElement", "waitToSettleTimeoutMs")
_LAUNCHING: Final = ("permissions", "clearKeychain", "arguments", "launchArguments")
_SWIPING: Final = ("direction", "start", "end", "from", "duration", "waitToSettleTimeoutMs")

KEYS: Final = {"enter": "enter", "backspace": "backspace", "back": "back", "tab": "tab"}
"""Keys that mean something here, by Maestro's name in lower case."""

DEVICE_KEYS: Final = ("home", "lock", "power", "escape", "volume up", "volume down")
"""Keys of a device that the app never sees; so are all that begin as those of a television do."""
_TELEVISION: Final = ("remote ", "tv input")

_NOT_HERE: Final = "plays as nothing: it is about the device, not about the app"


@dataclass(frozen=True, slots=True)
class Spec:
    """How one command is written.

    `short` is the key that a lone value stands for, `bare` says that its name may stand alone, `ignored` are keys that
    matter on a device only and do no harm, `free` says that all its keys are.
    """

    build: Callable[[Body], m.Command]
    keys: tuple[str, ...] = ()
    short: str = ""
    bare: bool = False
    ignored: tuple[str, ...] = ()
    free: bool = False


def _on_element(kind: type[m.OnElement]) -> Callable[[Body], m.Command]:
    return lambda body: kind(**body.common(), selector=body.selector())


def _with_text(kind: type[m.WithText], key: str) -> Callable[[Body], m.Command]:
    return lambda body: kind(**body.common(), text=body.required_text(key))


def _plain(kind: type[m.Command]) -> Callable[[Body], m.Command]:
    return lambda body: kind(**body.common())


def _on_app(kind: type[m.OnApp]) -> Callable[[Body], m.Command]:
    return lambda body: kind(**body.common(), app=body.app())


def _launch(body: Body) -> m.Command:
    clear, stop = body.flag("clearState", False), body.flag("stopApp", True)
    return m.LaunchApp(**body.common(), app=body.app(), clear_state=clear, stop_app=stop)


def _nothing(warning: str = "") -> Callable[[Body], m.Command]:
    return lambda body: m.Settle(**body.common(), warning=warning)


def _random(kind: str) -> Callable[[Body], m.Command]:
    return lambda body: m.InputRandom(**body.common(), kind=kind, length=body.whole("length", 8))


def _assert_true(body: Body) -> m.Command:
    return m.AssertTrue(**body.common(), condition=m.Condition(true=body.required_text("condition")))


def _action(body: Body) -> m.Command:
    what = body.word("what", tuple(_SIMPLE))
    return _SIMPLE.get(what, _plain(m.Settle))(body)


def _press_key(body: Body) -> m.Command:
    name = body.required_text("key").source
    if name.lower() in DEVICE_KEYS or name.lower().startswith(_TELEVISION):
        return m.Settle(**body.common(), warning=f"the key '{name}' {_NOT_HERE}")
    if name.lower() not in KEYS:
        body.unknown_word("key", name, "key", tuple(KEYS))
    return m.PressKey(**body.common(), key=KEYS.get(name.lower(), ""))


def _wait(body: Body) -> m.Command:
    condition = body.condition_here(("visible", "notVisible"))
    if condition.visible is None and condition.not_visible is None:
        body.fault("", "missing-key", "extendedWaitUntil needs 'visible' or 'notVisible'")
    return m.WaitUntil(**body.common(), condition=condition, timeout=body.count("timeout") or plain("17000"))


def _scroll_until(body: Body) -> m.Command:
    return m.AssertVisible(**body.common(), selector=body.selector("element"))


def _airplane(body: Body) -> m.Command:
    return m.Airplane(**body.common(), on=body.word("value", ("enabled", "disabled")) == "enabled")


def _turn_airplane(body: Body) -> m.Command:
    return m.Airplane(**body.common(), on=None)


def _erase(body: Body) -> m.Command:
    return m.EraseText(**body.common(), count=body.whole("charactersToErase", 50))


def _repeat(body: Body) -> m.Command:
    times, condition = body.count("times"), body.condition("while")
    if not body.has("times") and not body.has("while"):
        body.fault("", "missing-key", "repeat needs 'times' or 'while'")
    return m.Repeat(**body.common(), times=times, condition=condition, commands=body.commands("commands", needed=True))


def _inside(body: Body) -> dict[str, Any]:
    """What `runFlow` and `retry` hold: another file, or commands."""
    if body.has("file") == body.has("commands"):
        body.fault("", "run-flow", f"{body.name} needs either 'file' or 'commands'")
    flow = body.flow("file") if body.has("file") and not body.has("commands") else None
    return {"flow": flow, "commands": body.commands("commands", needed=False), "env": body.env("env")}


def _run_flow(body: Body) -> m.Command:
    return m.RunFlow(**body.common(), **_inside(body), when=body.condition("when"))


def _retry(body: Body) -> m.Command:
    return m.Retry(**body.common(), **_inside(body), times=body.count("maxRetries") or plain("1"))


def _simulate(body: Body) -> m.Command:
    if not any(body.has(key) for key in ("advanceClock", "delivery", "service")):
        body.fault("", "missing-key", "simulator needs 'advanceClock', 'delivery' or 'service'")
    return m.Simulate(
        **body.common(),
        advance=body.span("advanceClock"),
        delivery=body.word("delivery", ("normal", "late", "spam", "lost", "duplicate")),
        service=body.word("service", ("up", "down")),
    )


_SIMPLE: Final[Mapping[str, Callable[[Body], m.Command]]] = {
    "back": _plain(m.Back),
    "hideKeyboard": _nothing(),
    "scroll": _nothing(),
    "clearKeychain": _nothing(),
    "pasteText": _plain(m.PasteText),
}
"""What `action: NAME` does."""

COMMANDS: Final[Mapping[str, Spec]] = {
    "launchApp": Spec(_launch, (*_APP, "clearState", "stopApp"), short="appId", bare=True, ignored=_LAUNCHING),
    "stopApp": Spec(_on_app(m.StopApp), ("appId",), short="appId", bare=True),
    "killApp": Spec(_on_app(m.StopApp), ("appId",), short="appId", bare=True),
    "clearState": Spec(_on_app(m.ClearState), ("appId",), short="appId", bare=True),
    "tapOn": Spec(_on_element(m.TapOn), SELECTOR_KEYS, short="text", ignored=_TUNING),
    "doubleTapOn": Spec(_on_element(m.TapOn), SELECTOR_KEYS, short="text", ignored=_TUNING),
    "longPressOn": Spec(_on_element(m.TapOn), SELECTOR_KEYS, short="text", ignored=_TUNING),
    "inputText": Spec(_with_text(m.InputText, "text"), ("text",), short="text"),
    "inputRandomText": Spec(_random("text"), ("length",), bare=True),
    "inputRandomNumber": Spec(_random("number"), ("length",), bare=True),
    "inputRandomEmail": Spec(_random("email"), bare=True),
    "inputRandomPersonName": Spec(_random("name"), bare=True),
    "inputRandomCityName": Spec(_random("city"), bare=True),
    "inputRandomCountryName": Spec(_random("country"), bare=True),
    "inputRandomColorName": Spec(_random("colour"), bare=True),
    "eraseText": Spec(_erase, ("charactersToErase",), short="charactersToErase", bare=True),
    "pasteText": Spec(_plain(m.PasteText), bare=True),
    "setClipboard": Spec(_with_text(m.SetClipboard, "text"), ("text",), short="text"),
    "copyTextFrom": Spec(_on_element(m.CopyTextFrom), SELECTOR_KEYS, short="text"),
    "pressKey": Spec(_press_key, ("key",), short="key"),
    "back": Spec(_plain(m.Back), bare=True),
    "action": Spec(_action, ("what",), short="what"),
    "assertVisible": Spec(_on_element(m.AssertVisible), SELECTOR_KEYS, short="text"),
    "assertNotVisible": Spec(_on_element(m.AssertNotVisible), SELECTOR_KEYS, short="text"),
    "assertTrue": Spec(_assert_true, ("condition",), short="condition"),
    "openLink": Spec(_with_text(m.OpenLink, "link"), ("link",), short="link", ignored=("autoVerify", "browser")),
    "takeScreenshot": Spec(_with_text(m.TakeScreenshot, "path"), ("path",), short="path"),
    "runFlow": Spec(_run_flow, ("file", "commands", "env", "when"), short="file"),
    "repeat": Spec(_repeat, ("times", "while", "commands")),
    "retry": Spec(_retry, ("file", "commands", "env", "maxRetries"), short="file"),
    "scroll": Spec(_nothing(), bare=True),
    "scrollUntilVisible": Spec(_scroll_until, ("element",), short="element", ignored=_SCROLLING),
    "swipe": Spec(_nothing("plays as nothing: a screen here is whole"), _SWIPING),
    "hideKeyboard": Spec(_nothing(), bare=True),
    "hide keyboard": Spec(_nothing(), bare=True),
    "waitForAnimationToEnd": Spec(_nothing(), bare=True, ignored=("timeout",)),
    "extendedWaitUntil": Spec(_wait, ("visible", "notVisible", "timeout")),
    "setAirplaneMode": Spec(_airplane, ("value",), short="value"),
    "toggleAirplaneMode": Spec(_turn_airplane, bare=True),
    **dict.fromkeys(("clearKeychain", "stopRecording"), Spec(_nothing(), bare=True)),
    "startRecording": Spec(_nothing(), ("path",), short="path"),
    **dict.fromkeys(
        ("drag", "openBrowser", "setDarkMode", "setOrientation", "setPermissions", "shake", "toggleDarkMode"),
        Spec(_nothing(_NOT_HERE), bare=True, free=True),
    ),
    "simulator": Spec(_simulate, ("advanceClock", "delivery", "service")),
}
"""Every command, in the order of the design."""

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

REFUSED_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "above", "below", "childOf", "containsChild", "containsDescendants", "height", "leftOf", "point",
            "rightOf", "size", "tolerance", "traits", "width",
        ),
        "is about places on a device's glass; use text, id or index",
    ),
    "css": "is about a web page's code; use text, id or index",
}  # fmt: skip
"""Keys of Maestro that the simulator refuses by name."""
