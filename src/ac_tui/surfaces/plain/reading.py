"""A screen, a message or a panel of the desk read out line by line, state in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ac_tui.deck.deck import Deck
from ac_tui.deck.messages import MessageView
from ac_tui.deck.view import WRITABLE, Block, View
from ac_tui.desk.commands import GROUPS
from ac_tui.desk.panels import PANEL_ROWS, PanelRow
from ac_tui.surfaces.plain.typed import COMMANDS_OF, MenuItem, slash_word

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.plain.console import Console

ASKED = WRITABLE | {"tabs", "choice", "checkbox"}
"""Kinds that are asked for, one question each."""

PRESSED = frozenset({"button", "link"})
"""Kinds that are offered to choose from."""

Said = tuple[str, ...]
"""What is said of one block, line by line."""


def read_out(deck: Deck, view: View) -> dict[str, Said]:
    """What is said of a screen, block by block in screen order; questions and choices come after it."""
    if not view.open:
        return {"closed": (deck.words("phone.closed"),)}
    introducing = {block.beside for block in view.blocks if block.kind in PRESSED}  # said with the link they introduce
    blocks = [block for block in view.blocks if block.kind != "text" or block.id not in introducing]
    said = {"heading": (view.heading,) if view.heading else (), **{b.id: tuple(_lines(deck, b)) for b in blocks}}
    return {block: lines for block, lines in said.items() if lines}


def _lines(deck: Deck, block: Block) -> Iterator[str]:
    if block.kind == "text":
        yield block.text
    elif block.kind == "notice":
        title, *rest = filter(None, (block.title, block.text))
        yield f"{deck.words('state.notice')}: {title}"
        yield from rest
    elif block.kind == "checklist":
        if block.text:
            yield block.text
        for option in block.options:
            yield f"{option.text}: {deck.words('state.met' if option.checked else 'state.unmet')}"
    if block.error:
        yield f"{deck.words('state.error')}: {block.error}"
    if block.hint:
        yield block.hint


def name_of(deck: Deck, view: View, block: Block) -> str:
    """What a block is called where it is offered: its label, behind the sentence that introduces it."""
    label = block.text or block.placeholder
    if block.kind == "tabs":
        label = label or " / ".join(option.text for option in block.options)
    label = label or deck.words("plain.choice")
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
    """What a panel says; nothing of keys, which nobody has here."""
    for row in PANEL_ROWS[panel](session):
        if row.kind != "keys":
            yield _row_line(session, row)
    for message in session.simulation.messages if panel == "messages" else ():
        yield f"{message.number}. {message.age}. {message.life}"
        yield from message_lines(session.simulation.deck, message)


def _row_line(session: Session, row: PanelRow) -> str:
    words = session.words
    match row.kind:
        case "head":
            return f"{row.text}:"
        case "met" | "unmet":
            return words("plain.checked", evidence=row.text, state=words(f"state.{row.kind}"), source=row.aside)
        case "who":
            return f"{row.text}, {row.aside}"
        case "fact":
            return f"{row.lead}: {row.text.replace(chr(10), ', ')}"
        case "done" | "ahead":
            done = f" ({words('plain.done')})" if row.kind == "done" else ""
            return f"{row.lead}. {row.text}{done}"
        case "action":
            moved = f" → {row.aside}" if row.aside else ""
            return f"{row.lead} {row.where}: {row.text}{moved}"
        case _:
            return row.text


def cause_lines(session: Session) -> Iterator[str]:
    """What the chosen cause ends with, line by line."""
    yield session.answers.cause.title
    for heading, texts in session.answers.told().items():
        yield f"{heading}:"
        yield from texts


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


def read_choices(console: Console, items: Sequence[MenuItem]) -> None:
    """Read choices out with their numbers, each group under its heading."""
    group = ""
    for number, item in enumerate(items, 1):
        if item.group and item.group != group:
            console.say(item.group)
        group = item.group
        console.say(f"{number}. {item.line}")
