"""A tester's eyes and hands: what one command sees and does on a surface.

The focus is kept here and not by the surfaces, so that all of them agree on it: a code screen opens with it, a tap on a
field takes it there, any other screen opens without.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, Protocol

from ac_tui.deck.redaction import MASK, ContactFinder, Redactor
from ac_tui.deck.view import Block, View
from ac_tui.flows import model as m
from ac_tui.flows.failures import described, elsewhere, not_found
from ac_tui.flows.random_text import random_text
from ac_tui.flows.results import Compared
from ac_tui.flows.selector import Element, Wanted, elements, find, wanted
from ac_tui.flows.surface import Surface
from ac_tui.flows.variables import COPIED, Scope, UnsetError, parse_template, truth
from ac_tui.journey.newest import newest_code, newest_link

_FINE_WAIT: Final = timedelta(minutes=10)
_SECOND: Final = timedelta(seconds=1)
_WHOLE: Final = re.compile(r"[0-9](?:_?[0-9]){0,8}")


class Screenshots(Protocol):
    """Keeps and compares screenshots."""

    def take(self, file: str, name: str, view: View, focus: str) -> Compared:
        """Compare a screen with its baseline."""
        ...


class CommandError(Exception):
    """A command could not be carried out, or what it expects is not so; `str()` says it without a secret."""


class CommandExecutor:
    """Sees and acts for one flow.

    `steps` are the steps gone through, `focus` the block that typing goes to; of the last command `note` is what there
    is to remark and `shown` how it is told (its own words where it is ""). Whoever tells it scrubs it first. `app` is
    the id of the app that the flow is about, `seed` what made-up texts follow from.
    """

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.steps: list[str] = []
        self.focus = ""
        self.note = ""
        self.shown = ""
        self.redactor = Redactor(contacts=ContactFinder(surface.simulation.world.registry, surface.simulation.deck))
        self.view: View | None = None
        self.scope = Scope(self.simulated, {})
        self.app = ""
        self.seed = 0
        self._clipboard = ""
        self._made_up = 0
        self._launched = False
        self._elements: tuple[Element, ...] | None = None
        self._opened_with = ""

    def do(self, command: m.Command) -> None:
        """Carry out a command that holds no others; raises CommandError, SurfaceError, UnsetError or ValueError."""
        self.note = self.shown = ""
        _ACTIONS[type(command)](self, command)
        self.look()
        if isinstance(command, m.EraseText | m.PressKey):
            self._learn_what_is_left()

    def learn_variables(self) -> None:
        """Know the secrets and contacts that variables hold, whether anything is typed of them or not."""
        self.redactor.learn(self.scope.secrets())
        for contact in self.scope.contacts():
            self.redactor.learn_contact("contact", contact)

    def told(self, command: m.Command) -> str:
        """The command as reports show it: by its label where it has one."""
        return self.label(command) or self.words(command)

    def words(self, command: m.Command) -> str:
        """The command without its label: what went into a password or code field is bullets."""
        typed = isinstance(command, m.InputText | m.SetClipboard) and not command.text.sole
        return self.shown or (f"{command.name}: {MASK}" if typed else command.source)

    def label(self, command: m.Command) -> str:
        """The command's label with its variables filled in, as written where one of them has no value."""
        try:
            return parse_template(command.label).fill(self.scope.look_up)
        except UnsetError:
            return command.label

    @property
    def seen(self) -> View:
        """What was on show when it was last looked at."""
        return self.view if self.view is not None else self.look()

    def look(self) -> View:
        """See what is on show now: the steps gone through and the focus follow from it."""
        view = self.surface.view
        if view is self.view:
            return view
        self.view, self._elements = view, None
        moved = not self.steps or view.step != self.steps[-1]
        if moved:
            self.steps.append(view.step)
        if moved or view.focus != self._opened_with:
            self.focus = view.focus
        self._opened_with = view.focus
        if self.focus:
            block = view.block(self.focus)
            if block is None or not block.writable:
                self.focus = ""
        return view

    def _candidates(self) -> tuple[Element, ...]:
        if self._elements is None:
            self._elements = elements(self.seen)
        return self._elements

    def _wanted(self, selector: m.Selector) -> Wanted:
        return wanted(selector, self.scope.look_up)

    def _find(self, selector: m.Selector) -> Element | None:
        return find(self._candidates(), self._wanted(selector), self.focus)

    def _require(self, selector: m.Selector) -> Element:
        want = self._wanted(selector)
        element = find(self._candidates(), want, self.focus)
        if element is None:
            raise CommandError(self._not_found(want))
        return element

    def _not_found(self, want: Wanted) -> str:
        found = not_found(want, self._candidates(), self.seen, self.focus)
        if found.endswith(f"is not on the screen '{self.seen.step}'"):  # and nothing near it is
            found += elsewhere(want, self.surface.simulation.deck, self.seen.step)
        return found

    def holds(self, condition: m.Condition) -> bool:
        """Whether every part of a condition is so now."""
        if condition.platform:
            return False
        if condition.true is not None and not truth(condition.true.fill(self.scope.look_up)):
            return False
        if condition.visible is not None and self._find(condition.visible) is None:
            return False
        return condition.not_visible is None or self._find(condition.not_visible) is None

    def simulated(self, name: str) -> str:
        """The code or link that counts on this screen, or the clipboard; raises UnsetError while there is none."""
        if name == COPIED:
            value = self._clipboard
        else:
            journey = self.surface.simulation.journey
            message = newest_code(journey) if name == "OTP" else newest_link(journey)
            value = "" if message is None else message.code.get_secret_value() if name == "OTP" else message.link
        if not value:
            raise UnsetError(name)
        if name != COPIED:
            self.redactor.learn((value,))
        return value

    def _own_app(self, command: m.OnApp) -> None:
        """Raise CommandError for a command about another app than the flow's."""
        if command.app and self.app and command.app != self.app:
            raise CommandError(f"{command.name} of '{command.app}': there is one app here, the header's '{self.app}'")

    def _launch(self, command: m.LaunchApp) -> None:
        self._own_app(command)
        fresh = not self._launched and not self.surface.simulation.history
        self._launched = True
        if fresh and not command.clear_state:
            return
        if command.stop_app or command.clear_state or not self.seen.open:
            self.surface.open(clear_state=command.clear_state)

    def _clear_state(self, command: m.ClearState) -> None:
        self._own_app(command)
        self._launched = True
        self.surface.open(clear_state=True)
        self.surface.close()

    def _stop(self, command: m.StopApp) -> None:
        self._own_app(command)
        if self.seen.open:
            self.surface.close()
        else:
            self.note = "the app was closed already"

    def _tap(self, command: m.TapOn) -> None:
        element = self._require(command.selector)
        if not element.interactive:
            self.note = "not enabled: nothing happened" if not element.enabled else "only a text: nothing happened"
        elif element.kind in ("field", "secret", "code"):
            self.focus = element.block
        else:
            self.surface.tap(element.block, element.option)

    def _input(self, command: m.InputText) -> None:
        self._write(command.text.fill(self.scope.look_up), command)

    def _input_random(self, command: m.InputRandom) -> None:
        """Type something made up: each such command of a flow has its own, the same in every run."""
        self._made_up += 1
        self._write(random_text(command.kind, command.length, f"{self.seed} {self._made_up}"), command)

    def _paste(self, command: m.PasteText) -> None:
        if not self._clipboard:
            raise CommandError("nothing to paste: copyTextFrom or setClipboard comes first")
        block = self._focused("type into")
        if block.kind == "code":
            self.shown = command.source
            self.surface.simulation.paste_code(block.id, self._clipboard)
            return
        self._write(self._clipboard, command)

    def _write(self, text: str, command: m.Command) -> None:
        block = self._focused("type into")
        if block.kind == "field":
            text = "".join(" " if char.isspace() else char for char in text)  # a field has one line
            self.shown = f"{command.name}: {text}" if isinstance(command, m.WithText) else command.name
            self.redactor.learn_contact(block.id, block.value + text)
        else:
            sole = isinstance(command, m.WithText) and command.text.sole
            self.shown = command.source if sole or not isinstance(command, m.WithText) else f"{command.name}: {MASK}"
            self.redactor.learn_typed((text, self.surface.simulation.written(block.id) + text))
        self.surface.type(block.id, text)

    def _learn_what_is_left(self) -> None:
        """What keys leave in a field is as much a secret or a contact as what was typed there."""
        block = self.seen.block(self.focus) if self.focus else None
        if block is not None and block.kind == "field":
            self.redactor.learn_contact(block.id, block.value)
        elif block is not None:
            self.redactor.learn_typed((self.surface.simulation.written(block.id),))

    def _focused(self, what: str) -> Block:
        block = self.seen.block(self.focus) if self.focus else None
        if block is None:
            closed = "" if self.seen.open else " (the app is closed)"
            raise CommandError(f"no field to {what}: none has the focus, tap one first{closed}")
        return block

    def _erase(self, command: m.EraseText) -> None:
        self.surface.erase(self._focused("erase in").id, command.count)

    def _press(self, command: m.PressKey) -> None:
        if command.key == "back":
            self._go_back()
        elif command.key == "tab":
            self._tab()
        elif not self.focus:
            self.note = "no field has the focus: nothing happened"
        elif command.key == "enter":
            self.surface.enter(self.focus)
        else:
            self.surface.erase(self.focus, 1)

    def _tab(self) -> None:
        fields = [block.id for block in self.seen.blocks if block.writable]
        if fields:
            at = fields.index(self.focus) + 1 if self.focus in fields else 0
            self.focus = fields[at % len(fields)]

    def _back(self, command: m.Back) -> None:
        self._go_back()

    def _go_back(self) -> None:
        if not self.seen.open:
            raise CommandError("there is no way back: the app is closed")
        self.surface.back()

    def _assert_visible(self, command: m.AssertVisible) -> None:
        self._require(command.selector)

    def _assert_not_visible(self, command: m.AssertNotVisible) -> None:
        want = self._wanted(command.selector)
        element = find(self._candidates(), want, self.focus)
        if element is not None:
            where = f"{element.block}.{element.option}" if element.option else element.block
            raise CommandError(f"{described(want)} is on the screen '{self.seen.step}' (block '{where}')")

    def _copy(self, command: m.CopyTextFrom) -> None:
        element = self._require(command.selector)
        self._clipboard = element.copied
        if element.kind == "code":
            self.redactor.learn((self._clipboard,))

    def _set_clipboard(self, command: m.SetClipboard) -> None:
        self._clipboard = command.text.fill(self.scope.look_up)

    def _open_link(self, command: m.OpenLink) -> None:
        self.surface.open_link(command.text.fill(self.scope.look_up))

    def _settle(self, command: m.Settle) -> None:
        self.note = command.warning or "nothing to do: a screen here is whole and still"

    def _wait_until(self, command: m.WaitUntil) -> None:
        """Look once a second of simulated time; a wait of more than ten minutes is looked at six hundred times."""
        timeout = self._timeout(command)
        pace = _SECOND if timeout <= _FINE_WAIT else timeout / 600
        left = timeout
        while not self.holds(command.condition):
            if left <= timedelta():
                raise CommandError(f"still not so after {_seconds(timeout)} s: {self._missing(command)}")
            self.surface.advance(min(pace, left))
            left -= pace
            self.look()

    def _timeout(self, command: m.WaitUntil) -> timedelta:
        text = command.timeout.fill(self.scope.look_up)
        if not _WHOLE.fullmatch(text):
            raise CommandError(f"the timeout '{text}' is no whole number of milliseconds")
        return timedelta(milliseconds=int(text))

    def _assert_true(self, command: m.AssertTrue) -> None:
        if not self.holds(command.condition):
            raise CommandError(f"{command.source.partition(': ')[2] or 'the condition'} does not hold")

    def _missing(self, command: m.WaitUntil) -> str:
        condition = command.condition
        if condition.visible is not None and self._find(condition.visible) is None:
            return self._not_found(self._wanted(condition.visible))
        return f"{described(self._wanted(condition.not_visible or m.Selector()))} is on the screen '{self.seen.step}'"

    def _airplane(self, command: m.Airplane) -> None:
        up = self.surface.simulation.journey.service.up
        self.surface.set_service(not up if command.on is None else not command.on)

    def _simulate(self, command: m.Simulate) -> None:
        if command.delivery:
            self.surface.set_delivery(command.delivery)  # type: ignore[arg-type]  # one of the words, read as such
        if command.service:
            self.surface.set_service(command.service == "up")
        if command.advance:
            self.surface.advance(command.advance)


