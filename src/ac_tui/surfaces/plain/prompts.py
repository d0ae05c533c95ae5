"""The prompts: say what is new on the phone, ask one question, do what the answer says. And again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ac_tui.deck.deck import Deck
from ac_tui.deck.view import Block
from ac_tui.desk.commands import Command, run
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.session import PANELS, Session
from ac_tui.surfaces.plain.console import Console
from ac_tui.surfaces.plain.lists import List, make_list
from ac_tui.surfaces.plain.menu import Choices, MenuItem, meant
from ac_tui.surfaces.plain.panels import cause_lines, panel_lines
from ac_tui.surfaces.plain.questions import Questions
from ac_tui.surfaces.plain.slash import COMMANDS_OF, Order, help_lines, read_order, slash_word, unescaped

if TYPE_CHECKING:
    from ac_tui.desk.story import Story


class Prompts:
    """A session as questions and answers. `turn` is one question with its answer; `over` ends it, and `left` says that
    everything was saved by then that could be.

    Every command of the desk can be given instead of an answer, by its slash word. What a command finds is a `list` to
    choose from before anything else is asked. `now` tells seconds that only grow: with it the simulated clock goes on
    while somebody thinks.
    """

    def __init__(self, session: Session, console: Console, now: Callable[[], float] | None = None) -> None:
        self.session = session
        self.simulation = session.simulation
        self.console = console
        self.questions = Questions(session, console)
        self._choices = Choices(session, console)
        self._now = now
        self._told_at = now() if now else 0.0
        self.over = self.left = False
        self.menu: tuple[MenuItem, ...] = ()
        self.asking = ""
        self.list: List | None = None
        self._unread = False
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
        typed = self.questions.ask(block) if self.list is None else self._ask_from(self.list)
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
            self.questions.answer(block, unescaped(self.deck, typed))
        else:
            self.questions.choose(typed)

    def prepare(self) -> Block | None:
        """Say what is new, and settle what to ask for: a field, or with None what to do; in `asking` and `menu` too."""
        self.questions.tell_news()
        block = self.questions.next() if self.list is None else None
        self.asking = block.id if block is not None else ""
        self.menu = self.questions.menu if self.list is None else self.list.items
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
        if self.list is not None:
            self._leave_list()
        commands = COMMANDS_OF[order.key]
        command, text = commands[0], order.rest
        if len(commands) > 1:
            items = [MenuItem(self.words(command.argument)) for command in commands]
            index = meant(items, text)
            if index < 0:
                self._ask_which(order.key, items)
                return
            command, text = commands[index], ""
        elif len(command.slash) > 1 and command.name_now(self.session) != order.key:
            self.console.say(self.words("plain.not_now", order=slash_word(self.deck, order.key)))
            return
        self.run(command, text)

    def _ask_which(self, key: str, items: list[MenuItem]) -> None:
        self.console.say(self.words(f"command.{key}.text"))
        for number, item in enumerate(items, 1):
            self.console.say(f"{slash_word(self.deck, key)} {number}. {item.words}")

    def run(self, command: Command, text: str = "") -> None:
        """Run a command, and carry out what comes of it."""
        before = self.simulation.view
        outcome = run(self.session, command, Request(text, self.asking))
        self.questions.take_in(before)
        self.carry_out(outcome, text)
        if outcome == Outcome(show="phone") and self.simulation.view is before:
            self.questions.read_again()

    def carry_out(self, outcome: Outcome, text: str = "") -> None:
        """Say what there is to say, show what is to be shown; `text` is what is looked for."""
        if outcome.say:
            self.console.say(self.words(outcome.say, **outcome.values))
        self._tell_progress()
        if outcome.copy:
            self.console.say(outcome.copy)
        if outcome.focus:
            self.questions.want(outcome.focus)
        show = outcome.show
        if show == "quit":
            self.over = self.left = True
        elif show == "help":
            self._say_all(help_lines(self.session))
        elif show == "time":
            self.console.say(self.words("time_other.empty"))
        elif show in PICKERS and (show != "customer" or text):
            if show == "cause":
                self._say_all(cause_lines(self.session))
            self._offer_list(make_list(self.session, show, text), sure=bool(text))
        elif show == "caller":
            self._fill_in()
        elif show in PANELS:
            self._say_all(panel_lines(self.session, show))

    def _say_all(self, lines: Iterator[str]) -> None:
        for line in lines:
            self.console.say(line)

    def _fill_in(self) -> None:
        """Ask for a caller field by field, an empty line keeps what stands there; then again for what is wrong."""
        from ac_tui.desk.case import FIELDS, form_of, read_form, take_form

        given, asked = form_of(self.session), list(FIELDS)
        self.console.say(self.words("caller.title"))
        while asked:
            for name in asked:
                label, kept = self.words(f"caller.{name}"), given.get(name, "")
                typed = self.console.ask(self.words("plain.field", label=f"{label} [{kept}]" if kept else label))
                if typed is None:
                    return
                given[name] = typed.strip() or kept
            filled = read_form(self.session, given)
            if filled.customer is not None:
                self.carry_out(take_form(self.session, filled.customer))
            asked = [*filled.faults]
            self._say_all(iter(filled.faults.values()))

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
            self._unread = True

    def _ask_from(self, offered: List) -> str | None:
        """Read a list out, once, and ask for a choice; None when nobody answers any more."""
        if self._unread:
            self._unread = False
            self.console.say(offered.title)
            self._choices.read(offered.items)
            if offered.left_out:
                self.console.say(self.words("plain.left_out", n=offered.left_out))
            self.console.say(self.words("plain.from_list"))
        return self.console.ask(self.words("plain.action"))

    def _leave_list(self) -> None:
        """Go back to the phone, and offer again what can be done there."""
        self.list = None
        self.questions.offer_again()

    def _choose_from(self, offered: List, typed: str) -> None:
        """Take what was chosen; an empty line leaves the list."""
        if not typed.strip():
            self._leave_list()
            return
        index = self._choices.pick(offered.items, typed)
        if index is not None:
            self._leave_list()
            self._take(offered, index)

    def _take(self, offered: List, index: int) -> None:
        before = self.simulation.view
        outcome = offered.choose(index)
        self.questions.take_in(before)
        self.carry_out(outcome)
