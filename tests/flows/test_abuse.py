"""Files that mean harm, or happen to: each ends soon, in words, with the exit code that the design gives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.hands import HEADER, Run, runner

CONTROLS = "\x1b[31m\x9b31m\u202e\u2066\u200f"
COPIED = "${maestro.copiedText}"
DOUBLED = ", ".join(f"A{n + 1}: '${{A{n}}}${{A{n}}}'" for n in range(40))
TO_NAME = "- launchApp\n- tapOn: Registrati\n- tapOn: Persone\n- tapOn: Nome\n"
LONG = "a" * 30_000


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def write(name: str, commands: str, header: str = HEADER) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(header + commands, "utf-8")


def nested(levels: int) -> str:
    lines = [
        f"{'    ' * level}- repeat:\n{'    ' * level}    times: 1000\n{'    ' * level}    commands:"
        for level in range(levels)
    ]
    return "\n".join([*lines, f"{'    ' * levels}- back: {{optional: true}}\n"])


FLOWS = {
    "a text that doubles": (
        f"- setClipboard: {'a' * 99}\n- repeat: {{times: 60, commands: [setClipboard: '{COPIED}{COPIED}']}}\n",
        HEADER,
        "a text of more than 20000 characters",
    ),
    "variables that double": (
        "- inputText: ${A40}\n",
        f"appId: a\nenv: {{A0: {'a' * 99}, {DOUBLED}}}\n---\n",
        "a text of more than 20000 characters",
    ),
    "repeats in repeats": (nested(4), HEADER, "more than 20000 commands, turns and looks"),
    "repeats of nothing": (
        "- repeat: {times: 1000, commands: [repeat: {times: 1000, commands: []}]}\n",
        HEADER,
        "more than 20000 commands, turns and looks",
    ),
    "waits in repeats": (
        "- repeat: {times: 1000, commands: [extendedWaitUntil: {visible: x, timeout: 600000, optional: true}]}\n",
        HEADER,
        "more than 20000 commands, turns and looks",
    ),
    "a field that is never full": (
        TO_NAME + "- repeat: {times: 9, commands: [inputRandomText: {length: 9000}]}\n",
        HEADER,
        "more than 20000 characters in one field",
    ),
    "an expression without end": ("- assertVisible: (.*)*(.*)*x\n", HEADER, "is not on the screen 'welcome'"),
    "an expression that gives nothing back": (
        r"- assertVisible: (\w*)*(?>\w*)*\1x" + "\n", HEADER, "has too many ways to match: make it simpler",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_without_end_fails_soon_and_says_why(run: Run, name: str) -> None:
    commands, header, why = FLOWS[name]
    write("flows/a.yaml", commands, header)
    said = run("test", "flows")
    assert said.code == 1
    assert why in said.out


UNREADABLE = {
    "a line without end": ("a.yaml", f"- inputText: {LONG * 40}\n", "longer than the 1 MiB that it may have"),
    "lists in lists": ("a.yaml", "- " * 100_000 + "a\n", "values are nested too deeply"),
    "brackets in brackets": ("a.yaml", "- " + "[" * 200_000, "values are nested too deeply"),
    "maps in maps": ("a.yaml", "- " + "{a: " * 200_000, "values are nested too deeply"),
    "keys that are maps": ("a.yaml", "- " + "? " * 200_000, "values are nested too deeply"),
    "tabs that never end": ("a.yaml", "\t" * 900_000 + "\n", "a tab"),
    "aliases of aliases": (
        "a.yaml",
        "- inputText: &a0 [x]\n" + "".join(f"- a: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(40)),
        "anchors and aliases (& and *) are not part of the dialect",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_would_fill_the_memory_is_refused_at_its_line(run: Run, name: str) -> None:
    file, text, why = UNREADABLE[name]
    for command, code in ((("test",), 2), (("check",), 1)):
        write(f"flows/{file}", text)
        said = run(*command, "flows")
        assert said.code == code
        assert why in said.out + said.err
    write("flows/config.yaml", text, "flows:\n")
    said = run("test", "flows")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("flows/config.yaml:")


def test_no_pattern_is_tried_without_end(run: Run) -> None:
    """Of a folder's settings, and in texts that are looked at for devices."""
    write(f"flows/{'a' * 200}.yaml", f"- tapOn: '{'${' * 200_000}'\n- tapOn: '{'(' * 200_000}'\n")
    write("flows/config.yaml", "flows: ['**a**a**a**a**a**a**a**a**a**a**a**b']\n", "")
    said = run("test", "flows")
    assert said.code in (2, 5)
    assert run("check", "--device", "flows").code == 1


@pytest.mark.parametrize("kind", ["pipe", "device", "circle"])
def test_what_is_no_file_is_not_read(run: Run, kind: str) -> None:
    write("flows/good.yaml", "- launchApp\n")
    place = Path("flows/bad.yaml")
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero" if kind == "device" else "bad.yaml")
    why = "cannot be read" if kind == "circle" else "a pipe or a device, not a file"
    for args in (
        ["test", "flows"],
        ["test", place],
        ["test", "flows/good.yaml", "--env-file", place],
        ["test", "flows/good.yaml", "--registry", place],
    ):
        said = run(*args)
        assert said.code == 2
        assert why in said.err
    if kind != "circle":
        assert run("check", place).code == 1
    place.rename("flows/config.yaml")
    said = run("test", "flows")
    assert said.code == (0 if kind == "circle" else 2)


def test_links_that_lead_round_are_followed_once(run: Run) -> None:
    write("flows/a.yaml", "- launchApp\n")
    for number in range(3):
        Path(f"flows/inner{number}").mkdir()
        for link in "bcd":
            Path(f"flows/inner{number}/{link}").symlink_to("..", target_is_directory=True)
    for args in (["test", "flows"], ["check", "flows"], ["export", "flows", "-o", "out"], ["coverage", "flows"]):
        assert run(*args).code == 0
    assert run("test", "flows").out.count("pass  ") == 1


@pytest.mark.parametrize("form", ["text", "json", "junit", "html"])
def test_no_report_carries_a_control_character(run: Run, form: str) -> None:
    """Of a file's name, a flow's name, its texts, labels, variables: neither C0, C1 nor a change of direction."""
    quoted = json.dumps(CONTROLS)
    header = f"appId: {quoted}\nname: {quoted}\nproperties: {{a: {quoted}}}\nenv: {{X: {quoted}}}\n---\n"
    write(
        f"flows/{CONTROLS}.yaml",
        f"{TO_NAME}- inputText: {quoted}\n- tapOn: {{text: {quoted}, label: '${{X}}'}}\n",
        header,
    )
    write("flows/b.yaml", f"- tapOnn: {quoted}\n- runFlow: {quoted}\n", header)
    said = run("test", "flows", "--format", form)
    assert said.code == 2
    unsafe = {char for char in said.out + said.err if not char.isprintable()} - set("\n\u00a0\u202f")
    assert not unsafe
    said = run("check", "flows", *(["--format", "json"] if form == "json" else []))
    assert said.code == 1
    assert all(char.isprintable() or char == "\n" for char in said.out + said.err)
    if form == "json":
        assert any(finding["file"] for finding in json.loads(said.out)["findings"])


def test_the_program_itself_outlives_what_once_ended_it(tmp_path: Path) -> None:
    """Libyaml's own composer ends in a crash of the whole process here, which no test within one would tell."""
    (tmp_path / "a.yaml").write_text(HEADER + "- " * 100_000 + "a\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ac_tui", "test", "a.yaml"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"a.yaml:4: [yaml] values are nested too deeply" in done.stderr
