"""A phone screen as a picture: SVG made of text and rectangles, with nothing outside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from ac_tui.deck.layout import draw, masthead, status_bar
from ac_tui.deck.layout_cells import cells
from ac_tui.deck.layout_sheet import Line
from ac_tui.deck.view import View

WIDTH: Final = 40
_CELL: Final = 8.4
_LINE: Final = 18
_PAD: Final = 14
_FONT: Final = "'DejaVu Sans Mono','Noto Sans Mono','Cascadia Mono','Liberation Mono',Menlo,Consolas,monospace"


class Ink(NamedTuple):
    """How a role looks: colours, "" for the page's own paper, weight, underline."""

    ink: str
    paper: str = ""
    bold: bool = False
    line: bool = False


_INK, _QUIET, _ACCENT, _LINE_INK = "#201E22", "#625D63", "#A6121F", "#807A80"
_PAGE, _FIELD, _WHITE, _DEAD = "#FCFBF9", "#F2EFEC", "#FFFFFF", "#E3DFDC"
_ERROR, _GOOD = "#93360A", "#17693C"
_NOTICE, _NOTICE_INK, _NOTICE_LINE = "#FFF1CC", "#463500", "#7A5E00"

INKS: Final[dict[str, Ink]] = {
    "page": Ink(_INK),
    "heading": Ink(_INK, bold=True),
    "text": Ink(_INK),
    "muted": Ink(_QUIET),
    "mark": Ink(_ACCENT, bold=True),
    "label": Ink(_QUIET),
    "label-focus": Ink(_ACCENT, bold=True),
    "label-error": Ink(_ERROR, bold=True),
    "frame": Ink(_LINE_INK),
    "frame-focus": Ink(_ACCENT, bold=True),
    "frame-error": Ink(_ERROR),
    "field": Ink(_INK, _FIELD),
    "field-focus": Ink(_INK, _WHITE),
    "selected": Ink(_INK, "#F7E7E5"),
    "placeholder": Ink(_QUIET, _FIELD),
    "caret": Ink(_WHITE, _ACCENT),
    "error": Ink(_ERROR, bold=True),
    "hint": Ink(_NOTICE_LINE),
    "tab": Ink(_QUIET),
    "tab-on": Ink(_ACCENT, bold=True, line=True),
    "tab-focus": Ink(_WHITE, _ACCENT, bold=True),
    "option": Ink(_INK),
    "option-focus": Ink(_ACCENT, bold=True),
    "tick-on": Ink(_GOOD, bold=True),
    "tick-off": Ink(_QUIET),
    "button": Ink(_WHITE, _ACCENT, bold=True),
    "button-focus": Ink(_WHITE, "#6E0811", bold=True),
    "button-off": Ink(_QUIET, _DEAD),
    "button-second": Ink(_ACCENT, "#F7E7E5", bold=True),
    "choice": Ink(_ACCENT, "#F7E7E5", bold=True),
    "choice-focus": Ink(_WHITE, _ACCENT, bold=True),
    "edge": Ink(_ACCENT),
    "edge-focus": Ink("#6E0811"),
    "edge-off": Ink(_DEAD),
    "edge-choice": Ink("#F7E7E5"),
    "edge-choice-focus": Ink(_ACCENT),
    "link": Ink(_ACCENT, line=True),
    "link-focus": Ink(_WHITE, _ACCENT, line=True),
    "link-off": Ink(_QUIET),
    "notice": Ink(_NOTICE_INK, _NOTICE),
    "notice-title": Ink(_NOTICE_INK, _NOTICE, bold=True),
    "notice-frame": Ink(_NOTICE_LINE, _NOTICE),
    "status": Ink(_INK),
    "wordmark": Ink(_ACCENT, bold=True),
    "back": Ink(_ACCENT, bold=True),
}
"""The phone's colours by role: those of the simulator's own phone."""


def phone_lines(view: View, focus: str = "", width: int = WIDTH) -> list[Line]:
    """The whole screen as lines of spans; no line while the app is closed."""
    if not view.open:
        return []
    cursor = len(block.value) if (block := view.block(focus)) else 0
    page = draw(view, width, focus=focus, cursor=cursor)
    return [status_bar(view, width), *masthead(view, width).lines, (), *page.lines]


def phone_svg(view: View, focus: str = "") -> str:
    """The screen of a view as a whole SVG document, ending in a line feed; mask the view's codes first."""
    lines = phone_lines(view, focus)
    width = WIDTH * _CELL + 2 * _PAD
    height = max(len(lines), 12) * _LINE + 2 * _PAD
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f'<rect width="{width:g}" height="{height:g}" rx="18" fill="{_PAGE}" stroke="#1F1E23" stroke-width="3"/>',
        f'<g font-family="{_FONT}" font-size="14" xml:space="preserve">',
    ]
    for number, line in enumerate(lines):
        parts.extend(_line(line, _PAD + number * _LINE))
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _line(line: Line, y: float) -> Iterator[str]:
    x = float(_PAD)
    for span in line:
        ink = INKS[span.role]
        length = cells(span.text) * _CELL
        if ink.paper:
            yield f'<rect x="{x:g}" y="{y:g}" width="{length:g}" height="{_LINE}" fill="{ink.paper}"/>'
        text = span.text.strip(" ")
        if text:
            lead = len(span.text) - len(span.text.lstrip(" "))
            at = x + lead * _CELL
            weight = ' font-weight="bold"' if ink.bold else ""
            under = ' text-decoration="underline"' if ink.line else ""
            yield (
                f'<text x="{at:g}" y="{y + 13.5:g}" textLength="{cells(text) * _CELL:g}" fill="{ink.ink}"'
                f"{weight}{under}>{escape(text)}</text>"
            )
        x += length
