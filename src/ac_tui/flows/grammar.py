"""The commands of the dialect: what each may be given, and what Maestro has that the simulator has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ac_tui.flows import model as m
from ac_tui.flows.body import Body

SELECTOR_KEYS: Final = ("text", "id", "index", "enabled", "checked", "focused", "selected")
_TUNING: Final = ("retryTapIfNoChange", "waitToSettleTimeoutMs", "waitUntilVisible")
_SCROLLING: Final = ("element", "direction", "timeout", "speed", "visibilityPercentage", "centerElement")

KEYS: Final = {"enter": "enter", "backspace": "backspace", "back": "back", "tab": "tab"}
"""Keys that mean something here, by Maestro's name in lower case."""

DEVICE_KEYS: Final = ("home", "lock", "power", "escape", "volume up", "volume down")


@dataclass(frozen=True, slots=True)
class Spec:
    """How one command is written.

    `short` is the key that a lone value stands for, `bare` says that it may stand with no value at all, `ignored` are
    keys that matter on a device only and do no harm.
    """

    build: Callable[[Body], m.Command]
    keys: tuple[str, ...] = ()
    short: str = ""
    bare: bool = False
    ignored: tuple[str, ...] = ()


def _on_element(kind: type[m.OnElement]) -> Callable[[Body], m.Command]:
    return lambda body: kind(**body.common(), selector=body.selector())


def _with_text(kind: type[m.WithText], key: str) -> Callable[[Body], m.Command]:
    return lambda body: kind(**body.common(), text=body.required_text(key))


def _plain(kind: type[m.Command]) -> Callable[[Body], m.Command]:
    return lambda body: kind(**body.common())


def _launch(body: Body) -> m.Command:
    return m.LaunchApp(**body.common(), clear_state=body.flag("clearState", False), stop_app=body.flag("stopApp", True))


def _press_key(body: Body) -> m.Command:
    name = body.required_text("key").source
    if name.lower() in DEVICE_KEYS or name.lower().startswith("remote "):
        body.fault("key", "device-only", f"pressKey: the key '{name}' needs a device")
    elif name.lower() not in KEYS:
        body.unknown_word("key", name, "key", tuple(KEYS))
    return m.PressKey(**body.common(), key=KEYS.get(name.lower(), ""))


def _wait(body: Body) -> m.Command:
    condition = body.condition_here(("visible", "notVisible"))
    if condition.visible is None and condition.not_visible is None:
        body.fault("", "missing-key", "extendedWaitUntil needs 'visible' or 'notVisible'")
    return m.WaitUntil(**body.common(), condition=condition, timeout=body.milliseconds("timeout", 17_000))


def _scroll_until(body: Body) -> m.Command:
    return m.AssertVisible(**body.common(), selector=body.selector("element"))


def _airplane(body: Body) -> m.Command:
    return m.Airplane(**body.common(), on=body.word("value", ("enabled", "disabled")) == "enabled")


def _erase(body: Body) -> m.Command:
    return m.EraseText(**body.common(), count=body.whole("charactersToErase", 50))


def _repeat(body: Body) -> m.Command:
    times, condition = body.count("times"), body.condition("while")
    if times is None and condition is None:
        body.fault("", "missing-key", "repeat needs 'times' or 'while'")
    return m.Repeat(**body.common(), times=times, condition=condition, commands=body.commands("commands", needed=True))


def _run_flow(body: Body) -> m.Command:
    if body.has("file") == body.has("commands"):
        body.fault("", "run-flow", "runFlow needs either 'file' or 'commands'")
    flow = body.flow("file") if body.has("file") and not body.has("commands") else None
    return m.RunFlow(
        **body.common(),
        flow=flow,
        commands=body.commands("commands", needed=False),
        env=body.env("env"),
        when=body.condition("when"),
    )


def _simulate(body: Body) -> m.Command:
    if not any(body.has(key) for key in ("advanceClock", "delivery", "service")):
        body.fault("", "missing-key", "simulator needs 'advanceClock', 'delivery' or 'service'")
    return m.Simulate(
        **body.common(),
        advance=body.span("advanceClock"),
        delivery=body.word("delivery", ("normal", "late", "spam", "lost", "duplicate")),
        service=body.word("service", ("up", "down")),
    )


