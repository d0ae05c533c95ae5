"""Drawing what a person acts on: fields, code boxes, tabs, choices, checkboxes, buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ac_tui.deck.layout_cells import drawable
from ac_tui.deck.layout_sheet import group_part, option_part
from ac_tui.deck.view import Block
from ac_tui.reports.storyboard import signs
from ac_tui.reports.storyboard.ink import WORDS
from ac_tui.reports.storyboard.paper import LEFT, ROOM, Paper
from ac_tui.reports.storyboard.reading import MIDDLE, Beside, caption, remark, with_links
from ac_tui.reports.storyboard.type_face import shrunk, width, wrap

_PAD: Final = 14.0
_LEAST_VALUE: Final = 12.5
"""The smallest a long value becomes before it takes a second line."""
_BESIDE: Final = 8.0
_LEAST_NUMBER: Final = 150.0
"""The least room a field needs beside another."""


class Acting:
    """Draws on `paper`; `focus` is the block that has the cursor, `main` the button that is the screen's main one."""

    def __init__(self, paper: Paper, focus: str, main: str) -> None:
        self._paper = paper
        self._focus = focus
        self._main = main

    def field(self, block: Block, beside: Beside) -> None:
        """A field or password, its label within; a field beside it shares the row where both have room."""
        partner = next((b for b in beside if b.kind == "field"), None)
        narrow = max(92.0, _needs(block))
        wide = ROOM - narrow - _BESIDE
        if partner is None or wide < max(_LEAST_NUMBER, _needs(partner)):
            self._alone(block)
            if partner is not None:
                self._paper.gap(12)
                self._alone(partner)
            return
        top = self._paper.y
        self._paper.y = max(self._box(block, LEFT, narrow, top), self._box(partner, LEFT + narrow + _BESIDE, wide, top))
        self._inside(top, block, partner)
        remark(self._paper, block)
        remark(self._paper, partner)

    def _alone(self, block: Block) -> None:
        top = self._paper.y
        self._paper.y = self._box(block, LEFT, ROOM, top)
        self._inside(top, block)
        remark(self._paper, block)

    def _inside(self, top: float, *blocks: Block) -> None:
        """Remember where the words within the frames of fields are."""
        for block in blocks:
            for part in ("text", "placeholder"):
                self._paper.place(block.id, part, top)

    def _box(self, block: Block, x: float, wide: float, top: float) -> float:
        """Draw one field and return where it ends: a value that is too long gets smaller letters, then more lines."""
        paper, on, room = self._paper, self._has_focus(block), wide - 2 * _PAD
        label, value = drawable(block.text), "".join(map(drawable, block.value))
        shown = value or drawable(block.placeholder)
        inside = bool(shown) or on
        label_kind = "inside" if inside else "empty"
        labels = _lines(label, label_kind, 11.0, room)
        values = _lines(shown, "value", _LEAST_VALUE, room) if inside else _Lines(0, ())
        label_line, value_line = WORDS[label_kind].line, WORDS["value"].line
        high = max(58.0, 9 + label_line * len(labels.parts) + value_line * len(values.parts) + 10)
        paper.box(_frame(block, on), x, top, wide, high, 12)
        at = top + (9 if inside else (high - label_line * len(labels.parts)) / 2)
        for part in labels.parts:
            paper.line(label_kind, part, x + _PAD, at, size=labels.size)
            at += label_line
        kind = "value" if value else "empty"
        for part in values.parts:
            paper.line(kind, part, x + _PAD, at, size=values.size)
            at += value_line
        if on:
            last = values.parts[-1] if value else ""
            paper.box("caret", x + _PAD + width(last, values.size) + 1.5, at - value_line + 1, 2, value_line - 2)
        return top + high

    def _has_focus(self, block: Block) -> bool:
        return block.enabled and block.id == self._focus

    def code(self, block: Block, _: Beside) -> None:
        """The boxes of a code; more digits than boxes get boxes of their own, in as many rows as it takes."""
        paper, on, typed = self._paper, self._has_focus(block), len(block.value)
        if block.text:
            caption(paper, block)
            paper.y += 6
        count = max(block.digits, typed)
        per_row = min(count, 10)
        gap = 10.0 if per_row <= 6 else 5.0
        wide = min(46.0, (ROOM - gap * (per_row - 1)) / per_row)
        left = MIDDLE - (per_row * (wide + gap) - gap) / 2
        for number in range(count):
            row, column = divmod(number, per_row)
            x, y = left + column * (wide + gap), paper.y + row * 66
            here = on and number == min(typed, count - 1)
            paper.box(_frame(block, here), x, y, wide, 58, 10)
            if number < typed:
                paper.mark("bullet", f'circle cx="{x + wide / 2:.2f}" cy="{y + 29:.2f}" r="5.5"')
            elif here:
                paper.box("caret", x + wide / 2 - 1, y + 18, 2, 22)
        paper.y += 66 * -(-count // per_row) - 8
        remark(paper, block)

    def tabs(self, block: Block, _: Beside) -> None:
        """Tabs side by side, the open one heavy and underlined; one below the other if there is no room."""
        paper, spare = self._paper, 12.0
        caption(paper, block)
        labels = [drawable(option.text) for option in block.options]
        room = ROOM - spare * len(labels)
        look = WORDS["tab-on"]
        together = " ".join(labels)
        size = shrunk(together, look.size, 12.5, room, bold=True)
        if width(together, size, bold=True) > room:
            self._options(block)
            remark(paper, block)
            return
        widths = [width(label, size, bold=True) for label in labels]
        share = (ROOM - sum(widths)) / len(labels)
        even = ROOM / len(labels)
        if max(widths) + spare <= even:
            widths, share = [even] * len(labels), 0.0
        x = LEFT
        for option, label, own in zip(block.options, labels, widths, strict=True):
            kind = "tab-on" if option.checked else "tab-off"
            paper.line(kind, label, x + (own + share) / 2, paper.y + 8, size=size, anchor="middle")
            thick = 3.0 if option.checked else 1.0
            paper.box("tab-on" if option.checked else "tab", x, paper.y + 40 - thick, own + share, thick)
            x += own + share
        top = paper.y
        paper.y += 40
        for option in block.options:
            paper.place(block.id, option_part(option.id), top)
        remark(paper, block)

    def choice(self, block: Block, _: Beside) -> None:
        """A choice: its question, then the options under their groups."""
        if block.text:
            caption(self._paper, block)
            self._paper.gap(8)
        self._options(block)
        remark(self._paper, block)

    def _options(self, block: Block) -> None:
        paper, group = self._paper, ""
        for number, option in enumerate(block.options):
            if option.group and option.group != group:
                paper.gap(14 if number else 0)
                group, top = option.group, paper.y
                paper.words("label", drawable(group))
                paper.place(block.id, group_part(option.id), top)
            paper.gap(7)
            top = paper.y
            signs.radio(paper, LEFT + 10, top + 11, chosen=option.checked)
            paper.words("option", drawable(option.text), x=LEFT + 32, room=ROOM - 32)
            paper.y = max(paper.y, top + 22)
            paper.place(block.id, option_part(option.id), top)
            paper.gap(4)

    def checkbox(self, block: Block, beside: Beside) -> None:
        """A box to tick, with the links in its label."""
        paper = self._paper
        words, runs = with_links(drawable(block.text), tuple(b for b in beside if b.kind == "link"))
        signs.box(paper, LEFT + 11, paper.y + 11, ticked=block.checked is True, error=bool(block.error))
        top = paper.y
        paper.words("option", words, x=LEFT + 34, room=ROOM - 34, runs=runs)
        paper.y = max(paper.y, top + 22)
        paper.place(block.id, "text", top)
        remark(paper, block)

    def button(self, block: Block, _: Beside) -> None:
        """A button across the page: the main one filled, others outlined, one that cannot be used behind a sign."""
        paper = self._paper
        kind = "button" if block.id == self._main else "button-2" if block.enabled else "button-off"
        label, look = drawable(block.text), WORDS[kind]
        room = ROOM - (56 if block.enabled else 84)
        size = shrunk(label, look.size, 14.0, room, bold=True)
        parts = wrap(label, size, room, bold=True)
        high = max(52.0, 26 + look.line * len(parts))
        paper.box(kind, LEFT, paper.y, ROOM, high, 26)
        paper.label(kind, label, 14.0, middle=MIDDLE, room=room, top=paper.y + (high - look.line * len(parts)) / 2)
        if not block.enabled:
            signs.off(paper, LEFT + 26, paper.y + high / 2)
        paper.y += high

    def answer(self, block: Block) -> None:
        """A button that is one of several answers: its words at the left, where it leads at the right."""
        paper, look = self._paper, WORDS["answer"]
        label, room = drawable(block.text), ROOM - 64
        parts = wrap(label, look.size, room, bold=True)
        high = max(60.0, 32 + look.line * len(parts))
        paper.box("answer", LEFT, paper.y, ROOM, high, 14)
        signs.arrow(paper, LEFT + ROOM - 24, paper.y + high / 2)
        bottom, paper.y = paper.y + high, paper.y + (high - look.line * len(parts)) / 2
        paper.words("answer", label, x=LEFT + 20, room=room)
        paper.y = bottom


def _needs(block: Block) -> float:
    """The room a field takes when neither its label nor its value is made smaller."""
    label, value = width(drawable(block.text), WORDS["empty"].size), width(drawable(block.value), WORDS["value"].size)
    return max(label if not block.value else 0.0, value + 4) + 2 * _PAD


def _frame(block: Block, on: bool) -> str:
    return "field-error" if block.error else "field-focus" if on else "field"


class _Lines:
    """Words made to fit: their size, and their lines."""

    def __init__(self, size: float, parts: Sequence[str]) -> None:
        self.size = size
        self.parts = parts


def _lines(text: str, kind: str, least: float, room: float) -> _Lines:
    size = shrunk(text, WORDS[kind].size, least, room - 4)
    return _Lines(size, [text[part.start : part.end] for part in wrap(text, size, room - 4)])
