"""`ac-tui export`: copies that a device takes; what cannot go is said by line and is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.assets import fixtures_dir
from ac_tui.flows.device import MARK
from tests.flows.hands import TO_CODE, Run, runner

HEADER = "appId: x\nsimulator:\n  seed: 3\nname: a\n---\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def write(name: str, commands: str, header: str = HEADER) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + commands, "utf-8")


def body(name: str) -> str:
    text = Path(name).read_text("utf-8")
    assert text.startswith(MARK)
    return text.partition("---\n")[2]


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ("- tapOn: Registrati # è\n", "- tapOn: Registrati # è\n"),
        ("- tapOn: {text: 0123, index: 0}\n", "- tapOn: {text: '0123', index: 0}\n"),
        ("- inputText: +39\n- tapOn: off\n", "- inputText: '+39'\n- tapOn: 'off'\n"),
        ("- tapOn: è\n- assertVisible:\n    id: 1_0\n    text: yes\n",
         "- tapOn: è\n- assertVisible:\n    id: '1_0'\n    text: 'yes'\n"),
        ("- back\n- simulator: {advanceClock: 1s}\n# note\n- scroll\n", "- back\n# note\n- scroll\n"),
        ("- repeat:\n    times: 1\n    commands:\n      - simulator:\n          service: up\n      - back\n",
         "- repeat:\n    times: 1\n    commands:\n      - back\n"),
    ],
)  # fmt: skip
def test_quotes_are_put_and_commands_left_out_without_touching_the_rest(run: Run, commands: str, expected: str) -> None:
    write("a.yaml", f"- runFlow: {{when: {{visible: None}}, commands: [back]}}\n{commands}")
    said = run("export", "a.yaml", "-o", "out")
    assert (said.code, said.err, said.out) == (0, "", "1 of 1 flows written to out\n")
    assert body("out/a.yaml").partition("\n")[2] == expected
    assert "simulator" not in Path("out/a.yaml").read_text("utf-8")
    assert run("check", "--device", "out").code == 0


CANNOT = {
    "- tapOn: {text: a, index: -1}\n": "6: [device-index] ",
    "- inputText: {text: a, optional: true}\n": "6: [device-optional] ",
    "- tapOn: (?P<x>a)\n": "6: [device-expression] ",
    "- eraseText: '5'\n": "6: [device-type] ",
    "- tapOn: {text: a?b}\n": "6: [yaml-quotes] ",
    "- back\n- addMedia: x\n": "7: [device-only] ",
    "- tapOn: ${WHO}\n- simulator: {advanceClock: 1s}\n": "6: [unset-variable] ",
    "- repeat: {times: 1, commands: [simulator: {service: up}]}\n": "6: [simulator-only] a device does not know ",
    "- back\n- simulator: {service: down}\n- tapOn: Registrati\n- tapOn: Nessuno\n":
        "7: [simulator-only] only the simulator can do this, and a.yaml does not pass without it: a.yaml:9: ",
}  # fmt: skip


@pytest.mark.parametrize("commands", CANNOT)
def test_what_cannot_go_is_said_by_line_and_is_not_written(run: Run, commands: str) -> None:
    write("flows/a.yaml", commands)
    write("flows/b.yaml", "- tapOn: Registrati\n")
    said = run("export", "flows", "-o", "out")
    assert (said.code, said.out) == (1, "1 of 2 flows written to out\n")
    assert said.err.startswith("flows/a.yaml:" + CANNOT[commands].replace("a.yaml", "flows/a.yaml"))
    assert said.err.count("\n") == 1
    assert [path.name for path in Path("out").iterdir()] == ["b.yaml"]


def test_parts_go_where_the_copy_looks_for_them(run: Run) -> None:
    write("all/parts/_start.yaml", "- tapOn: 0123\n- simulator: {advanceClock: 1s}\n", "appId: x\n---\n")
    write("all/flows/deep/a.yaml", "- runFlow: {file: ../../parts/_start.yaml, optional: true}\n")
    write("all/flows/b.yaml", "- retry: {file: _own.yaml}\n")
    write("all/flows/_own.yaml", "- tapOn: Registrati\n")
    said = run("export", "all/flows", "-o", "out")
    assert (said.code, said.err) == (0, "")
    names = {str(path.relative_to("out")) for path in Path("out").rglob("*.yaml")}
    assert names == {"flows/deep/a.yaml", "flows/b.yaml", "flows/_own.yaml", "parts/_start.yaml"}
    assert body("out/parts/_start.yaml") == "- tapOn: '0123'\n"
    assert run("check", "--device", "out").code == 0
    assert run("test", "out/flows").code == 0


def test_nothing_is_written_over_but_its_own(run: Run) -> None:
    write("flows/a.yaml", "- tapOn: Registrati\n")
    write("flows/b.yaml", "- tapOn: Registrati\n")
    write("out/a.yaml", "- back\n")
    said = run("export", "flows", "-o", "out")
    assert (said.code, said.out) == (1, "1 of 2 flows written to out\n")
    assert said.err == "flows/a.yaml:1: [exists] out/a.yaml is there already, and export did not write it\n"
    write("flows/b.yaml", "- back\n")
    run("export", "flows/b.yaml", "-o", "out")
    assert "- back" in Path("out/a.yaml").read_text("utf-8")
    assert run("export", "flows", "-o", "flows").code == 1
    assert body("out/b.yaml") == "- back\n"
    write("other/b.yaml", "- scroll\n")
    said = run("export", "flows/b.yaml", "other/b.yaml", "-o", "out")
    assert said.err == "other/b.yaml:1: [exists] another flow of this export is written to out/b.yaml\n"
    assert not [path for path in Path().rglob(".*") if path.is_file()]


def test_variables_that_only_the_simulation_gives_are_named(run: Run) -> None:
    write("a.yaml", TO_CODE + "- inputText: ${OTP}\n", "appId: x\nenv: {PASSWORD: Prova1234}\n---\n")
    said = run("export", "a.yaml", "-o", "out")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("note: 1 of them use ${OTP}, which nothing gives on a device but -e OTP=…\n")


def test_of_the_library_all_goes_that_does_not_need_time_or_trouble(run: Run) -> None:
    said = run("export", fixtures_dir() / "flows", "-o", "out")
    written, _, rest = said.out.partition(" of ")
    assert int(written) >= 100
    assert int(rest.partition(" ")[0]) - int(written) <= 25
    assert all("[simulator-only] only the simulator can do this" in line for line in said.err.splitlines())
    told = run("check", "--device", "out").out.splitlines()
    assert {line.split("[")[1].split("]")[0] for line in told} <= {"device-no-value", "device-version"}
    assert run("test", "out").code == 0


def test_nothing_to_export_and_wrong_usage(run: Run) -> None:
    Path("empty").mkdir()
    assert run("export", "empty", "-o", "out").code == 5
    assert run("export", "empty").code == 2
    said = run("export", "none.yaml", "-o", "out")
    assert (said.code, said.err) == (1, "none.yaml:1: [missing-file] no such file or folder\n")
