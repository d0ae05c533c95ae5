"""Coverage for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence

from ac_tui.flows.coverage import Part
from ac_tui.registry.faults import json_text


def as_text(parts: Sequence[Part]) -> str:
    """A line a part, and under it by name what was not reached."""
    lines = []
    for part in parts:
        lines.append(f"{part.name:<16} {part.count:>4} of {len(part.known):<4} {floored(part.percent):>5} %")
        lines += [f"    not reached: {name}" for name in part.missing]
    return "\n".join(lines)


def as_json(parts: Sequence[Part]) -> str:
    """The same as JSON."""
    data = {
        part.name: {
            "known": len(part.known),
            "reached": part.count,
            "percent": float(floored(part.percent)),
            "missing": list(part.missing),
        }
        for part in parts
    }
    return json_text(data)


def floored(percent: float) -> str:
    """A percentage with one decimal, never rounded up: 99.96 is no hundred."""
    return f"{int(percent * 10) / 10:.1f}"
