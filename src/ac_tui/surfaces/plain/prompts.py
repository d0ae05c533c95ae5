"""The prompts: say what is new on the phone, ask one question, do what the answer says. And again, to the end."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TextIO

from ac_tui.deck.view import ASKED, WRITABLE, Block
from ac_tui.desk.case import FIELDS, form_of, read_form, take_form
from ac_tui.desk.commands import run
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.phone import turn_app
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.picks import Act
from ac_tui.desk.session import PANELS, Session
from ac_tui.flows.model import Flow
from ac_tui.surfaces.plain import lines
from ac_tui.surfaces.plain.lines import PRESSED, Console, MenuItem, meant, name_of, plain, standing


def run_plain(
    session: Session, reader: TextIO, writer: TextIO, now: Callable[[], float] | None = None, story: Flow | None = None
) -> None:
    """Begin `story`, ask until there is nobody to answer or somebody has had enough; notes are saved however it ends.
    With `now`, in seconds, the simulated clock goes on while somebody thinks.
    """
    if isinstance(writer, io.TextIOWrapper):
        writer.reconfigure(errors="replace")  # whatever a terminal cannot show
    prompts = Prompts(session, Console(reader, writer), now)
    try:
        prompts.console.say(*map(session.words, ("simulation.title", "simulation.invented", "plain.intro")))
        if story is not None:
            prompts.carry_out(session.tell(story))
        while not prompts.over:
            prompts.turn()
    except BaseException:
        with suppress(Exception):  # the terminal may be gone; whatever was wrong may be wrong here too
            prompts.leave()
        with suppress(OSError):
            writer.write("\n")
        raise
    prompts.leave()
    prompts.console.say(session.words("plain.end"))


class Prompts:
    """A session as questions and answers: `turn` after `turn`, one each, until it is `over`.

    A screen is read out, its fields are asked for in turn, then there is a `menu` of everything that can be done. Every
    command of the desk can be given instead of an answer, by its slash word; what it finds is a `list` to choose from
    before anything else is asked.
    """

    def __init__(self, session: Session, console: Console, now: Callable[[], float] | None = None) -> None:
        self.session = session
        self.simulation = session.simulation
        self.words = session.words
        self.console = console
        self._now = now
        self._told_at = now() if now else 0.0
        self.over = self._left = False
        self.menu: tuple[MenuItem, ...] = ()
        self.list: tuple[MenuItem, ...] = ()
        self._offered: tuple[MenuItem, ...] = ()  # what was read last; the same is not read again
        self._asked: defaultdict[str, set[str]] = defaultdict(set)  # fields that were, by step
        self._wanted = ""
        self._visit: str | None = None  # the step that is open
        self._said: dict[str, list[str]] = {}
        self._heard = 0
        self._progress: tuple[object, int] = (None, 0)

    def turn(self) -> None:
        """Say what is new, ask one question, and do what the answer says."""
        block = self.prepare()
        typed = self._ask(block)
        if typed is None:
            self.over = True
            return
        passed = int(self._now() - self._told_at) if self._now else 0
        if passed > 0:
            self._told_at += passed
            self.simulation.tick(timedelta(seconds=passed))
        order, text = lines.read_typed(self.simulation.deck, typed if block is not None else typed.strip())
        if order:
            self._give(order, text, block.id if block is not None else "")
        elif block is not None:
            self._answer(block, text)
        elif not typed.strip() and not self.list:
            self._read_again()
        elif not typed.strip():
            self.list = ()
        elif item := self._picked(typed):
            self._choose(item)

    def prepare(self) -> Block | None:
        """Say what is new, and settle the `menu` and the field to ask for; None is for what to do."""
        self._tell_news()
        view, deck = self.simulation.view, self.simulation.deck
        fields = [b for b in view.blocks if b.kind in ASKED and b.interactive]
        waiting = [b for b in fields if b.id == self._wanted or b.id not in self._asked[view.step]]
        waiting.sort(key=lambda b: b.id != self._wanted)
        block = waiting[0] if waiting and not self.list else None
        if self.list:
            self.menu = self.list
        elif block is not None and block.options:
            states = ("", self.words("state.chosen"))
            self.menu = tuple(MenuItem(o.text, block.id, o.id, o.group, states[bool(o.checked)]) for o in block.options)
        elif not view.open:
            self.menu = (MenuItem(self.words("phone.reopen"), act=turn_app),)
        else:  # everything that can be done: buttons, links, then the fields
            states = (self.words("state.disabled"), "")
            pressed = sorted((b for b in view.blocks if b.kind in PRESSED), key=lambda b: b.kind == "link")
            menu = [MenuItem(name_of(deck, view, b), b.id, state=states[b.enabled]) for b in pressed]
            names = (self.words("plain.change", label=name_of(deck, view, b)) for b in fields)
            menu += (MenuItem(n, b.id, state=standing(deck, b)) for n, b in zip(names, fields, strict=True))
            self.menu = tuple(menu)
        return block

    def leave(self) -> None:
        """Save what would be lost, where that has not been done, and then say where."""
        if not self._left:
            outcome = self.session.leave()
            with suppress(OSError):
                self.carry_out(outcome)

    def carry_out(self, outcome: Outcome, text: str = "") -> None:
        """Say what there is to say, show what is to be shown; `text` is what is looked for."""
        show = outcome.show
        if outcome.say:
            self.console.say(self.words(outcome.say, **outcome.values))
        self._tell_progress()
        if outcome.copy:
            self.console.say(outcome.copy)
        block = self.simulation.view.block(outcome.focus)
        if block is not None and block.kind in PRESSED:
            self.console.say(self.words("plain.next", label=block.text))
        elif block is not None and not block.value:
            self._wanted = block.id
        if show == "quit":
            self.over = self._left = True
        elif show == "help":
            self.console.say(*lines.help_lines(self.session))
        elif show in PICKERS and (show != "customer" or text):
            if show == "cause":
                told = self.session.answers.told().items()
                said = (line for heading, texts in told for line in (f"{heading}:", *texts))
                self.console.say(self.session.answers.cause.title, *said)
            self._offer(show, text)
        elif show == "caller":
            self._fill_in()
        elif show in PANELS:
            self.console.say(*lines.panel_lines(self.session, show))

    # What is said.

    def _tell_news(self) -> None:
        """Say what has changed: a screen that opened, what is new on it, messages that arrived."""
        view, deck = self.simulation.view, self.simulation.deck
        visit = view.step if view.open else ""
        if visit != self._visit:  # then what is missing is asked for again, and everything where there is a notice
            self._visit, self._wanted = visit, ""
            asked = self._asked[view.step]
            asked -= asked if view.notice else {b.id for b in view.blocks if b.kind in WRITABLE and not b.value}
            self._said, self._offered = {}, ()
        if not self._said:
            self.console.say("")
        before, self._said = self._said, lines.screen_lines(deck, view)
        for block_id, said in self._said.items():
            if before.get(block_id) != said:
                self.console.say(*said)
        messages = self.simulation.messages
        for message in messages[self._heard :]:
            self.console.say("", self.words("plain.message"), *lines.message_lines(deck, message))
        self._heard = len(messages)

    def _tell_progress(self) -> None:
        """Say the steps that a story has just played; where it went back or begins, the one that comes next."""
        story = self.session.state.story
        played = story.place.played if story is not None else 0
        (before, done), self._progress = self._progress, (story, played)
        if story is None or (story is before and played == done):
            return
        steps = story.lines()
        on = story is before and played > done
        for number in range(done, played) if on else range(played, min(played + 1, len(steps))):
            key = "plain.story_step" if on else "plain.story_next"
            self.console.say(self.words(key, n=number + 1, all=len(steps), text=steps[number]))

    def _read_again(self) -> None:
        """Read the whole screen out again, and what is not as usual."""
        self._said, self._offered = {}, ()
        self.console.say(*self.session.signs())

    def _offer(self, what: str, text: str) -> None:
        """Offer the list of a dialog, for what was typed; what is the only one that was meant is taken at once."""
        picker = PICKERS[what]
        found = picker.find(self.session, text)
        items = tuple(  # no more are read out: a few words more find fewer
            MenuItem(
                f"{pick.title}: {pick.told or pick.text}" if pick.text else pick.title, state=pick.right, act=pick.act
            )
            for pick in found[:20]
        )
        if not items:
            self.console.say(picker.nothing(self.session, text))
        elif text and len(items) == 1:
            self.console.say(items[0].line)
            self._choose(items[0])
        else:
            self._tell_news()
            self.console.say(picker.title(self.session), *lines.choice_lines(items))
            if left_out := len(found) - len(items):
                self.console.say(self.words("plain.left_out", n=left_out))
            self.console.say(self.words("plain.from_list"))
            self.list = self._offered = items

    # What is asked, and what the answer says.

    def _ask(self, block: Block | None) -> str | None:
        """Ask for a block, or offer the menu; None when nobody answers any more."""
        if block is None or block.options:
            if block is not None:
                self.console.say(*filter(None, [block.text]), *lines.choice_lines(self.menu))
            elif not self.list and self.menu != self._offered:
                self.console.say(self.words("plain.choices"), *lines.choice_lines(self.menu))
                self._offered = self.menu
            return self.console.ask(self.words("plain.action"))
        label = name_of(self.simulation.deck, self.simulation.view, block)
        if block.kind == "checkbox":
            return self.console.ask(self.words("plain.tick", label=label, state=standing(self.simulation.deck, block)))
        if block.value:
            shown = block.kind == "field"
            self.console.say(self.words("plain.kept", value=block.value) if shown else self.words("plain.kept_unseen"))
        hidden = block.kind == "secret"
        return self.console.ask(self.words("plain.secret" if hidden else "plain.field", label=label), hidden=hidden)

    def _give(self, key: str, text: str, asked: str) -> None:
        """Run the command of a slash word, given where a block was asked for; of several, the one that is named."""
        self.list = ()
        commands, word = lines.COMMANDS_OF[key], lines.slash_word(self.simulation.deck, key)
        command = commands[0]
        if len(commands) > 1:
            names = [self.words(command.argument) for command in commands]
            if len(found := meant(names, text)) != 1:
                self.console.say(self.words(f"command.{key}.text"))
                self.console.say(*(f"{word} {number}. {name}" for number, name in enumerate(names, 1)))
                return
            command, text = commands[found[0]], ""
        elif len(command.slash) > 1 and command.name_now(self.session) != key:
            self.console.say(self.words("plain.not_now", order=word))
            return
        before = self.simulation.view
        outcome = self._take(lambda session: run(session, command.id, Request(text, asked)), text)
        if outcome == Outcome(show="phone") and self.simulation.view is before:
            self._read_again()

    def _take(self, act: Act, text: str = "") -> Outcome:
        """Do something, and not ask for what it has changed; where it began another call, ask for everything anew."""
        before = self.simulation.view
        outcome = act(self.session)
        view = self.simulation.view
        if not self.simulation.history:
            self._asked.clear()
        for block in view.blocks if view.step == before.step else ():
            old = before.block(block.id) or block
            if (old.value, old.checked, old.options) != (block.value, block.checked, block.options):
                self._done(block)
        self.carry_out(outcome, text)
        return outcome

    def _done(self, block: Block) -> None:
        self._asked[self.simulation.view.step].add(block.id)
        self._wanted = ""

    def _answer(self, block: Block, answer: str) -> None:
        """Take the answer to a question; an empty one leaves things as they are."""
        if not answer:
            self._done(block)
        elif block.kind == "checkbox":
            said = [w for w in ("yes", "no") if plain(self.words(f"plain.{w}")).startswith(plain(answer) or "?")]
            if len(said) != 1:
                self.console.say(self.words("plain.unknown", typed=answer))
                return
            self._done(block)
            if (said == ["yes"]) is not (block.checked is True):
                self.simulation.tap(block.id)
        elif block.options:
            if item := self._picked(answer):
                self._done(block)
                self.simulation.tap(block.id, item.option)
        else:
            self._done(block)
            if answer != self.simulation.written(block.id):
                self.simulation.write(block.id, answer)
            if block.kind == "field" and answer.startswith("/"):
                self.console.say(self.words("plain.slash"))

    def _picked(self, typed: str) -> MenuItem | None:
        """The choice from the menu that was typed; None, and why is said, where it is not clear which."""
        found, typed = meant([item.words for item in self.menu], typed), typed.strip()
        if len(found) == 1:
            return self.menu[found[0]]
        why = "which" if found else "no_order" if typed.startswith("/") else "unknown"
        self.console.say(self.words(f"plain.{why}", typed=typed))
        return None

    def _choose(self, item: MenuItem) -> None:
        """Do what was chosen from a menu or a list."""
        block = self.simulation.view.block(item.block)
        if item.act is not None:
            self.list = ()
            self._take(item.act)
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

    def _fill_in(self) -> None:
        """Ask for a caller field by field, an empty line keeps what stands there; then again for what is wrong."""
        given, asked = form_of(self.session), list(FIELDS)
        self.console.say(self.words("caller.title"))
        while asked:
            for name in asked:
                label, kept = self.words(f"caller.{name}"), given.get(name, "")
                typed = self.console.ask(self.words("plain.field", label=f"{label} [{kept}]" if kept else label))
                if typed is None:
                    return
                given[name] = typed.strip() or kept
            customer, faults = read_form(self.session, given)
            if customer is not None:
                self.carry_out(take_form(self.session, customer))
            asked = [*faults]
            self.console.say(*faults.values())
