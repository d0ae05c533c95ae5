"""A View drawn in plain text, for reports and baselines: what a person sees, no code and no secret in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ac_tui.deck.arrangement import answer_buttons, side_by_side
from ac_tui.deck.cells import cells, clip, drawable, wrap
from ac_tui.deck.fits import OFF
from ac_tui.deck.redaction import mask_codes
from ac_tui.deck.view import Block, View

WIDTH: Final = 40
"""Cells of a line."""
_LIGHT: Final = tuple("╭─╮│╰╯")
_HEAVY: Final = tuple("┏━┓┃┗┛")
_LEAST: Final = 16
"""The least cells that a field needs beside another."""
_BOXES: Final = ((5, 1), (5, 0), (4, 1), (3, 1), (3, 0))
"""Cells of a code's box and of the gap beside it, widest first."""


def picture(view: View, focus: str = "") -> str:
    """The phone's screen as a person sees it, drawn in text; `focus` is the field with the cursor."""
    if not view.open:
        return "(the app is closed)"
    return "\n".join(line.rstrip() for line in (*_front(view), *_page(mask_codes(view), focus)))


def _front(view: View) -> Iterator[str]:
    """The status bar, and the line with the wordmark and the way back."""
    time, signs, word = f" {drawable(view.clock)}", "▂▄▆█ ▐██▌ ", drawable(view.wordmark)
    yield f"{time}{' ' * max(1, WIDTH - cells(time) - cells(signs))}{signs}"
    yield (" ‹" if view.back else "").ljust(max(3, (WIDTH - cells(word)) // 2)) + word


def _page(view: View, focus: str) -> Iterator[str]:
    """The heading and the blocks, a free line between those that do not belong together."""
    answers = answer_buttons(view)
    above: Block | None = None
    if view.heading:
        yield from wrap(drawable(view.heading), WIDTH)
    for block, *beside in side_by_side(view):
        if (above is not None or view.heading) and not _belongs(above, block, answers):
            yield ""
        if block.id in answers:
            yield from _answer(block)
        else:
            yield from _DRAW[block.kind](block, beside, focus)
        above = beside[-1] if beside else block


def _belongs(above: Block | None, block: Block, answers: frozenset[str]) -> bool:
    """Whether no line is left free between two blocks."""
    if above is None:
        return False
    rules = above.kind == "secret" and block.kind == "checklist"
    return rules or {above.id, block.id} <= answers


def _with_links(text: str, links: Sequence[Block]) -> str:
    """A text with the links that stand beside it: within it where their words occur in it, else after it."""
    for block in links:
        words = _link_words(block)
        if words not in text:
            text = f"{text} {words}" if text else words
    return text


def _link_words(block: Block) -> str:
    return drawable(block.text) if block.enabled else f"{OFF}{drawable(block.text)}"


def _hanging(sign: str, text: str) -> Iterator[str]:
    """Wrapped text behind a sign, its further lines below the first."""
    for number, line in enumerate(wrap(text, WIDTH - len(sign))):
        yield f"{sign if not number else ' ' * len(sign)}{line}"


def _remarks(block: Block) -> Iterator[str]:
    """A field's error and hint, each behind its sign."""
    for sign, said in (("✗ ", block.error), ("! ", block.hint)):
        if said:
            yield from _hanging(sign, drawable(said))


def _caption(block: Block) -> list[str]:
    return wrap(drawable(block.text), WIDTH) if block.text else []


def _text(block: Block, beside: Sequence[Block], _: str) -> Iterator[str]:
    yield from wrap(_with_links(drawable(block.text), [b for b in beside if b.kind == "link"]), WIDTH)


def _link(block: Block, beside: Sequence[Block], _: str) -> Iterator[str]:
    words = _with_links("", [block, *(b for b in beside if b.kind == "link")])
    yield from wrap("  ".join([words, *(drawable(b.text) for b in beside if b.kind == "text")]), WIDTH)


def _notice(block: Block, _: Sequence[Block], __: str) -> Iterator[str]:
    yield f"╭ {'✓' if block.tone == 'done' else '!'} {'─' * (WIDTH - 5)}╮"
    for said in (block.title, block.text):
        for line in wrap(drawable(said), WIDTH - 4) if said else ():
            yield f"│ {_filled(line, WIDTH - 4)} │"
    yield f"╰{'─' * (WIDTH - 2)}╯"


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _checklist(block: Block, _: Sequence[Block], __: str) -> Iterator[str]:
    yield from _caption(block)
    for option in block.options:
        yield from _hanging("[x] " if option.checked else "[ ] ", drawable(option.text))


def _field(block: Block, beside: Sequence[Block], focus: str) -> Iterator[str]:
    """A field with its label in the frame; one beside it shares the row where both have room."""
    partner = next((b for b in beside if b.kind == "field"), None)
    if partner is None:
        yield from _alone(block, focus)
        return
    left = max(10, cells(drawable(block.text)) + 4, cells(block.value) + 5)
    right = WIDTH - left - 1
    if right < max(_LEAST, cells(drawable(partner.text)) + 4):
        yield from (*_alone(block, focus), *_alone(partner, focus))
        return
    for one, two in zip(_box(block, left, focus), _box(partner, right, focus), strict=True):
        yield f"{one} {two}"
    yield from (*_remarks(block), *_remarks(partner))


def _alone(block: Block, focus: str) -> Iterator[str]:
    label = drawable(block.text)
    if cells(label) + 4 > WIDTH:
        yield from wrap(label, WIDTH)
        label = ""
    yield from _box(block, WIDTH, focus, label)
    yield from _remarks(block)


def _box(block: Block, width: int, focus: str, label: str | None = None) -> Iterator[str]:
    """The three lines of a framed field, heavy where it has the focus."""
    label = drawable(block.text) if label is None else label
    on = block.enabled and focus == block.id
    corner, dash, corner_2, side, corner_3, corner_4 = _HEAVY if on else _LIGHT
    edge = f" {label} {dash * (width - 4 - cells(label))}" if label else dash * (width - 2)
    yield f"{corner}{edge}{corner_2}"
    yield f"{side}{_window(block, width - 4, on=on)}{side}"
    yield f"{corner_3}{dash * (width - 2)}{corner_4}"


def _window(block: Block, room: int, *, on: bool) -> str:
    """The part of a value that can be seen: its end where the cursor stands there, else its beginning."""
    value = drawable(block.value)
    if not value:
        return f" {_filled(clip(drawable(block.placeholder), room), room)} "
    shown = value
    if on:
        while cells(shown) > room - 1:
            shown = shown[1:]
        return f"{'‹' if shown != value else ' '}{_filled(shown, room)} "
    while cells(shown) > room:
        shown = shown[:-1]
    return f" {_filled(shown, room)}{'›' if shown != value else ' '}"


def _code(block: Block, beside: Sequence[Block], focus: str) -> Iterator[str]:
    """The boxes of a code; more digits than boxes get boxes of their own, until no more fit in a row."""
    digits = [drawable(char) or " " for char in block.value]
    count = max(block.digits, len(digits))
    shape = next(((wide, gap) for wide, gap in _BOXES if count * (wide + gap) - gap <= WIDTH), None)
    if shape is None or any(cells(digit) > 1 for digit in digits):
        yield from _alone(block, focus)
        return
    yield from _caption(block)
    wide, gap = shape
    on = block.enabled and focus == block.id
    here = min(len(digits), count - 1) if on else -1
    rows = ["", "", ""]
    for index in range(count):
        corner, dash, corner_2, side, corner_3, corner_4 = _HEAVY if index == here else _LIGHT
        digit = digits[index] if index < len(digits) else " "
        inside = f"{' ' * ((wide - 3) // 2)}{digit}{' ' * ((wide - 2) // 2)}"
        parts = (
            f"{corner}{dash * (wide - 2)}{corner_2}",
            f"{side}{inside}{side}",
            f"{corner_3}{dash * (wide - 2)}{corner_4}",
        )
        rows = [f"{row}{' ' * gap if index else ''}{part}" for row, part in zip(rows, parts, strict=True)]
    margin = " " * ((WIDTH - (count * (wide + gap) - gap)) // 2)
    yield from (f"{margin}{row}" for row in rows)
    yield from _remarks(block)


def _tabs(block: Block, _: Sequence[Block], __: str) -> Iterator[str]:
    """Tabs side by side, the open one underlined heavily; one below the other if there is no room."""
    yield from _caption(block)
    labels = [drawable(option.text) for option in block.options]
    spare = WIDTH - sum(map(cells, labels))
    if spare < 2 * len(labels):
        yield from _options(block)
        return
    share, rest = divmod(spare, len(labels))
    rooms = [share + (number < rest) for number in range(len(labels))]
    yield "".join(
        f"{' ' * (room // 2)}{name}{' ' * (room - room // 2)}" for name, room in zip(labels, rooms, strict=True)
    )
    lines = ("━" if option.checked else "─" for option in block.options)
    yield "".join(line * (cells(name) + room) for line, name, room in zip(lines, labels, rooms, strict=True))
    yield from _remarks(block)


def _choice(block: Block, _: Sequence[Block], __: str) -> Iterator[str]:
    yield from _caption(block)
    yield from _options(block)
    yield from _remarks(block)


def _options(block: Block) -> Iterator[str]:
    group = ""
    for option in block.options:
        if option.group and option.group != group:
            if group:
                yield ""
            group = option.group
            yield from wrap(drawable(group), WIDTH)
        yield from _hanging("(•) " if option.checked else "( ) ", drawable(option.text))


def _checkbox(block: Block, beside: Sequence[Block], _: str) -> Iterator[str]:
    words = _with_links(drawable(block.text), [b for b in beside if b.kind == "link"])
    yield from _hanging("[x] " if block.checked else "[ ] ", words)
    yield from _remarks(block)


def _button(block: Block, _: Sequence[Block], __: str) -> Iterator[str]:
    for line in wrap(_link_words(block), WIDTH - 6):
        yield f"{' ' * ((WIDTH - cells(line)) // 2)}{line}"


def _answer(block: Block) -> Iterator[str]:
    """A button that is one of several answers: its words at the left, where it leads at the right."""
    for number, line in enumerate(wrap(drawable(block.text), WIDTH - 7)):
        yield f"   {_filled(line, WIDTH - 6)}{' › ' if not number else ''}"


_DRAW: Final[dict[str, Callable[[Block, Sequence[Block], str], Iterator[str]]]] = {
    "text": _text,
    "link": _link,
    "notice": _notice,
    "checklist": _checklist,
    "field": _field,
    "secret": _field,
    "code": _code,
    "tabs": _tabs,
    "choice": _choice,
    "checkbox": _checkbox,
    "button": _button,
}
