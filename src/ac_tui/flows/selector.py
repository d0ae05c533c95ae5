"""Which element of a View a selector means (design: flows); the rules are Maestro's, so that a device agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from ac_tui.deck.view import Block, View
from ac_tui.flows.expressions import BoundedExpression
from ac_tui.flows.model import Selector
from ac_tui.flows.variables import whole_index

_SPECIAL: Final = re.compile(r"[\\.^$*+?{}\[\]|()]")


class Element(NamedTuple):
    """One thing on the screen that a selector can mean: a block, or one option of it."""

    block: str
    option: str
    kind: str
    texts: tuple[str, ...]
    interactive: bool
    enabled: bool
    checked: bool

    @property
    def name(self) -> str:
        """Its block's id, and with its own where it is an option; it is called by its block's alone too."""
        return f"{self.block}.{self.option}" if self.option else self.block


def elements(view: View) -> tuple[Element, ...]:
    """Everything on a screen in screen order; nothing while the app is closed."""
    if not view.open:
        return ()
    found = [
        Element("clock", "", "text", (view.clock,), False, True, False),
        Element("wordmark", "", "text", (view.wordmark,), False, True, False),
    ]
    if view.heading:
        found.append(Element("heading", "", "text", (view.heading,), False, True, False))
    for block in view.blocks:
        found.extend(_of(block))
    return tuple(found)


_KNOWN: Final[dict[int, tuple[Block, tuple[Element, ...]]]] = {}
"""Elements by the identity of their block: what never changes on a screen is one block for all its views."""
_MOST_KNOWN: Final = 4096


def _of(block: Block) -> tuple[Element, ...]:
    known = _KNOWN.get(id(block))
    if known is not None and known[0] is block:
        return known[1]
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    found = (_whole(block), *_options(block)) if block.options else (_whole(block),)
    _KNOWN[id(block)] = (block, found)
    return found


def _whole(block: Block) -> Element:
    pieces = (block.value, block.title, block.text, block.placeholder, block.error, block.hint)
    texts = tuple(filter(None, pieces))
    # Tabs and choices are acted on through their options.
    interactive = block.interactive and not block.options
    return Element(block.id, "", block.kind, texts, interactive, block.enabled, block.checked is True)


def _options(block: Block) -> Iterator[Element]:
    group = ""
    for option in block.options:
        if option.group and option.group != group:
            yield Element(block.id, "", "text", (option.group,), False, True, False)
        group = option.group
        yield Element(block.id, option.id, "option", (option.text,), block.interactive, block.enabled, option.checked)


class TextMatcher:
    """How a text is compared: as an expression over the whole text, or as what it says."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._folded = source.casefold()
        self._expression: BoundedExpression | None = None
        self._known: dict[str, bool] = {}
        if _SPECIAL.search(source):
            with suppress(re.error, Warning, OverflowError, RecursionError):
                self._expression = BoundedExpression(source, re.IGNORECASE | re.DOTALL | re.MULTILINE)

    def __call__(self, text: str) -> bool:
        """Whether the whole text matches; raises EndlessError for an expression with too many ways to."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = self._matches(text) or ("\n" in text and self._matches(text.replace("\n", " ")))
        return known

    def _matches(self, text: str) -> bool:
        if self._expression is not None:
            return text == self.source or self._expression.matches(text)
        return self._says(text)

    def _says(self, text: str) -> bool:
        return len(text) == len(self.source) and (text == self.source or text.casefold() == self._folded)

    def among(self, texts: tuple[str, ...]) -> bool:
        """Whether one of the texts matches."""
        return any(map(self, texts))


@lru_cache(maxsize=1024)
def matcher(source: str) -> TextMatcher:
    """A text as Maestro matches it; one that is no valid expression is taken literally."""
    return TextMatcher(source)


class Wanted(NamedTuple):
    """A selector with its variables filled in."""

    text: TextMatcher | None = None
    id: TextMatcher | None = None
    place: int | None = None
    traits: Mapping[str, bool] = MappingProxyType({})

    def fits(self, element: Element, focus: str) -> bool:
        """Whether an element has everything that is asked of it; `focus` is the focused block's id."""
        if self.text is not None and not self.text.among(element.texts):
            return False
        if self.id is not None and not (self.id(element.block) or self.id(element.name)):
            return False
        return all(_has(element, trait, focus) is value for trait, value in self.traits.items())


def _has(element: Element, trait: str, focus: str) -> bool:
    """Whether an element has a trait; an option of tabs or of a choice that is picked is both checked and selected."""
    if trait == "focused":
        return bool(focus) and element.block == focus and not element.option
    return element.enabled if trait == "enabled" else element.checked


def wanted(selector: Selector, look_up: Callable[[str], str]) -> Wanted:
    """Fill in a selector's variables; raises UnsetError for one without, ValueError for an index that is none."""
    text = matcher(selector.text.fill(look_up)) if selector.text is not None else None
    block = matcher(selector.id.fill(look_up)) if selector.id is not None else None
    place = None
    if selector.place is not None:
        place = whole_index(index := selector.place.fill(look_up))
        if place is None:
            raise ValueError(f"the index '{index}' is no whole number")
    return Wanted(text, block, place, selector.traits)


def matches(candidates: tuple[Element, ...], want: Wanted, focus: str) -> list[Element]:
    """Every element that fits, by place: top to bottom, left to right."""
    return [element for element in candidates if want.fits(element, focus)]


def find(candidates: tuple[Element, ...], want: Wanted, focus: str) -> Element | None:
    """The element that is meant, or None: by its index among all that fit, else the first that can be acted on."""
    if want.place is None:
        fits = want.fits
        text = want.text if want.id is None and not want.traits else None
        first = None
        for element in candidates:
            if not element.interactive and first is not None:
                continue
            if text.among(element.texts) if text is not None else fits(element, focus):
                if element.interactive:
                    return element
                first = element
        return first
    found = matches(candidates, want, focus)
    return found[want.place] if 0 <= want.place < len(found) else None
