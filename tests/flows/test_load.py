"""What can be refused is refused before anything runs: at one clear place, with what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.flows.commands import COMMANDS, REFUSED
from ac_tui.flows.executor import Surface
from ac_tui.flows.load import check_flow, load_flow
from ac_tui.flows.play import Player
from ac_tui.registry.faults import FileError
from tests.flows.sessions import fixture
from tests.shipped import the_registry

HEADER = "appId: test\n---\n"
MARIO = next(customer for customer in the_registry() if customer.id == "mario-rossi")
NAMES = "letters, digits, spaces, '.', '_' and '-', with '/' between folders"
UNDERSTOOD = "only a variable, ${NAME || 'default'} and comparisons such as ${NAME == 'text'} are, no other JavaScript"


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "flow.yaml"
    path.write_text(text, "utf-8")
    return [str(fault).removeprefix(f"{path}:") for fault in check_flow(path) if fault.level == "error"]


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ("- tapOnn: Registrati", "3: [unknown-command] unknown command 'tapOnn'; did you mean 'tapOn'?"),
        ("- back\n- taponn", "4: [unknown-command] unknown command 'taponn'; did you mean 'tapOn'?"),
        (
            "- repeat: {times: 1, commands: [{runFlow: {when: {visibl: A}, commands: [back]}}]}",
            "3: [unknown-key] unknown key `runFlow.when.visibl`; did you mean `visible`?",
        ),
        ("- tapOn: {txt: A}", "3: [unknown-key] unknown key `tapOn.txt`; did you mean `text`?"),
        ("- tapOn:\n    text: A\n    text: B", "5: [duplicate-key] 'text' is given twice, first at line 4"),
        ("- travel: {points: ['0,0'], speed: 1}", "3: [device-only] `travel` needs a device's place"),
        ("- evalScript: ${1}", "3: [not-supported] `evalScript` runs JavaScript, which the simulator does not"),
        ("- back:", "3: [missing-value] 'back:' without a value is no command to Maestro: write '- back'"),
        (
            "- scroll:\n- back",
            "3: [missing-value] 'scroll:' without a value is no command to Maestro: write '- scroll'",
        ),
        (
            "- tapOn: {point: '50%,50%'}",
            "3: [device-only] `tapOn.point` is about places on a device's glass; use text, id or index",
        ),
        ("- pressKey: Entr", "3: [unknown-word] `pressKey.key` cannot be 'Entr'; did you mean 'enter'?"),
        ("- tapOn:", "3: [missing-value] `tapOn` needs a value"),
        ("- inputText", "3: [missing-value] `inputText` needs a value"),
        ("- back: now", "3: [command] `back` takes no lone value; its keys are label, optional"),
        (
            "- tapOn: A\n  label: B",
            "3: [command] one command an item: 'label' belongs deeper, inside 'tapOn', or is an item itself",
        ),
        ("- tapOn: {enabled: yes, text: A}", "3: [bad-value] `tapOn.enabled` must be true or false"),
        ("- tapOn: {text: A, index: first}", "3: [bad-value] `tapOn.index` must be a whole number, not 'first'"),
        ("- eraseText: many", "3: [bad-value] `eraseText.charactersToErase` must be a whole number"),
        ("- repeat: {times: 2}", "3: [missing-key] `repeat.commands` is missing"),
        (
            "- runFlow: {commands: back}",
            "3: [bad-value] `runFlow.commands` must be a list",
        ),
        ("- repeat: {commands: [back]}", "3: [missing-key] `repeat` needs 'times' or 'while'"),
        (
            "- repeat: {times: '${1 + 1}', commands: [back]}",
            f"3: [variable] '${{1 + 1}}' is not understood: {UNDERSTOOD}",
        ),
        ("- runFlow: {when: {visible: A}}", "3: [missing-key] `runFlow` needs either 'file' or 'commands'"),
        ("- runFlow: {file: a.yaml, commands: [back]}", "3: [missing-key] `runFlow` needs either 'file' or 'commands'"),
        ("- runFlow: none.yaml", "3: [missing-file] runFlow: no such file: none.yaml"),
        (
            "- runFlow: ${NAME}.yaml",
            "3: [run-flow] `runFlow.file` cannot hold a variable or be empty: it is read before anything runs",
        ),
        ("- extendedWaitUntil: {timeout: 5}", "3: [missing-key] `extendedWaitUntil` needs 'visible' or 'notVisible'"),
        (
            "- setAirplaneMode: maybe",
            "3: [unknown-word] `setAirplaneMode.value` cannot be 'maybe'; known are enabled, disabled",
        ),
        (
            "- simulator: {advanceClock: 5 weeks}",
            "3: [bad-value] `simulator.advanceClock` must be a span of time in quotes, like 30s, 10m, 48h or 2d",
        ),
        (
            "- simulator: {delivery: losst}",
            "3: [unknown-word] `simulator.delivery` cannot be 'losst'; did you mean 'lost'?",
        ),
        (
            "- takeScreenshot: ../home",
            f"3: [screenshot-name] '../home' is no name: {NAMES}",
        ),
        (
            "- inputText: ${A + 1}",
            f"3: [variable] '${{A + 1}}' is not understood: {UNDERSTOOD}",
        ),
        (
            "- inputText: &a X\n- inputText: *a",
            "4: [alias] anchors and aliases (& and *) are not part of the dialect; use runFlow",
        ),
        ("- tapOn: 'A", "3: [yaml] a text in quotes goes on to here: nothing closes it"),
        ("- tapOn: A: B", "3: [yaml] a ': ' inside a text; put the text in quotes"),
        ("\t- back", "3: [tab] a tab where YAML wants spaces"),
        ("- tapOn:\n\ttext: A", "4: [tab] a tab where YAML wants spaces"),
        ("- back\n---\n- back", "5: [documents] only one '---' stands in a flow, between the header and the commands"),
        ("", "3: [commands] after '---' comes a list of commands, each with '- ' before it"),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, commands: str, expected: str) -> None:
    assert faults(tmp_path, HEADER + commands) == [expected]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("appId: x\nonFlowStart: back", "2: [commands] 'onFlowStart' is a list of commands, each with '- ' before it"),
        ("appId: x\nproperties: [a]", "2: [bad-value] `properties` must be a table"),
        ("appId: x\ntags: smoke", "2: [bad-value] `tags` must be a list"),
        ("appId: x\nenv: {1A: b}", "2: [env] `env.1A` is no name of a variable: letters, digits and _"),
        (
            "appId: x\nsimulator: {guide: [5]}",
            "2: [guide] '5' is no step of the guide (1A to 10A, 1B to 10B, 1C to 6C)",
        ),
        ("appId: x\nsimulator:\n  sed: 1", "3: [unknown-key] unknown key `simulator.sed`; did you mean `seed`?"),
        ("appId: x\nsimulator: {seed: x}", "2: [bad-value] `simulator.seed` must be a whole number"),
        (
            "appId: x\nsimulator: {seed: '${'}",
            "2: [bad-value] `simulator.seed` must be a whole number",
        ),
    ],
)
def test_a_fault_of_the_header_is_told_at_its_line(tmp_path: Path, header: str, expected: str) -> None:
    assert faults(tmp_path, f"{header}\n---\n- back\n") == [expected]


@pytest.mark.parametrize("text", ["", "- back\n", "appId: x\n", "---\n- back\n", "just words\n---\n- back\n"])
def test_a_flow_needs_a_header_and_commands(tmp_path: Path, text: str) -> None:
    assert [fault.split()[1] for fault in faults(tmp_path, text)] == ["[header]"]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HEADER}- tapOn:\n- runFlow:\n    commands:\n      - swipe: up\n      - bak\n")
    assert [fault.split(":")[0] for fault in found] == ["3", "6", "7"]


def test_flows_that_run_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"{HEADER}- runFlow: b.yaml\n", "utf-8")
    (tmp_path / "b.yaml").write_text(f"{HEADER}- back\n- runFlow: a.yaml\n", "utf-8")
    with pytest.raises(FileError) as refused:
        load_flow(tmp_path / "a.yaml")
    expected = "b.yaml:4: [cycle] runFlow goes round in a circle: a.yaml runs this file already"
    assert str(refused.value) == f"{tmp_path}/{expected}"


def test_a_file_may_run_another_twice(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(f"{HEADER}- back\n", "utf-8")
    (tmp_path / "a.yaml").write_text(f"{HEADER}- runFlow: part.yaml\n- runFlow: part.yaml\n", "utf-8")
    assert len(load_flow(tmp_path / "a.yaml").commands) == 2


@pytest.mark.parametrize("text", ["[" * 20_000, "- " * 300 + "a", '"\\x00"', "- \x07", "\x85: a", "a: |\n  b\n c"])
def test_no_text_ends_in_anything_but_faults(tmp_path: Path, text: str) -> None:
    found = faults(tmp_path, HEADER + text)
    assert found
    assert all(line.isprintable() for line in found)


def test_every_scalar_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(
        f"{HEADER}- inputText: 0123\n- inputText: yes\n- inputText: 1.50\n- inputText: 2024-01-01\n", "utf-8"
    )
    texts = [command.args.text for command in load_flow(path).commands]
    assert texts == ["0123", "yes", "1.50", "2024-01-01"]


def test_a_tab_inside_a_text_is_a_character(tmp_path: Path) -> None:
    assert faults(tmp_path, f'{HEADER}- inputText: "a\\tb"\n- inputText: |\n    one\n    \ttwo\n') == []


def test_a_customer_nobody_knows_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text("appId: a\nsimulator:\n  seed: 1\n  customer: nobody\n---\n- back\n", "utf-8")
    assert [(f.line, f.level, f.rule) for f in check_flow(path, customers={"mario-rossi": MARIO})] == [
        (4, "error", "unknown-customer")
    ]
    assert check_flow(path, customers={"nobody": MARIO}) == []
    assert check_flow(path) == []


def test_a_variable_without_a_value_is_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(f"{HEADER}- inputText: ${{GIVEN}} ${{MISSING}}\n", "utf-8")
    path = tmp_path / "flow.yaml"
    path.write_text(
        "appId: a\nenv: {SET: '1', ALSO: '${GONE}'}\n---\n- inputText: ${SET} ${OTP} ${WHO}\n"
        "- runFlow: {file: part.yaml, env: {GIVEN: '2'}}\n- inputText: ${OR || 'else'}\n",
        "utf-8",
    )
    found = [(Path(f.file).name, f.line, f.level, f.message.partition(" ")[0]) for f in check_flow(path)]
    assert found == [
        ("flow.yaml", 2, "suggestion", "${GONE}"),
        ("flow.yaml", 4, "suggestion", "${WHO}"),
        ("part.yaml", 3, "suggestion", "${MISSING}"),
    ]


def test_a_label_and_optional_stand_on_any_command(tmp_path: Path) -> None:
    needed = {
        **dict.fromkeys(("tapOn", "doubleTapOn", "longPressOn", "inputText", "setClipboard"), "text: A"),
        **dict.fromkeys(("assertVisible", "assertNotVisible"), "text: A"),
        **dict.fromkeys(("takeScreenshot", "startRecording"), "path: a"),
        **dict.fromkeys(("runFlow", "retry"), "commands: [back]"),
        "copyTextFrom": "id: a", "pressKey": "key: Enter", "openLink": "link: a", "assertTrue": "condition: '${A}'",
        "repeat": "times: 1, commands: [back]", "scrollUntilVisible": "element: A", "action": "what: back",
        "extendedWaitUntil": "visible: A", "setAirplaneMode": "value: enabled", "simulator": "service: up",
    }  # fmt: skip
    written = {name: needed.get(name, "") for name in COMMANDS}
    lines = [
        f"- {name}: {{label: mine, optional: true{f', {keys}' if keys else ''}}}" for name, keys in written.items()
    ]
    path = tmp_path / "flow.yaml"
    path.write_text(HEADER + "\n".join(lines), "utf-8")
    commands = load_flow(path).commands
    assert {command.label for command in commands} == {"mine"}
    assert all(command.optional for command in commands)
    assert [command.line for command in commands] == list(range(3, 3 + len(written)))


def test_no_command_is_both_known_and_refused() -> None:
    assert not set(COMMANDS) & set(REFUSED)


def test_a_long_chain_of_files_is_refused_where_it_gets_too_deep(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.yaml").write_text(f"{HEADER}- runFlow: {number + 1}.yaml\n", "utf-8")
    with pytest.raises(FileError) as raised:
        load_flow(tmp_path / "0.yaml")
    message = f"{tmp_path}/30.yaml:3: [too-deep] commands stand inside others 30 deep at most, also by runFlow"
    assert str(raised.value) == message


def test_as_deep_as_commands_may_stand_they_can_be_played(tmp_path: Path) -> None:
    for number in range(29):
        (tmp_path / f"{number}.yaml").write_text(f"{HEADER}- runFlow: {number + 1}.yaml\n", "utf-8")
    (tmp_path / "29.yaml").write_text(f"{HEADER}- tapOn: Registrati\n", "utf-8")
    flow = load_flow(tmp_path / "0.yaml")
    result = Player(flow, Surface(fixture().simulation(flow.setting.seed))).play()
    assert (result.status, result.step) == ("passed", "profile")


def test_a_file_name_that_no_system_takes_is_missing(tmp_path: Path) -> None:
    name = f"{'x' * 300}.yaml"
    assert faults(tmp_path, f"{HEADER}- runFlow: {name}") == [f"3: [missing-file] runFlow: no such file: {name}"]


def test_control_characters_of_a_file_name_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m.yaml"
    path.write_text(f"{HEADER}- tapOnn: x\n", "utf-8")
    with pytest.raises(FileError) as raised:
        load_flow(path)
    assert str(raised.value).startswith(f"{tmp_path}/\\x1b[31m.yaml:3: [unknown-command]")


def test_an_expression_of_a_device_alone_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(
        HEADER
        + r"""
