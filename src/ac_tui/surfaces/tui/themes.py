"""The two desks, light and dark, around the same light phone. Every colour of the app stands here, by what it is for.

`app.tcss` names these variables and no colour of its own; a test computes the contrast of every pair in use.
"""

from __future__ import annotations

from textual.theme import Theme

_ACCENT = "#A6121F"
_PHONE = {
    "bezel": "#1F1E23",
    "glass": "#8E8A93",
    "page": "#FCFBF9",
    "ink": "#201E22",
    "quiet": "#625D63",
    "accent": _ACCENT,
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
"""The phone: the same on either desk."""

LIGHT = Theme(
    name="desk-light",
    primary=_ACCENT,
    foreground="#26252A",
    background="#D8D5D1",
    surface="#E9E7E4",
    panel="#C9C5C0",
    dark=False,
    variables={
        **_PHONE,
        "desk": "#D8D5D1",
        "desk-ink": "#26252A",
        "desk-quiet": "#514D52",
        "card": "#F1EFEC",
        "card-line": "#8A858B",
        "card-front": "#A6121F",
        "chosen": "#26252A",
        "on-chosen": "#FFFFFF",
        "bar": "#3A373E",
        "bar-ink": "#F1EFEC",
        "bar-key": "#FFC9C2",
        "desk-link": "#8A0E1A",
        "desk-code": "#201E22",
        "desk-good": "#17693C",
        "desk-bad": "#93360A",
    },
)

DARK = Theme(
    name="desk-dark",
    primary="#FF8F88",
    foreground="#DEDBE0",
    background="#1B1A1F",
    surface="#26242A",
    panel="#312E36",
    dark=True,
    variables={
        **_PHONE,
        "bezel": "#4A474F",
        "glass": "#A6A1AB",
        "desk": "#1B1A1F",
        "desk-ink": "#DEDBE0",
        "desk-quiet": "#A8A3AB",
        "card": "#28262D",
        "card-line": "#6F6A74",
        "card-front": "#FF8F88",
        "chosen": "#DEDBE0",
        "on-chosen": "#1B1A1F",
        "bar": "#312E36",
        "bar-ink": "#DEDBE0",
        "bar-key": "#FF9F97",
        "desk-link": "#FF9F97",
        "desk-code": "#FFFFFF",
        "desk-good": "#7FD6A2",
        "desk-bad": "#FFB26B",
    },
)

THEMES = (LIGHT, DARK)
