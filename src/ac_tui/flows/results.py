"""What came of playing flows, as data for every kind of report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from ac_tui.deck.view import View
from ac_tui.flows.model import FlowCommand
from ac_tui.journey.decision import Decision

Status = Literal["passed", "failed", "error", "skipped"]  # skipped: not played, because the run ended before
Outcome = Literal["done", "skipped", "warning", "failed"]
BASELINES: Final = "snapshots"  # the folder beside the flows that holds their baselines, one folder a flow


def folder_of(file: str) -> Path:
    """Where a flow's baselines are."""
    path = Path(file)
    return path.parent / BASELINES / path.stem


class Failure(NamedTuple):
    """Where a flow stopped, without a secret: perhaps in a `file` that it runs, where its own `flow_line` led."""

    file: str
    line: int
    command: str
    message: str
    screen: str  # the phone as text
    flow_line: int


class Played(NamedTuple):
    """One command carried out: `shown` is it as it may be told, `depth` counts the flows and repeats around it."""

    command: FlowCommand
    shown: str
    depth: int
    view: View
    focus: str
    outcome: Outcome
    note: str = ""
    decision: Decision | None = None


class Shot(Struct, frozen=True):
    """A screenshot and the text it `was` (None without a baseline); `picture` is there where the two differ.

    `words` say what is wrong, "" for nothing, `fails` whether the flow fails by it, `written` whether it was kept.
    """

    flow: str
    name: str
    was: str | None = None
    text: str = ""
    picture: str = ""
    words: str = ""
    fails: bool = False
    written: bool = False

    @property
    def baseline(self) -> Path:
        """Where its baseline is."""
        return folder_of(self.flow) / f"{self.name}.txt"


class FlowResult(NamedTuple):
    """What came of one flow and the `steps` it went through; `played` is empty unless commands were to be kept.

    `warnings` say what may be wrong, `notes` what is only to be known, such as a screenshot without a baseline.
    """

    file: str
    name: str
    status: Status
    steps: tuple[str, ...]
    duration_s: float
    failure: Failure | None = None
    tags: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    customer: str = ""
    warnings: tuple[str, ...] = ()
    attempt: int = 1
    properties: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()
    played: tuple[Played, ...] = ()
    shots: tuple[Shot, ...] = ()

    @property
    def step(self) -> str:
        """The step it ended at."""
        return self.steps[-1] if self.steps else ""

    def crashed(self, words: str) -> FlowResult:
        """The same flow, over which the program failed: what it failed by before is still told."""
        failure = self.failure or Failure(self.file, 1, "", "", "", 1)
        message = "; ".join(filter(None, (failure.message, words)))
        return self._replace(status="error", failure=failure._replace(message=message))


class Run(NamedTuple):
    """What came of a whole run: `notes` are remarks about it, `skipped` are flows that were not played any more."""

    results: Sequence[FlowResult]
    notes: Sequence[str] = ()
    skipped: Sequence[FlowResult] = ()

    @property
    def passed(self) -> int:
        """How many flows passed."""
        return sum(result.status == "passed" for result in self.results)

    @property
    def failed(self) -> int:
        """How many flows did not pass, for whatever reason."""
        return len(self.results) - self.passed


# What is told of an error of the program's own: where it came from, and nothing that was typed.


def crash_line(error: Exception) -> str:
    """An error of the program's own in one line, by kind and place: its words may hold a secret."""
    from traceback import walk_tb

    *_, (frame, line) = walk_tb(error.__traceback__)
    return f"the program failed: {type(error).__name__} at {frame.f_globals.get('__name__', '?')}:{line}"


def crash_report(error: BaseException | None) -> str:
    """Where an error and its causes came from: types, files, lines and functions, and nothing that was typed."""
    from traceback import TracebackException

    lines = ["ac-tui stopped on an error of its own; nothing of what was typed is shown here."]
    told = None if error is None else TracebackException.from_exception(error, capture_locals=False)
    while told is not None:
        lines.append(told.exc_type_str if hasattr(told, "exc_type_str") else told.exc_type.__name__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in told.stack]
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
    return "\n".join(lines)
