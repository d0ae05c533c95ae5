"""A run as text for a terminal: one line a flow, and of a failure everything that helps to understand it."""

from __future__ import annotations

from collections.abc import Iterator

from ac_tui.flows.results import Failure, FlowResult, Run
from ac_tui.registry.faults import printable

_WORDS = {"passed": "pass", "failed": "FAIL", "error": "ERROR", "skipped": "skip"}


def one_line(text: str) -> str:
    """Text that came from a file or a person in one line, without anything a terminal would obey."""
    return printable(text.replace("\n", " ").replace("\t", " "))


def result_line(result: FlowResult) -> str:
    """One flow in one line."""
    name = f"  {one_line(result.name)}" if result.name else ""
    again = f" (attempt {result.attempt})" if result.attempt > 1 else ""
    return f"{_WORDS[result.status]:<5} {one_line(result.file)}{again}{name}"


def failure_lines(failure: Failure) -> Iterator[str]:
    """Where, what, why, and the screen as it was."""
    where = f"{one_line(failure.file)}:{failure.line}"
    yield f"      {where}: {one_line(failure.command)}" if failure.command else f"      {where}"
    yield f"      {one_line(failure.message)}"
    for line in failure.screen.split("\n") if failure.screen else ():
        yield f"      │ {one_line(line)}".rstrip()


def as_text(run: Run) -> str:
    """The whole run."""
    lines: list[str] = []
    for result in run.results:
        lines.append(result_line(result))
        if result.failure is not None:
            lines.extend(failure_lines(result.failure))
        lines.extend(f"      warning: {one_line(warning)}" for warning in result.warnings)
    lines.extend(f"note: {one_line(note)}" for note in run.notes)
    lines.append(summary(run))
    return "\n".join(lines)


def summary(run: Run) -> str:
    """The run in one line."""
    seconds = sum(result.duration_s for result in run.results)
    skipped = f", {len(run.skipped)} not played" if run.skipped else ""
    return f"{run.passed} passed, {run.failed} failed{skipped} in {seconds:.2f} s"