- tapOn: \p{L}+
- assertVisible: {text: '\Qa.b\E'}
- assertVisible: {id: 'a\\\\Qb|\d+'}
""",
        "utf-8",
    )
    message = "is an expression on a device; here it is taken literally"
    assert [(fault.line, fault.level, fault.message) for fault in check_flow(path, device=True)] == [
        (4, "warning", rf"'\p{{L}}+' {message}"),
        (5, "warning", rf"'\Qa.b\E' {message}"),
    ]
    assert len(load_flow(path).commands) == 3


@pytest.mark.parametrize("given", ["env: {OTP: '123456'}", "env: {LINK: x}"])
def test_what_the_simulation_gives_cannot_be_given(tmp_path: Path, given: str) -> None:
    name = given[6:].partition(":")[0]
    expected = f"2: [env] `env.{name}` is the newest one delivered, and cannot be given"
    assert faults(tmp_path, f"appId: test\n{given}\n---\n- back\n") == [expected]


def test_a_number_of_nothing_but_underscores_is_none(tmp_path: Path) -> None:
    assert faults(tmp_path, f"{HEADER}- eraseText: _") == [
        "3: [bad-value] `eraseText.charactersToErase` must be a whole number"
    ]


DEVICE_KEYS = (
    "Home", "Lock", "Volume Up", "Volume Down", "Escape", "Power", "Remote Dpad Up", "Remote Media Play Pause",
    "Remote System Navigation Up", "Remote Button A", "Remote Menu", "TV Input", "TV Input HDMI 1", "tv input hdmi 3",
)  # fmt: skip
"""Of Maestro's KeyCode."""


def test_every_key_of_a_device_is_known(tmp_path: Path) -> None:
    assert faults(tmp_path, HEADER + "".join(f"- pressKey: {key}\n" for key in DEVICE_KEYS)) == []
