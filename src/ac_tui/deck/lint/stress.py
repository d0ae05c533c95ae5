"""A deck under stress: its longest customers on the narrowest phones, and the pseudo-locale's unmarked words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.fitting import Tight, shown, tight
from ac_tui.deck.lint.situations import Situation, situations
from ac_tui.deck.lint.texts import dotted_key
from ac_tui.deck.pseudo import CLOSING, OPENING, PSEUDO
from ac_tui.journey.policy import Policy
from ac_tui.registry.index import Registry

_MARKED: Final = re.compile(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")


class Strain(NamedTuple):
    """A text that gives way: where it stands, at which widths it is cut (none: a word outside the marks), the text."""

    variant: str
    key: str
    widths: tuple[int, ...]
    text: str


def strains(deck: Deck, registry: Registry, policy: Policy, widths: Iterable[int]) -> tuple[Strain, ...]:
    """What of a deck is cut at these widths, and for the pseudo-locale also what is not marked, by screen and key."""
    found = situations(deck, registry, policy)
    cut: dict[str, list[Tight]] = {}
    for one in tight(found, deck.screens, widths):
        cut.setdefault(dotted_key(one.step, one.path), []).append(one)
    strained = [
        Strain(deck.variant, key, tuple(sorted(one.width for one in at)), at[0].text) for key, at in cut.items()
    ]
    return (*strained, *(unmarked(found, deck) if deck.variant == PSEUDO else ()))


def unmarked(found: Iterable[Situation], deck: Deck) -> Iterator[Strain]:
    """Words on a screen of the pseudo-locale that stand outside its marks: written into the program, or forgotten."""
    seen: set[str] = set()
    for situation in found:
        for path, _, text in shown(deck.screens[situation.view.step], situation):
            key = dotted_key(situation.view.step, path)
            if key not in seen and any(map(str.isalnum, _MARKED.sub("", text))):
                seen.add(key)
                yield Strain(deck.variant, key, (), text)
