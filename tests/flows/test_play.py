"""Every command does what it says, and what cannot be done says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.flows.executor import CommandError, Surface
from ac_tui.flows.load import load_flow
from ac_tui.flows.play import MOST_TURNS, Player
from tests.flows.hands import HEADER, TO_CODE, TO_CONTACT, fails, fixture, passes, play

PART = "is not on the screen 'welcome'; 'Hai già un account?' holds it, but the whole text must match:"
CASE = (
    "is not on the screen 'welcome'; 'Hai già un account?' is there: write it so, or escape what is special in an "
    "expression"
)
TO_NAME = "- launchApp\n- tapOn: Registrati\n- tapOn: Persone\n"


def test_the_steps_gone_through_are_told(tmp_path: Path) -> None:
    result = passes(tmp_path, TO_CODE + "- back\n").result
    assert result.steps == ("welcome", "profile", "identity", "contact", "confirm_contact", "contact")
    assert result.step == "contact"


def test_typing_goes_to_the_end_of_the_focused_field(tmp_path: Path) -> None:
    commands = (
        f"{TO_NAME}- tapOn: Nome\n- inputText: Ma\n- tapOn: Cognome\n- inputText: Ro\n- tapOn: Nome\n- inputText: rio\n"
    )
    simulation = passes(tmp_path, commands).simulation
    assert (simulation.written("first_name"), simulation.written("last_name")) == ("Mario", "Ro")


def test_a_code_screen_opens_with_the_focus_in_the_code(tmp_path: Path) -> None:
    show = passes(
        tmp_path, f"{TO_CODE}- assertVisible: {{id: code, focused: true}}\n- inputText: ${{OTP}}\n- tapOn: Continua\n"
    )
    assert show.result.step == "login"


def test_a_new_screen_takes_the_focus_away(tmp_path: Path) -> None:
    assert (
        fails(tmp_path, f"{TO_CONTACT}- inputText: x\n") == "no field to type into: none has the focus, tap one first"
    )


def test_a_field_that_goes_takes_the_focus_with_it(tmp_path: Path) -> None:
    commands = f"{TO_CONTACT}- tapOn: Indirizzo email\n- tapOn: Numero di cellulare\n- inputText: x\n"
    assert fails(tmp_path, commands).startswith("no field to type into")


def test_a_tap_beside_the_fields_leaves_the_focus(tmp_path: Path) -> None:
    commands = f"{TO_NAME}- tapOn: Nome\n- tapOn: Continua\n- tapOn: Crea un account\n- inputText: Mario\n"
    assert passes(tmp_path, commands).simulation.written("first_name") == "Mario"


@pytest.mark.parametrize(
    ("erase", "left"),
    [("eraseText", ""), ("eraseText: 2", "Mar"), ("eraseText: 9", ""), ("pressKey: Backspace", "Mari")],
)
def test_erasing(tmp_path: Path, erase: str, left: str) -> None:
    commands = f"{TO_NAME}- tapOn: Nome\n- inputText: Mario\n- {erase}\n"
    assert passes(tmp_path, commands).simulation.written("first_name") == left


def test_tab_goes_from_field_to_field_and_enter_on(tmp_path: Path) -> None:
    typed = "- pressKey: Tab\n- inputText: Mario\n- pressKey: Tab\n- inputText: Rossi\n- pressKey: Enter\n"
    commands = TO_NAME + typed
    assert passes(tmp_path, commands).result.step == "contact"


def test_copying_and_pasting(tmp_path: Path) -> None:
    commands = (
        f"{TO_NAME}- tapOn: Nome\n- inputText: Mario\n- copyTextFrom: {{id: first_name}}\n- tapOn: Cognome\n"
        "- pasteText\n"
        "- copyTextFrom: Crea un account\n- pasteText\n- setClipboard: '!'\n- pasteText\n"
    )
    assert passes(tmp_path, commands).simulation.written("last_name") == "MarioCrea un account!"


def test_nothing_to_paste_is_said(tmp_path: Path) -> None:
    assert fails(tmp_path, f"{TO_NAME}- tapOn: Nome\n- pasteText\n") == (
        "nothing to paste: copyTextFrom or setClipboard comes first"
    )


def test_closing_and_opening(tmp_path: Path) -> None:
    commands = (
        f"{TO_CODE}- stopApp\n- assertNotVisible: .*\n- killApp\n- launchApp: {{stopApp: false}}\n"
        "- assertVisible: La registrazione non è stata completata\n"
    )
    assert passes(tmp_path, commands).result.step == "welcome"


def test_launching_an_open_app_closes_it_first_unless_told_otherwise(tmp_path: Path) -> None:
    assert passes(tmp_path, f"{TO_CODE}- launchApp: {{stopApp: false}}\n").result.step == "confirm_contact"
    assert passes(tmp_path, f"{TO_CODE}- launchApp\n").result.step == "welcome"


def test_waiting_lets_the_simulated_time_pass_and_no_more_than_it_must(tmp_path: Path) -> None:
    commands = f"{TO_CODE}- extendedWaitUntil: {{visible: {{id: resend, enabled: true}}, timeout: 90000}}\n"
    simulation = passes(tmp_path, commands).simulation
    assert (simulation.clock.now() - simulation.journey.service.outbox[0].sent_at).total_seconds() == 60


def test_a_wait_that_is_too_short_says_so(tmp_path: Path) -> None:
    commands = f"{TO_CODE}- extendedWaitUntil: {{notVisible: Puoi richiederlo tra .*, timeout: 59000}}\n"
    assert fails(tmp_path, commands).startswith("still not so after 59 s: 'Puoi richiederlo tra .*' is on the screen")


def test_airplane_mode_cuts_the_service_off(tmp_path: Path) -> None:
    assert passes(tmp_path, f"- setAirplaneMode: enabled\n{TO_CODE}").result.step == "service_error"


def test_the_desk_loses_and_delays_messages(tmp_path: Path) -> None:
    assert fails(tmp_path, f"- simulator: {{delivery: lost}}\n{TO_CODE}- inputText: ${{OTP}}\n").startswith("${OTP}")
    late = f"- simulator: {{delivery: late}}\n{TO_CODE}- simulator: {{advanceClock: 5m}}\n- inputText: ${{OTP}}\n"
    assert passes(tmp_path, late).result.status == "passed"


def test_repeating_by_times_and_while(tmp_path: Path) -> None:
    commands = (
        f"{TO_NAME}- tapOn: Nome\n- repeat: {{times: 3, commands: [inputText: a]}}\n"
        "- repeat:\n    while: {notVisible: aaabbbb}\n    commands:\n      - inputText: b\n"
        "- repeat: {times: 9, while: {true: \"${NONE || ''}\"}, commands: [inputText: c]}\n"
    )
    assert passes(tmp_path, commands).simulation.written("first_name") == "aaabbbb"


def test_an_endless_repeat_ends(tmp_path: Path) -> None:
    commands = "- repeat: {while: {visible: Registrati}, commands: [scroll]}\n"
    assert fails(tmp_path, commands) == f"gone round {MOST_TURNS} times and its condition still holds"


@pytest.mark.parametrize(
    ("when", "runs"),
    [
        ("{visible: Registrati}", True),
        ("{visible: Esci}", False),
        ("{notVisible: Esci}", True),
        ("{notVisible: Registrati}", False),
        ("{true: 'false'}", False),
        ("{true: ${PASSWORD}}".replace("${PASSWORD}", "'${PASSWORD}'"), True),
        ("{visible: Registrati, true: '0'}", False),
        ("{platform: iOS}", False),
    ],
)
def test_a_condition_decides_whether_a_flow_runs(tmp_path: Path, when: str, runs: bool) -> None:
    show = passes(tmp_path, f"- runFlow: {{when: {when}, commands: [tapOn: Registrati]}}\n")
    assert show.result.step == ("profile" if runs else "welcome")
    assert show.played[0].outcome == ("done" if runs else "skipped")


def test_a_failure_inside_another_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("appId: x\n---\n- back\n- tapOn: Nessuno\n", "utf-8")
    show = play(tmp_path, "- tapOn: Registrati\n- runFlow: part.yaml\n")
    assert show.result.failure is not None
    assert (show.result.failure.file, show.result.failure.line) == (f"{tmp_path}/part.yaml", 4)


def test_what_is_optional_only_warns(tmp_path: Path) -> None:
    commands = (
        "- tapOn: {text: Nessuno, optional: true}\n"
        "- runFlow: {optional: true, commands: [tapOn: Registrati, tapOn: Nessuno, back]}\n"
        "- assertVisible: Persone\n"
    )
    show = passes(tmp_path, commands)
    assert [warning.split(": ")[0].rsplit(":", 1)[1] for warning in show.result.warnings] == ["4", "5"]


def test_a_tap_on_what_is_dead_does_nothing(tmp_path: Path) -> None:
    show = passes(tmp_path, f"{TO_CODE}- tapOn: Richiedi nuovo codice\n")
    assert show.played[-1].note == "not enabled: nothing happened"
    assert len(show.simulation.journey.service.outbox) == 1


def test_a_label_takes_the_commands_place_in_reports(tmp_path: Path) -> None:
    show = play(tmp_path, "- tapOn: {text: Nessuno, label: 'Tocca ${WHO} ${NONE}'}\n", given={"WHO": "qualcuno"})
    assert show.played[-1].shown == "Tocca ${WHO} ${NONE}"
    show = play(tmp_path, "- tapOn: {text: Nessuno, label: 'Tocca ${WHO}'}\n", given={"WHO": "qualcuno"})
    assert show.played[-1].shown == "Tocca qualcuno"
    assert show.result.failure is not None
    assert show.result.failure.command == "Tocca qualcuno (tapOn: {text: Nessuno})"


def test_a_failure_remembers_that_the_tap_before_it_did_nothing(tmp_path: Path) -> None:
    idle = f"{TO_CODE}- tapOn: Richiedi nuovo codice\n- hideKeyboard\n"
    dead = " (the tap at line 18 did nothing: not enabled)"
    assert fails(tmp_path, f"{idle}- assertVisible: xyzzy\n") == f"'xyzzy' is not on the screen 'confirm_contact'{dead}"
    assert dead not in fails(tmp_path, f"{idle}- back\n- assertVisible: xyzzy\n")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("repeat: {times: '${MANY}', optional: true, commands: [back]}", "'b' is no whole number of times"),
        ("runFlow: {file: part.yaml, optional: true}", "${OTP} has no value: no code has arrived yet"),
        ("repeat: {while: {visible: Registrati}, optional: true, commands: [scroll]}", "gone round 1000 times"),
    ],
)
def test_what_goes_wrong_around_optional_commands_only_warns(tmp_path: Path, command: str, why: str) -> None:
    (tmp_path / "part.yaml").write_text("appId: test\nenv: {A: '${OTP}'}\n---\n- back\n", "utf-8")
    show = play(tmp_path, f"- {command}\n- assertVisible: Registrati\n", given={"MANY": "b"})
    assert show.result.failure is None
    assert show.result.warnings[0].startswith(f"{tmp_path}/flow.yaml:4: {why}")
    assert [one.outcome for one in show.played if one.command.name in command][-1] == "warning"


def test_a_variable_of_a_header_fails_before_the_first_command(tmp_path: Path) -> None:
    show = play(tmp_path, "- back\n", header="appId: test\nenv:\n  A: x\n  B: ${OTP}\n---\n")
    failure = show.result.failure
    assert failure is not None
    assert (failure.line, failure.flow_line, failure.command) == (1, 1, "")


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ("- tapOn: Registratii", "'Registratii' is not on the screen 'welcome'; did you mean 'Registrati'?"),
        ("- tapOn: {id: logi}", "the block 'logi' is not on the screen 'welcome'; did you mean 'login'?"),
        ("- tapOn: xyzzy", "'xyzzy' is not on the screen 'welcome'"),
        ("- tapOn: Persone", "'Persone' is not on the screen 'welcome'; it stands on 'profile'"),
        ("- tapOn: Hai già", f"'Hai già' {PART} .*Hai già.*"),
        ("- tapOn: hai già un account?", f"'hai già un account?' {CASE}"),
        ("- assertVisible: {text: Registrati, enabled: false}", "'Registrati' is there, but enabled"),
        (
            "- tapOn: {text: Registrati, index: 3}",
            "'Registrati', index 3: only 1 on the screen 'welcome' (the first is index 0)",
        ),
        ("- assertNotVisible: Accedi", "'Accedi' is on the screen 'welcome' (block 'login')"),
        (
            "- stopApp\n- tapOn: Accedi",
            "'Accedi' is not visible: the app is closed (launchApp opens it)",
        ),
        ("- stopApp\n- back", "there is no way back: the app is closed"),
        ("- copyTextFrom: Nessuno", "'Nessuno' is not on the screen 'welcome'"),
        (
            "- scrollUntilVisible: {element: Nessuno, direction: DOWN, timeout: 5}",
            "'Nessuno' is not on the screen 'welcome'",
        ),
        ("- tapOn: {text: Accedi, index: \"${I || 'x'}\"}", "the index 'x' is no whole number"),
    ],
)
def test_a_failure_explains_itself(tmp_path: Path, commands: str, expected: str) -> None:
    assert fails(tmp_path, commands + "\n") == expected


def test_a_failure_shows_the_screen(tmp_path: Path) -> None:
    show = play(tmp_path, f"{TO_CODE}- tapOn: Nessuno\n")
    assert show.result.failure is not None
    screen = show.result.failure.screen
    assert "9:41 AM" in screen
    assert "Conferma il tuo recapito" in screen
    assert "Hai bisogno di aiuto?" in screen


def test_no_secret_and_no_contact_is_in_what_a_run_tells(tmp_path: Path) -> None:
    """The password in its field, in a readable one, as a text to look for; the code in its boxes; the address."""
    commands = (
        f"{TO_CODE}- inputText: ${{OTP}}\n- back\n- tapOn: Indirizzo email\n- inputText: Prova1234\n- tapOn: Password\n"
        "- inputText: Segreta99\n- assertVisible: ${PASSWORD}.*x\n"
    )
    show = play(tmp_path, commands)
    told = repr(show.result._replace(played=())) + repr(
        [(one.shown, one.view, one.note, one.decision) for one in show.played]
    )
    code = show.simulation.journey.service.outbox[0].code.get_secret_value()
    assert show.result.status == "failed"
    assert not any(secret in told for secret in ("Prova1234", "Segreta99", code))
    assert "inputText: •••••" in told
    assert "inputText: mar*****@ma***.it" in told
    assert "mario.rossi@mail.it" not in told


def test_a_flow_can_be_played_command_by_command(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(HEADER + TO_NAME, "utf-8")
    flow = load_flow(path)
    player = Player(flow, Surface(fixture().simulation(flow.setting.seed)))
    assert [(command.name, player.executor.steps[-1]) for command in player.walk()] == [
        ("launchApp", "welcome"),
        ("tapOn", "profile"),
        ("tapOn", "identity"),
    ]


def test_an_error_of_the_program_is_no_traceback_and_tells_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object, __: str, ___: str) -> None:
        raise RuntimeError("Prova1234")

    monkeypatch.setattr(Surface, "type", broken)
    show = play(tmp_path, f"{TO_NAME}- tapOn: Nome\n- inputText: Mario\n")
    assert show.result.status == "error"
    assert show.message.startswith("the program failed: RuntimeError at tests.flows.test_play:")
    assert "Prova1234" not in repr(show.result)


def test_walking_into_a_failure_raises(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(f"{HEADER}- tapOn: Nessuno\n", "utf-8")
    flow = load_flow(path)
    with pytest.raises(CommandError, match="Nessuno"):
        list(Player(flow, Surface(fixture().simulation(flow.setting.seed))).walk())
