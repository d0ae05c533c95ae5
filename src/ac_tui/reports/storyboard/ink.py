"""How the words and shapes of a phone look: one table, which the drawing measures by and the page's CSS is made of."""

from __future__ import annotations

from typing import Final, NamedTuple

INK, QUIET, ACCENT, WHITE = "#201e22", "#625d63", "#a6121f", "#ffffff"
PAGE, FIELD, TINT, DEAD = "#fcfbf9", "#f4f1ee", "#f9eae8", "#e3dfdc"
ERROR, GOOD = "#93360a", "#17693c"
NOTICE, NOTICE_INK, NOTICE_EDGE = "#fff1cc", "#463500", "#7a5e00"
EDGE, HAIR, CASE = "#807a80", "#e4dfdb", "#1f1e23"


class Words(NamedTuple):
    """How a kind of words is set: letters of `size`, lines of `line`, in `ink` on `paper` (the worst it stands on)."""

    size: float
    line: float
    ink: str
    bold: bool = False
    underlined: bool = False
    paper: str = PAGE
    spaced: float = 0.0


WORDS: Final[dict[str, Words]] = {
    "status": Words(15, 18, INK, bold=True),
    "wordmark": Words(17, 20, ACCENT, bold=True, spaced=3.2),
    "heading": Words(26, 32, INK, bold=True),
    "text": Words(15, 22, INK),
    "muted": Words(13.5, 19, QUIET),
    "label": Words(13, 18, QUIET, bold=True),
    "inside": Words(12, 16, QUIET, paper=FIELD),  # a field's label, within it
    "empty": Words(16, 21, QUIET, paper=FIELD),  # the same in a field where nothing stands, and what might
    "value": Words(16, 21, INK, paper=FIELD),
    "error": Words(13.5, 19, ERROR, bold=True),
    "hint": Words(13.5, 19, NOTICE_EDGE, bold=True),
    "option": Words(15, 21, INK),
    "tick-on": Words(14, 20, GOOD, bold=True),
    "tick-off": Words(14, 20, QUIET),
    "tab-on": Words(15, 20, ACCENT, bold=True),
    "tab-off": Words(15, 20, QUIET),
    "button": Words(16, 21, WHITE, bold=True, paper=ACCENT),
    "button-2": Words(16, 21, ACCENT, bold=True),
    "button-off": Words(16, 21, QUIET, bold=True, paper=DEAD),
    "answer": Words(16, 21, ACCENT, bold=True, paper=TINT),
    "link": Words(15, 22, ACCENT, underlined=True),
    "link-off": Words(15, 22, QUIET),
    "notice-title": Words(15, 21, NOTICE_INK, bold=True, paper=NOTICE),
    "notice": Words(14, 20, NOTICE_INK, paper=NOTICE),
}
"""Every kind of words on a phone."""

SHAPES: Final[dict[str, str]] = {
    "case": f"fill:{CASE}",
    "page": f"fill:{PAGE}",
    "hair": f"fill:{HAIR}",
    "sign": f"fill:{INK}",
    "sign-line": f"fill:none;stroke:{INK};stroke-width:1.2",
    "back": f"fill:none;stroke:{ACCENT};stroke-width:2.4",
    "field": f"fill:{FIELD};stroke:{EDGE};stroke-width:1.2",
    "field-focus": f"fill:{WHITE};stroke:{ACCENT};stroke-width:2.2",
    "field-error": f"fill:{WHITE};stroke:{ERROR};stroke-width:1.8",
    "caret": f"fill:{ACCENT}",
    "bullet": f"fill:{INK}",
    "tab": f"fill:{EDGE}",
    "tab-on": f"fill:{ACCENT}",
    "mark": f"fill:{WHITE};stroke:{EDGE};stroke-width:1.6",
    "mark-on": f"fill:{ACCENT}",
    "mark-edge": f"fill:{WHITE};stroke:{ACCENT};stroke-width:1.8",
    "mark-error": f"fill:{WHITE};stroke:{ERROR};stroke-width:1.8",
    "tick": f"fill:none;stroke:{WHITE};stroke-width:2.2",
    "met": f"fill:{GOOD}",
    "unmet": f"fill:none;stroke:{EDGE};stroke-width:1.6",
    "wrong": f"fill:{ERROR}",
    "advice": f"fill:{NOTICE_EDGE}",
    "off": f"fill:none;stroke:{QUIET};stroke-width:1.8",
    "button": f"fill:{ACCENT}",
    "button-2": f"fill:{PAGE};stroke:{ACCENT};stroke-width:1.6",
    "button-off": f"fill:{DEAD}",
    "answer": f"fill:{TINT}",
    "arrow": f"fill:none;stroke:{ACCENT};stroke-width:2.2",
    "differs": f"fill:{GOOD}",
    "notice": f"fill:{NOTICE};stroke:{NOTICE_EDGE};stroke-width:1.2",
}
"""Every kind of shape on a phone, as CSS."""


_SMALLEST, _LARGEST = 8, 32


UNKERNED: Final = "even"
"""The class of words whose letters keep exactly to what is measured."""


def size_class(size: float) -> str:
    """The class of words made smaller than their kind, in steps of half."""
    return f"z{round(size * 2)}"


def css(face: str) -> str:
    """The rules for the words and shapes of every phone on a page, set in a face."""
    rules = [
        f'.phone text{{font-family:"{face}",sans-serif;white-space:pre}}',
        # The cursor stands where a value's letters are measured to end.
        f".phone .w-value,.phone .{UNKERNED}{{font-kerning:none}}",
        ".phone path,.phone line{stroke-linecap:round;stroke-linejoin:round}",
    ]
    for name, words in WORDS.items():
        bold = ";font-weight:600" if words.bold else ""
        line = ";text-decoration:underline;text-decoration-thickness:1.2px" if words.underlined else ""
        space = f";letter-spacing:{words.spaced:g}px" if words.spaced else ""
        rules.append(f".phone .w-{name}{{font-size:{words.size:g}px;fill:{words.ink}{bold}{line}{space}}}")
    sizes = (half / 2 for half in range(2 * _SMALLEST, 2 * _LARGEST + 1))
    rules += [f".phone .{size_class(size)}{{font-size:{size:g}px}}" for size in sizes]
    rules += [f".phone .s-{name}{{{looks}}}" for name, looks in SHAPES.items()]
    return "\n".join(rules)
