"""How much room text takes in a terminal, and what of it may be drawn."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len

UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def drawable(text: str) -> str:
    """Text as it may reach a terminal, one sign for each character: control characters and unseen ones are shown."""
    return text if text.isascii() and text.isprintable() else "".join(map(_sign, text))


@lru_cache(maxsize=4096)
def _sign(character: str) -> str:
    if character.isprintable():
        return character
    code, kind = ord(character), unicodedata.category(character)
    if kind == "Zs":
        return " "
    if kind != "Cc":
        return UNKNOWN
    return chr(0x2400 + code) if code < 0x20 else "\N{SYMBOL FOR DELETE}" if code == 0x7F else UNKNOWN


def wrap(text: str, width: int, *, whole: str = "") -> list[str]:
    """Break text into lines of at most `width` cells, at spaces but not within `whole`; in a word only if it must."""
    bound = whole.replace(" ", "\N{NO-BREAK SPACE}") if cell_len(whole) <= width else whole
    words = (text.replace(whole, bound, 1) if whole else text).split(" ")
    lines = [""]
    for word in words:
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if cell_len(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def height(text: str, width: int) -> int:
    """The lines that text takes in so many cells."""
    return sum(len(wrap(paragraph, max(1, width))) for paragraph in text.split("\n")) if text else 0
