"""The phone as questions and answers: what is new on it, one question at a time, everything that can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.deck.view import WRITABLE, Block, View
from ac_tui.surfaces.plain.menu import Choices, MenuItem, plain
from ac_tui.surfaces.plain.reading import ASKED, PRESSED, Said, message_lines, name_of, read_out, standing

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
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
        self.menu: tuple[MenuItem, ...] = ()
        self._choices = Choices(session, console)
        self._asked: dict[str, set[str]] = {}
        self._wanted = ""
        self._visit = ("", True)
        self._said: dict[str, Said] = {}
        self._offered: tuple[MenuItem, ...] = ()
        self._heard = 0

    @property
    def deck(self) -> Deck:
        """The words in use."""
        return self.simulation.deck

    def words(self, key: str, /, **fill: object) -> str:
        """The deck's words."""
        return self.session.words(key, **fill)

    # What has changed.

    def tell_news(self) -> None:
        """Say what has changed: a screen that opened, what is new on it, messages that arrived."""
        view = self.simulation.view
        said = read_out(self.deck, view)
        visit = (view.step if view.open else "", view.open)
        if visit != self._visit:
            self._visit = visit
            self._wanted = ""
            self._come_back(view)
            self._said, self._offered = {}, ()
        if not self._said:
            self.console.say()
        for block_id, lines in said.items():
            if self._said.get(block_id) != lines:
                for line in lines:
                    self.console.say(line)
        self._said = said
        self._tell_messages()

    def _come_back(self, view: View) -> None:
        """Where one has been before, only what is missing is asked for again; everything where a notice says so."""
        if view.notice:
            self._asked_here.clear()
        else:
            self._asked_here.difference_update(b.id for b in view.blocks if b.kind in WRITABLE and not b.value)

    @property
    def _asked_here(self) -> set[str]:
        """The fields of this step that were asked for."""
        return self._asked.setdefault(self.simulation.view.step, set())

    def _tell_messages(self) -> None:
        messages = self.simulation.messages
        for message in messages[self._heard :]:
            self.console.say()
            self.console.say(self.words("plain.message"))
            for line in message_lines(self.deck, message):
                self.console.say(line)
        self._heard = len(messages)

    # What is asked.

    def next(self) -> Block | None:
        """Settle what to ask for: a field, or with None what to do; `menu` is what there is to choose from."""
        view = self.simulation.view
        block = self._next_question(view)
        self.menu = tuple(self._options(block) if block is not None and block.options else self._everything(view))
        return block

    def _next_question(self, view: View) -> Block | None:
        """The field to ask for: the one that was chosen, else the first that was not asked for yet; None: the menu."""
        questions = [block for block in view.blocks if block.kind in ASKED and block.interactive]
        for block in questions:
            if block.id == self._wanted:
                return block
        return next((block for block in questions if block.id not in self._asked_here), None)

    def _options(self, block: Block) -> list[MenuItem]:
        chosen = self.words("state.chosen")
        return [MenuItem(o.text, block.id, o.id, o.group, chosen if o.checked else "") for o in block.options]

    def _everything(self, view: View) -> list[MenuItem]:
        """Everything that can be done on a screen: its buttons, its links, then its fields."""
        if not view.open:
            return [MenuItem(self.words("phone.reopen"))]
        pressed = sorted((b for b in view.blocks if b.kind in PRESSED), key=lambda block: block.kind == "link")
        asked = [block for block in view.blocks if block.kind in ASKED and block.interactive]
        return [*(self._offer(view, block) for block in pressed), *(self._change(view, block) for block in asked)]

    def _offer(self, view: View, block: Block) -> MenuItem:
        off = "" if block.enabled else self.words("state.disabled")
        says = "" if block.enabled else self.words("plain.disabled", label=block.text)
        return MenuItem(name_of(self.deck, view, block), block.id, state=off, says=says)

    def _change(self, view: View, block: Block) -> MenuItem:
        name = self.words("plain.change", label=name_of(self.deck, view, block))
        return MenuItem(name, block.id, state=standing(self.deck, block))

    def ask(self, block: Block | None) -> str | None:
        """Ask for a block, or offer the menu; None when nobody answers any more."""
        if block is None:
            if self.menu != self._offered:
                self.console.say(self.words("plain.choices"))
                self._choices.read(self.menu)
            self._offered = self.menu
            return self.console.ask(self.words("plain.action"))
        label = name_of(self.deck, self.simulation.view, block)
        if block.options:
            if block.text:
                self.console.say(block.text)
            self._choices.read(self.menu)
            return self.console.ask(self.words("plain.action"))
        if block.kind == "checkbox":
            return self.console.ask(self.words("plain.tick", label=label, state=standing(self.deck, block)))
        if block.value:
            kept = self.words("plain.kept_unseen") if block.kind != "field" else ""
            self.console.say(kept or self.words("plain.kept", value=block.value))
        hidden = block.kind == "secret"
        return self.console.ask(self.words("plain.secret" if hidden else "plain.field", label=label), hidden=hidden)

    def want(self, block_id: str) -> None:
        """Ask next for the block that the focus is to go to where it is empty; name it where it is to be pressed."""
        block = self.simulation.view.block(block_id)
        if block is None:
            return
        if block.kind in PRESSED:
            self.console.say(self.words("plain.next", label=block.text))
        elif not block.value:
            self._wanted = block_id

    def offer_again(self) -> None:
        """Read the menu again where it comes next, even if it is the same."""
        self._offered = ()

    def read_again(self) -> None:
        """Read the whole screen out again, and what is not as usual."""
        self._said, self._offered = {}, ()
        for sign in self.session.signs():
            self.console.say(sign)

    # What answers do.

    def take_in(self, before: View) -> None:
        """Not ask for what a command has just changed; begin anew where it began another call."""
        view = self.simulation.view
        if not self.simulation.history:
            self._asked.clear()
        if view.step != before.step:
            return
        old = {block.id: (block.value, block.checked, block.options) for block in before.blocks}
        for block in view.blocks:
            if old.get(block.id, (block.value, block.checked, block.options)) != (
                block.value,
                block.checked,
                block.options,
            ):
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
            index = self._choices.pick(self.menu, answer)
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

    def choose(self, typed: str) -> None:
        """Do what was chosen from the menu; an empty line reads everything again."""
        if not typed.strip():
            self.read_again()
            return
        index = self._choices.pick(self.menu, typed)
        if index is None:
            return
        item = self.menu[index]
        block = self.simulation.view.block(item.block)
        if not item.block:
            self.simulation.open()
        elif item.says:
            self.console.say(item.says)
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
            questions = [b for b in view.blocks if b.kind in ASKED]
            again = [b for b in questions if b.error] or [b for b in questions if b.kind in WRITABLE and not b.value]
            self._asked_here.difference_update(b.id for b in again)