def _seconds(span: timedelta) -> str:
    """A number of seconds, every digit of it and no more."""
    return f"{span.total_seconds():.3f}".rstrip("0").rstrip(".")


_ACTIONS: Final[dict[type[m.Command], Callable[[CommandExecutor, Any], None]]] = {
    m.LaunchApp: CommandExecutor._launch,
    m.StopApp: CommandExecutor._stop,
    m.ClearState: CommandExecutor._clear_state,
    m.TapOn: CommandExecutor._tap,
    m.InputText: CommandExecutor._input,
    m.InputRandom: CommandExecutor._input_random,
    m.PasteText: CommandExecutor._paste,
    m.SetClipboard: CommandExecutor._set_clipboard,
    m.CopyTextFrom: CommandExecutor._copy,
    m.EraseText: CommandExecutor._erase,
    m.PressKey: CommandExecutor._press,
    m.Back: CommandExecutor._back,
    m.AssertVisible: CommandExecutor._assert_visible,
    m.AssertNotVisible: CommandExecutor._assert_not_visible,
    m.AssertTrue: CommandExecutor._assert_true,
    m.OpenLink: CommandExecutor._open_link,
    m.Settle: CommandExecutor._settle,
    m.WaitUntil: CommandExecutor._wait_until,
    m.Airplane: CommandExecutor._airplane,
    m.Simulate: CommandExecutor._simulate,
}
