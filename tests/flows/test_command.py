"""`ac-tui test` from the outside: what is selected, in which order, what is told, and the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import junitparser
import pytest

from ac_tui.assets import fixtures_dir
from ac_tui.flows.executor import CommandError, Surface
from tests.flows.hands import HEADER, TO_CODE, Run, runner, write_flow

GOOD = "- tapOn: Registrati\n- assertVisible: Persone\n"
BAD = "- tapOn: Registrati\n- tapOn: Nessuno\n"
LIBRARY = fixtures_dir() / "flows"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def flows(text: str) -> list[str]:
    return [entry["file"] for entry in json.loads(text)["flows"]]


def test_json_is_as_the_design_says(run: Run) -> None:
    write_flow("flows/a.yaml", GOOD)
    write_flow("flows/b.yaml", BAD)
    said = run("test", "flows", "--format", "json")
    data = json.loads(said.out)
    assert said.code == 1
    assert (list(data), data["passed"], data["failed"]) == (["passed", "failed", "flows"], 1, 1)
    good, bad = data["flows"]
    assert list(good) == list(bad) == ["file", "name", "status", "step", "steps", "duration_s", "failure"]
    assert (good["file"], good["name"], good["status"], good["failure"]) == ("flows/a.yaml", "a", "passed", None)
    assert (good["step"], good["steps"]) == ("profile", ["welcome", "profile"])
    assert bad["status"] == "failed"
    assert list(bad["failure"]) == ["line", "command", "message", "screen"]
    assert (bad["failure"]["line"], bad["failure"]["command"]) == (5, "tapOn: Nessuno")
    assert "Persone" in bad["failure"]["screen"]


def test_json_tells_a_failure_in_another_file_at_the_line_that_led_there(run: Run) -> None:
    write_flow("_part.yaml", f"- tapOn: Registrati\n{BAD}")
    write_flow("a.yaml", "- scroll\n- repeat: {times: 1, commands: [runFlow: _part.yaml]}\n")
    failure = json.loads(run("test", "a.yaml", "--format", "json").out)["flows"][0]["failure"]
    assert list(failure) == ["line", "command", "message", "screen"]
    assert (failure["line"], failure["command"]) == (5, "tapOn: Registrati")
    assert failure["message"].startswith("_part.yaml:5: 'Registrati' is not on the screen 'profile'")
    assert "\n      _part.yaml:5: tapOn: Registrati\n" in run("test", "a.yaml").out


def test_text_tells_a_line_a_flow_and_all_of_a_failure(run: Run) -> None:
    write_flow("flows/a.yaml", GOOD)
    write_flow("flows/b.yaml", BAD)
    said = run("test", "flows")
    assert said.out.startswith("pass  flows/a.yaml  a\nFAIL  flows/b.yaml  b\n      flows/b.yaml:5: tapOn: Nessuno\n")
    assert "'Nessuno' is not on the screen 'profile'" in said.out
    assert re.search(r"\n1 passed, 1 failed in [0-9.]+ s\n$", said.out)


UNPLAYABLE = {
    "- tapOnn: Registrati\n": "a.yaml:4: [unknown-command] unknown command 'tapOnn'; did you mean 'tapOn'?",
    "- tapOn: ${WHO}\n": "a.yaml:4: [unset-variable] ${WHO} has no value: give it in env, or with -e WHO=…",
    "- runFlow: none.yaml\n": "a.yaml:4: [missing-file] runFlow: no such file: none.yaml",
    "- runFlow: _part.yaml\n": "_part.yaml:4: [device-only] `addMedia` needs a device's files",
    "- tapOn: [a\n": "a.yaml:5: [yaml] did not find expected",
    "\t- back\n": "a.yaml:4: [tab] a tab where YAML wants spaces",
    "- back: \n": "a.yaml:4: [missing-value] 'back:' without a value is no command to Maestro: write '- back'",
    "\udcff": "a.yaml:4: [unreadable] not UTF-8 text (byte 0xff)",
}


@pytest.mark.parametrize("commands", UNPLAYABLE)
def test_a_flow_that_cannot_be_played_is_an_error_and_stops_no_other(run: Run, commands: str) -> None:
    write_flow("_part.yaml", "- addMedia: x.png\n")
    write_flow("b.yaml", GOOD)
    Path("a.yaml").write_text(HEADER + commands, "utf-8", errors="surrogateescape")
    told, asked = UNPLAYABLE[commands], ("test", ".")
    said = run(*asked, "--format", "json")
    bad, good = json.loads(said.out)["flows"]
    assert (said.code, bad["status"], good["status"]) == (2, "error", "passed")
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1
    assert told.split("] ", 1)[1] in bad["failure"]["message"]
    assert bad["failure"]["line"] == (int(told.split(":")[1]) if told.startswith("a.yaml") else 1)
    suite, _ = ET.fromstring(run(*asked, "--format", "junit").out)
    assert (suite.get("errors"), len(suite.findall("testcase/error"))) == ("1", 1)
    assert "1 passed, 1 failed in " in run(*asked).out
    assert "a.yaml" in run(*asked, "--format", "html").out
    assert flows(run(*asked, "--last-failed", "--format", "json").out) == ["a.yaml"]
    assert flows(run(*asked, "--fail-fast", "--format", "json").out) == ["a.yaml"]


def test_a_flow_that_cannot_be_played_has_tags_and_is_not_repeated(run: Run) -> None:
    write_flow("flows/a.yaml", "- tapOnn: x\n", "wip")
    write_flow("flows/b.yaml", GOOD, "done")
    asked = ("test", "flows", "none.yaml", "--format", "json")
    said = run(*asked, "--repeat-each", "2")
    assert flows(said.out) == ["flows/a.yaml", "flows/b.yaml", "flows/b.yaml", "none.yaml"]
    assert "none.yaml:1: [missing-file] no such file or folder\n" in said.err
    said = run("test", "flows", "--exclude-tags", "wip")
    assert (said.code, said.err) == (0, "")


def test_a_flow_that_passes_at_another_try_passes_with_a_warning(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write_flow("a.yaml", GOOD)
    write_flow("b.yaml", BAD)
    fails = iter([True, True, False])

    class Shaky(Surface):
        def tap(self, block: str, option: str = "") -> None:
            if next(fails, False):
                raise CommandError("the phone slipped")
            super().tap(block, option)

    monkeypatch.setattr("ac_tui.commands.test.opener", lambda _: Shaky)
    said = run("test", "a.yaml", "--retries", "2")
    warning = "passed at try 3 of 3 only; before, a.yaml:4: the phone slipped"
    assert (said.code, f"      warning: {warning}\n" in said.out) == (0, True)
    fails = iter([True])
    good, bad = json.loads(run("test", "a.yaml", "b.yaml", "--retries", "1", "--format", "json").out)["flows"]
    assert good["warnings"] == ["passed at try 2 of 2 only; before, a.yaml:4: the phone slipped"]
    assert (bad["status"], "warnings" in bad) == ("failed", False)
    fails = iter([True])
    assert run("test", "a.yaml", "--retries", "0").code == 1
    fails = iter([True, True])
    page = run("test", "a.yaml", "--retries", "2", "--format", "html").out
    assert (page.count('<button class="failed"'), "passed at try 3 of 3 only" in page) == (0, True)


def test_a_try_of_before_leaves_nothing_to_review(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write_flow("a.yaml", "- tapOn: Registrati\n- takeScreenshot: here\n- tapOn: Persone\n- assertVisible: Nome\n")
    run("test", "a.yaml", "--snapshot-update-new-only")
    first = iter([True])

    class Deaf(Surface):
        def tap(self, block: str, option: str = "") -> None:
            if not next(first, False):
                super().tap(block, option)

    monkeypatch.setattr("ac_tui.commands.test.opener", lambda _: Deaf)
    assert run("test", "a.yaml", "--retries", "1").code == 0
    assert run("review", "--list").code == 5


def test_variables_come_from_the_environment_from_files_and_from_the_command_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_flow("a.yaml", "- tapOn: ${A}\n- tapOn: ${B}\n- tapOn: ${MAESTRO_C}\n- inputText: ${D}\n")
    monkeypatch.setenv("AC_TUI_A", "Registrati")
    monkeypatch.setenv("AC_TUI_B", "nothing")
    monkeypatch.setenv("AC_TUI_D", "nothing")
    monkeypatch.setenv("MAESTRO_C", "Nome")
    Path("one.env").write_text("\ufeff# people\n\n  export B = 'Persone'\r\nD=x\n", "utf-8")
    Path("two.env").write_text("D=pass # word='1'\nE=\n", "utf-8")
    given = ("--env-file", "one.env", "--env-file", "two.env")
    assert run("test", "a.yaml", *given).code == 0
    assert run("coverage", "a.yaml", *given).err == ""
    assert run("test", "a.yaml", *given, "-e", "A=Nessuno").code == 1
    assert run("test", "a.yaml", *given[2:]).code == 1


def test_the_faults_of_a_file_of_variables_are_told_by_line_and_without_a_value(run: Run) -> None:
    write_flow("a.yaml", GOOD)
    Path("x.env").write_text("A=1\nSecret1234\n1B=Secret1234\nOTP=Secret1234\nA=Secret1234\n=Secret1234\n", "utf-8")
    said = run("test", "a.yaml", "--env-file", "x.env")
    assert (said.code, said.out, "Secret" in said.err) == (2, "", False)
    assert [line.split(" ")[0] for line in said.err.splitlines()] == [f"x.env:{line}:" for line in (2, 3, 4, 5, 6)]
    assert "x.env:5: [env-file] 'A' is given twice, first at line 1\n" in said.err
    said = run("test", "a.yaml", "--env-file", "none.env")
    assert (said.code, said.err) == (2, "none.env: no such file\n")


def test_junit_is_read_by_a_program_that_reads_junit(run: Run) -> None:
    write_flow("flows/a.yaml", GOOD)
    write_flow("flows/b.yaml", BAD)
    write_flow("flows/c.yaml", "- tapOnn: x\n")
    write_flow("flows/d.yaml", "- tapOn: Nessunò <&>\n")
    run("test", "flows", "--format", "junit", "--output", "junit.xml")
    suites = junitparser.JUnitXml.fromfile("junit.xml")
    cases = [case for suite in suites for case in suite]
    assert [[type(outcome).__name__ for outcome in case.result] for case in cases] == [
        [], ["Failure"], ["Error"], ["Failure"],
    ]  # fmt: skip
    assert [case.classname for case in cases] == [f"flows/{name}.yaml" for name in "abcd"]
    suites.update_statistics()  # type: ignore[no-untyped-call]
    assert (suites.tests, suites.failures, suites.errors) == (4, 2, 1)


@pytest.mark.parametrize(
    ("commands", "given", "expected"),
    [
        (
            "- inputText: ${WHO}\n",
            [],
            "a.yaml:4: [unset-variable] ${WHO} has no value: give it in env, or with -e WHO=…\n",
        ),
        ("- tapOn: ${WHO}\n", ["-e", "WHO=Registrati"], ""),
        ("- runFlow: {env: {WHO: Registrati}, commands: [{tapOn: '${WHO}'}]}\n", [], ""),
    ],
)
def test_a_variable_without_a_value_is_told_before_anything_runs(
    run: Run, commands: str, given: list[str], expected: str
) -> None:
    said = run("test", write_flow("a.yaml", commands), *given)
    assert (said.code, said.err) == (2 if expected else 0, expected)


def test_an_unknown_customer_is_refused(run: Run) -> None:
    Path("a.yaml").write_text("appId: x\nsimulator: {customer: nobody}\n---\n- back\n", "utf-8")
    said = run("test", "a.yaml")
    assert (said.code, said.err) == (2, "a.yaml:2: [unknown-customer] the registry has no customer 'nobody'\n")


@pytest.mark.parametrize(
    ("args", "err"),
    [
        (["none.yaml"], "none.yaml:1: [missing-file] no such file or folder\n"),
        (
            ["a.yaml", "-e", "novalue"],
            "ac-tui test: argument -e/--env: write KEY=VALUE, the key in letters, digits and _ ",
        ),
        (["a.yaml", "--repeat-each", "0"], "ac-tui test: argument --repeat-each: '0' is no number of times "),
        (["a.yaml", "-j", "0"], "ac-tui test: argument -j/--jobs: '0' is no number of flows at once "),
        (["a.yaml", "--retries", "-1"], "ac-tui test: argument --retries: '-1' is no number of times "),
        (["a.yaml", "--env-file", "."], ".: a folder, not a file\n"),
        (["a.yaml", "--surface", "phone"], "ac-tui test: argument --surface: invalid choice"),
        (
            ["a.yaml", "-e", "OTP=123456"],
            "ac-tui test: argument -e/--env: OTP is the newest one delivered, and ",
        ),
        (["a.yaml", "--\x1b[31m"], "ac-tui test: unrecognized arguments: --\\x1b[31m "),
        ([f"{'x' * 300}.yaml"], f"{'x' * 300}.yaml: File name too long\n"),
        (["a.yaml", "--output", "a.yaml/x.json"], "a.yaml/x.json: Not a directory\n"),
        (["a.yaml", "--output", "a.yaml/y/x.json"], "a.yaml/y/x.json: Not a directory\n"),
        (["a.yaml", "--output", "/dev/full"], "/dev/full: No space left on device\n"),
        (["a.yaml", "--output", "."], ".: Is a directory\n"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, args: list[str], err: str) -> None:
    write_flow("a.yaml", GOOD)
    said = run("test", *args)
    assert said.code == 2
    assert said.err.startswith(err)
    assert said.err.count("\n") == 1


def test_nothing_to_run(run: Run) -> None:
    Path("empty").mkdir()
    assert run("test", "empty").code == 5
    write_flow("flows/a.yaml", GOOD, "one")
    assert run("test", "flows", "--include-tags", "two").code == 5


def test_tags_select(run: Run) -> None:
    for name, tags in {"a": "one", "b": "one, two", "c": "two", "d": ""}.items():
        write_flow(f"flows/{name}.yaml", GOOD, tags)
    asked = ("test", "flows", "--format", "json")
    assert flows(run(*asked, "--include-tags", "one,none").out) == ["flows/a.yaml", "flows/b.yaml"]
    assert flows(run(*asked, "--exclude-tags", "two").out) == ["flows/a.yaml", "flows/d.yaml"]
    assert flows(run(*asked, "--include-tags", "one", "--exclude-tags", "two").out) == ["flows/a.yaml"]
    Path("flows/e.yaml").write_text("tags: [", "utf-8")  # which it has, nobody knows: it is told
    for select in (["--include-tags", "one"], ["--exclude-tags", "one"]):
        said = run("test", "flows", *select)
        assert (said.code, said.err.count("flows/e.yaml:")) == (2, 1)


def test_folders_hold_flows_parts_and_maestros_settings(run: Run) -> None:
    for name in ("flows/b.yaml", "flows/a.yml", "flows/deep/c.yaml", "flows/_parts/d.yaml"):
        write_flow(name, GOOD)
    Path("flows/config.yaml").write_text("testOutputDir: out\n", "utf-8")
    Path("flows/notes.txt").write_text("no flow", "utf-8")
    asked = run("test", "flows", "flows/a.yml", "--format", "json")
    assert flows(asked.out) == ["flows/a.yml", "flows/b.yaml", "flows/deep/c.yaml"]


def test_the_last_failed_and_failing_fast(run: Run) -> None:
    write_flow("flows/a.yaml", GOOD)
    write_flow("flows/b.yaml", BAD)
    write_flow("flows/c.yaml", BAD)
    asked = ("test", "flows", "--format", "json")
    said = run(*asked, "--fail-fast").out
    assert flows(said) == ["flows/a.yaml", "flows/b.yaml"]
    assert json.loads(said)["skipped"] == 1
    assert "1 passed, 1 failed, 1 not played in " in run("test", "flows", "--fail-fast").out
    cases = ET.fromstring(run("test", "flows", "--fail-fast", "--format", "junit").out)
    assert [[child.tag for child in case] for case in cases.iter("testcase")] == [[], ["failure"], ["skipped"]]
    assert [suite.get("skipped") for suite in cases] == [None, None, "1"]
    assert "not played" in run("test", "flows", "--fail-fast", "--format", "html").out
    assert "2 passed, 1 failed, 3 not played in " in run("test", "flows", "--fail-fast", "--repeat-each", "2").out
    assert flows(run(*asked, "--last-failed").out) == ["flows/b.yaml"]
    write_flow("flows/b.yaml", GOOD)
    run(*asked)
    assert flows(run(*asked, "--last-failed").out) == ["flows/c.yaml"]
    write_flow("flows/c.yaml", GOOD)
    run(*asked, "--last-failed")
    assert len(flows(run(*asked, "--last-failed").out)) == 3
    assert Path(".ac-tui/.gitignore").read_text("utf-8") == "*\n"


def test_the_last_failed_are_found_however_they_are_spelled(run: Run, tmp_path: Path) -> None:
    write_flow("flows/a.yaml", GOOD)
    write_flow("flows/b.yaml", BAD)
    run("test", "flows")
    said = run("test", tmp_path / "flows", "--last-failed", "--format", "json")
    assert (flows(said.out), said.err) == ([f"{tmp_path}/flows/b.yaml"], "")
    assert len(json.loads(Path(".ac-tui/last-failed.json").read_text("utf-8"))) == 1
    write_flow("flows/b.yaml", GOOD)
    run("test", "flows")
    said = run("test", "flows", "--last-failed")
    assert said.err == "ac-tui test: none of these flows failed last time, so all of them are played\n"


def test_a_run_that_cannot_be_remembered_is_told_all_the_same(run: Run) -> None:
    write_flow("a.yaml", BAD)
    Path(".ac-tui").write_text("in the way", "utf-8")
    said = run("test", "a.yaml", "--format", "json", "--output", "report.json")
    assert (said.code, said.out) == (1, "")
    assert said.err == "ac-tui test: this run is not remembered: .ac-tui/last-failed.json: Not a directory\n"
    assert json.loads(Path("report.json").read_text("utf-8"))["failed"] == 1


def test_a_variant_is_played_in_its_own_words(run: Run) -> None:
    write_flow("a.yaml", "- tapOn: Register\n")
    assert run("test", "a.yaml").code == 1
    assert run("test", "a.yaml", "--variant", "en").code == 0
    assert "does not pass" not in run("coverage", "a.yaml", "--variant", "en").err


def test_reports_go_to_a_file(run: Run) -> None:
    write_flow("a.yaml", GOOD)
    for kind, start in {"text": "pass  a.yaml", "json": "{", "junit": "<?xml", "html": "<!doctype html>"}.items():
        said = run("test", "a.yaml", "--format", kind, "--output", f"out/report.{kind}")
        assert (said.code, said.out) == (0, "")
        assert Path(f"out/report.{kind}").read_text("utf-8").startswith(start)


def test_fifty_repeats_in_shuffled_order_tell_the_same(run: Run) -> None:
    write_flow("flows/a.yaml", TO_CODE + "- inputText: ${OTP}\n- tapOn: Continua\n")
    write_flow("flows/b.yaml", BAD)
    write_flow(
        "flows/c.yaml", TO_CODE + "- simulator: {advanceClock: 60s}\n- tapOn: Richiedi nuovo codice\n- tapOn: Nessuno\n"
    )
    asked = ("test", "flows", "--format", "json", "--repeat-each", "50", "--shuffle")
    one, other = (re.sub(r'"duration_s": [0-9.e-]+', '"duration_s": 0', run(*asked, seed).out) for seed in "12")
    assert one == other
    assert len(flows(one)) == 150
    assert len({json.dumps(entry) for entry in json.loads(one)["flows"]}) == 3


def test_the_library_passes(run: Run) -> None:
    said = run("test", LIBRARY, "--format", "json")
    assert said.code == 0
    assert json.loads(said.out)["failed"] == 0


def test_no_secret_of_the_library_is_in_a_report(run: Run) -> None:
    """A password and every code that the library's flows get to see are in none of the reports."""
    write_flow("a.yaml", TO_CODE + "- inputText: ${OTP}\n- takeScreenshot: here\n- tapOn: Nessuno\n")
    told = "".join(run("test", "a.yaml", "--format", kind).out for kind in ("text", "json", "junit", "html"))
    told += "".join(path.read_text("utf-8") for path in Path(".ac-tui").rglob("*.*"))
    assert "Mario" in told
    assert "Prova1234" not in told
    assert "823456" not in told
