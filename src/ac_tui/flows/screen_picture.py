"""A View drawn in plain text, for reports and baselines: what a person sees, no code and no secret in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ac_tui.deck.cells import OFF, cells, clip, drawable, wrap
from ac_tui.deck.redaction import change_texts, mask_codes
from ac_tui.deck.view import Block, View, answer_buttons, side_by_side

WIDTH: Final = 40
"""Cells of a line."""


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
        if block.id in answers:  # one of several
            yield from _hanging(" › ", block.text)
        else:
            yield from _block(block, beside, focus)
        above = beside[-1] if beside else block


def _block(block: Block, beside: Sequence[Block], focus: str) -> Iterator[str]:
    if block.text and block.kind in ("checklist", "tabs", "choice", "field", "secret", "code"):
        yield from wrap(block.text, WIDTH)
    yield from _content(block, beside, focus)
    if block.kind not in ("text", "link", "notice", "checklist", "button"):
        for sign, said in (("✗ ", block.error), ("! ", block.hint)):
            yield from _hanging(sign, said) if said else ()
    for field in (one for one in beside if one.kind == "field"):
        yield from _block(field, (), focus)


def _content(block: Block, beside: Sequence[Block], focus: str) -> Iterator[str]:
    links = [one for one in beside if one.kind == "link"]
    match block.kind:
        case "text":
            yield from wrap(_with_links(block.text, links), WIDTH)
        case "link":
            words = (_with_links("", [block, *links]), *(one.text for one in beside if one.kind == "text"))
            yield from wrap("  ".join(words), WIDTH)
        case "notice":
            sign = "✓ " if block.tone == "done" else "! "
            yield from _hanging(sign, "\n".join(filter(None, (block.title, block.text))))
        case "checklist" | "choice" | "tabs":
            yield from _options(block)
        case "field" | "secret":
            yield _written(block, focus)
        case "code":
            here = "_" if block.enabled and focus == block.id else ""
            digits = f"{block.value}{here}".ljust(block.digits, "·")
            yield from wrap(" ".join(f"[{digit}]" for digit in digits), WIDTH)
        case "checkbox":
            yield from _hanging("[x] " if block.checked else "[ ] ", _with_links(block.text, links))
        case "button":
            lines = wrap(_link_words(block), WIDTH - 6)
            yield from (f"{' ' * ((WIDTH - cells(line)) // 2)}{line}" for line in lines)


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


def _written(block: Block, focus: str) -> str:
    """What stands in a field, between heavy strokes where it has the focus: there one sees the end of it."""
    here, room = block.enabled and focus == block.id, WIDTH - 4
    shown = block.value or block.placeholder
    while here and cells(shown) > room:
        shown = shown[1:]
    side, shown = "┃" if here else "│", clip(shown, room)
    return f"{side} {shown}{' ' * (room - cells(shown))} {side}"


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
