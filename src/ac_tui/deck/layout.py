"""One phone screen drawn on a grid of cells: pure data in, pure data out, the same for terminal, page and picture.

State is told in words and signs, never by colour alone: `[x]`, `(•)`, a heavy frame around what has the focus, an error
line behind `✗`, a hint behind `!`, a dead button behind `⊘`.
"""

from __future__ import annotations

from collections.abc import Callable

from ac_tui.deck import layout_fields, layout_texts
from ac_tui.deck.arrangement import answer_buttons, side_by_side
from ac_tui.deck.layout_cells import cells, drawable
from ac_tui.deck.layout_pen import Focus, Pen
from ac_tui.deck.layout_sheet import Cut, Hit, Line, Sheet, Span, pad
from ac_tui.deck.view import Block, View

__all__ = [
    "BACK",
    "MOST_AIR",
    "NOWHERE",
    "Cut",
    "Focus",
    "Hit",
    "Sheet",
    "Span",
    "draw",
    "fit",
    "masthead",
    "status_bar",
]

BACK = "@back"
"""The block id of the masthead's way back, which is no block of the screen."""

MOST_AIR = 2

NOWHERE = Focus()

_DRAW: dict[str, Callable[[Pen, Block, tuple[Block, ...]], None]] = {
    "text": layout_texts.text,
    "link": layout_texts.link,
    "notice": layout_texts.notice,
    "checklist": layout_texts.checklist,
    "button": layout_fields.button,
    "checkbox": layout_fields.checkbox,
    "choice": layout_fields.choice,
    "tabs": layout_fields.tabs,
    "field": layout_fields.field,
    "secret": layout_fields.field,
    "code": layout_fields.code,
}


def draw(
    view: View, width: int, *, focus: str = "", cursor: int = 0, option: str = "", selected: bool = False, air: int = 1
) -> Sheet:
    """Draw a screen's page, without status bar and masthead, `width` cells wide (at least 20).

    `focus`, `option` and `cursor` say which block and option have the focus and where in its value the text cursor is;
    with `selected` all of that value is about to be replaced. `air` is 0 for no free lines, 1 for one between blocks, 2
    for tall buttons too.
    """
    return _draw(view, width, Focus(focus, option, cursor, selected), air)


def fit(view: View, width: int, height: int, focus: Focus = NOWHERE) -> Sheet:
    """Draw a screen as airy as `height` lines allow: free lines go where they part most, the last ones missing first.

    Where not even the tightest drawing fits, that is the one: it needs the least scrolling.
    """
    for air in range(MOST_AIR, 0, -1):
        sheet = _draw(view, width, focus, air)
        if len(sheet.lines) <= height:
            return sheet
    sheet = _draw(view, width, focus, 0)
    spare = height - len(sheet.lines)
    return sheet if spare <= 0 else _draw(view, width, focus, 0, spare)


def status_bar(view: View, width: int) -> Line:
    """The phone's top line: the time at the left, signal and battery at the right."""
    time, signs = f" {drawable(view.clock)}", "▂▄▆█ ▐██▌ "
    gap = max(1, width - cells(time) - cells(signs))
    return pad((Span(f"{time}{' ' * gap}{signs}", "status"),), width, "status")


def masthead(view: View, width: int) -> Sheet:
    """The line with the wordmark and, where going back leads anywhere, the way back."""
    word = drawable(view.wordmark)
    left = max(3, (width - cells(word)) // 2)
    spans = (Span(" ‹ " if view.back else "   ", "back"), Span(" " * (left - 3), "wordmark"), Span(word, "wordmark"))
    hits = (Hit(0, 0, 3, BACK),) if view.back else ()
    return Sheet(width, (pad(spans, width, "wordmark"),), hits)


def _draw(view: View, width: int, focus: Focus, air: int, spare: int = 0) -> Sheet:
    """Draw with a free line in every gap, or, without air, in the `spare` gaps that need one most."""
    pen = Pen(width, focus, air)
    if view.heading:
        pen.text("heading", drawable(view.heading), "heading")
        pen.place("heading", 0)
    answers = answer_buttons(view)
    groups = side_by_side(view)
    gaps = _gaps(groups, answers, air)
    open_gaps = {number for number, _ in gaps[: len(gaps) if air else spare]}
    previous: Block | None = None
    for number, group in enumerate(groups):
        block = group[0]
        if number in open_gaps:
            pen.blank()
        start = len(pen.lines)
        if block.id in answers:
            layout_fields.answer(pen, block)
        else:
            _DRAW[block.kind](pen, block, group[1:])
        for member in group:
            pen.place(member.id, start)
        if previous is not None and _rules_of(previous, block):
            pen.place(previous.id, start)
        previous = group[-1]
    return pen.sheet()


def _gaps(groups: list[tuple[Block, ...]], answers: frozenset[str], air: int) -> list[tuple[int, int]]:
    """Where a free line may stand, as (number of the group below, rank), those that part most first."""
    gaps: list[tuple[int, int]] = []
    for number, group in enumerate(groups):
        above = groups[number - 1][-1] if number else None
        if not _belongs(above, group[0], answers, air):
            gaps.append((number, _rank(above, group[0])))
    return sorted(gaps, key=lambda gap: gap[1])


def _rank(above: Block | None, below: Block) -> int:
    """How little a free line between two blocks is needed."""
    if above is None:
        return 0
    if below.kind == "button" or "notice" in (above.kind, below.kind):
        return 1
    if below.kind in ("code", "field", "secret", "tabs", "choice"):
        return 2
    return 3 if above.interactive or below.interactive else 4


def _rules_of(secret: Block, block: Block) -> bool:
    """Whether a block is the checklist that a password is written by: the two are seen together."""
    return secret.kind == "secret" and block.kind == "checklist"


def _belongs(previous: Block | None, block: Block, answers: frozenset[str], air: int) -> bool:
    """Whether no line is left free between two blocks."""
    if previous is None:
        return False
    if _rules_of(previous, block):
        return True
    return air < MOST_AIR and {previous.id, block.id} <= answers
