"""fixtures/policy.toml as it is written: every setting of the policy as a table with its value and its source."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Final

from msgspec.structs import asdict
from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictStr, create_model
from pydantic_core import PydanticCustomError

from ac_tui.deck.files import read, shaped
from ac_tui.deck.model import FilePart, printable
from ac_tui.journey.decision import GUIDE_STEPS_SAID, SOURCES
from ac_tui.journey.world import Policy, duration
from ac_tui.registry.faults import FileError


def _span(value: object) -> timedelta:
    with suppress(ValueError):
        if isinstance(value, str):
            return duration(value)
    raise PydanticCustomError("bad-value", "must be a span of time in quotes, like 30s, 10m, 48h or 2d")


Span = Annotated[timedelta, BeforeValidator(_span)]


def _source(text: str) -> str:
    if text in SOURCES:
        return text
    said = f"must be 'assumption' or a step of the guide, like 'guide 5A' ({GUIDE_STEPS_SAID})"
    raise PydanticCustomError("source", said)


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
