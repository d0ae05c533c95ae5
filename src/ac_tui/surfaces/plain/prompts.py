"""The prompts: say what is new on the phone, ask one question, do what the answer says. And again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ac_tui.deck.deck import Deck
from ac_tui.deck.view import WRITABLE, Block, View
from ac_tui.desk.commands import Command, run
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.session import PANELS, Session
from ac_tui.surfaces.plain.console import Console
from ac_tui.surfaces.plain.lists import List, make_list
from ac_tui.surfaces.plain.menu import NONE, Item, meant, plain
from ac_tui.surfaces.plain.panels import panel_lines
from ac_tui.surfaces.plain.reading import ASKED, PRESSED, Said, message_lines, name_of, read_out, standing
from ac_tui.surfaces.plain.slash import COMMANDS_OF, Order, help_lines, read_order, slash_word, unescaped

if TYPE_CHECKING:
    from ac_tui.desk.story import Story


class Prompts:
    """A session as questions and answers. `turn` is one question with its answer; `over` ends it, and `left` says that
    everything was saved by then that could be.

    A screen is read out when it opens; then each of its fields is asked for in turn, and Enter leaves a field as it is.
    After the last field there is a menu of everything that can be done, which also leads back to any field. Of what
    changes while the screen stays, what is new is said. Every command of the desk can be given instead of an answer,
    by its slash word. `now` tells seconds that only grow: with it the simulated clock goes on while somebody thinks.
    """

    def __init__(self, session: Session, console: Console, now: Callable[[], float] | None = None) -> None:
        self.session = session
        self.simulation = session.simulation
        self.console = console
        self._now = now
        self._told_at = now() if now else 0.0
        self.over = self.left = False
        self.menu: tuple[Item, ...] = ()
        self.asking = ""
        self.list: List | None = None
        self._asked: dict[str, set[str]] = {}
        self._wanted = ""
        self._visit = ("", True)
        self._said: dict[str, Said] = {}
        self._offered: tuple[Item, ...] = ()
        self._heard = 0
        self._progress: tuple[Story | None, int] = (None, 0)

    @property
    def deck(self) -> Deck:
        """The words in use."""
        return self.simulation.deck

    def words(self, key: str, /, **fill: object) -> str:
        """The deck's words."""
        return self.session.words(key, **fill)

    def begin(self) -> None:
        """Say what this is."""
        self.console.say(self.words("simulation.title"))
        self.console.say(self.words("simulation.invented"))
        self.console.say(self.words("plain.intro"))

    def turn(self) -> None:
        """Say what is new, ask one question, and do what the answer says."""
        block = self.prepare()
        typed = self._put(block)
        if typed is None:
            self.over = True
            return
        self._pass_time()
        order = read_order(self.deck, typed if block is not None else typed.strip())
        if order is not None:
            self._give(order)
        elif self.list is not None:
            self._choose_from(self.list, typed)
        elif block is not None:
            self._answer(block, unescaped(self.deck, typed))
        else:
            self._choose(typed)

    def prepare(self) -> Block | None:
        """Say what is new, and settle what to ask for: a field, or with None what to do; in `asking` and `menu` too."""
        self._tell_news()
        view = self.simulation.view
        block = self._next_question(view) if self.list is None else None
        self.asking = block.id if block is not None else ""
        if self.list is not None:
            self.menu = self.list.items
        else:
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

    # Commands.

    def _give(self, order: Order) -> None:
        """Run the command that a slash word stands for; where several share it, the one that was named after it."""
        self.list = None
        commands = COMMANDS_OF[order.key]
        command, text = commands[0], order.rest
        if len(commands) > 1:
            items = [Item(self.words(command.argument)) for command in commands]
            index = meant(items, text)
            if index < 0:
                self._ask_which(order.key, items)
                return
            command, text = commands[index], ""
        elif len(command.slash) > 1 and command.name_now(self.session) != order.key:
            self.console.say(self.words("plain.not_now", order=slash_word(self.deck, order.key)))
            return
        self.run(command, text)

    def _ask_which(self, key: str, items: list[Item]) -> None:
        self.console.say(self.words(f"command.{key}.text"))
        for number, item in enumerate(items, 1):
            self.console.say(f"{slash_word(self.deck, key)} {number}. {item.words}")

    def run(self, command: Command, text: str = "") -> None:
        """Run a command, and carry out what comes of it."""
        before = self.simulation.view
        outcome = run(self.session, command, Request(text, self.asking))
        self._take_in(before)
        self.carry_out(outcome, text)
        if outcome == Outcome(show="phone") and self.simulation.view is before:
            self.read_again()

    def carry_out(self, outcome: Outcome, text: str = "") -> None:
        """Say what there is to say, show what is to be shown; `text` is what is looked for."""
        if outcome.say:
            self.console.say(self.words(outcome.say, **outcome.values))
        self._tell_progress()
        if outcome.copy:
            self.console.say(outcome.copy)
        if outcome.focus:
            self._want(outcome.focus)
        show = outcome.show
        if show == "quit":
            self.over = self.left = True
        elif show == "help":
            self._say_all(help_lines(self.session))
        elif show == "time":
            self.console.say(self.words("time_other.empty"))
        elif show in ("find", "stories", "checks") or (show == "customer" and text):
            self._offer_list(make_list(self.session, show, text), sure=bool(text))
        elif show in PANELS:
            self._say_all(panel_lines(self.session, show))

    def _say_all(self, lines: Iterator[str]) -> None:
        for line in lines:
            self.console.say(line)

    def _take_in(self, before: View) -> None:
        """Not ask for what a command has just written; begin anew where it began another call."""
        view = self.simulation.view
        if not self.simulation.history:
            self._asked.clear()
        if view.step == before.step:
            for block in view.blocks:
                old = before.block(block.id)
                if old is not None and (old.value, old.checked, old.options) != (
                    block.value,
                    block.checked,
                    block.options,
                ):
                    self._done(block.id)

    def _want(self, block_id: str) -> None:
        """Ask next for the block that the focus is to go to where it is empty; name it where it is to be pressed."""
        block = self.simulation.view.block(block_id)
        if block is None:
            return
        if block.kind in PRESSED:
            self.console.say(self.words("plain.next", label=block.text))
        elif not block.value:
            self._wanted = block_id

    def _tell_progress(self) -> None:
        """Say the steps that a story has just played; where it went back or begins, the one that comes next."""
        story = self.session.story
        played = story.played if story is not None else 0
        before, done = self._progress
        self._progress = (story, played)
        if story is None or (story is before and played == done):
            return
        lines = self.session.story_lines()
        if story is before and played > done:
            for number in range(done, played):
                self.console.say(self.words("plain.story_step", n=number + 1, all=len(lines), text=lines[number]))
        elif played < len(lines):
            self.console.say(self.words("plain.story_next", n=played + 1, all=len(lines), text=lines[played]))

    # Lists.

    def _offer_list(self, offered: List, *, sure: bool) -> None:
        """Offer a list; what is the only one that was meant is taken at once."""
        if not offered.items:
            self.console.say(offered.nothing)
        elif sure and len(offered.items) == 1:
            self.console.say(offered.items[0].line)
            self._take(offered, 0)
        else:
            self.list = offered
            self._offered = ()

    def _about(self, offered: List) -> Iterator[str]:
        """What there is to know about a list, behind it."""
        if offered.left_out:
            yield self.words("plain.left_out", n=offered.left_out)
        yield self.words("plain.from_list")

    def _choose_from(self, offered: List, typed: str) -> None:
        """Take what was chosen; an empty line leaves the list."""
        if not typed.strip():
            self.list, self._offered = None, ()
            return
        index = self._pick(typed)
        if index is not None:
            self.list = None
            self._take(offered, index)

    def _take(self, offered: List, index: int) -> None:
        before = self.simulation.view
        outcome = offered.choose(index)
        self._take_in(before)
        self.carry_out(outcome)

    # What changes what is asked.

    def read_again(self) -> None:
        """Read the whole screen out again, and what is not as usual."""
        self._said, self._offered = {}, ()
        for sign in self.session.signs():
            self.console.say(sign)

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
                self.console.say(self.list.title if self.list is not None else self.words("plain.choices"))
                self._list_menu()
                if self.list is not None:
                    self._say_all(self._about(self.list))
            self._offered = self.menu
            return self.console.ask(self.words("plain.action"))
        label = name_of(self.deck, self.simulation.view, block)
        if block.options:
            if block.text:
                self.console.say(block.text)
            self._list_menu()
            return self.console.ask(self.words("plain.action"))
        if block.kind == "checkbox":
            return self.console.ask(self.words("plain.tick", label=label, state=standing(self.deck, block)))
        if block.value:
            kept = self.words("plain.kept_unseen") if block.kind != "field" else ""
            self.console.say(kept or self.words("plain.kept", value=block.value))
        hidden = block.kind == "secret"
        return self.console.ask(self.words("plain.secret" if hidden else "plain.field", label=label), hidden=hidden)

    def _list_menu(self) -> None:
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
            self.console.say(self.words("plain.no_order", typed=typed, help=slash_word(self.deck, "help")))
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
            again = [b for b in questions if b.error] or [b for b in questions if b.kind in WRITABLE and not b.value]
            self._asked_here.difference_update(b.id for b in again)
