"""A run as JSON (design: the command line)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ac_tui.flows.results import FlowResult, Run


def as_json(run: Run) -> str:
    """The run in the form that other programs read; the same run gives the same bytes, durations apart."""
    data = {"passed": run.passed, "failed": run.failed, "flows": [_flow(result) for result in run.results]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _flow(result: FlowResult) -> dict[str, Any]:
    failure = asdict(result.failure) if result.failure else None
    if failure is not None and failure["file"] == result.file:
        del failure["file"]
    return {
        "file": result.file,
        "name": result.name,
        "status": result.status,
        "step": result.step,
        "steps": list(result.steps),
        "duration_s": round(result.duration_s, 6),
        "failure": failure,
    }
