"""A run as JUnit XML, in the narrow form that strict importers accept.

One test suite a flow, since only a suite may carry properties there: tags, customer and guide steps stand in them.
Times are plain seconds, timestamps whole seconds without a zone (universal time).
"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from ac_tui.flows.results import FlowResult, Run
from ac_tui.registry.faults import printable


def as_junit(run: Run, started: datetime) -> str:
    """The run as an XML document; `started` is when it began."""
    stamp = started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    root = ET.Element("testsuites")
    repeated = any(result.attempt > 1 for result in run.results)
    for number, result in enumerate((*run.results, *run.skipped)):
        root.append(_suite(result, number, stamp, repeated=repeated))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(result: FlowResult, number: int, stamp: str, *, repeated: bool) -> ET.Element:
    seconds = f"{result.duration_s:.3f}"
    suite = ET.Element(
        "testsuite",
        {
            "name": _clean(result.name),
            "package": _clean(result.file),
            "id": str(number),
            "timestamp": stamp,
            "hostname": "localhost",
            "tests": "1",
            "failures": str(int(result.status == "failed")),
            "errors": str(int(result.status == "error")),
            **({"skipped": "1"} if result.status == "skipped" else {}),
            "time": seconds,
        },
    )
    properties = ET.SubElement(suite, "properties")
    attempt = [("attempt", str(result.attempt))] if repeated else []
    for name, value in [*_properties(result), *attempt]:
        ET.SubElement(properties, "property", {"name": _clean(name), "value": _clean(value)})
    case = ET.SubElement(
        suite, "testcase", {"name": _clean(result.name), "classname": _clean(result.file), "time": seconds}
    )
    if result.failure is not None:
        failure = result.failure
        kind = "failure" if result.status == "failed" else "error"
        where = f"{failure.file}:{failure.line}"
        element = ET.SubElement(case, kind, {"message": _clean(failure.message), "type": kind})
        element.text = _clean(f"{where}: {failure.command}\n{failure.message}\n\n{failure.screen}")
    if result.status == "skipped":
        ET.SubElement(case, "skipped", {"message": "not played: an earlier flow failed"})
    ET.SubElement(suite, "system-out").text = _clean(" > ".join(result.steps))
    ET.SubElement(suite, "system-err").text = _clean("\n".join((*result.warnings, *result.notes)))
    return suite


def _properties(result: FlowResult) -> list[tuple[str, str]]:
    pairs = [("file", result.file)]
    if result.tags:
        pairs.append(("tags", ", ".join(result.tags)))
    if result.guide:
        pairs.append(("guide", ", ".join(result.guide)))
    if result.customer:
        pairs.append(("customer", result.customer))
    return [*pairs, *result.properties.items()]


def _clean(text: str) -> str:
    """Text that XML can hold and that no terminal obeys."""
    return "\n".join(map(printable, text.split("\n")))
