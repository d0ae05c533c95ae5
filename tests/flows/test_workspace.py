"""A folder's `config.yaml`: which of its flows are played, in which order, as Maestro's planner has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ac_tui.flows.load import glob
from tests.flows.hands import HEADER, Run, runner

GOOD = "- tapOn: Registrati\n"
BAD = "- tapOn: Nessuno\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name, tags in {"a": "one", "b": "two", "deep/c": "one", "deep/er/d": "two", "_part": "one"}.items():
        write(name, GOOD, tags)
    return runner(capsys)


def write(name: str, commands: str, tags: str = "one", header: str = "") -> None:
    path = Path(f"flows/{name}.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.replace("---", f"tags: [{tags}]\n{header}---") + commands, "utf-8")


def played(run: Run, config: str, *more: str) -> list[str]:
    Path("flows/config.yaml").write_text(config, "utf-8")
    said = run("test", "flows", "--format", "json", *more)
    if said.code == 5:
        return []
    return [entry["file"].removeprefix("flows/").removesuffix(".yaml") for entry in json.loads(said.out)["flows"]]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("", "a b deep/c deep/er/d"),
        ("someKey: [1]\n", "a b deep/c deep/er/d"),
        ("flows: '*'\n", "a b"),
        ("flows:\n  - '*'\n  - deep/*\n", "a b deep/c"),
        ("flows: ['**']\n", "a b deep/c deep/er/d"),
        ("flows: ['**/er/*']\n", "deep/er/d"),
        ("flows: ['a.y*', 'deep/?.yaml']\n", "a deep/c"),
        ("flows: [none]\n", ""),
        ("includeTags: [one]\n", "a deep/c"),
        ("includeTags: one\nexcludeTags: two\n", "a deep/c"),
        ("excludeTags:\n  - one\n", "b deep/er/d"),
        ("flows: '*'\nexcludeTags: [one]\n", "b"),
        ("executionOrder:\n  flowsOrder: [d, b]\n", "deep/er/d b a deep/c"),
        ("executionOrder: {flowsOrder: [b, none, a]}\n", "b a deep/c deep/er/d"),
        ("executionOrder: {flowsOrder: [none, b]}\n", "a b deep/c deep/er/d"),
    ],
)
def test_patterns_tags_and_order(run: Run, config: str, expected: str) -> None:
    assert " ".join(played(run, config)) == expected


def test_tags_of_the_command_line_come_on_top(run: Run) -> None:
    assert played(run, "includeTags: [one]\n", "--include-tags", "two") == ["a", "b", "deep/c", "deep/er/d"]
    assert played(run, "excludeTags: [one]\n", "--exclude-tags", "two") == []


def test_a_flow_is_ordered_by_the_name_in_its_header(run: Run) -> None:
    write("a", GOOD, header="name: The last one\n")
    assert played(run, "executionOrder: {flowsOrder: [c, The last one]}\n") == ["deep/c", "a", "b", "deep/er/d"]


def test_a_name_that_no_flow_has_is_told(run: Run) -> None:
    Path("flows/config.yaml").write_text("executionOrder: {flowsOrder: [b, none]}\n", "utf-8")
    said = run("test", "flows")
    assert said.code == 0
    assert "note: flows/config.yaml: no flow is called 'none': flowsOrder counts up to there\n" in said.out


@pytest.mark.parametrize(("go_on", "expected"), [("true", "b a deep/c deep/er/d"), ("false", "b deep/c deep/er/d")])
@pytest.mark.parametrize("more", [[], ["--shuffle", "1"]], ids=str)
def test_a_failure_ends_the_ordered_ones_where_they_do_not_go_on(
    run: Run, go_on: str, expected: str, more: list[str]
) -> None:
    write("b", BAD)
    config = f"executionOrder: {{continueOnFailure: {go_on}, flowsOrder: [b, a]}}\n"
    assert sorted(played(run, config, *more)) == sorted(expected.split())
    assert played(run, config)[0] == "b"


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("- a\n", "1: [config] settings are a table of flows, includeTags, excludeTags, executionOrder"),
        ("x: 1\nflows: {a: b}\n", "2: [config] `flows` must be a list"),
        ("flows: ['{a']\n", "1: [config] flows: '{a': only *, ** and ? stand for others in a pattern of files"),
        ("executionOrder: [a]\n", "1: [config] `executionOrder` must be a table"),
        (
            "executionOrder: {continueOnFailure: perhaps}\n",
            "1: [config] `executionOrder.continueOnFailure` must be true or false",
        ),
        ("flows: [a\n", "2: [yaml] "),
    ],
)
def test_settings_that_cannot_be_used_are_told_by_line(run: Run, config: str, told: str) -> None:
    Path("flows/config.yaml").write_text(config, "utf-8")
    said = run("test", "flows")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"flows/config.yaml:{told}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("*", "a.yaml", "a/b.yaml"),
        ("**", "a/b.yaml", None),
        ("a?c", "abc", "a/c"),
        ("a,b", "a,b", "a"),
        ("a*/**.y*", "ab/c/d.yml", "a.yml"),
        ("a.c", "a.c", "abc"),
    ],
)
def test_patterns_are_those_of_files(pattern: str, yes: str, no: str | None) -> None:
    assert glob(pattern).matches(yes)
    assert no is None or not glob(pattern).matches(no)
