"""A deck under stress: its longest customers on the narrowest phones, and the pseudo-locale's unmarked words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.layout import draw, masthead, status_bar
from ac_tui.deck.layout_cells import drawable
from ac_tui.deck.layout_sheet import Line
from ac_tui.deck.lint.fitting import shown, tight
from ac_tui.deck.lint.situations import Situation, situations
from ac_tui.deck.lint.texts import dotted_key
from ac_tui.deck.pseudo import CLOSING, OPENING, PSEUDO
from ac_tui.deck.view import Block, View
from ac_tui.journey.policy import Policy
from ac_tui.registry.index import Registry

_MARKED: Final = re.compile(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
_WORD: Final = re.compile(r"[^\W_]+")
_TICKED: Final = "[x]"
"""The one sign of a phone that is a letter."""
_FRONT: Final = "front"
"""What the lines above a page are filed under: the phone's own, the same on every screen."""


@dataclass(frozen=True, slots=True)
class Strain:
    """A text that gives way: where it stands, at which widths it is cut (none: a word outside the marks), the text."""

    variant: str
    key: str
    widths: tuple[int, ...]
    text: str


def strains(deck: Deck, registry: Registry, policy: Policy, widths: Iterable[int]) -> tuple[Strain, ...]:
    """What of a deck is cut at these widths, and for the pseudo-locale also what is not marked, by screen and key."""
    found = situations(deck, registry, policy)
    widths = tuple(widths)
    cut: dict[str, list[int]] = {}
    texts: dict[str, str] = {}
    for one in tight(found, deck.screens, widths):
        key = dotted_key(one.step, one.path)
        cut.setdefault(key, []).append(one.width)
        texts.setdefault(key, one.text)
    strained = [Strain(deck.variant, key, tuple(sorted(at)), texts[key]) for key, at in cut.items()]
    if deck.variant == PSEUDO:
        strained += unmarked(found, deck)
        strained += written_in(found, deck, widths)
    return tuple(strained)


def unmarked(found: Iterable[Situation], deck: Deck) -> Iterator[Strain]:
    """Words on a screen of the pseudo-locale that stand outside its marks: written into the program, or forgotten."""
    seen: set[str] = set()
    for situation in found:
        for path, _, text in shown(deck.screens[situation.view.step], situation):
            key = dotted_key(situation.view.step, path)
            if key not in seen and any(map(str.isalnum, _MARKED.sub("", text))):
                seen.add(key)
                yield Strain(deck.variant, key, (), text)


def written_in(found: Iterable[Situation], deck: Deck, widths: Iterable[int]) -> Iterator[Strain]:
    """Words that a phone of the pseudo-locale shows and none of its texts has: they are written into the drawing.

    Whatever has the focus; no word of the pseudo-locale is spelt as one of any language, so that none hides in it.
    """
    views = dict.fromkeys(situation.view for situation in found)
    seen: set[tuple[str, str]] = set()
    for width in widths:
        for view, acting in _with_news(views):
            texts = "\n".join([view.clock, view.wordmark, *(drawable(text) for _, text in view.texts())])
            for path, line in _drawn(view, acting, width):
                words = "".join(span.text for span in line).strip()
                key = dotted_key(view.step, path)
                for word in _WORD.findall(words.replace(_TICKED, "")):
                    if word not in texts and (key, word) not in seen:
                        seen.add((key, word))
                        yield Strain(deck.variant, key, (), words)


def _with_news(views: Iterable[View]) -> Iterator[tuple[View, list[Block]]]:
    """Each view with those of its blocks to act on that no view before had just so, whatever is typed in them."""
    known: set[tuple[str, Block]] = set()
    for view in views:
        here = {(view.step, replace(block, value="")): block for block in view.blocks if block.interactive}
        yield view, [block for key, block in here.items() if key not in known]
        known.update(here)


def _drawn(view: View, acting: Iterable[Block], width: int) -> Iterator[tuple[m.Path, Line]]:
    """Every line of a phone, with the key of the block it belongs to: with nothing in focus, then with these blocks."""
    for line in (status_bar(view, width), *masthead(view, width).lines):
        yield (_FRONT,), line
    stops = [(block.id, option) for block in acting for option in [one.id for one in block.options] or [""]]
    for block, option in [("", ""), *stops]:
        sheet = draw(view, width, focus=block, option=option)
        for name, (first, last) in sheet.rows.items():
            path: m.Path = ("heading",) if name == "heading" else ("body", name.partition(".")[0])
            for line in sheet.lines[first : last + 1]:
                yield path, line
