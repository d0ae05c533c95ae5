"""What came of playing flows, as data for every kind of report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from ac_tui.deck.view import View
from ac_tui.flows.model import FlowCommand
from ac_tui.journey.decision import Decision

Status = Literal["passed", "failed", "error", "skipped"]
"""`skipped`: not played, because the run ended before."""
_NONE: Final[Mapping[str, str]] = {}
Outcome = Literal["done", "skipped", "warning", "failed"]


class Failure(NamedTuple):
    """Where a flow stopped: `screen` is the phone as text. Nothing in it holds a secret.

    `file` may be one that the flow runs; `flow_line` is the line of the flow's own file that led there.
    """

    file: str
    line: int
    command: str
    message: str
    screen: str
    flow_line: int


class Played(NamedTuple):
    """One command carried out: the view after it, and the decision if it led to one.

    `shown` is the command as it may be told; `depth` counts the flows and repeats around it.
    """

    command: FlowCommand
    shown: str
    depth: int
    view: View
    focus: str
    outcome: Outcome
    note: str = ""
    decision: Decision | None = None


class CommandSpot(NamedTuple):
    """What is told of a command at which something went wrong, before it is redacted.

    `file` and `line` are where it stands, `flow_line` is the line of the flow's own file that led there.
    """

    file: str
    line: int
    flow_line: int
    command: str
    view: View
    focus: str


class FlowResult(NamedTuple):
    """What came of one flow: `steps` are the steps it went through, `step` the last of them.

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
    properties: Mapping[str, str] = _NONE
    notes: tuple[str, ...] = ()

    @property
    def step(self) -> str:
        """The step it ended at."""
        return self.steps[-1] if self.steps else ""


class Run(NamedTuple):
    """What came of a whole run; `notes` are remarks about it, such as baselines that nothing used.

    `skipped` are the flows that were not played any more.
    """

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
