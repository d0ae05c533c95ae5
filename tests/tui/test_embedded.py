"""The app inside another program: what was no terminal from the start cannot be lost."""

from __future__ import annotations

import signal

from tests.tui.terminal import Terminal


def test_without_a_terminal_to_read_from_it_goes_on_until_the_screen_is_gone() -> None:
    with Terminal(program="tests.tui.embedded", reads=False) as terminal:
        terminal.wait("9:41")
        for minute in ("9:42", "9:43", "9:44"):  # the clock goes on: three times nothing was found missing
            terminal.wait(minute)
        terminal.hang_up()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
