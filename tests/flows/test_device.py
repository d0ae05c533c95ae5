"""`ac-tui check --device`: what a device would not take of a flow, or take otherwise, by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.flows.device import changes, kind_of
from ac_tui.flows.load import check_flow
from ac_tui.flows.selector import differs_in_java
from ac_tui.flows.yaml_tree import Text
from tests.flows.hands import Run, runner


@pytest.fixture(autouse=True)
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def found(commands: str, header: str = "appId: x\n") -> list[tuple[int, str, str]]:
    """Line, level and rule of what a device would miss in these commands, lines counted from the first of them."""
    Path("a.yaml").write_text(f"{header}---\n{commands}", "utf-8")
    lines = header.count("\n") + 1
    faults = check_flow("a.yaml", device=True)
    return [(one.line - lines, one.level, one.rule) for one in faults if one.rule != "unset-variable"]


AS_WRITTEN = (
    "Registrati", "123", "123456", "3331234567", "0", "12:30:00", "12:30", "2026-01-15", "2026-01-15 10:00:00", "09",
    "08123", "0x", "1e", "1.2.3", "_1", "y", "n", "yES", "Null ", "nan", "inf", "-5", "99999999999999999999", "1.5",
    "0b", "0o17", "0129", "+39 333", "1,000", "0xZZ", "truth", "1.5e", "--1",
)  # fmt: skip
CHANGED = {
    "a number": "0123 007 00 -017 1_000 0x1F 0b101 +39 -0 1.10 1. .5 1e3 1E10 12345678.5 0.00012 1e999 .inf 9:20:30.5",
    "a truth value": "yes No ON off True FALSE",
    "nothing": "~ null NULL",
}  # fmt: skip
ALL_CHANGED = [text for texts in CHANGED.values() for text in texts.split()]


def test_scalars_are_read_as_snakeyaml_and_jackson_read_them() -> None:
    assert [text for text in AS_WRITTEN if changes(Text(1, text.strip()))] == ["Null "]
    told = {kind: " ".join(text for text in texts.split() if changes(Text(1, text))) for kind, texts in CHANGED.items()}
    assert told == CHANGED
    assert all(kind_of(Text(1, text)) == kind for kind, texts in CHANGED.items() for text in texts.split())
    assert not any(changes(Text(1, text, quoted=True)) for text in ALL_CHANGED)


WHERE = (
    "tapOn: {}", "assertVisible: {{text: {}}}", "inputText: {}", "extendedWaitUntil: {{visible: {}, timeout: 1}}",
     "runFlow: {{when: {{notVisible: {{id: {}}}}}, commands: [back]}}", "scrollUntilVisible: {{element: {}}}",
     "repeat: {{times: 1, commands: [tapOn: {}]}}", "copyTextFrom: {}",
)  # fmt: skip
"""Where a device reads a value as one of its own kinds."""


def test_what_a_device_reads_otherwise_is_told_and_quotes_mend_it() -> None:
    written = [command.format(value) for command in WHERE for value in ALL_CHANGED]
    told = found("".join(f"- {command}\n" for command in written))
    assert [(line, rule) for line, _, rule in told] == [(line, "device-value") for line in range(1, len(written) + 1)]
    assert found("".join(f"- {command.format(repr(value))}\n" for command in WHERE for value in ALL_CHANGED)) == []


KINDS = (
    ("- takeScreenshot: 001\n", ("error", "device-value")),
    ("- takeScreenshot: '001'\n", None),
    ("- takeScreenshot: {path: 001}\n", None),
    ("- openLink: 12\n", ("error", "device-value")),
    ("- launchApp: 12\n", ("error", "device-value")),
    ("- inputText: {text: 123}\n", ("error", "device-value")),
    ("- inputText: {text: '123'}\n", None),
    ("- inputText: {text: a, optional: true}\n", ("warning", "device-optional")),
    ("- inputText: {text: a, optional: false}\n", None),
    ("- setAirplaneMode: {value: enabled, optional: true}\n", ("warning", "device-optional")),
    ("- tapOn: {text: a, optional: true}\n", None),
    ("- assertTrue: no\n", ("warning", "device-value")),
    ("- eraseText: '5'\n", ("error", "device-type")),
    ("- eraseText: 5\n", None),
    ("- eraseText: 010\n", ("error", "device-type")),
    ("- eraseText: {charactersToErase: '5'}\n", None),
    ("- inputRandomText: {length: 010}\n", ("warning", "device-value")),
    ("- tapOn: {text: a, index: -1}\n", ("error", "device-index")),
    ("- tapOn: {text: a, index: '-1'}\n", ("error", "device-index")),
    ("- tapOn: {text: a, index: 1}\n", None),
    ("- simulator: {advanceClock: 60s}\n", ("error", "simulator-only")),
    ("- runFlow: {commands: [simulator: {service: up}]}\n", ("error", "simulator-only")),
    ("- inputText: ${OTP}\n", ("warning", "device-no-value")),
    ("- openLink: ${LINK || 'x'}\n", ("warning", "device-no-value")),
    ("- runFlow: {commands: [back], env: {A: '${OTP}'}}\n", ("warning", "device-no-value")),
    ("- runFlow: {commands: [back], env: {A: ~}}\n", ("error", "device-value")),
    ("- setClipboard: x\n", ("suggestion", "device-version")),
    ("- tapOn: '\\p{Lu}.*'\n", ("warning", "device-expression")),
    ("- tapOn: {id: '(?P<x>a)'}\n", ("warning", "device-expression")),
    ("- tapOn: ${A}\n", None),
)


def test_every_kind_is_told() -> None:
    for commands, expected in KINDS:
        assert found(commands) == ([(1, *expected)] if expected else []), commands


def test_a_header_a_hook_and_a_part_are_looked_at_too(run: Run) -> None:
    Path("_part.yaml").write_text("name: x\n---\n- tapOn: 0123\n", "utf-8")
    header = "url: x\nname: 0123\ntags: [yes]\nenv: {A: 0123, B: null, C: '${OTP}'}\nonFlowStart:\n- tapOn: off\n"
    found("- runFlow: _part.yaml\n", header)
    said = run("check", "--device", "a.yaml")
    assert said.code == 1
    told = [line.rpartition(" ")[0].split("] ")[0] for line in said.out.splitlines()]
    assert told == [
        "_part.yaml:1: error [app-id",
        "_part.yaml:3: warning [device-value",
        "a.yaml:4: error [device-value",
        "a.yaml:4: warning [device-no-value",
        "a.yaml:6: warning [device-value",
    ]


def test_a_plain_check_says_nothing_of_it(run: Run) -> None:
    Path("a.yaml").write_text("appId: x\n---\n- tapOn: 0123\n- inputText: ${OTP}\n- tapOn: \\h\n", "utf-8")
    assert (run("check", "a.yaml").code, run("check", "a.yaml").out) == (0, "")
    assert run("check", "--device", "a.yaml").code == 1


LITERAL_HERE = "is an expression on a device; here it is taken literally"
LITERAL_THERE = "is an expression here; a device takes it literally"


EXPRESSIONS = (
        *((text, "") for text in ("Registrati", "a.*b", r"\d{6}", "(a|b)+", "[a-z]+", "a{2,3}", "{nome}", "${A}", "a?",
                                  r"\\Q", r"\\h", "(?i)a", "(?:a)", "(?=a)", "Costa 5 € (IVA)", "+39", "[")),
        *((text, LITERAL_HERE) for text in (r"\p{Lu}", r"\PL", r"\Qa.b\E", r"a\h", r"\R", r"\X", r"a\z", r"\Ga",
                                            "(?<n>a)", "[a-z&&[^b]]", "a(?i)b", r"\x{41}", r"\e", r"\cA")),
        *((text, LITERAL_THERE) for text in ("(?P<n>a)", "(?P<n>a)(?P=n)", "a(?#note)", "(a)?(?(1)b|c)", "(?a)x")),
        ("Ciao {nome}.*", ("has a brace that no number follows: "
                          "an expression here, and a device takes all of it literally")),
        ("[a[bc]]", "has a set inside a set, which a device counts as one and this program does not"),
        (r"\w+", r"has a \w, which knows accented letters here and none of them on a device"),
        (r"a\Z", r"has a \v or \Z, which mean more on a device than here"),
)  # fmt: skip


def test_expressions_that_differ_are_known() -> None:
    assert {text: differs_in_java(text) for text, _ in EXPRESSIONS} == dict(EXPRESSIONS)
