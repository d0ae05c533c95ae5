"""How much room text takes in a terminal, and what of it may be drawn."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ac_tui.deck.cells import UNKNOWN, cells
from ac_tui.deck.cells import wrap as cells_wrap

NO_BREAK = "\N{NO-BREAK SPACE}"


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
    if whole and cells(whole) <= width:
        text = text.replace(whole, whole.replace(" ", NO_BREAK), 1)
    return [line.replace(NO_BREAK, " ") for line in cells_wrap(text, width)]


def height(text: str, width: int) -> int:
    """The lines that text takes in so many cells."""
    return len(cells_wrap(text, max(2, width))) if text else 0
