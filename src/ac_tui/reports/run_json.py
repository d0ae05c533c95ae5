"""A run as JSON (design: the command line)."""

from __future__ import annotations

from typing import Any

from ac_tui.flows.results import Failure, FlowResult, Run
from ac_tui.registry.faults import json_text


def as_json(run: Run) -> str:
    """The run in the form that other programs read; the same run gives the same bytes, durations apart."""
    skipped = {"skipped": len(run.skipped)} if run.skipped else {}
    data = {"passed": run.passed, "failed": run.failed, **skipped, "flows": [_flow(result) for result in run.results]}
    return json_text(data)


def _flow(result: FlowResult) -> dict[str, Any]:
    return {
        "file": result.file,
        "name": result.name,
        "status": result.status,
        "step": result.step,
        "steps": list(result.steps),
        "duration_s": round(result.duration_s, 6),
        "failure": None if result.failure is None else _failure(result.failure, result.file),
        **{key: list(said) for key, said in (("warnings", result.warnings), ("notes", result.notes)) if said},
    }


def _failure(failure: Failure, file: str) -> dict[str, Any]:
    """A failure at a line of the flow's own file; one in a file that the flow runs says where that is."""
    where = "" if failure.file == file else f"{failure.file}:{failure.line}: "
    return {
        "line": failure.flow_line,
        "command": failure.command,
        "message": where + failure.message,
        "screen": failure.screen,
    }
