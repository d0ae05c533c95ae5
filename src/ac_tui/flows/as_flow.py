"""Flow files as text: what happened in a simulation as one that makes it happen again (a recording, a path)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import yaml
from msgspec import structs

from ac_tui.deck.redaction import ContactFinder, Redactor, begins_contact, mask_codes
from ac_tui.deck.render import render
from ac_tui.deck.view import Block, View
from ac_tui.flows.executor import focus_after
from ac_tui.flows.model import Selector
from ac_tui.flows.selector import elements, find
from ac_tui.flows.simulation import SECOND, START, HistoryEntry, ManualClock, Simulation, registered_passwords
from ac_tui.flows.variables import variables_of
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance
from ac_tui.journey.challenges import newest_code, newest_link
from ac_tui.journey.model import Journey
from ac_tui.journey.rules import without_separators
from ac_tui.registry.model import SecretStr, without_line_breaks

Argument = str | int | Mapping[str, str | int] | None
"""What a command is given: nothing, a text, a number, or keys and values."""
CommandLine = tuple[str, Argument]


class AddedCheck(NamedTuple):
    """That a text is visible between two entries of a history: after `after` of them, at `now` where that matters."""

    after: int
    text: str
    now: datetime | None = None


def write_flow(
    name: str, customer: str, seed: int, commands: Sequence[CommandLine], env: Mapping[str, str] = {}, remark: str = ""
) -> str:
    """The text of a flow file; texts are in quotes only where they need them, here or on a device."""
    entries = {
        "appId": "${APP_ID}",
        "name": literal(name),
        "env": {variable: literal(value) for variable, value in env.items()},
        "simulator": ({"customer": customer} if customer else {}) | {"seed": seed},
    }
    lines = [f"# {remark}"] if remark else []
    lines += [f"{key}: {_yaml(value)}" for key, value in entries.items() if value or key == "name"]
    lines.append("---")
    for command, argument in commands:
        lines.append(f"- {command}" if argument is None else f"- {command}: {_yaml(argument)}")
    return "\n".join([*lines, ""])


def literal(text: str) -> str:
    """A text as it stands in a flow, where `${` begins a variable."""
    return text.replace("${", "\\${")


class _Dumper(yaml.SafeDumper):
    """Writes what is not printable in double quotes, in one line, and `1e3` in quotes: a device reads a number."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, None if text.isprintable() else '"'),
)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?\.?[0-9][0-9_]*[eE][-+]?[0-9]+$"), None)


