"""Lines in, lines out: the only place of the plain simulator that knows terminals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from ac_tui.deck.cells import drawable

LONGEST = 100_000
"""Characters of a line that are taken in."""
MOST_PARTS = 1000
"""How many times as much is read and left out before whoever writes without an end is taken to be nobody."""


class Reader(Protocol):
    """Where answers come from: any text stream."""

    def readline(self, size: int = -1, /) -> str:
        """The next line with its line feed, or as much of it as `size`; "" at the end."""
        ...

    def isatty(self) -> bool:
        """Whether a person types it."""
        ...


class Writer(Protocol):
    """Where what is said goes: any text stream."""

    def write(self, text: str, /) -> object:
        """Say it."""
        ...

    def flush(self) -> None:
        """Say it now."""
        ...


class Console:
    """Says lines and asks for lines. Nothing it says can make a terminal do anything but show it."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self._reader = reader
        self._writer = writer

    def say(self, line: str = "") -> None:
        """Say one line, or several where `line` has line feeds."""
        for part in line.split("\n"):
            self._writer.write(f"{drawable(part)}\n")

    def ask(self, prompt: str, *, hidden: bool = False) -> str | None:
        """Ask, and return the line as it was typed; None when there is nobody to answer any more.

        What answers a `hidden` question is not shown by a terminal.
        """
        self._writer.write(drawable(prompt))
        self._writer.flush()
        typed = self._reader.isatty()
        if hidden and typed:
            with _unseen(self._reader):
                line = self._read_line()
        else:
            line = self._read_line()
        if hidden or not (typed and line):
            self._writer.write("\n")  # the line feed that no terminal has shown
        return line.removesuffix("\n") if line else None

    def _read_line(self) -> str:
        """The next line, but no more of it than anybody writes."""
        line = self._reader.readline(LONGEST)
        for _ in range(MOST_PARTS):
            if len(line) < LONGEST or line.endswith("\n"):
                return line
            line = line[: LONGEST - 1] + self._reader.readline(LONGEST)[-1:]
        return ""

    def forget_typed_ahead(self) -> None:
        """Drop the lines that a person typed before being asked; a pipe's lines are all typed ahead, and stay."""
        if not self._reader.isatty():
            return
        import termios

        termios.tcflush(_number(self._reader), termios.TCIFLUSH)


@contextmanager
def _unseen(reader: Reader) -> Iterator[None]:
    """Stop the terminal from showing what is typed. Unlike getpass, what was typed ahead is kept."""
    import termios

    number = _number(reader)
    before = termios.tcgetattr(number)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(number, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def _number(reader: Reader) -> int:
    """The number by which the system knows an open terminal."""
    number: int = reader.fileno()  # type: ignore[attr-defined]  # whatever is a terminal has one
    return number
