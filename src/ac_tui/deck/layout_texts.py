"""Drawing what a person reads: sentences, links, notices, checklists."""

from __future__ import annotations

from ac_tui.deck.differences import option_part
from ac_tui.deck.layout_cells import cells, drawable, wrap
from ac_tui.deck.layout_pen import Pen, Run
from ac_tui.deck.layout_sheet import Cut, Role, Span
from ac_tui.deck.view import Block

OFF = "⊘ "
"""What stands before a button or link that cannot be used now."""


def link_role(pen: Pen, block: Block) -> Role:
    """The role of a link, by its state."""
    if not block.enabled:
        return "link-off"
    return "link-focus" if pen.focused(block) else "link"


def link_text(block: Block) -> str:
    """A link's drawn text, marked when it cannot be used."""
    return drawable(block.text) if block.enabled else OFF + drawable(block.text)


def with_links(pen: Pen, text: str, links: tuple[Block, ...]) -> tuple[str, list[Run]]:
    """A text with the links that stand beside it: within it where their words occur in it, else after it."""
    runs: list[Run] = []
    for block in links:
        words = link_text(block)
        at = text.find(words)
        if at < 0:
            at = len(text) + 1 if text else 0
            text = f"{text} {words}" if text else words
        runs.append(Run(at, at + len(words), link_role(pen, block), block.id if block.enabled else ""))
    return text, runs


def text(pen: Pen, block: Block, beside: tuple[Block, ...]) -> None:
    """Draw a sentence and the links beside it."""
    words, runs = with_links(pen, drawable_lines(block.text), tuple(b for b in beside if b.kind == "link"))
    pen.text(block.id, words, "text", runs=runs)


def link(pen: Pen, block: Block, beside: tuple[Block, ...]) -> None:
    """Draw a link on a line of its own, with whatever stands beside it."""
    words, runs = with_links(pen, "", (block, *(b for b in beside if b.kind == "link")))
    after = [drawable(b.text) for b in beside if b.kind == "text"]
    pen.text(block.id, "  ".join([words, *after]), "muted", runs=runs)


def notice(pen: Pen, block: Block, _: tuple[Block, ...]) -> None:
    """Draw a notice in its frame, marked `!`, or `✓` for something that went well."""
    inner = pen.width - 4
    mark = "✓" if block.tone == "done" else "!"
    pen.line(Span(f"╭ {mark} {'─' * (pen.width - 5)}╮", "notice-frame"))
    parts: tuple[tuple[str, str, Role], ...] = (
        ("title", block.title, "notice-title"),
        ("text", block.text, "notice"),
    )
    for name, said, role in parts:
        start = len(pen.lines)
        words = drawable_lines(said)
        for part in wrap(words, inner) if words else ():
            line = words[part.start : part.end]
            fill = " " * (inner - cells(line) + 1)
            pen.line(Span("│", "notice-frame"), Span(f" {line}{fill}", role), Span("│", "notice-frame"))
            if part.broken:
                pen.cut.append(Cut(block.id, words))
        pen.part(block.id, name, start)
    pen.line(Span(f"╰{'─' * (pen.width - 2)}╯", "notice-frame"))


def checklist(pen: Pen, block: Block, _: tuple[Block, ...]) -> None:
    """Draw a list of conditions, each `[x]` or `[ ]`."""
    caption(pen, block)
    for option in block.options:
        start = len(pen.lines)
        role: Role = "tick-on" if option.checked else "tick-off"
        lead = (Span("[x] " if option.checked else "[ ] ", role),)
        pen.text(block.id, drawable(option.text), role, lead=lead)
        pen.part(block.id, option_part(option.id), start)


def caption(pen: Pen, block: Block) -> None:
    """Write what stands above a block's options, where there is anything."""
    if block.text:
        start = len(pen.lines)
        pen.text(block.id, drawable(block.text), "label")
        pen.part(block.id, "text", start)


def drawable_lines(words: str) -> str:
    """The text as it may be drawn, with its own line breaks kept."""
    return "\n".join(map(drawable, words.split("\n"))) if "\n" in words else drawable(words)
