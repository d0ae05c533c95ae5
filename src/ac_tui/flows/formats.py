"""The files of fixtures/ as they are written: pydantic models of policy, flows and `config.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import GenericAlias
from typing import Annotated, Any, Final, get_args

from msgspec.structs import asdict
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    StrictBool,
    StrictStr,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from ac_tui.deck.files import read, shaped
from ac_tui.deck.model import FilePart, printable
from ac_tui.deck.text import meant
from ac_tui.flows import variables as v
from ac_tui.flows.commands import COMMANDS, DEVICE_KEYS, REFUSED, REFUSED_KEYS, SELECTOR_KEYS, Spec
from ac_tui.flows.snapshots import wrong_name
from ac_tui.journey.decision import GUIDE_STEPS, GUIDE_STEPS_SAID, SOURCES
from ac_tui.journey.world import Policy, duration
from ac_tui.registry.faults import FileError
from ac_tui.registry.model import Delivery

BARE: Final = {name for name, spec in COMMANDS.items() if spec.bare}  # commands whose name may stand alone
_PHONE_KEYS: Final = "enter backspace back tab"  # what `pressKey` can press here


def _wrong(rule: str, said: str, **whole: bool) -> PydanticCustomError:
    """A fault; `whole` where what is said is a sentence without the key before it."""
    return PydanticCustomError(rule, "{said}", {"said": said} | whole)


def _span(value: object) -> timedelta:
    with suppress(ValueError):
        if isinstance(value, str):
            return duration(value)
    raise _wrong("bad-value", "must be a span of time in quotes, like 30s, 10m, 48h or 2d")


Span = Annotated[timedelta, BeforeValidator(_span)]


# Policy.


def _source(text: str) -> str:
    if text in SOURCES:
        return text
    raise _wrong("source", f"must be 'assumption' or a step of the guide, like 'guide 5A' ({GUIDE_STEPS_SAID})")


_KINDS: Final[dict[type, Any]] = {
    int: Annotated[int, Field(strict=True, ge=1, le=1_000_000)],
    bool: StrictBool,
    str: Annotated[StrictStr, AfterValidator(printable)],
    timedelta: Span,
}
_VALUES: Final = {name: _KINDS[type(value)] for name, value in asdict(Policy()).items() if name != "sources"} | {
    # Six digits exactly (guide 9A): so many boxes are on the screens, and so many do the sources of codes make.
    "code_digits": Annotated[int, Field(strict=True, ge=6, le=6)]
}
_SOURCE: Any = Annotated[StrictStr, AfterValidator(_source)]
_FIELDS: Final[dict[str, Any]] = {
    name: (create_model("Setting", __base__=FilePart, value=(kind, ...), source=(_SOURCE, ...)) | None, None)
    for name, kind in _VALUES.items()
}
PolicyFile: Final = create_model("PolicyFile", __base__=FilePart, **_FIELDS)
"""The file; a setting that it leaves out keeps its usual value."""


def read_policy_file(path: Path) -> Policy:
    """The policy in a file; raises FileError with every fault."""
    source = read(path)
    given = {name: setting for name, setting in shaped(source, PolicyFile) or () if setting is not None}
    values = {name: setting.value for name, setting in given.items()}
    policy = Policy(**values, sources={name: setting.source for name, setting in given.items()})
    if policy.password_min > policy.password_max:
        source.fault(("password_min", "value"), "bad-value", "`password_min` is more than `password_max`")
    if source.faults:
        raise FileError(source.faults)
    return policy


# Flows: values, all of which are texts in YAML.


def _template(text: str) -> str:
    try:
        return v.parse_template(text).source
    except v.TemplateError as error:
        raise _wrong("variable", str(error), whole=True) from None


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _or_empty(value: object) -> object:
    return "" if value is None else value


def _flag(value: object) -> object:
    return {"true": True, "false": False}.get(value.lower(), value) if isinstance(value, str) else value


def _number(read: Callable[[str], int | None], text: str) -> str:
    fixed = v.parse_template(text).fixed
    if fixed is not None and read(fixed) is None:
        raise _wrong("bad-value", f"must be a whole number, not '{fixed}'")
    return text


def _one_of(known: str, text: str) -> str:
    found = next((word for word in known.split() if word.lower() == text.lower()), "")
    if not found and not (known == _PHONE_KEYS and DEVICE_KEYS.fullmatch(text)):
        hint = meant(text, known.split(), "'") or "; known are " + ", ".join(known.split())
        raise _wrong("unknown-word", f"cannot be '{text}'{hint}")
    return found or text


def _screenshot(text: str) -> str:
    fixed = v.parse_template(text).fixed
    if fixed is not None and (wrong := wrong_name(fixed)):
        raise _wrong("screenshot-name", wrong, whole=True)
    return text


def _file(name: str) -> str:
    if not v.parse_template(name).fixed:
        raise _wrong("run-flow", "cannot hold a variable or be empty: it is read before anything runs")
    return name


def _step(text: str) -> str:
    if text not in GUIDE_STEPS:
        raise _wrong("guide", f"'{text}' is no step of the guide ({GUIDE_STEPS_SAID})", whole=True)
    return text


def _variable(name: str) -> str:
    if name in v.SIMULATED:
        raise _wrong("env", "is the newest one delivered, and cannot be given")
    if not re.fullmatch(v.NAME, name):
        raise _wrong("env", "is no name of a variable: letters, digits and _")
    return name


def _refuse(said: str, _: object) -> None:
    raise _wrong("not-supported" if said in REFUSED.values() and "device" not in said else "device-only", said)


def _refused(names: Mapping[str, str]) -> dict[str, Any]:
    """Fields for what only a device knows, by name with what is said of each."""
    return {name: (Annotated[Any, PlainValidator(partial(_refuse, said))], None) for name, said in names.items()}


Words = Annotated[str, AfterValidator(_template)]
"""A text that may hold variables."""
Line = Annotated[str, AfterValidator(_line)]
Flag = Annotated[bool, Field(strict=True), BeforeValidator(_flag)]
Number = Annotated[Words, AfterValidator(partial(_number, v.whole_number))]
KnownNumber = Annotated[int, Field(ge=0, le=999_999_999)]
Word = Annotated[str, AfterValidator(printable)]
WordOrWords = Annotated[tuple[Word, ...], BeforeValidator(lambda one: (one,) if isinstance(one, str) else one)]
Env = dict[Annotated[str, AfterValidator(_variable)], Annotated[Words, BeforeValidator(_or_empty)]]


# Flows: maps.


class FlowPart(FilePart):
    """A map; a key without a value is as good as not there."""

    @model_validator(mode="before")
    @classmethod
    def _given(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {key: one for key, one in data.items() if one is not None or key not in cls.model_fields}


class CommandKeys(FlowPart):
    """What every command takes."""

    label: Words = ""
    optional: Flag = False


class SelectorKeys(CommandKeys):
    """A selector."""

    text: Words | None = None
    id: Words | None = None
    index: Annotated[Words, AfterValidator(partial(_number, v.whole_index))] | None = None
    enabled: Flag | None = None
    checked: Flag | None = None
    focused: Flag | None = None
    selected: Flag | None = None

    @model_validator(mode="after")
    def _some(self) -> SelectorKeys:
        if self.model_fields_set.isdisjoint(SELECTOR_KEYS):
            raise _wrong("selector", f"needs a text, or one of {', '.join(SELECTOR_KEYS)}")
        return self


AnySelector: Any = create_model("AnySelector", __base__=SelectorKeys, **_refused(REFUSED_KEYS))
Wanted = Annotated[AnySelector, BeforeValidator(lambda one: {"text": one} if isinstance(one, str) else one)]


class ConditionKeys(CommandKeys):
    """When to do something."""

    visible: Wanted | None = None
    notVisible: Wanted | None = None
    true: Words | None = None
    platform: Annotated[str, AfterValidator(partial(_one_of, "Android iOS Web"))] = ""

    @model_validator(mode="after")
    def _some(self) -> ConditionKeys:
        if self.model_fields_set <= CommandKeys.model_fields.keys():
            raise _wrong("condition", "needs visible, notVisible or true")
        return self


class SimulatorHeader(FlowPart):
    """The header's `simulator`: whose story it is, the seed of the codes, the steps of the guide that it shows."""

    customer: Line = ""
    seed: KnownNumber = 0
    guide: tuple[Annotated[str, AfterValidator(_step)], ...] = ()


