"""What happened in a simulation, as a flow file that makes it happen again.

Recordings, shortest paths and failing random journeys are all written here, from the history of a simulation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from msgspec import structs

from ac_tui.deck.redaction import ContactFinder, Kind, Redactor, begins_contact, is_contact
from ac_tui.deck.render import render
from ac_tui.deck.view import Block, View
from ac_tui.flows.pacing import waits
from ac_tui.flows.secret_collector import registered_passwords
from ac_tui.flows.selector_builder import selector_for
from ac_tui.flows.simulation import HistoryEntry, Simulation
from ac_tui.flows.variables import VariableNames, variables_of
from ac_tui.flows.writing import AddedCommand, Argument, CommandLine, Header, as_typed, literal, write_flow
from ac_tui.journey import events as ev
from ac_tui.journey.challenges import newest_code, newest_link
from ac_tui.journey.model import Journey
from ac_tui.journey.rules.credentials import without_separators
from ac_tui.registry.secret import SecretStr, without_line_breaks

_MOST_ERASED: Final = 50
"""What `eraseText` removes when it is not told how much."""


def as_flow(simulation: Simulation, header: Header, notes: Sequence[AddedCommand] = (), *, reveal: bool = False) -> str:
    """The simulation's history as a flow file.

    Passwords stand in it as `${PASSWORD}` (`${PASSWORD_2}` for another), wherever they were typed; codes as `${OTP}`,
    links as `${LINK}`. So do contacts: `${CUSTOMER_EMAIL}` where it is the header's customer's, else `${EMAIL}`. With
    `reveal`, for invented data, contacts are told and the header's env says what the passwords are. A wrong code that
    was once right, or part of one, is written as another wrong one of the same shape.
    """
    lines, given = flow_commands(simulation, header.customer, notes, reveal=reveal)
    told = {name: value.get_secret_value() for name, value in given.items()} if reveal else {}
    return write_flow(replace(header, env={**header.env, **told}), lines)


def flow_commands(
    simulation: Simulation,
    customer: str,
    notes: Sequence[AddedCommand] = (),
    *,
    met: Redactor | None = None,
    reveal: bool = False,
) -> tuple[list[CommandLine], dict[str, SecretStr]]:
    """The commands of the same, and by their names the secrets and contacts that playing them has to be given.

    `customer` is the header's; `met` are secrets that the history does not hold any more.
    """
    own = variables_of(simulation.world.registry.get(customer))
    writer = _Writer(simulation, VariableNames(own), met or Redactor(), reveal)
    lines = writer.lines(notes)
    return lines, {name: SecretStr(value) for name, value in writer.names.given.items()}


@dataclass(slots=True)
class _Writer:
    simulation: Simulation
    names: VariableNames
    met: Redactor
    """The secrets of what was undone or written over, too."""
    tells_contacts: bool
    _contacts: Redactor = field(init=False)
    """Knows contacts alone, where those are not told."""
    _redactor: Redactor = field(init=False)
    _typed: set[str] = field(default_factory=set)
    """Every password that may stand where it can be read."""
    _lines: list[CommandLine] = field(default_factory=list)
    _focus: str = ""
    _place: tuple[str, str] = ("", "")
    _newest: dict[str, list[str]] = field(default_factory=lambda: {"OTP": [], "LINK": []})
    """Of each line, the newest code and the token of the newest link after it."""

    def __post_init__(self) -> None:
        finder = ContactFinder(self.simulation.world.registry, self.simulation.deck)
        self._contacts = Redactor(contacts=None if self.tells_contacts else finder)
        for block, text in typed_contacts(self.simulation):
            self._contacts.learn_contact(block, text)
        for moved in self.simulation.history:
            event = moved.event
            if isinstance(event, ev.Edit) and isinstance(event.value, str) and begins_contact(event.block, event.value):
                self._contacts.learn_begun(event.value)
        self._learn_passwords()
        outbox = self.simulation.journey.service.outbox
        codes = (message.code.get_secret_value() for message in outbox)
        self._redactor = self._contacts.with_secrets((*self._typed, *codes, *self.met.secrets))

    def lines(self, notes: Sequence[AddedCommand]) -> list[CommandLine]:
        """Every command, beginning with `launchApp`."""
        self._add(CommandLine("launchApp"))
        history = self.simulation.history
        at = history[0].before if history else self.simulation.journey
        pace = waits(self.simulation, notes)
        before_notes = iter(pace.notes)
        self._look(at)
        for number, moved in enumerate(history):
            self._notes(notes, number, at, before_notes)
            self._pass(pace.moves[number])
            self._move(moved)
            at = moved.transition.state
            self._look(at)
        self._notes(notes, len(history), at, before_notes)
        return self._lines

    def _notes(self, notes: Sequence[AddedCommand], number: int, at: Journey, before: Iterator[int]) -> None:
        """The notes that belong here, after the waits before them."""
        for note in notes:
            if note.after == number:
                self._pass(next(before))
                now = structs.replace(at, now=note.now or at.now)
                argument = note.line.argument
                readable = self._readable(as_typed(argument), now) if isinstance(argument, str) else argument
                self._add(note.line._replace(argument=readable))

    def _learn_passwords(self) -> None:
        """Know every password there is or was typed, before one is found where it does not belong."""
        self._typed.update(registered_passwords(self.simulation))
        for moved in self.simulation.history:
            event = moved.event
            if isinstance(event, ev.Edit) and isinstance(event.value, SecretStr):
                block = self._view(moved.before).block(event.block)
                if block is not None and block.kind == "secret":
                    typed = without_line_breaks(event.value.get_secret_value())
                    self._typed.update((typed, typed.strip()))

    def _view(self, journey: Journey) -> View:
        return render(self.simulation.deck, journey, self.simulation.world)

    def _add(self, line: CommandLine) -> None:
        self._lines.append(line)

    def _look(self, journey: Journey) -> None:
        """Keep the focus as the player does, and which link is the newest."""
        link = newest_link(journey)
        newest = {"OTP": _newest_otp(journey), "LINK": _token(link.link) if link else ""}
        for name, kept in self._newest.items():
            kept.extend([newest[name]] * (len(self._lines) - len(kept)))
        view = self._view(journey)
        place = (view.step, view.focus)
        if place != self._place:
            self._focus = view.focus
        self._place = place
        block = view.block(self._focus) if self._focus else None
        if block is None or not block.writable:
            self._focus = ""

    def _pass(self, seconds: int) -> None:
        """Time passes: told in the largest unit that it is a whole number of."""
        size, unit = next((size, unit) for size, unit in ((3600, "h"), (60, "m"), (1, "s")) if seconds % size == 0)
        if seconds:
            self._add(CommandLine("simulator", {"advanceClock": f"{seconds // size}{unit}"}))

    def _move(self, moved: HistoryEntry) -> None:
        event = moved.event
        if isinstance(event, ev.Edit):
            self._edit(event, moved)
        elif isinstance(event, ev.Back):
            if moved.before.app_open:
                self._add(CommandLine("back"))
        elif isinstance(event, ev.CloseApp):
            self._add(CommandLine("stopApp"))
        elif isinstance(event, ev.OpenApp):
            self._add(CommandLine("launchApp", {"clearState": "true"} if event.clear_state else None))
        elif isinstance(event, ev.OpenLink):
            self._open_link(event, moved.before)
        elif isinstance(event, ev.Tick):
            return  # it was waited for
        elif isinstance(event, ev.SetService | ev.SetDelivery):
            if moved.transition.state != moved.before:
                self._add(CommandLine("simulator", _set(event)))
        else:
            self._press(event, moved.before)

    def _press(self, event: ev.Event, before: Journey) -> None:
        view = self._view(before)
        for block in view.blocks:
            if block.interactive and block.sends == event.name and _argument_fits(block, event):
                self._tap(view, block)
                return

    def _tap(self, view: View, block: Block, option: str = "") -> None:
        self._add(CommandLine("tapOn", selector_for(view, block, option)))

    def _edit(self, event: ev.Edit, moved: HistoryEntry) -> None:
        view, after = self._view(moved.before), moved.transition.state
        block = view.block(event.block)
        if block is None:
            return
        # An edit that changes nothing may still take an error or a hint away.
        matters = after.errors != moved.before.errors or after.hints != moved.before.hints
        if isinstance(event.value, bool):
            same = event.value is (block.checked is True)
            for _ in range(2 * matters if same else 1):
                self._tap(view, block)
        elif block.options and isinstance(event.value, str):
            chosen = next((option.id for option in block.options if option.checked), "")
            if event.value != chosen or matters:
                self._tap(view, block, event.value)
        else:
            value = event.value
            if event.pasted:  # what was refused stands nowhere
                value = after.draft.secret(after.step, block.id)
            self._type(view, block, value, moved, matters=matters)

    def _type(self, view: View, block: Block, value: str | SecretStr, moved: HistoryEntry, *, matters: bool) -> None:
        if isinstance(value, SecretStr):
            old, new = (
                moved.before.draft.secret(moved.before.step, block.id).get_secret_value(),
                value.get_secret_value(),
            )
        else:
            old, new = block.value, value
        if new == old and not matters:
            return
        if self._focus != block.id:
            self._tap(view, block)
            self._focus = block.id
        if new == old:
            self._add(CommandLine("inputText", "x"))
            self._add(CommandLine("pressKey", "backspace"))
            return
        begun = not self.tells_contacts and block.kind == "field" and begins_contact(block.id, new)
        whole = block.kind != "field" or begun or any(kind for _, kind in self._redactor.parts(new))
        kept = len(old) if new.startswith(old) and not whole else 0
        self._erase(len(old) - kept)
        if not new[kept:]:
            return
        if block.kind == "code":
            self._add(self._code(new, moved.before))
        elif block.kind == "secret":
            clean = without_line_breaks(new)
            self._add(
                CommandLine(
                    "inputText", (self.names.named("PASSWORD", clean) if clean else "") + ("\n" if clean != new else "")
                )
            )
        elif begun and not any(kind for _, kind in self._redactor.parts(new)):
            self._add(CommandLine("inputText", self.names.contact(new)))
        else:
            self._add(CommandLine("inputText", self._readable(new[kept:], moved.before)))

    def _readable(self, text: str, at: Journey) -> str:
        """A text that may be read: a password, a code that was sent or a contact in it by its name."""
        return self._told(self._redactor.parts(text), _newest_otp(at))

    def _told(self, parts: Iterable[tuple[str, Kind]], newest: str = "") -> str:
        told = ""
        for part, kind in parts:
            if not kind:
                told += literal(part)
                continue
            # A backslash before a name would take it for the characters themselves.
            bare = told.rstrip("\\")
            if bare != told:
                told = f"{bare}${{BACKSLASH || '{told[len(bare) :]}'}}"
            told += self._name(part, kind, newest)
        return told

    def _name(self, part: str, kind: Kind, newest: str) -> str:
        """The variable of a secret or a contact: of a code that is not the newest, one that playing has to be given."""
        if kind != "secret":
            return self.names.contact(part)
        if part == newest:
            return "${OTP}"
        return (
            self.names.named("OLD_OTP", part)
            if without_separators(part).isdigit()
            else self.names.named("PASSWORD", part)
        )

    def _erase(self, count: int) -> None:
        if count > 0:
            self._add(CommandLine("eraseText", count if count > _MOST_ERASED else None))

    def _code(self, value: str, before: Journey) -> CommandLine:
        """Typing a code: the one that counts by its name, an earlier right one from the clipboard, others as wrong."""
        digits = without_separators(value)
        if digits and digits == _newest_otp(before):
            return CommandLine("inputText", "${OTP}")
        asked = before.current
        if asked is not None and asked.code.get_secret_value() == digits and self._keep_for_later("OTP", digits):
            return CommandLine("pasteText")  # right though it has not arrived: always the same for this customer
        return CommandLine("inputText", self._told(self._contacts.parts(self._wrong_code(value))))

    def _wrong_code(self, value: str) -> str:
        """A wrong code as it was typed; where that would give away a secret, another wrong one of the same shape."""
        issued = {message.code.get_secret_value() for message in self.simulation.journey.service.outbox}
        readings = {
            without_separators(value),
            "".join(str(unicodedata.digit(char, char)) for char in value if char.isalnum()),
        }
        secrets = [secret for secret in (*issued, *self._typed) if secret]
        if not any(secret in read or read in secret for secret in secrets for read in readings):
            return value
        shapes = (re.sub(r"[0-9]", digit, re.sub(r"[^\W0-9_]", "x", value)) for digit in "0123456789")
        return next(shape for shape in shapes if without_separators(shape) not in issued)

    def _open_link(self, event: ev.OpenLink, before: Journey) -> None:
        links = [_token(message.link) for message in before.inbox if message.link]
        token = _token(event.link)
        newest = newest_link(before)
        if newest is not None and _token(newest.link) == token:
            self._add(CommandLine("openLink", "${LINK}"))
        elif token in links and self._keep_for_later("LINK", token):
            self._add(CommandLine("openLink", "${maestro.copiedText}"))
        else:
            self._add(CommandLine("openLink", f"{self.simulation.world.policy.link_address}0000000000000000"))

    def _keep_for_later(self, name: str, value: str) -> bool:
        """A code or link that a newer one took the place of goes to the clipboard while it counts, if it ever did."""
        newest = self._newest[name]
        if value not in newest:
            return False
        place = len(newest) - newest[::-1].index(value)
        if place < len(self._lines) and self._lines[place].command == "setClipboard":
            return True
        self._lines.insert(place, CommandLine("setClipboard", f"${{{name}}}"))
        for kept in self._newest.values():
            kept.insert(place, kept[place - 1])
        return True


def typed_contacts(simulation: Simulation) -> Iterator[tuple[str, str]]:
    """The field and the text of every contact that was typed in a simulation, the newest first."""
    for moved in reversed(simulation.history):
        event = moved.event
        if isinstance(event, ev.Edit) and isinstance(event.value, str) and is_contact(event.block, event.value):
            yield event.block, event.value


def _newest_otp(journey: Journey) -> str:
    message = newest_code(journey)
    return message.code.get_secret_value() if message is not None else ""


def _argument_fits(block: Block, event: ev.Event) -> bool:
    return not isinstance(event, ev.ChooseProfile) or block.argument == event.profile


def _set(event: ev.SetService | ev.SetDelivery) -> dict[str, Argument]:
    """What the desk set; that messages travel as each customer's card says has no word in a flow."""
    if isinstance(event, ev.SetService):
        return {"service": "up" if event.up else "down"}
    return {"delivery": event.delivery or "normal"}


def _token(link: str) -> str:
    """The last part of a link's address."""
    return link.strip().strip("/").rpartition("/")[2]
