"""The phone as questions and answers: what is new on it, one question at a time, everything that can be pressed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.deck.view import WRITABLE, Block, View
from ac_tui.desk.stories import folded

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.deck.messages import MessageView
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.plain.console import Console

ASKED: Final = WRITABLE | {"tabs", "choice", "checkbox"}  # kinds that are asked for, one question each
PRESSED: Final = frozenset({"button", "link"})  # kinds that are offered to choose from


class MenuItem(NamedTuple):
    """One choice: its words, the block and the option it stands for, the heading it stands under, how it stands."""

    words: str
    block: str = ""
    option: str = ""
    group: str = ""
    state: str = ""

    @property
    def line(self) -> str:
        """The choice as it is read out."""
        return f"{self.words} ({self.state})" if self.state else self.words


def meant(items: Sequence[MenuItem], typed: str) -> list[int]:
    """Which choices may be meant: by their number, or by words that they are, else begin with, else hold."""
    if re.fullmatch("[0-9]{1,9}", typed.strip()):
        return [int(typed) - 1] if 0 < int(typed) <= len(items) else []
    wanted = plain(typed)
    names = [plain(item.words) for item in items] if wanted else []
    kinds = (str.__eq__, str.startswith, str.__contains__)
    found = ([index for index, name in enumerate(names) if fits(name, wanted)] for fits in kinds)
    return next(filter(None, found), [])


def plain(text: str) -> str:
    """Text without case, accents and spaces around it."""
    return " ".join(folded(text).split())


class Questions:
    """A screen is read out, its fields are asked for in turn, then there is a `menu` of everything that can be done."""

    def __init__(self, session: Session, console: Console) -> None:
        self.session = session
        self.simulation = session.simulation
        self.console = console
        self.words = session.words
        self.menu: tuple[MenuItem, ...] = ()
        self._asked: defaultdict[str, set[str]] = defaultdict(set)  # fields that were, by step
        self._wanted = ""
        self._visit: str | None = None  # the step that is open
        self._said: dict[str, tuple[str, ...]] = {}
        self.offered: tuple[MenuItem, ...] = ()  # the menu that was read last; the same is not read again
        self._heard = 0

    def tell_news(self) -> None:
        """Say what has changed: a screen that opened, what is new on it, messages that arrived."""
        view, deck = self.simulation.view, self.simulation.deck
        visit = view.step if view.open else ""
        if visit != self._visit:  # then what is missing is asked for again, and everything where there is a notice
            self._visit, self._wanted = visit, ""
            asked = self._asked[view.step]
            asked -= asked if view.notice else {b.id for b in view.blocks if b.kind in WRITABLE and not b.value}
            self._said, self.offered = {}, ()
        if not self._said:
            self.console.say("")
        before, self._said = self._said, read_out(deck, view)
        for block_id, lines in self._said.items():
            if before.get(block_id) != lines:
                self.console.say(*lines)
        messages = self.simulation.messages
        for message in messages[self._heard :]:
            self.console.say("", self.words("plain.message"), *message_lines(deck, message))
        self._heard = len(messages)

    def next(self) -> Block | None:
        """Settle what to ask for, and the `menu`: a field that was chosen or not asked for yet; None for what to do."""
        view = self.simulation.view
        fields = [block for block in view.blocks if block.kind in ASKED and block.interactive]
        waiting = [block for block in fields if block.id not in self._asked[view.step]]
        block = next((block for block in fields if block.id == self._wanted), next(iter(waiting), None))
        if block is not None and block.options:
            states = ("", self.words("state.chosen"))
            self.menu = tuple(MenuItem(o.text, block.id, o.id, o.group, states[bool(o.checked)]) for o in block.options)
        elif not view.open:
            self.menu = (MenuItem(self.words("phone.reopen")),)
        else:  # everything that can be done: buttons, links, then the fields
            deck, states = self.simulation.deck, (self.words("state.disabled"), "")
            pressed = sorted((b for b in view.blocks if b.kind in PRESSED), key=lambda b: b.kind == "link")
            menu = [MenuItem(name_of(deck, view, b), b.id, state=states[b.enabled]) for b in pressed]
            names = (self.words("plain.change", label=name_of(deck, view, b)) for b in fields)
            menu += (MenuItem(n, b.id, state=standing(deck, b)) for n, b in zip(names, fields, strict=True))
            self.menu = tuple(menu)
        return block

    def ask(self, block: Block | None) -> str | None:
        """Ask for a block, or offer the menu; None when nobody answers any more."""
        if block is None or block.options:
            if block is not None:
                self.console.say(*filter(None, [block.text]))
                read_choices(self.console, self.menu)
            elif self.menu != self.offered:
                self.console.say(self.words("plain.choices"))
                read_choices(self.console, self.menu)
                self.offered = self.menu
            return self.console.ask(self.words("plain.action"))
        label = name_of(self.simulation.deck, self.simulation.view, block)
        if block.kind == "checkbox":
            state = standing(self.simulation.deck, block)
            return self.console.ask(self.words("plain.tick", label=label, state=state))
        if block.value:
            shown = block.kind == "field"
            self.console.say(self.words("plain.kept", value=block.value) if shown else self.words("plain.kept_unseen"))
        hidden = block.kind == "secret"
        return self.console.ask(self.words("plain.secret" if hidden else "plain.field", label=label), hidden=hidden)

    def want(self, block_id: str) -> None:
        """Ask next for the block that the focus is to go to where it is empty; name it where it is to be pressed."""
        block = self.simulation.view.block(block_id)
        if block is not None and block.kind in PRESSED:
            self.console.say(self.words("plain.next", label=block.text))
        elif block is not None and not block.value:
            self._wanted = block_id

    def read_again(self) -> None:
        """Read the whole screen out again, and what is not as usual."""
        self._said, self.offered = {}, ()
        self.console.say(*self.session.signs())

    def take_in(self, before: View) -> None:
        """Not ask for what a command has just changed; begin anew where it began another call."""
        view = self.simulation.view
        if not self.simulation.history:
            self._asked.clear()
        for block in view.blocks if view.step == before.step else ():
            old = before.block(block.id) or block
            if (old.value, old.checked, old.options) != (block.value, block.checked, block.options):
                self._done(block.id)

    def _done(self, block_id: str) -> None:
        self._asked[self.simulation.view.step].add(block_id)
        self._wanted = ""

    def answer(self, block: Block, answer: str) -> None:
        """Take the answer to a question; an empty one leaves things as they are."""
        if not answer:
            self._done(block.id)
        elif block.kind == "checkbox":
            said = [w for w in ("yes", "no") if plain(self.words(f"plain.{w}")).startswith(plain(answer) or "?")]
            if len(said) != 1:
                self.console.say(self.words("plain.unknown", typed=answer))
                return
            self._done(block.id)
            if (said == ["yes"]) is not (block.checked is True):
                self.simulation.tap(block.id)
        elif block.options:
            if (index := self.picked(answer)) is not None:
                self._done(block.id)
                self.simulation.tap(block.id, self.menu[index].option)
        else:
            self._done(block.id)
            if answer != self.simulation.written(block.id):
                self.simulation.write(block.id, answer)
            if block.kind == "field" and answer.startswith("/"):
                self.console.say(self.words("plain.slash"))

    def picked(self, typed: str) -> int | None:
        """The index of the choice from the menu that was typed; None, and why is said, where it is not clear which."""
        found, typed = meant(self.menu, typed), typed.strip()
        if len(found) == 1:
            return found[0]
        why = "which" if found else "no_order" if typed.startswith("/") else "unknown"
        self.console.say(self.words(f"plain.{why}", typed=typed))
        return None

    def choose(self, item: MenuItem) -> None:
        """Do what was chosen from the menu."""
        block = self.simulation.view.block(item.block)
        if not item.block:
            self.simulation.open()
        elif block is not None and not block.enabled:
            self.console.say(self.words("plain.disabled", label=block.text))
        elif block is not None and block.kind in ASKED:
            self._wanted = block.id
        elif block is not None:
            step, decided = self.simulation.view.step, self.simulation.decision
            self.simulation.tap(block.id)
            view, decision = self.simulation.view, self.simulation.decision
            if decision is not None and decision is not decided and decision.failed is not None:
                self.console.forget_typed_ahead()
            if view.step == step:  # where it stays, what is wrong with it, or missing, is asked for again
                fields = [b for b in view.blocks if b.kind in ASKED]
                again = [b for b in fields if b.error] or [b for b in fields if b.kind in WRITABLE and not b.value]
                self._asked[step].difference_update(b.id for b in again)


def read_choices(console: Console, items: Sequence[MenuItem]) -> None:
    """Read choices out with their numbers, each group under its heading."""
    group = ""
    for number, item in enumerate(items, 1):
        if item.group and item.group != group:
            console.say(item.group)
        group = item.group
        console.say(f"{number}. {item.line}")


def read_out(deck: Deck, view: View) -> dict[str, tuple[str, ...]]:
    """What is said of a screen, block by block in screen order; questions and choices come after it."""
    if not view.open:
        return {"closed": (deck.words("phone.closed"),)}
    introducing = {block.beside for block in view.blocks if block.kind in PRESSED}  # said with the link they introduce
    blocks = [block for block in view.blocks if block.kind != "text" or block.id not in introducing]
    said = {"heading": (view.heading,) if view.heading else (), **{b.id: tuple(_lines(deck, b)) for b in blocks}}
    return {block: lines for block, lines in said.items() if lines}


def _lines(deck: Deck, block: Block) -> Iterator[str]:
    if block.kind == "text":
        yield block.text
    elif block.kind == "notice":
        title, *rest = filter(None, (block.title, block.text))
        yield f"{deck.words('state.notice')}: {title}"
        yield from rest
    elif block.kind == "checklist":
        if block.text:
            yield block.text
        for option in block.options:
            yield f"{option.text}: {deck.words('state.met' if option.checked else 'state.unmet')}"
    if block.error:
        yield f"{deck.words('state.error')}: {block.error}"
    if block.hint:
        yield block.hint


def name_of(deck: Deck, view: View, block: Block) -> str:
    """What a block is called where it is offered: its label, behind the sentence that introduces it."""
    label = block.text or block.placeholder
    if block.kind == "tabs":
        label = label or " / ".join(option.text for option in block.options)
    label = label or deck.words("plain.choice")
    beside = view.block(block.beside) if block.kind in PRESSED else None
    return f"{beside.text} {label}" if beside is not None and beside.kind == "text" else label


def standing(deck: Deck, block: Block) -> str:
    """What a block that is asked for holds now, in words; no secret in it, and no code."""
    if block.kind == "checkbox":
        return deck.words("state.ticked" if block.checked else "state.unticked")
    if block.options:
        return next((option.text for option in block.options if option.checked), deck.words("plain.empty"))
    if block.value and block.kind != "field":
        return deck.words("plain.written")
    return block.value or deck.words("plain.empty")


def message_lines(deck: Deck, message: MessageView) -> Iterator[str]:
    """A message read out, without its age."""
    where = deck.words(f"channel.{message.channel}")
    yield f"{where}, {deck.words(f'folder.{message.folder}')}" if message.channel == "email" else where
    yield f"{deck.words('panel.messages.from')}: {message.sender}"
    yield f"{deck.words('panel.messages.to')}: {message.to}"
    if message.subject:
        yield f"{deck.words('panel.messages.subject')}: {message.subject}"
    yield message.body
