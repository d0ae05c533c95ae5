"""The prompts: say what is new on the phone, ask one question, do what the answer says. And again, to the end."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TextIO

from ac_tui.deck.view import Block
from ac_tui.desk.commands import COMMANDS, GROUPS, Command, run
from ac_tui.desk.outcome import Act, Outcome, Request
from ac_tui.desk.panels import PANEL_ROWS
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.session import PANELS, Session
from ac_tui.surfaces.plain.console import Console
from ac_tui.surfaces.plain.questions import MenuItem, Questions, meant, message_lines, plain, read_choices

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.desk.story import Story
    from ac_tui.flows.model import Flow

COMMANDS_OF: Final[Mapping[str, tuple[Command, ...]]] = {
    key: tuple(command for command in COMMANDS if key in command.slash)
    for key in dict.fromkeys(key for command in COMMANDS for key in command.slash)
}
"""The commands of every slash word, by its key; several are told apart by what follows the word."""


def run_plain(
    session: Session, reader: TextIO, writer: TextIO, now: Callable[[], float] | None = None, story: Flow | None = None
) -> None:
    """Begin `story`, ask until there is nobody to answer or somebody has had enough; notes are saved however it ends.

    With `now`, which tells seconds that only grow, the simulated clock goes on while somebody thinks.
    """
    for stream in (reader, writer):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # whatever a pipe holds, and whatever a terminal cannot show
    prompts = Prompts(session, Console(reader, writer), now)
    try:
        prompts.begin()
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

    Every command of the desk can be given instead of an answer, by its slash word; what it finds is a `list` to choose
    from before anything else is asked. `asking` is the block that is asked for ("" for none).
    """

    def __init__(self, session: Session, console: Console, now: Callable[[], float] | None = None) -> None:
        self.session = session
        self.simulation = session.simulation
        self.words = session.words
        self.console = console
        self.questions = Questions(session, console)
        self._now = now
        self._told_at = now() if now else 0.0
        self.over = self._left = False
        self.asking = ""
        self.list: Sequence[Act] = ()
        self._progress: tuple[Story | None, int] = (None, 0)

    def begin(self) -> None:
        """Say what this is."""
        self.console.say(*map(self.words, ("simulation.title", "simulation.invented", "plain.intro")))

    def turn(self) -> None:
        """Say what is new, ask one question, and do what the answer says."""
        block, offered, deck = self.prepare(), self.list, self.simulation.deck
        typed = self.console.ask(self.words("plain.action")) if offered else self.questions.ask(block)
        if typed is None:
            self.over = True
            return
        passed = int(self._now() - self._told_at) if self._now else 0
        if passed > 0:
            self._told_at += passed
            self.simulation.tick(timedelta(seconds=passed))
        order, text = read_typed(deck, typed if block is not None else typed.strip())
        if order:
            self._give(order, text)
        elif block is not None:
            self.questions.answer(block, text)
        elif not typed.strip() and not offered:
            self.questions.read_again()
        elif not typed.strip():
            self._leave_list()
        elif (index := self.questions.picked(typed)) is not None and offered:
            self._leave_list()
            self._take(offered[index])
        elif index is not None:
            self.questions.choose(self.questions.menu[index])

    def prepare(self) -> Block | None:
        """Say what is new, and settle what to ask for: a field, or with None what to do; in `asking` too."""
        self.questions.tell_news()
        block = self.questions.next() if not self.list else None
        self.asking = block.id if block is not None else ""
        return block

    def leave(self) -> None:
        """Save what would be lost, where that has not been done, and then say where."""
        if not self._left:
            outcome = self.session.leave()
            with suppress(OSError):
                self.carry_out(outcome)

    def _give(self, key: str, text: str) -> None:
        """Run the command that a slash word stands for; where several share it, the one that was named after it."""
        if self.list:
            self._leave_list()
        commands, word = COMMANDS_OF[key], slash_word(self.simulation.deck, key)
        command = commands[0]
        if len(commands) > 1:
            items = [MenuItem(self.words(command.argument)) for command in commands]
            if len(found := meant(items, text)) != 1:
                self.console.say(self.words(f"command.{key}.text"))
                self.console.say(*(f"{word} {number}. {item.words}" for number, item in enumerate(items, 1)))
                return
            command, text = commands[found[0]], ""
        elif len(command.slash) > 1 and command.name_now(self.session) != key:
            self.console.say(self.words("plain.not_now", order=word))
            return
        before = self.simulation.view
        outcome = self._take(lambda session: run(session, command, Request(text, self.asking)), text)
        if outcome == Outcome(show="phone") and self.simulation.view is before:
            self.questions.read_again()

    def _take(self, act: Act, text: str = "") -> Outcome:
        before = self.simulation.view
        outcome = act(self.session)
        self.questions.take_in(before)
        self.carry_out(outcome, text)
        return outcome

    def carry_out(self, outcome: Outcome, text: str = "") -> None:
        """Say what there is to say, show what is to be shown; `text` is what is looked for."""
        show = outcome.show
        if outcome.say:
            self.console.say(self.words(outcome.say, **outcome.values))
        self._tell_progress()
        if outcome.copy:
            self.console.say(outcome.copy)
        if outcome.focus:
            self.questions.want(outcome.focus)
        if show == "quit":
            self.over = self._left = True
        elif show == "help":
            self.console.say(*_help_lines(self.session))
        elif show in PICKERS and (show != "customer" or text):
            if show == "cause":
                told = self.session.answers.told().items()
                lines = (line for heading, texts in told for line in (f"{heading}:", *texts))
                self.console.say(self.session.answers.cause.title, *lines)
            self._offer(show, text)
        elif show == "caller":
            self._fill_in()
        elif show in PANELS:
            self.console.say(*_panel_lines(self.session, show))

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
            customer, faults = read_form(self.session, given)
            if customer is not None:
                self.carry_out(take_form(self.session, customer))
            asked = [*faults]
            self.console.say(*faults.values())

    def _tell_progress(self) -> None:
        """Say the steps that a story has just played; where it went back or begins, the one that comes next."""
        story = self.session.state.story
        played = story.place.played if story is not None else 0
        (before, done), self._progress = self._progress, (story, played)
        if story is None or (story is before and played == done):
            return
        lines = self.session.story_lines()
        on = story is before and played > done
        for number in range(done, played) if on else range(played, min(played + 1, len(lines))):
            key = "plain.story_step" if on else "plain.story_next"
            self.console.say(self.words(key, n=number + 1, all=len(lines), text=lines[number]))

    def _offer(self, what: str, text: str) -> None:
        """Offer the list of a dialog, for what was typed; what is the only one that was meant is taken at once."""
        picker = PICKERS[what]
        found = picker.find(self.session, text)
        picks = found[:20]  # no more are read out: a few words more find fewer
        items = tuple(MenuItem(f"{p.title}: {p.told or p.text}" if p.text else p.title, state=p.right) for p in picks)
        if not items:
            self.console.say(picker.nothing(self.session, text))
        elif text and len(items) == 1:
            self.console.say(items[0].line)
            self._take(picks[0].act)
        else:
            self.questions.tell_news()
            self.console.say(picker.title(self.session))
            read_choices(self.console, items)
            if left_out := len(found) - len(items):
                self.console.say(self.words("plain.left_out", n=left_out))
            self.console.say(self.words("plain.from_list"))
            self.list, self.questions.menu = [pick.act for pick in picks], items

    def _leave_list(self) -> None:
        self.list = ()
        self.questions.offered = ()


