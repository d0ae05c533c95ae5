"""What is read on a page: headings, sentences, notices, checklists, errors and hints."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ac_tui.deck.cells import UNKNOWN, cells, drawable
from ac_tui.deck.cells import wrap as cells_wrap
from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.phone.block import widget_id

NO_BREAK = "\N{NO-BREAK SPACE}"
_IN_BORDER = 4
"""Cells of a field's upper border that are no room for its label."""


class Words(Static):
    """Text of the deck or of a person: never markup, drawn anew only where it changed."""

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 (Textual's name)
        self.said = Content(text) if isinstance(text, str) else text
        super().__init__(self.said, id=id, classes=classes, markup=False)

    def say(self, text: str | Content) -> None:
        """Show another text."""
        before, self.said = self.said, Content(text) if isinstance(text, str) else text
        if not self.said.is_same(before):
            self.update(self.said)


class BlockText(Words):
    """What is read of a block; `kind` is the block's own, or "heading", "label", "error", "hint"."""

    def __init__(self, block: Block, kind: str) -> None:
        self.kind = kind
        names = (block.id, kind) if kind in ("label", "error", "hint") else (block.id,)
        super().__init__(id=widget_id(*names), classes=kind)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        """Show a block; the mark of a notice, `!` or `✓` for something that went well, stands in its border."""
        if self.kind == "notice":
            self.border_title = "✓" if block.tone == "done" else "!"
            self.set_class(block.tone == "done", "-done")
        self.say(_content(self.kind, block))


def _content(kind: str, block: Block) -> Content:
    match kind:
        case "notice":
            lines = [Content.styled(block.title, "bold"), Content(block.text)]
        case "checklist":
            lines = [Content(block.text)]
            for option in block.options:
                line = Content(f"[{'x' if option.checked else ' '}] {option.text}")
                lines.append(line.stylize("bold $good") if option.checked else line)
        case "error":
            return Content(f"✗ {block.error}")
        case "hint":
            return Content(f"! {block.hint}")
        case _:
            return Content(block.text)
    return Content("\n").join(line for line in lines if line.plain)


def one_by_one(text: str) -> str:
    """Text as it may reach a terminal, one sign for each character: control characters and unseen ones are shown."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if one.isprintable() else "␊" if one == "\n" else drawable(one) or UNKNOWN for one in text)


def wrap(text: str, width: int, *, whole: str = "") -> list[str]:
    """Break text into lines of at most `width` cells, at spaces but not within `whole`; in a word only if it must."""
    width = max(1, width)
    if whole and cells(whole) <= width:
        text = text.replace(whole, whole.replace(" ", NO_BREAK), 1)
    return [line.replace(NO_BREAK, " ") for line in cells_wrap(text, width)]


def stands_above(label: str, width: int) -> bool:
    """Whether a label is too long for the border of its field in so many cells, and stands above it."""
    return cells(label) > width - _IN_BORDER
