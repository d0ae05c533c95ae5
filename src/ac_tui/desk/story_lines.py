"""The commands of a flow in the desk's words, for who follows a story: in those of the deck on show.

Flows are written in the original's words. So the story is played once, apart, and each element that a command means is
looked up on both phones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.deck.load import load_deck
from ac_tui.deck.render import render
from ac_tui.deck.spans import span
from ac_tui.desk.story import Step, Story
from ac_tui.flows import commands as c
from ac_tui.flows.model import Run, Selector, templates_in
from ac_tui.flows.selector import Wanted, elements, find, wanted
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.variables import SIMULATED, Expression, Scope, Template, UnsetError, names_secret
from ac_tui.journey.world import SeededCodes

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import View
    from ac_tui.journey.model import Journey

_UNREAD: Final = re.compile(r"\\(?P<sign>[^\w\s])|(?P<one>[^\s\w.])\+$|(?:\\[dDsSwW]|\[[^\]]+\]|\.)[*+]\??")
_TOLD: Final[Mapping[Run, tuple[str, str]]] = {
    c.launch_app: ("open_app", ""),
    c.stop_app: ("close_app", ""),
    c.tap_on: ("tap", "selector"),
    c.assert_visible: ("seen", "selector"),
    c.assert_not_visible: ("unseen", "selector"),
    c.input_text: ("type", "text"),
    c.open_link: ("open_link", "link"),
    c.erase_text: ("erase", ""),
    c.go_back: ("back", ""),
    c.paste_text: ("paste", ""),
}
"""What is said of a command, by its key of the deck (`story.KEY`), and the argument of the command that it names."""


class _StoryMoment(NamedTuple):
    """A phone as it stands in the story, read in the flow's own words; `focus` is the block that has the cursor."""

    journey: Journey
    focus: str
    read: View


class Lines:
    """One line for each step of a story, in the words of whichever deck is shown; `deck` is on show as it begins."""

    def __init__(self, story: Story, deck: Deck) -> None:
        self.story = story
        self._original = load_deck() if deck.variant else deck
        world = story.simulation.world
        self._apart = Story(story.flow, Simulation(world.registry, world.policy, SeededCodes(0), self._original))
        self._moments = _moments(self._apart)
        self._deck: Deck | None = None
        self._said: tuple[str, ...] = ()

    def said(self, deck: Deck) -> tuple[str, ...]:
        """The lines, put together once for a deck."""
        if deck is not self._deck:
            translations: dict[str, str] = {}  # the first of each text
            for name, screen in self._original.screens.items():
                ours = dict(deck.screens[name].texts())
                for path, text in screen.texts():
                    translations.setdefault(text, ours.get(path, text))
            meant = (self._meaning(number, deck, translations) for number in range(len(self.story.steps)))
            self._deck, self._said = deck, tuple(map(told, [deck] * len(self.story.steps), self.story.steps, meant))
        return self._said

    def _meaning(self, number: int, deck: Deck, translations: Mapping[str, str]) -> str:
        """What the selector of a step means, as people who see `deck` would say it; "" for nothing."""
        step = self._apart.steps[number]
        selector = step.command.args.get("selector")
        if not isinstance(selector, Selector):
            return ""
        names = (name for template in templates_in(selector) for name in template.names())
        if any(name in SIMULATED or names_secret(name) for name in names):
            return ""
        try:
            want = wanted(selector, step.scope.look_up)
        except (UnsetError, ValueError):
            return ""
        for moment in self._moments.get(number, ()):
            if said := _said(want, moment, render(deck, moment.journey, self._apart.simulation.world)):
                return said
        return translations.get(want.text.source, readable(want.text.source)) if want.text else ""


def readable(source: str) -> str:
    r"""A text that may be a regular expression as people would write it: `.*mar\*\*` is `…mar**`."""
    return _UNREAD.sub(lambda found: found["sign"] or (found["one"] and found["one"] * 3) or "…", source)


def _moments(story: Story) -> Mapping[int, tuple[_StoryMoment, _StoryMoment]]:
    """By the number of each step the phone before and after it, or rather what leads to the next thing to be seen."""
    simulation = story.simulation
    moments = [(0, _StoryMoment(simulation.journey, story.focus, simulation.view))]
    while story.next():
        moments.append((story.played, _StoryMoment(simulation.journey, story.focus, simulation.view)))
    found: dict[int, tuple[_StoryMoment, _StoryMoment]] = {}
    for (done, before), (played, after) in pairwise(moments):
        for number in range(done, played):
            found.setdefault(number, (before, after))
    return found


def _said(want: Wanted, moment: _StoryMoment, shown: View) -> str:
    """What the phone on show says where the selector points on the other one; "" where it points at nothing."""
    element = find(moment.read, want, moment.focus)
    if element is None:
        return ""
    same = element  # the same element in the words on show; itself where the two phones have not the same
    read, others = [*elements(moment.read)], [*elements(shown)]
    if len(read) == len(others):
        other = others[read.index(element)]
        same = other if len(other.texts) == len(element.texts) else element
    if want.text is None:  # what stands in a field is not its label
        return same.texts[0] if same.texts and same.kind not in ("field", "secret", "code") else ""
    ours, theirs = next(pair for pair in zip(element.texts, same.texts, strict=False) if want.text(pair[0]))
    if ours != theirs:
        return theirs
    return ours if ours == want.text.source else readable(want.text.source)


def told(deck: Deck, step: Step, meant: str = "") -> str:
    """One line for a step; a secret, or what only playing gives, is named and not shown.

    `meant` is what its selector means on the phone, where that is known.
    """
    command = step.command
    if command.label:
        return command.label
    args = command.args
    if command.run is c.set_airplane_mode:
        return deck.words(f"said.service_{'down' if args.get('value') == 'enabled' else 'up'}")
    if command.run is c.simulate:
        how, service, time = args["delivery"], args["service"], args["advanceClock"]
        parts = [deck.words("said.delivery", how=deck.words(f"delivery.{how}"))] if how else []
        parts += [deck.words(f"said.service_{service}")] if service else []
        return " ".join([*parts, deck.words("story.time", span=span(deck, time))] if time else parts)
    key, argument = _TOLD.get(command.run, ("other", ""))
    named = args[argument] if argument else None
    if isinstance(named, Selector):
        named = named.text or named.id
    if argument == "selector" and (meant or named is None):
        what = meant or deck.words("story.something")
    else:
        what = _text(deck, named, step.scope) if named is not None else ""
    return deck.words(f"story.{key}", what=what, command=command.name)


def _text(deck: Deck, template: Template, scope: Scope) -> str:
    """A text with its variables filled in, secrets by name."""

    def variable(expression: Expression) -> str:
        name = expression.left
        if name in SIMULATED:
            return deck.words(f"story.variable.{name.lower()}")
        if names_secret(name):
            return deck.words("story.variable.password")
        try:
            return expression.value(scope.look_up)
        except UnsetError:
            return name

    return "".join(part if isinstance(part, str) else variable(part) for part in template.parts)
