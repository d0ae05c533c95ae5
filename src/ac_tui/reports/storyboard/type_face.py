"""The type face that travels in the page: how wide its letters are, and where text set in it breaks into lines."""

from __future__ import annotations

import json
import unicodedata
from base64 import b64encode
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

NAME: Final = "Storyboard"
"""The name of the face within the page; not its own, so that a face of the reader's machine never stands in for it."""

NOTICE: Final = "Inter © 2016 The Inter Project Authors, SIL Open Font License 1.1"
"""Whose face it is, and under which licence (font/OFL.txt)."""

_WEIGHTS: Final = (("Regular", 400), ("SemiBold", 600))
_GUESS, _WIDE_GUESS = 0.7, 1.1
"""The width, in parts of the em, of letters that the face lacks: another face draws them, and no narrower than real."""
_OPENS: Final = frozenset("@.-_/*")
"""After these a word that is too long may be broken rather than anywhere."""


def faces() -> str:
    """The face as CSS rules, its files within them."""
    return "".join(
        f'@font-face{{font-family:"{NAME}";font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{b64encode(_file(f'Inter-{face}.woff2')).decode()}) format('woff2')}}"
        for face, weight in _WEIGHTS
    )


def licence() -> str:
    """The licence of the face."""
    return _file("OFL.txt").decode()


def _file(name: str) -> bytes:
    return files("ac_tui.reports.storyboard").joinpath("font", name).read_bytes()


@cache
def _advances(bold: bool) -> dict[str, float]:
    """How wide each letter is, in parts of the em."""
    table = json.loads(_file("advances.json"))["SemiBold" if bold else "Regular"]
    return {letter: int(units) / table["em"] for units, letters in table["advances"].items() for letter in letters}


@lru_cache(maxsize=4096)
def _advance(char: str, bold: bool) -> float:
    own = _advances(bold).get(char)
    if own is not None:
        return own
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return _WIDE_GUESS if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0xFFFF else _GUESS


def knows(text: str) -> bool:
    """Whether every letter of a text is in the face."""
    return text.isascii() or all(char in _advances(False) for char in text)


_KERNED: Final = frozenset("àèéìòùÀÈÉÌÒÙ«»“”‘’…•–—€")
"""Beside ASCII, letters and signs between which kerning only ever draws together."""


def kerns(text: str) -> bool:
    """Whether a text may be kerned: two dotted letters side by side are drawn apart, and no longer fit."""
    return text.isascii() or all(char.isascii() or char in _KERNED for char in text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is when set in letters of `size`; kerning, which mostly draws letters together, is left out."""
    return size * sum(_advance(char, bold) for char in text)


class Slice(NamedTuple):
    """One line of wrapped text: from `start` up to `end`; `broken` says that a word goes on in the next line."""

    start: int
    end: int
    broken: bool = False


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[Slice]:
    """Where a text breaks into lines of at most `room`: at spaces, within a word only if it is longer than a line.

    A line feed starts a new line; spaces at a break belong to no line. There is always a line, be it empty.
    """
    lines: list[Slice] = []
    start = 0
    for paragraph in text.split("\n"):
        lines += _paragraph(text, start, start + len(paragraph), size, room, bold)
        start += len(paragraph) + 1
    return lines


def _paragraph(text: str, start: int, stop: int, size: float, room: float, bold: bool) -> list[Slice]:
    lines: list[Slice] = []
    used, index = 0.0, start
    while index < stop:
        used += size * _advance(text[index], bold)
        index += 1
        if used <= room or text[index - 1] == " ":
            continue
        space = text.rfind(" ", start, index)
        end = space if space > start else _break(text, start, index - 1)
        lines.append(Slice(start, start + len(text[start:end].rstrip(" ")), space <= start))
        start = end
        while start < stop and text[start] == " ":
            start += 1
        used, index = 0.0, start
    if start < stop or not lines:
        lines.append(Slice(start, start + len(text[start:stop].rstrip(" "))))
    return lines


def _break(text: str, start: int, full: int) -> int:
    """Where to break a word of which the letters up to `full` fit: after a sign in its second half, else anywhere."""
    for at in range(full, start + (full - start) // 2, -1):
        if text[at - 1] in _OPENS:
            return at
    at = max(full, start + 1)
    while at < len(text) and unicodedata.combining(text[at]):  # a mark stays with its letter
        at += 1
    return at


def shrunk(text: str, size: float, least: float, room: float, *, bold: bool = False) -> float:
    """The size, from `size` down to `least` in steps of half, in which a text fits; `least` where it never does."""
    while size > least and width(text, size, bold=bold) > room:
        size -= 0.5
    return max(size, least)
