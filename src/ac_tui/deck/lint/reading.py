"""How easily a screen reads: the Gulpease index, made for Italian (Lucisano and Piemontese, 1988)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from ac_tui.deck.text import PLACEHOLDER

_WORD: Final = re.compile(r"[^\W_]+")
_END: Final = re.compile(r"[.?!…:;]+(?=\s|$|[»”\")])")


class Ease(NamedTuple):
    """How easy a text is, from 0 (hard) to 100, and how many words that was taken from."""

    score: int
    words: int


def gulpease(texts: Iterable[str]) -> Ease:
    """The index of several texts together: 89 + (300 x sentences - 10 x letters) / words, within 0 and 100.

    Every text ends a sentence, whether it has a stop or not; a placeholder counts as a word of one letter. Below 60 a
    text is hard for who finished the lower secondary school, below 40 for who finished the upper one.
    """
    letters = words = sentences = 0
    for text in texts:
        plain = PLACEHOLDER.sub("x", text)
        found = _WORD.findall(plain)
        if not found:
            continue
        words += len(found)
        letters += sum(map(len, found))
        sentences += sum(1 for part in _END.split(plain) if _WORD.search(part))
    if not words:
        return Ease(100, 0)
    return Ease(max(0, min(100, round(89 + (300 * sentences - 10 * letters) / words))), words)
