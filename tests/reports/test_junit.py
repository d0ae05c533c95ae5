"""JUnit XML in the narrow form: what a strict importer's schema asks for, and nothing else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree as ET

from ac_tui.flows.results import Failure, FlowResult, Run
from ac_tui.reports.run import as_junit

STARTED = datetime(2026, 1, 15, 10, 41, 7, 123456, tzinfo=timezone(timedelta(hours=1)))
FAILURE = Failure("part.yaml", 7, "tapOn: <A> & \x1b[31m", "'A' is not on the screen", "Ops \x00", flow_line=3)
RESULTS = (
    FlowResult("a.yaml", "Uno", "passed", ("welcome", "home"), 0.00123, tags=("x", "y"), guide=("1A",), customer="c"),
    FlowResult("b.yaml", "Due", "failed", ("welcome",), 1.5, FAILURE, warnings=("b.yaml:3: w",)),
    FlowResult("c.yaml", "Tre", "error", ("welcome",), 0, FAILURE),
)


def suites() -> list[ET.Element]:
    root = ET.fromstring(as_junit(Run(RESULTS), STARTED))
    assert root.tag == "testsuites"
    return list(root)


def test_each_flow_is_a_suite_with_one_case() -> None:
    for suite, result in zip(suites(), RESULTS, strict=True):
        assert set(suite.attrib) == {
            "name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time",
        }  # fmt: skip
        assert [child.tag for child in suite] == ["properties", "testcase", "system-out", "system-err"]
        assert (suite.get("name"), suite.get("package"), suite.get("tests")) == (result.name, result.file, "1")


ALLOWED = {
    # element: (children, attributes, those of them that must be there)
    "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors"}, set()),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {
            "name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package",
            "file", "log", "url",
        },
        {"name", "tests", "failures", "errors"},
    ),
    "properties": ({"property"}, set(), set()),
    "property": (set(), {"name", "value"}, {"name", "value"}),
    "testcase": (
        {
            "skipped", "error", "failure", "rerunFailure", "rerunError", "flakyFailure", "flakyError", "system-out",
            "system-err",
        },
        {"name", "time", "classname", "group"},
        {"name"},
    ),
    **dict.fromkeys(("failure", "error", "skipped"), (set[str](), {"type", "message"}, set[str]())),
    **dict.fromkeys(("system-out", "system-err"), (set[str](), set[str](), set[str]())),
}  # fmt: skip
"""The schema of Jenkins' xunit plugin (junit-10.xsd)."""


def test_the_schema_of_jenkins_holds() -> None:
    skipped = RESULTS[0]._replace(status="skipped", properties={"x": "1"})
    root = ET.fromstring(as_junit(Run(RESULTS, skipped=[skipped]), STARTED))
    seen = set()
    for element in root.iter():
        children, attributes, needed = ALLOWED[element.tag]
        seen.add(element.tag)
        assert {child.tag for child in element} <= children
        assert needed <= set(element.attrib) <= attributes
        if element.tag == "testsuite":
            assert re.fullmatch(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?", element.get("time", ""))
        if element.tag in ("testsuite", "testsuites", "properties"):
            assert not (element.text or "").strip()
    assert seen == set(ALLOWED)


def test_times_are_plain_and_the_timestamp_is_in_whole_seconds() -> None:
    assert [suite.get("time") for suite in suites()] == ["0.001", "1.500", "0.000"]
    assert {suite.get("timestamp") for suite in suites()} == {"2026-01-15T09:41:07"}


def test_tags_are_properties() -> None:
    properties = {p.get("name"): p.get("value") for p in suites()[0].iter("property")}
    assert properties == {"file": "a.yaml", "tags": "x, y", "guide": "1A", "customer": "c"}


def test_a_property_of_a_header_takes_the_place_of_none() -> None:
    root = ET.fromstring(as_junit(Run([RESULTS[0]._replace(properties={"file": "mine"})]), STARTED))
    assert [p.get("value") for p in root.iter("property") if p.get("name") == "file"] == ["a.yaml", "mine"]


def test_an_attempt_is_a_property_where_there_are_several() -> None:
    root = ET.fromstring(as_junit(Run([RESULTS[0], RESULTS[0]._replace(attempt=2)]), STARTED))
    assert [p.get("value") for p in root.iter("property") if p.get("name") == "attempt"] == ["1", "2"]


def test_failures_and_errors_are_told_apart() -> None:
    counts = [(suite.get("failures"), suite.get("errors")) for suite in suites()]
    assert counts == [("0", "0"), ("1", "0"), ("0", "1")]
    failure = suites()[1].find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "'A' is not on the screen"
    assert failure.get("type") == "failure"
    assert (failure.text or "").startswith("part.yaml:7: tapOn: <A> & ")
    assert suites()[2].find("testcase/error") is not None
    assert suites()[1].findtext("system-err") == "b.yaml:3: w"


def test_nothing_that_xml_forbids_is_in_it() -> None:
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", as_junit(Run(RESULTS), STARTED))
