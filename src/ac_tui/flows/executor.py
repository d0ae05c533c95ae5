"""A phone that flows are played on, and a tester's eyes and hands on it: they keep the focus, so that all agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from ac_tui.deck.cells import cluster_starts
from ac_tui.deck.redaction import MASK, ContactFinder, Redactor
from ac_tui.deck.view import Block, View
from ac_tui.flows.model import Condition, FlowCommand, Selector
from ac_tui.flows.selector import Element, find, not_found
from ac_tui.flows.simulation import Simulation
from ac_tui.flows.variables import COPIED, MOST_CHARACTERS, Scope, UnsetError, parse_template, truth
from ac_tui.journey import events as ev
from ac_tui.journey.challenges import newest_code, newest_link


class CommandError(Exception):
    """A command could not be carried out, or what it expects is not so; `str()` says it without a secret."""


class Surface:
    """A phone that can be looked at and acted on, its blocks by their ids; `simulation` is the journey behind it."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation

    @property
    def view(self) -> View:
        """What is on show now, everything that was done before having happened."""
        return self.simulation.view

    def tap(self, block: str, option: str = "") -> None:
        """Tap a block that is acted on by a tap, or an option of it; nothing happens where it is not enabled."""
        self.simulation.tap(block, option)

    def type(self, block: str, text: str) -> None:
        """Type at the end of a block that takes text."""
        if text:
            self._write(block, self.simulation.written(block) + text)

    def erase(self, block: str, count: int) -> None:
        """Remove up to `count` characters from the end of a block that takes text."""
        text = self.simulation.written(block)
        if count > 0 and text:
            starts = cluster_starts(text)  # a letter goes with its accents
            self._write(block, text[: starts[max(0, len(starts) - 1 - count)]])

    def _write(self, block: str, text: str) -> None:
        self.simulation.write(block, text)

    def enter(self, block: str) -> None:
        """Press Enter in a block that takes text: the screen's main button."""
        if button := main_button(self.view):
            self.tap(button)

    def open(self, *, clear_state: bool) -> None:
        """Open the app; one that is open is closed first."""
        self.simulation.open(clear_state=clear_state)

    def advance(self, span: timedelta) -> None:
        """Let time pass."""
        self.simulation.advance_clock(span)

    def send(self, event: ev.Event) -> None:
        """Let anything else happen: the way back, the app closed, a link opened, what only the desk does."""
        self.simulation.send(event)

    def finish(self) -> None:
        """End it and give back what it holds; safe to call twice."""


Open = Callable[[Simulation], Surface]  # how a surface is made for a simulation


def main_button(view: View) -> str:
    """The button that Enter in a field presses: the first one that is enabled; "" where there is none."""
    return next((block.id for block in view.blocks if block.kind == "button" and block.enabled), "")


MOST_STEPS: Final = 20_000  # of a flow, with all that it repeats


class ExhaustedError(Exception):
    """A flow that goes on for too long; nothing in it can be left out for that."""


