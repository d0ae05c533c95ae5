"""Variables: where they come from, which one wins, what is made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.flows.variables import Scope, TemplateError, UnsetError, names_secret, parse_template, truth
from tests.flows.hands import HEADER, passes, play


def nobody(name: str) -> str:
    raise UnsetError(name)


def filled(text: str, **values: str) -> str:
    return parse_template(text).fill(Scope(nobody, values).look_up)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("${A}", "1"),
        ("a${A}b${B}c", "a1b2c"),
        ("${C || 'else'}", "else"),
        ('${A || "else"}', "1"),
        ("${A == '1'}", "true"),
        ("${A != '1'}", "false"),
        ("${C == ''}", "false"),  # undefined is no text
        ("${C == null}", "true"),
        ("${!C}", "true"),
        ("${A == 1}", "true"),
        ("${A === 1}", "false"),
        ("${A === '1'}", "true"),
        ("${A !== B}", "true"),
        ("${B > A}", "true"),
        ("${A >= 2}", "false"),
        ("${A && B}", "2"),
        ("${5 == 5}", "true"),
        ("${'x'}", "x"),
        ("\\${A}", "${A}"),
        ("$A {A} $$", "$A {A} $$"),
        ("${true}", "true"),
    ],
)
def test_a_template_is_filled_in(text: str, expected: str) -> None:
    assert filled(text, A="1", B="2") == expected


@pytest.mark.parametrize("text", ["${}", "${A", "${A.length}", "${A + 'x'}", "${output.x}", "${!A == B}"])
def test_what_is_beyond_the_dialect_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        parse_template(text)


def test_a_variable_without_a_value_is_named() -> None:
    with pytest.raises(UnsetError, match="NAME"):
        filled("${NAME}")


@pytest.mark.parametrize("text", ["", "false", "FALSE", "0", "0.0", "-0", "0e5", "null", "undefined", " "])
def test_false_is_what_maestro_calls_false(text: str) -> None:
    assert not truth(text)
    assert truth(f"x{text}")


@pytest.mark.parametrize("text", ["no", "NULL", "nan", " false ", "1", "Undefined"])
def test_true_is_all_else(text: str) -> None:
    assert truth(text)


def test_the_header_wins_over_the_command_line_unless_it_asks_for_it(tmp_path: Path) -> None:
    header = "appId: x\nenv: {WHO: \"${WHO || 'Mario'}\", OTHER: '${WHO}!'}\n---\n"
    commands = "- tapOn: Registrati\n- tapOn: Persone\n- tapOn: Nome\n- inputText: ${WHO}${OTHER}\n"
    assert play(tmp_path, commands, header).simulation.written("first_name") == "MarioMario!"
    assert play(tmp_path, commands, header, {"WHO": "Anna"}).simulation.written("first_name") == "AnnaAnna!"
    header = "appId: x\nenv: {WHO: Mario, OTHER: '${WHO}!'}\n---\n"
    assert play(tmp_path, commands, header, {"WHO": "Anna"}).simulation.written("first_name") == "MarioMario!"


def test_a_nested_flow_sees_its_callers_variables_and_its_own_constants_win(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(
        "appId: x\nenv: {B: part, C: \"${C || 'default'}\", D: \"${D || 'default'}\"}\n---\n"
        "- inputText: ${A}-${B}-${C}-${D}\n",
        "utf-8",
    )
    header = "appId: x\nenv: {A: outer, B: outer, C: outer}\n---\n"
    commands = (
        "- tapOn: Registrati\n- tapOn: Persone\n- tapOn: Nome\n"
        "- runFlow: {file: part.yaml, env: {A: given, B: given}}\n- inputText: /${A}${B}\n"
    )
    shown = play(tmp_path, commands, header).simulation.written("first_name")
    assert shown == "given-part-outer-default/outerouter"


def test_the_newest_code_and_link_are_variables(tmp_path: Path) -> None:
    commands = (
        "- tapOn: Registrati\n- tapOn: Aziende\n- tapOn: Nome azienda\n- inputText: Wellion\n- tapOn: Continua\n"
        "- tapOn: Indirizzo email\n- inputText: info@wellion.example\n- tapOn: Password\n- inputText: ${PASSWORD}\n"
        "- tapOn: .*informativa privacy\n- tapOn: Registrati\n- inputText: ${OTP}\n- openLink: ${LINK}\n"
    )
    assert passes(tmp_path, commands).result.step == "login"


def test_a_code_that_has_not_arrived_has_no_value(tmp_path: Path) -> None:
    show = play(tmp_path, "- tapOn: Registrati\n- tapOn: Persone\n- tapOn: Nome\n- inputText: ${OTP}\n")
    assert show.message == "${OTP} has no value: no code has arrived yet"


def test_the_clipboard_is_a_variable(tmp_path: Path) -> None:
    commands = "- tapOn: Registrati\n- tapOn: Persone\n- copyTextFrom: Nome\n- assertVisible: ${maestro.copiedText}\n"
    assert passes(tmp_path, commands, header=HEADER).result.status == "passed"


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        *((name, True) for name in ("PASSWORD", "USER_PASSWORD_2", "OTP", "MY_PIN", "CODICE", "TOKEN")),
        *((name, False) for name in ("TAX_CODE", "CODICE_FISCALE", "SPINNING", "EMAIL", "PINO")),
    ],
)
def test_names_tell_secrets(name: str, secret: bool) -> None:
    assert names_secret(name) is secret


def test_the_code_is_the_one_for_the_contact_on_show(tmp_path: Path) -> None:
    """A code to the email, one to the mobile, then the email again: the newest message is not the one to type."""
    commands = (
        "- tapOn: Registrati\n- tapOn: Persone\n- tapOn: Nome\n- inputText: Luca\n- tapOn: Cognome\n"
        "- inputText: Paolo\n- tapOn: Continua\n- tapOn: Indirizzo email\n- inputText: luca.paolo@example.net\n"
        "- tapOn: Password\n- inputText: ${PASSWORD}\n- tapOn: .*informativa privacy\n- tapOn: Registrati\n"
        "- back\n- tapOn: Numero di cellulare\n- tapOn: Numero\n- inputText: '3201234534'\n- tapOn: Password\n"
        "- inputText: ${PASSWORD}\n- tapOn: Registrati\n"
        "- back\n- tapOn: Email\n- tapOn: Password\n- inputText: ${PASSWORD}\n- tapOn: Registrati\n"
        "- inputText: ${OTP}\n- tapOn: Continua\n"
    )
    assert passes(tmp_path, commands).result.step == "login"
