"""Lines in, lines out: the console, what the prompts say on it, and what a line means that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TextIO

from ac_tui.deck.cells import drawable
from ac_tui.deck.deck import Deck
from ac_tui.deck.render import MessageView
from ac_tui.deck.view import Block, View
from ac_tui.desk.commands import COMMANDS, GROUPS, Command
from ac_tui.desk.panels import PANEL_ROWS
from ac_tui.desk.picks import Act
from ac_tui.desk.session import Session
from ac_tui.registry.keys import fold

PRESSED: Final = frozenset({"button", "link"})  # kinds that are offered to choose from
COMMANDS_OF: Final[Mapping[str, tuple[Command, ...]]] = {  # of slash words; several are told apart by what follows
    key: tuple(one for one in COMMANDS if key in one.slash) for command in COMMANDS for key in command.slash
}
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


class MenuItem(NamedTuple):
    """One choice: its words, what it stands for (an act, or a block and its option), its heading, how it stands."""

    words: str
    block: str = ""
    option: str = ""
    group: str = ""
    state: str = ""
    act: Act | None = None

    @property
    def line(self) -> str:
        """The choice as it is read out."""
        return f"{self.words} ({self.state})" if self.state else self.words


def meant(choices: Sequence[str], typed: str) -> list[int]:
    """Which choices may be meant: by their number, or by words that they are, else begin with, else hold."""
    if re.fullmatch("[0-9]{1,9}", typed.strip()):
        return [int(typed) - 1] if 0 < int(typed) <= len(choices) else []
    wanted = plain(typed)
    names = [plain(words) for words in choices] if wanted else []
    kinds = (str.__eq__, str.startswith, str.__contains__)
    found = ([index for index, name in enumerate(names) if fits(name, wanted)] for fits in kinds)
    return next(filter(None, found), [])


def plain(text: str) -> str:
    """Text without case, accents and spaces around it."""
    return " ".join(fold(text).split())


def slash_word(deck: Deck, key: str) -> str:
    """What one types for the key of a slash word."""
    return deck.words(f"plain.order.{key}")


def slash_names(deck: Deck, /) -> Mapping[str, str]:
    """How the prompts call commands, by their ids."""
    return {command.id: slash_word(deck, command.slash[0]) for command in COMMANDS if command.slash}


def read_typed(deck: Deck, typed: str) -> tuple[str, str]:
    """The key of a slash word and what follows it; "" and the answer, which one more slash makes of a slash word."""
    if not typed.startswith("/"):
        return "", typed
    word, _, rest = typed.partition(" ")
    keys = {plain(slash_word(deck, key)): key for key in COMMANDS_OF}
    key = keys.get(plain(f"/{word.lstrip('/')}"), "")
    if not key or typed.startswith("//"):
        return "", typed[1:] if key else typed
    return key, rest.strip()


def escaped(deck: Deck, answer: str) -> str:
    """An answer as it has to be typed, so that it is not taken for an order."""
    return answer if read_typed(deck, answer) == ("", answer) else f"/{answer}"


def choice_lines(items: Sequence[MenuItem]) -> Iterator[str]:
    """Choices with their numbers, each group under its heading."""
    group = ""
    for number, item in enumerate(items, 1):
        if item.group and item.group != group:
            yield item.group
        group = item.group
        yield f"{number}. {item.line}"


def screen_lines(deck: Deck, view: View) -> dict[str, list[str]]:
    """What is said of a screen, block by block in screen order; questions and choices come after it."""
    if not view.open:
        return {"closed": [deck.words("phone.closed")]}
    introducing = {block.beside for block in view.blocks if block.kind in PRESSED}  # said with the link they introduce
    said = {"heading": [view.heading]}
    for block in view.blocks:
        lines = said[block.id] = []
        if block.kind == "text" and block.id not in introducing:
            lines += [block.text]
        elif block.kind == "notice":
            title, *rest = filter(None, (block.title, block.text))
            lines += [f"{deck.words('state.notice')}: {title}", *rest]
        elif block.kind == "checklist":
            rules = ((one.text, deck.words("state.met" if one.checked else "state.unmet")) for one in block.options)
            lines += [block.text, *map(": ".join, rules)]
        lines += [f"{deck.words('state.error')}: {block.error}" if block.error else "", block.hint]
    return {block: spoken for block, lines in said.items() if (spoken := [*filter(None, lines)])}


def name_of(deck: Deck, view: View, block: Block) -> str:
    """What a block is called where it is offered: its label, behind the sentence that introduces it."""
    options = " / ".join(option.text for option in block.options) if block.kind == "tabs" else ""
    label = block.text or block.placeholder or options or deck.words("plain.choice")
    beside = view.block(block.beside) if block.kind in PRESSED else None
    return f"{beside.text} {label}" if beside is not None and beside.kind == "text" else label


def standing(deck: Deck, block: Block) -> str:
    """What a block that is asked for holds now, in words; no secret in it, and no code."""
    if block.kind == "checkbox":
        return deck.words("state.ticked" if block.checked else "state.unticked")
    if block.options:
        return next((option.text for option in block.options if option.checked), deck.words("plain.empty"))
    if block.value and block.kind != "field":
        return deck.words("plain.written")
    return block.value or deck.words("plain.empty")


def message_lines(deck: Deck, message: MessageView) -> Iterator[str]:
    """A message read out, without its age."""
    where = deck.words(f"channel.{message.channel}")
    yield f"{where}, {deck.words(f'folder.{message.folder}')}" if message.channel == "email" else where
    yield f"{deck.words('panel.messages.from')}: {message.sender}"
    yield f"{deck.words('panel.messages.to')}: {message.to}"
    if message.subject:
        yield f"{deck.words('panel.messages.subject')}: {message.subject}"
    yield message.body


def panel_lines(session: Session, panel: str) -> Iterator[str]:
    """A panel read out."""
    words = session.words
    for row in PANEL_ROWS[panel](session):
        moved = f" → {row.aside}" if row.aside else ""
        lines = {
            "head": f"{row.text}:",
            "who": f"{row.text}, {row.aside}",
            "fact": f"{row.lead}: {row.text.replace(chr(10), ', ')}",
            "done": f"{row.lead}. {row.text} ({words('plain.done')})",
            "ahead": f"{row.lead}. {row.text}",
            "action": f"{row.lead} {row.where}: {row.text}{moved}",
        }
        if row.kind in ("met", "unmet"):
            yield words("plain.checked", evidence=row.text, state=words(f"state.{row.kind}"), source=row.aside)
        elif row.kind != "keys":
            yield lines.get(row.kind, row.text)
    for message in session.simulation.messages if panel == "messages" else ():
        yield f"{message.number}. {message.age}. {message.life}"
        yield from message_lines(session.simulation.deck, message)


def help_lines(session: Session) -> Iterator[str]:
    """Every slash word with what may follow it and what it does, under the headings of their groups."""
    words = session.words
    yield words("plain.intro")
    for group in GROUPS:
        keys = [key for key, commands in COMMANDS_OF.items() if commands[0].group == group]
        if keys:
            yield ""
            yield words(f"group.{group}")
        for key in keys:
            taken = COMMANDS_OF[key][0].takes
            said = f"{slash_word(session.simulation.deck, key)} {words(f'plain.takes.{taken}') if taken else ''}"
            yield f"{said.rstrip()}: {words(f'command.{key}.text')}"
    yield ""
    yield words("plain.slash")