COMMANDS: Final[Mapping[str, Spec]] = {
    "launchApp": Spec(_launch, ("appId", "clearState", "stopApp"), short="appId", bare=True),
    "stopApp": Spec(_plain(m.StopApp), ("appId",), short="appId", bare=True),
    "killApp": Spec(_plain(m.StopApp), ("appId",), short="appId", bare=True),
    "tapOn": Spec(_on_element(m.TapOn), SELECTOR_KEYS, short="text", ignored=_TUNING),
    "inputText": Spec(_with_text(m.InputText, "text"), ("text",), short="text"),
    "eraseText": Spec(_erase, ("charactersToErase",), short="charactersToErase", bare=True),
    "pasteText": Spec(_plain(m.PasteText), bare=True),
    "setClipboard": Spec(_with_text(m.SetClipboard, "text"), ("text",), short="text"),
    "copyTextFrom": Spec(_on_element(m.CopyTextFrom), SELECTOR_KEYS, short="text"),
    "pressKey": Spec(_press_key, ("key",), short="key"),
    "back": Spec(_plain(m.Back), bare=True),
    "assertVisible": Spec(_on_element(m.AssertVisible), SELECTOR_KEYS, short="text"),
    "assertNotVisible": Spec(_on_element(m.AssertNotVisible), SELECTOR_KEYS, short="text"),
    "openLink": Spec(_with_text(m.OpenLink, "link"), ("link",), short="link", ignored=("autoVerify", "browser")),
    "takeScreenshot": Spec(_with_text(m.TakeScreenshot, "path"), ("path",), short="path"),
    "runFlow": Spec(_run_flow, ("file", "commands", "env", "when"), short="file"),
    "repeat": Spec(_repeat, ("times", "while", "commands")),
    "scroll": Spec(_plain(m.Settle), bare=True),
    "scrollUntilVisible": Spec(_scroll_until, ("element",), short="element", ignored=_SCROLLING[1:]),
    "hideKeyboard": Spec(_plain(m.Settle), bare=True),
    "waitForAnimationToEnd": Spec(_plain(m.Settle), bare=True, ignored=("timeout",)),
    "extendedWaitUntil": Spec(_wait, ("visible", "notVisible", "timeout")),
    "setAirplaneMode": Spec(_airplane, ("value",), short="value"),
    "simulator": Spec(_simulate, ("advanceClock", "delivery", "service")),
}
"""Every command, in the order of the design."""

_NEEDS_DEVICE: Final = "needs a device"
_NO_SCRIPT: Final = "runs JavaScript, which the simulator does not"
_NO_JUDGE: Final = "asks a model for its opinion; assert the words themselves"
_NO_CHANCE: Final = "types something random; here every run is the same, so write the text"

REFUSED: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "addMedia", "assertDarkMode", "assertLightMode", "clearKeychain", "doubleTapOn", "drag", "installApp",
            "longPressOn", "setDarkMode", "setLocation", "setOrientation", "setPermissions", "shake", "startRecording",
            "stopRecording", "swipe", "toggleAirplaneMode", "toggleDarkMode", "travel",
        ),
        _NEEDS_DEVICE,
    ),
    **dict.fromkeys(("assertTrue", "evalScript", "runScript"), _NO_SCRIPT),
    **dict.fromkeys(("assertNoDefectsWithAI", "assertWithAI", "extractTextWithAI"), _NO_JUDGE),
    **dict.fromkeys(("inputRandomEmail", "inputRandomNumber", "inputRandomPersonName", "inputRandomText"), _NO_CHANCE),
    "assertScreenshot": "is takeScreenshot here: it compares by itself",
    "clearState": "is launchApp: {clearState: true} here",
    "retry": "hides a flaky step; nothing here is flaky",
    "sleep": "waits for no reason; wait for what is seen with extendedWaitUntil",
}  # fmt: skip
"""What Maestro can and the simulator cannot, each with the reason."""

REFUSED_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "above", "below", "childOf", "containsChild", "containsDescendants", "height", "leftOf", "point",
            "rightOf", "size", "tolerance", "traits", "width",
        ),
        "is about places on a device's glass; use text, id or index",
    ),
    **dict.fromkeys(("arguments", "clearKeychain", "launchArguments", "permissions"), _NEEDS_DEVICE),
    **dict.fromkeys(("css", "delay", "repeat"), _NEEDS_DEVICE),
}  # fmt: skip
"""Keys of Maestro that the simulator refuses by name."""