def _panel_lines(session: Session, panel: str) -> Iterator[str]:
    words = session.words
    for row in PANEL_ROWS[panel](session):
        moved = f" → {row.aside}" if row.aside else ""
        lines = {
            "head": f"{row.text}:",
            "who": f"{row.text}, {row.aside}",
            "fact": f"{row.lead}: {row.text.replace(chr(10), ', ')}",
            "done": f"{row.lead}. {row.text} ({words('plain.done')})",
            "ahead": f"{row.lead}. {row.text}",
            "action": f"{row.lead} {row.where}: {row.text}{moved}",
        }
        if row.kind in ("met", "unmet"):
            yield words("plain.checked", evidence=row.text, state=words(f"state.{row.kind}"), source=row.aside)
        elif row.kind != "keys":
            yield lines.get(row.kind, row.text)
    for message in session.simulation.messages if panel == "messages" else ():
        yield f"{message.number}. {message.age}. {message.life}"
        yield from message_lines(session.simulation.deck, message)


def _help_lines(session: Session) -> Iterator[str]:
    """Every slash word with what may follow it and what it does, under the headings of their groups."""
    words = session.words
    yield words("plain.intro")
    for group in GROUPS:
        keys = [key for key, commands in COMMANDS_OF.items() if commands[0].group == group]
        if keys:
            yield ""
            yield words(f"group.{group}")
        for key in keys:
            taken = COMMANDS_OF[key][0].takes
            said = f"{slash_word(session.simulation.deck, key)} {words(f'plain.takes.{taken}') if taken else ''}"
            yield f"{said.rstrip()}: {words(f'command.{key}.text')}"
    yield ""
    yield words("plain.slash")


def slash_word(deck: Deck, key: str) -> str:
    """What one types for the key of a slash word."""
    return deck.words(f"plain.order.{key}")


def slash_names(deck: Deck, /) -> Mapping[str, str]:
    """How the prompts call commands, by their ids."""
    return {command.id: slash_word(deck, command.slash[0]) for command in COMMANDS if command.slash}


def read_typed(deck: Deck, typed: str) -> tuple[str, str]:
    """The key of the slash word that was typed, and what follows it; "" and the answer, where it is one.

    One more slash before a slash word makes it an answer.
    """
    word, _, rest = typed.partition(" ")
    key = _keys(deck).get(plain(f"/{word.lstrip('/')}"), "") if typed.startswith("/") else ""
    if not key or typed.startswith("//"):
        return "", typed[1:] if key else typed
    return key, rest.strip()


@lru_cache(maxsize=4)
def _keys(deck: Deck) -> Mapping[str, str]:
    return {plain(slash_word(deck, key)): key for key in COMMANDS_OF}


def escaped(deck: Deck, answer: str) -> str:
    """An answer as it has to be typed, so that it is not taken for an order."""
    return answer if read_typed(deck, answer) == ("", answer) else f"/{answer}"
