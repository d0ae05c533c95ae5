"""A run as one HTML page with nothing outside it: every command, the screen after it, and why it went so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from typing import Any

from ac_tui.flows.results import FlowResult, Run
from ac_tui.reports.phone_svg import INKS
from ac_tui.reports.traces import Traced, Traces

_MARKS = {"done": "✓", "skipped": "–", "warning": "!", "failed": "✗"}
_STATES = {"passed": "✓ passed", "failed": "✗ failed", "error": "✗ error"}


def trace_page(run: Run, traces: Traces, started: datetime) -> str:
    """The page of a run; `started` is when it began."""
    flows = [_Section(number, result, traces) for number, result in enumerate(run.results)]
    when = started.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    sections = "\n".join(section.html() for section in flows)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            f"<title>ac-tui test: {run.passed} passed, {run.failed} failed</title>",
            f"<style>{_text('trace.css')}{_inks()}</style></head>",
            "<body>",
            _header(run, when, traces.deck.words("simulation.invented")),
            f'<nav aria-label="Flows"><ol>{"".join(section.entry() for section in flows)}</ol></nav>',
            f"<main>{sections}</main>",
            '<aside aria-label="Screen"><pre id="screen" lang="it" tabindex="0"></pre><div id="why"></div></aside>',
            f'<script type="application/json" id="screens">{_json(traces.screens)}</script>',
            f"<script>{_text('trace.js')}</script>",
            "</body></html>",
        ]
    )


def _header(run: Run, when: str, invented: str) -> str:
    colour = "bad" if run.failed else "good"
    keys = (("↑", "↓", "command"), ("←", "→", "flow"), ("f", "next failure"), ("/", "search"))
    told = ", ".join(" ".join([*(f"<kbd>{key}</kbd>" for key in shown), what]) for *shown, what in keys)
    return (
        f'<header><h1>{run.passed} passed, <span class="{colour}">{run.failed} failed</span></h1>'
        f'<p>{when} · <span lang="it">{escape(invented)}</span></p><p>Keys: {told}</p>'
        '<label>Search <input id="search" type="search"></label></header>'
    )


class _Section:
    """One flow's part of the page."""

    def __init__(self, number: int, result: FlowResult, traces: Traces) -> None:
        self._number = number
        self._result = result
        self._traces = traces

    def entry(self) -> str:
        result = self._result
        return (
            f'<li class="{result.status}"><a href="#flow{self._number}">{escape(result.name)}</a>'
            f"<small>{_STATES[result.status]}</small></li>"
        )

    def html(self) -> str:
        result = self._result
        again = f" (attempt {result.attempt})" if result.attempt > 1 else ""
        facts = [result.file + again, f"{result.duration_s * 1000:.1f} ms", *result.guide, *result.tags]
        return "\n".join(
            [
                f'<section id="flow{self._number}" class="{result.status}">',
                f"<h2>{escape(result.name)} <small>{_STATES[result.status]}</small></h2>",
                f"<p>{escape(' · '.join(fact for fact in facts if fact))}</p>",
                self._failure(),
                f"<ol>{''.join(self._commands())}</ol>",
                "</section>",
            ]
        )

    def _failure(self) -> str:
        failure = self._result.failure
        if failure is None:
            return ""
        where = f"{failure.file}:{failure.line}"
        return f'<p class="why-failed"><code>{escape(where)}</code> {escape(failure.message)}</p>'

    def _commands(self) -> Iterator[str]:
        for traced in self._traces.of(self._result.file, self._result.attempt):
            played = traced.played
            note = f"<small>{escape(played.note)}</small>" if played.note else ""
            yield (
                f'<li style="--depth:{played.depth}"><button class="{played.outcome}" data-screen="{traced.screen}">'
                f'<span class="mark">{_MARKS[played.outcome]}</span><code>{escape(played.shown)}</code>'
                f'<span class="step">{escape(played.view.step)}</span>{note}</button>{_why(traced)}</li>'
            )


def _why(traced: Traced) -> str:
    decision = traced.played.decision
    if decision is None or traced.why is None:
        return ""
    checks = "".join(
        f'<li class="{"good" if check.passed else "bad"}">{"✓" if check.passed else "✗"} '
        f'<span lang="it">{escape(check.evidence)}</span> <small>{escape(check.id)}, {escape(check.source)}</small>'
        + (f'<br><small lang="it">{escape(check.hint)}</small>' if check.hint else "")
        + "</li>"
        for check in traced.why.checks
    )
    outcome = f" [{decision.outcome}]" if decision.outcome else ""
    arrow = f"{decision.step} —{decision.event}{outcome}→ {decision.to}"
    told = f'<p><code>{escape(arrow)}</code></p><ul class="checks">{checks}</ul>'
    return f"<template><h3>Decision</h3>{told}</template>"


def _inks() -> str:
    rules = []
    for role, ink in INKS.items():
        paper = f";background:{ink.paper}" if ink.paper else ""
        bold = ";font-weight:bold" if ink.bold else ""
        line = ";text-decoration:underline" if ink.line else ""
        rules.append(f".r-{role}{{color:{ink.ink}{paper}{bold}{line}}}")
    return "".join(rules)


def _json(data: Any) -> str:
    """JSON that no text in it can end early."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _text(name: str) -> str:
    return files("ac_tui.reports").joinpath(name).read_text("utf-8").strip()
