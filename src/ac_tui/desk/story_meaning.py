"""What the commands of a story mean, in the words of the deck on show: flows are written in the original's.

The story is played once, apart, and each element that a command means is looked up on both phones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.deck.load import load_deck
from ac_tui.deck.render import render
from ac_tui.desk.story import Step, Story
from ac_tui.flows.model import Selector, templates_in
from ac_tui.flows.selector import Element, Wanted, elements, find, wanted
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.variables import SIMULATED, Template, UnsetError, names_secret
from ac_tui.journey.world import SeededCodes

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.journey.model import Journey

_UNREAD: Final = re.compile(r"\\(?P<sign>[^\w\s])|(?P<one>[^\s\w.])\+$|(?:\\[dDsSwW]|\[[^\]]+\]|\.)[*+]\??")


class _StoryMoment(NamedTuple):
    """A phone as it stands in the story, read in the flow's own words; `focus` is the block that has the cursor."""

    journey: Journey
    focus: str
    read: tuple[Element, ...]


class _Phone(NamedTuple):
    """A moment on both phones: the one that the flow is written for, and the one on show."""

    read: tuple[Element, ...]
    shown: tuple[Element, ...]
    focus: str


class Meanings:
    """What the commands of a story mean, whatever deck is on show; `deck` is the one on show as the story begins."""

    def __init__(self, story: Story, deck: Deck) -> None:
        self._original = load_deck() if deck.variant else deck
        world = story.simulation.world
        self._apart = Story(story.flow, Simulation(world.registry, world.policy, SeededCodes(0), self._original))
        self._moments = _moments(self._apart)

    def said(self, deck: Deck) -> tuple[str, ...]:
        """For each step what its selector means, as people who see `deck` would say it; "" for nothing."""
        known = _translations(self._original, deck)
        return tuple(self._meaning(number, step, deck, known) for number, step in enumerate(self._apart.steps))

    def _meaning(self, number: int, step: Step, deck: Deck, known: Mapping[str, str]) -> str:
        selector = step.command.args.get("selector")
        if not isinstance(selector, Selector) or any(map(_names_secret, templates_in(selector))):
            return ""
        try:
            want = wanted(selector, step.scope.look_up)
        except (UnsetError, ValueError):
            return ""
        world = self._apart.simulation.world
        for moment in self._moments.get(number, ()):
            shown = elements(render(deck, moment.journey, world))
            if said := _said(want, _Phone(moment.read, shown, moment.focus)):
                return said
        return known.get(want.text.source, readable(want.text.source)) if want.text else ""


def readable(source: str) -> str:
    r"""A text that may be a regular expression as people would write it: `.*mar\*\*` is `…mar**`."""
    return _UNREAD.sub(_unread, source)


def _unread(match: re.Match[str]) -> str:
    return match["sign"] or (match["one"] and match["one"] * 3) or "…"


def _moments(story: Story) -> Mapping[int, tuple[_StoryMoment, ...]]:
    """By the number of each step the phone before and after it, or rather what leads to the next thing to be seen."""
    found: dict[int, tuple[_StoryMoment, ...]] = {}
    before, done = _moment(story), 0
    while story.next():
        after = _moment(story)
        for number in range(done, story.played):
            found.setdefault(number, (before, after))
        before, done = after, story.played
    return found


def _moment(story: Story) -> _StoryMoment:
    return _StoryMoment(story.simulation.journey, story.focus, elements(story.simulation.view))


def _translations(original: Deck, deck: Deck) -> Mapping[str, str]:
    """What the original says in so many words, and what the deck says there: the first of each text."""
    found: dict[str, str] = {}
    for step, screen in original.screens.items():
        ours = dict(deck.screens[step].texts())
        for path, text in screen.texts():
            found.setdefault(text, ours.get(path, text))
    return found


def _said(want: Wanted, phone: _Phone) -> str:
    """What the phone on show says where the selector points; "" where it points at nothing."""
    element = find(phone.read, want, phone.focus)
    if element is None:
        return ""
    shown = _counterpart(element, phone)
    if want.text is None:
        return _label(shown)
    ours, theirs = next(pair for pair in zip(element.texts, shown.texts, strict=False) if want.text(pair[0]))
    if ours != theirs:
        return theirs
    return ours if ours == want.text.source else readable(want.text.source)


def _counterpart(element: Element, phone: _Phone) -> Element:
    """The same element in the words on show; itself where the two phones have not the same elements."""
    if len(phone.read) != len(phone.shown):
        return element
    shown = phone.shown[next(at for at, one in enumerate(phone.read) if one is element)]
    return shown if len(shown.texts) == len(element.texts) else element


def _label(element: Element) -> str:
    """What an element is called that is pointed at by its name alone: what stands in a field is not its label."""
    return element.texts[0] if element.texts and element.kind not in ("field", "secret", "code") else ""


def _names_secret(template: Template) -> bool:
    return any(name in SIMULATED or names_secret(name) for name in template.names())
