"""Text in a grid of cells: what may be drawn in one, how many it takes, where it breaks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from rich.cells import cell_len as cells

__all__ = ["OFF", "UNKNOWN", "cells", "clip", "cluster_starts", "drawable", "wrap"]

OFF: Final = "⊘ "
"""What stands before a button or link that cannot be used now."""
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
_FILLERS: Final = frozenset("\u3164\uffa0\u115f\u1160")


@lru_cache(maxsize=4096)
def _glyph(char: str) -> str:
    """What is drawn for one character; terminals disagree on joiners, and no text may turn the line around."""
    code = ord(char)
    category = unicodedata.category(char)
    if category == "Cc":
        return chr(0x2400 + code) if code < 0x20 else "\N{SYMBOL FOR DELETE}" if code == 0x7F else UNKNOWN
    if category in ("Cf", "Zl", "Zp") or char in _FILLERS or 0xFE00 <= code <= 0xFE0F:
        return ""
    if category in ("Cn", "Co", "Cs"):
        return UNKNOWN
    return " " if category == "Zs" and code < 0x3000 else char


def drawable(text: str) -> str:
    """The text as it may be drawn: no control character, nothing invisible; its own line feeds are kept."""
    if text.isascii() and text.isprintable():
        return text
    return "\n".join("".join(map(_glyph, line)) for line in text.split("\n"))


def clip(text: str, width: int) -> str:
    """As much of drawn text as fits in `width` cells, ending in an ellipsis where something is left out."""
    if cells(text) <= width:
        return text
    end = next((end for end in range(len(text), 0, -1) if cells(text[:end]) < width), 0)
    return text[:end] + "…"


def wrap(text: str, width: int) -> list[str]:
    """Drawn text in lines of at most `width` cells (at least 2): at spaces, within a word only if it is longer."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest, wrapped = paragraph, False
        while cells(rest) > width:
            end = next(end for end in range(1, len(rest) + 1) if cells(rest[: end + 1]) > width)
            space = rest.rfind(" ", 0, end + 1)
            end = space if space > 0 else end
            lines.append(rest[:end].rstrip(" "))
            rest, wrapped = rest[end:].lstrip(" "), True
        if rest or not wrapped:
            lines.append(rest)
    return lines


def cluster_starts(text: str) -> list[int]:
    """Where the cursor may stand in typed text, its end included: not between a letter and the marks that join it."""
    inner = (at for at in range(1, len(text)) if cells(drawable(text[at])) > 0 and text[at - 1] != "\u200d")
    return [0, *inner, len(text)] if text else [0]
