"""Lines in, lines out: the only place of the plain simulator that knows terminals."""

from __future__ import annotations

from typing import Final, TextIO

from ac_tui.deck.cells import drawable

_LONGEST: Final = 100_000  # characters of a line that are taken in


class Console:
    """Says lines and asks for lines. Nothing it says can make a terminal do anything but show it."""

    def __init__(self, reader: TextIO, writer: TextIO) -> None:
        self._reader = reader
        self._writer = writer

    def say(self, *lines: str) -> None:
        """Say lines; one that has line feeds is several."""
        self._writer.writelines(f"{drawable(line)}\n" for line in lines)

    def ask(self, prompt: str, *, hidden: bool = False) -> str | None:
        """Ask, and return the line as it was typed, by a terminal unseen where `hidden`; None when nobody answers."""
        self._writer.write(drawable(prompt))
        self._writer.flush()
        typed = self._reader.isatty()
        line = self._unseen() if hidden and typed else self.read_line()
        if hidden or not (typed and line):
            self._writer.write("\n")  # the line feed that no terminal has shown
        return line.removesuffix("\n") if line else None

    def read_line(self) -> str:
        """The next line with its line feed, but no more of it than anybody writes; "" at the end."""
        line = self._reader.readline(_LONGEST)
        for _ in range(1000):  # so much is left out before whoever writes without an end is taken to be nobody
            if len(line) < _LONGEST or line.endswith("\n"):
                return line
            line = line[: _LONGEST - 1] + self._reader.readline(_LONGEST)[-1:]
        return ""

    def forget_typed_ahead(self) -> None:
        """Drop the lines that a person typed before being asked; a pipe's lines are all typed ahead, and stay."""
        if self._reader.isatty():
            import termios

            termios.tcflush(self._reader.fileno(), termios.TCIFLUSH)

    def _unseen(self) -> str:
        """The next line, which the terminal does not show. Unlike getpass, what was typed ahead is kept."""
        import termios

        number = self._reader.fileno()
        before = termios.tcgetattr(number)
        silent = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
        termios.tcsetattr(number, termios.TCSADRAIN, silent)
        try:
            return self.read_line()
        finally:
            termios.tcsetattr(number, termios.TCSADRAIN, before)