class Header(FlowPart, extra="ignore"):
    """A flow's header; Maestro takes any other key, and makes nothing of it."""

    appId: Any = None
    url: Any = None
    name: Line = ""
    tags: tuple[Word, ...] = ()
    env: Env = Field(default_factory=dict)
    properties: dict[str, Annotated[Line, BeforeValidator(_or_empty)]] = Field(default_factory=dict)
    onFlowStart: Any = None
    onFlowComplete: Any = None
    jsEngine: Any = None
    androidWebViewHierarchy: Any = None
    ext: Any = None
    simulator: SimulatorHeader = SimulatorHeader()


class ExecutionOrder(FlowPart, extra="ignore"):
    """Which of a folder's flows are played first, and whether the rest is where one of them fails."""

    flowsOrder: WordOrWords = ()
    continueOnFailure: Flag = True


class WorkspaceFile(FlowPart, extra="ignore"):
    """A folder's `config.yaml` (Maestro's WorkspaceConfig)."""

    flows: WordOrWords | None = None
    includeTags: WordOrWords = ()
    excludeTags: WordOrWords = ()
    executionOrder: ExecutionOrder = ExecutionOrder()


# Flows: commands.


class CommandItem(FilePart):
    """One command: its name alone, or with what it is given."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if isinstance(value, str):
            value = {value: {} if value in BARE else None}
        elif isinstance(value, dict) and (bare := [name for name in value if value[name] is None and name in BARE]):
            words = f"'{bare[0]}:' without a value is no command to Maestro: write '- {bare[0]}'"
            raise _wrong("missing-value", words, whole=True)
        if not isinstance(value, dict) or not value:
            raise _wrong("command", "an item must be a command: '- tapOn: Registrati'", whole=True)
        name, *others = value
        if others:
            words = f"one command an item: '{others[0]}' belongs deeper, inside '{name}', or is an item itself"
            raise _wrong("command", words, whole=True)
        if name not in COMMANDS and name not in REFUSED:
            hint = meant(name, (*COMMANDS, *REFUSED), "'")
            raise _wrong("unknown-command", f"unknown command '{name}'{hint}", whole=True)
        return value


KINDS: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("appId", "condition", "link", "text"), Words),
    **dict.fromkeys(("clearState", "stopApp"), Flag),
    **dict.fromkeys(("length", "charactersToErase"), KnownNumber),
    **dict.fromkeys(("element", "visible", "notVisible"), Wanted),
    **dict.fromkeys(("when", "while"), ConditionKeys),
    **dict.fromkeys(("times", "maxRetries", "timeout"), Number),
    "path": Annotated[Words, AfterValidator(_screenshot)],
    "file": Annotated[Words, AfterValidator(_file)],
    "commands": GenericAlias(tuple, ("AnyCommand", ...)),
    "env": Env,
    "key": Annotated[str, AfterValidator(partial(_one_of, _PHONE_KEYS))],
    "what": Annotated[str, AfterValidator(partial(_one_of, "back hideKeyboard scroll clearKeychain pasteText"))],
    "value": Annotated[str, AfterValidator(partial(_one_of, "enabled disabled"))],
    "delivery": Annotated[str, AfterValidator(partial(_one_of, " ".join(get_args(Delivery))))],
    "service": Annotated[str, AfterValidator(partial(_one_of, "up down"))],
    "advanceClock": Span,
}
"""What stands under the keys of commands; what stands under others is not read."""


def _keys(spec: Spec) -> Any:
    """How what a command is given is read: a map of its keys, or a lone value for the first of them."""
    names = spec.keys.split()

    def given(value: object) -> object:
        if value is None:
            raise _wrong("missing-value", "needs a value")
        if isinstance(value, dict) or (names and spec.lone):
            return value if isinstance(value, dict) else {names[0]: value}
        if spec.free:
            return {}
        raise _wrong("command", f"takes no lone value; its keys are {', '.join((*names, *CommandKeys.model_fields))}")

    def whole(keys: CommandKeys) -> CommandKeys:
        for needed in spec.needs.split():
            either = re.split("[|^]", needed)
            if (found := len(keys.model_fields_set.intersection(either))) == 0 or (found > 1 and "^" in needed):
                raise _wrong("missing-key", f"needs {'either ' * ('^' in needed)}{' or '.join(map(repr, either))}")
        return keys

    base = AnySelector if spec.selects else CommandKeys
    fields: dict[str, Any] = {
        name: (KINDS.get(name, Any), ... if name in spec.needs.split() else None)
        for name in names
        if name not in base.model_fields
    }
    others = {"extra": "ignore"} if spec.free else {}
    made = create_model("Keys", __base__=base, __module__=__name__, __cls_kwargs__=others, **fields)
    return Annotated[made, BeforeValidator(given), AfterValidator(whole)]


_KEYS: Final = {spec: (_keys(spec), None) for spec in COMMANDS.values()}
_COMMANDS: Final[dict[str, Any]] = {name: _KEYS[spec] for name, spec in COMMANDS.items()} | _refused(REFUSED)
AnyCommand: Any = create_model("AnyCommand", __base__=CommandItem, **_COMMANDS)
for keys, _ in _KEYS.values():
    get_args(keys)[0].model_rebuild()  # of which some hold commands
