"""The two desks, light and dark, around the same light phone. Every colour of the app stands here, by what it is for.

`app.tcss` names these variables and no colour of its own; a test computes the contrast of every pair in use.
"""

from __future__ import annotations

from typing import Any, Final

from textual.theme import Theme

_PHONE: Final = {
    "bezel": "#1F1E23",
    "glass": "#8E8A93",
    "page": "#FCFBF9",
    "ink": "#201E22",
    "quiet": "#625D63",
    "accent": "#A6121F",
    "on-accent": "#FFFFFF",
    "accent-deep": "#6E0811",
    "accent-pale": "#F7E7E5",
    "line": "#807A80",
    "field": "#F2EFEC",
    "field-focus": "#FFFFFF",
    "dead": "#E3DFDC",
    "error-ink": "#93360A",
    "good": "#17693C",
    "notice": "#FFF1CC",
    "notice-ink": "#463500",
    "notice-line": "#7A5E00",
}
"""The phone: the same on either desk, but for its frame on the dark one."""
_DESK: Final = {
    "desk": ("#D8D5D1", "#1B1A1F"),
    "desk-ink": ("#26252A", "#DEDBE0"),
    "desk-quiet": ("#514D52", "#A8A3AB"),
    "card": ("#F1EFEC", "#28262D"),
    "card-line": ("#8A858B", "#6F6A74"),
    "card-front": ("#A6121F", "#FF8F88"),
    "chosen": ("#26252A", "#DEDBE0"),
    "on-chosen": ("#FFFFFF", "#1B1A1F"),
    "bar": ("#3A373E", "#312E36"),
    "bar-ink": ("#F1EFEC", "#DEDBE0"),
    "bar-key": ("#FFC9C2", "#FF9F97"),
    "desk-link": ("#8A0E1A", "#FF9F97"),
    "desk-code": ("#201E22", "#FFFFFF"),
    "desk-good": ("#17693C", "#7FD6A2"),
    "desk-bad": ("#93360A", "#FFB26B"),
}
"""The desk around it: in light, in dark."""

_STOCK: Final[dict[str, Any]] = {
    "primary": ("#A6121F", "#FF8F88"),
    "foreground": ("#26252A", "#DEDBE0"),
    "background": ("#D8D5D1", "#1B1A1F"),
    "surface": ("#E9E7E4", "#26242A"),
    "panel": ("#C9C5C0", "#312E36"),
}
"""What Textual's own widgets go by."""
LIGHT, DARK = THEMES = [
    Theme(
        name=name,
        dark=bool(at),
        variables=_PHONE | frame | {name: colours[at] for name, colours in _DESK.items()},
        **{name: colours[at] for name, colours in _STOCK.items()},
    )
    for at, (name, frame) in enumerate((("desk-light", {}), ("desk-dark", {"bezel": "#4A474F", "glass": "#A6A1AB"})))
]
