"""The commands of a flow in the desk's words, for who follows a story."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ac_tui.deck.words import span
from ac_tui.flows import commands as c
from ac_tui.flows import model as m
from ac_tui.flows.variables import SIMULATED, Expression, Scope, Template, UnsetError, names_secret

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.desk.story import Step, Story

Tell = Callable[["Deck", Any], str]
"""Tells a step whose command is of one kind."""


class Lines:
    """One line for each step of a story, in the words of whichever deck is on show; a flow is written in others."""

    def __init__(self, story: Story, deck: Deck) -> None:
        from ac_tui.desk.story_meaning import Meanings

        self.story = story
        self._meanings = Meanings(story, deck)
        self._deck: Deck | None = None
        self._said: tuple[str, ...] = ()

    def said(self, deck: Deck) -> tuple[str, ...]:
        """The lines, put together once for a deck."""
        if deck is not self._deck:
            self._deck = deck
            meant = self._meanings.said(deck)
            self._said = tuple(told(deck, *both) for both in zip(self.story.steps, meant, strict=True))
        return self._said


def told(deck: Deck, step: Step, meant: str = "") -> str:
    """One line for a step; a secret, or what only playing gives, is named and not shown.

    `meant` is what its selector means on the phone, where that is known.
    """
    command = step.command
    if command.label:
        return command.label
    if meant and command.run in _ON_ELEMENT:
        return deck.words(f"story.{_ON_ELEMENT[command.run]}", what=meant)
    tell = _TOLD.get(command.run)
    return tell(deck, step) if tell is not None else deck.words("story.other", command=command.name)


def _what(deck: Deck, selector: m.Selector, scope: Scope) -> str:
    """What a selector means, as people would point at it."""
    named = selector.text or selector.id
    return _text(deck, named, scope) if named is not None else deck.words("story.something")


def _text(deck: Deck, template: Template, scope: Scope) -> str:
    """A text with its variables filled in, secrets by name."""
    return "".join(part if isinstance(part, str) else _variable(deck, part, scope) for part in template.parts)


def _variable(deck: Deck, expression: Expression, scope: Scope) -> str:
    name = expression.left
    if name in SIMULATED:
        return deck.words(f"story.variable.{name.lower()}")
    if names_secret(name):
        return deck.words("story.variable.password")
    try:
        return expression.value(scope.look_up)
    except UnsetError:
        return name


def _on_element(key: str) -> Tell:
    return lambda deck, step: deck.words(f"story.{key}", what=_what(deck, step.command.args["selector"], step.scope))


def _with_text(key: str, argument: str) -> Tell:
    return lambda deck, step: deck.words(f"story.{key}", what=_text(deck, step.command.args[argument], step.scope))


def _plain(key: str) -> Tell:
    return lambda deck, _: deck.words(f"story.{key}")


def _simulate(deck: Deck, step: Any) -> str:
    args = step.command.args
    parts = []
    if args["delivery"]:
        parts.append(deck.words("said.delivery", how=deck.words(f"delivery.{args['delivery']}")))
    if args["service"]:
        parts.append(deck.words(f"said.service_{args['service']}"))
    if args["advanceClock"]:
        parts.append(deck.words("story.time", span=span(deck, args["advanceClock"])))
    return " ".join(parts)


def _airplane(deck: Deck, step: Any) -> str:
    return deck.words(f"said.service_{'down' if step.command.args.get('value') == 'enabled' else 'up'}")


_ON_ELEMENT: Final[dict[m.Run, str]] = {
    c.tap_on: "tap",
    c.assert_visible: "seen",
    c.assert_not_visible: "unseen",
}
_TOLD: Final[dict[m.Run, Tell]] = {
    c.launch_app: _plain("open_app"),
    c.stop_app: _plain("close_app"),
    **{kind: _on_element(key) for kind, key in _ON_ELEMENT.items()},
    c.input_text: _with_text("type", "text"),
    c.open_link: _with_text("open_link", "link"),
    c.erase_text: _plain("erase"),
    c.go_back: _plain("back"),
    c.paste_text: _plain("paste"),
    c.simulate: _simulate,
    c.set_airplane_mode: _airplane,
}
