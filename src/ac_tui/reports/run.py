"""A run as text, JSON (design: the command line), JUnit XML in the narrow form that strict importers accept, and HTML.

In JUnit there is one test suite a flow, since only a suite may carry properties there: tags, customer and guide steps
stand in them. Times are plain seconds, timestamps whole seconds without a zone (universal time).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from ac_tui.deck.deck import Deck, source
from ac_tui.deck.redaction import change_texts, redact
from ac_tui.deck.view import View
from ac_tui.flows.results import Failure, FlowResult, Run, crash_line
from ac_tui.registry.faults import json_text, printable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORDS = {"passed": "pass", "failed": "FAIL", "error": "ERROR", "skipped": "skip"}


def one_line(text: str) -> str:
    """Text that came from a file or a person in one line, without anything a terminal would obey."""
    return printable(text.replace("\n", " ").replace("\t", " "))


def in_lines(text: str) -> str:
    """Text that came from a file or a person in its lines, without anything else a terminal would obey."""
    return "\n".join(map(printable, text.split("\n")))


def result_lines(result: FlowResult) -> Iterator[str]:
    """One flow in one line, and under it why it failed and what may be wrong."""
    name = f"  {one_line(result.name)}" if result.name else ""
    again = f" (attempt {result.attempt})" if result.attempt > 1 else ""
    yield f"{_WORDS[result.status]:<5} {one_line(result.file)}{again}{name}"
    if result.failure is not None:
        yield from failure_lines(result.failure)
    yield from (f"      warning: {one_line(warning)}" for warning in result.warnings)


def failure_lines(failure: Failure) -> Iterator[str]:
    """Where, what, why, and the screen as it was."""
    where = f"{one_line(failure.file)}:{failure.line}"
    yield f"      {where}: {one_line(failure.command)}" if failure.command else f"      {where}"
    yield f"      {one_line(failure.message)}"
    for line in failure.screen.split("\n") if failure.screen else ():
        yield f"      │ {one_line(line)}".rstrip()


def as_text(run: Run, *, told: bool = False) -> str:
    """The whole run, or what is left to say of it where each flow was told already: notes, and a line of numbers."""
    lines = [line for result in run.results for line in result_lines(result)] if not told else []
    seconds = sum(result.duration_s for result in run.results)
    skipped = f", {len(run.skipped)} not played" if run.skipped else ""
    total = f"{run.passed} passed, {run.failed} failed{skipped} in {seconds:.2f} s"
    return "\n".join([*lines, *(f"note: {one_line(note)}" for note in run.notes), total])


def as_json(run: Run) -> str:
    """The run in the form that other programs read; the same run gives the same bytes, durations apart."""
    skipped = {"skipped": len(run.skipped)} if run.skipped else {}
    return json_text({"passed": run.passed, "failed": run.failed, **skipped, "flows": [*map(_json_flow, run.results)]})


def _json_flow(result: FlowResult) -> dict[str, Any]:
    """A flow; a failure in a file that the flow runs is at a line of the flow's own, and says where it is."""
    told: dict[str, Any] = {name: getattr(result, name) for name in ("file", "name", "status", "step")}
    told |= {"steps": list(result.steps), "duration_s": round(result.duration_s, 6), "failure": None}
    if (failure := result.failure) is not None:
        where = "" if failure.file == result.file else f"{failure.file}:{failure.line}: "
        told["failure"] = {"line": failure.flow_line, "command": failure.command, "message": where + failure.message}
        told["failure"]["screen"] = failure.screen
    return told | {key: list(said) for key in ("warnings", "notes") if (said := getattr(result, key))}


def as_junit(run: Run, started: datetime) -> str:
    """The run as an XML document; `started` is when it began."""
    from xml.etree import ElementTree as ET

    stamp = started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    root = ET.Element("testsuites")
    repeated = any(result.attempt > 1 for result in run.results)
    for number, result in enumerate((*run.results, *run.skipped)):
        counts = {"tests": 1, "failures": int(result.status == "failed"), "errors": int(result.status == "error")}
        counts |= {"skipped": 1} if result.status == "skipped" else {}
        about = {"name": result.name, "package": result.file, "id": number, "timestamp": stamp, "hostname": "localhost"}
        suite = _element(root, "testsuite", **about, **counts, time=f"{result.duration_s:.3f}")
        properties = _element(suite, "properties")
        known = {"file": result.file, "tags": ", ".join(result.tags), "guide": ", ".join(result.guide)}
        known |= {"customer": result.customer, "attempt": str(result.attempt) if repeated else ""}
        for name, value in (*((name, value) for name, value in known.items() if value), *result.properties.items()):
            _element(properties, "property", name=name, value=value)
        case = _element(suite, "testcase", name=result.name, classname=result.file, time=f"{result.duration_s:.3f}")
        if (failure := result.failure) is not None:
            kind = "failure" if result.status == "failed" else "error"
            told = f"{failure.file}:{failure.line}: {failure.command}\n{failure.message}\n\n{failure.screen}"
            _element(case, kind, told, message=failure.message, type=kind)
        if result.status == "skipped":
            _element(case, "skipped", message="not played: an earlier flow failed")
        _element(suite, "system-out", " > ".join(result.steps))
        _element(suite, "system-err", "\n".join((*result.warnings, *result.notes)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _element(parent: Element, tag: str, text: str | None = None, /, **attributes: object) -> Element:
    """An element below another one, of texts that XML can hold and that no terminal obeys."""
    from xml.etree.ElementTree import SubElement

    element = SubElement(parent, tag, {name: in_lines(str(value)) for name, value in attributes.items()})
    element.text = None if text is None else in_lines(text)
    return element


def as_html(run: Run, deck: Deck, started: datetime) -> tuple[str, Run]:
    """One page: every command with the screen after it, and why it went so; and the run, a flow not drawn an error.

    The results of the run hold every command played.
    """
    from ac_tui.deck.lint.texts import language_of
    from ac_tui.desk.explain import explain
    from ac_tui.surfaces.web.html import page, phone

    screens: list[str] = []  # each once, as a phone in HTML
    numbers: dict[tuple[View, str], int] = {}
    results, commands = list(run.results), []
    for number, result in enumerate(run.results):
        told = []
        try:
            for played in result.played:
                seen, decision = (played.view, played.focus), played.decision
                if seen not in numbers:
                    screens.append(phone(played.view, deck, f"s{len(screens)}", focus=played.focus))
                    numbers[seen] = len(screens) - 1
                why = explain(deck, change_texts(decision, redact)) if decision is not None else None
                told.append((played, numbers[seen], why))
        except Exception as error:  # the others are told all the same
            results[number] = result.crashed(crash_line(error))
        commands.append(told)
    run = run._replace(results=results)
    html = page(
        "ac_tui.reports",
        "trace",
        run=run,
        started=started.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        invented=deck.words("simulation.invented"),
        language=language_of(deck.variant),
        commands=commands,
        screens=screens,
        source=partial(source, deck),
    )
    return html, run
