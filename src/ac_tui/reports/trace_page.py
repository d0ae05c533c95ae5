"""A run as one HTML page with nothing outside it: every command, the screen after it, and why it went so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.words import source
from ac_tui.flows.results import FlowResult, Outcome, Run
from ac_tui.reports.traces import Traced, Traces
from ac_tui.surfaces.web.phone import FONT_NOTICE, css, font_css
from ac_tui.surfaces.web.templates import content_policy, resource, template

_HERE: Final = "ac_tui.reports"
_MARKS: Final[Mapping[Outcome, str]] = {"done": "✓", "skipped": "–", "warning": "!", "failed": "✗"}
_STATES: Final = {"passed": "✓ passed", "failed": "✗ failed", "error": "✗ error"}


@dataclass(frozen=True)
class _FlowSection:
    """One flow's part of the page; `facts` are its file, how long it took, its guide numbers and tags."""

    result: FlowResult
    status: str
    facts: Sequence[str]
    commands: Sequence[Traced]


def trace_page(run: Run, traces: Traces, started: datetime) -> str:
    """The page of a run; `started` is when it began."""
    from markupsafe import Markup

    sections = [_section(result, traces) for result in run.results]
    style = Markup("\n").join((font_css(), css(), resource(_HERE, "trace.css")))
    script = resource(_HERE, "trace.js")
    return template(_HERE, "trace.html.jinja").render(
        run=run,
        started=started.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        invented=traces.deck.words("simulation.invented"),
        language=language_of(traces.deck.variant),
        sections=sections,
        screens=traces.screens,
        marks=_MARKS,
        source=partial(source, traces.deck),
        style=style,
        script=script,
        policy=content_policy(style, script),
        font=FONT_NOTICE,
    )


def _section(result: FlowResult, traces: Traces) -> _FlowSection:
    again = f" (attempt {result.attempt})" if result.attempt > 1 else ""
    facts = (result.file + again, f"{result.duration_s * 1000:.1f} ms", *result.guide, *result.tags)
    return _FlowSection(
        result, _STATES[result.status], [fact for fact in facts if fact], traces.of(result.file, result.attempt)
    )