def _yaml(value: object) -> str:
    written = yaml.dump(
        value, Dumper=_Dumper, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return str(written).removesuffix("\n").removesuffix("\n...")


def recognised_by(view: View) -> str:
    """The text that tells a screen best: its notice, an error, its heading or the first thing it says."""
    if view.notice is not None:
        return view.notice.title or view.notice.text
    error = next((block.error for block in view.blocks if block.error), "")
    return error or view.heading or next((text for _, text in view.texts()), view.wordmark)


def selector_for(view: View, block: Block, option: str = "") -> Argument:
    """The plainest selector that means this block, or this option of it, on this screen."""
    mine = (one for one in elements(view) if one.block == block.id and one.option == option)
    target = next(one for one in mine if one.kind == block.kind or option)
    texts = target.texts if option else filter(None, (block.text, block.placeholder))
    for text in texts:
        if find(view, Selector(text), "") == target:
            return literal(text)
    want = Selector(id=target.name)  # an expression too: `kind.email` also means a block `kind_email`
    if find(view, want, "") == target:
        return {"id": target.name}
    return {"id": target.name, "index": [*elements(view, want)].index(target)}


def as_flow(simulation: Simulation, name: str, customer: str = "", checks: Sequence[AddedCheck] = ()) -> str:
    """The history of a simulation of invented data as a flow file, whose env says what the passwords are."""
    lines, given = flow_commands(simulation, customer, checks, None)
    env = {variable: value.get_secret_value() for variable, value in given.items()}
    return write_flow(name, customer, simulation.world.codes.seed, lines, env)


def flow_commands(
    simulation: Simulation, customer: str, checks: Sequence[AddedCheck], met: Redactor | None
) -> tuple[list[CommandLine], dict[str, SecretStr]]:
    """The commands of the same, and by their names the secrets and contacts that playing them has to be given.

    `met` are secrets that the history does not hold any more; with them contacts are no more told than passwords.
    """
    writer = _Writer(simulation, customer, met, all_of_it=False)
    if not writer.write(checks):
        writer = _Writer(simulation, customer, met, all_of_it=True)
        writer.write(checks)
    lines = [line for _, lines in writer.groups for line in lines]
    return lines, {name: SecretStr(value) for name, value in writer.given.items()}


class _Writer:
    """Writes one history down, seeing screen and cursor as the player will; it lives it too, to wait where it must.

    With `all_of_it` it waits as long as it took. What the status bar or a countdown shows means nothing.
    """

    def __init__(self, simulation: Simulation, customer: str, met: Redactor | None, *, all_of_it: bool) -> None:
        self.simulation, self.reveal, self.all_of_it = simulation, met is None, all_of_it
        self.own = variables_of(simulation.world.registry.get(customer))
        self.given: dict[str, str] = {}
        # The commands between two moves, with the code and the link that were the newest then.
        self.groups: list[tuple[Mapping[str, str], list[CommandLine]]] = [({"OTP": "", "LINK": ""}, [])]
        self._focus, self._seen = "", View("", "", ())
        history = simulation.history
        self._begun = history[0].before if history else simulation.journey
        self._now = self._real = min(START, self._begun.now)
        self._state = structs.replace(self._begun, now=self._now)
        self._left_out: list[int] = []  # seconds that the other life did without so far
        self._codes = {message.code.get_secret_value() for message in simulation.journey.service.outbox}
        finder = None if self.reveal else ContactFinder(simulation.world.registry, simulation.deck)
        self._redactor = Redactor(met.secrets if met is not None else (), finder)
        self._redactor.learn((*registered_passwords(simulation), *self._codes))
        for event in (moved.event for moved in history if isinstance(moved.event, ev.Edit)):
            if isinstance(event.value, SecretStr) and event.block != "code":
                self._redactor.learn_typed((event.value.get_secret_value(),))
            elif isinstance(event.value, str):
                self._redactor.learn_contact(event.block, event.value)
                if begins_contact(event.block, event.value):
                    self._redactor.learn_begun(event.value)

    def write(self, checks: Sequence[AddedCheck]) -> bool:
        """Write every command, beginning with `launchApp`; False where no wait makes the history go as it went."""
        at = self._begun
        self._add("launchApp")
        self._look(at)
        for number, moved in enumerate((*self.simulation.history, None)):
            for _, text, now in (check for check in checks if check.after == number):
                there = structs.replace(at, now=now or at.now)
                if not self._wait(there, None, text):
                    return False
                self._add("assertVisible", self._told(text, there))
            if moved is not None:
                if not self._wait(moved.before, moved):
                    return False
                self._move(moved)
                at = moved.transition.state
                self._look(at)
        return True

    def _view(self, journey: Journey) -> View:
        return render(self.simulation.deck, journey, self.simulation.world)

    def _add(self, command: str, argument: Argument = None) -> None:
        self.groups[-1][1].append((command, argument))

    def _look(self, journey: Journey) -> None:
        """Keep the focus as the player does, and which code and link are the newest."""
        self.groups.append((_newest(journey), []))
        view = self._view(journey)
        self._focus, self._seen = focus_after(self._seen, view, self._focus), view

    def _move(self, moved: HistoryEntry) -> None:
        before = moved.before
        changed = moved.transition.state != before
        match moved.event:
            case ev.Edit() as edit:
                self._edit(edit, before, moved.transition.state)
            case ev.Tap.back if before.app_open:
                self._add("back")
            case ev.Tap.close_app:
                self._add("stopApp")
            case ev.OpenApp(clear_state=clear):
                self._add("launchApp", {"clearState": True} if clear else None)
            case ev.OpenLink(link=link):
                known = self._delivered("LINK", _token(link), before)
                self._add("openLink", known or f"{self.simulation.world.policy.link_address}0000000000000000")
            case ev.SetService(up=up) if changed:
                self._add("simulator", {"service": "up" if up else "down"})
            case ev.SetDelivery(delivery=delivery) if changed:  # as each customer's card says: no word in a flow
                self._add("simulator", {"delivery": delivery or "normal"})
            case ev.Tap.back | ev.Tap.tick | ev.SetService() | ev.SetDelivery():
                pass  # what was waited for, and what changed nothing
            case event:
                argument = event.profile if isinstance(event, ev.ChooseProfile) else None
                view = self._view(before)
                pressed = (one for one in view.blocks if one.interactive and one.sends == event.name)
                block = next((one for one in pressed if argument in (None, one.argument)), None)
                if block is not None:
                    self._tap(view, block)

    def _tap(self, view: View, block: Block, option: str = "") -> None:
        self._add("tapOn", selector_for(view, block, option))

    def _edit(self, event: ev.Edit, before: Journey, after: Journey) -> None:
        view = self._view(before)
        block = view.block(event.block)
        if block is None:
            return
        # An edit that changes nothing may still take an error or a hint away.
        matters = after.errors != before.errors or after.hints != before.hints
        match event.value:
            case bool() as ticked:
                for _ in range(2 * matters if ticked is (block.checked is True) else 1):
                    self._tap(view, block)
            case str() as option if block.options:
                if matters or option != next((known.id for known in block.options if known.checked), ""):
                    self._tap(view, block, option)
            case value:
                old, new = block.value, value
                if isinstance(new, SecretStr):
                    old = before.draft.secret(before.step, block.id).get_secret_value()
                    # What was pasted and refused stands nowhere.
                    kept = after.draft.secret(after.step, block.id) if event.pasted else new
                    new = kept.get_secret_value()
                if new != old or matters:
                    self._type(view, block, old, new, before)

    def _type(self, view: View, block: Block, old: str, new: str, before: Journey) -> None:
        if self._focus != block.id:
            self._tap(view, block)
            self._focus = block.id
        if new == old:
            self._add("inputText", "x")
            self._add("pressKey", "backspace")
            return
        begun = not self.reveal and block.kind == "field" and begins_contact(block.id, new)
        known = any(kind for _, kind in self._redactor.parts(new))
        kept = len(old) if new.startswith(old) and not (block.kind != "field" or begun or known) else 0
        if count := len(old) - kept:
            self._add("eraseText", count if count > 50 else None)  # which it removes where nothing is said
        if not new[kept:]:
            return
        if block.kind == "code":
            text = self._code(new, before)
        elif block.kind == "secret":
            clean = without_line_breaks(new)
            text = (self._named("PASSWORD", clean) if clean else "") + ("\n" if clean != new else "")
        elif begun and not known:
            text = self._named_contact(new)
        else:
            text = self._told(new[kept:], before)
        self._add("inputText", text)

    def _told(self, text: str, at: Journey) -> str:
        """A text with contacts, passwords and codes by their names."""
        newest, told = _newest(at)["OTP"], ""
        for part, kind in self._redactor.parts(text):
            if not kind:
                told += literal(part)
            elif kind == "secret" and part == newest:
                told += "${OTP}"
            elif kind == "secret":  # a code that is not the newest has to be given
                told += self._named("OLD_OTP" if without_separators(part).isdigit() else "PASSWORD", part)
            else:
                told += self._named_contact(part)
        return told

    def _named_contact(self, value: str) -> str:
        """The variable of a contact or its beginning: the customer's own, also behind a prefix, or one to be given."""
        for name, known in self.own.items():
            before, found, after = value.partition(known)
            if found and not after and re.fullmatch(r"\+?[0-9]{0,5}", before):
                return f"{before}${{{name}}}"
        return self._named("EMAIL" if "@" in value or any(map(str.isalpha, value)) else "MOBILE", value)

    def _named(self, kind: str, value: str) -> str:
        """The variable of a kind for a value: of a password `${PASSWORD}`, of another `${PASSWORD_2}`, …."""
        of_kind = {known: name for name, known in self.given.items() if name.startswith(kind)}
        if value not in of_kind:
            of_kind[value] = f"{kind}_{len(of_kind) + 1}" if of_kind else kind
            self.given[of_kind[value]] = value
        return f"${{{of_kind[value]}}}"

    def _code(self, value: str, before: Journey) -> str:
        """A code: the one that counts by its name, an earlier one from the clipboard, a wrong one as another."""
        digits, asked = without_separators(value), before.current
        right = asked is not None and asked.code.get_secret_value() == digits  # though a newer one has arrived
        shapes = (re.sub(r"[0-9]", digit, re.sub(r"[^\W0-9_]", "x", value)) for digit in "0123456789")
        wrong = (literal(shape) for shape in shapes if without_separators(shape) not in self._codes)
        return self._delivered("OTP", digits, before, earlier=right) or next(wrong)

    def _delivered(self, name: str, value: str, before: Journey, *, earlier: bool = True) -> str:
        """The variable of a code or link that was delivered, an `earlier` one's by the clipboard; "" for others."""
        if value and value == _newest(before)[name]:
            return f"${{{name}}}"
        places = [lines for newest, lines in self.groups if value and earlier and newest[name] == value]
        if places and [command for command, _ in places[-1][:1]] != ["setClipboard"]:
            places[-1].insert(0, ("setClipboard", f"${{{name}}}"))
        return "${maestro.copiedText}" if places else ""

    def _wait(self, at: Journey, moved: HistoryEntry | None, text: str = "") -> bool:
        """Wait for an entry of the history, or a text to be there, the newest time first; False where it never is."""
        event = moved.event if moved is not None else ev.Tap.tick
        after, edge = (moved.transition.state, moved.transition.edge) if moved is not None else (at, None)
        for moment in (at.now, after.now):
            passed = max(0, (moment - self._real) // SECOND)
            self._left_out += [passed] if passed else []
            self._real += passed * SECOND
        said = self._says(text, after)
        for first in (0,) if self.all_of_it else range(len(self._left_out), -1, -1):
            seconds = sum(self._left_out[first:])
            then = self._now + seconds * SECOND
            state = structs.replace(self._state, now=then)
            transition = advance(state, event, structs.replace(self.simulation.world, clock=ManualClock(then)))
            # Of many keys only the last is told.
            goes = event is ev.Tap.tick or isinstance(event, ev.Edit) or self._alike(state, at)
            goes = goes and transition.edge == edge and self._alike(transition.state, after)
            if self.all_of_it or (goes and self._says(text, transition.state) >= said):
                del self._left_out[first:]
                self._now, self._state = then, transition.state
                if seconds:
                    size, unit = next(one for one in ((3600, "h"), (60, "m"), (1, "s")) if seconds % one[0] == 0)
                    self._add("simulator", {"advanceClock": f"{seconds // size}{unit}"})
                return True
        return False

    def _says(self, text: str, journey: Journey) -> bool:
        return not text or any(text in one.texts for one in elements(self._view(journey)))

    def _alike(self, one: Journey, other: Journey) -> bool:
        """Whether phone and messages say the same, but for the time of day and for countdowns."""

        def meaning(journey: Journey) -> object:
            view = mask_codes(self._view(journey))
            blocks = tuple(block._replace(text="") if block.kind == "text" else block for block in view.blocks)
            inbox = [(message.code, message.link, message.folder) for message in journey.inbox]
            return structs.replace(view, clock="", blocks=blocks), inbox, set(journey.service.accounts)

        return meaning(one) == meaning(other)


def _newest(journey: Journey) -> Mapping[str, str]:
    """The newest code, and the token of the newest link, "" where there is none."""
    code, link = newest_code(journey), newest_link(journey)
    return {"OTP": code.code.get_secret_value() if code else "", "LINK": _token(link.link) if link else ""}


def _token(link: str) -> str:
    return link.strip().strip("/").rpartition("/")[2]
