"""Which element of a View a selector means, by Maestro's rules, and what is there instead of one that is not found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from msgspec.structs import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.text import meant
from ac_tui.deck.view import BULLET, Block, View
from ac_tui.flows.expressions import BoundedExpression
from ac_tui.flows.model import Selector
from ac_tui.flows.variables import whole_index

_SPECIAL: Final = re.compile(r"[\\.^$*+?{}\[\]|()]")
_TEXTS: Final = slice(Block._fields.index("text"), Block._fields.index("hint") + 1)
"""All that is said in a block, but for its options."""
ANYTHING: Final = Selector()


class Element(NamedTuple):
    """A block that a selector can mean, or an option of it; the first of `texts` is what stands in a field."""

    block: str
    option: str
    kind: str
    texts: tuple[str, ...]
    interactive: bool = False
    enabled: bool = True
    checked: bool = False

    @property
    def name(self) -> str:
        """Its block's id, and with its own where it is an option; it is called by its block's alone too."""
        return f"{self.block}.{self.option}" if self.option else self.block


class TextMatcher(dict[str, bool]):
    """How a text is compared, as an expression or as what it says: `matcher[text]`, which remembers.

    Raises EndlessError for an expression with too many ways to match.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self._expression: BoundedExpression | None = None
        if _SPECIAL.search(source):
            with suppress(re.error, Warning, OverflowError, RecursionError):
                self._expression = BoundedExpression(source, re.IGNORECASE | re.DOTALL | re.MULTILINE)

    def __missing__(self, text: str) -> bool:
        ways = dict.fromkeys((text, text.replace("\n", " ")))
        if self._expression is not None:
            same = self.source in ways or any(map(self._expression.matches, ways))
        else:
            same = len(text) == len(self.source) and self.source.casefold() in map(str.casefold, ways)
        if len(self) >= 4096:
            self.clear()
        return self.setdefault(text, same)


matcher = lru_cache(maxsize=1024)(TextMatcher)
"""A text as Maestro matches it; one that is no valid expression is taken literally."""


def elements(view: View, want: Selector = ANYTHING) -> Iterator[Element]:
    """Everything on a screen with the text and the id that are wanted, in screen order; nothing on a closed app."""
    if not view.open:
        return
    says: Callable[[str], bool] = matcher(want.text).__getitem__ if want.text is not None else lambda _: True
    called: Callable[[str], bool] = matcher(want.id).__getitem__ if want.id is not None else lambda _: True
    for name, said in (("clock", view.clock), ("wordmark", view.wordmark), ("heading", view.heading)):
        if said and says(said) and called(name):
            yield Element(name, "", "text", (said,))
    for block in view.blocks:
        words: tuple[str, ...] = block[_TEXTS]  # type: ignore[assignment]
        if (want.text is None or any(map(says, filter(None, words)))) and called(block.id):
            pieces = (block.value, block.title, block.text, block.placeholder, block.error, block.hint)
            acts = block.interactive and not block.options  # tabs and choices are acted on through their options
            texts = (*filter(None, pieces),)
            yield Element(block.id, "", block.kind, texts, acts, block.enabled, bool(block.checked))
        group = ""
        for own, label, heading, checked in block.options:
            if heading not in ("", group) and says(heading) and called(block.id):
                yield Element(block.id, "", "text", (heading,))
            group = heading
            if says(label):
                option = Element(block.id, own, "option", (label,), block.interactive, block.enabled, checked)
                if called(block.id) or called(option.name):
                    yield option


def matches(view: View, want: Selector, focus: str) -> Iterator[Element]:
    """Every element that fits, top to bottom, left to right; an option that is picked is both checked and selected."""
    wanted = want.traits

    def has_traits(element: Element) -> bool:
        focused = bool(focus) and element.block == focus and not element.option
        traits = {"focused": focused, "enabled": element.enabled}
        return all(traits.get(trait, element.checked) is value for trait, value in wanted.items())

    return filter(has_traits, elements(view, want)) if wanted else elements(view, want)


def find(view: View, want: Selector, focus: str) -> Element | None:
    """The element that is meant, or None: by its index among all that fit, else the first that can be acted on.

    Raises ValueError for an index that is no number.
    """
    found = matches(view, want, focus)
    if want.index is not None:
        if (place := whole_index(want.index)) is None:
            raise ValueError(f"the index '{want.index}' is no whole number")
        return next(islice(found, place, None), None) if place >= 0 else None
    first = next(found, None)
    return first if first is None or first.interactive else next((one for one in found if one.interactive), first)


def not_found(want: Selector, view: View, focus: str, deck: Deck) -> str:
    """Why nothing fits: the trait that is missing, the part that matches, the nearest thing or screen there is."""
    if not view.open:
        return f"{want} is not visible: the app is closed (launchApp opens it)"
    if want.index is not None and (found := [*matches(view, replace(want, index=None), focus)]):
        return f"{want}: only {len(found)} on the screen '{view.step}' (the first is index 0)"
    for trait, value in want.traits.items():
        without = replace(want, **{trait: None})
        if any(matches(view, without, focus)):
            return f"{without} is there, but {f'not {trait}' if value else trait}"
    near = ""
    if want.text is not None:
        near = _nearest(want.text, view, deck)
    elif want.id is not None:
        near = meant(want.id, [one.block for one in elements(view)], "'")
    return f"{want} is not on the screen '{view.step}'{near}"


def _nearest(wanted: str, view: View, deck: Deck) -> str:
    """A clause with what is there instead, or with the other screens that say it; "" for neither."""
    # What stands in a code's boxes is not told.
    texts = [said for one in elements(view) for said in one.texts if not (one.kind == "code" and said.isalnum())]
    folded = wanted.casefold()
    for text in texts:
        if text.casefold() == folded:
            return f"; '{text}' is there: write it so, or escape what is special in an expression"
    for text in texts:
        if len(folded) > 3 and folded in text.casefold() and BULLET not in text:
            return f"; '{text}' holds it, but the whole text must match: .*{wanted}.*"
    if near := meant(wanted, texts, "'"):
        return near
    steps = []
    for screen in (screen for screen in deck.screens.values() if screen.step != view.step):
        copy = [text for path, text in screen.texts() if path[0] in ("heading", "body")]
        steps += [repr(screen.step)] if any(map(matcher(wanted).__getitem__, copy)) else []
    # A text on more screens tells nothing by where it stands.
    return f"; it stands on {', '.join(steps)}" if 0 < len(steps) <= 3 else ""
