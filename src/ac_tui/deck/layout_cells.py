"""How much room text takes in a grid of cells, and what may be drawn in one.

A terminal, a picture and a page of text share this grid. Widths agree with the ones Rich draws by (a test holds them
together), so that a frame closes wherever it is shown.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

UNKNOWN = "\N{REPLACEMENT CHARACTER}"

# Drawn with two cells, or with none, against what the character's own properties say.
_WIDE = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376))
_JOINED = ((0x1160, 0x11FF), (0xD7B0, 0xD7FB), (0x1F3FB, 0x1F3FF))
_FILLERS = frozenset("\u3164\uffa0\u115f\u1160")


@lru_cache(maxsize=4096)
def glyph(char: str) -> str:
    """What is drawn for one character: itself, a sign for a control character, nothing for an invisible one.

    Joiners, variation selectors and marks of writing direction are left out: terminals disagree on their width, and
    text that came from a person must not turn the line around.
    """
    code = ord(char)
    category = unicodedata.category(char)
    if category == "Cc":
        return chr(0x2400 + code) if code < 0x20 else "\N{SYMBOL FOR DELETE}" if code == 0x7F else UNKNOWN
    if category in ("Cf", "Zl", "Zp") or char in _FILLERS or 0xFE00 <= code <= 0xFE0F:
        return ""
    if category in ("Cn", "Co", "Cs"):
        return UNKNOWN
    return " " if category == "Zs" and code < 0x3000 else char


@lru_cache(maxsize=4096)
def char_cells(char: str) -> int:
    """The cells one drawn character takes: 0 for a mark that joins the one before, 1, or 2."""
    code = ord(char)
    if code < 0x300:
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Mc") or any(low <= code <= high for low, high in _JOINED):
        return 0
    wide = unicodedata.east_asian_width(char) in "WF" or any(low <= code <= high for low, high in _WIDE)
    return 2 if wide else 1


def cells(text: str) -> int:
    """The cells that drawn text takes."""
    return len(text) if text.isascii() else sum(map(char_cells, text))


def drawable(text: str) -> str:
    """The text as it may be drawn: no control character, nothing invisible. Line feeds are signs too: split first."""
    return text if text.isascii() and text.isprintable() else "".join(map(glyph, text))


def clip(text: str, width: int) -> str:
    """As much of drawn text as fits in `width` cells, ending in an ellipsis where something is left out."""
    if cells(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        used += char_cells(char)
        if used > width - 1:
            break
        kept += char
    return kept + "…"


class Slice(NamedTuple):
    """One line of wrapped text: from `start` up to `end`; `broken` says that a word goes on in the next line."""

    start: int
    end: int
    broken: bool = False


def wrap(text: str, width: int) -> list[Slice]:
    """Where drawn text breaks into lines of at most `width` cells: at spaces, within a word only if it is longer.

    A line feed starts a new line; spaces at a break belong to no line. `width` is at least 2.
    """
    lines: list[Slice] = []
    start = 0
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(text, start, start + len(paragraph), width)
        start += len(paragraph) + 1
    return lines


def _wrap_paragraph(text: str, start: int, stop: int, width: int) -> list[Slice]:
    lines: list[Slice] = []
    used, space, index = 0, -1, start
    while index < stop:
        used += char_cells(text[index])
        if text[index] == " ":
            space = index
        if used <= width:
            index += 1
            continue
        broken = space <= start
        end = max(index, start + 1) if broken else space
        lines.append(Slice(start, start + len(text[start:end].rstrip(" ")), broken))
        start = end
        while start < stop and text[start] == " ":
            start += 1
        used, space, index = 0, -1, start
    if start < stop or not lines:
        lines.append(Slice(start, stop))
    return lines
