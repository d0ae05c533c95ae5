"""Perché: the checks of the last thing that happened, in the order they were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ac_tui.surfaces.tui.panels.lines import QUIET, Line, line

if TYPE_CHECKING:
    from ac_tui.desk.reasons import Reason, ReasonCheck
    from ac_tui.desk.session import Session


def told(session: Session) -> Sequence[Line]:
    """The last step with its checks, where each rule stands and what to do; where it needed none, those made last."""
    words, reasons = session.words, session.reasons()
    if reasons.last is None:
        return (line(words("panel.why.empty"), kind="quiet"),)
    lines = [*_reason(reasons.last)]
    if not reasons.last.checks:
        lines.append(line(words("panel.why.none"), kind="quiet gap"))
    if reasons.before is not None:
        lines += [line(words("panel.why.before"), kind="quiet gap"), *_reason(reasons.before)]
    return tuple(lines)


def news(session: Session) -> str:
    """A sign when something did not pass."""
    return "!" if did_not_pass(session) else ""


def did_not_pass(session: Session) -> bool:
    """Whether a check of the last decision failed."""
    decision = session.simulation.decision
    return decision is not None and decision.failed is not None


def _reason(reason: Reason) -> Iterator[Line]:
    """Where a step led, then its checks."""
    yield line(reason.where, kind="title")
    for number, check in enumerate(reason.checks):
        yield from _check(check, "gap" if number == 0 else "")


def _check(check: ReasonCheck, kind: str) -> Iterator[Line]:
    mark, own = ("✓ ", "good") if check.passed else ("✗ ", "title bad")
    yield Line(((check.evidence, ""), (f" · {check.source}", f"{QUIET} not bold")), mark, f"{own} {kind}".strip())
    if check.hint:
        yield line(check.hint, "→ ", "hint")
