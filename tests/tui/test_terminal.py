"""The program in a real pseudo-terminal: a fast typist, a slow line, a paste; keys arrive however they like."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

ESC = "\x1b"
NAME = "Mario\tRossi\r"
CONTACT = "mario.rossi@mail.it\tProva1234\t \r"


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal(["--seed", "7"]) as terminal:
        terminal.wait("Registrati", "Accedi")
        yield terminal


def to_the_name(terminal: Terminal) -> None:
    terminal.write("\r")
    terminal.wait("Persone", "Aziende")
    terminal.write("\x1b[B\x1b[A")  # another key in between: the next Enter is no echo of the last
    terminal.write("\r")
    terminal.wait("Nome", "Cognome")


def never_readable(terminal: Terminal, password: str) -> None:
    assert not any(password in screen for screen in terminal.seen)
    assert password.encode() not in terminal.output


def test_a_form_in_one_write_fills_both_fields_and_goes_on(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write(NAME)
    terminal.wait("Indirizzo email")
    terminal.write(ESC)
    screen = terminal.wait("Nome", "Cognome", "Mario", "Rossi")
    lines = screen.split("\n")
    assert "Mario" in lines[next(n for n, line in enumerate(lines) if "Nome" in line) + 1]
    assert "Rossi" in lines[next(n for n, line in enumerate(lines) if "Cognome" in line) + 1]


def test_two_screens_in_one_write_each_get_their_own(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write(NAME + CONTACT)
    terminal.wait("Conferma il tuo recapito", "mar*****@ma***.it")
    never_readable(terminal, "Prova1234")


def test_what_follows_a_refused_screen_is_never_put_into_it(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write("Mario\tR0ssi\r" + CONTACT)
    screen = terminal.wait("Il cognome non può contenere numeri", "R0ssi")
    assert "mail.it" not in screen
    never_readable(terminal, "Prova1234")
    never_readable(terminal, "mario.rossi@mail.it")


def test_what_follows_a_customer_not_recognised_is_never_put_into_the_names(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write(NAME + "altra@mail.it\tProva1234\t \r" + "823456\r" + "altra@mail.it\tProva1234\r")
    screen = terminal.wait("Attenzione, qualche informazione non", "Mario", "Rossi")
    assert "823456" not in screen
    never_readable(terminal, "823456")
    never_readable(terminal, "Prova1234")


def test_what_follows_a_dropped_press_is_never_put_into_what_is_there(terminal: Terminal) -> None:
    terminal.write("\r\r" + NAME + CONTACT)
    screen = terminal.wait("Persone", "Aziende", "Tasti ignorati")
    assert "Mario" not in screen
    never_readable(terminal, "Prova1234")
    never_readable(terminal, "mario.rossi@mail.it")


def test_a_slow_line_byte_by_byte(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write_bytewise("Nicolò\tD'Angelo\r")
    terminal.wait("Indirizzo email")
    terminal.write(ESC)
    terminal.wait("Nicolò", "D'Angelo")


def test_a_pasted_code_is_cleaned_and_sent_with_enter_right_behind_it(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write(NAME + CONTACT)
    terminal.wait("Conferma il tuo recapito")
    terminal.write(f"{ESC}[200~823 456\n{ESC}[201~\r")
    terminal.wait("Il tuo account è attivo")


def test_a_pasted_password_loses_its_line_break_says_so_and_stays_unreadable(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write(NAME + f"mario.rossi@mail.it\t{ESC}[200~Prova1234\r\n{ESC}[201~")
    terminal.wait("•••••••••", "Abbiamo tolto l'a capo", "[x] Una lettera maiuscola", "[x] Almeno un numero")
    never_readable(terminal, "Prova1234")


def test_a_key_held_down_presses_once(terminal: Terminal) -> None:
    terminal.write("\r" * 20)
    screen = terminal.wait("Persone", "Aziende")
    assert "Cognome" not in screen
    assert not any("Cognome" in screen for screen in terminal.seen)


def test_the_terminal_is_left_as_it_was(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write("\x11")  # Ctrl+Q
    assert terminal.wait_for_end() == 0
    assert b"\x1b[?1049l" in terminal.output
    assert b"\x1b[?25h" in terminal.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(terminal: Terminal, number: signal.Signals) -> None:
    terminal.signal(number)
    assert terminal.wait_for_end() == 128 + number
    assert b"\x1b[?1049l" in terminal.output
    assert b"\x1b[?25h" in terminal.output


def test_a_terminal_that_is_gone_without_a_word_ends_the_program(terminal: Terminal) -> None:
    terminal.hang_up()
    assert terminal.wait_for_end() == 128 + signal.SIGHUP


def test_back_with_text_right_behind_it_goes_back_first(terminal: Terminal) -> None:
    to_the_name(terminal)
    terminal.write(NAME)
    terminal.wait("Indirizzo email")
    terminal.write(f"{ESC}Giulia\tBianchi\rg@x.it")
    terminal.wait("Indirizzo email", "g@x.it")
    terminal.write(ESC)
    terminal.wait("Nome", "Cognome", "Giulia", "Bianchi")


def test_keys_typed_before_the_first_paint_are_not_lost() -> None:
    with Terminal() as terminal:
        terminal.write("\r")
        terminal.wait("Persone", "Aziende")


def test_no_key_reaches_a_log_that_the_environment_asks_for(tmp_path: Path) -> None:
    log = tmp_path / "textual.log"
    with Terminal(environment={"TEXTUAL_LOG": str(log), "TEXTUAL": "debug,devtools"}) as terminal:
        terminal.wait("Registrati")
        to_the_name(terminal)
        terminal.write("Canarino\tRossi\r")
        terminal.wait("Indirizzo email")
    assert not log.exists() or "Canarino" not in log.read_text(encoding="utf-8")
    assert not log.exists() or "key=" not in log.read_text(encoding="utf-8")
