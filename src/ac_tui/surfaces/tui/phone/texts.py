"""What is read on a page: headings, sentences, notices, checklists, errors and hints."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ac_tui.deck.view import Block
from ac_tui.surfaces.tui.phone.block import widget_id


class Words(Static):
    """Text of the deck or of a person: never markup, drawn anew only where it changed."""

    def __init__(self, text: str, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 (Textual's name)
        super().__init__(Content(text), id=id, classes=classes, markup=False)
        self.text = text

    def say(self, text: str) -> None:
        """Show another text."""
        if text != self.text:
            self.text = text
            self.update(Content(text))


class Sentence(Words):
    """A text block."""

    def __init__(self, block: Block) -> None:
        super().__init__(block.text, id=widget_id(block.id), classes="text")

    def show(self, block: Block) -> None:
        """Show a block."""
        self.say(block.text)


class Notice(Words):
    """A notice: a title over a text, its mark `!`, or `✓` for something that went well, in its border."""

    def __init__(self, block: Block) -> None:
        super().__init__("", id=widget_id(block.id), classes="notice")
        self.show(block)

    def show(self, block: Block) -> None:
        """Show a block."""
        self.border_title = "✓" if block.tone == "done" else "!"
        self.set_class(block.tone == "done", "-done")
        if (text := f"{block.title}\n{block.text}") != self.text:
            self.text = text
            parts = [Content.styled(block.title, "bold"), Content(block.text)]
            self.update(Content("\n").join([part for part in parts if part.plain]))


class Checklist(Static):
    """Conditions, each `[x]` or `[ ]`."""

    def __init__(self, block: Block) -> None:
        super().__init__(id=widget_id(block.id), classes="checklist", markup=False)
        self.shown: Block | None = None
        self.show(block)

    def show(self, block: Block) -> None:
        """Show a block."""
        if block == self.shown:
            return
        self.shown = block
        lines = [Content(block.text)] if block.text else []
        for option in block.options:
            line = Content(f"[{'x' if option.checked else ' '}] {option.text}")
            lines.append(line.stylize("bold $good") if option.checked else line)
        self.update(Content("\n").join(lines))


class Remark(Words):
    """An error behind `✗`, or a hint behind `!`, under the block it is about."""

    def __init__(self, block: Block, kind: str) -> None:
        self.kind = kind
        super().__init__(self._said(block), id=widget_id(block.id, kind), classes=kind)

    def show(self, block: Block) -> None:
        """Show a block's error or hint."""
        self.say(self._said(block))

    def _said(self, block: Block) -> str:
        return f"✗ {block.error}" if self.kind == "error" else f"! {block.hint}"
