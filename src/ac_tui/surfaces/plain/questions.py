"""The phone as questions and answers: what is new on it, one question at a time, everything that can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.deck.view import WRITABLE, Block, View
from ac_tui.surfaces.plain.reading import ASKED, PRESSED, Said, message_lines, name_of, read_choices, read_out, standing
from ac_tui.surfaces.plain.typed import MenuItem, picked, plain

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.surfaces.plain.console import Console


class Questions:
    """What a phone asks for, and what the answers do on it.

    A screen is read out when it opens; then each of its fields is asked for in turn, and Enter leaves a field as it is.
    After the last field there is a menu of everything that can be done, which also leads back to any field. Of what
    changes while the screen stays, what is new is said.
    """

    def __init__(self, session: Session, console: Console) -> None:
        self.session = session
        self.simulation = session.simulation
        self.console = console
        self.words = session.words
        self.menu: tuple[MenuItem, ...] = ()
        self._asked: dict[str, set[str]] = {}
        self._wanted = ""
        self._visit = ("", True)
        self._said: dict[str, Said] = {}
        self.offered: tuple[MenuItem, ...] = ()  # the menu that was read last; the same is not read again
        self._heard = 0

    # What has changed.

    def tell_news(self) -> None:
        """Say what has changed: a screen that opened, what is new on it, messages that arrived."""
        view, deck = self.simulation.view, self.simulation.deck
        visit = (view.step if view.open else "", view.open)
        if visit != self._visit:
            self._visit, self._wanted = visit, ""
            if view.notice:  # then everything is asked for again, else only what is missing
                self._asked_here.clear()
            else:
                self._asked_here.difference_update(b.id for b in view.blocks if b.kind in WRITABLE and not b.value)
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

    @property
    def _asked_here(self) -> set[str]:
        """The fields of this step that were asked for."""
        return self._asked.setdefault(self.simulation.view.step, set())

    # What is asked.

    def next(self) -> Block | None:
        """Settle what to ask for, and the `menu`: a field that was chosen or not asked for yet; None for what to do."""
        view = self.simulation.view
        fields = [block for block in view.blocks if block.kind in ASKED and block.interactive]
        waiting = [block for block in fields if block.id not in self._asked_here]
        block = next((block for block in fields if block.id == self._wanted), next(iter(waiting), None))
        if block is not None and block.options:
            chosen = self.words("state.chosen")
            options = ((o, chosen if o.checked else "") for o in block.options)
            self.menu = tuple(MenuItem(o.text, block.id, o.id, o.group, state) for o, state in options)
        else:
            self.menu = tuple(self._everything(view, fields))
        return block

    def _everything(self, view: View, fields: list[Block]) -> list[MenuItem]:
        """Everything that can be done on a screen: its buttons, its links, then its fields."""
        if not view.open:
            return [MenuItem(self.words("phone.reopen"))]
        deck, menu = self.simulation.deck, []
        for block in sorted((b for b in view.blocks if b.kind in PRESSED), key=lambda block: block.kind == "link"):
            off = "" if block.enabled else self.words("state.disabled")
            menu.append(MenuItem(name_of(deck, view, block), block.id, state=off))
        for block in fields:
            name = self.words("plain.change", label=name_of(deck, view, block))
            menu.append(MenuItem(name, block.id, state=standing(deck, block)))
        return menu

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

    # What answers do.

    def take_in(self, before: View) -> None:
        """Not ask for what a command has just changed; begin anew where it began another call."""
        view = self.simulation.view
        if not self.simulation.history:
            self._asked.clear()
        old = {block.id: (block.value, block.checked, block.options) for block in before.blocks}
        for block in view.blocks if view.step == before.step else ():
            now = (block.value, block.checked, block.options)
            if old.get(block.id, now) != now:
                self._done(block.id)

    def _done(self, block_id: str) -> None:
        self._asked_here.add(block_id)
        self._wanted = ""

    def answer(self, block: Block, answer: str) -> None:
        """Take the answer to a question; an empty one leaves things as they are."""
        if not answer:
            self._done(block.id)
        elif block.kind == "checkbox":
            self._tick(block, answer)
        elif block.options:
            index = picked(self.session, self.console, self.menu, answer)
            if index is not None:
                self._done(block.id)
                self.simulation.tap(block.id, self.menu[index].option)
        else:
            self._done(block.id)
            if answer != self.simulation.written(block.id):
                self.simulation.write(block.id, answer)
            if block.kind == "field" and answer.startswith("/"):
                self.console.say(self.words("plain.slash"))

    def _tick(self, block: Block, answer: str) -> None:
        said = [word for word in ("yes", "no") if plain(self.words(f"plain.{word}")).startswith(plain(answer) or "?")]
        if len(said) != 1:
            self.console.say(self.words("plain.unknown", typed=answer))
            return
        self._done(block.id)
        if (said[0] == "yes") is not (block.checked is True):
            self.simulation.tap(block.id)

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
            self._press(block)

    def _press(self, block: Block) -> None:
        """Press a button or a link; where the screen stays, ask again for what is wrong with it, or missing."""
        before, decided = self.simulation.view, self.simulation.decision
        self.simulation.tap(block.id)
        view, decision = self.simulation.view, self.simulation.decision
        if decision is not None and decision is not decided and decision.failed is not None:
            self.console.forget_typed_ahead()
        if view.step == before.step:
            fields = [b for b in view.blocks if b.kind in ASKED]
            again = [b for b in fields if b.error] or [b for b in fields if b.kind in WRITABLE and not b.value]
            self._asked_here.difference_update(b.id for b in again)
