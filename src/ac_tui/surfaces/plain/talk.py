"""The talk: says what is new on the phone, asks one question, does what the answer says. And again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from ac_tui.deck.deck import Deck
from ac_tui.deck.view import Block, View
from ac_tui.flows.record import Recorder
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.plain.console import Console
from ac_tui.surfaces.plain.menu import NONE, Item, meant, plain
from ac_tui.surfaces.plain.orders import BY_ID, find_order, unescaped
from ac_tui.surfaces.plain.reading import ASKED, PRESSED, Said, message_lines, name_of, read_out, standing

_TAKES_TEXT = frozenset({"field", "secret", "code"})


class Talk:
    """A simulation's phone as questions and answers. `turn` is one question with its answer; `over` ends it.

    A screen is read out when it opens; then each of its fields is asked for in turn, and Enter leaves a field as it is.
    After the last field there is a menu of everything that can be done, which also leads back to any field. Of what
    changes while the screen stays, what is new is said. `now` tells seconds that only grow: with it the simulated clock
    goes on while somebody thinks.
    """

    def __init__(self, simulation: Simulation, console: Console, now: Callable[[], float] | None = None) -> None:
        self.simulation = simulation
        self.console = console
        self.recorder = Recorder(simulation)
        self._now = now
        self._told_at = now() if now else 0.0
        self.over = False
        self.menu: tuple[Item, ...] = ()
        self.asking = ""
        self._asked: dict[str, set[str]] = {}
        self._wanted = ""
        self._visit = ("", True)
        self._said: dict[str, Said] = {}
        self._offered: tuple[Item, ...] = ()
        self._heard = 0

    @property
    def deck(self) -> Deck:
        """The words in use."""
        return self.simulation.deck

    def words(self, key: str, /, **fill: object) -> str:
        """The deck's words."""
        return self.deck.words(key, **fill)

    def begin(self) -> None:
        """Say what this is."""
        self.console.say(self.words("simulation.title"))
        self.console.say(self.words("simulation.invented"))
        self.console.say(self.words("plain.intro", help=BY_ID["help"].word(self.deck)))

    def turn(self) -> None:
        """Say what is new, ask one question, and do what the answer says."""
        block = self.prepare()
        typed = self._put(block)
        if typed is None:
            self.over = True
            return
        self._pass_time()
        order = find_order(self.deck, typed if block is not None else typed.strip())
        if order is not None:
            order[0].run(self, order[1])
        elif block is not None:
            self._answer(block, unescaped(self.deck, typed))
        else:
            self._choose(typed)

    def prepare(self) -> Block | None:
        """Say what is new, and settle what to ask for: a field, or with None what to do; in `asking` and `menu` too."""
        self._tell_news()
        view = self.simulation.view
        block = self._next_question(view)
        self.asking = block.id if block is not None else ""
        self.menu = tuple(self._options(block) if block is not None and block.options else self._choices(view))
        return block

    def end(self) -> None:
        """Say that it is over."""
        self.console.say(self.words("plain.end"))

    def _pass_time(self) -> None:
        """Give the simulated clock the whole seconds that have passed."""
        passed = int(self._now() - self._told_at) if self._now else 0
        if passed > 0:
            self._told_at += passed
            self.simulation.tick(timedelta(seconds=passed))

    # What orders do.

    def read_again(self) -> None:
        """Read the whole screen out again."""
        self._said, self._offered = {}, ()

    def start_over(self) -> None:
        """Ask for everything again, as if for the first time."""
        self._asked.clear()
        self.read_again()

    def clear(self) -> None:
        """Empty the field that was asked for."""
        block = self.simulation.view.block(self.asking)
        if block is not None and block.kind in _TAKES_TEXT:
            self.fill(block.id, "")
        else:
            self.console.say(self.words("plain.nothing_to_clear"))

    def fill(self, block_id: str, text: str) -> None:
        """Write a text in a field, and go on to the next."""
        self._done(block_id)
        if text != self.simulation.written(block_id):
            self.simulation.write(block_id, text)

    # News.

    def _tell_news(self) -> None:
        """Say what has changed: a screen that opened, what is new on it, messages that arrived."""
        view = self.simulation.view
        said = read_out(self.deck, view)
        visit = (view.step if view.open else "", view.open)
        if visit != self._visit:
            self._visit = visit
            self._wanted = ""
            self._come_back(view)
            self.read_again()
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
            self._asked_here.difference_update(b.id for b in view.blocks if b.kind in _TAKES_TEXT and not b.value)

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

    # Questions.

    def _next_question(self, view: View) -> Block | None:
        """The field to ask for: the one that was chosen, else the first that was not asked for yet; None: the menu."""
        questions = [block for block in view.blocks if block.kind in ASKED and block.interactive]
        for block in questions:
            if block.id == self._wanted:
                return block
        return next((block for block in questions if block.id not in self._asked_here), None)

    def _options(self, block: Block) -> list[Item]:
        chosen = self.words("state.chosen")
        return [Item(o.text, block.id, o.id, o.group, chosen if o.checked else "") for o in block.options]

    def _choices(self, view: View) -> list[Item]:
        """Everything that can be done on a screen: its buttons, its links, then its fields."""
        if not view.open:
            return [Item(self.words("phone.reopen"))]
        pressed = sorted((b for b in view.blocks if b.kind in PRESSED), key=lambda block: block.kind == "link")
        asked = [block for block in view.blocks if block.kind in ASKED and block.interactive]
        return [*(self._offer(view, block) for block in pressed), *(self._change(view, block) for block in asked)]

    def _offer(self, view: View, block: Block) -> Item:
        off = "" if block.enabled else self.words("state.disabled")
        says = "" if block.enabled else self.words("plain.disabled", label=block.text)
        return Item(name_of(self.deck, view, block), block.id, state=off, says=says)

    def _change(self, view: View, block: Block) -> Item:
        name = self.words("plain.change", label=name_of(self.deck, view, block))
        return Item(name, block.id, state=standing(self.deck, block))

    def _put(self, block: Block | None) -> str | None:
        """Ask for a block, or offer the menu; None when nobody answers any more."""
        if block is None:
            if self.menu != self._offered:
                self.console.say(self.words("plain.choices"))
                self._list()
            self._offered = self.menu
            return self.console.ask(self.words("plain.action"))
        label = name_of(self.deck, self.simulation.view, block)
        if block.options:
            if block.text:
                self.console.say(block.text)
            self._list()
            return self.console.ask(self.words("plain.action"))
        if block.kind == "checkbox":
            return self.console.ask(self.words("plain.tick", label=label, state=standing(self.deck, block)))
        if block.value:
            kept = self.words("plain.kept_unseen") if block.kind != "field" else ""
            self.console.say(kept or self.words("plain.kept", value=block.value))
        hidden = block.kind == "secret"
        return self.console.ask(self.words("plain.secret" if hidden else "plain.field", label=label), hidden=hidden)

    def _list(self) -> None:
        group = ""
        for number, item in enumerate(self.menu, 1):
            if item.group and item.group != group:
                self.console.say(item.group)
            group = item.group
            self.console.say(f"{number}. {item.line}")

    # Answers.

    def _done(self, block_id: str) -> None:
        self._asked_here.add(block_id)
        self._wanted = ""

    def _answer(self, block: Block, answer: str) -> None:
        """Take the answer to a question; an empty one leaves things as they are."""
        if not answer:
            self._done(block.id)
        elif block.kind == "checkbox":
            self._tick(block, answer)
        elif block.options:
            index = self._pick(answer)
            if index is not None:
                self._done(block.id)
                self.simulation.tap(block.id, self.menu[index].option)
        else:
            self.fill(block.id, answer)
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

    def _pick(self, typed: str) -> int | None:
        """The index of the choice that was typed; None, and why, where there is none."""
        index = meant(self.menu, typed)
        if index >= 0:
            return index
        typed = typed.strip()
        if index == NONE and typed.startswith("/"):
            self.console.say(self.words("plain.no_order", typed=typed, help=BY_ID["help"].word(self.deck)))
        else:
            self.console.say(self.words("plain.unknown" if index == NONE else "plain.which", typed=typed))
        return None

    def _choose(self, typed: str) -> None:
        """Do what was chosen from the menu; an empty line reads everything again."""
        if not typed.strip():
            self.read_again()
            return
        index = self._pick(typed)
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
            again = [b for b in questions if b.error] or [b for b in questions if b.kind in _TAKES_TEXT and not b.value]
            self._asked_here.difference_update(b.id for b in again)
