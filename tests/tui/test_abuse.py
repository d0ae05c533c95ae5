"""What no terminal should send and some do, and terminals of any size: the program goes on."""

from __future__ import annotations

import itertools

import pytest

from tests.tui.driver import running
from tests.tui.scripts import CONFIRM, PERSON
from tests.tui.terminal import Terminal

NO_TEXT = (
    b"\xff\xfe\x80 \xc3( \xed\xa0\x80 \x9b31m \x00\x7f \x1b[54863775C "
    b"\x1b[<0;0;0M \x1b[48;0;0;0;0t \x1b]0;x \x1b[?2026;9$y"
)
"""Bytes that are no UTF-8, half a surrogate, sequences that are cut, that count to nothing or beyond all characters."""


def test_whatever_bytes_a_terminal_sends_the_program_goes_on_and_ends_as_it_should() -> None:
    with Terminal(["--seed", "7"]) as terminal:
        terminal.wait("Registrati")
        terminal.write(NO_TEXT * 20)
        terminal.write(b"\x1b[200~a paste that never en")  # nothing that follows is held back for ever
        for _ in range(20):  # as long as it follows close behind the paste, Enter is dropped with it
            terminal.write("\r")
            terminal.read_for(2.0)
            if any("Persone" in screen for screen in terminal.seen):
                break
        else:
            terminal.wait("Persone")
        terminal.write("\x11")
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.output
        assert b"\x1b[?1049l" in terminal.output


def test_terminals_of_every_size_show_what_there_is_room_for() -> None:
    with running((80, 24), f"{CONFIRM}12") as person:
        for size in itertools.product((1, 2, 7, 20, 44, 99, 140, 500), (1, 2, 3, 9, 24, 200)):
            person.resize(*size)
            lines = person.picture.split("\n")
            assert len(lines) == size[1]
            assert max(map(len, lines)) <= size[0]
        person.resize(80, 24)
        assert person.focus == "code"
        assert person.value("code") == "12"


def test_a_storm_of_sizes_leaves_the_last_one_and_what_was_typed() -> None:
    with running((80, 24), f"{PERSON}Mario<Tab>Ros") as person:
        for number in range(300):
            person.resize(1 + number * 37 % 200, 1 + number * 13 % 60, rest=False)
        person.resize(100, 40)
        person.press("si")
        assert (person.focus, person.value("last_name")) == ("last_name", "Rossi")
        assert len(person.picture.split("\n")) == 40


@pytest.mark.parametrize("repeated", ["\u0301", "x" * 5, "\u202e\u2066", "\ud800\udfff", "\x1b[31m"], ids=range(5))
def test_a_field_takes_whatever_is_pasted_and_can_be_emptied(repeated: str) -> None:
    with running((80, 24), f"{PERSON}«o{repeated * 10_000}»a<Left><Right><Backspace>") as person:
        assert person.focus == "first_name"
        assert len(person.picture.split("\n")) == 24
        assert "\x1b" not in person.picture
        person.press("<Ctrl+U>Mario<Tab>Rossi<Enter>")
        assert person.step == "contact"
