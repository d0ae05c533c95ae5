"""Drawing what a person acts on: fields, code boxes, tabs, choices, checkboxes, buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ac_tui.deck.differences import group_part, option_part
from ac_tui.deck.layout_cells import cells, clip, drawable, wrap
from ac_tui.deck.layout_pen import Pen
from ac_tui.deck.layout_sheet import Cut, Hit, Role, Span
from ac_tui.deck.layout_texts import OFF, caption, with_links
from ac_tui.deck.view import Block

_LIGHT, _HEAVY = tuple("╭─╮│╰╯"), tuple("┏━┓┃┗┛")
_SHORTEST_NUMBER = 16
"""The least cells a field needs beside another."""


def field(pen: Pen, block: Block, beside: tuple[Block, ...]) -> None:
    """Draw a field or password with its label in the frame; a field beside it shares the row where both have room."""
    partner = next((b for b in beside if b.kind == "field"), None)
    if partner is None:
        _alone(pen, block)
        return
    left = max(10, cells(drawable(block.text)) + 4, cells(block.value) + 5)
    right = pen.width - left - 1
    if right < max(_SHORTEST_NUMBER, cells(drawable(partner.text)) + 4):
        _alone(pen, block)
        _alone(pen, partner)
        return
    start = len(pen.lines)
    boxes = _Box(pen, block, left, 0, start), _Box(pen, partner, right, left + 1, start)
    for one, two in zip(boxes[0].lines, boxes[1].lines, strict=True):
        pen.line(*one, Span(" ", "page"), *two)
    for name in ("text", "placeholder"):
        pen.part(block.id, name, start)
        pen.part(partner.id, name, start)
    for box in boxes:
        pen.remark(box.block)


def _alone(pen: Pen, block: Block) -> None:
    label, start = drawable(block.text), len(pen.lines)
    if cells(label) + 4 > pen.width:
        pen.text(block.id, label, _label_role(pen, block), hit=Hit(0, 0, 0, block.id))
        label = ""
    for spans in _Box(pen, block, pen.width, 0, len(pen.lines), label).lines:
        pen.line(*spans)
    pen.part(block.id, "text", start)
    pen.part(block.id, "placeholder", start)
    pen.remark(block)


def _label_role(pen: Pen, block: Block) -> Role:
    if pen.focused(block):
        return "label-focus"
    return "label-error" if block.error else "label"


def _frame_role(pen: Pen, block: Block) -> Role:
    if pen.focused(block):
        return "frame-focus"
    return "frame-error" if block.error else "frame"


class _Box:
    """The three lines of a framed field at cell `x` of line `line`; makes the pen remember hits and cursor."""

    def __init__(self, pen: Pen, block: Block, width: int, x: int, line: int, label: str | None = None) -> None:
        self.block = block
        label = drawable(block.text) if label is None else label
        on = pen.focused(block)
        frame = _frame_role(pen, block)
        corner, dash, corner_2, side, corner_3, corner_4 = _HEAVY if on else _LIGHT
        top: tuple[Span, ...] = (Span(f"{corner}{dash * (width - 2)}{corner_2}", frame),)
        if label:
            rest = dash * (width - 4 - cells(label))
            top = (Span(f"{corner} ", frame), Span(label, _label_role(pen, block)), Span(f" {rest}{corner_2}", frame))
        window = _window(block, width - 4, pen.cursor if on else -1, "selected" if pen.selected else "field-focus")
        middle = (
            Span(side, frame),
            Span("‹" if window.more_left else " ", "placeholder"),
            *window.spans,
            Span("›" if window.more_right else " ", "placeholder"),
            Span(side, frame),
        )
        bottom = (Span(f"{corner_3}{dash * (width - 2)}{corner_4}", frame),)
        self.lines = (top, middle, bottom)
        for number in range(3):
            pen.hits.append(Hit(line + number, x, x + width, block.id, "", window.first, x + 2))
        if on:
            pen.caret = (line + 1, x + 2 + window.caret)


class _Window(NamedTuple):
    """The part of a value that can be seen: its spans, the index of its first character, the cell of the cursor."""

    spans: tuple[Span, ...]
    first: int
    caret: int
    more_left: bool
    more_right: bool


def _window(block: Block, room: int, cursor: int, focus_role: Role) -> _Window:
    """Fit a value into `room` cells around the cursor (-1: no cursor, the beginning is shown)."""
    drawn = [drawable(char) for char in block.value]
    widths = [cells(char) for char in drawn]
    end = len(drawn)
    role: Role = focus_role if cursor >= 0 else "field"
    if not drawn:
        return _placeholder(block, room, cursor, role)
    first = 0
    if cursor >= 0:
        cursor = min(cursor, end)
        # Some of what follows stays in sight while the cursor goes through a long value.
        ahead = max(1, min(sum(widths[cursor:]), room // 4))
        while first < cursor and sum(widths[first:cursor]) + ahead > room:
            first += 1
    last, used = first, 0
    limit = room - (1 if cursor == end else 0)
    while last < end and used + widths[last] <= limit:
        used += widths[last]
        last += 1
    shown: Sequence[str] = drawn[first:last]
    if cursor < 0:
        spans: tuple[Span, ...] = (Span("".join(shown), role), Span(" " * (room - used), role))
        return _Window(spans, first, 0, first > 0, last < end)
    at = cursor - first
    stop = at + 1
    while stop < len(shown) and cells(shown[stop]) == 0:
        stop += 1
    under = "".join(shown[at:stop]) or " "
    free = room - used - (1 if cursor == end else 0)
    spans = (
        Span("".join(shown[:at]), role),
        Span(under, "caret"),
        Span("".join(shown[stop:]), role),
        Span(" " * free, "field-focus"),
    )
    return _Window(spans, first, sum(widths[first:cursor]), first > 0, last < end)


def _placeholder(block: Block, room: int, cursor: int, role: Role) -> _Window:
    words = clip(drawable(block.placeholder), room)
    fill = Span(" " * (room - cells(words)), role)
    if cursor < 0:
        return _Window((Span(words, "placeholder"), fill), 0, 0, False, False)
    if not words:
        return _Window((Span(" ", "caret"), Span(" " * (room - 1), role)), 0, 0, False, False)
    return _Window((Span(words[0], "caret"), Span(words[1:], "placeholder"), fill), 0, 0, False, False)


def code(pen: Pen, block: Block, beside: tuple[Block, ...]) -> None:
    """Draw the boxes of a code; more digits than boxes get boxes of their own, until no more fit in a row."""
    digits = [drawable(char) or " " for char in block.value]
    count = max(block.digits, len(digits))
    shapes = ((5, 1), (5, 0), (4, 1), (3, 1), (3, 0))
    shape = next((s for s in shapes if count * (s[0] + s[1]) - s[1] <= pen.width), None)
    if shape is None or any(cells(digit) > 1 for digit in digits):
        _alone(pen, block)
        return
    if block.text:
        start = len(pen.lines)
        pen.text(block.id, drawable(block.text), _label_role(pen, block), hit=Hit(0, 0, 0, block.id))
        pen.part(block.id, "text", start)
    wide, gap = shape
    on = pen.focused(block)
    cursor = min(pen.cursor, len(digits)) if on else -1
    frame: Role = "frame-error" if block.error else "frame"
    left = (pen.width - (count * (wide + gap) - gap)) // 2
    start = len(pen.lines)
    rows: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    for index in range(count):
        x = left + index * (wide + gap)
        here = on and index == min(cursor, count - 1)
        corner, dash, corner_2, side, corner_3, corner_4 = _HEAVY if here else _LIGHT
        role: Role = "frame-focus" if on else frame
        digit = digits[index] if index < len(digits) else " "
        before, after = " " * ((wide - 3) // 2), " " * ((wide - 2) // 2)
        inside: Role = "field" if not on else "selected" if pen.selected and digit != " " else "field-focus"
        space = Span(" " * (left if index == 0 else gap), "page")
        rows[0].extend((space, Span(f"{corner}{dash * (wide - 2)}{corner_2}", role)))
        rows[1].extend((space, Span(side, role), Span(before, inside)))
        rows[1].append(Span(digit, "caret" if here and cursor == index else inside))
        rows[1].extend((Span(after, inside), Span(side, role)))
        rows[2].extend((space, Span(f"{corner_3}{dash * (wide - 2)}{corner_4}", role)))
        for number in range(3):
            pen.hits.append(Hit(start + number, x, x + wide, block.id, "", index))
        if here:
            pen.caret = (start + 1, x + 1 + len(before))
    for row in rows:
        pen.line(*row)
    pen.remark(block)


def tabs(pen: Pen, block: Block, _: tuple[Block, ...]) -> None:
    """Draw tabs side by side, the open one underlined heavily; one below the other if there is no room."""
    caption(pen, block)
    labels = [drawable(option.text) for option in block.options]
    spare = pen.width - sum(map(cells, labels))
    if spare < 2 * len(labels):
        pen.cut.append(Cut(block.id, " ".join(labels)))
        _options(pen, block)
        return
    on = pen.focused(block)
    share, rest = divmod(spare, len(labels))
    x, line = 0, len(pen.lines)
    top: list[Span] = []
    bottom: list[Span] = []
    for number, (option, name) in enumerate(zip(block.options, labels, strict=True)):
        room = share + (1 if number < rest else 0)
        chosen = option.checked
        role: Role = "tab-focus" if chosen and on else "tab-on" if chosen else "tab"
        left, right = " " * (room // 2), " " * (room - room // 2)
        top.append(Span(f"{left}{name}{right}", role))
        wide = cells(name) + room
        bottom.append(Span(("━" if chosen else "─") * wide, "frame-focus" if chosen else "frame"))
        pen.hits += [Hit(line + row, x, x + wide, block.id, option.id) for row in (0, 1)]
        x += wide
    pen.line(*top)
    for option in block.options:
        pen.part(block.id, option_part(option.id), line)
    pen.line(*bottom)
    # The whole strip is one stop of the focus; which tab is meant is what it shows.
    pen.hits[:0] = [Hit(line, 0, pen.width, block.id)]
    pen.remark(block)


def choice(pen: Pen, block: Block, _: tuple[Block, ...]) -> None:
    """Draw a choice: its question, then the options under their groups, each `(•)` or `( )`."""
    caption(pen, block)
    _options(pen, block)
    pen.remark(block)


def _options(pen: Pen, block: Block) -> None:
    group = ""
    for option in block.options:
        if option.group and option.group != group:
            if group and pen.air:
                pen.blank()
            group, start = option.group, len(pen.lines)
            pen.text(block.id, drawable(group), "label")
            pen.part(block.id, group_part(option.id), start)
        start = len(pen.lines)
        chosen = option.checked
        on = pen.focused(block, option.id) or (block.kind == "tabs" and chosen and pen.focused(block))
        role: Role = "option-focus" if on else "option"
        lead = (Span("(•) " if chosen else "( ) ", role),)
        pen.text(block.id, drawable(option.text), role, lead=lead, hit=Hit(0, 0, 0, block.id, option.id))
        pen.part(block.id, option_part(option.id), start)


def checkbox(pen: Pen, block: Block, beside: tuple[Block, ...]) -> None:
    """Draw a checkbox, `[x]` or `[ ]`, with a link in its label."""
    role: Role = "option-focus" if pen.focused(block) else "option"
    words, runs = with_links(pen, drawable(block.text), tuple(b for b in beside if b.kind == "link"))
    lead = (Span("[x] " if block.checked else "[ ] ", role),)
    start = len(pen.lines)
    pen.text(block.id, words, role, lead=lead, runs=runs, hit=Hit(0, 0, 0, block.id))
    pen.part(block.id, "text", start)
    pen.remark(block)


def button(pen: Pen, block: Block, _: tuple[Block, ...]) -> None:
    """Draw a button across the page: one line, or a tall one where there is air. The first one is the main one."""
    on = pen.focused(block)
    role: Role = "button" if pen.main_button in ("", block.id) else "button-second"
    pen.main_button = pen.main_button or block.id
    role = "button-off" if not block.enabled else "button-focus" if on else role
    label = drawable(block.text) if block.enabled else OFF + drawable(block.text)
    parts = wrap(label, pen.width - 6)
    if len(parts) > 1:
        pen.cut.append(Cut(block.id, label))
    start = _edge(pen, role)
    for number, part in enumerate(parts):
        words = label[part.start : part.end]
        if on and number == 0:
            words = f"▸ {words} ◂"
        space = pen.width - cells(words)
        pen.line(Span(f"{' ' * (space // 2)}{words}{' ' * (space - space // 2)}", role))
    _edge(pen, role)
    _tappable(pen, block, start)


def answer(pen: Pen, block: Block) -> None:
    """Draw a button that is one of several answers: its words at the left, where it leads at the right."""
    on = pen.focused(block)
    role: Role = "choice-focus" if on else "choice"
    label = drawable(block.text)
    parts = wrap(label, pen.width - 7)
    if len(parts) > 1:
        pen.cut.append(Cut(block.id, label))
    start = _edge(pen, role)
    for number, part in enumerate(parts):
        words = label[part.start : part.end]
        lead, trail = (" ▸ " if on else "   ", " › ") if number == 0 else ("   ", "   ")
        pen.line(Span(f"{lead}{words}{' ' * (pen.width - 6 - cells(words))}{trail}", role))
    _edge(pen, role)
    _tappable(pen, block, start)


def _edge(pen: Pen, role: Role) -> int:
    """Draw the upper or lower row of a tall button, where there is air; return the line it starts on."""
    start = len(pen.lines)
    if pen.air > 1:
        pen.line(Span(" " * pen.width, role))
    return start


def _tappable(pen: Pen, block: Block, start: int) -> None:
    if block.enabled:
        pen.hits += [Hit(line, 0, pen.width, block.id) for line in range(start, len(pen.lines))]
