"""A View drawn in plain text, for reports and baselines: what a person sees, no code and no secret in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ac_tui.deck.cells import OFF, cells, clip, drawable, wrap
from ac_tui.deck.redaction import change_texts, mask_codes
from ac_tui.deck.view import Block, View, answer_buttons, side_by_side

WIDTH: Final = 40
"""Cells of a line."""
_LIGHT: Final = tuple("╭─╮│╰╯")
_HEAVY: Final = tuple("┏━┓┃┗┛")
_LEAST: Final = 16
"""The least cells that a field needs beside another."""


def picture(view: View, focus: str = "") -> str:
    """The phone's screen as a person sees it, drawn in text; `focus` is the field with the cursor."""
    if not view.open:
        return "(the app is closed)"
    view = change_texts(mask_codes(view), drawable)
    time, signs = f" {drawable(view.clock)}", "▂▄▆█ ▐██▌ "
    status = f"{time}{' ' * max(1, WIDTH - cells(time) - cells(signs))}{signs}"
    word = drawable(view.wordmark)
    front = (" ‹" if view.back else "").ljust(max(3, (WIDTH - cells(word)) // 2)) + word
    return "\n".join(line.rstrip() for line in (status, front, *_page(view, focus)))


def _page(view: View, focus: str) -> Iterator[str]:
    """The heading and the blocks, a free line between those that do not belong together."""
    answers = answer_buttons(view)
    above: Block | None = None
    if view.heading:
        yield from wrap(view.heading, WIDTH)
    for block, *beside in side_by_side(view):
        rules = above is not None and (above.kind, block.kind) == ("secret", "checklist")
        together = above is not None and (rules or {above.id, block.id} <= answers)
        if (above is not None or view.heading) and not together:
            yield ""
        if block.id in answers:  # one of several: its words at the left, where it leads at the right
            first, *rest = wrap(block.text, WIDTH - 7)
            yield from (f"   {_filled(first, WIDTH - 6)} › ", *(f"   {_filled(line, WIDTH - 6)}" for line in rest))
        else:
            yield from _block(block, beside, focus)
        above = beside[-1] if beside else block


def _block(block: Block, beside: Sequence[Block], focus: str) -> Iterator[str]:
    """What stands for a block and those beside it."""
    links = [one for one in beside if one.kind == "link"]
    if block.kind in ("checklist", "tabs", "choice") and block.text:
        yield from wrap(block.text, WIDTH)
    match block.kind:
        case "text":
            yield from wrap(_with_links(block.text, links), WIDTH)
        case "link":
            words = (_with_links("", [block, *links]), *(one.text for one in beside if one.kind == "text"))
            yield from wrap("  ".join(words), WIDTH)
        case "notice":
            said = (line for part in (block.title, block.text) if part for line in wrap(part, WIDTH - 4))
            label = "✓" if block.tone == "done" else "!"
            yield from _frame([f" {_filled(line, WIDTH - 4)} " for line in said], WIDTH, label=label)
        case "checklist" | "choice":
            yield from _options(block)
        case "field" | "secret":
            yield from _field(block, beside, focus)
        case "code":
            yield from _code(block, focus)
        case "tabs":
            yield from _tabs(block)
        case "checkbox":
            yield from _hanging("[x] " if block.checked else "[ ] ", _with_links(block.text, links))
        case "button":
            lines = wrap(_link_words(block), WIDTH - 6)
            yield from (f"{' ' * ((WIDTH - cells(line)) // 2)}{line}" for line in lines)
    if block.kind in ("code", "tabs", "choice", "checkbox"):
        yield from _remarks(block)


def _with_links(text: str, links: Sequence[Block]) -> str:
    """A text with the links that stand beside it: within it where their words occur in it, else after it."""
    for words in map(_link_words, links):
        if words not in text:
            text = f"{text} {words}" if text else words
    return text


def _link_words(block: Block) -> str:
    return block.text if block.enabled else f"{OFF}{block.text}"


def _hanging(sign: str, text: str) -> Iterator[str]:
    """Wrapped text behind a sign, its further lines below the first."""
    for number, line in enumerate(wrap(text, WIDTH - len(sign))):
        yield f"{sign if not number else ' ' * len(sign)}{line}"


def _remarks(block: Block) -> Iterator[str]:
    """A field's error and hint, each behind its sign."""
    for sign, said in (("✗ ", block.error), ("! ", block.hint)):
        if said:
            yield from _hanging(sign, said)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _frame(inside: Sequence[str], width: int, *, label: str = "", heavy: bool = False) -> list[str]:
    """Lines in a frame, which may have a label in it."""
    corner, dash, corner_2, side, corner_3, corner_4 = _HEAVY if heavy else _LIGHT
    edge = f" {label} {dash * (width - 4 - cells(label))}" if label else dash * (width - 2)
    lines = (f"{side}{line}{side}" for line in inside)
    return [f"{corner}{edge}{corner_2}", *lines, f"{corner_3}{dash * (width - 2)}{corner_4}"]


def _field(block: Block, beside: Sequence[Block], focus: str) -> Iterator[str]:
    """A field with its label in the frame; one beside it shares the row where both have room."""
    fields = [block, *(one for one in beside if one.kind == "field")][:2]
    left = max(10, cells(block.text) + 4, cells(block.value) + 5)
    right = WIDTH - left - 1
    if len(fields) < 2 or right < max(_LEAST, cells(fields[1].text) + 4):
        for one in fields:
            yield from (*_box(one, WIDTH, focus), *_remarks(one))
        return
    rows = zip(_box(block, left, focus), _box(fields[1], right, focus), strict=True)
    yield from (f"{one} {two}" for one, two in rows)
    yield from (*_remarks(block), *_remarks(fields[1]))


def _box(block: Block, width: int, focus: str) -> Iterator[str]:
    """A framed field, heavy where it has the focus; a label that has no room in the frame stands above it.

    Of a value too long for it one sees the end where the cursor stands there, else the beginning.
    """
    label, room = block.text, width - 4
    if cells(label) + 4 > width:
        yield from wrap(label, width)
        label = ""
    on = block.enabled and focus == block.id
    shown, left, right = block.value, " ", " "
    while cells(shown) > room - on:
        shown, left, right = (shown[1:], "‹", " ") if on else (shown[:-1], " ", "›")
    shown = shown if block.value else clip(block.placeholder, room)
    yield from _frame([f"{left}{_filled(shown, room)}{right}"], width, label=label, heavy=on)


def _code(block: Block, focus: str) -> Iterator[str]:
    """The boxes of a code; more digits than boxes get boxes of their own, until no more fit in a row."""
    digits = block.value
    count = max(block.digits, len(digits))
    wide = min(5, (WIDTH + 1) // count - 1)
    if wide < 3 or any(cells(digit) > 1 for digit in digits):
        yield from _box(block, WIDTH, focus)
        return
    if block.text:
        yield from wrap(block.text, WIDTH)
    here = min(len(digits), count - 1) if block.enabled and focus == block.id else -1
    boxes = [
        _frame([digit.center(wide - 2)], wide, heavy=number == here) for number, digit in enumerate(digits.ljust(count))
    ]
    yield from (" ".join(row).center(WIDTH) for row in zip(*boxes, strict=True))


def _tabs(block: Block) -> Iterator[str]:
    """Tabs side by side, the open one underlined heavily; one below the other if there is no room."""
    labels = [option.text for option in block.options]
    spare = WIDTH - sum(map(cells, labels))
    if spare < 2 * len(labels):
        yield from _options(block)
        return
    share, rest = divmod(spare, len(labels))
    rooms = [share + (number < rest) for number in range(len(labels))]
    named = list(zip(labels, rooms, block.options, strict=True))
    yield "".join(f"{' ' * (room // 2)}{name}{' ' * (room - room // 2)}" for name, room, _ in named)
    yield "".join(("━" if option.checked else "─") * (cells(name) + room) for name, room, option in named)


def _options(block: Block) -> Iterator[str]:
    """Options one below the other, each group under its heading."""
    on, off = ("[x] ", "[ ] ") if block.kind == "checklist" else ("(•) ", "( ) ")
    group = ""
    for option in block.options:
        if option.group and option.group != group:
            if group:
                yield ""
            group = option.group
            yield from wrap(group, WIDTH)
        yield from _hanging(on if option.checked else off, option.text)