class CommandExecutor:
    """Sees and acts for one flow.

    `view` is what was on show when it was last looked at, `focus` the block that typing goes to.
    Of the last command `note` is what there is to remark and `shown` how it is told (its own words where it is ""); the
    caller redacts both. What is made up follows from `seed` and `made_up`, the number of such texts so far.
    """

    def __init__(self, surface: Surface, given: Mapping[str, str], app: str, seed: int) -> None:
        self.surface = surface
        self.steps: list[str] = []
        self.focus = self.note = self.shown = self.clipboard = ""
        self.redactor = Redactor(contacts=ContactFinder(surface.simulation.world.registry, surface.simulation.deck))
        self.scope = Scope(self._of_the_phone, given)
        self.app, self.seed = app, seed
        self.made_up = self._counted = 0
        self.launched = False
        self.view = View("", "", ())
        self.look()

    def _of_the_phone(self, name: str) -> str:
        """The code or link that counts on its screen, or its clipboard; raises UnsetError while there is none."""
        value = self.clipboard
        if name != COPIED:
            journey = self.surface.simulation.journey
            message = newest_code(journey) if name == "OTP" else newest_link(journey)
            value = "" if message is None else message.code.get_secret_value() if name == "OTP" else message.link
            self.redactor.learn((value,))
        if not value:
            raise UnsetError(name)
        return value

    def count(self) -> None:
        """Count a command, a turn of a `repeat` or a look of a wait; raises ExhaustedError where they are too many."""
        self._counted += 1
        if self._counted > MOST_STEPS:
            raise ExhaustedError(f"more than {MOST_STEPS} commands, turns and looks: what it repeats goes too far")

    def enter(self, env: Mapping[str, str]) -> None:
        """Know more variables, and the secrets and contacts in them, whether anything is typed of these or not."""
        self.scope = self.scope.inside(env)
        self.redactor.learn(self.scope.secrets())
        for contact in self.scope.contacts():
            self.redactor.learn_contact("contact", contact)

    def words(self, command: FlowCommand) -> str:
        """The command without its label: what went into a password or code field is bullets."""
        typed = command.name in ("inputText", "setClipboard") and not parse_template(command.args.text or "").sole
        return self.shown or (f"{command.name}: {MASK}" if typed else command.source)

    def label(self, command: FlowCommand) -> str:
        """The command's label with its variables filled in, as written where one of them has no value."""
        try:
            return self.fill(command.label)
        except (UnsetError, ValueError):
            return command.label

    def look(self) -> None:
        """See what is on show now: the steps gone through and the focus follow from it."""
        view = self.surface.view
        if view is self.view:
            return
        if not self.steps or view.step != self.steps[-1]:
            self.steps.append(view.step)
        self.focus = focus_after(self.view, view, self.focus)
        self.view = view

    def fill(self, text: str) -> str:
        """A text with its variables filled in; raises UnsetError."""
        return parse_template(text).fill(self.scope.look_up)

    def _wanted(self, selector: Selector) -> Selector:
        texts = {key: text for key in ("text", "id", "index") if "${" in (text := getattr(selector, key) or "")}
        return replace(selector, **{key: self.fill(text) for key, text in texts.items()}) if texts else selector

    def find(self, selector: Selector) -> Element | None:
        """The element that a selector means; None where there is none. Raises UnsetError and ValueError."""
        return find(self.view, self._wanted(selector), self.focus)

    def require(self, selector: Selector) -> Element:
        """The element that a selector means; raises CommandError where there is none."""
        element = self.find(selector)
        if element is None:
            raise CommandError(self.not_found(selector))
        return element

    def not_found(self, selector: Selector) -> str:
        """Why nothing on the screen is what a selector means."""
        return not_found(self._wanted(selector), self.view, self.focus, self.surface.simulation.deck)

    def still_there(self, selector: Selector) -> str:
        """That something on the screen is what a selector means."""
        return f"{self._wanted(selector)} is on the screen '{self.view.step}'"

    def holds(self, condition: Condition) -> bool:
        """Whether every part of a condition is so now."""
        return (
            not condition.platform
            and (condition.true is None or truth(self.fill(condition.true)))
            and (condition.visible is None or self.find(condition.visible) is not None)
            and (condition.not_visible is None or self.find(condition.not_visible) is None)
        )

    def unmet(self, condition: Condition) -> str:
        """Why a condition about the screen does not hold."""
        if condition.visible is not None and self.find(condition.visible) is None:
            return self.not_found(condition.visible)
        return self.still_there(condition.not_visible or Selector())

    def focused(self, what: str) -> Block:
        """The field that has the focus; raises CommandError where none has, which keeps one from doing `what`."""
        if (block := self.view.block(self.focus)) is not None:
            return block
        closed = "" if self.view.open else " (the app is closed)"
        raise CommandError(f"no field to {what}: none has the focus, tap one first{closed}")

    def write(self, text: str, command: FlowCommand) -> None:
        """Type into the focused field: what is typed there is a contact or a secret, by the field's kind."""
        block = self.focused("type into")
        whole = self.surface.simulation.written(block.id) + text
        if len(whole) > MOST_CHARACTERS:
            raise CommandError(f"more than {MOST_CHARACTERS} characters in one field")
        if block.kind == "field":
            text = re.sub(r"\s", " ", text)  # a field has one line
            self.shown = f"{command.name}: {text}" if command.args.text is not None else command.name
            self.redactor.learn_contact(block.id, block.value + text)
        else:
            self.redactor.learn_typed({text, whole})
        self.surface.type(block.id, text)

    def learn_what_is_left(self) -> None:
        """Know what keys have left in a field: it is as much a secret or a contact as what was typed there."""
        self.look()
        block = self.view.block(self.focus)
        if block is not None and block.kind == "field":
            self.redactor.learn_contact(block.id, block.value)
        elif block is not None:
            self.redactor.learn_typed((self.surface.simulation.written(block.id),))


def focus_after(before: View, view: View, focus: str) -> str:
    """The field that has the focus on a screen: as before while it is the same one, else what it opens with."""
    focus = focus if (view.step, view.focus) == (before.step, before.focus) else view.focus
    block = view.block(focus)
    return focus if block is not None and block.writable else ""
