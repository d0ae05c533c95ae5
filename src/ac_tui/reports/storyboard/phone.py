"""A View as a phone on paper: SVG set in real type, whatever stands in it within its edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from ac_tui.deck.differences import HEADING
from ac_tui.deck.layout import alike, side_by_side
from ac_tui.deck.layout_cells import drawable
from ac_tui.deck.layout_sheet import WHOLE, Place
from ac_tui.deck.layout_texts import drawable_lines
from ac_tui.deck.view import Block, View
from ac_tui.reports.storyboard import reading, signs
from ac_tui.reports.storyboard.acting import Acting
from ac_tui.reports.storyboard.ink import WORDS
from ac_tui.reports.storyboard.paper import LEFT, ROOM, Paper, number
from ac_tui.reports.storyboard.reading import MIDDLE, Beside
from ac_tui.reports.storyboard.type_face import shrunk

WIDE: Final = 391
HIGH: Final = 828
"""The size of a phone, its case included; one whose screen is longer than that is drawn as long as it takes."""

_CASE: Final = 8.0
_TOP: Final = 118.0
"""Where a screen begins, below status bar and wordmark."""
_FOOT: Final = 46.0
_AIRS: Final = (1.0, 0.8, 0.6, 0.45)

_CLOSER: Final = {
    ("text", "text"): 12.0,
    ("secret", "checklist"): 12.0,
    ("field", "field"): 14.0,
    ("field", "secret"): 14.0,
    ("code", "link"): 16.0,
    ("secret", "link"): 12.0,
    ("button", "text"): 22.0,
    ("button", "link"): 22.0,
    ("button", "button"): 12.0,
    ("link", "link"): 14.0,
}
_GAP, _BEFORE_BUTTON = 18.0, 26.0


def phone(view: View, focus: str = "", closed: str = "", differing: Iterable[Place] = ()) -> str:
    """A screen as an SVG element of class "phone"; mask the view's codes first.

    `focus` is the block that has the cursor, `closed` what is said of an app that is not open, `differing` what of it
    another phone says otherwise.
    """
    paper = next((p for air in _AIRS if (p := _page(view, focus, air)).y + _FOOT <= HIGH), None)
    paper = paper or _page(view, focus, 1.0)
    paper.flag(differing)
    high = max(float(HIGH), paper.y + _FOOT)
    front = _front(view, high) if view.open else _dark(view, closed)
    inside = "".join([*front.marks, *paper.marks])
    case = Paper(0)
    case.box("case", 0, 0, WIDE, high, 52)
    case.box("page", _CASE, _CASE, WIDE - 2 * _CASE, high - 2 * _CASE, 44)
    case.box("sign", WIDE / 2 - 66, high - _CASE - 12, 132, 4.5, 2.2)
    return f'<svg class="phone" viewBox="0 0 {WIDE} {number(high)}">{"".join(case.marks)}{inside}</svg>'


def _page(view: View, focus: str, air: float) -> Paper:
    """The screen's blocks, the free room between them as airy as told."""
    paper = Paper(_TOP, air)
    if view.heading:
        paper.words("heading", drawable_lines(view.heading))
        paper.place(HEADING, WHOLE, _TOP)
    main = next((b.id for b in view.blocks if b.kind == "button" and b.enabled), "")
    answers = alike(view)
    acting = Acting(paper, focus, main)
    draw: dict[str, Callable[[Block, Beside], None]] = {
        "field": acting.field,
        "secret": acting.field,
        "code": acting.code,
        "tabs": acting.tabs,
        "choice": acting.choice,
        "checkbox": acting.checkbox,
        "button": acting.button,
        "text": lambda block, beside: reading.text(paper, block, beside),
        "link": lambda block, beside: reading.link(paper, block, beside),
        "notice": lambda block, beside: reading.notice(paper, block, beside),
        "checklist": lambda block, beside: reading.checklist(paper, block, beside),
    }
    previous = ""
    for block, *beside in side_by_side(view):
        paper.gap(_gap(previous, block.kind))
        top = paper.y
        if block.id in answers:
            acting.answer(block)
        else:
            draw[block.kind](block, tuple(beside))
        for one in (block, *beside):
            paper.place(one.id, WHOLE, top)
        previous = block.kind
        paper.below_button = paper.below_button or block.kind == "button"
    return paper


def _gap(previous: str, kind: str) -> float:
    return _CLOSER.get((previous, kind), _BEFORE_BUTTON if kind == "button" else _GAP)


def _front(view: View, high: float) -> Paper:
    """Status bar, wordmark and the way back."""
    paper = Paper(0)
    _status(paper, view)
    look = WORDS["wordmark"]
    word = drawable(view.wordmark)
    room = ROOM - 80 - look.spaced * len(word)
    size = shrunk(word, look.size, 8, room, bold=True)
    paper.line("wordmark", word, MIDDLE + look.spaced / 2, 64, size=size, anchor="middle")
    if view.back:
        signs.back(paper, LEFT + 6, 74)
    paper.box("hair", _CASE, 97, WIDE - 2 * _CASE, 1)
    return paper


def _status(paper: Paper, view: View) -> None:
    """The phone's top line: the time at the left, signal and battery at the right."""
    paper.line("status", drawable(view.clock), LEFT + 6, 23)
    right = LEFT + ROOM - 2
    for count in range(4):
        high = 4.0 + 2.4 * count
        paper.box("sign", right - 56 + count * 5, 37.5 - high, 3.4, high, 1)
    paper.box("sign-line", right - 28, 26.6, 23, 10.8, 3.2)
    paper.box("sign", right - 26, 28.6, 17, 6.8, 1.6)
    paper.box("sign", right - 3.6, 30, 2, 4, 1)


def _dark(view: View, closed: str) -> Paper:
    """What a phone shows while the app is closed."""
    paper = Paper(HIGH / 2 - 20)
    _status(paper, view)
    paper.words("muted", drawable_lines(closed), centred=True)
    return paper
