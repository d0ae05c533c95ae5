"""A screen read out: what is said of each of its blocks, state in words."""

from __future__ import annotations

from collections.abc import Iterator

from ac_tui.deck.deck import Deck
from ac_tui.deck.messages import MessageView
from ac_tui.deck.view import WRITABLE, Block, View

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
    said: dict[str, Said] = {"heading": (view.heading,)} if view.heading else {}
    introducing = {block.beside for block in view.blocks if block.kind in PRESSED}
    for block in view.blocks:
        if block.kind == "text" and block.id in introducing:
            continue  # said with the link that it introduces
        lines = tuple(_lines(deck, block))
        if lines:
            said[block.id] = lines
    return said


def _lines(deck: Deck, block: Block) -> Iterator[str]:
    if block.kind == "text":
        yield block.text
    elif block.kind == "notice":
        title, *rest = (part for part in (block.title, block.text) if part)
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
    if beside is None or beside.kind != "text":
        return label
    return f"{beside.text} {label}"


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
    if message.channel == "email":
        where = f"{where}, {deck.words(f'folder.{message.folder}')}"
    yield where
    yield f"{deck.words('panel.messages.from')}: {message.sender}"
    yield f"{deck.words('panel.messages.to')}: {message.to}"
    if message.subject:
        yield f"{deck.words('panel.messages.subject')}: {message.subject}"
    yield message.body
