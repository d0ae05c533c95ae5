"""`ac-tui --plain` as a program: through a pipe, and in a real terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ac_tui.cli import main
from tests.plain.listener import TO_CODE
from tests.tui.terminal import DEADLINE, Terminal


def piped(data: bytes, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with this on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "ac_tui", "--plain", *arguments],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_through_a_pipe_to_its_end() -> None:
    ended = piped("\n".join(TO_CODE).encode(), "--seed", "7")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "Conferma il tuo recapito" in ended.stdout.decode()
    assert ended.stdout.decode().endswith("Codice di verifica: \nFine.\n")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\n\xff", b"registrati\r\npersone\r\n", b"\x04\x1a\n"])
def test_whatever_a_pipe_holds_it_ends_cleanly(data: bytes) -> None:
    ended = piped(data)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.endswith(b"Fine.\n")


def test_a_terminal_that_knows_no_accents_gets_question_marks() -> None:
    ended = piped(b"registrati\npersone\nMario\n", PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"Hai gi? un account?" in ended.stdout


def test_a_screen_can_be_opened(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert main(["--plain", "--step", "tax_code"]) == 0
    assert "Codice Fiscale o Partita IVA: \n" in capsys.readouterr().out


def test_whoever_stops_listening_gets_no_traceback() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "ac_tui", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdin
    assert program.stdout
    assert program.stderr
    program.stdout.readline()
    program.stdout.close()
    program.stdin.write(b"/aiuto\n" * 5)
    program.stdin.close()
    assert program.wait(DEADLINE) == 0
    assert b"Traceback" not in program.stderr.read()
    program.stderr.close()


def test_in_a_terminal_a_password_is_not_shown() -> None:
    with Terminal(["--plain", "--seed", "7"]) as terminal:
        terminal.wait("Scelta:")
        for line, prompt in (
            ("registrati", "3. Aziende"),
            ("persone", "Nome:"),
            ("Mario", "Cognome:"),
            ("Rossi", "4. Cambia"),
            ("continua", "2. Numero di cellulare"),
            ("", "Indirizzo email:"),
            ("mario.rossi@mail.it", "non si vede"),
        ):
            terminal.write(f"{line}\n")
            terminal.wait(prompt)
        terminal.write("Prova1234\n")
        terminal.wait("Almeno un numero: a posto", "Sì o no:")
        terminal.write("forse\n")
        terminal.wait(" forse", "Non ho capito «forse»")
        assert b"Prova1234" not in terminal.output
        terminal.write("\x04")
        assert terminal.wait_for_end() == 0
        assert "Fine." in terminal.text


def test_in_a_terminal_lines_typed_ahead_are_taken_and_after_an_error_dropped() -> None:
    with Terminal(["--plain", "--seed", "7"]) as terminal:
        terminal.wait("Scelta:")
        terminal.write("registrati\npersone\nMar1o\nRossi\n")
        terminal.wait("4. Cambia: Cognome (Rossi)")
        terminal.write("continua\nemail\nmario.rossi@mail.it\n")
        terminal.wait("Errore: Il nome non può contenere numeri.", "Nome:")
        terminal.write("Mario\n")
        terminal.wait("3. Cambia: Nome (Mario)")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_a_password_ends_it_and_leaves_the_terminal_as_it_was(number: signal.Signals) -> None:
    with Terminal(["--plain"]) as terminal:
        terminal.wait("Scelta:")
        terminal.write("accedi\n\n")
        terminal.wait("non si vede")
        terminal.wait_until(lambda _: not terminal.echoes, "the terminal quiet")
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.echoes
        assert b"Traceback" not in terminal.output


def test_in_a_terminal_bytes_that_are_no_text_are_an_answer_like_any_other() -> None:
    with Terminal(["--plain"]) as terminal:
        terminal.wait("Scelta:")
        terminal.write(b"\xff\xc3( \xed\xa0\x80 \x9b31m\n")
        terminal.wait("Non ho capito")
        terminal.write("\x04")
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.output


def test_a_line_without_an_end_is_read_in_part_and_the_rest_left_out() -> None:
    ended = piped(b"x" * 3_000_000 + b"\nregistrati\n")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(ended.stdout) < 300_000
    assert "Hai già un account?" in ended.stdout.decode()


def test_what_never_comes_to_an_end_is_nobody() -> None:
    with Path("/dev/zero").open("rb") as zeros:
        ended = subprocess.run(
            [sys.executable, "-m", "ac_tui", "--plain"], stdin=zeros, capture_output=True, check=False
        )
    assert (ended.returncode, ended.stderr) == (0, b"")
